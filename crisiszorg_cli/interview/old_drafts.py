"""Drafts go of themselves after twelve hours, whatever command is run next.

One listing of their folder, and nothing slow is loaded for it: a lookup does this too.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crisiszorg_cli.atomic_file import PART
from crisiszorg_cli.folders import state_folder

MAX_AGE_HOURS = 12
_LOCK = ".lock"
_OURS = (".json", _LOCK, PART)


class Removed(NamedTuple):
    """How many drafts were removed, how many are in use, and how many could not be removed."""

    gone: int = 0
    in_use: int = 0
    failed: int = 0


def draft_folder() -> Path:
    """Return the folder of the drafts; it need not exist."""
    return state_folder() / "drafts"


def delete_old(folder: Path | None = None) -> None:
    """Delete what was left behind more than twelve hours ago, and read nothing of the rest."""
    for entry in _entries(folder or draft_folder()):
        with suppress(OSError):
            if is_over(age(entry.stat(follow_symlinks=False))) and not _in_use(entry.path):
                os.unlink(entry.path)  # noqa: PTH108 - no Path is made of what stays


def delete_all(folder: Path | None = None) -> Removed:
    """Delete every draft that no interview is busy with, however new it is."""
    count = {"gone": 0, "in_use": 0, "failed": 0}
    entries = list(_entries(folder or draft_folder()))
    for entry in sorted(entries, key=lambda entry: entry.name.endswith(_LOCK)):  # these last
        if _in_use(entry.path):
            done = "in_use"
        else:
            try:
                os.unlink(entry.path)  # noqa: PTH108 - as above
                done = "gone"
            except FileNotFoundError:
                continue
            except OSError:
                done = "failed"
        count[done] += entry.name.endswith(".json")
    return Removed(**count)


def age(info: os.stat_result) -> float:
    """Return the age of a file in seconds; one from the future counts as new."""
    return max(0.0, time.time() - info.st_mtime)


def is_over(seconds: float) -> bool:
    """Tell whether a draft of this age has to go."""
    return seconds >= MAX_AGE_HOURS * 3600


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Return the files with names as we give them; anything else is not ours to touch."""
    try:
        with os.scandir(folder) as listing:
            yield from [entry for entry in listing if entry.name.endswith(_OURS)]
    except OSError:
        return


def _in_use(path: str) -> bool:
    """Tell whether an interview holds the lock of this draft, or of what will become one."""
    folder, name = os.path.split(path)
    return is_locked(os.path.join(folder, f"{name.partition('.')[0]}{_LOCK}"))  # noqa: PTH118


def is_locked(lock: str) -> bool:
    """Tell whether a process holds a lock; where the system cannot say, that it may."""
    try:
        if not stat.S_ISREG(os.lstat(lock).st_mode):  # a link or a folder: nobody holds that
            return False
        return _is_held(lock)
    except FileNotFoundError:
        return False
    except OSError:
        return True


if sys.platform == "win32":

    def _is_held(lock: str) -> bool:
        """Tell it by removing the file: the system refuses that while a process has it open."""
        os.unlink(lock)  # noqa: PTH108 - as above
        return False

else:

    def _is_held(lock: str) -> bool:
        """Ask for the lock and let go of it at once. Raises OSError when somebody has it."""
        import fcntl  # noqa: PLC0415 - not on Windows

        handle = os.open(lock, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(handle)
        return False
