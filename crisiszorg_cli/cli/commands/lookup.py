"""``crisis lookup``: the number, at once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.completion import complete_place
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.named_places import check_query, choice_error, choice_text, unknown_error
from crisiszorg_cli.cli.options import (
    AsJson,
    DataFolder,
    Gemeente,
    Moment,
    Postcode,
    Regio,
    SectorName,
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
from crisiszorg_cli.directory.search import place_label
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.contacts import Directory, Place, Purpose, Service
from crisiszorg_cli.render.context import CHOSEN, GIVEN
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.show import show, show_json

app = command_app()

NONE = ""

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAAM]",
        help="Regio, gemeente, plaats, postcode of dienst: ZHN, hoofddorp, 2332, ciz.",
        autocompletion=complete_place,
    ),
]


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
    data: DataFolder = None,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Geef meteen het nummer van een regio, gemeente, plaats, postcode of dienst."""
    word = " ".join(words or ()) or None  # den haag needs no quotes
    query = check_query(Query(word, regio, gemeente, postcode, parse_sector(sector)))
    when = parse_moment(moment)
    store = Store(data)
    directory = store.directory()
    warn_of_clock(directory)
    query = understood(directory, query)
    result, why = find(directory, query, when, everything=alles), GIVEN
    if not as_json and not result.found and streams.is_interactive():
        chosen = _ask_which(directory, result.choice, query)
        if chosen is not None:
            result, why = _of(directory, chosen, query, when, everything=alles), CHOSEN
    nothing = not (result.found or result.choice)
    if as_json:
        from crisiszorg_cli.directory.near import suggest

        near = suggest(directory, query.text, services=bool(word)) if nothing else ()
        show_json(_as_json(directory, result, query, near))
    elif not nothing and not result.choice:
        show(lookup_lines(directory, result, why))
        _offer_to_save(store, query, result, why, everything=alles)
    if result.choice:
        raise choice_error(directory, query.text, result.choice)
    if nothing:
        raise unknown_error(directory, query.text, services=bool(word))


def _offer_to_save(
    store: Store, query: Query, result: Lookup, why: str, *, everything: bool
) -> None:
    """Where one sector was asked for and has no number, let the person keep one with a key."""
    if query.sector is None or not result.missing or not streams.is_interactive():
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


def _ask_which(
    directory: Directory, places: tuple[Place, ...], query: Query
) -> Place | Service | None:
    """Let the person choose with one key what the word means, or what comes near it.

    None where nothing comes near, or nothing of it is meant. Raises KeyboardInterrupt or
    LeftError when they leave.
    """
    from crisiszorg_cli.cli.named_places import what_comes_near
    from crisiszorg_cli.interview.launch import ask_once
    from crisiszorg_cli.interview.prompter import Key

    word = query.text
    labels = {place.id: (place_label(directory, place, word), place) for place in places}
    offered = labels or what_comes_near(directory, query)
    if not offered:
        return None
    keys = [Key(str(n), label, id_) for n, (id_, (label, _)) in enumerate(offered.items(), start=1)]
    question = f"{choice_text(word)} Welke?"
    if not places:
        keys.append(Key("n", "geen van deze", NONE))
        question = f"'{word}' staat niet in de gegevens. Bedoelt u:"
    chosen = ask_once(question, keys)
    return offered[chosen][1] if chosen != NONE else None
