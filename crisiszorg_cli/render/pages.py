"""What fits on a screen: how high lines are, which may stay, and where a page ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crisiszorg_cli.render.layout import BLANK, WHOLE, Line, Role, fill, worded

ALWAYS = 0
"""The weight of what is never left out."""


class Room(NamedTuple):
    """A screen: its size, and whether it is the simple mode, which has no signs and no pages."""

    columns: int
    lines: int
    simple: bool = False


class Block(NamedTuple):
    """Lines that stay or go together. The heaviest go first where there is no room for all."""

    weight: int
    lines: tuple[Line, ...]


def height(lines: Iterable[Line], columns: int) -> int:
    """Return how many rows these lines take at so many columns."""
    return sum(_rows(line, columns) for line in lines)


def _rows(line: Line, columns: int) -> int:
    if line.role in WHOLE:  # the terminal itself breaks what is too wide
        return max(1, -(-len(line.text) // columns))
    inside = columns - 2 if line.role in (Role.ITEM, Role.TITLE) else columns
    return fill(worded(line), inside).count("\n") + 1


def fitted(blocks: Iterable[Block], columns: int, limit: int) -> tuple[Line, ...]:
    """Return the lines of as many blocks as fit, in their own order, the lightest first."""
    given = list(blocks)
    kept: set[int] = set()
    left = limit
    for place in sorted(range(len(given)), key=lambda place: given[place].weight):
        rows = height(given[place].lines, columns)
        if given[place].weight == ALWAYS or rows <= left:
            kept.add(place)
            left -= rows
    return tuple(line for place in sorted(kept) for line in given[place].lines)


def pages(lines: Sequence[Line], columns: int, limit: int) -> list[tuple[Line, ...]]:
    """Cut lines into pages that fit. A heading is never the last line of a page."""
    found: list[tuple[Line, ...]] = []
    page: list[Line] = []
    for line in lines:
        if page and height([*page, line], columns) > limit:
            left = [page.pop()] if len(page) > 1 and page[-1].role is Role.HEADING else []
            found.append(_trimmed(page))
            page = left
        if page or line != BLANK:
            page.append(line)
    return [*found, _trimmed(page)] if page else found


def _trimmed(page: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(page[:-1] if page[-1] == BLANK else page)
