"""Writing to the streams: any encoding, closed pipes, and errors in one form."""

from __future__ import annotations

import atexit
import codecs
import errno
import os
import shutil
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

from crisiszorg_cli.errors import CrisiszorgError, DataError, OutputError, reason_of
from crisiszorg_cli.visible_text import marked

_FALLBACK = "crisiszorg-ascii"
_LOOKALIKES = str.maketrans("–—·‘’“”×►✓", "---''\"\"x>+")


def _to_ascii(error: UnicodeError) -> tuple[str, int]:
    """Write what the stream cannot encode as what it looks like, or as a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    decomposed = unicodedata.normalize("NFKD", lost.translate(_LOOKALIKES))
    kept = "".join(c for c in decomposed if c.isascii())
    return kept or "?", error.end


def writable(text: str) -> str:
    """Return a text as it can be written to stdout: what has no character there, as alike."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, _FALLBACK).decode(encoding)


def prepare_streams() -> None:
    """Make sure that no character can stop the output on a console with another code page."""
    codecs.register_error(_FALLBACK, _to_ascii)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_FALLBACK)
    atexit.register(_let_go)


def _let_go() -> None:
    """Drop what could not be written: Python would try again and spoil the exit code."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_interactive() -> bool:
    """Tell whether a person sits at both ends: stdin and stdout are terminals."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def shows_on_terminal() -> bool:
    """Tell whether stdout is a terminal."""
    return _is_terminal(sys.stdout)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def terminal_width() -> int:
    """Return the number of columns of the terminal, or what stands for it."""
    return shutil.get_terminal_size().columns


def terminal_height() -> int:
    """Return the number of lines of the terminal, or what stands for it."""
    return shutil.get_terminal_size().lines


def check_stdout() -> None:
    """Raise OutputError when there is no stdout, as after ``>&-``."""
    if sys.stdout is None:
        raise OutputError("stdout is gesloten")


def write(text: str) -> None:
    """Write to stdout, with a mark in place of what nobody sees. Raises OutputError."""
    write_styled(marked(text))


def write_styled(text: str) -> None:
    """Write to stdout at once, so that a failure shows here and not at exit.

    For what has been made harmless, and styled. Raises OutputError, also when what reads it has
    stopped: Typer has an exit code of its own for that.
    """
    check_stdout()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EIO:  # a terminal that is gone: the interview says how it ends
            raise
        raise OutputError(reason_of(error)) from error
    except ValueError as error:
        raise OutputError("stdout is gesloten") from error


def write_error(text: str) -> None:
    """Write to stderr; a stderr that is gone is no reason to fail.

    Messages repeat what was typed: what nobody sees in it must not reach the screen.
    """
    try:
        if sys.stderr is not None:
            sys.stderr.write(marked(text))
            sys.stderr.flush()
    except (OSError, ValueError):
        return


def report(error: CrisiszorgError) -> None:
    """Print ``Fout:`` with what and where, and ``Tip:`` with the next step."""
    if isinstance(error, DataError):
        for problem in error.problems:
            tip = f" {problem.tip}" if problem.tip else ""
            write_error(f"{problem}.{tip}\n")
    write_error(f"Fout: {error.message}\n")
    if error.tip:
        write_error(f"Tip: {error.tip}\n")
