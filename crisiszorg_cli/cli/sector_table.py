"""The table of a place on a terminal, and what is asked under it.

The table is drawn before anything is loaded that asks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli import streams
from crisiszorg_cli.cli.options import parse_moment
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.lookup import Lookup, Query, by_sector, for_place, sectors_at
from crisiszorg_cli.directory.services import is_national
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.contacts import Directory, Municipality, Place, Purpose, Sector
from crisiszorg_cli.render.layout import Line, plain
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.sector_table import call_text, table_lines
from crisiszorg_cli.render.show import show_now
from crisiszorg_cli.wording import contacts as words

if TYPE_CHECKING:
    from crisiszorg_cli.directory.own_numbers import Entered
    from crisiszorg_cli.interview.launch import Way
    from crisiszorg_cli.interview.sector_choice import Section


class Left(NamedTuple):
    """How a table was left: for another place, for the triage (of a sector), or for good."""

    for_place: bool = False
    for_triage: bool = False
    sector: Sector | None = None


class SectorTable(NamedTuple):
    """What the store has for a place, of each sector, at the moment that ``clock`` gives."""

    store: Store
    place: Place
    query: Query
    why: str
    clock: Callable[[], datetime]

    @property
    def directory(self) -> Directory:
        """The directory, with each number that was kept meanwhile."""
        return self.store.directory()

    @property
    def has_rows(self) -> bool:
        """Tell whether there is more than one sector to choose from."""
        whole_country = not isinstance(self.place, Municipality) and is_national(self.place)
        return not whole_country and len(sectors_at(self.place)) > 1 and self.query.sector is None

    def show(self, *, simple: bool) -> None:
        """Show the table, without asking anything."""
        room = Room(streams.terminal_width(), streams.terminal_height(), simple)
        if simple:
            streams.write(plain(self._lines(room), room.columns))
        else:
            show_now(self._lines(room))

    def ask(self, *, simple: bool, again: bool) -> Left:
        """Ask under the table what to see or do. ``again`` offers another place.

        Raises LeftError and KeyboardInterrupt as ``launch.apart``.
        """
        from crisiszorg_cli.interview.launch import apart  # noqa: PLC0415 - slow

        return apart(lambda way: self._ask(way, again=again), plain=simple)

    def _ask(self, way: Way, *, again: bool) -> Left:
        from crisiszorg_cli.interview.launch import keep_number  # noqa: PLC0415
        from crisiszorg_cli.interview.prompter import BACK, Key, Navigation  # noqa: PLC0415
        from crisiszorg_cli.interview.sector_choice import TRIAGE, SectorChoice  # noqa: PLC0415

        keys = [
            Key(str(n), words.SECTOR[sector], sector.value)
            for n, sector in enumerate(sectors_at(self.place), start=1)
        ]
        back = BACK._replace(label="andere plaats") if again else None
        around = (way.prompter, way.show, way.room, self._lines)

        def save(sector: str) -> None:
            entered = _prefilled(self._found(sector))
            if entered is not None:
                keep_number(way, self.store, day_of(parse_moment(None)), entered)

        reply, opened = SectorChoice(*around, keys, self._section, save, back).ask()
        sector = Sector(opened) if opened else None
        return Left(reply is Navigation.BACK, reply == TRIAGE, sector)

    def _lines(self, room: Room) -> Sequence[Line]:
        moment = self.clock()
        whole = for_place(self.directory, self.place, self.query, moment, everything=False)
        rows = by_sector(self.directory, self.place, self.query, moment)
        return table_lines(self.directory, whole, rows, room, self.why)

    def _section(self, sector: str) -> Section:
        from crisiszorg_cli.interview.sector_choice import Section  # noqa: PLC0415

        found = self._found(sector)
        lines = lookup_lines(self.directory, found, self.why, whole=True)
        return Section(tuple(lines), call_text(found), _prefilled(found) is not None)

    def _found(self, sector: str) -> Lookup:
        query = self.query._replace(sector=Sector(sector))
        return for_place(self.directory, self.place, query, self.clock(), everything=False)


def _prefilled(found: Lookup) -> Entered | None:
    """Return what is known of a crisis number that is missing, if one is."""
    from crisiszorg_cli.directory.own_numbers import prefilled  # noqa: PLC0415 - slow

    return prefilled(each for each in found.missing if each.purpose is Purpose.CRISIS)


def is_simple() -> bool:
    """Tell whether the person, or the terminal, wants lines only. Broken settings say nothing."""
    if os.environ.get("ACCESSIBLE") or os.environ.get("TERM", "").casefold() in _LINES_ONLY:
        return True
    from crisiszorg_cli.cli.settings import load_config  # noqa: PLC0415 - not for a pipe
    from crisiszorg_cli.errors import CrisiszorgError  # noqa: PLC0415

    try:
        return load_config().plain
    except CrisiszorgError:
        return False


_LINES_ONLY = ("dumb", "unknown")
