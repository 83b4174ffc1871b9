"""What the program is for, and what it is not, is said wherever it answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crisiszorg_cli.wording.contacts import INTENDED_USE
from tests.cli.conftest import Run

MANUAL = Path(__file__).parents[2] / "docs/handleiding.md"
CALM = ("--antwoord", "life_danger=nee", "--antwoord", "hospital=nee", "--antwoord")
PLACE = ("--regio", "leiden", "--sector", "vv")
ANSWERS = {
    "lookup": ("lookup", "leiden"),
    "triage": ("triage", "--no-input", *PLACE, *CALM, "resistance=ja"),
    "112": ("triage", "--no-input", "--antwoord", "life_danger=ja"),
    "sbar": ("triage", "--no-input", *PLACE, *CALM, "resistance=ja", "--rapport", "sbar"),
    "soep": ("triage", "--no-input", *PLACE, *CALM, "resistance=ja", "--rapport", "soep"),
}


@pytest.mark.parametrize("arguments", ANSWERS.values(), ids=ANSWERS)
def test_every_answer_says_it_once(crisis: Run, arguments: tuple[str, ...]) -> None:
    """One line of the width of a small screen: help, not assessed, and who decides."""
    done = crisis(*arguments)

    assert done.code == 0
    assert done.out.splitlines().count(INTENDED_USE) == 1
    assert len(INTENDED_USE) <= 80


@pytest.mark.parametrize(
    "words",
    [
        ("huisartsen", "praktijkondersteuners", "triagisten"),
        ("Bereidt een gesprek voor", "wie u belt beslist"),
        ("geen diagnose", "geen urgentie", "geen advies over behandeling"),
        ("niet als medisch hulpmiddel beoordeeld",),
    ],
)
def test_help_and_manual_say_who_and_what(crisis: Run, words: tuple[str, ...]) -> None:
    """On little more than one screen: for whom, what for, what it is not."""
    shown = crisis("--help").out
    _, _, section = MANUAL.read_text("utf-8").partition("\n## Waarvoor het bedoeld is\n")
    section = section.partition("\n## ")[0]

    assert len(shown.splitlines()) <= 30
    assert 0 < len(section.splitlines()) <= 24
    for text in (shown, section):
        for word in words:
            assert word.casefold() in re.sub(r"[\s*]+", " ", text).casefold()
