"""For what time and place an answer is, why that place, and by which data: one line."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from crisiszorg_cli.directory.lookup import Lookup
from crisiszorg_cli.model.contacts import Directory, Municipality
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.wording import contacts as words

GIVEN = "opgegeven"
CHOSEN = "gekozen"


class Context(NamedTuple):
    """What an answer rests on. ``why`` says where the place came from, if one was asked for."""

    moment: datetime
    checked: date | None
    place: str | None = None
    why: str = GIVEN
    own: bool = False

    def text(self, *, dated: bool = False) -> str:
        """Return the line; for a record with the date of the moment."""
        return " · ".join(self.parts(dated=dated))

    def parts(self, *, dated: bool = False) -> list[str]:
        """Return what the line consists of."""
        parts = [words.dated_moment(self.moment) if dated else words.short_moment(self.moment)]
        if self.place is not None:
            parts.append(f"{self.place} ({self.why})")
        if self.checked is not None:
            parts.append(f"gegevens {words.short_date(self.checked)}")
        if self.own:
            parts.append("eigen gegevens")
        return parts


def context_line(context: Context) -> Line:
    """Return the line as it stands on a screen."""
    return Line(Role.NOTE, context.text())


def purpose_lines() -> Iterator[Line]:
    """Say what an answer is for, and what it is not: one line, the last of all."""
    yield Line(Role.NOTE, words.INTENDED_USE)


def lookup_context(directory: Directory, result: Lookup, why: str = GIVEN) -> Context:
    """Return what the answer to a lookup rests on."""
    place = result.place
    name = result.place_name or (place.name if place else None)
    own = bool(own_of_lookup(directory, result)) or directory.practice is not None
    return Context(result.moment, directory.checked, name, why, own)


def own_of_lookup(directory: Directory, result: Lookup) -> tuple[str, ...]:
    """Return what is the user's own of all that a lookup shows, as ``kind:id``."""
    shown = [f"service:{c.service.id}" for c in (*result.contacts, *result.possible)]
    shown += [f"service:{each.service.id}" for each in result.perhaps]
    shown += [f"region:{region.id}" for region in result.regions]
    shown += [f"office:{office.id}" for office in result.offices]
    if isinstance(result.place, Municipality):
        shown.append(f"municipality:{result.place.id}")
    return own_among(directory, shown)


def own_among(directory: Directory, shown: Iterable[str]) -> tuple[str, ...]:
    """Return which of these, as ``kind:id``, come from the user's own data."""
    return tuple(item for item in dict.fromkeys(shown) if item in directory.own)
