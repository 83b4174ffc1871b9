"""``crisis lookup``: the number, at once."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.completion import complete_place
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import (
    AsJson,
    DataFolder,
    Gemeente,
    Moment,
    Postcode,
    Regio,
    SectorName,
    check_query,
    parse_moment,
    parse_sector,
    warn_of_clock,
)
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.lookup import (
    Lookup,
    Query,
    find,
    for_place,
    for_services,
    understood,
)
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.errors import DataError
from crisiszorg_cli.model.contacts import Directory, Place, Purpose, Sector, Service
from crisiszorg_cli.render.context import CHOSEN, GIVEN
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.show import show, show_json

if TYPE_CHECKING:
    from crisiszorg_cli.cli.sector_table import Left

app = command_app()

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAAM]",
        help="Regio, gemeente, plaats, postcode of dienst: ZHN, hoofddorp, 2332, ciz.",
        autocompletion=complete_place,
    ),
]


NoInput = Annotated[bool, typer.Option("--no-input", help="Vraag niets; toon en stop.")]


@app.command(cls=DutchCommand)
def lookup(
    words: Words = None,
    regio: Regio = None,
    gemeente: Gemeente = None,
    postcode: Postcode = None,
    sector: SectorName = None,
    alles: Annotated[
        bool, typer.Option("--alles", help="Ook nummers die niet voor crisis zijn.")
    ] = False,
    no_input: NoInput = False,
    data: DataFolder = None,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Geef meteen het nummer van een regio, gemeente, plaats, postcode of dienst."""
    word = " ".join(words or ()) or None  # den haag needs no quotes
    query = Query(word, regio, gemeente, postcode, parse_sector(sector))
    asks = not no_input and not as_json and streams.is_interactive()
    how = _How(data, moment, asks=asks, everything=alles)
    if asks and not query.text:
        _first_ask(query, how)
        return
    check_query(query)
    when = parse_moment(moment)
    store = Store(data)
    directory = store.directory()
    warn_of_clock(directory)
    query = understood(directory, query)
    result, why = find(directory, query, when, everything=alles), GIVEN
    term = None if result.found or result.choice else _term(store, query)
    if asks and not result.found and term is None:
        from crisiszorg_cli.cli.place_choice import ask_which

        chosen = ask_which(directory, result.choice, query)
        if chosen is not None:
            result, why = _of(directory, chosen, query, when, everything=alles), CHOSEN
    nothing = not (result.found or result.choice)
    if as_json:
        near = _near(directory, query) if nothing else ()
        show_json(_as_json(directory, result, query, near))
    elif not nothing and not result.choice:
        if result.place is None or alles or not streams.shows_on_terminal():
            show(lookup_lines(directory, result, why))
        else:
            _show_table(store, result.place, query, why, how)
        if asks:
            _offer_to_save(store, query, result, why, everything=alles)
    if result.choice or nothing:
        from crisiszorg_cli.cli.named_places import choice_error, unknown_error

        if result.choice:
            raise choice_error(directory, query.text, result.choice)
        raise unknown_error(directory, query.text, services=bool(word), term=term)


def _near(directory: Directory, query: Query) -> tuple[str, ...]:
    from crisiszorg_cli.directory.near import suggest

    return suggest(directory, query.text, services=bool(query.word))


def _term(store: Store, query: Query) -> str | None:
    """Return the entry of the glossary that was asked for as if it were a place or a service.

    It takes all of the content, so only what is found nowhere else is looked up there.
    """
    from crisiszorg_cli.directory.glossary import find_terms

    try:
        found = find_terms(store.content(), query.word) if query.word else ()
    except DataError:  # that nothing was found is what has to be said
        return None
    return found[0].id if found else None


def _offer_to_save(
    store: Store, query: Query, result: Lookup, why: str, *, everything: bool
) -> None:
    """Where one sector was asked for and has no number, let the person keep one with a key."""
    if query.sector is None or not result.missing:
        return
    from crisiszorg_cli.directory.own_numbers import prefilled
    from crisiszorg_cli.interview.launch import ask_once, save_number
    from crisiszorg_cli.interview.prompter import CLOSE, SAVE, SAVE_KEY

    entered = prefilled(m for m in result.missing if m.purpose is Purpose.CRISIS)
    if entered is None or ask_once("Weet u het nummer?", [SAVE_KEY, CLOSE]) != SAVE:
        return
    today = day_of(parse_moment(None))
    if save_number(store, today, entered, confirm=True, plain=False):
        directory = store.directory()
        result = find(directory, query, result.moment, everything=everything)
        show(lookup_lines(directory, result, why))


class _How(NamedTuple):
    """How a lookup was asked: of which data and time, and whether somebody can be asked."""

    data: Path | None
    moment: str | None
    asks: bool
    everything: bool


def _show_table(store: Store, place: Place, query: Query, why: str, how: _How) -> None:
    """Show a place on a terminal as a table, and begin the triage where that is asked for."""
    left = _show_place(store, place, query, why, how)
    if left.for_triage:
        _triage(place, left.sector, how)


def _show_place(
    store: Store, place: Place, query: Query, why: str, how: _How, *, first: bool = False
) -> "Left":
    """Show a place as a table, and ask under it; one sector of it as lines.

    Who was asked ``first`` where the client lives goes on answering in the simple mode too,
    and may name another place.
    """
    from crisiszorg_cli.cli.sector_table import Left, SectorTable, is_simple

    table = SectorTable(store, place, query, why, lambda: parse_moment(how.moment))
    if not table.has_rows:
        directory = store.directory()
        found = for_place(directory, place, query, table.clock(), everything=how.everything)
        show(lookup_lines(directory, found, why))
        return Left()
    simple = is_simple()
    table.show(simple=simple)
    if how.asks and (first or not simple):
        return table.ask(simple=simple, again=first)
    streams.write("Eén sector, met bron: voeg --sector vv, gz, ggz of jeugd toe.\n")
    return Left()


def _first_ask(query: Query, how: _How) -> None:
    """Ask where the client lives, and show that place, until it is left."""
    from crisiszorg_cli.cli.place_choice import ask_where
    from crisiszorg_cli.cli.sector_table import is_simple

    store = Store(how.data)
    warn_of_clock(store.directory())
    while True:
        place = ask_where(store.directory(), plain=is_simple())
        left = _show_place(store, place, query, GIVEN, how, first=True)
        if left.for_triage:
            _triage(place, left.sector, how)
        if not left.for_place:
            return


def _triage(place: Place, sector: Sector | None, how: _How) -> None:
    """Go on with the triage of this place. Raises typer.Exit with its exit code."""
    from crisiszorg_cli.cli.commands.triage import triage
    from crisiszorg_cli.cli.named_places import sure_name

    name = sector.value if sector else None
    triage(regio=sure_name(place), sector=name, data=how.data, moment=how.moment)


def _as_json(
    directory: Directory, result: Lookup, query: Query, near: tuple[str, ...]
) -> dict[str, object]:
    from crisiszorg_cli.render.as_json import lookup_json

    return lookup_json(directory, result, query, near, parse_moment(None))


def _of(
    directory: Directory, chosen: Place | Service, query: Query, when: datetime, *, everything: bool
) -> Lookup:
    if isinstance(chosen, Service):
        return for_services(directory, (chosen,), when)
    return for_place(directory, chosen, query, when, everything=everything)
