"""A sector's questions as a flow: the paths of an interview, with what is alike drawn once.

It holds exactly what the paths hold: following the arrows by the answers of a path ends where the
path does (test_flow.py). What comes after a redirect belongs to the flow of the other sector.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from typing import NamedTuple, cast

from crisiszorg_cli.model.content import Sector
from crisiszorg_cli.triage.paths import Path, every_path, route_of
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk


class End(NamedTuple):
    """Where a flow ends: in an outcome, or in the flow of another sector."""

    outcome: str | None
    sector: Sector | None = None


class Arrow(NamedTuple):
    """Answers that lead to the same place: a box by its number, or an end.

    From a box of several questions ``one`` of them with such an answer is enough; without it
    all of them have to have one. No answers means whatever is answered.
    """

    answers: tuple[str, ...]
    to: int | End
    one: bool = False


class Box(NamedTuple):
    """A question, or several in a row that lead to the same places by the same answers."""

    questions: tuple[str, ...]
    arrows: tuple[Arrow, ...]


class Flow(NamedTuple):
    """The flow of one pathway. ``gates`` are the questions of what goes before the criteria."""

    pathway: str
    start: int
    boxes: Mapping[int, Box]
    gates: frozenset[str]


_TWO = 2  # ways out: of the row, and on


class _Tree:
    """A question with where each answer leads."""

    def __init__(self) -> None:
        self.question = ""
        self.onward: dict[str, _Tree | End] = {}


def flows(rules: Rules, sector: Sector) -> tuple[Flow, ...]:
    """Return the flow of each pathway of a sector, in the order of the data."""
    found: dict[str, Flow] = {}
    for region in rules.residences_that_differ:
        place = rules.content.directory.regions[region]
        pathway = route_of(rules, place, sector)[0]
        if pathway not in found:
            found[pathway] = _flow(rules, pathway, every_path(rules, region, sector), sector)
    return tuple(found[id_] for id_ in rules.content.pathways if id_ in found)


def _flow(rules: Rules, pathway: str, paths: Iterable[Path], sector: Sector) -> Flow:
    tree = _Tree()
    for path in paths:
        _plant(tree, tuple(_steps(path.walk)), _end(path.walk))
    numbers: dict[Box, int] = {}
    start = _numbered(tree, numbers)
    boxes = {number: box for box, number in numbers.items()}
    redirect = rules.content.pathways[pathway].redirect
    before = [gate.when for gate in rules.gates(sector)] + ([redirect.when] if redirect else [])
    gates = frozenset(leaf.answer for each in before for leaf in each.leaves() if leaf.answer)
    return Flow(pathway, start, _joined(boxes, gates), gates)


def _steps(walk: Walk) -> Iterator[tuple[str, str]]:
    """Return the answers of a walk, but for place and sector, up to a redirect."""
    leaves = walk.redirect.when.leaves() if walk.redirect else ()
    left = {leaf.answer for leaf in leaves} & walk.answers.keys()
    for question, value in walk.answers.items():
        if question in (RESIDENCE, SECTOR):
            continue
        yield question, value
        left.discard(question)
        if leaves and not left:
            return


def _end(walk: Walk) -> End:
    return End(None, walk.redirect.to) if walk.redirect else End(walk.outcome_id)


def _plant(tree: _Tree, steps: tuple[tuple[str, str], ...], end: End) -> None:
    """Add a path to a tree of questions."""
    for number, (question, answer) in enumerate(steps, start=1):
        tree.question = question
        last = number == len(steps)
        below = tree.onward.setdefault(answer, end if last else _Tree())
        if isinstance(below, _Tree):
            tree = below


def _numbered(tree: _Tree, numbers: dict[Box, int]) -> int:
    """Give each box of a tree a number, the last ones first; those that are alike share one."""
    end, *others = dict.fromkeys(_ends(tree))
    if not others:  # whatever is answered: the answers only tell where to go instead
        questions = tuple(dict.fromkeys(_questions(tree)))
        return numbers.setdefault(Box(questions, (Arrow((), end),)), len(numbers))
    leading: dict[int | End, list[str]] = {}
    for answer, onward in tree.onward.items():
        to = onward if isinstance(onward, End) else _numbered(onward, numbers)
        leading.setdefault(to, []).append(answer)
    arrows = tuple(Arrow(tuple(answers), to) for to, answers in leading.items())
    return numbers.setdefault(Box((tree.question,), arrows), len(numbers))


def _ends(tree: _Tree) -> Iterator[End]:
    for onward in tree.onward.values():
        if isinstance(onward, End):
            yield onward
        else:
            yield from _ends(onward)


def _questions(tree: _Tree) -> Iterator[str]:
    yield tree.question
    for onward in tree.onward.values():
        if isinstance(onward, _Tree):
            yield from _questions(onward)


def _joined(boxes: Mapping[int, Box], gates: frozenset[str]) -> Mapping[int, Box]:
    """Join a box with the next one where the same answers leave both, for the same place.

    A box to which others lead as well stays apart, and so does a gate.
    """
    joined = dict(boxes)
    leading = [arrow.to for box in boxes.values() for arrow in box.arrows]
    for number, box in boxes.items():  # the last ones first, so that the next one is a row by now
        if gates.isdisjoint(box.questions):
            for leave, stay in permutations(box.arrows) if len(box.arrows) == _TWO else ():
                row = _row(box, leave, stay, joined)
                if row is not None and leading.count(stay.to) == 1:
                    joined[number] = row
                    del joined[cast("int", stay.to)]
                    break
    return joined


def _row(box: Box, leave: Arrow, stay: Arrow, boxes: Mapping[int, Box]) -> Box | None:
    """Return a box and the one to which it leads as one, if they are left alike."""
    after = boxes.get(stay.to) if isinstance(stay.to, int) else None
    if after is None or len(after.arrows) != _TWO:
        return None
    for also_leave, also_stay in permutations(after.arrows):
        same = (also_leave.answers, also_leave.to, also_stay.answers)
        if same == (leave.answers, leave.to, stay.answers):
            questions = (*box.questions, *after.questions)
            return Box(questions, (leave._replace(one=True), also_stay))
    return None
