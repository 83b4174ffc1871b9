"""``crisis card``: one page of a region for the wall, for when the computer is off."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.cli.completion import complete_place
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.named_places import asked_place, sure_name
from crisiszorg_cli.cli.options import (
    DataFolder,
    Gemeente,
    Moment,
    Postcode,
    Regio,
    check_query,
    parse_moment,
    warn_of_clock,
)
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.lookup import Query
from crisiszorg_cli.errors import InputError, NotFoundError, reason_of
from crisiszorg_cli.guarded_file import UnreadableError, is_there
from crisiszorg_cli.model.contacts import Directory, Municipality, Place, RegionKind, Sector
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.wording.contacts import KIND

app = command_app()

_DIVISIONS = (RegionKind.JEUGDREGIO, RegionKind.VEILIG_THUIS_REGIO)


@app.command(cls=DutchCommand)
def card(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAAM]",
            help="Zorgkantoorregio, gemeente, plaats of postcode: ZHN, leiden, 2332.",
            autocompletion=complete_place,
        ),
    ] = None,
    regio: Regio = None,
    gemeente: Gemeente = None,
    postcode: Postcode = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="BESTAND", help="Schrijf de kaart in dit bestand."),
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Ook als het bestand al bestaat.")
    ] = False,
    vertrouwelijk: Annotated[
        bool, typer.Option("--vertrouwelijk", help="Met uw eigen vertrouwelijke nummers erop.")
    ] = False,
    data: DataFolder = None,
    moment: Moment = None,
) -> None:
    """Maak een kaart van één A4 voor aan de wand: nummers, criteria, wat u bij de hand hebt."""
    word = " ".join(words or ()) or None
    query = check_query(Query(word, regio, gemeente, postcode), "card")
    when = parse_moment(moment)
    engine = Triage(Store(data).content())
    directory = engine.content.directory
    warn_of_clock(directory)
    place = _with_card(directory, query)
    if output is None and streams.shows_on_terminal():
        name = "-".join(re.findall(r"\w+", place.name.lower()))
        raise InputError(
            "De kaart is een bladzijde voor de browser, niet voor dit scherm.",
            f"Geef een bestand: --output kaart-{name}.html",
        )
    page = _page(engine, place, when, confidential=vertrouwelijk)
    if output is None:  # in ASCII: the page says UTF-8, and a pipe may have another encoding
        streams.write(page.encode("ascii", "xmlcharrefreplace").decode())
        return
    _save(output, page, replace=overschrijf)
    streams.write(f"Geschreven: {output}\nOpen het in een browser en druk het af, op A4.\n")


def _page(engine: Triage, place: Place, moment: datetime, *, confidential: bool) -> str:
    """Make the page, and say so if it may take more than one sheet."""
    from crisiszorg_cli.render.wall_card import wall_card
    from crisiszorg_cli.render.wall_numbers import Paper
    from crisiszorg_cli.render.wall_page import wall_page
    from crisiszorg_cli.render.wall_room import fits, fitted

    shown = fitted(wall_card(engine, place, Paper(moment, confidential)))
    if not fits(shown):
        streams.write_error("Let op: dit past misschien niet op één A4.\n")
    return wall_page(shown)


def _with_card(directory: Directory, query: Query) -> Place:
    """Find the place, as a lookup for V&V does: of one name, the zorgkantoorregio counts.

    Raises NotFoundError, also for a region of another kind, with the regions that it may be.
    """
    from crisiszorg_cli.render.wall_card import has_card

    place = asked_place(directory, query._replace(sector=Sector.VV))
    if isinstance(place, Municipality) or has_card(place):
        return place
    towns = directory.municipalities.values()
    ids = {t.care_region: None for t in towns if place.id in map(t.region_of, _DIVISIONS)}
    regions = [directory.regions[id_] for id_ in ids]
    listed = "".join(f"\n  {sure_name(region)}: {region.name}" for region in regions)
    tip = f"Geef de gemeente, of kies uit:{listed}" if listed else "Geef de gemeente."
    kind = f", maar een {KIND[place.kind]}" if listed else ""
    raise NotFoundError(f"{place.name} is geen zorgkantoorregio{kind}.", tip)


def _save(file: Path, page: str, *, replace: bool) -> None:
    """Write the page whole or not at all. Raises InputError, also where it would replace a file."""
    try:
        if not replace and is_there(file):
            raise InputError(f"{file} bestaat al.", "Voeg --overschrijf toe, of kies een naam.")
        atomic_write(file, page.encode())
    except UnreadableError as error:
        raise InputError(f"{file}: kan het niet schrijven ({error}).") from error
    except OSError as error:
        raise InputError(f"{file}: kan het niet schrijven ({reason_of(error)}).") from error
