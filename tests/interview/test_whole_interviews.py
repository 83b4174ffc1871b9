"""Whole interviews on a screen: the verdict in time, the number in sight, no broken words."""

from __future__ import annotations

import re

import pytest

from crisiszorg_cli.model.content import Question, QuestionKind
from tests.effort import each
from tests.interview.in_process import AGAIN
from tests.interview.personas import (
    AALSMEER,
    AMSTERDAM,
    CHECKLIST,
    CLOSING,
    GGZ,
    LEIDEN,
    NIEUWEGEIN,
    OFFER,
    QUESTIONS,
    SOME,
    Persona,
    answer,
    begin,
    begin_at_verdict,
    close,
    label,
    listed,
    text,
    to_verdict,
)
from tests.terminal.screen import CTRL_U, ENTER, Screen, Start
from tests.terminal.terminal import CRISIS

BY_KEY = [q for q in QUESTIONS.values() if q.kind not in (QuestionKind.TEXT, QuestionKind.PLACE)]
FIRST = text("life_danger")
SIZES = {"80x24": (80, 24), "40x20": (40, 20)}
WIDE = (200, 24)

each_persona = pytest.mark.parametrize("persona", SOME.values(), ids=SOME)
each_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


def sized(start: Start[Screen], persona: Persona, size: tuple[int, int], *options: str) -> Screen:
    """Start the triage of a persona on a screen of this size."""
    return begin(start, persona, *options, columns=size[0], lines=size[1])


def alone(terminal: Screen, number: str) -> bool:
    """Tell whether a line on the screen holds the number and nothing else."""
    return number in (line.strip() for line in terminal.lines)


# -- whole interviews -------------------------------------------------------------------------


def assert_headline(terminal: Screen, persona: Persona, size: tuple[int, int]) -> None:
    """Check that the verdict's sentence was shown; the smallest screen may leave it to a key."""
    if size != SIZES["40x20"]:
        assert persona.headline.casefold() in terminal.all_text.casefold()


@each_size
@pytest.mark.thorough
@each_persona
def test_the_number_from_the_verdict_on(
    start: Start[Screen], persona: Persona, size: tuple[int, int]
) -> None:
    """Verdict and number come once it is certain, stay in sight, and are on the last screen."""
    terminal = sized(start, persona, size)
    for words, keys in persona.questions:
        terminal.wait_for(words)
        assert persona.title not in terminal.all_text
        assert persona.numbers[0] not in terminal.all_text
        terminal.send(keys)
    terminal.wait_for(OFFER)
    assert_verdict_before_the_preparation(terminal, persona, size)
    if persona.prepare:
        terminal.send("v")
    for words, keys in persona.prepare:
        terminal.wait_for(words)
        assert alone(terminal, persona.in_sight)
        if not (keys.endswith(ENTER) or words.startswith(CHECKLIST)):
            terminal.send(*"wz")  # the reason and a hint make the question longer
            terminal.wait_for("Kies een van de toetsen")
            assert alone(terminal, persona.in_sight)
        terminal.send(keys)
    close(terminal)
    assert_last_screen(terminal, persona, size)


def assert_verdict_before_the_preparation(
    terminal: Screen, persona: Persona, size: tuple[int, int]
) -> None:
    """Check that verdict and number are there, and the rest comes on request only."""
    assert [line for line in terminal.lines if line.strip().startswith(persona.title)]
    assert_headline(terminal, persona, size)
    assert alone(terminal, persona.in_sight)
    shown = [line for line in terminal.scrolled if line in persona.numbers]
    assert shown == list(persona.numbers)
    for id_, _ in persona.preparing:
        assert text(id_) not in terminal.all_text


def assert_last_screen(terminal: Screen, persona: Persona, size: tuple[int, int]) -> None:
    """Check that every number stands on the screen, in call order, alone on its line.

    The title is there with them, also on the smallest screen.
    """
    lines = [line.strip() for line in terminal.lines]
    shown = [line for line in lines if line in persona.numbers]  # of the card before as well
    assert shown[-len(persona.numbers) :] == list(persona.numbers)
    assert [line for line in lines if line.startswith(persona.title)]
    assert_headline(terminal, persona, size)
    left = ("[", ">", OFFER, *(words for words, _ in (*persona.questions, *persona.prepare)))
    assert not [words for words in left if words in terminal.text]


