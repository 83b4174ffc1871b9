"""The data as shipped, read once in each process that tests it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from crisiszorg_cli.content.loader import index_of, load_content, load_directory
from crisiszorg_cli.content.store import data_folder, fresh_index
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.content import Content, Directory
from crisiszorg_cli.triage.engine import Triage


@cache
def from_files() -> Content:
    """Return the content as the YAML files have it."""
    return load_content(data_folder(), prove=False)


def _read() -> Content:
    """Read the index if it fits: a tenth of the time; ``test_index`` has it compared."""
    index = fresh_index(data_folder())
    if index is None:
        return from_files()
    lazy = index.content(worked_out=False)
    book = lazy.directory._replace(**_whole(lazy.directory))
    return lazy._replace(directory=book, **_whole(lazy))


def _whole(part: Content | Directory) -> dict[str, Any]:
    """Return the parts that are made item by item, each made as a whole."""
    parts = part._asdict().items()
    return {name: dict(value.items()) for name, value in parts if isinstance(value, Mapping)}


CONTENT = _read()
DIRECTORY = CONTENT.directory
ENGINE = Triage(CONTENT)


@cache
def directory_alone() -> Directory:
    """Return the directory as a lookup reads it: its version is that of its own files."""
    return load_directory(data_folder(), prove=False)


@cache
def index_as_made() -> bytes:
    """Return the index of a Sunday evening, as ``make_index`` makes it of what it reads anew."""
    moment = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)
    return index_of(from_files(), directory_alone(), data_folder(), moment)
