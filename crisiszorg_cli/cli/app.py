"""The command line. ``main`` is the only place where errors become words and exit codes.

Each command has a module in ``commands/``, which is imported when that command is run, so
that a lookup in a pipe starts as fast as it can.
"""

from __future__ import annotations

import sys
import traceback
from typing import Annotated

import typer

from crisiszorg_cli import __version__, streams
from crisiszorg_cli.cli.dutch import CommandGroup, usage_error
from crisiszorg_cli.errors import (
    CrisiszorgError,
    ExitCode,
    LeftError,
    OutputError,
    reason_of,
)
from crisiszorg_cli.folders import state_folder

app = typer.Typer(
    cls=CommandGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Triage en telefoonnummers voor Nederlandse crisiszorg. Bereidt een gesprek voor; "
    "wie u belt beslist.",
    epilog="Voor huisartsen, praktijkondersteuners en triagisten, bij een gesprek over crisiszorg. "
    "Stelt geen diagnose, geeft geen urgentie en geen advies over behandeling, en is niet als "
    "medisch hulpmiddel beoordeeld.",
)


def main() -> None:
    """Run the command line and exit with its code."""
    streams.prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; return its exit code. Never shows a traceback for a user's mistake."""
    code = _run(arguments)
    if (state_folder() / "drafts").is_dir():  # most people have none; then nothing is loaded
        from crisiszorg_cli.interview.old_drafts import delete_old  # noqa: PLC0415

        delete_old()
    return code


def _run(arguments: list[str]) -> int:
    try:
        code = app(arguments, prog_name="crisis", standalone_mode=False)
        return int(code or ExitCode.OK)
    except CrisiszorgError as error:
        streams.report(error)
        return error.exit_code
    except LeftError as left:
        return left.exit_code
    except OSError as error:
        streams.report(OutputError(reason_of(error)))
        return ExitCode.UNUSABLE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug too gets its exit code
        problem = usage_error(error)
        if problem is None:  # a bug: the traceback holds our own lines, never an answer
            streams.write_error("".join(traceback.format_tb(error.__traceback__)))
            streams.report(CrisiszorgError(f"Fout in het programma ({type(error).__name__})."))
            return ExitCode.UNUSABLE
        streams.report(problem)
        return problem.exit_code


def _version(wanted: bool) -> None:  # noqa: FBT001 - the shape of a Typer callback
    if wanted:
        streams.write(f"crisiszorg-cli {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    _version_wanted: Annotated[  # noqa: FBT002 - a flag is a boolean with a default
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    """Triage en telefoonnummers voor Nederlandse crisiszorg."""
    if context.invoked_subcommand is None:
        streams.write(context.get_help() + "\n")
