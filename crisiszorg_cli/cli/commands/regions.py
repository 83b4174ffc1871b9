"""``crisis regions``: what is known where."""

from __future__ import annotations

from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.completion import complete_place
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.named_places import unknown_error
from crisiszorg_cli.cli.options import AsJson, DataFolder, SectorName, parse_sector
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.coverage import Known, rows
from crisiszorg_cli.directory.search import find_places, find_regions, regions_of
from crisiszorg_cli.errors import InputError, NotFoundError
from crisiszorg_cli.model.contacts import Directory, Municipality, Region, Sector
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.render.regions import DUTCH, region_lines, regions_json, table_lines
from crisiszorg_cli.render.show import show, show_json

app = command_app()

NOTES = (
    "Pagina: van de dienst zelf, en anders van het zorgkantoor.",
    "Mogelijk: het laatst bekende nummer, niet bevestigd.",
    "Meer over een regio of gemeente: crisis regions NAAM",
)
OWN_COUNTS = "Eigen gegevens tellen mee."


@app.command(cls=DutchCommand)
def regions(
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAAM]",
            help="Een regio of gemeente, voor alles wat daar bekend is.",
            autocompletion=complete_place,
        ),
    ] = None,
    sector: SectorName = None,
    bekend: Annotated[
        str | None,
        typer.Option(
            "--bekend",
            metavar="WAT",
            help="Alleen regio's met nummer, mogelijk, pagina of onbekend.",
            autocompletion=lambda: list(DUTCH.values()),
        ),
    ] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Toon de regio's en wat per sector bekend is."""
    directory = Store(data).directory()
    word = " ".join(name or ())
    among = _regions_named(directory, word) if word else None
    found = rows(directory, parse_sector(sector), _parse_known(bekend), among)
    if as_json:
        show_json(regions_json(found))
    elif not found:
        raise NotFoundError("Geen regio waarvan dit bekend is.", "Zie alles: crisis regions")
    elif word:
        show(region_lines(directory, found))
    else:
        width = streams.terminal_width() if streams.shows_on_terminal() else None
        show(table_lines(found, width))
        notes = (*NOTES, OWN_COUNTS) if directory.own else NOTES
        show([Line(Role.NOTE, text) for text in notes])


def _regions_named(directory: Directory, word: str) -> list[Region]:
    """Return the regions of that name, of each kind, or in which the gemeente lies."""
    found = [*find_regions(directory, word), *find_regions(directory, word, Sector.JEUGD)]
    for place in find_places(directory, word):
        if isinstance(place, Municipality):
            found += [directory.regions[id_] for id_ in regions_of(place)]
    if not found:
        raise unknown_error(directory, word)
    return found


def _parse_known(text: str | None) -> Known | None:
    if text is None:
        return None
    for known, dutch in DUTCH.items():
        if text.casefold() == dutch:
            return known
    raise InputError(f"Onbekende waarde '{text}'.", f"Kies uit: {', '.join(DUTCH.values())}.")
