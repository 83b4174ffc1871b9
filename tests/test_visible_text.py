"""What nobody sees reaches no screen and no JSON, and comes in nowhere."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.render import show as shown
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.render.terminal import console, show
from crisiszorg_cli.triage.answers import clean_text
from crisiszorg_cli.visible_text import escaped, first_hidden, is_hidden, marked, one_line

HIDDEN = (
    *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u00ad", "\u061c", "\u180e", "\u200b"),
    *("\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2028", "\u2029", "\u2060", "\u2066"),
    *("\u2069", "\ufeff", "\ufff9", "\U000e0041", "\ud800", "\u115f", "\u3164", "\u2800", "\ufe0f"),
)
ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from(HIDDEN), max_size=20)


@pytest.mark.parametrize("character", HIDDEN, ids=ascii)
def test_each_is_kept_out(character: str) -> None:
    """Controls, directions, joiners, tags, halves, and letters that take no ink."""
    assert is_hidden(character)
    assert character not in marked(f"a{character}b") + clean_text(f"a{character}b")
    assert character not in escaped(f"a{character}b")


@pytest.mark.parametrize(
    "text", ["Crisisdienst ’t Gooi", "’s-Gravenhage · Súdwest-Fryslân", "👍 日本 א é"]
)
def test_what_is_seen_stays(text: str) -> None:
    """Letters of any script, emoji and Dutch typography."""
    assert marked(text) == one_line(text) == escaped(text) == text


@given(ANY)
def test_nothing_hidden_is_left(text: str) -> None:
    """Whatever the text; and a JSON document still means the same."""
    assert first_hidden(marked(text), allowed="\n") is None
    assert first_hidden(one_line(text)) is None
    written = escaped(json.dumps(text, ensure_ascii=False))
    assert first_hidden(written) is None
    assert json.loads(written) == text


@given(ANY)
def test_a_drawn_line_holds_nothing_hidden(text: str) -> None:
    """On a terminal, in each role, whatever a line says."""
    screen = io.StringIO()
    show((Line(role, text) for role in Role), console(screen, 300))
    assert first_hidden(screen.getvalue(), allowed="\n") is None


def test_a_line_at_once_holds_nothing_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not sure to be harmless is left to the drawing that filters."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not shown.show_at_once([Line(Role.TEXT, "a\u2800b")])
    assert "\u202e" not in shown.filled("a\u202eb")
