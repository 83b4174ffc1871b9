"""A YAML document as text with line numbers: no scalar has been interpreted yet.

YAML's own typing turns phone numbers into other integers and ``NO`` into false, so every
scalar stays the text that the author wrote until ``schema`` converts it on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands; lines count from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, exactly as written."""

    value: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping. ``key_marks`` tells where each key stands."""

    items: Mapping[str, Node]
    key_marks: Mapping[str, Mark]
    mark: Mark


Node = Text | Sequence | Table
