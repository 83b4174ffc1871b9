"""Open or closed, and the next working day, at chosen moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import opening_hours  # noqa: TID253 - the library as it is
import pytest
from hypothesis import example, given, strategies as st

from crisiszorg_cli.directory import opening_hours as hours
from crisiszorg_cli.dutch_time import AMSTERDAM
from tests.effort import tries

OFFICE = "Mo-Fr 09:00-17:00; PH off"
SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)


def at(text: str) -> datetime:
    """Return a moment in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def dutch_holidays(year: int) -> set[date]:
    """Return the public holidays: computed, not read. 5 May is an ordinary working day here."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114, 31)
    easter = date(year, month, day + 1)
    king = date(year, 4, 27)
    king -= timedelta(days=king.weekday() == 6)
    moving = {easter + timedelta(days=days) for days in (0, 1, 39, 49, 50)}
    return moving | {date(year, 1, 1), king, date(year, 12, 25), date(year, 12, 26)}


# -- open or closed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-22T21:30",
        "2026-12-25T03:00",
        "2026-03-29T01:59",
        "2026-03-29T03:00",
        "2026-10-25T02:30",
    ],
)
def test_day_and_night(moment: str) -> None:
    """24/7 is always open and never changes: on Sunday, at Christmas, in a DST night."""
    assert hours.status("24/7", at(moment)) == (True, None)


def test_unknown_hours_stay_unknown() -> None:
    """Hours that no source gives are neither open nor closed."""
    assert hours.status(None, at("2026-11-23T10:00")) == (None, None)


@pytest.mark.parametrize(
    ("moment", "closes_at"),
    [
        ("2026-11-23T09:00", "2026-11-23T17:00"),
        ("2026-11-23T16:59", "2026-11-23T17:00"),
        ("2026-11-27T12:00", "2026-11-27T17:00"),
    ],
)
def test_within_office_hours(moment: str, closes_at: str) -> None:
    """Open from the first minute to the last, Monday to Friday; closing time is named."""
    assert hours.status(OFFICE, at(moment)) == (True, at(closes_at))


@pytest.mark.parametrize(
    ("moment", "opens_at"),
    [
        ("2026-11-23T08:59", "2026-11-23T09:00"),
        ("2026-11-23T17:00", "2026-11-24T09:00"),
        ("2026-11-20T17:00", "2026-11-23T09:00"),
        ("2026-11-21T12:00", "2026-11-23T09:00"),
        ("2026-11-22T21:30", "2026-11-23T09:00"),
    ],
)
def test_outside_office_hours(moment: str, opens_at: str) -> None:
    """Closed before nine, from five, and all weekend; the next opening is named."""
    assert hours.status(OFFICE, at(moment)) == (False, at(opens_at))


@pytest.mark.parametrize(
    ("holiday", "opens"),
    [
        ("2027-01-01", "2027-01-04"),  # New Year's Day, a Friday
        ("2026-04-06", "2026-04-07"),  # Easter Monday
        ("2026-04-27", "2026-04-28"),  # Koningsdag
        ("2026-05-14", "2026-05-15"),  # Ascension Day
        ("2026-05-25", "2026-05-26"),  # Whit Monday
        ("2026-12-25", "2026-12-28"),  # Christmas, before a weekend
        ("2029-12-26", "2029-12-27"),  # Boxing Day
    ],
)
def test_closed_on_dutch_holidays(holiday: str, opens: str) -> None:
    """A public holiday is closed all day, and the next working day opens at nine."""
    expected = (False, at(f"{opens}T09:00"))

    assert expected == hours.status(OFFICE, at(f"{holiday}T11:00"))


@pytest.mark.parametrize("day", ["2026-04-03", "2026-12-24", "2026-12-31", "2027-05-05"])
def test_open_on_days_that_are_no_public_holiday(day: str) -> None:
    """Good Friday, Christmas Eve, New Year's Eve and 5 May are ordinary working days."""
    assert hours.status(OFFICE, at(f"{day}T11:00")) == (True, at(f"{day}T17:00"))


def test_koningsdag_moves_off_a_sunday() -> None:
    """In 2031 the 27th is a Sunday, so Saturday the 26th is the holiday."""
    daily = "Mo-Su 09:00-17:00; PH off"

    assert hours.status(daily, at("2031-04-26T11:00"))[0] is False
    assert hours.status(daily, at("2031-04-27T11:00"))[0] is True


