"""Names: a place is certain only where its name was typed, and never a wrong one."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from crisiszorg_cli.directory import near, search
from crisiszorg_cli.directory.lookup import Query, places_of
from crisiszorg_cli.directory.names import normalize, words_of
from crisiszorg_cli.model.contacts import Municipality, Place, Sector
from tests import shipped
from tests.fuzz.holds import as_text

BOOK = shipped.DIRECTORY
_TABLE = Path(__file__).parents[1] / "data" / "spellings.csv"
with _TABLE.open(encoding="utf-8", newline="") as _file:
    SPELLINGS = [(row["typed"], row["expected"].split()) for row in csv.DictReader(_file)]

_NAMES: dict[str, set[str]] = {}
for _name, _ids in BOOK.places_by_name.items():
    for _id in _ids:
        _NAMES.setdefault(_id, set()).add(_name)
_shown_names = near._shown_names  # noqa: SLF001 - as it is before a target puts ours in its place
_SEEN = 64  # of the bytes that choose


def take(data: bytes) -> None:
    """Look up what was typed; and a spelling from the table, written in another way."""
    text = as_text(data)
    found = search.find_places(BOOK, text)
    for sector in (None, Sector.VV, Sector.JEUGD):
        places = places_of(BOOK, Query(text, sector=sector))
        assert all(_exists(place) for place in places)
    assert all(_exists(place) for place in found)
    if len(found) == 1:
        assert _is_named(found[0], text), found[0].id
    search.find_services(BOOK, text)
    search.find_offices(BOOK, text)
    if crc32(data) % 16 == 0:  # these go through all names
        with known_names():
            assert len(near.suggest(BOOK, text, services=True)) <= near.MAX_SUGGESTIONS
        assert all(_exists(place) for place in near.filter_places(BOOK, text))
    _look_up_a_spelling(data)


def known_names() -> AbstractContextManager[object]:
    """Collect the names that may be suggested once, not for each slip: it takes too long."""
    return patch.object(near, "_shown_names", lambda _, services: _names(services))


@cache
def _names(services: bool) -> Mapping[str, str]:
    return _shown_names(BOOK, services=services)


def _exists(place: Place) -> bool:
    return place.id in BOOK.municipalities or place.id in BOOK.regions


def _is_named(place: Place, text: str) -> bool:
    """Tell whether a name of this place, or a postcode in it, stands in the text."""
    spoken = "".join("sint" if word == "st" else word for word in words_of(text))
    typed = (normalize(text), "".join(words_of(text)), spoken)
    if any(name in each for name in _NAMES[place.id] for each in typed):
        return True
    digits = search.postcode_in(text)
    return isinstance(place, Municipality) and any(
        each.first <= (digits or "") <= each.last
        for each in (*place.postcodes, *place.unsure_postcodes)
    )


_WAYS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    lambda name: f"  {name} ",
    lambda name: name.replace(" ", "  "),
    lambda name: name.replace("-", " "),
    lambda name: name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFC", name),
    lambda name: f'"{name}"',
    lambda name: f"{name}, Nederland",
    lambda name: f"{name}\n",
    lambda name: f"te {name}",
    lambda name: f"woont in {name}",
)


def _look_up_a_spelling(data: bytes) -> None:
    """Write one of the table in other ways, which change nothing of what is meant."""
    first, *ways = data[:_SEEN] or b"\0"
    typed, expected = SPELLINGS[(first * 256 + len(data)) % len(SPELLINGS)]
    for way in ways[:3]:
        typed = _WAYS[way % len(_WAYS)](typed)
    found = search.find_places(BOOK, typed)
    if len(found) == 1:
        assert found[0].id in expected, (typed, found[0].id)
        assert len({_divisions(id_) for id_ in expected}) == 1, typed


def _divisions(id_: str) -> object:
    town = BOOK.municipalities.get(id_)
    return search.regions_of(town) if town else id_
