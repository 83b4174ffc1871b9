"""After the verdict: every section one key away and back, and an end that is closed by Enter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.interview.draft_files import files
from tests.interview.lines import SIMPLE, give, in_lines, written
from tests.interview.personas import (
    AALSMEER,
    AMSTERDAM,
    CHECKLIST,
    CLOSING,
    NIEUWEGEIN,
    NOBODY_THERE,
    OFFER,
    Persona,
    answer,
    begin,
    begin_at_verdict,
    given,
    text,
)
from tests.terminal.screen import CTRL_C, ENTER, Screen, Start, one_line
from tests.terminal.terminal import CRISIS

SIZES = {"80x24": (80, 24), "40x20": (40, 20)}
SECTIONS = {"s": "Stappen", "z": "SBAR", "r": "SOEP", "w": "Waarom"}


def at_verdict(
    start: Start[Screen], persona: Persona, *options: str, size: str = "80x24"
) -> Screen:
    """Go on to the verdict of a persona."""
    columns, lines = SIZES[size]
    return begin_at_verdict(start, persona, *options, columns=columns, lines=lines)


@pytest.mark.parametrize("size", SIZES)
def test_each_section_is_one_key_away_and_back(start: Start[Screen], size: str) -> None:
    """It begins on the screen, with the number in sight on each page; ``t`` is the card again."""
    terminal = at_verdict(start, AALSMEER, size=size)
    for key, heading in SECTIONS.items():
        terminal.send(key)
        terminal.wait_for(lambda t: "[t] terug" in t.text and "Verder?" not in t.text)
        assert heading in [line.strip() for line in terminal.lines]
        assert AALSMEER.in_sight in terminal.lines
        while "[m] meer" in terminal.text:
            part = int(re.findall(r"Deel (\d+) van", terminal.text)[-1])
            terminal.send("m")
            terminal.wait_for(f"Deel {part + 1} van")
            assert AALSMEER.in_sight in terminal.lines
        terminal.send("t")
        terminal.wait_for(OFFER)
        assert "071 582 58 87" in terminal.lines


PLACES = {
    "two numbers": ("--gemeente", "amsterdam", "--sector", "vv"),
    "a page, then a number": ("--gemeente", "leiden", "--sector", "vv"),
    "no number": ("--gemeente", "groningen", "--sector", "vv"),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("size", SIZES)
def test_card_and_keys_are_on_one_screen(
    start: Start[Screen], place: tuple[str, ...], size: str
) -> None:
    """In resistance: the title, whom to call and all of the keys at once, at 40 by 20 too."""
    given = ("--antwoord", "hospital=nee", "--antwoord", "resistance=ja")
    columns, lines = SIZES[size]
    terminal = start(
        *CRISIS, "triage", "--geen-concept", *place, *given, columns=columns, lines=lines
    )
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for("[k] klaar")
    assert [line for line in terminal.lines if line.startswith(" GEDWONGEN ZORG")]
    if "groningen" not in place:
        assert any("Plek: " in line for line in terminal.lines)
    else:
        assert "112" in terminal.text


def test_a_card_that_does_not_fit_has_pages(start: Start[Screen]) -> None:
    """Where all is unknown and nobody answers: the title first, and ``m`` shows the rest."""
    unknown = [f"--antwoord={id_}=?" for id_ in ("hospital", "resistance", "client_agrees")]
    unknown += [f"--antwoord={id_}=?" for id_ in ("danger", "within_24h", "wlz_indication")]
    unknown += [f"--antwoord={id_}=?" for id_ in ("wlz_expected", "acute_change", "home_care")]
    unknown += [f"--antwoord={id_}=?" for id_ in ("informal_care", "day_care", "lasting")]
    place = ("--gemeente", "groningen", "--sector", "vv", "--geen-concept")
    moment = ("--moment", "2026-11-22T21:30")
    terminal = start(*CRISIS, "triage", *place, *moment, *unknown, columns=40, lines=20)
    terminal.wait_for(text("life_danger"))
    terminal.send("?")
    terminal.wait_for("[m] meer")
    assert " OVERLEGGEN  V&V · Groningen" in terminal.lines
    assert "112" in terminal.text
    terminal.send("m")
    terminal.wait_for("gegevens")
    terminal.send("t")
    terminal.wait_for("[k] klaar")


def test_a_small_card_says_that_there_is_something_else_to_do(start: Start[Screen]) -> None:
    """Where nobody is open and what can be done has no room, its key has those words."""
    answers = ("vg_indication=ja", "hospital=nee", "resistance=nee", "danger_48h=nee")
    options = [part for answer in answers for part in ("--antwoord", answer)]
    place = ("--gemeente", "aalsmeer", "--sector", "gz", "--moment", "2026-11-22T03:10")
    terminal = start(*CRISIS, "triage", NOBODY_THERE, *place, *options, columns=40, lines=20)
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for("Verder? [m] wat wel kan")
    assert "Wat wel kan:" not in terminal.lines


def test_yes_and_no_do_nothing(start: Start[Screen]) -> None:
    """``j`` and ``n`` answer nothing where nothing is asked."""
    terminal = at_verdict(start, NIEUWEGEIN)
    for key in "jn":
        terminal.send(key)
        terminal.wait_for("Kies een van de toetsen: s z v r c b w o a t k")
        assert OFFER in terminal.text


def test_a_digit_marks_a_call_as_made(start: Start[Screen]) -> None:
    """The line above the keys goes on to the next number, also while preparing; and back."""
    terminal = at_verdict(start, AMSTERDAM)
    assert "Bel 020 523 54 33" in terminal.lines
    terminal.send("1")
    terminal.wait_for("[1] niet gebeld")
    assert "Bel 020 262 81 12" in terminal.lines
    assert "1 ✓ gebeld: Crisisdienst Spoedeisende Psychiatrie" in terminal.text
    terminal.send("v")
    terminal.wait_for(CHECKLIST)
    assert "Bel 020 262 81 12" in terminal.text
    terminal.send("k")
    terminal.wait_for(OFFER)
    terminal.send("1")
    terminal.wait_for("Bel 020 523 54 33")


def test_a_call_that_is_marked_as_made_is_so_in_the_record(start: Start[Screen]) -> None:
    """Without anything filled in after it."""
    terminal = at_verdict(start, AMSTERDAM)
    terminal.send("1")
    terminal.wait_for("[1] niet gebeld")
    terminal.send("r")
    terminal.wait_for("[i] na het gesprek")
    assert "- Gebeld: Crisisdienst Spoedeisende Psychiatrie" in terminal.text
    assert "- Te bellen: Aanmeldportaal" in terminal.text
    assert "Tijd: ........ Gesproken met: ........" in terminal.text


def test_so_it_is_in_the_report_asked_for_beforehand(start: Start[Screen]) -> None:
    """That stands above the last screen."""
    terminal = at_verdict(start, AMSTERDAM, "--rapport", "soep")
    terminal.send("1")
    terminal.wait_for("[1] niet gebeld")
    terminal.send("k")
    terminal.wait_for(CLOSING)
    assert "- Gebeld: Crisisdienst Spoedeisende Psychiatrie" in terminal.all_text
    assert "- Te bellen: Aanmeldportaal" in terminal.all_text


@pytest.mark.parametrize("persona", [AALSMEER, AMSTERDAM, NIEUWEGEIN], ids=lambda p: p.outcome)
def test_the_last_screen_fits(start: Start[Screen], persona: Persona) -> None:
    """Card, number, what comes next and a last row of keys: at most twenty lines."""
    terminal = at_verdict(start, persona)
    terminal.send("k")
    terminal.wait_for(CLOSING)
    lines = [line.strip() for line in terminal.lines]
    top = max(n for n, line in enumerate(lines) if line.startswith(persona.title))
    shown = lines[top:]
    assert len(shown) <= 20
    keys = " ".join(shown[-2:])  # where there is a page more, they take both
    for key in (CLOSING, "[r] verslag", "[c] kopie", "[b] bewaar", "[t] terug"):
        assert key in keys
    assert "Wat nu" in shown
    assert [line for line in shown if line in persona.numbers] == list(persona.numbers)


def test_the_end_shows_a_report_and_goes_back(start: Start[Screen]) -> None:
    """``r`` and ``t`` there do what they do elsewhere; only Enter closes."""
    terminal = at_verdict(start, NIEUWEGEIN)
    terminal.send("k")
    terminal.wait_for(CLOSING)
    terminal.send("r")
    terminal.wait_for("[i] na het gesprek")
    assert "SOEP" in [line.strip() for line in terminal.lines]
    terminal.send("t")
    terminal.wait_for(CLOSING)
    terminal.send("t")
    terminal.wait_for(OFFER)
    assert "Antwoorden" not in terminal.lines
    terminal.send("k")
    terminal.wait_for(CLOSING)
    terminal.send(ENTER)
    assert terminal.exit_code() == 0
    assert "0800 2000" in terminal.lines


def test_only_enter_removes_the_draft(start: Start[Screen], tmp_path: Path) -> None:
    """Ctrl-C at the last screen keeps what was answered; Enter there leaves nothing."""
    for leaving, code in ((CTRL_C, 130), (ENTER, 0)):
        terminal = start(*CRISIS, "triage", "--moment", "2026-11-22T21:30")
        terminal.wait_for(text("life_danger"))
        terminal.send("j")
        terminal.wait_for(OFFER)
        terminal.send("k")
        terminal.wait_for(CLOSING)
        assert [name for name in files(tmp_path) if name.endswith(".json")]
        terminal.send(leaving)
        assert terminal.exit_code() == code
    assert len([name for name in files(tmp_path) if name.endswith(".json")]) == 1


def test_the_menu_in_the_simple_mode(start: Start[Screen]) -> None:
    """The same keys, in words and lines: no signs, and a section is one piece."""
    terminal = begin(start, AMSTERDAM, SIMPLE)
    give(terminal, in_lines(AMSTERDAM.questions))
    give(terminal, (("Verder?", "1\n"), ("Verder?", "s\n"), ("Tot zover.", "t\n")))
    give(terminal, (("Verder?", "k\n"), ("Enter = afsluiten", "\n")))
    assert terminal.exit_code() == 0
    shown = one_line(written(terminal))
    assert "GEDWONGEN ZORG V&V · Amsterdam" in shown
    assert "1. nu: Crisisdienst" in shown
    assert "2. daarna: Plek: " in shown
    assert "1. gebeld: Crisisdienst" in shown
    assert "►" not in shown


def test_preparing_goes_back_to_the_card_where_options_gave_all(start: Start[Screen]) -> None:
    """What is answered in the list is no step back from the card: ``t`` leads past it."""
    terminal = begin(start, AALSMEER, *given(AALSMEER.asked))
    terminal.wait_for(OFFER)
    assert "[t] terug" not in terminal.text
    terminal.send("v")
    answer(terminal, AALSMEER.prepare[:2])
    terminal.wait_for(CHECKLIST)
    assert "[t] terug" in terminal.text
    terminal.send("t")
    terminal.wait_for(OFFER)
    assert "[t] terug" not in terminal.text
    terminal.send(CTRL_C)
    terminal.exit_code()