@pytest.mark.parametrize(
    ("moment", "opens", "offset"),
    [
        ("2026-03-28T12:00", "2026-03-30T09:00", SUMMER),
        ("2026-03-29T01:59", "2026-03-30T09:00", SUMMER),
        ("2026-03-29T03:00", "2026-03-30T09:00", SUMMER),
        ("2026-10-24T12:00", "2026-10-26T09:00", WINTER),
        ("2026-10-25T02:30", "2026-10-26T09:00", WINTER),
    ],
)
def test_opens_at_nine_by_the_clock_across_dst(moment: str, opens: str, offset: timedelta) -> None:
    """Nine in the morning is nine on the wall, also after the clock has changed."""
    is_open, changes_at = hours.status(OFFICE, at(moment))

    assert is_open is False
    assert changes_at is not None
    assert at(opens).replace(tzinfo=None) == changes_at.replace(tzinfo=None)
    assert offset == changes_at.utcoffset()


@pytest.mark.parametrize("fold", [0, 1])
def test_both_hours_between_two_and_three_in_the_long_night(fold: int) -> None:
    """The doubled hour is one night for a night service, whichever of the two it is."""
    moment = at("2026-10-25T02:30").replace(fold=fold)

    assert hours.status("Mo-Su 22:00-06:00", moment) == (True, at("2026-10-25T06:00"))


def test_the_short_night() -> None:
    """A night service that is open before the clock jumps is open until its hour after."""
    expected = (True, at("2026-03-29T06:00"))

    assert expected == hours.status("Mo-Su 22:00-06:00", at("2026-03-29T01:30"))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 22, 20, 30, tzinfo=UTC),
        datetime(2026, 11, 22, 21, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime.fromisoformat("2026-11-22T15:30:00-05:00"),
    ],
    ids=["utc", "offset", "elsewhere"],
)
def test_a_moment_in_any_zone_is_the_same_moment(moment: datetime) -> None:
    """A moment with an offset, as in --moment or JSON, needs no Amsterdam zone of its own."""
    expected = hours.status(OFFICE, at("2026-11-22T21:30"))

    assert expected == hours.status(OFFICE, moment)


def test_a_wall_time_that_the_clock_skips() -> None:
    """Half past two in the short night does not exist, but somebody may well type it."""
    is_open, changes_at = hours.status(OFFICE, at("2026-03-29T02:30"))

    assert (is_open, changes_at) == (False, at("2026-03-30T09:00"))


@pytest.mark.parametrize("text", ["24/7", OFFICE, "Mo-Su 22:00-06:00"])
def test_valid_hours(text: str) -> None:
    """OSM opening_hours syntax with English day names will do."""
    assert hours.is_valid(text)


@pytest.mark.parametrize("text", ["ma-vr 09:00-17:00", "Mo-Fr 9-17", "25:00-26:00", ""])
def test_invalid_hours(text: str) -> None:
    """Nothing else will: no Dutch days, no hours without minutes, no 25 o'clock."""
    assert not hours.is_valid(text)


# -- the next working day ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-22T21:30", "2026-11-23"),  # Sunday
        ("2026-11-23T00:00", "2026-11-23"),  # Monday before eight: the day itself
        ("2026-11-23T08:00", "2026-11-24"),
        ("2026-11-23T10:00", "2026-11-24"),
        ("2026-11-20T23:59", "2026-11-23"),  # Friday
        ("2026-04-02T12:00", "2026-04-03"),  # Maundy Thursday: Good Friday counts
        ("2026-04-03T12:00", "2026-04-07"),  # Good Friday, then Easter
        ("2026-04-24T18:00", "2026-04-28"),  # a weekend, then Koningsdag
        ("2026-05-13T09:00", "2026-05-15"),  # Ascension Day
        ("2026-12-24T23:59", "2026-12-28"),  # both days of Christmas, then Sunday
        ("2025-12-24T12:00", "2025-12-29"),
        ("2026-12-31T12:00", "2027-01-04"),
        ("2026-03-29T01:59", "2026-03-30"),  # the short night
        ("2026-10-25T02:30", "2026-10-26"),  # the long night
    ],
)
def test_next_working_day(moment: str, expected: str) -> None:
    """Weekends and Dutch public holidays are skipped."""
    assert date.fromisoformat(expected) == hours.next_working_day(at(moment))


def test_next_working_day_counts_days_in_amsterdam() -> None:
    """Half past eleven at night in London is already the next day here, before eight."""
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert date(2026, 11, 23) == hours.next_working_day(moment)


@given(
    st.datetimes(
        min_value=datetime(2024, 1, 1),  # noqa: DTZ001
        max_value=datetime(2040, 12, 31),  # noqa: DTZ001
        timezones=st.just(AMSTERDAM),
    )
)
@example(at("2026-12-24T23:59"))
@example(at("2026-04-03T00:00"))
def test_next_working_day_is_the_first_that_will_do(moment: datetime) -> None:
    """It is to come, no weekend, no holiday; and no day before it would do."""
    found = hours.next_working_day(moment)
    later = [moment.date() + timedelta(days=days) for days in range(moment.hour >= 8, 15)]
    working = [d for d in later if d.weekday() < 5 and d not in dutch_holidays(d.year)]

    assert working[0] == found


