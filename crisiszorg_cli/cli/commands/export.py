"""``crisis export``: pictures and schemas for owners of the data, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, SectorName, parse_sector
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.render.show import show_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisiszorg_cli.model.content import Content, Sector

app = command_app()


DESCRIBED = ("data", "overlay", "lookup", "triage")
"""What there is a schema of."""


@app.callback()
def export() -> None:
    """Stroomschema's, en schema's voor tekstverwerkers en programma's. Voor beheerders."""


@app.command(cls=DutchCommand)
def mermaid(sector: SectorName = None, data: DataFolder = None) -> None:
    """Teken elke sector als stroomschema (Mermaid, in Markdown)."""
    content, wanted = Store(data).content(), parse_sector(sector)
    streams.write("\n".join(flow_page(content, wanted)) + "\n")


def flow_page(content: Content, wanted: Sector | None) -> Iterator[str]:
    """Return the flows of a sector, or of all of them, as a page."""
    from crisiszorg_cli.model.content import Sector
    from crisiszorg_cli.render.mermaid import flow_markdown
    from crisiszorg_cli.triage.flow import flows
    from crisiszorg_cli.triage.rules import Rules

    rules = Rules(content)
    sectors = Sector if wanted is None else (wanted,)
    return flow_markdown(content, (flow for each in sectors for flow in flows(rules, each)))


@app.command(cls=DutchCommand)
def schema(
    what: Annotated[
        str | None,
        typer.Argument(metavar="[WAT]", help="data, overlay, of de JSON van lookup of triage."),
    ] = None,
) -> None:
    """Toon een JSON Schema, voor een editor of programma; zonder WAT dat van de gegevens."""
    what = what or DESCRIBED[0]
    if what not in DESCRIBED:
        raise InputError(f"Geen schema '{what}'.", f"Kies uit: {', '.join(DESCRIBED)}.")
    show_json(schema_of(what))


def schema_of(what: str) -> dict[str, Any]:
    """Return a schema by its name."""
    if what in ("data", "overlay"):
        from crisiszorg_cli.content.json_schema import data_schema

        return data_schema(overlay=what == "overlay")
    from crisiszorg_cli.render.json_schema import output_schema

    return output_schema(what)
