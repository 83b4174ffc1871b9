"""What every way of asking has in common: keys, and the three kinds of question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol, Self

from crisiszorg_cli.model.content import UNKNOWN


class Navigation(Enum):
    """A reply that is no answer."""

    BACK = "back"
    DONE = "done"
    OVERVIEW = "overview"
    RESUME = "resume"
    CLOSE = "close"


class Key(NamedTuple):
    """A key that answers, and what it stands for; one that is ``alone`` has a row of its own."""

    key: str
    label: str
    value: str | Navigation
    alone: bool = False


BACK = Key("t", "terug", Navigation.BACK)
DONE = Key("k", "klaar", Navigation.DONE)
OVERVIEW = Key("o", "overzicht", Navigation.OVERVIEW)
CHANGE = Key("o", "wijzig", Navigation.OVERVIEW)
ENTER = "Enter"
"""The key of a choice that Enter alone makes."""
CLOSE = Key(ENTER, "afsluiten", Navigation.CLOSE)
WHY_KEY = "w"
WHY = Key(WHY_KEY, "waarom", WHY_KEY)

DEVIATE, PREPARE, SAVE = "deviate", "prepare", "save"
SAVE_KEY = Key("x", "nummer opslaan", SAVE)

UNKNOWN_KEY = Key("?", "weet ik niet", UNKNOWN)
SAME_AS_UNKNOWN = ("?", "/")
"""The key of ``?``, with and without Shift."""

_IN_ORDER = ("j", "n", "?")  # answers that digits give too, where these mean nothing else


def previous_answer(answer: str) -> str:
    """Say what was answered before."""
    return f"Was: {answer}. Enter houdt dit."


def label_of(answer: str) -> str:
    """Write an answer in text as a person would."""
    return UNKNOWN_KEY.label if answer == UNKNOWN_KEY.value else answer


def key_pressed(typed: str, keys: Sequence[Key]) -> Key | None:
    """Return the key that was pressed: ``/`` is ``?``, and 1, 2, 3 are yes, no and not known.

    Where digits are keys of their own, that is all they are.
    """
    by_key = {key.key: key for key in keys}
    if typed in by_key:
        return by_key[typed]
    if typed in SAME_AS_UNKNOWN:
        return by_key.get(UNKNOWN_KEY.key)
    if any(key.isdecimal() for key in by_key) or _IN_ORDER[0] not in by_key:
        return None
    return by_key.get(dict(zip("123", _IN_ORDER, strict=True)).get(typed, ""))


def key_typed(text: str, keys: Sequence[Key]) -> Key | None:
    """Return the key that was typed alone in a line of text."""
    return key_pressed(text.strip().casefold(), keys)


class Above(str):
    """What stays in sight above a question: whom to call, if that is known.

    ``quiet`` stands under it, less loud: how far it is and what was answered last. ``which``
    says in words which question it is, and ``number`` is that number.
    """

    __slots__ = ("number", "quiet", "which")

    def __new__(cls, loud: str = "", quiet: str = "", which: str = "", number: int = 0) -> Self:
        """Make it of its parts."""
        above = super().__new__(cls, loud)
        above.quiet, above.which, above.number = quiet, which, number
        return above

    quiet: str
    which: str
    number: int


Check = Callable[[str], bool | str]
"""Gives True, or the reason why a text will not do."""

Matches = Callable[[str], Sequence[tuple[str, str]]]
"""Gives (value, label) pairs that fit what was typed."""


def _nothing(_typed: str) -> Sequence[tuple[str, str]]:
    return ()


class OptionSearch(NamedTuple):
    """A list that is searched by typing, from certain to doubtful.

    ``exact`` gives what Enter alone may choose, and the whole list for no text at all.
    ``fitting`` holds what was typed: if it is one, it is asked whether that is meant.
    ``alike`` only looks like it, and takes a choice of its own. With ``digits`` the first nine
    after the top of the list have one, that chooses at once as long as nothing was typed.
    """

    exact: Matches
    fitting: Matches = _nothing
    alike: Matches = _nothing
    digits: bool = False

    def found(self, typed: str) -> Sequence[tuple[str, str]]:
        """Return the best there is."""
        return self.exact(typed) or self.fitting(typed) or self.alike(typed)

    def meant(self, typed: str) -> tuple[str, str] | None:
        """Return the one that fits, to ask whether it is meant."""
        found = () if self.exact(typed) else self.fitting(typed)
        return found[0] if len(found) == 1 else None


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
    ) -> str | Navigation:
        """Ask for one key; ``why`` is shown on request, ``current`` is kept on Enter."""

    def ask_text(  # noqa: PLR0913 - all that stands on one prompt
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
        """Ask for one line of text; a key that is typed alone gives its value.

        Enter alone keeps ``current``, which ``check`` is asked about as well. ``why`` is shown
        on request, ``note`` always.
        """

    def ask_from_list(  # noqa: PLR0913 - all that stands on one prompt
        self,
        message: str,
        why: str,
        search: OptionSearch,
        *,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for one of many by typing part of it; ``current`` is kept on Enter."""
