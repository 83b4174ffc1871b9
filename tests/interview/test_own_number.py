"""A number that nobody knows is asked for, shown back and kept: by few keys, at both widths."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.effort import each
from tests.interview.lines import SIMPLE, give
from tests.interview.personas import OFFER, text
from tests.terminal.screen import CTRL_C, ENTER, Screen, Start
from tests.terminal.terminal import CRISIS

MOMENT = ("--moment", "2026-11-27T21:30")
LOOKUP = (*CRISIS, "lookup", "groningen", "--sector", "vv", *MOMENT)
GIVEN = (
    *("hospital=nee", "resistance=nee", "client_agrees=ja", "danger=ja", "within_24h=ja"),
    *("wlz_indication=ja", "acute_change=ja", "home_care=not_enough", "lasting=ja"),
    *("informal_care=?", "day_care=?"),
)
TRIAGE = (
    *(*CRISIS, "triage", "--gemeente", "groningen", "--sector", "vv", "--geen-concept", *MOMENT),
    *(f"--antwoord={answer}" for answer in GIVEN),
)

PASS = (  # what is asked, the text that is typed, and the key
    ("Welk nummer", "050 123 45 67", ENTER),
    ("Wie krijgt u", "Aanmeldpunt ouderen", ENTER),
    ("V&V in de regio Groningen?", "", "j"),
    ("Wanneer is het bereikbaar?", "", "u"),
    ("Welke uren?", "ma-vr 9-17", ENTER),
    ("Van wie", "collega van de HAP", ENTER),
    ("Wanneer hoorde u het?", "", ENTER),
    ("vertrouwelijk?", "", "n"),
    ("opslaan?", "", "j"),
)
MOST_KEYS = 12


def answer(terminal: Screen, steps: tuple[tuple[str, str, str], ...]) -> int:
    """Answer each question; return how many keys it took besides the texts."""
    for words, typed, key in steps:
        terminal.wait_for(words)
        terminal.send(*([typed] if typed else []), key)
    return len(steps)


def in_file(home: Path) -> str:
    """Return the user's own overlay; nothing where there is none."""
    file = home / "crisiszorg-cli" / "overlay.yaml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.mark.thorough
@pytest.mark.parametrize("size", each(2, [(40, 20), (80, 24)]), ids=str)
def test_a_number_is_kept_from_the_card(
    start: Start[Screen], tmp_path: Path, size: tuple[int, int]
) -> None:
    """Ten keys; the card then has the number, marked as the user's own, and no such key."""
    terminal = start(*TRIAGE, columns=size[0], lines=size[1])
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for("[x] nummer opslaan")
    terminal.send("x")
    assert 1 + answer(terminal, PASS) <= MOST_KEYS
    terminal.wait_for(lambda t: "Bel 050 123 45 67" in t.text and OFFER in t.text)
    assert "eigen gegevens" in terminal.text
    assert "[x]" not in terminal.text
    assert "Mo-Fr 09:00-17:00; PH off" in in_file(tmp_path)
    terminal.send(CTRL_C)
    terminal.exit_code()


def test_a_number_can_be_kept_where_the_first_call_has_none(start: Start[Screen]) -> None:
    """Forced care by a page, and youth by who stands in: that another has a number is no matter."""
    for sector, place, asked, keys in (
        ("vv", "leiden", ["resistance"], "j"),
        ("jeugd", "rotterdam", ["vg_indication", "abuse_suspected", "psychiatric_picture"], "nnn"),
    ):
        where = ("--gemeente", place, "--sector", sector, "--geen-concept", *MOMENT)
        terminal = start(*CRISIS, "triage", *where)
        for question, key in zip(["life_danger", "hospital", *asked], f"nn{keys}", strict=True):
            terminal.wait_for(text(question))
            terminal.send(key)
        terminal.wait_for("[x] nummer opslaan")
        terminal.send(CTRL_C)
        terminal.exit_code()


