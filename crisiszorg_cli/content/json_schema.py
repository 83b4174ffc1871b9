"""JSON Schema (2020-12) of the data files, made of the classes that the loader reads them by.

An editor that knows it completes keys and words, and underlines what the loader would refuse, as
far as a schema can see that: not whether a reference leads somewhere, or a number exists. What the
loader takes, it takes too. The descriptions are the sentences of the classes.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from crisiszorg_cli.content.schema import fields_of, hints_of, is_record, record_of
from crisiszorg_cli.model import content as model, patterns, sections
from crisiszorg_cli.model.scenario import Scenario

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCENARIOS = "scenarios"

_ANY_SCALAR = ["string", "number", "boolean"]  # the loader reads each as the text that was written
_TEXT: Schema = {"type": _ANY_SCALAR, "pattern": r"\S"}
_SCALARS: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": ["integer", "string"], "pattern": r"^(0|-?[1-9]\d*)$"},
    bool: {"enum": [True, False, "true", "false"]},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"},
}
_PATTERNS: Mapping[Any, str] = {
    model.Citation: patterns.CITATION,
    model.Phone: patterns.PHONE,
    model.Postcodes: patterns.POSTCODES,
}
_CONDITIONS: Schema = {
    "type": "array",
    "items": {"$ref": "#/$defs/Condition"},
    "minItems": 1,
}


def data_schema(*, overlay: bool = False) -> Schema:
    """Return the schema of each data file; of an overlay, whose items may say a part only."""
    records = {section.name: record_of(section) for section in sections.ALL}
    if not overlay:
        records[_SCENARIOS] = Scenario
    found = {cls.__name__: _object(cls, overlay=overlay) for cls in _needed(records.values())}
    lists = {
        name: {"type": "array", "items": _ref(cls), "description": _summary(cls)}
        for name, cls in records.items()
    }
    schema: Schema = {
        "$schema": DIALECT,
        "title": "An overlay of crisiszorg-cli" if overlay else "A data file of crisiszorg-cli",
        "type": "object",
        "properties": lists,
        "additionalProperties": False,
        "$defs": found | {"Condition": _condition()},
    }
    return schema if overlay else schema | {"dependentRequired": _together(), "minProperties": 1}


def _together() -> dict[str, list[str]]:
    """Return for each section the others that its file has as well."""
    files = {section.name: sections.of_file(section.file) for section in sections.ALL}
    return {
        name: [other.name for other in others if other.name != name]
        for name, others in files.items()
        if len(others) > 1
    }


def _needed(records: Any) -> Iterator[Any]:  # noqa: ANN401 - the classes of the model
    """Return these classes and all that are inside them, each once."""
    wanted, seen = list(records), set()
    while wanted:
        cls = wanted.pop(0)
        if cls in seen or cls is model.Condition:
            continue
        seen.add(cls)
        yield cls
        wanted += (part for hint in hints_of(cls).values() for part in _records_in(hint))


def _records_in(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - as _needed
    if _is_object(hint):
        yield hint
    elif get_origin(hint) in (tuple, Union, types.UnionType):
        for part in get_args(hint):
            yield from _records_in(part)


def _is_object(hint: Any) -> bool:  # noqa: ANN401 - as _needed
    """Tell whether a hint is a class whose items are written with keys, and not as one text."""
    return isinstance(hint, type) and is_record(hint) and not hasattr(hint, "parse")


def _object(cls: Any, *, overlay: bool) -> Schema:  # noqa: ANN401 - as _needed
    hints, fields = hints_of(cls), fields_of(cls)
    needed = [name for name, is_needed in fields if is_needed]
    if overlay and "id" in needed:
        needed = ["id"]  # the rest may lie under it
    said = _sentences(cls)
    return {
        "type": "object",
        "description": _summary(cls),
        "properties": {
            name: _described(_value(name, hints[name]), said.get(name)) for name, _ in fields
        },
        "required": needed,
        "additionalProperties": False,
    }


def _described(schema: Schema, said: str | None) -> Schema:
    return schema | {"description": said} if said else schema


def _value(name: str, hint: Any) -> Schema:  # noqa: ANN401 - as _needed
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is Annotated:
        return _TEXT | {"description": f"The id of one of the {get_args(hint)[1].kind}s."}
    if get_origin(hint) is tuple:
        return _list(name, get_args(hint)[0])
    if hint is model.Condition or _is_object(hint):
        return _ref(hint)
    return _of_one_text(hint)


def _of_one_text(hint: Any) -> Schema:  # noqa: ANN401 - as _needed
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _TEXT}
    if hasattr(hint, "parse"):
        # Digits without quotes are a number to an editor; the loader reads them as they stand.
        pattern = {"pattern": rf"^{_PATTERNS[hint]}$"} if hint in _PATTERNS else {}
        said = {"description": _summary(hint), "patternErrorMessage": _refusal(hint)}
        return {"type": ["string", "integer"], **pattern, **said}
    if issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint], "description": _summary(hint)}
    return dict(_SCALARS[hint])


def _refusal(cls: Any) -> str:  # noqa: ANN401 - as _needed
    """Return the words by which the loader refuses a text; editors have a key for them."""
    try:
        cls.parse("?")
    except ValueError as error:
        return str(error)
    return ""


def _list(name: str, hint: Any) -> Schema:  # noqa: ANN401 - as _needed
    items = _value(name, hint)
    if name == "facts":
        items = {"type": "string", "pattern": rf"^{patterns.FACT}$"}
    schema: Schema = {"type": "array", "items": items}
    if hint is model.Citation:
        schema["minItems"] = 1
    return schema if _is_object(hint) else schema | {"uniqueItems": True}


def _ref(cls: Any) -> Schema:  # noqa: ANN401 - as _needed
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _condition() -> Schema:
    """Return the schema of a condition, which is written otherwise than its class has it."""
    one_of = {"all": _CONDITIONS, "any": _CONDITIONS, "not": _ref(model.Condition)}
    values = {"type": "array", "items": _TEXT, "minItems": 1}
    leaf: Schema = {
        "answer": _TEXT | {"description": "The id of one of the questions."},
        "is": {"anyOf": [_TEXT, values], "description": "The answer, or some of which one."},
    }
    ways = [_exactly({key: value}) for key, value in one_of.items()]
    return {
        "type": "object",
        "description": _summary(model.Condition),
        "properties": one_of | leaf,
        "oneOf": [*ways, _exactly(leaf)],
    }


def _exactly(properties: Schema) -> Schema:
    return {
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text_of(cls: Any) -> str:  # noqa: ANN401 - as _needed
    return " ".join((inspect.getdoc(cls) or "").split())


def _summary(cls: Any) -> str:  # noqa: ANN401 - as _needed
    """Return the first sentence of what a class says of itself."""
    return re.split(r"(?<=\.) ", _text_of(cls), maxsplit=1)[0].replace("``", "")


def _sentences(cls: Any) -> dict[str, str]:  # noqa: ANN401 - as _needed
    """Return by field the sentences of its class that name it."""
    said: dict[str, list[str]] = {}
    for sentence in re.split(r"(?<=\.) ", _text_of(cls)):
        for name in re.findall(r"``(\w+)``", sentence):
            said.setdefault(name, []).append(sentence.replace("``", ""))
    return {name: " ".join(sentences) for name, sentences in said.items()}
