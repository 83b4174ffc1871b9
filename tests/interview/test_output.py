"""What a command shows on a screen: whole numbers, whole words, colours that can be missed."""

from __future__ import annotations

import re

import pytest

from tests.terminal.screen import ENTER, Screen, Start
from tests.terminal.terminal import CRISIS

COLOUR = re.compile(r"\x1b\[[\d;]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
NUMBERS = [
    (("--regio", "ZHN", "--sector", "vv"), "088 33 99 999"),
    (("--gemeente", "Aalsmeer", "--sector", "vv"), "023 555 60 04"),
    (("--gemeente", "Aalsmeer", "--sector", "gz"), "071 582 58 87"),
    (("--gemeente", "Amsterdam", "--sector", "vv"), "020 262 81 12"),
    (("--gemeente", "Amsterdam", "--sector", "ggz"), "020 523 54 33"),
    (("--regio", "Lekstroom"), "0800 2000"),
    (("112",), "112"),
]


@pytest.mark.parametrize(("arguments", "number"), NUMBERS, ids=[number for _, number in NUMBERS])
@pytest.mark.parametrize("columns", [20, 80])
def test_number_is_whole(
    start: Start[Screen], arguments: tuple[str, ...], number: str, columns: int
) -> None:
    """Even at 20 columns the number is unbroken, and alone on its line."""
    terminal = start(*CRISIS, "lookup", *arguments, columns=columns)
    assert terminal.exit_code() == 0
    assert number in [line.strip() for line in terminal.scrolled]


@pytest.mark.parametrize("columns", [20, 40, 79])
def test_words_are_whole(start: Start[Screen], columns: int) -> None:
    """Lines break between words, unless a word is wider than the screen."""
    narrow = start(*CRISIS, "lookup", "leiden", "--sector", "gz", columns=columns)
    assert narrow.exit_code() == 0
    wide = start(*CRISIS, "lookup", "leiden", "--sector", "gz", columns=250)
    assert wide.exit_code() == 0
    words = wide.all_text.split()
    pieces = narrow.all_text.split()
    assert "".join(pieces) == "".join(words)
    long = [word for word in words if len(word) > columns]
    assert {piece for piece in pieces if piece not in "".join(long)} <= set(words)


def test_number_can_be_clicked(start: Start[Screen]) -> None:
    """In a terminal that knows links the number is one, with the digits to dial."""
    terminal = start(*CRISIS, "lookup", "--regio", "ZHN", "--sector", "vv")
    assert terminal.exit_code() == 0
    link = r"\x1b\]8;[^;]*;tel:0883399999\x1b\\088 33 99 999\x1b\]8;;\x1b\\"
    assert re.search(link, re.sub(r"\x1b\[[\d;]*m", "", terminal.output))


def test_colours(start: Start[Screen]) -> None:
    """A terminal with colours gets them: the number stands out."""
    terminal = start(*CRISIS, "lookup", "ZHN", "--no-input")
    assert terminal.exit_code() == 0
    assert COLOUR.search(terminal.output)


@pytest.mark.parametrize(
    "arguments",
    [
        ("lookup", "ZHN", "--no-input"),
        ("regions",),
        ("criteria",),
        ("triage", "--antwoord", "life_danger=ja"),
    ],
    ids=" ".join,
)
def test_no_color(start: Start[Screen], arguments: tuple[str, ...]) -> None:
    """NO_COLOR takes every colour away, from prompts as well."""
    terminal = start(*CRISIS, *arguments, env={"NO_COLOR": "1"})
    if arguments[0] == "triage":
        terminal.wait_for("[k] klaar")
        terminal.send("k")
        terminal.wait_for("[Enter] afsluiten")
        terminal.send("\r")
    assert terminal.exit_code() == 0
    assert len(terminal.all_text) > 50
    assert not COLOUR.search(terminal.output)


def test_dumb_terminal(start: Start[Screen]) -> None:
    """With TERM=dumb nothing but plain lines is written."""
    terminal = start(*CRISIS, "lookup", "ZHN", env={"TERM": "dumb"})
    assert terminal.exit_code() == 0
    assert "088 33 99 999" in terminal.scrolled
    assert "\x1b" not in terminal.output


@pytest.mark.parametrize("option", ["--no-input", "--json"])
def test_terminal_without_questions(start: Start[Screen], option: str) -> None:
    """``--no-input`` and ``--json`` ask nothing, even at a terminal."""
    terminal = start(*CRISIS, "triage", option)
    assert terminal.exit_code() == 2
    assert "Er ontbreken antwoorden: life_danger, hospital, region, sector." in terminal.all_text
    assert "Hier is geen terminal" not in terminal.all_text


def test_errors_show_no_control_characters(start: Start[Screen]) -> None:
    """A word that is not known is repeated without what it could do to the screen."""
    terminal = start(*CRISIS, "lookup", "\x1b[2J\x1b]0;gekaapt\x07zzz")
    assert terminal.exit_code() == 1
    assert "zzz" in terminal.text
    assert "\x1b" not in terminal.output
    assert "\x07" not in terminal.output


def test_reports_choose_no_place(start: Start[Screen]) -> None:
    """Where a name can mean two places, only a key chooses."""
    terminal = start(*CRISIS, "lookup", "vianen")
    terminal.wait_for("[2]")
    terminal.write("\x1b[?61;2;1c\x1b[?997;1n\x1b]11;rgb:1111/2222/1111\x07")
    terminal.send("z")
    terminal.wait_for("Kies een van de toetsen: 1 2")
    terminal.send("2")
    terminal.wait_for("[k/Enter] klaar")
    terminal.send("k")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("region", ["zhn", "amsterdam"])
def test_a_region_of_the_settings_is_said_to_be_one(start: Start[Screen], region: str) -> None:
    """Also where it is the first of the list, so that the cursor stands on it."""
    assert start(*CRISIS, "config", "region", region).exit_code() == 0
    terminal = start(*CRISIS, "triage", "--sector", "vv")
    for words in ("levensgevaar", "ziekenhuis"):
        terminal.wait_for(words)
        terminal.send("n")

    terminal.wait_for("uw instelling; alleen als de cliënt daar woont")


def test_a_misspelt_name_is_one_key(start: Start[Screen]) -> None:
    """What comes near is offered in the terminal; Enter chooses none of it."""
    terminal = start(*CRISIS, "lookup", "leidn", "--sector", "vv")
    terminal.wait_for("'leidn' staat niet in de gegevens. Bedoelt u:")
    terminal.wait_for("geen van deze")
    terminal.send(ENTER)
    terminal.wait_for("Kies een van de toetsen: 1 2 3 n")
    terminal.send("1")
    assert terminal.exit_code() == 0
    assert "088 33 99 999" in terminal.all_text


def test_a_term_is_not_taken_for_a_misspelt_place(start: Start[Screen]) -> None:
    """What the glossary knows was spelt right: nothing is asked, and the tip says where it is."""
    terminal = start(*CRISIS, "lookup", "wzd")
    assert terminal.exit_code() == 1
    assert "crisis explain wzd" in terminal.all_text
    assert "geen van deze" not in terminal.all_text


def test_none_of_what_comes_near(start: Start[Screen]) -> None:
    """Then it says what it says without a terminal."""
    terminal = start(*CRISIS, "lookup", "leidn")
    terminal.wait_for("geen van deze")
    terminal.send("n")
    assert terminal.exit_code() == 1
    assert "Bedoelde u: Leiden" in terminal.all_text
