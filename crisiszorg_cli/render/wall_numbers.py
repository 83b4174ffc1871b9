"""The numbers of the card for the wall: who is called for a sector, or that nobody is known.

Paper outlives the evening on which it is printed, so that nothing here goes by what is open now.
A confidential number is left out, with all the words about it, unless it was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import NamedTuple

from crisiszorg_cli.directory.divisions import UNDER_WLZ
from crisiszorg_cli.directory.services import (
    cautions,
    contacts_for,
    page_of,
    possible_for,
    region_for,
    services_for,
)
from crisiszorg_cli.directory.weekly_hours import ALL_DAY, Hours, weekly
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.content import (
    Contact,
    Directory,
    MissingNumber,
    Municipality,
    Place,
    Purpose,
    Region,
    Sector,
    Service,
    Standing,
)
from crisiszorg_cli.render.contacts import shows_page
from crisiszorg_cli.render.layout import sentence
from crisiszorg_cli.wording import contacts as words

LEFT_OUT = "vertrouwelijk nummer: staat niet op deze kaart"
NOT_TO_SHARE = "vertrouwelijk: niet doorgeven"
OWN = "eigen gegevens"
RESISTANCE = "bij verzet (V&V, GZ): bel dit eerst"

_SENDS = (Purpose.CRISIS, Purpose.FORCED_CARE)
_LONGEST_PAGE = 44  # of a web address that somebody types over from paper


class Area(NamedTuple):
    """A part of the region with its gemeenten, where the region holds several."""

    name: str
    towns: tuple[str, ...]


class Number(NamedTuple):
    """Whom to call, and when. ``number`` is empty where it is not known, or not to be printed.

    ``part`` says for which part of the region it is.
    """

    name: str
    number: str = ""
    menu: str = ""
    hours: str = ""
    part: str = ""


class Entry(NamedTuple):
    """Numbers with what is said of them all, or that no source gives a number.

    ``marks`` say what kind of number it is, ``cautions`` what changes what the caller does,
    ``doubts`` what is not certain. ``write`` asks for a line to write a number on.
    """

    numbers: tuple[Number, ...]
    areas: tuple[Area, ...] = ()
    part: str = ""
    page: str = ""
    marks: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    write: bool = False
    possible: bool = False

    @property
    def is_number(self) -> bool:
        """Tell whether there is a number to call."""
        return any(number.number for number in self.numbers)


class Numbers(NamedTuple):
    """The entries of a sector, and the services and regions that they rest on."""

    entries: tuple[Entry, ...]
    services: tuple[Service, ...]
    regions: tuple[Region, ...]


class Paper(NamedTuple):
    """For what day the card is made, and whether confidential numbers may be on it."""

    moment: datetime
    confidential: bool = False

    @property
    def today(self) -> date:
        """The day on which it is printed."""
        return day_of(self.moment)


def numbers_for(directory: Directory, place: Place, sector: Sector, paper: Paper) -> Numbers:
    """Return who is called for a sector, in the order in which to call."""
    if sector is Sector.JEUGD:
        return _youth(directory, place, paper)
    region = region_for(directory, place, sector)
    found, missing = contacts_for(directory, region, sector, (Purpose.CRISIS,), paper.moment)
    contacts = (*_forced(directory, region, sector), *found)
    possible = possible_for(directory, region, sector, (Purpose.CRISIS,), paper.moment)
    entries = [_entry(directory, each, paper) for each in contacts]
    unseen = [item for item in missing if not shows_page(contacts, item.page)]
    entries += [_missing(directory, item) for item in unseen]
    entries += [_entry(directory, each, paper) for each in possible]
    services = tuple(contact.service for contact in (*contacts, *possible))
    return Numbers(tuple(together(_one_to_write_on(entries))), services, (region,))


def _forced(directory: Directory, region: Region, sector: Sector) -> Iterator[Contact]:
    """Return who is called first at resistance, unless that is one of the GGZ: it is marked."""
    ggz = services_for(directory, region, Sector.GGZ, Purpose.CRISIS)
    for service in services_for(directory, region, sector, Purpose.FORCED_CARE):
        if sector is not Sector.GGZ and service not in ggz:
            yield Contact(service, region, sector, Purpose.FORCED_CARE, None, None)


def _goes_first(contact: Contact) -> bool:
    """Tell whether this is called first at resistance in V&V or GZ."""
    return any(
        serving.purpose is Purpose.FORCED_CARE
        and contact.region.id in serving.regions
        and set(UNDER_WLZ) & set(serving.sectors)
        for serving in contact.service.serves
    )


# -- youth ------------------------------------------------------------------------------------


def youth_areas(directory: Directory, place: Place) -> dict[str, tuple[str, ...]]:
    """Return the jeugdregio's of a place by id, each with the gemeenten of the place in it.

    Nothing is inferred: the data says of each gemeente in which two regions it lies.
    """
    towns = (
        [place]
        if isinstance(place, Municipality)
        else [t for t in directory.municipalities.values() if t.care_region == place.id]
    )
    areas: dict[str, tuple[str, ...]] = {}
    for town in sorted(towns, key=lambda each: each.name.lstrip("'").casefold()):
        areas[town.youth_region] = (*areas.get(town.youth_region, ()), town.name)
    return areas


def _youth(directory: Directory, place: Place, paper: Paper) -> Numbers:
    """Give each area a row of its own; areas where the same is called share the number."""
    areas = youth_areas(directory, place)
    rows: dict[Entry, list[Area]] = {}
    services: dict[str, Service] = {}
    for id_, towns in areas.items():
        region = directory.regions[id_]
        contacts, missing = contacts_for(
            directory, region, Sector.JEUGD, (Purpose.CRISIS,), paper.moment
        )
        contacts += possible_for(directory, region, Sector.JEUGD, _SENDS, paper.moment)
        services |= {contact.service.id: contact.service for contact in contacts}
        entries = [_entry(directory, contact, paper) for contact in contacts]
        if missing and not services_for(directory, region, Sector.JEUGD, Purpose.CRISIS):
            entries.insert(0, Entry((Number("Regionale spoedlijn"),), write=True))
        for entry in entries:
            rows.setdefault(entry, []).append(Area(region.name, towns))
    entries = [
        entry._replace(areas=tuple(where)) if len(where) < len(areas) else entry
        for entry, where in rows.items()
    ]
    entries.sort(key=lambda entry: (not entry.areas, entry.areas, entry.possible))
    regions = tuple(directory.regions[id_] for id_ in areas)
    return Numbers(tuple(entries), tuple(services.values()), regions)


# -- one entry --------------------------------------------------------------------------------


def _entry(directory: Directory, contact: Contact, paper: Paper) -> Entry:
    service = contact.service
    possible = service.standing is Standing.POSSIBLE
    marks = [
        words.POSSIBLE.lower() if possible else "",
        RESISTANCE if _goes_first(contact) else "",
        OWN if f"service:{service.id}" in directory.own else "",
    ]
    if service.confidential and not paper.confidential:
        kept = tuple(mark for mark in (*marks, LEFT_OUT) if mark)
        return Entry((Number(_without(service)),), marks=kept, possible=possible)
    overdue = any(directory.sources[c.source].is_overdue(paper.today) for c in service.sources)
    marks += [NOT_TO_SHARE if service.confidential else "", words.OVERDUE if overdue else ""]
    in_part = contact.sector is Sector.GGZ
    remarks = (
        "" if in_part else _labelled("Waarvoor", service.scope),
        _labelled("Wie belt", service.who_may_call),
    )
    closed = [each.text for each in service.when_closed if not each.general]
    # One of the GGZ stands there alone, also where it goes first in V&V and GZ.
    said = " ".join(cautions(service, None if _goes_first(contact) else contact.sector))
    caution = (said,) if said else ()
    decides = service.caution_decides
    return Entry(
        (_number(service, paper.today, part=in_part),),
        page="" if service.phone else _page_text(service.page),
        marks=tuple(mark for mark in marks if mark),
        cautions=(*(caution if decides else ()), *closed),
        doubts=() if decides else caution,
        remarks=tuple(text for text in remarks if text),
        write=service.phone is None,
        possible=possible,
    )


def _number(service: Service, today: date, *, part: bool) -> Number:
    number = (service.display or service.phone.digits) if service.phone else ""
    menu = f"keuzemenu: {service.menu}" if number and service.menu else ""
    scope = service.scope if part and service.scope else ""
    hours = _hours(service, today) if number or service.hours else ""
    return Number(service.name, number, menu, hours, scope)


def _labelled(label: str, text: str | None) -> str:
    return f"{label}: {sentence(text)}" if text else ""


def together(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Put numbers of which the same is said under one entry, and say of all for which part."""
    for same, grouped in groupby(entries, key=lambda entry: entry._replace(numbers=())):
        group = [number for entry in grouped for number in entry.numbers]
        if not all(number.number for number in group):
            yield from (same._replace(numbers=(number,)) for number in group)
            continue
        parts = {number.part for number in group}
        if len(parts) == 1:
            group = [number._replace(part="") for number in group]
            same = same._replace(part=parts.pop())  # noqa: PLW2901 - the same, said once
        yield same._replace(numbers=tuple(group))


