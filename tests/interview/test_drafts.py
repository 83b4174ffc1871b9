"""Nothing is lost: interviews broken off anywhere, and drafts that were tampered with."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import pytest

from crisiszorg_cli.interview.preparing import MANY
from tests.effort import each
from tests.interview.draft_files import (
    FIRST,
    SAME,
    contents,
    draft,
    files,
    folder,
    given,
    go_on,
    read,
    resumed,
    set_age,
    triage,
    write,
)
from tests.interview.personas import (
    AALSMEER,
    CHECKLIST,
    GGZ,
    LEIDEN,
    NIEUWEGEIN,
    OFFER,
    QUESTIONS,
    answer,
    close,
    label,
    listed,
    screens,
    text,
)
from tests.terminal.screen import CTRL_C, ENTER, Screen, Start, one_line
from tests.terminal.terminal import CRISIS

LAST_OF_KEYS = "[w] waarom"
RESUMABLE = "Binnen 12 uur kunt u verder met: crisis triage --hervat"
NOTHING_KEPT = "Er is niets bewaard."
KEYS = {
    "schema",
    "content_version",
    "answers",
    "before",
    "asked",
    "skipped",
    "lapsed",
    "wording",
    "override",
}


def kill(terminal: Screen) -> None:
    """Break it off: no key comes any more. Killed for real: ``tests/terminal``."""
    terminal.close()


Steps = Iterable[tuple[str, str]]


class Leave(Protocol):
    """Leaves a draft behind."""

    def __call__(self, *questions: str, steps: Steps) -> None:
        """Answer these, wait for the question, and break off."""


LEFT: dict[tuple[tuple[str, str], ...], dict[Path, bytes]] = {}
"""The drafts that these answers leave, which are the same each time."""


@pytest.fixture
def left_behind(start: Start[Screen], tmp_path: Path) -> Leave:
    """Leave a draft behind: by an interview, or as that left it before."""

    def leave(*questions: str, steps: Steps) -> None:
        done, there = tuple(steps), contents(tmp_path)
        if done in LEFT:
            write(tmp_path, LEFT[done])
            return
        terminal = triage(start)
        answer(terminal, done)
        terminal.wait_for(text(questions[0]) if questions else OFFER)
        kill(terminal)
        now = contents(tmp_path)
        LEFT[done] = {path: now[path] for path in now if path not in there}

    return leave


MINOR = (  # not yet 18, and without the indication that the gehandicaptenzorg asks for
    (
        ("life_danger", "n"),
        ("hospital", "n"),
        ("region", f"leiden{ENTER}"),
        ("sector", "2"),
        ("vg_indication", "n"),
        ("minor", "j"),
        ("abuse_suspected", "n"),
        ("psychiatric_picture", "?"),
    ),
    (("youth_what_happened", f"ruzie{ENTER}"), ("local_team", "?")),
)
PLAN = (  # somebody with a crisisplan, which leads
    (*GGZ.asked[:5], ("ggz_profile", "j"), ("crisis_plan", "j")),
    (("ggz_what_happened", f"onrust{ENTER}"), ("plan_agreements", f"bel de partner{ENTER}")),
)
WAYS = {
    "vv": (LEIDEN.asked, LEIDEN.preparing),
    "gz": (AALSMEER.asked, AALSMEER.preparing),
    "ggz": (GGZ.asked, GGZ.preparing),
    "jeugd": (NIEUWEGEIN.asked, NIEUWEGEIN.preparing),
    "minor": MINOR,
    "plan": PLAN,
}
Answered = tuple[tuple[str, str], ...]


def test_every_question_is_among_them() -> None:
    """The interviews that are killed at every question have every question of the content."""
    assert {id_ for way in WAYS.values() for part in way for id_, _ in part} == set(QUESTIONS)


@pytest.mark.thorough
@pytest.mark.parametrize("way", each(6, list(WAYS), first=5))
def test_killed_at_every_question(start: Start[Screen], way: str) -> None:
    """Killed at any question, it goes on at that question with every answer there was.

    Each time the interview that was resumed is the next to be killed, one answer later. While
    the call is being prepared, verdict and number are shown first, and the checklist goes on
    where it was.
    """
    asked, preparing = WAYS[way]
    steps = [*screens(asked), (OFFER, "v", 0)]
    steps += [(text(id_), keys, int(keys != ENTER)) for id_, keys in preparing]
    verdict = [words for words, _, _ in steps].index(OFFER)
    terminal = triage(start)
    answered = 0
    for n, (words, keys, answers) in enumerate(steps):
        screen, place = divmod(n - verdict - 1, MANY)
        if n > verdict:
            answer(terminal, [(CHECKLIST, "m")] if screen and not place else [])
            part = f"{CHECKLIST}, deel {screen + 1}" if screen else CHECKLIST
            answer(terminal, [(part, str(place + 1))])
        terminal.wait_for(words)
        kill(terminal)
        terminal = triage(start, "--hervat")
        if n == 0:
            assert terminal.exit_code() == 1
            assert "Fout: Er is geen concept om te hervatten." in terminal.lines
            terminal = triage(start)
        else:
            go_on(terminal)
        if n > verdict:
            answer(terminal, ((OFFER, "v"), (part, str(place + 1))))
        terminal.wait_for(words)
        first = ["levensgevaar: nee"] if n else []  # asked anew, and not always in sight
        assert len({*given(terminal), *first}) == answered
        terminal.send(keys)
        answered += answers


def test_nothing_but_what_was_answered(start: Start[Screen], tmp_path: Path) -> None:
    """The draft holds answers and nothing else, for this user only; a refused BSN is nowhere."""
    terminal = triage(start)
    answer(terminal, (*NIEUWEGEIN.questions, (OFFER, "v")))
    answer(terminal, (*listed(NIEUWEGEIN.preparing[:3]), (CHECKLIST, "4")))
    terminal.wait_for(text("youth_what_happened"))
    terminal.send(f"kind 111222333{ENTER}")
    terminal.wait_for("Een BSN hoort hier niet: haal het weg.")
    contents = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any("111222333" in content or "kind" in content for content in contents)
    terminal.send(f"\x15ruzie{ENTER}")
    terminal.wait_for(CHECKLIST)

    saved = read(draft(tmp_path))
    assert set(saved) == KEYS
    assert saved["answers"] == {
        "life_danger": "no",
        "region": "GM0356",
        "sector": "jeugd",
        "hospital": "no",
        "vg_indication": "no",
        "abuse_suspected": "yes",
        "psychiatric_picture": "no",
        "can_stay_home": "no",
        "foster_possible": "yes",
        "under_12": "yes",
        "youth_what_happened": "ruzie",
    }
    assert folder(tmp_path).stat().st_mode & 0o777 == 0o700
    for path in folder(tmp_path).iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path
    assert re.fullmatch(r"[0-9a-f]{32}\.json", draft(tmp_path).name)


def test_what_was_prepared_is_kept(
    start: Start[Screen], left_behind: Leave, tmp_path: Path
) -> None:
    """Answers in any order stand there again, and so does what was passed over."""
    steps = (*LEIDEN.questions, (OFFER, "v"), *listed(LEIDEN.preparing[:1]), (CHECKLIST, "m"))
    skipped = ((f"{CHECKLIST}, deel 2", "4"), (text("current_care"), ENTER))
    left_behind("mobility", steps=(*steps, *skipped, (f"{CHECKLIST}, deel 2", "1")))
    terminal = resumed(start)
    terminal.wait_for("voorbereiden (10)")
    terminal.send("v")
    terminal.wait_for(f"[1] ✓ {label('what_changed')}: partner gevallen")
    assert f"[2] · {label('why_no_hospital')}" in terminal.text
    terminal.send("m")
    terminal.wait_for(f"[4] – {label('current_care')}: overgeslagen")
    assert f"[1] · {label('mobility')}" in terminal.text
    assert f"{label('what_changed')}: partner gevallen" in given(terminal)
    assert len(list(folder(tmp_path).glob("*.json"))) == 1


def test_one_after_another_goes_on_where_it_was(start: Start[Screen], left_behind: Leave) -> None:
    """Killed while what is open is asked in turn: the next to be asked is the one that was."""
    steps = (*LEIDEN.questions, (OFFER, "v"), (CHECKLIST, "v"))
    told = tuple((text(id_), keys) for id_, keys in LEIDEN.preparing[:2])
    left_behind(LEIDEN.preparing[2][0], steps=(*steps, *told))
    terminal = resumed(start)
    answer(terminal, ((f"voorbereiden ({len(LEIDEN.preparing) - 2})", "v"), (CHECKLIST, "v")))
    terminal.wait_for(text(LEIDEN.preparing[2][0]))


def test_what_was_taken_back_is_kept(start: Start[Screen], left_behind: Leave) -> None:
    """What was gone back to stands there again."""
    steps = (*NIEUWEGEIN.questions, (OFFER, "t"))
    left_behind("psychiatric_picture", steps=steps)
    terminal = resumed(start)
    terminal.wait_for(text("psychiatric_picture"))
    terminal.wait_for("Was: nee. Enter houdt dit.")


def test_what_lapsed_is_kept(start: Start[Screen]) -> None:
    """An answer that lapsed is not shown as given, and counts again when that is undone."""
    terminal = triage(start)
    answer(terminal, GGZ.questions[:5])
    answer(terminal, ((text("ggz_profile"), "j"), (text("crisis_plan"), "j")))
    terminal.wait_for(OFFER)
    terminal.send("o")
    terminal.wait_for("Welk antwoord wilt u wijzigen?")
    terminal.send(f"profiel{ENTER}")
    terminal.wait_for(text("ggz_profile"))
    terminal.send("n")
    terminal.wait_for(f"1 antwoord vervalt: {label('crisis_plan')}.")
    terminal.wait_for(OFFER)
    kill(terminal)
    again = resumed(start)
    again.wait_for(OFFER)
    assert f"{label('crisis_plan')}: ja" not in again.scrolled
    again.send("t")
    again.wait_for(text("ggz_profile"))
    again.send("j")
    again.wait_for(f"1 eerder antwoord telt weer: {label('crisis_plan')}.")


def test_deviation_is_kept(start: Start[Screen]) -> None:
    """The caller's own choice and its reason are there again."""
    terminal = triage(start)
    answer(terminal, GGZ.questions)
    terminal.wait_for(OFFER)
    terminal.send("a")
    terminal.wait_for("Welke uitkomst kiest u?")
    terminal.send("1")
    terminal.wait_for("Waarom wijkt u af?")
    terminal.send(f"het plan ligt hier{ENTER}")
    terminal.wait_for("Reden: het plan ligt hier.")
    terminal.wait_for(OFFER)
    kill(terminal)
    again = resumed(start)
    again.wait_for(OFFER)
    assert "; UW KEUZE: " in again.all_text
    assert "Reden: het plan ligt hier." in again.all_text


