"""The simple mode: numbered questions and whole lines, for screen readers and any terminal.

Only lines are added; nothing on the screen is ever moved, erased or coloured. The keys are
those of the full mode, and the words they stand for work too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from crisiszorg_cli.asking import WHY_KEY, Check, Key, Matches, Move, nothing_near
from crisiszorg_cli.output import write
from crisiszorg_cli.render.lines import fill

MAX_LISTED = 30
_WHY = Key(WHY_KEY, "waarom", WHY_KEY)


class PlainPrompts:
    """Asks on plain lines and numbers the questions."""

    def __init__(self) -> None:
        """Start counting at one. A byte that is no text must not end the interview."""
        self._number = 0
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

    def ask_key(
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        current: str | None = None,
        reminder: str = "",
    ) -> str | Move:
        """Ask for one of the keys, or the word it stands for, and Enter."""
        self._head(message, reminder)
        listed = [*keys, _WHY] if why else list(keys)
        for key in listed:
            _option(key.key, key.label)
        kept = next((key for key in keys if key.value == current), None)
        if kept is not None:
            _kept(kept.label)
        while True:
            typed = _read("Uw keuze: ").casefold()
            if not typed and kept is not None:
                return kept.value
            meant = _meant(typed, keys)
            if meant is not None:
                return meant.value
            if typed in (_WHY.key, _WHY.label) and why:
                write(fill(why) + "\n")
            else:
                write(f"Kies een van: {', '.join(key.key for key in listed)}.\n")

    def ask_text(
        self, message: str, hint: str, default: str, check: Check, reminder: str = ""
    ) -> str:
        """Ask for one line; Enter alone keeps what was there. The word of a key is that key."""
        self._head(message, reminder)
        words = _keys_in(hint)
        if default:
            _kept(default)
        while True:
            typed = _read("Uw antwoord: ") or default
            typed = words.get(typed.casefold(), typed)
            verdict = check(typed)
            if verdict is True:
                return typed
            write(fill(str(verdict)) + "\n")

    def ask_from_list(
        self,
        message: str,
        matches: Matches,
        *,
        near: Matches = nothing_near,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
    ) -> str | Move:
        """Ask for a name, then for the number of the one that is meant."""
        self._head(message, "")
        write(fill("Typ (een deel van) de naam, of een nummer uit de lijst.") + "\n")
        if can_go_back:
            _option("t", "terug")
        if current is not None:
            _kept(current[1])
        shown = _listed(matches(""))
        while True:
            typed = _read("Uw keuze: ")
            if typed.casefold() in ("t", "terug") and can_go_back:
                return Move.BACK
            if not typed and current is not None:
                return current[0]
            if typed.isdecimal() and 1 <= int(typed) <= len(shown):
                return shown[int(typed) - 1][0]
            if shown and (typed.isdecimal() or not typed):
                write(f"Kies een nummer van 1 tot en met {len(shown)}, of typ een naam.\n")
                continue
            shown = _listed(matches(typed) or near(typed)) if typed else ()
            if not shown:
                write("Niets gevonden, of te veel. Typ een (langere) naam.\n")

    def _head(self, message: str, reminder: str) -> None:
        self._number += 1
        write(f"\n{reminder}\n" if reminder else "\n")
        write(fill(f"Vraag {self._number}. {message}") + "\n")


def _meant(typed: str, keys: Sequence[Key]) -> Key | None:
    """Find the key, by itself, its words, or those before the comma if no other has these."""
    for names in (
        [key.key for key in keys],
        [key.label.casefold() for key in keys],
        [key.label.casefold().partition(",")[0] for key in keys],
    ):
        if names.count(typed) == 1:
            return keys[names.index(typed)]
    return None


def _keys_in(hint: str) -> dict[str, str]:
    """Write the keys of a hint below each other; give them by the words they stand for."""
    keys = {}
    for part in hint.split("   "):
        key, _, label = part.partition(" ")
        if len(key) == 1:
            keys[label] = key
            _option(key, label)
        else:
            write(fill(part) + "\n")
    return keys


def _listed(found: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Write a numbered list, unless it is too long to listen to."""
    if len(found) > MAX_LISTED:
        return ()
    for number, (_, label) in enumerate(found, start=1):
        _option(str(number), label)
    return found


def _option(key: str, label: str) -> None:
    write(fill(f"  {key} = {label}", "      ") + "\n")


def _kept(label: str) -> None:
    write(fill(f"Was: {label}. Enter houdt dit.") + "\n")


def _read(prompt: str) -> str:
    """Read one line. The end of the input leaves, as Ctrl-C does: it is never an answer.

    Nor is a line that the end cut off. Raises EOFError when the terminal itself is gone.
    """
    write(prompt)
    line = sys.stdin.readline()
    if not line.endswith("\n"):
        raise KeyboardInterrupt if sys.stdin.isatty() else EOFError
    return line.strip()
