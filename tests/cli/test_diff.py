"""``crisis diff``: folders, overlays and revisions; words, Markdown, JSON and exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from crisiszorg_cli.cli import revisions
from crisiszorg_cli.cli.app import run

SOUND = Path(__file__).parents[1] / "data" / "sound"
Shown = pytest.CaptureFixture[str]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The small folder, to be changed."""
    return shutil.copytree(SOUND, tmp_path / "nieuw")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change some words of a file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def change_number(folder: Path) -> None:
    """Change the number of the one line."""
    change(folder, "regions.yaml", "070 307 77 77", "070 307 77 70")
    change(folder, "regions.yaml", "phone: 0703077777", "phone: 0703077770")


def test_another_number(other: Path, capsys: Shown) -> None:
    """How many, where, what it was and is, and the fewest answers; the exit code says it too."""
    change_number(other)

    assert run(["diff", str(SOUND), str(other)]) == 1
    out = capsys.readouterr().out
    assert "- V&V, Noord: 972 van 2.187 (" in out
    assert "V&V, Noord: ander eerste nummer (" in out
    assert "Was: 070 307 77 77 (crisis)\nNu:  070 307 77 70 (crisis)\n" in out
    assert "Bijvoorbeeld: levensgevaar: nee; ziekenhuis: nee; " in out
    assert "- Dienst lijn, phone: 0703077777 → 0703077770" in out


def test_another_notice(other: Path, capsys: Shown) -> None:
    """It stands apart from what differs, for more situations can have it than end otherwise."""
    notice = "\n    notice: Eigen criteria kennen wij niet."
    change(other, "criteria.yaml", "    name: V&V", f"    name: V&V{notice}")

    assert run(["diff", str(SOUND), str(other)]) == 0
    out = capsys.readouterr().out
    assert "- V&V, Noord: 0 van 2.187; andere opmerking bij de regio: " in out


def test_another_text_alone(other: Path, capsys: Shown) -> None:
    """Texts, sources and dates stand apart, and change nobody's outcome."""
    change(other, "outcomes.yaml", "headline: Dit is no.", "headline: Geen opname.")
    change(other, "sources.yaml", "checked: 2026-01-31", "checked: 2026-02-01")
    change(other, "terms.yaml", "text: Een loket is een loket.", "text: Een balie.")

    assert run(["diff", str(SOUND), str(other)]) == 0
    out = capsys.readouterr().out
    assert "Geen van de 2.268 situaties heeft een andere uitkomst." in out
    texts, _, dates = out.partition("Teksten (2)")[2].partition("Data van bronnen (1)")
    assert "- Uitkomst no, headline: Dit is no. → Geen opname." in texts
    assert "- Bron bron, checked: 2026-01-31 → 2026-02-01" in dates


