"""What Tab offers in a shell: regions, gemeenten and sectors.

A name is offered without capitals, accents and spaces, so that no shell needs quotes around
it; the search takes it in that form too.
"""

# ruff: noqa: PLC0415 - every command has this module: what it needs is imported on a Tab

from contextlib import redirect_stderr
from io import StringIO

from crisiszorg_cli.model.contacts import Municipality, Sector


def complete_place(incomplete: str) -> list[tuple[str, str]]:
    """Return regions and gemeenten that begin with what was typed, each with what it is."""
    return _complete(incomplete, regions=True)


def complete_municipality(incomplete: str) -> list[tuple[str, str]]:
    """Return the gemeenten that begin with what was typed."""
    return _complete(incomplete, regions=False)


def _complete(incomplete: str, *, regions: bool) -> list[tuple[str, str]]:
    from crisiszorg_cli.content.store import Store
    from crisiszorg_cli.directory.divisions import DIVISIONS
    from crisiszorg_cli.directory.names import normalize
    from crisiszorg_cli.directory.search import all_places
    from crisiszorg_cli.errors import CrisiszorgError
    from crisiszorg_cli.wording.contacts import KIND

    try:
        with redirect_stderr(StringIO()):  # a shell has no place for a complaint
            directory = Store().directory()
    except CrisiszorgError:
        return []
    wanted = normalize(incomplete)
    offered: dict[str, str] = {}
    for place in all_places(directory) if regions else directory.municipalities.values():
        if isinstance(place, Municipality):
            kind, also = "gemeente", place.aliases  # Den Haag
        elif place.kind in DIVISIONS:
            kind, also = KIND[place.kind], ()
        else:
            continue
        for name in (place.name, *also):
            if normalize(name).startswith(wanted):
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
    from crisiszorg_cli.directory.names import words_of

    return "-".join(words_of(name))
