"""Answers, and tests on them in Kleene's logic: what every rule is made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

Answers = Mapping[str, str]
"""Question id to value. Closed questions: yes, no or unknown; the rest: option id or text."""

YES, NO, UNKNOWN = "yes", "no", "unknown"


class Truth(StrEnum):
    """Kleene's three values, and PENDING for what has not been asked yet."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    PENDING = "pending"


class Condition(NamedTuple):
    """A test on answers: exactly one of ``all``, ``any``, ``not`` or ``answer`` + ``values``.

    YAML writes the last as ``{answer: question-id, is: value}`` or ``is: [a, b]``. Anything
    that these four cannot say belongs in Python, not in a larger grammar.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: Condition | None = None
    answer: str | None = None
    values: tuple[str, ...] = ()

    def leaves(self) -> tuple[Condition, ...]:
        """Every ``answer is`` test inside, in the order written."""
        if self.answer is not None:
            return (self,)
        parts = (self.negated,) if self.negated is not None else self.all + self.any
        return tuple(leaf for part in parts for leaf in part.leaves())
