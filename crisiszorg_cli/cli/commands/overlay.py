"""``crisis overlay``: the user's own numbers and criteria, over those of the program."""

from __future__ import annotations

from pathlib import Path

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.errors import InputError, reason_of
from crisiszorg_cli.folders import OVERLAY_FILE, config_folder
from crisiszorg_cli.render.provenance import overlay_lines
from crisiszorg_cli.render.show import show

app = command_app()

_EXAMPLE = Path(__file__).parents[2] / "content" / "overlay_example.yaml"


@app.callback(invoke_without_command=True)
def overlay(context: typer.Context, data: DataFolder = None) -> None:
    """Toon uw eigen gegevens: welke bestanden er zijn, en wat ze veranderen."""
    if context.invoked_subcommand is None:
        store = Store(data)
        content = store.content()
        files = [str(file) for file in store.overlays()]
        show(overlay_lines(content, files, store.differences()))


@app.command(cls=DutchCommand)
def init() -> None:
    """Maak een voorbeeldbestand met uitleg, om zelf in te vullen."""
    file = config_folder() / OVERLAY_FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(_EXAMPLE.read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise InputError(f"{file} bestaat al.", "Bewerk dat bestand, of verplaats het.") from error
    except OSError as error:
        raise InputError(f"{file}: kan het niet schrijven ({reason_of(error)}).") from error
    streams.write(f"Geschreven: {file}\nVul het in; wat er staat, werkt meteen.\n")
