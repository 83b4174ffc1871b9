"""Opening hours and working days, with the Dutch public holidays.

A thin layer over the opening_hours library: hours are OSM ``opening_hours`` syntax in the
data, and the moment is always an argument, never the clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import opening_hours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_WORKING_DAYS = "Mo-Fr 00:00-24:00; PH off"


@cache
def _parsed(hours: str) -> opening_hours.OpeningHours:
    return opening_hours.OpeningHours(hours, country="NL", timezone=AMSTERDAM)


def is_valid(hours: str) -> bool:
    """Tell whether this is OSM opening_hours syntax (English day names: Mo, Tu …, PH)."""
    return bool(opening_hours.validate(hours))


def status(hours: str | None, moment: datetime) -> tuple[bool | None, datetime | None]:
    """Tell whether it is open at the moment, and when that changes.

    Unknown hours give ``(None, None)``; hours that never change give no second value.
    """
    if hours is None:
        return None, None
    if hours == "24/7":
        return True, None
    parsed = _parsed(hours)
    # By way of UTC: the library knows only zones with a name, and a wall time that the
    # clock skips in March is then the hour that really comes.
    local = moment.astimezone(UTC).astimezone(AMSTERDAM)
    return parsed.is_open(local), parsed.next_change(local)


def next_working_day(moment: datetime) -> date:
    """Give the first day after the moment that is no weekend and no public holiday."""
    tomorrow = moment.astimezone(AMSTERDAM).date() + timedelta(days=1)
    start = datetime.combine(tomorrow, time(0), AMSTERDAM)
    days = _parsed(_WORKING_DAYS)
    if days.is_open(start):
        return tomorrow
    opens = days.next_change(start)
    if opens is None:  # cannot happen: there is always another Monday
        raise ValueError("geen volgende werkdag gevonden")
    return opens.date()
