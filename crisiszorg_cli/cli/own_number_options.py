"""Options of ``crisis overlay add``: a number said beforehand, in part or whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, NamedTuple

import typer

from crisiszorg_cli.cli.completion import complete_place
from crisiszorg_cli.cli.named_places import one_place
from crisiszorg_cli.cli.options import parse_sector
from crisiszorg_cli.directory.own_numbers import (
    Entered,
    read_day,
    read_phone,
    read_region,
)
from crisiszorg_cli.directory.spoken_hours import spoken_hours
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.model.contacts import Directory, Purpose
from crisiszorg_cli.triage.answers import free_words

Number = Annotated[
    str | None, typer.Option("--nummer", metavar="NUMMER", help="Het telefoonnummer.")
]
Name = Annotated[
    str | None, typer.Option("--naam", metavar="NAAM", help="Wie u daar aan de lijn krijgt.")
]
Where = Annotated[
    str | None,
    typer.Option(
        "--regio",
        metavar="NAAM",
        help="De regio of gemeente waarvoor het is.",
        autocompletion=complete_place,
    ),
]
Hours = Annotated[
    str | None,
    typer.Option("--uren", metavar="UREN", help="'ma-vr 9-17', 'dag en nacht' of 'onbekend'."),
]
ToldBy = Annotated[
    str | None, typer.Option("--wie", metavar="WIE", help="Van wie u het nummer hebt.")
]
ToldOn = Annotated[
    str | None, typer.Option("--op", metavar="DAG", help="Wanneer u het hoorde; anders vandaag.")
]
Confidential = Annotated[
    bool | None,
    typer.Option("--vertrouwelijk/--niet-vertrouwelijk", help="Of het uit verslagen blijft."),
]
Forced = Annotated[
    bool, typer.Option("--bij-verzet", help="Voor gedwongen zorg, in plaats van voor crisis.")
]
Instead = Annotated[
    bool | None,
    typer.Option("--vervang/--ernaast", help="Is er al een eigen nummer: vervang het, of niet."),
]
RungOn = Annotated[
    str | None, typer.Option("--op", metavar="DAG", help="Wanneer er is gebeld; anders vandaag.")
]
RungBy = Annotated[str | None, typer.Option("--door", metavar="WIE", help="Wie er heeft gebeld.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Stel geen vragen; meld wat ontbreekt.")]

_NEEDED = {
    "phone": "--nummer",
    "name": "--naam",
    "place": "--regio",
    "sector": "--sector",
    "hours": "--uren",
    "told_by": "--wie",
}


class Options(NamedTuple):
    """What was typed after ``crisis overlay add``."""

    number: str | None
    name: str | None
    region: str | None
    sector: str | None
    hours: str | None
    told_by: str | None
    told_on: str | None
    confidential: bool | None
    forced: bool


def read_options(directory: Directory, given: Options, today: date) -> Entered:
    """Check each option that was given. Raises InputError that names it."""
    checks: tuple[tuple[str, str | None, Callable[[str], object]], ...] = (
        ("--nummer", given.number, lambda text: read_phone(directory, text)),
        ("--naam", given.name, free_words),
        ("--uren", given.hours, spoken_hours),
        ("--wie", given.told_by, free_words),
        ("--op", given.told_on, lambda text: read_day(text, today)),
    )
    for option, text, read in checks:
        if text is not None:
            _try(option, text, read)
    sector = parse_sector(given.sector)
    place = one_place(directory, given.region, sector) if given.region else None
    if place is not None and sector is not None:
        _try("--regio", given.region or "", lambda _: read_region(directory, place, sector))
    return Entered(
        given.number,
        given.name,
        place,
        sector,
        Purpose.FORCED_CARE if given.forced else Purpose.CRISIS,
        given.hours,
        given.told_by,
        given.told_on,
        given.confidential,
    )


def missing_options(entered: Entered) -> Iterator[str]:
    """Name the options that are needed where nothing can be asked."""
    return (option for name, option in _NEEDED.items() if getattr(entered, name) is None)


def read_ringing(rung_on: str | None, rung_by: str | None, today: date) -> tuple[date, str]:
    """Return when a number was rung and by whom. Raises InputError that names the option."""
    if rung_by is None:
        raise InputError(
            "Nog nodig: --door.", "Zeg wie er heeft gebeld, zoals: --door 'HAP Leiden'"
        )
    _try("--door", rung_by, free_words)
    _try("--op", rung_on or "", lambda text: read_day(text, today))
    return read_day(rung_on or "", today), free_words(rung_by)


def _try(option: str, text: str, read: Callable[[str], object]) -> None:
    try:
        read(text)
    except ValueError as error:
        raise InputError(f"{option} '{text}': {error}") from error
