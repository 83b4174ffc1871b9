"""The command line. ``main`` is the only place where errors become words and exit codes.

Each command has a module in ``commands/``, which is imported when that command is run, so
that a lookup in a pipe starts as fast as it can.
"""

import os
import re
import sys
import traceback
from typing import Annotated

import typer

from crisiszorg_cli import __version__, streams
from crisiszorg_cli.cli.dutch import CommandGroup, usage_error
from crisiszorg_cli.errors import (
    CrisiszorgError,
    ExitCode,
    InputError,
    LeftError,
    OutputError,
    reason_of,
)
from crisiszorg_cli.folders import state_folder

app = typer.Typer(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
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


def stopped() -> int:
    """Say that the command was left by Ctrl-C; return its exit code."""
    streams.write_error("\nGestopt.\n")
    return ExitCode.INTERRUPTED


def run(arguments: list[str]) -> int:
    """Run one command; return its exit code. Never shows a traceback for a user's mistake."""
    code = _run(arguments)
    if (state_folder() / "drafts").is_dir():  # most people have none; then nothing is loaded
        from crisiszorg_cli.interview.old_drafts import delete_old  # noqa: PLC0415

        delete_old()
    return code


def _run(arguments: list[str]) -> int:
    try:
        _check_completion()
        code = app(arguments, prog_name="crisis", standalone_mode=False)
        return int(code or ExitCode.OK)
    except CrisiszorgError as error:
        streams.report(error)
        return error.exit_code
    except LeftError as left:
        return left.exit_code
    except (OSError, SystemExit) as error:  # Typer's own, when what reads the help has stopped
        cause = error.__context__ if isinstance(error, SystemExit) else error
        if not isinstance(cause, OSError):
            raise
        streams.report(OutputError(reason_of(cause)))
        return ExitCode.UNUSABLE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug too gets its exit code
        problem = usage_error(error)
        if problem is None:  # a bug: the traceback holds our own lines, never an answer
            streams.write_error("".join(traceback.format_tb(error.__traceback__)))
            streams.report(CrisiszorgError(f"Fout in het programma ({type(error).__name__})."))
            return ExitCode.UNUSABLE
        streams.report(problem)
        return problem.exit_code


_COMPLETION = "_CRISIS_COMPLETE"
_WAYS = r"source_(bash|zsh|fish|powershell|pwsh)|complete_(zsh|fish|powershell|pwsh)"


def _check_completion() -> None:
    """Refuse what no shell of ours asks for; Typer would crash, or say so in English."""
    wanted = os.environ.get(_COMPLETION)
    by_bash = wanted == "complete_bash" and os.environ.get("COMP_CWORD", "").isdecimal()
    if wanted and not (by_bash or re.fullmatch(_WAYS, wanted)):
        raise InputError(f"De variabele {_COMPLETION} hoort bij aanvullen met Tab, en klopt niet.")


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
    if context.invoked_subcommand is not None:
        return
    if streams.is_interactive():
        from crisiszorg_cli.cli.commands.lookup import lookup  # noqa: PLC0415 - as any command

        lookup()
    else:
        streams.write(context.get_help() + "\n")
