"""``crisis overlay add``, ``remove``, ``undo`` and ``share``, by options and without a terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from filelock import FileLock  # noqa: TID253 - as another program would hold it

from crisiszorg_cli.content import overlay_file
from crisiszorg_cli.content.overlay_file import OverlayFile
from crisiszorg_cli.directory.own_numbers import OwnNumber
from tests.cli.conftest import Done, Run
from tests.cli.test_overlay import SOURCE, added, number as replaced, overlay
from tests.effort import each

GIVEN = {
    "--nummer": "050 123 45 67",
    "--naam": "Aanmeldpunt ouderen",
    "--regio": "groningen",
    "--sector": "vv",
    "--uren": "dag en nacht",
    "--wie": "collega van de HAP",
}
LOOKUP = ("lookup", "groningen", "--sector", "vv", "--moment", "2026-11-27T21:30")


def add(crisis: Run, *more: str, **other: str) -> Done:
    """Add a number for V&V in Groningen."""
    given = GIVEN | {f"--{name}": value for name, value in other.items()}
    return crisis("overlay", "add", *(part for pair in given.items() for part in pair), *more)


def file_of(home: Path) -> Path:
    """Return the user's own overlay."""
    return home / "crisiszorg-cli" / "overlay.yaml"


def test_a_number_is_added_and_found_first(crisis: Run, tmp_path: Path) -> None:
    """In a new file that explains itself, for the user alone; lookup and triage give it."""
    done = add(crisis)
    assert (done.code, done.err) == (0, "")
    assert "Dag en nacht bereikbaar." in done.out
    file = file_of(tmp_path)
    assert file.read_text(encoding="utf-8").startswith("# Eigen nummers voor crisis")
    assert file.stat().st_mode & 0o077 == 0

    lines = crisis(*LOOKUP).out.splitlines()
    assert lines[3:6] == ["V&V: Aanmeldpunt ouderen", "Eigen gegevens.", "050 123 45 67"]
    answers = ("life_danger=nee", "hospital=nee", "resistance=?", "acute_change=?")
    given = [part for answer in answers for part in ("--antwoord", answer)]
    place = ("--regio", "groningen", "--sector", "vv")
    triage = json.loads(crisis("triage", *place, "--no-input", "--json", *given).out)
    assert "0501234567" in [c["phone"] for c in triage["contacts"]]
    assert "eigen-groningen-vv" in " ".join(triage["own_data"])


@pytest.mark.thorough
@pytest.mark.parametrize("option", each(3, list(GIVEN)))
def test_without_a_terminal_it_names_what_is_missing(
    crisis: Run, tmp_path: Path, option: str
) -> None:
    """Nothing is asked, and nothing written."""
    given = [part for pair in GIVEN.items() if pair[0] != option for part in pair]
    done = crisis("overlay", "add", *given)
    assert done.code == 2
    assert f"Fout: Nog nodig: {option}." in done.err
    assert not file_of(tmp_path).exists()


