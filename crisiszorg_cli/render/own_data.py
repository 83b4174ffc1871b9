"""Own data in words: when own services are open next week, and what its author should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set as AbstractSet
from datetime import date
from itertools import groupby

from crisiszorg_cli.directory.own_hours import (
    CutNight,
    Day,
    InFuture,
    OwnRemark,
    Replaced,
    Span,
    Uncertain,
    next_week,
    remarks_on_own,
)
from crisiszorg_cli.model.content import Content, Directory
from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.wording import contacts as words
from crisiszorg_cli.wording.triage import ITEM

_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_WORKING_WEEK = tuple(range(5))
_NOT_KNOWN = "openingstijden niet bekend"
_MIDNIGHT = "24:00"


def overlay_lines(
    content: Content, files: Sequence[str], today: date, differences: Sequence[str] = ()
) -> Iterator[Line]:
    """Name the overlays and every item that comes from one, and say when they are open.

    Of a practice's whole data: the folder, and what it has otherwise than the program.
    """
    directory = content.directory
    practice = directory.practice
    if practice is not None:
        yield Line(Role.TEXT, f"Map: {practice} (alle gegevens, in plaats van die van crisis)")
        yield from (Line(Role.TEXT, f"Bestand: {file}") for file in files)
        yield Line(Role.HEADING, f"Anders dan in crisis zelf: {len(differences)}")
        yield from _named(differences)
        yield from week_lines(directory, _services(differences), today)
        yield from remark_lines(directory, today, frozenset(differences))
        return
    if not files:
        yield Line(Role.TEXT, "U hebt geen eigen gegevens. Sla een nummer op met:")
        yield Line(Role.LINK, "crisis overlay add")
        return
    yield from (Line(Role.TEXT, f"Bestand: {file}") for file in files)
    own = sorted(directory.own)
    rung = list(_rung(directory))
    if own or not rung:
        text = f"Eigen gegevens: {len(own)}" if own else "Niets uit deze bestanden."
        yield Line(Role.HEADING, text)
    yield from _named(own)
    yield from rung
    yield from week_lines(directory, _services(own), today)
    yield from remark_lines(directory, today)


def _rung(directory: Directory) -> Iterator[Line]:
    """Name the numbers that somebody rang, and those that became another one since."""
    for service in directory.services.values():
        if service.rung:
            yield Line(Role.ITEM, f"{words.rung_text(service.rung)[:-1]}: dienst {service.id}")
        elif service.verified:
            digits = service.verified.phone.digits
            text = f"dienst {service.id}: nagebeld is {digits}, nu is het een ander. Bel opnieuw."
            yield Line(Role.WARNING, text)


def _services(names: Iterable[str]) -> Iterator[str]:
    """Return the ids of the services among items."""
    kinds = (name.partition(":") for name in names)
    return (id_ for kind, _, id_ in kinds if kind == "service")


def _named(items: Iterable[str]) -> Iterator[Line]:
    """Name items by the Dutch word for their kind and their id."""
    for item in items:
        kind, _, id_ = item.partition(":")
        yield Line(Role.ITEM, f"{ITEM[kind]} {id_}")


def week_lines(directory: Directory, ids: Iterable[str], today: date) -> Iterator[Line]:
    """Say for each of these services when it is open in the next seven days."""
    services = [directory.services[id_] for id_ in ids if id_ in directory.services]
    if not services:
        return
    yield BLANK
    yield Line(Role.HEADING, "Openingstijden, de komende zeven dagen")
    for service in services:
        yield Line(Role.STRONG, f"{service.name} ({service.id})")
        yield from (Line(Role.ITEM, text) for text in hours_texts(service.hours, today))


def remark_lines(
    directory: Directory, today: date, names: AbstractSet[str] | None = None
) -> Iterator[Line]:
    """Point out what the author of own data may not have meant; ``names`` limits the items."""
    for remark in remarks_on_own(directory, today):
        if names is None or f"{remark.kind}:{remark.id}" in names:
            yield Line(Role.WARNING, remark_text(remark))


def remark_text(remark: OwnRemark) -> str:
    """Say which item it is about, and what."""
    return f"{ITEM[remark.kind].lower()} {remark.id}: {remark_about(remark.about)}"


def remark_about(about: Replaced | CutNight | Uncertain | InFuture) -> str:
    """Say what to look at, of any item."""
    match about:
        case Replaced(earlier, later, weekdays):
            return (
                f"op {_days(weekdays)} geldt '{later}' in plaats van '{earlier}'."
                " Gelden ze beide? Zet er dan een komma tussen."
            )
        case CutNight(weekdays, until):
            more = ",".join(_OSM_DAYS[day] for day in weekdays)
            return (
                f"op {_days(weekdays)} sluit het om 00:00, terwijl andere nachten doorlopen."
                f" Hoort die nacht erbij? Zet erachter: , {more} 00:00-{until:%H:%M}"
            )
        case Uncertain():
            return (
                "bij 'unknown' en bij tekst tussen aanhalingstekens zijn de tijden onbekend."
                " Zet uitleg in hours_note."
            )
        case InFuture(checked):
            return f"nagelezen op {words.short_date(checked)}, een dag die nog komt."


def _days(weekdays: tuple[int, ...]) -> str:
    if weekdays == _WORKING_WEEK:
        return "maandag tot en met vrijdag"
    *others, last = [words.WEEKDAYS[day] for day in weekdays]
    return f"{', '.join(others)} en {last}" if others else last


def hours_texts(hours: str | None, today: date) -> Iterator[str]:
    """Say what hours come to in the next seven days."""
    if hours is None:
        yield _NOT_KNOWN
        return
    for said, grouped in groupby(next_week(hours, today), key=_spans_text):
        days = list(grouped)
        first, last = _day_text(days[0]), _day_text(days[-1])
        when = first if len(days) == 1 else f"{first} tot en met {last}"
        yield f"{when}: {said}"


def _day_text(day: Day) -> str:
    return f"{words.WEEKDAYS[day.day.weekday()][:2]} {day.day.day}-{day.day.month}"


def _spans_text(day: Day) -> str:
    if not day.spans:
        return "gesloten"
    return " en ".join(map(_span_text, day.spans))


def _span_text(span: Span) -> str:
    end = _MIDNIGHT if span.end.date() > span.start.date() else f"{span.end:%H:%M}"
    start = f"{span.start:%H:%M}"
    if (start, end) == ("00:00", _MIDNIGHT):
        return "dag en nacht" if span.known else _NOT_KNOWN
    return f"{start} tot {end}{'' if span.known else ' niet bekend'}"
