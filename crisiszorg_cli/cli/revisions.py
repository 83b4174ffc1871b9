"""Reads a version of the data: a folder, an overlay, or a revision of the repository of the data.

Git is started as a command, with nothing but what reads, and never reaches a network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from crisiszorg_cli import streams
from crisiszorg_cli.content.loader import content_over, load_content
from crisiszorg_cli.content.store import data_folder, is_overlay_folder
from crisiszorg_cli.errors import DataError, InputError, Problem
from crisiszorg_cli.folders import OVERLAY_FILE
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.model.sections import CONTENT_FILES

_ABSENT = "missing-file"

_SHAPE = frozenset(
    {"unknown-key", "missing-key", "type", "value", "missing-source", "condition", _ABSENT}
)
"""Codes of faults that another schema gives."""

_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_TIMEOUT = 20


def read_version(name: str) -> Content:
    """Read a folder with data files, one with an overlay, the overlay itself, or a revision.

    An overlay is laid over the data of the program. Raises InputError where there is nothing by
    that name, or it has a schema that this program does not read.
    """
    path = Path(name)
    try:
        if path.is_file() and path.suffix in (".yaml", ".yml"):
            return _laid(path)
        if path.is_dir():
            if is_overlay_folder(path):
                return _laid(path / OVERLAY_FILE)
            _need_all(name, path, {file for file in CONTENT_FILES if (path / file).exists()})
            return load_content(path, prove=True)
        return _of_revision(name)
    except DataError as error:
        raise _refused(name, error) from error


def _laid(overlay: Path) -> Content:
    """Lay an overlay over the data of the program; say what of it does not count."""
    content, refused = content_over(load_content(data_folder(), prove=False), overlay)
    for problem in refused:
        streams.write_error(f"Let op: {problem}.\n")
    return content


def _of_revision(name: str) -> Content:
    """Read the data files as they were at a revision."""
    folder = data_folder()
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if commit is None:
        raise _no_version(name)
    revision = commit.decode().strip()
    files = {file: _git(folder, "show", f"{revision}:./{file}") for file in CONTENT_FILES}
    there = {file: content for file, content in files.items() if content is not None}
    _need_all(name, None, there)
    with TemporaryDirectory() as scratch:
        target = Path(scratch)
        for file, content in there.items():
            (target / file).write_bytes(content)
        try:
            return load_content(target, prove=True)
        except DataError as error:
            problems = (p._replace(file=f"{name}:{Path(p.file).name}") for p in error.problems)
            raise DataError(tuple(problems)) from error


def _need_all(name: str, folder: Path | None, there: Collection[str]) -> None:
    """Refuse a version without data files; one without some of them has another schema."""
    if not there:
        raise _no_version(name)
    absent = [file for file in CONTENT_FILES if file not in there]
    if absent:
        places = [f"{name}:{file}" if folder is None else str(folder / file) for file in absent]
        raise DataError(tuple(Problem(p, 1, _ABSENT, "dit bestand is er niet") for p in places))


def _no_version(name: str) -> InputError:
    tip = "Geef een map, een overlay, of een revisie van git zoals HEAD~1."
    return InputError(f"'{name}' is geen map met gegevens en geen revisie.", tip)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Run a command of git that reads; None where it has no answer, or there is no git."""
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603 - a revision that begins with a dash is refused by git
        (program, "-C", str(folder), *arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **_QUIET},
        timeout=_TIMEOUT,
        check=False,
    )
    return done.stdout if done.returncode == 0 else None


def _refused(name: str, error: DataError) -> InputError:
    """Say why a version cannot be compared: another schema, or plain faults."""
    of_shape = [problem for problem in error.problems if problem.code in _SHAPE]
    first = (of_shape or error.problems)[0]
    more = len(error.problems) - 1
    rest = f" (en nog {more})" if more else ""
    path = Path(name)
    can_be_checked = path.is_dir() or path.name == OVERLAY_FILE
    mend = f"Verbeter ze eerst: crisis check {name}" if can_be_checked else ""
    if of_shape:
        why = "de gegevens hebben een andere vorm dan dit programma leest"
        older = "met een nieuwere versie, of met het programma van toen."
        tip = f"{mend}. Of vergelijk oudere gegevens {older}" if mend else f"Vergelijk {older}"
    else:
        why, tip = "in de gegevens staan fouten", mend
    return InputError(f"'{name}' kan niet vergeleken worden: {why}. {first}{rest}.", tip)
