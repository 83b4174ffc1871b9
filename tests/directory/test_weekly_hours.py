"""Opening hours as they are in any week, in words for paper."""

from __future__ import annotations

from datetime import date

import pytest

from crisiszorg_cli.directory.weekly_hours import ALL_DAY, weekly
from crisiszorg_cli.render.wall_numbers import hours_text

TODAY = date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("24/7", "dag en nacht"),
        ("Mo-Su 00:00-24:00", "dag en nacht"),
        ("Mo-Fr 09:00-17:00; PH off", "ma t/m vr 09:00–17:00, niet op feestdagen"),
        (
            "Mo-Fr 00:00-09:00,17:00-24:00; Sa-Su 00:00-24:00; PH 00:00-24:00",
            "buiten ma t/m vr 09:00–17:00, op feestdagen altijd",
        ),
        (
            "Mo-We 09:00-17:00; Th-Su 09:00-22:00",
            "ma t/m wo 09:00–17:00, do t/m zo 09:00–22:00",
        ),
        ("Sa-Su 10:00-12:00; PH 10:00-11:00", "za en zo 10:00–12:00, op feestdagen anders"),
        ("Mo 09:00-12:00,13:00-17:00", "ma 09:00–12:00 en 13:00–17:00"),
        ("00:00-08:00,18:00-24:00", "00:00–08:00 en 18:00–24:00"),
    ],
)
def test_hours_of_any_week(hours: str, said: str) -> None:
    """Days and times as somebody says them, whatever week it is when they are read."""
    assert said == hours_text(hours, TODAY)


@pytest.mark.parametrize(
    "hours", ["Jan-Jun 09:00-17:00", "unknown", 'Mo-Fr 09:00-17:00 "op afspraak"']
)
def test_no_week_stands_for_all(hours: str) -> None:
    """What changes with the season, or leaves something unknown, is no week: look it up."""
    assert weekly(hours, TODAY) is None
    assert hours_text(hours, TODAY) == "tijden wisselen: zoek ze op"


def test_a_night_is_part_of_two_days() -> None:
    """Each day has its own hours; a whole day begins and ends at midnight."""
    week = weekly("Fr 22:00-24:00; Sa 00:00-24:00", TODAY)

    assert week is not None
    assert week.days[5] == ALL_DAY
    assert len(week.days[4]) == 1
    assert not week.days[0]
