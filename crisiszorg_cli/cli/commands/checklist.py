"""``crisis checklist``: what to have at hand before the call."""

from __future__ import annotations

import typer

from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, SectorName, parse_moment, parse_sector
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.render.checklist import checklist_lines
from crisiszorg_cli.render.context import purpose_lines
from crisiszorg_cli.render.show import show

app: typer.Typer = command_app()


@app.command(cls=DutchCommand)
def checklist(sector: SectorName = None, data: DataFolder = None) -> None:
    """Toon wat u bij de hand houdt voordat u belt."""
    content = Store(data).content()
    show(checklist_lines(content, parse_sector(sector), parse_moment(None)))
    show(purpose_lines())
