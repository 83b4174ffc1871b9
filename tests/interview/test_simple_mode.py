"""The simple mode: lines and nothing else, the keys and words of the full mode, on any terminal."""

from __future__ import annotations

import json
import re

import pytest

from crisiszorg_cli.model.content import UNKNOWN, Question, QuestionKind
from tests.effort import THOROUGH, each
from tests.interview.in_process import AGAIN
from tests.interview.lines import (
    ASKED,
    RESUMING,
    SIMPLE,
    assert_only_lines,
    enter,
    give,
    in_lines,
    waits,
    written,
)
from tests.interview.personas import (
    CHECKLIST,
    GGZ,
    LEIDEN,
    NIEUWEGEIN,
    NOBODY_THERE,
    OFFER,
    PERSONAS,
    QUESTIONS,
    SOME,
    Persona,
    answer,
    begin,
    begin_at_verdict,
    close,
    label,
    text,
    to_verdict,
)
from tests.terminal.screen import CTRL_C, ENTER, Screen, Start, one_line
from tests.terminal.terminal import CRISIS

FIRST = text("life_danger")
END = "Verder?"


def to_the_end(terminal: Screen, persona: Persona) -> None:
    """Answer everything, also what prepares the call."""
    give(terminal, in_lines(persona.questions))
    if persona.prepare:
        give(terminal, ((END, "v\n"), *in_lines(persona.prepare)))
    give(terminal, ((END, "k\n"), ("Enter = afsluiten", "\n")))
    assert terminal.exit_code() == 0


def result(shown: str) -> str:
    """Return the result in full: the answers, and all that comes under them, to the report."""
    return shown.rpartition(" Antwoorden ")[2].partition(" beslist niet")[0]


# -- whole interviews ---------------------------------------------------------------------------

