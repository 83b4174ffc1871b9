"""However an interview ends: an exit code, one clear line, the draft, and a usable terminal.

In a shell, with an end closed or in the background: test_shell.
"""

from __future__ import annotations

import signal
import sys
from itertools import product
from pathlib import Path
from time import sleep

import pytest

from tests.effort import each
from tests.interview.personas import GGZ, answer, close, label
from tests.terminal.at_question import (
    FIRST,
    NEXT,
    RESUMABLE,
    SECOND,
    SIMPLE,
    STOPPED,
    assert_usable,
    at_second_question,
    each_mode,
    enter,
    go_on,
    kept,
)
from tests.terminal.screen import CTRL_C, CTRL_D, ENTER, Start
from tests.terminal.terminal import CRISIS, POSIX_ONLY, Terminal

pytestmark = POSIX_ONLY

ENDED = "Afgebroken."
NOTHING_KEPT = "Er is niets bewaard."
HUNG_UP = (128 + signal.SIGHUP, -signal.SIGHUP)  # to a shell these are the same


# -- leaving with a draft -----------------------------------------------------------------------

WAYS: dict[str, tuple[str | signal.Signals, int, str]] = {
    "ctrl-c": (CTRL_C, 130, STOPPED),
    "ctrl-d": (CTRL_D, 130, STOPPED),
    "impatient": (CTRL_C * 5, 130, STOPPED),
    "sigint": (signal.SIGINT, 130, STOPPED),
    "sigterm": (signal.SIGTERM, 143, ENDED),
    "sighup": (signal.SIGHUP, 129, ENDED),
}


@pytest.mark.thorough
@pytest.mark.parametrize(("mode", "way"), each(2, list(product(((), (SIMPLE,)), WAYS))))
def test_leaving_keeps_the_draft(
    start: Start[Terminal], tmp_path: Path, mode: tuple[str, ...], way: str
) -> None:
    """Each way of leaving has its code and its one line; the same question comes on resuming."""
    how, code, word = WAYS[way]
    terminal = at_second_question(start, mode)
    if isinstance(how, signal.Signals):
        terminal.signal(how)
    else:
        terminal.send(how)
    assert terminal.exit_code() == code
    assert terminal.lines.count(f"{word} {RESUMABLE}") == 1
    assert terminal.text.endswith(f"{word} {RESUMABLE}")
    assert_usable(terminal)
    assert kept(tmp_path) == [".json"]

    again = start(*CRISIS, "triage", "--hervat", *mode)
    go_on(again, mode)
    again.wait_for(SECOND)
    assert f"{label('life_danger')}: nee" in again.lines
    assert f"{label('region')}: " not in again.text


@each_mode
def test_closed_window(start: Start[Terminal], tmp_path: Path, mode: tuple[str, ...]) -> None:
    """Closing the window ends it with 129, though no word can be written; the draft is kept."""
    terminal = at_second_question(start, mode)
    terminal.hang_up()
    assert terminal.process.wait(20) in HUNG_UP
    assert kept(tmp_path) == [".json"]
    again = start(*CRISIS, "triage", "--hervat", *mode)
    go_on(again, mode)
    again.wait_for(SECOND)


@each_mode
@pytest.mark.parametrize("typed", ["", "n", "ja"])
def test_end_of_input_is_no_enter(
    start: Start[Terminal], mode: tuple[str, ...], typed: str
) -> None:
    """Ctrl-D after half a line, and once more, leaves; what was typed is no answer."""
    terminal = start(*CRISIS, "triage", *mode)
    terminal.wait_for(FIRST)
    terminal.send(f"{typed if mode else ''}{CTRL_D}{CTRL_D}")
    assert terminal.exit_code() == 130
    assert terminal.text.endswith(f"{STOPPED} {NOTHING_KEPT}")
    assert f"{label('life_danger')}: " not in terminal.all_text
    assert_usable(terminal)


