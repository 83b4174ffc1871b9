"""Coming near a name: while it is typed, and when it was mistyped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crisiszorg_cli.did_you_mean import NEAR, nearest
from crisiszorg_cli.directory.names import normalize, own_names, words_of
from crisiszorg_cli.directory.records import read_record
from crisiszorg_cli.directory.search import all_places, find_places
from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.model.contacts import Directory, Office, Place, Service

MAX_SUGGESTIONS = 3

_ENOUGH = 3
"""So many letters have to be the same before it is a beginning."""


def suggest(directory: Directory, word: str, *, services: bool = False) -> tuple[str, ...]:
    """Return the names nearest to a mistyped one, best first: at most three.

    What begins as it does goes before what merely looks like it; of a text in which a place
    stands among other words, that place is meant.
    """
    names = _shown_names(directory, services=services)
    record = read_record(word)
    found: dict[str, None] = {}
    if record and record.postcode:
        ids = directory.places_by_postcode.get(record.postcode, ())
        found |= dict.fromkeys(directory.municipalities[id_].name for id_ in ids)
    for text in dict.fromkeys((record.name if record else word, word)):
        for name in _near(text, names):
            found.setdefault(name)
    return tuple(found)[:MAX_SUGGESTIONS]


def _near(text: str, names: Mapping[str, str]) -> Iterator[str]:
    wanted, words = normalize(text), words_of(text)
    if not wanted:
        return
    if wanted in names:
        yield names[wanted]
    if len(wanted) >= _ENOUGH:
        longer = [names[name] for name in names if name.startswith(wanted)]
        yield from (name for name in longer if words_of(name)[: len(words)] == words)
        yield from longer
    nearly = nearest(wanted, names, MAX_SUGGESTIONS, NEAR)
    yield from (names[match] for match in nearly if match[0] == wanted[0])
    for end in range(len(words) - 1, 0, -1):
        for part in ("".join(words[:end]), "".join(words[-end:])):
            if len(part) >= _ENOUGH and part in names:
                yield names[part]
    yield from (names[match] for match in nearest(wanted, names, MAX_SUGGESTIONS * 2))


def _shown_names(directory: Directory, *, services: bool) -> Mapping[str, str]:
    """Return names as they are written; of names that are as near, the first is offered first."""
    towns = directory.municipalities.values()
    items: list[Place | Service | Office] = [*towns, *directory.regions.values()]
    if services:
        items += [*directory.services.values(), *directory.offices.values()]
    names = [name for item in items for name in own_names(item) if name != item.id]
    names += [name for town in towns for name in town.places]
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(normalize(name), name)
    return shown


def filter_places(directory: Directory, typed: str) -> tuple[Place, ...]:
    """Return the places that fit what has been typed so far, best first.

    Places of people go before divisions: gemeenten that begin with it come first, then places
    in them, regions, postcodes, and names that contain it.
    """
    wanted = normalize(typed)
    if not wanted:
        return all_places(directory)
    names, towns = directory.places_by_name, directory.municipalities
    exact = [place.id for place in find_places(directory, typed)]
    own = [
        id_
        for id_, town in towns.items()
        if any(normalize(name).startswith(wanted) for name in own_names(town))
    ]
    starts = [id_ for name, ids in names.items() if name.startswith(wanted) for id_ in ids]
    starts.sort(key=lambda id_: id_ not in towns)
    contains = [id_ for name, ids in names.items() if wanted in name for id_ in ids]
    postcode = [
        id_
        for digits, ids in directory.places_by_postcode.items()
        if wanted.isdecimal() and digits.startswith(wanted)
        for id_ in ids
    ]
    ids = dict.fromkeys(exact + own + starts + postcode + contains)
    found = (place_by_id(directory, id_) for id_ in ids)
    return tuple(place for place in found if place is not None)
