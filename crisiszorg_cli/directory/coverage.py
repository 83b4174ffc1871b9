"""What is known of each region and sector: a number, perhaps one, a page, or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from crisiszorg_cli.directory.divisions import DIVISIONS, UNDER_WLZ, sectors_of
from crisiszorg_cli.directory.services import possible_services, services_for
from crisiszorg_cli.model.contacts import Directory, Purpose, Region, Sector, Service


class Known(StrEnum):
    """What the sources give for a region and sector."""

    NUMBER = "number"
    POSSIBLE = "possible"
    PAGE = "page"
    UNKNOWN = "unknown"


class Row(NamedTuple):
    """One region with what is known of each sector that is asked for."""

    region: Region
    known: Mapping[Sector, Known]


def rows(
    directory: Directory,
    sector: Sector | None = None,
    known: Known | None = None,
    among: Sequence[Region] | None = None,
) -> list[Row]:
    """Return the regions by kind and name, of one sector or with that knowledge if so wanted."""
    found = []
    for kind in DIVISIONS:
        wanted = [each for each in sectors_of(kind) if sector in (None, each)]
        regions = [r for r in directory.regions.values() if r.kind is kind and wanted]
        for region in sorted(regions, key=lambda r: r.name.lstrip("'").casefold()):
            row = Row(region, {each: knowledge(directory, region, each)[0] for each in wanted})
            asked = among is None or region in among
            if asked and known in (None, *row.known.values()):
                found.append(row)
    return found


def knowledge(
    directory: Directory, region: Region, sector: Sector
) -> tuple[Known, tuple[Service, ...]]:
    """Say what the sources give for a region and sector, and the region's own services."""
    own = services_for(directory, region, sector, Purpose.CRISIS)
    if any(service.phone for service in own):
        return Known.NUMBER, own
    if possible_services(directory, region, sector):
        return Known.POSSIBLE, own
    page = own or (region.office and sector in UNDER_WLZ)
    return (Known.PAGE if page else Known.UNKNOWN), own


def coverage(found: Iterable[Row]) -> dict[Sector, dict[Known, int]]:
    """Count, per sector, of how many regions what is known."""
    counts: dict[Sector, dict[Known, int]] = {}
    for row in found:
        for sector, known in row.known.items():
            counts.setdefault(sector, dict.fromkeys(Known, 0))[known] += 1
    return counts
