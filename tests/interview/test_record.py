"""The reports under their keys: read, filled in, copied and kept, at any time after the verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisiszorg_cli import record_out
from tests.interview.lines import SIMPLE, written
from tests.interview.personas import CLOSING, NIEUWEGEIN, OFFER, begin, text, to_verdict
from tests.terminal.screen import ENTER, Screen, Start, one_line
from tests.terminal.terminal import CRISIS

ANSWERS = ("hospital=nee", "resistance=nee", "client_agrees=ja", "danger=nee")
GIVEN = (
    *("--gemeente", "leiden", "--sector", "vv", "--moment", "2026-11-22T21:30", "--geen-concept"),
    *(f"--antwoord={answer}" for answer in (*ANSWERS, "wlz_indication=ja", "acute_change=ja")),
)


def at_card(start: Start[Screen], *options: str) -> Screen:
    """Go to a card with one number, by one key."""
    terminal = start(*CRISIS, "triage", *GIVEN, *options)
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for(OFFER)
    return terminal


def test_what_to_say_is_one_key_away(start: Start[Screen]) -> None:
    """``z`` reads as speech, with the number in sight; ``t`` is the card again."""
    terminal = at_card(start)
    terminal.send("z")
    terminal.wait_for(lambda t: "U spreekt met" in t.text and "Bel 088 33 99 999" in t.lines)
    terminal.send("t")
    terminal.wait_for(OFFER)


def test_a_report_is_copied_by_key_only(
    start: Start[Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the card and from the report; where it cannot be, it says what can."""
    copied: list[str] = []
    there: list[bool] = [True]

    def copy(text: str) -> bool:
        copied.append(text)
        return there[-1]

    monkeypatch.setattr(record_out, "copy", copy)
    terminal = at_card(start)
    terminal.send("z")
    terminal.wait_for("U spreekt met")
    assert copied == []
    terminal.send("c")
    terminal.wait_for("SBAR gekopieerd; plak het in het dossier.")
    assert copied[0].startswith("U spreekt met …, huisarts te ….")
    terminal.send("t")
    terminal.wait_for(OFFER)
    there.append(False)
    terminal.send("c")
    terminal.wait_for("Met b bewaart u het in een bestand.")
    assert copied[1].startswith("S\n- Crisis V&V")
    terminal.send("t")
    terminal.wait_for(OFFER)


def test_a_report_is_filled_in_and_kept(start: Start[Screen], tmp_path: Path) -> None:
    """With whom and what was agreed may be said; no file is replaced unasked."""
    terminal = at_card(start)
    terminal.send("r")
    terminal.wait_for("[i] na het gesprek")
    terminal.send("i")
    terminal.wait_for("Met wie hebt u gesproken?")
    terminal.send(f"triagist A.{ENTER}")
    terminal.wait_for("Wat is er afgesproken?")
    terminal.send(ENTER)
    terminal.wait_for("Gesproken met: triagist A.")
    assert "- Gebeld: RAP-ZHN, regionaal aanmeldpunt, 088 33 99 999" in terminal.text
    terminal.send("b")
    terminal.wait_for("In welk bestand?")
    terminal.send(f"verslag.txt{ENTER}")
    terminal.wait_for("Bewaard, alleen voor u leesbaar:")
    (file,) = tmp_path.rglob("verslag.txt")
    assert "Gesproken met: triagist A." in file.read_text()
    terminal.send("b")
    terminal.wait_for("In welk bestand?")
    terminal.send(f"verslag.txt{ENTER}")
    terminal.wait_for("Overschrijven?")
    terminal.send("n")
    terminal.wait_for("In welk bestand?")


def test_the_report_asked_for_is_kept_at_the_end(start: Start[Screen], tmp_path: Path) -> None:
    """``--output`` writes it when the interview is closed, and not before."""
    terminal = at_card(start, "--rapport", "soep", "--output", "uit.txt")
    terminal.send("k")
    terminal.wait_for(CLOSING)
    assert not [*tmp_path.rglob("uit.txt")]
    terminal.send(ENTER)
    assert terminal.exit_code() == 0
    (file,) = tmp_path.rglob("uit.txt")
    assert file.read_text().startswith("S\n- Crisis V&V, woonplaats Leiden")


def test_the_last_screen_keeps_and_copies(start: Start[Screen], tmp_path: Path) -> None:
    """Report, copy and save are there too; the name that is offered is kept on Enter."""
    terminal = begin(start, NIEUWEGEIN)
    to_verdict(terminal, NIEUWEGEIN)
    terminal.send("k")
    terminal.wait_for("[b] bewaar")
    terminal.send("b")
    terminal.wait_for("In welk bestand?")
    terminal.send(ENTER)
    terminal.wait_for("Bewaard, alleen voor u leesbaar:")
    assert [*tmp_path.rglob("verslag-soep-*.txt")]


def test_in_the_simple_mode(start: Start[Screen]) -> None:
    """The same keys, by lines."""
    terminal = at_card_in_lines(start)
    terminal.send("z\n")
    terminal.wait_for("Tot zover.")
    assert "Herhaal samen" in one_line(written(terminal))


def at_card_in_lines(start: Start[Screen]) -> Screen:
    """Go to the card in the simple mode."""
    terminal = start(*CRISIS, "triage", *GIVEN, SIMPLE)
    terminal.wait_for(text("life_danger"))
    terminal.send("n\n")
    terminal.wait_for("Verder?")
    return terminal
