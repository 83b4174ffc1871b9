"""Finding a region, gemeente or service by what somebody types."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from crisiszorg_cli.model import Content, Directory, Municipality, Place, Region, Service, Term
from crisiszorg_cli.nearest import nearest


@dataclass(frozen=True, slots=True)
class Found:
    """What one word means: places and services that bear it exactly, or else suggestions."""

    places: tuple[Place, ...] = ()
    services: tuple[Service, ...] = ()
    suggestions: tuple[str, ...] = ()


def normalize(text: str) -> str:
    """Make case, accents, hyphens and other punctuation not matter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


Named = Region | Municipality | Service | Term


def names_of(item: Named) -> tuple[str, ...]:
    """Give every name by which an item may be called."""
    return (item.name, item.id, *item.aliases)


def find_places(book: Directory, word: str) -> tuple[Place, ...]:
    """Give the regions and gemeenten that bear this name.

    A gemeente goes before a region of the same name that it lies in: it says more, since
    its jeugdregio is known too.
    """
    wanted = normalize(word)
    towns = tuple(t for t in book.municipalities.values() if _bears(t, wanted))
    around = {region for town in towns for region in (town.care_region, town.youth_region)}
    regions = tuple(r for r in book.regions.values() if _bears(r, wanted) and r.id not in around)
    return regions + towns


def find_regions(book: Directory, word: str) -> tuple[Region, ...]:
    """Give the regions, of whatever kind, that bear this name or id."""
    wanted = normalize(word)
    return tuple(region for region in book.regions.values() if _bears(region, wanted))


def find_municipalities(book: Directory, word: str) -> tuple[Municipality, ...]:
    """Give the gemeenten that bear this name or CBS code."""
    wanted = normalize(word)
    return tuple(town for town in book.municipalities.values() if _bears(town, wanted))


def find(book: Directory, word: str) -> Found:
    """Give everything that bears this name exactly, or what comes near it."""
    wanted = normalize(word)
    places = find_places(book, word)
    services = tuple(s for s in book.services.values() if _bears(s, wanted))
    if places or services:
        return Found(places, services)
    return Found(suggestions=suggest(word, (*all_places(book), *book.services.values())))


def all_places(book: Directory) -> tuple[Place, ...]:
    """Give every region and gemeente, regions first."""
    return (*book.regions.values(), *book.municipalities.values())


def suggest(word: str, items: Iterable[Named], limit: int = 3) -> tuple[str, ...]:
    """Give the names nearest to a mistyped word."""
    names: dict[str, str] = {}
    for item in items:
        for name in (item.name, *item.aliases):
            names.setdefault(normalize(name), name)
    return tuple(names[match] for match in nearest(normalize(word), names, limit))


def filter_places(book: Directory, typed: str) -> tuple[Place, ...]:
    """Give the places that fit what has been typed so far, best first.

    Names that begin with it come first, then names that contain it.
    """
    wanted = normalize(typed)
    places = all_places(book)
    if not wanted:
        return places
    exact = list(find_places(book, typed))
    starts = [p for p in places if any(n.startswith(wanted) for n in _normalized(p))]
    contains = [p for p in places if any(wanted in n for n in _normalized(p))]
    return tuple(dict.fromkeys(exact + starts + contains))


def find_terms(content: Content, word: str) -> tuple[Term, ...]:
    """Give the glossary entries that bear this name; a part in brackets does not matter."""
    wanted = normalize(word)
    return tuple(
        term
        for term in content.terms.values()
        if _bears(term, wanted) or normalize(term.name.partition("(")[0]) == wanted
    )


def suggest_terms(content: Content, word: str) -> tuple[str, ...]:
    """Give the glossary entries nearest to a mistyped word."""
    return suggest(word, content.terms.values())


def _normalized(item: Named) -> tuple[str, ...]:
    return tuple(normalize(name) for name in names_of(item))


def _bears(item: Named, wanted: str) -> bool:
    return bool(wanted) and wanted in _normalized(item)
