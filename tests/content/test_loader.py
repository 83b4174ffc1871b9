"""The data loader: one broken file per kind of error, and nothing that makes it crash.

``tests/data/valid`` is a small folder that passes every check. Each file in
``tests/data/invalid`` takes the place of one file in it, and says in its first lines which,
and what must be found:

    # file: regions.yaml
    # expect: 12 | display | '070 307 77 78' | andere cijfers

that is: the line (or ``other.yaml:line``), the code, and words that the message or the tip
must contain. Exactly these problems must be found. Dropping in a file adds a test. What comes near
to each code and is right is in ``tests/data/near`` (``test_near_misses.py``).
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from crisiszorg_cli.content import (
    checks_directory,
    checks_triage,
    loader,
    reading,
    schema,
    store,
    yaml_reader,
)
from crisiszorg_cli.content.loader import check_folder, load_content, load_directory
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.content.tips import with_tip
from crisiszorg_cli.errors import DataError, Problem
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.model.sections import CONTENT_FILES, DIRECTORY_FILES
from tests.effort import THOROUGH, each

DATA = Path(__file__).parents[1] / "data"
VALID = DATA / "valid"
LOADERS = ("CBaseLoader", "BaseLoader")

MakeFolder = Callable[[dict[str, bytes]], Path]
"""Copies the valid folder and writes the given files in it."""


@dataclass(frozen=True)
class Expected:
    """A problem that a broken file must give."""

    file: str
    line: int
    code: str
    words: tuple[str, ...]

    def matches(self, problem: Problem) -> bool:
        """Tell whether this is the problem."""
        where = (Path(problem.file).name, problem.line, problem.code)
        said = f"{problem.message} {problem.tip}"
        return where == (self.file, self.line, self.code) and all(w in said for w in self.words)


@dataclass(frozen=True)
class Broken:
    """A file from ``tests/data/invalid``, with what its first lines say."""

    path: Path
    replaces: str
    expected: tuple[Expected, ...]


def _read_broken(path: Path) -> Broken:
    lines = re.split(r"\r?\n", path.read_bytes().decode(errors="replace"))
    replaces = lines[0].removeprefix("# file: ")
    assert replaces in CONTENT_FILES, f"{path.name}: the first line must be '# file: …'"
    marker = "# expect: "
    texts = [line.removeprefix(marker) for line in lines if line.startswith(marker)]
    assert texts, f"{path.name}: no '# expect: …'"
    return Broken(path, replaces, tuple(_expected(replaces, text) for text in texts))


def _expected(replaces: str, text: str) -> Expected:
    where, code, *words = text.split(" | ")
    file, _, line = where.rpartition(":")
    assert words, f"no words to look for in: {text}"
    return Expected(file or replaces, int(line), code, tuple(words))


BROKEN = [_read_broken(path) for path in sorted((DATA / "invalid").glob("*.yaml"))]


def _named(stem: str) -> Broken:
    return next(broken for broken in BROKEN if broken.path.stem == stem)


each_parser = pytest.mark.parametrize("parser", LOADERS)


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Return a function that copies the valid folder with some files replaced."""

    def make(replaced: dict[str, bytes]) -> Path:
        folder = tmp_path / "gegevens"
        shutil.copytree(VALID, folder, dirs_exist_ok=True)
        for name, content in replaced.items():
            (folder / name).write_bytes(content)
        return folder

    return make


# -- what is right ----------------------------------------------------------------------------


@pytest.mark.thorough
@each_parser
@pytest.mark.parametrize(
    "folder", [VALID, *each(2, [store.data_folder()], first=1)], ids=lambda folder: folder.name
)
def test_valid_folder_has_no_problems(
    folder: Path, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The smallest content and the shipped one pass every check, whichever parser there is."""
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, parser))

    assert () == check_folder(folder)


@each_parser
def test_scalars_stay_text(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No octal numbers, no minutes, no booleans: every value is what the author wrote."""
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, parser))
    book = load_content(VALID, prove=True).directory
    phones = [service.phone.digits for service in book.services.values() if service.phone]

    assert ["112", "0703077777"] == phones
    assert "17:00" == book.services["lijn"].hours_note
    assert ("NO", "1.10", "17:00") == (
        book.sources["bron"].publisher,
        book.sources["bron"].published,
        book.sources["bron"].dated,
    )
    aliases = ("NO", "on", "0700", "~", "1_000", "2026-01-31", "+31703077777")
    assert aliases == book.regions["nl"].aliases


