"""What remains to be asked after a walk: what decides, what prepares, what may yet count."""

from __future__ import annotations

from collections.abc import Mapping, Set as AbstractSet

from crisiszorg_cli.model.content import NO, Gate, Question, Redirect, Truth
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk


def preparation(walk: Walk) -> tuple[Question, ...]:
    """Return the questions, answered or not, that prepare the call once the verdict is certain.

    They are the sector's remaining criteria and its describing questions.
    """
    if walk.next or walk.pathway is None or not walk.outcome.prepare:
        return ()
    asked = walk.pathway.questions()
    questions = walk.rules.content.questions
    return tuple(questions[id_] for id_ in asked if walk.relevance(id_) is Truth.MET)


def missing_answers(walk: Walk) -> tuple[str, ...]:
    """Name the unanswered questions between here and a certain verdict."""
    if walk.next is None:
        return ()
    if walk.pathway is None:
        first = dict.fromkeys((walk.next, RESIDENCE, SECTOR))
        return tuple(id_ for id_ in first if id_ not in walk.answers)
    conditions = [gate.when for gate in walk.rules.gates(walk.pathway.sector)]
    if not any(isinstance(item, (Gate, Redirect)) for item in walk.open):
        conditions += [criterion.met_when for criterion in walk.pathway.criteria]
    ids = [walk.next, *(leaf.answer for c in conditions for leaf in c.leaves())]
    unanswered = (id_ for id_ in dict.fromkeys(ids) if id_ and id_ not in walk.answers)
    irrelevant = (Truth.NOT_MET, Truth.UNKNOWN)
    return tuple(id_ for id_ in unanswered if walk.relevance(id_) not in irrelevant)


def waiting(walk: Walk) -> Mapping[str, str]:
    """Return the answers that do not count yet, but may once the missing ones are known."""
    if walk.next is None:
        return {}
    unread = {id_ for id_ in walk.answers if id_ not in walk.read}
    may = _may_count(walk, unread) if unread else frozenset()
    return {id_: walk.answers[id_] for id_ in walk.rules.content.questions if id_ in may & unread}


def _may_count(walk: Walk, wanted: AbstractSet[str]) -> frozenset[str]:
    """Name which answers count with some answer to each question that is still missing."""
    found = frozenset(walk.read) | walk.early
    if walk.next is None:
        return found
    for value in _distinguishing_answers(walk, walk.next):
        if wanted <= found:
            break
        found |= _may_count(Walk(walk.rules, {**walk.answers, walk.next: value}), wanted)
    return found


def _distinguishing_answers(walk: Walk, question_id: str) -> tuple[str, ...]:
    """Return the answers to a missing question that lead to different questions."""
    rules = walk.rules
    if question_id == RESIDENCE:
        return rules.residences_that_differ
    if question_id == SECTOR or question_id in rules.redirecting:
        return rules.content.questions[question_id].values()
    criteria = walk.pathway.criteria if walk.pathway else ()
    weighed = {leaf.answer for c in criteria for leaf in c.met_when.leaves()}
    return () if question_id in weighed else (NO,)  # a gate that fires asks no more
