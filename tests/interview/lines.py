"""Typing lines at the simple mode, and reading what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.interview.personas import Steps, text
from tests.terminal.screen import Screen, one_line

SIMPLE = "--eenvoudig"
ASKED = "Uw keuze:"
PROMPT = re.compile(r"Uw (?:keuze|antwoord): ")
RESUMING = (("Is dit dezelfde cliënt?", "j\n"), (text("life_danger"), "n\n"))
"""What is asked when a draft is resumed, and danger to life afresh."""


def in_lines(questions: Iterable[tuple[str, str]]) -> Steps:
    """Return questions with the lines that answer them."""
    return tuple((words, f"{keys.strip()}\n") for words, keys in questions)


def waits(terminal: Screen, words: str) -> None:
    """Wait until a line can be typed, and these words were among the last that were written."""

    def asked(terminal: Screen) -> bool:
        *_, last, typed = PROMPT.split(f"Uw keuze: {terminal.output}")
        return not typed and words in one_line(last.splitlines())

    terminal.wait_for(asked)


def enter(terminal: Screen, line: str | bytes) -> None:
    """Type a line, and wait until that can be seen."""
    before = len(terminal.raw)
    terminal.send(line)
    terminal.wait_for(lambda t: len(t.raw) > before)


def give(terminal: Screen, steps: Iterable[tuple[str, str]]) -> None:
    """Wait for each question and type the line that answers it."""
    for words, line in steps:
        waits(terminal, words)
        enter(terminal, line)


def assert_only_lines(terminal: Screen) -> None:
    """Check the bytes: text and line ends; nothing was moved, erased, coloured or rung."""
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)", terminal.raw)
    assert not re.search("[\x80-\x9f\ufffd]", terminal.output)


def written(terminal: Screen) -> list[str]:
    """Return the lines as the program wrote them, whatever the width of the screen."""
    return terminal.output.replace("\r\n", "\n").split("\n")
