"""Pasting, near names, hostile text: nothing is answered that was not meant."""

from __future__ import annotations

import pytest

from tests.effort import each
from tests.interview.personas import (
    CHECKLIST,
    QUESTIONS,
    at,
    close,
    label,
    text,
)
from tests.terminal.screen import (
    CTRL_U,
    DOWN,
    ENTER,
    Screen,
    Start,
)
from tests.terminal.terminal import CRISIS

GIVEN = label("youth_what_happened")


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"], ids=["lf", "cr", "crlf"])
def test_pasted_lines_stay_in_one_answer(start: Start[Screen], newline: str) -> None:
    """Lines pasted into an open question are one text, and answer nothing by themselves."""
    terminal = at(start, "text")
    terminal.paste(newline.join(("ruzie thuis", "n", "j", "", "kind is weg", "")))
    terminal.wait_for("kind is weg")
    terminal.send(ENTER)
    terminal.wait_for(CHECKLIST)
    assert f"{GIVEN}: ruzie thuis n j kind is weg" in terminal.all_text
    assert f"{label('local_team')}:" not in terminal.all_text


def test_pasted_lines_choose_no_place(start: Start[Screen]) -> None:
    """Lines pasted into the search for a place choose nothing and answer nothing."""
    terminal = at(start, "place")
    terminal.paste("leiden\n1\nn\n")
    terminal.wait_for("leiden")
    assert "woonplaats:" not in terminal.all_text
    terminal.send(f"{CTRL_U}amstelveen{ENTER}")
    terminal.wait_for(text("sector"))
    assert "woonplaats: Amstelveen" in terminal.text
    assert terminal.all_text.count("woonplaats:") == 1


@pytest.mark.parametrize("typed", ["rotterdan", "zoetermeir", "leidn"])
def test_near_name_is_not_chosen(start: Start[Screen], typed: str) -> None:
    """Enter never chooses a place that only looks like what was typed; an arrow key does."""
    terminal = at(start, "place")
    terminal.send(typed + ENTER)
    terminal.wait_for("Zo niet gevonden.")
    near = terminal.lines[terminal.lines.index(f"> {typed}") + 1].strip()
    assert not near.startswith(">")
    terminal.send(DOWN + ENTER)
    terminal.wait_for(text("sector"))
    assert f"woonplaats: {near.partition(' (')[0].partition(',')[0]}" in terminal.text


@pytest.mark.parametrize(("typed", "place"), [("uithoo", "Uithoorn"), (" UWEGEI", "Nieuwegein")])
def test_the_only_one_that_fits(start: Start[Screen], typed: str, place: str) -> None:
    """Enter puts the cursor on the only place that fits, and asks; Enter again chooses it."""
    terminal = at(start, "place")
    terminal.send(typed + ENTER)
    terminal.wait_for(f"Bedoelt u {place} (")
    terminal.wait_for("? Enter kiest.")
    assert "woonplaats:" not in terminal.all_text
    assert sum(line.startswith(f"> {place} (") for line in terminal.lines) == 1
    terminal.send(ENTER)
    terminal.wait_for(text("sector"))
    assert f"woonplaats: {place}" in terminal.lines


def test_typing_on_after_the_question_what_is_meant(start: Start[Screen]) -> None:
    """Whoever meant another place types on; nothing was chosen."""
    terminal = at(start, "place")
    terminal.send(f"uithoo{ENTER}")
    terminal.wait_for("Bedoelt u Uithoorn")
    terminal.send(f"{CTRL_U}haarlemm")
    terminal.wait_for("> haarlemm")
    terminal.wait_for(lambda t: "Bedoelt u" not in t.text)
    terminal.send(ENTER)
    terminal.wait_for("Er zijn er meer.")
    assert "woonplaats:" not in terminal.all_text


def test_keys_at_the_place(start: Start[Screen]) -> None:
    """``w`` says why it is asked and ``t`` goes back, with Enter after them, as where one types."""
    terminal = at(start, "place")
    terminal.wait_for("t terug w waarom")
    assert QUESTIONS["region"].help not in terminal.text
    terminal.send(f"w{ENTER}")
    terminal.wait_for(QUESTIONS["region"].help)
    terminal.send(f"W{ENTER}")
    terminal.wait_for(lambda t: QUESTIONS["region"].help not in t.text)
    terminal.send(f"t{ENTER}")
    terminal.wait_for(text("hospital"))
    terminal.wait_for("Was: nee. Enter houdt dit.")


