"""``crisis check`` compares the index with the data."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from crisiszorg_cli.cli.app import run
from crisiszorg_cli.content.index import INDEX_FILE

SOUND = Path(__file__).parents[1] / "data" / "sound"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder with its index."""
    target = tmp_path / "data"
    target.mkdir()
    for file in SOUND.glob("*.yaml"):
        (target / file.name).write_bytes(file.read_bytes())
    assert run(["check", str(target), "--index"]) == 0
    return target


def test_an_index_that_fits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said of it."""
    capsys.readouterr()
    assert run(["check", str(folder)]) == 0
    assert "De index" not in capsys.readouterr().out


@pytest.mark.parametrize("damage", [b"", b"x" * 100])
def test_an_index_that_is_not_used(
    damage: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said, with what to do; the data are as sound as they were."""
    (folder / INDEX_FILE).write_bytes(damage)

    assert run(["check", str(folder)]) == 0
    assert "wordt niet gebruikt" in capsys.readouterr().out


def test_an_index_that_says_otherwise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that would be used, and gives another number than the data."""
    file = folder / INDEX_FILE
    content = file.read_bytes()
    header = content.index(b"\n") + 1
    sizes = json.loads(content[header : content.index(b"\n", header)])["files"]
    end = len(content) - sum(sizes.values())
    changed = content[header:end].replace(b'"phone":"112"', b'"phone":"113"')
    assert changed != content[header:end]
    file.write_bytes(b"%08x\n" % zlib.crc32(changed) + changed + content[end:])

    assert run(["check", str(folder)]) == 1
    assert "wijkt af" in capsys.readouterr().out
