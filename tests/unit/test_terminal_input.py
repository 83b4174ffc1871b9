"""What a terminal sends by itself is never a key, however it is cut; a key always is one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
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

ESC, BEL, ST, ST_8 = "\x1b", "\x07", "\x1b\\", "\x9c"
STREAMS = 100_000

REPORTS = {
    "who-are-you": "\x1b[?62;22c",
    "who-are-you-sixel": "\x1b[?61;4;6;7c",
    "who-are-you-2": "\x1b[>41;354;0c",
    "who-are-you-3": "\x1bP!|7E565445\x1b\\",
    "who-made-you": "\x1bP>|tmux 3.4 jn?\x1b\\",
    "all-is-well": "\x1b[0n",
    "cursor": "\x1b[12;40R",
    "cursor-first": "\x1b[1;1R",
    "theme": "\x1b[?997;1n",
    "mode": "\x1b[?2026;2$y",
    "mode-ansi": "\x1b[4;2$y",
    "setting": "\x1bP1$r0 q\x1b\\",
    "capability": "\x1bP1+r544e=787465726d\x1b\\",
    "parameters": "\x1b[2;1;1;128;128;1;0x",
    "kitty-flags": "\x1b[?0u",
    "modify-other-keys": "\x1b[>4;2m",
    "size": "\x1b[8;24;80t",
    "size-pixels": "\x1b[4;600;800t",
    "size-in-band": "\x1b[48;24;80;600;800t",
    "title": "\x1b]lnaam j n\x1b\\",
    "icon": "\x1b]Lj\x1b\\",
    "focus-in": "\x1b[I",
    "focus-out": "\x1b[O",
    "foreground": "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    "background-bel": "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "background-8bit": "\x1b]11;rgb:1e1e/1e1e/1e1e\x9c",
    "colour": "\x1b]4;1;rgb:cdcd/0000/0000\x07",
    "clipboard": "\x1b]52;c;ag==\x07",
    "graphics": "\x1b_Gi=31;OK\x1b\\",
    "privacy": "\x1b^jn?\x1b\\",
    "start-of-string": "\x1bXjn?\x1b\\",
    "mouse": "\x1b[<0;3;3M",
    "mouse-up": "\x1b[<0;3;3m",
    "mouse-old": "\x1b[M !!",
    "mouse-far": "\x1b[M \x84\x9b",
    "mouse-urxvt": "\x1b[32;3;3M",
    "ss2": "\x1bNj",
    "ss3-f1": "\x1bOP",
    "ss3-f1-shift": "\x1bO2P",
    "ss3-keypad-plus": "\x1bOk",
    "f5": "\x1b[15~",
    "f1-linux": "\x1b[[A",
    "page-down": "\x1b[6~",
    "insert": "\x1b[2~",
    "shift-tab": "\x1b[Z",
    "ctrl-left": "\x1b[1;5D",
    "paste-end": "\x1b[201~",
    "j-released": "\x1b[106;1:3u",
    "enter-released": "\x1b[13;1:3u",
    "ctrl-c-released": "\x1b[99;5:3u",
    "left-released": "\x1b[1;1:3D",
    "delete-released": "\x1b[3;1:3~",
    "alt-enter-kitty": "\x1b[13;3u",
    "alt-j-kitty": "\x1b[106;3u",
    "escape-kitty": "\x1b[27u",
    "f13-kitty": "\x1b[57376u",
    "shift-kitty": "\x1b[57441;2u",
    "alt-j-other": "\x1b[27;3;106~",
    "ctrl-shift-c": "\x1b[27;6;99~",
    "super-c": "\x1b[99;13u",
    "cursor-restored": "\x1b[u",
    "csi-8bit": "\x9b?62;22c",
    "osc-8bit": "\x9d11;rgb:1/2/3\x9c",
    "dcs-8bit": "\x90>|j\x9c",
    "apc-8bit": "\x9fj\x9c",
    "pm-8bit": "\x9ej\x9c",
    "sos-8bit": "\x98j\x9c",
    "ss2-8bit": "\x8ej",
    "ss3-8bit": "\x8fP",
    "csi-as-bytes": "\udc9b?62;22c",
    "osc-as-bytes": "\udc9d11;j\udc9c",
    "next-line": "\x85",
    "late-st": "\x1b\\",
    "late-st-8bit": "\x9c",
    "late-bel": "\x07",
    "charset": "\x1b(0",
    "screen-test": "\x1b#3",
    "many-parameters": "\x1b[" + "1;" * 30 + "1u",
    "many-digits": "\x1b[" + "9" * 40 + "u",
    "intermediates": "\x1b[1 !\"#$%&'()*+,-./q",
} | {f"alt-{key}": f"\x1b{key}" for key in "jn?tokvwsJ0123\r\x7f\n\té"}

KEYS = {
    "j": Token(Kind.CHARACTER, "j"),
    "?": Token(Kind.CHARACTER, "?"),
    "é": Token(Kind.CHARACTER, "é"),
    "\x15": Token(Kind.CHARACTER, "\x15"),
    "\n": Token(Kind.CHARACTER, "\n"),
    "\udce9": Token(Kind.CHARACTER, "\ufffd"),
} | {
    sequence: Token(kind)
    for kind, sequences in {
        Kind.ENTER: (
            *("\r", "\x1b[13u", "\x1b[13;1u", "\x1b[13;1:1u", "\x1b[13;129u", "\x1b[13;2:2u"),
            *("\x1b[27;1;13~", "\x1b[27;2;13~", "\x1bOM", "\x8fM", "\x1b[57414u", "\x9b13u"),
        ),
        Kind.BACKSPACE: ("\x7f", "\x08", "\x1b[127u", "\x1b[127;65u", "\x1b[27;2;127~", "\x1b[8u"),
        Kind.DELETE: ("\x1b[3~", "\x1b[3;1:1~"),
        Kind.UP: ("\x1b[A", "\x1bOA", "\x1b[1;1A", "\x1b[1;129:1A", "\x1b[57419u"),
        Kind.DOWN: ("\x1b[B", "\x1bOB", "\x1b[1;1:2B", "\x1b[57420u"),
        Kind.RIGHT: ("\x1b[C", "\x1bOC", "\x9bC"),
        Kind.LEFT: ("\x1b[D", "\x1bOD", "\x1b[1D", "\x1b[57417;129u"),
        Kind.HOME: ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"),
        Kind.END: ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
        Kind.CTRL_C: (
            *("\x03", "\x1b[99;5u", "\x1b[99;69u", "\x1b[99:67;5u", "\x1b[99;5:1u"),
            *("\x1b[27;5;99~", "\x1b[27;5;67~", "\x1b[1089::99;5u", "\x1b[99;133:2u"),
        ),
        Kind.CTRL_D: ("\x04", "\x1b[100;5u", "\x1b[27;5;100~", "\x9b100;5u"),
    }.items()
    for sequence in sequences
}
KEYS |= {f"\x1bO{chr(ord('p') + n)}": Token(Kind.CHARACTER, str(n)) for n in range(10)}
KEYS |= {f"\x1b[{57399 + n};129u": Token(Kind.CHARACTER, str(n)) for n in range(10)}
KEYS |= {f"\x1b[200~{text}\x1b[201~": Token(Kind.PASTE, text) for text in ("", "j\rn", "a\x1b[Ab")}


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


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_is_no_key(report: str) -> None:
    """Between two keys, however it is cut, it leaves the two keys."""
    for before, after in (("j", "n"), ("\x1b[D", "\x1bOq"), ("\r", "\x1b[99;5u")):
        for pieces in cuts(report):
            assert [KEYS.get(before), *read(after)] == read(before, *pieces, after)


@pytest.mark.parametrize("sequence", KEYS, ids=ascii)
def test_a_key_is_a_key(sequence: str) -> None:
    """Each form of a key gives it once, however it is cut, and leaves nothing behind."""
    for pieces in cuts(sequence):
        assert [KEYS[sequence], KEYS["j"]] == read(*pieces, "j")


# -- any report ---------------------------------------------------------------------------------

PARAMETERS = "0123456789:;"
INTERMEDIATE = "".join(map(chr, range(0x20, 0x30)))
FINAL = "".join(map(chr, range(0x40, 0x7F)))
NO_KEY = "".join(sorted(set(FINAL) - set("ABCDFHu~M[")))
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
BODY = PRINTABLE + " \n\r\té€"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMQRSTUVWYZ0123456789?"


def some(draw: Random, alphabet: str, most: int) -> str:
    """Return a few of these characters, or none."""
    return "".join(draw.choices(alphabet, k=draw.randint(0, most)))


def csi(draw: Random) -> str:
    """Return a CSI sequence that is no key: by its prefix, by what is in it, or by its end."""
    begin = draw.choice(("\x1b[", "\x9b"))
    match draw.randrange(3):
        case 0:
            private = draw.choice("?<=>") + some(draw, PARAMETERS, 6)
            return begin + private + some(draw, INTERMEDIATE, 1) + draw.choice(FINAL)
        case 1:
            inside = draw.choice(INTERMEDIATE) + some(draw, INTERMEDIATE, 2)
            return begin + some(draw, PARAMETERS, 6) + inside + draw.choice(FINAL)
    return begin + some(draw, PARAMETERS, 6) + draw.choice(NO_KEY)


def string(draw: Random) -> str:
    """Return a string with its end, of any kind."""
    if draw.random() < 0.5:
        begin, ends = draw.choice(("\x1b]", "\x9d")), (BEL, ST, ST_8)
        return begin + some(draw, BODY, 12) + draw.choice(ends)
    begin = draw.choice(("\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x90", "\x9f", "\x9e", "\x98"))
    return begin + some(draw, BODY + BEL, 12) + draw.choice((ST, ST_8))


def other(draw: Random) -> str:
    """Return what is neither: Alt, SS2, the old mouse, a key that is let go, or a known report."""
    match draw.randrange(6):
        case 0:
            return ESC + draw.choice(LETTERS)
        case 1:
            return draw.choice(("\x1bN", "\x8e")) + draw.choice(PRINTABLE)
        case 2:
            return "\x1b[M" + "".join(draw.choices(PRINTABLE + "\x80\x9b\udcff", k=3))
        case 3:
            modifiers = draw.randint(1, 255)
            return f"\x1b[{draw.randint(1, 60000)};{modifiers}:3{draw.choice('u~ABCDFH')}"
        case 4:
            return draw.choice(("\x1bO", "\x8f")) + draw.choice("PQRSIXjklmno")
    return draw.choice(list(REPORTS.values())[:60])


def report(draw: Random) -> str:
    """Return any report."""
    return draw.choice((csi, string, other))(draw)


def pieces_of(draw: Random, text: str) -> list[str]:
    """Cut a text at random."""
    at = sorted({0, len(text), *draw.choices(range(len(text) + 1), k=3)})
    return [text[begin:end] for begin, end in pairwise(at)]


def test_any_reports_between_keys() -> None:
    """A hundred thousand streams, cut at random: the keys are the same as without the reports."""
    draw = Random(1)  # noqa: S311 - the same each time
    sequences = list(KEYS)
    reports = [report(draw) for _ in range(5_000)]
    for number in range(STREAMS):
        first, last = draw.choices(sequences, k=2)
        stream = "".join((first, *draw.choices(reports, k=1 + number % 3), last))
        assert [KEYS[first], KEYS[last]] == read(*pieces_of(draw, stream)), ascii(stream)


@given(seed=st.integers(), data=st.data())
def test_any_stream_of_keys_and_reports(seed: int, data: st.DataObject) -> None:
    """The same for longer streams, made to find what breaks it."""
    draw = Random(seed)  # noqa: S311
    items = data.draw(st.lists(st.one_of(st.sampled_from(sorted(KEYS)), st.none()), max_size=12))
    stream = "".join(report(draw) if item is None else item for item in items)
    expected = [KEYS[item] for item in items if item is not None]

    assert expected == read(stream)
    assert expected == read(*pieces_of(draw, stream))


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
