"""The rules that a walk goes by, found by sector and region."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from crisiszorg_cli.directory.services import region_for
from crisiszorg_cli.model.content import Content, Gate, Pathway, Region, Sector, Step


class Rules:
    """The content, with gates and pathways found by sector and region. Holds no answers."""

    def __init__(self, content: Content) -> None:
        """Index the gates by sector, the pathways by sector and region."""
        self.content = content
        gates = tuple(content.gates.values())
        self.first, *others = (gate for gate in gates if not gate.sectors)
        self.general = tuple(others)
        self.own = {s: tuple(g for g in gates if s in g.sectors) for s in Sector}
        self._pathways: dict[tuple[Sector, str | None], Pathway] = {}
        for pathway in content.pathways.values():
            for region in pathway.regions or (None,):
                self._pathways[pathway.sector, region] = pathway

    def pathway(self, sector: Sector, region: Region) -> Pathway:
        """Return the region's own pathway, or the one for regions without their own."""
        own = self._pathways.get((sector, region.id))
        return own or self._pathways[sector, None]

    @cached_property
    def redirecting(self) -> frozenset[str]:
        """The questions whose answers can send a client to another sector's pathway."""
        redirects = (p.redirect for p in self.content.pathways.values() if p.redirect)
        leaves = (leaf.answer for redirect in redirects for leaf in redirect.when.leaves())
        return frozenset(id_ for id_ in leaves if id_)

    @cached_property
    def steps(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that some client with an outcome can be told."""
        steps, outcomes = self.content.steps.values(), self.content.outcomes
        return {id_: tuple(step for step in steps if id_ in step.outcomes) for id_ in outcomes}

    @cached_property
    def outcomes(self) -> Mapping[str, tuple[str, ...]]:
        """The outcomes that each pathway knows, by the ids of both."""
        known: dict[str, tuple[str, ...]] = {}
        for pathway in self.content.pathways.values():
            ids = [pathway.all_met, pathway.consult]
            ids += [gate.outcome for gate in self.gates(pathway.sector)]
            ids += [self.content.exits[criterion.exit].outcome for criterion in pathway.criteria]
            known[pathway.id] = tuple(dict.fromkeys(ids))
        return known

    @cached_property
    def residences_that_differ(self) -> tuple[str, ...]:
        """A region for each combination of pathways that somebody can live in."""
        directory = self.content.directory
        by_pathways: dict[tuple[str, ...], str] = {}
        for region in directory.regions.values():
            each = (self.pathway(s, region_for(directory, region, s)).id for s in Sector)
            by_pathways.setdefault(tuple(each), region.id)
        return tuple(by_pathways.values())

    def gates(self, sector: Sector) -> tuple[Gate, ...]:
        """Return all gates of a sector, in the order in which they are passed."""
        return (self.first, *self.general, *self.own[sector])
