"""The signals that end an interview: the terminal is left as it was found."""

from __future__ import annotations

import signal
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self

# Not on Windows: there closing the window ends the process by itself.
_ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
HANG_UP = 1
"""SIGHUP, also for systems that do not have it."""


class EndingSignals:
    """Turns a signal to end into an exception, so that the terminal is left as it was found.

    ``leave`` has the prompt that waits raise it, if there is one.
    """

    def __init__(self, leave: Callable[[], bool]) -> None:
        """Nothing has been received; ``leave`` as above."""
        self.received: int | None = None
        self._leave = leave
        self._deaf_until = 0.0
        self._previous: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Listen, but not to what is ignored already, as under nohup."""
        for number in _ENDING_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                self._previous[number] = signal.signal(number, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        """Give every signal back to whom it was."""
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def ignore(self) -> None:
        """Let nothing disturb the last words: no other signal, no warning of what was cut off."""
        warnings.simplefilter("ignore")
        for number in (signal.SIGINT, *_ENDING_SIGNALS):
            self._previous.setdefault(number, signal.signal(number, signal.SIG_IGN))

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """Leave as Ctrl-C does.

        Signals come in twos, such as a window that closes and its shell; one is enough.
        """
        _resume_output()
        now = time.monotonic()
        if now >= self._deaf_until:
            self.received, self._deaf_until = number, now + 1
            if not self._leave():
                raise KeyboardInterrupt


if sys.platform == "win32":

    def _resume_output() -> None:
        """Do nothing: these signals do not come there."""

else:

    def _resume_output() -> None:
        """Undo a Ctrl-S: it holds up every write, so also our last words, for good.

        What the user stopped by a key can only be resumed after we have stopped it too.
        """
        import termios  # noqa: PLC0415 - not on Windows

        with suppress(termios.error, OSError, ValueError, AttributeError):
            terminal = sys.stdout.fileno()
            termios.tcflow(terminal, termios.TCOOFF)
            termios.tcflow(terminal, termios.TCOON)
