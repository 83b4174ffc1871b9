"""What Tab offers in a shell: regions, gemeenten and sectors.

A name is offered without capitals, accents and spaces, so that no shell needs quotes around
it; the search takes it in that form too.
"""

from contextlib import redirect_stderr
from io import StringIO

from crisiszorg_cli.directory.divisions import DIVISIONS
from crisiszorg_cli.directory.names import normalize, words_of
from crisiszorg_cli.directory.search import all_places
from crisiszorg_cli.errors import CrisiszorgError
from crisiszorg_cli.model.contacts import Municipality, Sector
from crisiszorg_cli.wording.contacts import KIND

_OFFERED = {kind: KIND[kind] for kind in DIVISIONS}


def complete_place(incomplete: str) -> list[tuple[str, str]]:
    """Return regions and gemeenten that begin with what was typed, each with what it is."""
    return _complete(incomplete, regions=True)


def complete_municipality(incomplete: str) -> list[tuple[str, str]]:
    """Return the gemeenten that begin with what was typed."""
    return _complete(incomplete, regions=False)


def _complete(incomplete: str, *, regions: bool) -> list[tuple[str, str]]:
    from crisiszorg_cli.content.store import Store  # noqa: PLC0415 - only when Tab is pressed

    try:
        with redirect_stderr(StringIO()):  # a shell has no place for a complaint
            directory = Store().directory()
    except CrisiszorgError:
        return []
    wanted = normalize(incomplete)
    offered: dict[str, str] = {}
    for place in all_places(directory) if regions else directory.municipalities.values():
        kind = "gemeente" if isinstance(place, Municipality) else _OFFERED.get(place.kind)
        also = place.aliases if isinstance(place, Municipality) else ()  # Den Haag
        for name in (place.name, *also):
            if kind and normalize(name).startswith(wanted):
                offered.setdefault(_as_typed(as_word(name), incomplete), f"{name}, {kind}")
    return sorted(offered.items())


def _as_typed(word: str, incomplete: str) -> str:
    """Keep the capitals that were typed: a shell drops what does not begin with the same."""
    if word.startswith(incomplete.casefold()):
        return incomplete + word[len(incomplete) :]
    return word


def complete_sector(incomplete: str) -> list[str]:
    """Return the sectors that begin with what was typed."""
    return [sector.value for sector in Sector if sector.value.startswith(incomplete.casefold())]


def as_word(name: str) -> str:
    """Write a name as one word that needs no quotes in any shell: ``alphen-aan-den-rijn``."""
    return "-".join(words_of(name))
