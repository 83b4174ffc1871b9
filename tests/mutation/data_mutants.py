"""Small faults in what decides: each condition, list and way out of the rules, one by one.

A mutant is the content with one value changed, made in memory when it is tried. What is only said
(a label, a help text) decides nothing and is not changed, but for the durations, hours and numbers
that stand in sentences: those are in ``data_texts``, and who can be called in ``data_numbers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from crisiszorg_cli.directory.divisions import division_of
from crisiszorg_cli.model.content import (
    Advice,
    Condition,
    Content,
    Criterion,
    Due,
    Exit,
    Gate,
    Outcome,
    Pathway,
    Purpose,
    Question,
    QuestionKind,
    Redirect,
    Rung,
    Sector,
    Step,
    Verdict,
    Weight,
)

Part = tuple[str, Any]
"""What is changed in a part of the content, and the part with that change."""


class Mutant(NamedTuple):
    """One fault: the section and the item it is in, what it is, and the content that has it."""

    section: str
    item: str
    fault: str
    content: Content

    @property
    def name(self) -> str:
        """Name it so that it is found in the data, and is the same in each run."""
        return f"{self.section}:{self.item} {self.fault}"


def mutants(content: Content) -> Iterator[Mutant]:
    """Return every fault in the rules: questions, gates, routes, exits, outcomes, steps, ladder."""
    for section, faults in _FAULTS.items():
        items = getattr(content, section)
        for id_, item in items.items():
            for fault, other in faults(item, content):
                yield Mutant(section, id_, fault, _with(content, section, {**items, id_: other}))
        for id_ in items if section in _SHOWN else ():
            rest = {key: item for key, item in items.items() if key != id_}
            yield Mutant(section, id_, "left out", _with(content, section, rest))


def put(item: Any, field: str, value: Any) -> Any:
    """Return a record with another value in a field whose name is not known before."""
    return item._replace(**{field: value})


def _with(content: Content, section: str, items: Mapping[str, Any]) -> Content:
    changed: Content = put(content, section, items)
    return changed


# -- parts of an item --------------------------------------------------------------------------


def fields(item: Any, **faults: Iterable[Part]) -> Iterator[Part]:
    """Put each faulty value of a field in its place."""
    for field, parts in faults.items():
        for fault, value in parts:
            yield f"{field} {fault}", item._replace(**{field: value})


def within(parts: Sequence[Any], faults: Callable[[Any], Iterable[Part]]) -> Iterator[Part]:
    """Put a fault in one part of a list, or leave a part out."""
    for at, part in enumerate(parts):
        where = getattr(part, "id", at + 1)
        for fault, other in faults(part):
            yield f"{where}: {fault}", (*parts[:at], other, *parts[at + 1 :])
        yield f"{where} left out", (*parts[:at], *parts[at + 1 :])


def shorter(values: Sequence[Any], least: int = 0) -> Iterator[Part]:
    """Leave one value out; a list that may not be empty keeps its last."""
    for at, value in enumerate(values):
        if len(values) > least:
            yield f"without {getattr(value, 'id', value)}", (*values[:at], *values[at + 1 :])


def other_list(values: Sequence[Any], known: Iterable[Any], least: int = 0) -> Iterator[Part]:
    """Leave a value out, or put another one in."""
    yield from shorter(values, least)
    for value in known:
        if value not in values:
            yield f"with {value}", (*values, value)


def others(value: Any, known: Iterable[Any]) -> Iterator[Part]:
    """Put each other known value in place of this one."""
    return ((f"is {other}", other) for other in known if other != value)


def turned(value: bool) -> Iterator[Part]:
    """Turn a yes into a no, or the other way round."""
    yield f"is {not value}", not value


def conditions(condition: Condition | None, content: Content) -> Iterator[Part]:
    """Put one fault in a condition, anywhere in it, or take it away."""
    if condition is not None:
        yield from _in_condition(condition, content)


def optional(condition: Condition | None, content: Content) -> Iterator[Part]:
    """Do as ``conditions``, where having none is possible too."""
    if condition is not None:
        yield "left out", None
        yield from _in_condition(condition, content)


def _in_condition(condition: Condition, content: Content) -> Iterator[Part]:
    if condition.answer is not None:
        yield from _in_leaf(condition, content)
    if condition.negated is not None:
        yield "not left out", condition.negated
        for fault, part in _in_condition(condition.negated, content):
            yield f"not {fault}", Condition(negated=part)
    for key, parts in (("all", condition.all), ("any", condition.any)):
        if not parts:
            continue
        yield f"not {key}", put(Condition(), "any" if key == "all" else "all", parts)
        for fault, changed in within(parts, lambda part: _in_condition(part, content)):
            if changed:
                yield f"{key} {fault}", Condition(**{key: changed})


def _in_leaf(leaf: Condition, content: Content) -> Iterator[Part]:
    yield f"not {leaf.answer}", Condition(negated=leaf)
    known = content.questions[leaf.answer or ""].values()
    for fault, values in other_list(leaf.values, known, least=1):
        yield f"{leaf.answer} {fault}", leaf._replace(values=values)
    if len(leaf.values) == 1:
        for fault, value in others(leaf.values[0], known):
            yield f"{leaf.answer} {fault}", leaf._replace(values=(value,))


# -- the sections -------------------------------------------------------------------------------


def _questions(question: Question, content: Content) -> Iterator[Part]:
    def option(each: Any) -> Iterator[Part]:
        return fields(each, undecided=turned(each.undecided))

    if question.kind is QuestionKind.CHOICE:
        for fault, options in within(question.options, option):
            if "left out" not in fault:
                yield f"options {fault}", question._replace(options=options)
    yield from fields(question, relevant=optional(question.relevant, content))


def _gates(gate: Gate, content: Content) -> Iterator[Part]:
    return fields(
        gate,
        when=conditions(gate.when, content),
        outcome=others(gate.outcome, content.outcomes),
        sectors=other_list(gate.sectors, Sector) if gate.sectors else (),
    )


def _exits(exit_: Exit, content: Content) -> Iterator[Part]:
    return fields(
        exit_,
        outcome=others(exit_.outcome, content.outcomes),
        advice=within(exit_.advice, lambda each: _advice(each, content)),
    )


def _advice(advice: Advice, content: Content) -> Iterator[Part]:
    """The regions of an advice are those that have a pathway or a number of their own."""
    return fields(
        advice,
        when=optional(advice.when, content),
        regions=other_list(advice.regions, told_apart(content)) if advice.regions else (),
    )


def told_apart(content: Content) -> tuple[str, ...]:
    """Return the regions that the rules name, and one that they do not."""
    steps, pathways = content.steps.values(), content.pathways.values()
    named = chain(
        *(pathway.regions for pathway in pathways),
        *((*step.regions, *step.except_regions) for step in steps),
    )
    return tuple(dict.fromkeys((*named, "utrecht", "eemland")))


def _regions_of(sector: Sector, content: Content) -> tuple[str, ...]:
    kind = division_of(sector)
    regions = content.directory.regions
    return tuple(id_ for id_ in told_apart(content) if regions[id_].kind is kind)


def _pathways(pathway: Pathway, content: Content) -> Iterator[Part]:
    outcomes = content.outcomes
    asked = tuple(dict.fromkeys((*pathway.opening, *pathway.questions())))
    yield from fields(
        pathway,
        regions=other_list(pathway.regions, _free(pathway, content), least=1)
        if pathway.regions
        else (),
        criteria=within(pathway.criteria, lambda each: _criterion(each, content)),
        all_met=others(pathway.all_met, outcomes),
        consult=others(pathway.consult, outcomes),
        opening=other_list(pathway.opening, asked),
        contradictions=within(
            pathway.contradictions,
            lambda each: fields(each, when=optional(each.when, content)),
        ),
        notice_unless_known=turned(pathway.notice_unless_known) if pathway.notice else (),
    )
    if pathway.redirect is not None:
        yield "redirect left out", pathway._replace(redirect=None)
        yield from fields(pathway, redirect=_redirect(pathway.redirect, pathway, content))
    if pathway.reservation is not None:
        held = pathway.reservation
        yield "reservation left out", pathway._replace(reservation=None)
        faults = fields(held, met_when=conditions(held.met_when, content))
        yield from fields(pathway, reservation=faults)


def _free(pathway: Pathway, content: Content) -> Iterator[str]:
    """Return the regions that have no pathway of their own yet."""
    same = (p for p in content.pathways.values() if p.sector is pathway.sector)
    taken = {region for each in same for region in each.regions}
    return (id_ for id_ in _regions_of(pathway.sector, content) if id_ not in taken)


def _redirect(redirect: Redirect, pathway: Pathway, content: Content) -> Iterator[Part]:
    sectors = [sector for sector in Sector if sector is not pathway.sector]
    return fields(
        redirect, to=others(redirect.to, sectors), when=conditions(redirect.when, content)
    )


def _criterion(criterion: Criterion, content: Content) -> Iterator[Part]:
    return fields(
        criterion,
        met_when=conditions(criterion.met_when, content),
        exit=others(criterion.exit, content.exits),
        weight=others(criterion.weight, Weight),
        chooses_exit=turned(criterion.chooses_exit),
    )


def _outcomes(outcome: Outcome, _: Content) -> Iterator[Part]:
    yield from fields(
        outcome,
        verdict=others(outcome.verdict, Verdict),
        purposes=other_list(outcome.purposes, Purpose),
        prepare=turned(outcome.prepare),
        show_ladder=turned(outcome.show_ladder),
    )
    if len(outcome.purposes) > 1:
        yield "purposes turned", outcome._replace(purposes=outcome.purposes[::-1])


def _steps(step: Step, content: Content) -> Iterator[Part]:
    regions = told_apart(content)
    yield from fields(
        step,
        outcomes=other_list(step.outcomes, _beside(step, content)),
        regions=other_list(step.regions, regions, least=1) if step.regions else (),
        except_regions=other_list(step.except_regions, regions) if step.except_regions else (),
        sectors=other_list(step.sectors, Sector, least=1) if step.sectors else (),
        when=optional(step.when, content),
        due=others(step.due, Due) if step.due else (),
        unless_failed=turned(step.unless_failed),
        unless_known=turned(step.unless_known),
    )
    for fault in ("regions", "sectors"):
        if getattr(step, fault):
            yield f"{fault} left out", put(step, fault, ())


def _beside(step: Step, content: Content) -> tuple[str, ...]:
    """Return the outcome that follows those of a step: one where it may not stand."""
    ids = list(content.outcomes)
    last = max(ids.index(id_) for id_ in step.outcomes)
    return tuple(ids[last + 1 : last + 2])


def _ladder(rung: Rung, content: Content) -> Iterator[Part]:
    return fields(rung, when=optional(rung.when, content))


_SHOWN = ("gates", "steps", "ladder")  # nothing else names these, so that one can be left out

_FAULTS: Mapping[str, Callable[[Any, Content], Iterator[Part]]] = {
    "questions": _questions,
    "gates": _gates,
    "exits": _exits,
    "pathways": _pathways,
    "outcomes": _outcomes,
    "steps": _steps,
    "ladder": _ladder,
}