def test_order_of_items_is_kept() -> None:
    """Gates, pathways and ladder go in the order of the file."""
    assert ["vv", "gz", "ggz", "jeugd"] == list(load_content(VALID, prove=True).pathways)


@pytest.mark.only_thorough
def test_loading_with_and_without_proofs_gives_the_same() -> None:
    """The shipped data loads the same when it is proved first."""
    folder = store.data_folder()

    assert load_content(folder, prove=True) == load_content(data_folder(), prove=False)
    assert load_directory(folder, prove=True) == load_directory(folder, prove=False)


def test_version_follows_the_content(make_folder: MakeFolder) -> None:
    """Any change in a file gives another data version; no change gives the same."""
    before = load_content(VALID, prove=True).directory.version
    same = load_content(make_folder({}), prove=True).directory.version
    terms = (VALID / "terms.yaml").read_bytes() + b"# nog iets\n"
    after = load_content(make_folder({"terms.yaml": terms}), prove=True).directory.version

    assert before == same
    assert before != after


def test_directory_needs_only_its_own_files(make_folder: MakeFolder) -> None:
    """A lookup reads sources, regions and gemeenten; the other files may even be absent."""
    folder = make_folder({})
    for name in set(CONTENT_FILES) - set(DIRECTORY_FILES):
        (folder / name).unlink()

    assert ["alarm", "loket", "lijn"] == list(load_directory(folder, prove=True).services)


