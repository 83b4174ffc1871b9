"""The only place that reads YAML: bytes in, a tree of text with line numbers out.

It builds the tree from parser events, so that every scalar stays text, duplicate keys are
seen, nesting is bounded, and aliases (the road to alias bombs) are refused outright.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from crisiszorg_cli.errors import Problem
from crisiszorg_cli.tree import Mark, Node, Sequence, Table, Text

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40

# The C parser is about ten times as fast; wheels without it still work.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Refused(Exception):
    """Stops reading this file; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(file: str, content: bytes) -> tuple[Node | None, list[Problem]]:
    """Turn the bytes of one YAML file into a tree, and name everything that is wrong.

    A duplicate key is a problem but does not stop the reading; a syntax error, an alias, a
    tag, a second document, too many bytes or too deep a nesting does, and gives no tree.
    """
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1024
        message = f"het bestand is groter dan {limit} KiB en wordt niet gelezen"
        return None, [Problem(file, 1, "too-large", message)]
    builder = _Builder(file)
    try:
        return builder.read(content), builder.problems
    except _Refused as refused:
        return None, [*builder.problems, refused.problem]
    except (yaml.YAMLError, ValueError) as error:
        return None, [*builder.problems, _syntax_problem(file, error)]


def _syntax_problem(file: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "onleesbare tekens"
    tip = "Controleer inspringing, aanhalingstekens en de dubbele punt op deze of de vorige regel."
    return Problem(file, line, "syntax", f"geen geldige YAML ({what})", tip)


class _Builder:
    """Walks the parser's events once; keeps the problems it meets."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(())  # PyYAML's event types are untyped

    def read(self, content: bytes) -> Node | None:
        self._events = yaml.parse(content, Loader=_LOADER)
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refuse(event, "documents", "er staat meer dan één document in")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if root is None:
            self.problems.append(Problem(self.file, 1, "empty", "het bestand is leeg"))
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "alias", f"verwijzing *{event.anchor} wordt niet ondersteund")
        if getattr(event, "anchor", None) is not None:
            raise self._refuse(event, "alias", f"anker &{event.anchor} wordt niet ondersteund")
        if getattr(event, "tag", None) is not None:
            raise self._refuse(event, "tag", f"tag {event.tag} wordt niet ondersteund")
        if depth > MAX_DEPTH:
            raise self._refuse(event, "too-deep", f"dieper genest dan {MAX_DEPTH} niveaus")
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return Text(event.value, self._mark(event))

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._mark(start))

    def _table(self, start: Any, depth: int) -> Table:
        items: dict[str, Node] = {}
        marks: dict[str, Mark] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Text):
                raise self._refuse(event, "key", "een sleutel moet een woord zijn")
            if key.value in items:
                earlier = marks[key.value].line
                message = f"'{key.value}' staat er twee keer (ook op regel {earlier})"
                self.problems.append(Problem(self.file, key.mark.line, "duplicate-key", message))
                continue
            items[key.value] = value
            marks[key.value] = key.mark
        return Table(items, marks, self._mark(start))

    def _mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1)

    def _refuse(self, event: Any, code: str, message: str) -> _Refused:
        return _Refused(Problem(self.file, event.start_mark.line + 1, code, message))
