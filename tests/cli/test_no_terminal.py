"""Without a terminal nothing is asked and nothing is answered; streams may be closed or full."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run
from tests.effort import each
from tests.terminal.terminal import CRISIS, POSIX_ONLY, environment

NUMBER = "088 33 99 999"
CERTAIN = ("--antwoord", "life_danger=ja")
MOMENT = ("--moment", "2026-11-22T21:30")
HALFWAY = ("--regio", "leiden", "--sector", "vv", "--antwoord", "life_danger=nee")
LOOKUP = ("lookup", "--regio", "ZHN")
FULL = "Kan de uitvoer niet schrijven"


def in_shell(line: str, home: Path) -> Done:
    """Run a shell line in which ``$crisis`` is the command."""
    done = subprocess.run(
        ("sh", "-c", line.replace("$crisis", " ".join(CRISIS))),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        cwd=home,
        env=environment(home),
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


# -- nothing is asked -------------------------------------------------------------------------

STDIN = {
    "nothing": subprocess.DEVNULL,
    "newlines": b"\n" * 20,
    "keys": b"n\nn\nleiden\n1\n" + b"j\n" * 20,
    "raw-keys": b"nnleiden\r1n" + b"j" * 20,
}


@pytest.mark.parametrize("stdin", STDIN.values(), ids=STDIN)
@pytest.mark.parametrize("arguments", [(), ("--no-input",), ("--eenvoudig",)], ids=" ".join)
def test_never_asks(crisis: Run, stdin: bytes | int, arguments: tuple[str, ...]) -> None:
    """Whatever comes on stdin, the triage names what is missing and leaves with code 2."""
    done = crisis("triage", *arguments, stdin=stdin)
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith("Fout: ")
    assert "ontbreken antwoorden: life_danger, hospital, region, sector." in first
    assert second.startswith("Tip: ")
    assert "--antwoord life_danger=ja|nee|?" in second


def test_does_not_answer_the_rest(crisis_alone: Run) -> None:
    """Given answers count, and only those: the first that is missing is not made up."""
    done = crisis_alone("triage", *HALFWAY, stdin=b"j\n" * 20)
    assert (done.code, done.out) == (2, "")
    assert "ontbreken antwoorden: hospital." in done.err
    assert "--antwoord hospital=ja|nee|?" in done.err


# -- streams ----------------------------------------------------------------------------------


@POSIX_ONLY
@pytest.mark.thorough
@pytest.mark.parametrize(
    ("line", "code"),
    each(
        4,
        [
            ("$crisis lookup ZHN <&-", 0),
            ("$crisis lookup ZHN 2>&-", 0),
            ("$crisis lookup ZHN <&- 2>&-", 0),
            ("$crisis triage --antwoord life_danger=ja <&-", 0),
            ("$crisis triage <&-", 2),
            ("$crisis triage 2>&-", 2),
            ("$crisis lookup nergens 2>&-", 1),
            ("$crisis lookup nergens 2>/dev/full", 1),
            ("$crisis lookup ZHN >&-", 3),
            ("$crisis lookup ZHN >&- 2>&-", 3),
            ("$crisis lookup ZHN --json >&-", 3),
            ("$crisis --help >&-", 3),
            ("$crisis lookup --help >&-", 3),
            ("$crisis triage --antwoord life_danger=ja >&-", 3),
            ("$crisis triage --antwoorden - <&-", 2),
        ],
    ),
)
def test_closed_streams(tmp_path: Path, line: str, code: int) -> None:
    """A stream that is closed costs at most its own output, never a traceback."""
    done = in_shell(line, tmp_path)
    assert done.code == code
    assert "Traceback" not in done.err
    assert "Error" not in done.err
    if code == 0:
        assert done.err == ""
        assert re.search(rf"^({NUMBER}|112)$", done.out, re.MULTILINE)
    elif "2>" not in line:
        assert done.err.startswith("Fout: ")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "arguments",
    each(
        3,
        [
            LOOKUP,
            (*LOOKUP, "--json"),
            ("regions",),
            ("triage", *CERTAIN),
            ("explain",),
            ("--help",),
            ("--version",),
        ],
    ),
    ids=" ".join,
)
def test_pipe_closed_by_the_reader(crisis_alone: Run, arguments: tuple[str, ...]) -> None:
    """A reader that has gone away is exit code 3 and one line, also for the help."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = crisis_alone(*arguments, stdout=writer)
    finally:
        os.close(writer)
    assert done.code == 3
    assert done.err == f"Fout: {FULL} (wat de uitvoer las, is gestopt).\n"


