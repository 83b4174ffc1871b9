"""A number of one's own: what may be typed for each part of it."""

from __future__ import annotations

from datetime import date

import pytest

from crisiszorg_cli.directory.own_numbers import (
    Entered,
    own_number,
    prefilled,
    read_day,
    read_phone,
    read_words,
)
from crisiszorg_cli.model.contacts import MissingNumber, Purpose, Sector
from tests.shipped import DIRECTORY

TODAY = date(2026, 11, 27)
TYPED = {
    "050 123 45 67": ("0501234567", "050 123 45 67"),
    "0501234567": ("0501234567", "050 123 45 67"),
    "+31 (0)50-123.4567": ("0501234567", "050 123 45 67"),
    "0031 50 1234567": ("0501234567", "050 123 45 67"),
    "06-12345678": ("0612345678", "06 12 34 56 78"),
    "088 33 99 998": ("0883399998", "088 33 99 998"),
    "0592123456": ("0592123456", "0592 123 456"),
    "14050": ("14050", "14 050"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_as_anybody_writes_it(typed: str) -> None:
    """Its digits, and groups to read it out by: those in which it was typed."""
    phone, display = read_phone(DIRECTORY, typed)
    assert (phone.digits, display) == TYPED[typed]


@pytest.mark.parametrize(
    "typed", ["", "abc", "050 12", "012 345 67 89", "+49 30 123456", "112", "113"]
)
def test_no_number_of_one_s_own(typed: str) -> None:
    """What does not exist, and 112 and 113, which are there already and stay."""
    with pytest.raises(ValueError, match=r"Nederlands nummer|Typ een telefoonnummer"):
        read_phone(DIRECTORY, typed)


def test_a_number_that_is_not_for_crisis() -> None:
    """It says whose it is: the loader would leave the whole overlay out."""
    other = next(
        service
        for service in DIRECTORY.services.values()
        if service.phone
        and len(service.phone.digits) == 10
        and all(s.purpose is Purpose.NON_CRISIS for s in service.serves)
    )
    with pytest.raises(ValueError, match="niet voor crisis"):
        read_phone(DIRECTORY, str(other.phone))


DAYS = {
    "": TODAY,
    "vandaag": TODAY,
    "27-11-2026": TODAY,
    "2026-11-26": date(2026, 11, 26),
    "1/3": date(2026, 3, 1),
    "31-12": date(2025, 12, 31),
}


@pytest.mark.parametrize("typed", DAYS)
def test_a_day(typed: str) -> None:
    """In Dutch order; without a year the last one that was."""
    assert read_day(typed, TODAY) == DAYS[typed]


@pytest.mark.parametrize("typed", ["28-11-2026", "31-2-2026", "gisteren", "1-1-1999", "1-2-3-4"])
def test_no_day_on_which_it_was_heard(typed: str) -> None:
    """Not one to come, and none that is not there."""
    with pytest.raises(ValueError, match=r"^(Die dag|Typ een dag)"):
        read_day(typed, TODAY)


def test_words_are_one_line_of_what_can_be_seen() -> None:
    """Nothing invisible comes in by a name, and nothing that no card has room for."""
    assert read_words("  regionaal\taan\u200bmeldpunt ") == "regionaal aanmeldpunt"
    for typed in ("", "\u200b", "x" * 81):
        with pytest.raises(ValueError, match=r"^(Typ|Te lang)"):
            read_words(typed)


def test_the_region_is_the_one_that_counts_for_the_sector() -> None:
    """V&V goes by the zorgkantoorregio of a gemeente, youth by its jeugdregio."""
    entered = Entered("0501234567", "x", DIRECTORY.municipalities["GM0546"], told_by="y")
    regions = {
        sector: own_number(DIRECTORY, entered._replace(sector=sector, hours="?"), TODAY).region.id
        for sector in (Sector.VV, Sector.JEUGD)
    }
    assert regions == {Sector.VV: "zhn", Sector.JEUGD: "holland-rijnland"}


def test_what_a_result_knows_of_a_missing_number() -> None:
    """For whom it would be; of two purposes it is asked which, and nothing for the country."""
    region = DIRECTORY.regions["groningen"]
    crisis = MissingNumber(region, Sector.VV, Purpose.CRISIS, None)
    forced = crisis._replace(purpose=Purpose.FORCED_CARE)
    elsewhere = crisis._replace(region=DIRECTORY.regions["nl"])
    assert prefilled([]) is prefilled([elsewhere]) is None
    assert prefilled([crisis]) == Entered(place=region, sector=Sector.VV, purpose=Purpose.CRISIS)
    assert prefilled([forced, crisis]) == Entered(place=region, sector=Sector.VV)
