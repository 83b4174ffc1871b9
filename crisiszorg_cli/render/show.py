"""Putting lines and JSON on stdout: styled on a terminal, plain anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from crisiszorg_cli import streams
from crisiszorg_cli.render.layout import Line, fill, plain


def show(lines: Iterable[Line]) -> None:
    """Print lines."""
    if not streams.shows_on_terminal():
        streams.write(plain(lines))
        return
    from crisiszorg_cli.render import terminal  # noqa: PLC0415 - slow, and not for a pipe

    terminal.show(lines, terminal.console(sys.stdout))


def filled(text: str, hanging: str = "") -> str:
    """Break a text between words at the width of the terminal."""
    return fill(text, streams.terminal_width(), hanging)


def show_json(data: Mapping[str, object]) -> None:
    """Print one JSON document."""
    import json  # noqa: PLC0415 - most runs need none

    streams.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
