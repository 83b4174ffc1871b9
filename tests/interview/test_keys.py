"""Every key of every question, pressed in a real terminal: it means what the screen says."""

from __future__ import annotations

import json
import re

import pytest

from crisiszorg_cli.model.content import Question, QuestionKind
from tests.effort import THOROUGH, each
from tests.interview.in_process import AGAIN
from tests.interview.personas import (
    CHECKLIST,
    CLOSING,
    LEIDEN,
    NIEUWEGEIN,
    OFFER,
    PERSONAS,
    QUESTIONS,
    SOME,
    TOGETHER,
    Persona,
    answer,
    begin,
    begin_at_verdict,
    close,
    given,
    label,
    text,
    to_verdict,
)
from tests.terminal.screen import (
    CTRL_C,
    CTRL_U,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    PASTE,
    RIGHT,
    UP,
    Screen,
    Start,
)

BY_KEY = [
    question
    for question in QUESTIONS.values()
    if question.kind in (QuestionKind.CLOSED, QuestionKind.CHOICE, QuestionKind.SECTOR)
]
CLOSED = {"j": ("ja", "yes"), "n": ("nee", "no")}
SECTORS = {
    "1": ("V&V, verpleging en verzorging (ouderen)", "vv"),
    "2": ("GZ, gehandicaptenzorg", "gz"),
    "3": ("GGZ, geestelijke gezondheidszorg", "ggz"),
    "4": ("Jeugd", "jeugd"),
}
REPORTED = ("--rapport", "soep")
MOVES = {"t": "terug", "o": "overzicht", "w": "waarom"}
HINT = "Kies een van de toetsen: "
MEANINGLESS = {
    "yes": "y",
    "capital-yes": "Y",
    "skip": "s",
    "done": "k",
    "space": " ",
    "enter": ENTER,
    "newline": "\n",
    "tab": "\t",
    "up": UP,
    "down": DOWN,
    "right": RIGHT,
    "home": f"{ESCAPE}[H",
    "delete": f"{ESCAPE}[3~",
    "backspace": "\x7f",
    "ctrl-a": "\x01",
    "ctrl-u": CTRL_U,
    "ctrl-z": "\x1a",
    "zero": "0",
    "four": "4",
    "nine": "9",
    "minus": "-",
    "accent": "é",
    "emoji": "👍",
    "paste-yes": PASTE.format("j"),
    "paste": PASTE.format("ja\nnee\n"),
    "keypad-nine": f"{ESCAPE}Oy",
    "keypad-enter": f"{ESCAPE}OM",
    "enter-as-csi-u": f"{ESCAPE}[13u",
}
# No key at all, or none that means anything here: not even a hint comes.
SILENT: dict[str, str | bytes] = {
    "escape": ESCAPE,
    "shift-tab": f"{ESCAPE}[Z",
    "page-down": f"{ESCAPE}[6~",
    "f1": f"{ESCAPE}OP",
    "alt-n": f"{ESCAPE}n",
    "who-are-you": f"{ESCAPE}[?62;22c",
    "theme": f"{ESCAPE}[?997;1n",
    "mode": f"{ESCAPE}[?2026;2$y",
    "kitty-flags": f"{ESCAPE}[?0u",
    "size": f"{ESCAPE}[8;24;80t",
    "name": f"{ESCAPE}P>|tmux 3.4{ESCAPE}\\",
    "focus": f"{ESCAPE}[I{ESCAPE}[O",
    "colour": f"{ESCAPE}]11;rgb:1e1e/1e1e/1e1e\x07",
    "n-released": f"{ESCAPE}[110;1:3u",
    "csi-8bit": "\x9b?62;22c",
    "csi-byte": b"\x9b?62;22c",
}


def meanings(question: Question) -> dict[str, tuple[str, str]]:
    """Return what each key of a question means: the words beside it, and the stored value."""
    unknown = {"?": ("weet ik niet", "unknown")}
    if question.kind is QuestionKind.CLOSED:
        return CLOSED | unknown
    if question.kind is QuestionKind.SECTOR:
        return SECTORS
    options = enumerate(question.options, start=1)
    return {str(n): (option.text, option.id) for n, option in options} | unknown


