"""Draw docs/result.svg: the result of a real triage, as a terminal shows it.

Run ``.venv/bin/python docs/make_screenshot.py`` after a change in what a result shows.
"""
# ruff: noqa: INP001 - a folder of documents, not a package

from __future__ import annotations

import re
import sys
from io import StringIO
from itertools import takewhile
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

# Rich draws the result in a terminal, so it can draw the picture of it.
from rich.console import Console  # noqa: TID253
from rich.text import Text  # noqa: TID253

sys.path.insert(0, str(Path(__file__).parents[1]))  # to run as a script, from anywhere

from docs.cog_helpers import DOCS, run

TARGET = DOCS / "result.svg"
WIDTH = 80
UNTIL = "Criteria"
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

# A client in Amsterdam; whether a Wlz-indicatie can be expected is not known yet.
PLACE = "crisis triage --regio amsterdam --sector vv"
ANSWERS = (
    "life_danger=nee",
    "hospital=nee",
    "resistance=nee",
    "client_agrees=ja",
    "danger=ja",
    "within_24h=ja",
    "wlz_indication=nee",
    "wlz_expected=?",
    "acute_change=ja",
    "home_care=not_enough",
)


def screenshot() -> str:
    """Return the picture as SVG, without fonts from elsewhere."""
    screen = Console(record=True, file=StringIO(), width=WIDTH, markup=False, highlight=False)
    screen.print(Text(f"$ {PLACE}", style="dim"))
    screen.print(Text("…", style="dim"))
    for line in shown():
        screen.print(line)
    svg = screen.export_svg(title="crisis triage", unique_id="result")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS)
    return "\n".join(line.rstrip() for line in svg.splitlines()).strip() + "\n"


def shown() -> list[Text]:
    """Return the first part of the result, line by line, in its colours."""
    answers = " ".join(f"--antwoord {answer}" for answer in ANSWERS)
    with patch("crisiszorg_cli.render.terminal.console", _colourful):
        result = run(f"{PLACE} {answers}").stdout
    lines = Text.from_ansi(result).split("\n")
    first = list(takewhile(lambda line: not line.plain.startswith(UNTIL), lines))
    return first[: -1 if not first[-1].plain.strip() else None]


def _colourful(stream: TextIO, width: int = WIDTH) -> Console:
    return Console(
        file=stream,
        width=width,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


if __name__ == "__main__":
    TARGET.write_text(screenshot(), encoding="utf-8")
