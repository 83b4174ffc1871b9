"""The table of a lookup on a screen, the first run, and what is asked about a mistyped word."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import pytest

from crisiszorg_cli.interview.plain_prompts import PlainPrompts
from crisiszorg_cli.interview.prompter import SAVE, SAVE_KEY, Key, Navigation
from crisiszorg_cli.interview.sector_choice import Section, SectorChoice
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.render.pages import Room
from tests.interview.test_own_number import PASS, answer
from tests.terminal.screen import ENTER, Screen, Start
from tests.terminal.terminal import CRISIS

SUNDAY = ("--moment", "2026-11-22T21:30")
KEYS = "[1] V&V   [2] GZ   [3] GGZ   [4] Jeugd"
LEIDEN = ("lookup", "leiden", *SUNDAY)


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 20)])
def test_nothing_scrolls_away(start: Start[Screen], columns: int, lines: int) -> None:
    """Heading, every number and the keys are on one screen, and Enter leaves."""
    terminal = start(*CRISIS, *LEIDEN, columns=columns, lines=lines)
    terminal.wait_for("[4] Jeugd")
    terminal.wait_for("[k/Enter] klaar")
    shown = terminal.text
    for words in (
        "Leiden zo 21:30",
        "088 33 99 999",
        "071 582 58 87",
        "DICHT tot ma 09:00",
        "0800 2000",
        "LET OP",
    ):
        assert words in shown
    terminal.send(ENTER)
    assert terminal.exit_code() == 0


def test_a_digit_opens_a_sector_and_t_goes_back(start: Start[Screen]) -> None:
    """The sector is what ``--sector`` shows, with its number alone and in sight."""
    terminal = start(*CRISIS, *LEIDEN)
    terminal.wait_for(KEYS)
    terminal.send("2")
    terminal.wait_for("Deel 1 van")
    assert "071 582 58 87" in [line.strip() for line in terminal.scrolled]
    terminal.send("m")
    terminal.wait_for("Deel 2 van")
    assert "Bel 071 582 58 87 (nu gesloten)" in terminal.text
    terminal.send("1")
    terminal.wait_for("Bel 088 33 99 999")
    terminal.send("t")
    terminal.wait_for(KEYS)
    terminal.send("z")
    terminal.wait_for("Kies een van de toetsen: 1 2 3 4 d k Enter")
    terminal.send("k")
    assert terminal.exit_code() == 0


def test_x_asks_for_a_number_that_is_missing() -> None:
    """It stands where one may be kept, and the sector is shown anew after that."""
    kept: list[str] = []
    replied: list[str | Navigation] = ["vv", SAVE, Navigation.BACK, Navigation.DONE]
    replies = iter(replied)
    offered: list[bool] = []

    class Person(PlainPrompts):
        def ask_key(
            self,
            message: str,  # noqa: ARG002
            why: str,  # noqa: ARG002
            keys: Sequence[Key],
            *,
            current: str | None = None,  # noqa: ARG002
            reminder: str = "",  # noqa: ARG002
        ) -> str | Navigation:
            offered.append(SAVE_KEY in keys)
            return next(replies)

    choice = SectorChoice(
        prompter=Person(),
        show=lambda _: None,
        room=lambda: Room(80, 24),
        table=lambda _: [],
        sectors=[Key("1", "V&V", "vv")],
        section=lambda _: Section([Line(Role.TEXT, "V&V")], "", may_save=not kept),
        save=kept.append,
    )

    assert choice.ask() == (Navigation.DONE, None)
    assert kept == ["vv"]
    assert offered == [False, True, False, False]


@pytest.mark.only_thorough
def test_a_number_that_is_missing_can_be_kept(start: Start[Screen]) -> None:
    """``x`` asks for it where a sector has none, and only there; the table then has it."""
    terminal = start(*CRISIS, "lookup", "groningen", *SUNDAY)
    terminal.wait_for(KEYS)
    terminal.send("1")
    terminal.wait_for("[x] nummer opslaan")
    terminal.send("x")
    answer(terminal, PASS)
    terminal.wait_for("Bel 050 123 45 67")
    assert "[x]" not in terminal.text
    terminal.send("t")
    terminal.wait_for("Aanmeldpunt ouderen · eigen")
    terminal.send("k")
    assert terminal.exit_code() == 0


def test_a_sector_has_all_there_is(start: Start[Screen]) -> None:
    """Also where that is much: its sources, and a number that may be tried but is closed."""
    terminal = start(*CRISIS, "lookup", "groningen", *SUNDAY, columns=100, lines=80)
    terminal.wait_for("[4] Jeugd   [d]")
    terminal.send("3")
    terminal.wait_for("[t] terug")
    assert "Bron" in terminal.text
    assert "voeg --sector" not in terminal.text


def test_the_triage_begins_with_this_place_and_sector(start: Start[Screen]) -> None:
    """Neither is asked again."""
    terminal = start(*CRISIS, *LEIDEN)
    terminal.wait_for(KEYS)
    terminal.send("3")
    terminal.wait_for("[t] terug")
    terminal.send("d")
    terminal.wait_for("levensgevaar")
    terminal.send("n")
    terminal.wait_for("ziekenhuis")
    terminal.send("n")
    terminal.wait_for("Verzet de cliënt zich")


@pytest.mark.parametrize("command", [(), ("lookup",)], ids=["crisis", "lookup"])
def test_who_names_no_place_is_asked(start: Start[Screen], command: tuple[str, ...]) -> None:
    """With 112 above it; the table follows, and ``t`` is another place."""
    terminal = start(*CRISIS, *command)
    terminal.wait_for("Waar woont de cliënt?")
    assert "Levensgevaar? Bel 112." in terminal.text
    terminal.send("2332")
    terminal.send(ENTER)
    terminal.wait_for("[t] andere plaats")
    assert "088 33 99 999" in terminal.text
    terminal.send("t")
    terminal.wait_for("Waar woont de cliënt?")
    terminal.send("\x03")
    assert terminal.exit_code() == 130


def test_the_simple_mode_prints_and_ends(start: Start[Screen]) -> None:
    """A number is alone on its line there; nothing waits, unless somebody was asked before."""
    env = {"ACCESSIBLE": "1"}
    terminal = start(*CRISIS, "lookup", "leiden", env=env)
    assert terminal.exit_code() == 0
    assert "088 33 99 999" in terminal.scrolled
    terminal = start(*CRISIS, env=env)
    terminal.wait_for("Uw keuze:")
    terminal.send("leiden\r")
    terminal.wait_for("Welke sector?")
    terminal.send("k\r")
    assert terminal.exit_code() == 0


def test_no_input_waits_for_nothing(start: Start[Screen]) -> None:
    """The table, and how to see more; without a name it is a mistake."""
    terminal = start(*CRISIS, *LEIDEN, "--no-input")
    assert terminal.exit_code() == 0
    assert "--sector vv" in terminal.text
    assert start(*CRISIS, "lookup", "--no-input").exit_code() == 2


@pytest.mark.parametrize(
    ("word", "key", "then"),
    [("lokup", "j", "Waar woont"), ("lokup", "n", "in de gegevens"), ("leiden", "", KEYS)],
)
def test_a_first_word_is_a_mistyped_command_or_a_place(
    start: Start[Screen], word: str, key: str, then: str
) -> None:
    """One key tells which, where it is nearly a command."""
    terminal = start(*CRISIS, word)
    if key:
        terminal.wait_for("Bedoelde u lookup?")
        terminal.send(key)
    terminal.wait_for(then)


def test_a_misspelt_place_of_a_triage_is_one_key(start: Start[Screen]) -> None:
    """As at a lookup; of none of them the interview asks."""
    terminal = start(*CRISIS, "triage", "--regio", "leidn", "--sector", "vv")
    terminal.wait_for("Bedoelt u:")
    assert "Levensgevaar? Bel 112." in terminal.text
    terminal.send("1")
    terminal.wait_for("levensgevaar")
    terminal.send("\x03")
    terminal.exit_code()
    assert "woonplaats: Leiden" in terminal.all_text


def test_the_simple_mode_can_begin_after_something_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As for an interview that follows the choice of a place."""
    stdin = io.TextIOWrapper(io.BytesIO(b"1\nj\n"), "utf-8")
    stdin.readline()
    monkeypatch.setattr(sys, "stdin", stdin)

    PlainPrompts()
