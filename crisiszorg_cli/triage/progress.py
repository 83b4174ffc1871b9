"""How far an interview is: which criteria are met, which is asked, how much can still come.

The number is that of the longest path from here (``paths`` lists them all). Two walks that leave
the same open have the same paths before them, so of those one is followed; and a way that
cannot be longer than one that was found is not followed at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crisiszorg_cli.directory.services import place_by_id, region_for
from crisiszorg_cli.model.content import Condition, Criterion, Pathway, Sector, Truth, Weight
from crisiszorg_cli.triage.paths import route_of
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk

State = tuple[object, ...]


class Step(NamedTuple):
    """One criterion, how it stands, and whether it is the one that is asked about."""

    criterion: Criterion
    truth: Truth
    asked: bool


class Progress(NamedTuple):
    """How far it is at one question: the criteria as they are asked, and how many come after it.

    ``more`` is never too few, and none at the last question.
    """

    steps: tuple[Step, ...]
    more: int


class Horizon:
    """Tells how many questions can still come. It keeps what it worked out."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[State, int] = {}

    def progress(self, walk: Walk, question_id: str) -> Progress:
        """Say how far it is where this question is asked: the next one, or one gone back to."""
        if question_id == walk.next:
            more = self.most(walk) - 1
        else:
            values = walk.rules.content.questions[question_id].values()
            others = (Walk(walk.rules, {**walk.answers, question_id: v}) for v in values)
            more = max(map(self.most, others), default=self.most(walk))
        return Progress(tuple(_steps(walk, question_id)), more)

    def most(self, walk: Walk) -> int:
        """Return how many questions are asked from here at most, the next one among them.

        Before place and sector are known it is the most of all of them.
        """
        if walk.pathway is None or walk.next is None:
            return _may_come(walk)
        state = _state(walk, walk.pathway)
        if state not in self._known:
            longest = 0
            ways = [(_may_come(onward), onward) for onward in walk.onward()]
            for bound, onward in sorted(ways, key=lambda way: -way[0]):
                if bound > longest:
                    longest = max(longest, self.most(onward))
            self._known[state] = 1 + longest
        return self._known[state]


def _steps(walk: Walk, question_id: str) -> Iterator[Step]:
    for criterion in walk.pathway.in_order_of_asking() if walk.pathway else ():
        truth = walk.holds(criterion.met_when)
        leaves = criterion.met_when.leaves()
        asked = truth is Truth.PENDING and any(leaf.answer == question_id for leaf in leaves)
        yield Step(criterion, truth, asked)


# -- what can come at most --------------------------------------------------------------------


def _may_come(walk: Walk) -> int:
    """Return a number of questions that is never too small, without following any path."""
    if walk.next is None:
        return 0
    rules = walk.rules
    general = (leaf.answer for gate in rules.general for leaf in gate.when.leaves())
    first = {walk.next, *general, RESIDENCE, SECTOR}
    ways = (way for pathway in _pathways(walk) for way in _ways(rules, pathway))
    return max(_count(walk, first | way) for way in ways)


def _pathways(walk: Walk) -> Iterable[Pathway]:
    """Return the pathway; as long as place or sector are open, each that it may be."""
    rules = walk.rules
    if walk.pathway is not None:
        return (walk.pathway,)
    directory = rules.content.directory
    place = place_by_id(directory, walk.answers.get(RESIDENCE, ""))
    if place is None:
        return rules.content.pathways.values()
    return [rules.pathway(sector, region_for(directory, place, sector)) for sector in Sector]


def _ways(rules: Rules, pathway: Pathway) -> Iterator[set[str | None]]:
    """Return the questions of a pathway, and those of each to which it may send on."""
    yield _asked(rules, pathway)
    if pathway.redirect is not None:
        here = {leaf.answer for leaf in pathway.redirect.when.leaves()}
        for other in rules.content.pathways.values():
            if other.sector is pathway.redirect.to:
                yield here | _asked(rules, other)


def _asked(rules: Rules, pathway: Pathway) -> set[str | None]:
    conditions = [gate.when for gate in rules.own[pathway.sector]]
    if pathway.redirect is not None:
        conditions.append(pathway.redirect.when)
    return {*pathway.decisive(), *(leaf.answer for each in conditions for leaf in each.leaves())}


def _count(walk: Walk, ids: set[str | None]) -> int:
    """Count the questions that have no answer and may yet apply."""
    left = (id_ for id_ in ids if id_ and id_ not in walk.answers)
    return sum(walk.relevance(id_) in (Truth.MET, Truth.PENDING) for id_ in left)


# -- what the rest depends on -----------------------------------------------------------------


def _state(walk: Walk, pathway: Pathway) -> State:
    """Return all of a walk that the questions after it depend on."""
    rules, place, sector = walk.rules, walk.residence, walk.sector
    conditions = [gate.when for s in (pathway.sector, sector) if s for gate in rules.own[s]]
    conditions += [each.when for each in (pathway.redirect,) if each]
    conditions += [each.met_when for each in (pathway.reservation,) if each]
    return (
        walk.next,
        route_of(rules, place, Sector(walk.read[SECTOR])) if place else (),
        pathway.id,
        walk.before_criteria,
        tuple(_stands(walk, condition) for condition in conditions),
        *_criteria(walk, pathway),
        tuple(sorted(walk.answers.items() - walk.read.items())),  # given early, or lapsed
        tuple(id_ in walk.answers for id_ in pathway.opening),
    )


def _criteria(walk: Walk, pathway: Pathway) -> State:
    """Return what the criteria leave: what is pending, and whether any says no or is unknown."""
    weighed = [(c, walk.holds(c.met_when)) for c in pathway.criteria]
    return (
        tuple((c.id, _stands(walk, c.met_when)) for c, t in weighed if t is Truth.PENDING),
        any(t is Truth.NOT_MET and c.weight is not Weight.OTHER for c, t in weighed),
        any(t in (Truth.NOT_MET, Truth.UNKNOWN) for _, t in weighed),
    )


def _stands(walk: Walk, condition: Condition) -> State:
    """Return how each test of a condition stands; of a pending one, whether it applies."""
    return tuple(_leaf(walk, leaf) for leaf in condition.leaves())


def _leaf(walk: Walk, leaf: Condition) -> object:
    truth, id_ = walk.holds(leaf), leaf.answer or ""
    if truth is not Truth.PENDING:
        return truth
    relevant = walk.rules.content.questions[id_].relevant
    return (id_, relevant and _stands(walk, relevant))