def test_the_reckoned_holidays_are_those_of_2026() -> None:
    """The holidays that the property above reckons with are right for a known year."""
    expected = "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26"

    assert expected == " ".join(f"{day:%m-%d}" for day in sorted(dutch_holidays(2026)))


# -- how far ahead is looked ----------------------------------------------------------------------

NEVER_CHANGE = ["Mo-Su 00:00-24:00", "Mo-Fr 00:00-24:00; Sa,Su,PH 00:00-24:00", "off", "2019"]
KINDS_OF_HOURS = [
    OFFICE,
    "Mo-Fr 17:00-08:00; Sa,Su,PH 00:00-24:00",
    "Mo-Sa 08:00-12:00,13:00-17:00",
    "Mo-Fr 09:00-12:00, 13:00-17:00",
    "Tu 10:00-11:00 unknown",
    "Dec 31 10:00-12:00",
    "Feb 29 10:00-11:00",
    "Feb 29 We 10:00-12:00",
    "2040 Jan 01 10:00-12:00",
    'Mo "op afspraak"',
    "Mo[1] 10:00-12:00",
    "week 1-53/2 Fr 10:00-12:00",
    "easter -2 days 10:00-12:00",
    'Mo-Fr 09:00-12:00 "a", 12:00-17:00 "b"',
]


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 08:00-17:00",
        "Th 22:00-26:00; Dec 25 off",
        "easter +1 day 10:00-12:00",
        "Mo-Sa 10:00-12:00; PH 09:00-10:00",
        "Mo 09:00-17:00; SH off",
    ],
)
def test_holidays_count_where_they_are_named(text: str) -> None:
    """Those of the country are looked up for a text that names them, and change no other."""
    whole = opening_hours.OpeningHours(text, country="NL", timezone=AMSTERDAM)
    start = at("2026-03-01T00:00")
    expected = [(begins, state) for begins, _, state, _ in whole.intervals(start, at("2027-01-03"))]
    found = [(each.start, each.is_open) for each in hours.intervals(text, start, at("2027-01-03"))]
    assert found == [(begins, str(state) == "open") for begins, state in expected]


def test_without_holidays_christmas_is_an_ordinary_friday() -> None:
    """So what a rule says of weekdays can be told from what it says of holidays."""
    start = at("2026-12-25T10:00")
    for holidays in (True, False):
        (whole,) = hours.intervals(OFFICE, start, start + timedelta(hours=1), holidays=holidays)
        assert whole.is_open is not holidays


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("24/7", False),
        ("Mo-Su 00:00-24:00", False),
        (OFFICE, False),
        ("unknown", False),
        ('"op afspraak"', False),
        ("off", True),
        ("Mo-Fr 09:00-17:00; Mo-Su off", True),
        ("2019 Mo-Fr 09:00-17:00", True),
        ("2027 Mo-Fr 09:00-17:00", False),
        ("PH 09:00-12:00", False),
        ("2026 Nov 21 10:00-24:00", True),
        ("2026 Nov 22 00:00-00:30", False),
        ("Feb 29", False),
        ("2054 Nov 22", False),
        ("2054 Dec 24", True),
    ],
)
def test_closed_for_good(text: str, never: bool) -> None:
    """A mistake in the data. From the first minute of that day, as far as the calendar repeats."""
    assert hours.never_opens(text, date(2026, 11, 22)) is never


@pytest.mark.parametrize("text", NEVER_CHANGE)
def test_hours_that_never_change_are_not_followed_for_ever(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To search on to the end of the calendar takes seconds: a lookup never asks for that."""
    looked: list[timedelta] = []

    class Watched:
        """The library, without a way to search on for ever."""

        def __init__(self) -> None:
            self._hours = opening_hours.OpeningHours(text, country="NL", timezone=AMSTERDAM)

        def intervals(self, start: datetime, end: datetime) -> object:
            looked.append(end - start)
            return self._hours.intervals(start, end)

    monkeypatch.setattr(hours, "_parsed", lambda _, **__: Watched())

    assert hours.status(text, at("2026-11-22T21:30")) == (text.startswith("Mo"), None)
    assert [hours.HORIZON] == looked


@tries(600)
@given(
    text=st.sampled_from(KINDS_OF_HOURS),
    moment=st.datetimes(
        datetime(2024, 1, 1),  # noqa: DTZ001 - the zone is the next argument
        datetime(2034, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
)
def test_looking_to_the_horizon_finds_what_the_library_finds(text: str, moment: datetime) -> None:
    """Whether it is open, and its next change, for every kind of hours that a year has."""
    library = opening_hours.OpeningHours(text, country="NL", timezone=AMSTERDAM)
    local = moment.astimezone(AMSTERDAM)

    found = hours.status(text, moment)
    if hours.is_certain(text):
        assert found == (library.is_open(local), library.next_change(local))
    else:
        assert found[0] is (False if library.is_closed(local) else None)
        assert found[1] is None
