"""Putting lines and JSON on stdout: styled on a terminal, plain anywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping

from crisiszorg_cli import streams
from crisiszorg_cli.render.layout import ELLIPSIS, Line, Role, fill, plain, worded
from crisiszorg_cli.visible_text import escaped, first_hidden, marked


def show(lines: Iterable[Line]) -> None:
    """Print lines."""
    if not streams.shows_on_terminal():
        streams.write(plain(lines))
        return
    from crisiszorg_cli.render import terminal  # noqa: PLC0415 - slow, and not for a pipe

    terminal.show(lines, terminal.console(sys.stdout))


def show_now(lines: Iterable[Line]) -> None:
    """Print lines on a terminal, at once where that can be."""
    shown = tuple(lines)
    if not show_at_once(shown):
        show(shown)


_PLAIN_CONSOLE: bool = sys.platform != "win32"  # there rich may have to ask the console first
_COLOURS = {"green": "32", "yellow": "33"}
_LOOKS = {
    Role.TITLE: "1;7",
    Role.HEADING: "1;36",
    Role.NUMBER: "1;32",
    Role.STRONG: "1",
    Role.NOTE: "2",
    Role.WARNING: "33",
}
_SIMPLE = (Role.NOTE, Role.TEXT, Role.STRONG, Role.WARNING)
_WIDE = "\u0300"
"""From here on a character may take another number of columns than one."""


def show_at_once(lines: Iterable[Line]) -> bool:
    """Write short lines and rows on a terminal just as rich would, without loading it.

    Return False, with nothing written, where that cannot be.
    """
    shown, columns = list(lines), streams.terminal_width()
    if not _PLAIN_CONSOLE or not all(_is_short(line, columns) for line in shown):
        return False
    streams.write_styled("".join(f"{_drawn(line)}\n" for line in shown))
    return True


def _is_short(line: Line, columns: int) -> bool:
    text = worded(line)
    one_line = (
        0 < len(text) < columns
        and not first_hidden(text)
        and max(text.replace(ELLIPSIS, ".")) < _WIDE
    )
    known = line.role in _SIMPLE or (line.role is Role.TITLE and line.tone is None)
    return one_line and (known or line.role is Role.ROW)


def _drawn(line: Line) -> str:
    match line.role:
        case Role.ROW:
            return "".join(_styled(part.text, _look(part)) for part in line.parts)
        case Role.TITLE:
            beside = f" {line.beside}" if line.beside else ""
            return _styled(f" {line.text} ", _look(line)) + beside
        case _:
            return _styled(worded(line), _look(line))


def _look(line: Line) -> str:
    """Return how a line looks, in the codes of a terminal; without colour if that is asked."""
    codes = f"1;{_COLOURS[line.tone.value]}" if line.tone else _LOOKS.get(line.role, "")
    if os.environ.get("NO_COLOR"):
        return ";".join(code for code in codes.split(";") if len(code) == 1)
    return codes


def _styled(text: str, codes: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


def filled(text: str, hanging: str = "") -> str:
    """Break a text between words at the width of the terminal; what nobody sees gets a mark."""
    return fill(marked(text), streams.terminal_width(), hanging)


def show_json(data: Mapping[str, object]) -> None:
    """Print one JSON document."""
    import json  # noqa: PLC0415 - most runs need none

    streams.write(escaped(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")
