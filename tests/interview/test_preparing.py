"""The checklist before the call: what is on it, in which words, and that it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from crisiszorg_cli.interview.key_rows import key_rows, labelled
from crisiszorg_cli.interview.preparing import AT_HAND, MANY, Checklist, prepare_key
from crisiszorg_cli.interview.prompter import Key, Navigation, Prompter
from crisiszorg_cli.model.content import UNKNOWN, Question, QuestionKind
from crisiszorg_cli.render.layout import fill
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.triage.session import Session
from tests.interview.lines import SIMPLE, give, written
from tests.interview.personas import (
    CHECKLIST,
    GGZ,
    LEIDEN,
    OFFER,
    begin,
    begin_at_verdict,
    given,
    label,
    text,
)
from tests.shipped import CONTENT, ENGINE
from tests.terminal.screen import ENTER, Screen, Start, one_line

VV = {
    "life_danger": "no",
    "hospital": "no",
    "region": "GM0546",
    "sector": "vv",
    "resistance": "yes",
}
"""With resistance no criterion is asked before the verdict: the longest checklist there is."""
WIDE = Room(80, 24)
LONG = "partner gevallen, dwaalt sinds vanmiddag en de dochter kan het niet meer aan"


class Looking:
    """A prompter that keeps each screen, and presses these keys."""

    def __init__(self, *pressed: str) -> None:
        """Keep the keys to press."""
        self.pressed = list(pressed)
        self.screens: list[tuple[str, Sequence[Key]]] = []

    def ask_key(
        self, message: str, _why: str, keys: Sequence[Key], *, reminder: str
    ) -> str | Navigation:
        """Press the next key."""
        assert reminder
        self.screens.append((message, keys))
        pressed = self.pressed.pop(0)
        return next(key.value for key in keys if key.key == pressed)

    @property
    def shown(self) -> list[str]:
        """The items of the last screen."""
        return [labelled(key) for key in self.screens[-1][1] if key.alone]


def labels(keys: Sequence[Key]) -> list[str]:
    """Return keys with their words."""
    return [labelled(key) for key in keys]


Look = Callable[..., tuple[Question | str | Navigation, Looking]]


@pytest.fixture
def session() -> Session:
    """A session at its verdict, with all of the call still to prepare."""
    return Session(ENGINE, VV)


@pytest.fixture
def look(session: Session) -> Look:
    """Open the checklist and press these keys."""

    def looking(*keys: str, room: Room = WIDE) -> tuple[Question | str | Navigation, Looking]:
        prompter = Looking(*keys)
        shown = Checklist(session, CONTENT.directory, cast("Prompter", prompter), lambda: room)
        return shown.ask("Bel 088 33 99 999"), prompter

    return looking


def test_five_on_a_screen_in_any_order(session: Session, look: Look) -> None:
    """``m`` goes on and ``t`` back; each digit is one question, and all of them are there."""
    listed = session.to_prepare()
    screens = -(-len(listed) // MANY)
    seen = []
    for screen in range(screens):
        for place in range(min(MANY, len(listed) - screen * MANY)):
            chosen, looking = look(*"m" * screen, str(place + 1))
            seen.append(chosen)
            assert f"{CHECKLIST}, deel {screen + 1} van {screens}." in looking.screens[-1][0]
            assert ("m" in [key.key for key in looking.screens[-1][1]]) == (screen < screens - 1)
    assert seen == listed

    assert look("m", "t", "2")[0] == listed[1]
    assert look("t")[0] is Navigation.BACK
    assert [look(key)[0] for key in ("k", "Enter", "h")] == [*[Navigation.DONE] * 2, AT_HAND]


def test_each_item_says_how_it_stands(session: Session, look: Look) -> None:
    """A mark, and the answer in a few words; words alone in the simple mode."""
    first, second, third, fourth, fifth = (q.id for q in session.to_prepare()[:MANY])
    for id_, value in ((second, UNKNOWN), (first, "yes")):
        session.give(id_, value)
    session.skip(third)
    simple = look("k", room=Room(80, 24, simple=True))[1].shown

    assert look("k")[1].shown == [
        f"[1] ✓ {label(first)}: ja",
        f"[2] ? {label(second)}: weet ik niet",
        f"[3] – {label(third)}: overgeslagen",
        f"[4] · {label(fourth)}",
        f"[5] · {label(fifth)}",
    ]
    assert f"[4] {label(fourth)}: nog niet" == simple[3]
    assert not {*"·✓–"} & set("".join(simple))


def test_it_opens_where_something_is_open(session: Session, look: Look) -> None:
    """And can be opened all the same when nothing is."""
    while (question := session.unasked()[0]) in session.to_prepare()[:MANY]:
        session.give(question.id, (*question.values(), UNKNOWN)[0])
    assert "deel 2 van" in look("k")[1].screens[0][0]

    while open_ := session.unasked():
        session.give(open_[0].id, UNKNOWN)
    assert "deel 1 van" in look("k")[1].screens[0][0]
    assert prepare_key(session) == Key("v", "voorbereiden", "prepare")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 20), (40, 13)])
def test_it_fits(session: Session, look: Look, columns: int, lines: int) -> None:
    """With a long answer to each question: number, title, items, keys and a hint."""
    for question in session.to_prepare():
        is_text = question.kind is QuestionKind.TEXT
        session.give(question.id, LONG if is_text else question.values()[0])
    looking = look("m", "m", "m", "k", room=Room(columns, lines))[1]

    for message, keys in looking.screens:
        rows = key_rows(keys, columns)[0]
        beneath = [fill(labelled(key), columns, "    ") for row in rows for key in row if key.alone]
        others = sum(1 for row in rows if not row[0].alone)
        height = 1 + fill(message, columns).count("\n") + 1 + others + 2
        assert height + "\n".join(beneath).count("\n") + 1 <= lines
        assert all(len(row) == 1 for row in rows if row[0].alone)


def test_what_is_open_one_after_another(session: Session) -> None:
    """From the first that is open over all screens, to the card; what was passed over stays so."""
    listed = session.to_prepare()
    session.give(listed[0].id, UNKNOWN)
    session.skip(listed[2].id)
    prompter = Looking("v")
    checklist = Checklist(session, CONTENT.directory, cast("Prompter", prompter), lambda: WIDE)
    asked = []
    while isinstance(question := checklist.ask("Bel 088 33 99 999"), Question):
        asked.append(question)
        session.give(question.id, UNKNOWN)

    assert asked == [question for n, question in enumerate(listed) if n not in (0, 2)]
    assert question is Navigation.DONE
    assert f"[v] na elkaar ({len(asked)})" in labels(prompter.screens[0][1])
    assert len(prompter.screens) == 1


def test_back_among_what_is_asked_one_after_another(session: Session) -> None:
    """``t`` is the question before, then on with what is open; before the first is the list."""
    first, second, third = session.to_prepare()[:3]
    prompter = Looking("v", "k")
    checklist = Checklist(session, CONTENT.directory, cast("Prompter", prompter), lambda: WIDE)
    reminder = "Bel 088 33 99 999"

    assert first == checklist.ask(reminder)
    session.give(first.id, UNKNOWN)
    assert second == checklist.ask(reminder)
    session.skip(second.id)
    assert third == checklist.ask(reminder)
    checklist.back()
    assert second == checklist.ask(reminder)
    checklist.back()
    assert first == checklist.ask(reminder)
    session.give(first.id, UNKNOWN)
    assert third == checklist.ask(reminder)
    checklist.back()
    checklist.back()
    assert checklist.ask(reminder) is Navigation.DONE
    assert len(prompter.screens) == 2


def test_back_from_a_question_that_was_chosen_is_the_screen_it_stands_on(session: Session) -> None:
    """Not that of the first that is open."""
    prompter = Looking("m", "1", "k")
    checklist = Checklist(session, CONTENT.directory, cast("Prompter", prompter), lambda: WIDE)
    checklist.ask("Bel 088 33 99 999")
    checklist.back()
    checklist.ask("Bel 088 33 99 999")

    assert "deel 2 van" in prompter.screens[-1][0]


def test_no_key_for_what_is_open_where_nothing_is(session: Session, look: Look) -> None:
    """All was answered or passed over."""
    while open_ := session.unasked():
        session.give(open_[0].id, UNKNOWN)

    assert "v" not in [key.key for key in look("k")[1].screens[0][1]]


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 20)])
def test_one_after_another_with_the_number_in_sight(
    start: Start[Screen], columns: int, lines: int
) -> None:
    """Under it how many follow, and what was answered last; a held key does nothing."""
    terminal = begin_at_verdict(start, LEIDEN, columns=columns, lines=lines)
    terminal.send("v")
    terminal.wait_for(CHECKLIST)
    terminal.write("vv")
    terminal.pause()
    assert CHECKLIST in terminal.text
    terminal.send("v")
    (first, typed), (second, _) = LEIDEN.preparing[:2]
    terminal.wait_for(text(first))
    assert LEIDEN.in_sight in terminal.lines
    assert f"hierna nog {len(LEIDEN.preparing) - 1}" in terminal.lines
    terminal.send(typed)
    terminal.wait_for(f"hierna nog {len(LEIDEN.preparing) - 2} · {label(first)}: partner gevallen")
    assert LEIDEN.in_sight in terminal.lines
    terminal.wait_for(text(second))
    terminal.send(f"t{ENTER}")
    terminal.wait_for(text(first))
    terminal.send(ENTER)
    terminal.wait_for(text(second))
    terminal.send(f"k{ENTER}")
    terminal.wait_for(OFFER)


def test_one_after_another_in_the_simple_mode(start: Start[Screen]) -> None:
    """Each says how many follow; after the last the card stands there."""
    terminal = begin(start, GGZ, SIMPLE, *given(GGZ.asked[1:]))
    give(terminal, ((text("life_danger"), "n\n"), ("Verder?", "v\n"), (CHECKLIST, "v\n")))
    asked = f"Laatste vraag. {text('ggz_what_happened')}"
    give(terminal, ((asked, "psychose\n"), ("Verder?", "k\n"), ("Enter = afsluiten", "\n")))
    assert terminal.exit_code() == 0


def test_what_to_have_at_hand(start: Start[Screen]) -> None:
    """``h`` shows it with the number in sight, and what rests on no source; then the list again."""
    terminal = begin_at_verdict(start, LEIDEN, lines=60)
    terminal.send("v")
    terminal.wait_for(CHECKLIST)
    terminal.send("h")
    terminal.wait_for("Tot zover. [t] terug")
    assert "Bij de hand voor het gesprek, V&V" in terminal.all_text
    assert LEIDEN.in_sight in terminal.lines
    assert "niemand schrijft het voor" in terminal.all_text
    assert "Bronnen: " in terminal.all_text
    terminal.send("t")
    terminal.wait_for(CHECKLIST)
    assert LEIDEN.in_sight in terminal.lines
    terminal.send(ENTER)
    terminal.wait_for(OFFER)


def test_what_to_have_at_hand_in_the_simple_mode(start: Start[Screen]) -> None:
    """In one piece, and Enter in the list is to be done."""
    terminal = begin(start, GGZ, SIMPLE, *given(GGZ.asked[1:]))
    give(terminal, ((text("life_danger"), "n\n"), ("Verder?", "v\n"), (CHECKLIST, "h\n")))
    give(terminal, (("Tot zover.", "t\n"), ("k of Enter = klaar", "\n"), ("Verder?", "k\n")))
    give(terminal, (("Enter = afsluiten", "\n"),))
    assert terminal.exit_code() == 0
    assert "Signaleringsplan, crisisplan of crisiskaart." in one_line(written(terminal))