def test_offered_at_the_first_question(
    start: Start[Screen], left_behind: Leave, tmp_path: Path
) -> None:
    """A draft is offered as key ``h`` beside the 112 question, which stays the first."""
    left_behind("resistance", steps=LEIDEN.questions[:4])
    set_age(draft(tmp_path), minutes=40)
    terminal = triage(start)
    terminal.wait_for(FIRST)
    terminal.wait_for("[h] verder met Leiden, V&V (40 minuten geleden)")
    terminal.send("h")
    terminal.wait_for(SAME)
    assert "Concept van 40 minuten geleden: Leiden, V&V" in terminal.lines
    assert given(terminal) == ["ziekenhuis nodig: nee", "woonplaats: Leiden", "sector: V&V"]
    go_on(terminal)
    terminal.wait_for(text("resistance"))
    assert "Verder met het concept van 40 minuten geleden: Leiden, V&V." in terminal.lines
    assert given(terminal)[2:] == ["sector: V&V", "levensgevaar: nee"]
    terminal.wait_for(LAST_OF_KEYS)
    assert "[h]" not in terminal.text
    terminal.send("t")
    terminal.wait_for(text("sector"))
    assert len(list(folder(tmp_path).glob("*.json"))) == 1


def test_another_client_takes_nothing(
    start: Start[Screen], left_behind: Leave, tmp_path: Path
) -> None:
    """Whoever says that it is another client begins anew; the draft stays as it was."""
    left_behind("resistance", steps=LEIDEN.questions[:4])
    before = draft(tmp_path).read_bytes()
    terminal = triage(start, "--hervat")
    answer(terminal, ((SAME, "n"), (FIRST, "n")))
    terminal.wait_for(text("hospital"))
    assert "Een nieuwe triage. Het concept blijft bewaard." in terminal.lines
    kill(terminal)
    assert before in [path.read_bytes() for path in folder(tmp_path).glob("*.json")]


