"""How much the tests try: a part of what is drawn or listed at length in every run, all in CI.

``make test`` is run between two edits, so it takes a part; ``make thorough`` runs the same
tests once more on the whole, and ``make check`` runs both.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

T = TypeVar("T")
Test = Callable[..., Any]

THOROUGH = os.environ.get("CRISIS_TESTS") == "thorough"
_FEWEST = 20  # examples, of which the first are the smallest there are


def tries(examples: int) -> Callable[[Test], Test]:
    """Draw so many examples when thorough, else a tenth of them; fixtures may be shared."""
    number = examples if THOROUGH else max(examples // 10, min(examples, _FEWEST))

    def decorate(test: Test) -> Test:
        drawn = settings(
            max_examples=number,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        return drawn(test)

    return decorate


def each(of: int, items: Sequence[T], first: int = 0) -> Sequence[T]:
    """Return all items when thorough, else one of every ``of``; mark such a test thorough."""
    return items if THOROUGH else items[first % of :: of]
