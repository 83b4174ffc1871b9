"""What hours of one's own come to, and what in them is not what their author may have meant."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from crisiszorg_cli.directory.opening_hours import never_opens, status
from crisiszorg_cli.directory.own_hours import (
    CutNight,
    Replaced,
    Uncertain,
    next_week,
    remarks_on,
)
from crisiszorg_cli.dutch_time import AMSTERDAM

TODAY = date(2026, 11, 27)  # a Friday
NIGHTS = "Mo-Fr 17:00-08:00; Sa,Su,PH 00:00-24:00"


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        ('"op afspraak"', "2026-11-27T12:00", (None, None)),
        ("unknown", "2026-11-27T12:00", (None, None)),
        ('Mo-Fr 09:00-17:00 "bel eerst"', "2026-11-27T12:00", (None, None)),
        ('Mo-Fr 09:00-17:00 "bel eerst"', "2026-11-27T18:00", (False, None)),
        ("Mo-Fr 09:00-17:00; Sa unknown", "2026-11-27T12:00", (True, "2026-11-27T17:00")),
        ("Mo-Fr 09:00-17:00; Sa unknown", "2026-11-27T18:00", (False, None)),
        ("Mo-Fr 09:00-17:00; Sa unknown", "2026-11-28T12:00", (None, None)),
        ("Mo-Fr 09:00-17:00; Sa unknown", "2026-11-29T12:00", (False, "2026-11-30T09:00")),
        ('Mo-Fr 09:00-17:00; Sa off "dicht"', "2026-11-28T12:00", (False, "2026-11-30T09:00")),
    ],
)
def test_what_is_not_certain_is_not_known(
    hours: str, moment: str, expected: tuple[bool | None, str | None]
) -> None:
    """Neither unknown hours nor a comment is ever open; and what opens then, has no time."""
    is_open, changes = expected
    at = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
    known = datetime.fromisoformat(changes).replace(tzinfo=AMSTERDAM) if changes else None
    assert status(hours, at) == (is_open, known)
    assert not never_opens(hours, TODAY)


WORKING_DAYS = (0, 1, 2, 3, 4)
REMARKS = {
    NIGHTS: [CutNight((0,), time(8))],
    "Mo-Fr 17:00-08:00; Sa,Su 00:00-32:00": [CutNight((0,), time(8))],
    f"{NIGHTS}, Mo 00:00-08:00": [],
    "Mo-Fr 17:00-08:00; Sa,Su 00:00-24:00; Mo 00:00-08:00,17:00-24:00": [],
    "Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00": [
        Replaced("Mo-Fr 09:00-12:00", "Mo-Fr 13:00-17:00", WORKING_DAYS)
    ],
    "Mo-Su 09:00-17:00; Sa 10:00-12:00; PH off": [
        Replaced("Mo-Su 09:00-17:00", "Sa 10:00-12:00", (5,))
    ],
    "Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:00": [],
    "Mo-Fr 09:00-12:00,13:00-17:00; PH off": [],
    "Mo-Fr 09:00-17:00; Sa off; PH off": [],
    "Mo-Su 17:00-08:00": [],
    "Mo-Fr 08:00-24:00": [],
    "Mo-Su 00:00-24:00": [],
    "24/7": [],
    '"alleen; op afspraak"': [Uncertain('"alleen; op afspraak"')],
}


@pytest.mark.parametrize(("hours", "expected"), REMARKS.items(), ids=REMARKS)
def test_what_is_pointed_out(hours: str, expected: list[object]) -> None:
    """A rule that takes the place of another, a night that is cut, and what is unknown."""
    assert list(remarks_on(hours, TODAY)) == expected


def test_the_next_week() -> None:
    """Seven days, also over a change of the clock; a night is on two of them."""
    week = next_week(NIGHTS, date(2026, 3, 27))  # summer time begins on Sunday
    said = [[f"{s.start:%H:%M}-{s.end:%H:%M}" for s in day.spans] for day in week]
    night, whole, evening = ["00:00-08:00", "17:00-00:00"], ["00:00-00:00"], ["17:00-00:00"]
    assert said == [night, whole, whole, evening, night, night, night]
    assert [day.day.day for day in week] == [27, 28, 29, 30, 31, 1, 2]
    assert all(day.spans for day in next_week("24/7", TODAY))
    assert not any(day.spans for day in next_week("off", TODAY))
