"""Who is asked when a terminal is dumb, or only half of it is one; no end at all: test_shell."""

from __future__ import annotations

from pathlib import Path

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


def test_errors_in_a_file_do_not_matter(start: Start[Terminal], tmp_path: Path) -> None:
    """Only stdin and stdout have to be a terminal; stderr may go anywhere."""
    terminal = start("sh", "-c", f"exec {' '.join(CRISIS)} triage --geen-concept 2> err")
    terminal.wait_for(text("life_danger"))
    terminal.send("\x03")
    assert terminal.exit_code() == 130
    assert "Gestopt." in (tmp_path / "err").read_text("utf-8")
