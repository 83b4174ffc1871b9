"""A whole triage as somebody sees it: a recording of a terminal, and the same as a picture.

It is played on the screen model of the tests, with real prompts and real keys. The delays are
ours, so that it is the same every time, and can be compared with what the program shows now.
"""
# ruff: noqa: INP001 - a folder of documents, not a package

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from io import StringIO
from itertools import accumulate, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from pyte.screens import Char
from rich.console import Console  # noqa: TID253 - draws what the program drew
from rich.style import Style  # noqa: TID253
from rich.text import Text  # noqa: TID253

from docs.cog_helpers import Clock
from tests.interview.in_process import Console as Played, in_process
from tests.interview.personas import LEIDEN, OFFER, Persona
from tests.terminal.screen import ENTER, Screen
from tests.terminal.terminal import CRISIS

COLUMNS, LINES = 80, 24
READING, TYPING, LAST = 1.5, 0.2, 6.0
"""Seconds that a question, a letter of a name and the card stay on the screen."""

_YELLOW = {"brown": "yellow"}  # pyte has the name of 1978


class Frame(NamedTuple):
    """A screen, and for how many seconds it stands."""

    seconds: float
    rows: tuple[Text, ...]


# -- playing ----------------------------------------------------------------------------------


def played(persona: Persona = LEIDEN) -> list[Frame]:
    """Hold an interview up to its verdict; return every screen that somebody sees."""
    options = ("triage", "--moment", persona.moment, "--geen-concept")
    frames: list[Frame] = []
    with TemporaryDirectory() as home, _started(Path(home), *options) as screen:
        for words, keys in persona.questions:
            screen.wait_for(words)
            for key in (*keys.rstrip(ENTER), *ENTER * keys.count(ENTER)):
                frames.append(_frame(screen, TYPING if frames and len(keys) > 1 else READING))
                screen.send(key)
        screen.wait_for(OFFER)
        frames.append(_frame(screen, LAST))
    return frames


def shown(*arguments: str, lines: int = 60) -> list[Text]:
    """Run a command and return what stands on the screen then, without the empty end."""
    with TemporaryDirectory() as home, _started(Path(home), *arguments, lines=lines) as screen:
        rows = list(_frame(screen, 0).rows)
    while rows and not rows[-1].plain.strip():
        rows.pop()
    return rows


class _Still:
    """A screen on which a command runs, with the clock of the documents."""

    def __init__(self, home: Path, arguments: Sequence[str], lines: int) -> None:
        self._clock = patch("crisiszorg_cli.cli.options.datetime", Clock)
        self._made = (home, arguments, lines)

    def __enter__(self) -> Played:
        home, arguments, lines = self._made
        self._clock.start()
        command = (*CRISIS, *arguments)
        self._screen = in_process(*command, home=home, columns=COLUMNS, lines=lines, env=None)
        return self._screen

    def __exit__(self, *_: object) -> None:
        self._screen.close()
        self._clock.stop()


def _started(home: Path, *arguments: str, lines: int = LINES) -> _Still:
    return _Still(home, arguments, lines)


def _frame(screen: Screen, seconds: float) -> Frame:
    """Return what stands on the screen once the program waits."""
    screen.pause()
    turns = iter((False, True))
    screen.wait_for(lambda _: next(turns))  # reads once more what was written
    model = screen.screen
    rows = (
        _row([model.buffer[row][column] for column in range(model.columns)])
        for row in range(model.lines)
    )
    return Frame(seconds, tuple(rows))


def _row(cells: Iterable[Char]) -> Text:
    row = Text()
    for style, same in groupby(cells, key=_style):
        row.append("".join(cell.data for cell in same), style)
    row.rstrip()
    return row


def _style(cell: Char) -> Style:
    colours = [_YELLOW.get(c, c) for c in (cell.fg, cell.bg)]
    front, back = (
        None if c == "default" else c.replace("bright", "bright_") if c.isalpha() else f"#{c}"
        for c in colours
    )
    return Style(color=front, bgcolor=back, bold=cell.bold, reverse=cell.reverse)


# -- the two forms ----------------------------------------------------------------------------


