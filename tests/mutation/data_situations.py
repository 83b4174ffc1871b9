"""Whether a fault decides anything: every situation that can tell, with it and without it.

A situation is the end of a way through the questions, or that end with one more answer for the
call, or with an own choice in place of the verdict. What is said there is worked out by the engine
itself; nothing is known of a fault but the item that it is in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from crisiszorg_cli.content.ground import Ground
from crisiszorg_cli.directory.divisions import division_of
from crisiszorg_cli.directory.services import is_known, is_national, national_region, region_for
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.assessment import Assessment, Override
from crisiszorg_cli.model.content import (
    Answers,
    Condition,
    Content,
    Outcome,
    Place,
    Purpose,
    Region,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.render.details import background
from crisiszorg_cli.triage.assess import exits_of, ladder_of, steps_of
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.routes import Route
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.situation import situation_of
from crisiszorg_cli.triage.walk import RESIDENCE, Walk
from tests.mutation.data_mutants import Mutant, told_apart
from tests.shipped import CONTENT

MOMENTS = (
    datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM),
    datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM),
)
_MOST_TOGETHER = 32  # more answers for the call than these are given one at a time


class Situation(NamedTuple):
    """Where a way ends, the outcome that is followed there, and the regions it may be in.

    With an own choice ``answers`` lead to the verdict, and ``walk`` is where the choice leads.
    """

    walk: Walk
    outcome: Outcome
    regions: tuple[Region, ...]
    answers: Answers
    own: bool = False


class Situations:
    """All situations of the content without faults."""

    def __init__(self, ground: Ground) -> None:
        """Take the ends of every way."""
        self._content = ground.content
        self._triage = Triage(self._content)
        self._kept: dict[tuple[str, str], list[Situation]] = {}
        self._results: dict[_Place, list[object]] = {}
        found = [
            Situation(walk, walk.outcome, regions, walk.answers)
            for route in ground.routes
            for sector, regions in _regions_of(self._content, route)
            for walk in route.walks
            if (walk.sector or route.sector) is sector
        ]
        self._ends = [each for each in found if each.walk.next is None]
        self._stops = [each for each in found if each.walk.next is not None]

    def tells(self, mutant: Mutant) -> bool:
        """Tell whether anybody is told another thing by an outcome, step, exit or rung."""
        if mutant.section == "outcomes":
            return self._tells_outcome(mutant)
        key = (mutant.section, mutant.item)
        if key not in self._kept:
            self._kept[key] = list(self._unlike(mutant.section, mutant.item))
        told = _TOLD[mutant.section]
        before, after = (_of_item(c, mutant) for c in (self._content, mutant.content))
        about = {id_ for rules in (before, after) for id_ in _followed(rules, mutant)}
        return any(
            told(each, before, mutant.item) != told(each, after, mutant.item)
            for each in self._kept[key]
            if not about or each.outcome.id in about
        )

    def tells_notice(self, mutant: Mutant) -> bool:
        """Tell whether the notices of a pathway are other ones, in any of its regions."""
        triage, rules = Triage(mutant.content), self._triage.rules
        end = next(each for each in self._ends if _pathway(each.walk) == mutant.item)
        pathway = self._content.pathways[mutant.item]
        for region in self._content.directory.regions.values():
            if rules.pathway(pathway.sector, region) is not pathway:
                continue
            answers = {**end.answers, RESIDENCE: region.id}
            before, after = (each.assess(answers, MOMENTS[0]) for each in (self._triage, triage))
            if before.notices != after.notices:
                return True
        return False

    # -- of what is read at an end -----------------------------------------------------------

    def _unlike(self, section: str, item: str) -> Iterator[Situation]:
        """Return one situation of all in which the same can be said of an item."""
        tested = [id_ for each in _conditions(self._content, section, item) for id_ in _ids(each)]
        seen = set()
        for each in self._all:
            walk = each.walk
            failed = [c.exit for c, truth in walk.criteria if truth is Truth.NOT_MET]
            here: object = bool(failed) if section == "steps" else item in failed
            answers = tuple(walk.read.get(id_) for id_ in tested)
            key = (each.outcome.id, each.own, _pathway(walk), each.regions, here, answers)
            if key not in seen:
                seen.add(key)
                yield each

    @cached_property
    def _all(self) -> list[Situation]:
        """The ends, those with more answers for the call, and those with an own choice."""
        sections = ("exits", "steps", "ladder")
        conditions = [
            each
            for section in sections
            for item in getattr(self._content, section)
            for each in _conditions(self._content, section, item)
        ]
        ids = tuple(dict.fromkeys(id_ for each in conditions for id_ in _ids(each)))
        ends = {_key(each, ids): each for each in self._ends}.values()
        more = (more for each in ends for more in self._with_more(each, ids))
        return [*ends, *more, *(own for each in ends for own in _own_choices(each))]

    def _with_more(self, end: Situation, ids: Iterable[str]) -> Iterator[Situation]:
        """Answer what is left of some questions: all at once, or if that is much, one by one."""
        walk, questions = end.walk, self._content.questions
        asked = walk.pathway.questions() if walk.pathway and end.outcome.prepare else ()
        left = {id_: questions[id_].values() for id_ in ids if id_ in asked}
        left = {id_: values for id_, values in left.items() if id_ not in walk.answers}
        together = end.outcome.verdict is Verdict.FORCED_CARE
        if together or prod(len(values) for values in left.values()) <= _MOST_TOGETHER:
            given = [dict(zip(left, values, strict=True)) for values in product(*left.values())]
        else:
            given = [{id_: value} for id_, values in left.items() for value in values]
        for more in given:
            answers = {**walk.answers, **more}
            yield end._replace(walk=Walk(walk.rules, answers), answers=answers)

    # -- of an outcome -----------------------------------------------------------------------

    def _tells_outcome(self, mutant: Mutant) -> bool:
        triage, item = Triage(mutant.content), mutant.item
        outcome = mutant.content.outcomes[item]
        for each in self._with_outcome(item, calls=mutant.fault.startswith("purposes")):
            if each not in self._results:
                own = each.situation.outcome
                self._results[each] = list(_results(each, self._triage, own))
            now = _results(each, triage, outcome)
            if any(a != b for a, b in zip(now, self._results[each], strict=True)):
                return True
        return False

    def _with_outcome(self, item: str, *, calls: bool) -> Iterator[_Place]:
        """Return each situation with an outcome, and where: for whom is called, everywhere."""
        seen = set()
        for each in (*self._ends, *self._stops, *self._own):
            walk = each.walk
            truths = tuple(truth for _, truth in walk.criteria)
            about = (walk.outcome_id, walk.sector, _pathway(walk), truths, each.own)
            key: object = (situation_of(walk)[1:], each.own, each.regions) if calls else about
            if each.outcome.id == item and key not in seen:
                seen.add(key)
                yield _Place(each, calls)

    @cached_property
    def _own(self) -> list[Situation]:
        return [each for end in self._ends for each in _own_choices(end)]


class _Place(NamedTuple):
    """A situation, and whether it is looked at in each of its regions and at each moment."""

    situation: Situation
    everywhere: bool

    def __hash__(self) -> int:
        """Go by the walk, which is one of its kind."""
        return hash((id(self.situation.walk), self.situation.outcome, self.everywhere))


def _results(place: _Place, triage: Triage, outcome: Outcome) -> Iterator[object]:
    """Return all that is told but for the outcome's words."""
    situation, everywhere = place
    override = Override(outcome, "") if situation.own else None
    given = [situation.answers]
    if RESIDENCE in situation.answers and everywhere:
        given = [{**situation.answers, RESIDENCE: each.id} for each in _places(situation)]
    for answers, moment in product(given, MOMENTS if everywhere else MOMENTS[:1]):
        got = triage.assess(answers, moment, override)
        yield got.verdict, background(got), _without_words(got, situation)