def test_danger_to_life_is_asked_afresh(start: Start[Screen], left_behind: Leave) -> None:
    """The answer of before is not offered, and nothing goes before the question."""
    left_behind("resistance", steps=LEIDEN.questions[:4])
    terminal = triage(start, "--hervat")
    answer(terminal, ((SAME, "j"),))
    terminal.wait_for(FIRST)
    terminal.wait_for(LAST_OF_KEYS)
    assert "Was: nee" not in terminal.text
    assert "[t] terug" not in terminal.text
    terminal.send(ENTER)
    terminal.send("j")
    terminal.wait_for(OFFER)
    assert "112" in terminal.lines


def test_offered_where_the_first_question_is_another(
    start: Start[Screen], left_behind: Leave
) -> None:
    """With answers given in advance ``h`` does the same; without keys it is said how else."""
    left_behind("resistance", steps=LEIDEN.questions[:4])
    known = ("--antwoord", "life_danger=nee", "--antwoord", "hospital=nee")
    terminal = triage(start, *known)
    terminal.wait_for(text("region"))
    assert "Let op: verder met Leiden, V&V (zojuist) gaat met: crisis triage --hervat" in (
        terminal.lines
    )
    terminal.close()
    terminal = triage(start, *known, "--regio", "leiden")
    terminal.wait_for(text("sector"))
    terminal.send("h")
    answer(terminal, ((SAME, "j"),))  # danger to life was answered just now: not asked again
    terminal.wait_for(text("resistance"))
    assert "woonplaats: Leiden" in given(terminal)


