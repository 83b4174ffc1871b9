"""Every way through the interview, each with the number of sets of answers it stands for.

An interview branches only where an answer can change where it leads, so there are thousands of
paths where there are millions of sets of answers. The outcome of a path is that of each set:
what was not asked can change nothing about it (test_paths.py). A path ends where the verdict is
certain; what it says there (outcome, criteria, what is open) stands in its walk, and what it
says at a moment is what ``assess`` makes of that walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from crisiszorg_cli.directory.services import region_for
from crisiszorg_cli.model.content import Answers, Place, Sector
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk


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
    sizes = _sizes(ends)
    return tuple(Path(walk, _vectors(sizes, walk.answers)) for walk in ends)


def tree_of(paths: Iterable[Path]) -> Node:
    """Return the paths as one tree, from the first question to their ends."""
    return _node([(tuple(path.answers.items()), path) for path in paths], 0)


_Way = tuple[tuple[tuple[str, str], ...], Path]
"""The answers of a path, in order, and the path."""


def _node(ways: list[_Way], depth: int) -> Node:
    """Return the point to which these ways are the same: that after so many answers."""
    answers, path = ways[0]
    if depth == len(answers):
        return Node(None, {}, path)
    onward: dict[str, list[_Way]] = {}
    for way in ways:
        onward.setdefault(way[0][depth][1], []).append(way)
    asks = answers[depth][0]
    return Node(asks, {value: _node(those, depth + 1) for value, those in onward.items()})


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
    return Node(node.asks, onward) if onward else None


def all_vectors(paths: tuple[Path, ...]) -> int:
    """Count the sets of answers to all questions that these paths ask."""
    return _vectors(_sizes([path.walk for path in paths]), {})


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


def _sizes(walks: Sequence[Walk]) -> dict[str, int]:
    """Tell how many answers each question has that these walks ask, but for place and sector."""
    asked = set[str]().union(*(walk.answers for walk in walks)) - {RESIDENCE, SECTOR}
    return {id_: len(walks[0].rules.content.questions[id_].values()) for id_ in asked}


def _vectors(sizes: Mapping[str, int], answers: Answers) -> int:
    """Count the sets of answers to all these questions that have these answers."""
    return prod(size for id_, size in sizes.items() if id_ not in answers)