SIZES = {
    "leiden": (40, 20),
    "aalsmeer": (80, 24),
    "amsterdam": (20, 5),
    "nieuwegein": (30, 10),
    "ggz": (200, 50),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", SOME)
def test_whole_interview(start: Start[Screen], name: str) -> None:
    """Numbered questions, only lines, all of them whole, and the words of the full mode."""
    persona, (columns, lines) = PERSONAS[name], SIZES[name]
    reported = ("--rapport", "soep")
    full = (begin if THOROUGH else begin_at_verdict)(start, persona, *reported)
    if THOROUGH:  # key by key to the verdict as well
        to_verdict(full, persona)
    if persona.prepare:
        full.send("v")
        answer(full, persona.prepare)
    close(full)

    terminal = begin(start, persona, SIMPLE, *reported, columns=columns, lines=lines)
    to_the_end(terminal, persona)
    assert_only_lines(terminal)
    expected = result(full.all_text).replace("(opgegeven)", "(gekozen)")  # the place, in options
    assert result(one_line(written(terminal))) == expected
    for number in persona.numbers:
        assert number in terminal.scrolled

    numbers = [int(n) for n in re.findall(r"^Vraag (\d+)[.,]", terminal.output, re.MULTILINE)]
    assert numbers == sorted(set(numbers))  # one key may answer several questions
    assert len(numbers) == len(persona.questions)  # those of the checklist are in no order
    assert numbers[-1] == len(persona.asked)
    for line in written(terminal):
        longest = max(map(len, line.split()), default=0)
        assert len(line) <= max(columns, longest + 6) or line.startswith("Uw "), line


def test_question_longer_than_the_screen(start: Start[Screen]) -> None:
    """What does not fit scrolls away in full; nothing is clipped."""
    terminal = begin(start, LEIDEN, SIMPLE, columns=20, lines=5)
    terminal.wait_for(ASKED)
    terminal.send("w\n")
    waits(terminal, QUESTIONS["life_danger"].help)
    assert FIRST in terminal.all_text
    for words in ("j = ja", "n = nee", "? = weet ik niet", "w = waarom"):
        assert words in terminal.all_text
    assert terminal.lines[-1] == ASKED


# -- keys and words -----------------------------------------------------------------------------


def replies(terminal: Screen) -> list[str | None]:
    """Return every answer that was stored, in order; None where one was taken away."""
    found = re.findall(r"@@ (.*?) @@", terminal.output)
    return [json.loads(reply) for reply in found[1:]]  # the first is from before any key


def asked_again(terminal: Screen, count: int) -> None:
    """Wait until there are this many replies and the question was asked once more."""
    terminal.wait_for(lambda t: len(replies(t)) >= count and t.output.endswith(f"{ASKED} "))
    assert len(replies(terminal)) == count


MEANINGS = {
    "danger": [("j", "ja", "yes"), ("n", "nee", "no"), ("?", "weet ik niet", "unknown")],
    "sector": [
        ("1", "V&V, verpleging en verzorging (ouderen)", "vv"),
        ("2", "GZ, gehandicaptenzorg", "gz"),
        ("3", "GGZ, geestelijke gezondheidszorg", "ggz"),
        ("4", "Jeugd", "jeugd"),
    ],
    "admission_type": [
        *((str(n), o.text, o.id) for n, o in enumerate(QUESTIONS["admission_type"].options, 1)),
        ("?", "weet ik niet", "unknown"),
    ],
}
NO_ANSWER = (
    "",
    " ",
    "y",
    "yes",
    "s",
    "jn",
    "j j",
    "ja nee",
    "nee.",
    "0",
    "9",
    "-1",
    "é",
    "👍",
    "k",
)


@pytest.mark.parametrize("question", MEANINGS)
def test_keys_and_words_mean_the_same(start: Start[Screen], question: str) -> None:
    """Each key, and the word beside it, stores what it says; any case will do, nothing else."""
    terminal = start(*AGAIN, question, SIMPLE, lines=50)
    terminal.wait_for(ASKED)
    stored: list[str | None] = []
    for key, word, value in MEANINGS[question]:
        assert f"  {key} = {word}" in written(terminal)
        for typed in (key, key.upper(), word, word.upper(), f"  {word} "):
            terminal.send(f"{typed}\n")
            stored.append(value)
            asked_again(terminal, len(stored))
        for typed in ("t", "Terug"):
            terminal.send(f"{key}\n", f"{typed}\n")
            stored += [value, None]
            asked_again(terminal, len(stored))
            assert f"Was: {word}. Enter houdt dit." in one_line(written(terminal)[-12:])
            terminal.send("\n")
            stored.append(value)
            asked_again(terminal, len(stored))
    for typed in ("o", "Overzicht"):
        terminal.send(f"{typed}\n")
        terminal.wait_for("1 = verder zonder wijzigen")
        terminal.send("1\n")
        stored.append(stored[-1])
        asked_again(terminal, len(stored))
    reason = QUESTIONS[question].help
    for n, typed in enumerate(("w", "Waarom"), start=1):
        enter(terminal, f"{typed}\n")
        waits(terminal, reason)
        assert one_line(written(terminal)).count(reason) == n
    terminal.send(*(f"{typed}\n" for typed in NO_ANSWER))
    count = len(NO_ANSWER)
    terminal.wait_for(lambda t: t.output.count("Kies een van: ") == count)
    assert replies(terminal) == stored


REPORTS = ("\x1b[?61;4;6;7c", "\x1b[?997;1n", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1b[I\x1b[O")


@pytest.mark.parametrize("report", REPORTS, ids=ascii)
def test_reports_are_no_answers(start: Start[Screen], report: str) -> None:
    """Of a line in which the terminal reported something only what was typed is left."""
    terminal = start(*AGAIN, "danger", SIMPLE)
    terminal.wait_for(ASKED)
    terminal.send(f"{report}n\n")
    asked_again(terminal, 1)
    terminal.send(f"{report}\n")
    terminal.wait_for("Kies een van: ")
    assert replies(terminal) == ["no"]


def test_what_cannot_be_read_is_no_answer(start: Start[Screen]) -> None:
    """A sequence that does not end may hold anything: it is asked again, nothing is kept."""
    terminal = start(*AGAIN, "danger", SIMPLE)
    terminal.wait_for(ASKED)
    terminal.send("n\n")
    asked_again(terminal, 1)
    terminal.send("t\n")
    asked_again(terminal, 2)
    terminal.send("\x1b]11;rgb:j\n")
    terminal.wait_for("Dat is niet te lezen. Typ het nog eens.")
    assert replies(terminal) == ["no", None]


def test_lines_that_are_pasted(start: Start[Screen]) -> None:
    """The first line is an answer; what comes with it is not, and afterwards lines count again."""
    terminal = start(*AGAIN, "danger", SIMPLE)
    terminal.wait_for(ASKED)
    terminal.write("n\nj\n?\nj\n")
    asked_again(terminal, 1)
    terminal.send("?\n")
    asked_again(terminal, 2)
    assert replies(terminal) == ["no", "unknown"]


@pytest.mark.parametrize("keys", ["\x1b[99;5u", "\x1b[27;5;99~", "j\x1b[100;5u"], ids=ascii)
def test_ctrl_c_of_another_kind_leaves(start: Start[Screen], keys: str) -> None:
    """As terminals send it that tell keys apart."""
    terminal = start(*AGAIN, "danger", SIMPLE)
    terminal.wait_for(ASKED)
    terminal.send(f"{keys}\n")
    assert terminal.exit_code() == 130
    assert replies(terminal) == []


BY_KEY = [
    question
    for question in QUESTIONS.values()
    if question.kind in (QuestionKind.CLOSED, QuestionKind.CHOICE, QuestionKind.SECTOR)
]


@pytest.mark.parametrize("question", BY_KEY, ids=lambda question: question.id)
def test_keys_mean_what_they_say(start: Start[Screen], question: Question) -> None:
    """Each key on the screen, of each question, stores and echoes the words beside it."""
    values = [option.id for option in question.options] or list(question.values())
    unknown = [UNKNOWN] if question.kind is not QuestionKind.SECTOR else []
    terminal = start(*AGAIN, question.id, SIMPLE, lines=50)
    terminal.wait_for(f"{ASKED}")
    shown = re.findall(r"  (\S) = (.+?)(?=   ?\S = | Uw keuze:)", one_line_of_options(terminal))
    keys = {key: words for key, words in shown if key != "w"}
    assert len(keys) == len({*values, *unknown})
    for count, (key, words) in enumerate(keys.items(), start=1):
        terminal.send(f"{key}\n")
        asked_again(terminal, count)
        answer = words.split(",")[0] if question.kind is QuestionKind.SECTOR else words
        assert f"{question.label}: {answer} @@" in one_line(written(terminal))
    assert set(replies(terminal)) == {*values, *unknown}


def one_line_of_options(terminal: Screen) -> str:
    """Return the options as they were written first, those that were broken over lines whole."""
    lines = terminal.output.replace("\r\n", "\n").partition("Uw keuze: ")[0]
    return re.sub(r"\n {6}(?=\S)", " ", lines).replace("\n", " ") + " Uw keuze:"


def test_words_at_an_open_question(start: Start[Screen]) -> None:
    """The words of the keys are keys there too; in a sentence they are only words."""
    terminal = begin(start, NIEUWEGEIN, SIMPLE)
    give(terminal, (*in_lines(NIEUWEGEIN.questions), (END, "v\n")))
    what, given = text("youth_what_happened"), f"{label('youth_what_happened')}: "
    give(
        terminal,
        (
            (f"3 = {given}nog niet", "3\n"),
            (what, "Waarom\n"),
            (QUESTIONS["youth_what_happened"].help, "terug\n"),
            (f"3 = {given}nog niet", "3\n"),
            (what, "overzicht\n"),
            ("1 = verder zonder wijzigen", "1\n"),
            (f"3 = {given}nog niet", "3\n"),
            (what, "klaar met alles\n"),
            (f"3 = {given}klaar met alles", "3\n"),
            ("Was: klaar met alles. Enter houdt dit.", "Weet ik niet\n"),
            (f"3 = {given}weet ik niet", "3\n"),
            ("Was: weet ik niet. Enter houdt dit.", "klaar\n"),
            (END, "klaar\n"),
            ("Enter = afsluiten", "afsluiten\n"),
        ),
    )
    assert terminal.exit_code() == 0
    assert_only_lines(terminal)


def test_identifiers_are_refused(start: Start[Screen]) -> None:
    """A BSN is not taken; what looks like an identifier is a question with keys of its own."""
    terminal = begin(start, NIEUWEGEIN, SIMPLE)
    give(terminal, (*in_lines(NIEUWEGEIN.questions), (END, "v\n")))
    give(terminal, ((CHECKLIST, "3\n"),))
    number = "bel mij op 0612345678\n"
    doubt = "Toch laten staan? j = ja, laten staan n = nee, opnieuw typen"
    give(
        terminal,
        (
            (text("youth_what_happened"), "kind 111222333\n"),
            ("Een BSN hoort hier niet: haal het weg.", number),
            (doubt, "\n"),
            ("Kies een van: j, n.", "nee\n"),
            (text("youth_what_happened"), "\n"),
            (doubt, "Nee, opnieuw typen\n"),
        ),
    )
    waits(terminal, text("youth_what_happened"))
    assert f"{label('youth_what_happened')}: bel" not in terminal.output


def test_choosing_from_a_list(start: Start[Screen]) -> None:
    """The exact name is enough; of several the number; of one it is asked whether it is meant."""
    terminal = begin(start, LEIDEN, SIMPLE)
    nothing = "Niets gevonden. Typ een naam, of het begin ervan."
    which, place = "Kies een nummer van 1 tot en met ", label("region")
    meant = "Typ j als u die bedoelt, of een andere naam."
    give(
        terminal,
        (
            (FIRST, "n\n"),
            (text("hospital"), "n\n"),
            (text("region"), "\n"),
            ("Typ een naam, of het begin ervan.", "qqqqq\n"),
            (nothing, "\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT TWO}x\n"),
            (nothing, "leidn\n"),
            ("1 = Leiden (Zuid-Holland Noord)", "\n"),
            (which, "0\n"),
            (which, "99\n"),
            (which, f"{'9' * 4000}\n"),
            (which, "waarom\n"),
            (QUESTIONS["region"].help, "leid\n"),
            ("2 = Leiderdorp (Zuid-Holland Noord)", "2\n"),
            (f"{place}: Leiderdorp", "t\n"),
            ("Was: Leiderdorp. Enter houdt dit.", "\n"),
            (f"{place}: Leiderdorp", "terug\n"),
            ("Was: Leiderdorp. Enter houdt dit.", "uithoo\n"),
            ("Bedoelt u Uithoorn (Amstelland en de Meerlanden)? j = ja", "\n"),
            (meant, "nee\n"),
            (meant, "1\n"),
            (meant, "haarlemm\n"),
            ("1 = Haarlemmermeer (Amstelland en de Meerlanden)", "4131\n"),
            ("2 = Vianen volgens de wet van 2015 (Utrecht)", "\n"),
            (which, "uithoo\n"),
            ("Bedoelt u Uithoorn", "Ja\n"),
            (f"{place}: Uithoorn", "t\n"),
            ("Was: Uithoorn. Enter houdt dit.", "LEIDEN\n"),
            (f"{place}: Leiden", "t\n"),
            ("Was: Leiden. Enter houdt dit.", "Terug\n"),
            ("Was: nee. Enter houdt dit.", "?\n"),
        ),
    )
    waits(terminal, "Was: Leiden. Enter houdt dit.")
    assert terminal.output.count(f"{place}: ") == 4
    assert_only_lines(terminal)


def test_bytes_that_are_no_text(start: Start[Screen]) -> None:
    """Bytes in another encoding are no answer, or a text with marks in it; nothing breaks."""
    terminal = begin(start, GGZ, SIMPLE)
    waits(terminal, FIRST)
    enter(terminal, b"\xff\xfe\n")
    waits(terminal, "Kies een van: j, n, ?, w.")
    enter(terminal, b"\xebj\n")
    waits(terminal, "Kies een van: j, n, ?, w.")
    give(terminal, (("", "n\n"), *in_lines(GGZ.questions[1:]), (END, "v\n")))
    give(terminal, in_lines(GGZ.prepare[:1]))
    waits(terminal, GGZ.prepare[1][0])
    terminal.send(b"psychose, pati\xebnt weg\n")
    give(terminal, in_lines(GGZ.prepare[2:]))
    give(terminal, ((END, "k\n"), ("Enter = afsluiten", "\n")))
    assert terminal.exit_code() == 0
    assert re.search(r"psychose, pati.nt weg", terminal.all_text)


# -- when it is used ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "options", "env"),
    [
        pytest.param(CRISIS, (SIMPLE,), {}, id="option"),
        pytest.param(CRISIS, (), {"ACCESSIBLE": "1"}, id="accessible"),
        pytest.param(CRISIS, (), {"TERM": "dumb"}, id="dumb"),
        pytest.param(CRISIS, (), {"TERM": "unknown"}, id="unknown"),
        pytest.param(CRISIS, (SIMPLE,), {"FORCE_COLOR": "1", "TERM": "dumb"}, id="force-color"),
    ],
)
def test_used(
    start: Start[Screen], command: tuple[str, ...], options: tuple[str, ...], env: dict[str, str]
) -> None:
    """On request, and by itself where the full mode cannot run; from the first byte to the last."""
    terminal = start(*command, "triage", NOBODY_THERE, "--moment", GGZ.moment, *options, env=env)
    terminal.wait_for(f"Vraag 1. {FIRST}")
    to_the_end(terminal, GGZ)
    assert_only_lines(terminal)
    assert "020 523 54 33" in terminal.scrolled


def test_used_by_setting(start: Start[Screen]) -> None:
    """The setting ``plain`` chooses it for good."""
    assert start(*CRISIS, "config", "plain", "ja").exit_code() == 0
    terminal = begin(start, GGZ)
    waits(terminal, f"Vraag 1. {FIRST}")
    assert_only_lines(terminal)


@pytest.mark.parametrize("env", [{}, {"ACCESSIBLE": ""}, {"TERM": "vt100"}], ids=str)
def test_not_used(start: Start[Screen], env: dict[str, str]) -> None:
    """Otherwise the full mode asks; it needs no reply from the terminal, and no mouse."""
    command = (*CRISIS, "triage", NOBODY_THERE)
    terminal = start(*command, env=env)
    terminal.wait_for("[w] waarom")
    assert "Vraag 1." not in terminal.text
    answer(terminal, GGZ.questions)
    terminal.wait_for(OFFER)
    assert "\x1b[6n" not in terminal.output
    assert not re.search(r"\x1b\[\?(9|100\d)h", terminal.output)


# -- other streams ------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("encoding", each(3, ["cp1252", "cp850", "ascii"], first=2))
@pytest.mark.parametrize("mode", ["full", "simple"])
def test_encodings(start: Start[Screen], encoding: str, mode: str) -> None:
    """On a console with another code page the interview ends as always, the number whole."""
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = (*CRISIS, "triage", NOBODY_THERE, "--moment", GGZ.moment)
    terminal = start(*command, *([SIMPLE] if mode == "simple" else []), env=env)
    terminal.wait_for(re.split("[^ -~]", FIRST)[0])
    asked = [(re.split("[^ -~]", words)[0], keys) for words, keys in GGZ.questions]
    if mode == "simple":
        give(terminal, in_lines(asked))
        terminal.send("v\n", "1\n", "psychose, café\n", "k\n", "k\n", "\n")
    else:
        answer(terminal, asked)
        terminal.send("v", "1", f"psychose, café{ENTER}", "k", "k", ENTER)
    assert terminal.exit_code() == 0
    assert b"\n020 523 54 33\r\n" in re.sub(rb"\x1b\[[0-9;]*m|\x1b\]8.*?\x1b\\", b"", terminal.raw)
    client = "cliënt".encode(encoding) if encoding != "ascii" else b"client"
    assert client in terminal.raw
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("mode", ["full", "simple"])
def test_no_color(start: Start[Screen], mode: str) -> None:
    """NO_COLOR takes all colour away and not one word: colour alone carries no meaning."""
    options = (SIMPLE,) if mode == "simple" else ()
    steps = in_lines(GGZ.questions) if options else GGZ.questions
    screens = []
    for env in ({}, {"NO_COLOR": "1"}):
        terminal = start(*CRISIS, "triage", NOBODY_THERE, "--moment", GGZ.moment, *options, env=env)
        (give if options else answer)(terminal, steps)
        terminal.wait_for(END)
        terminal.pause()
        terminal.send(CTRL_C)
        terminal.exit_code()
        screens.append(terminal.scrolled)
        codes = ";".join(re.findall(r"\x1b\[([0-9;]*)m", terminal.output)).split(";")
        coloured = [code for code in codes if re.fullmatch("[349][0-8]|10[0-7]", code)]
        assert bool(coloured) == (mode == "full" and not env)
    assert screens[0] == screens[1]


# -- the draft ----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["h", "Verder met Leiden", "verder met leiden (zojuist)"])
def test_offered(start: Start[Screen], typed: str) -> None:
    """A draft is offered at the first question, by key and by word."""
    with start(*CRISIS, "triage", SIMPLE) as terminal:
        give(terminal, in_lines(LEIDEN.questions[:3]))
        waits(terminal, text("sector"))
    terminal = start(*CRISIS, "triage", SIMPLE)
    terminal.wait_for("h = verder met Leiden (zojuist)")
    terminal.send(f"{typed}\n")
    give(terminal, RESUMING)
    waits(terminal, text("sector"))
    assert f"{label('region')}: Leiden" in terminal.output
    assert_only_lines(terminal)