def test_one_of_several_drafts(start: Start[Screen], left_behind: Leave, tmp_path: Path) -> None:
    """Of several the newest is named, and ``h`` asks which; the others stay."""
    for place, minutes in (("leiden", 90), ("aalsmeer", 40)):
        one, two, (words, _), four = LEIDEN.questions[:4]
        left_behind("resistance", steps=(one, two, (words, place + ENTER), four))
        set_age(draft(tmp_path), minutes)
        draft(tmp_path).rename(folder(tmp_path) / f"{place}.aside")
    for aside in folder(tmp_path).glob("*.aside"):
        aside.rename(aside.with_suffix(".json"))
    terminal = triage(start)
    terminal.wait_for("[h] verder met Aalsmeer, V&V (40 minuten geleden), of een ander concept")
    terminal.send("h")
    terminal.wait_for("Met welk concept verder?")
    terminal.wait_for(
        "[1] Aalsmeer, V&V (40 minuten geleden) [2] Leiden, V&V (1 uur geleden) [t] terug"
    )
    terminal.send("t")
    terminal.wait_for("of een ander concept")
    terminal.send("h")
    terminal.wait_for("[t] terug")
    terminal.send("2")
    go_on(terminal)
    terminal.wait_for(text("resistance"))
    assert "Verder met het concept van 1 uur geleden: Leiden, V&V." in terminal.lines
    assert (folder(tmp_path) / "aalsmeer.json").exists()
    assert not (folder(tmp_path) / "leiden.json").exists()


def test_anew_beside_a_draft(start: Start[Screen], left_behind: Leave, tmp_path: Path) -> None:
    """Who begins anew takes nothing from the draft, and leaves it as it was, to the end."""
    left_behind("sector", steps=LEIDEN.questions[:3])
    before, content = draft(tmp_path), draft(tmp_path).read_bytes()
    terminal = triage(start)
    terminal.wait_for("[h] verder met Leiden (zojuist)")
    terminal.send("j")
    terminal.wait_for(OFFER)
    assert given(terminal) == []
    close(terminal)
    assert draft(tmp_path) == before
    assert before.read_bytes() == content


