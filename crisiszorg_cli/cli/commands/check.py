"""``crisis check``: proves the data files, for maintainers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, Moment, parse_moment
from crisiszorg_cli.content.index import INDEX_FILE
from crisiszorg_cli.content.loader import (
    check_folder,
    load_content,
    load_directory,
    make_index,
)
from crisiszorg_cli.content.store import Store, data_folder, fresh_index, is_overlay_folder
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.errors import InputError, NotFoundError, Problem, reason_of
from crisiszorg_cli.guarded_file import is_there
from crisiszorg_cli.render.own_data import remark_lines
from crisiszorg_cli.render.provenance import review_lines
from crisiszorg_cli.render.show import show

app = command_app()


@app.command(cls=DutchCommand)
def check(
    map_: Annotated[
        Path | None,
        typer.Argument(
            metavar="[MAP]", readable=False, help="Map met gegevensbestanden; anders de eigen."
        ),
    ] = None,
    index: Annotated[
        bool, typer.Option("--index", help="Maak ook de index, waarmee opzoeken snel is.")
    ] = False,
    verouderd: Annotated[
        bool, typer.Option("--verouderd", help="Toon welke bronnen nagelezen moeten worden.")
    ] = False,
    data: DataFolder = None,
    moment: Moment = None,
) -> None:
    """Controleer de gegevensbestanden. Voor beheerders."""
    when, today = parse_moment(moment), day_of(parse_moment(None))
    if map_ and is_overlay_folder(map_):
        _check_own(Store(map_), map_, today)
        return
    folder, store = map_ or data_folder(), Store(data)
    _stop_on(check_folder(folder, today), folder)
    tried = _try_scenarios(folder)
    streams.write(f"Geen fouten gevonden in {folder}.\n")
    if tried:
        noun = "scenario klopt" if tried == 1 else "scenario's kloppen"
        streams.write(f"{tried} {noun}.\n")
    if index:
        _write_index(folder)
    _check_index(folder)
    if verouderd:
        directory = load_directory(folder, prove=False) if map_ else store.directory()
        show(review_lines(directory, day_of(when)))
    if not map_:
        _check_own(store, data, today)


def _stop_on(problems: tuple[Problem, ...], folder: Path) -> None:
    """Show each problem on a line of its own. Raises NotFoundError if there is any."""
    for problem in problems:
        tip = f" {problem.tip}" if problem.tip else ""
        streams.write(f"{problem}.{tip}\n")
    if problems:
        noun = "fout" if len(problems) == 1 else "fouten"
        raise NotFoundError(f"{len(problems)} {noun} gevonden in {folder}.")


def _try_scenarios(folder: Path) -> int:
    """Try the cases of a folder, if any; return how many. Raises NotFoundError."""
    # No other command reads cases, and most data folders have none.
    from crisiszorg_cli.cli.scenario_run import run_scenarios

    number, problems = run_scenarios(folder, load_content(folder, prove=False))
    _stop_on(problems, folder)
    return number


def _check_own(store: Store, practice: Path | None, today: date) -> None:
    """Check what lies over the packaged data. Raises NotFoundError when that is not used."""
    content = store.content()
    store.warn_of_copies()
    for problem in store.left_out:
        streams.write(f"{problem}.\n")
    if store.warned:
        raise NotFoundError(
            "Niet alle eigen gegevens worden gebruikt.", "Verbeter wat hierboven staat."
        )
    files = [file for file in store.overlays() if file.parent != practice]
    for file in (practice, *files) if practice else files:
        streams.write(f"Geen fouten gevonden in {file}.\n")
    whole = content.directory.practice is not None  # then only what is not as in ours
    names = frozenset(store.differences()) if whole else None
    remarks = tuple(remark_lines(content.directory, today, names))
    if remarks:
        show(remarks)


def _check_index(folder: Path) -> None:
    """Compare the index, if any, with the data. Raises NotFoundError when it says otherwise."""
    if not is_there(folder / INDEX_FILE):
        return
    index = fresh_index(folder)
    if index is None:
        streams.write("De index hoort niet bij deze gegevens en wordt niet gebruikt.")
        streams.write(" Maak hem opnieuw met `crisis check --index`.\n")
    elif index.content(worked_out=False) != load_content(folder, prove=False):
        tip = "Maak hem opnieuw met `crisis check --index`."
        raise NotFoundError(f"{folder / INDEX_FILE}: de index wijkt af van de gegevens.", tip)


def _write_index(folder: Path) -> None:
    """Write the index beside the data, or none at all. Raises InputError."""
    content = make_index(folder, parse_moment(None))
    try:
        atomic_write(folder / INDEX_FILE, content, mode=0o644)
    except OSError as error:
        reason = reason_of(error)
        raise InputError(f"{folder}: kan de index niet schrijven ({reason}).") from error
    streams.write(f"Index geschreven: {folder / INDEX_FILE}\n")
