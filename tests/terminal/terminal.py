"""A real terminal for tests: a process in a pseudo-terminal, as a person starts it."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terminal import fork_server
from tests.terminal.screen import TIMEOUT, Screen

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

POSIX_ONLY = pytest.mark.skipif(
    sys.platform == "win32", reason="a pseudo-terminal exists on POSIX systems only"
)

CHECKOUT = Path(__file__).parents[2]
CRISIS = (sys.executable, "-m", "crisiszorg_cli")
PATCHED = (sys.executable, "-c")
PAUSE = 0.16  # seconds; a key that comes sooner after another one does not count
LONG = 3.0
PROMPTS = re.compile(r"(?:Uw \w+: |\$ )$")

# Makes the pseudo-terminal the controlling one, so that hanging up and Ctrl-C work as they do
# for a person. (A preexec_fn could do it too, but is not safe in a process with threads.)
_LAUNCH = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


class Terminal(Screen):
    """One command in a terminal of its own."""

    def __init__(
        self,
        *command: str,
        home: Path,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start a command, such as ``(*CRISIS, "triage")``."""
        super().__init__(columns, lines)
        self._master, slave = pty.openpty()
        self._open = True
        self.resize(columns, lines)
        self.settings = termios.tcgetattr(self._master)
        os.set_blocking(self._master, False)
        self.process = _started(command, slave, home, environment(home) | dict(env or {}))
        os.close(slave)

    def pause(self) -> None:
        """Wait until nothing more is written and keys are read, but not for ever."""
        deadline = time.monotonic() + LONG
        while time.monotonic() < deadline:
            if select.select([self._master], [], [], PAUSE)[0]:
                if not self._read():
                    return
            elif self._reads_keys() or PROMPTS.search(self.output):
                return

    def later(self, seconds: float) -> None:
        """Let so much time go by."""
        time.sleep(seconds)

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

    def exit_code(self, timeout: float = TIMEOUT) -> int:
        """Read to the end, and return the exit code."""
        deadline = time.monotonic() + timeout
        while self._more(self._remaining(deadline, "op het einde")):
            pass
        return self.process.wait(self._remaining(deadline, "op het einde"))

    def settings_now(self) -> list[object]:
        """Return the line settings: echo, and whether keys come one by one."""
        return list(termios.tcgetattr(self._master))

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

    def _more(self, seconds: float) -> bool:
        select.select([self._master], [], [], seconds)
        return self._read()

    def _read(self) -> bool:
        """Read what there is; False once the program has let the terminal go."""
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:  # Linux says EIO at the end, macOS gives nothing
            return False
        self._draw(data)
        return bool(data)


def _started(
    command: tuple[str, ...], slave: int, home: Path, env: Mapping[str, str]
) -> subprocess.Popen[bytes] | fork_server.Forked:
    """Start a command in a terminal; ``crisis`` itself from a process that is ready for it."""
    if command[: len(CRISIS)] == CRISIS:
        return fork_server.start(command[len(CRISIS) :], slave, home, env)
    if command[: len(PATCHED)] == PATCHED:
        code, *arguments = command[len(PATCHED) :]
        return fork_server.start(tuple(arguments), slave, home, env, code)
    return subprocess.Popen(
        (sys.executable, "-S", "-E", "-c", _LAUNCH, *command),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        cwd=home,
        env=env,
    )


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