def test_for_a_pull_request(other: Path, capsys: Shown) -> None:
    """A table whose cells cannot break it, and lists that fold."""
    change_number(other)
    change(other, "terms.yaml", "text: Een loket is een loket.", "text: Een <b>|balie")

    assert run(["diff", str(SOUND), str(other), "--markdown"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("**")
    assert "| V&V, Noord | ander eerste nummer | " in out
    assert "Een &lt;b>\\|balie" in out
    assert out.count("<details>") == out.count("</details>") == 2


def test_as_json(other: Path, capsys: Shown) -> None:
    """The same for programs."""
    change_number(other)

    assert run(["diff", str(SOUND), str(other), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == 1
    assert found["situations"] == 2268
    assert found["touched"]["verdict"] == 0
    assert sum(each["differing"] for each in found["regions"]) == found["differing"]
    first = found["changes"][0]
    assert (first["sector"], first["aspect"]) == ("vv", "first_number")
    assert first["regions"] == [{"region": "noord", "beside": None}]
    assert first["old"] == [[{"purpose": "crisis", "reach": "0703077777"}]]
    assert {each["sort"] for each in found["altered"]} == {"values"}
    assert run(["diff", str(SOUND), str(other), "--json", "--markdown"]) == 2


def test_another_schema_is_refused(other: Path, capsys: Shown) -> None:
    """With the reason: which key is not known, and where; plain faults are something else."""
    change(other, "terms.yaml", "text: Een loket is een loket.", "uitleg: Een loket.")
    assert run(["diff", str(other), str(SOUND)]) == 2
    err = capsys.readouterr().err
    assert "een andere vorm dan dit programma leest" in err
    assert "terms.yaml:7: 'text' ontbreekt (en nog 1)" in err
    assert f"Tip: Verbeter ze eerst: crisis check {other}. Of vergelijk oudere gegevens met" in err

    shutil.copy(SOUND / "terms.yaml", other)
    change(other, "regions.yaml", "phone: 0703077777", "phone: 0703077770")
    assert run(["diff", str(SOUND), str(other)]) == 2
    err = capsys.readouterr().err
    assert "in de gegevens staan fouten" in err
    assert f"Tip: Verbeter ze eerst: crisis check {other}" in err


def test_what_had_fewer_files_is_another_schema(repository: Path, capsys: Shown) -> None:
    """A revision, or an older copy, from before there was a file is no version with faults."""
    (repository / "checklist.yaml").rename(repository.parent / "weg.yaml")
    commit(repository)

    for name in ("HEAD", str(repository)):
        assert run(["diff", name, str(SOUND)]) == 2
        err = capsys.readouterr().err
        assert "een andere vorm dan dit programma leest" in err
        assert "checklist.yaml:1: dit bestand is er niet" in err


@pytest.mark.parametrize("name", ["nergens", "HEAD~999", "-rf", "--output=x"])
def test_what_is_no_version(name: str, capsys: Shown) -> None:
    """A name that is no folder and no revision, also one that looks like an option of git."""
    assert run(["diff", "--", name, str(SOUND)]) == 2
    assert "is geen map met gegevens en geen revisie" in capsys.readouterr().err
    assert not Path("x").exists()


def test_a_folder_without_data(tmp_path: Path, capsys: Shown) -> None:
    """It is no version with faults, but no version."""
    assert run(["diff", str(tmp_path), str(SOUND)]) == 2
    assert "is geen map met gegevens en geen revisie" in capsys.readouterr().err


def commit(folder: Path, *before: tuple[str, ...]) -> None:
    """Commit all that stands in a folder."""
    who = {
        f"GIT_{role}_{what}": "x@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    settings = {
        **os.environ,
        **who,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    for command in (*before, ("add", "."), ("commit", "-q", "-m", "data")):
        subprocess.run(("git", *command), cwd=folder, env=settings, check=True)


@pytest.fixture
def repository(other: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of data with one commit, in place of ours."""
    if shutil.which("git") is None:
        pytest.skip("no git")
    monkeypatch.setattr(revisions, "data_folder", lambda: other)
    commit(other, ("init", "-q"))
    return other


def test_a_revision(repository: Path, capsys: Shown) -> None:
    """What was committed beside what stands there now."""
    change_number(repository)

    assert run(["diff", "HEAD", str(repository)]) == 1
    assert "Nu:  070 307 77 70 (crisis)" in capsys.readouterr().out


def test_a_revision_with_faults(repository: Path, capsys: Shown) -> None:
    """No command is advised that takes no revision."""
    change(repository, "regions.yaml", "phone: 0703077777", "phone: 0703077770")
    commit(repository)

    assert run(["diff", "HEAD~1", "HEAD"]) == 2
    err = capsys.readouterr().err
    assert "in de gegevens staan fouten. HEAD:regions.yaml:39: " in err
    assert "Tip:" not in err


def test_an_overlay(repository: Path, tmp_path: Path, capsys: Shown) -> None:
    """It is laid over the data of the program, as it is when it is used."""
    folder = tmp_path / "praktijk"
    folder.mkdir()
    text = """\
services:
  - id: lijn
    phone: "0703077770"
    display: "070 307 77 70"
    sources: [bron]
"""
    (folder / "overlay.yaml").write_text(text, encoding="utf-8")
    for name in (folder, folder / "overlay.yaml"):
        assert run(["diff", str(repository), str(name)]) == 1
        assert "Nu:  070 307 77 70 (crisis)" in capsys.readouterr().out
