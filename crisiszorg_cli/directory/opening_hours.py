"""Opening hours and working days, with the Dutch public holidays.

A thin layer over the opening_hours library: hours are OSM ``opening_hours`` syntax in the
data, and the moment is always an argument, never the clock.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli.dutch_time import AMSTERDAM, day_of, dutch
from crisiszorg_cli.model.contacts import Timetable

if TYPE_CHECKING:
    from opening_hours import OpeningHours

HORIZON = timedelta(days=28 * 365 + 8)
"""How far ahead a change is looked for: the cycle of weekdays and leap years.

The library would search on to the year 9999: seconds for hours that never change.
"""

ALWAYS = "24/7"
LONG_AGO = date(2000, 1, 1)
"""From here on it is asked whether hours ever come, where today does not matter."""

_WORKING_DAYS = "Mo-Fr 00:00-24:00; PH off"
_OFFICES_OPEN = time(8)

OFFICE_HOURS = "Mo-Fr 09:00-17:00; PH off"
"""When an office answers whose hours no source gives: our reading, as for the regisseur."""


class Interval(NamedTuple):
    """A time in which nothing changes. ``is_open`` is None where the hours do not say it.

    That is where they say ``unknown``, or have a comment such as "op afspraak": the library
    calls that open, and whoever calls there at night would find nobody.
    """

    start: datetime
    end: datetime
    is_open: bool | None


@cache
def _parsed(hours: str, *, holidays: bool = True) -> "OpeningHours":
    # Slow to import, with its holidays; most lookups have a timetable and need none of it.
    import opening_hours

    # The holidays of all countries are unpacked for one of them, so not where none is named.
    named = any(word in hours.upper() for word in ("PH", "SH"))
    country = "NL" if holidays and named else None
    return opening_hours.OpeningHours(hours, country=country, timezone=AMSTERDAM)


def intervals(
    hours: str, start: datetime, end: datetime, *, holidays: bool = True
) -> Iterator[Interval]:
    """Return what hours amount to between two moments, each as long as nothing changes."""
    last: Interval | None = None
    for begins, until, state, comments in _parsed(hours, holidays=holidays).intervals(start, end):
        is_open = {"open": None if comments else True, "closed": False}.get(str(state))
        if last is not None and last.is_open is is_open:  # another comment is no change
            last = last._replace(end=until)
            continue
        if last is not None:
            yield last
        last = Interval(begins, until, is_open)
    if last is not None:
        yield last


def is_certain(hours: str) -> bool:
    """Tell whether hours say at every moment that it is open or closed."""
    return '"' not in hours and "unknown" not in hours.casefold()


@cache
def is_valid(hours: str) -> bool:
    """Tell whether this is OSM opening_hours syntax (English day names: Mo, Tu …, PH)."""
    import opening_hours

    return bool(opening_hours.validate(hours))


@cache
def never_opens(hours: str, since: date) -> bool:
    """Tell whether it is closed for good from a day on."""
    if hours == ALWAYS:
        return False
    start = datetime.combine(since, time(0), AMSTERDAM)
    end = start + HORIZON
    return all(each.is_open is False and each.end >= end for each in intervals(hours, start, end))


def status(
    hours: str | None, moment: datetime, timetable: Timetable | None = None
) -> tuple[bool | None, datetime | None]:
    """Tell whether it is open at the moment, and when that changes.

    Unknown hours give ``(None, None)``; hours that never change give no second value, nor does
    what is closed now and after that unknown. A timetable of these hours saves the library, for
    the moments that it covers.
    """
    if hours is None:
        return None, None
    if hours == ALWAYS:
        return True, None
    if timetable is not None and timetable.start <= moment.timestamp() < timetable.end:
        return _read(timetable, moment)
    # By way of UTC: the library knows only zones with a name, and a wall time that the
    # clock skips in March is then the hour that really comes.
    local = dutch(moment.astimezone(UTC))
    return _first_interval(hours, local)


def _first_interval(hours: str, local: datetime) -> tuple[bool | None, datetime | None]:
    """Tell whether it is open, and until when; None when that is beyond the horizon."""
    end = dutch(local.astimezone(UTC) + HORIZON)  # no wall time that the clock skips
    found = intervals(hours, local, end)
    now = next(found)
    if now.is_open is None or now.end >= end:
        return now.is_open, None
    opens_for_certain = now.is_open or next(found).is_open is not None
    return now.is_open, now.end if opens_for_certain else None


def timetable(hours: str, start: datetime, end: datetime) -> Timetable:
    """Work out when it opens and closes between two moments, and the first time after.

    For hours that are certain.
    """
    local = dutch(start.astimezone(UTC))
    found = intervals(hours, local, local + HORIZON)
    first, changes = bool(next(found).is_open), list[int]()
    for each in found:
        stamp = int(each.start.timestamp())
        if changes and changes[-1] == stamp:  # it lay in the hour that the clock skips
            changes.pop()
        elif changes and changes[-1] > end.timestamp():
            break
        else:
            changes.append(stamp)
    return Timetable(int(start.timestamp()), int(end.timestamp()), first, tuple(changes))


def _read(times: Timetable, moment: datetime) -> tuple[bool, datetime | None]:
    passed = bisect_right(times.changes, moment.timestamp())
    is_open = times.open_first == (passed % 2 == 0)
    if passed == len(times.changes):
        return is_open, None
    return is_open, datetime.fromtimestamp(times.changes[passed], AMSTERDAM)


def next_working_day(moment: datetime) -> date:
    """Return the first day to come that is no weekend and no public holiday.

    Before eight in the morning that can be today: the offices have yet to open.
    """
    early = dutch(moment).time() < _OFFICES_OPEN
    return _working_day_from(day_of(moment) if early else day_of(moment) + timedelta(days=1))


@cache
def _working_day_from(first: date) -> date:
    is_open, opens = _first_interval(_WORKING_DAYS, datetime.combine(first, time(0), AMSTERDAM))
    if is_open:
        return first
    if opens is None:  # cannot happen: there is always another Monday
        raise ValueError("geen volgende werkdag gevonden")
    return day_of(opens)
