"""``crisis criteria``: the criteria of a sector, regions side by side."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.completion import complete_place
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.named_places import one_place
from crisiszorg_cli.cli.options import (
    AsJson,
    DataFolder,
    Moment,
    SectorName,
    parse_moment,
    parse_sector,
)
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.services import region_for
from crisiszorg_cli.model.contacts import Sector
from crisiszorg_cli.render import criteria as listing
from crisiszorg_cli.render.show import show, show_json
from crisiszorg_cli.triage.engine import Triage

app = command_app()


@app.command(cls=DutchCommand)
def criteria(
    sector: SectorName = None,
    regio: Annotated[
        list[str] | None,
        typer.Option(
            "--regio",
            metavar="NAAM",
            help="Regio; herhaal om te vergelijken.",
            autocompletion=complete_place,
        ),
    ] = None,
    data: DataFolder = None,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Toon de criteria van een sector, regio's naast elkaar."""
    engine, now = Triage(Store(data).content()), parse_moment(moment)
    directory, wanted = engine.content.directory, parse_sector(sector) or Sector.VV
    places = [one_place(directory, name, wanted, region_first=True) for name in regio or ()]
    chosen = [
        engine.rules.pathway(wanted, region_for(directory, place, wanted)) for place in places
    ]
    pathways = chosen or [p for p in engine.content.pathways.values() if p.sector is wanted]
    pathways = list(dict.fromkeys(pathways))
    names = listing.column_names(engine.content, pathways, places)
    if as_json:
        show_json(listing.criteria_json(engine.content, pathways))
    elif streams.shows_on_terminal() and len(pathways) > 1:
        from crisiszorg_cli.render import terminal

        screen = terminal.console(sys.stdout)
        if screen.width >= listing.MIN_TABLE_WIDTH:
            terminal.side_by_side(names, listing.criteria_rows(pathways), screen)
            show(listing.criteria_notes(engine.content, pathways, now))
            return
        show(listing.criteria_lines(engine.content, pathways, names, now))
    else:
        show(listing.criteria_lines(engine.content, pathways, names, now))
