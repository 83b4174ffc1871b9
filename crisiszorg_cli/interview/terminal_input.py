"""What a terminal sends, read as a grammar: keys, pasted text, and all that is neither.

A terminal sends more than keys: who it is, its colours, its size, where the mouse is. All of
that comes as escape sequences, and nothing inside one is ever a key, whatever it holds and in
however many pieces it comes. Of the sequences only those of a key that is listed here give
anything. What is broken is swallowed up to where it breaks: a key that does nothing can be
pressed again, an answer that nobody gave is not noticed.

The grammar knows no clock. Whoever reads tells it of a silence (``end``), which drops what
was begun: so an Escape alone, or a string without its end, costs at most the keys until then.
Ctrl-C and Ctrl-D get through everywhere but inside a paste. No string is longer than
``MAX_STRING``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from crisiszorg_cli.visible_text import is_hidden

MAX_STRING = 1_000_000  # far more than any terminal reports
MAX_PASTE = 10_000  # far more than any answer keeps
_MAX_PARAMETERS = 32  # no key has more, and a number has to be read


class Kind(Enum):
    """What came in."""

    CHARACTER = auto()
    PASTE = auto()
    ENTER = auto()
    BACKSPACE = auto()
    DELETE = auto()
    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    HOME = auto()
    END = auto()
    CTRL_C = auto()
    CTRL_D = auto()
    ALT = auto()  # Escape and a key: it does nothing, but somebody pressed it
    TOO_SOON = auto()  # a key that does not count; see key_pace.py


class Token(NamedTuple):
    """A key, or a pasted text as one."""

    kind: Kind
    text: str = ""


Tokens = tuple[Token, ...]
State = Callable[[str], Tokens]

INTERRUPTS = (Kind.CTRL_C, Kind.CTRL_D)

_ESCAPE, _BEL, _ST = "\x1b", "\x07", "\x9c"
_PASTE_ENDS = ("\x1b[201~", "\x9b201~")
_NOTHING: Tokens = ()
_ALT: Tokens = (Token(Kind.ALT),)
_CONTROLS: dict[str, Tokens] = {
    "\r": (Token(Kind.ENTER),),
    "\x08": (Token(Kind.BACKSPACE),),
    "\x7f": (Token(Kind.BACKSPACE),),
    "\x03": (Token(Kind.CTRL_C),),
    "\x04": (Token(Kind.CTRL_D),),
    "\x07": _NOTHING,  # the end of a string that was given up
}
_LETTERS = {
    "A": Kind.UP,
    "B": Kind.DOWN,
    "C": Kind.RIGHT,
    "D": Kind.LEFT,
    "F": Kind.END,
    "H": Kind.HOME,
}
_NUMBERED = {1: Kind.HOME, 3: Kind.DELETE, 4: Kind.END, 7: Kind.HOME, 8: Kind.END}
_CODES = {
    8: Token(Kind.BACKSPACE),
    13: Token(Kind.ENTER),
    127: Token(Kind.BACKSPACE),
    **{57399 + n: Token(Kind.CHARACTER, str(n)) for n in range(10)},  # the numeric keypad
    57414: Token(Kind.ENTER),
    57417: Token(Kind.LEFT),
    57418: Token(Kind.RIGHT),
    57419: Token(Kind.UP),
    57420: Token(Kind.DOWN),
}
_CTRL_CODES = {ord(c): Kind.CTRL_C for c in "cC"} | {ord(c): Kind.CTRL_D for c in "dD"}
_KEYPAD = {chr(ord("p") + n): Token(Kind.CHARACTER, str(n)) for n in range(10)} | {
    "M": Token(Kind.ENTER)
}
_LAST_CONTROL = 0x9F
_LINES = {0x2028: "\n", 0x2029: "\n"}  # ends of lines by another name
_SHIFT, _CTRL, _LOCKS = 1, 4, 64 | 128
_PRESSED = ("", "1", "2")  # and held; 3 is let go


class TerminalInput:
    """Reads what comes in, in pieces of any size."""

    def __init__(self) -> None:
        """Start between two keys."""
        self._state: State = self._key
        self._held = ""  # of the sequence or paste that is being read
        self._left = 0  # how much of it is still to come, where that is counted

    @property
    def pending(self) -> bool:
        """Whether something has begun that has not ended."""
        return self._state != self._key

    def feed(self, text: str) -> list[Token]:
        """Read a piece; return what it completes."""
        return [token for character in text for token in self._read(character)]

    def end(self) -> list[Token]:
        """Drop what was begun; of a paste without an end, return what there is."""
        pasted = self._state == self._pasting
        held = self._held[:MAX_PASTE].translate(_LINES)
        text = "".join(c for c in held if not _is_invisible(c))
        self._begin(self._key)
        return [Token(Kind.PASTE, text)] if pasted else []

    # -- one character ----------------------------------------------------------------------

    def _read(self, character: str) -> Tokens:
        if " " <= character <= "~" or self._state == self._pasting:
            return self._state(character)
        character = _decoded(character)
        if character in "\x03\x04":
            self._begin(self._key)
        elif character == _ESCAPE:
            in_string = self._state in (self._string, self._osc)
            return self._begin(self._string_end if in_string else self._escape)
        elif "\x80" <= character <= "\x9f" and self._state != self._counted:
            return self._eight_bit(character)
        return self._state(character)

    def _begin(self, state: State, left: int = 0) -> Tokens:
        self._state, self._held, self._left = state, "", left
        return _NOTHING

    def _eight_bit(self, character: str) -> Tokens:
        """Read an introducer in one character; ST ends a string, and is nothing elsewhere."""
        self._begin(self._key)
        return _NOTHING if character == _ST else self._escape(chr(ord(character) - 0x40))

    def _key(self, character: str) -> Tokens:
        known = _CONTROLS.get(character)
        if known is not None:
            return known
        return _NOTHING if _is_invisible(character) else (Token(Kind.CHARACTER, character),)

    def _escape(self, character: str) -> Tokens:
        match character:
            case "[":
                return self._begin(self._csi)
            case "O":
                return self._begin(self._ss3)
            case "N":
                return self._begin(self._counted, 1)
            case "]":
                return self._begin(self._osc, MAX_STRING)
            case "P" | "_" | "^" | "X":
                return self._begin(self._string, MAX_STRING)
        self._begin(self._intermediates if " " <= character <= "/" else self._key)
        return _ALT

    def _intermediates(self, character: str) -> Tokens:
        return _NOTHING if " " <= character <= "/" else self._begin(self._key)

    def _counted(self, character: str) -> Tokens:
        self._left -= 1
        return _NOTHING if self._left > 0 and character >= " " else self._begin(self._key)

    def _osc(self, character: str) -> Tokens:
        return self._begin(self._key) if character == _BEL else self._string(character)

    def _string(self, _character: str) -> Tokens:
        self._left -= 1
        return _NOTHING if self._left > 0 else self._begin(self._key)

    def _string_end(self, character: str) -> Tokens:
        """Read what follows an Escape in a string: its end, or else another sequence."""
        return self._begin(self._key) if character == "\\" else self._escape(character)

    def _csi(self, character: str) -> Tokens:
        if " " <= character <= "?":
            self._held = (self._held + character)[: _MAX_PARAMETERS + 1]
            return _NOTHING
        parameters = self._held
        self._begin(self._key)
        match parameters, character:
            case "200", "~":
                return self._begin(self._pasting)
            case "", "M":  # the mouse, as it was once told: a button and a place
                return self._begin(self._counted, 3)
            case "", "[":  # a function key on the Linux console
                return self._begin(self._counted, 1)
        return _key_of(parameters, character)

    def _ss3(self, character: str) -> Tokens:
        if "0" <= character <= ";":
            return _NOTHING
        self._begin(self._key)
        kind = _LETTERS.get(character)
        token = _KEYPAD.get(character) if kind is None else Token(kind)
        return _NOTHING if token is None else (token,)

    def _pasting(self, character: str) -> Tokens:
        self._held += character
        for end in _PASTE_ENDS if character == "~" else ():
            if self._held.endswith(end):
                self._held = self._held.removesuffix(end)
                return tuple(self.end())
        if len(self._held) > 2 * MAX_PASTE:
            self._held = self._held[:MAX_PASTE] + self._held[-len(_PASTE_ENDS[0]) :]
        return _NOTHING


def _is_invisible(character: str) -> bool:
    """Tell whether a character would turn the line around or hide in it; no key gives one."""
    return character > chr(_LAST_CONTROL) and is_hidden(character)


def _decoded(character: str) -> str:
    """Return a byte that is no text as the control it would be, or as a mark that it is none."""
    if not "\udc80" <= character <= "\udcff":
        return character
    byte = ord(character) - 0xDC00
    return chr(byte) if byte <= _LAST_CONTROL else "\ufffd"


def _key_of(parameters: str, final: str) -> Tokens:
    """Return the key that a CSI sequence is, if it is one.

    Arrows and the like come as a letter or a number, the rest with its code: ``code;modifiers u``
    (kitty, ``CSI u``) or ``27;modifiers;code ~`` (modifyOtherKeys).
    """
    if len(parameters) > _MAX_PARAMETERS or not set(parameters) <= set("0123456789:;"):
        return _NOTHING
    fields = parameters.split(";")
    match final, fields:
        case "u", [code, *more] if code:
            return _coded(code, *more[:1])
        case "~", ["27", modifiers, code]:
            return _coded(code, modifiers)
        case "~", [number, *more] if len(more) <= 1 and _modifiers(*more) == 0:
            kind = _NUMBERED.get(_number(number))
        case _, ["" | "1", *more] if len(more) <= 1 and _modifiers(*more) == 0:
            kind = _LETTERS.get(final)
        case _:
            kind = None
    return _NOTHING if kind is None else (Token(kind),)


def _coded(code: str, modifiers: str = "") -> Tokens:
    """Return the key of this code, with none but the modifiers that leave it what it is."""
    held = _modifiers(modifiers)
    typed, _, others = code.partition(":")
    base = others.partition(":")[2]  # where the key is on a Latin keyboard
    if held == _CTRL:
        kind = _CTRL_CODES.get(_number(base or typed))
        return _NOTHING if kind is None else (Token(kind),)
    token = _CODES.get(_number(typed)) if held in (0, _SHIFT) else None
    return _NOTHING if token is None else (token,)


def _modifiers(field: str = "") -> int | None:
    """Return which modifiers are held but for the locks; None for a key that is let go."""
    value, _, event = field.partition(":")
    return (max(_number(value), 1) - 1) & ~_LOCKS if event in _PRESSED else None


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() else 0


def typed_line(line: str) -> str | None:
    """Return the characters of a whole line; None when it is not certain what was typed.

    That is so when Alt was held, and when a sequence has not ended. A line is ended by its
    terminal; Enter as a sequence is a space. Raises KeyboardInterrupt on Ctrl-C and on Ctrl-D.
    """
    grammar = TerminalInput()
    typed: list[str] = []
    doubtful = False
    for token in grammar.feed(line):
        match token.kind:
            case Kind.CTRL_C | Kind.CTRL_D:
                raise KeyboardInterrupt
            case Kind.ALT:
                doubtful = True
            case Kind.BACKSPACE:
                del typed[-1:]
            case Kind.ENTER:
                typed.append(" ")
            case Kind.CHARACTER | Kind.PASTE:
                typed += token.text
    return None if doubtful or grammar.pending else "".join(typed)
