"""What ``make test`` leaves out, ``make thorough`` has: it runs what is marked, and drawn."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parent
SMALLER = {"each", "THOROUGH"}  # what makes a run of a part smaller; what is drawn is found anyway
MARKS = ("mark.thorough", "mark.only_thorough", "given(")
FILES = [path for path in sorted(TESTS.rglob("test_*.py")) if "effort" in path.read_text("utf-8")]


class Top(NamedTuple):
    """A statement of a module: what it reads, and what it gives a meaning."""

    node: ast.stmt
    reads: frozenset[str]
    defines: frozenset[str]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return what a module says."""
    return ast.parse(path.read_text("utf-8"))


@cache
def tops(path: Path) -> tuple[Top, ...]:
    """Return the statements of a module."""
    body = tree_of(path).body
    return tuple(Top(n, frozenset(names_in(n)), frozenset(defined(n))) for n in body)


@cache
def parts(path: Path) -> frozenset[str]:
    """Return the names of a module that stand for a part when not thorough."""
    tree = tree_of(path)
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("tests."):
            names = {alias.asname or alias.name for alias in node.names}
            other = TESTS.parent / f"{str(node.module).replace('.', '/')}.py"
            if node.module == "tests.effort":
                found |= names & SMALLER
            elif other.is_file():
                found |= names & parts(other)
    before = -1
    while before != len(found):
        before = len(found)
        for top in tops(path):
            if top.reads & found and not is_how_many(top.node):
                found |= top.defines
    return frozenset(found)


def is_how_many(node: ast.stmt) -> bool:
    """Tell whether this says how many examples are drawn: each test of those is found anyway."""
    return isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("settings(")


def names_in(node: ast.AST) -> set[str]:
    """Return every name that is read, and of each function what it takes as an argument.

    Of ``each`` only where it is called: it is a good name for one of several, too.
    """
    inside = list(ast.walk(node))
    read = {part.id for part in inside if isinstance(part, ast.Name)} - {"each"}
    calls = [part.func for part in inside if isinstance(part, ast.Call)]
    called = {part.id for part in calls if isinstance(part, ast.Name)}
    return read | (called & {"each"}) | {part.arg for part in inside if isinstance(part, ast.arg)}


def defined(node: ast.stmt) -> set[str]:
    """Return the names that a statement gives a meaning, also of a fixture under another one."""
    if isinstance(node, ast.FunctionDef):
        texts = [ast.unparse(decorator) for decorator in node.decorator_list]
        named = {text.partition("name='")[2].partition("'")[0] for text in texts}
        return {node.name, *named} - {""}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    return set()


@pytest.mark.only_thorough  # to read all tests takes seconds
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_tries_a_part_is_marked(path: Path) -> None:
    """Every test that uses ``each`` or THOROUGH, itself or by what it uses, runs once more."""
    partly = parts(path)
    whole = [ast.unparse(top.node) for top in tops(path) if "pytestmark" in top.defines]
    unmarked = [
        node.name
        for node, reads, _ in tops(path)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if reads & partly
        if not any(
            mark in text
            for mark in MARKS
            for text in (*whole, *map(ast.unparse, node.decorator_list))
        )
    ]

    assert unmarked == []
