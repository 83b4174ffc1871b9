"""``crisis source``: where something comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, Moment, parse_moment
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.errors import NotFoundError
from crisiszorg_cli.model.provenance import cited_items
from crisiszorg_cli.render.provenance import item_lines, source_lines, sources_lines
from crisiszorg_cli.render.show import show

app = command_app()


@app.command(cls=DutchCommand)
def source(
    item: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Een bron, of een onderdeel van de inhoud.")
    ] = None,
    data: DataFolder = None,
    moment: Moment = None,
) -> None:
    """Toon waar iets vandaan komt en hoe oud het is. Zonder ID: alle bronnen."""
    content, now = Store(data).content(), parse_moment(moment)
    sources = content.directory.sources
    if item is None:
        show(sources_lines(content, now))
    elif item in sources:
        show(source_lines(content, sources[item], now))
    elif lines := list(item_lines(content, item, now)):
        show(lines)
    else:
        known = [*sources, *(cited.id for cited in cited_items(content))]
        tip = did_you_mean(item, known) or "Alle bronnen: crisis source"
        raise NotFoundError(f"Geen bron of onderdeel '{item}'.", tip)
