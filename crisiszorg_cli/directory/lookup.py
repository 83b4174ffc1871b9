"""The answer to ``crisis lookup``: whom to call for a place, a sector or a name."""

from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.directory import search
from crisiszorg_cli.directory.divisions import sectors_of
from crisiszorg_cli.directory.services import (
    contacts_for,
    national_region,
    opening_status,
    perhaps_also,
    place_notices,
    possible_for,
    region_for,
    services_for,
)
from crisiszorg_cli.model.contacts import (
    Contact,
    Directory,
    MissingNumber,
    Municipality,
    Office,
    Place,
    Purpose,
    Region,
    Sector,
    Service,
    Standing,
)
from crisiszorg_cli.model.notices import Notice, PerhapsAlso, SharedPostcode, UnsurePostcode

_SECTORS = {sector.value: sector for sector in Sector} | dict.fromkeys(("v&v", "vvt"), Sector.VV)


class Query(NamedTuple):
    """What was asked for: one of the first four, and perhaps a sector."""

    word: str | None = None
    region: str | None = None
    municipality: str | None = None
    postcode: str | None = None
    sector: Sector | None = None

    @property
    def text(self) -> str:
        """The word that was given, whatever it is."""
        return self.word or self.region or self.municipality or self.postcode or ""


class Lookup(NamedTuple):
    """Contacts in the order in which to read them, and the numbers no source gives.

    ``place_name`` is the town that was asked for, where that is not the gemeente itself.
    ``choice`` has the places that the word may mean, when there is more than one.
    ``offices`` are the zorgkantoren of that name. ``perhaps`` points at what may serve here.
    ``possible`` are the last known numbers, not confirmed: they stand apart.
    """

    moment: datetime
    regions: tuple[Region, ...] = ()
    contacts: tuple[Contact, ...] = ()
    missing: tuple[MissingNumber, ...] = ()
    place: Place | None = None
    place_name: str | None = None
    notices: tuple[Notice, ...] = ()
    perhaps: tuple[PerhapsAlso, ...] = ()
    choice: tuple[Place, ...] = ()
    offices: tuple[Office, ...] = ()
    possible: tuple[Contact, ...] = ()

    @property
    def found(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.contacts or self.missing or self.offices or self.possible)


def understood(directory: Directory, query: Query) -> Query:
    """Return the query with the sector taken from its words, as in "leiden vv", if it has one.

    A name that holds such a word, as that of a GGZ, stays as it is.
    """
    first, *others = (query.word or "").split() or [""]
    if not others or query.sector or _bears(directory, query):
        return query
    *start, last = (first, *others)
    for word, rest in ((first, others), (last, start)):
        sector = _SECTORS.get(word.casefold())
        if sector is not None:
            return query._replace(word=" ".join(rest), sector=sector)
    return query


def _bears(directory: Directory, query: Query) -> bool:
    word = query.word or ""
    return bool(
        places_of(directory, query)
        or search.find_services(directory, word)
        or search.find_offices(directory, word)
    )


def find(directory: Directory, query: Query, moment: datetime, *, everything: bool) -> Lookup:
    """Answer a query: contacts, or the places it may mean, or nothing at all."""
    places = places_of(directory, query)
    services = search.find_services(directory, query.word or "")
    offices = search.find_offices(directory, query.word or "")
    if (services or offices) and not places:
        return for_services(directory, services, moment)._replace(offices=offices)
    if len(places) == 1:
        return for_place(directory, places[0], query, moment, everything=everything)
    return Lookup(moment, choice=places)


def places_of(directory: Directory, query: Query) -> tuple[Place, ...]:
    """Return the places that were asked for; a name of several kinds goes by the sector."""
    if query.postcode is not None:
        has_one = search.postcode_in(query.postcode)
        return search.find_municipalities(directory, query.postcode) if has_one else ()
    if query.municipality is not None:
        towns = search.find_municipalities(directory, query.municipality)
        return tuple(t for t in towns if search.is_own_name(t, query.municipality)) or towns
    if query.region is not None:
        regions = search.find_regions(directory, query.region, query.sector)
        return regions or search.find_places(directory, query.region, query.sector)
    return search.find_places(directory, query.word or "", query.sector)