@pytest.mark.thorough
@pytest.mark.parametrize("typed", each(2, ["", "   ", "qqqqq", "[/xqzq]", "%%%", "12345"]))
def test_no_place_no_answer(start: Start[Screen], typed: str) -> None:
    """Enter on nothing, or on what is nowhere, gives a hint in Dutch and no place."""
    terminal = at(start, "place")
    terminal.send(typed + ENTER)
    terminal.wait_for("Niets gevonden." if typed.strip() else "Typ eerst een naam.")
    terminal.send(f"{CTRL_U}leiden{ENTER}")
    terminal.wait_for(text("sector"))
    assert terminal.all_text.count("woonplaats:") == 1
    assert "woonplaats: Leiden" in terminal.text


HOSTILE = {
    "markup": "[/dit] [bold]niet[/bold]",
    "emoji-name": ":smile: :warning:",
    "link": "[link=http://x]y[/link]",
    "style": "<b>html</b> &amp; {0} %s",
    "backslash": r"\x1b[2J \[ \n",
    "emoji": "🚑 👍 é",
    "rtl": "שלום מרחבא",
    "number": "bel 0880000000 maar",
    "yes": "ja j nee",
}


@pytest.mark.thorough
@pytest.mark.parametrize("kind", each(3, list(HOSTILE)))
def test_hostile_text_is_only_text(start: Start[Screen], kind: str) -> None:
    """What looks like markup, code or an order is shown as it was typed, and does nothing."""
    typed = HOSTILE[kind]
    terminal = at(start, "text", "--rapport", "soep")
    terminal.paste(typed)
    terminal.send(ENTER)
    if "0880000000" in typed:
        terminal.wait_for("Toch laten staan?")
        terminal.send("j")
    terminal.wait_for(CHECKLIST)
    terminal.send("k")
    close(terminal)
    assert f"{GIVEN}: {typed}" in terminal.output
    assert "0800 2000" in [line.strip() for line in terminal.lines]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("sequence", "shown"),
    each(
        3,
        [
            ("\x1b[2J\x1b[3J", "voor [2J [3Jna"),
            ("\x1b]0;gekaapt\x07", "voor ]0;gekaapt na"),
            ("\x1b[31m", "voor [31mna"),
            ("\x9b2J", "voor 2Jna"),
            ("\x08\x08\x08", "voor na"),
            ("\x00\x07", "voor na"),
        ],
    ),
    ids=ascii,
)
def test_control_characters_do_nothing(start: Start[Screen], sequence: str, shown: str) -> None:
    """Control characters in a paste reach neither the screen nor the answers."""
    terminal = at(start, "text", "--rapport", "soep")
    terminal.paste(f"voor{sequence}na")
    terminal.send(ENTER)
    terminal.wait_for(CHECKLIST)
    terminal.send("k")
    close(terminal)
    assert sequence not in terminal.output
    assert f"- {GIVEN}: {shown}" in terminal.scrolled


def test_very_long_text(start: Start[Screen]) -> None:
    """Two thousand characters are not cut: that is said, and the text can be made shorter."""
    terminal = at(start, "text", "--rapport", "soep")
    terminal.paste("heel veel woorden " * 120)
    terminal.send(ENTER)
    terminal.wait_for("Te lang: 2159 tekens, en er passen er 500. Kort het in.")
    terminal.send("\x15", "kort", ENTER)
    terminal.wait_for(CHECKLIST)
    terminal.send("k")
    close(terminal)
    assert "0800 2000" in [line.strip() for line in terminal.lines]
    assert f"- {GIVEN}: kort" in terminal.scrolled


def test_hostile_text_from_a_file(start: Start[Screen]) -> None:
    """Answers given in advance are shown as text too, also on a real screen."""
    answers = (
        "life_danger=nee",
        "hospital=nee",
        "vg_indication=nee",
        "own_network=[/x] :smile:",
        "abuse_suspected=nee",
        "psychiatric_picture=nee",
    )
    options = [part for text in answers for part in ("--antwoord", text)]
    command = (*CRISIS, "triage", "--regio", "nieuwegein", "--sector", "jeugd", *options)
    terminal = start(*command, "--no-input", "--rapport", "sbar")
    assert terminal.exit_code() == 0
    assert "kan helpen: [/x] :smile:" in terminal.all_text


def test_what_was_given_beforehand_is_pointed_out_too(start: Start[Screen]) -> None:
    """An answer out of an option is looked at as one that is typed; an own choice is made here."""
    options = ("--antwoord", "what_changed=bel 0612345678", "--reden", "zoon@voorbeeld.nl")
    terminal = start(*CRISIS, "triage", *options)
    terminal.wait_for("'what_changed' lijkt op een telefoonnummer.")
    terminal.wait_for("de reden lijkt op een e-mailadres.")
    terminal.wait_for("--afwijken en --reden gelden met --no-input; hier is het a.")
