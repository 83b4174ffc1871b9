"""What remains to be asked after a walk: what decides, what prepares, what may yet count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set as AbstractSet

from crisiszorg_cli.model.content import NO, Condition, Question, Truth
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk


def preparation(walk: Walk) -> tuple[Question, ...]:
    """Return the questions, answered or not, that prepare the call once the verdict is certain.

    They are what chooses whom to call, the sector's remaining criteria, and its describing
    questions.
    """
    if walk.next or walk.pathway is None or not walk.outcome.prepare:
        return ()
    asked = walk.pathway.questions()
    questions = walk.rules.content.questions
    return tuple(questions[id_] for id_ in asked if walk.relevance(id_) is Truth.MET)


def on_the_way(walk: Walk) -> frozenset[str]:
    """Name the questions that are asked one after another to get here with these answers."""
    given: dict[str, str] = {}
    step = Walk(walk.rules, given)
    while step.next is not None and step.next in walk.answers:
        given[step.next] = walk.answers[step.next]
        step = Walk(walk.rules, given)
    return frozenset(given)


def missing_answers(walk: Walk) -> tuple[str, ...]:
    """Name the unanswered questions that can come between here and a certain verdict.

    Before the place and the sector are known, only those that lead there.
    """
    if walk.next is None:
        return ()
    if walk.pathway is None:
        general = (leaf.answer for g in walk.rules.general for leaf in g.when.leaves())
        first = dict.fromkeys((walk.next, *general, RESIDENCE, SECTOR))
        return tuple(id_ for id_ in first if id_ and id_ not in walk.answers)
    found = _may_be_asked(walk)
    rest = (id_ for id_ in walk.rules.content.questions if id_ in found and id_ != walk.next)
    return (walk.next, *rest)


def _leaves(conditions: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(leaf.answer or "" for each in conditions for leaf in each.leaves())


def _may_be_asked(walk: Walk) -> frozenset[str]:
    """Name the questions that are asked with some answer to each one that is missing."""
    found = frozenset({walk.next} if walk.next else ())
    possible = _possible(walk)
    for onward in walk.onward():
        if possible <= found:
            break
        found |= _may_be_asked(onward)
    return found


def _possible(walk: Walk) -> frozenset[str]:
    """Return what could be asked at most: of a redirect that is open, that pathway's too."""
    pathway = walk.pathway
    if pathway is None:
        return frozenset()
    pathways = [pathway]
    if pathway.redirect and walk.next in walk.rules.redirecting:
        pathways += list(walk.rules.content.pathways.values())
    gates = [gate.when for p in pathways for gate in walk.rules.gates(p.sector)]
    redirects = [p.redirect.when for p in pathways if p.redirect]
    decisive = (id_ for p in pathways for id_ in p.decisive())
    asked = (*_leaves(gates), *_leaves(redirects), *decisive)
    return frozenset(id_ for id_ in asked if id_ not in walk.answers)


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
    for onward in walk.onward(_distinguishing_answers(walk)):
        if wanted <= found:
            break
        found |= _may_count(onward, wanted)
    return found


def _distinguishing_answers(walk: Walk) -> tuple[str, ...]:
    """Return the answers to the next question that lead to different questions."""
    rules, question_id = walk.rules, walk.next
    if question_id is None:
        return ()
    if question_id == RESIDENCE:
        return rules.residences_that_differ
    if question_id == SECTOR or question_id in rules.redirecting:
        return rules.content.questions[question_id].values()
    weighed = walk.pathway.decisive() if walk.pathway else ()
    return () if question_id in weighed else (NO,)  # a gate that fires asks no more
