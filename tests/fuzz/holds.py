"""What holds of every text that reaches a person."""

from __future__ import annotations

from crisiszorg_cli.visible_text import first_hidden


def as_text(data: bytes) -> str:
    """Return bytes as Python gives what was typed: what is no UTF-8 is half a pair."""
    return data.decode("utf-8", "surrogateescape")


def assert_harmless(text: str, *, one_line: bool = False) -> None:
    """No character in it can garble a screen."""
    assert first_hidden(text, allowed="\n") is None, ascii(text)
    assert not (one_line and "\n" in text), ascii(text)
