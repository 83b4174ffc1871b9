"""The data as shipped, read once in each process that tests it."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from crisiszorg_cli.content.loader import load_content, load_directory, make_index
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.content import Directory
from crisiszorg_cli.triage.engine import Triage

CONTENT = load_content(data_folder(), prove=False)
DIRECTORY = CONTENT.directory
ENGINE = Triage(CONTENT)


@cache
def directory_alone() -> Directory:
    """Return the directory as a lookup reads it: its version is that of its own files."""
    return load_directory(data_folder(), prove=False)


@cache
def index_as_made() -> bytes:
    """Return the index of a Sunday evening, as a file of its own."""
    return make_index(data_folder(), datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM))
