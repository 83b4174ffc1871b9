"""A YAML document as text with line numbers: no scalar has been interpreted yet.

YAML's own typing turns phone numbers into other integers and ``NO`` into false, so every
scalar stays the text that the author wrote until ``schema`` converts it on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Mark(NamedTuple):
    """Where something stands; lines count from 1."""

    file: str
    line: int


class Text(NamedTuple):
    """A scalar, exactly as written."""

    value: str
    mark: Mark


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


class Table(NamedTuple):
    """A mapping. ``key_marks`` tells where each key stands."""

    items: Mapping[str, Node]
    key_marks: Mapping[str, Mark]
    mark: Mark


Node = Text | Sequence | Table
