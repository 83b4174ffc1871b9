"""The keys under a question: in rows that fit, and each of them works, shown or not."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.interview.key_rows import ALL_KEYS, key_rows, labelled
from crisiszorg_cli.interview.plain_prompts import PlainPrompts
from crisiszorg_cli.interview.prompter import (
    BACK,
    CHANGE,
    CLOSE,
    DONE,
    OVERVIEW,
    UNKNOWN_KEY,
    Key,
    Navigation,
    key_pressed,
)
from crisiszorg_cli.interview.question_form import _answer_keys
from crisiszorg_cli.interview.screen_prompts import ScreenPrompts
from crisiszorg_cli.model.content import QuestionKind
from tests.effort import tries
from tests.interview.keyboard import pressing
from tests.shipped import CONTENT

LETTERS = {
    "s": "stappen",
    "z": "wat zeg ik",
    "v": "voorbereiden (12)",
    "r": "verslag",
    "c": "kopieer",
    "b": "bewaar",
    "w": "waarom",
    "a": "afwijken",
    "x": "nummer opslaan",
}
SECTIONS = [Key(letter, word, word) for letter, word in LETTERS.items()]
MORE = Key("m", "meer", "more")
CALLS = [Key("1", "gebeld", "1"), Key("2", "gebeld", "2")]
MENU = [MORE, *SECTIONS, CHANGE, BACK, DONE, *CALLS]
LEAD = "Verder? "


def drawn(keys: Sequence[Key], columns: int, lead: str = LEAD) -> list[str]:
    """Return the rows as they stand on the screen."""
    rows, gap = key_rows(keys, columns, len(lead))
    texts = [(" " * gap).join(map(labelled, row)) for row in rows]
    return [lead + texts[0], *texts[1:]]


def test_the_whole_menu() -> None:
    """Three rows of a usual screen hold every key there will be, and two of a wide one."""
    for columns, most in ((80, 3), (120, 2)):
        rows = drawn(MENU, columns)
        assert len(rows) <= most
        assert max(map(len, rows)) < columns
        assert all(labelled(key) in "\n".join(rows) for key in MENU)


def test_the_whole_menu_on_a_narrow_screen() -> None:
    """What is needed at night, and a key that shows all."""
    assert drawn(MENU, 40) == [
        "Verder? [m] meer [s] stappen [t] terug",
        "[k] klaar [1] [2] gebeld [?] toetsen",
    ]
    assert drawn(MENU[1:-2], 40) == [
        "Verder? [s] stappen [z] wat zeg ik",
        "[t] terug [k] klaar [?] toetsen",
    ]


@tries(200)
@given(
    st.lists(st.sampled_from(SECTIONS), unique=True),
    st.sampled_from([[BACK, DONE], [DONE], [CLOSE, BACK]]),
    st.sampled_from([[], CALLS, CALLS[:1]]),
    st.booleans(),
)
def test_any_menu_fits(
    sections: list[Key], leaving: list[Key], calls: list[Key], more: bool
) -> None:
    """Two rows at 40 columns, and what leaves, goes on or marks a call is always in them."""
    keys = [*([MORE] if more else []), *sections, *leaving, *calls]
    rows = drawn(keys, 40)
    shown = "\n".join(rows)

    assert len(rows) <= 2
    assert max(map(len, rows)) < 40
    assert all(f"[{key.key}]" in shown for key in (*leaving, *calls, *keys[:more]))
    everything = all(labelled(key) in shown for key in keys)
    assert everything != (labelled(ALL_KEYS) in shown)


def test_answers_are_all_shown() -> None:
    """A question never hides a key: its answers are those keys."""
    for question in CONTENT.questions.values():
        if question.kind in (QuestionKind.TEXT, QuestionKind.PLACE):
            continue
        keys = [*_answer_keys(question), BACK, OVERVIEW, DONE]
        shown = [key for row in key_rows(keys, 40)[0] for key in row]
        assert keys == shown


def test_a_key_that_is_not_shown_works() -> None:
    """And ``?`` or ``/`` shows all keys, and chooses nothing."""
    for sent in (("z",), ("?", "z"), ("/", "?", "z")):
        with pressing(*sent):
            assert ScreenPrompts().ask_key("Verder?", "", MENU) == "wat zeg ik"


# -- other keys for the same answers -----------------------------------------------------------

CLOSED = [Key("j", "ja", "yes"), Key("n", "nee", "no"), UNKNOWN_KEY]
ALSO = {"1": "yes", "2": "no", "3": "unknown", "/": "unknown"}


@pytest.mark.parametrize(("typed", "value"), ALSO.items())
def test_without_shift_and_on_the_keypad(
    typed: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``/`` is ``?``, and digits answer a closed question, in both modes."""
    keypad = f"\x1bO{chr(ord('p') + int(typed))}" if typed.isdecimal() else typed
    for sent in (typed, keypad):
        with pressing(sent):
            assert ScreenPrompts().ask_key("Echt?", "", [*CLOSED, BACK]) == value
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    assert PlainPrompts().ask_key("Echt?", "", [*CLOSED, BACK]) == value


def test_a_digit_is_never_two_answers() -> None:
    """Where options have digits, these are what they say, and others are no keys."""
    for question in CONTENT.questions.values():
        keys = [] if question.kind is QuestionKind.TEXT else _answer_keys(question)
        own = {key.key: key.value for key in keys if key.key.isdecimal()}
        also = {} if question.kind is not QuestionKind.CLOSED else ALSO
        for digit in "0123456789":
            pressed = key_pressed(digit, keys)
            assert (pressed and pressed.value) == own.get(digit, also.get(digit))
    assert key_pressed("1", [*SECTIONS, BACK, DONE]) is None
    assert key_pressed("/", [Key("1", "een", "1"), BACK]) is None


def test_a_slash_in_a_text() -> None:
    """Alone in a line it says that it is not known; in a text it is part of that."""

    def ask() -> str | Navigation:
        return ScreenPrompts().ask_text("Wat?", "", [UNKNOWN_KEY], check=lambda _: True)

    with pressing("/", "\r"):
        assert ask() == "unknown"
    with pressing("4/dag", "\r"):
        assert ask() == "4/dag"


def test_a_key_of_its_own_row_and_enter_with_its_like() -> None:
    """A list stands under itself, whatever else is short; one word is not said twice."""
    items = [Key(str(n), f"· {word}", word, alone=True) for n, word in enumerate("ab", start=1)]
    done = [DONE, DONE._replace(key=CLOSE.key)]
    rows = drawn([*items, MORE, BACK, *done], 80, "")

    assert rows == ["[1] · a", "[2] · b", "[m] meer   [t] terug   [k/Enter] klaar"]
