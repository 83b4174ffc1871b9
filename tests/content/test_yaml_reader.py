"""The YAML reader: any bytes at all give a tree or a problem, and text stays text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from crisiszorg_cli.content import yaml_reader
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.content.tree import Node, Sequence, Table, Text
from crisiszorg_cli.content.yaml_reader import MAX_BYTES, MAX_DEPTH, one_line, read_yaml
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.visible_text import is_hidden
from tests.content.soundness import assert_sound
from tests.effort import each, tries

PARSERS = ("CBaseLoader", "BaseLoader")
TESTS = Path(__file__).parents[1]
FILES = sorted([*data_folder().glob("*.yaml"), *(TESTS / "data").glob("*/*.yaml")])

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A tree without its line numbers."""


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with the parser in C, and with the one in Python."""
    monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, str(request.param)))


with_each_parser = pytest.mark.usefixtures("parser")


def _read(text: str) -> tuple[Node | None, list[Problem]]:
    return read_yaml("bestand.yaml", text.encode())


def _plain(node: Node | None) -> Plain:
    match node:
        case Text(value):
            return value
        case Sequence(items):
            return [_plain(item) for item in items]
        case Table(items):
            return {key: _plain(item) for key, item in items.items()}
        case None:
            pytest.fail("there is no tree")


# -- anything at all --------------------------------------------------------------------------

fuzz = tries(300)

_TOKENS = (
    *("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n\t", "  ", "[", "]", "{", "}", ",", "'", '"'),
    *("&x ", "*x", "!", "!!int ", "!<", "!<%FF>", "|", ">-", ">9", "%", "%YAML 1.1", "%TAG ! x"),
    *("---\n", "...\n", "#", " # c\n", "\\", "\\0", "\\x", "\\UFFFFFFFF", "\\uD800", "@", "`", "~"),
    *("\r", "\r\n", "\x85", "\u2028", "\ufeff", "\ufffe", "\0", "\x1b", "é", "😀", "<<: ", "0"),
)


@with_each_parser
@fuzz
@given(content=st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    """Arbitrary bytes never raise, and never give nothing."""
    assert_sound(content)


@with_each_parser
@fuzz
@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text(text: str) -> None:
    """Arbitrary text never raises, and never gives nothing."""
    assert_sound(text.encode())


@with_each_parser
@fuzz
@given(tokens=st.lists(st.sampled_from(_TOKENS), max_size=40))
def test_any_mixture_of_yaml(tokens: list[str]) -> None:
    """Nor does any mixture of the signs that mean something in YAML."""
    assert_sound("".join(tokens).encode())


@with_each_parser
@fuzz
@given(data=st.data())
def test_any_file_with_a_hole(data: st.DataObject) -> None:
    """Nor does a real file from which a piece is cut, or in which another is put."""
    content = data.draw(st.sampled_from(FILES)).read_bytes()[:3000]
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, min(start + 50, len(content))))
    assert_sound(content[:start] + data.draw(st.binary(max_size=5)) + content[stop:])


# -- text stays text --------------------------------------------------------------------------

_printable = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs"))
_any_text = st.text(st.just(" ") | _printable.filter(lambda c: not is_hidden(c)), max_size=30)
_tree: st.SearchStrategy[Plain] = st.recursive(
    _any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_any_text, inner, max_size=4),
    max_leaves=20,
)


@with_each_parser
@fuzz
@given(tree=_tree)
def test_every_scalar_stays_as_written(tree: Plain) -> None:
    """What is written as text comes back as that text, with quotes or without."""
    for quote in (None, "'", '"'):
        written = yaml.dump(tree, allow_unicode=True, default_style=quote, sort_keys=False)
        written = written.replace("!!null ", "").replace("!!str ", "")
        node, problems = _read(written)
        assert [] == problems
        assert tree == _plain(node)


@with_each_parser
def test_unquoted_word_stays_text() -> None:
    """Numbers, times, dates and booleans are not converted, as value or as key."""
    for word in (
        *("0703077777", "0700", "+31703077777", "112", "1_000", "0x1F", "0b11", "1e3", ".inf"),
        *("NO", "no", "yes", "on", "off", "true", "False", "~", "null", "Null", "=", "<<"),
        *("17:00", "24:00", "1:30:00", "2026-01-31", "1.10", "2026-01-31T10:00:00Z"),
    ):
        node, problems = _read(f"waarde: {word}\n{word}: waarde\nlijst: [{word}, {word}]\n")
        assert [] == problems, word
        assert {"waarde": word, word: "waarde", "lijst": [word, word]} == _plain(node)


@with_each_parser
def test_block_text() -> None:
    """Folded text becomes one line; literal text keeps its lines."""
    node, _ = _read("gevouwen: >-\n  een\n  twee\nletterlijk: |\n  een\n  twee\n")

    assert {"gevouwen": "een twee", "letterlijk": "een\ntwee\n"} == _plain(node)


@with_each_parser
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_counted_from_one(end: str) -> None:
    """Every node knows its line, also in a file from Windows and after a byte order mark."""
    node, problems = _read(end.join(("\ufeff# eerst", "a:", "  - b", "  - {c: d}", "")))

    assert [] == problems
    assert isinstance(node, Table)
    assert 2 == node.key_marks["a"].line
    items = node.items["a"]
    assert isinstance(items, Sequence)
    assert [3, 4] == [item.mark.line for item in items.items]
    assert "bestand.yaml" == node.mark.file


@pytest.mark.thorough
def test_parsers_agree_on_every_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parsers in C and in Python give the same trees, and problems on the same lines."""
    for path in each(9, FILES):
        results = []
        for name in PARSERS:
            monkeypatch.setattr(yaml_reader, "_LOADER", getattr(yaml, name))
            node, problems = read_yaml(path.name, path.read_bytes())
            results.append((node, [(problem.line, problem.code) for problem in problems]))
        assert results[0] == results[1], path


