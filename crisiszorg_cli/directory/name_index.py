"""Which places and services bear a name: made once, when the data are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet

from crisiszorg_cli.directory.names import (
    names_of,
    normalize,
    own_names,
    without_brackets,
    words_of,
)
from crisiszorg_cli.model.contacts import Directory, Municipality, Office, Place, Service

_LEFT_OUT = ("'s-", "'s ", "'t ")  # many type Hertogenbosch, or Gooi
_SHORTENED = (
    (" aan den ", " a/d "),
    (" aan de ", " a/d "),
    (" aan Zee", " a/z"),
    ("'t ", "Het "),
)


def with_names(directory: Directory, under: Directory | None = None) -> Directory:
    """Return the same directory with its names and postcodes indexed.

    Of one that is laid over another, what has nothing of its own is as it is ``under`` it.
    """
    own: dict[str, set[str]] = defaultdict(set)
    for kind, _, id_ in (item.partition(":") for item in directory.own):
        own[kind].add(id_)
    made = under or directory
    if under is None or own["region"] or own["municipality"]:
        towns = directory.municipalities.values()
        by_name = _by_name((*directory.regions.values(), *towns))
        made = made._replace(
            places_by_name=_with_longer_names(by_name, directory.municipalities),
            places_by_postcode=_by_postcode(towns),
        )
    if under is None:
        made = made._replace(
            services_by_name=_by_name(directory.services.values()),
            offices_by_name=_by_name(directory.offices.values()),
        )
    else:
        services, offices = made.services_by_name, made.offices_by_name
        made = made._replace(
            services_by_name=_with_own(services, directory.services, own["service"]),
            offices_by_name=_with_own(offices, directory.offices, own["office"]),
        )
    return directory._replace(**{name: getattr(made, name) for name in _INDEXED})


_INDEXED = ("places_by_name", "services_by_name", "offices_by_name", "places_by_postcode")


def _by_name(items: Iterable[Place | Service | Office]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for item in items:
        for name in names_of(item):
            for spelling in _spellings(name):
                found.setdefault(spelling, {})[item.id] = None
    return {name: tuple(ids) for name, ids in sorted(found.items()) if name}


def _with_own(
    known: Mapping[str, tuple[str, ...]],
    items: Mapping[str, Service] | Mapping[str, Office],
    own: AbstractSet[str],
) -> Mapping[str, tuple[str, ...]]:
    """Return the names of all items; only those of its ``own`` are not ``known``, or no more."""
    if not own:
        return known
    found = {name: set(ids) - own for name, ids in known.items()}
    for name, ids in _by_name(items[id_] for id_ in own).items():
        found.setdefault(name, set()).update(ids)
    place = {id_: number for number, id_ in enumerate(items)}.__getitem__
    return {name: tuple(sorted(ids, key=place)) for name, ids in sorted(found.items()) if ids}


def _spellings(name: str) -> Iterator[str]:
    """Return the forms in which a name is typed: in full, and as people shorten it."""
    yield normalize(name)
    for long, short in _SHORTENED:
        if long in name:
            yield normalize(name.replace(long, short))
    if name.startswith(_LEFT_OUT):
        yield normalize(name[2:])


def _by_postcode(towns: Iterable[Municipality]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for town in towns:
        for postcodes in (*town.postcodes, *town.unsure_postcodes):
            for postcode in postcodes.each():
                found.setdefault(postcode, []).append(town.id)
    return {postcode: tuple(ids) for postcode, ids in sorted(found.items())}


# -- a name that is the beginning of longer names -----------------------------------------------


def _with_longer_names(
    by_name: Mapping[str, tuple[str, ...]], towns: Mapping[str, Municipality]
) -> Mapping[str, tuple[str, ...]]:
    """Add to the name of a town those that begin with it: hoek may be Hoek van Holland too.

    The gemeente Amsterdam stays what it is, though a village elsewhere is Amsterdam-Duivendrecht:
    to a name that only one gemeente has of its own, no more than names of gemeenten are added.
    """
    spoken = sorted(_spoken(towns.values()))
    own = {normalize(name) for town in towns.values() for name in own_names(town)}
    found = dict(by_name)
    for start, (words, _town, _is_own) in enumerate(spoken):
        key = "".join(words)
        bearing = [id_ for id_ in by_name.get(key, ()) if id_ in towns]
        only_own = len(bearing) == 1 and key in own
        for longer, town, is_own in spoken[start + 1 :]:
            if longer[: len(words)] != words:
                break
            if longer != words and (is_own or not only_own):
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), town)))
    return found


def _spoken(towns: Iterable[Municipality]) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Return the names of gemeenten and places in them, word by word."""
    for town in towns:
        for name in {town.name, without_brackets(town.name)}:
            yield tuple(words_of(name)), town.id, True
        for name in (*town.aliases, *town.places):
            yield tuple(words_of(name)), town.id, name in town.aliases