@pytest.mark.thorough
@pytest.mark.parametrize("persona", each(2, list(SOME.values()), first=1))
def test_words_and_numbers_stay_whole(start: Start[Screen], persona: Persona) -> None:
    """A narrow screen breaks lines between words only, in questions as well as in results."""
    seen: list[list[list[str]]] = []
    for size in (WIDE, SIZES["40x20"]):
        terminal = sized(start, persona, size)
        screens = []
        for words, keys in (*persona.questions, (OFFER, "v" if persona.prepare else "k")):
            terminal.wait_for(words)
            if len(keys) == 1 and words != OFFER:
                terminal.send(*"wz")
                terminal.wait_for("Kies een van de toetsen: ")
                terminal.wait_for("waarom Kies")
            elif words == text("region"):
                terminal.wait_for("t terug w waarom")
            else:
                terminal.wait_for("[k] klaar")
            screens.append(terminal.lines)
            terminal.send(keys)
        for words, keys in persona.prepare:
            terminal.wait_for(words)
            if not words.startswith(CHECKLIST):
                terminal.wait_for("w waarom >" if keys.endswith(ENTER) else "[w] waarom")
            screens.append(terminal.lines)
            terminal.send(keys)
        if persona.prepare:
            terminal.wait_for(OFFER)
            terminal.send("k")
        terminal.wait_for(CLOSING)
        terminal.send(ENTER)
        assert terminal.exit_code() == 0
        seen.append([*screens, terminal.scrolled])
    for wide, narrow in zip(*seen, strict=True):
        whole = {word for line in wide for word in line.split()} | {
            *("Deel", "van", "[m]", "meer", "[?]", "toetsen"),
            *["NU", "GESLOTEN", "tot", "ma", "23-11", "09:00.", "Nu:"],  # in fewer words there
            # A reason that is opened moves lines off a small screen, where nobody erases them.
            *(word for question in QUESTIONS.values() for word in question.help.split()),
        }
        links = " ".join(word for word in whole if "://" in word)  # may be wider than the screen
        whole |= {word.rstrip(":") for word in whole}  # an answer may find no room behind its name
        broken = {word for line in narrow for word in line.split()} - whole
        assert not [w for w in broken if w not in links and not w.strip(".").isdecimal()]


def test_leiden_at_night(start: Start[Screen]) -> None:
    """The 84-year-old in Leiden: register at RAP-ZHN, with what to prepare and the dates."""
    terminal = sized(start, LEIDEN, SIZES["80x24"], "--rapport", "soep")
    to_verdict(terminal, LEIDEN)
    assert "RAP-ZHN, regionaal aanmeldpunt · nu open, dag en nacht" in terminal.text
    assert "Beslist: de triagist van RAP-ZHN, samen met u." in terminal.text
    assert "AANMELDEN V&V · Leiden · Zuid-Holland Noord" in terminal.text
    terminal.wait_for("[v] voorbereiden (12)")
    terminal.send("v")
    answer(terminal, LEIDEN.prepare)
    close(terminal)
    for question, given in (
        ("what_changed", "partner gevallen"),
        ("why_no_informal_care", "weet ik niet"),
        ("admission_type", QUESTIONS["admission_type"].options[0].text),
        ("preferred_provider", "geen"),
        ("client_agrees", "ja"),
        ("family_agrees", "nee"),
        ("knows_two_weeks", "weet ik niet"),
    ):
        assert f"- {label(question)}: {given}" in terminal.scrolled
    assert "uiterlijk zondag 6 december 2026" in terminal.all_text


def test_saturday_in_aalsmeer(start: Start[Screen]) -> None:
    """The crisisregisseur is closed on Saturday: says until when, and what to do instead."""
    terminal = sized(start, AALSMEER, SIZES["80x24"])
    to_verdict(terminal, AALSMEER)
    assert re.search(
        r"NU GESLOTEN, opent maandag 23 november 2026 (om )?09:00\.", terminal.all_text
    )
    assert AALSMEER.in_sight in terminal.lines
    assert "Bellen kan nu" not in terminal.text
    assert "Levensgevaar? Bel 112." in terminal.all_text
    assert "HAP" in terminal.text
    close(terminal)
    assert re.search(r"NU GESLOTEN, opent maandag 23 november 2026 (om )?09:00\.", terminal.text)


