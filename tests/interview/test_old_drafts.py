"""Old drafts go at any command, and all of them when that is asked; one in use stays."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crisiszorg_cli.interview.draft import Draft, DraftSnapshot, find_drafts
from crisiszorg_cli.interview.old_drafts import MAX_AGE_HOURS, delete_all, delete_old
from crisiszorg_cli.interview.resume import DraftKeeper
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Session
from tests.terminal.terminal import POSIX_ONLY

SNAPSHOT = DraftSnapshot("v", {"life_danger": "no"}, {}, ["life_danger"], [], [], {}, {})


def left_behind(folder: Path, hours: float = 0) -> Path:
    """Keep a draft and let go of it, so many hours ago."""
    draft = Draft(folder)
    draft.save(SNAPSHOT)
    draft.release()
    lock = draft.path.with_suffix(".lock")
    lock.touch()  # as a process that was killed leaves it
    for path in (draft.path, lock):
        info = path.stat()
        os.utime(path, (info.st_atime, info.st_mtime - hours * 3600))
    return draft.path


def in_use(folder: Path) -> Draft:
    """Hold a draft."""
    draft = Draft(folder)
    draft.save(SNAPSHOT)
    return draft


def test_what_is_old_goes_with_its_lock(tmp_path: Path) -> None:
    """What is newer, in use or not ours stays."""
    left_behind(tmp_path, MAX_AGE_HOURS)
    new = left_behind(tmp_path)
    (tmp_path / "notes.txt").touch()
    busy = in_use(tmp_path)
    for path in (busy.path, busy.path.with_suffix(".lock")):
        os.utime(path, (0, 0))
    delete_old(tmp_path)
    stems = {new.stem, busy.path.stem, "notes"}
    assert {path.stem for path in tmp_path.iterdir()} == stems
    busy.discard()


def test_all_go_but_what_is_in_use(tmp_path: Path) -> None:
    """However new; and what a killed process had half written goes too."""
    paths = [left_behind(tmp_path, hours) for hours in (0, 1, 13)]
    paths[0].with_suffix(".x.part").touch()
    busy = in_use(tmp_path)
    assert delete_all(tmp_path) == (3, 1, 0)
    assert {path.stem for path in tmp_path.iterdir()} == {busy.path.stem}
    busy.discard()
    assert delete_all(tmp_path) == delete_all(tmp_path / "nowhere") == (0, 0, 0)


def test_what_cannot_be_removed_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never said that all went."""
    path = left_behind(tmp_path)

    def refuse(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "unlink", refuse)
    assert delete_all(tmp_path) == (0, 0, 1)
    assert path.exists()


def test_it_loads_nothing_slow(tmp_path: Path) -> None:
    """Neither the lock library, nor json, nor a way to write files."""
    left_behind(tmp_path, MAX_AGE_HOURS)
    code = (
        "import sys; from pathlib import Path; from crisiszorg_cli.interview import old_drafts;"
        "old_drafts.delete_old(Path(sys.argv[1])); print(*sys.modules)"
    )
    done = subprocess.run(
        (sys.executable, "-c", code, str(tmp_path)), capture_output=True, text=True, check=True
    )
    assert not list(tmp_path.iterdir())
    assert not {"filelock", "json", "tempfile", "logging"} & set(done.stdout.split())


@POSIX_ONLY
def test_a_folder_in_place_of_a_lock_hides_nothing(tmp_path: Path) -> None:
    """Nobody can hold that."""
    path = left_behind(tmp_path)
    path.with_suffix(".lock").unlink()
    path.with_suffix(".lock").mkdir()
    assert [draft.path for draft in find_drafts(tmp_path)[0]] == [path]
    assert delete_all(tmp_path) == (1, 0, 0)


@POSIX_ONLY
def test_a_file_system_without_locks(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    triage: Triage,
) -> None:
    """The draft is kept and found again; that is said once, and not in English."""
    fcntl = pytest.importorskip("fcntl")

    def missing(_handle: int, _operation: int) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", missing)
    draft = in_use(tmp_path)
    assert draft.unlocked
    assert find_drafts(tmp_path) == ([], [])
    draft.release()
    assert [each.path for each in find_drafts(tmp_path)[0]] == [draft.path]

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    keeper, session = DraftKeeper(triage.content, keep=True), Session(triage, {})
    for _ in range(2):
        keeper.keep(session)
    keeper.discard()
    assert " ".join(capsys.readouterr().err.split()) == (
        "Let op: deze schijf kent geen sloten; houd hier geen twee triages tegelijk."
    )
