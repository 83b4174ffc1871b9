"""A triage in a shell: to the background and back, and with one of its ends closed."""

from __future__ import annotations

import shlex
from itertools import product
from pathlib import Path

import pytest

from tests.effort import each
from tests.interview.personas import label
from tests.terminal.at_question import (
    FIRST,
    LAST_OF_KEYS,
    NEXT,
    NO_HOSPITAL,
    RESUMABLE,
    SECOND,
    SIMPLE,
    STOPPED,
    assert_usable,
    at_second_question,
    each_mode,
    enter,
    kept,
)
from tests.terminal.screen import CTRL_C, ENTER, Screen, Start
from tests.terminal.terminal import CRISIS, POSIX_ONLY, Terminal

pytestmark = POSIX_ONLY

CTRL_Z = "\x1a"


# -- to the background and back -----------------------------------------------------------------


def at_shell(terminal: Screen) -> bool:
    """Tell whether the shell waits for a command."""
    return terminal.text.endswith("shell>")


@each_mode
def test_background_and_back(start: Start[Terminal], tmp_path: Path, mode: tuple[str, ...]) -> None:
    """Ctrl-Z gives the shell a usable terminal; after ``fg`` the same question is there."""
    terminal = start("/bin/sh", "-i", env={"PS1": "shell> "})
    terminal.wait_for(at_shell)
    terminal.send(shlex.join((*CRISIS, "triage", *NO_HOSPITAL, *mode)) + "\n")
    terminal.wait_for(FIRST)
    terminal.send(f"n{enter(mode)}")
    terminal.wait_for(SECOND)
    terminal.send(f"{'' if mode else 'lei'}{CTRL_Z}")
    terminal.wait_for("topped")
    terminal.wait_for(at_shell)
    terminal.send("stty -a; echo seen\n")
    terminal.wait_for("icanon")
    terminal.wait_for("seen shell>")
    assert "-icanon" not in terminal.text
    assert "-isig" not in terminal.text
    assert not terminal.screen.cursor.hidden
    assert kept(tmp_path) == [".json", ".lock"]

    other = start(*CRISIS, "triage", *mode)
    other.wait_for(LAST_OF_KEYS[mode])
    assert "verder met" not in other.text

    terminal.send("fg\n")
    if mode:
        terminal.send("leiden\n")
    else:
        terminal.wait_for("> lei")
        terminal.send(f"den{ENTER}")
    terminal.wait_for(f"{label('region')}: Leiden")
    terminal.wait_for(NEXT)
    terminal.send(CTRL_C)
    terminal.wait_for(f"{STOPPED} {RESUMABLE}")
    terminal.wait_for(at_shell)
    terminal.send("echo code=$?\n")
    terminal.wait_for("code=130")


# -- doors that are closed ----------------------------------------------------------------------

CLOSED = {
    "no-stdin": "{} < /dev/null; echo code=$?",
    "answers-on-stdin": "printf 'n\\nleiden\\n1\\nj\\n' | {}; echo code=$?",
    "stdin-closed": "{} <&-; echo code=$?",
    "newline-on-stdin": "echo | {}; echo code=$?",
    "stdout-in-a-file": "{} > out; echo code=$?",
    "stdout-closed": "{} >&-; echo code=$?",
    "no-stdin-errors-in-a-file": "{} < /dev/null 2> err; echo code=$?",
    "neither": "{} < /dev/null > out; echo code=$?",
    "stdout-in-a-pipe": "({}; echo code=$?) | cat",
}
"""In this order a part of them, each with another option, has each kind of end."""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("line", "option"), each(4, list(product(CLOSED, ("", "--hervat", SIMPLE))))
)
def test_half_a_terminal(start: Start[Terminal], tmp_path: Path, line: str, option: str) -> None:
    """With one end closed nothing is asked or answered; it says so, and a draft stays as it was.

    What is missing is named, and no prompt lands in a file.
    """
    with at_second_question(start, ()) as left_behind:
        left_behind.process.kill()
    (draft,) = tmp_path.rglob("drafts/*.json")
    before = draft.read_bytes()
    command = f"{shlex.join(CRISIS)} triage {option}"
    terminal = start("/bin/sh", "-c", CLOSED[line].format(command), columns=200)
    terminal.wait_for("code=2")
    assert terminal.exit_code() == 0
    written = "".join(file.read_text("utf-8") for file in tmp_path.iterdir() if file.is_file())
    shown = terminal.all_text + written
    assert "Fout: Hier is geen terminal om vragen te stellen." in shown
    assert "ontbreken antwoorden: life_danger" in shown
    assert FIRST not in shown
    assert "\x1b" not in terminal.output + written
    assert_usable(terminal)
    assert draft.read_bytes() == before
    assert kept(tmp_path) == [".json", ".lock"]


@each_mode
@pytest.mark.thorough
@pytest.mark.parametrize("stderr", each(2, ["2>&-", "2>/dev/full", "2>/dev/null"]))
def test_without_stderr(
    start: Start[Terminal], tmp_path: Path, mode: tuple[str, ...], stderr: str
) -> None:
    """An interview does not need stderr; the end is then without words."""
    (tmp_path / "Library").touch()
    (tmp_path / ".local").touch()  # no place for a draft, so that there is something to say
    line = f"exec {shlex.join((*CRISIS, 'triage', *NO_HOSPITAL, *mode))} {stderr}"
    terminal = at_second_question(start, mode, "/bin/sh", "-c", line, "sh")
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert "Let op" not in terminal.all_text
    assert_usable(terminal)
