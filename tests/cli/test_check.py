"""``crisis check`` tries the cases that a data folder has."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisiszorg_cli.cli.app import run

VALID = Path(__file__).parents[1] / "data" / "valid"
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
    for file in VALID.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_without_cases(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said of what most folders have not."""
    assert run(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"Geen fouten gevonden in {folder}.\n"


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
    assert len(shown.out.splitlines()) == 1
    assert f"1 fout gevonden in {folder}." in shown.err
