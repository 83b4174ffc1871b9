"""The answer to a lookup as lines: what to call, or that no source knows, before all else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from crisiszorg_cli.directory.divisions import DIVISIONS, UNDER_WLZ
from crisiszorg_cli.directory.lookup import Lookup
from crisiszorg_cli.directory.services import is_overdue
from crisiszorg_cli.model.contacts import (
    Contact,
    Directory,
    MissingNumber,
    Municipality,
    Office,
    Place,
    Purpose,
    RegionKind,
    Sector,
    Service,
    Source,
)
from crisiszorg_cli.render.contacts import (
    Layout,
    alike,
    contact_lines,
    missing_lines,
    possible_lines,
    shows_page,
    sources_line,
    turn_to_lines,
    unique_sources,
)
from crisiszorg_cli.render.context import GIVEN, context_line, lookup_context, purpose_lines
from crisiszorg_cli.render.layout import BLANK, OVERDUE, Line, Role
from crisiszorg_cli.wording import contacts as words
from crisiszorg_cli.wording.contacts import notice_text

FULL_UP_TO = 2
SENDS = (Purpose.CRISIS, Purpose.FORCED_CARE)


def lookup_lines(
    directory: Directory, result: Lookup, why: str = GIVEN, *, whole: bool = False
) -> Iterator[Line]:
    """Show every contact and every number that no source gives, sector by sector.

    The details are left out of a long list, unless the ``whole`` is asked for, and of one of
    several sectors. ``why`` says where the place came from.
    """
    if result.place is not None:
        yield from place_lines(directory, result.place, result.place_name)
    yield from (Line(Role.WARNING, notice_text(each)) for each in result.notices)
    sectors = {contact.sector for contact in result.contacts}
    sectors |= {missing.sector for missing in result.missing}
    sectors |= {contact.sector for contact in result.possible}
    is_short = len(result.contacts) + len(result.possible) <= FULL_UP_TO
    in_full = (is_short or whole) and len(sectors) <= 1
    blocks = [list(_office_lines(directory, result, office)) for office in result.offices]
    blocks += [list(block) for block in _blocks(directory, result, in_full=in_full)]
    before = 0 if result.place is None else 2
    for block in blocks:
        if before > 1:  # a heading alone belongs with what follows
            yield BLANK
        yield from block
        before = len(block)
    for each in result.perhaps:
        yield Line(Role.WARNING, notice_text(each))
        if each.through:
            yield from turn_to_lines(each.through)
    if not in_full and result.contacts:
        cited = [citation for c in result.contacts for citation in c.service.sources]
        yield BLANK
        yield Line(Role.NOTE, _ages(unique_sources(directory, cited)))
        one = "crisis lookup met de naam van een dienst."
        more = one if len(sectors) <= 1 else "voeg --sector vv, gz, ggz of jeugd toe."
        yield Line(Role.NOTE, f"Meer, met bron: {more}")
    yield from _nobody_lines(result, sectors - {None}, in_full=in_full)
    yield context_line(lookup_context(directory, result, why))
    yield from purpose_lines()


def _nobody_lines(
    result: Lookup, sectors: Collection[Sector | None], *, in_full: bool
) -> Iterator[Line]:
    """Say what to do now where a sector of a place has nobody to call: a page is no way out.

    Below a long list in one line, so that it keeps to two screens.
    """
    crisis = [c for c in result.contacts if c.purpose is Purpose.CRISIS]
    called = {c.sector for c in crisis if c.service.phone and c.open is not False}
    said = {c.sector for c in crisis if c.open is False and c.service.when_closed}
    if result.place is None or called.union(said).issuperset(sectors):
        return
    if not in_full and len(sectors) > 1:
        yield Line(Role.STRONG, words.NOBODY_AT_ALL)
        return
    yield BLANK
    yield Line(Role.STRONG, words.LIFE_DANGER)
    yield Line(Role.TEXT, words.NOBODY)


def _ages(sources: Sequence[Source]) -> str:
    """Say of when the sources are, and when they were last read: shorter than their names."""
    dates = sorted({source.published for source in sources if source.id != words.OWN_READING})
    read = words.read_text(list(sources))
    return f"Bronnen van: {', '.join(dates) or 'ons'}. {read}"


def place_lines(directory: Directory, place: Place, name: str | None = None) -> Iterator[Line]:
    """Name a place, and what it is or in which regions it lies that count for a sector."""
    if not isinstance(place, Municipality):
        yield Line(Role.TITLE, f"{place.name} ({words.KIND[place.kind]})")
        return
    yield Line(Role.TITLE, f"{name}, gemeente {place.name}" if name else place.name)
    regions = (directory.regions[id_] for id_ in map(place.region_of, DIVISIONS))
    yield Line(Role.NOTE, ", ".join(f"{words.KIND[r.kind]} {r.name}" for r in regions))


def _blocks(directory: Directory, result: Lookup, *, in_full: bool) -> list[Iterable[Line]]:
    """Return the blocks in order: crisis, by sector, what is missing first; then the rest."""
    blocks: list[tuple[bool, int, Iterable[Line]]] = []
    unseen = (m for m in result.missing if not shows_page(_of_sector(result, m), m.page))
    blocks += [
        (False, _place_of(group[0].sector), _missing_lines(directory, group))
        for group in alike(unseen, lambda item: item.purpose)
    ]
    for contact in result.contacts:
        lines = _contact_lines(directory, result, contact, in_full=in_full)
        crisis = contact.purpose is Purpose.CRISIS
        blocks.append((not crisis, _place_of(contact.sector) if crisis else 0, lines))
    for contact in result.possible:
        if not in_full and result.place is not None and contact.open is False:
            continue  # one sector has them all, and so has its own name
        lines = possible_lines(
            directory, contact, result.moment, in_full=in_full, by_name=result.place is None
        )
        crisis = contact.purpose is not Purpose.NON_CRISIS
        blocks.append((not crisis, _place_of(contact.sector) if crisis else 0, lines))
    return [lines for _, _, lines in sorted(blocks, key=lambda block: block[:2])]


def _of_sector(result: Lookup, missing: MissingNumber) -> list[Contact]:
    return [contact for contact in result.contacts if contact.sector is missing.sector]


def _place_of(sector: Sector | None) -> int:
    return list(Sector).index(sector) if sector else 0


# -- one block ------------------------------------------------------------------------------------


def _contact_lines(
    directory: Directory, result: Lookup, contact: Contact, *, in_full: bool
) -> Iterator[Line]:
    headings: tuple[str, ...] = ()
    if result.place is None:
        headings = (*_headings(directory, contact.service), contact.service.name)
    elif not in_full:
        headings = (_short_heading(contact),)
    shown = [] if in_full else [other.service for other in result.contacts]
    layout = Layout(in_full, headings, shown, by_name=result.place is None)
    return contact_lines(directory, contact, result.moment, layout)


def _short_heading(contact: Contact) -> str:
    """Name sector and service on one line; the regions stand above, with the place."""
    purpose = words.purpose_text(contact)
    if contact.sector is None or contact.purpose is Purpose.NON_CRISIS:
        return f"{purpose[0].upper()}{purpose[1:]}: {contact.service.name}"
    more = "" if contact.purpose is Purpose.CRISIS else f", {purpose}"
    return f"{words.SECTOR[contact.sector]}{more}: {contact.service.name}"


def _headings(directory: Directory, service: Service) -> Iterator[str]:
    """Say for whom a service is that was asked for by name, wherever that is."""
    served: dict[tuple[Purpose, tuple[str, ...]], list[Sector]] = {}
    for serving in service.serves:
        served.setdefault((serving.purpose, serving.regions), []).extend(serving.sectors)
    for (purpose, region_ids), sectors in served.items():
        what = ", ".join(words.SECTOR[sector] for sector in dict.fromkeys(sectors))
        where = [directory.regions[id_] for id_ in region_ids]
        names = "; ".join(r.name for r in where if r.kind is not RegionKind.NATIONAL)
        apart = service.meant_for if purpose is Purpose.NON_CRISIS else None
        said = apart or words.PURPOSE[purpose]
        head = f"{what}, {said}" if purpose in SENDS else f"{said[0].upper()}{said[1:]} ({what})"
        yield f"{head}: {names or 'heel Nederland'}"


def _office_lines(directory: Directory, result: Lookup, office: Office) -> Iterator[Line]:
    """Show a zorgkantoor: it has a page about crisis care, and no number for it."""
    yield Line(Role.HEADING, f"Zorgkantoor {office.name}")
    yield Line(Role.STRONG, "Geen crisisnummer; wel een pagina over crisiszorg:")
    yield Line(Role.LINK, office.crisis_page)
    if is_overdue(directory, office.sources, result.moment):
        yield Line(Role.WARNING, OVERDUE)
    cautions: dict[str | None, list[str]] = {}
    for region in directory.regions.values():
        if region.office == office.id:
            cautions.setdefault(region.office_caution, []).append(region.name)
    for caution, names in cautions.items():
        yield Line(Role.ITEM, f"Regio {', '.join(names)}.{f' {caution}' if caution else ''}")
    yield Line(Role.NOTE, f"Bron: {sources_line(directory, office.sources, result.moment)}")
    yield Line(Role.NOTE, "Per regio: crisis lookup met de naam van de regio of gemeente.")


def _missing_lines(directory: Directory, group: Sequence[MissingNumber]) -> Iterator[Line]:
    """Say that no source gives a number, and which page to open instead."""
    first = group[0]
    if first.region.kind is RegionKind.NATIONAL and first.sector in UNDER_WLZ:
        lines = missing_lines(directory, group)
        next(lines)  # a blank line, which goes before every block here
        yield from lines
        return
    sectors = ", ".join(words.SECTOR[item.sector] for item in group)
    if first.sector is Sector.JEUGD:
        elsewhere = first.region.kind is RegionKind.NATIONAL
        of_gemeente = "of er een regionale spoedlijn is, hangt af van de gemeente"
        what = of_gemeente if elsewhere else "geen regionale spoedlijn bekend"
        yield Line(Role.HEADING, f"{sectors}: {what}")
        return
    yield Line(Role.HEADING, f"{sectors}: geen nummer bekend")
    if first.page is None:
        ggz = first.sector is Sector.GGZ
        yield Line(Role.TEXT, words.ASK_THE_LIST if ggz else "Ook geen pagina.")
        return
    office = directory.offices.get(first.region.office or "")
    whose = f"zorgkantoor {office.name}" if office else "het zorgkantoor"
    yield Line(Role.TEXT, f"Pagina van {whose}, {first.region.name}:")
    yield Line(Role.LINK, first.page)
    if first.region.office_caution:
        yield Line(Role.WARNING, first.region.office_caution)
