"""The time in the Netherlands: its zone, and the day that it is there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dutch(moment: datetime) -> datetime:
    """Return a moment by the Dutch clock."""
    return moment.astimezone(AMSTERDAM)


def day_of(moment: datetime) -> date:
    """Return the day that it is in the Netherlands at a moment."""
    return dutch(moment).date()


@cache
def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; one that this month does not have is its last."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    within = first + timedelta(days=day.day - 1)
    return within if within.month == first.month else within - timedelta(days=within.day)
