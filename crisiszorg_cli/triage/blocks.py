"""Two versions of the rules side by side: blocks of answers, and where these end in each.

Both are walked at once, and divided only where one of them asks. So each block has one end, or
one set of ends, on both sides: what is counted is exact, and nothing is tried twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import NamedTuple

from crisiszorg_cli.model.content import Question
from crisiszorg_cli.triage.paths import Node, Path
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR

_GIVEN = (RESIDENCE, SECTOR)

Common = Mapping[str, tuple[str, ...]]
"""The questions that both versions know, with the answers that both allow."""


class Block(NamedTuple):
    """Answers, how many situations have them, and where these end in both versions.

    There is more than one end where a question that only one version knows decides.
    """

    answers: Mapping[str, str]
    situations: int
    old: tuple[Path, ...]
    new: tuple[Path, ...]


class Blocks(NamedTuple):
    """All blocks of one route, and the questions that both ask, one of them at least."""

    common: Common
    blocks: tuple[Block, ...]

    @property
    def situations(self) -> int:
        """How many situations there are."""
        return prod(len(values) for values in self.common.values())


def blocks_of(
    old: Node, new: Node, before: Mapping[str, Question], after: Mapping[str, Question]
) -> Blocks:
    """Divide all answers to what both versions know by where they end in each."""
    asked = {**dict.fromkeys(_asked(new)), **dict.fromkeys(_asked(old))}
    common = {
        id_: tuple(v for v in after[id_].values() if v in before[id_].values())
        for id_ in asked
        if id_ not in _GIVEN and id_ in before and id_ in after
    }
    found = tuple(_divide((old,), (new,), {}, common))
    return Blocks(common, found)


def _asked(node: Node) -> Iterator[str]:
    if node.asks:
        yield node.asks
    for onward in node.onward.values():
        yield from _asked(onward)


def _divide(
    old: tuple[Node, ...], new: tuple[Node, ...], given: dict[str, str], common: Common
) -> Iterator[Block]:
    old, new = tuple(_down(old, given, common)), tuple(_down(new, given, common))
    question = next((node.asks for node in (*new, *old) if node.asks), None)
    if question is None:
        left = prod(len(values) for id_, values in common.items() if id_ not in given)
        ends = [tuple(node.path for node in nodes if node.path) for nodes in (old, new)]
        yield Block(given, left, *ends)
        return
    for value in common[question]:
        yield from _divide(old, new, {**given, question: value}, common)


def _down(nodes: tuple[Node, ...], given: dict[str, str], common: Common) -> Iterator[Node]:
    """Go on to the next question that both know and that is not answered yet, or to the ends.

    A question that one version alone knows may have any answer.
    """
    for node in nodes:
        if node.asks is None or (node.asks in common and node.asks not in given):
            yield node
            continue
        value = given.get(node.asks)
        onward = node.onward.values() if value is None else (node.onward[value],)
        yield from _down(tuple(onward), given, common)
