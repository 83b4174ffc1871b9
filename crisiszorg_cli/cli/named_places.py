"""The one place that a name stands for, or what to say when it stands for none or several."""

from collections.abc import Iterable

from crisiszorg_cli.directory.lookup import Query, places_of
from crisiszorg_cli.directory.search import (
    find_places,
    find_regions,
    find_services,
    place_label,
    postcode_digits,
)
from crisiszorg_cli.errors import AmbiguousError, NotFoundError
from crisiszorg_cli.model.contacts import Directory, Place, Region, Sector, Service


def one_place(
    directory: Directory, word: str, sector: Sector | None = None, *, region_first: bool = False
) -> Place:
    """Find the one place that bears this name.

    Raises NotFoundError, with the choice or with what comes near, when there is not just one.
    """
    places: tuple[Place, ...] = find_regions(directory, word, sector) if region_first else ()
    places = places or find_places(directory, word, sector)
    if len(places) == 1:
        return places[0]
    raise choice_error(directory, word, places) if places else unknown_error(directory, word)


def asked_place(directory: Directory, query: Query) -> Place:
    """Find the one place that was asked for, exactly as a lookup finds it.

    Raises NotFoundError, with the choice or with what comes near, when there is not just one.
    """
    places = places_of(directory, query)
    if len(places) == 1:
        return places[0]
    if places:
        raise choice_error(directory, query.text, places)
    raise unknown_error(directory, query.text)


def choice_error(directory: Directory, word: str, places: Iterable[Place]) -> AmbiguousError:
    """Say which places a name may mean, and how to name each without doubt."""
    listed = "".join(f"\n  {sure_name(p)}: {place_label(directory, p, word)}" for p in places)
    return AmbiguousError(choice_text(word), f"Kies uit:{listed}")


def choice_text(word: str) -> str:
    """Say that a name or a postcode has more than one meaning."""
    if postcode_digits(word):
        return f"Postcode {word} ligt in meer dan één gemeente."
    return f"'{word}' kan meer dan één plaats zijn."


_MOST_OFFERED = 6


def what_comes_near(directory: Directory, query: Query) -> dict[str, tuple[str, Place | Service]]:
    """Return by id what a mistyped name may mean, each with a label: no more than fits a screen."""
    from crisiszorg_cli.directory.near import suggest  # noqa: PLC0415 - only for a mistake

    found: dict[str, tuple[str, Place | Service]] = {}
    for name in suggest(directory, query.text, services=bool(query.word)):
        for place in find_places(directory, name, query.sector):
            found.setdefault(place.id, (place_label(directory, place, name), place))
        for service in find_services(directory, name) if query.word else ():
            found.setdefault(service.id, (service.name, service))
    return dict(list(found.items())[:_MOST_OFFERED])


def sure_name(place: Place) -> str:
    """Return the name by which a place is found without a choice."""
    return (place.code if isinstance(place, Region) else None) or place.id


def unknown_error(
    directory: Directory, word: str, *, services: bool = False, term: str | None = None
) -> NotFoundError:
    """Say that nothing bears this name, and what comes near.

    ``term`` is the entry of the glossary that does bear it: then it was not mistyped.
    """
    if postcode_digits(word):
        return NotFoundError(f"Postcode {word} staat niet in de gegevens.", "Geef de plaats.")
    tip = f"Uitleg van dit begrip: crisis explain {term}"
    if term is None:
        from crisiszorg_cli.directory.near import suggest  # noqa: PLC0415 - only for a mistake

        near = ", ".join(suggest(directory, word, services=services))
        tip = f"Bedoelde u: {near}?" if near else "Zie `crisis regions`, of geef 'elders'."
    what = "regio, gemeente, plaats of dienst" if services else "regio, gemeente of plaats"
    return NotFoundError(f"Geen {what} '{word}' in de gegevens.", tip)
