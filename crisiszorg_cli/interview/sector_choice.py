"""What can be done at the table of a lookup: a digit opens a sector, ``t`` goes back.

Where a sector has no number, ``x`` keeps one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crisiszorg_cli.interview.prompter import (
    BACK,
    CLOSE,
    DONE,
    SAVE,
    SAVE_KEY,
    Key,
    Navigation,
    Prompter,
)
from crisiszorg_cli.render.layout import BLANK, Line
from crisiszorg_cli.render.pages import Room, pages

TRIAGE = "triage"
_TRIAGE_KEY = Key("d", "triage", TRIAGE)  # t goes back, here as anywhere
_MORE = Key("m", "meer", "more")
_LEAVING = (DONE, CLOSE._replace(label=DONE.label))
_WIDE = 60  # columns, from which there is room for all keys
_UNDER_A_PAGE = 6  # lines for the number to call, the page and the keys


class Section(NamedTuple):
    """All that is known of one sector, and the number to keep in sight meanwhile.

    ``may_save`` tells whether a number is missing that could be kept.
    """

    lines: Sequence[Line]
    reminder: str
    may_save: bool = False


class SectorChoice(NamedTuple):
    """The table of one place, and how to ask and show.

    ``sectors`` are the keys of its rows, whose values ``section`` takes; ``save`` asks for the
    number that one of them lacks. ``back`` is the key that leaves for another place, if there is
    one.
    """

    prompter: Prompter
    show: Callable[[Iterable[Line]], None]
    room: Callable[[], Room]
    table: Callable[[Room], Sequence[Line]]
    sectors: Sequence[Key]
    section: Callable[[str], Section]
    save: Callable[[str], object]
    back: Key | None = None

    def ask(self) -> tuple[str | Navigation, str | None]:
        """Ask what to do, with the table on the screen, until it is left.

        Return how: ``TRIAGE`` with the sector that was open, if one was, or a navigation.
        """
        keys = [*self.sectors, _TRIAGE_KEY, *([self.back] if self.back else ()), *_LEAVING]
        while True:
            reply = self.prompter.ask_key("Welke sector?", "", keys)
            opened = None
            while any(reply == each.value for each in self.sectors):
                opened = str(reply)
                reply = self._read(opened)
                while reply == SAVE:
                    self.save(opened)
                    reply = self._read(opened)
            if opened is None or reply is not Navigation.BACK:
                return reply, opened
            self.show([BLANK, *self.table(self.room())])

    def _read(self, sector: str) -> str | Navigation:
        """Show a sector, page after page; return what was chosen after that."""
        lines, reminder, may_save = self.section(sector)
        room = self.room()
        limit = max(room.lines - _UNDER_A_PAGE, 5)
        shown = [tuple(lines)] if room.simple else pages(lines, room.columns, limit)
        others = [each for each in self.sectors if each.value != sector]
        keys = [*others, BACK, _TRIAGE_KEY, *_LEAVING]
        if may_save and room.columns >= _WIDE:
            keys.insert(0, SAVE_KEY)
        elif may_save:  # the other sectors are behind t: there is no room for both
            keys = [SAVE_KEY._replace(label="opslaan"), BACK, _TRIAGE_KEY, *_LEAVING]
        reply: str | Navigation = _MORE.value
        for number, page in enumerate(shown, start=1):
            self.show([BLANK, *page])
            more = [_MORE] if number < len(shown) else []
            of = f"Deel {number} van {len(shown)}." if len(shown) > 1 else "Verder?"
            reply = self.prompter.ask_key(of, "", [*more, *keys], reminder=reminder)
            if reply != _MORE.value:
                break
        return reply
