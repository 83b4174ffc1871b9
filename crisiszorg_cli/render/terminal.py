"""Lines on a real terminal: wrapped, styled and clickable. The only module that uses rich.

Content is always a ``Text``, never markup: brackets in it can neither vanish nor crash.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crisiszorg_cli.render.layout import WHOLE, Line, Role, worded
from crisiszorg_cli.visible_text import marked

_STYLES = {
    Role.TITLE: "bold reverse",
    Role.HEADING: "bold cyan",
    Role.NUMBER: "bold green",
    Role.LINK: "green",
    Role.STRONG: "bold",
    Role.NOTE: "dim",
    Role.WARNING: "yellow",
}


def console(stream: TextIO, width: int | None = None) -> Console:
    """Return a console that takes every text literally."""
    return Console(
        file=stream, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def show(lines: Iterable[Line], target: Console) -> None:
    """Print lines. A number is never wrapped; items hang under their dash."""
    for line in lines:
        if line.role is Role.BLANK:
            target.print()
        elif line.role is Role.ROW:
            target.print(_row(line), no_wrap=True, overflow="ignore", crop=False)
        elif line.role in WHOLE:
            target.print(_number(line), no_wrap=True, overflow="ignore", crop=False)
        elif line.role is Role.ITEM:
            _hanging(line, target)
        elif line.role is Role.TITLE:
            target.print(_title(line))
        else:
            target.print(_text(worded(line), _STYLES.get(line.role, "")))


def _title(line: Line) -> Text:
    style = f"{_STYLES[line.role]} {line.tone.value}" if line.tone else _STYLES[line.role]
    beside = f" {marked(line.beside)}" if line.beside else ""
    return Text.assemble((f" {marked(line.text)} ", style), (beside, ""))


def _row(line: Line) -> Text:
    looks = ((part, _STYLES.get(part.role, "")) for part in line.parts)
    return Text.assemble(
        *((marked(p.text), f"bold {p.tone.value}" if p.tone else look) for p, look in looks)
    )


def _number(line: Line) -> Text:
    style = f"bold {line.tone.value}" if line.tone else _STYLES[line.role]
    if line.phone is not None:
        style += f" link tel:{line.phone.digits}"
    return _text(line.text, style)


def _text(content: str, style: str = "") -> Text:
    """Return a text to draw, with a mark in place of what nobody sees."""
    return Text(marked(content), style=style)


def _hanging(line: Line, target: Console) -> None:
    grid = Table.grid(padding=0)
    grid.add_column(width=2, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text("-"), _text(line.text))
    target.print(Padding(grid, 0, expand=False))


def side_by_side(
    headers: tuple[str, ...], rows: Iterable[tuple[str, ...]], target: Console
) -> None:
    """Print a table whose cells are plain texts."""
    table = Table(*headers, box=None, padding=(0, 2, 1, 0), header_style="bold")
    for row in rows:
        table.add_row(*(_text(cell) for cell in row))
    target.print(table)
