"""What a person sees: the output of a program, drawn on a screen model.

Nothing here waits for a fixed time: reading goes on until what is expected appears.
"""

from __future__ import annotations

import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import pyte
from pyte.charsets import LAT1_MAP
from pyte.modes import IRM
from pyte.screens import Char, Margins

TIMEOUT = 30.0
CTRL_C, CTRL_D, CTRL_U, ESCAPE, ENTER = "\x03", "\x04", "\x15", "\x1b", "\r"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
UNTIL_ALONE = 0.7  # seconds after which Escape does not belong to the key that follows
PASTE = "\x1b[200~{}\x1b[201~"

Seen = str | Callable[["Screen"], bool]


class Screen(ABC):
    """One command and its screen; close it, or use it in a ``with``."""

    patience = TIMEOUT  # seconds in which what is expected has to come

    def __init__(self, columns: int, lines: int) -> None:
        """Begin with an empty screen."""
        self.raw = b""
        self.screen = _Scrolling(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._lines = [""] * lines  # as looked at last; making text of cells is what takes time

    def __enter__(self) -> Self:
        """Return the screen."""
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
                    self.later(UNTIL_ALONE)

    def paste(self, text: str) -> None:
        """Paste as a modern terminal does: between marks, so that it is no typing."""
        self.pause()
        self.write(PASTE.format(text))

    @abstractmethod
    def pause(self) -> None:
        """Wait until nothing more is written and keys are read, but not for ever."""

    @abstractmethod
    def later(self, seconds: float) -> None:
        """Let so much time go by."""

    @abstractmethod
    def write(self, text: str | bytes) -> None:
        """Write this in one go."""

    # -- looking ----------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """What is on the screen now, without the spaces at the end of lines."""
        if len(self._lines) != self.screen.lines:
            self._lines = [""] * self.screen.lines
            self.screen.dirty.update(range(self.screen.lines))
        for row in self.screen.dirty:
            if row < self.screen.lines:
                self._lines[row] = self._text_of(self.screen.buffer[row])
        self.screen.dirty.clear()
        return list(self._lines)

    @property
    def scrolled(self) -> list[str]:
        """What was scrolled off the screen and what is on it: the whole scroll-back."""
        return [*map(self._text_of, self.screen.above), *self.lines]

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

    def wait_for(self, seen: Seen) -> None:
        """Read until these words are on the screen, or until the condition holds."""
        deadline = time.monotonic() + self.patience
        while not self._sees(seen):
            if not self._more(self._remaining(deadline, f"op {seen!r}")) and not self._sees(seen):
                raise AssertionError(f"ended without {seen!r}\n{self.dump()}")

    @abstractmethod
    def exit_code(self, timeout: float = TIMEOUT) -> int:
        """Read to the end, and return the exit code."""

    @abstractmethod
    def close(self) -> None:
        """End what still runs."""

    def dump(self) -> str:
        """Return the screen, for a failing test."""
        ruler = "-" * self.screen.columns
        return "\n".join([ruler, *self.scrolled, ruler])

    # -- inside -----------------------------------------------------------------------------

    @abstractmethod
    def _more(self, seconds: float) -> bool:
        """Read what comes within so much time; False once nothing will come any more."""

    def _sees(self, seen: Seen) -> bool:
        return one_line([seen]) in self.text if isinstance(seen, str) else seen(self)

    def _draw(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)

    def _text_of(self, cells: Mapping[int, Char]) -> str:
        end = min(self.screen.columns, max(cells, default=-1) + 1)  # beyond it nothing was written
        return "".join([cells[column].data for column in range(end)]).rstrip()

    def _remaining(self, deadline: float, what: str) -> float:
        left = deadline - time.monotonic()
        if left <= 0:
            raise AssertionError(f"waited too long {what}\n{self.dump()}")
        return left


@lru_cache(maxsize=4096)
def _cell(letter: str, attributes: Char) -> Char:
    return attributes._replace(data=letter)


class _Scrolling(pyte.Screen):
    """Keeps the lines that scroll off; the library's own way takes three times as long."""

    def __init__(self, columns: int, lines: int) -> None:
        self.above: list[Mapping[int, Char]] = []
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        """Put plain letters that fit on the line down at once: a tenth of the library's time."""
        cursor, end = self.cursor, self.cursor.x + len(data)
        plain = data.isascii() and data.isprintable() and end <= self.columns
        if not plain or self.charset or self.g0_charset is not LAT1_MAP or IRM in self.mode:
            super().draw(data)
            return
        line, attrs = self.buffer[cursor.y], cursor.attrs
        for column, letter in enumerate(data, cursor.x):
            line[column] = _cell(letter, attrs)
        cursor.x = end
        self.dirty.add(cursor.y)

    def index(self) -> None:
        """Go down a line: on the last one the first goes."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        if self.cursor.y == bottom:
            self.above.append(self.buffer[top])
        super().index()

    def reset(self) -> None:
        """Begin anew, with nothing above."""
        self.above.clear()
        super().reset()

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library
        """Erase a part; the lines above with it when that is asked."""
        super().erase_in_display(how, *args, **kwargs)
        if how == 3:
            self.above.clear()


S_co = TypeVar("S_co", bound=Screen, covariant=True)


class Start(Protocol[S_co]):
    """Starts a command on a screen of its own."""

    def __call__(
        self,
        *command: str,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> S_co:
        """Return the screen on which the command runs."""


def one_line(lines: list[str]) -> str:
    """Join lines as they read on: every run of white space is one space."""
    return re.sub(r"\s+", " ", " ".join(lines)).strip()
