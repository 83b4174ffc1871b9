"""The answer to ``crisis lookup``: whom to call for a place, a sector or a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisiszorg_cli import directory
from crisiszorg_cli.model import (
    Contact,
    Directory,
    Missing,
    Municipality,
    Place,
    Purpose,
    Region,
    RegionKind,
    Sector,
    Service,
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Contacts in the order in which to read them, and the numbers no source gives."""

    moment: datetime
    regions: tuple[Region, ...]
    contacts: tuple[Contact, ...]
    missing: tuple[Missing, ...]
    place: Place | None = None
    notices: tuple[str, ...] = ()


def for_place(
    book: Directory, place: Place, sector: Sector | None, moment: datetime, *, everything: bool
) -> Lookup:
    """Give the crisis contacts for somebody who lives here, sector by sector.

    Where another service goes first when the client resists, it follows the crisis line.
    ``everything`` adds the numbers that are not for crisis.
    """
    sectors = (sector,) if sector else _sectors_of(place)
    where = {wanted: directory.region_for(book, place, wanted) for wanted in sectors}
    contacts: list[Contact] = []
    missing: list[Missing] = []
    for wanted, region in where.items():
        found, lacking = directory.contacts_for(book, region, wanted, (Purpose.CRISIS,), moment)
        contacts += found
        missing += lacking
    for wanted, region in where.items():
        contacts += _other(book, region, wanted, moment, everything=everything)
    notices = [
        place.note
        for region in where.values()
        if isinstance(place, Region) and region is not place and place.note
    ]
    return Lookup(
        moment=moment,
        regions=tuple({region.id: region for region in where.values()}.values()),
        contacts=_first_of_each(contacts),
        missing=tuple(missing),
        place=place,
        notices=tuple(dict.fromkeys(notices)),
    )


def _first_of_each(contacts: list[Contact]) -> tuple[Contact, ...]:
    first: dict[str, Contact] = {}
    for contact in contacts:
        first.setdefault(contact.service.id, contact)
    return tuple(first.values())


def for_services(book: Directory, services: tuple[Service, ...], moment: datetime) -> Lookup:
    """Give services that were asked for by name."""
    contacts = []
    for service in services:
        crisis = (s for s in service.serves if s.purpose is Purpose.CRISIS)
        serving = next(crisis, service.serves[0])
        region = book.regions[serving.regions[0]]
        sector = serving.sectors[0] if len(serving.sectors) == 1 else None
        contacts.append(directory.contact(service, region, sector, serving.purpose, moment))
    regions = {contact.region.id: contact.region for contact in contacts}
    return Lookup(moment, tuple(regions.values()), tuple(contacts), ())


def _sectors_of(place: Place) -> tuple[Sector, ...]:
    """Give the sectors that a place says something about by itself."""
    if isinstance(place, Municipality) or place.kind is RegionKind.NATIONAL:
        return tuple(Sector)
    if place.kind is RegionKind.JEUGDREGIO:
        return (Sector.JEUGD,)
    return tuple(sector for sector in Sector if sector is not Sector.JEUGD)


def _other(
    book: Directory, region: Region, sector: Sector, moment: datetime, *, everything: bool
) -> list[Contact]:
    purposes = [Purpose.FORCED_CARE]
    if everything:
        purposes.append(Purpose.NON_CRISIS)
    regions = [region, directory.national_region(book)] if everything else [region]
    return [
        directory.contact(service, where, sector, purpose, moment)
        for purpose in purposes
        for where in regions
        for service in directory.services_for(book, where, sector, purpose)
    ]
