"""At every moment there is an open number, or a word about what to do now: a page is none.

For every region and gemeente, every sector and path of the interview (also one that stops
half-way), at every moment of two years; and for every own choice, at night. That is exact, and
few cases:

- whom to call follows from a ``Situation`` and the moment, and from nothing else, by the types;
- the moment matters through opening hours, which change at known moments: between two changes
  one moment stands for all;
- places with the same services have the same cases.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from crisiszorg_cli.directory import opening_hours
from crisiszorg_cli.model.assessment import NowKind
from crisiszorg_cli.model.content import Content, Purpose, Sector, Verdict
from crisiszorg_cli.triage.assess import assess
from crisiszorg_cli.triage.cases import (
    Cases,
    End,
    at,
    cases_of,
    nowhere,
    open_numbers,
    says_what_to_do,
    told,
)
from crisiszorg_cli.triage.corners import (
    YEARS,
    Moments,
    corner,
    ends_of,
    pages_that_cover,
    places,
    with_timetables,
)
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import every_path
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk
from crisiszorg_cli.wording.now import now_text
from tests.effort import THOROUGH, each

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)  # a Sunday, at night
END = BEGIN + YEARS
QUARTER = timedelta(minutes=15)
CALM = dict.fromkeys(("life_danger", "hospital", "resistance"), "no")


@pytest.fixture(scope="module")
def timed(content: Content) -> Content:
    """The content with its opening hours worked out."""
    return with_timetables(content, BEGIN, places(content))


@pytest.fixture(scope="module")
def cases(timed: Content) -> Cases:
    """All cases: services decide none of them, so that an overlay has the same."""
    return Cases(timed)


@pytest.fixture(scope="module")
def ends(timed: Content, cases: Cases) -> list[tuple[End, datetime]]:
    """What is told in every case at every moment; of some places in a run of a part."""
    return list(ends_of(timed, cases, BEGIN, each(20, places(timed))))


# -- that these cases are all there is -----------------------------------------------------------


@pytest.mark.thorough
def test_the_cases_are_those_of_the_walks(timed: Content, cases: Cases) -> None:
    """A drawn path, walked in every place, has the case that was worked out without the place."""
    draw = random.Random(1)  # noqa: S311
    for place, sector in each(11, list(product(places(timed), Sector))):
        walk = Walk(cases.rules, {})
        while question := walk.next_question:
            given = {RESIDENCE: place.id, SECTOR: sector.value}.get(question.id)
            likely = ("no",) * 4 if question.id in CALM else ()
            (walk,) = walk.onward([given or draw.choice((*likely, *question.values()))])
        own, *choices = cases_of(walk)
        for case in (own, *choices[:1]):
            assert nowhere(case) in cases.of(place, sector)[case.place.sector]
            assert at(nowhere(case), place, cases.rules) == case


@pytest.mark.thorough
def test_the_services_of_elsewhere_do_not_matter(timed: Content, cases: Cases) -> None:
    """In every place somebody drawn is told the same by the whole directory."""
    rules, draw = Rules(timed), random.Random(2)  # noqa: S311
    for place, sector in each(4, list(product(places(timed), Sector))):
        case = draw.choice(cases.of(place, sector)[sector])
        small = Rules(corner(timed, place, sector).content)
        whole, part = (told(at(case, place, each), BEGIN) for each in (rules, small))
        assert (whole.calls, whole.now) == (part.calls, part.now)


def test_an_assessment_says_what_its_case_is_told(timed: Content) -> None:
    """Nothing of a walk but its situation gets into whom to call and what to do now."""
    triage = Triage(timed)
    for place in ("zhn", "GM0356", "groningen"):
        for path in every_path(triage.rules, place, Sector.JEUGD):
            end = told(next(cases_of(path.walk)), BEGIN)
            found = assess(path.walk, BEGIN)
            assert (found.contacts, found.missing, found.now) == (*end.calls, end.now)


def test_what_can_be_called_from_a_place_has_its_timetable(content: Content) -> None:
    """Whatever the sector: without one its hours would be worked out again at every moment."""
    for place in places(content)[::40]:
        tables = with_timetables(content, BEGIN, (place,)).directory.timetables
        for sector in (*Sector, None):
            here = corner(content, place, sector).hours - {opening_hours.ALWAYS}
            assert {each for each in here if opening_hours.is_certain(each)} <= tables.keys()


@pytest.mark.thorough
def test_every_quarter_of_an_hour_in_one_region(timed: Content, cases: Cases) -> None:
    """The same without change points: at each quarter of two years one of the states holds.

    And at each quarter of three days around Christmas every client of the region is told what
    was worked out for that state; in a run of a part at each hour.
    """
    zhn = timed.directory.regions["zhn"]
    here = corner(timed, zhn, Sector.GZ)
    rules, moments, opening = (
        Rules(here.content),
        Moments(timed.directory, BEGIN),
        sorted(here.hours),
    )
    group = [at(c, zhn, rules) for c in cases.of(zhn, Sector.GZ)[Sector.GZ] if not c.choice]
    by_state = {
        moments.state(opening, moment): [bare(told(case, moment)) for case in group]
        for moment in moments.that_differ(here.hours)
    }
    end = END if THOROUGH else BEGIN + timedelta(days=60)  # Christmas is in it
    quarters = (BEGIN + n * QUARTER for n in range((end - BEGIN) // QUARTER))
    christmas = (datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 27, tzinfo=UTC))
    tried = set()
    for quarter in quarters:
        state = moments.state(opening, quarter)
        assert state in by_state, quarter
        if christmas[0] <= quarter < christmas[1] and quarter.minute in each(4, (0, 15, 30, 45)):
            assert [bare(told(case, quarter)) for case in group] == by_state[state], quarter
            tried.add(state)
    assert tried == set(by_state)


def bare(end: End) -> object:
    """Leave out of an end what a date says: when it changes, and what is due for review."""
    contacts = [(c.service.id, c.purpose, c.open) for c in end.calls.contacts]
    return contacts, [now.kind for now in end.now], end.calls.missing


# -- the proof ----------------------------------------------------------------------------------


def without_a_way_out(ends: Iterable[tuple[End, datetime]]) -> list[tuple[object, ...]]:
    """Return who is told neither an open number nor what to do now."""
    return [
        (end.case.place.region, end.case.place.sector, end.followed.id, moment)
        for end, moment in ends
        if not open_numbers(end.calls) and not says_what_to_do(end.now)
    ]


@pytest.mark.only_thorough
def test_every_outcome_is_tried(content: Content, ends: list[tuple[End, datetime]]) -> None:
    """The cases end in every outcome there is, and every one of them but two is chosen too."""
    tried = {end.case.own.outcome.id for end, _ in ends}
    chosen = {end.case.choice.id for end, _ in ends if end.case.choice}

    assert set(content.outcomes) == tried
    assert tried - chosen == {"incomplete", "youth_elsewhere"} - chosen


@pytest.mark.thorough
def test_there_is_always_a_way_out(
    timed: Content,
    cases: Cases,
    ends: list[tuple[End, datetime]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An open number, or what to do now. A page alone is never a way out."""
    assert without_a_way_out(ends) == []

    everywhere = places(timed)
    groups = [cases.of(place, sector) for place, sector in product(everywhere, Sector)]
    situations = sum(len(group) for groups_ in groups for group in groups_.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\nway out: {situations:,} cases in {len(everywhere)} places, at every moment of"
            f" two years: {len(ends):,} that differ were tried\n"
        )
    assert len(everywhere) >= 99
    assert len(Counter(end.case.place.region for end, _ in ends)) > 1


