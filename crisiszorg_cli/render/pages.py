"""What fits on a screen: how high lines are, which may stay, and where a page ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crisiszorg_cli.render.layout import BLANK, WHOLE, Line, Role, fill, worded

_NARROW = 60  # columns
_AROUND = 3  # lines: one above a card, the reminder under it, and a hint at times
_LEAST = 6  # lines of a card
_OF_A_NAME = (Role.NUMBER, Role.LINK)  # what stands under the name that it belongs to

ALWAYS = 0
"""The weight of what is never left out."""


class Room(NamedTuple):
    """A screen: its size, and whether it is the simple mode, which has no signs and no pages."""

    columns: int
    lines: int
    simple: bool = False

    @property
    def narrow(self) -> bool:
        """Whether a sentence takes several lines, as on half a screen."""
        return self.columns < _NARROW

    @property
    def for_a_card(self) -> int:
        """The lines there are for a card above its reminder and its keys."""
        return max(_LEAST, self.lines - _AROUND - rows_of_keys(self.columns))


def rows_of_keys(columns: int) -> int:
    """Return how many rows the keys under a card take at most."""
    return 2 if columns < _NARROW else 3


class Block(NamedTuple):
    """Lines that stay or go together. The heaviest go first where there is no room for all.

    One that ``follows`` goes with the one before it: it may not weigh less.
    """

    weight: int
    lines: tuple[Line, ...]
    follows: bool = False


def height(lines: Iterable[Line], columns: int) -> int:
    """Return how many rows these lines take at so many columns."""
    return sum(_rows(line, columns) for line in lines)


def _rows(line: Line, columns: int) -> int:
    if line.role in WHOLE:  # the terminal itself breaks what is too wide
        return max(1, -(-len(line.text) // columns))
    inside = columns - 2 if line.role in (Role.ITEM, Role.TITLE) else columns
    return fill(worded(line), inside).count("\n") + 1


class Parted(NamedTuple):
    """What is on a screen, and what there was no room for, both in their own order."""

    kept: tuple[Block, ...]
    left: tuple[Block, ...]

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines of what is on the screen."""
        return _lines(self.kept)


def parted(blocks: Iterable[Block], columns: int, limit: int) -> Parted:
    """Keep as many blocks as fit, the lightest first; what is never left out is kept anyhow."""
    given = list(blocks)
    kept: set[int] = set()
    left = limit
    for place in sorted(range(len(given)), key=lambda place: given[place].weight):
        rows = height(given[place].lines, columns)
        if given[place].follows and place - 1 not in kept:
            continue  # its heading is not here
        if given[place].weight == ALWAYS or rows <= left:
            kept.add(place)
            left -= rows
    return Parted(
        tuple(block for place, block in enumerate(given) if place in kept),
        tuple(b for place, b in enumerate(given) if place not in kept and b.lines != (BLANK,)),
    )


def pages(lines: Sequence[Line], columns: int, limit: int) -> list[tuple[Line, ...]]:
    """Cut lines into pages that fit. What belongs together is not torn apart."""
    found: list[tuple[Line, ...]] = []
    page: list[Line] = []
    for line in lines:
        if page and height([*page, line], columns) > limit:
            after = [line]
            while len(page) > 1 and _belong_together(page[-1], after[0]):
                after.insert(0, page.pop())
            found.append(_trimmed(page))
            page = after[:-1]
        if page or line != BLANK:
            page.append(line)
    return [*found, _trimmed(page)] if page else found


def _belong_together(line: Line, after: Line) -> bool:
    return line.role is Role.HEADING or (after.role in _OF_A_NAME and line != BLANK)


def paged(card: Parted, room: Room) -> list[tuple[Line, ...]]:
    """Return what is on the screen, and after it pages with the rest; each simple one is whole.

    A block is never cut in two: what is said of a number stays with it.
    """
    if room.simple:
        return [card.shown, _lines(card.left)] if card.left else [card.shown]
    first, over = _begun(card.kept, room)
    found, rest = [_trimmed(_lines(first))], (*over, *card.left)
    while rest:
        page, rest = _begun(rest, room)
        found.append(_trimmed(_lines(page)))
    return found


def _begun(blocks: tuple[Block, ...], room: Room) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the first page of these blocks, of one at least, and what comes after it."""
    many = len(blocks)
    while many > 1 and height(_lines(blocks[:many]), room.columns) > room.for_a_card:
        many -= 1
    return blocks[:many], blocks[many:]


def _lines(blocks: Iterable[Block]) -> tuple[Line, ...]:
    return tuple(line for block in blocks for line in block.lines)


def _trimmed(page: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(page[:-1] if page[-1] == BLANK else page)
