"""Runs what proves a data folder: the proofs over all answers, its cases and its index."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli import streams
from crisiszorg_cli.content.checks_directory import Finding
from crisiszorg_cli.content.ground import Ground, ground_of, ground_over
from crisiszorg_cli.content.index import INDEX_FILE
from crisiszorg_cli.content.proofs import TIDINESS, prove, steps
from crisiszorg_cli.content.store import Store, fresh_index
from crisiszorg_cli.errors import DataError, Problem
from crisiszorg_cli.folders import OVERLAY_FILE
from crisiszorg_cli.guarded_file import is_there
from crisiszorg_cli.model.content import Content, Place
from crisiszorg_cli.model.sections import CONTENT_FILES

if TYPE_CHECKING:
    from crisiszorg_cli.content.loader import Checked

_REMAKE = "Maak hem opnieuw met `crisis check --index`."


class Proved(NamedTuple):
    """What was found in a data folder, and how much was tried."""

    problems: tuple[Problem, ...]
    situations: int = 0
    paths: int = 0
    places: int = 0
    scenarios: int = 0
    seconds: float = 0.0


def prove_folder(checked: Checked, folder: Path, begin: datetime) -> Proved:
    """Prove content that can be used, everywhere; then its cases and its index."""
    # Much of what shows results, for the cases alone.
    from crisiszorg_cli.cli.scenario_run import run_scenarios  # noqa: PLC0415

    started = time.monotonic()
    ground = ground_of(checked.content, begin)
    found = checked.located(_findings(ground))
    scenarios, wrong = run_scenarios(folder, checked.content)
    problems = sorted((*found, *wrong, *_unread(folder), *check_index(folder, checked.content)))
    return _proved(ground, problems, started)._replace(scenarios=scenarios)


def prove_place(content: Content, folder: Path, begin: datetime, place: Place) -> Proved:
    """Prove content that can be used, for one place. Lines are read only if they are needed."""
    started = time.monotonic()
    ground = ground_of(content, begin, (place,))
    return _proved(ground, _located(_findings(ground), folder), started)


def _located(findings: list[Finding], folder: Path) -> tuple[Problem, ...]:
    """Say where findings stand. Most often there are none, and no file is read for it."""
    if not findings:
        return ()
    from crisiszorg_cli.content.loader import read_folder  # noqa: PLC0415 - slow: reads YAML

    return read_folder(folder).located(findings)


def _proved(ground: Ground, problems: Iterable[Problem], started: float) -> Proved:
    size = (ground.situations, ground.paths, len(ground.places))
    return Proved(tuple(problems), *size, seconds=time.monotonic() - started)


def _unread(folder: Path) -> Iterator[Problem]:
    """Name the files that look like data, and are read by nobody: a copy, or another ending."""
    known = {*CONTENT_FILES, OVERLAY_FILE}
    tip = f"Gelezen worden: {', '.join(sorted(CONTENT_FILES))}."
    for ending in ("*.yaml", "*.yml", "*.yaml.txt"):
        for file in sorted(folder.glob(ending)):
            if file.name not in known:
                yield Problem(str(file), 1, "unread-file", "dit bestand wordt niet gelezen", tip)


def check_index(folder: Path, content: Content) -> Iterator[Problem]:
    """Compare the index with the data: one that fits the files has to say what they say."""
    index = fresh_index(folder) if is_there(folder / INDEX_FILE) else None
    if index is not None and index.content(worked_out=False) != content:
        message = "de index wijkt af van de gegevens"
        yield Problem(str(folder / INDEX_FILE), 1, "index", message, _REMAKE)


def prove_own(store: Store, begin: datetime) -> tuple[Problem, ...]:
    """Prove what the overlays make of the data under them, as far as that is not the same."""
    from crisiszorg_cli.content.loader import read_over  # noqa: PLC0415 - as for ``_located``
    from crisiszorg_cli.content.reading import UNDER  # noqa: PLC0415

    under = content = store.base_content()
    read: list[Checked] = []
    for file in store.overlays():
        try:
            checked = read_over(content, file)
        except DataError:  # it is not used, which was said
            continue
        content = checked.content
        read.append(checked)
    if not read:
        return ()
    found: list[Problem] = []
    for finding in _findings(ground_over(content, under, begin)):
        at = (finding.kind, finding.id)
        own = [each for each in read if each.reading.marks.get(at, UNDER) is not UNDER]
        if own or finding.code not in TIDINESS:
            found += (own or read)[-1].located((finding,))
    return tuple(sorted(found))


def _findings(ground: Ground) -> list[Finding]:
    found: list[Finding] = []
    with _progress(steps(ground)) as further:
        for finding in prove(ground):
            if finding is None:
                further()
            else:
                found.append(finding)
    return found


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show on a terminal how far it is, once it takes longer than somebody likes to wait."""
    if not streams.shows_on_terminal():
        yield lambda: None
        return
    from crisiszorg_cli.render import terminal  # noqa: PLC0415 - slow, and not for a pipe

    with terminal.progress(terminal.console(sys.stderr), total, "Bewijzen") as further:
        yield further
