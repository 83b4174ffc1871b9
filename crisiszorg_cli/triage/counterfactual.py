"""What would change the verdict: the smallest sets of other answers, computed exactly.

Only answers that were given are changed: a question not asked yet has no answer to differ
from. A change can give another verdict, or make more questions needed. Both are found by
following the decision tree along the given answers and their alternatives. The answers on
which a path differs from the present ones, less those that its end can do without, are a set
of changes; the smallest of these are all the smallest sets there are (the tests try every
set). A path ends once its verdict is certain, or when it differs in more than ``MOST_CHANGES``.
"""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli.model.assessment import Answered, Change
from crisiszorg_cli.model.content import UNKNOWN, Answers, Verdict
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.remaining import missing_answers
from crisiszorg_cli.triage.walk import Walk

Changes = frozenset[tuple[str, str]]

MOST_CHANGES = 3
"""More other answers than this is another case, not a near miss."""

End = tuple[Verdict, bool]
"""A verdict, and whether it is certain: if not, more questions have to be answered."""


def would_change(triage: Triage, answers: Answers) -> tuple[Change, ...]:
    """Return, for each other end, the smallest sets of ``MOST_CHANGES`` changes at most.

    Facts that cannot change (age, place, sector) are never proposed, nor is "weet ik niet".
    Of several options of one choice question that do the same, only the first is given.
    """
    present = triage.walk(answers)
    if present.residence is None or present.sector is None:
        return ()
    given = dict(present.read)
    own = _end(triage.walk(given))
    found: dict[End, list[Changes]] = {}
    for end, changes in _paths(triage, given, {}, frozenset()):
        if end != own:
            found.setdefault(end, []).append(_shrunk(triage, given, changes, end))
    order = list(triage.content.questions)

    def in_order(changes: Changes) -> dict[str, str]:
        return dict(sorted(changes, key=lambda change: order.index(change[0])))

    def rank(changes: Changes) -> tuple[int, list[int]]:
        return len(changes), [order.index(question) for question in in_order(changes)]

    def answered(changes: Changes) -> tuple[Answered, ...]:
        questions = triage.content.questions
        return tuple(Answered(questions[id_], value) for id_, value in in_order(changes).items())

    return tuple(
        Change(
            answered(changes),
            verdict,
            missing_answers(triage.walk({**given, **dict(changes)})),
        )
        for (verdict, _), sets in found.items()
        for changes in sorted(_smallest(sets), key=rank)
    )


def _end(walk: Walk) -> End:
    return walk.outcome.verdict, walk.next is None


def _paths(
    triage: Triage, given: Answers, taken: dict[str, str], changes: Changes
) -> Iterator[tuple[End, Changes]]:
    """Follow every path of the decision tree; return its end and its differences."""
    if len(changes) > MOST_CHANGES:
        return
    walk = triage.walk(taken)
    branch = _branch(given, taken, walk)
    if branch is None:
        yield _end(walk), changes
        return
    question, current = triage.content.questions[branch], given[branch]
    proposals = () if question.fixed else (v for v in question.values() if v != UNKNOWN)
    for value in dict.fromkeys((*proposals, current)):
        different = changes if value == current else changes | {(branch, value)}
        yield from _paths(triage, given, {**taken, branch: value}, different)


def _branch(given: Answers, taken: Answers, walk: Walk) -> str | None:
    """Name the given answer on which a path goes on; None where it ends.

    Where the next question was not answered, a criterion further on can still decide; at a
    gate nothing can.
    """
    if walk.next is None or walk.next in given:
        return walk.next
    asked = walk.pathway.decisive() if walk.pathway else ()
    if walk.next not in asked:
        return None
    return next((id_ for id_ in asked if id_ in given and id_ not in taken), None)


def _shrunk(triage: Triage, given: Answers, changes: Changes, end: End) -> Changes:
    """Leave out what the end can do without: one criterion not met is enough."""
    kept = dict(sorted(changes))
    for question in list(kept):
        fewer = {q: value for q, value in kept.items() if q != question}
        if _end(triage.walk({**given, **fewer})) == end:
            kept = fewer
    return frozenset(kept.items())


def _smallest(sets: list[Changes]) -> list[Changes]:
    """Keep the sets that hold no other set, and one for each group of questions."""
    minimal = [s for s in dict.fromkeys(sets) if not any(other < s for other in sets)]
    by_questions: dict[frozenset[str], Changes] = {}
    for changes in minimal:
        by_questions.setdefault(frozenset(question for question, _ in changes), changes)
    return list(by_questions.values())
