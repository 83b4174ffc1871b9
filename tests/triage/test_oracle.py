"""The engine against an independent reading of the rules, on every complete set of answers.

Vectors are not tried one by one: a path of the interview stands for all that share its answers
(test_paths.py), and the oracle shows which others it reads. That is exact, and takes a second.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import product
from typing import Any

import pytest

from crisiszorg_cli.directory import search, services as directory
from crisiszorg_cli.model.content import (
    Content,
    Directory,
    Municipality,
    Place,
    Purpose,
    Region,
    RegionKind,
    Sector,
)
from crisiszorg_cli.render.result import headline
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import Path, route_of
from tests.effort import THOROUGH
from tests.triage import oracle
from tests.triage.everywhere import in_every_place

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]
Paths = Callable[[str, str], tuple[Path, ...]]

TOTALS = {
    # sector: vectors per place (Zorg en Zekerheid, elsewhere)
    "vv": (3**11 * 4**3, 3**9 * 4),
    "gz": (3**9 * 6, 3**8 * 6),
    "ggz": (3**5, 3**5),
    "jeugd": (3**8 * 6, 3**7 * 6),
}
AGE_AND_YOUTH = 3**3  # asked besides in the GGZ where the crisisdienst is for adults only


def total_of(sector: str, place: str) -> int:
    """Return how many complete sets of answers a sector has in a place."""
    more = AGE_AND_YOUTH if sector == "ggz" and oracle.adults_only(place) else 1
    return TOTALS[sector][0 if oracle.zorg_en_zekerheid(place) else 1] * more


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


def outcomes_by_the_rules(
    values: Mapping[str, tuple[str, ...]], given: Mapping[str, str]
) -> Iterator[str]:
    """Return the outcome of the oracle for all vectors of these values with these answers.

    Where it reads an answer that they leave open, they are divided by it. So what it says of
    each part holds for every vector in it: nothing else of it was read.
    """
    block = Block(given)
    block.decisive = values
    try:
        yield oracle.outcome(block)
    except Unread as unread:
        for value in values[unread.question]:
            yield from outcomes_by_the_rules(values, {**given, unread.question: value})


@pytest.fixture(scope="module")
def is_new(triage: Triage) -> Callable[..., bool]:
    """Tell whether neither engine nor oracle can tell a place from one that was tried before."""
    tried: set[tuple[object, ...]] = set()

    def tell(test: str, sector: str, place: str) -> bool:
        found = directory.place_by_id(triage.content.directory, place)
        assert found is not None
        route = route_of(triage.rules, found, Sector(sector))
        youth = oracle.PLACES[place][1] == "lekstroom"
        by_oracle = (oracle.zorg_en_zekerheid(place), oracle.adults_only(place), youth)
        key = (test, sector, route, by_oracle)
        new = key not in tried
        tried.add(key)
        return new

    return tell


EVERYWHERE = list(product(oracle.SECTORS, oracle.PLACES))


@in_every_place
def test_engine_agrees_with_the_oracle_on_every_vector(
    sector: str, place: str, paths: Paths, is_new: Callable[..., bool]
) -> None:
    """Every path has the outcome of the rules for all vectors that it stands for."""
    found = paths(place, sector)
    assert total_of(sector, place) == sum(path.vectors for path in found)
    if not is_new("vectors", sector, place):
        return
    values = oracle.decisive(sector, place)
    different = [
        (path.answers, expected, path.walk.outcome_id)
        for path in found
        for expected in outcomes_by_the_rules(values, path.answers | {"region": place})
        if expected != path.walk.outcome_id
    ]
    assert [] == different[:3]


@in_every_place
def test_a_drawn_vector_has_the_outcome_of_the_rules(
    sector: str, place: str, triage: Triage
) -> None:
    """The whole engine, with what it reads besides, on complete answers."""
    values = oracle.decisive(sector, place)
    draw = random.Random(f"{sector} {place}")  # noqa: S311
    for _ in range(20):
        chosen = {question: draw.choice(options) for question, options in values.items()}
        vector = {"region": place, "sector": sector, **chosen}

        assert oracle.outcome(vector) == triage.walk(vector).outcome_id


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("sector", "place"), [each for each in EVERYWHERE if each[0] in {"vv", "gz"}]
)
def test_a_consult_admits_what_the_rules_say(
    sector: str, place: str, triage: Triage, moment: datetime, is_new: Callable[..., bool]
) -> None:
    """The sentence of a consult, and the number for forced care beside it, follow the answers."""
    values = oracle.decisive(sector, place)
    draw = random.Random(f"said {sector} {place}")  # noqa: S311
    most = 400 if THOROUGH else 90
    for _ in range(most if is_new("said", sector, place) else 20):
        # Mostly the answers that lead on, so that few vectors end at a gate.
        chosen = {
            question: draw.choice(options if draw.random() < 1 / 3 else _onward(question, options))
            for question, options in values.items()
        }
        vector = {"region": place, "sector": sector, **chosen}
        if oracle.outcome(vector) not in {"vv_consult", "gz_consult"}:
            continue
        found = triage.assess(vector, moment)
        sentence = headline(found)
        said = {
            found.outcome.headline: "open",
            found.outcome.headline_not_met: "gate",
        }.get(sentence, "danger unknown" if "niet bekend" in sentence else "danger")

        expected = oracle.said(vector)
        if expected != "gate":  # with a gate open, what is not met may be said or not
            assert expected == said, vector
        else:
            assert said in {"gate", "open"}, vector
        purposes = {c.purpose for c in found.contacts} | {m.purpose for m in found.missing}
        shown = Purpose.FORCED_CARE in purposes
        assert oracle.forced_care(vector) == shown, vector


def _onward(question: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the answer with which the interview goes on longest."""
    no = {"life_danger", "hospital", "resistance", "minor"}
    return ("no",) if question in no else options[:1]