@pytest.mark.parametrize("options", [("--hervat",), ("--hervat", "--geen-concept")], ids=" ".join)
def test_finished_leaves_no_file(
    start: Start[Screen], left_behind: Leave, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """At the end nothing is left, of the draft that was resumed neither."""
    left_behind("region", steps=LEIDEN.questions[:2])
    terminal = triage(start, *options)
    answer(terminal, ((SAME, "j"),))
    terminal.wait_for(FIRST)
    terminal.send("j")
    terminal.wait_for(OFFER)
    close(terminal)
    assert files(tmp_path) == []


def test_broken_off_keeps_the_draft(start: Start[Screen], tmp_path: Path) -> None:
    """Ctrl-C keeps what was answered and says how to go on; without answers there is nothing."""
    terminal = triage(start)
    terminal.wait_for(FIRST)
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert terminal.text.endswith(f"Gestopt. {NOTHING_KEPT}")
    assert files(tmp_path) == []

    terminal = triage(start)
    terminal.send("n")
    terminal.wait_for(text("hospital"))
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert terminal.text.endswith(f"Gestopt. {RESUMABLE}")
    assert files(tmp_path) == [draft(tmp_path).name]


def test_old_drafts_are_deleted(start: Start[Screen], left_behind: Leave, tmp_path: Path) -> None:
    """Twelve hours later a start deletes them, without a word; files that are not ours stay."""
    left_behind("region", steps=LEIDEN.questions[:2])
    mine = draft(tmp_path)
    half = mine.with_name(f"{mine.stem}.abc.part")
    half.write_text("{")
    notes = mine.with_name("notes.txt")
    notes.write_text("not ours")
    for path in folder(tmp_path).iterdir():
        set_age(path, minutes=12 * 60)
    terminal = triage(start, "--geen-concept")
    terminal.wait_for(FIRST)
    assert "Let op" not in terminal.all_text
    assert files(tmp_path) == ["notes.txt"]


def test_any_command_deletes_old_drafts(
    start: Start[Screen], left_behind: Leave, tmp_path: Path
) -> None:
    """Who never does a triage again leaves none behind; one of this evening stays."""
    left_behind("region", steps=LEIDEN.questions[:2])
    mine = draft(tmp_path)
    old = mine.with_name(f"{'0' * 32}.json")
    old.write_bytes(mine.read_bytes())
    set_age(old, minutes=12 * 60)

    assert start(*CRISIS, "lookup", "112").exit_code() == 0

    assert files(tmp_path) == [mine.name]


def test_nothing_to_resume(start: Start[Screen], tmp_path: Path) -> None:
    """``--hervat`` without a draft says so, with code 1, and asks nothing."""
    terminal = triage(start, "--hervat")
    assert terminal.exit_code() == 1
    assert terminal.lines[:2] == [
        "Fout: Er is geen concept om te hervatten.",
        "Tip: Begin met: crisis triage",
    ]
    assert files(tmp_path) == []


@pytest.mark.parametrize("how", ["option", "setting"])
def test_switched_off(start: Start[Screen], tmp_path: Path, how: str) -> None:
    """Without drafts not one file is written, and a draft left behind is not offered."""
    if how == "setting":
        assert start(*CRISIS, "config", "draft", "nee").exit_code() == 0
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    options = ("--geen-concept",) if how == "option" else ()
    terminal = triage(start, *options)
    answer(terminal, GGZ.questions)
    terminal.wait_for(OFFER)
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert terminal.text.endswith(f"Gestopt. {NOTHING_KEPT}")
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("how", "options", "choice"),
    each(3, list(product(("--hervat", "h"), ("--regio amsterdam", "--sector ggz"), "12"))),
)
def test_a_draft_of_another_place_or_sector_is_never_mixed(
    start: Start[Screen], left_behind: Leave, tmp_path: Path, how: str, options: str, choice: str
) -> None:
    """It is the new triage, or the old one: never the answers of one client for another."""
    left_behind("resistance", steps=LEIDEN.questions[:4])
    before = draft(tmp_path).read_bytes()
    terminal = triage(start, *options.split(), *([how] if how == "--hervat" else []))
    if how == "h":
        terminal.wait_for("[h] verder met Leiden, V&V")
        terminal.send("h")
    terminal.wait_for("Met welke triage verder?")
    assert "een andere plaats of sector" in terminal.all_text
    assert SAME not in terminal.text
    terminal.send(choice)
    terminal.wait_for(FIRST)
    terminal.wait_for(LAST_OF_KEYS)
    terminal.send("n")
    if choice == "2":
        terminal.wait_for(text("resistance"))
        terminal.send("j")
        terminal.wait_for(OFFER)
        assert "Leiden (gekozen)" in terminal.all_text
    else:
        terminal.wait_for(text("hospital"))
        kill(terminal)
        assert before in [path.read_bytes() for path in folder(tmp_path).glob("*.json")]


