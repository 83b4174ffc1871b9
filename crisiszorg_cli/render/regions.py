"""What is known of each region and sector, as a table, one by one, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crisiszorg_cli.directory.coverage import Known, Row, coverage, knowledge
from crisiszorg_cli.directory.divisions import UNDER_WLZ
from crisiszorg_cli.directory.services import cautions, possible_services
from crisiszorg_cli.model.contacts import Directory, Region, RegionKind, Sector, Service, Standing
from crisiszorg_cli.render.as_json import SCHEMA, region_json
from crisiszorg_cli.render.contacts import own_lines
from crisiszorg_cli.render.layout import BLANK, Line, Role, sentence
from crisiszorg_cli.wording import contacts as words

DUTCH = {
    Known.NUMBER: "nummer",
    Known.POSSIBLE: "mogelijk",
    Known.PAGE: "pagina",
    Known.UNKNOWN: "onbekend",
}
WITH_ID = 100
_CELL, _GAP, _COUNT = 8, 2, 6
_LONGER = {Known.PAGE: "alleen pagina", Known.POSSIBLE: "mogelijk nummer"}
_LABEL = 15
_POSSIBLE = words.POSSIBLE[0].lower() + words.POSSIBLE[1:]


# -- the table ------------------------------------------------------------------------------------


def table_lines(found: Sequence[Row], width: int | None) -> Iterator[Line]:
    """Show a table for each kind of region; no width is that of a pipe, one line a region.

    Youth beside the rest is summed up on a screen: most of it is unknown. The counts come
    last, where they stay in sight.
    """
    kinds = list(dict.fromkeys(row.region.kind for row in found))
    for kind in kinds:
        part = [row for row in found if row.region.kind is kind]
        if kind is not kinds[0]:
            yield BLANK
        if width is not None and kind is RegionKind.JEUGDREGIO and len(kinds) > 1:
            yield from _summed_up(part)
        elif width is not None and width < _width_of(part):
            yield from _narrow(part)
        else:
            yield from _wide(part, with_id=width is None or width >= WITH_ID)
    yield BLANK
    yield from count_lines(coverage(found))


def _name_width(part: Sequence[Row]) -> int:
    return max(len(name) for row in part for name in (row.region.name, row.region.kind))


def _width_of(part: Sequence[Row]) -> int:
    return _name_width(part) + len(part[0].known) * (_CELL + _GAP)


def _wide(part: Sequence[Row], *, with_id: bool) -> Iterator[Line]:
    head = [words.KIND[part[0].region.kind].capitalize(), *map(words.SECTOR.get, part[0].known)]
    lines = [(head, "id")]
    lines += [([r.name, *(DUTCH[k] for k in known.values())], r.id) for r, known in part]
    width, gap = _name_width(part), " " * _GAP
    for index, (cells, id_) in enumerate(lines):
        name, *rest = map(str, cells)
        text = gap.join((name.ljust(width), *(cell.ljust(_CELL) for cell in rest)))
        text += f"{gap}{id_}" if with_id else ""
        yield Line(Role.TEXT if index else Role.HEADING, text.rstrip())


def _narrow(part: Sequence[Row]) -> Iterator[Line]:
    yield Line(Role.HEADING, words.KIND[part[0].region.kind].capitalize())
    for region, known in part:
        yield Line(Role.TEXT, region.name)
        cells = (f"{words.SECTOR[sector]} {DUTCH[k]}" for sector, k in known.items())
        yield Line(Role.TEXT, f"  {', '.join(cells)}")


def _summed_up(part: Sequence[Row]) -> Iterator[Line]:
    yield Line(Role.HEADING, "Jeugd, per jeugdregio")
    for known in Known:
        names = [row.region.name for row in part if known in row.known.values()]
        if names:
            text = f"{DUTCH[known].capitalize()} ({len(names)}): {', '.join(names)}"
            yield Line(Role.ITEM, sentence(text))


def count_lines(counts: Mapping[Sector, Mapping[Known, int]]) -> Iterator[Line]:
    """Say of how many regions what is known, sector by sector."""
    head = "".join(words.SECTOR[sector].rjust(_COUNT) for sector in counts)
    yield Line(Role.HEADING, f"{'Aantal':<{_LABEL}}{head}")
    for known in Known:
        name = _LONGER.get(known, DUTCH[known])
        cells = "".join(str(of[known]).rjust(_COUNT) for of in counts.values())
        yield Line(Role.TEXT, f"{name:<{_LABEL}}{cells}")


# -- one by one -----------------------------------------------------------------------------------


def region_lines(directory: Directory, found: Sequence[Row]) -> Iterator[Line]:
    """Show regions in full: id, services, the zorgkantoor's page, and the gemeenten."""
    for index, row in enumerate(found):
        region = row.region
        if index:
            yield BLANK
        yield Line(Role.HEADING, f"{region.name} ({words.KIND[region.kind]})")
        yield Line(Role.NOTE, f"id: {region.id}")
        own = {sector: knowledge(directory, region, sector)[1] for sector in row.known}
        for sector, services in own.items():
            for service in services:
                yield from _service_lines(directory, sector, service)
            for service in possible_services(directory, region, sector):
                yield from _service_lines(directory, sector, service)
        yield from _by_office(directory, region, [s for s in own if _needs_office(s, own[s])])
        towns = [
            town.name
            for town in directory.municipalities.values()
            if region.id == town.region_of(region.kind)
        ]
        if towns:
            yield Line(Role.NOTE, f"Gemeenten: {sentence(', '.join(towns))}")


