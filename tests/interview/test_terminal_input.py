"""What a terminal sends by itself is never a key, however it is cut; a key always is one."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.interview.terminal_input import (
    MAX_PASTE,
    MAX_STRING,
    Kind,
    TerminalInput,
    Token,
    typed_line,
)
from tests.effort import THOROUGH
from tests.interview.key_forms import KEYS
from tests.interview.reports import REPORTS, cut, report

STREAMS = 100_000 if THOROUGH else 10_000


def read(*pieces: str) -> list[Token]:
    """Return the tokens of text that comes in pieces, but for those of Alt: they do nothing."""
    grammar = TerminalInput()
    tokens = [token for piece in pieces for token in grammar.feed(piece)]
    return [token for token in tokens if token.kind is not Kind.ALT]


def cuts(text: str) -> Iterable[tuple[str, ...]]:
    """Return the text whole, cut in two everywhere, and character by character."""
    yield (text,)
    yield from ((text[:at], text[at:]) for at in range(1, min(len(text), 60)))
    yield tuple(text)


@pytest.mark.parametrize(
    ("before", "after"), [("j", "n"), ("\x1b[D", "\x1bOq"), ("\r", "\x1b[99;5u")], ids=ascii
)
def test_a_report_is_no_key(before: str, after: str) -> None:
    """Between two keys, however it is cut, it leaves the two keys."""
    expected = [KEYS.get(before), *read(after)]
    for name, sent in REPORTS.items():
        for pieces in cuts(sent):
            assert expected == read(before, *pieces, after), (name, pieces)


def test_a_key_is_a_key() -> None:
    """Each form of a key gives it once, however it is cut, and leaves nothing behind."""
    for sequence, key in KEYS.items():
        for pieces in cuts(sequence):
            assert [key, KEYS["j"]] == read(*pieces, "j"), pieces


# -- any report ---------------------------------------------------------------------------------


@pytest.mark.thorough
def test_any_reports_between_keys() -> None:
    """Streams by the thousand, cut at random: the keys are the same as without the reports."""
    draw = Random(1)  # noqa: S311 - the same each time
    sequences = list(KEYS)
    reports = [report(draw) for _ in range(5_000)]
    for number in range(STREAMS):
        first, last = draw.choices(sequences, k=2)
        stream = "".join((first, *draw.choices(reports, k=1 + number % 3), last))
        assert [KEYS[first], KEYS[last]] == read(*cut(draw, stream)), ascii(stream)


@given(seed=st.integers(), data=st.data())
def test_any_stream_of_keys_and_reports(seed: int, data: st.DataObject) -> None:
    """The same for longer streams, made to find what breaks it."""
    draw = Random(seed)  # noqa: S311
    items = data.draw(st.lists(st.one_of(st.sampled_from(sorted(KEYS)), st.none()), max_size=12))
    stream = "".join(report(draw) if item is None else item for item in items)
    expected = [KEYS[item] for item in items if item is not None]

    assert expected == read(stream)
    assert expected == read(*cut(draw, stream))


@given(st.text(st.characters() | st.sampled_from("\x1b\x03[]O;~u\x9b"), max_size=40))
def test_ctrl_c_always_leaves(text: str) -> None:
    """Whatever came before; but for a paste, which has to end first."""
    grammar = TerminalInput()
    grammar.feed(text)
    if "\x1b[200~" in text or "\x9b200~" in text:
        grammar.end()

    assert Token(Kind.CTRL_C) == grammar.feed("\x03")[-1]
    assert not grammar.pending


# -- what is broken -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "begun",
    ["\x1b", "\x1b[", "\x1b[?6", "\x1bO", "\x1bN", "\x1b]11;rgb", "\x1bP", "\x1b]j\x1b", "\x1b[M"],
)
def test_a_silence_ends_what_was_begun(begun: str) -> None:
    """Without its end a sequence costs what comes before the silence, and nothing after it."""
    grammar = TerminalInput()
    assert [] == grammar.feed(begun)
    assert [] == grammar.end()
    assert [KEYS["j"]] == grammar.feed("j")


def test_a_paste_without_its_end() -> None:
    """It is what there is when the silence comes, and the keys after it are keys."""
    grammar = TerminalInput()
    assert [] == grammar.feed("\x1b[200~een\rtwee")
    assert [Token(Kind.PASTE, "een\rtwee")] == grammar.end()
    assert [KEYS["j"]] == grammar.feed("j")


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad", "\u3164"])
def test_what_nobody_sees_is_not_typed(hidden: str) -> None:
    """It would turn the line around, or hide in it until it is on paper."""
    assert [KEYS["j"]] == read(f"{hidden}j{hidden}")
    assert [Token(Kind.PASTE, "een\ntwee")] == read(f"\x1b[200~e{hidden}en\u2028twee\x1b[201~")
    assert typed_line(f"le{hidden}iden") == "leiden"


def test_a_paste_is_bounded() -> None:
    """Of an endless one the beginning is kept; its end is still seen."""
    text = "a" * (5 * MAX_PASTE)
    assert [Token(Kind.PASTE, text[:MAX_PASTE]), KEYS["j"]] == read(f"\x1b[200~{text}\x1b[201~j")


def test_a_string_is_bounded() -> None:
    """One without an end that never falls silent ends by its length."""
    assert [KEYS["j"]] == read("\x1b]" + "x" * MAX_STRING + "j")


@pytest.mark.parametrize("cancelled", ["\x1b]11;rgb", "\x1bPj", "\x1b[?6", "\x1bO", "\x1b"])
def test_a_sequence_ends_a_broken_one(cancelled: str) -> None:
    """What begins with Escape is whole, whatever was begun before it."""
    assert [KEYS["\x1b[D"], KEYS["j"]] == read(f"{cancelled}\x1b[Dj")


def test_endless_digits_are_no_number() -> None:
    """Python refuses to read them, and no key has them."""
    assert [KEYS["j"]] == read("\x1b[" + "9" * 6000 + "u" + "\x1b[27;5;" + "9" * 6000 + "~j")


def test_sequences_do_not_contain_controls() -> None:
    """A broken one takes along what broke it, but for Ctrl-C and Ctrl-D."""
    assert [KEYS["j"]] == read("\x1b[?6\rj")
    assert [KEYS["\x04"], KEYS["j"]] == read("\x1b[?6\x04j")


# -- a whole line ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("n", "n"),
        ("\x1b[?61;4;6;7cn", "n"),
        ("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62cLeiden\x1b[I", "Leiden"),
        ("\x1b[?62;22c", ""),
        ("jx\x1b[127u", "j"),
        ("\x1b[127un", "n"),
        ("\x1bOq\x1bOM", "1 "),
        ("\x1b[200~Den Haag\x1b[201~", "Den Haag"),
        ("\x1bn", None),
        ("n\x1b", None),
        ("\x1b]11;rgb:n", None),
    ],
)
def test_a_line_keeps_its_keys(line: str, typed: str | None) -> None:
    """Of a line that holds sequences only the keys are left; a doubtful one is nothing."""
    assert typed == typed_line(line)


@pytest.mark.parametrize("line", ["j\x1b[99;5u", "\x1b[27;5;100~", "\x1b]0;\x03"])
def test_a_line_can_leave(line: str) -> None:
    """Ctrl-C and Ctrl-D in any form leave."""
    with pytest.raises(KeyboardInterrupt):
        typed_line(line)
