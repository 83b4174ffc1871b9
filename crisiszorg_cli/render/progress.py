"""How far an interview is, in one line; and the criteria as a ladder, as far as they are known."""

from __future__ import annotations

from crisiszorg_cli.model.content import Truth
from crisiszorg_cli.triage.progress import Progress, Step

LAST = "laatste vraag"
_MARKS = {Truth.MET: "✓", Truth.NOT_MET: "×", Truth.UNKNOWN: "?", Truth.PENDING: "·"}
_ASKED = "►"


def count_text(progress: Progress, number: int) -> str:
    """Say which question it is, and how many come after it at most."""
    more = f"nog hoogstens {progress.more}" if progress.more else LAST
    return f"vraag {number}, {more}"


def ladder_text(progress: Progress) -> str:
    """Name the criteria: those that were settled, the one that is asked, and those to come.

    Each has a mark for how it stands, and is never broken at a space.
    """
    in_turn = sorted(progress.steps, key=lambda s: (s.truth is Truth.PENDING, not s.asked))
    return " ".join(map(_rung, in_turn))


def _rung(step: Step) -> str:
    mark = _ASKED if step.asked else _MARKS[step.truth]
    criterion = step.criterion
    return f"{mark} {criterion.short or criterion.label}".replace(" ", "\N{NO-BREAK SPACE}")
