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
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import pytest

from crisiszorg_cli.directory import opening_hours as hours
from crisiszorg_cli.directory.services import (
    is_national,
    national_region,
    page_of,
    region_for,
)
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.assessment import Now, NowKind, Override
from crisiszorg_cli.model.content import (
    Content,
    Directory,
    Municipality,
    Outcome,
    Place,
    Purpose,
    Sector,
    Service,
    Verdict,
)
from crisiszorg_cli.triage.assess import assess
from crisiszorg_cli.triage.calls import Calls, calls_for
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.now import now_for
from crisiszorg_cli.triage.paths import every_path, route_of
from crisiszorg_cli.triage.situation import Situation, situation_of
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Rules, Walk
from crisiszorg_cli.wording.now import now_text
from tests.effort import each

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)  # a Sunday, at night
END = BEGIN + timedelta(days=2 * 365)
SECONDS = int((END - BEGIN).total_seconds())
QUARTER = timedelta(minutes=15)
CALM = dict.fromkeys(("life_danger", "hospital", "resistance"), "no")

NEEDED = {Purpose.EMERGENCY, Purpose.CRISIS, Purpose.FORCED_CARE}
"""For what the triage names a number by itself, besides the purposes of an outcome."""

State = tuple[bool | None, ...]


class Case(NamedTuple):
    """Somebody's situation, that of the place behind it, and the own choice, if there is one.

    ``place`` knows place and sector, also where the hospital was said before these.
    """

    own: Situation
    place: Situation
    choice: Outcome | None


class End(NamedTuple):
    """What somebody is told in a case: whom to call, and what to do now."""

    case: Case
    calls: Calls
    now: tuple[Now, ...]

    @property
    def followed(self) -> Outcome:
        """The outcome that the numbers belong to."""
        return self.case.choice or self.case.own.outcome


def with_timetables(content: Content) -> Content:
    """Work out the opening hours of two years, once."""
    different = {s.hours for s in content.directory.services.values() if s.hours}
    different.add(hours.OFFICE_HOURS)
    end = END + timedelta(days=1)
    tables = {each: hours.timetable(each, BEGIN, end) for each in different if each != "24/7"}
    return content._replace(directory=content.directory._replace(timetables=tables))


# -- all cases ----------------------------------------------------------------------------------


def stops(walks: Iterator[Walk]) -> Iterator[Walk]:
    """Return these finished walks, and every walk that comes to a question on the way there."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    for walk in walks:
        yield walk
        given = tuple(walk.answers.items())
        for length in range(len(given)):
            if given[:length] not in seen:
                seen.add(given[:length])
                yield Walk(walk.rules, dict(given[:length]))


def cases_of(walk: Walk) -> Iterator[Case]:
    """Return a walk's case, and one for each own choice against it."""
    own = situation_of(walk)
    yield Case(own, own, None)
    beyond = walk.beyond()
    for other in (walk.alternatives() or beyond.alternatives()) if walk.next is None else ():
        yield Case(own, situation_of(beyond), other)


def nowhere(case: Case) -> Case:
    """Leave the place out of a case: ``at`` puts another one in."""
    own, place = (each._replace(residence=None, region=None) for each in case[:2])
    return Case(own, place, case.choice)


Group = dict[Sector | None, tuple[Case, ...]]
"""The cases of a route, whatever the place, by the sector whose services are called."""


class Cases:
    """All cases of each route: the same for all places that have it."""

    def __init__(self, content: Content) -> None:
        """Nothing is worked out yet."""
        self.rules = Rules(content)
        self._found: dict[tuple[Sector, tuple[str, ...]], Group] = {}

    def of(self, place: Place, sector: Sector) -> Group:
        """Return the cases of somebody who lives there, or in a place with the same route."""
        key = (sector, route_of(self.rules, place, sector))
        if key not in self._found:
            self._found[key] = self._all(place, sector)
        return self._found[key]

    def _all(self, place: Place, sector: Sector) -> Group:
        walks = stops(path.walk for path in every_path(self.rules, place.id, sector))
        found = dict.fromkeys(nowhere(case) for walk in walks for case in cases_of(walk))
        called = {case.place.sector: () for case in found}
        return {to: tuple(c for c in found if c.place.sector is to) for to in called}


def at(case: Case, place: Place, rules: Rules) -> Case:
    """Return a case as it is for somebody who lives there, by the sector that holds in it."""

    def settle(situation: Situation) -> Situation:
        if situation.sector is None:
            return situation._replace(rules=rules)
        region = region_for(situation.directory, place, situation.sector)
        return situation._replace(rules=rules, residence=place, region=region)

    return Case(settle(case.own), settle(case.place), case.choice)