def test_resistance_in_amsterdam(start: Start[Screen]) -> None:
    """With resistance two numbers are numbered in call order: the crisis service goes first."""
    terminal = sized(start, AMSTERDAM, SIZES["80x24"])
    to_verdict(terminal, AMSTERDAM)
    lines = terminal.lines
    first = lines.index("020 523 54 33")
    second = lines.index("020 262 81 12")
    assert first < second
    assert lines[first - 1].startswith("1 ► Crisisdienst Spoedeisende Psychiatrie Amsterdam")
    assert lines[first - 1].endswith(" · tijden niet bekend")
    assert lines[second - 1].startswith("2   Plek: Aanmeldportaal Tijdelijke Zorg Amsterdam")
    assert re.fullmatch(r"Keuzemenu: .*optie 1\.", lines[second + 1])


def test_child_in_nieuwegein(start: Start[Screen]) -> None:
    """The nine-year-old: Veilig Thuis, and the rungs of youth help that the answers point at."""
    terminal = sized(start, NIEUWEGEIN, SIZES["80x24"])
    to_verdict(terminal, NIEUWEGEIN)
    assert "Veilig Thuis, crisisdienst jeugd Lekstroom" in terminal.text
    assert "CRISIS JEUGD Jeugd · Nieuwegein · Lekstroom" in terminal.text
    terminal.send("v")
    answer(terminal, NIEUWEGEIN.prepare)
    terminal.wait_for(OFFER)
    terminal.send("s")
    for part in (2, 3, 4, 5):
        terminal.wait_for("Deel ")
        if "[m] meer" in terminal.text:
            terminal.send("m")
            terminal.wait_for(f"Deel {part}")
    assert re.search(r"F1\.3 Crisispleegzorg.* <- hier wijzen de antwoorden op", terminal.all_text)


# -- the first question, the last key, open questions -----------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--regio", "leiden"),
        ("--sector", "gz"),
        ("--regio", "leiden", "--sector", "vv", "--antwoord", "hospital=nee"),
    ],
    ids=" ".join,
)
def test_112_comes_first(start: Start[Screen], options: tuple[str, ...]) -> None:
    """Whatever is known already, danger to life is asked first; ``j`` gives 112 at once."""
    terminal = start(*CRISIS, "triage", "--geen-concept", *options)
    terminal.wait_for(FIRST)
    terminal.send("j")
    terminal.wait_for("[o] wijzig")
    assert "112" in terminal.lines
    assert "Bel 112, direct gevaar gaat voor alles." in terminal.text
    assert "[v]" not in terminal.text
    close(terminal)
    assert "112" in terminal.lines
    assert [q.id for q in QUESTIONS.values() if q.text[:30] in terminal.output] == ["life_danger"]


def test_done_ends_at_every_preparing_question(start: Start[Screen]) -> None:
    """``k`` and Enter end it in the list, ``k`` also at a question: then the card is there."""
    three = listed(NIEUWEGEIN.preparing[:3])
    for pressed, before, leaving in (
        ("v", (), "k"),
        ("v", (), ENTER),
        ("v1", (), "k"),
        ("v", (*three, (CHECKLIST, "4")), f"k{ENTER}"),
    ):
        terminal = begin_at_verdict(start, NIEUWEGEIN, "--rapport", "soep")
        terminal.send(*pressed)
        answer(terminal, before)
        if "4" in dict(before).values():
            terminal.wait_for(text("youth_what_happened"))
        terminal.send(leaving)
        terminal.wait_for(OFFER)
        terminal.send("k")
        terminal.wait_for(CLOSING)
        assert (f"- {label('under_12')}: ja" in terminal.scrolled) is bool(before)
        terminal.send(ENTER)
        assert terminal.exit_code() == 0
        assert alone(terminal, "0800 2000")


