"""Answers in their canonical form: which are accepted, and free text as one harmless line."""

from __future__ import annotations

import re

from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.model.content import Content, Question, QuestionKind

MAX_TEXT = 500


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def accept(content: Content, question: Question, value: str) -> str | None:
    """Return an answer that was kept in its canonical form, or None if it is none.

    Nothing is searched for: by its name, a place could be another one too.
    """
    if question.kind is QuestionKind.PLACE:
        return value if place_by_id(content.directory, value) else None
    if question.kind is QuestionKind.TEXT:
        return None if holds_bsn(value) else clean_text(value) or None
    return value if value in question.values() else None


def parse_text(value: str) -> str:
    """Clean free text. Raises InputError, without repeating it, when it holds a BSN."""
    if holds_bsn(value):
        raise InputError("In een tekst staat een geldig BSN; dat wordt niet aangenomen.")
    return clean_text(value)


def holds_bsn(value: str) -> bool:
    """Tell whether a text holds a BSN, as it was given or as it would be kept.

    Cleaning can bring digits together, and a cut can leave nine of a longer number.
    """
    # Its expressions are slow to compile, and nothing needs them before a text is typed.
    from crisiszorg_cli.triage.privacy import contains_bsn  # noqa: PLC0415

    return contains_bsn(value) or contains_bsn(clean_text(value))


def clean_text(value: str) -> str:
    """Make free text one harmless line: no control characters, a bounded length."""
    return " ".join(_CONTROL.sub(" ", value).split())[:MAX_TEXT]
