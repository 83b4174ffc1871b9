"""Names as people say, write and paste them: hundreds of spellings, and the place each means.

The table was made before the search was, from lists and pages that each row names.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from crisiszorg_cli.cli.named_places import asked_place
from crisiszorg_cli.directory import near, search
from crisiszorg_cli.directory.lookup import Query, places_of
from crisiszorg_cli.errors import NotFoundError
from crisiszorg_cli.model.content import Content, Directory
from tests.effort import each

FILE = Path(__file__).parents[1] / "data" / "spellings.csv"
OURS = ("own", "issue")


class Row(NamedTuple):
    """What is typed, and the ids of the places that it may mean."""

    typed: str
    expected: tuple[str, ...]
    source: str


with FILE.open(encoding="utf-8", newline="") as _file:
    ROWS = [
        Row(row["typed"], tuple(row["expected"].split()), row["source"])
        for row in csv.DictReader(_file)
    ]


@pytest.fixture(scope="module")
def book(content: Content) -> Directory:
    """The directory as shipped."""
    return content.directory


def test_the_table_is_large_and_not_ours() -> None:
    """At least 400 spellings, of which 200 from outside; each has places and a source."""
    assert len({row.typed for row in ROWS}) == len(ROWS) >= 400
    assert sum(not row.source.startswith(OURS) for row in ROWS) >= 200
    assert all(row.expected and row.source for row in ROWS)


def test_no_wrong_place_is_certain(book: Directory) -> None:
    """What has one answer has the right one; what may mean several is never decided."""
    wrong = []
    for row in ROWS:
        found = search.find_places(book, row.typed)
        if len(found) == 1 and not means(book, found[0].id, row):
            wrong.append((row, found[0].id))

    assert wrong == []


def means(book: Directory, found: str, row: Row) -> bool:
    """Tell whether a place is what was meant: for several, only where they say the same."""
    return found in row.expected and len({divisions(book, id_) for id_ in row.expected}) == 1


def divisions(book: Directory, id_: str) -> object:
    """Return what a place says of the regions."""
    town = book.municipalities.get(id_)
    return search.regions_of(town) if town else id_


@pytest.mark.thorough
def test_nearly_all_are_right_or_offered_first(book: Directory) -> None:
    """One place, or the choice that was meant, or the first of what is offered: 99 of 100."""
    tried = each(2, ROWS)
    missed = [row for row in tried if not is_right(book, row)]

    assert len(missed) <= len(tried) / 100, missed


def is_right(book: Directory, row: Row) -> bool:
    """Tell whether somebody who types this gets the place, or is offered it first."""
    found = [place.id for place in search.find_places(book, row.typed)]
    wanted = {divisions(book, id_) for id_ in row.expected}
    if len(found) == 1:
        return means(book, found[0], row)
    if not found:
        offered = near.suggest(book, row.typed)
        each = [[p.id for p in search.find_places(book, name)] for name in offered]
        found = [id_ for ids in each for id_ in ids]
        is_all = wanted <= {divisions(book, id_) for id_ in found}
        return is_all and divisions(book, found[0]) in wanted
    if len(row.expected) == 1:
        return found[0] in row.expected
    return wanted == {divisions(book, id_) for id_ in found}


@pytest.mark.thorough
def test_a_triage_reads_them_as_a_lookup_does(book: Directory) -> None:
    """One place in one is the same place in the other; a choice is one in both."""
    for row in each(4, ROWS):
        found = places_of(book, Query(region=row.typed))
        if len(found) == 1:
            assert asked_place(book, Query(region=row.typed)) == found[0], row
            continue
        with pytest.raises(NotFoundError):
            asked_place(book, Query(region=row.typed))


@pytest.mark.parametrize(
    "typed", ["capelle", "krimpen", "egmond aan", "berkel", "wijk", "millingen"]
)
def test_suggestions_begin_with_what_begins_the_same(typed: str, book: Directory) -> None:
    """Who types the first word of a name is offered the names that begin with it."""
    found = near.suggest(book, typed)

    assert search.find_places(book, typed) == ()
    assert found
    assert found[0].casefold().startswith(typed)


def test_a_choice_has_places_of_people_first(book: Directory) -> None:
    """Zeeland is a village in Maashorst, and a region."""
    found = [place.id for place in search.find_places(book, "Zeeland")]

    assert found == ["GM1991", "zeeland"]


def test_a_gemeente_is_not_lost_in_longer_names(book: Directory) -> None:
    """Amsterdam-Duivendrecht is no reason to ask which Amsterdam is meant."""
    for name in ("Amsterdam", "Rotterdam", "Utrecht", "Leiden", "Groningen", "Haarlem"):
        (town,) = search.find_places(book, name)
        assert town.name == name
