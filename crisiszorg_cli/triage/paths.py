"""Every way through the interview, each with the number of sets of answers it stands for.

An interview branches only where an answer can change where it leads, so there are thousands of
paths where there are millions of sets of answers. The outcome of a path is that of each set:
what was not asked can change nothing about it (test_paths.py). A path ends where the verdict is
certain; what it says there (outcome, criteria, what is open) stands in its walk, and what it
says at a moment is what ``assess`` makes of that walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import prod
from typing import NamedTuple

from crisiszorg_cli.directory.services import region_for
from crisiszorg_cli.model.content import Answers, Place, Question, Sector
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Rules, Walk


class Path(NamedTuple):
    """One way through the interview: the walk it ends in, and how many vectors it stands for.

    A vector is one answer, "weet ik niet" too, to each question that any path of this place
    and sector asks; place and sector themselves are given.
    """

    walk: Walk
    vectors: int

    @property
    def answers(self) -> dict[str, str]:
        """The answers, in the order in which they are asked."""
        return self.walk.answers


class Node(NamedTuple):
    """A point on the way: what is asked there, and where each answer leads; or a path's end."""

    asks: str | None
    onward: Mapping[str, Node]
    path: Path | None = None


def every_path(rules: Rules, place: str, sector: Sector) -> tuple[Path, ...]:
    """Return every path of somebody who lives in a place and needs care of a sector.

    The vectors of all paths add up to all there are: ``all_vectors`` counts these apart.
    """
    return paths_of(every_walk(rules, place, sector))


def every_walk(rules: Rules, place: str, sector: Sector) -> tuple[Walk, ...]:
    """Return the walks of every path, and every walk that comes to a question on the way."""
    return tuple(_follow(Walk(rules, {}), {RESIDENCE: place, SECTOR: sector.value}))


def paths_of(walks: Iterable[Walk]) -> tuple[Path, ...]:
    """Return the paths that end in these walks."""
    ends = [walk for walk in walks if walk.next is None]
    questions = _asked(ends)
    return tuple(Path(walk, _count(questions, without=walk)) for walk in ends)


def tree_of(paths: Iterable[Path]) -> Node:
    """Return the paths as one tree, from the first question to their ends."""
    return _node([(list(path.answers.items()), path) for path in paths])


def _node(rest: list[tuple[list[tuple[str, str]], Path]]) -> Node:
    (asked, first), *_ = rest
    if not asked:
        return Node(None, {}, first)
    onward: dict[str, list[tuple[list[tuple[str, str]], Path]]] = {}
    for answers, path in rest:
        onward.setdefault(answers[0][1], []).append((answers[1:], path))
    return Node(asked[0][0], {value: _node(paths) for value, paths in onward.items()})


def paths_with(node: Node, given: Answers) -> Iterator[Path]:
    """Return every path on which some vector with these answers lies."""
    to_come = [node]
    while to_come:  # no recursion: a proof goes through here some hundred thousand times
        node = to_come.pop()
        if node.path is not None:
            yield node.path
            continue
        value = given.get(node.asks or "")
        if value is None:
            to_come += reversed(tuple(node.onward.values()))
        elif value in node.onward:
            to_come.append(node.onward[value])


def tree_with(node: Node, keep: Callable[[Path], bool]) -> Node | None:
    """Return what of a tree leads to a path that is to be kept; None if nothing does."""
    if node.path is not None:
        return node if keep(node.path) else None
    kept = {value: tree_with(onward, keep) for value, onward in node.onward.items()}
    onward = {value: left for value, left in kept.items() if left is not None}
    return node._replace(onward=onward) if onward else None


def all_vectors(paths: tuple[Path, ...]) -> int:
    """Count the sets of answers to all questions that these paths ask."""
    return _count(_asked(path.walk for path in paths))


def route_of(rules: Rules, place: Place, sector: Sector) -> tuple[str, ...]:
    """Name the pathways by which the paths of a place and sector can go: its own, a redirect's.

    Where these are the same, the paths are the same but for the place: it decides nothing else.
    """
    directory = rules.content.directory
    own = rules.pathway(sector, region_for(directory, place, sector))
    if own.redirect is None:
        return (own.id,)
    to = own.redirect.to
    return (own.id, rules.pathway(to, region_for(directory, place, to)).id)


def _follow(walk: Walk, given: dict[str, str]) -> Iterator[Walk]:
    yield walk
    if walk.next is None:
        return
    only = given.get(walk.next)
    for onward in walk.onward(None if only is None else (only,)):
        yield from _follow(onward, given)


def _asked(walks: Iterable[Walk]) -> dict[str, Question]:
    """Return the questions that these walks ask, but for place and sector."""
    return {
        id_: walk.rules.content.questions[id_]
        for walk in walks
        for id_ in walk.answers
        if id_ not in (RESIDENCE, SECTOR)
    }


def _count(questions: dict[str, Question], without: Walk | None = None) -> int:
    answered = without.answers if without else {}
    return prod(len(q.values()) for id_, q in questions.items() if id_ not in answered)
