"""What would change the verdict: the smallest sets of other answers, computed exactly.

Every verdict is reached along some path of the decision tree. The answers on which such a
path differs from the present ones, less those that the verdict can do without, are a set of
changes that gives that verdict; the smallest of these are all the smallest sets there are
(the tests try every set). The tree is small, because a path ends once its verdict is certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli.model import UNKNOWN, Answers, Change, Verdict
from crisiszorg_cli.triage import INCOMPLETE, Triage

Changes = frozenset[tuple[str, str]]


def would_change(triage: Triage, answers: Answers) -> tuple[Change, ...]:
    """Give, for each other verdict, the smallest sets of changes that lead to it.

    Facts that cannot change (age, place, sector) are never proposed, nor is "weet ik niet".
    Of several options of one choice question that do the same, only the first is given.
    """
    present = triage.walk(answers)
    if present.place is None or present.sector is None:
        return ()
    own = triage.content.outcomes[present.outcome].verdict
    found: dict[Verdict, list[Changes]] = {}
    for verdict, changes in _paths(triage, present.read, {}, frozenset()):
        if verdict is not own or present.outcome == INCOMPLETE:
            found.setdefault(verdict, []).append(_shrunk(triage, present.read, changes, verdict))
    order = list(triage.content.questions)
    return tuple(
        Change(dict(sorted(changes, key=lambda change: order.index(change[0]))), verdict)
        for verdict, sets in found.items()
        for changes in _smallest(sets)
    )


def _paths(
    triage: Triage, present: Answers, taken: dict[str, str], changes: Changes
) -> Iterator[tuple[Verdict, Changes]]:
    """Follow every path of the decision tree; give its verdict and its differences."""
    question = triage.next_question(taken)
    if question is None:
        outcome = triage.content.outcomes[triage.walk(taken).outcome]
        yield outcome.verdict, changes
        return
    current = present.get(question.id)
    proposals = () if question.fixed else (v for v in question.values() if v != UNKNOWN)
    kept = () if current is None else (current,)
    for value in dict.fromkeys((*proposals, *kept)):
        different = changes if value == current else changes | {(question.id, value)}
        yield from _paths(triage, present, {**taken, question.id: value}, different)


def _shrunk(triage: Triage, present: Answers, changes: Changes, verdict: Verdict) -> Changes:
    """Leave out what the verdict can do without: one criterion not met is enough."""
    kept = dict(sorted(changes))
    for question in list(kept):
        fewer = {q: value for q, value in kept.items() if q != question}
        walk = triage.walk({**present, **fewer})
        if walk.next is None and triage.content.outcomes[walk.outcome].verdict is verdict:
            kept = fewer
    return frozenset(kept.items())


def _smallest(sets: list[Changes]) -> list[Changes]:
    """Keep the sets that hold no other set, and one for each group of questions."""
    minimal = [s for s in dict.fromkeys(sets) if not any(other < s for other in sets)]
    by_questions: dict[frozenset[str], Changes] = {}
    for changes in minimal:
        by_questions.setdefault(frozenset(question for question, _ in changes), changes)
    return sorted(by_questions.values(), key=lambda s: (len(s), sorted(s)))
