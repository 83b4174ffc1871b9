"""Mistakes on the command line: one sentence in Dutch, the next step, and exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crisiszorg_cli.visible_text import first_hidden
from tests.cli.conftest import Run

ENGLISH = (
    "Usage:",
    "Error",
    "No such",
    "Got ",
    "Missing",
    "Invalid",
    "requires",
    "Try ",
    "Aborted",
)
TWICE = ("--antwoord", "hospital=ja", "--antwoord")

MISTAKES = {
    "unknown-option": (("lookup", "--huisnummer", "1"), "'--huisnummer'", "--help"),
    "near-option": (("triage", "--regi", "leiden"), "'--regi'", "--regio"),
    "short-option": (("-x",), "'-x'", "--help"),
    "unknown-command": (("zoek",), "'zoek'", "--help"),
    "no-value": (("lookup", "--regio"), "--regio", "--help"),
    "no-value-sector": (("triage", "--sector"), "--sector", "--help"),
    "too-many-words": (("source", "zz-stay", "delft"), "delft", "--help"),
    "word-at-triage": (("triage", "leiden"), "leiden", "--help"),
    "nothing-to-look-up": (("lookup",), "Noem één regio", "crisis lookup --regio ZHN"),
    "two-to-look-up": (("lookup", "leiden", "--regio", "ZHN"), "maar één", "crisis lookup"),
    "moment": (("lookup", "ZHN", "--moment", "gisteren"), "'gisteren'", "2026-11-22T21:30"),
    "moment-of-triage": (("triage", "--moment", "31-12-2026"), "'31-12-2026'", "2026-11-22T21:30"),
    "no-such-day": (("lookup", "ZHN", "--moment", "2026-02-30"), "'2026-02-30'", "2026-11-22"),
    "sector": (("lookup", "ZHN", "--sector", "vvv"), "'vvv'", "vv, gz, ggz, jeugd"),
    "sector-of-triage": (("triage", "--sector", "ouderen"), "'ouderen'", "vv, gz, ggz, jeugd"),
    "place": (("triage", "--regio", "leidn"), "'leidn'", "Leiden"),
    "no-equals": (("triage", "--antwoord", "life_danger"), "'life_danger'", "vraag=waarde"),
    "no-question": (("triage", "--antwoord", "=ja"), "'=ja'", "vraag=waarde"),
    "unknown-question": (
        ("triage", "--antwoord", "lifedanger=ja"),
        "'lifedanger'",
        "Bedoelde u 'life_danger'?",
    ),
    "wrong-value": (("triage", "--antwoord", "danger=misschien"), "'misschien'", "ja, nee, ?"),
    "near-option-value": (
        ("triage", "--antwoord", "gz_crisis_type=escalatoin"),
        "'escalatoin'",
        "Bedoelde u 'escalation'?",
    ),
    "empty-value": (("triage", "--antwoord", "danger="), "'danger'", "ja, nee, ?"),
    "two-answers": (("triage", *TWICE, "hospital=nee"), "'hospital'", ""),
    "no-such-file": (("triage", "--antwoorden", "weg.yaml"), "weg.yaml", ""),
    "folder": (("triage", "--antwoorden", "."), ".", ""),
}


@pytest.mark.parametrize(("arguments", "what", "tip"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(crisis: Run, arguments: tuple[str, ...], what: str, tip: str) -> None:
    """Says in Dutch what is wrong, names it, and gives the nearest word or the way on."""
    done = crisis(*arguments)
    assert (done.code, done.out) == (2, "")
    first, *rest = done.err.splitlines()
    assert first.startswith("Fout: ")
    assert first.endswith(".")
    assert what in first
    assert len(rest) == bool(tip)
    assert not rest or rest[0].startswith("Tip: ")
    assert not rest or tip in rest[0]
    assert not [word for word in ENGLISH if word in done.err]


def test_same_answer_twice_is_one_answer(crisis: Run) -> None:
    """Repeating the same answer is no contradiction."""
    done = crisis("triage", *TWICE, "life_danger=ja")
    assert (done.code, done.err) == (0, "")


FILES = {
    "not-yaml": (b'life_danger: "ja\n', "antwoorden.yaml:"),
    "list": (b"- life_danger\n", "verwacht regels met vraag: antwoord"),
    "number": (b"42\n", "verwacht regels met vraag: antwoord"),
    "empty": (b"", "leeg"),
    "nested": (b"life_danger: {a: b}\n", "'life_danger'"),
    "values": (b"life_danger: [ja, nee]\n", "'life_danger'"),
    "twice": (b"life_danger: ja\nlife_danger: nee\n", "staat er twee keer"),
    "alias": (b"danger: &a ja\nlife_danger: *a\n", "&a"),
    "binary": (b"\xff\xfe\x00", "UTF-8"),
    "control": (b'own_network: "\\e[2J"\n', "U+001B"),
    "unknown-question": (b"leven: ja\n", "'leven'"),
    "wrong-value": (b"life_danger: misschien\n", "'misschien'"),
    "huge": (b"# " + b"x" * 1_100_000, "groter dan"),
}


@pytest.mark.parametrize(("content", "what"), FILES.values(), ids=FILES)
def test_faulty_file(crisis: Run, tmp_path: Path, content: bytes, what: str) -> None:
    """A file with answers that cannot be used is refused whole, and the fault is named."""
    (tmp_path / "antwoorden.yaml").write_bytes(content)
    done = crisis("triage", "--antwoorden", "antwoorden.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fout: ")
    assert what in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", ["\x1b[2J", "\x07", "a\nb", "\x9b31m"], ids=repr)
def test_control_characters_are_not_repeated(crisis: Run, name: str) -> None:
    """An unknown name is repeated without what it could do to a screen."""
    done = crisis("lookup", name)
    assert done.code == 1
    assert not {"\x1b", "\x07", "\x9b"} & set(done.err)


def test_bytes_that_are_no_text(crisis: Run) -> None:
    """An argument that is not valid in the locale is no reason for a traceback."""
    done = crisis("lookup", "\udcff\udcfe")
    assert done.code == 1
    assert done.err.startswith("Fout: Geen regio, gemeente, plaats of dienst '")


@pytest.mark.parametrize(
    "mistake",
    [
        ("--antwoord", "home_care=ja"),
        ("--antwoord", "danger"),
        ("--regio", "leidn"),
        ("--antwoorden", "nergens.yaml"),
        ("--moment", "gisteren"),
        ("--antwoord", "life_danger=nee"),
    ],
    ids=" ".join,
)
def test_danger_to_life_is_answered_whatever_is_wrong(
    crisis: Run, mistake: tuple[str, str]
) -> None:
    """Who gave it gets 112; what is wrong is said beside it, and stops nothing."""
    done = crisis("triage", "--antwoord", "life_danger=ja", *mistake)

    assert done.code == 0
    assert "Bel 112" in done.out
    assert done.err.startswith("Let op: bel 112. De rest is niet gelezen. ")
    assert 1 == len(done.err.splitlines())


def test_danger_to_life_in_a_file_with_a_mistake(crisis: Run) -> None:
    """A file is read as a whole; in JSON too 112 stands there."""
    told = b"life_danger: ja\nhome_care: ja\n"
    done = crisis("triage", "--antwoorden", "-", "--json", stdin=told)

    assert done.code == 0
    assert "emergency" == json.loads(done.out)["verdict"]


def test_settings_and_folders_are_shown_harmless(crisis: Run) -> None:
    """A setting and a folder's name come from files, and may hold anything."""
    crisis("config", "region", "zhn\x1b]0;x\x07\u202e\x9b2J")
    folder = "map\x1b[2J\u202e"
    for done in (
        crisis("config"),
        crisis("check", folder),
        crisis("lookup", "\u202eabc", "--json"),
    ):
        assert first_hidden(done.out + done.err, allowed="\n") is None
