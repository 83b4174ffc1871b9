"""An interview at its second question, and how a terminal is to be left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interview.personas import text
from tests.terminal.screen import Start
from tests.terminal.terminal import CRISIS, Terminal

FIRST, SECOND = text("life_danger"), text("region")
NEXT = text("sector")
NO_HOSPITAL = ("--antwoord", "hospital=nee")  # which else comes second
STOPPED = "Gestopt."
RESUMABLE = "Binnen 12 uur kunt u verder met: crisis triage --hervat"
SIMPLE = "--eenvoudig"

LAST_OF_KEYS = {(): "[w] waarom", (SIMPLE,): "w = waarom Uw keuze:"}

each_mode = pytest.mark.parametrize("mode", [(), (SIMPLE,)], ids=["full", "simple"])


def go_on(terminal: Terminal, mode: tuple[str, ...], life_danger: str = "n") -> None:
    """Resume: the same client, and danger to life is asked afresh."""
    for words, key in (("Is dit dezelfde cliënt?", "j"), (FIRST, life_danger)):
        terminal.wait_for(words)
        terminal.wait_for(LAST_OF_KEYS[mode] if words == FIRST else words)
        terminal.send(f"{key}{enter(mode)}")


def enter(mode: tuple[str, ...]) -> str:
    """Return what ends an answer: nothing in the full mode, where a key is enough."""
    return "\n" if mode else ""


def at_second_question(start: Start[Terminal], mode: tuple[str, ...], *command: str) -> Terminal:
    """Start a triage, answer one question and wait at the next."""
    terminal = start(*(command or CRISIS), "triage", *NO_HOSPITAL, *mode)
    terminal.wait_for(FIRST)
    terminal.send(f"n{enter(mode)}")
    terminal.wait_for(SECOND)
    return terminal


def kept(home: Path) -> list[str]:
    """Return the kinds of files among the drafts."""
    return sorted(path.suffix for path in home.rglob("drafts/*"))


def assert_usable(terminal: Terminal) -> None:
    """Check that the terminal is as it was found: echo, whole lines, a cursor, plain typing."""
    assert terminal.settings_now() == terminal.settings
    assert not terminal.screen.cursor.hidden
    assert terminal.output.rfind("\x1b[?2004l") >= terminal.output.rfind("\x1b[?2004h")
    assert "Traceback" not in terminal.output