def test_the_settings_are_no_answer_to_a_draft(start: Start[Screen], left_behind: Leave) -> None:
    """The place of the draft stands, whatever region is set."""
    left_behind("resistance", steps=LEIDEN.questions[:4])
    assert start(*CRISIS, "config", "region", "amsterdam").exit_code() == 0
    terminal = resumed(start)
    terminal.wait_for(text("resistance"))
    assert "woonplaats: Leiden" in given(terminal)


SINCE = "Let op: de inhoud is sinds het concept gewijzigd."
DAMAGED = "Let op: het concept is beschadigd."


def other_version(saved: dict[str, Any]) -> None:
    """Pretend that the content was changed since."""
    saved["content_version"] = "0" * 12


def other_words(saved: dict[str, Any]) -> None:
    """Pretend that a question had other words."""
    other_version(saved)
    saved["wording"]["hospital"] = "0" * 12


def other_options(saved: dict[str, Any]) -> None:
    """Return an answer that is no longer among the options."""
    other_version(saved)
    saved["answers"]["gz_crisis_type"] = "gone"


def question_gone(saved: dict[str, Any]) -> None:
    """Answer a question that does not exist."""
    other_version(saved)
    saved["answers"]["gone"] = saved["wording"]["gone"] = "yes"


def place_gone(saved: dict[str, Any]) -> None:
    """Return a place that does not exist, without a change of the content."""
    saved["answers"]["region"] = "\x1b[2Jnergens"


@pytest.mark.parametrize(
    ("change", "message", "asked"),
    [
        (other_version, f"{SINCE} Alle antwoorden passen nog.", None),
        (other_words, f"{SINCE} Opnieuw gevraagd: {label('hospital')}.", "hospital"),
        (other_options, f"{SINCE} Opnieuw gevraagd: {label('gz_crisis_type')}.", "gz_crisis_type"),
        (question_gone, f"{SINCE} Vervallen, want de vraag bestaat niet meer: 1.", None),
        (place_gone, f"{DAMAGED} Opnieuw gevraagd: {label('region')}.", "region"),
    ],
)
def test_content_changed(
    start: Start[Screen],
    left_behind: Leave,
    tmp_path: Path,
    change: Callable[[dict[str, Any]], None],
    message: str,
    asked: str | None,
) -> None:
    """After a change the answers are checked anew; those affected are asked again, and named."""
    left_behind("lasting", steps=AALSMEER.questions[:8])
    saved = read(draft(tmp_path))
    change(saved)
    draft(tmp_path).write_text(json.dumps(saved))
    terminal = resumed(start)
    terminal.wait_for(text(asked or "lasting"))
    assert message in terminal.all_text
    first = "levensgevaar: nee"  # asked anew, and not always in sight
    assert len({*given(terminal), first}) == (8 if asked is None else 7)
    assert "\x1b[2Jnergens" not in terminal.output
    if asked:
        terminal.send(dict(AALSMEER.asked)[asked])
        terminal.wait_for(text("lasting"))
        assert len({*given(terminal), first}) == 8


