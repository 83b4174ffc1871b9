"""Finding a region, gemeente, place, postcode or service by what somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crisiszorg_cli.did_you_mean import nearest
from crisiszorg_cli.directory.divisions import division_of
from crisiszorg_cli.directory.names import normalize
from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.model.contacts import (
    Directory,
    Municipality,
    Office,
    Place,
    Region,
    RegionKind,
    Sector,
    Service,
)
from crisiszorg_cli.wording.contacts import KIND

MAX_SUGGESTIONS = 3

_LEFT_OUT = ("'s-", "'s ", "'t ")  # many type Hertogenbosch, or Gooi
_KINDS = (
    RegionKind.ZORGKANTOORREGIO,
    RegionKind.JEUGDREGIO,
    RegionKind.VEILIG_THUIS_REGIO,
    RegionKind.NATIONAL,
)
_POSTCODE_DIGITS, _POSTCODE_LETTERS = 4, 2


def postcode_digits(text: str) -> str | None:
    """Return the four digits of a Dutch postcode, or None; its letters need not be there (yet)."""
    word = "".join(text.replace("-", " ").split())
    digits, letters = word[:_POSTCODE_DIGITS], word[_POSTCODE_DIGITS:]
    sound = (
        word.isascii()
        and len(digits) == _POSTCODE_DIGITS
        and digits.isdecimal()
        and digits[0] != "0"
        and (not letters or (len(letters) <= _POSTCODE_LETTERS and letters.isalpha()))
    )
    return digits if sound else None


# -- the names in the directory ---------------------------------------------------------------


def with_names(directory: Directory, under: Directory | None = None) -> Directory:
    """Return the same directory with its names and postcodes indexed.

    Of one that is laid over another, what has nothing of its own is as it is ``under`` it.
    """
    own = {name.partition(":")[0] for name in directory.own}
    made = under or directory
    if under is None or own & {"region", "municipality"}:
        made = made._replace(
            places_by_name=_by_name(all_places(directory)),
            places_by_postcode=_by_postcode(directory.municipalities.values()),
        )
    if under is None or "service" in own:
        made = made._replace(services_by_name=_by_name(directory.services.values()))
    if under is None or "office" in own:
        made = made._replace(offices_by_name=_by_name(directory.offices.values()))
    return directory._replace(**{name: getattr(made, name) for name in _INDEXED})


_INDEXED = ("places_by_name", "services_by_name", "offices_by_name", "places_by_postcode")


def _by_name(items: Iterable[Place | Service | Office]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for item in items:
        for name in names_of(item):
            for spelling in _spellings(name):
                found.setdefault(spelling, {})[item.id] = None
    return {name: tuple(ids) for name, ids in sorted(found.items()) if name}


def _spellings(name: str) -> Iterator[str]:
    """Return the forms in which a name is typed: in full, and as people shorten it."""
    yield normalize(name)
    for long in (" aan den ", " aan de "):
        if long in name:
            yield normalize(name.replace(long, " a/d "))
    if name.startswith(_LEFT_OUT):
        yield normalize(name[2:])


def _by_postcode(towns: Iterable[Municipality]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for town in towns:
        for postcodes in (*town.postcodes, *town.unsure_postcodes):
            for postcode in postcodes.each():
                found.setdefault(postcode, []).append(town.id)
    return {postcode: tuple(ids) for postcode, ids in sorted(found.items())}


def names_of(item: Place | Service | Office) -> tuple[str, ...]:
    """Return every name by which an item may be called, its own name first."""
    names = _own_names(item)
    if isinstance(item, Municipality):
        return (*names, *item.places)
    if isinstance(item, Office):
        return (*names, f"zorgkantoor {item.name}", f"{item.name} zorgkantoor")
    if isinstance(item, Service):
        return (*names, item.phone.digits) if item.phone else names
    return (*names, item.code) if item.code else names


def _own_names(item: Place | Service | Office) -> tuple[str, ...]:
    return (item.name, _without_brackets(item.name), item.id, *item.aliases)


def _without_brackets(name: str) -> str:
    return name.partition("(")[0].strip()


# -- finding ------------------------------------------------------------------------------------


def all_places(directory: Directory) -> tuple[Place, ...]:
    """Return every region and gemeente, regions first."""
    return (*directory.regions.values(), *directory.municipalities.values())


def find_places(directory: Directory, word: str, sector: Sector | None = None) -> tuple[Place, ...]:
    """Return the regions and gemeenten that bear this name or postcode; more than one is a choice.

    A gemeente goes before a region of the same name that it lies in: it says more. Of
    regions of one name and several kinds the one that counts for the sector is given.
    """
    towns = find_municipalities(directory, word)
    around = {id_ for town in towns for id_ in regions_of(town)}
    regions = [
        region for region in find_regions(directory, word, sector) if region.id not in around
    ]
    return (*regions, *towns)


def find_regions(
    directory: Directory, word: str, sector: Sector | None = None
) -> tuple[Region, ...]:
    """Return the regions that bear this name or id: those of the kind that counts first."""
    found = [directory.regions[id_] for id_ in _ids(directory, word) if id_ in directory.regions]
    for kind in dict.fromkeys((division_of(sector), *_KINDS)):
        of_kind = tuple(region for region in found if region.kind is kind)
        if of_kind:
            return of_kind
    return ()


def find_municipalities(directory: Directory, word: str) -> tuple[Municipality, ...]:
    """Return the gemeenten with this name, place, CBS code or postcode.

    Of those that lie in the same three regions the first is enough: they say the same.
    """
    towns = [
        directory.municipalities[id_]
        for id_ in _ids(directory, word)
        if id_ in directory.municipalities
    ]
    towns.sort(key=lambda town: not is_own_name(town, word))
    first: dict[tuple[str, ...], Municipality] = {}
    for town in towns:
        first.setdefault(regions_of(town), town)
    return tuple(first.values())


def is_own_name(town: Municipality, word: str) -> bool:
    """Tell whether this is the name of the gemeente itself, not of a place in it."""
    return normalize(word) in map(normalize, _own_names(town))


def regions_of(town: Municipality) -> tuple[str, str, str]:
    """Return the ids of the three regions that a gemeente lies in."""
    return town.care_region, town.youth_region, town.veilig_thuis_region


def _ids(directory: Directory, word: str) -> tuple[str, ...]:
    digits = postcode_digits(word)
    if digits is not None:
        return directory.places_by_postcode.get(digits, ())
    return directory.places_by_name.get(normalize(word), ())


def find_services(directory: Directory, word: str) -> tuple[Service, ...]:
    """Return the services that bear this name."""
    return tuple(
        directory.services[id_] for id_ in directory.services_by_name.get(normalize(word), ())
    )


def find_offices(directory: Directory, word: str) -> tuple[Office, ...]:
    """Return the zorgkantoren that bear this name."""
    return tuple(
        directory.offices[id_] for id_ in directory.offices_by_name.get(normalize(word), ())
    )


def is_unsure(town: Municipality, word: str) -> bool:
    """Tell whether this is a postcode of which it is not certain that it lies here."""
    digits = postcode_digits(word)
    return digits is not None and any(p.first <= digits <= p.last for p in town.unsure_postcodes)


def name_in(town: Municipality, word: str) -> str | None:
    """Return the place in the gemeente that was typed, or typed in part; None for the gemeente."""
    wanted = normalize(word)
    own = [normalize(name) for name in _own_names(town)]
    names = {normalize(name): name for name in town.places}
    if not wanted or wanted in own:
        return None
    if wanted in names or any(wanted in name for name in own):
        return names.get(wanted)
    starts = (shown for name, shown in names.items() if name.startswith(wanted))
    holds = (shown for name, shown in names.items() if wanted in name)
    return next(starts, None) or next(holds, None)


def place_label(directory: Directory, place: Place, word: str = "") -> str:
    """Name a place with what tells it from others of that name."""
    if isinstance(place, Region):
        return f"{place.name} ({KIND[place.kind]})"
    region = directory.regions[place.care_region].name
    town = name_in(place, word) if word else None
    if town is None:
        return f"{place.name} ({region})"
    return f"{town} (gemeente {place.name}, {region})"


# -- coming near ----------------------------------------------------------------------------------


def suggest(directory: Directory, word: str, *, services: bool = False) -> tuple[str, ...]:
    """Return the names nearest to a mistyped one, best first: at most three."""
    names = _shown_names(directory, services=services)
    wanted = normalize(word)
    shown = (names[match] for match in nearest(wanted, names, MAX_SUGGESTIONS * 2))
    return tuple(dict.fromkeys(shown))[:MAX_SUGGESTIONS]


def _shown_names(directory: Directory, *, services: bool) -> Mapping[str, str]:
    """Return names as they are written; of names that are as near, the first is offered first."""
    places = all_places(directory)
    items = (
        (*places, *directory.services.values(), *directory.offices.values()) if services else places
    )
    names = [name for item in items for name in _own_names(item) if name != item.id]
    names += [name for town in directory.municipalities.values() for name in town.places]
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(normalize(name), name)
    return shown


def filter_places(directory: Directory, typed: str) -> tuple[Place, ...]:
    """Return the places that fit what has been typed so far, best first.

    Regions and gemeenten that begin with it come first, then places in them, postcodes, and
    names that contain it.
    """
    wanted = normalize(typed)
    if not wanted:
        return all_places(directory)
    names = directory.places_by_name
    exact = [place.id for place in find_places(directory, typed)]
    own = [
        place.id
        for place in all_places(directory)
        if any(normalize(name).startswith(wanted) for name in _own_names(place))
    ]
    starts = [id_ for name, ids in names.items() if name.startswith(wanted) for id_ in ids]
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