def shown_keys(terminal: Screen) -> dict[str, str]:
    """Read from the screen which keys there are, and the words beside them."""
    return dict(re.findall(r"\[(\S+)\] (.+?)(?= \[| Was: |$)", one_prompt(terminal)))


def one_prompt(terminal: Screen) -> str:
    """Return the words of the prompt: what stands under the last stored answer."""
    return terminal.text.rpartition("@@")[2]


def replies(terminal: Screen) -> list[str | None]:
    """Return every answer that was stored, in order; None where one was taken away."""
    found = re.findall(r"@@ (.*?) @@", terminal.output)
    return [json.loads(reply) for reply in found[1:]]  # the first is from before any key


def press(terminal: Screen, *keys: str) -> None:
    """Press keys of which the last one replies, and wait for the question to come again."""
    before = len(replies(terminal))
    terminal.send(*keys)
    terminal.wait_for(lambda t: len(replies(t)) > before and "[w] waarom" in one_prompt(t))


# -- one question -------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("question", each(8, BY_KEY), ids=lambda question: question.id)
def test_keys_mean_what_they_say(start: Start[Screen], question: Question) -> None:
    """Each key shown stores and echoes the words beside it; no other key replies at all."""
    expected = {key: words for key, (words, _) in meanings(question).items()}
    stored: list[str | None] = []
    terminal = start(*AGAIN, question.id, lines=40)
    terminal.wait_for("[w] waarom")
    assert question.text in one_prompt(terminal)
    assert shown_keys(terminal) == expected | {"w": "waarom"}
    terminal.send("t", LEFT, ESCAPE)  # nothing to go back to yet
    terminal.wait_for(HINT)
    for typed in (str.lower, str.upper):
        for key, (words, value) in meanings(question).items():
            press(terminal, typed(key))
            stored.append(value)
            assert replies(terminal) == stored
            answer = words if question.kind is not QuestionKind.SECTOR else words.split(",")[0]
            assert f"{question.label}: {answer} " in one_prompt(terminal)
            assert shown_keys(terminal) == expected | MOVES
            assert "Was:" not in one_prompt(terminal)

    also = "123" if question.kind is QuestionKind.CLOSED else ""  # yes, no and not known
    beyond = (str(n) for n in range(10) if str(n) not in {*expected, *also})
    terminal.send(*"yYszZ \t", ENTER, UP, DOWN, RIGHT, *beyond, ESCAPE)
    terminal.wait_for(HINT)
    for key, (words, value) in meanings(question).items():
        press(terminal, key)
        press(terminal, "t" if len(stored) % 2 else LEFT)
        terminal.wait_for(f"Was: {words}. Enter houdt dit.")
        press(terminal, ENTER)
        stored += [value, None, value]
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert replies(terminal) == stored


@pytest.mark.thorough
def test_other_keys_do_nothing(start: Start[Screen]) -> None:
    """Any key that is not on the screen gives a hint and no reply, whatever it is."""
    terminal = start(*AGAIN, "danger")
    terminal.wait_for("[w] waarom")
    for n, (name, key) in enumerate(each(2, list(MEANINGLESS.items()), first=1), start=1):
        terminal.send(key)
        terminal.wait_for(HINT)
        press(terminal, "n")
        assert replies(terminal) == ["no"] * n, name


@pytest.mark.parametrize("pause", [0, 0.3, 0.5])
def test_what_a_terminal_sends_by_itself_does_nothing(start: Start[Screen], pause: float) -> None:
    """Reports are no keys, whole or in two pieces with half a second between them."""
    terminal = start(*AGAIN, "danger")
    terminal.wait_for("[w] waarom")
    for n, (name, sent) in enumerate(SILENT.items(), start=1):
        report = sent.encode() if isinstance(sent, str) else sent
        half = len(report) // 2 if pause else len(report)
        terminal.write(report[:half])
        if pause:
            terminal.later(pause)
        terminal.write(report[half:])
        if name in ("escape", "alt-n"):
            terminal.later(0.7)  # what follows sooner belongs to it
        assert HINT not in one_prompt(terminal)
        terminal.write("n")
        terminal.wait_for(lambda t: len(replies(t)) >= n)  # noqa: B023 - waits right here
        assert replies(terminal) == ["no"] * n, name
        terminal.pause()