def _without_words(got: Assessment, situation: Situation) -> Assessment:
    return replace(got, outcome=situation.outcome, override=None)


def _places(situation: Situation) -> Iterator[Place]:
    """Return a gemeente in each region, or the region where it has none."""
    book = situation.walk.rules.content.directory
    for region in situation.regions:
        kind = region.kind
        towns = (t for t in book.municipalities.values() if not is_national(region))
        yield next((t for t in towns if kind in _KINDS and t.region_of(kind) == region.id), region)


_KINDS = frozenset(division_of(sector) for sector in Sector)


# -- what is told of an item -----------------------------------------------------------------------


def _of_item(content: Content, mutant: Mutant) -> Rules:
    """Return the rules with only the step that the fault is in: no other one has a part in it."""
    if mutant.section == "steps":
        own = {id_: step for id_, step in content.steps.items() if id_ == mutant.item}
        return Rules(content._replace(steps=own))
    return Rules(content)


def _followed(rules: Rules, mutant: Mutant) -> Iterator[str]:
    """Name the outcomes that a step follows; of anything else that does not tell."""
    if mutant.section == "steps":
        for step in rules.content.steps.values():
            yield from step.outcomes


def _told_steps(situation: Situation, rules: Rules, item: str) -> object:
    found = []
    for region, walk in _in_regions(situation, rules):
        known = _is_known(region.id, walk.sector)
        steps = steps_of(walk, situation.outcome, region, known=known)
        found += [(region.id, step.due) for step in steps if step.id == item]
    return found