def places(content: Content) -> tuple[Place, ...]:
    """Return every region, and a gemeente for each pair of regions in which one can lie."""
    book = content.directory
    pairs = {(m.care_region, m.youth_region): m for m in book.municipalities.values()}
    return (*book.regions.values(), *pairs.values())


# -- what they are told -------------------------------------------------------------------------


class Corner(NamedTuple):
    """The services that can be called from a place in a sector, and nothing of elsewhere.

    Corners of one ``likeness`` differ in names alone: services, numbers, pages and regions are
    the same ones or others in both, in the same order, and open at the same hours.
    """

    content: Content
    likeness: tuple[object, ...]
    hours: frozenset[str]


def corner(content: Content, place: Place, sector: Sector | None) -> Corner:
    """Return what a place and sector have: services name their regions, or the whole country."""
    book = content.directory
    national = national_region(book)
    called = [region_for(book, place, each) for each in (sector, Sector.GGZ) if sector and each]
    ids = tuple(dict.fromkeys(region.id for region in (*called, national)))
    purposes = NEEDED.union(*(outcome.purposes for outcome in content.outcomes.values()))
    services = {
        id_: service
        for id_, service in book.services.items()
        if any(
            serving.purpose in purposes and not set(ids).isdisjoint(serving.regions)
            for serving in service.serves
        )
    }
    regions = {national.id: national, **book.regions}  # found first, being looked for often
    small = book._replace(services=services, regions=regions)
    youth = sector is Sector.JEUGD and isinstance(place, Municipality)
    order = tuple(ids.index(region.id) for region in called)
    likeness = (youth, order, *_without_names(book, services.values(), ids))
    opening = {s.hours for s in services.values() if s.hours}
    if sector is not Sector.JEUGD:  # no page of a zorgkantoor there, as is proved below
        opening.add(hours.OFFICE_HOURS)
    return Corner(content._replace(directory=small), likeness, frozenset(opening))


def _without_names(
    book: Directory, services: Iterable[Service], ids: tuple[str, ...]
) -> Iterator[object]:
    """Return all that can matter of some services, each number and page by its order alone."""
    names: dict[object, int] = {None: -1}

    def order(name: object) -> int:
        return names.setdefault(name, len(names))

    covering = pages_that_cover(book)
    for region in (book.regions[id_] for id_ in ids):
        page = page_of(book, region)
        yield order(page), is_national(region)
    for service in services:
        areas = [
            (area.purpose, area.sectors, tuple(id_ in area.regions for id_ in ids))
            for area in service.serves
        ]
        kind = (service.standing, service.hours, service.adults_only, service.psychiatry)
        yield kind, order(service.phone), order(service.page), service.page in covering, *areas


def pages_that_cover(book: Directory) -> set[str | None]:
    """Return the crisis pages of the zorgkantoren, and of what finds a zorgkantoor."""
    finds = {s.page for s in book.services.values() if "zoeken" in s.id}
    return {office.crisis_page for office in book.offices.values()} | finds


def told(case: Case, moment: datetime) -> End:
    """Say whom to call, and what to do now: as ``assess`` does."""
    override = Override(case.choice, "eigen inzicht") if case.choice else None
    calls = calls_for(case.place, moment, override)
    return End(case, calls, now_for(case.own, case.place, calls, moment, override))


def open_numbers(calls: Calls) -> list[Service]:
    """Return who can be called: 113, the NVIC and what is not for crisis do not count."""
    return [
        c.service
        for c in calls.contacts
        if c.service.phone and c.open is not False and c.purpose is not Purpose.NON_CRISIS
    ]


def says_what_to_do(now: Iterable[Now]) -> bool:
    """Tell whether it says what to do now: 112 for danger, and who bridges; or the hospital."""
    kinds = {each.kind for each in now}
    return NowKind.HOSPITAL in kinds or {NowKind.LIFE_DANGER, NowKind.BRIDGE} <= kinds


class Moments:
    """The moments of two years at which opening hours differ."""

    def __init__(self, book: Directory) -> None:
        """Read the timetables."""
        self.tables = book.timetables
        self.that_differ = cache(self._that_differ)

    def state(self, opening: Iterable[str], moment: datetime) -> State:
        """Tell which of these hours are open."""
        return tuple(hours.status(each, moment, self.tables.get(each))[0] for each in opening)

    def changes(self, opening: Iterable[str]) -> list[datetime]:
        """Return the begin of the two years, and each moment in them at which one changes."""
        tables = (self.tables[each] for each in opening if each in self.tables)
        stamps = {int(BEGIN.timestamp()), *(c for table in tables for c in table.changes)}
        within = sorted(s for s in stamps if BEGIN.timestamp() <= s < END.timestamp())
        return [datetime.fromtimestamp(stamp, AMSTERDAM) for stamp in within]

    def _that_differ(self, opening: frozenset[str]) -> tuple[datetime, ...]:
        """Return one moment for each state in which some opening hours can be."""
        order = sorted(opening)
        found: dict[State, datetime] = {}
        for moment in self.changes(order):
            found.setdefault(self.state(order, moment), moment)
        return tuple(found.values())