def _without(service: Service) -> str:
    """Return the name of a confidential service, unless somebody wrote its number in it."""
    digits = "".join(filter(str.isdigit, service.name))
    secret = service.phone is not None and service.phone.digits[-6:] in digits
    return "Eigen dienst" if secret else service.name


def _missing(directory: Directory, missing: MissingNumber) -> Entry:
    office = directory.offices.get(missing.region.office or "")
    of_office = office is not None and missing.page == page_of(directory, missing.region)
    caution = missing.region.office_caution if of_office else None
    ggz = missing.sector is Sector.GGZ
    name = "GGZ-crisisdienst" if ggz else "Regionaal aanmeldpunt"
    return Entry(
        (Number(f"Zorgkantoor {office.name}" if office and of_office else name),),
        page=_page_text(missing.page),
        cautions=(words.ASK_THE_LIST,) if ggz and missing.page is None else (),
        doubts=(caution,) if caution else (),
        write=True,
    )


def _one_to_write_on(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Keep one empty line in a sector: the number of one desk is what is to be found out."""
    asked = False
    for entry in entries:
        yield entry._replace(write=entry.write and not asked)
        asked = asked or entry.write


def _page_text(page: str | None) -> str:
    """Write a web address as somebody types it over; of a very long one the site alone."""
    if page is None:
        return ""
    text = page.partition("://")[2].removeprefix("www.").rstrip("/")
    return text if len(text) <= _LONGEST_PAGE else text.partition("/")[0]


# -- hours ------------------------------------------------------------------------------------


def _hours(service: Service, today: date) -> str:
    if service.hours is None:
        return sentence(service.hours_note) if service.hours_note else "tijden niet bekend"
    return hours_text(service.hours, today)


def hours_text(hours: str, today: date) -> str:
    """Say when it is open in any week: ``ma t/m vr 09:00–17:00, niet op feestdagen``."""
    week = weekly(hours, today)
    if week is None:
        return "tijden wisselen: zoek ze op"
    closed = {day: _gap(day) for day in week.days if day != ALL_DAY}
    if ALL_DAY in week.days and closed and all(closed.values()):
        parts = [f"buiten {text}" for text in _by_day(week.days, closed)]
    else:
        parts = list(_by_day(week.days, {day: _spans(day) for day in week.days if day}))
    holidays = {_spans(day) for day in week.holidays}
    if holidays == {_spans(())}:
        parts.append("niet op feestdagen")
    elif holidays == {_spans(ALL_DAY)}:
        parts.append("op feestdagen altijd")
    elif holidays:
        parts.append("op feestdagen anders")
    return ", ".join(parts) or "nooit open"


def _by_day(days: Sequence[Hours], said: Mapping[Hours, str]) -> Iterator[str]:
    """Say what holds on which days, of those hours of which there is something to say."""
    for day, grouped in groupby(range(len(days)), key=lambda at: days[at]):
        numbers = list(grouped)
        if day in said:
            every_day = len(numbers) == len(days)
            yield said[day] if every_day else f"{_days(numbers)} {said[day]}"


def _gap(day: Hours) -> str:
    """Return when it is closed on a day that begins and ends open, if that is once."""
    if len(day) != 2 or (day[0][0], day[1][1]) != ALL_DAY[0]:  # noqa: PLR2004 - before and after
        return ""
    return f"{day[0][1]:%H:%M}–{day[1][0]:%H:%M}"


def _days(numbers: Sequence[int]) -> str:
    first, last = (words.WEEKDAYS[at][:2] for at in (numbers[0], numbers[-1]))
    if len(numbers) == 1:
        return first
    return f"{first} {'en' if len(numbers) == 2 else 't/m'} {last}"  # noqa: PLR2004 - two days


def _spans(day: Hours) -> str:
    if day == ALL_DAY:
        return "dag en nacht"
    return " en ".join(f"{start:%H:%M}–{_end(end)}" for start, end in day) or "gesloten"


def _end(end: time) -> str:
    return "24:00" if end == time(0) else f"{end:%H:%M}"
