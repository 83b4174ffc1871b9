"""Whole interviews in a real terminal, one of each persona; windows that change; no console."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.interview.lines import RESUMING, SIMPLE, assert_only_lines, give, in_lines, waits
from tests.interview.personas import (
    GGZ,
    LEIDEN,
    NOBODY_THERE,
    QUESTIONS,
    SOME,
    Persona,
    answer,
    begin,
    close,
    label,
    text,
    to_verdict,
)
from tests.terminal.screen import Start
from tests.terminal.terminal import CRISIS, POSIX_ONLY, Terminal

pytestmark = POSIX_ONLY

FIRST = text("life_danger")
END = "Verder?"

each_persona = pytest.mark.parametrize("persona", SOME.values(), ids=SOME)


@pytest.mark.thorough
@each_persona
def test_full_mode(start: Start[Terminal], persona: Persona) -> None:
    """Every key, the verdict and the numbers, as a person has them."""
    terminal = begin(start, persona)
    to_verdict(terminal, persona)
    assert [line for line in terminal.scrolled if line.strip().startswith(persona.title)]
    if persona.prepare:
        terminal.send("v")
        answer(terminal, persona.prepare)
    close(terminal)
    for number in persona.numbers:
        assert number in [line.strip() for line in terminal.lines]


@pytest.mark.thorough
@each_persona
def test_simple_mode(start: Start[Terminal], persona: Persona) -> None:
    """The same on lines."""
    terminal = begin(start, persona, SIMPLE)
    to_the_end(terminal, persona)
    assert_only_lines(terminal)
    for number in persona.numbers:
        assert number in terminal.scrolled


def to_the_end(terminal: Terminal, persona: Persona) -> None:
    """Answer everything on lines, also what prepares the call."""
    give(terminal, in_lines(persona.questions))
    if persona.prepare:
        give(terminal, ((END, "v\n"), *in_lines(persona.prepare)))
    give(terminal, ((END, "k\n"), ("Enter = afsluiten", "\n")))
    assert terminal.exit_code() == 0


NO_CONSOLE = """
from crisiszorg_cli.interview import application
from crisiszorg_cli.cli import app as cli

class NoConsoleScreenBufferError(Exception):
    pass

def create_output():
    raise NoConsoleScreenBufferError("No Windows console found. Are you running cmd.exe?")

application.create_output = create_output
cli.main()
"""
IN_GIT_BASH = (sys.executable, "-c", NO_CONSOLE)


def test_git_bash(start: Start[Terminal]) -> None:
    """Where the full mode cannot run the simple one asks, from the first byte to the last."""
    terminal = start(*IN_GIT_BASH, "triage", NOBODY_THERE, "--moment", GGZ.moment)
    terminal.wait_for(f"Vraag 1. {FIRST}")
    to_the_end(terminal, GGZ)
    assert_only_lines(terminal)
    assert "020 523 54 33" in terminal.scrolled


def test_resizing_keeps_the_question(start: Start[Terminal]) -> None:
    """A window that shrinks and grows shows the same question, whole, and still takes keys."""
    terminal = begin(start, LEIDEN)
    terminal.wait_for("[w] waarom")
    why = QUESTIONS["life_danger"].help
    for columns, lines in ((40, 20), (30, 12), (120, 40)):
        terminal.resize(columns, lines)
        terminal.send("w")
        terminal.wait_for(f"{FIRST} {why} [j] ja")
        terminal.send("w")
        terminal.wait_for(f"{FIRST} [j] ja")
        terminal.wait_for("[?] weet ik niet [w] waarom")
        assert max(map(len, terminal.lines)) < columns
    terminal.send("n")
    terminal.wait_for(text("hospital"))


def test_resize_while_asking(start: Start[Terminal]) -> None:
    """Lines fit the size that the terminal has by then."""
    terminal = begin(start, LEIDEN, SIMPLE, columns=200, lines=50)
    terminal.wait_for(FIRST)
    terminal.resize(40, 20)
    terminal.send("n\n")
    give(terminal, in_lines(LEIDEN.questions[1:3]))
    waits(terminal, text("sector"))
    after = terminal.output.partition(f"{label('life_danger')}: nee")[2]
    assert max(map(len, after.splitlines())) <= 40
    assert_only_lines(terminal)


@pytest.mark.only_thorough
def test_killed_again_and_again(start: Start[Terminal], tmp_path: Path) -> None:
    """One interview that is killed after each answer ends all the same, with its number."""
    steps = in_lines(GGZ.questions)
    resume: tuple[str, ...] = ()
    asked = [*(words for words, _ in steps), END]
    for step, following in zip(steps, asked[1:], strict=True):
        with start(*CRISIS, "triage", SIMPLE, *resume) as terminal:
            if resume:
                give(terminal, RESUMING)
            give(terminal, [step])
            waits(terminal, following)
            terminal.process.kill()
            assert terminal.exit_code() < 0
            assert_only_lines(terminal)
        resume = ("--hervat",)
    terminal = start(*CRISIS, "triage", SIMPLE, "--hervat", lines=50)
    give(terminal, RESUMING)
    terminal.wait_for(END)
    for id_, _ in GGZ.asked:
        assert terminal.output.count(f"{label(id_)}: ") == 1, id_
    terminal.send("k\n")
    waits(terminal, "Enter = afsluiten")
    terminal.send("\n")
    assert terminal.exit_code() == 0
    assert "020 523 54 33" in terminal.scrolled
    assert not list(tmp_path.rglob("drafts/*"))
