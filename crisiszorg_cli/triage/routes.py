"""Every route through the interview with its paths, worked out once for all who share it.

Regions with the same pathways have the same paths; the country has eleven routes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crisiszorg_cli.directory.divisions import division_of
from crisiszorg_cli.model.content import Place, Region, Sector
from crisiszorg_cli.triage.paths import (
    Node,
    Path,
    all_vectors,
    every_walk,
    paths_of,
    route_of,
    tree_of,
)
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import Walk


class Route(NamedTuple):
    """The paths of a sector for everybody who lives in one of these places, fewest answers first.

    ``place`` is the one that was walked, ``walks`` are those of the paths and of every stop on
    the way, and ``pathways`` tells this route from others.
    """

    sector: Sector
    place: Place
    residents: tuple[Place, ...]
    paths: tuple[Path, ...]
    tree: Node
    walks: tuple[Walk, ...]
    pathways: tuple[str, ...]

    @property
    def situations(self) -> int:
        """How many sets of answers there are, for each region of the sector that goes this way."""
        kind = division_of(self.sector)
        regions = [p for p in self.residents if isinstance(p, Region) and p.kind is kind]
        return all_vectors(self.paths) * max(1, len(regions))


def routes_of(rules: Rules, places: Iterable[Place]) -> tuple[Route, ...]:
    """Return the routes of these places, each with all of them that have it."""
    shared: dict[tuple[Sector, tuple[str, ...]], list[Place]] = {}
    for place in places:
        for sector in Sector:
            shared.setdefault((sector, route_of(rules, place, sector)), []).append(place)
    return tuple(_route(rules, *key, tuple(them)) for key, them in shared.items())


def _route(
    rules: Rules, sector: Sector, pathways: tuple[str, ...], residents: tuple[Place, ...]
) -> Route:
    place = residents[0]
    walks = every_walk(rules, place.id, sector)
    paths = paths_of(walks)
    by_length = tuple(sorted(paths, key=lambda path: len(path.answers)))
    tree = tree_of(paths) if paths else Node(None, {})
    return Route(sector, place, residents, by_length, tree, walks, pathways)
