"""Kleene's three-valued logic over answers, with a fourth value for "not asked yet".

"Weet ik niet" makes a test UNKNOWN: it never counts as no, nor as yes. PENDING means that
an answer still to come may decide; a PENDING condition names the question to ask next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crisiszorg_cli.model import UNKNOWN, Condition, Truth

ValueOf = Callable[[str], str | None]
"""Gives the answer to a question; ``None`` when it has yet to be asked. A question that
does not apply gives ``unknown``, so that it can never decide anything."""

_NEGATION = {
    Truth.MET: Truth.NOT_MET,
    Truth.NOT_MET: Truth.MET,
    Truth.UNKNOWN: Truth.UNKNOWN,
    Truth.PENDING: Truth.PENDING,
}


def evaluate(condition: Condition, value_of: ValueOf) -> Truth:
    """Tell whether a condition holds."""
    if condition.answer is not None:
        return _leaf(condition, value_of(condition.answer))
    if condition.negated is not None:
        return _NEGATION[evaluate(condition.negated, value_of)]
    if condition.all:
        return every(evaluate(part, value_of) for part in condition.all)
    parts = (_NEGATION[evaluate(part, value_of)] for part in condition.any)
    return _NEGATION[every(parts)]


def every(truths: Iterable[Truth]) -> Truth:
    """Combine with "and": one NOT_MET decides, then PENDING, then UNKNOWN."""
    seen = set(truths)
    for truth in (Truth.NOT_MET, Truth.PENDING, Truth.UNKNOWN):
        if truth in seen:
            return truth
    return Truth.MET


def _leaf(condition: Condition, value: str | None) -> Truth:
    if value is None:
        return Truth.PENDING
    if value in condition.values:
        return Truth.MET
    return Truth.UNKNOWN if value == UNKNOWN else Truth.NOT_MET


def first_pending(condition: Condition, value_of: ValueOf) -> str | None:
    """Name the first unanswered question that can still decide a PENDING condition."""
    if evaluate(condition, value_of) is not Truth.PENDING:
        return None
    if condition.answer is not None:
        return condition.answer
    parts = (condition.negated,) if condition.negated is not None else condition.all + condition.any
    for part in parts:
        found = first_pending(part, value_of)
        if found is not None:
            return found
    return None
