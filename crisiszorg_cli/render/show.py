"""Putting lines and JSON on stdout: styled on a terminal, plain anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from crisiszorg_cli import streams
from crisiszorg_cli.render.layout import Line, Role, fill, plain
from crisiszorg_cli.visible_text import escaped, first_hidden, marked


def show(lines: Iterable[Line]) -> None:
    """Print lines."""
    if not streams.shows_on_terminal():
        streams.write(plain(lines))
        return
    from crisiszorg_cli.render import terminal  # noqa: PLC0415 - slow, and not for a pipe

    terminal.show(lines, terminal.console(sys.stdout))


_AT_ONCE = {Role.NOTE: "\x1b[2m{}\x1b[0m\n", Role.TEXT: "{}\n"}
_PLAIN_CONSOLE: bool = sys.platform != "win32"  # there rich may have to ask the console first
_WIDE = "\u0300"
"""From here on a character may take another number of columns than one."""


def show_at_once(lines: Iterable[Line]) -> bool:
    """Write short lines on a terminal just as rich would, without loading it.

    Return False, with nothing written, where that cannot be.
    """
    shown, columns = list(lines), streams.terminal_width()
    if not _PLAIN_CONSOLE or not all(_is_short(line, columns) for line in shown):
        return False
    streams.write_styled("".join(_AT_ONCE[line.role].format(line.text) for line in shown))
    return True


def _is_short(line: Line, columns: int) -> bool:
    text = line.text
    one_line = 0 < len(text) < columns and not first_hidden(text) and max(text) < _WIDE
    return one_line and line.role in _AT_ONCE


def filled(text: str, hanging: str = "") -> str:
    """Break a text between words at the width of the terminal; what nobody sees gets a mark."""
    return fill(marked(text), streams.terminal_width(), hanging)


def show_json(data: Mapping[str, object]) -> None:
    """Print one JSON document."""
    import json  # noqa: PLC0415 - most runs need none

    streams.write(escaped(json.dumps(data, ensure_ascii=False, indent=2)) + "\n")