# -- bounded ----------------------------------------------------------------------------------


def _bomb(levels: int) -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for level in range(1, levels):
        parts = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} [{parts}]")
    return "\n".join(lines)


def _only_problem(content: bytes) -> Problem:
    """Read what must be refused, at once."""
    started = time.process_time()  # a busy machine makes nothing slower by this
    node, problems = read_yaml("bestand.yaml", content)
    took = time.process_time() - started

    assert node is None
    assert took < 10  # what goes wrong with the size takes minutes
    (problem,) = problems
    return problem


@with_each_parser
def test_alias_bomb_is_refused_at_once() -> None:
    """Ten to the hundredth words are not even begun with."""
    problem = _only_problem(_bomb(100).encode())

    assert ("alias", 1) == (problem.code, problem.line)


@with_each_parser
def test_large_alias_bomb_is_refused_at_once() -> None:
    """The first anchor is enough, however many follow."""
    assert "alias" == _only_problem(_bomb(9000).encode()).code


@with_each_parser
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: ", "- - ? "])
def test_deep_nesting_is_refused(opening: str) -> None:
    """A hundred thousand brackets give a problem, not a RecursionError."""
    problem = _only_problem((opening * 100_000).encode())

    assert ("too-deep", 1) == (problem.code, problem.line)
    assert "40 niveaus" in problem.message


