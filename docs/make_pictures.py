"""Draw the pictures of the documentation, all of them from real runs of the program.

Run ``.venv/bin/python docs/make_pictures.py`` after a change in what the program shows: the cards
and the lookup as a terminal shows them, a whole triage as a recording, and the card for the wall,
which takes Chromium and is left as it is without.
"""
# ruff: noqa: INP001 - a folder of documents, not a package

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TextIO

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
from docs.cog_helpers import DOCS, NOW, run
from docs.recording import FONTS, cast, moving_picture, played, shown
from tests.browser.chromium import Browser, chromium

PICTURES = DOCS / "pictures"
WALL_CARD = PICTURES / "kaart-leiden.png"
RECORDING, MOVING = PICTURES / "triage.cast", PICTURES / "triage.svg"
WIDTH = 80
A4 = (794, 1123)  # in the pixels of a browser
LOOKUP = "lookup"

CALM = {"life_danger": "no", "hospital": "no", "sector": "vv"}
IN_LEIDEN = {**CALM, "region": "GM0546", "resistance": "no", "client_agrees": "yes"}
HARD = {"danger": "yes", "within_24h": "yes", "wlz_indication": "no", "acute_change": "yes"}
NOT_ENOUGH = dict.fromkeys(("home_care", "informal_care", "day_care"), "not_enough")


class Drawn(NamedTuple):
    """A card to draw: where, the command that leads to it, and the answers given to it."""

    file: Path
    command: str
    answers: Mapping[str, str]


CARDS = {
    # A client in Amsterdam; whether a Wlz-indicatie can be expected is not known yet.
    "result": Drawn(
        DOCS / "result.svg",
        "crisis triage --regio amsterdam --sector vv",
        {
            **IN_LEIDEN,
            **HARD,
            "region": "amsterdam",
            "wlz_expected": "unknown",
            "home_care": "not_enough",
        },
    ),
    "emergency": Drawn(PICTURES / "112.svg", "crisis triage", {"life_danger": "yes"}),
    "forced_care": Drawn(
        PICTURES / "gedwongen-zorg.svg",
        "crisis triage --regio amsterdam --sector vv",
        {**CALM, "region": "amsterdam", "resistance": "yes"},
    ),
    "register": Drawn(
        PICTURES / "aanmelden.svg",
        "crisis triage --regio leiden --sector vv",
        {
            **IN_LEIDEN,
            **HARD,
            **NOT_ENOUGH,
            "wlz_expected": "yes",
            "consent_anywhere": "yes",
            "lasting": "yes",
        },
    ),
    "not_crisis": Drawn(
        PICTURES / "geen-crisisopname.svg",
        "crisis triage --regio leiden --sector vv",
        {
            **IN_LEIDEN,
            "danger": "no",
            "wlz_indication": "no",
            "wlz_expected": "yes",
            "acute_change": "no",
        },
    ),
}


def card(name: str) -> str:
    """Return the card of a triage as SVG."""
    drawn = CARDS[name]
    triage = Triage(load_content(data_folder(), prove=False))
    assessment = triage.assess(drawn.answers, NOW).known_from(RegionOrigin.OPTION)
    screen = StringIO()
    terminal.show(card_lines(assessment, Room(WIDTH, 24)), _colourful(screen))
    rows = [Text("…", style="dim"), *Text.from_ansi(screen.getvalue()).split("\n")]
    return still(name, drawn.command, rows)


def lookup() -> str:
    """Return the answer to a lookup as SVG."""
    return still(LOOKUP, "crisis lookup leiden", shown("lookup", "leiden"))


def still(id_: str, command: str, rows: list[Text]) -> str:
    """Return a terminal with a command and what it shows as SVG, without fonts from elsewhere."""
    screen = Console(record=True, file=StringIO(), width=WIDTH, markup=False, highlight=False)
    screen.print(Text(f"$ {command}", style="dim"))
    for row in rows:
        screen.print(row)
    svg = screen.export_svg(title=" ".join(command.split()[:2]), unique_id=id_)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS)
    return "\n".join(line.rstrip() for line in svg.splitlines()).strip() + "\n"


# -- the card for the wall --------------------------------------------------------------------


def wall_page() -> str:
    """Return the card for the wall of Leiden."""
    return run("crisis card leiden", screen=False).stdout


def made_from(picture: bytes) -> bool:
    """Tell whether a picture is of the page that the program makes now."""
    return _note(wall_page()) in picture


def wall_picture(program: str) -> bytes:
    """Return the card for the wall as PNG, with a note of which page it is."""
    page = wall_page()
    with TemporaryDirectory() as home, Browser(program, Path(home)) as browser:
        browser.show(page)
        picture = browser.picture(*A4)
    end = len(picture) - 12  # the last chunk, which is empty
    return picture[:end] + _note(page) + picture[end:]


def _note(page: str) -> bytes:
    """Return a chunk of text for a PNG that names the page by its fingerprint."""
    text = b"tEXtSource\0" + hashlib.sha256(page.encode()).hexdigest().encode()
    return (len(text) - 4).to_bytes(4, "big") + text + zlib.crc32(text).to_bytes(4, "big")


def main() -> None:
    """Draw all of them."""
    PICTURES.mkdir(exist_ok=True)
    for name, drawn in CARDS.items():
        drawn.file.write_text(card(name), encoding="utf-8")
    (PICTURES / f"{LOOKUP}.svg").write_text(lookup(), encoding="utf-8")
    frames = played()
    RECORDING.write_text(cast(frames), encoding="utf-8")
    MOVING.write_text(moving_picture(frames), encoding="utf-8")
    program = chromium()
    if program is None:
        sys.stderr.write(f"No Chromium: {WALL_CARD.name} is left as it is.\n")
    elif not (WALL_CARD.is_file() and made_from(WALL_CARD.read_bytes())):
        WALL_CARD.write_bytes(wall_picture(program))


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
    main()