def hostile(place: Path, valid: bytes) -> dict[str, str]:
    """Fill a folder with drafts that are none; give what has to be said of each."""
    damaged = "beschadigd of geen concept van dit programma"
    body = json.loads(valid)
    contents = {
        "truncated": valid[:-40],
        "empty": b"",
        "binary": bytes(range(256)),
        "list": b"[]",
        "null": b"null",
        "deep": b"[" * 100_000,
        "digits": b"9" * 10_000,
        "other-version": json.dumps(body | {"schema": 99}).encode(),
        "no-answers": json.dumps({k: v for k, v in body.items() if k != "answers"}).encode(),
        "answers-list": json.dumps(body | {"answers": ["region"]}).encode(),
        "answers-number": json.dumps(body | {"answers": {"region": 1}}).encode(),
        "asked-number": json.dumps(body | {"asked": 1}).encode(),
        "\x1b]0;gekaapt\x07\x1b[2J": b"{",
    }
    for name, content in contents.items():
        (place / f"{name}.json").write_bytes(content)
    (place / "huge.json").write_bytes(valid + b" " * 1_100_000)
    (place.parent / "elsewhere.json").write_bytes(valid)
    (place / "link.json").symlink_to(place.parent / "elsewhere.json")
    (place / "dangling.json").symlink_to(place / "nowhere")
    (place / "endless.json").symlink_to("/dev/zero")
    (place / "folder.json").mkdir()
    os.mkfifo(place / "pipe.json")
    irregular = ("link", "dangling", "endless", "folder", "pipe")
    return (
        dict.fromkeys(contents, damaged)
        | {"huge": "te groot voor een concept, niet gelezen"}
        | dict.fromkeys(irregular, "geen gewoon bestand, niet gelezen")
    )


@pytest.mark.parametrize("mode", [(), ("--eenvoudig",)], ids=["full", "simple"])
def test_damaged_and_hostile(
    start: Start[Screen], left_behind: Leave, tmp_path: Path, mode: tuple[str, ...]
) -> None:
    """Each is named with what is wrong and left alone; a good one among them is still offered."""
    left_behind("region", steps=LEIDEN.questions[:2])
    mine = draft(tmp_path)
    expected = hostile(folder(tmp_path), mine.read_bytes())
    terminal = triage(start, *mode)
    terminal.wait_for("verder met het concept (zojuist)")
    for name, why in expected.items():
        shown = re.sub(r"[\x00-\x1f]+", " ", name).strip()
        assert f"{shown}.json: {why}." in one_line(terminal.output.splitlines())
    assert terminal.output.count("Let op:") == len(expected)
    assert "gekaapt\x07" not in terminal.output
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130

    mine.unlink()
    terminal = triage(start, "--hervat", *mode)
    assert terminal.exit_code() == 1
    assert "Fout: Er is geen concept om te hervatten." in terminal.lines
    assert {f"{name}.json" for name in expected} <= set(files(tmp_path))


def test_answers_in_a_hostile_draft(
    start: Start[Screen], left_behind: Leave, tmp_path: Path
) -> None:
    """Answers that we would not have taken are not taken from a draft; text is only text."""
    steps = (*NIEUWEGEIN.questions, (OFFER, "v"), *listed(NIEUWEGEIN.preparing[:4]))
    left_behind("local_team", steps=(*steps, (CHECKLIST, "5")))
    saved = read(draft(tmp_path))
    saved["answers"]["youth_what_happened"] = "\x1b[2J\x1b]0;kaap\x07[/x] \udcff" + "x" * 9000
    saved["answers"]["life_danger"] = ""
    saved["asked"] += ["life_danger", "nowhere", *saved["asked"]]
    saved["skipped"] = ["nowhere", "resistance"]
    saved["lapsed"] = ["nowhere"]
    saved["before"] = {"nowhere": "yes", "hospital": "maybe"}
    saved["override"] = {"nowhere": "x"}
    draft(tmp_path).write_text(json.dumps(saved))
    terminal = triage(start, "--hervat")
    answer(terminal, ((SAME, "j"),))
    terminal.wait_for(FIRST)
    again = f"{label('life_danger')}, {label('youth_what_happened')}"
    assert f"{DAMAGED} Opnieuw gevraagd: {again}." in terminal.all_text
    terminal.send("n")
    terminal.wait_for(OFFER)
    assert "kaap" not in terminal.output
    assert "xxx" not in terminal.all_text
    close(terminal)
    assert files(tmp_path) == []