def test_a_number_is_kept_from_a_lookup(start: Start[Screen], tmp_path: Path) -> None:
    """The lookup is then shown with it; what is wrong in a line is said as it is typed."""
    terminal = start(*LOOKUP)
    terminal.wait_for("Weet u het nummer?")
    terminal.send("x")
    terminal.wait_for("Welk nummer")
    terminal.send("050 12", ENTER)
    terminal.wait_for("Dit is geen bestaand Nederlands nummer.")
    terminal.send("3 45 67", ENTER)
    answer(terminal, PASS[1:4])
    terminal.wait_for("Welke uren?")
    terminal.send("soms", ENTER)
    terminal.wait_for("Die tijden begrijp ik niet.")
    terminal.send("\x15", "za 10-12", ENTER)
    answer(terminal, PASS[5:8])
    terminal.wait_for("Zo opslaan?")
    assert "za 28-11: 10:00 tot 12:00" in terminal.text
    terminal.send("j")
    assert terminal.exit_code() == 0
    assert "Eigen gegevens." in terminal.scrolled
    assert 'phone: "0501234567"' in in_file(tmp_path)


@pytest.mark.only_thorough
def test_going_back_keeps_what_was_typed(start: Start[Screen], tmp_path: Path) -> None:
    """``t`` at the end asks the last part again; ``n`` there keeps nothing."""
    given = (
        "--nummer",
        "050 123 45 67",
        "--naam",
        "Desk",
        "--regio",
        "groningen",
        "--sector",
        "vv",
    )
    terminal = start(*CRISIS, "overlay", "add", *given, "--uren", "altijd", "--wie", "ik")
    answer(terminal, PASS[6:8])
    terminal.wait_for("Zo opslaan?")
    terminal.send("t")
    terminal.wait_for("vertrouwelijk?")
    terminal.send("t")
    terminal.wait_for("Wanneer hoorde u het?")
    terminal.send("t", ENTER)
    terminal.wait_for("Was: ik.")
    terminal.send(ENTER)
    terminal.wait_for("Zo opslaan?")
    terminal.send("n")
    terminal.wait_for("Niet opgeslagen.")
    assert terminal.exit_code() == 0
    assert in_file(tmp_path) == ""


@pytest.mark.only_thorough
def test_an_own_number_is_replaced_by_one_key(start: Start[Screen], tmp_path: Path) -> None:
    """It says which one; another one for the same place is a key as well."""
    given = ("--naam", "Desk", "--regio", "groningen", "--sector", "vv", "--uren", "altijd")
    command = (*CRISIS, "overlay", "add", *given, "--wie", "ik", "--op", "vandaag")
    for number, key in (("050 123 45 67", "j"), ("050 111 22 33", "v"), ("050 111 22 44", "e")):
        terminal = start(*command, "--nummer", number, "--niet-vertrouwelijk")
        terminal.wait_for("opslaan" if key == "j" else "vervangen")
        terminal.send(key)
        assert terminal.exit_code() == 0
    assert "0501234567" not in in_file(tmp_path)
    assert in_file(tmp_path).index("0501112244") < in_file(tmp_path).index("0501112233")


@pytest.mark.only_thorough
def test_in_the_simple_mode(start: Start[Screen], tmp_path: Path) -> None:
    """The same questions in lines; leaving half-way keeps nothing."""
    terminal = start(*TRIAGE, SIMPLE)
    give(terminal, ((text("life_danger"), "n\n"), ("Verder?", "x\n")))
    give(terminal, ((words, f"{typed or key.strip()}\n") for words, typed, key in PASS[:-1]))
    terminal.wait_for("Zo opslaan?")
    assert in_file(tmp_path) == ""
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert in_file(tmp_path) == ""


def test_a_faulty_file_ends_no_interview(start: Start[Screen], tmp_path: Path) -> None:
    """It is said before anything is typed, and the card is there again."""
    file = tmp_path / "crisiszorg-cli" / "overlay.yaml"
    file.parent.mkdir()
    file.write_text("services: [", encoding="utf-8")
    terminal = start(*TRIAGE)
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for("[x] nummer opslaan")
    terminal.send("x")
    terminal.wait_for("Er is niets veranderd.")
    terminal.wait_for(OFFER)
    terminal.send(CTRL_C)
    terminal.exit_code()
