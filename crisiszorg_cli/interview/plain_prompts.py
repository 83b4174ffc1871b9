"""The simple mode: numbered questions and whole lines, for screen readers and any terminal.

Only lines are added; nothing on the screen is ever moved, erased or coloured. The keys are
those of the full mode, and the words they stand for work too.
"""

from __future__ import annotations

import re
import select
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from time import monotonic

from crisiszorg_cli.interview.key_pace import QUIET
from crisiszorg_cli.interview.key_rows import with_enter
from crisiszorg_cli.interview.prompter import (
    BACK,
    ENTER,
    WHY,
    Above,
    Check,
    Key,
    Navigation,
    OptionSearch,
    key_pressed,
    key_typed,
    label_of,
    previous_answer,
)
from crisiszorg_cli.interview.terminal_input import typed_line
from crisiszorg_cli.render.show import filled
from crisiszorg_cli.streams import write

MAX_LISTED = 30
POSTCODE_LENGTH = 4  # of its digits: no list is so long
_TYPE = "Typ een naam, of het begin ervan."
_YES, _NO = ("j", "ja"), ("n", "nee")


class PlainPrompts:
    """Asks on plain lines and numbers the questions."""

    def __init__(self) -> None:
        """Start counting at one. A byte that is no text must not end the interview."""
        self._number = 0
        self._lines = _Lines()
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            with suppress(UnsupportedOperation):  # what was read of before is so already
                reconfigure(errors="replace")

    def ask_key(
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        current: str | None = None,
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for one of the keys, or the word it stands for, and Enter."""
        self._head(message, reminder)
        listed = [*keys, WHY] if why else list(keys)
        for key in with_enter(listed, " of "):
            _option(key.key, key.label)
        kept = next((key for key in keys if key.value == current), None)
        if kept is not None:
            _say(previous_answer(kept.label))
        kept = next((key for key in keys if key.key == ENTER), kept)
        while True:
            typed = self._lines.read("Uw keuze: ").casefold()
            if not typed and kept is not None:
                return kept.value
            meant = _meant(typed, keys) or key_pressed(typed, keys)
            if meant is not None:
                return meant.value
            if typed in (WHY.key, WHY.label) and why:
                _say(why)
            else:
                _say(f"Kies een van: {', '.join(key.key for key in listed)}.")

    def ask_text(  # noqa: PLR0913 - as Prompter
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        check: Check,
        current: str = "",
        note: str = "",
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for one line; Enter alone keeps what was there. The word of a key is that key."""
        self._head(message, reminder)
        listed = [*keys, WHY] if why else list(keys)
        if note:
            _say(note)
        for key in listed:
            _option(key.key, key.label)
        if current:
            _say(previous_answer(label_of(current)))
        while True:
            typed = self._lines.read("Uw antwoord: ") or current
            meant = _meant(typed.casefold(), listed) or key_typed(typed, listed)
            if meant is WHY:
                _say(why)
            elif meant is not None:
                return meant.value
            elif (verdict := check(typed)) is True:
                return typed
            else:
                _say(str(verdict))

    def ask_from_list(  # noqa: PLR0913 - as Prompter
        self,
        message: str,
        why: str,
        search: OptionSearch,
        *,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for a name; of several that fit, for the number, and of one whether it is meant."""
        self._head(message, reminder)
        offered = _numbered(search.exact(""))
        for key in (*((BACK,) if can_go_back else ()), *((WHY,) if why else ())):
            _option(key.key, key.label)
        _say("Typ een nummer, of een deel van de naam." if offered else _TYPE)
        if current is not None and current[0]:
            _say(previous_answer(current[1]))
        back = {name: Navigation.BACK for name in (BACK.key, BACK.label) if can_go_back}
        known: dict[str, str | Navigation]
        while True:
            typed = self._lines.read("Uw keuze: ")
            word = typed.casefold()
            if not typed and current is not None:
                return current[0]
            known = {**_named(search, typed), **offered, **back}
            if word in known:
                return known[word]
            if word in (WHY.key, WHY.label) and why:
                _say(why)
                continue
            current = None  # from here on Enter alone would not be clear
            no_number = typed.isdecimal() and len(typed) != POSTCODE_LENGTH
            refused = offered and (no_number or word in _NO)
            if refused or not typed:
                _say(_again(offered))
            else:
                offered = _offered(search, typed)

    def _head(self, message: str, reminder: str) -> None:
        """Write what stands above, and the question; a menu, a page or a form has no number."""
        write(f"\n{reminder}\n" if reminder else "\n")
        if isinstance(reminder, Above):
            count = reminder.which.capitalize() or f"Vraag {self._number + 1}"
            self._number = reminder.number or self._number + 1
            message = f"{count}. {message}"
        _say(message)


def _meant(typed: str, keys: Sequence[Key]) -> Key | None:
    """Find the key, by itself, its words, or the first of them if no other has these."""
    for names in (
        [key.key for key in keys],
        [key.label.casefold() for key in keys],
        [re.split(r",| \(", key.label.casefold())[0] for key in keys],
    ):
        if names.count(typed) == 1:
            return keys[names.index(typed)]
    return None


def _named(search: OptionSearch, typed: str) -> dict[str, str]:
    """Return the one that bears this name, if there is one."""
    exact = search.exact(typed) if typed else ()
    return {typed.casefold(): exact[0][0]} if len(exact) == 1 else {}


def _offered(search: OptionSearch, typed: str) -> dict[str, str]:
    """Ask whether the only one that fits is meant, or number what was found, if anything."""
    meant = search.meant(typed)
    if meant is None:
        found = search.found(typed)
        if not found:
            _say(f"Niets gevonden. {_TYPE}")
        elif len(found) > MAX_LISTED:
            _say(f"Te veel gevonden ({len(found)}). Typ meer van de naam.")
        return _numbered(found)
    _say(f"Bedoelt u {meant[1]}?")
    _option("j", "ja")
    _say("Of typ een andere naam.")
    return dict.fromkeys(_YES, meant[0])


def _numbered(found: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Write a numbered list, unless it is too long to listen to; return what replies to it."""
    if len(found) > MAX_LISTED:
        return {}
    for number, (_, label) in enumerate(found, start=1):
        _option(str(number), label)
    return {str(number): value for number, (value, _) in enumerate(found, start=1)}


def _again(offered: Mapping[str, str]) -> str:
    """Say what can be typed."""
    if not offered:
        return _TYPE
    if offered.keys() == set(_YES):
        return "Typ j als u die bedoelt, of een andere naam."
    return f"Kies een nummer van 1 tot en met {len(offered)}, of typ een naam."


def _say(text: str, hanging: str = "") -> None:
    write(f"{filled(text, hanging)}\n")


def _option(key: str, label: str) -> None:
    _say(f"  {key} = {label}", "      ")


class _Lines:
    """Reads the lines that are typed at a question, and no others.

    A line that was there before the question, or comes right after another one, is what is
    left of a pasted text: nobody typed it who had heard the question.
    """

    def __init__(self) -> None:
        self._last = float("-inf")

    def read(self, prompt: str) -> str:
        """Read one line. Raises KeyboardInterrupt and EOFError as ``_line`` does."""
        _skip_waiting(0)
        while True:
            write(prompt)
            typed = typed_line(_line())
            since, self._last = monotonic() - self._last, monotonic()
            if since < QUIET and sys.stdin.isatty():
                _skip_waiting(QUIET)
                _say("Dat was te snel: er is niets gekozen. Typ het nog eens.")
            elif typed is None:
                _say("Dat is niet te lezen. Typ het nog eens.")
            else:
                return typed.strip()


def _skip_waiting(seconds: float) -> None:
    """Read the lines that are there, until none comes for so long; Ctrl-C still leaves."""
    while _is_waiting(seconds):
        typed_line(_line())


def _is_waiting(seconds: float) -> bool:
    """Tell whether a line is typed within these seconds; not known on Windows."""
    try:
        return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], seconds)[0])
    except OSError:
        return False


def _line() -> str:
    """Read one line. The end of the input leaves, as Ctrl-C does: it is never an answer.

    Nor is a line that the end cut off. Raises EOFError when the terminal itself is gone.
    """
    with _waking_every_second():
        line = sys.stdin.readline()
    if not line.endswith("\n"):
        raise KeyboardInterrupt if sys.stdin.isatty() else EOFError
    return line.removesuffix("\n")


@contextmanager
def _waking_every_second() -> Iterator[None]:
    """Break into the reading each second, where the system can.

    A signal that comes in just before the reading begins is otherwise not noticed before the
    next key. Nothing else comes of it: the reading goes on by itself.
    """
    if sys.platform == "win32":
        yield
    else:
        before = signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 1, 1)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before or signal.SIG_DFL)
