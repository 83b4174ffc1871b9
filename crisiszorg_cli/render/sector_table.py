"""The answer to a lookup as a table: a row for each sector, so that no number scrolls away.

A row has the number to call first, or the page, or says that there is none. What changes what is
dialled stands under it; all the rest is one key away, in the lines of that sector alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crisiszorg_cli.directory.lookup import Lookup
from crisiszorg_cli.directory.services import cautions
from crisiszorg_cli.model.contacts import Contact, Directory, Municipality, Purpose, Sector, Service
from crisiszorg_cli.render.context import GIVEN, lookup_context, purpose_lines
from crisiszorg_cli.render.layout import ELLIPSIS, Line, Role, Tone, fill, row, sentence, worded
from crisiszorg_cli.render.lookup import place_lines
from crisiszorg_cli.render.pages import ALWAYS, Block, Room, parted
from crisiszorg_cli.wording import contacts as words

MOST_LINES = 14
UNDER_THE_TABLE = 4
"""Lines for the question under it and its keys, where the screen is narrow."""

_NARROW = 64  # columns: with fewer a sector takes two lines
_DECIDES, _NOTICE, _APART, _ELSE, _USE = range(1, 6)  # weights, as pages.fitted has them
_INDENT = "    "
_NO_NUMBER = "geen nummer"
_NO_LIMIT = 1000
_PARENTHESES = re.compile(r" \([^)]*\)")


class _Row(NamedTuple):
    """One sector: whom to call first there, how many others there are, and what else."""

    key: str
    sector: Sector
    lookup: Lookup

    @property
    def contacts(self) -> list[Contact]:
        """Those for a crisis, in the order in which to call."""
        return [c for c in self.lookup.contacts if c.purpose is Purpose.CRISIS]

    @property
    def first(self) -> Contact | None:
        return next(iter(self.contacts), None)

    @property
    def service(self) -> Service | None:
        return self.first.service if self.first else None

    @property
    def number(self) -> str | None:
        service = self.service
        if service is None or service.phone is None:
            return None
        return service.display or service.phone.digits


def table_lines(
    directory: Directory,
    whole: Lookup,
    sectors: Sequence[tuple[Sector, Lookup]],
    room: Room,
    why: str = GIVEN,
) -> tuple[Line, ...]:
    """Show what is known for a place; where there is no room for all, what may wait is left out.

    ``whole`` is the lookup of the place, ``sectors`` that of each sector alone; the keys are
    their places in the list. In the simple mode nothing is left out.
    """
    rows = [_Row(str(n), *each) for n, each in enumerate(sectors, start=1)]
    blocks = list(_heading(directory, whole, room, why))
    status = max(len(_status(each)) for each in rows)
    number = max(len(each.number or _NO_NUMBER) for each in rows)
    for each in rows:
        blocks += _sector(directory, each, room, (number, status))
    blocks += _below(rows, room)
    broken = (
        Block(block.weight, tuple(piece for line in block.lines for piece in _broken(line, room)))
        for block in blocks
    )
    return parted(broken, room.columns, _limit(room)).shown


def _limit(room: Room) -> int:
    if room.simple:
        return _NO_LIMIT
    left = max(room.lines - UNDER_THE_TABLE, 1)
    return left if _is_narrow(room) else min(MOST_LINES, left)


def _is_narrow(room: Room) -> bool:
    return room.columns < _NARROW and not room.simple


def _broken(line: Line, room: Room) -> Iterator[Line]:
    """Break a line that is too long here, so that it can be drawn at once."""
    if line.role is Role.TITLE or len(line.parts) > 1:
        yield line
        return
    text, role = worded(line), line.parts[0].role if line.parts else line.role
    indent = _INDENT if text.startswith(" ") or line.role is Role.WARNING else ""
    for piece in fill(text, room.columns, indent).splitlines():
        yield row(Line(role, piece))


def call_text(lookup: Lookup) -> str:
    """Name the number of one sector to call first, to keep in sight; nothing without one."""
    contact = next((c for c in lookup.contacts if c.purpose is Purpose.CRISIS), None)
    if contact is None or contact.service.phone is None:
        return ""
    closed = " (nu gesloten)" if contact.open is False else ""
    return f"Bel {contact.service.display or contact.service.phone.digits}{closed}"


# -- heading --------------------------------------------------------------------------------------


def _heading(directory: Directory, whole: Lookup, room: Room, why: str) -> Iterator[Block]:
    """Name place, moment and data, and the regions of the place that count for a sector."""
    assert whole.place is not None  # noqa: S101 - a table is of a place
    title, *regions = place_lines(directory, whole.place, whole.place_name)
    context = lookup_context(directory, whole, why)
    moment, *others = context._replace(place=None).parts()
    beside: list[str] = []
    rest = [moment, why, *others]
    while rest and len(f" {title.text}   {' · '.join([*beside, rest[0]])}") < room.columns:
        beside.append(rest.pop(0))
    yield Block(ALWAYS, (title._replace(beside=" · ".join(beside)),))
    if rest:
        yield Block(ALWAYS, (Line(Role.NOTE, " · ".join(rest)),))
    if _is_narrow(room) and isinstance(whole.place, Municipality):
        care = directory.regions[whole.place.care_region].name
        youth = directory.regions[whole.place.youth_region].name
        regions = [Line(Role.NOTE, f"{care}; jeugd: {youth}")]
    yield from (Block(ALWAYS, (line,)) for line in regions)
    for each in whole.notices:
        yield Block(_NOTICE, (Line(Role.WARNING, words.notice_text(each)),))


# -- one sector -----------------------------------------------------------------------------------


def _sector(
    directory: Directory, each: _Row, room: Room, widths: tuple[int, int]
) -> Iterator[Block]:
    key = Line(Role.HEADING, f"[{each.key}] ")
    name = Line(Role.STRONG, f"{words.SECTOR[each.sector]:<7}")
    number, status = widths
    shown = each.number
    call = Line(
        Role.NUMBER if shown else Role.NOTE,
        f"{shown or _NO_NUMBER:<{number}}",
        tone=Tone.YELLOW if each.first and each.first.open is False and shown else None,
    )
    if room.simple:
        yield Block(ALWAYS, _as_lines(directory, each, call))
    elif _is_narrow(room):
        yield Block(ALWAYS, (row(key, name, call), _second(directory, each, room.columns)))
    else:
        state = Line(Role.TEXT, f"  {_status(each):<{status}}  ")
        left = room.columns - len(key.text + name.text + call.text + state.text) - 1
        beside = Line(Role.TEXT, _rest(directory, each, left))
        yield Block(ALWAYS, (row(key, name, call, state, beside),))
    yield from _under(directory, each, room)


def _second(directory: Directory, each: _Row, columns: int) -> Line:
    """Return what stands under the number where that has no room beside it."""
    state = f"{_INDENT}{_status(each)} · " if _status(each) else _INDENT
    return row(Line(Role.TEXT, f"{state}{_rest(directory, each, columns - len(state) - 1)}"))


def _as_lines(directory: Directory, each: _Row, call: Line) -> tuple[Line, ...]:
    """Return a sector for the simple mode: the number alone on its line, and nothing cut off."""
    status = f"{_status(each)} · " if _status(each) else ""
    beside = Line(Role.TEXT, f"{status}{_rest(directory, each, _NO_LIMIT)}")
    return (Line(Role.HEADING, f"{each.key}. {words.SECTOR[each.sector]}"), row(call), beside)


def _status(each: _Row) -> str:
    contact = each.first
    if contact is None or each.number is None:
        return ""
    return words.short_status(contact.open, contact.changes_at, each.lookup.moment)


def _rest(directory: Directory, each: _Row, width: int) -> str:
    """Name who answers, or the page, with the marks that must not be lost."""
    service = each.service
    more = len(each.contacts) - 1
    marks = [f"en nog {more}"] if more > 0 else []
    if service is not None and f"service:{service.id}" in directory.own:
        marks.append("vertrouwelijk" if service.confidential else "eigen")
    if _doubtful(each):
        marks.append("LET OP" if _decides(directory, each) else "let op")
    end = "".join(f" · {mark}" for mark in marks)
    return f"{_cut(_named(each), width - len(end))}{end}"


def _named(each: _Row) -> str:
    service = each.service
    if service is not None and each.number is not None:
        menu = f"keuzemenu: {service.menu} · " if service.menu else ""
        return f"{menu}{service.name}"
    page = service.page if service else next((m.page for m in each.lookup.missing), None)
    if page is not None:
        return page.partition("://")[2].removeprefix("www.").removesuffix("/")
    return "zie de lijst van uw praktijk of HAP" if each.sector is Sector.GGZ else "ook geen pagina"


def _doubtful(each: _Row) -> bool:
    """Tell whether the sector's own lines hold a caution about what stands in the row."""
    if each.first is not None:
        return bool(cautions(each.first.service, each.sector)) or each.first.overdue
    return any(m.page and m.region.office_caution for m in each.lookup.missing)


