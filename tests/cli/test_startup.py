"""A fast start and nothing on the side: no slow imports, no network, no files written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.effort import each
from tests.terminal.terminal import environment

SLOW = (
    "opening_hours",
    "phonenumbers",
    "prompt_toolkit",
    "pydantic",
    "questionary",
    "rapidfuzz",
    "rich",
)
NOT_FOR_A_LOOKUP = (
    *SLOW,
    "crisiszorg_cli.cli.settings",
    "crisiszorg_cli.content.checks_directory",
    "crisiszorg_cli.content.checks_triage",
    "crisiszorg_cli.content.loader",
    "crisiszorg_cli.content.schema",
    "crisiszorg_cli.triage.engine",
    "crisiszorg_cli.content.yaml_reader",
    "hashlib",
    "importlib.metadata",
    "yaml",
)
"""With an index that fits the data, none of these is needed to find a number."""
FOR_A_MISTAKE = ("crisiszorg_cli.cli.named_places", "crisiszorg_cli.did_you_mean")
"""What only a name that stands for no place, or for several, needs."""
NOT_FOR_A_QUESTION = (
    "crisiszorg_cli.content.loader",
    "crisiszorg_cli.content.schema",
    "crisiszorg_cli.content.yaml_reader",
    "crisiszorg_cli.directory.lookup",
    "crisiszorg_cli.interview.menu",
    "crisiszorg_cli.interview.preparing",
    "crisiszorg_cli.model.assessment",
    "crisiszorg_cli.record_out",
    "crisiszorg_cli.render.as_json",
    "crisiszorg_cli.render.handover",
    "crisiszorg_cli.render.result",
    "crisiszorg_cli.render.terminal",
    "crisiszorg_cli.triage.assess",
    "crisiszorg_cli.triage.counterfactual",
    "crisiszorg_cli.triage.privacy",
    "filelock",
    "opening_hours",
    "phonenumbers",
    "pydantic",
    "questionary",
    "rapidfuzz",
    "rich",
    "stdnum",
    "tomllib",
    "yaml",
)
"""What comes after the first question: a result, a draft, own data and settings."""
FOR_OWN_DATA = (
    "crisiszorg_cli.content.loader",
    "crisiszorg_cli.content.schema",
    "crisiszorg_cli.content.yaml_reader",
    "yaml",
)
"""What of these own data needs: not the library of telephone numbers, nor that of hours."""
OVERLAY = """
sources:
  - {id: eigen, title: Lijst, publisher: HAP, published: "2026", dated: in het document,
     checked: 2026-11-01, review_months: 12}
services:
  - {id: eigen-nummer, name: Eigen nummer, phone: "0715123450", hours: "24/7",
     confidence: confirmed, sources: [eigen],
     serves: [{regions: [zhn], sectors: [vv], purpose: crisis}]}
"""
NETWORK = ("http", "requests", "smtplib", "socket", "ssl", "urllib.request", "webbrowser")

# Begins an interview, and reports what was imported when its first question is to be drawn.
_FIRST_QUESTION = """
import json, sys
from crisiszorg_cli import streams
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.interview.screen_prompts import ScreenPrompts

def asked(self, message, why, keys, **_):
    sys.stderr.write(json.dumps({"message": message, "modules": sorted(sys.modules)}))
    raise KeyboardInterrupt

streams.is_interactive = lambda: True
ScreenPrompts.ask_key = asked
cli.run(["triage"])
"""

# Draws the table of a lookup, and reports what was imported when something is to be asked.
_TABLE = """
import json, sys
from crisiszorg_cli import streams
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.cli.sector_table import SectorTable

def asked(self, **_):
    sys.stderr.write(json.dumps(sorted(sys.modules)))
    raise KeyboardInterrupt

streams.is_interactive = streams.shows_on_terminal = lambda: True
SectorTable.ask = asked
cli.run(["lookup", "leiden"])
"""

# Runs the command inside a process that reports what it imported and did.
_WATCHED = """
import json, os, sys

events = []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link",
           "os.symlink", "os.chmod", "os.utime", "tempfile.", "shutil.", "sqlite3.")
OUTSIDE = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.", "webbrowser.",
           "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")

