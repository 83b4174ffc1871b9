"""``crisis overlay``: the user's own numbers and criteria, over those of the program."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, Moment, SectorName, parse_moment
from crisiszorg_cli.cli.own_number_options import (
    Confidential,
    Forced,
    Hours,
    Instead,
    Name,
    NoInput,
    Number,
    Options,
    RungBy,
    RungOn,
    ToldBy,
    ToldOn,
    Where,
    missing_options,
    read_options,
    read_ringing,
)
from crisiszorg_cli.cli.settings import usable_config
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.own_numbers import Entered, has_it, own_number
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.errors import InputError, NotFoundError, reason_of
from crisiszorg_cli.folders import OVERLAY_FILE, config_folder
from crisiszorg_cli.guarded_file import UnreadableError, is_there
from crisiszorg_cli.render.own_data import overlay_lines
from crisiszorg_cli.render.own_number import (
    number_lines,
    own_lines,
    removed_lines,
    saved_lines,
    to_ring_lines,
    verified_lines,
)
from crisiszorg_cli.render.show import show

if TYPE_CHECKING:
    from crisiszorg_cli.content.overlay_file import OverlayFile

app = command_app()

_EXAMPLE = Path(__file__).parents[2] / "content" / "overlay_example.yaml"


@app.callback(invoke_without_command=True)
def overlay(context: typer.Context, data: DataFolder = None, moment: Moment = None) -> None:
    """Toon uw eigen gegevens: welke bestanden er zijn, wat ze veranderen, en de openingstijden."""
    if context.invoked_subcommand is None:
        store = Store(data)
        content = store.content()
        files = [str(file) for file in store.overlays()]
        today = day_of(parse_moment(moment))
        show(overlay_lines(content, files, today, store.differences()))
        store.warn_of_copies()


@app.command(cls=DutchCommand)
def init() -> None:
    """Maak een voorbeeldbestand met uitleg, om zelf in te vullen."""
    file = config_folder() / OVERLAY_FILE
    try:
        if is_there(file):
            raise InputError(f"{file} bestaat al.", "Bewerk dat bestand, of verplaats het.")
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(file, _EXAMPLE.read_bytes(), mode=0o644)
    except UnreadableError as error:
        raise InputError(f"{file}: kan het niet lezen ({error}).") from error
    except OSError as error:
        raise InputError(f"{file}: kan het niet schrijven ({reason_of(error)}).") from error
    streams.write(f"Geschreven: {file}\nVul het in; wat er staat, werkt meteen.\n")


@app.command(cls=DutchCommand)
def add(
    nummer: Number = None,
    naam: Name = None,
    regio: Where = None,
    sector: SectorName = None,
    uren: Hours = None,
    wie: ToldBy = None,
    op: ToldOn = None,
    vertrouwelijk: Confidential = None,
    bij_verzet: Forced = False,
    vervang: Instead = None,
    no_input: NoInput = False,
    data: DataFolder = None,
) -> None:
    """Sla een eigen nummer op; wat u niet opgeeft, wordt gevraagd."""
    from crisiszorg_cli.content.overlay_file import OverlayFile

    store, today = Store(data), day_of(parse_moment(None))
    file = OverlayFile(store)
    options = Options(nummer, naam, regio, sector, uren, wie, op, vertrouwelijk, bij_verzet)
    entered = read_options(file.directory, options, today)
    if no_input or not streams.is_interactive():
        _add_unasked(file, entered, today, instead=vervang)
        return
    from crisiszorg_cli.interview.launch import save_number

    plain = usable_config().plain or bool(os.environ.get("ACCESSIBLE"))
    save_number(store, today, entered, confirm=False, plain=plain)


def _add_unasked(file: OverlayFile, entered: Entered, today: date, *, instead: bool | None) -> None:
    """Keep a number of which all was given. Raises InputError that names what is missing."""
    if missing := ", ".join(missing_options(entered)):
        raise InputError(f"Nog nodig: {missing}.", "In een terminal wordt het gevraagd.")
    number = own_number(file.directory, entered, today)
    own, there = file.alike(number), has_it(file.directory, number)
    if there is not None and there != own:
        raise InputError(f"Dit nummer staat er al: {there.name}.")
    if own is not None and instead is None:
        tip = "Kies met --vervang of --ernaast."
        raise InputError(f"Er is hier al een eigen nummer: {own.name} ({own.id}).", tip)
    file.put(number, own.id if own is not None and instead else None)
    show([*number_lines(number, today), *saved_lines(str(file.path))])


@app.command(cls=DutchCommand)
def remove(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Het id van een eigen nummer.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Haal een eigen nummer weg; zonder ID: welke er zijn."""
    from crisiszorg_cli.content.overlay_file import OverlayFile

    file = OverlayFile(Store(data))
    if id_ is None:
        show(own_lines(file.services().values()))
        return
    service = file.remove(id_)
    name = service.name if service else None
    show(removed_lines(id_, name, file.directory, str(file.path)))


@app.command(cls=DutchCommand)
def verify(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Het id van de dienst die is gebeld.")
    ] = None,
    op: RungOn = None,
    door: RungBy = None,
    data: DataFolder = None,
) -> None:
    """Schrijf op dat een nummer is nagebeld en klopt; zonder ID: welke er zijn."""
    from crisiszorg_cli.content.overlay_file import OverlayFile
    from crisiszorg_cli.directory.to_ring import to_ring

    file = OverlayFile(Store(data))
    if id_ is None:
        if op is not None or door is not None:
            raise InputError("Zeg ook welk nummer: ID ontbreekt.", "Welke: crisis overlay verify")
        show(to_ring_lines(to_ring(file.directory)))
        return
    today = day_of(parse_moment(None))
    day, by = read_ringing(op, door, today)
    show(verified_lines(file.verify(id_, day, by), str(file.path), today))


@app.command(cls=DutchCommand)
def undo() -> None:
    """Draai de laatste wijziging met add, remove of verify terug."""
    from crisiszorg_cli.content.overlay_file import undo as put_back

    streams.write(f"Teruggedraaid: {put_back()} is weer zoals het was.\n")


@app.command(cls=DutchCommand)
def share(data: DataFolder = None) -> None:
    """Toon uw eigen nummers in de vorm waarin u ze kunt insturen, zonder vertrouwelijke."""
    from crisiszorg_cli.content.overlay_file import OverlayFile
    from crisiszorg_cli.content.overlay_text import shared

    services = OverlayFile(Store(data)).services().values()
    open_ = [service for service in services if not service.confidential]
    left_out = len(services) - len(open_)
    if not open_:
        raise NotFoundError(f"Niets om in te sturen; vertrouwelijk, en weggelaten: {left_out}.")
    streams.write(shared(open_, left_out))