def _cut(text: str, width: int) -> str:
    """Shorten a name between words; a page after its site. The whole is one key away."""
    if len(text) <= width:
        return text
    kept = text[: max(width - 1, 1)]
    for sign in (" ", "/"):
        if sign in kept:
            return f"{kept.rpartition(sign)[0].rstrip(' ,/(·')}{ELLIPSIS}"
    return f"{kept}{ELLIPSIS}"


def _decides(directory: Directory, each: _Row) -> bool:
    """Tell whether a caution changes what is dialled; what is the user's own always may."""
    service = each.service
    if service is None or not service.caution:
        return False
    return service.caution_decides or f"service:{service.id}" in directory.own


def _under(directory: Directory, each: _Row, room: Room) -> Iterator[Block]:
    """Say what changes what is dialled, for which part it is, and what may be tried besides."""
    service = each.service
    if service is not None and _decides(directory, each):
        text = f"{_INDENT}Let op: {service.caution}"
        yield Block(_DECIDES, (row(Line(Role.WARNING, text)),))
    if service is not None and service.scope and each.number:
        # Who stands in for the whole country is for that alone; else it is a hint.
        stands_in = any(missing.sector is each.sector for missing in each.lookup.missing)
        scope = _PARENTHESES.sub("", service.scope) if _is_narrow(room) else service.scope
        text = f"{_INDENT}{'alleen ' * stands_in}{sentence(scope)}"
        yield Block(ALWAYS if stands_in else _ELSE, (Line(Role.NOTE, text),))
    if each.number is None:
        yield from _possible(each, room)


