"""The draft of an interview: kept after every answer, gone when the triage ends.

One file per interview in the user's state directory, readable by the user alone, written
whole or not at all. A lock tells a draft that is in use from one that was left behind, so
two interviews never touch each other's draft; the system drops it when a process is killed.
"""

from __future__ import annotations

import json
import os
import stat
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli.atomic_file import PART, atomic_write
from crisiszorg_cli.errors import reason_of
from crisiszorg_cli.interview.old_drafts import age, draft_folder, is_locked, is_over

if TYPE_CHECKING:
    import filelock

# filelock is imported where it is used: slow, and not needed before the first answer.

SCHEMA = 1
MAX_BYTES = 1024 * 1024
_OURS = (".json", ".lock", PART)
_OTHERS = 0o077


class DraftSnapshot(NamedTuple):
    """What a draft holds: all that a session knows, and the content that was asked from.

    ``answers`` are all answers, ``before`` those that were taken back; ``asked`` gives the
    order, ``skipped`` and ``lapsed`` the questions passed over and those that no longer
    count. ``wording`` marks the words that each question had. ``override`` is empty, or gives
    the ``outcome`` that was chosen instead, the ``reason``, and ``against`` which outcome.
    """

    content_version: str
    answers: Mapping[str, str]
    before: Mapping[str, str]
    asked: Sequence[str]
    skipped: Sequence[str]
    lapsed: Sequence[str]
    wording: Mapping[str, str]
    override: Mapping[str, str]


class DraftUnreadableError(Exception):
    """A file among the drafts that is none of ours, or is damaged. Says why, in Dutch."""


class LockedError(Exception):
    """The draft is in use by another interview."""


class Draft:
    """The draft of the interview that is going on."""

    def __init__(self, folder: Path | None = None) -> None:
        """Choose a name of its own; nothing is written yet."""
        self._folder = folder or draft_folder()
        self.path = self._folder / f"{os.urandom(16).hex()}.json"
        self._lock: filelock.FileLock | None = None
        self.unlocked = False
        """Whether the file system has no locks, so that another interview sees no difference."""

    def save(self, saved: DraftSnapshot) -> None:
        """Write the draft, whole. Raises OSError when it cannot, LockedError when it may not."""
        if self._lock is None:
            self._claim()
        body = {"schema": SCHEMA, **saved._asdict()}
        # In ASCII, so that there is no text that cannot be saved.
        atomic_write(self.path, json.dumps(body).encode("ascii"))

    def _claim(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_others_out(self._folder)
        import filelock  # noqa: PLC0415

        lock = filelock.FileLock(_lock_path(self.path), mode=0o600)
        try:
            # Without locks it makes a file stand for one, and prints an English warning.
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise LockedError from error
        self._lock, self.unlocked = lock, bool(said)

    def discard(self) -> None:
        """Remove the draft; a file that is already gone is fine."""
        with suppress(OSError):
            self.path.unlink()
        self.release()

    def release(self) -> None:
        """Keep the draft for later, from now on, and let go of it."""
        with suppress(OSError):
            os.utime(self.path)
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        with suppress(OSError):
            _lock_path(self.path).unlink()


class StoredDraft(NamedTuple):
    """A draft that was left behind: where, what it holds, and its age in seconds."""

    path: Path
    snapshot: DraftSnapshot
    seconds: float


def find_drafts(folder: Path | None = None) -> tuple[list[StoredDraft], list[str]]:
    """Return the drafts left behind, newest first, and what could not be read.

    Drafts older than twelve hours are deleted, and so is what a killed process had only half
    written; those in use by another interview are left alone. Links are never followed.
    """
    place = folder or draft_folder()
    found: list[StoredDraft] = []
    trouble: list[str] = []
    for path in _entries(place):
        try:
            seconds = age(path.lstat())
            if is_over(seconds) or path.suffix == PART:
                _delete(path)
            elif path.suffix == ".json" and not _in_use(path):
                found.append(StoredDraft(path, read_draft(path), seconds))
        except DraftUnreadableError as error:
            trouble.append(f"{path}: {error}")
        except FileNotFoundError:  # another interview has just ended
            continue
        except OSError as error:
            trouble.append(f"{path}: kan het concept niet lezen ({reason_of(error)})")
    return sorted(found, key=lambda draft: draft.seconds), trouble


def _keep_others_out(folder: Path) -> None:
    """Take the folder away from others, should it have been made or changed by hand."""
    if os.name == "posix" and folder.stat().st_mode & _OTHERS:
        with suppress(OSError):
            folder.chmod(0o700)


def _entries(place: Path) -> list[Path]:
    """Return the files with names as we give them; anything else is not ours to touch."""
    try:
        return sorted(path for path in place.iterdir() if path.suffix in _OURS)
    except OSError:
        return []


def _delete(path: Path) -> None:
    if not _in_use(path):
        with suppress(OSError):
            path.unlink()


def _in_use(path: Path) -> bool:
    """Tell whether another interview holds the lock of this draft."""
    lock_path = _lock_path(path)
    if not is_locked(str(lock_path)):
        return False
    import filelock  # noqa: PLC0415

    # Where the system has no locks, a file stands for one, and filelock knows whose it was.
    lock = filelock.FileLock(lock_path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lock.acquire(timeout=0)
    except (filelock.Timeout, OSError):
        return True
    lock.release()
    return False


def _lock_path(path: Path) -> Path:
    """Return the lock of a draft, or of what is written to become one."""
    return path.with_name(f"{path.name.partition('.')[0]}.lock")


def read_draft(path: Path) -> DraftSnapshot:
    """Read one draft. Raises DraftUnreadableError when it is not ours or damaged."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise DraftUnreadableError("geen gewoon bestand, niet gelezen")
    # What was a file just now may be a link or a pipe by now: neither follow nor wait.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        info = os.fstat(file.fileno())
        if hasattr(os, "getuid") and info.st_uid != os.getuid():
            raise DraftUnreadableError("van een andere gebruiker, niet gelezen")
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise DraftUnreadableError("te groot voor een concept, niet gelezen")
    try:
        return _saved(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DraftUnreadableError("beschadigd of geen concept van dit programma") from error


def _saved(body: object) -> DraftSnapshot:
    if not isinstance(body, dict) or body["schema"] != SCHEMA:
        raise ValueError("unknown schema")
    return DraftSnapshot(
        content_version=_text(body["content_version"]),
        answers=_by_question(body["answers"]),
        before=_by_question(body["before"]),
        asked=_texts(body["asked"]),
        skipped=_texts(body["skipped"]),
        lapsed=_texts(body["lapsed"]),
        wording=_by_question(body["wording"]),
        override=_by_question(body["override"]),
    )


def _by_question(part: object) -> dict[str, str]:
    if not isinstance(part, dict):
        raise TypeError("expected a value for each question")
    return {question: _text(value) for question, value in part.items()}


def _texts(part: object) -> list[str]:
    if not isinstance(part, list):
        raise TypeError("expected a list")
    return [_text(each) for each in part]


def _text(part: object) -> str:
    if not isinstance(part, str):
        raise TypeError("expected text")
    return part


def remove(path: Path) -> None:
    """Delete a draft that was left behind, with its lock."""
    for each in (path, _lock_path(path)):
        with suppress(OSError):
            each.unlink()
