"""``crisis overlay``: the user's own numbers and criteria, over those of the program."""

from __future__ import annotations

from pathlib import Path

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, Moment, parse_moment
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.errors import InputError, reason_of
from crisiszorg_cli.folders import OVERLAY_FILE, config_folder
from crisiszorg_cli.guarded_file import UnreadableError, is_there
from crisiszorg_cli.render.own_data import overlay_lines
from crisiszorg_cli.render.show import show

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
