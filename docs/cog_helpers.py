"""What the documentation shows of the program, taken from the program itself.

cog calls these while it writes README.md and docs/*.md (``make docs``), and tests/test_docs.py
checks the result with them. Everything is shown as on one Sunday evening, 80 columns wide.
"""
# ruff: noqa: INP001 - a folder of documents, not a package

from __future__ import annotations

import csv
import json
import os
import shlex
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import typer.main

from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.cli.commands.export import flow_page
from crisiszorg_cli.content.loader import load_content, load_directory
from crisiszorg_cli.content.proofs import BESIDE, PROOFS
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.directory.coverage import Known, coverage as count, rows as coverage_rows
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.errors import ExitCode
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.model.provenance import cited_items
from crisiszorg_cli.render.json_contract import KEYS, Key
from crisiszorg_cli.render.json_schema import WORDS, base_type
from crisiszorg_cli.wording.contacts import SECTOR

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NOW = datetime(2026, 11, 29, 21, 30, tzinfo=AMSTERDAM)
SCREEN = {"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"}
NOTHING_OWN = {"XDG_CONFIG_HOME": str(ROOT / "nothing-own")}  # no overlay of who makes them

MEANINGS = {
    ExitCode.OK: "Done. Also with verdict 112: urgency is output, never an exit code.",
    ExitCode.NOT_FOUND: 'An honest "no": nothing found, or problems found by `crisis check`.',
    ExitCode.USAGE: "The command cannot be used as given; also: answers are missing.",
    ExitCode.UNUSABLE: "The data files cannot be used, the output cannot be written (also "
    "into a pipe whose reader has stopped), or a bug.",
    ExitCode.INTERRUPTED: "Interrupted with Ctrl-C. The message says whether a draft was kept.",
}


# -- running the program --------------------------------------------------------------------


