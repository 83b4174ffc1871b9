"""Finds the data files and turns them into the model, or says everything that is wrong.

``lookup`` needs only the directory (sources and regions); the triage needs all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crisiszorg_cli import model, schema
from crisiszorg_cli.checks import check_content, check_directory
from crisiszorg_cli.errors import DataError, Problem
from crisiszorg_cli.yaml_reader import MAX_BYTES, read_yaml

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
    _stop_on_problems(reading)
    return _directory(reading, version)


def load_content(folder: Path | None = None) -> model.Content:
    """Read everything. Raises DataError with every problem found.

    The slow proofs of ``check_folder`` are left out: CI has run them on what is shipped.
    """
    reading, version = _read(folder or data_folder(), CONTENT_FILES)
    _stop_on_problems(reading)
    return _content(reading, version)


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Read everything and prove what can be proved; give all problems, in file order."""
    reading, version = _read(folder, CONTENT_FILES)
    if not reading.problems:
        content = _content(reading, version)
        problems = [*check_directory(content.directory), *check_content(content)]
        reading.problems += [_located(reading, problem) for problem in problems]
    return tuple(sorted(set(reading.problems)))


def _located(reading: schema.Reading, finding: tuple[str, str, str, str]) -> Problem:
    kind, id_, code, message = finding
    mark = reading.mark_of(kind, id_)
    return Problem(mark.file, mark.line, code, message)


def _stop_on_problems(reading: schema.Reading) -> None:
    if reading.problems:
        raise DataError(tuple(sorted(set(reading.problems))))


def _read(folder: Path, names: Iterable[str]) -> tuple[schema.Reading, str]:
    reading = schema.Reading()
    digest = hashlib.sha256()
    for name in names:
        content = _bytes(reading, folder / name)
        if content is None:
            continue
        digest.update(content)
        root, problems = read_yaml(str(folder / name), content)
        reading.problems += problems
        if root is not None:
            schema.read_file(reading, name, root)
    schema.check_references(reading)
    return reading, digest.hexdigest()[:12]


def _bytes(reading: schema.Reading, path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "onbekende fout"
        problem = Problem(str(path), 1, "unreadable", f"kan het bestand niet lezen ({reason})")
        reading.problems.append(problem)
        return None


def _directory(reading: schema.Reading, version: str) -> model.Directory:
    items: dict[str, dict[str, Any]] = reading.items
    return model.Directory(
        version=version,
        sources=items["source"],
        offices=items["office"],
        regions=items["region"],
        municipalities=items["municipality"],
        services=items["service"],
    )


def _content(reading: schema.Reading, version: str) -> model.Content:
    items: dict[str, dict[str, Any]] = reading.items
    return model.Content(
        directory=_directory(reading, version),
        questions=items["question"],
        gates=items["gate"],
        exits=items["exit"],
        pathways=items["pathway"],
        outcomes=items["outcome"],
        steps=items["step"],
        ladder=items["rung"],
        terms=items["term"],
    )
