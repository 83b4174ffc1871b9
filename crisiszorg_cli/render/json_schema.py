"""JSON Schema (2020-12) of the two documents of the JSON contract, made of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crisiszorg_cli.model.assessment import NowKind
from crisiszorg_cli.model.content import (
    Confidence,
    Purpose,
    RegionKind,
    RegionOrigin,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.render.as_json import SCHEMA
from crisiszorg_cli.render.json_contract import KEYS, Key

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS = ("lookup", "triage")

WORDS: Mapping[str, Iterable[str]] = {
    "sector": Sector,
    "kind": RegionKind,
    "purpose": Purpose,
    "confidence": Confidence,
    "region_source": RegionOrigin,
    "level": ("number", "page", "unknown"),
    "verdict": Verdict,
    "status": [truth for truth in Truth if truth is not Truth.PENDING],
    "now_kind": NowKind,
}
"""The closed lists of words: a new word is a new schema."""

_SCALARS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "moment": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "map": {"type": "object", "additionalProperties": {"type": "string"}},
}
_LIST, _NULL = "list of ", " or null"


def output_schema(name: str) -> Schema:
    """Return the schema of a document by its name. More keys may come, so they are allowed."""
    others = [each for each in dict.fromkeys(_inside(name)) if each != name]
    root = _object(name)
    root["properties"]["schema"]["const"] = SCHEMA
    return {
        "$schema": DIALECT,
        "title": f"crisis {name} --json, schema {SCHEMA}",
        **root,
        "$defs": {each: _object(each) for each in others},
    }


def base_type(key: Key) -> str:
    """Return the type of a value, or of what a list has, without whether it may be null."""
    return key.type.removesuffix(_NULL).removeprefix(_LIST)


def _inside(name: str) -> Iterator[str]:
    """Name an object and all that are inside it."""
    yield name
    for key in KEYS[name].values():
        if base_type(key) in KEYS:
            yield from _inside(base_type(key))


def _object(name: str) -> Schema:
    keys = KEYS[name]
    properties = {each: {**_value(key), "description": key.meaning} for each, key in keys.items()}
    return {"type": "object", "properties": properties, "required": list(keys)}


def _value(key: Key) -> Schema:
    schema = _of(base_type(key))
    if key.type.startswith(_LIST):
        return {"type": "array", "items": schema}
    return {"anyOf": [schema, {"type": "null"}]} if key.type.endswith(_NULL) else schema


def _of(name: str) -> Schema:
    if name in _SCALARS:
        return dict(_SCALARS[name])
    if name in WORDS:
        return {"enum": [str(word) for word in WORDS[name]]}
    return {"$ref": f"#/$defs/{name}"}
