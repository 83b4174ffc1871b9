"""What holds of whatever the YAML reader makes of whatever bytes."""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli.content.tree import Node, Sequence, Table, Text
from crisiszorg_cli.content.yaml_reader import read_yaml
from crisiszorg_cli.errors import Problem


def assert_sound(content: bytes) -> None:
    """Whatever was read: no exception, and never nothing at all."""
    node, problems = read_yaml("bestand.yaml", content)

    assert node is not None or problems
    for problem in problems:
        assert_one_line(problem)
        assert 1 <= problem.line <= content.count(b"\n") + 2  # the end is a line as well
    if node is not None:
        _assert_printable(node)


def assert_one_line(problem: Problem) -> None:
    """A problem is one line that can be printed, whatever it quotes."""
    assert problem.line >= 1
    assert problem.message
    for text in (problem.message, problem.tip):
        assert "\n" not in text
        assert not text or text.isprintable(), ascii(text)


def _assert_printable(node: Node) -> None:
    for value in _scalars(node):
        value.encode()
        assert "\0" not in value
        assert "\x1b" not in value


def _scalars(node: Node) -> Iterator[str]:
    match node:
        case Text(value):
            yield value
        case Sequence(items):
            for item in items:
                yield from _scalars(item)
        case Table(entries):
            for key, item in entries.items():
                yield key
                yield from _scalars(item)
