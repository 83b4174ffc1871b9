"""A real terminal for tests: a pseudo-terminal, and a screen that shows what a person sees.

Nothing here waits for a fixed time: reading goes on until what is expected appears.
"""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
import pytest

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

POSIX_ONLY = pytest.mark.skipif(
    sys.platform == "win32", reason="a pseudo-terminal exists on POSIX systems only"
)

CHECKOUT = Path(__file__).parents[2]
CRISIS = (sys.executable, "-m", "crisiszorg_cli")
TIMEOUT = 30.0
PAUSE = 0.16  # seconds; a key that comes sooner after another one does not count
UNTIL_ALONE = 0.7  # seconds after which Escape does not belong to the key that follows
LONG = 3.0
PROMPTS = re.compile(r"(?:Uw \w+: |\$ )$")
CTRL_C, CTRL_D, CTRL_U, ESCAPE, ENTER = "\x03", "\x04", "\x15", "\x1b", "\r"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PASTE = "\x1b[200~{}\x1b[201~"

# Makes the pseudo-terminal the controlling one, so that hanging up and Ctrl-C work as they do
# for a person. (A preexec_fn could do it too, but is not safe in a process with threads.)
_LAUNCH = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)

Seen = str | Callable[["Terminal"], bool]


class Terminal:
    """One command in a terminal of its own; close it, or use it in a ``with``."""

    def __init__(
        self,
        *command: str,
        home: Path,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start a command, such as ``(*CRISIS, "triage")``."""
        self.raw = b""
        self.screen = pyte.HistoryScreen(columns, lines, history=5000, ratio=0.5)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self._open = True
        self.resize(columns, lines)
        self.settings = termios.tcgetattr(self._master)
        os.set_blocking(self._master, False)
        launch = (sys.executable, "-S", "-E", "-c", _LAUNCH)
        self.process = subprocess.Popen(
            (*launch, *command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            cwd=home,
            env=environment(home) | dict(env or {}),
        )
        os.close(slave)

    def __enter__(self) -> Self:
        """Return the terminal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it, whatever happened."""
        self.close()

    # -- typing -----------------------------------------------------------------------------

    def send(self, *keys: str | bytes) -> None:
        """Press keys as a person does who looks at the screen, one piece after another.

        A piece is a key, or text for one line; Enter after a text is a key of its own. Each
        comes when the program waits and the screen has been still for a moment, but Ctrl-C
        and Ctrl-D come at once.
        """
        for piece in keys:
            if isinstance(piece, bytes):
                self.pause()
                self.write(piece)
                continue
            text, enters = piece.rstrip(ENTER), len(piece) - len(piece.rstrip(ENTER))
            for part in (*([text] if text else []), *ENTER * enters):
                if part.strip(CTRL_C + CTRL_D):
                    self.pause()
                self.write(part)
                if part == ESCAPE:
                    time.sleep(UNTIL_ALONE)

    def pause(self) -> None:
        """Wait until nothing more is written and keys are read, but not for ever."""
        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline:
            if select.select([self._master], [], [], PAUSE)[0]:
                if not self._read():
                    return
            elif self._reads_keys() or PROMPTS.search(self.output):
                return

    def write(self, text: str | bytes) -> None:
        """Write this in one go, and read meanwhile: a program that cannot write would not read."""
        left = text.encode() if isinstance(text, str) else text
        deadline = time.monotonic() + TIMEOUT
        while left:
            readable, writable, _ = select.select(
                [self._master], [self._master], [], self._remaining(deadline, "te typen")
            )
            if readable and not self._read():
                return
            if writable:
                try:
                    left = left[os.write(self._master, left) :]
                except BlockingIOError:
                    continue

    def paste(self, text: str) -> None:
        """Paste as a modern terminal does: between marks, so that it is no typing."""
        self.pause()
        self.write(PASTE.format(text))

    def resize(self, columns: int, lines: int) -> None:
        """Return the terminal another size; the program is told by the system."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)
        self.screen.resize(lines, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the window."""
        self._open = False
        os.close(self._master)

    # -- looking ----------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """What is on the screen now, without the spaces at the end of lines."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def scrolled(self) -> list[str]:
        """What was scrolled off the screen and what is on it: the whole scroll-back."""
        width = self.screen.columns
        gone = ("".join(line[x].data for x in range(width)) for line in self.screen.history.top)
        return [*(line.rstrip() for line in gone), *self.lines]

    @property
    def text(self) -> str:
        """The words on the screen, as they read on: line breaks are single spaces."""
        return one_line(self.lines)

    @property
    def all_text(self) -> str:
        """The words of the whole scroll-back, as they read on."""
        return one_line(self.scrolled)

    @property
    def output(self) -> str:
        """Everything that was written, with its control sequences."""
        return self.raw.decode("utf-8", "replace")

    def wait_for(self, seen: Seen, timeout: float = TIMEOUT) -> None:
        """Read until these words are on the screen, or until the condition holds."""
        deadline = time.monotonic() + timeout
        while not self._sees(seen):
            select.select([self._master], [], [], self._remaining(deadline, f"op {seen!r}"))
            if not self._read() and not self._sees(seen):
                raise AssertionError(f"ended without {seen!r}\n{self.dump()}")

    def exit_code(self, timeout: float = TIMEOUT) -> int:
        """Read to the end, and give the exit code."""
        deadline = time.monotonic() + timeout
        while self._read(wait=self._remaining(deadline, "op het einde")):
            pass
        return self.process.wait(self._remaining(deadline, "op het einde"))

    def settings_now(self) -> list[object]:
        """Return the line settings: echo, and whether keys come one by one."""
        return list(termios.tcgetattr(self._master))

    def dump(self) -> str:
        """Show the screen, for a failing test."""
        ruler = "-" * self.screen.columns
        return "\n".join([ruler, *self.scrolled, ruler])

    def close(self) -> None:
        """End what still runs and let the terminal go."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._open:
            self.hang_up()

    # -- inside -----------------------------------------------------------------------------

    def _reads_keys(self) -> bool:
        return not int(termios.tcgetattr(self._master)[3]) & termios.ICANON

    def _sees(self, seen: Seen) -> bool:
        return one_line([seen]) in self.text if isinstance(seen, str) else seen(self)

    def _read(self, wait: float | None = None) -> bool:
        """Read what there is; False once the program has let the terminal go."""
        if wait is not None:
            select.select([self._master], [], [], wait)
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:  # Linux says EIO at the end, macOS gives nothing
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def _remaining(self, deadline: float, what: str) -> float:
        left = deadline - time.monotonic()
        if left <= 0:
            raise AssertionError(f"waited too long {what}\n{self.dump()}")
        return left


def environment(home: Path) -> dict[str, str]:
    """Return a clean environment, with a home of its own and the package from the checkout."""
    dropped = ("PYTHON", "CRISIS", "XDG_", "LC_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(CHECKOUT),
    }


def one_line(lines: list[str]) -> str:
    """Join lines as they read on: every run of white space is one space."""
    return re.sub(r"\s+", " ", " ".join(lines)).strip()
