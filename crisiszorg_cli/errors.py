"""What can go wrong, in words for the person at the terminal.

Every error carries a Dutch sentence and, where there is one, a next step. The command line
prints what ends a run; what only has to be known (own data left out, a draft that cannot be
kept) is said on stderr by whoever finds it, by way of the same streams.
"""

import errno
from enum import IntEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """Process exit codes. Urgency is never one of them: it is output."""

    OK = 0
    NOT_FOUND = 1  # an honest "no": nothing found, or problems found by a check
    USAGE = 2
    UNUSABLE = 3  # unusable data, or a bug
    INTERRUPTED = 130


class Problem(NamedTuple):
    """One fault in a data file. Problems are collected, never raised one by one."""

    file: str
    line: int
    code: str
    message: str
    tip: str = ""

    def __str__(self) -> str:
        """Return ``file:line: message``, the form editors can jump to."""
        return f"{self.file}:{self.line}: {self.message}"


_REASONS = {
    **dict.fromkeys(
        (
            *("ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ETIMEDOUT"),
            *("ECONNABORTED", "ECONNREFUSED", "ECONNRESET", "ESTALE", "ENODEV", "ENXIO"),
        ),
        "de map of schijf is niet bereikbaar",
    ),
    "EIO": "de schijf geeft een fout",
    "EPIPE": "wat de uitvoer las, is gestopt",
    "ENAMETOOLONG": "de naam is te lang",
    "ELOOP": "een link verwijst naar zichzelf",
    "EINVAL": "de naam is ongeldig",
    "EMFILE": "er zijn te veel bestanden open",
    "ENFILE": "er zijn te veel bestanden open",
    "ENOMEM": "te weinig geheugen",
    "EBUSY": "het is in gebruik",
    "ETXTBSY": "het is in gebruik",
    "EDQUOT": "de schijfruimte is op",
    "EAGAIN": "het is bezet",
    "ENOENT": "het bestaat niet",
    "EACCES": "geen toegang",
    "EPERM": "geen toegang",
    "EISDIR": "het is een map",
    "ENOTDIR": "de map is geen map",
    "ENOSPC": "de schijf is vol",
    "EROFS": "alleen-lezen",
    "EFBIG": "te groot",
}


def reason_of(error: OSError) -> str:
    """Say in Dutch why the system refused; the code of the system where we have no words."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name) or (f"het systeem meldt {name}" if name else "onbekende fout")


class CrisiszorgError(Exception):
    """A mistake or limit that the user can do something about."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, tip: str = "") -> None:
        """Keep the Dutch sentence and the next step."""
        super().__init__(message)
        self.message = message
        self.tip = tip


class InputError(CrisiszorgError):
    """An option or value that cannot be used as given."""


class ExistsError(InputError):
    """There is a file of this name, and nobody said that it may go."""


class NotFoundError(CrisiszorgError):
    """Nothing is known by this name."""

    exit_code = ExitCode.NOT_FOUND


class AmbiguousError(NotFoundError):
    """Several things are known by this name; the tip lists them."""


class OutputError(CrisiszorgError):
    """The output cannot be written: the disk is full, or what reads it has stopped."""

    exit_code = ExitCode.UNUSABLE

    def __init__(self, reason: str) -> None:
        """Say why, in Dutch."""
        super().__init__(f"Kan de uitvoer niet schrijven ({reason}).")


class LeftError(Exception):
    """Somebody left a prompt by a signal, which was said already; only the exit code remains."""

    def __init__(self, exit_code: int) -> None:
        """Keep the exit code."""
        super().__init__(exit_code)
        self.exit_code = exit_code


class DataError(CrisiszorgError):
    """The data files cannot be used; carries every problem found in one run."""

    exit_code = ExitCode.UNUSABLE

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Summarise the problems; the first one stands for them in the message."""
        count = len(problems)
        noun = "fout" if count == 1 else "fouten"
        super().__init__(
            f"{count} {noun} in de gegevensbestanden.",
            "Verbeter de genoemde regels en draai `crisis check` opnieuw.",
        )
        self.problems = problems
