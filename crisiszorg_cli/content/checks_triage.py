"""Proofs about questions, conditions, pathways and outcomes, as those about the directory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Set as AbstractSet
from itertools import product
from math import prod

from crisiszorg_cli.content.checks_directory import ALWAYS_SERVED, Finding, misplaced
from crisiszorg_cli.model.content import (
    UNKNOWN,
    YES,
    Answers,
    Condition,
    Content,
    Criterion,
    Pathway,
    Question,
    QuestionKind,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.model.questions import ANSWER
from crisiszorg_cli.triage.conditions import evaluate

MAX_HEADLINE = 140
MAX_WORLDS = 10_000  # combinations of answers that one condition may depend on
DANGER = Condition(answer="life_danger", values=(YES,))
_HEADLINES = (
    "headline",
    "headline_not_met",
    "headline_danger",
    "headline_danger_unknown",
    "headline_known",
    "headline_safety",
    "headline_psychiatric",
    "headline_psychiatric_unknown",
)
_FIXED_QUESTIONS = ("region", "sector")
_KEYS_TAKEN, _KEYS_OF_CLOSED = "hkotw", "jn"  # letters that do something at a question
_SHOWN_UNLESS_RULED_OUT = ("exit", "step")


def check_content(content: Content, partial: AbstractSet[str] = frozenset()) -> Iterator[Finding]:
    """Check questions, conditions, pathways and outcomes against each other."""
    for question in content.questions.values():
        yield from _check_question(content, question)
    yield from _check_said(content)
    for condition in _conditions(content):
        yield from _check_condition(content, *condition)
    for pathway in content.pathways.values():
        yield from _check_pathway(content, pathway)
    yield from _check_overlap(content)
    yield from _check_outcomes(content)
    for kinds, proof in _WHOLE:
        if not kinds & partial:
            yield from proof(content)


def _check_question(content: Content, question: Question) -> Iterator[Finding]:
    has_options = bool(question.options)
    if has_options != (question.kind is QuestionKind.CHOICE):
        message = "options horen bij soort choice, en alleen daar"
        yield Finding("question", question.id, "options", "options", message)
    for value in _doubles(question.values()):
        message = f"antwoord '{value}' komt twee keer voor"
        yield Finding("question", question.id, "options", "duplicate-id", message)
    if question.id in _behind(content, question.relevant):
        message = f"vraag '{question.id}' hangt via relevant van zichzelf af"
        tip = "Noem in relevant alleen vragen die zelf niet op deze vraag wachten."
        yield Finding("question", question.id, "relevant", "cycle", message, tip)


def _check_said(content: Content) -> Iterator[Finding]:
    """Find answers that belong in the handover, and that the caller has no words for.

    "Weet ik niet" is said only of what decides; of the rest it is left to be found out.
    """
    asked = {leaf.answer for *_, each in _conditions_asked(content) for leaf in each.leaves()}
    opening = {id_ for pathway in content.pathways.values() for id_ in pathway.opening}
    for question in content.questions.values():
        if question.part is None:
            continue
        text = question.kind is QuestionKind.TEXT
        values = (ANSWER,) if text else question.values()
        decides = question.id in asked | opening
        wanted = [value for value in values if decides or value != UNKNOWN]
        for value in wanted:
            if ANSWER not in (question.speech(value) or "") if text else not question.speech(value):
                message = f"said voor antwoord '{value}' ontbreekt: zoals de beller het zegt"
                yield Finding("question", question.id, "part", "said", message)


def _doubles(ids: tuple[str, ...]) -> list[str]:
    return [id_ for id_, count in Counter(ids).items() if count > 1]


def _behind(content: Content, condition: Condition | None) -> set[str]:
    """Return every question that a condition depends on, also through relevance."""
    found: set[str] = set()
    todo = [condition] if condition else []
    while todo:
        for leaf in todo.pop().leaves():
            question = content.questions.get(leaf.answer or "")
            if question is not None and question.relevant and question.id not in found:
                todo.append(question.relevant)
            found.add(leaf.answer or "")
    return found


def _conditions(content: Content) -> Iterator[tuple[str, str, str, Condition]]:
    """Return every condition, and the kind, id and key of where it stands."""
    yield from _conditions_asked(content)
    for question in content.questions.values():
        if question.relevant is not None:
            yield "question", question.id, "relevant", question.relevant
    sentences = [("exit", e.id, "advice", e.advice) for e in content.exits.values()]
    pathways = content.pathways.values()
    sentences += [("exit", p.id, "contradictions", p.contradictions) for p in pathways]
    for kind, id_, key, advices in sentences:
        yield from ((kind, id_, key, advice.when) for advice in advices if advice.when)
    for kind, items in (("step", content.steps), ("rung", content.ladder)):
        for item in items.values():
            if item.when is not None:
                yield kind, item.id, "when", item.when


def _conditions_asked(content: Content) -> Iterator[tuple[str, str, str, Condition]]:
    """Return the conditions whose questions the triage asks."""
    for gate in content.gates.values():
        yield "gate", gate.id, "when", gate.when
    for pathway in content.pathways.values():
        if pathway.redirect is not None:
            yield "pathway", pathway.id, "redirect", pathway.redirect.when
        if pathway.reservation is not None:
            yield "pathway", pathway.id, "reservation", pathway.reservation.met_when
        for criterion in pathway.criteria:
            yield "pathway", pathway.id, "criteria", criterion.met_when


def _check_condition(
    content: Content, kind: str, id_: str, key: str, condition: Condition
) -> Iterator[Finding]:
    """Find conditions that no answers can make true, or let through."""
    ids = _behind(content, condition)
    if not _is_sound(content, condition, ids):
        return
    options = [content.questions[id_].values() for id_ in ids]
    if prod(max(2, len(values)) for values in options) > MAX_WORLDS:
        message = f"deze voorwaarde hangt van {len(ids)} vragen af, te veel om na te rekenen"
        yield Finding(kind, id_, key, "condition", message)
        return
    worlds = (dict(zip(ids, values, strict=True)) for values in product(*options))
    enough = {Truth.MET, Truth.UNKNOWN} if kind in _SHOWN_UNLESS_RULED_OUT else {Truth.MET}
    if not any(_truth(content, condition, world) in enough for world in worlds):
        message = f"{key} is nooit waar, wat er ook geantwoord wordt"
        yield Finding(kind, id_, key, "unreachable", message)


def _is_sound(content: Content, condition: Condition, ids: set[str]) -> bool:
    """Tell whether a condition can be worked out; if not, that is reported elsewhere."""
    questions = [content.questions.get(id_) for id_ in ids]
    conditions = [condition]
    for question in questions:
        if question is None or question.id in _behind(content, question.relevant):
            return False
        conditions += [question.relevant] if question.relevant else []
    leaves = (leaf for part in conditions for leaf in part.leaves())
    return all(set(leaf.values) <= set(_values(content, leaf)) for leaf in leaves)


def _values(content: Content, leaf: Condition) -> tuple[str, ...]:
    return content.questions[leaf.answer or ""].values()


def _truth(content: Content, condition: Condition, world: Answers) -> Truth:
    """Evaluate as the triage does: a question that does not apply is unknown."""

    def value_of(id_: str) -> str:
        relevant = content.questions[id_].relevant
        applies = relevant is None or _truth(content, relevant, world) is Truth.MET
        return content.questions[id_].weighed(world[id_]) if applies else UNKNOWN

    return evaluate(condition, value_of)


def _check_pathway(content: Content, pathway: Pathway) -> Iterator[Finding]:
    for id_ in _doubles(tuple(criterion.id for criterion in pathway.criteria)):
        message = f"criterium '{id_}' staat er twee keer"
        yield Finding("pathway", pathway.id, "criteria", "duplicate-id", message)
    if any(advice.when for advice in pathway.background):
        message = "'when' heeft in background geen werking"
        yield Finding("pathway", pathway.id, "background", "condition", message)
    for criterion in pathway.criteria:
        for message in _wrong_together(content, criterion):
            key = f"criteria.{criterion.id}"
            yield Finding("pathway", pathway.id, key, "together", message)
    for message in misplaced(content.directory, pathway.regions, (pathway.sector,)):
        yield Finding("pathway", pathway.id, "regions", "region-kind", message)


def _wrong_together(content: Content, criterion: Criterion) -> Iterator[str]:
    """Say what keeps questions from standing on one screen: a key that means something else."""
    group = criterion.together
    if group is None:
        return
    at = f"together van '{criterion.id}':"
    tested = {leaf.answer for leaf in criterion.met_when.leaves()}
    ids = [id_ for id_, _ in group.given()]
    if any(leaf.answer not in tested or len(leaf.values) != 1 for leaf in group.answers):
        yield f"{at} elk antwoord is één waarde van een vraag uit met_when"
    if len(ids) < 2 or len(set(ids)) < len(ids):  # noqa: PLR2004 - alone, a question is itself
        yield f"{at} noem minstens twee vragen, elk één keer"
    first = content.questions.get(ids[0]) if ids else None
    closed = first is not None and first.kind is QuestionKind.CLOSED
    taken = _KEYS_TAKEN + (_KEYS_OF_CLOSED if closed else "")
    if not re.fullmatch("[a-z]", group.key) or group.key in taken:
        yield f"{at} key is één kleine letter, en niet {', '.join(taken)}"


def _check_overlap(content: Content) -> Iterator[Finding]:
    seen: dict[tuple[Sector, str | None], str] = {}
    for pathway in content.pathways.values():
        for region in pathway.regions or (None,):
            other = seen.setdefault((pathway.sector, region), pathway.id)
            if other != pathway.id:
                where = region or "regio's zonder eigen route"
                message = f"'{other}' geldt ook al voor {pathway.sector} in {where}"
                yield Finding("pathway", pathway.id, "regions", "overlap", message)


def _check_outcomes(content: Content) -> Iterator[Finding]:
    for outcome in content.outcomes.values():
        for key in _HEADLINES:
            length = len(getattr(outcome, key) or "")
            if length > MAX_HEADLINE:
                message = f"{key} heeft {length} tekens; hoogstens {MAX_HEADLINE}"
                yield Finding("outcome", outcome.id, key, "headline", message)
        if outcome.purposes and not ALWAYS_SERVED & set(outcome.purposes):
            message = "voeg crisis of emergency toe; anders is er soms niemand te bellen"
            yield Finding("outcome", outcome.id, "purposes", "coverage", message)
    for step in content.steps.values():
        if ("{due}" in step.text) != (step.due is not None):
            message = "{due} in de tekst en de sleutel due horen bij elkaar"
            yield Finding("step", step.id, "due", "due", message)
        if not step.outcomes:
            message = "noem minstens één uitkomst; anders ziet niemand deze stap"
            yield Finding("step", step.id, "outcomes", "unused", message)


# -- what only the whole content can tell -----------------------------------------------------


def _check_fixed_questions(content: Content) -> Iterator[Finding]:
    for wanted in _FIXED_QUESTIONS:
        if wanted not in content.questions:
            yield Finding("question", "", "", "missing", f"de vraag '{wanted}' ontbreekt")


def _check_first_gate(content: Content) -> Iterator[Finding]:
    first = next(iter(content.gates.values()), None)
    if first is None or first.sectors:
        message = "de eerste poort moet voor alle sectoren gelden"
        yield Finding("gate", first.id if first else "", "sectors", "first-gate", message)
    outcome = content.outcomes.get(first.outcome) if first else None
    if first and outcome and outcome.verdict is not Verdict.EMERGENCY:
        message = "de eerste poort moet naar een uitkomst met verdict emergency leiden (112)"
        yield Finding("gate", first.id, "outcome", "first-gate", message)


def _check_danger(content: Content) -> Iterator[Finding]:
    """Find a first gate that asks anything but whether there is danger to life."""
    first = next(iter(content.gates.values()), None)
    if first is not None and first.when != DANGER:
        message = "de eerste poort is life_danger met yes, en niets anders"
        yield Finding("gate", first.id, "when", "first-gate", message)
    question = content.questions.get(DANGER.answer or "")
    if question is not None and (question.kind is not QuestionKind.CLOSED or question.relevant):
        message = "life_danger is een gesloten vraag die voor iedereen geldt"
        yield Finding("question", question.id, "kind", "first-gate", message)
    if question is not None and "gevaar" not in question.text.casefold():
        message = "life_danger vraagt naar gevaar: wie ja zegt, krijgt 112"
        yield Finding("question", question.id, "text", "first-gate", message)


def _check_default_pathways(content: Content) -> Iterator[Finding]:
    covered = {pathway.sector for pathway in content.pathways.values() if not pathway.regions}
    for sector in Sector:
        if sector not in covered:
            message = f"geen route voor {sector} in regio's zonder eigen route"
            yield Finding("pathway", "", "", "coverage", message)


def _check_asked(content: Content) -> Iterator[Finding]:
    """Find questions that no gate, criterion, redirect or preparation asks for."""
    asked = {*_FIXED_QUESTIONS}
    for _, _, _, condition in _conditions_asked(content):
        asked |= _behind(content, condition)
    for pathway in content.pathways.values():
        for question in (*pathway.opening, *pathway.preparation):
            asked |= {question, *_behind(content, content.questions[question].relevant)}
    for id_ in content.questions:
        if id_ not in asked:
            message = f"vraag '{id_}' wordt nergens gesteld"
            yield Finding("question", id_, "", "unreachable", message)


def _exits_used(content: Content) -> set[str]:
    return {c.exit for pathway in content.pathways.values() for c in pathway.criteria}


def _check_exits(content: Content) -> Iterator[Finding]:
    used = _exits_used(content)
    for exit_ in content.exits:
        if exit_ not in used:
            message = f"naar uitweg '{exit_}' leidt geen criterium"
            yield Finding("exit", exit_, "", "unused", message)


def _check_used_outcomes(content: Content) -> Iterator[Finding]:
    if "incomplete" not in content.outcomes:
        yield Finding("outcome", "", "", "missing", "de uitkomst 'incomplete' ontbreekt")
    used = {"incomplete"} | {gate.outcome for gate in content.gates.values()}
    used |= {content.exits[exit_].outcome for exit_ in _exits_used(content)}
    used |= {o for p in content.pathways.values() for o in (p.all_met, p.consult)}
    for outcome in content.outcomes:
        if outcome not in used:
            message = f"naar uitkomst '{outcome}' leidt niets"
            yield Finding("outcome", outcome, "", "unused", message)


_WHOLE: tuple[tuple[frozenset[str], Callable[[Content], Iterator[Finding]]], ...] = (
    (frozenset({"question"}), _check_fixed_questions),
    (frozenset({"gate"}), _check_first_gate),
    (frozenset({"gate", "question"}), _check_danger),
    (frozenset({"pathway"}), _check_default_pathways),
    (frozenset({"gate", "pathway", "question"}), _check_asked),
    (frozenset({"pathway", "exit"}), _check_exits),
    (frozenset({"gate", "pathway", "exit", "outcome"}), _check_used_outcomes),
)
"""Each proof with the kinds of items that it needs all of."""
