"""The one way in which a file that is not ours is read: it may be anything, on any share.

A pipe is not waited for, a device or a huge file not read to its end, and whatever the system
says against it becomes one reason in Dutch.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from crisiszorg_cli.errors import reason_of

MAX_BYTES = 1024 * 1024


class UnreadableError(Exception):
    """A file that cannot be read; says why, in Dutch."""


class AbsentError(UnreadableError):
    """There is no such file."""


def read_guarded(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a regular file holds, up to one byte more than ``most``. Raises UnreadableError.

    Who gets that one byte more knows that it is too large.
    """
    try:
        return _read(path, most)
    except FileNotFoundError as error:
        raise AbsentError(reason_of(error)) from error
    except OSError as error:
        raise UnreadableError(reason_of(error)) from error
    except ValueError as error:  # a name that no system knows
        raise UnreadableError("geen geldige bestandsnaam") from error


def read_small(path: Path) -> bytes:
    """Return what a regular file of at most 1 MiB holds. Raises UnreadableError."""
    content = read_guarded(path)
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"groter dan {MAX_BYTES // 1024} KiB")
    return content


def _read(path: Path, most: int) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if stat.S_ISDIR(about.st_mode):
            raise UnreadableError("het is een map")
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableError("het is geen gewoon bestand")
        # To ask for as much as there may be has room made for all that: most of a start's reading.
        size = min(about.st_size, most)
        content = file.read(size + 1)
        if len(content) > size:  # it grew meanwhile, or its file system tells no size
            content += file.read(most - size)
        return content


def is_there(path: Path) -> bool:
    """Tell whether something bears this name, if only a link to what is away.

    Raises UnreadableError.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise UnreadableError(reason_of(error)) from error
    except ValueError as error:
        raise UnreadableError("geen geldige bestandsnaam") from error
    return True


def check_folder(path: Path) -> None:
    """Raise UnreadableError unless this is a folder."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise UnreadableError(reason_of(error)) from error
    except ValueError as error:
        raise UnreadableError("geen geldige mapnaam") from error
    if not stat.S_ISDIR(mode):
        raise UnreadableError("het is geen map")