WRONG = {
    "nummer": ("112", "geen bestaand Nederlands nummer"),
    "naam": ("x" * 81, "Te lang"),
    "wie": ("de dochter, 111222333", "Een BSN hoort hier niet"),
    "regio": ("nergenshuizen", "Geen regio"),
    "sector": ("thuis", "Onbekende sector"),
    "uren": ("soms", "begrijp ik niet"),
    "op": ("1-1-2199", "Die dag moet nog komen"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("option", each(3, list(WRONG)))
def test_what_is_wrong_is_named(crisis: Run, tmp_path: Path, option: str) -> None:
    """With the reason, and nothing is written."""
    value, reason = WRONG[option]
    done = add(crisis, **{option: value})
    assert done.code in (1, 2)
    assert reason in done.err
    assert not file_of(tmp_path).exists()


def test_undo_gives_back_the_very_file(crisis: Run, tmp_path: Path) -> None:
    """Byte for byte, with its ends of line, comments and rights; once, and not over an edit."""
    file = file_of(tmp_path)
    file.parent.mkdir()
    before = b"\xef\xbb\xbf" + (f"# van ons\n{SOURCE}{added()}").replace("\n", "\r\n").encode()
    file.write_bytes(before)
    file.chmod(0o640)
    assert add(crisis, sector="gz").code == 0
    after = file.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert crisis("overlay", "undo").code == 0
    assert file.read_bytes() == before
    assert crisis("overlay", "undo").code == 1

    add(crisis, sector="gz")
    file.write_bytes(file.read_bytes() + b"# van mij\r\n")
    done = crisis("overlay", "undo")
    assert done.code == 2
    assert "met de hand veranderd" in done.err
    assert file.read_bytes().endswith(b"# van mij\r\n")


def test_undo_of_the_first_one_leaves_no_file(crisis: Run, tmp_path: Path) -> None:
    """As it was before; also where settings and state share a folder, as on Windows."""
    one = {"XDG_STATE_HOME": str(tmp_path)}
    given = (part for pair in GIVEN.items() for part in pair)
    crisis("overlay", "add", *given, env=one)
    assert crisis("overlay", env=one).err == ""
    assert crisis("overlay", "undo", env=one).code == 0
    assert not file_of(tmp_path).exists()
    assert "geen nummer bekend" in crisis(*LOOKUP).out


def test_an_own_number_is_replaced_or_gets_another_beside_it(crisis: Run) -> None:
    """Which of these is said; the last one goes first."""
    add(crisis)
    twice = add(crisis, nummer="050 111 22 33", naam="Nacht")
    assert twice.code == 2
    assert "--vervang" in twice.err
    assert add(crisis, "--ernaast", nummer="050 111 22 33", naam="Nacht").code == 0
    shown = crisis(*LOOKUP).out
    assert shown.index("050 111 22 33") < shown.index("050 123 45 67")
    assert "staat er al" in add(crisis, "--ernaast").err

    assert add(crisis, "--vervang", nummer="050 111 22 44", uren="ma-vr 9-17").code == 0
    shown = crisis(*LOOKUP).out
    assert "050 111 22 44" in shown
    assert "050 111 22 33" not in shown


def test_an_own_number_is_removed(crisis: Run, tmp_path: Path) -> None:
    """With its source; the rest of the file stays, and the packaged number counts again."""
    text = f"# boven\n{SOURCE}# tussen\n{replaced('088 111 22 33')}# onder\n"
    file = overlay(tmp_path, text)
    add(crisis)
    assert crisis("overlay", "remove", "eigen-groningen-vv").code == 0
    assert file.read_text(encoding="utf-8") == text
    done = crisis("overlay", "remove", "rap-zhn")
    assert "geldt weer" in done.out
    assert "088 33 99 999" in crisis("lookup", "zhn", "--sector", "vv").out
    assert "# onder" in file.read_text(encoding="utf-8")
    again = crisis("overlay", "remove", "rap-zhn")
    assert again.code == 1
    assert "staat niet in" in again.err


@pytest.mark.only_thorough
def test_what_is_sent_in_has_no_confidential_number(crisis: Run) -> None:
    """It says how many were left out, and not who told the others."""
    add(crisis)
    add(crisis, "--vertrouwelijk", nummer="050 111 22 33", sector="gz")
    shared = crisis("overlay", "share")
    assert shared.code == 0
    assert 'phone: "0501234567"' in shared.out
    assert "0501112233" not in shared.out
    assert "weggelaten: 1." in shared.out
    assert "collega" not in shared.out
    crisis("overlay", "remove", "eigen-groningen-vv")
    assert crisis("overlay", "share").code == 1


REFUSED = {
    "a fault": SOURCE.replace("review_months: 6", "review_months: zes"),
    "no YAML": "services: [",
    "lists in brackets": '{"services": []}',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_understood_is_left_alone(
    crisis: Run, tmp_path: Path, text: str
) -> None:
    """It says where and what to do."""
    file = overlay(tmp_path, text)
    done = add(crisis)
    assert done.code == 2
    assert f"Fout: {file}" in done.err
    assert "Er is niets veranderd." in done.err
    assert "Tip: " in done.err
    assert file.read_text(encoding="utf-8") == text


def test_of_copies_none_is_chosen(crisis: Run, tmp_path: Path) -> None:
    """A sync client made it; which one counts is not known."""
    file = overlay(tmp_path, SOURCE)
    copy = file.with_name("overlay (conflict).yaml")
    copy.write_text(SOURCE, encoding="utf-8")
    done = add(crisis)
    assert done.code == 2
    assert f"Fout: {copy}" in done.err
    assert file.read_text(encoding="utf-8") == SOURCE


def test_two_at_once_are_both_kept(
    crisis: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another kept while a number was typed stays, and the number is put in beside it."""
    assert add(crisis, regio="drenthe", naam="Van een ander").code == 0
    file = file_of(tmp_path)
    theirs = file.read_bytes()
    assert crisis("overlay", "undo").code == 0
    put = OverlayFile.put

    def meanwhile(mine: OverlayFile, number: OwnNumber, instead_of: str | None = None) -> str:
        file.write_bytes(theirs)
        return put(mine, number, instead_of)

    monkeypatch.setattr(OverlayFile, "put", meanwhile)
    done = add(crisis)
    assert (done.code, done.err) == (0, "")
    kept = file.read_text(encoding="utf-8")
    assert "Van een ander" in kept
    assert "Aanmeldpunt ouderen" in kept


def test_one_waits_for_another_that_writes(
    crisis: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so where that takes too long; nothing has changed."""
    monkeypatch.setattr(overlay_file, "_WAIT", 0)
    assert add(crisis).code == 0
    before = file_of(tmp_path).read_bytes()
    with FileLock(tmp_path / ".local/state/crisiszorg-cli/undo.lock"):
        for done in (add(crisis, regio="drenthe"), crisis("overlay", "undo")):
            assert (done.code, done.out) == (2, "")
            assert "wordt net door een ander veranderd. Er is niets veranderd." in done.err
    assert file_of(tmp_path).read_bytes() == before


def test_a_full_disk_changes_nothing(
    crisis: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it leave half a file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = overlay(tmp_path, SOURCE)
    monkeypatch.setattr(os, "fsync", full)
    done = add(crisis)
    assert done.code == 2
    assert "de schijf is vol" in done.err
    assert file.read_text(encoding="utf-8") == SOURCE
    assert [each.name for each in file.parent.iterdir()] == ["overlay.yaml"]
