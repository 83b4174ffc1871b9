"""A kind of item is declared once: everything else takes its lists from ``sections.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest

from crisiszorg_cli.content.schema import kind_of, record_of
from crisiszorg_cli.model import content as model, sections
from crisiszorg_cli.model.provenance import cited_items
from crisiszorg_cli.wording.triage import ITEM

PACKAGE = Path(str(sections.__file__)).parent
NAMES = {section.name for section in sections.ALL}
KINDS = {section.kind for section in sections.ALL}


@pytest.mark.parametrize("section", sections.ALL, ids=lambda section: section.kind)
def test_a_section_is_a_field_of_the_model(section: sections.Section) -> None:
    """Its items are of the class it names, in the field that has its name."""
    owner = model.Directory if section in sections.DIRECTORY else model.Content
    hint = get_type_hints(owner)[section.name]

    assert get_origin(hint) is Mapping
    assert get_args(hint)[1] is record_of(section)
    assert section.kind == kind_of(record_of(section))
    assert section in sections.of_file(section.file)


def test_no_field_of_the_content_is_forgotten() -> None:
    """What the content has, a section fills, but for the directory itself."""
    assert [*get_type_hints(model.Content)] == ["directory", *(s.name for s in sections.TRIAGE)]


def lists_of_words(file: Path) -> Iterator[tuple[int, set[str]]]:
    """Return the words in each literal collection of a module, with its line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            items: list[ast.expr | None] = [*node.elts]
        elif isinstance(node, ast.Dict):
            items = [*node.keys]
        else:
            continue
        yield node.lineno, {str(item.value) for item in items if isinstance(item, ast.Constant)}


def test_no_other_module_lists_the_kinds() -> None:
    """A second table of kinds or sections would have to be kept alike with the first."""
    again = [
        f"{file.name}:{line}"
        for file in PACKAGE.rglob("*.py")
        if file.name != "sections.py"
        for line, words in lists_of_words(file)
        if len(words & KINDS) >= 5 or len(words & NAMES) >= 5
    ]

    assert again == []


def test_every_kind_that_is_cited_has_a_word(content: model.Content) -> None:
    """What stands inside an item too."""
    assert {cited.kind for cited in cited_items(content)} <= ITEM.keys()
    assert all(word[0].isupper() for word in ITEM.values())
