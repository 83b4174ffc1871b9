"""The least that begins as ``crisis triage`` does: Typer with its options, and one question."""
# ruff: noqa: INP001 - a folder of scripts, not a package

from __future__ import annotations

from typing import Annotated

import questionary  # noqa: TID253 - it is all that this does
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def triage(
    question: str,
    regio: Annotated[str | None, typer.Option()] = None,
    sector: Annotated[str | None, typer.Option()] = None,
) -> None:
    """Ask one question, and print what was given."""
    answer = questionary.confirm(question, auto_enter=True).unsafe_ask()
    print(answer, regio, sector)  # noqa: T201


app()
