"""What would change the verdict: the smallest sets of other answers, computed exactly.

Every verdict is reached along some path of the decision tree. The answers on which such a
path differs from the present ones are a set of changes that gives that verdict; the
smallest of these sets are all the smallest sets there are. The tree is small, because a
path ends as soon as its verdict is certain.
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
            found.setdefault(verdict, []).append(changes)
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


def _smallest(sets: list[Changes]) -> list[Changes]:
    """Keep one set for each group of questions that holds no smaller group."""
    by_questions: dict[frozenset[str], Changes] = {}
    for changes in sets:
        by_questions.setdefault(frozenset(question for question, _ in changes), changes)
    minimal = [q for q in by_questions if not any(other < q for other in by_questions)]
    return sorted((by_questions[q] for q in minimal), key=lambda s: (len(s), sorted(s)))
