"""Kleene's three-valued logic over answers, with a fourth value for "not asked yet".

"Weet ik niet" makes a test UNKNOWN: it never counts as no, nor as yes. PENDING means that
an answer still to come may decide; a PENDING condition names the question to ask next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from crisiszorg_cli.model.content import UNKNOWN, Condition, Truth

_ANY_ANSWER = frozenset({Truth.MET, Truth.NOT_MET, Truth.UNKNOWN})

ValueOf = Callable[[str], str | None]
"""Gives the answer to a question; ``None`` when it has yet to be asked. A question that
does not apply gives ``unknown``, so that it can never decide anything."""

_NEGATION = {
    Truth.MET: Truth.NOT_MET,
    Truth.NOT_MET: Truth.MET,
    Truth.UNKNOWN: Truth.UNKNOWN,
    Truth.PENDING: Truth.PENDING,
}


_STRONGEST = (Truth.NOT_MET, Truth.PENDING, Truth.UNKNOWN)
"""What decides an "and", whatever else stands beside it: the first of these that does."""


def evaluate(condition: Condition, value_of: ValueOf) -> Truth:
    """Tell whether a condition holds."""
    if condition.answer is not None:
        return _leaf(condition, value_of(condition.answer))
    if condition.negated is not None:
        return _NEGATION[evaluate(condition.negated, value_of)]
    if condition.all:
        return every([evaluate(part, value_of) for part in condition.all])
    return _NEGATION[every([_NEGATION[evaluate(part, value_of)] for part in condition.any])]


def every(truths: Iterable[Truth]) -> Truth:
    """Combine with "and": one NOT_MET decides, then PENDING, then UNKNOWN."""
    seen = set(truths)
    for truth in _STRONGEST:
        if truth in seen:
            return truth
    return Truth.MET


def _leaf(condition: Condition, value: str | None) -> Truth:
    if value is None:
        return Truth.PENDING
    if value in condition.values:
        return Truth.MET
    return Truth.UNKNOWN if value == UNKNOWN else Truth.NOT_MET


def can_hold(condition: Condition, value_of: ValueOf) -> bool:
    """Tell whether answers still to come can make a condition MET."""
    return Truth.MET in _reachable(condition, value_of)


def can_fail(condition: Condition, value_of: ValueOf) -> bool:
    """Tell whether answers still to come can make a condition NOT_MET."""
    return Truth.NOT_MET in _reachable(condition, value_of)


def _reachable(condition: Condition, value_of: ValueOf) -> frozenset[Truth]:
    """Return every value that a condition can still take."""
    if condition.answer is not None:
        truth = _leaf(condition, value_of(condition.answer))
        return _ANY_ANSWER if truth is Truth.PENDING else frozenset({truth})
    if condition.negated is not None:
        return frozenset(_NEGATION[t] for t in _reachable(condition.negated, value_of))
    if condition.all:
        parts = [_reachable(part, value_of) for part in condition.all]
        return frozenset(every(truths) for truths in product(*parts))
    parts = [_reachable(Condition(negated=part), value_of) for part in condition.any]
    return frozenset(_NEGATION[every(truths)] for truths in product(*parts))


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
