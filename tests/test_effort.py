"""What ``make test`` leaves out, ``make thorough`` has: it runs what is marked, and drawn."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SMALLER = {"each", "THOROUGH"}  # what makes a run of a part smaller; what is drawn is found anyway
MARKS = ("mark.thorough", "mark.only_thorough", "given(")
FILES = [path for path in sorted(TESTS.rglob("test_*.py")) if "effort" in path.read_text("utf-8")]


@cache
def parts(path: Path) -> frozenset[str]:
    """Return the names of a module that stand for a part when not thorough."""
    tree = ast.parse(path.read_text("utf-8"))
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
        for top in tree.body:
            if names_in(top) & found and not is_how_many(top):
                found |= defined(top)
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_tries_a_part_is_marked(path: Path) -> None:
    """Every test that uses ``each`` or THOROUGH, itself or by what it uses, runs once more."""
    tree, partly = ast.parse(path.read_text("utf-8")), parts(path)
    whole = [ast.unparse(node) for node in tree.body if "pytestmark" in defined(node)]
    unmarked = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if names_in(node) & partly
        if not any(
            mark in text
            for mark in MARKS
            for text in (*whole, *map(ast.unparse, node.decorator_list))
        )
    ]

    assert unmarked == []