def ends_of(
    content: Content, cases: Cases, *, choices: bool = True
) -> Iterator[tuple[End, datetime]]:
    """Return what is told in every case, at every moment that differs, once.

    Of an own choice only at night, in every region. Without choices (an overlay), in regions.
    """
    moments = Moments(content.directory)
    done: dict[tuple[object, ...], set[Case]] = {}
    regions = tuple(content.directory.regions.values())
    for place, sector in product(places(content) if choices else regions, Sector):
        for to, group in cases.of(place, sector).items():
            here = corner(content, place, to)
            before = done.setdefault(here.likeness, set())
            chosen = choices and not isinstance(place, Municipality)
            wanted = (case for case in group if chosen or case.choice is None)
            new = [case for case in wanted if case not in before]
            before.update(new)
            rules = Rules(here.content)
            settled = [at(case, place, rules) for case in new]
            for moment in moments.that_differ(here.hours):
                tried = (c for c in settled if moment == BEGIN or c.choice is None)
                yield from ((told(case, moment), moment) for case in tried)


@pytest.fixture(scope="module")
def timed(content: Content) -> Content:
    """The content with its opening hours worked out."""
    return with_timetables(content)


@pytest.fixture(scope="module")
def cases(timed: Content) -> Cases:
    """All cases: services decide none of them, so that an overlay has the same."""
    return Cases(timed)


@pytest.fixture(scope="module")
def ends(timed: Content, cases: Cases) -> list[tuple[End, datetime]]:
    """What is told in every case at every moment."""
    return list(ends_of(timed, cases))


# -- that these cases are all there is -----------------------------------------------------------


def test_the_cases_are_those_of_the_walks(timed: Content, cases: Cases) -> None:
    """A drawn path, walked in every place, has the case that was worked out without the place."""
    draw = random.Random(1)  # noqa: S311
    for place, sector in product(places(timed), Sector):
        walk = Walk(cases.rules, {})
        while question := walk.next_question:
            given = {RESIDENCE: place.id, SECTOR: sector.value}.get(question.id)
            likely = ("no",) * 4 if question.id in CALM else ()
            (walk,) = walk.onward([given or draw.choice((*likely, *question.values()))])
        own, *choices = cases_of(walk)
        for case in (own, *choices[:1]):
            assert nowhere(case) in cases.of(place, sector)[case.place.sector]
            assert at(nowhere(case), place, cases.rules) == case


def test_the_services_of_elsewhere_do_not_matter(timed: Content, cases: Cases) -> None:
    """In every place somebody drawn is told the same by the whole directory."""
    rules, draw = Rules(timed), random.Random(2)  # noqa: S311
    for place, sector in product(places(timed), Sector):
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


def test_every_quarter_of_an_hour_in_one_region(timed: Content, cases: Cases) -> None:
    """The same without change points: at each quarter of two years one of the states holds.

    And at each quarter of three days around Christmas every client of the region is told what
    was worked out for that state.
    """
    zhn = timed.directory.regions["zhn"]
    here = corner(timed, zhn, Sector.GZ)
    rules, moments, opening = Rules(here.content), Moments(timed.directory), sorted(here.hours)
    group = [at(c, zhn, rules) for c in cases.of(zhn, Sector.GZ)[Sector.GZ] if not c.choice]
    by_state = {
        moments.state(opening, moment): [bare(told(case, moment)) for case in group]
        for moment in moments.that_differ(here.hours)
    }
    quarters = (BEGIN + n * QUARTER for n in range((END - BEGIN) // QUARTER))
    christmas = (datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 27, tzinfo=UTC))
    tried = set()
    for quarter in quarters:
        state = moments.state(opening, quarter)
        assert state in by_state, quarter
        if christmas[0] <= quarter < christmas[1]:
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


def test_every_outcome_is_tried(content: Content, ends: list[tuple[End, datetime]]) -> None:
    """The cases end in every outcome there is, and every one of them but two is chosen too."""
    tried = {end.case.own.outcome.id for end, _ in ends}
    chosen = {end.case.choice.id for end, _ in ends if end.case.choice}

    assert set(content.outcomes) == tried
    assert tried - chosen == {"incomplete", "youth_elsewhere"} - chosen


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
    ends = list(ends_of(with_timetables(other), cases, choices=False))

    assert without_a_way_out(ends) == []
    closed = [end for end, moment in ends if "phone" in change or moment == BEGIN]
    assert {s.id for end in closed for s in open_numbers(end.calls)} <= {"alarm-112"}
    assert closed
