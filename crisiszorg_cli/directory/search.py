"""Finding a region, gemeente, place, postcode or service by what somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crisiszorg_cli.directory.divisions import division_of
from crisiszorg_cli.directory.names import normalize, own_names
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

if TYPE_CHECKING:
    from crisiszorg_cli.directory.records import Record

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


# -- finding ------------------------------------------------------------------------------------


def all_places(directory: Directory) -> tuple[Place, ...]:
    """Return every region and gemeente, regions first."""
    return (*directory.regions.values(), *directory.municipalities.values())


def find_places(directory: Directory, word: str, sector: Sector | None = None) -> tuple[Place, ...]:
    """Return the regions and gemeenten that bear this name or postcode; more than one is a choice.

    A gemeente goes before a region of the same name that it lies in: it says more. Of
    regions of one name and several kinds the one that counts for the sector is given. Where
    nothing bears the name, it is read as a record has it: with a street, postcode or province.
    """
    towns = _named(directory, word)
    around = {id_ for town in towns for id_ in regions_of(town)}
    regions = [r for r in find_regions(directory, word, sector) if r.id not in around]
    return (*towns, *regions) or _in_record(directory, word, sector)


def find_regions(
    directory: Directory, word: str, sector: Sector | None = None
) -> tuple[Region, ...]:
    """Return the regions that bear this name or id: those of the kind that counts first.

    Where names differ in a sign only, as A&M and AM, the sign counts.
    """
    found = [directory.regions[id_] for id_ in _ids(directory, word) if id_ in directory.regions]
    for kind in dict.fromkeys((division_of(sector), *_KINDS)):
        of_kind = tuple(region for region in found if region.kind is kind)
        if of_kind:
            exact = tuple(r for r in of_kind if _written(word) in map(_written, own_names(r)))
            return exact if len(of_kind) > 1 and exact else of_kind
    return ()


def _written(name: str) -> str:
    return "".join(name.casefold().split())


def find_municipalities(directory: Directory, word: str) -> tuple[Municipality, ...]:
    """Return the gemeenten with this name, place, CBS code or postcode, as ``find_places`` does.

    Of those that lie in the same three regions the first is enough: they say the same.
    """
    found = _named(directory, word) or _in_record(directory, word, None)
    return tuple(place for place in found if isinstance(place, Municipality))


def _named(directory: Directory, word: str) -> tuple[Municipality, ...]:
    return _first_of_each(sorted(towns_of(directory, word), key=lambda t: not is_own_name(t, word)))


def towns_of(directory: Directory, word: str) -> list[Municipality]:
    """Return all gemeenten with this name, place, CBS code or postcode."""
    towns = directory.municipalities
    return [towns[id_] for id_ in _ids(directory, word) if id_ in towns]


def _first_of_each(towns: Iterable[Municipality]) -> tuple[Municipality, ...]:
    first: dict[tuple[str, ...], Municipality] = {}
    for town in towns:
        first.setdefault(regions_of(town), town)
    return tuple(first.values())


def _in_record(directory: Directory, word: str, sector: Sector | None) -> tuple[Place, ...]:
    """Return the places that a text means in which more stands than a name."""
    record = _record(word)
    if record is None:
        return ()
    if record.is_region:
        return find_regions(directory, record.name, sector)
    named = towns_of(directory, record.name)
    here = towns_of(directory, record.postcode) if record.postcode else named
    if record.name and record.postcode:
        # A postcode and a town that do not belong together: either may be the slip.
        here = [town for town in named if town in here] or [*here, *named] if named else []
    fitting = [town for town in here if _fits(town, record)]
    fitting.sort(key=lambda town: not is_own_name(town, record.name))
    bare = record == record._replace(postcode="", province=None, municipality="")
    return _first_of_each(fitting) or (
        find_regions(directory, record.name, sector) if bare and not record.is_municipality else ()
    )


def _fits(town: Municipality, record: Record) -> bool:
    """Tell whether a gemeente is what the record says beside the name."""
    return (
        (record.province is None or town.province is record.province)
        and (not record.municipality or is_own_name(town, record.municipality))
        and (not record.is_municipality or is_own_name(town, record.name))
    )


def _record(word: str) -> Record | None:
    # Not for a name that is found as it stands: most are.
    from crisiszorg_cli.directory.records import read_record  # noqa: PLC0415

    return read_record(word)


def postcode_in(word: str) -> str | None:
    """Return the four digits of the postcode in a text, or None where it has none."""
    digits = postcode_digits(word)
    if digits is None and any(char.isdecimal() for char in word):
        record = _record(word)
        # In "in 2332" and "(2332)" it stands where else a name does.
        return (record.postcode or postcode_digits(record.name)) if record else None
    return digits


def is_own_name(town: Municipality, word: str) -> bool:
    """Tell whether this is the name of the gemeente itself, not of a place in it."""
    return normalize(word) in map(normalize, own_names(town))


def regions_of(town: Municipality) -> tuple[str, str, str]:
    """Return the ids of the three regions that a gemeente lies in."""
    return town.care_region, town.youth_region, town.veilig_thuis_region


def _ids(directory: Directory, word: str) -> tuple[str, ...]:
    digits = postcode_digits(word)
    if digits is not None:
        return directory.places_by_postcode.get(digits, ())
    return directory.places_by_name.get(normalize(word), ())


def find_services(directory: Directory, word: str) -> tuple[Service, ...]:
    """Return the services that bear this name, or have this number in any form."""
    ids = directory.services_by_name.get(normalize(word), ())
    if not ids and any(char.isdecimal() for char in word):
        from crisiszorg_cli.directory.records import phone_digits  # noqa: PLC0415 - as above

        ids = directory.services_by_name.get(phone_digits(word) or "", ())
    return tuple(directory.services[id_] for id_ in ids)


def find_offices(directory: Directory, word: str) -> tuple[Office, ...]:
    """Return the zorgkantoren that bear this name."""
    return tuple(
        directory.offices[id_] for id_ in directory.offices_by_name.get(normalize(word), ())
    )


def is_unsure(town: Municipality, word: str) -> bool:
    """Tell whether this is a postcode of which it is not certain that it lies here."""
    digits = postcode_in(word)
    return digits is not None and any(p.first <= digits <= p.last for p in town.unsure_postcodes)


def name_in(town: Municipality, word: str) -> str | None:
    """Return the place in the gemeente that was typed, or typed in part; None for the gemeente."""
    wanted = normalize(word)
    own = [normalize(name) for name in own_names(town)]
    names = {normalize(name): name for name in town.places}
    if wanted not in (*own, *names) and not word.isalpha() and (record := _record(word)):
        wanted = normalize(record.name)
    if not wanted or wanted in (*own, *map(normalize, town.also_called)):
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
