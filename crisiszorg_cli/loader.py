"""Turns the data files into the model, or says everything that is wrong with them.

A lookup needs only the directory (sources, regions and gemeenten), the triage all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from crisiszorg_cli import model, schema
from crisiszorg_cli.checks import Finding, check_content, check_directory
from crisiszorg_cli.errors import DataError, Problem, reason_of
from crisiszorg_cli.hours import AMSTERDAM, timetable
from crisiszorg_cli.index import DIRECTORY_FILES, HOURS_LIBRARY, build
from crisiszorg_cli.search import with_names
from crisiszorg_cli.yaml_reader import MAX_BYTES, one_line, read_yaml

CONTENT_FILES = (*DIRECTORY_FILES, "questions.yaml", "criteria.yaml", "outcomes.yaml", "terms.yaml")
TIMETABLE_YEARS = 3


def load_directory(folder: Path, *, prove: bool) -> model.Directory:
    """Read regions, gemeenten and services. Raises DataError with every problem found."""
    reading, digest = _read(folder, DIRECTORY_FILES)
    book = _directory(reading, digest)
    if prove:
        _add(reading, check_directory(book, reading.partial))
    _stop_on_problems(reading)
    return book


def make_index(folder: Path, moment: datetime) -> bytes:
    """Prove the directory in a folder and make its index. Raises DataError.

    Its timetables cover the year of the moment and some after it.
    """
    # Not for every reader of the data: it brings in what knows of mail, and so of sockets.
    from importlib.metadata import version  # noqa: PLC0415

    book = load_directory(folder, prove=True)
    files = {name: (folder / name).read_bytes() for name in DIRECTORY_FILES}
    start = datetime(moment.year, 1, 1, tzinfo=AMSTERDAM)
    end = start.replace(year=start.year + TIMETABLE_YEARS)
    different = {s.hours for s in book.services.values() if s.hours and s.hours != "24/7"}
    times = {hours: timetable(hours, start, end) for hours in sorted(different)}
    return build(book, files, times, version(HOURS_LIBRARY))


def load_content(folder: Path, *, prove: bool) -> model.Content:
    """Read everything. Raises DataError with every problem found.

    For the data that is shipped, the slow proofs of ``check_folder`` are left out: CI has
    run them. Another folder is proved first, because the engine relies on it.
    """
    reading, digest = _read(folder, CONTENT_FILES)
    content = _content(reading, digest)
    if prove:
        _prove(reading, content)
    _stop_on_problems(reading)
    return content


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Read everything and prove what can be proved; give all problems, in file order."""
    reading, digest = _read(folder, CONTENT_FILES)
    _prove(reading, _content(reading, digest))
    return _in_order(reading)


def _prove(reading: schema.Reading, content: model.Content) -> None:
    _add(reading, check_directory(content.directory, reading.partial))
    _add(reading, check_content(content, reading.partial))


def _add(reading: schema.Reading, findings: Iterable[Finding]) -> None:
    for finding in findings:
        mark = reading.mark_of(finding.kind, finding.id, finding.key)
        reading.complain(mark, finding.code, finding.message)


def _in_order(reading: schema.Reading) -> tuple[Problem, ...]:
    lines = (problem._replace(message=one_line(problem.message)) for problem in reading.problems)
    return tuple(sorted(set(lines)))


def _stop_on_problems(reading: schema.Reading) -> None:
    if reading.problems:
        raise DataError(_in_order(reading))


def _read(folder: Path, names: Iterable[str]) -> tuple[schema.Reading, str]:
    reading = schema.Reading()
    digest = hashlib.sha256()
    for name in names:
        root = None
        content = _bytes(reading, folder / name)
        if content is not None:
            digest.update(content)
            root, problems = read_yaml(str(folder / name), content)
            reading.problems += problems
        if root is None:
            schema.skip_file(reading, name)
        else:
            schema.read_file(reading, name, root)
    schema.check_references(reading)
    schema.check_answers(reading)
    return reading, digest.hexdigest()[:12]


def _bytes(reading: schema.Reading, path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"kan het bestand niet lezen ({reason_of(error)})"
        problem = Problem(str(path), 1, "unreadable", message)
        reading.problems.append(problem)
        return None


def _directory(reading: schema.Reading, digest: str) -> model.Directory:
    items: dict[str, dict[str, Any]] = reading.items
    book = model.Directory(
        version=digest,
        sources=items.get("source", {}),
        offices=items.get("office", {}),
        regions=items.get("region", {}),
        municipalities=items.get("municipality", {}),
        services=items.get("service", {}),
    )
    return with_names(book)


def _content(reading: schema.Reading, digest: str) -> model.Content:
    items: dict[str, dict[str, Any]] = reading.items
    return model.Content(
        directory=_directory(reading, digest),
        questions=items.get("question", {}),
        gates=items.get("gate", {}),
        exits=items.get("exit", {}),
        pathways=items.get("pathway", {}),
        outcomes=items.get("outcome", {}),
        steps=items.get("step", {}),
        ladder=items.get("rung", {}),
        terms=items.get("term", {}),
    )
