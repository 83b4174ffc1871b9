"""How much of the card for the wall fits on one A4, with letters that can be read from a chair.

The letters never shrink: what helps least is left out, numbers never. What a page holds is an
estimate in lines, on the safe side: a browser has no way to say beforehand where a line breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from crisiszorg_cli.render.wall_card import Block, WallCard
from crisiszorg_cli.render.wall_numbers import Entry, together

PAGE = 114
"""Lines of ten points in both columns together, with some to spare for where a column breaks."""

_COLUMN = 44  # characters of the widest usual letter in a line of one column
_BESIDE = 13  # the same, beside a number
_WIDE = 95  # the same, across the page


def fitted(card: WallCard) -> WallCard:
    """Return the card with as much of it as one page holds; the briefest where none does."""
    for shorten in (_without_small_print, _without_remarks, _by_short_names, _numbers_alone):
        if fits(card):
            break
        card = shorten(card)
    return card


def fits(card: WallCard) -> bool:
    """Tell whether the card fits on one page; with very many own numbers it takes two."""
    return lines_of(card) <= PAGE


def _without_small_print(card: WallCard) -> WallCard:
    """Leave out who calls and what for where there is no number, and the names of gemeenten."""
    return _each_entry(card, lambda e: e if e.is_number else e._replace(remarks=()))._replace(
        towns=()
    )


def _without_remarks(card: WallCard) -> WallCard:
    """Leave out who calls and what for, and what is not certain of a page."""
    return _each_entry(
        card, lambda e: e._replace(remarks=(), doubts=e.doubts if e.is_number else ())
    )


def _by_short_names(card: WallCard) -> WallCard:
    """Name criteria and areas by their short names; keep what changes what somebody does."""
    return _each_entry(card, lambda e: e._replace(doubts=()))._replace(
        brief=True, nobody=card.nobody[1:-1]
    )


def _numbers_alone(card: WallCard) -> WallCard:
    """Leave out a page where another number of that sector is known."""
    blocks = (
        block._replace(entries=tuple(e for e in block.entries if e.is_number or e.areas))
        if any(e.is_number and not e.possible for e in block.entries)
        else block
        for block in card.blocks
    )
    return card._replace(blocks=tuple(blocks))


def _each_entry(card: WallCard, change: Callable[[Entry], Entry]) -> WallCard:
    """Change every entry, and put together those of which the same is said then."""
    blocks = (
        block._replace(entries=tuple(together(map(change, block.entries)))) for block in card.blocks
    )
    return card._replace(blocks=tuple(blocks))


# -- the estimate -----------------------------------------------------------------------------


def lines_of(card: WallCard) -> float:
    """Return how many lines both columns need together; what stands across takes two each."""
    across = [card.about + ", ".join(card.towns), card.confidential * " "]
    lines = 2.0 * sum(_lines(text, _WIDE) for text in across)
    lines += sum(_block(card, block) for block in card.blocks)
    return lines + 1.4 + sum(_call(call.number, call.text) for call in card.nobody)


def _block(card: WallCard, block: Block) -> float:
    lines = 1.6 + sum(_entry(card, entry) for entry in block.entries)
    ends = f"Criteria: alles ja? {block.all_met} Anders, of niet bekend? {block.otherwise} "
    ends += block.core if card.brief else block.notice
    lines += 0.2 + _lines(ends if block.criteria else "" if card.brief else block.no_criteria)
    ticks = (tick.label if card.brief else tick.text for tick in block.criteria)
    lines += sum(_lines(tick, _COLUMN - 3) for tick in ticks)
    return lines + 0.2 + ceil((12 + sum(len(text) + 4 for text in block.at_hand)) / (_COLUMN - 2))


def _entry(card: WallCard, entry: Entry) -> float:
    lines = 0.4 + 2 * entry.write
    if card.brief:
        lines += _lines(", ".join(area.name for area in entry.areas))
    else:
        lines += sum(_lines(f"{area.name}: {', '.join(area.towns)}") for area in entry.areas)
    lines += sum(_lines(text.upper(), _COLUMN - 8) for text in entry.marks)
    for each in entry.numbers:
        words = (each.name, each.menu, each.hours, each.part)
        lines += _call(each.number, " · ".join(filter(None, words)))
    page = f"Zie {entry.page}" if entry.page else ""
    part = f"Voor: {entry.part}" if entry.part else ""
    said = (page, part, *entry.cautions, *entry.doubts, *entry.remarks)
    return lines + sum(map(_lines, said))


def _call(number: str, text: str) -> float:
    """Return the lines of a sentence that stands beside a number, and goes on under it."""
    if not number:
        return _lines(text)
    under = max(0, len(text) - 2 * _BESIDE)
    return 1.9 + ceil(under / _COLUMN)


def _lines(text: str, width: int = _COLUMN) -> int:
    return ceil(len(text) / width)
