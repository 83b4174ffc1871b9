"""Opening hours worked out beforehand: the library's own answer, at every quarter of an hour."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.directory import opening_hours as hours
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.contacts import Timetable
from crisiszorg_cli.wording import contacts as labels
from tests.effort import THOROUGH, each
from tests.shipped import DIRECTORY

BOOK = DIRECTORY
HOURS = sorted({s.hours for s in BOOK.services.values() if s.hours and s.hours != "24/7"})
MORE = ["Mo-Su 08:00-24:00", "Mo-Fr 17:00-08:00; Sa,Su,PH 00:00-24:00", "Dec 24 09:00-17:00", "off"]
EVERY = [*HOURS, *MORE]

START = datetime(2026, 1, 1, tzinfo=AMSTERDAM)
END = datetime(2029, 1, 1, tzinfo=AMSTERDAM)
QUARTER = 15 * 60
OFFICE = "Mo-Fr 09:00-17:00; PH off"
EVENING = "Mo-We 09:00-17:00; Th-Su 09:00-22:00"

each_string = pytest.mark.parametrize("text", EVERY)


@cache
def table_of(text: str) -> Timetable:
    """Return the timetable of these hours for three years."""
    return hours.timetable(text, START, END)


@cache
def of_four_years(text: str) -> Timetable:
    """Return the timetable of these hours from 2025 to 2028."""
    return hours.timetable(text, at("2025-01-01T00:00"), at("2029-01-01T00:00"))


def at(text: str) -> datetime:
    """Return a moment in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def moment_of(seconds: float) -> datetime:
    """Return the moment of a Unix time."""
    return datetime.fromtimestamp(seconds, AMSTERDAM)


def assert_same(text: str, moment: datetime) -> None:
    """Check that the timetable and the library agree, on the next change too."""
    assert hours.status(text, moment, table_of(text)) == hours.status(text, moment), moment


def is_open(table: Timetable, seconds: int) -> bool:
    """Tell whether it is open, by counting the changes up to a Unix time."""
    passed = sum(change <= seconds for change in table.changes)
    return table.open_first == (passed % 2 == 0)


@pytest.mark.thorough
@pytest.mark.parametrize("text", each(12, EVERY))
def test_at_every_quarter_of_two_years(text: str) -> None:
    """Open or closed at each of 70,080 quarters, as the library says; of a part every two hours."""
    begin = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
    parsed = hours._parsed(text)  # noqa: SLF001
    quarters = each(8, range(begin, begin + 2 * 365 * 24 * 3600, QUARTER))
    wrong = [
        seconds
        for seconds in quarters
        if parsed.is_open(moment_of(seconds))
        is not hours.status(text, moment_of(seconds), table_of(text))[0]
    ]

    assert len(quarters) == (70_080 if THOROUGH else 8_760)
    assert wrong == []


@pytest.mark.thorough
@each_string
def test_around_every_change(text: str) -> None:
    """A second before, at and after each opening and closing."""
    for change in each(9, table_of(text).changes):
        for seconds in (change - 1, change, change + 1):
            if START.timestamp() <= seconds < END.timestamp():
                assert_same(text, moment_of(seconds))


@pytest.mark.thorough
@each_string
def test_at_random(text: str) -> None:
    """Drawn moments, in other zones as well, with the next change."""
    draw = random.Random(text)  # noqa: S311
    for _ in range(500 if THOROUGH else 150):
        seconds = draw.randrange(int(START.timestamp()), int(END.timestamp()))
        assert_same(text, moment_of(seconds))
        assert_same(text, moment_of(seconds).astimezone(UTC))


@each_string
def test_changes_are_in_order_and_real(text: str) -> None:
    """They go up, fall in the span (and one after it), and each turns it round."""
    table = table_of(text)

    assert list(table.changes) == sorted(set(table.changes))
    assert all(START.timestamp() < change for change in table.changes)
    assert all(change <= END.timestamp() for change in table.changes[:-1])
    for change in table.changes[:50]:
        assert is_open(table, change - 1) is not is_open(table, change)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(AMSTERDAM)))  # noqa: DTZ001
def test_outside_its_span_the_library_answers(moment: datetime) -> None:
    """Before the first year and after the last, and at their edges."""
    for text in HOURS:
        assert_same(text, moment)


@pytest.mark.parametrize("edge", [START, END])
def test_at_the_edges_of_its_span(edge: datetime) -> None:
    """The first second, and the first after the last."""
    for text, seconds in ((t, s) for t in EVERY for s in (-1, 0, 1)):
        assert_same(text, edge + timedelta(seconds=seconds))


def test_a_lie_outside_its_span_is_not_believed() -> None:
    """A timetable says nothing about other years: there the library does."""
    lie = Timetable(int(START.timestamp()), int(END.timestamp()), open_first=True, changes=())

    assert hours.status(OFFICE, at("2026-06-06T12:00"), lie) == (True, None)
    assert hours.status(OFFICE, at("2025-06-07T12:00"), lie)[0] is False
    assert hours.status(OFFICE, END, lie)[0] is False


