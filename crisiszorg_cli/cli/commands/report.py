"""``crisis report``: a saved result once more, as a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import Crlf, DataFolder, Output, Overwrite, Why
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.render.because import because_lines
from crisiszorg_cli.render.handover import FORMS, record_text, report_lines
from crisiszorg_cli.render.layout import BLANK
from crisiszorg_cli.render.show import show
from crisiszorg_cli.triage.engine import Triage

app = command_app()


@app.command(cls=DutchCommand)
def report(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="BESTAND", help="Uitkomst van crisis triage --json; - is stdin."),
    ] = None,
    vorm: Annotated[
        str,
        typer.Option(
            "--vorm", metavar="VORM", show_default=False, help="soep (zonder opgave) of sbar."
        ),
    ] = "soep",
    waarom: Why = False,
    output: Output = None,
    overschrijf: Overwrite = False,
    crlf: Crlf = False,
    data: DataFolder = None,
) -> None:
    """Maak een verslag van een bewaarde uitkomst: SOEP voor het dossier, of SBAR."""
    from crisiszorg_cli.cli.saved_result import read_saved

    if file is None:
        raise InputError("Van welk bestand?", "Zo: crisis report uitkomst.json")
    if vorm not in FORMS:
        raise InputError(f"Onbekende vorm '{vorm}'.", "Kies uit: soep, sbar.")
    saved = read_saved(Triage(Store(data).content()), file)
    if not saved.same_data:
        text = "de gegevens zijn sindsdien gewijzigd; nummers en teksten zijn die van nu."
        streams.write_error(f"Let op: {text}\n")
    if output is None:
        show(report_lines(saved.assessment, vorm, saved.call))
        show((BLANK, *because_lines(saved.assessment)) if waarom else ())
        return
    from crisiszorg_cli.record_out import save

    text = record_text(saved.assessment, vorm, saved.call, why=waarom)
    streams.write(f"Bewaard: {save(output, text, overwrite=overschrijf, crlf=crlf)}\n")