def _service_lines(directory: Directory, sector: Sector, service: Service) -> Iterator[Line]:
    what = DUTCH[Known.NUMBER if service.phone else Known.PAGE]
    if service.standing is Standing.POSSIBLE:
        what = _POSSIBLE
    yield Line(Role.ITEM, f"{words.SECTOR[sector]}, {what}: {sentence(service.name)}")
    yield from own_lines(directory, service)
    if service.phone:
        yield Line(Role.NUMBER, service.number, service.phone)
    elif service.page:
        yield Line(Role.LINK, service.page)
    yield from (Line(Role.WARNING, text) for text in cautions(service, sector))


def _needs_office(sector: Sector, own: Sequence[Service]) -> bool:
    """Tell whether the zorgkantoor is to be turned to: for the Wlz when there is no number."""
    return not any(service.phone or sector not in UNDER_WLZ for service in own)


def _by_office(directory: Directory, region: Region, sectors: Sequence[Sector]) -> Iterator[Line]:
    """Say where to look for sectors for which the region has nobody to call, if anywhere.

    The zorgkantoor answers for the Wlz alone.
    """
    wlz = [sector for sector in sectors if sector in UNDER_WLZ and region.office]
    unknown = ", ".join(words.SECTOR[sector] for sector in sectors if sector not in wlz)
    if unknown:
        yield Line(Role.ITEM, f"{unknown}: onbekend.")
    if not wlz or region.office is None:
        return
    names = ", ".join(words.SECTOR[sector] for sector in wlz)
    office = directory.offices[region.office]
    yield Line(Role.ITEM, f"{names}, pagina: zorgkantoor {office.name}.")
    yield Line(Role.LINK, office.crisis_page)
    if region.office_caution:
        yield Line(Role.WARNING, region.office_caution)


# -- JSON -----------------------------------------------------------------------------------------


def regions_json(found: Iterable[Row]) -> dict[str, Any]:
    """Return the regions with what is known of each, and the counts."""
    found = list(found)
    return {
        "schema": SCHEMA,
        "regions": [
            {**region_json(row.region), "office": row.region.office, "known": dict(row.known)}
            for row in found
        ],
        "coverage": [
            {"sector": sector, **{known.value: counts[known] for known in Known}}
            for sector, counts in coverage(found).items()
        ],
    }
