"""The keys under a question, in rows that fit. Pure.

On a narrow screen the keys of a menu take two rows: those that matter most, and one that shows
all of them. A key that is not shown does its work all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crisiszorg_cli.interview.prompter import (
    ENTER,
    UNKNOWN_KEY,
    WHY_KEY,
    Key,
    Navigation,
)
from crisiszorg_cli.render.pages import rows_of_keys

ALL_KEYS = Key(UNKNOWN_KEY.key, "toetsen", "all keys")
_GAPS = (3, 2, 1)
_LEAVES = (Navigation.BACK, Navigation.DONE, Navigation.CLOSE)

Rows = list[list[Key]]


def labelled(key: Key) -> str:
    """Return a key and its word as they stand in a row."""
    return f"[{key.key}] {key.label}".rstrip()


def with_enter(keys: Sequence[Key], between: str = "/") -> list[Key]:
    """Put Enter with the key before it where both are one word: ``[k/Enter] klaar``."""
    found: list[Key] = []
    for key in keys:
        if found and key.key == ENTER and found[-1].label == key.label:
            found[-1] = found[-1]._replace(key=f"{found[-1].key}{between}{ENTER}")
        else:
            found.append(key)
    return found


def shows_all(keys: Sequence[Key]) -> bool:
    """Tell whether ``?`` is free to show all keys: it is where it is no answer."""
    return not any(key.key == UNKNOWN_KEY.key or key.alone or _is_long(key) for key in keys)


def key_rows(
    keys: Sequence[Key], columns: int, lead: int = 0, *, in_full: bool = False
) -> tuple[Rows, int]:
    """Return the keys in rows, and the columns between two of them.

    ``lead`` columns of the first row are taken. All keys are in it where they fit in as many
    rows as there is room for, where they are answers, and ``in_full``; otherwise those to go on
    with, the digits, ``m``, and of the others as many as there is room for, in their order.
    """
    keys, most = with_enter(keys), rows_of_keys(columns)
    gaps = {gap: _rows(keys, columns, lead, gap) for gap in _GAPS}
    fewest = min(len(rows) for rows in gaps.values())
    for aim in range(fewest, most + 1):
        for gap, rows in gaps.items():
            if len(rows) == aim and (gap > _GAPS[-1] or aim == most):
                return rows, gap
    if in_full or not shows_all(keys):
        return _rows(keys, columns, lead, _GAPS[0]), _GAPS[0]
    by_weight = sorted(keys, key=_weight)
    for many in range(len(keys) - 1, 0, -1):
        kept = [key for key in keys if key in by_weight[:many]]
        rows = _rows([*_said_once(kept), ALL_KEYS], columns, lead, _GAPS[-1])
        if len(rows) <= most:
            break
    return rows, _GAPS[-1]


def _said_once(keys: Sequence[Key]) -> list[Key]:
    """Leave out the word of a key that the next one has as well: ``[1] [2] gebeld``."""
    alike = [key.label == after.label for key, after in pairwise(keys)]
    return [
        key._replace(label="") if same else key
        for key, same in zip(keys, [*alike, False], strict=True)
    ]


def _rows(keys: Sequence[Key], columns: int, lead: int, gap: int) -> Rows:
    """Put keys in rows, in their order.

    A long label has a row of its own, and then answers do not stand beside other keys; so has
    a key that is to stand alone.
    """
    some_long = any(_is_long(key) for key in keys if not key.alone)
    rows: Rows = [[]]
    used = lead
    for key in keys:
        row, width = rows[-1], len(labelled(key))
        before = row[-1] if row else key
        apart = _is_long(key) or _is_long(before) or _answers(key) != _answers(before)
        alone = key.alone or before.alone
        taken = used + (gap if row else 0) + width
        if row and (taken >= columns or alone or (some_long and apart)):
            rows.append([key])
            used = width
        else:
            row.append(key)
            used = taken
    return rows


def _weight(key: Key) -> int:
    """Return how soon a key may go where there is no room: the lowest stay."""
    if key.value in _LEAVES or key.key == ENTER:
        return 0
    return 1 if key.key.isdecimal() or key.key == "m" else 2


def _is_long(key: Key) -> bool:
    return len(key.label) > len("voorbereiden (12)")


def _answers(key: Key) -> bool:
    return not isinstance(key.value, Navigation) and key.key != WHY_KEY