def test_ctrl_c_of_another_kind_leaves(start: Start[Screen]) -> None:
    """As terminals send it that tell keys apart."""
    for keys in (f"{ESCAPE}[99;5u", f"{ESCAPE}[27;5;99~", f"{ESCAPE}[100;5u"):
        terminal = start(*AGAIN, "danger")
        terminal.wait_for("[w] waarom")
        terminal.write(keys)
        assert terminal.exit_code() == 130
        assert replies(terminal) == []


def test_keypad_types_digits(start: Start[Screen]) -> None:
    """In application mode too, as PuTTY has it."""
    terminal = start(*AGAIN, "sector")
    terminal.wait_for("[w] waarom")
    press(terminal, f"{ESCAPE}Oq")
    press(terminal, f"{ESCAPE}Os")
    stored: list[str | None] = ["vv", "ggz"]
    for enter in (f"{ESCAPE}[13u", f"{ESCAPE}OM"):
        press(terminal, "t")
        press(terminal, enter)
        stored += [None, "ggz"]
    assert replies(terminal) == stored


@pytest.mark.parametrize("delay", [0.25, 0.5])
def test_a_held_key_answers_two_questions(start: Start[Screen], delay: float) -> None:
    """However long it is held, no verdict comes of it; once it is let go, keys count again."""
    terminal = begin(start, LEIDEN, "--regio", "zhn", "--sector", "ggz")
    terminal.wait_for("[w] waarom")
    terminal.write("n")
    terminal.later(delay)
    for _ in range(60):
        terminal.write("n")
        terminal.later(1 / 30)
    terminal.wait_for("Dat was te snel")
    assert terminal.all_text.count(": nee") <= 2
    assert "Beslist:" not in terminal.all_text
    terminal.send("z")
    terminal.wait_for(HINT)


@pytest.mark.parametrize("typed", ["n\rleiden\r1\rn\r", "nn", "nj" * 600])
def test_a_paste_without_brackets_answers_nothing(start: Start[Screen], typed: str) -> None:
    """At a question of one key none of its letters counts."""
    terminal = begin(start, LEIDEN)
    terminal.wait_for("[w] waarom")
    terminal.pause()
    terminal.write(typed)
    terminal.wait_for("Dat was te snel")
    assert f"{label('life_danger')}: " not in terminal.all_text
    terminal.send("n")
    terminal.wait_for(text("hospital"))


def test_keys_before_the_question_are_for_none(start: Start[Screen]) -> None:
    """What is typed while the program starts answers nothing."""
    terminal = begin(start, LEIDEN)
    terminal.write("n")
    terminal.wait_for("[w] waarom")
    terminal.send("z")
    terminal.wait_for(HINT)
    assert f"{label('life_danger')}: " not in terminal.all_text


def test_mouse_does_nothing(start: Start[Screen]) -> None:
    """The mouse is left to the terminal, for copying a number; a click replies to nothing."""
    terminal = start(*AGAIN, "danger")
    terminal.wait_for("[w] waarom")
    press(terminal, f"{ESCAPE}[<0;3;3M{ESCAPE}[<0;3;3m{ESCAPE}[M !!n")
    terminal.send(CTRL_C)
    terminal.exit_code()
    assert replies(terminal) == ["no"]
    assert not re.search(r"\x1b\[\?100[0-6]h", terminal.output)


def test_why(start: Start[Screen]) -> None:
    """``w`` shows why it is asked, a second time hides it, and neither answers."""
    reason = QUESTIONS["danger"].help
    terminal = start(*AGAIN, "danger")
    terminal.wait_for("[w] waarom")
    assert reason not in terminal.text
    terminal.send("w")
    terminal.wait_for(reason)
    terminal.send("W")
    terminal.wait_for(lambda t: reason not in t.text)
    press(terminal, "w", "?")
    assert replies(terminal) == ["unknown"]


