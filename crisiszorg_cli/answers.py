"""Answers given as text, on the command line or in a file, checked against the questions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crisiszorg_cli.errors import InputError, NotFoundError
from crisiszorg_cli.model import NO, UNKNOWN, YES, Content, Question, QuestionKind
from crisiszorg_cli.nearest import did_you_mean
from crisiszorg_cli.privacy import contains_bsn
from crisiszorg_cli.search import one_place

MAX_TEXT = 500

_WORDS = {
    "j": YES,
    "ja": YES,
    "yes": YES,
    "n": NO,
    "nee": NO,
    "no": NO,
    "?": UNKNOWN,
    "weet-niet": UNKNOWN,
    "weet ik niet": UNKNOWN,
    "onbekend": UNKNOWN,
    "unknown": UNKNOWN,
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def parse_assignment(text: str) -> tuple[str, str]:
    """Split ``id=waarde``. Raises InputError when there is no equals sign."""
    question, equals, value = text.partition("=")
    if not equals or not question.strip():
        raise InputError(f"'{text}' is geen antwoord.", "Schrijf het als --antwoord vraag=waarde.")
    return question.strip(), value.strip()


def parse_answers(content: Content, given: Mapping[str, str]) -> dict[str, str]:
    """Check answers and bring them to their canonical form.

    Raises InputError on an unknown question or a value that the question does not allow,
    naming the nearest one that exists.
    """
    return {
        question: parse_value(content, _question(content, question), value)
        for question, value in given.items()
    }


def _question(content: Content, question_id: str) -> Question:
    question = content.questions.get(question_id)
    if question is None:
        raise InputError(
            f"Onbekende vraag '{question_id}'.", did_you_mean(question_id, content.questions)
        )
    return question


def parse_value(content: Content, question: Question, value: str) -> str:
    """Bring one answer to its canonical form. Raises InputError if it is not allowed."""
    if question.kind is QuestionKind.PLACE:
        return _place(content, value)
    if question.kind is QuestionKind.TEXT:
        return UNKNOWN if value in ("?", UNKNOWN) else parse_text(value)
    word = value.strip().casefold()
    canonical = word if question.kind is QuestionKind.SECTOR else _WORDS.get(word, word)
    if canonical == "v&v":
        canonical = "vv"
    if canonical not in question.values():
        allowed = ", ".join(shown_values(question))
        raise InputError(
            f"'{value}' is geen antwoord op '{question.id}'.",
            did_you_mean(word, question.values()) or f"Kies uit: {allowed}.",
        )
    return canonical


def parse_text(value: str) -> str:
    """Clean free text. Raises InputError, without repeating it, when it holds a BSN."""
    if holds_bsn(value):
        raise InputError("In een tekst staat een geldig BSN; dat wordt niet aangenomen.")
    return clean_text(value)


def holds_bsn(value: str) -> bool:
    """Tell whether a text holds a BSN, as it was given or as it would be kept.

    Cleaning can bring digits together, and a cut can leave nine of a longer number.
    """
    return contains_bsn(value) or contains_bsn(clean_text(value))


def clean_text(value: str) -> str:
    """Make free text one harmless line: no control characters, a bounded length."""
    return " ".join(_CONTROL.sub(" ", value).split())[:MAX_TEXT]


def shown_values(question: Question) -> tuple[str, ...]:
    """Return the allowed answers as a Dutch user would type them."""
    dutch = {YES: "ja", NO: "nee", UNKNOWN: "?"}
    return tuple(dutch.get(value, value) for value in question.values())


def _place(content: Content, value: str) -> str:
    try:
        return one_place(content.directory, value).id
    except NotFoundError as error:  # here it is an answer that will not do
        raise InputError(error.message, error.tip) from error
