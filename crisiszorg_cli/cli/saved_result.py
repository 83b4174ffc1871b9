"""A result that was saved with ``crisis triage --json``, read back to write a report of it.

The file may have come from anywhere and hold anything: each part is checked before it is used,
and what is wrong is named by its place. What is read are the answers, the moment, the own choice
and the call; the rest is worked out anew, and has to come to the same outcome.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crisiszorg_cli.cli.options import parse_moment
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.guarded_file import MAX_BYTES, UnreadableError, read_small
from crisiszorg_cli.model.assessment import Assessment, Call, Override
from crisiszorg_cli.model.content import RegionOrigin
from crisiszorg_cli.triage.answers import accept, parse_text
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.visible_text import one_line

SCHEMA = 1
_MAKE = "Bewaar een uitkomst met: crisis triage --json … > uitkomst.json"
_CALL = ("number", "at", "spoken_to", "agreed")
_MAX_NUMBER = 40
_MAX_NAME = 40


class Saved(NamedTuple):
    """A result as it was, and what became of the call. ``same_data``: nothing changed since."""

    assessment: Assessment
    call: Call
    same_data: bool


def read_saved(engine: Triage, path: Path) -> Saved:
    """Read a saved result; ``-`` is stdin. Raises InputError, which says where it is wrong."""
    part = _Part(str(path), "", _document(path))
    if part.number("schema") != SCHEMA:
        raise part.error("schema", f"is niet {SCHEMA}")
    moment = _moment(part, "moment")
    if moment is None:
        raise part.error("moment", "ontbreekt")
    answers = _answers(engine, part.object("answers") or {})
    override = _override(engine, answers, part)
    assessment = engine.assess(answers, moment, override)
    if not assessment.certain:
        raise part.error("answers", "er ontbreken antwoorden; de uitkomst is nog niet zeker")
    if part.text("outcome") != assessment.outcome.id:
        raise part.error("outcome", "met de gegevens van nu is de uitkomst een andere")
    source = part.text("region_source")
    if source is not None:
        if source not in tuple(RegionOrigin):
            raise part.error("region_source", "onbekende waarde")
        assessment = assessment.known_from(RegionOrigin(source))
    same = part.text("data_version") == assessment.directory.version
    return Saved(assessment, _call(part), same)


class _Part(NamedTuple):
    """An object in the document: every value is asked for by the type it should have."""

    file: str
    where: str
    values: Mapping[str, Any]

    def error(self, key: str, problem: str) -> InputError:
        return InputError(
            f"{self.file}: {self.where}{one_line(key)[:_MAX_NAME]}: {problem}.", _MAKE
        )

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(key, "moet tekst zijn")
        return value

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        return value if type(value) is int else None

    def object(self, key: str) -> _Part | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(key, "moet een object zijn")
        return _Part(self.file, f"{self.where}{key}.", value)


def _document(path: Path) -> Mapping[str, Any]:
    try:
        content = _stdin() if str(path) == "-" else read_small(path)
        document = json.loads(content.decode("utf-8-sig"))
    except UnreadableError as error:
        raise InputError(f"{path}: kan het niet lezen ({error}).", _MAKE) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: geen UTF-8.", _MAKE) from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: geen geldige JSON.", _MAKE) from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all limits
        raise InputError(f"{path}: geen geldige JSON.", _MAKE) from error
    if not isinstance(document, dict):
        raise InputError(f"{path}:1: verwacht een object.", _MAKE)
    return document


def _stdin() -> bytes:
    if sys.stdin is None:
        raise UnreadableError("stdin is gesloten")
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"groter dan {MAX_BYTES // 1024} KiB")
    return content


def _answers(engine: Triage, part: _Part | dict[str, Any]) -> dict[str, str]:
    if not isinstance(part, _Part):
        return {}
    questions, answers = engine.content.questions, {}
    for id_ in part.values:
        value = part.text(id_)
        if id_ not in questions:
            raise part.error(id_, "onbekende vraag")
        accepted = accept(engine.content, questions[id_], value or "")
        if accepted is None:
            raise part.error(id_, "dat is geen antwoord op deze vraag")
        answers[id_] = accepted
    return answers


def _override(engine: Triage, answers: Mapping[str, str], whole: _Part) -> Override | None:
    part = whole.object("override")
    if part is None:
        return None
    chosen = part.text("outcome")
    possible = {outcome.id: outcome for outcome in engine.own_choices(answers)}
    if chosen not in possible:
        raise part.error("outcome", "dat is hier geen andere uitkomst")
    reason = _line(part, "reason")
    if not reason:
        raise part.error("reason", "ontbreekt")
    return Override(possible[chosen], reason)


def _call(whole: _Part) -> Call:
    part = whole.object("call")
    if part is None:
        return Call()
    unknown = next((key for key in part.values if key not in _CALL), None)
    if unknown is not None:
        raise part.error(unknown, "onbekende sleutel")
    number = _line(part, "number")
    if number is not None and len(number) > _MAX_NUMBER:
        raise part.error("number", "dat is geen nummer")
    return Call(number, _moment(part, "at"), _line(part, "spoken_to"), _line(part, "agreed"))


def _line(part: _Part, key: str) -> str | None:
    """Return a text as one line; nothing at all, and only spaces, are not given."""
    value = part.text(key)
    try:
        return (parse_text(value) or None) if value is not None else None
    except InputError as error:
        raise part.error(key, error.message.rstrip(".")) from error


def _moment(part: _Part, key: str) -> datetime | None:
    value = part.text(key)
    try:
        return parse_moment(value) if value is not None else None
    except InputError as error:
        raise part.error(key, "geen bruikbaar tijdstip") from error