def cast(frames: Sequence[Frame]) -> str:
    """Return the recording as asciicast, version 2: a header, then a line for each screen."""
    header = {"version": 2, "width": COLUMNS, "height": LINES, "title": "crisis triage"}
    lines = [json.dumps(header)]
    starts = accumulate((frame.seconds for frame in frames), initial=0.0)
    for start, frame in zip(starts, frames, strict=False):
        text = "\x1b[H\x1b[2J" + "\r\n".join(map(_ansi, frame.rows)).rstrip()
        lines.append(json.dumps([round(start, 2), "o", text], ensure_ascii=False))
    return "\n".join(lines) + "\n"


def _ansi(row: Text) -> str:
    out = StringIO()
    console = Console(
        file=out, width=COLUMNS + 1, force_terminal=True, color_system="standard", no_color=False
    )
    console.print(row, end="", soft_wrap=True, markup=False, highlight=False, emoji=False)
    return out.getvalue()


FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_WIDE, _HIGH, _EDGE = 8.4, 19, 12
_INK, _PAPER = "#d8d8d8", "#1b1e23"
_COLOURS = {
    "red": "#e06c75",
    "green": "#98c379",
    "yellow": "#e5c07b",
    "blue": "#61afef",
    "magenta": "#c678dd",
    "cyan": "#56b6c2",
    "black": "#5c6370",
    "white": "#ffffff",
}


def moving_picture(frames: Sequence[Frame]) -> str:
    """Return the recording as SVG that plays by itself, over and over; still where asked for."""
    width, height = COLUMNS * _WIDE + 2 * _EDGE, LINES * _HIGH + 2 * _EDGE
    total = sum(frame.seconds for frame in frames)
    starts = accumulate((frame.seconds for frame in frames), initial=0.0)
    rows: dict[str, int] = {}
    times, screens = [], []
    for number, (start, frame) in enumerate(zip(starts, frames, strict=False)):
        begin, end = (100 * at / total for at in (start, start + frame.seconds))
        hidden = f"{end:.2f}%{{visibility:hidden}}" if number < len(frames) - 1 else ""
        times.append(
            f"@keyframes f{number}{{0%{{visibility:hidden}}"
            f"{begin:.2f}%{{visibility:visible}}{hidden}}}"
            f"#s{number}{{animation:f{number} {total:g}s step-end infinite}}"
        )
        uses = "".join(
            f'<use href="#r{rows.setdefault(drawn, len(rows))}" y="{at * _HIGH}"/>'
            for at, drawn in enumerate(map(_drawn, frame.rows))
            if drawn
        )
        screens.append(f'<g class="s" id="s{number}">{uses}</g>')
    drawn_rows = "".join(f'<g id="r{number}">{drawn}</g>' for drawn, number in rows.items())
    last = f"#s{len(frames) - 1}{{visibility:visible}}"
    still = f"@media (prefers-reduced-motion){{.s{{animation:none!important}}{last}}}"
    box = f'viewBox="0 0 {width:g} {height:g}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img">',
            "<title>crisis triage</title>",
            f"<style>text{{font:14px {FONTS};fill:{_INK};white-space:pre}}.s{{visibility:hidden}}",
            *times,
            f"{still}</style>",
            f'<rect width="100%" height="100%" rx="8" fill="{_PAPER}"/>',
            f"<defs>{drawn_rows}</defs>",
            f'<g transform="translate({_EDGE} {_EDGE})">',
            *screens,
            "</g></svg>\n",
        )
    )


def _drawn(row: Text) -> str:
    """Return a row as SVG, each run at its own place, whatever the width of the font."""
    return "".join(_runs(row))


def _runs(row: Text) -> Iterator[str]:
    for start, end, style in row.spans:
        run = row.plain[start:end]
        if not isinstance(style, Style) or not (run.strip() or style.reverse):
            continue
        name = style.color.name.removeprefix("bright_") if style.color else ""
        ink = _COLOURS.get(name, _INK)
        x, length = start * _WIDE, len(run) * _WIDE
        if style.reverse:
            yield f'<rect x="{x:g}" width="{length:g}" height="{_HIGH}" fill="{ink}"/>'
        fill = _PAPER if style.reverse else ink
        bold = ' font-weight="bold"' if style.bold else ""
        yield (
            f'<text x="{x:g}" y="14" textLength="{length:g}" style="fill:{fill}"{bold}'
            f' xml:space="preserve">{escape(run)}</text>'
        )
