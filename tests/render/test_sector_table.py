"""The table of a lookup: it fits, it says the same as each sector alone, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from crisiszorg_cli.directory.lookup import Query, by_sector, find
from crisiszorg_cli.directory.search import regions_of
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.contacts import Directory, Purpose
from crisiszorg_cli.render.layout import Role, worded
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.sector_table import MOST_LINES, UNDER_THE_TABLE, table_lines
from tests.effort import each
from tests.shipped import DIRECTORY

SUNDAY = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)
MONDAY = datetime(2026, 11, 23, 16, 50, tzinfo=AMSTERDAM)
WIDE, NARROW = Room(80, 24), Room(40, 20)


def table(
    word: str, room: Room = WIDE, moment: datetime = SUNDAY, directory: Directory = DIRECTORY
) -> list[str]:
    """Return the lines of the table of a place."""
    query = Query(word)
    whole = find(directory, query, moment, everything=False)
    assert whole.place is not None
    rows = by_sector(directory, whole.place, query, moment)
    return [worded(line) for line in table_lines(directory, whole, rows, room)]


def kinds() -> list[str]:
    """Return one gemeente of each three regions, by its code."""
    towns = {regions_of(town): town.id for town in DIRECTORY.municipalities.values()}
    return list(towns.values())


def numbers(word: str) -> Iterator[str]:
    """Return the number to call first of each sector, as a lookup of that sector has it."""
    whole = find(DIRECTORY, Query(word), SUNDAY, everything=False)
    assert whole.place is not None
    for _, found in by_sector(DIRECTORY, whole.place, Query(word), SUNDAY):
        first = next((c for c in found.contacts if c.purpose is Purpose.CRISIS), None)
        yield first.service.display or "geen nummer" if first else "geen nummer"


@pytest.mark.thorough
@pytest.mark.parametrize("room", [WIDE, NARROW], ids=["80x24", "40x20"])
def test_every_place_fits_and_has_all_its_numbers(room: Room) -> None:
    """No row is cut off at the side, and nothing scrolls away but the heading of a long name."""
    for word in each(5, kinds()):
        lines = table(word, room)
        most = MOST_LINES if room is WIDE else room.lines - UNDER_THE_TABLE + 1
        assert len(lines) <= most, word
        assert max(map(len, lines)) < room.columns, word
        rows = [line for line in lines if line.startswith("[")]
        assert [row[:3] for row in rows] == ["[1]", "[2]", "[3]", "[4]"], word
        for row, number in zip(rows, numbers(word), strict=True):
            assert number in row, word
        assert "Levensgevaar? Bel 112." in lines
        bridge = any("overbrugt u" in line for line in lines)
        assert bridge or not any("geen nummer" in line or "DICHT" in line for line in lines), word


def test_a_closed_number_has_day_and_hour() -> None:
    """And so has one that closes today."""
    assert "071 582 58 87  DICHT tot ma 09:00" in "\n".join(table("leiden"))
    assert "071 582 58 87  open tot 17:00" in "\n".join(table("leiden", moment=MONDAY))


def test_where_nobody_is_open_it_says_what_to_do() -> None:
    """Not where every sector has somebody."""
    assert any(line.startswith("Niemand bereikbaar?") for line in table("almere"))


def test_what_changes_the_number_that_is_dialled_is_in_sight() -> None:
    """The last digit, the choice of a menu, and for what alone a national number is."""
    leiden, amsterdam = " ".join(table("leiden")), " ".join(table("amsterdam"))
    assert "LET OP" in leiden
    assert "Eindigt op een 7;" in leiden
    assert "keuzemenu: optie 1" in amsterdam
    assert "alleen bij (een vermoeden van) huiselijk geweld" in amsterdam
    assert "Eindigt op een 7" in " ".join(table("zhn", NARROW))


def test_a_possible_number_stands_apart() -> None:
    """The row itself says that there is no number."""
    shown = table("groningen")
    row = next(i for i, line in enumerate(shown) if line.startswith("[3] GGZ"))
    assert "geen nummer" in shown[row]
    assert shown[row + 1].strip() == "laatst bekend, niet bevestigd: 050 522 35 55"


def test_the_heading_names_both_regions_and_a_region_says_where_youth_is() -> None:
    """Youth does not follow the zorgkantoorregio."""
    assert table("almere")[1] == "zorgkantoorregio 't Gooi, jeugdregio Flevoland"
    zhn = table("zhn")
    assert not any(line.startswith("[4]") for line in zhn)
    assert any("Jeugd: geef de gemeente" in line for line in zhn)


def test_the_simple_mode_cuts_nothing() -> None:
    """The number is alone on its line."""
    shown = table("amsterdam", WIDE._replace(simple=True))
    assert "020 523 54 33" in [line.strip() for line in shown]
    assert "tijden niet bekend · Crisisdienst Spoedeisende Psychiatrie Amsterdam" in shown


def test_rows_are_whole_lines() -> None:
    """What is drawn at once has been broken before."""
    whole = find(DIRECTORY, Query("utrecht"), SUNDAY, everything=False)
    assert whole.place is not None
    rows = by_sector(DIRECTORY, whole.place, Query("utrecht"), SUNDAY)
    lines = table_lines(DIRECTORY, whole, rows, WIDE)
    assert {line.role for line in lines} <= {Role.TITLE, Role.ROW}