def test_the_comparison_is_as_large_as_it_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """The number of vectors compared is a known number, and is shown."""
    total = sum(total_of(*each) for each in EVERYWHERE)

    with capsys.disabled():
        sys.stdout.write(f"\noracle: {total:,} vectors compared\n")

    assert 59_854_545 == total


@in_every_place
def test_the_decisive_questions_are_those_that_are_asked(
    sector: str, place: str, interviews: Interviews
) -> None:
    """No interview asks anything that the enumeration leaves out, and the reverse."""
    asked = {question for answers, _ in interviews(place, sector) for question in answers}

    assert {"region", "sector", *oracle.decisive(sector, place)} == asked


@in_every_place
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
        own = _written_regions(place, book)
        assert (care in {"zhn", "am"}) == (own[0] in {"zhn", "am"}), place
        assert (youth == "lekstroom") == (own[1] == "lekstroom"), place
        assert (care in oracle.ADULTS_ONLY) == (own[0] in oracle.ADULTS_ONLY), place


def test_age_is_asked_where_the_ggz_crisisdienst_is_for_adults(content: Content) -> None:
    """The regions of that pathway are those of which every crisisdienst is for adults only."""
    book = content.directory
    pathways = (p for p in content.pathways.values() if p.sector is Sector.GGZ and p.redirect)
    asked = {region for pathway in pathways for region in pathway.regions}
    for region in book.regions.values():
        own = directory.services_for(book, region, Sector.GGZ, Purpose.CRISIS)
        adults = bool(own) and all(s.adults_only for s in own)
        assert (region.id in asked) == adults, region.id


def _written_regions(place: Place, book: Directory) -> tuple[str | None, str | None]:
    """Return the zorgkantoorregio and the jeugdregio of a place as the data files have them.

    Of a region of another kind it is the one that bears its name.
    """
    if isinstance(place, Municipality):
        return place.care_region, place.youth_region
    kinds = (RegionKind.ZORGKANTOORREGIO, RegionKind.JEUGDREGIO)
    care, youth = (_of_kind(place, kind, book) for kind in kinds)
    return care, youth


def _of_kind(region: Region, kind: RegionKind, book: Directory) -> str | None:
    """Return the region of this kind with the name, whatever its hyphens and capitals."""
    if region.kind is kind:
        return region.id
    name = region.name.casefold().replace("-", " ")
    same = (r for r in book.regions.values() if r.name.casefold().replace("-", " ") == name)
    return next((r.id for r in same if r.kind is kind), None)


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