@pytest.mark.parametrize("timed", [True, False], ids=["timetable", "library"])
@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        # the nights in which the clock goes forward and back
        (EVENING, "2026-03-29T01:59", (False, "2026-03-29T09:00+02:00")),
        (EVENING, "2026-03-29T03:00", (False, "2026-03-29T09:00+02:00")),
        (EVENING, "2026-10-25T01:30", (False, "2026-10-25T09:00+01:00")),
        (EVENING, "2026-10-24T21:59", (True, "2026-10-24T22:00+02:00")),
        (OFFICE, "2027-03-28T12:00", (False, "2027-03-30T09:00+02:00")),  # Easter, too
        # Koningsdag; the day before when it falls on a Sunday, as in 2025
        (OFFICE, "2026-04-27T10:00", (False, "2026-04-28T09:00+02:00")),
        (OFFICE, "2027-04-27T10:00", (False, "2027-04-28T09:00+02:00")),
        ("Mo-Su 09:00-17:00; PH off", "2025-04-26T10:00", (False, "2025-04-27T09:00+02:00")),
        ("Mo-Su 09:00-17:00; PH off", "2025-04-27T10:00", (True, "2025-04-27T17:00+02:00")),
        # Good Friday: the library does not count it as a Dutch public holiday, and offices open
        (OFFICE, "2026-04-03T10:00", (True, "2026-04-03T17:00+02:00")),
        (OFFICE, "2026-04-03T17:00", (False, "2026-04-07T09:00+02:00")),
        # the day before Christmas is a working day, until five
        (OFFICE, "2026-12-24T16:59", (True, "2026-12-24T17:00+01:00")),
        (OFFICE, "2026-12-24T17:00", (False, "2026-12-28T09:00+01:00")),
        (EVENING, "2026-12-24T17:00", (True, "2026-12-24T22:00+01:00")),
        # 5 May: an ordinary working day, once in five years as well
        (OFFICE, "2026-05-05T10:00", (True, "2026-05-05T17:00+02:00")),
        (OFFICE, "2028-05-05T10:00", (True, "2028-05-05T17:00+02:00")),
        (OFFICE, "2026-05-14T10:00", (False, "2026-05-15T09:00+02:00")),  # Ascension Day
        (OFFICE, "2026-05-25T10:00", (False, "2026-05-26T09:00+02:00")),  # Whit Monday
        (OFFICE, "2026-12-31T17:00", (False, "2027-01-04T09:00+01:00")),  # over New Year's Day
    ],
)
def test_special_days(text: str, moment: str, expected: tuple[bool, str], *, timed: bool) -> None:
    """Nights that are longer or shorter, holidays that move, days that are none."""
    table = of_four_years(text) if timed else None
    opened, changes = hours.status(text, at(moment), table)

    assert (opened, changes and changes.isoformat(timespec="minutes")) == expected


@pytest.mark.parametrize(
    "text", ["Mo-Su 00:00-02:00,03:00-24:00", "Su 02:15-02:45; Mo 10:00-11:00", "Mo-Su 02:30-04:00"]
)
def test_what_lies_in_the_hour_that_the_clock_skips_is_no_change(text: str) -> None:
    """Nobody is there, or away, for no time at all."""
    table = hours.timetable(text, at("2027-03-27T00:00"), at("2027-03-30T00:00"))

    assert list(table.changes) == sorted(set(table.changes))
    for seconds in range(table.start, table.end, QUARTER):
        moment = moment_of(seconds)
        assert hours.status(text, moment, table)[0] is hours.status(text, moment)[0], moment


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T16:40", "nu open, sluit over 20 minuten (17:00)"),
        ("2026-11-23T16:59", "nu open, sluit over 1 minuut (17:00)"),
        ("2026-11-23T16:29", "nu open, tot 17:00"),
        ("2026-11-23T09:00", "nu open, tot 17:00"),
    ],
)
def test_until_when_it_is_open(moment: str, expected: str) -> None:
    """In words: until a time, and in minutes when it is nearly over."""
    now = at(moment)
    assert labels.open_status(*hours.status(OFFICE, now, table_of(OFFICE)), now) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-22T21:30", "opent maandag 23 november"),
        ("2026-11-23T08:00", "opent vandaag om 09:00"),
        ("2026-04-02T18:00", "opent vrijdag 3 april"),
        ("2026-12-24T17:00", "opent maandag 28 december"),
    ],
)
def test_when_it_opens(moment: str, expected: str) -> None:
    """In words: the day and the time of the next opening."""
    now = at(moment)
    said = labels.open_status(*hours.status(OFFICE, now, table_of(OFFICE)), now)

    assert "gesloten" in said.casefold()
    assert expected in said
    assert "09:00" in said