# -- what is wrong ----------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("broken", "parser"),
    [
        *((broken, "CBaseLoader") for broken in each(6, BROKEN)),
        *((broken, "BaseLoader") for broken in each(15, BROKEN)[:: 5 if THOROUGH else 1]),
    ],
    ids=lambda it: it if isinstance(it, str) else it.path.stem,
)
def test_broken_file(
    broken: Broken, parser: str, make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of error is found on its line, in words that help, and nothing else is."""
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, parser))
    found = check_folder(make_folder({broken.replaces: broken.path.read_bytes()}))

    for expected in broken.expected:
        assert any(expected.matches(problem) for problem in found), (expected, found)
    for problem in found:
        assert any(expected.matches(problem) for expected in broken.expected), problem


@pytest.mark.thorough
@pytest.mark.parametrize("broken", each(6, BROKEN, first=3), ids=lambda b: b.path.stem)
def test_broken_folder_never_loads(broken: Broken, make_folder: MakeFolder) -> None:
    """Loading another folder than the shipped one raises all that a check finds."""
    folder = make_folder({broken.replaces: broken.path.read_bytes()})
    with pytest.raises(DataError) as caught:
        load_content(folder, prove=True)

    assert check_folder(folder) == caught.value.problems
    for problem in caught.value.problems:
        _assert_tidy(problem)


def _assert_tidy(problem: Problem) -> None:
    """One line, without a full stop (``crisis check`` adds it); a tip is a sentence."""
    assert re.fullmatch(r"[^\n]{5,300}(?<![.\s])", problem.message), problem
    assert re.fullmatch(r"|[A-Z].*[.?]", problem.tip), problem
    assert f":{problem.line}: " in str(problem)


OF_CASES = {"scenario", "unused-answer", "moment", "digits", "expectedstep", "shownadvice"}
"""The codes of faults in a case."""


def test_each_code_has_a_next_step() -> None:
    """What a finding does not say of itself, its code does: one short sentence."""
    said = Problem("a.yaml", 1, "empty", "het bestand is leeg", "Doe dit.")
    assert with_tip(said) == said
    always_say_it = {"cycle", "encoding", "syntax", "value"}
    codes = {expected.code for broken in BROKEN for expected in broken.expected} - always_say_it
    for code in codes | OF_CASES | {"unreadable", "too-large", "too-many", "not-used"}:
        tip = with_tip(said._replace(code=code, tip="")).tip
        assert re.fullmatch(r"[A-Z].{4,110}\.", tip), code


_CODE_ARGUMENT = {
    "Problem": 2,
    "Finding": 3,
    "complain": 1,
    "_complain": 1,
    "_refuse": 1,
    "leave_out": 1,
}
_PARSED = {"phone", "citation", "postcodes"}  # the code is the name of the class with parse()
# No file could show these.
_GENERATED = {"too-large", "unreadable", "fixed", "old", "too-many"}


def _codes(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(Path(module).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        index = _CODE_ARGUMENT.get(name)
        if index is None or len(node.args) <= index:
            continue
        code = node.args[index]
        if isinstance(code, ast.Constant):
            yield str(code.value)


def test_every_code_has_a_broken_file() -> None:
    """There is no kind of error without an example, and no example of an unknown kind."""
    checks = (checks_directory, checks_triage)
    files = [str(module.__file__) for module in (yaml_reader, reading, schema, *checks, loader)]
    written = {code for file in files for code in _codes(file)} | _PARSED
    shown = {expected.code for broken in BROKEN for expected in broken.expected}

    assert written == shown | _GENERATED


@pytest.mark.parametrize(
    "names",
    [
        "review-months hours-dutch postcodes-zero cycle condition-two-keys due-missing key",
        "not-a-date display duplicate-place unreachable-through dangling-exit headline key",
        "number-octal phone-letter dangling-region not-a-boolean value-answer value-due citation",
        "not-a-date value-sector not-utf8 options-extra first-gate empty-file tag-python",
        "review-months alias postcodes-order duplicate-option overlap-region due-unused too-deep",
    ],
)
def test_all_problems_are_reported_in_one_run(names: str, make_folder: MakeFolder) -> None:
    """Faults in all eight files come together, in the order of file and line."""
    broken = [_named(name) for name in (*names.split(), "checklist-status")]
    assert {b.replaces for b in broken} == set(CONTENT_FILES)
    found = check_folder(make_folder({b.replaces: b.path.read_bytes() for b in broken}))

    expected = [expected for b in broken for expected in b.expected]
    assert len(expected) == len(found)
    assert all(any(e.matches(problem) for problem in found) for e in expected)
    assert sorted(found, key=lambda problem: (problem.file, problem.line)) == list(found)


def test_data_error_carries_all_problems(make_folder: MakeFolder) -> None:
    """Without the command line, too: the exception has every problem, and counts them."""
    names = ("phone-letter", "cycle", "missing-source")
    broken = [_named(name) for name in names]
    folder = make_folder({b.replaces: b.path.read_bytes() for b in broken})
    with pytest.raises(DataError, match="4 fouten in de gegevensbestanden") as caught:
        load_content(folder, prove=True)

    codes = sorted(problem.code for problem in caught.value.problems)
    assert ["cycle", "cycle", "missing-source", "phone"] == codes


def test_load_directory_raises_too(make_folder: MakeFolder) -> None:
    """A lookup never gives a number from a folder with a fault in it."""
    broken = _named("phone-nonexistent")
    folder = make_folder({broken.replaces: broken.path.read_bytes()})
    with pytest.raises(DataError, match="1 fout in de gegevensbestanden"):
        load_directory(folder, prove=True)


def test_faults_in_the_shipped_folder_stop_it(
    make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shipped is not proved at each start, but it is read with the same care."""
    broken = _named("phone-letter")
    folder = make_folder({broken.replaces: broken.path.read_bytes()})
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    monkeypatch.setattr(store, "config_folder", lambda: folder / "none")
    for load in (store.Store().directory, store.Store().content):
        with pytest.raises(DataError, match="1 fout"):
            load()


# -- files that are no text, not there, or too much ---------------------------------------------


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_missing_file(name: str, make_folder: MakeFolder) -> None:
    """A file that is not there is one problem, not a hundred dangling references."""
    folder = make_folder({})
    (folder / name).unlink()
    (problem,) = check_folder(folder)

    assert (str(folder / name), 1, "unreadable") == (problem.file, problem.line, problem.code)
    assert "het bestaat niet" in problem.message


def test_folder_instead_of_file(make_folder: MakeFolder) -> None:
    """A folder by the name of a file is reported as such."""
    folder = make_folder({})
    (folder / "terms.yaml").unlink()
    (folder / "terms.yaml").mkdir()
    (problem,) = check_folder(folder)

    assert "unreadable" == problem.code
    assert re.search("het is een map|geen toegang", problem.message)  # the latter on Windows


@pytest.mark.parametrize("folder", [Path("geen/map"), VALID / "terms.yaml"])
def test_no_folder(folder: Path) -> None:
    """Where there is no folder, every file is missing."""
    assert ["unreadable"] * len(CONTENT_FILES) == [problem.code for problem in check_folder(folder)]


def test_no_access(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is reported in Dutch; so is an error without a reason."""

    def refuse(path: Path, _flags: int) -> None:
        if path.name == "terms.yaml":
            raise OSError
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    messages = {problem.message for problem in check_folder(VALID)}

    assert {
        "kan het bestand niet lezen (geen toegang)",
        "kan het bestand niet lezen (onbekende fout)",
    } == messages


_JUNK = {
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "zip": b"PK\x03\x04\x14\x00\x00\x00",
    "zeros": bytes(1000),
    "utf-16": "sources: []".encode("utf-16"),
    "all bytes": bytes(range(256)),
    "nothing": b"",
    "byte order mark": b"\xef\xbb\xbf",
    "blank": b" \n\n  \n",
    "brackets": b"[" * 100_000,
    "null": b"~",
    "number": b"12",
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", each(6, CONTENT_FILES))
@pytest.mark.parametrize("junk", _JUNK.values(), ids=_JUNK)
def test_junk_for_a_file(name: str, junk: bytes, make_folder: MakeFolder) -> None:
    """Whatever the bytes of a file, it is one problem, in that file."""
    folder = make_folder({name: junk})
    (problem,) = check_folder(folder)

    assert str(folder / name) == problem.file


@pytest.mark.thorough
@pytest.mark.parametrize("name", each(4, CONTENT_FILES))
def test_too_large(name: str, make_folder: MakeFolder) -> None:
    """A file over the limit is refused; a valid one just under it is read."""
    content = (VALID / name).read_bytes() + b"\n#"
    limit = yaml_reader.MAX_BYTES
    folder = make_folder({name: content.ljust(limit, b"x")})
    assert () == check_folder(folder)

    folder = make_folder({name: content.ljust(limit + 1, b"x")})
    (problem,) = check_folder(folder)
    assert ("too-large", 1) == (problem.code, problem.line)
    assert "groter dan 1024 KiB" in problem.message


def test_long_words_are_cut_short(make_folder: MakeFolder) -> None:
    """A message that quotes a file stays readable, whatever the file holds."""
    terms = (VALID / "terms.yaml").read_text(encoding="utf-8")
    terms = terms.replace("[loket]", f'["{"lang en  breed " * 1000}"]')
    (problem,) = check_folder(make_folder({"terms.yaml": terms.encode()}))

    assert problem.message.startswith("onbekende term 'lang en breed lang en breed")
    assert 300 == len(problem.message)


# -- nothing makes it crash -----------------------------------------------------------------------

_VALUES = ("", "[]", "{}", "NO", "{answer: sudden, is: [yes]}")


@pytest.mark.thorough
@pytest.mark.parametrize("name", CONTENT_FILES)
def test_any_line_may_be_missing(name: str, make_folder: MakeFolder) -> None:
    """Leave out any one line: there is a problem, or what is left loads."""
    lines = (VALID / name).read_text(encoding="utf-8").split("\n")
    folder = make_folder({})
    for index in each(9, range(len(lines))):
        text = "\n".join(lines[:index] + lines[index + 1 :])
        (folder / name).write_bytes(text.encode())
        if not check_folder(folder):
            load_content(folder, prove=True)


@pytest.mark.thorough
@pytest.mark.parametrize("value", _VALUES)
@pytest.mark.parametrize("name", CONTENT_FILES)
def test_any_value_may_be_wrong(name: str, value: str, make_folder: MakeFolder) -> None:
    """Put something else in the place of any one value: a problem, or no item is lost."""
    text = (VALID / name).read_text(encoding="utf-8")
    places = list(re.finditer(r"(?<=: )[^\[{\s][^\n,}]*|\[.*?\]", text))
    assert places
    folder = make_folder({})
    expected = _sizes(_valid())
    for place in each(60, places, first=_VALUES.index(value)):
        changed = text[: place.start()] + value + text[place.end() :]
        (folder / name).write_bytes(changed.encode())
        if not check_folder(folder):
            assert expected == _sizes(load_content(folder, prove=False))  # proved just now


@cache
def _valid() -> Content:
    return load_content(VALID, prove=True)


def _sizes(content: Content) -> list[int]:
    book = content.directory
    parts = [getattr(content, name) for name in content._fields if name != "directory"]
    parts += [book.sources, book.offices, book.regions, book.municipalities, book.services]
    return [len(part) for part in parts]
