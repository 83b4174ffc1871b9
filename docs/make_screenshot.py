"""Draw docs/result.svg: the card of a real triage, as a terminal shows it.

Run ``.venv/bin/python docs/make_screenshot.py`` after a change in what a result shows.
"""
# ruff: noqa: INP001 - a folder of documents, not a package

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path
from typing import TextIO

# Rich draws the result in a terminal, so it can draw the picture of it.
from rich.console import Console  # noqa: TID253
from rich.text import Text  # noqa: TID253

sys.path.insert(0, str(Path(__file__).parents[1]))  # to run as a script, from anywhere

from crisiszorg_cli.content.loader import load_content
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.model.content import RegionOrigin
from crisiszorg_cli.render import terminal
from crisiszorg_cli.render.card import card_lines
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.triage.engine import Triage
from docs.cog_helpers import DOCS, NOW

TARGET = DOCS / "result.svg"
WIDTH = 80
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

# A client in Amsterdam; whether a Wlz-indicatie can be expected is not known yet.
COMMAND = "crisis triage --regio amsterdam --sector vv"
ANSWERS = {
    "life_danger": "no",
    "hospital": "no",
    "region": "amsterdam",
    "sector": "vv",
    "resistance": "no",
    "client_agrees": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "wlz_indication": "no",
    "wlz_expected": "unknown",
    "acute_change": "yes",
    "home_care": "not_enough",
}


def screenshot() -> str:
    """Return the picture as SVG, without fonts from elsewhere."""
    screen = Console(record=True, file=StringIO(), width=WIDTH, markup=False, highlight=False)
    screen.print(Text(f"$ {COMMAND}", style="dim"))
    screen.print(Text("…", style="dim"))
    for line in shown():
        screen.print(line)
    svg = screen.export_svg(title="crisis triage", unique_id="result")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS)
    return "\n".join(line.rstrip() for line in svg.splitlines()).strip() + "\n"


def shown() -> list[Text]:
    """Return the card, line by line, in its colours."""
    triage = Triage(load_content(data_folder(), prove=False))
    assessment = triage.assess(ANSWERS, NOW).known_from(RegionOrigin.OPTION)
    screen = StringIO()
    terminal.show(card_lines(assessment, Room(WIDTH, 24)), _colourful(screen))
    return Text.from_ansi(screen.getvalue()).split("\n")


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
