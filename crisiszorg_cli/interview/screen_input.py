"""Has prompt_toolkit read keys by our grammar and at a person's pace.

Its own parser takes what it does not know for keys: the digits of a terminal's report answer
questions. On Windows the console gives whole keys, and nothing is replaced.
"""

from __future__ import annotations

import select
from collections.abc import Callable
from time import monotonic
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from crisiszorg_cli.interview.key_pace import Asked, KeyPace
from crisiszorg_cli.interview.terminal_input import Kind, TerminalInput, Token

# A sequence that pauses for half a second is still one; a little more, for slow machines.
SILENCE = 0.6

TOO_SOON = Keys.F24  # no sequence gives it, so it can say that a key came too soon to count
_KEYS = {
    Kind.PASTE: Keys.BracketedPaste,
    Kind.ENTER: Keys.Enter,
    Kind.BACKSPACE: Keys.Backspace,
    Kind.DELETE: Keys.Delete,
    Kind.UP: Keys.Up,
    Kind.DOWN: Keys.Down,
    Kind.LEFT: Keys.Left,
    Kind.RIGHT: Keys.Right,
    Kind.HOME: Keys.Home,
    Kind.END: Keys.End,
    Kind.CTRL_C: Keys.ControlC,
    Kind.CTRL_D: Keys.ControlD,
    Kind.TOO_SOON: TOO_SOON,
}


class KeyParser(Vt100Parser):
    """Stands in for prompt_toolkit's parser; each piece it is fed is what one read gave."""

    def __init__(self, feed_key_callback: Callable[[KeyPress], None]) -> None:
        """Give keys to the callback."""
        super().__init__(feed_key_callback)
        self.pace = KeyPace()
        self._grammar = TerminalInput()
        self._heard = monotonic()

    def listen(self) -> None:
        """Begin to wait: what is still coming gets its time, while nobody read it did not."""
        self._heard = monotonic()

    def feed(self, data: str) -> None:
        """Read what came in."""
        late = self._after_silence()
        if data:
            self._heard = monotonic()
        self._give([*late, *self._grammar.feed(data)])

    def flush(self) -> None:
        """Give up what was begun, when nothing came for so long."""
        self._give(self._after_silence())

    def _after_silence(self) -> list[Token]:
        silent = monotonic() - self._heard >= SILENCE
        return self._grammar.end() if silent and self._grammar.pending else []

    def _give(self, tokens: list[Token]) -> None:
        for token in self.pace.counted(tokens, monotonic()):
            self.feed_key_callback(_key_press(token))


def _key_press(token: Token) -> KeyPress:
    if token.kind is not Kind.CHARACTER:
        return KeyPress(_KEYS[token.kind], token.text)
    key = ANSI_SEQUENCES.get(token.text, token.text)  # Ctrl and a letter has a name
    return KeyPress(key if isinstance(key, (str, Keys)) else Keys.Ignore, token.text)


def prepare(application: Application[Any], asked: Asked) -> None:
    """Have a prompt that is about to run read keys by the grammar, and only those for it."""
    parser = _parser(application.input)
    clear_typeahead(application.input)
    if parser is None:
        return
    application.ttimeoutlen = SILENCE
    parser.pace.ask(asked)
    parser.listen()

    def drawn(_application: Application[Any]) -> None:
        application.after_render -= drawn
        _skip_waiting(application)
        parser.pace.shown()

    application.after_render += drawn


def _parser(source: Input) -> KeyParser | None:
    """Return the parser of this input, put in its place; None where it is of another kind."""
    parser = getattr(source, "vt100_parser", None)
    if isinstance(parser, Vt100Parser) and not isinstance(parser, KeyParser):
        parser = KeyParser(parser.feed_key_callback)
        source.vt100_parser = parser  # type: ignore[attr-defined]
    return parser if isinstance(parser, KeyParser) else None


def _skip_waiting(application: Application[Any]) -> None:
    """Read what came before the question was on the screen; of that only Ctrl-C counts."""
    source = application.input
    while not source.closed and select.select([source.fileno()], [], [], 0)[0]:
        keys = source.read_keys()
        application.key_processor.feed_multiple(keys)
    application.key_processor.process_keys()