def _possible(each: _Row, room: Room) -> Iterator[Block]:
    """Show the first of the last known numbers, apart; one that is closed now is not offered."""
    for contact in each.lookup.possible:
        phone = contact.service.phone
        if contact.purpose is Purpose.CRISIS and contact.open is not False and phone is not None:
            number = contact.service.display or phone.digits
            text = f"{_INDENT}{words.POSSIBLE.lower()}:"
            whole = f"{text} {number}"
            parts = (whole,) if len(whole) < room.columns else (text, f"{_INDENT}{number}")
            yield Block(_APART, tuple(Line(Role.NOTE, part) for part in parts))
            return


# -- below ----------------------------------------------------------------------------------------


def _below(rows: Sequence[_Row], room: Room) -> Iterator[Block]:
    """Say what to do where nobody can be called, and what the table is for."""
    if all(each.sector is not Sector.JEUGD for each in rows):
        text = f"{_INDENT}Jeugd: geef de gemeente; daarvoor telt de jeugdregio."
        yield Block(_NOTICE, (Line(Role.NOTE, text),))
    yield Block(ALWAYS, (Line(Role.STRONG, words.LIFE_DANGER),))
    if not all(each.number and each.first and each.first.open is not False for each in rows):
        text = words.NOBODY_BRIEFLY if _is_narrow(room) else words.NOBODY
        yield Block(ALWAYS, (Line(Role.TEXT, text),))
    yield from (Block(_USE, (line,)) for line in purpose_lines())
