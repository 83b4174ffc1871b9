"""Who to call: contacts for a region, sector and purpose, at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from crisiszorg_cli.directory import opening_hours
from crisiszorg_cli.directory.divisions import UNDER_WLZ, UNDER_WZD, division_of
from crisiszorg_cli.directory.names import normalize
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.contacts import (
    Citation,
    Contact,
    Directory,
    MissingNumber,
    Municipality,
    Place,
    Purpose,
    Region,
    RegionKind,
    Sector,
    Service,
    Standing,
)
from crisiszorg_cli.model.notices import Notice, OtherDivision, PerhapsAlso, Remark


# A directory never changes: what is asked of it for every result is worked out once.
@lru_cache(maxsize=8)
def national_region(directory: Directory) -> Region:
    """Return the region that stands for the whole country."""
    # It stands last in our data: of those before it, which an index makes one by one, none is made.
    regions = (directory.regions[id_] for id_ in reversed([*directory.regions]))
    return next(region for region in regions if region.kind is RegionKind.NATIONAL)


def is_national(region: Region) -> bool:
    """Tell whether this stands for the whole country."""
    return region.kind is RegionKind.NATIONAL


def place_by_id(directory: Directory, place_id: str) -> Place | None:
    """Return the region or municipality with this id."""
    return directory.regions.get(place_id) or directory.municipalities.get(place_id)


def region_for(directory: Directory, place: Place, sector: Sector) -> Region:
    """Return the region in which this sector's care is arranged for somebody living here.

    A region of another division stands for the one of that name which counts for the sector:
    the name is all that was said. Nothing else is inferred: without one of that name the
    country as a whole is given.
    """
    kind = division_of(sector)
    if isinstance(place, Municipality):
        return directory.regions[place.region_of(kind)]
    if place.kind is kind:
        return place
    return _namesake(directory, place, kind) or national_region(directory)


def _namesake(directory: Directory, region: Region, kind: RegionKind) -> Region | None:
    """Return the one region of this kind that bears a name of another, if there is one."""
    if is_national(region):
        return None
    for name in (region.name, region.name.partition("(")[0], *region.aliases):
        ids = directory.places_by_name.get(normalize(name), ())
        named = [directory.regions[id_] for id_ in ids if id_ in directory.regions]
        found = [each for each in named if each.kind is kind]
        if len(found) == 1:
            return found[0]
    return None


def services_for(
    directory: Directory, region: Region, sector: Sector | None, purpose: Purpose
) -> tuple[Service, ...]:
    """Return the known services that name this region themselves, in the order of the data."""
    return _serving(directory, region, sector, purpose, Standing.KNOWN)


def _serving(
    directory: Directory,
    region: Region,
    sector: Sector | None,
    purpose: Purpose,
    standing: Standing,
) -> tuple[Service, ...]:
    found = _by_use(directory, region).get((purpose, standing), ())
    fit = (service for service, sectors in found if sector is None or sector in sectors)
    return tuple({service.id: service for service in fit}.values())


@lru_cache(maxsize=512)
def _by_use(
    directory: Directory, region: Region
) -> Mapping[tuple[Purpose, Standing], list[tuple[Service, tuple[Sector, ...]]]]:
    """Return what serves the region, by what for, in the order of the data."""
    found: dict[tuple[Purpose, Standing], list[tuple[Service, tuple[Sector, ...]]]] = {}
    for service in _near(directory, region):
        for serving in service.serves:
            if region.id in serving.regions:
                use = (serving.purpose, service.standing)
                found.setdefault(use, []).append((service, serving.sectors))
    return found


def _near(directory: Directory, region: Region) -> Iterable[Service]:
    """Return the services to look among: an index knows which of them name a region.

    What is laid over it, or put in its place, is gone through whole.
    """
    of_region = getattr(directory.services, "of_region", None)
    return of_region(region.id) if of_region else directory.services.values()


def possible_for(
    directory: Directory,
    region: Region,
    sector: Sector | None,
    purposes: Iterable[Purpose],
    moment: datetime,
) -> tuple[Contact, ...]:
    """Return the numbers that are the last known and not confirmed, open or not.

    They stand apart from the contacts, and never count as known.
    """
    found: dict[str, Contact] = {}
    for purpose in purposes:
        for service in _serving(directory, region, sector, purpose, Standing.POSSIBLE):
            now = opening_status(directory, service, moment)
            found.setdefault(service.id, Contact(service, region, sector, purpose, *now))
    return tuple(found.values())


def possible_services(directory: Directory, region: Region, sector: Sector) -> tuple[Service, ...]:
    """Return the services of which the crisis number is only possible."""
    return _serving(directory, region, sector, Purpose.CRISIS, Standing.POSSIBLE)


def is_known(directory: Directory, region: Region, sector: Sector | None) -> bool:
    """Tell whether the region has a service of its own for a crisis, with a number or a page."""
    own = services_for(directory, region, sector, Purpose.CRISIS)
    return bool(own) and not is_national(region)


def perhaps_also(
    directory: Directory, place: Place, sectors: Iterable[Sector]
) -> tuple[PerhapsAlso, ...]:
    """Return the youth services whose source names a larger area, and no jeugdregio.

    They stand with the Veilig Thuis-regio of that area. That is no reason to give their
    number for a place: one division is never inferred from another.
    """
    area = place.veilig_thuis_region if isinstance(place, Municipality) else place.id
    region = directory.regions.get(area)
    if Sector.JEUGD not in sectors or region is None:
        return ()
    if region.kind is not RegionKind.VEILIG_THUIS_REGIO:
        return ()
    wider = services_for(directory, region, Sector.JEUGD, Purpose.CRISIS)
    return tuple(PerhapsAlso(each, _through(directory, each, place)) for each in wider)


def _through(directory: Directory, service: Service, place: Place) -> Service | None:
    """Return the service by which another is reached, if it serves the gemeente for the GGZ."""
    other = directory.services.get(service.through or "")
    if other is None or not isinstance(place, Municipality):
        return None
    region = directory.regions[place.care_region]
    return other if other in services_for(directory, region, Sector.GGZ, Purpose.CRISIS) else None


def place_notices(place: Place, regions: Iterable[Region]) -> tuple[Notice, ...]:
    """Return what to know about a place when care for it is arranged in these regions."""
    if isinstance(place, Municipality):
        return (Remark(place.note),) if place.note else ()
    other = not is_national(place) and any(region is not place for region in regions)
    return (OtherDivision(place),) if other else ()


def cautions(service: Service, sector: Sector | None) -> tuple[str, ...]:
    """Return what to mind about a service when it is for this sector; None: for any.

    What is not known of forced care under the Wzd says nothing to a reader in the GGZ or youth.
    """
    doubt = service.wzd_caution if sector is None or sector in UNDER_WZD else None
    return tuple(text for text in (service.caution, doubt) if text)


def opening_status(
    directory: Directory, service: Service, moment: datetime
) -> tuple[bool | None, datetime | None, bool]:
    """Tell whether a service is open at the moment, when that changes, and if it is overdue."""
    timetable = directory.timetables.get(service.hours or "")
    overdue = is_overdue(directory, service.sources, moment) and not is_rung(service, moment)
    return *opening_hours.status(service.hours, moment, timetable), overdue


def is_rung(service: Service, moment: datetime) -> bool:
    """Tell whether somebody rang its number before the moment, and not too long ago."""
    rung = service.rung
    return rung is not None and rung.day <= day_of(moment) <= rung.stands_until


def is_overdue(directory: Directory, citations: Iterable[Citation], moment: datetime) -> bool:
    """Tell whether one of these sources should have been read again before the moment."""
    today = day_of(moment)
    return any(directory.sources[citation.source].is_overdue(today) for citation in citations)


def contacts_for(
    directory: Directory,
    region: Region,
    sector: Sector | None,
    purposes: Iterable[Purpose],
    moment: datetime,
) -> tuple[tuple[Contact, ...], tuple[MissingNumber, ...]]:
    """Return whom to call, in call order, and which numbers no source names.

    A purpose without a number of the region's own is reported as missing. Services for the
    whole country follow the region's own, except page-only services when the region has
    its own page; of one purpose those with a number go first. What is only possible is
    no contact: ``possible_for`` has it. The pages of the zorgkantoren are for crises in V&V
    and GZ: not for forced care, nor for the GGZ, where they serve only a client with a
    ggz-woonzorgprofiel.
    """
    contacts: dict[str, Contact] = {}
    missing: list[MissingNumber] = []
    national = national_region(directory)
    for purpose in purposes:
        own = () if region is national else services_for(directory, region, sector, purpose)
        office = purpose is Purpose.CRISIS and sector in UNDER_WLZ and sector is not Sector.GGZ
        needs_own = purpose in (Purpose.CRISIS, Purpose.FORCED_CARE)
        if sector is not None and needs_own and not any(service.phone for service in own):
            page = _page_for(directory, region, own, office=office)
            missing.append(MissingNumber(region, sector, purpose, page))
        stand_in = services_for(directory, national, sector, purpose)
        if sector is Sector.GGZ:
            stand_in = tuple(s for s in stand_in if s.phone)
        if own or (sector in UNDER_WLZ and page_of(directory, region)):
            known = {service.phone for service in own}
            stand_in = tuple(s for s in stand_in if s.phone and s.phone not in known)
        # Who can be called goes before a page, also if that is the region's own.
        for service in sorted((*own, *stand_in), key=lambda each: each.phone is None):
            now = opening_status(directory, service, moment)
            contacts.setdefault(service.id, Contact(service, region, sector, purpose, *now))
    return tuple(contacts.values()), tuple(missing)


def _page_for(
    directory: Directory, region: Region, own: tuple[Service, ...], *, office: bool
) -> str | None:
    """Return the page to open instead of a number.

    For crisis care under the Wlz that of the zorgkantoor goes first: it answers for it. For
    anything else it does not, so that its page would send the caller the wrong way.
    """
    page = own[0].page if own else None
    return (page_of(directory, region) if office else None) or page


def page_of(directory: Directory, region: Region) -> str | None:
    """Return the crisis page of the zorgkantoor that runs the region, if one is known."""
    return directory.offices[region.office].crisis_page if region.office else None
