"""Why the verdict is what it is: a short proof, from the first gate to what settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisiszorg_cli.model.assessment import Answered, Because, CriterionResult, Reason
from crisiszorg_cli.model.content import (
    Condition,
    Criterion,
    Gate,
    Truth,
    Verdict,
    Weight,
)
from crisiszorg_cli.triage.walk import Walk

_GATE = {Truth.MET: Because.FIRES, Truth.NOT_MET: Because.PASSED, Truth.UNKNOWN: Because.OPEN}
_CRITERION = {
    Truth.MET: Because.MET,
    Truth.NOT_MET: Because.NOT_MET,
    Truth.UNKNOWN: Because.UNKNOWN,
}


def gates_passed(walk: Walk) -> Iterator[tuple[Gate, Truth]]:
    """Return the gates that a walk came to, in order, up to the one that fires."""
    rules = walk.rules
    gates = rules.gates(walk.sector) if walk.sector else (rules.first, *rules.general)
    for gate in gates:
        truth = Truth.UNKNOWN if gate in walk.open else walk.status(gate.when)
        if truth is Truth.PENDING:
            return
        yield gate, truth
        if truth is Truth.MET:
            return


def reasons_of(walk: Walk, criteria: Iterable[CriterionResult]) -> tuple[Reason, ...]:
    """Return the steps of the proof, in the order of the rules. What was not asked is no step.

    ``criteria`` are those of the walk, with the answers to each.
    """
    gates = tuple(_gates(walk))
    if gates and gates[-1].because is Because.FIRES:
        return gates
    pathway = walk.pathway
    if pathway is None:
        return gates
    first = (*gates, *_redirect(walk), *_chooses(walk))
    if walk.before_criteria:
        return first
    return (*first, *_reservation(walk), *_criteria(walk, criteria))


def _gates(walk: Walk) -> Iterator[Reason]:
    for gate, truth in gates_passed(walk):
        yield Reason(_GATE[truth], None, answered_to(walk, gate.when), gate.sources)


def _redirect(walk: Walk) -> Iterator[Reason]:
    if walk.redirect is not None:
        answered = answered_to(walk, walk.redirect.when)
        yield Reason(Because.REDIRECTS, None, answered, walk.redirect.sources)


def _chooses(walk: Walk) -> Iterator[Reason]:
    """Return the answers that choose whom to call."""
    opening = walk.pathway.opening if walk.pathway else ()
    questions = walk.rules.content.questions
    for id_ in opening:
        if id_ in walk.read:
            answered = (Answered(questions[id_], walk.read[id_]),)
            yield Reason(Because.CHOOSES, None, answered, questions[id_].sources)


def _reservation(walk: Walk) -> Iterator[Reason]:
    held = walk.pathway.reservation if walk.pathway else None
    if held is not None and held in walk.open:
        yield Reason(Because.HOLDS_BACK, None, answered_to(walk, held.met_when), held.sources)


def _criteria(walk: Walk, criteria: Iterable[CriterionResult]) -> Iterator[Reason]:
    settles = settling(walk)
    for criterion, truth, answered in criteria:
        if settles is None and truth in _CRITERION:
            yield Reason(_CRITERION[truth], criterion.label, answered, criterion.sources)
        elif settles is not None and criterion.id == settles.id:
            yield Reason(Because.SETTLES, criterion.label, answered, criterion.sources)


def settling(walk: Walk) -> Criterion | None:
    """Return the criterion whose exit is the outcome: what the others say is then no matter."""
    if walk.pathway is None or walk.outcome.verdict is Verdict.CONSULT:
        return None
    truths = dict(walk.criteria)
    asked = (c for c in walk.pathway.in_order_of_asking() if c.weight is not Weight.OTHER)
    return next((c for c in asked if truths.get(c) is Truth.NOT_MET), None)


def answered_to(walk: Walk, condition: Condition) -> tuple[Answered, ...]:
    """Return the answers that count of those that a condition tests, with their questions."""
    questions = walk.rules.content.questions
    found = walk.answers_to(condition)
    return tuple([Answered(questions[id_], value) for id_, value in found.items()])
