"""Options that commands share, and how what was typed after them is read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.completion import complete_municipality, complete_place, complete_sector
from crisiszorg_cli.dutch_time import AMSTERDAM, day_of
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.model.contacts import Directory, Sector
from crisiszorg_cli.wording.contacts import clock_warning

if TYPE_CHECKING:
    from crisiszorg_cli.directory.lookup import Query

Regio = Annotated[
    str | None,
    typer.Option(
        "--regio",
        metavar="NAAM",
        help="Regio, gemeente of postcode waar de cliënt woont.",
        autocompletion=complete_place,
    ),
]
Gemeente = Annotated[
    str | None,
    typer.Option(
        "--gemeente",
        metavar="NAAM",
        help="Gemeente van de cliënt.",
        autocompletion=complete_municipality,
    ),
]
Postcode = Annotated[
    str | None, typer.Option("--postcode", metavar="CIJFERS", help="Postcode van de cliënt.")
]
SectorName = Annotated[
    str | None,
    typer.Option(
        "--sector",
        metavar="SECTOR",
        help="vv, gz, ggz of jeugd.",
        autocompletion=complete_sector,
    ),
]
Moment = Annotated[
    str | None,
    typer.Option("--moment", metavar="ISO", help="Reken met dit tijdstip, zoals 2026-11-22T21:30."),
]
DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="MAP",
        envvar="CRISIS_DATA",
        show_envvar=False,
        readable=False,  # a folder that cannot be read is the store's to name, and no usage error
        help="Map met gegevens van uw praktijk of HAP; ook met CRISIS_DATA.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Uitvoer als JSON, voor programma's.")]
Output = Annotated[
    str | None,
    typer.Option("--output", metavar="BESTAND", help="Schrijf het verslag in dit bestand."),
]
Overwrite = Annotated[
    bool, typer.Option("--overschrijf", help="Vervang het bestand van --output als het er al is.")
]
Why = Annotated[bool, typer.Option("--waarom", help="Zeg ook waarom: het bewijs van de uitslag.")]
Crlf = Annotated[
    bool, typer.Option("--crlf", help="Regels in dat bestand eindigen als op Windows.")
]

_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # beyond these the holidays are not known


def parse_moment(text: str | None) -> datetime:
    """Read ``--moment``; without it, now. A time without zone is Dutch time."""
    if text is None:
        return datetime.now(AMSTERDAM).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        tip = "Schrijf het als 2026-11-22T21:30."
        raise InputError(f"'{text}' is geen tijdstip.", tip) from error
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InputError(f"'{text}' ligt te ver weg.", "Kies een jaar van 2000 tot en met 2100.")
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def warn_of_clock(directory: Directory) -> None:
    """Say on stderr that the clock of this computer stands before the day of the data."""
    warning = clock_warning(day_of(parse_moment(None)), directory.checked)
    if warning is not None:
        streams.write_error(f"Let op: {warning}\n")


def parse_sector(text: str | None) -> Sector | None:
    """Read ``--sector`` in any case; V&V is vv."""
    if text is None:
        return None
    word = "".join(text.split()).casefold().replace("&", "").replace("vvt", "vv")
    if word in tuple(Sector):
        return Sector(word)
    raise InputError(f"Onbekende sector '{text}'.", "Kies uit: vv, gz, ggz, jeugd.")


def check_query(query: Query, command: str = "lookup") -> Query:
    """Return a query that asks for one thing. Raises InputError on any other."""
    given = [name for name in query[:-1] if name]
    if len(given) == 1:
        return query
    raise InputError(
        "Noem er maar één." if given else "Noem één regio, gemeente, postcode of dienst.",
        f"Bijvoorbeeld: crisis {command} --regio ZHN",
    )
