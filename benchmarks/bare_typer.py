"""The least that takes the options of ``crisis lookup``: a Typer program that prints one line."""
# ruff: noqa: INP001 - a folder of scripts, not a package

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def lookup(
    regio: Annotated[str, typer.Option()], sector: Annotated[str | None, typer.Option()] = None
) -> None:
    """Print what was given."""
    print(regio, sector)  # noqa: T201


app()
