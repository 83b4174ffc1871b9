"""What other commands show on a real terminal, and who is asked when only half of it is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interview.personas import text
from tests.terminal.screen import Start
from tests.terminal.terminal import CRISIS, POSIX_ONLY, Terminal

pytestmark = POSIX_ONLY


def test_dumb_terminal_asks_on_lines(start: Start[Terminal]) -> None:
    """With TERM=dumb the interview goes on plain lines, and no key answers without Enter."""
    terminal = start(*CRISIS, "triage", "--geen-concept", env={"TERM": "dumb"})
    terminal.wait_for(text("life_danger"))
    terminal.wait_for("Uw keuze:")
    terminal.send("\r")
    terminal.wait_for("Kies een van:")
    terminal.send("ja\r")
    terminal.wait_for("Bel 112")
    terminal.wait_for("k = klaar")
    terminal.send("k\r")
    terminal.wait_for("Enter = afsluiten")
    terminal.send("\r")
    assert terminal.exit_code() == 0
    assert "112" in terminal.lines
    assert "\x1b" not in terminal.output


@pytest.mark.parametrize(
    "redirection", ["> out", "< /dev/null", "<&-", ">&-", "2> err < /dev/null"]
)
def test_half_a_terminal_is_none(start: Start[Terminal], tmp_path: Path, redirection: str) -> None:
    """With only one end at a terminal nothing is asked, and no prompt lands in a file."""
    terminal = start("sh", "-c", f"{' '.join(CRISIS)} triage {redirection}", columns=200)
    assert terminal.exit_code() == 2
    written = "".join(file.read_text("utf-8") for file in tmp_path.iterdir() if file.is_file())
    shown = terminal.all_text + written
    assert "ontbreken antwoorden: life_danger" in shown
    assert text("life_danger") not in shown
    assert "\x1b" not in terminal.output + written


def test_errors_in_a_file_do_not_matter(start: Start[Terminal], tmp_path: Path) -> None:
    """Only stdin and stdout have to be a terminal; stderr may go anywhere."""
    terminal = start("sh", "-c", f"exec {' '.join(CRISIS)} triage --geen-concept 2> err")
    terminal.wait_for(text("life_danger"))
    terminal.send("\x03")
    assert terminal.exit_code() == 130
    assert "Gestopt." in (tmp_path / "err").read_text("utf-8")