# -- going back ---------------------------------------------------------------------------------


def go_back(terminal: Screen, keys: str, words: str, previous: str) -> None:
    """Go back from the question of these words, which these keys answer, to the one before."""
    terminal.wait_for(words)
    if len(keys) == 1 and keys != ENTER:
        terminal.send("t")
    else:
        terminal.send(CTRL_U + LEFT)  # a line to type in: empty first, then back
    terminal.wait_for(previous)


def keep(terminal: Screen, words: str, keys: str) -> None:
    """Answer a question that was answered before: Enter keeps that."""
    terminal.wait_for(words)
    if len(keys) == 1 and keys != ENTER:
        terminal.wait_for("Enter houdt dit.")
    terminal.send(ENTER)


def from_answers(terminal: Screen) -> str:
    """Return the end of the result: the answers, and all that comes under them, to the report."""
    return terminal.all_text.rpartition(" Antwoorden ")[2].partition(" beslist niet")[0]


@pytest.mark.thorough
@pytest.mark.parametrize("persona", each(2, list(SOME.values()), first=1))
def test_back_to_the_start_and_forward(start: Start[Screen], persona: Persona) -> None:
    """All the way back and forward with Enter, once or twice, ends where going straight on does."""
    straight = begin(start, persona, *REPORTED)
    to_verdict(straight, persona)
    if persona.prepare:
        straight.send("v")
        answer(straight, persona.prepare)
    close(straight)

    way = persona.questions
    terminal = begin(start, persona, *REPORTED)
    to_verdict(terminal, persona)
    for _ in range(2 if THOROUGH else 1):
        terminal.send("t")
        terminal.wait_for(way[-1][0])
        for (previous, _), (words, keys) in zip(way[-2::-1], way[:0:-1], strict=True):
            go_back(terminal, keys, words, previous)
        for words, keys in persona.questions:
            keep(terminal, words, keys)
        terminal.wait_for(OFFER)
        if persona.prepare:  # what is answered there stands, and is no step of the way
            terminal.send("v")
            answer(terminal, persona.prepare)
            terminal.wait_for(OFFER)
    close(terminal)
    assert from_answers(terminal) == from_answers(straight)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("persona", "back", "keys", "seen"),
    each(
        3,
        [
            pytest.param("leiden", 1, "n", "OVERLEGGEN", id="last-criterion"),
            pytest.param("leiden", 1, "?", "OVERLEGGEN", id="not-known"),
            pytest.param("leiden", 7, f"n{ENTER * 3}", "GEEN CRISISOPNAME", id="first-criterion"),
            pytest.param("leiden", 9, "j", "GEDWONGEN ZORG", id="resistance"),
            pytest.param("leiden", 12, "j", "ZIEKENHUIS", id="hospital"),
            pytest.param("leiden", 10, "3n", text("ggz_profile"), id="sector"),
            pytest.param("leiden", 13, "j", "Bel 112", id="danger-to-life"),
            pytest.param("amsterdam", 1, "n", text("client_agrees"), id="no-resistance"),
            pytest.param("nieuwegein", 3, "j", text("resistance"), id="another-route"),
            pytest.param("ggz", 1, "j", text("crisis_plan"), id="profile"),
        ],
    ),
)
def test_verdict_follows_the_change(
    start: Start[Screen], persona: str, back: int, keys: str, seen: str
) -> None:
    """After going back and answering otherwise, what comes is what belongs to the new answer."""
    way = PERSONAS[persona].questions
    terminal = begin(start, PERSONAS[persona])
    to_verdict(terminal, PERSONAS[persona])
    assert seen not in terminal.all_text
    terminal.send("t")
    for (previous, _), (words, pressed) in zip(
        way[-2 : -back - 1 : -1], way[:-back:-1], strict=True
    ):
        go_back(terminal, pressed, words, previous)
    terminal.wait_for(way[-back][0])
    terminal.send(*keys)
    terminal.wait_for(lambda t: seen in t.all_text)  # it may have scrolled off by now


