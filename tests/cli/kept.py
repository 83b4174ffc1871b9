"""What a run of the command makes anew each time, kept from one run in this process to the next.

A command of Typer and the records of an index never change once they are made, and making them
takes half of a run. That an index is read only if it fits is done for each run, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar
from unittest.mock import patch

import typer

from crisiszorg_cli.content.index import Index
from crisiszorg_cli.model.contacts import Directory
from crisiszorg_cli.model.content import Content

T = TypeVar("T")
_CHECKSUM = 9  # bytes: it stands first, and is of all that follows

_command = cache(typer.main.get_command)


def _kept(make: Callable[..., T]) -> Callable[..., T]:
    made: dict[tuple[bytes, bool], T] = {}

    def of(index: Index, *, worked_out: bool) -> T:
        key = index._content[:_CHECKSUM], worked_out  # noqa: SLF001 - what it was read from
        if key not in made:
            made[key] = make(index, worked_out=worked_out)
        return made[key]

    return of


_directory: Callable[..., Directory] = _kept(Index.directory)
_content: Callable[..., Content] = _kept(Index.content)


@contextmanager
def kept() -> Iterator[None]:
    """Make commands and records once."""
    with (
        patch("typer.main.get_command", _command),
        patch.object(Index, "directory", _directory),
        patch.object(Index, "content", _content),
    ):
        yield
