"""Typer's own words in Dutch: help texts and usage errors.

Typer and the Click inside it have no translations for most of these, so they are replaced
here, in one place. An unknown sentence is passed on rather than hidden.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from crisiszorg_cli import streams
from crisiszorg_cli.errors import AmbiguousError, ExitCode, InputError, LeftError, NotFoundError

_SHOW_COMPLETION = """Show completion for the current shell, to copy it or
                        customize the installation."""
_HELP_WORDS = (
    ("Usage: ", "Gebruik: "),
    ("[OPTIONS]", "[OPTIES]"),
    ("COMMAND [ARGS]...", "OPDRACHT [...]"),
    ("\nOptions:", "\nOpties:"),
    ("\nArguments:", "\nArgumenten:"),
    ("  [required]", ""),
    ("\nCommands:", "\nOpdrachten:"),
    ("Show this message and exit.", "Toon deze uitleg."),
    ("Install completion for the current shell.", "Zet aanvullen met Tab aan in deze shell."),
    (_SHOW_COMPLETION, "Toon het script voor aanvullen met Tab."),
)


def _in_dutch(text: str) -> str:
    for english, dutch in _HELP_WORDS:
        text = text.replace(english, dutch)
    return text


class DutchCommand(TyperCommand):
    """A command whose help is Dutch."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text. Raises OutputError when there is nowhere to show it."""
        streams.check_stdout()
        return _in_dutch(super().get_help(ctx))


def command_app() -> typer.Typer:
    """Return an app for one module of ``commands/``."""
    return typer.Typer(
        cls=DutchGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )


COMMANDS = (
    "triage",
    "lookup",
    "card",
    "regions",
    "report",
    "checklist",
    "criteria",
    "explain",
    "source",
    "check",
    "diff",
    "export",
    "config",
    "overlay",
)
"""The modules of ``commands/``, each a command of that name, as the help lists them."""


class DutchGroup(TyperGroup):
    """A group of commands whose help is Dutch."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text. Raises OutputError when there is nowhere to show it."""
        streams.check_stdout()
        return _in_dutch(super().get_help(ctx))


def usage_error(error: Exception) -> InputError | None:
    """Say a usage error of Click's in Dutch; None if the exception is no usage error.

    Recognised by what it offers, not by class: Typer carries its own copy of Click, in a
    private place that moves between versions.
    """
    if not hasattr(error, "format_message"):
        return None
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "crisis")
    return InputError(_sentence(error), _hint(error) or f"Zie {command} --help.")


def _sentence(error: Any) -> str:
    """Recognise the usual mistakes; leave any other sentence as it is."""
    message = error.message
    option = getattr(error, "option_name", "de optie")
    extra = message.rpartition("(")[2].rstrip(").")
    sentences = (
        ("NoSuchOption", "", f"Onbekende optie '{option}'."),
        ("MissingParameter", "", f"{_parameter(error)} ontbreekt."),
        ("BadParameter", "", f"Ongeldige waarde voor {_parameter(error)}: {message}"),
        ("", "No such command", f"Onbekende opdracht{message[15:].split('.')[0]}."),
        ("", "Got unexpected extra argument", f"Te veel woorden: {extra}."),
        ("", "Missing command", "Er ontbreekt een opdracht."),
        ("", f"Option '{option}' does not take", f"Bij '{option}' hoort geen waarde."),
        ("BadOptionUsage", "", f"Na '{option}' hoort een waarde."),
    )
    for kind, beginning, sentence in sentences:
        if type(error).__name__ == kind or (beginning and message.startswith(beginning)):
            return sentence
    return str(error.format_message())


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    options = getattr(parameter, "opts", None) or [getattr(parameter, "name", None) or "waarde"]
    return f"'{options[-1]}'"


def _hint(error: Any) -> str:
    near = getattr(error, "possibilities", None)
    if near:
        return f"Bedoelde u {' of '.join(near[:3])}?"
    if error.message.startswith("No such command"):
        context: Any = getattr(error, "ctx", None)
        group = getattr(context, "command", None)
        names = group.list_commands(context) if isinstance(group, TyperGroup) else ()
        from crisiszorg_cli.did_you_mean import did_you_mean  # noqa: PLC0415 - for a mistake alone

        return did_you_mean(error.message.split("'")[1], names)
    return ""


_LOOKUP = "lookup"
_AS_PLACE = "crisiszorg.word"
"""Where a first word is kept that is looked up because it is no command."""
_NEARLY = 0.8
"""From here on a word is a command mistyped; of the places only Overslag comes that near."""


def nearly_command(word: str) -> str | None:
    """Return the command that was mistyped, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    return next(iter(get_close_matches(word.casefold(), COMMANDS, 1, _NEARLY)), None)


def _is_meant(word: str, command: str) -> bool:
    """Ask whether a command is meant, or a place of that name."""
    from crisiszorg_cli.interview.launch import ask_once  # noqa: PLC0415 - only for a mistake
    from crisiszorg_cli.interview.prompter import Key  # noqa: PLC0415

    keys = [Key("j", f"ja, {command}", command), Key("n", "nee, het is een plaats", "")]
    return ask_once(f"Onbekende opdracht '{word}'. Bedoelde u {command}?", keys) == command


class CommandGroup(DutchGroup):
    """The commands of the program; each is imported when it is asked for."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Raises LeftError on Ctrl-C, which Typer would pass over in silence."""
        try:
            return super().invoke(ctx)
        except NotFoundError as error:
            word = ctx.meta.get(_AS_PLACE)
            if word is None or isinstance(error, AmbiguousError):
                raise
            tip = f"{error.tip} Opdrachten: crisis --help."
            raise InputError(f"Geen opdracht '{word}'. {error.message}", tip) from error
        except KeyboardInterrupt as error:
            streams.write_error("\nGestopt.\n")
            raise LeftError(ExitCode.INTERRUPTED) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of the first word; a word that is none is what to look up.

        One that is nearly a command is a mistyped one first: a person is asked, a script told.
        """
        word = args[0]
        if word in COMMANDS or word.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        meant = nearly_command(word)
        if meant is None or (streams.is_interactive() and not _is_meant(word, meant)):
            ctx.meta[_AS_PLACE] = word
            return _LOOKUP, self.get_command(ctx, _LOOKUP), args
        if not streams.is_interactive():
            return super().resolve_command(ctx, args)
        return meant, self.get_command(ctx, meant), args[1:]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the shape of Click
        """Name every command."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the shape of Click
        """Return a command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"crisiszorg_cli.cli.commands.{cmd_name}")
        return typer.main.get_command(module.app)
