"""Which questions stand on one screen: a matter of presentation, the rules ask each of them apart.

The questions of a criterion do, where in the usual case all of them would be asked, one after
another. So one key never answers a question that the rules would not have asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli.model.content import Together
from crisiszorg_cli.triage.walk import Walk


def groups(walk: Walk) -> Iterator[Together]:
    """Return how questions stand together on this pathway, whether they are asked now or not."""
    criteria = walk.pathway.criteria if walk.pathway else ()
    return (each.together for each in criteria if each.together)


def together_at(walk: Walk, question_id: str) -> Together | None:
    """Return how questions stand on one screen here, where this one is asked first of them."""
    if walk.next != question_id:
        return None
    return next((group for group in groups(walk) if _all_asked(walk, group)), None)


def _all_asked(walk: Walk, together: Together) -> bool:
    """Tell whether the last question is asked once those before it have their usual answers."""
    *before, (last, _) = together.given()
    if not before or walk.next != before[0][0] or walk.answers.keys() & {*dict(before[1:]), last}:
        return False
    onward = Walk(walk.rules, {**walk.answers, **dict(before)})
    return onward.next == last and onward.read.keys() >= dict(before).keys()