@with_each_parser
def test_depth_limit_is_exact() -> None:
    """Forty levels are allowed, forty-one are not."""
    allowed, problems = _read("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH)
    refused, _ = _read("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1))

    assert allowed is not None
    assert [] == problems
    assert refused is None


def test_large_file_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten megabytes are refused by their size alone."""

    def fail(*_args: object, **_options: object) -> None:
        pytest.fail("the file is parsed")

    monkeypatch.setattr(yaml, "parse", fail)
    problem = _only_problem(b"a: b\n" * 2_000_000)

    assert ("too-large", 1) == (problem.code, problem.line)


def test_size_limit_is_exact() -> None:
    """A file of the largest size is read, one byte more is not."""
    assert _read("a: b #".ljust(MAX_BYTES, "x"))[0] is not None
    assert _read("a: b #".ljust(MAX_BYTES + 1, "x"))[0] is None


@with_each_parser
def test_many_directives_are_refused_at_once() -> None:
    """The parser in C needs seconds for these, as it compares each with all the others."""
    lines = "".join(f"%TAG !a{number}! x\n" for number in range(60_000))
    problem = _only_problem(lines.encode())

    assert ("directive", 1) == (problem.code, problem.line)


# -- refused, and why -----------------------------------------------------------------------------


@with_each_parser
@pytest.mark.parametrize(
    ("text", "line", "code", "word"),
    [
        ("a: 1\nb: &x 2\n", 2, "alias", "&x"),
        ("a: *x\n", 1, "alias", "*x"),
        ("a: 1\n<<: *x\n", 2, "alias", "*x"),
        ("a:\n  - !!int 1\n", 2, "tag", "int"),
        ("a: !eigen 1\n", 1, "tag", "!eigen"),
        ("! a\n", 1, "tag", "!"),
        ("a: 1\n---\nb: 2\n", 2, "documents", "meer dan één"),
        ("# niets\n", 1, "empty", "leeg"),
        ("", 1, "empty", "leeg"),
        ("a: 1\n? [b]\n: 2\n", 2, "key", "een woord"),
        ("a: 1\n\n  \x1b[2J: x\n", 3, "characters", "U+001B"),
        ("a: 1\nb: \x7f\n", 2, "characters", "U+007F"),
        ("a: 1\nb: 1\rc: 2\n", 2, "characters", "U+000D"),
        ("a: 1\nb: x\u2028y\n", 2, "characters", "U+2028"),
        ("\n%YAML 1.2\n---\na: 1\n", 2, "directive", "%"),
        ("a: 'b\nc: d\n", 1, "syntax", "aanhalingsteken"),
        ("a: [b\nc: d\n", 1, "syntax", "haak"),
        ("a: 1\nb\nc: 2\n", 2, "syntax", "dubbele punt"),
        ("a: b: c\n", 1, "syntax", "dubbele punt te veel"),
        ("a: @b\n", 1, "syntax", "tussen aanhalingstekens"),
        ("a: 1\n  b: 2\n", 2, "syntax", "dubbele punt te veel"),
        ("a:\n    - b\n  c: d\n", 3, "syntax", "inspringing"),
        ("a: ]\n", 1, "syntax", "een waarde verwacht"),
        ("a: - b\n", 1, "syntax", "een streepje kan hier niet"),
        ('a: "\\q"\n', 1, "syntax", "backslash"),
        ('a: "\\UFFFFFFFF"\n', 1, "syntax", "backslash"),
    ],
)
def test_refused(text: str, line: int, code: str, word: str) -> None:
    """What is not supported is named in Dutch, with its line, by either parser."""
    problem = _only_problem(text.encode())

    assert (line, code) == (problem.line, problem.code)
    assert word in problem.message


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        (b"a: 1\nb: caf\xe9\n", 2, "0xe9"),
        (b"\xff\xfea\x00", 1, "0xff"),
        (b"a: \xed\xa0\x80\n", 1, "0xed"),
        (b"\xef\xbb\xbfa: 1\n\nb: \x80", 3, "0x80"),
        (b"a: \xf0\x9f\x98", 1, "0xf0"),
    ],
)
def test_not_utf_8(content: bytes, line: int, byte: str) -> None:
    """Another encoding is refused with the byte that shows it."""
    problem = _only_problem(content)

    assert (line, "encoding") == (problem.line, problem.code)
    assert f"({byte})" in problem.message.replace("byte ", "")
    assert "UTF-8" in problem.tip


@with_each_parser
@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\r", "\\x7F", "\\N", "\\x9B"])
def test_escaped_control_character(escape: str) -> None:
    """An escape cannot smuggle in what would garble a screen; reading goes on."""
    node, problems = _read(f'a: 1\nb: "x{escape}y"\nb: 2\n')

    assert [(2, "characters"), (3, "duplicate-key")] == [(p.line, p.code) for p in problems]
    assert {"a": "1", "b": "x\N{REPLACEMENT CHARACTER}y"} == _plain(node)


@with_each_parser
def test_lone_surrogate() -> None:
    """A character that cannot be printed at all is refused; only the code differs."""
    _, (problem,) = _read('a: 1\nb: "\\uD800"\n')

    assert 2 == problem.line
    assert problem.code in {"syntax", "characters"}


@with_each_parser
def test_duplicate_keys_are_all_reported() -> None:
    """The first value holds, each repetition is reported, at any depth."""
    node, problems = _read("a: 1\nb: {c: 2, c: 3}\na: 4\n'a': 5\n")

    assert [(2, "duplicate-key"), (3, "duplicate-key"), (4, "duplicate-key")] == [
        (problem.line, problem.code) for problem in problems
    ]
    assert "'a' staat er twee keer (ook op regel 1)" == problems[-1].message
    assert {"a": "1", "b": {"c": "2"}} == _plain(node)


@with_each_parser
def test_problems_before_a_refusal_are_kept() -> None:
    """What was found before the reading stopped is reported too."""
    node, problems = _read("a: 1\na: 2\nb: &x 3\n")

    assert node is None
    assert ["duplicate-key", "alias"] == [problem.code for problem in problems]


def test_one_line() -> None:
    """A message becomes one line of bounded length."""
    assert "een twee" == one_line(" een\n\n twee\t")
    assert 300 == len(one_line("x" * 1000))
    assert one_line("x" * 1000).endswith("x…")
