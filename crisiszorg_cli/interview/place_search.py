"""The list of places that is searched by typing, from certain to doubtful. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from crisiszorg_cli.directory.names import normalize
from crisiszorg_cli.directory.near import filter_places, suggest
from crisiszorg_cli.directory.search import all_places, find_places, place_label
from crisiszorg_cli.interview.prompter import OptionSearch
from crisiszorg_cli.model.contacts import Directory, Place


def place_search(directory: Directory) -> OptionSearch:
    """Return the search of the places of a directory."""

    def labelled(places: Iterable[Place], typed: str) -> list[tuple[str, str]]:
        return [(place.id, place_label(directory, place, typed)) for place in places]

    def named(typed: str) -> list[tuple[str, str]]:
        """Return the place of exactly this name; all of them for no text at all."""
        found = find_places(directory, typed) if typed.strip() else all_places(directory)
        return labelled(found, typed)

    def fitting(typed: str) -> list[tuple[str, str]]:
        """Return places whose name holds what was typed: Haarlem is not Haarlemmermeer."""
        return labelled(filter_places(directory, typed) if normalize(typed) else (), typed)

    def alike(typed: str) -> list[tuple[str, str]]:
        """Return places whose name looks like what was typed."""
        near = suggest(directory, typed) if normalize(typed) else ()
        found = ((place, name) for name in near for place in find_places(directory, name))
        labels = {place.id: place_label(directory, place, name) for place, name in found}
        return list(labels.items())

    return OptionSearch(named, fitting, alike)
