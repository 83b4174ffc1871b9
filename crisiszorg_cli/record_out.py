"""A report on its way out of the program: to a file of the user's own, or to the clipboard.

Both only when somebody asks for it. A file is written whole, for its owner alone, and never over
another one unasked. A clipboard may be kept and shared by the system: SECURITY.md says so.
"""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.errors import ExistsError, InputError, reason_of


def save(name: str, text: str, *, overwrite: bool = False, crlf: bool = False) -> Path:
    """Write a text to a file, and return where that is.

    Raises ExistsError, or InputError when it cannot be written.
    """
    try:
        path = Path(name).expanduser()
        _check_target(path, overwrite=overwrite)
        atomic_write(path, text.replace("\n", "\r\n" if crlf else "\n").encode())
        return path.absolute()
    except OSError as error:
        raise InputError(f"{name}: kan het niet schrijven ({reason_of(error)}).") from error
    except (ValueError, RuntimeError) as error:  # a name that no system knows, a home that is not
        raise InputError(f"{name}: dat is geen bestandsnaam.") from error


def _check_target(path: Path, *, overwrite: bool) -> None:
    """Refuse what stands there already; what is no file of text may never be replaced."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise InputError(f"{path}: daar kan geen verslag staan.", "Kies een andere naam.")
    if not overwrite:
        raise ExistsError(f"{path} bestaat al.", "Kies een andere naam, of geef --overschrijf.")


def copy(text: str) -> bool | None:
    """Put a text on the clipboard, and tell whether it is there; None where nobody knows.

    From another computer only the terminal can do it, by an OSC 52 sequence that many know and
    none answers; so it is where no program for a clipboard is installed.
    """
    if not _is_remote() and _on_the_clipboard(text):
        return True
    if not streams.is_interactive() or os.environ.get("TERM", "dumb") in ("dumb", "linux"):
        return False
    streams.write_styled(f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07")
    return None


def _is_remote() -> bool:
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def _on_the_clipboard(text: str) -> bool:
    """Copy, and look whether it is there: what copies may fail without a word."""
    import pyperclip  # noqa: PLC0415 - for this one key

    try:
        pyperclip.copy(text)
        found = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError, ValueError):
        return False
    return found.split() == text.split()
