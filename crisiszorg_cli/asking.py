"""What every way of asking has in common: keys, moves, and the three kinds of question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Move(Enum):
    """A reply that is no answer."""

    BACK = "back"
    DONE = "done"
    OVERVIEW = "overview"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Key:
    """A key that answers, and what it stands for."""

    key: str
    label: str
    value: str | Move


BACK = Key("t", "terug", Move.BACK)
DONE = Key("k", "klaar", Move.DONE)
OVERVIEW = Key("o", "overzicht", Move.OVERVIEW)
WHY_KEY = "w"

Check = Callable[[str], bool | str]
"""Gives True, or the reason why a text will not do."""

Matches = Callable[[str], Sequence[tuple[str, str]]]
"""Gives (value, label) pairs that fit what was typed."""


def nothing_near(_typed: str) -> Sequence[tuple[str, str]]:
    """Give nothing: for lists in which no near match makes sense."""
    return ()


class Prompter(Protocol):
    """A way of asking. Each raises KeyboardInterrupt on Ctrl-C and at the end of the input."""

    def ask_key(
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        current: str | None = None,
        reminder: str = "",
    ) -> str | Move:
        """Ask for one key; ``why`` is shown on request, ``current`` is kept on Enter."""

    def ask_text(
        self, message: str, hint: str, default: str, check: Check, reminder: str = ""
    ) -> str:
        """Ask for one line of text."""

    def ask_from_list(
        self,
        message: str,
        matches: Matches,
        *,
        near: Matches = nothing_near,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
    ) -> str | Move:
        """Ask for one of many by typing part of it.

        ``near`` gives what looks like the text when nothing fits; it takes a choice of its
        own. ``current`` is kept on Enter.
        """
