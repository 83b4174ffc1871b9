r"""What comes near to an error of the loader, and is right: nothing may be said of it.

Each file in ``tests/data/near`` takes the place of one file in ``tests/data/valid``, as those in
``tests/data/invalid`` do (``test_loader.py``), and says in its first lines which, to what code it
comes near, and by what one small step (this text, which is there once, by that) it would be wrong:

    # file: regions.yaml
    # near: display | 77-77 | 77-78

The step shows that it is near: the check that lets the file pass finds the fault beside it. In it
``\u000a`` is a character by its number, and ``\udcf6`` the byte F6. The lines below it say why an
owner is right to write it so. A file that is dropped in is tried with the rest.
"""

from __future__ import annotations

import re
import shutil
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import pytest

from crisiszorg_cli.content.loader import check_folder
from crisiszorg_cli.errors import Problem
from tests.content.test_loader import BROKEN, DATA, VALID
from tests.effort import each

SMALL = 12
"""Characters: the longest step there is puts one word of the data in the place of another."""


class Near(NamedTuple):
    """A file from ``tests/data/near``: its text, and what its first lines say."""

    name: str
    replaces: str
    code: str
    old: str
    new: str
    head: str
    body: str

    @property
    def content(self) -> bytes:
        """The file as it is."""
        return f"{self.head}{self.body}".encode()

    @property
    def wrong(self) -> bytes:
        """The file, one step further."""
        text = f"{self.head}{self.body.replace(self.old, self.new)}"
        return text.encode(errors="surrogateescape")


def _read_near(path: Path) -> Near:
    text = path.read_bytes().decode()
    head = re.match(r"\ufeff?# file: (\S+)\r?\n# near: (\S+) \| (.+?) \| (.+?)\r?\n", text)
    assert head, f"{path.name}: the first lines must be '# file: …' and '# near: … | … | …'"
    old, new = (_characters(step) for step in head.group(3, 4))
    return Near(path.stem, head[1], head[2], old, new, head[0], text[head.end() :])


def _characters(step: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), step)


NEAR = [_read_near(path) for path in sorted((DATA / "near").glob("*.yaml"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the valid folder, for all tests: each puts back what it replaces."""
    folder = tmp_path_factory.mktemp("near") / "gegevens"
    shutil.copytree(VALID, folder)
    return folder


def _found(folder: Path, name: str, content: bytes) -> tuple[Problem, ...]:
    (folder / name).write_bytes(content)
    try:
        return check_folder(folder)
    finally:
        shutil.copyfile(VALID / name, folder / name)


@pytest.mark.thorough
def test_a_near_miss_is_let_through(folder: Path) -> None:
    """Whoever wrote it was right."""
    found = {near.name: _found(folder, near.replaces, near.content) for near in each(4, NEAR)}

    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.thorough
def test_one_step_further_it_is_wrong(folder: Path) -> None:
    """So it is near: a check that has become too lenient is seen as well."""
    for near in each(8, NEAR):
        found = _found(folder, near.replaces, near.wrong)

        assert near.code in {problem.code for problem in found}, (near.name, found)


def test_every_code_with_a_broken_file_has_a_near_miss() -> None:
    """And none comes near to a code that there is not."""
    broken = {expected.code for one in BROKEN for expected in one.expected}

    assert {near.code for near in NEAR} == broken


def test_each_step_is_a_small_one() -> None:
    """A few characters, in a line that the valid file has not: else it is that which passes."""
    for near in NEAR:
        assert near.body.count(near.old) == 1, near.name
        assert not _own_lines(near).isdisjoint(_lines_of_step(near)), near.name
        assert 0 < _length(near.old, near.new) <= SMALL, near.name


def _own_lines(near: Near) -> set[int]:
    """Return the lines that the valid file has not."""
    valid = (VALID / near.replaces).read_text(encoding="utf-8").splitlines()
    blocks = SequenceMatcher(None, valid, near.body.splitlines(), autojunk=False).get_opcodes()
    return {line for tag, *_, a, b in blocks if tag != "equal" for line in range(a, b)}


def _lines_of_step(near: Near) -> range:
    first = near.body.index(near.old)
    last = first + len(near.old)
    return range(near.body.count("\n", 0, first), near.body.count("\n", 0, last) + 1)


def _length(old: str, new: str) -> int:
    """Return how many characters go or come, at most."""
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return max(len(old), len(new)) - sum(block.size for block in kept)
