"""Where and when cases differ: places with other services, and moments at which hours change.

Two places in which one is told the same are tried once, and of the moments between two changes
of opening hours one. So every case, everywhere, at every moment of two years is a few thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set as AbstractSet
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from crisiszorg_cli.directory import opening_hours as hours
from crisiszorg_cli.directory.services import is_national, national_region, page_of, region_for
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.content import (
    Content,
    Directory,
    Municipality,
    Place,
    Purpose,
    Region,
    Sector,
    Service,
)
from crisiszorg_cli.triage.cases import Case, Cases, End, at, told
from crisiszorg_cli.triage.rules import Rules

YEARS = timedelta(days=2 * 365)
"""How far ahead hours are tried: every holiday at least twice."""

NEEDED = frozenset({Purpose.EMERGENCY, Purpose.CRISIS, Purpose.FORCED_CARE})
"""For what the triage names a number by itself, besides the purposes of an outcome."""

State = tuple[bool | None, ...]


def with_timetables(content: Content, begin: datetime, where: Iterable[Place]) -> Content:
    """Work out the opening hours of two years, once, of what can be called from these places."""
    book = content.directory
    near = {region_for(book, place, sector).id for place in where for sector in Sector}
    near.add(national_region(book).id)
    called = _called(content, near).values()
    different = {hours.OFFICE_HOURS, *(service.hours for service in called if service.hours)}
    certain = (each for each in different if each != hours.ALWAYS and hours.is_certain(each))
    end = begin + YEARS + timedelta(days=1)
    tables = {each: hours.timetable(each, begin, end) for each in certain}
    return content._replace(directory=content.directory._replace(timetables=tables))


def _called(content: Content, regions: AbstractSet[str]) -> dict[str, Service]:
    """Return what somebody there can be told to call: services name their regions."""
    purposes = NEEDED.union(*(outcome.purposes for outcome in content.outcomes.values()))
    return {
        id_: service
        for id_, service in content.directory.services.items()
        if any(
            serving.purpose in purposes and not regions.isdisjoint(serving.regions)
            for serving in service.serves
        )
    }


def places(content: Content) -> tuple[Place, ...]:
    """Return every region, and a gemeente for each pair of regions in which one can lie."""
    book = content.directory
    pairs = {(m.care_region, m.youth_region): m for m in book.municipalities.values()}
    return (*book.regions.values(), *pairs.values())


class Corner(NamedTuple):
    """The services that can be called from a place in a sector, and nothing of elsewhere.

    Corners of one ``likeness`` differ in names alone: services, numbers, pages and regions are
    the same ones or others in both, in the same order, and open at the same hours.
    """

    content: Content
    likeness: tuple[object, ...]
    hours: frozenset[str]


def corner(content: Content, place: Place, sector: Sector | None) -> Corner:
    """Return what a place and sector have, of the regions there and of the whole country."""
    book = content.directory
    national = national_region(book)
    called = [region_for(book, place, each) for each in (sector, Sector.GGZ) if sector and each]
    ids = tuple(dict.fromkeys(region.id for region in (*called, national)))
    services = _called(content, set(ids))
    regions: dict[str, Region] = {national.id: national, **book.regions}  # found first
    small = book._replace(services=services, regions=regions)
    youth = sector is Sector.JEUGD and isinstance(place, Municipality)
    order = tuple(ids.index(region.id) for region in called)
    likeness = (youth, order, *_without_names(book, services.values(), ids))
    opening = {s.hours for s in services.values() if s.hours}
    if sector is not Sector.JEUGD:  # there no page of a zorgkantoor is waited for
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


class Moments:
    """The moments of two years at which opening hours differ."""

    def __init__(self, book: Directory, begin: datetime) -> None:
        """Read the timetables."""
        self.tables = book.timetables
        self.begin = begin
        self.that_differ = cache(self._that_differ)

    def state(self, opening: Iterable[str], moment: datetime) -> State:
        """Tell which of these hours are open."""
        return tuple(hours.status(each, moment, self.tables.get(each))[0] for each in opening)

    def changes(self, opening: Iterable[str]) -> list[datetime]:
        """Return the begin of the two years, and each moment in them at which one changes."""
        first = self.begin.timestamp()
        last = (self.begin + YEARS).timestamp()
        tables = [self.tables[each] for each in opening if each in self.tables]
        stamps = {int(first), *(c for table in tables for c in table.changes)}
        stamps |= {int(c) for each in opening for c in self._uncertain(each)}
        within = sorted(stamp for stamp in stamps if first <= stamp < last)
        return [datetime.fromtimestamp(stamp, AMSTERDAM) for stamp in within]

    def _uncertain(self, opening: str) -> Iterator[float]:
        """Return when hours change that are not always known, and so have no timetable."""
        if opening not in self.tables and opening != hours.ALWAYS:
            local = self.begin.astimezone(AMSTERDAM)
            for each in hours.intervals(opening, local, local + YEARS):
                yield each.start.timestamp()

    def _that_differ(self, opening: frozenset[str]) -> tuple[datetime, ...]:
        """Return one moment for each state in which some opening hours can be."""
        order = sorted(opening)
        found: dict[State, datetime] = {}
        for moment in self.changes(order):
            found.setdefault(self.state(order, moment), moment)
        return tuple(found.values())


class Trial:
    """Tries every case in one place after another; what was tried in a like one is not again.

    The content has its timetables. Of an own choice only at the first moment, and in regions.
    """

    def __init__(self, content: Content, cases: Cases, begin: datetime) -> None:
        """Nothing was tried yet."""
        self._content, self._cases, self._begin = content, cases, begin
        self._moments = Moments(content.directory, begin)
        self._done: dict[tuple[object, ...], set[Case]] = {}

    def of(self, place: Place, *, choices: bool = True) -> Iterator[tuple[End, datetime]]:
        """Return what is told there in every case, at every moment that differs, once."""
        chosen = choices and not isinstance(place, Municipality)
        for sector in Sector:
            for to, group in self._cases.of(place, sector).items():
                here = corner(self._content, place, to)
                new = self._new(here, (case for case in group if chosen or case.choice is None))
                rules = Rules(here.content)
                settled = [at(case, place, rules) for case in new]
                for moment in self._moments.that_differ(here.hours):
                    first = moment == self._begin
                    tried = (case for case in settled if first or case.choice is None)
                    yield from ((told(case, moment), moment) for case in tried)

    def _new(self, here: Corner, wanted: Iterable[Case]) -> list[Case]:
        """Return the cases that were not tried in a corner like this one."""
        before = self._done.setdefault(here.likeness, set())
        new = [case for case in wanted if case not in before]
        before.update(new)
        return new


def ends_of(
    content: Content,
    cases: Cases,
    begin: datetime,
    where: Iterable[Place],
    *,
    choices: bool = True,
) -> Iterator[tuple[End, datetime]]:
    """Return what is told in all these places, as ``Trial``."""
    trial = Trial(content, cases, begin)
    return (end for place in where for end in trial.of(place, choices=choices))
