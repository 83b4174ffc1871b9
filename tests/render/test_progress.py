"""A bar for long work: on a terminal only, and only once it takes long."""

from __future__ import annotations

import io

import pytest

from crisiszorg_cli.render import terminal


def drawn(*, is_terminal: bool) -> str:
    """Go two steps of three, and return what was drawn."""
    from rich.console import Console

    screen = io.StringIO()
    target = Console(file=screen, force_terminal=is_terminal, width=60)
    with terminal.progress(target, 3, "Bewijzen") as further:
        further()
        further()
    return screen.getvalue()


def test_it_is_shown_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs a bar for less than two seconds; in a pipe it would be noise."""
    assert "Bewijzen" not in drawn(is_terminal=True)

    monkeypatch.setattr(terminal, "PATIENCE", 0.0)
    assert "Bewijzen" in drawn(is_terminal=True)
    assert drawn(is_terminal=False) == ""