def test_another_place_another_number(start: Start[Screen]) -> None:
    """The number follows the place that was typed after going back."""
    terminal = begin(start, LEIDEN)
    to_verdict(terminal, LEIDEN)
    assert "088 33 99 999" in terminal.lines
    terminal.send("t")
    way = LEIDEN.questions
    for (previous, _), (words, keys) in zip(way[-2:1:-1], way[:2:-1], strict=True):
        go_back(terminal, keys, words, previous)
    terminal.wait_for("Was: Leiden")
    terminal.send(f"uithoorn{ENTER}")
    for words, keys in way[3:]:
        keep(terminal, words, keys)
    terminal.wait_for(OFFER)
    assert "023 555 60 04" in terminal.lines
    assert "088 33 99 999" not in terminal.lines


def test_unknown_text_comes_back_as_typed(start: Start[Screen]) -> None:
    """A ``?`` at an open question comes back as what it means, and Enter keeps it unknown."""
    terminal = begin_at_verdict(start, NIEUWEGEIN)
    terminal.send("v")
    given = f"[3] ? {label('youth_what_happened')}: weet ik niet"
    for pressed in (f"?{ENTER}", ENTER):
        answer(terminal, [(CHECKLIST, "3")])
        terminal.wait_for(text("youth_what_happened"))
        if pressed == ENTER:
            terminal.wait_for("Was: weet ik niet. Enter houdt dit.")
        assert "unknown" not in terminal.text
        terminal.send(pressed)
        terminal.wait_for(given)


def test_text_comes_back(start: Start[Screen]) -> None:
    """Enter keeps a text, ``t`` and ← go back to the list, and → brings it into the line."""
    terminal = begin_at_verdict(start, LEIDEN)
    terminal.send("v")
    words, name = text("why_no_hospital"), label("why_no_hospital")
    answer(terminal, ((CHECKLIST, "2"), (words, f"niets gebroken{ENTER}")))
    for back in (f"t{ENTER}", LEFT, ENTER):
        terminal.wait_for(f"[2] ✓ {name}: niets gebroken")
        terminal.send("2")
        terminal.wait_for(words)
        terminal.wait_for("Was: niets gebroken. Enter houdt dit. Pijl naar rechts: wijzigen.")
        terminal.send(f"w{ENTER}")
        terminal.wait_for(QUESTIONS["why_no_hospital"].help)
        terminal.wait_for("Was: niets gebroken.")
        terminal.send(back)
    terminal.wait_for(f"[2] ✓ {name}: niets gebroken")
    terminal.send("2")
    terminal.wait_for(words)
    terminal.send(f"{RIGHT}, zegt zij{ENTER}")
    terminal.wait_for(f"[2] ✓ {name}: niets gebroken, zegt zij")


def test_a_text_can_be_taken_away(start: Start[Screen]) -> None:
    """What may be skipped can be skipped after all: brought into the line, and erased there."""
    terminal = begin_at_verdict(start, LEIDEN, *REPORTED)
    terminal.send("v")
    name = label("current_care")
    answer(terminal, ((CHECKLIST, "m"), (f"{CHECKLIST}, deel 2", "4")))
    terminal.wait_for("Enter alleen: overslaan")
    terminal.send(f"thuiszorg{ENTER}")
    terminal.wait_for(f"[4] ✓ {name}: thuiszorg")
    terminal.send("4")
    terminal.wait_for("Was: thuiszorg.")
    terminal.send(RIGHT)
    terminal.wait_for("> thuiszorg")
    terminal.send(f"{CTRL_U}{ENTER}")
    terminal.wait_for(f"[4] – {name}: overgeslagen")
    terminal.send("k")
    terminal.wait_for(OFFER)
    terminal.send("k")
    terminal.wait_for(CLOSING)
    terminal.send(ENTER)
    assert terminal.exit_code() == 0
    assert f"- {label('current_care')}: " not in terminal.all_text
    assert f"- {label('home_care')}: " in terminal.all_text


# -- the overview -------------------------------------------------------------------------------


