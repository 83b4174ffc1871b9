"""``crisis check``: proves the data files, for maintainers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crisiszorg_cli import output
from crisiszorg_cli.commands.options import parse_moment
from crisiszorg_cli.errors import InputError, NotFoundError, reason_of
from crisiszorg_cli.index import INDEX_FILE
from crisiszorg_cli.loader import check_folder, make_index
from crisiszorg_cli.store import data_folder
from crisiszorg_cli.usage import DutchCommand, command_app

app = command_app()


@app.command(cls=DutchCommand)
def check(
    map_: Annotated[
        Path | None,
        typer.Argument(metavar="[MAP]", help="Map met gegevensbestanden; anders de eigen."),
    ] = None,
    index: Annotated[
        bool, typer.Option("--index", help="Maak ook de index, waarmee opzoeken snel is.")
    ] = False,
) -> None:
    """Controleer de gegevensbestanden. Voor beheerders."""
    folder = map_ or data_folder()
    problems = check_folder(folder)
    for problem in problems:
        tip = f" {problem.tip}" if problem.tip else ""
        output.write(f"{problem}.{tip}\n")
    if problems:
        noun = "fout" if len(problems) == 1 else "fouten"
        raise NotFoundError(f"{len(problems)} {noun} gevonden in {folder}.")
    output.write(f"Geen fouten gevonden in {folder}.\n")
    if index:
        _write_index(folder)


def _write_index(folder: Path) -> None:
    """Write the index beside the data, or none at all. Raises InputError."""
    content = make_index(folder, parse_moment(None))
    part = folder / f"{INDEX_FILE}.part"
    try:
        part.write_bytes(content)
        part.replace(folder / INDEX_FILE)
    except OSError as error:
        reason = reason_of(error)
        raise InputError(f"{folder}: kan de index niet schrijven ({reason}).") from error
    output.write(f"Index geschreven: {folder / INDEX_FILE}\n")
