"""``crisis diff``: what a change in the data does to situations, for maintainers."""

from __future__ import annotations

from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import AsJson, Moment, parse_moment
from crisiszorg_cli.cli.revisions import read_version
from crisiszorg_cli.errors import ExitCode, InputError
from crisiszorg_cli.model.altered import altered
from crisiszorg_cli.render.comparison import (
    comparison_json,
    comparison_lines,
    comparison_markdown,
)
from crisiszorg_cli.render.show import show, show_json
from crisiszorg_cli.triage.comparison import compare

app = command_app()

_VERSION = "Map, overlay, of revisie van git (HEAD~1)."


@app.command(cls=DutchCommand)
def diff(
    oud: Annotated[str, typer.Argument(metavar="OUD", help=_VERSION)],
    nieuw: Annotated[str, typer.Argument(metavar="NIEUW", help=_VERSION)],
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Schrijf het als Markdown, voor een pull request.")
    ] = False,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Toon in welke situaties een wijziging iets anders geeft. Voor beheerders."""
    if markdown and as_json:
        raise InputError("Kies --markdown of --json, niet allebei.")
    contents = (read_version(oud), read_version(nieuw))
    found = compare(*contents, parse_moment(moment))
    other = tuple(altered(*contents))
    if as_json:
        show_json(
            {"schema": 1, "old": oud, "new": nieuw, **comparison_json(found, other, contents)}
        )
    elif markdown:
        streams.write("\n".join(comparison_markdown(found, other, contents)) + "\n")
    else:
        show(comparison_lines(found, other, contents))
    raise typer.Exit(ExitCode.NOT_FOUND if found.differing else ExitCode.OK)
