"""What opening hours come to in an ordinary week, for what is read long after it was written.

A screen says whether somebody is open now; paper cannot. Pure; the moment is never asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from crisiszorg_cli.directory.opening_hours import ALWAYS, intervals, is_certain
from crisiszorg_cli.dutch_time import AMSTERDAM

_DAYS = 7
_WEEKS = 53
_MIDNIGHT = time(0)

Hours = tuple[tuple[time, time], ...]
"""When it is open on one day; a span that ends at 00:00 goes on until midnight."""

ALL_DAY: Hours = ((_MIDNIGHT, _MIDNIGHT),)


class Week(NamedTuple):
    """The hours of each day from Monday on, and those of holidays: None where as on any day.

    Several hours for holidays are as many as the holidays have among them.
    """

    days: tuple[Hours, ...]
    holidays: tuple[Hours, ...] = ()


@cache
def weekly(hours: str, first: date) -> Week | None:
    """Return what holds in every week of the year from a day on.

    None where no week stands for all: the hours change with the season, or leave something
    unknown.
    """
    if hours == ALWAYS:
        return Week((ALL_DAY,) * _DAYS)
    if not is_certain(hours):
        return None
    monday = first - timedelta(days=first.weekday())
    ordinary = list(_each_day(hours, monday, holidays=False))
    if any(day != ordinary[at % _DAYS] for at, day in enumerate(ordinary)):
        return None
    real = _each_day(hours, monday, holidays=True)
    other = [day for day, usual in zip(real, ordinary, strict=True) if day != usual]
    return Week(tuple(ordinary[:_DAYS]), tuple(dict.fromkeys(other)))


def _each_day(hours: str, monday: date, *, holidays: bool) -> Iterator[Hours]:
    days = (monday + timedelta(days=number) for number in range(_WEEKS * _DAYS + 1))
    midnights = [datetime.combine(day, _MIDNIGHT, AMSTERDAM) for day in days]
    found = intervals(hours, midnights[0], midnights[-1], holidays=holidays)
    spans = [(each.start, each.end) for each in found if each.is_open]
    return (tuple(_within(spans, *day)) for day in pairwise(midnights))


def _within(
    spans: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime
) -> Iterator[tuple[time, time]]:
    for opens, closes in spans:
        if opens < end and closes > start:
            yield _clock(max(opens, start)), _clock(min(closes, end))


def _clock(moment: datetime) -> time:
    return moment.time().replace(tzinfo=None)