def test_overview_lists_every_answer(start: Start[Screen]) -> None:
    """``o`` shows what was answered; Enter, ``t`` and ← leave everything as it was."""
    terminal = begin_at_verdict(start, NIEUWEGEIN, lines=40)
    answers = (("region", "Nieuwegein"), ("sector", "Jeugd"), ("hospital", "nee"))
    for leaving in (ENTER, LEFT, f"t{ENTER}"):
        terminal.send("o")
        terminal.wait_for("> > verder zonder wijzigen")
        terminal.wait_for("Enter kiest t terug")
        for question, answered in answers:
            assert f"{label(question)}: {answered}" in terminal.text
        newest = label(NIEUWEGEIN.asked[-1][0])
        assert f"[1] {newest}: nee [2]" in terminal.text
        terminal.send(leaving)
        terminal.wait_for(OFFER)
    close(terminal)
    assert "0800 2000" in terminal.lines
    assert "vervalt" not in terminal.all_text


def test_a_digit_chooses_in_the_overview(start: Start[Screen]) -> None:
    """The newest answer is the first: two keys, and it is asked again."""
    terminal = begin(start, NIEUWEGEIN)
    to_verdict(terminal, NIEUWEGEIN)
    terminal.send("o")
    terminal.wait_for("Typ een cijfer of de naam")
    terminal.send("9")
    terminal.wait_for("Er zijn er 7.")
    terminal.send("1")
    terminal.wait_for(text(NIEUWEGEIN.asked[-1][0]))
    terminal.wait_for("Was: nee. Enter houdt dit.")
    terminal.send("t")
    terminal.wait_for(OFFER)


def test_overview_changes_one_answer(start: Start[Screen]) -> None:
    """Any answer can be given anew; what lapses is named, and only what is new is asked."""
    terminal = begin_at_verdict(start, LEIDEN, lines=40)
    terminal.send("o")
    terminal.wait_for("Enter kiest t terug")
    terminal.send(label("sector") + ENTER)
    terminal.wait_for(text("sector"))
    terminal.wait_for("Was: V&V, verpleging en verzorging (ouderen). Enter houdt dit.")
    terminal.send("3")
    terminal.wait_for(text("ggz_profile"))
    lapsed = re.search(r"Let op: (\d+) antwoorden vervallen: (.*?)\.", terminal.text)
    assert lapsed is not None
    assert label("acute_change") in lapsed[2]
    assert label("hospital") not in lapsed[2]
    terminal.send("n")
    terminal.wait_for(OFFER)
    assert "GGZ-CRISISDIENST" in terminal.text


# -- questions on one screen ---------------------------------------------------------------------


@pytest.mark.parametrize("first", ["wlz_indication", "home_care"])
def test_one_key_answers_what_stands_on_one_screen(start: Start[Screen], first: str) -> None:
    """``t`` goes back to it, Enter keeps it; the overview has each answer apart."""
    group, asked = TOGETHER[first], dict(LEIDEN.asked)
    at = [*asked].index(first)
    terminal = begin(start, LEIDEN, *given(LEIDEN.asked[1:at]), columns=40, lines=20)
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for(group.text)
    terminal.send(group.key)
    terminal.wait_for(f"{group.label}: {group.usual}")
    terminal.send("t")
    terminal.wait_for(f"Was: {group.usual}. Enter houdt dit.")
    terminal.send(ENTER)
    terminal.wait_for(f"{group.label}: {group.usual}")
    terminal.send("o")
    last = group.given()[-1][0]
    terminal.wait_for(f"[1] {label(last)}")
    terminal.send(CTRL_C)
    terminal.exit_code()


def test_another_key_goes_on_one_by_one(start: Start[Screen]) -> None:
    """It answers the first question alone, and the next is asked by itself."""
    at = [*dict(LEIDEN.asked)].index("home_care")
    terminal = begin(start, LEIDEN, *given(LEIDEN.asked[1:at]))
    terminal.wait_for(text("life_danger"))
    terminal.send("n")
    terminal.wait_for(TOGETHER["home_care"].text)
    terminal.send("1")
    terminal.wait_for(text("informal_care"))
    terminal.send("2")
    terminal.wait_for("GEEN CRISISOPNAME")
    terminal.wait_for(OFFER)
    terminal.send(CTRL_C)
    terminal.exit_code()