def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        writes = bool(flags & WRITING) or any(c in str(mode or "") for c in "wax+")
        if writes and path != os.devnull:
            events.append(f"open {path}")
    elif event.startswith((*CHANGES, *OUTSIDE)):
        events.append(event)

sys.addaudithook(watch)
from crisiszorg_cli.cli import app as cli
code = cli.run(sys.argv[1:])
own = [name for name, module in list(sys.modules.items())
       if (getattr(module, "__file__", None) or "").startswith(os.environ["PACKAGE"])]
sys.stderr.write(json.dumps(
    {"code": code, "events": events, "modules": sorted(sys.modules), "own": own}
))
"""

ANSWERS = ("life_danger=nee", "region=leiden", "sector=vv", "hospital=nee", "resistance=ja")
TRIAGE = ("triage", *(f"--antwoord={answer}" for answer in ANSWERS))
LOOKUPS = {
    "region": ("lookup", "--regio", "ZHN"),
    "region-sector": ("lookup", "--regio", "ZHN", "--sector", "gz"),
    "town": ("lookup", "leiden", "--moment", "2026-11-22T21:30"),
    "place": ("lookup", "hoofddorp"),
    "postcode": ("lookup", "2332"),
    "postcode-option": ("lookup", "--postcode", "2332KG"),
    "service": ("lookup", "ciz"),
    "everything": ("lookup", "ZHN", "--alles"),
    "country": ("lookup", "elders"),
    "json": ("lookup", "--regio", "ZHN", "--json"),
}
FAST = {f"lookup-{name}": arguments for name, arguments in LOOKUPS.items()} | {
    "help": ("--help",),
    "lookup-help": ("lookup", "--help"),
    "version": ("--version",),
}
QUIET = FAST | {
    "triage": TRIAGE,
    "triage-json": (*TRIAGE, "--json"),
    "triage-sbar": (*TRIAGE, "--rapport", "sbar"),
    "not-found": ("lookup", "leidn"),
    "choice": ("lookup", "bergen"),
    "incomplete": ("triage",),
    "regions": ("regions",),
    "criteria": ("criteria",),
    "explain": ("explain", "dossierhouder"),
    "source": ("source",),
    "check": ("check", "--regio", "zhn"),
}


@cache
def watched(arguments: tuple[str, ...]) -> Watched:
    """Return what this command imported and did, in an empty home folder."""
    with TemporaryDirectory() as home:
        return Watched(Path(home), arguments)


class Watched:
    """What a command imported and did, and left in its home folder."""

    def __init__(self, home: Path, arguments: tuple[str, ...]) -> None:
        """Run it, and read its report."""
        package = Path(__file__).parents[2] / "crisiszorg_cli"
        quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PACKAGE": str(package)}
        done = subprocess.run(
            (sys.executable, "-c", _WATCHED, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            cwd=home,
            env=environment(home) | quiet,
            timeout=60,
            check=True,
        )
        report = json.loads(done.stderr.splitlines()[-1])
        self.out: str = done.stdout
        self.code: int = report["code"]
        self.events: list[str] = report["events"]
        self.modules: set[str] = set(report["modules"])
        self.own: list[str] = report["own"]
        self.files = list(home.iterdir())


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", each(4, list(FAST.values())))
def test_fast_commands_import_nothing_slow(arguments: tuple[str, ...]) -> None:
    """A lookup in a pipe leaves every slow library alone."""
    seen = watched(arguments)
    assert seen.code == 0
    assert seen.out
    assert not seen.modules & set(SLOW)
    assert "crisiszorg_cli.cli.app" in seen.own


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", each(4, list(LOOKUPS.values())))
def test_a_lookup_reads_the_index_only(arguments: tuple[str, ...]) -> None:
    """No YAML, no rules and no holidays: what only the rest of the program needs stays away."""
    seen = watched(arguments)
    assert not seen.modules & set(NOT_FOR_A_LOOKUP)
    assert seen.code != 0 or not seen.modules & set(FOR_A_MISTAKE)
    if "--json" not in arguments:
        assert not seen.modules & {"crisiszorg_cli.model.content", "dataclasses"}


@pytest.mark.only_thorough
def test_a_check_of_one_region_reads_the_index_only() -> None:
    """It takes less than a second: no YAML is loaded where an index fits and nothing is found."""
    seen = watched(QUIET["check"])
    assert seen.code == 0
    assert not seen.modules & {"yaml", "crisiszorg_cli.content.loader"}


def test_a_lookup_removes_old_drafts_and_loads_nothing_for_it(tmp_path: Path) -> None:
    """Not the library that locks them: one listing of their folder is enough."""
    folder = tmp_path / ".local" / "state" / "crisiszorg-cli" / "drafts"
    folder.mkdir(parents=True)
    for name in ("old.json", "old.lock", "new.json", "new.lock"):
        (folder / name).touch()
        if name.startswith("old"):
            os.utime(folder / name, (0, 0))

    seen = Watched(tmp_path, LOOKUPS["region"])

    assert sorted(path.name for path in folder.iterdir()) == ["new.json", "new.lock"]
    assert not seen.modules & {*NOT_FOR_A_LOOKUP, "filelock", "tempfile"}


def started(program: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of our own in a process that has loaded nothing yet."""
    return subprocess.run(
        (sys.executable, "-c", program),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        cwd=home,
        env=environment(home) | {"PYTHONDONTWRITEBYTECODE": "1"},
        timeout=60,
        check=True,
    )


