"""Finds the data files and turns them into the model, or says everything that is wrong.

``lookup`` needs only the directory (sources and regions); the triage needs all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from crisiszorg_cli import model, schema
from crisiszorg_cli.checks import Finding, check_content, check_directory
from crisiszorg_cli.errors import DataError, Problem, reason_of
from crisiszorg_cli.yaml_reader import MAX_BYTES, one_line, read_yaml

DIRECTORY_FILES = ("sources.yaml", "regions.yaml")
CONTENT_FILES = (*DIRECTORY_FILES, "questions.yaml", "criteria.yaml", "outcomes.yaml", "terms.yaml")


def data_folder() -> Path:
    """Give the folder with the data files: in an installed package, or in the checkout."""
    package = Path(__file__).parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent / "data"


def load_directory(folder: Path | None = None) -> model.Directory:
    """Read regions and services. Raises DataError with every problem found."""
    reading, version = _read(folder or data_folder(), DIRECTORY_FILES)
    book = _directory(reading, version)
    if folder is not None:
        _add(reading, check_directory(book, reading.partial))
    _stop_on_problems(reading)
    return book


def load_content(folder: Path | None = None) -> model.Content:
    """Read everything. Raises DataError with every problem found.

    For the data that is shipped, the slow proofs of ``check_folder`` are left out: CI has
    run them. Another folder is proved first, because the engine relies on it.
    """
    reading, version = _read(folder or data_folder(), CONTENT_FILES)
    content = _content(reading, version)
    if folder is not None:
        _prove(reading, content)
    _stop_on_problems(reading)
    return content


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Read everything and prove what can be proved; give all problems, in file order."""
    reading, version = _read(folder, CONTENT_FILES)
    _prove(reading, _content(reading, version))
    return _in_order(reading)


def _prove(reading: schema.Reading, content: model.Content) -> None:
    _add(reading, check_directory(content.directory, reading.partial))
    _add(reading, check_content(content, reading.partial))


def _add(reading: schema.Reading, findings: Iterable[Finding]) -> None:
    for finding in findings:
        mark = reading.mark_of(finding.kind, finding.id, finding.key)
        reading.complain(mark, finding.code, finding.message)


def _in_order(reading: schema.Reading) -> tuple[Problem, ...]:
    lines = (replace(problem, message=one_line(problem.message)) for problem in reading.problems)
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


def _directory(reading: schema.Reading, version: str) -> model.Directory:
    items: dict[str, dict[str, Any]] = reading.items
    return model.Directory(
        version=version,
        sources=items.get("source", {}),
        offices=items.get("office", {}),
        regions=items.get("region", {}),
        municipalities=items.get("municipality", {}),
        services=items.get("service", {}),
    )


def _content(reading: schema.Reading, version: str) -> model.Content:
    items: dict[str, dict[str, Any]] = reading.items
    return model.Content(
        directory=_directory(reading, version),
        questions=items.get("question", {}),
        gates=items.get("gate", {}),
        exits=items.get("exit", {}),
        pathways=items.get("pathway", {}),
        outcomes=items.get("outcome", {}),
        steps=items.get("step", {}),
        ladder=items.get("rung", {}),
        terms=items.get("term", {}),
    )
