"""The one filter for what nobody sees: control, direction and invisible characters.

Such a character can garble a terminal, show a number back to front, or make two names look like
one. What comes in loses it or is refused, and what goes out shows where it stood. Pure.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode: controls (C1 too), formats (direction, zero width), halves, breaks."""

# Letters and marks that take no ink, so that their category does not say it: joiners, fillers,
# selectors of a variant, an empty Braille cell.
_BLANK = frozenset(
    (
        *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0",
        *map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
    )
)
_LINE_BREAK = "\n"


def is_hidden(character: str) -> bool:
    """Tell whether a character does something that cannot be seen; a plain space does not."""
    return unicodedata.category(character) in _HIDDEN or character in _BLANK


def _is_plain(text: str) -> bool:
    """Tell at once that nothing is hidden in a text: of most there is no more to ask.

    What Python calls printable is in none of the hidden categories, nor is it a break.
    """
    return text.isprintable() and _BLANK.isdisjoint(text)


def first_hidden(text: str, *, allowed: str = "") -> str | None:
    """Return the first character that cannot be seen, but for those that are allowed."""
    if _is_plain(text):
        return None
    return next((c for c in text if c not in allowed and is_hidden(c)), None)


def marked(text: str) -> str:
    """Put a mark in the place of what cannot be seen. Only the end of a line stays."""
    if _is_plain(text.replace(_LINE_BREAK, "")):
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if c != _LINE_BREAK and is_hidden(c) else c for c in text
    )


def one_line(text: str) -> str:
    """Write a text as one line of what can be seen: a control is a space, the rest is left out."""
    if not _is_plain(text):
        kept = (" " if _parts_words(c) else "" if is_hidden(c) else c for c in text)
        text = "".join(kept)
    return " ".join(text.split())


def _parts_words(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


def escaped(text: str) -> str:
    r"""Write what cannot be seen in a JSON document as ``\u202e``; it means the same there."""
    if _is_plain(text.replace(_LINE_BREAK, "")):
        return text
    return "".join(_escape(c) if c != _LINE_BREAK and is_hidden(c) else c for c in text)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
