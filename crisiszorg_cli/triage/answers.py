"""Answers in their canonical form: which are accepted, and free text as one harmless line."""

from __future__ import annotations

from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.model.content import Content, Question, QuestionKind
from crisiszorg_cli.visible_text import one_line

MAX_TEXT = 500
"""How long a text may be; what is longer is refused, and never cut."""


def accept(content: Content, question: Question, value: str) -> str | None:
    """Return an answer that was kept in its canonical form, or None if it is none.

    Nothing is searched for: by its name, a place could be another one too.
    """
    if question.kind is QuestionKind.PLACE:
        return value if place_by_id(content.directory, value) else None
    if question.kind is QuestionKind.TEXT:
        return None if holds_bsn(value) or too_long(value) else clean_text(value) or None
    return value if value in question.values() else None


def parse_text(value: str) -> str:
    """Clean free text. Raises InputError, without repeating it, on a BSN or too long a text."""
    if holds_bsn(value):
        raise InputError("In een tekst staat een geldig BSN; dat wordt niet aangenomen.")
    if reason := too_long(value):
        raise InputError(reason, "Kort de tekst in; er wordt niets afgekapt.")
    return clean_text(value)


def free_words(value: str) -> str:
    """Read the few words that are kept with a number. Raises ValueError, on a BSN too."""
    if holds_bsn(value):
        raise ValueError("Een BSN hoort hier niet: haal het weg.")
    from crisiszorg_cli.directory.own_numbers import read_words  # noqa: PLC0415 - as holds_bsn

    return read_words(value)


def too_long(value: str) -> str:
    """Say that a text is longer than may be kept; nothing if it is not."""
    length = len(clean_text(value))
    if length <= MAX_TEXT:
        return ""
    return f"Te lang: {length} tekens, en er passen er {MAX_TEXT}."


def holds_bsn(value: str) -> bool:
    """Tell whether a text holds a BSN, as it was given or as it would be kept.

    Cleaning can bring digits together.
    """
    # Its expressions are slow to compile, and nothing needs them before a text is typed.
    from crisiszorg_cli.triage.privacy import contains_bsn  # noqa: PLC0415

    return contains_bsn(value) or contains_bsn(clean_text(value))


def clean_text(value: str) -> str:
    """Make free text one harmless line, without characters that nobody sees."""
    return one_line(value)
