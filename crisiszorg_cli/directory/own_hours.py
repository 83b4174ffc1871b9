"""What the author of own hours may not have meant, and what they come to in the next week.

The syntax of OSM has rules that few people expect: a later rule takes the place of an earlier one
on its days, and a night belongs to the day on which it begins. Nothing here is a fault: it is
pointed out in words. Pure; used where own data is shown or checked, never in a lookup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from crisiszorg_cli.directory.opening_hours import ALWAYS, Interval, intervals, is_certain
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.contacts import Directory

MAX_RULES = 12
"""Of more, nothing is said about what takes the place of what: no list of a practice has them."""

_YEAR = timedelta(days=364)
_DAY = timedelta(days=1)
_RULES = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not those between quotes
_OFF = re.compile(r"\b(?:off|closed)\b")


class Span(NamedTuple):
    """A part of one day on which it is open, or on which that is not known."""

    start: datetime
    end: datetime
    known: bool


class Day(NamedTuple):
    """One day, and when it is open then."""

    day: date
    spans: tuple[Span, ...]


class Replaced(NamedTuple):
    """A later rule of hours that holds in place of an earlier one, on these days of the week."""

    earlier: str
    later: str
    weekdays: tuple[int, ...]


class CutNight(NamedTuple):
    """Days of the week on which it closes at midnight, while other nights go on until a time."""

    weekdays: tuple[int, ...]
    until: time


class Uncertain(NamedTuple):
    """Hours of which a part is unknown, or has a comment that only a person understands."""

    hours: str


class InFuture(NamedTuple):
    """A source that was read on a day that is still to come."""

    checked: date


class OwnRemark(NamedTuple):
    """What to look at again in own data: of which kind of item, which one, and what."""

    kind: str
    id: str
    about: Replaced | CutNight | Uncertain | InFuture


def next_week(hours: str, first: date) -> tuple[Day, ...]:
    """Return seven days and when it is open on each."""
    days = [first + timedelta(days=number) for number in range(8)]
    starts = [datetime.combine(day, time(0), AMSTERDAM) for day in days]
    if hours == ALWAYS:
        ends = pairwise(starts)
        return tuple(Day(s.date(), (Span(s, e, known=True),)) for s, e in ends)
    open_ = [each for each in intervals(hours, starts[0], starts[-1]) if each.is_open is not False]
    return tuple(
        Day(
            start.date(),
            tuple(
                Span(max(each.start, start), min(each.end, end), known=each.is_open is True)
                for each in open_
                if each.start < end and each.end > start
            ),
        )
        for start, end in pairwise(starts)
    )


def remarks_on_own(directory: Directory, today: date) -> Iterator[OwnRemark]:
    """Point out what the author of own data may not have meant."""
    for name in sorted(directory.own):
        kind, _, id_ = name.partition(":")
        if kind == "service" and (hours := directory.services[id_].hours) is not None:
            for about in remarks_on(hours, today):
                yield OwnRemark(kind, id_, about)
        if kind == "source":
            checked = directory.sources[id_].checked
            if checked is not None and checked > today:
                yield OwnRemark(kind, id_, InFuture(checked))


def remarks_on(hours: str, today: date) -> Iterator[Replaced | CutNight | Uncertain]:
    """Point out what hours may say that nobody meant; they are valid."""
    if hours == ALWAYS:
        return
    if not is_certain(hours):
        yield Uncertain(hours)
    rules = [rule.strip() for rule in _RULES.split(hours) if rule.strip()]
    start = datetime.combine(today, time(0), AMSTERDAM)
    if len(rules) <= MAX_RULES:
        yield from _replaced([rule for rule in rules if not _OFF.search(rule)], start)
    nights = _night_ends(rules, start)
    if nights and (cut := _closed_at_midnight(hours, start)):
        yield CutNight(cut, max(nights))


def _replaced(rules: Iterable[str], start: datetime) -> Iterator[Replaced]:
    """Find rules of which a part does not hold, because a later one has those days."""
    end = start + _YEAR
    for earlier, later in combinations(rules, 2):
        both = f"{earlier}; {later}"
        closed = [i for i in intervals(both, start, end, holidays=False) if i.is_open is False]
        alone = [
            i for i in intervals(earlier, start, end, holidays=False) if i.is_open is not False
        ]
        days = {max(one.start, other.start).weekday() for one, other in _overlaps(alone, closed)}
        if days:
            yield Replaced(earlier, later, tuple(sorted(days)))


def _overlaps(ones: list[Interval], others: list[Interval]) -> Iterator[tuple[Interval, Interval]]:
    """Return each pair that has time in common; both are in order."""
    at = 0
    for one in ones:
        while at < len(others) and others[at].end <= one.start:
            at += 1
        for other in others[at:]:
            if other.start >= one.end:
                break
            yield one, other


def _night_ends(rules: Iterable[str], start: datetime) -> set[time]:
    """Return at which times a night ends that begins on the day before, of any rule."""
    ends: set[time] = set()
    for rule in rules:
        for each in intervals(rule, start, start + 14 * _DAY, holidays=False):
            through = each.start.date() < each.end.date() and each.end - each.start < _DAY
            if each.is_open is not False and through and each.end.time() != time(0):
                ends.add(each.end.timetz().replace(tzinfo=None))
    return ends


def _closed_at_midnight(hours: str, start: datetime) -> tuple[int, ...]:
    """Return on which days of the week it closes as the day begins."""
    found = intervals(hours, start, start + _YEAR, holidays=False)
    days = {
        each.end.weekday()
        for each, after in pairwise(found)
        if each.is_open and after.is_open is False and each.end.time() == time(0)
    }
    return tuple(sorted(days))
