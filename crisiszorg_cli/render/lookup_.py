"""The answer to a lookup as lines."""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli import labels
from crisiszorg_cli.contacts import Directory, Municipality, Place
from crisiszorg_cli.lookup import Lookup
from crisiszorg_cli.render.lines import (
    BLANK,
    Line,
    Role,
    contact_lines,
    missing_lines,
    sources_line,
)
from crisiszorg_cli.search import regions_of

FULL_UP_TO = 2


def lookup_lines(book: Directory, result: Lookup) -> Iterator[Line]:
    """Show every contact, then what no source gives; a long list leaves the details out."""
    in_full = len(result.contacts) <= FULL_UP_TO
    if result.place is not None:
        yield Line(Role.TITLE, place_title(book, result.place, result.place_name))
    yield from (Line(Role.WARNING, notice) for notice in result.notices)
    for index, contact in enumerate(result.contacts):
        if index or result.place is not None:
            yield BLANK
        yield from contact_lines(book, contact, result.moment, in_full=in_full)
    shown = {contact.service.page for contact in result.contacts}
    unseen = [m for m in result.missing if m.page is None or m.page not in shown]
    yield from missing_lines(book, unseen)
    if not in_full:
        cited = [citation for c in result.contacts for citation in c.service.sources]
        yield BLANK
        yield Line(Role.NOTE, f"Bronnen: {sources_line(book, cited, result.moment)}")
        yield Line(Role.NOTE, "Meer per sector: voeg --sector vv, gz, ggz of jeugd toe.")


def place_title(book: Directory, place: Place, name: str | None = None) -> str:
    """Name a place with its kind, or a gemeente with its three regions."""
    if isinstance(place, Municipality):
        divisions = (book.regions[id_] for id_ in regions_of(place))
        named = ", ".join(f"{labels.KIND[region.kind]} {region.name}" for region in divisions)
        town = f"{name}, gemeente {place.name}" if name else place.name
        return f"{town} ({named})"
    return f"{place.name} ({labels.KIND[place.kind]})"