@pytest.mark.parametrize("own", [False, True], ids=["packaged", "own-data"])
def test_the_first_question_waits_for_nothing_else(tmp_path: Path, *, own: bool) -> None:
    """What only an answer, a result or own data needs is loaded after it, or when needed."""
    if own:
        folder = Path(environment(tmp_path)["XDG_CONFIG_HOME"]) / "crisiszorg-cli"
        folder.mkdir(parents=True)
        (folder / "overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    done = started(_FIRST_QUESTION, tmp_path)
    report = json.loads(done.stderr.splitlines()[0])

    loaded = set(report["modules"]) & set(NOT_FOR_A_QUESTION)
    assert loaded == (set(FOR_OWN_DATA) if own else set())
    assert report["message"]


@pytest.mark.skipif(sys.platform == "win32", reason="there rich draws")
def test_the_table_of_a_lookup_waits_for_nothing(tmp_path: Path) -> None:
    """It is on the screen before anything is loaded that asks, or that draws slowly."""
    done = started(_TABLE, tmp_path)

    assert "[1]" in done.stdout
    loaded = set(json.loads(done.stderr.splitlines()[0]))
    assert not loaded & {*SLOW, "crisiszorg_cli.triage.engine", "yaml"}


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", each(8, list(QUIET.values())))
def test_no_network_and_no_files(arguments: tuple[str, ...]) -> None:
    """No command opens a connection, starts a program or writes a file, anywhere."""
    seen = watched(arguments)
    assert seen.code in (0, 1, 2)
    assert seen.events == []
    assert seen.files == []


@pytest.mark.parametrize("arguments", [LOOKUPS["region"], TRIAGE], ids=["lookup", "triage"])
def test_network_modules_are_not_even_imported(arguments: tuple[str, ...]) -> None:
    """Neither the package nor a library it uses here can reach a network without an import."""
    seen = watched(arguments)
    assert not seen.modules & set(NETWORK)


@pytest.mark.only_thorough
@pytest.mark.parametrize(
    "deed",
    [
        "open('x', 'w').close()",
        "open('x', 'ab').close()",
        "os.mkdir('x')",
        "os.close(os.open('x', os.O_CREAT | os.O_RDWR))",
        "__import__('socket').socket().close()",
        "__import__('subprocess').run(['true'])",
        "__import__('tempfile').mkstemp()",
    ],
)
def test_the_watch_sees(tmp_path: Path, deed: str) -> None:
    """The watch itself works: each of these deeds is seen."""
    script = _WATCHED.replace("code = cli.run(sys.argv[1:])", f"code = 0; {deed}")
    done = subprocess.run(
        (sys.executable, "-c", script),
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(tmp_path) | {"PYTHONDONTWRITEBYTECODE": "1", "PACKAGE": "x"},
        timeout=60,
        check=True,
    )
    assert json.loads(done.stderr)["events"]