@cache
def _is_known(region: str, sector: Sector | None) -> bool:
    book = CONTENT.directory  # no fault in a step, exit or rung is in what is known
    return is_known(book, book.regions[region], sector)


def _told_exits(situation: Situation, rules: Rules, item: str) -> object:
    """Compare the sentences of all exits: what is the same in two is said once."""
    failed = {c.exit for c, truth in situation.walk.criteria if truth is Truth.NOT_MET}
    if item not in failed:
        return ()
    here = _in_regions(situation, rules)
    return [(advice.text, advice.service) for _, walk in here for advice in exits_of(walk)]


def _told_ladder(situation: Situation, rules: Rules, _: str) -> object:
    walk = _as_if(situation.walk, rules)
    return [(rung.id, points) for rung, points in ladder_of(walk, situation.outcome)]


_TOLD: Mapping[str, Callable[[Situation, Rules, str], object]] = {
    "steps": _told_steps,
    "exits": _told_exits,
    "ladder": _told_ladder,
}


def _in_regions(situation: Situation, rules: Rules) -> Iterator[tuple[Region, Walk]]:
    """Give the walk in each of the regions; before the place is known that is the country."""
    walk = _as_if(situation.walk, rules)
    if walk.region is None:
        yield national_region(rules.content.directory), walk
        return
    for region in situation.regions:
        walk.region = region
        yield region, walk


def _as_if(walk: Walk, rules: Rules) -> Walk:
    """Return a finished walk as if it had been by these rules: the way is the same."""
    other = object.__new__(Walk)
    other.__dict__.update(walk.__dict__, rules=rules)
    return other


# -- parts -------------------------------------------------------------------------------------


def _conditions(content: Content, section: str, item: str) -> list[Condition]:
    """Return the conditions of an item; of the ladder those of all rungs, which go together."""
    if section == "steps":
        found = [content.steps[item].when]
    elif section == "exits":
        found = [advice.when for advice in content.exits[item].advice]
    else:
        found = [rung.when for rung in content.ladder.values()]
    return [each for each in found if each is not None]


def _ids(condition: Condition) -> Iterator[str]:
    return (leaf.answer for leaf in condition.leaves() if leaf.answer)


def _pathway(walk: Walk) -> str | None:
    return walk.pathway and walk.pathway.id


def _key(end: Situation, ids: Iterable[str]) -> object:
    walk = end.walk
    criteria = tuple((c.id, c.exit, truth) for c, truth in walk.criteria)
    answers = tuple(walk.read.get(id_) for id_ in ids)
    return (walk.outcome_id, _pathway(walk), walk.sector, end.regions, criteria, answers)


def _own_choices(end: Situation) -> Iterator[Situation]:
    """Choose each other outcome that the sector knows; against danger to life there is none."""
    if end.outcome.verdict is Verdict.EMERGENCY:
        return
    place = end.walk.beyond()
    for outcome in end.walk.alternatives() or place.alternatives():
        yield end._replace(walk=place, outcome=outcome, own=True)


def _regions_of(content: Content, route: Route) -> Iterator[tuple[Sector, tuple[Region, ...]]]:
    """Return the sectors in which a route can end, and the regions that are told apart there."""
    for sector in dict.fromkeys((walk.sector or route.sector) for walk in route.walks):
        yield sector, tuple(_different(content, route.residents, sector))


def _different(content: Content, residents: Iterable[Place], sector: Sector) -> Iterator[Region]:
    """Return the regions that are told apart, by the rules or by what is known there."""
    book, kind = content.directory, division_of(sector)
    found = dict.fromkeys(region_for(book, place, sector) for place in residents)
    here = {region.id: region for region in found if region.kind is kind}
    ids = {id_ for id_ in told_apart(content) if id_ in here}
    for known in (True, False):
        same = (id_ for id_, r in here.items() if is_known(book, r, sector) is known)
        ids.update(list(same)[:1])
    for service in book.services.values():
        for area in service.serves:
            if sector in area.sectors and area.purpose is not Purpose.CRISIS:
                ids.update([id_ for id_ in area.regions if id_ in here][:1])
    return (region for id_, region in here.items() if id_ in ids)