@pytest.mark.parametrize("env", [{}, {"TERM": "dumb"}], ids=["full", "simple"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_at_a_choice_of_a_lookup(
    start: Start[Terminal], number: signal.Signals, env: dict[str, str]
) -> None:
    """Outside an interview too: one line, the code of the signal, and a usable terminal."""
    terminal = start(*CRISIS, "lookup", "vianen", env=env)
    terminal.wait_for("Welke?")
    terminal.signal(number)
    assert terminal.exit_code() == 128 + number
    assert terminal.lines.count(ENDED) == 1
    assert_usable(terminal)


def test_stopped_output_does_not_keep_it(start: Start[Terminal]) -> None:
    """After Ctrl-S every write waits, also that of the last words; a signal still ends it."""
    terminal = at_second_question(start, (SIMPLE,))
    terminal.send("\x13")
    terminal.send("leiden\n")
    sleep(0.5)
    terminal.signal(signal.SIGTERM)
    assert terminal.exit_code() == 143
    assert f"{ENDED} {RESUMABLE}" in terminal.text
    assert_usable(terminal)


# -- signals at a bad moment --------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("keys", each(3, [20, 60, 180, 540]))
def test_signal_while_drawing(start: Start[Terminal], number: signal.Signals, keys: int) -> None:
    """A signal in the middle of handling keys ends it as well, not only one while waiting."""
    terminal = start(*CRISIS, "triage")
    terminal.wait_for(FIRST)
    terminal.write("x" * keys)
    terminal.signal(number)
    assert terminal.exit_code() == 128 + number
    assert f"{ENDED} {NOTHING_KEPT}" in terminal.lines
    assert "Warning" not in terminal.output
    assert_usable(terminal)


@each_mode
@pytest.mark.thorough
@pytest.mark.parametrize("keys", each(3, [0, 1, 10, 100]))
def test_window_closed_while_drawing(
    start: Start[Terminal], tmp_path: Path, mode: tuple[str, ...], keys: int
) -> None:
    """A window that closes in the middle of handling keys ends it with the same code."""
    terminal = at_second_question(start, mode)
    terminal.write("x\n" * keys if mode else "x" * keys)
    terminal.hang_up()
    assert terminal.process.wait(20) in HUNG_UP
    assert kept(tmp_path) == [".json"]


AGAIN = """
import os, signal
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.interview import draft

release = draft.Draft.release

def interrupted(self):
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        os.kill(os.getpid(), number)
    release(self)

draft.Draft.release = interrupted
cli.main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_more_signals_while_leaving(
    start: Start[Terminal], tmp_path: Path, number: signal.Signals
) -> None:
    """The first one counts; others do not disturb the leaving."""
    terminal = at_second_question(start, (), sys.executable, "-c", AGAIN)
    terminal.signal(number)
    assert terminal.exit_code() == 128 + number
    assert terminal.text.endswith(RESUMABLE)
    assert_usable(terminal)
    assert kept(tmp_path) == [".json"]


NOHUP = """
import signal
from crisiszorg_cli.cli import app as cli
signal.signal(signal.SIGHUP, signal.SIG_IGN)
cli.main()
"""


@each_mode
def test_hang_up_that_is_ignored(start: Start[Terminal], mode: tuple[str, ...]) -> None:
    """Where hanging up is to be ignored, as with ``nohup``, the interview goes on."""
    terminal = at_second_question(start, mode, sys.executable, "-c", NOHUP)
    terminal.signal(signal.SIGHUP)
    terminal.send(f"leiden{ENTER}")
    terminal.wait_for(NEXT)
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130


BROKEN = """
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.triage import assess

def broken(*_):
    raise RuntimeError("a bug")

assess.assess = broken
cli.main()
"""


@each_mode
def test_bug(start: Start[Terminal], tmp_path: Path, mode: tuple[str, ...]) -> None:
    """A bug of ours loses no answer, and leaves the terminal as it was; no answer is in it."""
    terminal = start(sys.executable, "-c", BROKEN, "triage", "--regio", "leiden", *mode)
    terminal.wait_for(FIRST)
    terminal.send(f"j{enter(mode)}")
    assert terminal.exit_code() == 3
    assert "Fout: Fout in het programma (RuntimeError)." in terminal.lines
    assert "GM0546" not in terminal.output
    assert terminal.settings_now() == terminal.settings
    assert kept(tmp_path) == [".json"]
    again = start(*CRISIS, "triage", "--hervat", *mode)
    go_on(again, mode, life_danger="j")
    again.wait_for("Verder?")
    assert "112" in [line.strip() for line in again.lines]


BROKEN_SCREEN = """
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.interview import picker

def broken(text):
    if text:
        raise RuntimeError("a bug")
    return []

picker.hint_text = broken
cli.main()
"""


def test_bug_while_drawing(start: Start[Terminal], tmp_path: Path) -> None:
    """A fault in the middle of drawing ends it as well: it does not wait for a key, in English."""
    terminal = at_second_question(start, (), sys.executable, "-c", BROKEN_SCREEN)
    terminal.send(ENTER)
    assert terminal.exit_code() == 3
    assert "Fout: Fout in het programma (RuntimeError)." in terminal.lines
    assert "nhandled" not in terminal.output
    assert terminal.settings_now() == terminal.settings
    assert kept(tmp_path) == [".json"]


# -- the usual end ------------------------------------------------------------------------------


def test_finished_leaves_a_usable_terminal(start: Start[Terminal], tmp_path: Path) -> None:
    """The usual end leaves the terminal as it was, too, and no file."""
    terminal = start(*CRISIS, "triage", "--moment", GGZ.moment)
    answer(terminal, GGZ.questions)
    close(terminal)
    assert_usable(terminal)
    assert kept(tmp_path) == []
