"""What a run of the command makes anew each time, kept from one run in this process to the next.

A command of Typer and the records of an index never change once they are made, and making them
takes half of a run; so do the changes of the same answers to the same content. That an index is
read only if it fits is done for each run, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar
from unittest.mock import patch

import typer

from crisiszorg_cli.content.index import Index
from crisiszorg_cli.model.assessment import Change
from crisiszorg_cli.model.contacts import Directory
from crisiszorg_cli.model.content import Answers, Content
from crisiszorg_cli.triage import counterfactual
from crisiszorg_cli.triage.engine import Triage

T = TypeVar("T")
_CHECKSUM = 9  # bytes: it stands first, and is of all that follows

_command = cache(typer.main.get_command)


def _kept(make: Callable[..., T], made: dict[tuple[bytes, bool], T]) -> Callable[..., T]:
    def of(index: Index, *, worked_out: bool) -> T:
        key = index._content[:_CHECKSUM], worked_out  # noqa: SLF001 - what it was read from
        if key not in made:
            made[key] = make(index, worked_out=worked_out)
        return made[key]

    return of


_contents: dict[tuple[bytes, bool], Content] = {}
_directory: Callable[..., Directory] = _kept(Index.directory, {})
_content: Callable[..., Content] = _kept(Index.content, _contents)

_would_change = counterfactual.would_change
_changes: dict[tuple[int, tuple[tuple[str, str], ...]], tuple[Change, ...]] = {}


def _changes_of(triage: Triage, answers: Answers) -> tuple[Change, ...]:
    """Work them out once for content that is kept, and anew for any other."""
    content = triage.content
    if not any(content is kept for kept in _contents.values()):
        return _would_change(triage, answers)
    key = id(content), tuple(answers.items())
    if key not in _changes:
        _changes[key] = _would_change(triage, answers)
    return _changes[key]


@contextmanager
def kept() -> Iterator[None]:
    """Make commands and records once."""
    with (
        patch("typer.main.get_command", _command),
        patch.object(Index, "directory", _directory),
        patch.object(Index, "content", _content),
        patch.object(counterfactual, "would_change", _changes_of),
    ):
        yield
