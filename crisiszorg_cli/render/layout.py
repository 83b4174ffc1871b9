"""A neutral layout: lines with a role. The text and terminal renderers share it.

A phone number is always a line of its own, with nothing beside it, so that it can be
selected, copied and read out unbroken even at 20 columns. Only in the table of a lookup does it
stand in a row: there a key shows it alone.
"""

import textwrap
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from crisiszorg_cli.model.contacts import Phone
from crisiszorg_cli.wording import contacts as words


class Role(Enum):
    """What a line is; the terminal renderer gives each its own look."""

    TITLE = "title"
    HEADING = "heading"
    NUMBER = "number"
    ROW = "row"
    LINK = "link"
    STRONG = "strong"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    WARNING = "warning"
    BLANK = "blank"


class Tone(Enum):
    """How much a title asks for, as a colour; the words of the title say it as well."""

    RED = "red"
    MAGENTA = "magenta"
    GREEN = "green"
    YELLOW = "yellow"
    BLUE = "blue"


class Line(NamedTuple):
    """One line of output. ``phone`` makes a number clickable where the terminal can.

    ``tone`` colours a title, or a number that is not to be called now; ``beside`` stands
    beside a title. ``parts`` are what a row consists of, each with a look of its own.
    """

    role: Role
    text: str = ""
    phone: Phone | None = None
    tone: Tone | None = None
    beside: str = ""
    parts: tuple["Line", ...] = ()


def row(*parts: Line) -> Line:
    """Return one line of a table."""
    return Line(Role.ROW, "".join(part.text for part in parts).rstrip(), parts=parts)


BLANK = Line(Role.BLANK)

OVERDUE = f"{words.OVERDUE}."
"""The mark of what should have been read again by now."""

WHOLE = (Role.NUMBER, Role.LINK, Role.ROW)
"""Roles whose lines are never broken."""

ELLIPSIS = "…"
"""The mark of a text that was cut short; one column wide."""

_PREFIX = {Role.ITEM: "- ", Role.WARNING: "Let op: "}


def worded(line: Line) -> str:
    """Return the text of a line with the word it begins with; a warning has a capital."""
    text = line.text
    if line.role is Role.WARNING:
        text = text[:1].upper() + text[1:]
    if line.beside:
        text = f"{text}  {line.beside}"
    return _PREFIX.get(line.role, "") + text


def plain(lines: Iterable[Line], width: int | None = None) -> str:
    """Return the lines as plain text, without colour or control characters.

    With a width they are broken between words; numbers stay whole.
    """
    texts = []
    for line in lines:
        text = worded(line)
        if width is not None and line.role not in WHOLE:
            text = fill(text, width, "  " if line.role is Role.ITEM else "")
        texts.append(text)
    return "\n".join(texts) + "\n"


def fill(text: str, width: int, hanging: str = "") -> str:
    """Break a text between words, so that no line is as wide as that; a long word stays whole."""
    room = max(width - 1, 10)
    return "\n".join(
        part
        if len(part) <= room and part.isprintable() and not part.endswith(" ")  # it fits as it is
        else textwrap.fill(
            part,
            room,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in text.splitlines()
    )


def sentence(text: str) -> str:
    """End a text with a full stop unless it has an end of its own."""
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."
