"""A number added, found, replaced and removed in a real terminal, by somebody who knows no YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interview.test_own_number import LOOKUP, MOST_KEYS, PASS, answer, in_file
from tests.terminal.screen import ENTER, Start
from tests.terminal.terminal import CRISIS, POSIX_ONLY, Terminal

pytestmark = [POSIX_ONLY, pytest.mark.only_thorough]

PLACE = ("--regio", "groningen", "--sector", "vv")
GIVEN = (*PLACE, "--naam", "Desk", "--wie", "een collega", "--niet-vertrouwelijk")
REPLACING = (
    ("Welk nummer", "050 111 22 33", ENTER),
    ("bereikbaar?", "", "d"),
    ("Wanneer hoorde", "", ENTER),
    ("vervangt uw eigen nummer 050 123 45 67", "", "v"),
)


def test_the_whole_life_of_a_number(start: Start[Terminal], tmp_path: Path) -> None:
    """At most twelve keys besides the texts; afterwards nothing of it is left."""
    terminal = start(*LOOKUP)
    terminal.wait_for("Weet u het nummer?")
    terminal.send("x")
    assert 1 + answer(terminal, PASS) <= MOST_KEYS
    assert terminal.exit_code() == 0
    assert "050 123 45 67" in terminal.scrolled

    found = start(*LOOKUP)
    assert found.exit_code() == 0
    assert "Eigen gegevens." in found.scrolled

    other = start(*CRISIS, "overlay", "add", *GIVEN)
    assert answer(other, REPLACING) <= MOST_KEYS
    assert other.exit_code() == 0
    assert "0501234567" not in in_file(tmp_path)

    removed = start(*CRISIS, "overlay", "remove", "eigen-groningen-vv")
    assert removed.exit_code() == 0
    assert "050" not in in_file(tmp_path)
