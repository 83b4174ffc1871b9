"""Bytes from a terminal: what is no key gives no answer, and what is one gives it once."""

from __future__ import annotations

from crisiszorg_cli.interview.terminal_input import (
    MAX_PASTE,
    Kind,
    TerminalInput,
    Token,
    typed_line,
)
from tests.fuzz.holds import as_text
from tests.interview.key_forms import KEYS
from tests.interview.reports import REPORTS

_REPLIES = (Kind.CHARACTER, Kind.ENTER, Kind.PASTE)
_ITEMS = (*KEYS, *REPORTS.values())


def take(data: bytes) -> None:
    """Read them as they are, and as a choice of keys and reports."""
    text = as_text(data)
    whole, grammar = TerminalInput().feed(text), TerminalInput()
    tokens = [token for character in text for token in grammar.feed(character)]
    assert tokens == whole
    assert len(tokens) <= len(text)
    for token in tokens:
        assert token.kind is not Kind.PASTE or len(token.text) <= MAX_PASTE
        assert token.kind is not Kind.CHARACTER or len(token.text) == 1
    left = grammar.end()
    assert [token.kind for token in left] in ([], [Kind.PASTE])
    assert not grammar.pending
    assert [KEYS["j"], KEYS["\x03"]] == grammar.feed("j\x03")
    _assert_no_reply_without_a_key(data)
    _read_line(text)


def _assert_no_reply_without_a_key(data: bytes) -> None:
    """Take each byte for a key or a report: as many keys come out as went in."""
    grammar, tokens, keys = TerminalInput(), list[Token](), list[Token]()
    for item in (_ITEMS[byte % len(_ITEMS)] for byte in data[:40]):
        tokens += [token for token in grammar.feed(item) if token.kind is not Kind.ALT]
        keys += [KEYS[item]] if item in KEYS else []
    assert tokens == keys


def _read_line(text: str) -> None:
    try:
        typed = typed_line(text)
    except KeyboardInterrupt:
        assert any(token.kind in {Kind.CTRL_C, Kind.CTRL_D} for token in TerminalInput().feed(text))
        return
    if typed:
        assert any(token.kind in _REPLIES for token in TerminalInput().feed(text))
        assert len(typed) <= len(text)
