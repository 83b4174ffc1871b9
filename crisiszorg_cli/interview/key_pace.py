"""When a key counts: an answer is given by somebody who has seen the question.

A key that is held, one that bounces, and text that is pasted as if it were typed all come
faster than anybody reads a question and decides.

- A key that came before the question was on the screen does not count, nor does any key
  before there were none for ``QUIET``. At a question of one key that goes for each key, and
  of keys that come in one piece none counts.
- Where a line is typed, Enter counts only by itself: neither in one piece with other keys nor
  at once after one, as in pasted text; there it is a space. Held Enter counts once.
- Ctrl-C and Ctrl-D always count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from crisiszorg_cli.interview.terminal_input import INTERRUPTS, Kind, Token

QUIET = 0.15  # seconds: more than between repeats of a held key, less than one takes to decide
AT_ONCE = 0.025  # seconds: nobody types Enter that soon after another key
_NEVER = float("-inf")
_SPACE = Token(Kind.CHARACTER, " ")
_TOO_SOON = Token(Kind.TOO_SOON)


class Asked(Enum):
    """What a question is answered with."""

    KEY = auto()
    LINE = auto()


class KeyPace:
    """Lets through the keys that count. The clock is the caller's."""

    def __init__(self) -> None:
        """Start before any question."""
        self._asked = Asked.LINE
        self._shown = False
        self._quiet = False  # there were no keys for a while since the question was asked
        self._last = self._last_enter = _NEVER
        self._after_text = False

    def ask(self, asked: Asked) -> None:
        """Begin a question; until it is ``shown`` nobody can answer it."""
        self._asked, self._shown, self._quiet = asked, False, False

    def shown(self) -> None:
        """Note that the question is on the screen."""
        self._shown = True

    def counted(self, tokens: Sequence[Token], now: float) -> list[Token]:
        """Return the keys that count of those that came in one piece."""
        keys = [token for token in tokens if token.kind is not Kind.ALT]
        if not keys:
            return []
        since, self._last = now - self._last, now
        leaving = [token for token in keys if token.kind in INTERRUPTS]
        if leaving or not self._shown:
            return leaving[:1]
        if self._asked is Asked.KEY:
            return keys if since >= QUIET and len(keys) == 1 else [_TOO_SOON]
        self._quiet = self._quiet or since >= QUIET
        if not self._quiet:
            return []
        return list(self._typed(keys, now, alone=len(keys) == 1 and since >= AT_ONCE))

    def _typed(self, keys: Sequence[Token], now: float, *, alone: bool) -> Iterator[Token]:
        """Return the keys of a line, with a space for each Enter that is part of a text."""
        for token in keys:
            ends = token.kind is Kind.ENTER or token.text == "\n"
            if not ends:
                yield token
            elif not alone:
                yield from (_SPACE,) if self._after_text else ()
            elif now - self._last_enter >= QUIET:
                yield token
            if ends:
                self._last_enter = now
            self._after_text = token.kind is Kind.CHARACTER and not ends