@POSIX_ONLY
def test_head_sees_the_first_line(tmp_path: Path) -> None:
    """The first line comes through a pipe that closes after it."""
    done = in_shell("$crisis lookup --regio ZHN | head -1", tmp_path)
    assert done == Done(0, "Zuid-Holland Noord (zorgkantoorregio)\n", "")


@POSIX_ONLY
@pytest.mark.thorough
@pytest.mark.parametrize(
    "arguments", each(2, ["lookup ZHN", "lookup ZHN --json", "--help", "regions"])
)
def test_full_disk(tmp_path: Path, arguments: str) -> None:
    """A file that cannot grow gives exit code 3 and says so, not a traceback."""
    done = in_shell(f"ulimit -f 0; $crisis {arguments} > out", tmp_path)
    assert done.code == 3
    assert done.err.startswith(f"Fout: {FULL}")
    assert len(done.err.splitlines()) == 1


def test_file_holds_the_same_as_a_pipe(crisis_alone: Run, tmp_path: Path) -> None:
    """Output in a file is the output in a pipe, without any control character."""
    piped = crisis_alone(*LOOKUP, *MOMENT)
    with (tmp_path / "out").open("wb") as file:
        assert crisis_alone(*LOOKUP, *MOMENT, stdout=file) == Done(0, "", "")
    text = (tmp_path / "out").read_text("utf-8")
    assert text == piped.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


# -- other environments -----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "latin-1", "utf-16"])
@pytest.mark.parametrize(
    ("arguments", "alone"),
    [
        ((*LOOKUP, *MOMENT), NUMBER),
        (("triage", *CERTAIN), "112"),
        (("explain", "elv"), None),
        (("criteria",), None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_encodings(
    crisis: Run,
    crisis_alone: Run,
    encoding: str,
    arguments: tuple[str, ...],
    alone: str | None,
) -> None:
    """A console that lacks characters still gets every word, and the number as it is."""
    if (arguments[0], encoding) == ("triage", "ascii"):  # one of them as a program of its own
        crisis = crisis_alone
    done = crisis(*arguments, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert (done.code, done.err) == (0, "")
    assert alone is None or alone in done.out.splitlines()
    same = crisis(*arguments)
    assert len(done.out.split()) == len(same.out.split())
    assert "?" not in done.out.replace("?", "", same.out.count("?"))


@pytest.mark.parametrize(
    "env",
    [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "20", "LINES": "5"}, {"LANG": "nl_NL"}],
    ids=str,
)
@pytest.mark.parametrize("arguments", [LOOKUP, ("triage", *CERTAIN), ("triage",)], ids=" ".join)
def test_environment_changes_nothing(
    crisis: Run, env: dict[str, str], arguments: tuple[str, ...]
) -> None:
    """Piped output is the same for every width, colour wish and kind of terminal."""
    assert crisis(*arguments, *MOMENT, env=env) == crisis(*arguments, *MOMENT)


def test_drafts_are_removed_when_that_is_asked(crisis: Run, tmp_path: Path) -> None:
    """It says how many, also none; nothing is asked."""
    assert crisis("triage", "--wis").out == "Er waren geen concepten.\n"
    folder = tmp_path / ".local" / "state" / "crisiszorg-cli" / "drafts"
    folder.mkdir(parents=True)
    for name in ("a.json", "b.json", "b.lock"):
        (folder / name).write_text("{}")
    done = crisis("triage", "--wis")
    assert (done.code, done.out, done.err) == (0, "Verwijderd: 2 concepten.\n", "")
    assert not list(folder.iterdir())