class Clock(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:  # noqa: ARG003 - as the real one has it
        """Return the Sunday evening of the documents."""
        return cls.fromtimestamp(NOW.timestamp(), AMSTERDAM)


class _Screen(StringIO):
    """A terminal that keeps what is shown on it."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Run:
    """What a command gave."""

    code: int
    stdout: str
    stderr: str


def run(command: str, *, screen: bool = True, folder: Path = ROOT) -> Run:
    """Run a command line such as ``crisis lookup leiden``, as if typed in the checkout.

    Without ``screen`` it runs as in a pipe. It never asks anything, and has no settings.
    """
    out, err = (_Screen() if screen else StringIO()), StringIO()
    with (
        chdir(folder),
        patch.dict(os.environ, SCREEN | NOTHING_OWN),
        patch("sys.stdin", StringIO()),
        patch("crisiszorg_cli.cli.options.datetime", Clock),
        patch("crisiszorg_cli.cli.settings.config_path", lambda: Path("no-settings.toml")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = cli.run(shlex.split(command)[1:])
    return Run(code, _tidy(out.getvalue()), _tidy(err.getvalue()))


def _tidy(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def example(command: str, *, until: str = "") -> str:
    """Return a command with its real output; ``until`` ends it before a line that starts so."""
    done = run(command)
    shown = (done.stdout + done.stderr).strip("\n").splitlines()
    if until:
        shown = [*_before(shown, until), "…"]
    return fenced("console", f"$ {command}", *shown)


def _before(lines: Iterable[str], start: str) -> Iterator[str]:
    for line in lines:
        if line.startswith(start):
            return
        yield line


def example_json(command: str) -> str:
    """Return a command with its JSON; a list shows its first item only."""
    data = _first_items(json.loads(run(command, screen=False).stdout))
    if "data_version" in data:
        data["data_version"] = "0123456789ab"  # the real one changes with every edit of the data
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return "\n\n".join((fenced("console", f"$ {command}"), fenced("json", text)))


def _first_items(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _first_items(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_first_items(item) for item in value[:1]]
    return value


def fenced(language: str, *lines: str) -> str:
    """Return lines as a block of Markdown."""
    return "\n".join((f"```{language}", *lines, "```"))


# -- tables and lists -----------------------------------------------------------------------


def commands() -> dict[str, Any]:
    """Return every command by name, those under another command too (``overlay init``)."""
    return dict(_commands_under("", typer.main.get_command(cli.app)))


def _commands_under(name: str, group: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer's own Click is untyped
    context = group.make_context("crisis", [], resilient_parsing=True)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        yield f"{name}{word}", command
        if hasattr(command, "list_commands"):
            yield from _commands_under(f"{name}{word} ", command)


def all_help() -> str:
    """Return the help of the program and of each command, as the program prints it."""
    lines = ("crisis --help", *(f"crisis {name} --help" for name in commands()))
    return "\n\n".join(example(line) for line in lines)


def exit_codes() -> str:
    """Return the table of exit codes."""
    rows = ((f"`{code.value}`", f"`{code.name}`", MEANINGS[code]) for code in ExitCode)
    return table(("code", "name", "meaning"), rows)


def layers() -> str:
    """Return the layers, top first, from the contract that ``make layers`` checks."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return fenced("text", *contract["layers"])


def coverage() -> str:
    """Return, for each sector, of how many regions what is known: a number, a page, nothing."""
    found = coverage_rows(load_directory(data_folder(), prove=False))
    counts = count(found)
    rows = (
        (SECTOR[sector], str(sum(of.values())), *(str(of[known]) for known in Known))
        for sector, of in counts.items()
    )
    return table(("sector", "regions", "number", "possible number", "page only", "nothing"), rows)


def json_table(name: str) -> str:
    """Return the keys of an object of the JSON contract, with type and meaning."""
    rows = ((f"`{each}`", _json_type(key), _cell(key.meaning)) for each, key in KEYS[name].items())
    return table(("key", "type", "meaning"), rows)


def _json_type(key: Key) -> str:
    """Return a type as the tables have it: a closed list of words is text to a reader."""
    base = base_type(key)
    of_text = base in WORDS or base == "text"
    kind = "text" if of_text else "object" if base in KEYS or base == "map" else base
    if key.type.startswith("list of "):
        return "list of text" if of_text else "list"
    return f"{kind} or null" if key.type.endswith(" or null") else kind


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def flow_charts() -> str:
    """Return the flow of each sector, as the command writes it, but for its title."""
    content = load_content(data_folder(), prove=False)
    return "\n".join(flow_page(content, None)).partition("\n\n")[2]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    head = tuple(head)
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# -- the facts ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of docs/facts.csv. A fact is placed or left out; a trap (TR) is guarded."""

    id: str
    fact: str
    left_out: str
    guard: str

    @property
    def is_trap(self) -> bool:
        """Tell whether this is a trap in the documents rather than a fact."""
        return self.id.startswith("TR")


@cache
def facts() -> tuple[Fact, ...]:
    """Read docs/facts.csv."""
    with (DOCS / "facts.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Fact(**row) for row in csv.DictReader(file))


def placements(content: Content) -> dict[str, tuple[str, ...]]:
    """Return where each fact lives: ``kind:id`` of the items that carry it."""
    places: dict[str, list[str]] = {}
    items = [
        (fact, f"{item.kind}:{item.id}") for item in cited_items(content) for fact in item.facts
    ]
    sources = content.directory.sources.values()
    items += [(fact, f"source:{source.id}") for source in sources for fact in source.facts]
    for fact, place in items:
        places.setdefault(fact, []).append(place)
    return {fact: tuple(dict.fromkeys(found)) for fact, found in places.items()}


def proofs_table() -> str:
    """List what `crisis check` proves, by code."""
    rows = [*((proof.code, proof.meaning) for proof in PROOFS), *BESIDE.items()]
    return table(("code", "what holds"), ((f"`{code}`", meaning) for code, meaning in rows))


def loader_codes() -> str:
    """List the codes of faults in a file: each has an example and a near miss, as tests ask."""
    examples = (ROOT / "tests" / "data" / "invalid").glob("*.yaml")
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in examples)
    found = {line.split(" | ")[1] for t in texts for line in t.splitlines() if "# expect: " in line}
    return f"{', '.join(f'`{code}`' for code in sorted(found))}."


def facts_table() -> str:
    """Return every fact with where it lives, or why it was left out."""
    places = placements(load_content(data_folder(), prove=False))
    rows = (
        (fact.id, fact.fact, _where(fact, places.get(fact.id, ())))
        for fact in facts()
        if not fact.is_trap
    )
    return table(("id", "fact", "where it lives"), rows)


def _where(fact: Fact, places: tuple[str, ...]) -> str:
    if fact.left_out:
        return f"*left out:* {fact.left_out}"
    return ", ".join(f"`{place}`" for place in places)


def traps_table() -> str:
    """Return every trap with the test that guards it."""
    rows = ((trap.id, trap.fact, f"`{trap.guard}`") for trap in facts() if trap.is_trap)
    return table(("id", "trap", "guarded by"), rows)
