"""What is done without a library, to be there at once, is what the library would have done."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import platformdirs
import pytest
from rich.console import Console  # noqa: TID253 - compared with it

from crisiszorg_cli import folders
from crisiszorg_cli.render import show, terminal
from crisiszorg_cli.render.layout import BLANK, Line, Role, Tone, row

LONG = "Bereidt een gesprek voor; wie u belt beslist. Stoppen: Ctrl-C. " * 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("given", [None, "", "/ergens/anders", "/ergens/", "hier", "~/x"])
@pytest.mark.parametrize("home", ["/home/iemand", "/home/iemand/", "/"])
def test_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, home: str, given: str | None
) -> None:
    """With a home or without, with the variables of XDG or without."""
    monkeypatch.setenv("HOME", home)
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        if given is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, given)
    name = "crisiszorg-cli"

    assert folders.config_folder() == Path(platformdirs.user_config_dir(name, appauthor=False))
    assert folders.state_folder() == Path(platformdirs.user_state_dir(name, appauthor=False))


@pytest.mark.skipif(sys.platform == "win32", reason="there rich always draws")
@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize(
    ("line", "at_once"),
    [
        (Line(Role.NOTE, LONG[:62]), True),
        (Line(Role.TEXT, "Woonplaats: Súdwest-Fryslân [zhn]"), True),
        (Line(Role.TEXT, LONG), False),
        (Line(Role.TEXT, "twee\nregels"), False),
        (Line(Role.TEXT, "中" * 45), False),
        (Line(Role.TEXT, ""), False),
        (Line(Role.STRONG, "kort"), True),
        (Line(Role.WARNING, "pas op"), True),
        (Line(Role.TITLE, "Leiden", beside="zo 21:30"), True),
        (Line(Role.TITLE, "AANMELDEN", tone=Tone.GREEN), False),
        (row(Line(Role.HEADING, "[1] "), Line(Role.NUMBER, "112", tone=Tone.YELLOW)), True),
        (row(Line(Role.NOTE, "geen nummer"), Line(Role.TEXT, "  pagina…")), True),
        (Line(Role.NUMBER, "112"), False),
        (BLANK, False),
    ],
)
def test_short_lines_are_those_of_rich(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: Line,
    *,
    at_once: bool,
    no_color: bool,
) -> None:
    """The same bytes, or nothing at all; without colours where they are not wanted."""
    monkeypatch.setenv("NO_COLOR", "1" if no_color else "")
    monkeypatch.setenv("COLUMNS", "80")
    target = StringIO()
    drawn = Console(
        file=target,
        width=80,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
    )
    terminal.show([line], drawn)

    assert show.show_at_once([line]) is at_once
    assert capsys.readouterr().out == (target.getvalue() if at_once else "")