def for_place(
    directory: Directory, place: Place, query: Query, moment: datetime, *, everything: bool
) -> Lookup:
    """Return the crisis contacts for somebody who lives here, sector by sector.

    Where another service goes first when the client resists, it follows the crisis line. Of what
    is only possible that which is closed now comes last.
    ``everything`` adds the numbers that are not for crisis.
    """
    sectors = (query.sector,) if query.sector else sectors_at(place)
    where = {wanted: region_for(directory, place, wanted) for wanted in sectors}
    contacts: list[Contact] = []
    missing: list[MissingNumber] = []
    for wanted, region in where.items():
        found, lacking = contacts_for(directory, region, wanted, (Purpose.CRISIS,), moment)
        contacts += found
        missing += lacking
    for wanted, region in where.items():
        contacts += _other(directory, region, wanted, moment, everything=everything)
    asked = (Purpose.CRISIS, Purpose.FORCED_CARE, *((Purpose.NON_CRISIS,) if everything else ()))
    possible = [
        contact
        for purpose in asked  # a number for two purposes stands with the first
        for wanted, region in where.items()
        for contact in possible_for(directory, region, wanted, (purpose,), moment)
    ]
    town = place if isinstance(place, Municipality) else None
    return Lookup(
        moment=moment,
        regions=tuple({region.id: region for region in where.values()}.values()),
        contacts=_first_of_each(contacts),
        missing=tuple(missing),
        place=place,
        place_name=search.name_in(town, query.text) if town else None,
        notices=_notices(directory, place, tuple(where.values()), query.text),
        perhaps=perhaps_also(directory, place, where),
        possible=_first_of_each(sorted(possible, key=lambda contact: contact.open is False)),
    )


def _notices(
    directory: Directory, place: Place, regions: tuple[Region, ...], text: str
) -> tuple[Notice, ...]:
    digits = search.postcode_in(text) if isinstance(place, Municipality) else None
    towns = search.towns_of(directory, digits) if digits else []
    first: list[Notice] = []
    if digits and len(towns) > 1 and len(set(map(search.regions_of, towns))) == 1:
        first.append(SharedPostcode(digits, tuple(town.name for town in towns)))
    if digits and isinstance(place, Municipality) and search.is_unsure(place, digits):
        first.append(UnsurePostcode(digits))
    return (*first, *place_notices(place, regions))


def _first_of_each(contacts: list[Contact]) -> tuple[Contact, ...]:
    first: dict[str, Contact] = {}
    for contact in contacts:
        first.setdefault(contact.service.id, contact)
    return tuple(first.values())


def by_sector(
    directory: Directory, place: Place, query: Query, moment: datetime
) -> tuple[tuple[Sector, Lookup], ...]:
    """Return for each sector of a place what a lookup of that sector alone gives."""
    return tuple(
        (each, for_place(directory, place, query._replace(sector=each), moment, everything=False))
        for each in sectors_at(place)
    )


def for_services(directory: Directory, services: tuple[Service, ...], moment: datetime) -> Lookup:
    """Return services that were asked for by name; what is only possible stands apart."""
    contacts: list[Contact] = []
    possible: list[Contact] = []
    for service in services:
        crisis = (s for s in service.serves if s.purpose is Purpose.CRISIS)
        serving = next(crisis, service.serves[0])
        region = directory.regions[serving.regions[0]]
        sector = serving.sectors[0] if len(serving.sectors) == 1 else None
        status = opening_status(directory, service, moment)
        apart = service.standing is Standing.POSSIBLE
        found = possible if apart else contacts
        found.append(Contact(service, region, sector, serving.purpose, *status))
    served = (id_ for service in services for s in service.serves for id_ in s.regions)
    regions = tuple(directory.regions[id_] for id_ in dict.fromkeys(served))
    return Lookup(moment, regions, tuple(contacts), possible=tuple(possible))


def sectors_at(place: Place) -> tuple[Sector, ...]:
    """Return the sectors that a place says something about by itself."""
    return tuple(Sector) if isinstance(place, Municipality) else sectors_of(place.kind)


def _other(
    directory: Directory, region: Region, sector: Sector, moment: datetime, *, everything: bool
) -> list[Contact]:
    purposes = [Purpose.FORCED_CARE]
    if everything:
        purposes.append(Purpose.NON_CRISIS)
    regions = [region, national_region(directory)] if everything else [region]
    return [
        Contact(service, where, sector, purpose, *opening_status(directory, service, moment))
        for purpose in purposes
        for where in regions
        for service in services_for(directory, where, sector, purpose)
    ]
