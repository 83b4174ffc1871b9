"""``crisis check``: the proofs of a folder, its cases, and what they find, in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crisiszorg_cli.cli.app import run

SOUND = Path(__file__).parents[1] / "data" / "sound"
CASE = """\
scenarios:
  - id: one
    story: Iemand staat op het dak.
    rule: Levensgevaar gaat voor alles.
    moment: 2026-11-22 03:10
    answers: {life_danger: "yes"}
    verdict: emergency
    sources: [bron]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder with room for cases."""
    (tmp_path / "scenarios").mkdir()
    for file in SOUND.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_without_cases(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said of what most folders have not."""
    assert run(["check", str(folder)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"Geen fouten gevonden in {folder}."
    assert second.startswith("Bewezen voor 2.268 situaties (74 wegen) in 5 plaatsen")


def test_cases_that_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many were tried is said."""
    (folder / "scenarios" / "own.yaml").write_text(CASE, encoding="utf-8")

    assert run(["check", str(folder)]) == 0
    assert "1 scenario klopt." in capsys.readouterr().out


def test_a_case_that_does_not_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is one line with file and line, and the command says no."""
    file = folder / "scenarios" / "own.yaml"
    file.write_text(CASE.replace("emergency", "hospital"), encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith(f"{file}:7: scenario 'one', verdict: verwacht 'hospital', het is ")
    assert shown.out.endswith(" anders zijn de gegevens fout. [scenario]\n")
    assert len(shown.out.splitlines()) == 1
    assert f"1 fout gevonden in {folder}." in shown.err


def test_a_fault_in_one_case_hides_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the rules do otherwise is said in the same run, of the cases that can be tried."""
    other = CASE.partition("\n")[2].replace("id: one", "id: two").replace("emergency", "hospital")
    file = folder / "scenarios" / "own.yaml"
    file.write_text(CASE.replace("life_danger", "nergens") + other, encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{file}:6: onbekende vraag 'nergens'.")
    assert second.startswith(f"{file}:14: scenario 'two', verdict: verwacht 'hospital', het is ")


def test_an_answer_that_nothing_reads(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The case would prove something else than it says."""
    file = folder / "scenarios" / "own.yaml"
    answers = '{life_danger: "yes", hospital: "no"}'
    file.write_text(CASE.replace('{life_danger: "yes"}', answers), encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    said = "het antwoord op 'hospital' wordt op deze weg nooit gelezen. Haal dit antwoord weg, "
    shown = capsys.readouterr().out
    assert shown.startswith(f"{file}:6: {said}")
    assert shown.endswith(". [unused-answer]\n")
    assert shown.count("\n") == 1


def test_a_day_that_does_not_exist(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In Dutch, on its line."""
    file = folder / "scenarios" / "own.yaml"
    file.write_text(CASE.replace("2026-11-22", "2026-02-30"), encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    shown = capsys.readouterr().out
    assert f"{file}:5: '2026-02-30 03:10': die dag of tijd bestaat niet. Schrijf een dag" in shown
    assert shown.endswith(" [moment]\n")


def test_cases_that_nobody_reads(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever writes them in a file by another ending does not hear that all is well."""
    file = folder / "scenarios" / "own.yml"
    file.write_text(CASE, encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    line = capsys.readouterr().out
    assert line.startswith(f"{file}:1: dit bestand wordt niet gelezen. Geef het bestand een naam")
    assert line.endswith(" [unread-file]\n")


@pytest.mark.parametrize("name", ["regions (kopie).yaml", "terms.yml", "terms.yaml.txt"])
def test_a_data_file_that_nobody_reads(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever edits a copy does not hear that all is well."""
    (folder / name).write_text("terms: []\n", encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    line = capsys.readouterr().out
    assert line.startswith(f"{folder / name}:1: dit bestand wordt niet gelezen. Gelezen worden: ")
    assert line.endswith("terms.yaml. [unread-file]\n")


def test_an_id_of_another_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file stands with the line, where it is not the same one."""
    first, second = (folder / "scenarios" / name for name in ("own.yaml", "twice.yaml"))
    for file in (first, second):
        file.write_text(CASE, encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith(f"{second}:2: id 'one' bestaat al ({first}:2). ")


def test_what_is_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and not every file that is not in it."""
    for name in (folder / "terms.yaml", folder / "nergens"):
        assert run(["check", str(name)]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith(f"Fout: '{name}' is geen map.\nTip: Geef de map met ")


def test_one_region(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the routes of that region are walked, and no cases are tried."""
    (folder / "scenarios" / "own.yaml").write_text(CASE, encoding="utf-8")

    assert run(["check", str(folder), "--regio", "noord"]) == 0
    out = capsys.readouterr().out
    assert " in 1 plaats, " in out
    assert "scenario" not in out
    assert run(["check", str(folder), "--regio", "zuid"]) == 1


def test_what_is_not_proved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File and line, a sentence with the shortest way to it, a tip and the code."""
    file = folder / "outcomes.yaml"
    text = file.read_text(encoding="utf-8").replace("purposes: [emergency]", "purposes: []")
    file.write_text(text, encoding="utf-8")

    assert run(["check", str(folder)]) == 1
    shown = capsys.readouterr()
    (line,) = shown.out.splitlines()
    assert line.startswith(f"{file}:14: 'emergency': er is niemand te bellen en er staat niet wat")
    assert line.endswith(
        " Geef de uitkomst purposes waarvoor altijd iemand te bellen is. [no-way-out]"
    )
    assert "1 fout gevonden" in shown.err


def test_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same for programs, with what was tried; also where a file cannot be used at all."""
    assert run(["check", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["findings"]) == (1, [])
    assert (found["situations"], found["paths"], found["places"]) == (2268, 74, 5)

    (folder / "terms.yaml").unlink()
    assert run(["check", str(folder), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["findings"]
    assert (problem["code"], problem["line"]) == ("unreadable", 1)
    assert problem["file"] == str(folder / "terms.yaml")
    assert problem["tip"] == "Hier hoort een gewoon bestand met deze naam, dat u mag lezen."


@pytest.mark.parametrize("other", ["--verouderd", "--belijst", "--index"])
def test_one_thing_at_a_time(folder: Path, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What would be passed over is refused: JSON is what is found, and an index is made alone."""
    assert run(["check", str(folder), "--json", other]) == 2
    assert f"Fout: --json gaat niet samen met {other}." in capsys.readouterr().err
    assert run(["check", str(folder), "--index", "--regio", "noord"]) == 2
    assert not (folder / "index").exists()
