"""Proofs about the directory that the schema alone cannot give.

A finding names the item, the key in it, a code and a Dutch message; the loader adds file
and line. These checks are slower than reading, so they run in ``crisis check`` and in CI,
not in every command. They accept content of which faulty items were left out (``partial``
names their kinds), so that one run shows as much as can be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet
from datetime import date
from itertools import product
from typing import NamedTuple, TypeVar

from crisiszorg_cli.directory import opening_hours
from crisiszorg_cli.directory.divisions import UNDER_WLZ, division_of
from crisiszorg_cli.model.contacts import (
    Directory,
    Municipality,
    Phone,
    Purpose,
    Region,
    RegionKind,
    Sector,
    Service,
    Source,
    Standing,
)

T = TypeVar("T")


class Finding(NamedTuple):
    """A fault; without an id it is one of the whole section, without a key of the item.

    ``tip`` is the next step, where a fault of this kind has one.
    """

    kind: str
    id: str
    key: str
    code: str
    message: str
    tip: str = ""


MAX_REVIEW_MONTHS = 120
ALWAYS_SERVED = frozenset({Purpose.EMERGENCY, Purpose.CRISIS})
NATIONAL_CRISIS = frozenset({*UNDER_WLZ, Sector.JEUGD})
"""Sectors with somebody to find for the whole country; no source names anybody for the GGZ."""

EMERGENCY_NUMBER = "112"
_SHORT_NUMBERS = frozenset({"112", "113", "116000", "116006", "116111", "116123"})
"""As the numbering plan has them; 116 is the same in every country of Europe."""


def check_directory(
    directory: Directory,
    partial: AbstractSet[str] = frozenset(),
    today: date | None = None,
    *,
    under_proved: bool = False,
) -> Iterator[Finding]:
    """Check numbers, hours, pages, dates and coverage of the regions.

    Where what lies under an overlay was proved, only the overlay's own items are looked at, and
    what they may change for others. Another region may change anything.
    """
    only = directory.own if under_proved and not touches(directory.own, "region") else None
    for source in _checked("source", directory.sources, only):
        yield from _check_source(source, today)
    for office in _checked("office", directory.offices, only):
        yield from _check_page("office", office.id, "crisis_page", office.crisis_page)
    for service in _checked("service", directory.services, only):
        yield from _check_number(directory, service.id, service.phone, service.display)
        yield from _check_hours(directory, service, today or opening_hours.LONG_AGO)
        yield from _check_service(service)
        yield from _check_serves(directory, service)
        yield from check_emergency(service)
    yield from _check_mixed_purposes(directory)
    for town in _checked("municipality", directory.municipalities, only):
        yield from _check_town(directory, town)
    if not partial & {"region", "service"}:
        yield from _check_coverage(directory)


def touches(own: AbstractSet[str], *kinds: str) -> bool:
    """Tell whether an overlay has items of its own of one of these kinds."""
    return any(name.partition(":")[0] in kinds for name in own)


def _checked(kind: str, items: Mapping[str, T], only: AbstractSet[str] | None) -> Iterable[T]:
    if only is None:
        return items.values()
    return [items[id_] for id_ in items if f"{kind}:{id_}" in only]


def _check_source(source: Source, today: date | None) -> Iterator[Finding]:
    if not 1 <= source.review_months <= MAX_REVIEW_MONTHS:
        message = f"review_months is minstens 1 en hoogstens {MAX_REVIEW_MONTHS}"
        yield Finding("source", source.id, "review_months", "review", message)
    if source.lines is not None and source.lines < 1:
        message = "lines is minstens 1; laat de sleutel weg als er geen regels zijn"
        yield Finding("source", source.id, "lines", "lines", message)
    if source.read and source.checked is None:
        message = "'checked' ontbreekt; heeft niemand het document gelezen, zet dan read op false"
        yield Finding("source", source.id, "", "missing-key", message)
    if not source.read and source.checked is not None:
        message = "een document dat niemand las heeft geen dag waarop het is nagelezen"
        yield Finding("source", source.id, "checked", "unread", message)
    if today is not None and source.checked is not None and source.checked > today:
        message = f"checked ({source.checked}) ligt in de toekomst"
        yield Finding("source", source.id, "checked", "review", message)
    yield from _check_page("source", source.id, "url", source.url)


def _check_page(kind: str, id_: str, key: str, page: str | None) -> Iterator[Finding]:
    if page is not None and not re.fullmatch(r"https?://[^\s/]\S*", page):
        message = f"'{page}' is geen webadres; begin met https:// of http://"
        yield Finding(kind, id_, key, "page", message)


def _check_mixed_purposes(directory: Directory) -> Iterator[Finding]:
    """Find a number that one service gives for crisis and another as not for crisis."""
    other = {
        service.phone: service.id
        for service in directory.services.values()
        if service.phone and all(s.purpose is Purpose.NON_CRISIS for s in service.serves)
    }
    for service in directory.services.values():
        crisis = any(s.purpose is not Purpose.NON_CRISIS for s in service.serves)
        if crisis and service.phone in other:
            message = f"'{service.phone}' is bij '{other[service.phone]}' geen crisisnummer"
            yield Finding("service", service.id, "phone", "mixed-purpose", message)


def existing_numbers() -> str:
    """Return an expression that only Dutch numbers fit that exist, of those that ``Phone`` takes.

    Who keeps it need not load the numbering plans of the whole world for a number of here.
    """
    import phonenumbers

    plan = phonenumbers.PhoneMetadata.metadata_for_region("NL")
    kinds = {kind: getattr(plan, kind).national_number_pattern for kind in _KINDS_OF_NUMBER}
    # A 14-number, of a gemeente, is dialled as it is: 14 and its area code.
    return f"0(?:{'|'.join(kinds.values())})|(?=14)(?:{kinds['uan']})"


_KINDS_OF_NUMBER = ("fixed_line", "mobile", "pager", "toll_free", "premium_rate", "voip", "uan")


def _exists(digits: str, known: str) -> bool:
    if digits in _SHORT_NUMBERS or (known and re.fullmatch(known, digits, re.ASCII)):
        return True
    # Slow to import; a newer plan may have more.
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(digits, "NL"))


def _check_number(
    directory: Directory, service_id: str, phone: Phone | None, display: str | None
) -> Iterator[Finding]:
    if phone is None:
        if display is not None:
            yield Finding("service", service_id, "display", "display", "display zonder phone")
        return
    if not (phone.digits.isascii() and _exists(phone.digits, directory.numbers)):
        message = f"'{phone}' is geen geldig Nederlands nummer"
        yield Finding("service", service_id, "phone", "phone", message)
    if display is not None and (wrong := _wrong_display(display, phone.digits)):
        yield Finding("service", service_id, "display", "display", f"display '{display}' {wrong}")


def _wrong_display(display: str, digits: str) -> str:
    """Say what is wrong with the way in which a number is shown: it has to be that number."""
    if re.fullmatch(r"[0-9 ()+-]+", display, re.ASCII) is None:
        return "heeft meer dan cijfers, spaties en de tekens - ( ) +"
    shown = re.sub(r"[ ()-]", "", display)
    for prefix in ("+310", "+31"):
        if shown.startswith(prefix):
            shown = f"0{shown.removeprefix(prefix)}"
            break
    return "" if shown == digits else f"heeft andere cijfers dan phone '{digits}'"


def _check_hours(directory: Directory, service: Service, since: date) -> Iterator[Finding]:
    # With a timetable they were proved before; without the library a start is faster.
    if service.hours == "24/7" or service.hours in directory.timetables:
        return
    if service.hours is not None and not opening_hours.is_valid(service.hours):
        message = f"openingstijden '{service.hours}' zijn geen OSM opening_hours"
        yield Finding("service", service.id, "hours", "hours", message)
    elif service.hours is not None and opening_hours.never_opens(service.hours, since):
        message = f"met openingstijden '{service.hours}' is het nooit open"
        yield Finding("service", service.id, "hours", "never-open", message)


def _check_service(service: Service) -> Iterator[Finding]:
    yield from _check_page("service", service.id, "page", service.page)
    if service.phone is None and service.page is None:
        yield Finding("service", service.id, "", "no-way-in", "geen nummer en geen pagina")
    if service.standing is Standing.POSSIBLE and service.phone is None:
        message = "een mogelijk nummer zonder nummer; laat standing weg"
        yield Finding("service", service.id, "standing", "standing", message)


def check_emergency(service: Service) -> Iterator[Finding]:
    """Find another number than 112 for an emergency: that may never change."""
    emergency = any(serving.purpose is Purpose.EMERGENCY for serving in service.serves)
    if emergency and service.standing is not Standing.KNOWN:
        message = "een noodnummer is er altijd; laat standing weg"
        yield Finding("service", service.id, "standing", "emergency", message)
    if emergency and (service.phone is None or service.phone.digits != EMERGENCY_NUMBER):
        message = f"bij purpose emergency hoort {EMERGENCY_NUMBER} en niets anders"
        yield Finding("service", service.id, "phone", "emergency", message)


def _check_serves(directory: Directory, service: Service) -> Iterator[Finding]:
    """Find who is never sent to a service: nobody, or a sector that the region does not have."""
    if not service.serves or not all(s.regions and s.sectors for s in service.serves):
        message = "noem minstens één regio en één sector; anders vindt niemand deze dienst"
        yield Finding("service", service.id, "serves", "serves", message)
    for serving in service.serves:
        # A youth service of a Veilig Thuis-regio is pointed at there (lookup.py), never given.
        also = RegionKind.VEILIG_THUIS_REGIO
        for message in misplaced(directory, serving.regions, serving.sectors, also):
            yield Finding("service", service.id, "serves", "region-kind", message)


def misplaced(
    directory: Directory,
    region_ids: tuple[str, ...],
    sectors: tuple[Sector, ...],
    also: RegionKind | None = None,
) -> Iterator[str]:
    """Say of which regions the division does not hold for a sector; ``also`` fits youth too."""
    for region_id, sector in product(region_ids, sectors):
        region = directory.regions.get(region_id)
        fits = (RegionKind.NATIONAL, division_of(sector), also if sector is Sector.JEUGD else None)
        if region is not None and region.kind not in fits:
            yield f"regio '{region_id}' is een {region.kind}; die indeling geldt niet voor {sector}"


def _check_town(directory: Directory, town: Municipality) -> Iterator[Finding]:
    if town.id in directory.regions:
        message = f"id '{town.id}' is ook een regio"
        yield Finding("municipality", town.id, "id", "duplicate-id", message)
    pairs = (
        ("care_region", town.care_region, RegionKind.ZORGKANTOORREGIO),
        ("youth_region", town.youth_region, RegionKind.JEUGDREGIO),
        ("veilig_thuis_region", town.veilig_thuis_region, RegionKind.VEILIG_THUIS_REGIO),
    )
    for key, region_id, kind in pairs:
        region = directory.regions.get(region_id)
        if region is not None and region.kind is not kind:
            message = f"regio '{region_id}' is geen {kind.value}"
            yield Finding("municipality", town.id, key, "region-kind", message)


def _check_coverage(directory: Directory) -> Iterator[Finding]:
    """Prove that there is always somebody to turn to, for the whole country if need be."""
    national = [r for r in directory.regions.values() if r.kind is RegionKind.NATIONAL]
    if len(national) != 1:
        message = "er moet precies één regio van soort national zijn"
        yield Finding("region", "", "", "national", message)
        return
    for sector, purpose in product(Sector, sorted(ALWAYS_SERVED)):
        if purpose is Purpose.CRISIS and sector not in NATIONAL_CRISIS:
            continue
        if not _is_served(directory, national[0], sector, purpose):
            message = f"voor {sector} is er landelijk geen dienst met purpose {purpose}"
            yield Finding("service", "", "", "coverage", message)


def _is_served(directory: Directory, region: Region, sector: Sector, purpose: Purpose) -> bool:
    return any(
        serving.purpose is purpose and region.id in serving.regions and sector in serving.sectors
        for service in directory.services.values()
        if service.standing is Standing.KNOWN
        for serving in service.serves
    )