def test_open_questions(start: Start[Screen]) -> None:
    """Enter alone skips what may be skipped, and elsewhere asks for an answer, in Dutch."""
    hint = "Typ iets, of ? als u het niet weet."
    terminal = begin_at_verdict(start, AALSMEER, "--rapport", "soep", columns=40, lines=20)
    terminal.send("v")
    answer(terminal, (*AALSMEER.prepare[:2], (CHECKLIST, "2")))
    terminal.wait_for(text("gz_what_happened"))
    terminal.wait_for("w waarom >")
    assert "overslaan" not in terminal.text
    assert hint not in terminal.text
    terminal.send(ENTER)
    terminal.wait_for(hint)
    terminal.send("   ")
    terminal.wait_for(lambda t: hint not in t.text)
    terminal.send(ENTER)
    terminal.wait_for(hint)
    terminal.send(f"w{ENTER}")
    terminal.wait_for(QUESTIONS["gz_what_happened"].help)
    terminal.send(f"  sinds   gisteren {ENTER}")
    terminal.wait_for(f"[2] ✓ {label('gz_what_happened')}: sinds gisteren")
    terminal.send("3")
    terminal.wait_for(text("gz_context"))
    terminal.send(f"BSN 111222333{ENTER}")
    terminal.wait_for("Een BSN hoort hier niet: haal het weg.")
    terminal.send(CTRL_U)
    terminal.wait_for("Enter alleen: overslaan")
    terminal.send(ENTER)
    terminal.wait_for(f"[3] – {label('gz_context')}: overgeslagen")
    terminal.send("k")
    close(terminal)
    assert f"- {label('gz_what_happened')}: sinds gisteren" in terminal.scrolled
    assert f"- {label('gz_context')}:" not in terminal.all_text


def test_another_question_follows_from_the_answer(start: Start[Screen]) -> None:
    """With a plan at hand, what it says is asked too; the plan leads."""
    terminal = sized(start, GGZ, SIZES["80x24"])
    answer(terminal, GGZ.questions[:-1])
    answer(terminal, ((text("ggz_profile"), "j"), (text("crisis_plan"), "j")))
    terminal.wait_for(OFFER)
    assert "CRISISPLAN VOLGEN" in terminal.text
    terminal.send("v")
    answer(terminal, ((CHECKLIST, "2"), (text("plan_agreements"), f"bel de buren{ENTER}")))
    terminal.wait_for(f"[2] ✓ {label('plan_agreements')}: bel de buren")


# -- small and changing screens ---------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("question", each(3, BY_KEY), ids=lambda question: question.id)
def test_every_question_fits(start: Start[Screen], question: Question) -> None:
    """At 40 by 20 the question, its reason and all of its keys are on the screen at once."""
    terminal = start(*AGAIN, question.id, columns=40, lines=20)
    terminal.wait_for("[w] waarom")
    terminal.send("j" if question.kind is QuestionKind.CLOSED else "1")
    terminal.wait_for("[o] overzicht")
    terminal.send("w")
    options = (option.text for option in question.options)
    for words in (question.text, question.help, *options, "[t] terug", "overzicht [w] waarom"):
        terminal.wait_for(words)


@pytest.mark.parametrize("id_", ["hospital", "resistance", "what_changed", "why_no_hospital"])
def test_nothing_is_clipped_silently(start: Start[Screen], id_: str) -> None:
    """On a screen that is too small, a question and its reason scroll away in full above it."""
    question = QUESTIONS[id_]
    terminal = start(*AGAIN, id_, columns=30, lines=7)
    enter = ENTER if question.kind is QuestionKind.TEXT else ""
    terminal.wait_for("w waarom >" if enter else "[w] waarom")
    assert question.text in terminal.all_text
    terminal.send(f"w{enter}")
    terminal.wait_for(lambda t: question.help in t.all_text)
    terminal.wait_for("w waarom >" if enter else "[w] waarom")
    terminal.send(f"?{enter}")
    terminal.wait_for(lambda t: '@@ "unknown" @@' in t.output)


def test_nothing_asks_the_terminal(start: Start[Screen]) -> None:
    """No cursor report, no mouse, no other screen: what is shown can be scrolled and copied."""
    terminal = sized(start, GGZ, SIZES["80x24"])
    to_verdict(terminal, GGZ)
    terminal.send("v")
    answer(terminal, GGZ.prepare)
    close(terminal)
    for sequence in ("\x1b[6n", "\x1b[?1049h", "\x1b[?1000h", "\x1b[2J", "\x1b[3J"):
        assert sequence not in terminal.output
