"""The schema of the data files: what the loader takes it takes, and it sees what it can see."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from crisiszorg_cli.content.json_schema import data_schema
from crisiszorg_cli.content.schema import fields_of, hints_of, record_of
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.content.yaml_reader import read_yaml
from crisiszorg_cli.model import sections
from tests.content.test_loader import BROKEN, VALID, Broken
from tests.content.test_near_misses import NEAR
from tests.effort import THOROUGH, each

_CORE = (  # how YAML 1.2 reads what stands without quotes, and so does an editor
    (r"null|Null|NULL|~|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)
BEYOND = {
    "citation-beyond",  # these take another item, arithmetic or a library to see
    "citation-order",
    "condition-background",
    "condition-too-wide",
    "unread-missing",
    "value-answer",
    "value-answer-list",
    "value-answer-open",
    "value-answer-relevant",
    "options-missing",
    "phone-nonexistent",
    "phone-other-digits",
    "phone-shortcode",
    "postcodes-order",
}
SEEN = {
    *("citation", "condition", "duplicate", "empty", "fact", "missing-key", "missing-source"),
    *("phone", "postcodes", "type", "unknown-key", "value"),
}
"""The codes of the loader that a schema sees too, but for what is ``BEYOND`` it."""


@cache
def validator(*, overlay: bool = False) -> Draft202012Validator:
    """Return what validates a data file, or an overlay."""
    return Draft202012Validator(data_schema(overlay=overlay), format_checker=FormatChecker())


def seen_by_an_editor(text: str, *, quoted: bool = False) -> Any:  # noqa: ANN401 - any document
    """Return a document as an editor reads it, or as if all of it stood between quotes."""
    loader = yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader
    return _value(yaml.compose(text, Loader=loader), quoted=quoted)


def _value(node: Any, *, quoted: bool) -> Any:  # noqa: ANN401 - nodes of the library
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(child, quoted=quoted) for key, child in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, quoted=quoted) for child in node.value]
    plain = node.style is None and not quoted
    reads = (read for pattern, read in _CORE if plain and re.fullmatch(pattern, node.value))
    return next(reads, str)(node.value)


def faults(document: object, *, overlay: bool = False) -> list[str]:
    """Return what the schema says of a document."""
    return [error.message for error in validator(overlay=overlay).iter_errors(document)]


FILES = sorted(data_folder().rglob("*.yaml"))


@pytest.mark.thorough
@pytest.mark.parametrize("file", each(3, FILES), ids=lambda file: file.stem)
def test_our_own_files_are_sound(file: Path) -> None:
    """As an editor reads them, and with quotes around everything."""
    text = file.read_text(encoding="utf-8")
    assert faults(seen_by_an_editor(text)) == []
    if THOROUGH:
        assert faults(seen_by_an_editor(text, quoted=True)) == []


@pytest.mark.parametrize("file", sorted(VALID.glob("*.yaml")), ids=lambda file: file.stem)
def test_what_the_loader_takes_it_takes(file: Path) -> None:
    """But for a bare ``~``, which the loader reads as a text, and an editor as nothing."""
    text = file.read_text(encoding="utf-8")
    assert faults(seen_by_an_editor(text, quoted=True)) == []
    assert faults(seen_by_an_editor(text.replace("0700, ~,", "0700,"))) == []


@pytest.mark.thorough
def test_what_comes_near_to_a_fault_it_takes() -> None:
    """But for an emoji as JSON writes it, which other readers of YAML refuse.

    One that is as deep as can be takes a minute: each level of a condition doubles the work.
    """
    tried = [near for near in NEAR if near.name not in ("characters-escape", "too-deep")]
    texts = {near.name: near.content.decode("utf-8-sig") for near in each(8, tried)}
    found = {name: faults(seen_by_an_editor(text)) for name, text in texts.items()}
    assert {name: said for name, said in found.items() if said} == {}


def _is_seen(broken: Broken) -> bool:
    return broken.path.stem not in BEYOND and any(each.code in SEEN for each in broken.expected)


def _is_read(broken: Broken) -> bool:
    """Tell whether it is YAML, in which no key is there twice: the rest is not for a schema."""
    root, problems = read_yaml(broken.path.name, broken.path.read_bytes())
    return root is not None and not problems


@pytest.mark.only_thorough
@pytest.mark.parametrize("overlay", [False, True])
def test_the_schema_is_one(overlay: bool) -> None:
    """Of the version that it names."""
    Draft202012Validator.check_schema(data_schema(overlay=overlay))


@pytest.mark.thorough
def test_what_is_broken_is_seen() -> None:
    """Where a schema can see it; the other files have no fault in it."""
    tried = [broken for broken in each(4, BROKEN) if _is_read(broken)]
    texts = {broken.path.stem: broken.path.read_text(encoding="utf-8") for broken in tried}
    found = {name for name, text in texts.items() if faults(seen_by_an_editor(text, quoted=True))}
    assert found == {broken.path.stem for broken in tried if _is_seen(broken)}


def test_an_item_of_an_overlay_may_say_a_part() -> None:
    """Of a service that is there only the number; of a part of it only what is otherwise."""
    part = {"services": [{"id": "rap-zhn", "phone": "0715123450"}]}
    assert faults(part)
    assert faults(part, overlay=True) == []
    criterion = {"pathways": [{"id": "vv-zz", "criteria": [{"id": "danger", "text": "Gevaar"}]}]}
    assert faults(criterion, overlay=True) == []
    assert faults({"services": [{"phone": "0715123450"}]}, overlay=True)
    assert faults({"scenarios": []}, overlay=True)
    nobody = {"services": [{"id": "x", "serves": [{"regions": ["zhn"]}]}]}
    assert faults(nobody, overlay=True)


def test_the_example_of_an_overlay_fits() -> None:
    """What ``crisis overlay init`` writes."""
    example = Path(data_schema.__code__.co_filename).with_name("overlay_example.yaml")
    assert faults(seen_by_an_editor(example.read_text(encoding="utf-8")), overlay=True) == []


@pytest.mark.parametrize("section", sections.ALL, ids=lambda section: section.name)
def test_every_field_of_the_model_is_a_key(section: sections.Section) -> None:
    """With what it needs: the schema is made of the classes, and adds nothing."""
    cls = record_of(section)
    made = data_schema()["$defs"][section.record]
    assert list(made["properties"]) == list(hints_of(cls))
    assert made["required"] == [name for name, needed in fields_of(cls) if needed]
    assert made["description"]


def test_the_words_of_a_refusal_are_those_of_the_loader() -> None:
    """An editor that knows the key shows them in place of a pattern."""
    phone = data_schema()["$defs"]["Service"]["properties"]["phone"]
    assert phone["patternErrorMessage"].startswith("geen bestaand Nederlands nummer")
