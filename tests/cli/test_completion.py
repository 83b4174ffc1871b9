"""Tab in a shell: regions, gemeenten and sectors, by the protocol that Typer's scripts use."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crisiszorg_cli.cli.completion import complete_place, complete_sector
from crisiszorg_cli.directory import search
from tests.cli.conftest import Done, Run
from tests.effort import each
from tests.shipped import DIRECTORY

Complete = Callable[[Run, str], Done]


def bash(crisis: Run, line: str, **more: str) -> Done:
    """Ask as bash does: the words, and which of them is being typed."""
    words = line.split(" ")
    env = {"_CRISIS_COMPLETE": "complete_bash", "COMP_WORDS": line}
    return crisis(env=env | {"COMP_CWORD": str(len(words) - 1)} | more)


def zsh(crisis: Run, line: str, **more: str) -> Done:
    """Ask as zsh does."""
    env = {"_CRISIS_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    return crisis(env=env | more)


def fish(crisis: Run, line: str, **more: str) -> Done:
    """Ask as fish does, for the words that may follow."""
    env = {"_CRISIS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line}
    return crisis(env=env | {"_TYPER_COMPLETE_FISH_ACTION": "get-args"} | more)


def powershell(crisis: Run, line: str, **more: str) -> Done:
    """Ask as PowerShell does: it says apart what the word is so far."""
    env = {"_CRISIS_COMPLETE": "complete_pwsh", "_TYPER_COMPLETE_ARGS": line}
    word = line.rpartition(" ")[2]
    return crisis(env=env | {"_TYPER_COMPLETE_WORD_TO_COMPLETE": word} | more)


def offered(shell: Complete, out: str) -> list[str]:
    """Return the words in what a shell is told."""
    if shell is zsh:
        return re.findall(r'^(?:.*\(\()?"([^"]+)"', out, re.MULTILINE)
    return [re.split(r":::|\t", line)[0] for line in out.splitlines() if line]


SHELLS = [bash, zsh, fish, powershell]
each_shell = pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell.__name__)


OFFERED: list[tuple[str, list[str]]] = [
    ("crisis lookup --regio leid", ["leiden", "leiderdorp", "leidschendam-voorburg"]),
    ("crisis lookup --regio Leid", ["Leiden", "Leiderdorp", "Leidschendam-voorburg"]),
    ("crisis lookup Capelle", ["Capelle-aan-den-ijssel"]),
    ("crisis lookup alphen", ["alphen-aan-den-rijn", "alphen-chaam"]),
    ("crisis lookup --regio zuid-h", ["zuid-holland-noord", "zuid-hollandse-eilanden"]),
    ("crisis triage --regio zuid-holland-n", ["zuid-holland-noord"]),
    ("crisis criteria --regio zuid-holland-n", ["zuid-holland-noord"]),
    ("crisis lookup --gemeente gron", ["groningen"]),
    ("crisis lookup den-h", ["den-haag", "den-helder"]),
    ("crisis lookup --gemeente zuid-h", []),
    ("crisis lookup --sector ", ["vv", "gz", "ggz", "jeugd"]),
    ("crisis lookup leiden --sector g", ["gz", "ggz"]),
    ("crisis triage --sector j", ["jeugd"]),
    ("crisis regions --sector v", ["vv"]),
    ("crisis loo", ["lookup"]),
    ("crisis lookup --regio xqz", []),
]


@each_shell
def test_what_is_offered(crisis: Run, shell: Complete) -> None:
    """The same words in every shell, and nothing on stderr."""
    for line, expected in OFFERED:
        done = shell(crisis, line)
        found = offered(shell, done.out)
        assert done.err == "", line
        assert set(expected) <= set(found), line
        if "zuid-h" not in line:
            assert sorted(found) == sorted(expected), line


@each_shell
@pytest.mark.parametrize("broken", ["services: [", "\x00", "- a\n"], ids=repr)
def test_nothing_is_said_of_a_fault(
    crisis: Run, shell: Callable[..., Done], broken: str, tmp_path: Path
) -> None:
    """A faulty overlay or folder is no reason to write across the line that is typed."""
    file = tmp_path / "crisiszorg-cli" / "overlay.yaml"
    file.parent.mkdir()
    file.write_text(broken, encoding="utf-8")
    done = shell(crisis, "crisis lookup --regio leid", CRISIS_DATA=str(tmp_path / "weg"))

    assert done.err == ""
    assert "leiden" in offered(shell, done.out)


@each_shell
@pytest.mark.parametrize("line", ["crisis lookup --regio 'leid", 'crisis lookup "den h', "crisis "])
def test_an_open_quote_is_no_error(crisis: Run, shell: Complete, line: str) -> None:
    """Half a word in quotes gives something or nothing, but no traceback."""
    done = shell(crisis, line)

    assert done.err == ""
    assert "Traceback" not in done.out


@pytest.mark.thorough
def test_every_word_needs_no_quotes_and_is_found() -> None:
    """Of all that is offered, each is one plain word, and the search knows what it is."""
    book = DIRECTORY
    words = dict(complete_place(""))
    for word, meaning in words.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word), word
        assert meaning
    assert all(search.find_places(book, word) for word in each(4, [*words]))
    towns = (town for town in book.municipalities.values() if town.id.startswith("GM"))
    named = {place.id for word in words for place in search.find_municipalities(book, word)}
    same = {search.regions_of(book.municipalities[id_]) for id_ in named}
    assert all(town.id in named or search.regions_of(town) in same for town in towns)
    assert len(words) > 342


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("s-grav", "s-gravenhage"),
        ("'s-Grav", "s-gravenhage"),
        ("SÚDW", "sudwest-fryslan"),
        ("alphen aan", "alphen-aan-den-rijn"),
        ("bergen", "bergen-nh"),
    ],
)
def test_typed_in_any_form(typed: str, expected: str) -> None:
    """Accents, capitals and spaces do not matter to what is offered."""
    assert expected in dict(complete_place(typed))


def test_sectors_in_any_case() -> None:
    """A capital does not matter."""
    assert complete_sector("G") == ["gz", "ggz"]
    assert complete_sector("x") == []


SCRIPTS = {"bash": "complete -o", "zsh": "compdef", "fish": "complete --", "pwsh": "Register-Arg"}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_of_each_shell(crisis: Run, name: str) -> None:
    """It is printed for the shell that is named, and asks this program."""
    done = crisis(env={"_CRISIS_COMPLETE": f"source_{name}"})

    assert done.err == ""
    assert SCRIPTS[name] in done.out
    assert "_CRISIS_COMPLETE" in done.out


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_shell_itself_takes_the_script(crisis: Run, name: str) -> None:
    """Its syntax is sound for that shell, where it is installed."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    script = crisis(env={"_CRISIS_COMPLETE": f"source_{name}"}).out
    check = (program, "--no-execute" if name == "fish" else "-n")
    subprocess.run(check, input=script, encoding="utf-8", check=True)


@pytest.mark.parametrize("wanted", ["x", "complete", "source_", "complete_x", "complete_bash"])
def test_what_no_shell_asks_for(crisis: Run, wanted: str) -> None:
    """A variable that is not what a shell sets gives one Dutch line, and no traceback."""
    done = crisis("lookup", "zhn", env={"_CRISIS_COMPLETE": wanted, "COMP_CWORD": "x"})
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fout: De variabele _CRISIS_COMPLETE")
    assert len(done.err.splitlines()) == 2 - (not done.err.count("Tip:"))