@pytest.mark.thorough
def test_what_goes_before_everything_is_never_hidden(ends: list[tuple[End, datetime]]) -> None:
    """Danger to life is 112 alone; not known, it is said first, and 112 is no numbered call."""
    for end, _ in ends:
        phones = [c.service.phone.digits for c in end.calls.contacts if c.service.phone]
        if end.case.own.outcome.verdict is Verdict.EMERGENCY:
            assert (phones, end.case.choice) == (["112"], None)
        elif end.case.own.rules.first in end.case.own.open:
            assert end.now[0].kind is NowKind.LIFE_DANGER_OPEN
            assert "112" in now_text(end.now[0], end.case.place.sector)
            assert "112" not in phones or end.followed.verdict is Verdict.EMERGENCY


@pytest.mark.thorough
def test_no_reassurance_against_danger(ends: list[tuple[End, datetime]]) -> None:
    """Every not_crisis says when to call again, the HAP and 112."""
    calming = [
        end
        for end, _ in ends
        if Verdict.NOT_CRISIS in (end.case.own.outcome.verdict, end.followed.verdict)
    ]
    for end in calming:
        text = " ".join(now_text(now, end.case.place.sector) for now in end.now)
        assert all(word in text for word in ("opnieuw", "HAP", "112"))
    assert calming


@pytest.mark.thorough
def test_the_page_of_a_zorgkantoor_is_for_what_it_covers(
    content: Content, ends: list[tuple[End, datetime]]
) -> None:
    """Never for forced care, nor for a GGZ client without a ggz-woonzorgprofiel, nor youth."""
    covering = pages_that_cover(content.directory) - {None}
    shown = 0
    for end, _ in ends:
        for missing in end.calls.missing:
            covered = missing.purpose is Purpose.CRISIS and missing.sector is not Sector.JEUGD
            if missing.sector is Sector.GGZ:
                covered = covered and end.case.place.has_profile
            assert covered or missing.page not in covering
            shown += missing.page in covering
        if end.case.place.sector in (Sector.GGZ, Sector.JEUGD):
            finds = {c.service.page for c in end.calls.contacts if "zoeken" in c.service.id}
            assert not finds
    assert shown


@pytest.mark.thorough
@pytest.mark.parametrize(
    "change", each(2, [{"hours": "Mo 09:00-09:15"}, {"phone": None, "display": None}])
)
def test_also_when_services_are_closed_or_gone(
    change: dict[str, Any], content: Content, cases: Cases
) -> None:
    """Also a practice that closes every number, or takes every number away, is told what to do."""
    services = {
        id_: s if s.id == "alarm-112" else s._replace(**change)
        for id_, s in content.directory.services.items()
    }
    other = content._replace(directory=content.directory._replace(services=services))
    regions = tuple(each(9, list(other.directory.regions.values())))
    other = with_timetables(other, BEGIN, regions)
    ends = list(ends_of(other, cases, BEGIN, regions, choices=False))

    assert without_a_way_out(ends) == []
    closed = [end for end, moment in ends if "phone" in change or moment == BEGIN]
    assert {s.id for end in closed for s in open_numbers(end.calls)} <= {"alarm-112"}
    assert closed
