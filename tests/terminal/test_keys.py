"""Every key of every question, pressed in a real terminal: it means what the screen says."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from crisiszorg_cli.loader import load_content
from crisiszorg_cli.model import Question, QuestionKind
from tests.terminal.conftest import Start
from tests.terminal.terminal import (
    CRISIS,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    PASTE,
    POSIX_ONLY,
    RIGHT,
    UP,
    Terminal,
)

pytestmark = POSIX_ONLY

AGAIN = (sys.executable, str(Path(__file__).with_name("again.py")))
QUESTIONS = load_content().questions
BY_KEY = [
    question
    for question in QUESTIONS.values()
    if question.kind in (QuestionKind.CLOSED, QuestionKind.CHOICE, QuestionKind.SECTOR)
]
CLOSED = {"j": ("ja", "yes"), "n": ("nee", "no")}
SECTORS = {
    "1": ("V&V, verpleging en verzorging (ouderen)", "vv"),
    "2": ("GZ, gehandicaptenzorg", "gz"),
    "3": ("GGZ, geestelijke gezondheidszorg", "ggz"),
    "4": ("Jeugd", "jeugd"),
}
MEANINGLESS = {
    "yes": "y",
    "capital-yes": "Y",
    "no-in-english": "o",
    "skip": "s",
    "done": "k",
    "space": " ",
    "enter": ENTER,
    "newline": "\n",
    "tab": "\t",
    "escape": ESCAPE,
    "up": UP,
    "down": DOWN,
    "right": RIGHT,
    "shift-tab": f"{ESCAPE}[Z",
    "home": f"{ESCAPE}[H",
    "page-down": f"{ESCAPE}[6~",
    "delete": f"{ESCAPE}[3~",
    "f1": f"{ESCAPE}OP",
    "backspace": "\x7f",
    "ctrl-a": "\x01",
    "ctrl-u": "\x15",
    "alt-x": f"{ESCAPE}x",
    "zero": "0",
    "nine": "9",
    "minus": "-",
    "equals": "=",
    "accent": "é",
    "emoji": "👍",
    "click": f"{ESCAPE}[<0;3;3M",
    "paste": PASTE.format("ja\nnee\n"),
}


def meanings(question: Question) -> dict[str, tuple[str, str]]:
    """Give what each key of a question means: the words beside it, and the stored value."""
    unknown = {"?": ("weet ik niet", "unknown")}
    if question.kind is QuestionKind.CLOSED:
        return CLOSED | unknown
    if question.kind is QuestionKind.SECTOR:
        return SECTORS
    options = enumerate(question.options, start=1)
    return {str(n): (option.text, option.id) for n, option in options} | unknown


def shown_keys(terminal: Terminal) -> dict[str, str]:
    """Read from the screen which keys there are, and the words beside them."""
    return dict(re.findall(r"\[(\S+)\] (.+?)(?= \[|$)", one_prompt(terminal)))


def one_prompt(terminal: Terminal) -> str:
    """Give the words of the prompt: what stands under the last stored answer."""
    return terminal.text.rpartition("@@")[2]


def replies(terminal: Terminal) -> list[str | None]:
    """Give every answer that was stored, in order; None where there is none (any more)."""
    found = re.findall(r"@@ (.*?) @@", terminal.output)
    return [json.loads(reply) for reply in found[1:]]  # the first is from before any key


def press(terminal: Terminal, keys: str) -> None:
    """Press keys of which the last one answers, and wait for the question to come again."""
    before = len(replies(terminal))
    terminal.send(keys)
    terminal.wait_for(lambda t: len(replies(t)) > before and "[w] waarom" in one_prompt(t))


@pytest.mark.parametrize("question", BY_KEY, ids=lambda question: question.id)
def test_keys_mean_what_they_say(start: Start, question: Question) -> None:
    """Each key shown stores and echoes the words beside it; no other key answers at all."""
    terminal = start(*AGAIN, question.id, lines=40)
    terminal.wait_for("[w] waarom")
    assert question.text in one_prompt(terminal)
    expected = {key: words for key, (words, _) in meanings(question).items()}
    assert shown_keys(terminal) == expected | {"w": "waarom"}

    stored: list[str | None] = []
    for typed in (str.lower, str.upper):
        for key, (words, value) in meanings(question).items():
            press(terminal, typed(key))
            stored.append(value)
            assert replies(terminal) == stored
            answer = words if question.kind is not QuestionKind.SECTOR else words.split(",")[0]
            assert f"{question.label}: {answer} @@" in terminal.all_text
            assert shown_keys(terminal) == expected | {"t": "terug", "w": "waarom"}
    keys = list(meanings(question))
    beyond = [str(n) for n in range(10) if str(n) not in keys]
    for n, nothing in enumerate([*MEANINGLESS.values(), *beyond]):
        key = keys[n % len(keys)]
        press(terminal, nothing + key)
        stored.append(meanings(question)[key][1])
        assert replies(terminal) == stored, repr(nothing)
