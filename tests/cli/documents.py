"""The JSON documents of lookup and triage, validated with the schema that the program exports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from crisiszorg_cli.render.json_schema import DOCUMENTS, output_schema

FORMATS = FormatChecker()
_OF = {"lookup": "query", "triage": "verdict"}  # a key that only this document has


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    """Tell whether a moment has its zone."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what validates a document: as exported, and with no key that it does not have."""
    schema = output_schema(name)
    for each in (schema, *schema["$defs"].values()):
        each["additionalProperties"] = False
    return Draft202012Validator(schema, format_checker=FORMATS)


def validate(document: dict[str, Any]) -> None:
    """Validate a document, if it is one of these."""
    for name in DOCUMENTS:
        if _OF[name] in document:
            validator(name).validate(document)


def validate_output(arguments: Sequence[object], out: str) -> None:
    """Validate what a command wrote, if that is such a document."""
    if "--json" in arguments and out.startswith("{"):
        validate(json.loads(out))
