"""Opening hours as people say them: what they come to, and what is not understood."""

from __future__ import annotations

from datetime import date

import pytest

from crisiszorg_cli.directory.own_hours import next_week
from crisiszorg_cli.directory.spoken_hours import closed_on_holidays, spoken_hours

SAID = {
    "dag en nacht": "24/7",
    "Dag en nacht.": "24/7",
    "24/7": "24/7",
    "ma-vr 9-17": "Mo-Fr 09:00-17:00; PH off",
    "Ma - Vr: 9:00 - 17:00": "Mo-Fr 09:00-17:00; PH off",
    "maandag tot en met vrijdag van 8.30 tot 17.00 uur": "Mo-Fr 08:30-17:00; PH off",
    "ma t/m vr 9u30-12u00 en 13-17 uur": "Mo-Fr 09:30-12:00,13:00-17:00; PH off",
    "ma, wo en vr 9\u201312": "Mo,We,Fr 09:00-12:00; PH off",
    "ma-do 8-18, vr 8-17": "Mo-Th 08:00-18:00; Fr 08:00-17:00; PH off",
    "feestdagen gesloten, werkdagen 8-17": "Mo-Fr 08:00-17:00; PH off",
    "ma-vr 9-17, za 10-12": "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off",
    # Who is there at night or on a Sunday is no office: nothing is said of its holidays.
    "ma-vr 17-8; weekend 0-24": "Mo-Fr 17:00-08:00; Sa-Su 00:00-24:00",
    "elke dag 9-17, zo gesloten": "Mo-Su 09:00-17:00; Su off",
    "weekend en feestdagen 10-16": "Sa-Su,PH 10:00-16:00",
    "9-17": "Mo-Su 09:00-17:00",
    "Mo-Fr 08:00-17:00; PH off": "Mo-Fr 08:00-17:00; PH off",
    "niet bekend": None,
    "?": None,
}


@pytest.mark.parametrize("said", SAID)
def test_hours_in_words(said: str) -> None:
    """They are turned into the syntax of the data; who knows that may use it."""
    assert spoken_hours(said) == SAID[said]


@pytest.mark.parametrize("said", ["", "avond", "ma-vr 9-", "di 99", "ma 25-26", "9"])
def test_what_is_not_understood_is_not_guessed(said: str) -> None:
    """Nothing of it is kept: half of the hours would be wrong ones."""
    with pytest.raises(ValueError, match="begrijp ik niet"):
        spoken_hours(said)


def test_hours_that_never_come() -> None:
    """Somebody mistyped them."""
    with pytest.raises(ValueError, match="nooit open"):
        spoken_hours("ma-vr gesloten")


def test_an_office_is_closed_on_holidays() -> None:
    """The first of January 2027 is a Friday."""
    hours = spoken_hours("ma-vr 9-17")
    assert hours is not None
    assert closed_on_holidays(hours)
    week = {day.day: day.spans for day in next_week(hours, date(2026, 12, 31))}
    assert week[date(2026, 12, 31)]
    assert not week[date(2027, 1, 1)]
