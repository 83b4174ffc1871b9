"""The time in the Netherlands: its zone, and the day that it is there."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dutch(moment: datetime) -> datetime:
    """Return a moment by the Dutch clock."""
    return moment.astimezone(AMSTERDAM)


def day_of(moment: datetime) -> date:
    """Return the day that it is in the Netherlands at a moment."""
    return dutch(moment).date()
