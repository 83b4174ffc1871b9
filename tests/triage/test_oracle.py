"""The engine against an independent reading of the rules, on every complete set of answers.

Vectors are not tried one by one: engine and oracle show which answers they read, and all
vectors with these answers are one block. That is exact, and takes a second instead of minutes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

import pytest

from crisiszorg_cli.directory import search, services as directory
from crisiszorg_cli.model.content import Content, Municipality, Place, RegionKind, Sector
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.walk import Walk
from tests.triage import oracle

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

TOTALS = {
    # sector: vectors per place (Zorg en Zekerheid, elsewhere)
    "vv": (3**13, 3**9),
    "gz": (3**7 * 6, 3**6 * 6),
    "ggz": (3**5, 3**5),
    "jeugd": (3**6 * 6, 3**5 * 6),
}


class Unread(Exception):  # noqa: N818 - no error: an answer is wanted
    """Somebody reads the answer to a question that has none in this block."""

    def __init__(self, question: str) -> None:
        """Name the question."""
        super().__init__(question)
        self.question = question


class Block(dict[str, str]):
    """All vectors with these answers, whatever the others are: reading another one is noticed."""

    decisive: Mapping[str, tuple[str, ...]] = {}

    def __missing__(self, question: str) -> str:
        """Stop: what is read divides the block. Raises Unread."""
        raise Unread(question)

    def get(self, question: str, default: object = None) -> Any:  # noqa: ANN401 - as dict
        """Return an answer; a question that cannot decide has none."""
        if question in self or question not in self.decisive:
            return super().get(question, default)
        raise Unread(question)


def blocks(
    sector: str, place: str, triage: Triage
) -> Iterator[tuple[dict[str, str], int, str, str]]:
    """Return blocks of vectors that engine and oracle cannot tell apart, with both outcomes.

    Where either reads an answer that a block leaves open, the block is divided by it. So every
    vector is in one block, and has the outcome of it: nothing else of it was read.
    """
    values = oracle.decisive(sector, place)

    def divide(given: dict[str, str]) -> Iterator[tuple[dict[str, str], int, str, str]]:
        block = Block(given)
        block.decisive = values
        try:
            found, expected = triage.walk(block).outcome_id, oracle.outcome(block)
        except Unread as unread:
            for value in values[unread.question]:
                yield from divide({**given, unread.question: value})
            return
        size = prod(len(options) for question, options in values.items() if question not in given)
        yield given, size, expected, found

    yield from divide({"region": place, "sector": sector})


@pytest.fixture
def deciding(triage: Triage, monkeypatch: pytest.MonkeyPatch) -> Triage:
    """The engine, without what it reads after the outcome is settled: that decides nothing."""
    monkeypatch.setattr(Walk, "_read_on", lambda _: None)
    return triage


EVERYWHERE = list(product(oracle.SECTORS, oracle.PLACES))


@pytest.mark.parametrize(("sector", "place"), EVERYWHERE)
def test_engine_agrees_with_the_oracle_on_every_vector(
    sector: str, place: str, deciding: Triage
) -> None:
    """Every combination of decisive answers has the outcome of the rules."""
    found = list(blocks(sector, place, deciding))

    assert [] == [block for block in found if block[2] != block[3]][:3]
    total = TOTALS[sector][0 if oracle.zorg_en_zekerheid(place) else 1]
    assert total == sum(size for _, size, _, _ in found)


@pytest.mark.parametrize(("sector", "place"), EVERYWHERE)
def test_a_drawn_vector_has_the_outcome_of_the_rules(
    sector: str, place: str, triage: Triage
) -> None:
    """The whole engine, with what it reads besides, on complete answers."""
    values = oracle.decisive(sector, place)
    draw = random.Random(f"{sector} {place}")  # noqa: S311
    for _ in range(100):
        chosen = {question: draw.choice(options) for question, options in values.items()}
        vector = {"region": place, "sector": sector, **chosen}

        assert oracle.outcome(vector) == triage.walk(vector).outcome_id


def test_the_comparison_is_as_large_as_it_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """The number of vectors compared is a known number, and is shown."""
    total = sum(TOTALS[s][0 if oracle.zorg_en_zekerheid(p) else 1] for s, p in EVERYWHERE)

    with capsys.disabled():
        sys.stdout.write(f"\noracle: {total:,} vectors compared\n")

    assert 8_472_438 == total


@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.parametrize("place", oracle.PLACES)
def test_the_decisive_questions_are_those_that_are_asked(
    sector: str, place: str, interviews: Interviews
) -> None:
    """No interview asks anything that the enumeration leaves out, and the reverse."""
    asked = {question for answers, _ in interviews(place, sector) for question in answers}

    assert {"region", "sector", *oracle.decisive(sector, place)} == asked


@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.parametrize("place", oracle.PLACES)
def test_all_answers_of_a_decisive_question_are_tried(
    sector: str, place: str, content: Content
) -> None:
    """The enumeration knows every answer that a question allows."""
    for question, values in oracle.decisive(sector, place).items():
        assert set(values) == set(content.questions[question].values())


def _routes(triage: Triage, place: Place) -> tuple[str, ...]:
    """Return the pathway of each sector for somebody who lives here."""
    book = triage.content.directory
    regions = (directory.region_for(book, place, sector) for sector in Sector)
    return tuple(triage.rules.pathway(s, r).id for s, r in zip(Sector, regions, strict=True))


def test_every_place_is_like_one_that_is_enumerated(content: Content, triage: Triage) -> None:
    """No region or gemeente has another set of pathways than the places that were tried."""
    book = content.directory
    tried = {
        (type(place), _routes(triage, place)): oracle.PLACES[place.id]
        for place in search.all_places(book)
        if place.id in oracle.PLACES
    }
    for place in search.all_places(book):
        care, youth = tried[type(place), _routes(triage, place)]
        own = _written_regions(place)
        assert (care in {"zhn", "am"}) == (own[0] in {"zhn", "am"}), place
        assert (youth == "lekstroom") == (own[1] == "lekstroom"), place


def _written_regions(place: Place) -> tuple[str | None, str | None]:
    """Return the zorgkantoorregio and the jeugdregio of a place as the data files have them."""
    if isinstance(place, Municipality):
        return place.care_region, place.youth_region
    care = place.id if place.kind is RegionKind.ZORGKANTOORREGIO else None
    return care, place.id if place.kind is RegionKind.JEUGDREGIO else None


@pytest.mark.parametrize("place", oracle.PLACES)
def test_the_oracle_and_the_directory_agree_on_regions(place: str, content: Content) -> None:
    """A place lies in the regions that the oracle writes down for it."""
    book = content.directory
    found = directory.place_by_id(book, place)
    assert found is not None
    care = directory.region_for(book, found, Sector.VV)
    youth = directory.region_for(book, found, Sector.JEUGD)

    assert oracle.PLACES[place] == (care.id, youth.id)
    assert care.kind is not RegionKind.JEUGDREGIO
    assert youth.kind is not RegionKind.ZORGKANTOORREGIO


def test_every_outcome_has_the_verdict_of_the_rules(content: Content) -> None:
    """The outcomes and their verdicts are those of the oracle, and "incomplete"."""
    verdicts = {id_: outcome.verdict.value for id_, outcome in content.outcomes.items()}

    assert {**oracle.VERDICTS, "incomplete": "consult"} == verdicts
