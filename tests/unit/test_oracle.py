"""The engine against an independent reading of the rules, on every complete set of answers.

The longest list (V&V in the two regions of Zorg en Zekerheid, 3^13 answers) is enumerated
for Zuid-Holland Noord only; for the other places on that pathway the last tests prove that
the place matters through its pathway alone. All else is enumerated for every place.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Mapping
from itertools import product

import oracle
import pytest

from crisiszorg_cli import directory, search
from crisiszorg_cli.engine import Triage
from crisiszorg_cli.model import Content, Municipality, Place, RegionKind, Sector

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

TOTALS = {
    # sector: vectors per place (Zorg en Zekerheid, elsewhere)
    "vv": (3**13, 3**9),
    "gz": (3**7 * 6, 3**6 * 6),
    "ggz": (3**5, 3**5),
    "jeugd": (3**6 * 6, 3**5 * 6),
}

LONG_LIST = "zhn"

PARTS = [("vv", LONG_LIST, {"acute_change": (answer,)}) for answer in oracle.CLOSED]
"""The longest list in three parts, so that they can run side by side."""

ENUMERATED = PARTS + [
    (sector, place, {})
    for sector in oracle.SECTORS
    for place in oracle.PLACES
    if sector != "vv" or not oracle.zorg_en_zekerheid(place)
]

PROVEN = ["am", "GM0546", "GM0362", "GM0394"]
"""The other places with the longest list."""


def expected_total(sector: str, place: str, only: Mapping[str, tuple[str, ...]]) -> int:
    """Return how many vectors there must be."""
    total = TOTALS[sector][0 if oracle.zorg_en_zekerheid(place) else 1]
    return total // len(oracle.CLOSED) if only else total


@pytest.mark.parametrize(("sector", "place", "only"), ENUMERATED)
def test_engine_agrees_with_the_oracle_on_every_vector(
    sector: str,
    place: str,
    only: dict[str, tuple[str, ...]],
    triage: Triage,
    record_property: Callable[[str, object], None],
) -> None:
    """Every combination of decisive answers has the outcome of the rules."""
    wrong = []
    count = 0

    for vector in oracle.vectors(sector, place, only):
        count += 1
        walk = triage.walk(vector)
        expected = oracle.outcome(vector)
        if walk.outcome_id != expected:
            wrong.append((vector, expected, walk.outcome_id))

    record_property("vectors", count)
    assert [] == wrong[:3]
    assert expected_total(sector, place, only) == count


def test_the_enumeration_is_as_large_as_it_claims(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The number of vectors compared is a known number, and is shown."""
    total = sum(expected_total(*part) for part in ENUMERATED)

    with capsys.disabled():
        sys.stdout.write(f"\noracle: {total:,} vectors compared\n")

    assert 2_095_146 == total


def test_every_sector_in_every_place_is_enumerated_or_proven() -> None:
    """Nothing is left out between the two."""
    enumerated = {(sector, place) for sector, place, _ in ENUMERATED}
    proven = {("vv", place) for place in PROVEN}

    assert set(product(oracle.SECTORS, oracle.PLACES)) == enumerated | proven


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


# -- the places that share the longest pathway: the place matters through it alone ------------


@pytest.mark.parametrize("place", PROVEN)
def test_same_pathway_object(place: str, triage: Triage) -> None:
    """The place leads to the very pathway that was enumerated."""
    answers = {"life_danger": "no", "sector": "vv"}

    long_list = triage.walk({**answers, "region": LONG_LIST}).pathway
    assert long_list is triage.walk({**answers, "region": place}).pathway


@pytest.mark.parametrize("place", PROVEN)
def test_same_decision_tree(place: str, interviews: Interviews) -> None:
    """Question by question, the interview and its outcome are those that were enumerated."""
    enumerated = [
        ({**answers, "region": place} if "region" in answers else answers, outcome)
        for answers, outcome in interviews(LONG_LIST, "vv")
    ]

    assert enumerated == list(interviews(place, "vv"))
    assert [list(answers) for answers, _ in enumerated] == [
        list(answers) for answers, _ in interviews(place, "vv")
    ]


@pytest.mark.parametrize("place", PROVEN)
def test_same_outcome_with_every_answer_given(place: str, triage: Triage) -> None:
    """Complete answers too have the outcome of the rules, in a drawn sample."""
    values = oracle.decisive("vv", place)
    draw = random.Random(place)  # noqa: S311
    for _ in range(20_000):
        chosen = {question: draw.choice(options) for question, options in values.items()}
        vector = {"region": place, "sector": "vv", **chosen}

        assert oracle.outcome(vector) == triage.walk(vector).outcome_id
