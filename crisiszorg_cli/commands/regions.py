"""``crisis regions``: what is known where."""

from __future__ import annotations

from crisiszorg_cli.commands.options import AsJson, DataFolder, SectorName, parse_sector
from crisiszorg_cli.show import show, show_json
from crisiszorg_cli.store import Store
from crisiszorg_cli.usage import DutchCommand, command_app

app = command_app()


@app.command(cls=DutchCommand)
def regions(sector: SectorName = None, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Toon de regio's en wat per sector bekend is."""
    book = Store(data).directory()
    wanted = parse_sector(sector)
    if as_json:
        from crisiszorg_cli.render.listing import regions_json

        show_json(regions_json(book, wanted))
        return
    from crisiszorg_cli.render.text import regions_lines

    show(regions_lines(book, wanted))
