"""Leaving, typing ahead, pasting and hostile text: nothing is answered that was not meant."""

from __future__ import annotations

import os
import random
import signal
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest

from tests.effort import each
from tests.interview.personas import (
    GGZ,
    LEIDEN,
    SOME,
    Persona,
    at,
    begin,
    label,
    text,
)
from tests.terminal.screen import (
    CTRL_C,
    CTRL_D,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    PASTE,
    RIGHT,
    UP,
    Start,
)
from tests.terminal.terminal import POSIX_ONLY, Terminal

pytestmark = POSIX_ONLY
WHAT, NEXT = text("youth_what_happened"), text("local_team")


KINDS = ("closed", "place", "text")
each_kind = pytest.mark.parametrize("kind", KINDS)


def assert_left(terminal: Terminal, code: int, word: str) -> None:
    """Check that the program has left: nothing answered, no prompt, the terminal as it was."""
    assert terminal.exit_code() == code
    assert f"{word}. Er is niets bewaard." in terminal.lines
    assert "Traceback" not in terminal.output
    assert "Antwoorden" not in terminal.scrolled
    assert not {"[", ">"} & set(terminal.text)
    assert terminal.settings_now() == terminal.settings
    assert terminal.output.rfind("\x1b[?25h") > terminal.output.rfind("\x1b[?25l")
    assert terminal.output.rfind("\x1b[?2004l") > terminal.output.rfind("\x1b[?2004h")


@pytest.mark.thorough
@pytest.mark.parametrize(("key", "kind"), each(2, list(product((CTRL_C, CTRL_D), KINDS))))
def test_leaves_at_once(start: Start[Terminal], kind: str, key: str) -> None:
    """Ctrl-C and Ctrl-D leave at each kind of prompt, with 130 and without a verdict."""
    terminal = at(start, kind)
    verdicts = terminal.all_text.count("Beslist:")
    terminal.send(key)
    assert_left(terminal, 130, "Gestopt")
    assert terminal.all_text.count("Beslist:") == verdicts


@each_kind
def test_interrupt_from_outside(start: Start[Terminal], kind: str) -> None:
    """SIGINT, as Ctrl-C arrives in some terminals, leaves as the key does."""
    terminal = at(start, kind)
    terminal.signal(signal.SIGINT)
    assert_left(terminal, 130, "Gestopt")


@pytest.mark.parametrize("kind", ["closed", "place", "text"])
def test_terminate(start: Start[Terminal], kind: str) -> None:
    """SIGTERM ends it, and leaves the terminal as it was."""
    terminal = at(start, kind)
    terminal.signal(signal.SIGTERM)
    assert_left(terminal, 128 + signal.SIGTERM, "Afgebroken")


@pytest.mark.thorough
@pytest.mark.parametrize("kind", each(2, ["closed", "place", "text", "offer"]))
def test_closed_window_leaves_no_process(start: Start[Terminal], kind: str) -> None:
    """Closing the window ends the process and everything in its session."""
    terminal = at(start, kind)
    terminal.hang_up()
    assert terminal.process.wait(20) in (128 + signal.SIGHUP, -signal.SIGHUP)
    with pytest.raises(ProcessLookupError):
        os.killpg(terminal.process.pid, 0)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
def test_leaving_goes_before_what_was_typed_ahead(start: Start[Terminal], key: str) -> None:
    """What is typed after Ctrl-C is never an answer."""
    terminal = at(start, "closed")
    terminal.write(f"{key}jjj")
    assert terminal.exit_code() == 130
    assert f"{label('life_danger')}: ja" not in terminal.all_text
    assert "Bel 112" not in terminal.all_text


@pytest.mark.thorough
@pytest.mark.parametrize("persona", SOME.values(), ids=SOME)
def test_typing_ahead(start: Start[Terminal], persona: Persona) -> None:
    """All keys at once, before anything is asked, answer nothing."""
    terminal = begin(start, persona)
    terminal.write("".join(keys for _, keys in persona.questions))
    terminal.wait_for("[w] waarom")
    terminal.send("z")
    terminal.wait_for(lambda t: any(said in t.text for said in ("Kies een van", "Dat was te snel")))
    assert f"{label('life_danger')}: " not in terminal.all_text


def test_leaving_before_the_first_question(start: Start[Terminal], tmp_path: Path) -> None:
    """Ctrl-C while answers are still being read leaves with 130 too, without a traceback."""
    os.mkfifo(tmp_path / "answers")
    terminal = begin(start, GGZ, "--antwoorden", "answers")
    with (tmp_path / "answers").open("wb"):  # opens as soon as the program opens it
        for _ in range(10):  # between opening and reading Python misses it
            terminal.send(CTRL_C)
            with suppress(AssertionError):
                terminal.exit_code(timeout=2)
                break
    assert terminal.exit_code() == 130
    assert "Traceback" not in terminal.output
    assert "Bel" not in terminal.all_text


KEYSTROKES = [
    *"jnJN?twovkaTW123456789 0yYszqx-=[]{}<>&%$#@!~|\\'\"",
    *("ë", "€", "👍", "א", "\u202e", "\u0301", "leiden", "n"),
    *(ENTER, ENTER, ENTER, "\n", "\t", "\x7f", "\x01", "\x05", "\x0b", "\x17", "\x18", "\x00"),
    *(CTRL_U, ESCAPE, UP, DOWN, LEFT, RIGHT, f"{ESCAPE}[H", f"{ESCAPE}[3~", f"{ESCAPE}OP"),
    *(f"{ESCAPE}[5~", f"{ESCAPE}[6~", f"{ESCAPE}[1;5D", f"{ESCAPE}[<0;3;3M", f"{ESCAPE}]0;x\x07"),
    *(PASTE.format("plak\nwerk"), PASTE.format(""), f"{ESCAPE}[", "\x12", "\x1f", "\x07"),
]


@pytest.mark.thorough
@pytest.mark.parametrize("seed", each(3, range(6)))
def test_random_keys(start: Start[Terminal], seed: int) -> None:
    """Two hundred keys at random never give a traceback; Ctrl-C still leaves."""
    chance = random.Random(seed)  # noqa: S311 - a game of chance, not a secret
    size = chance.choice([(80, 24), (40, 20), (20, 10)])
    terminal = begin(start, LEIDEN, columns=size[0], lines=size[1])
    terminal.wait_for("[w]")
    for _ in range(4):
        terminal.write("".join(chance.choice(KEYSTROKES) for _ in range(50)))
        terminal.resize(*chance.choice([size, (60, 15)]))
    terminal.send(CTRL_C)
    assert terminal.exit_code() in (0, 130)
    assert "Traceback" not in terminal.output
    assert "Error" not in terminal.output
    assert terminal.settings_now() == terminal.settings
