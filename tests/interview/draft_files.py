"""Drafts for tests: starting a triage that keeps one, going on with it, and its files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.interview.personas import LEIDEN, QUESTIONS, S, answer, text
from tests.terminal.screen import Screen, Start
from tests.terminal.terminal import CRISIS

FIRST = text("life_danger")
SAME = "Is dit dezelfde cliënt?"
LABELS = {question.label for question in QUESTIONS.values()}


def triage(start: Start[S], *options: str, command: tuple[str, ...] = CRISIS) -> S:
    """Start a triage that keeps a draft."""
    moment = ("--moment", LEIDEN.moment)
    return start(*command, "triage", *moment, *options, columns=100, lines=40)


def resumed(start: Start[S], *options: str, command: tuple[str, ...] = CRISIS) -> S:
    """Resume the one draft there is: the same client, and danger to life is asked afresh."""
    terminal = triage(start, "--hervat", *options, command=command)
    go_on(terminal)
    return terminal


def go_on(terminal: Screen) -> None:
    """Say that it is the same client, and that there is no danger to life."""
    answer(terminal, ((SAME, "j"), (FIRST, "n")))


def folder(home: Path) -> Path:
    """Return the folder of the drafts, wherever the system has it."""
    found = [path for path in home.rglob("drafts") if path.is_dir()]
    return found[0] if found else home / "drafts"


def files(home: Path) -> list[str]:
    """Return the names of all files among the drafts."""
    return sorted(path.name for path in home.rglob("drafts/*"))


def draft(home: Path) -> Path:
    """Return the one draft there is."""
    (path,) = folder(home).glob("*.json")
    return path


def contents(home: Path) -> dict[Path, bytes]:
    """Return all files among the drafts, by their paths from the home folder."""
    return {path.relative_to(home): path.read_bytes() for path in home.rglob("drafts/*")}


def write(home: Path, drafts: Mapping[Path, bytes]) -> None:
    """Write drafts as a triage does: for this user alone."""
    for path, content in drafts.items():
        (home / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / path).touch(mode=0o600)
        (home / path).write_bytes(content)


def read(path: Path) -> Any:  # noqa: ANN401 - as JSON has it
    """Read a draft."""
    return json.loads(path.read_bytes())


def given(terminal: Screen) -> list[str]:
    """Return the answers that were shown, in order."""
    return [line for line in terminal.scrolled if line.partition(": ")[0] in LABELS]


def set_age(path: Path, minutes: int) -> None:
    """Make a file this old, and a moment."""
    written = path.lstat().st_mtime - minutes * 60 - 1
    os.utime(path, (written, written))
