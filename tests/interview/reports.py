"""What terminals send that is no key: known reports, and any that the grammar allows."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TypeVar

Sliced = TypeVar("Sliced", str, bytes)

ESC, BEL, ST, ST_8 = "\x1b", "\x07", "\x1b\\", "\x9c"

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


def cut(draw: Random, text: Sliced) -> list[Sliced]:
    """Cut a text at random."""
    at = sorted({0, len(text), *draw.choices(range(len(text) + 1), k=3)})
    return [text[begin:end] for begin, end in pairwise(at)]
