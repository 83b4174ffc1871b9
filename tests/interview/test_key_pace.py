"""Keys that come faster than a person decides: held, bouncing, or pasted as if typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import pytest

from crisiszorg_cli.interview.key_pace import AT_ONCE, QUIET, Asked, KeyPace
from crisiszorg_cli.interview.terminal_input import Kind, TerminalInput, Token

A_WHILE = 0.2
Pieces = Iterable[tuple[float, str]]


def answered(pieces: Pieces, asked: Sequence[Asked], drawing: float = 0.0) -> list[str]:
    """Return what each question got from pieces of text with their moments, one after another.

    A question of one key ends with a key, a line ends with Enter; the next one takes
    ``drawing`` seconds to come on the screen.
    """
    pace, grammar = KeyPace(), TerminalInput()
    questions = iter([*asked, *[Asked.KEY] * 100])
    answers, line = [], ""
    now_asked, shown_at = next(questions), 0.0
    pace.ask(now_asked)
    for moment, text in pieces:
        if moment >= shown_at:
            pace.shown()
        for token in pace.counted(grammar.feed(text), moment):
            if token.kind is Kind.TOO_SOON:
                continue
            line += token.text
            if now_asked is Asked.KEY or token.kind is Kind.ENTER:
                answers.append(line)
                line, now_asked, shown_at = "", next(questions), moment + drawing
                pace.ask(now_asked)
                if not drawing:
                    pace.shown()
    return answers


def held(key: str, delay: float, rate: float = 30, seconds: float = 5) -> Pieces:
    """Return the pieces of a key that is held."""
    yield 1.0, key
    moment = 1.0 + delay
    while moment < 1.0 + seconds:
        yield moment, key
        moment += 1 / rate


@pytest.mark.parametrize("asked", Asked)
@pytest.mark.parametrize("key", ["n", "\r", "\x1b[D", "\x1b[13u"])
def test_a_held_key(key: str, asked: Asked) -> None:
    """It answers two questions at the most, however long it is held and whatever it answers."""
    drawings, rates, delays = (0, 0.02, 0.12, 0.3, 0.7), (10, 30, 60), (0.25, 0.3, 0.4, 0.5)
    for drawing, rate, delay in product(drawings, rates, delays):
        found = answered(held(key, delay, rate), [asked] * 100, drawing)
        assert len(found) <= 2, (drawing, rate, delay)


def test_a_key_counts_at_once() -> None:
    """After a while without any key there is no more waiting; each of these answers."""
    keys = [(1 + n * A_WHILE, key) for n, key in enumerate("nj?1")]
    assert ["n", "j", "?", "1"] == answered(keys, [])


def test_a_key_that_bounces() -> None:
    """The same key twice within a moment is one."""
    assert ["n"] == answered([(1, "n"), (1.01, "n"), (1.1, "n")], [])


def test_keys_in_one_piece() -> None:
    """Nobody presses two keys at once: a pasted text answers nothing, its first letter neither."""
    assert [] == answered([(1, "ja"), (1.001, "nee\r"), (1.002, "n")], [])
    assert ["j"] == answered([(1, "ja"), (1 + A_WHILE, "j")], [])


def test_reports_are_no_keys() -> None:
    """They neither count nor make a key come too soon."""
    assert ["n"] == answered([(1, "\x1b[?62;22c"), (1.01, "\x1b[In\x1b[0n")], [])
    assert ["n"] == answered([(1, "\x1bx"), (1.01, "n")], [])


def test_what_came_before_the_question() -> None:
    """A key that was pressed before the question was there is for another one, or for none."""
    pace = KeyPace()
    pace.ask(Asked.KEY)
    assert [] == pace.counted([Token(Kind.CHARACTER, "n")], 1)
    pace.shown()
    assert [Token(Kind.TOO_SOON)] == pace.counted([Token(Kind.CHARACTER, "n")], 1 + QUIET / 2)
    assert [Token(Kind.CHARACTER, "n")] == pace.counted([Token(Kind.CHARACTER, "n")], 2)


@pytest.mark.parametrize("asked", Asked)
@pytest.mark.parametrize("interrupt", ["\x03", "\x04", "\x1b[99;5u"])
@pytest.mark.parametrize("shown", [True, False])
def test_ctrl_c_always_counts(asked: Asked, interrupt: str, *, shown: bool) -> None:
    """In one piece with other keys, right after one, and before the question is there."""
    pace, grammar = KeyPace(), TerminalInput()
    pace.ask(asked)
    if shown:
        pace.shown()
    for text in (f"n{interrupt}n", interrupt, f"n\r{interrupt}\r"):
        (counted,) = pace.counted(grammar.feed(text), 1)
        assert counted.kind in (Kind.CTRL_C, Kind.CTRL_D)


def test_a_line() -> None:
    """Typed by a person, Enter counts; the keys of a line need no pauses between them."""
    typed = [(1 + n * 0.04, key) for n, key in enumerate("gevallen\r")]
    assert ["gevallen"] == answered(typed, [Asked.LINE])


@pytest.mark.parametrize("cut", [1, 4, 5, 6, 1024])
@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("then", Asked)
def test_lines_that_are_pasted(then: Asked, newline: str, cut: int) -> None:
    """Without brackets they stay in one line, in pieces of any size; Enter by hand ends it."""
    text = newline.join(("gevallen", "thuis", "alleen", ""))
    pieces = [(1 + at / 1000, text[at : at + cut]) for at in range(0, len(text), cut)]
    (line,) = answered([*pieces, (2, "\r")], [Asked.LINE, *[then] * 20])

    assert "gevallen thuis alleen" == " ".join(line.split())


def test_what_comes_after_a_line() -> None:
    """The rest of a text does not reach the next question, of either kind."""
    for then in Asked:
        pieces = [(1.0, "a"), (1.1, "\r"), (1.11, "b"), (1.12, "c\r"), (1.2, "\r")]
        assert ["a"] == answered(pieces, [Asked.LINE, *[then] * 20])


def test_enter_at_once() -> None:
    """Right after a key it is a space, after a moment Enter; the bound is what it says."""
    assert [] == answered([(1, "a"), (1 + AT_ONCE / 2, "\r")], [Asked.LINE])
    assert ["a"] == answered([(1, "a"), (1 + AT_ONCE * 1.1, "\r")], [Asked.LINE])


def test_an_arrow_and_enter() -> None:
    """In one piece Enter does not count, and leaves nothing in the line."""
    assert [""] == answered([(1, "\x1b[B\r"), (2, "\r")], [Asked.LINE])
