"""What a change in the data does to situations: verdict, first number, order, steps and notice.

A situation is one answer to each question that both versions know, for somebody who lives in a
region and needs care of a sector. Regions with the same pathways are divided into blocks once;
whom to call is worked out once for each case of a place, and only where something differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from crisiszorg_cli.directory.services import is_known, is_national, page_of, region_for
from crisiszorg_cli.model.content import (
    Content,
    Municipality,
    Pathway,
    Place,
    Purpose,
    Region,
    Sector,
    Verdict,
)
from crisiszorg_cli.triage.assess import notice_of, steps_anywhere, steps_of
from crisiszorg_cli.triage.blocks import Block, Blocks, blocks_of
from crisiszorg_cli.triage.calls import Calls, calls_for
from crisiszorg_cli.triage.cases import Case, at, nowhere
from crisiszorg_cli.triage.corners import corner
from crisiszorg_cli.triage.paths import Node, Path, every_path, route_of, tree_of
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.situation import Situation, situation_of


class Aspect(StrEnum):
    """What can be another one for the same answers; the first that is, names the change."""

    VERDICT = "verdict"
    FIRST = "first_number"
    ORDER = "order"
    STEPS = "steps"
    NOTICE = "notice"


class Call(NamedTuple):
    """Somebody to call, or a page: what is dialled or opened, and for what."""

    purpose: Purpose
    reach: str


class Result(NamedTuple):
    """What somebody is told, as far as two versions are compared on it."""

    verdict: Verdict
    outcome: str
    calls: tuple[Call, ...]
    steps: tuple[str, ...]
    notice: tuple[str, ...] = ()

    def of(self, aspect: Aspect) -> tuple[object, ...]:
        """Return one aspect of it."""
        match aspect:
            case Aspect.VERDICT:
                return (self.verdict, self.outcome)
            case Aspect.FIRST:
                return self.calls[:1]
            case Aspect.ORDER:
                return self.calls
            case Aspect.STEPS:
                return self.steps
            case Aspect.NOTICE:
                return self.notice


Values = tuple[tuple[object, ...], ...]
"""One aspect of each result that the answers can have."""


class Home(NamedTuple):
    """Where somebody lives, in both versions, and the region that counts for the sector."""

    sector: Sector
    old: Place
    new: Place
    region: Region
    beside: Region | None


class Change(NamedTuple):
    """One thing that is otherwise for some situations of a sector, in these homes alike.

    ``old`` and ``new`` are the results, several where a question decides that the other version
    does not know. ``example`` are the fewest answers with which it is so.
    """

    sector: Sector
    aspect: Aspect
    old: Values
    new: Values
    situations: int
    of: int
    example: Mapping[str, str]
    homes: tuple[Home, ...]


class Touched(NamedTuple):
    """How many situations differ in one home, and in each aspect, whatever else differs.

    One with another notice alone is not among those that differ: it ends as it did.
    """

    home: Home
    of: int
    differing: int
    aspects: Mapping[Aspect, int]


class Comparison(NamedTuple):
    """All that differs, and how much was compared."""

    changes: tuple[Change, ...]
    situations: int
    homes: tuple[Touched, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def differing(self) -> int:
        """How many situations differ."""
        return sum(each.differing for each in self.homes)

    @property
    def touched(self) -> dict[Aspect, int]:
        """How many situations differ in each aspect."""
        return {a: sum(each.aspects[a] for each in self.homes) for a in Aspect}


class _Sides(NamedTuple):
    old: Rules
    new: Rules


def compare(old: Content, new: Content, moment: datetime) -> Comparison:
    """Compare two versions in every situation, at one moment."""
    sides = _Sides(Rules(old), Rules(new))
    routes = _Routes(sides)
    found: dict[tuple[object, ...], Change] = {}
    touched: list[Touched] = []
    total = 0
    for sector in Sector:
        for home in homes_of(sides.old, sides.new, sector):
            blocks = routes.of(home)
            total += blocks.situations
            here = _Here(sides, home, moment)
            tried = routes.differing(blocks) if here.same_numbers else blocks.blocks
            aspects = dict.fromkeys(Aspect, 0)
            changes = tuple(_changes(here, blocks.situations, tried, aspects))
            for change in changes:
                key = change[:6]
                known = found.get(key)
                found[key] = known._replace(homes=(*known.homes, home)) if known else change
            if changes:
                told = (c for c in changes if c.aspect is not Aspect.NOTICE)
                differing = sum(change.situations for change in told)
                touched.append(Touched(home, blocks.situations, differing, aspects))
    asked = [{id_ for path in routes.paths(side) for id_ in path.answers} for side in (0, 1)]
    only_old = tuple(id_ for id_ in old.questions if id_ in asked[0] and id_ not in new.questions)
    only_new = tuple(id_ for id_ in new.questions if id_ in asked[1] and id_ not in old.questions)
    ordered = tuple(sorted(found.values(), key=_order))
    return Comparison(ordered, total, tuple(touched), only_old, only_new)


def _order(change: Change) -> tuple[int, int, int]:
    sectors, aspects = list(Sector), list(Aspect)
    return sectors.index(change.sector), aspects.index(change.aspect), -change.situations


# -- where people live -----------------------------------------------------------------------------


def homes_of(old: Rules, new: Rules, sector: Sector) -> Iterator[Home]:
    """Return a place for each combination of regions that can matter to a sector, in both."""
    seen: set[tuple[str, ...]] = set()
    before, after = old.content.directory, new.content.directory
    towns = [id_ for id_ in after.municipalities if id_ in before.municipalities]
    regions = [id_ for id_ in after.regions if id_ in before.regions]
    there: list[tuple[Place, Place]] = [
        *((before.municipalities[id_], after.municipalities[id_]) for id_ in towns),
        *((before.regions[id_], after.regions[id_]) for id_ in regions),
    ]
    for one, other in there:
        region = region_for(after, other, sector)
        if isinstance(other, Region) and (region is not other or is_national(other)):
            continue  # of another division, or the country: its people live in a region of this one
        beside = _beside(new, sector, region, other)
        key = (*_ids(old, one, sector), *_ids(new, other, sector))
        if key in seen or (isinstance(other, Region) and any(k[-2] == region.id for k in seen)):
            continue
        seen.add(key)
        yield Home(sector, one, other, region, beside)


def _ids(rules: Rules, place: Place, sector: Sector) -> tuple[str, str]:
    region = region_for(rules.content.directory, place, sector)
    beside = _beside(rules, sector, region, place)
    return region.id, beside.id if beside else ""


def _beside(rules: Rules, sector: Sector, region: Region, place: Place) -> Region | None:
    """Return the region of another division that matters too: of a redirect, of the GGZ."""
    redirect = rules.pathway(sector, region).redirect
    if not isinstance(place, Municipality) or (redirect is None and sector is not Sector.JEUGD):
        return None
    other = Sector.GGZ if sector is Sector.JEUGD else Sector.JEUGD
    return region_for(rules.content.directory, place, other)


# -- what they are told ----------------------------------------------------------------------------


class _Routes:
    """The blocks of each pair of routes, worked out once."""

    def __init__(self, sides: _Sides) -> None:
        self._sides = sides
        self._trees: tuple[dict[object, Node], dict[object, Node]] = ({}, {})
        self._paths: tuple[list[Path], list[Path]] = ([], [])
        self._blocks: dict[object, Blocks] = {}
        self._differing: dict[int, tuple[Block, ...]] = {}

    def of(self, home: Home) -> Blocks:
        """Return the blocks of the route of a home."""
        places = (home.old, home.new)
        keys = tuple(
            (home.sector, route_of(rules, place, home.sector))
            for rules, place in zip(self._sides, places, strict=True)
        )
        if keys not in self._blocks:
            old, new = (self._tree(side, keys[side], places[side]) for side in (0, 1))
            before, after = (rules.content.questions for rules in self._sides)
            self._blocks[keys] = blocks_of(old, new, before, after)
        return self._blocks[keys]

    def _tree(self, side: int, key: tuple[Sector, tuple[str, ...]], place: Place) -> Node:
        if key not in self._trees[side]:
            paths = every_path(self._sides[side], place.id, key[0])
            self._paths[side].extend(paths)
            self._trees[side][key] = tree_of(paths)
        return self._trees[side][key]

    def differing(self, blocks: Blocks) -> tuple[Block, ...]:
        """Return the blocks of which the rules say something else, wherever one lives."""
        key = id(blocks)
        if key not in self._differing:
            self._differing[key] = tuple(b for b in blocks.blocks if not _says_same(b))
        return self._differing[key]

    def paths(self, side: int) -> list[Path]:
        """Return the paths of one version that were walked."""
        return self._paths[side]


class _Here:
    """What is told in one home, in both versions; worked out once for each case."""

    def __init__(self, sides: _Sides, home: Home, moment: datetime) -> None:
        self.home, self._moment = home, moment
        self._sides = sides
        self._rules: dict[tuple[int, Sector | None], Rules] = {}
        self._calls: dict[tuple[int, Case], tuple[Call, ...]] = {}
        self.same_numbers = self._has_same_numbers()

    def _place(self, side: int) -> Place:
        return (self.home.old, self.home.new)[side]

    def _near(self, side: int, sector: Sector | None) -> Rules:
        """Return the rules with the services that can be called from here alone."""
        key = (side, sector)
        if key not in self._rules:
            content = self._sides[side].content
            self._rules[key] = Rules(corner(content, self._place(side), sector).content)
        return self._rules[key]

    def _has_same_numbers(self) -> bool:
        """Tell whether the same services and pages can be reached from here in both versions."""
        book, other = (rules.content.directory for rules in self._sides)
        for sector in Sector:
            near = [self._near(side, sector).content.directory.services for side in (0, 1)]
            regions = [region_for(d, self._place(i), sector) for i, d in enumerate((book, other))]
            pages = [page_of(d, r) for d, r in zip((book, other), regions, strict=True)]
            if list(near[0].items()) != list(near[1].items()) or regions[0].id != regions[1].id:
                return False
            if pages[0] != pages[1]:
                return False
        return True

    def result(self, side: int, path: Path) -> Result:
        """Return what somebody is told whose answers lie on a path."""
        walk = path.walk
        own = situation_of(walk)
        case = nowhere(Case(own, own, None))
        key = (side, case)
        if key not in self._calls:
            near = self._near(side, own.sector)
            settled: Situation = at(case, self._place(side), near).place
            self._calls[key] = _reached(calls_for(settled, self._moment))
        directory = self._sides[side].content.directory
        region = region_for(directory, self._place(side), walk.sector or self.home.sector)
        known = is_known(self._near(side, walk.sector).content.directory, region, walk.sector)
        steps = steps_of(walk, walk.outcome, region, known=known)
        calls, ids = self._calls[key], tuple(s.id for s in steps)
        notice = self._notice(side, walk.pathway, known=known)
        return Result(walk.outcome.verdict, walk.outcome_id, calls, ids, notice)

    def _notice(self, side: int, pathway: Pathway | None, *, known: bool) -> tuple[str, ...]:
        """Return the notice of a pathway; what is only worded otherwise stands as it was."""
        notice = pathway and notice_of(pathway, known=known)
        if pathway is None or not notice:
            return ()
        before = self._sides.old.content.pathways.get(pathway.id) if side else None
        return ((before and before.notice) or notice,)


def _reached(calls: Calls) -> tuple[Call, ...]:
    """Return whom to call in order, and then the pages for what has no number."""
    called = [
        Call(c.purpose, c.service.phone.digits if c.service.phone else c.service.page or "")
        for c in calls.contacts
    ]
    pages = [Call(m.purpose, m.page) for m in calls.missing if m.page]
    return tuple(dict.fromkeys((*called, *pages)))


def _changes(
    here: _Here, situations: int, blocks: Iterable[Block], touched: dict[Aspect, int]
) -> Iterator[Change]:
    """Return what differs in one home, each with the block of fewest answers as its example."""
    found: dict[tuple[Aspect, Values, Values], tuple[int, Block]] = {}
    for block in blocks:
        results = [
            tuple(dict.fromkeys(here.result(side, path) for path in paths))
            for side, paths in enumerate((block.old, block.new))
        ]
        aspects = [a for a in Aspect if _aspect(results[0], a) != _aspect(results[1], a)]
        for aspect in aspects:
            touched[aspect] += block.situations
        if aspects:
            old, new = (_aspect(each, aspects[0]) for each in results)
            key = (aspects[0], old, new)
            count, least = found.get(key, (0, block))
            shorter = len(block.answers) < len(least.answers)
            found[key] = (count + block.situations, block if shorter else least)
    for (aspect, old, new), (count, block) in found.items():
        home, example = here.home, block.answers
        yield Change(home.sector, aspect, old, new, count, situations, example, (home,))


def _aspect(results: Iterable[Result], aspect: Aspect) -> Values:
    return tuple(dict.fromkeys(result.of(aspect) for result in results))


def _says_same(block: Block) -> bool:
    """Tell whether both versions say the same of a block, wherever one lives."""
    return len(block.old) == len(block.new) == 1 and _said(block.old[0]) == _said(block.new[0])


def _said(path: Path) -> object:
    """Return what results follow from, but for place and services."""
    walk = path.walk
    case, outcome = situation_of(walk), walk.outcome
    steps = [
        (step.id, step.regions, step.except_regions, step.unless_known)
        for step in steps_anywhere(walk, outcome)
    ]
    about = (case.may_be_resistance, case.is_minor, case.has_profile, case.abuse, case.psychiatric)
    where = (case.sector, case.youth, case.asks)
    own = walk.pathway
    notice = own and (own.id, bool(own.notice), own.notice_unless_known)
    return outcome.id, outcome.verdict, outcome.purposes, where, about, steps, notice
