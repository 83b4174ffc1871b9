"""What a case expects, set beside what the rules make of it.

Each difference names the key of the case that asked for it, so that it can be found in its file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from crisiszorg_cli.directory.services import national_region, services_for
from crisiszorg_cli.model.assessment import Assessment, Override
from crisiszorg_cli.model.content import Answers, Exit, Purpose, Sector, Service, Truth, Verdict
from crisiszorg_cli.model.scenario import Digits, Scenario
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk

# The first two questions can settle it before place and sector are known.
_AT_ONCE = (Verdict.EMERGENCY, Verdict.HOSPITAL)
_MEANWHILE = ("112", "huisartsenpost | HAP")


class Difference(NamedTuple):
    """One thing that is not as a case expects, and the key that expects it."""

    key: str
    message: str


class _Result(NamedTuple):
    """What the rules make of a case, and how it reads."""

    got: Assessment
    text: str
    exits: Mapping[str, Exit]


def given_answers(case: Scenario) -> Answers:
    """Return the answers of a case, with the place and the sector as answers."""
    place = {RESIDENCE: case.place} if case.place else {}
    sector = {SECTOR: case.sector.value} if case.sector else {}
    return {**case.answers, **place, **sector}


def unread_answers(case: Scenario, walk: Walk) -> tuple[str, ...]:
    """Name the answers of a case that nothing reads on its way, nor compares with another."""
    contradictions = walk.pathway.contradictions if walk.pathway else ()
    compared = {leaf.answer for each in contradictions if each.when for leaf in each.when.leaves()}
    return tuple(id_ for id_ in case.answers if id_ not in walk.read and id_ not in compared)


def assessed(case: Scenario, triage: Triage) -> Assessment:
    """Return what the rules make of a case, with the caller's own choice if it has one."""
    chosen = case.own_choice and triage.content.outcomes[case.own_choice]
    override = Override(chosen, case.rule) if chosen else None
    return triage.assess(given_answers(case), case.moment.at, override)


def differences(
    case: Scenario, got: Assessment, text: str, exits: Mapping[str, Exit]
) -> tuple[Difference, ...]:
    """Say what is not as a case expects. ``text`` is the whole result as it is read.

    ``exits`` are those of the rules: a case names them by id, and a result shows their texts.
    """
    result = _Result(got, text, exits)
    return tuple(each for differ in _COMPARED for each in differ(case, result))


def _verdict(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Compare the verdict, and whether it is certain."""
    got = result.got
    if got.verdict is not case.verdict:
        message = f"verwacht '{case.verdict}', het is '{got.verdict}' ({got.outcome.id})"
        yield Difference("verdict", message)
    asked = bool(case.place and case.sector) and case.asks is None
    if got.certain != (asked or case.verdict in _AT_ONCE):
        missing = ", ".join(got.missing_answers) or "niets meer"
        yield Difference("answers", f"gevraagd wordt nog: {missing}")
    if case.asks is not None and case.asks not in got.missing_answers[:1]:
        yield Difference("asks", f"gevraagd wordt: {', '.join(got.missing_answers[:1]) or 'niets'}")


def _calls(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Compare the numbers in call order, what stands apart, and what may not be there."""
    got, text = result.got, result.text
    expected = [each.phone.digits for each in case.calls]
    called = [c.service.phone.digits for c in got.contacts if c.service.phone]
    as_expected = called[: len(expected)] == expected
    if not as_expected:
        message = f"verwacht {_listed(expected)}, het is {_listed(called)}"
        yield Difference("calls", message)
    if (
        case.calls
        and got.followed.verdict not in _AT_ONCE
        and _nobody_answers(got)
        and not case.now
    ):
        yield Difference("calls", "geen van de nummers is dan open")
    # A number that is not called is not looked for: that was said, once.
    for key, numbers in (("calls", case.calls if as_expected else ()), ("apart", case.apart)):
        for each in numbers:
            if not _holds(text, each):
                yield Difference(key, f"{each.phone.digits} wordt niet getoond")
    for each in case.apart:
        if each.phone.digits in called:
            yield Difference("apart", f"{each.phone.digits} staat bij wie u belt")
    for each in case.never:
        if _holds(text, each) or each.phone.digits in called:
            yield Difference("never", f"{each.phone.digits} wordt getoond")


def _nobody_else(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Look for others to call, with a number or by a page."""
    expected = [each.phone.digits for each in case.calls]
    services = [contact.service for contact in result.got.contacts]
    listed = [each.phone.digits if each.phone else each.id for each in services]
    others = [each for each in listed if each not in expected]
    if case.all_calls and others:
        yield Difference("all_calls", f"te bellen is ook: {_listed(others)}")


def _now(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Look for what to do while nobody answers: 112, and the huisartsenpost or HAP."""
    if not case.now:
        return
    if not _nobody_answers(result.got):
        yield Difference("now", "er is dan een nummer open")
    for each in _MEANWHILE:
        if not _says(result.text, each):
            yield Difference("now", f"'{each}' wordt niet gezegd")


def _texts(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Look for pieces of text, and the page."""
    for each in case.says:
        if not _says(result.text, each):
            yield Difference("says", f"'{each}' wordt niet gezegd")
    if case.page and not _says(result.text, case.page.split("://")[1]):
        yield Difference("page", f"'{case.page}' wordt niet getoond")
    for each in case.silent:
        if each in result.text:
            yield Difference("silent", f"'{each}' wordt gezegd")


def _criteria(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Compare exactly the criteria that are not met, and those that are not known."""
    named = bool(case.not_met or case.unknown) or case.verdict is Verdict.REGISTER
    # Of a plan without a profile nothing is asked: that is no open point.
    asked = [each for each in result.got.criteria if each.answered]
    for key, truth in (("not_met", Truth.NOT_MET), ("unknown", Truth.UNKNOWN)):
        expected = sorted(getattr(case, key))
        found = sorted(each.criterion.id for each in asked if each.status is truth)
        if named and found != expected:
            yield Difference(key, f"verwacht {_listed(expected)}, het is {_listed(found)}")


def _exits(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Compare where to go instead, in order."""
    texts = [each.text for each in result.got.exits]
    at = []
    for exit_ in case.exits:
        own = [texts.index(a.text) for a in result.exits[exit_].advice if a.text in texts]
        if not own:
            yield Difference("exits", f"uitweg '{exit_}' wordt niet getoond")
        at += own[:1]
    if at != sorted(at):
        yield Difference("exits", "de uitwegen staan in een andere volgorde")
    wanted = [result.exits[a.exit_].advice[n - 1].text for a in case.advice for n in a.numbers]
    if case.advice and sorted({*wanted}) != sorted(texts):
        more = [text for text in texts if text not in wanted]
        less = [text for text in wanted if text not in texts]
        yield Difference("advice", f"te veel: {_listed(more)}; te weinig: {_listed(less)}")


def _steps(case: Scenario, result: _Result) -> Iterator[Difference]:
    """Compare steps with their days, and the rungs that the answers point at."""
    dated = {each.step.id: each.due for each in result.got.steps}
    for step in case.steps:
        if step.id_ not in dated:
            yield Difference("steps", f"stap '{step.id_}' ontbreekt")
        elif step.due is not None and step.due != dated[step.id_]:
            message = f"stap '{step.id_}': verwacht {step.due}, het is {dated[step.id_]}"
            yield Difference("steps", message)
    others = [id_ for id_ in dated if id_ not in {step.id_ for step in case.steps}]
    if case.all_steps and others:
        yield Difference("all_steps", f"er staat nog: {_listed(others)}")
    for id_ in case.no_steps:
        if id_ in dated:
            yield Difference("no_steps", f"stap '{id_}' staat er")
    rungs = [rung.id for rung, points in result.got.ladder if points]
    if case.rungs is not None and tuple(rungs) != case.rungs:
        message = f"verwacht {_listed(list(case.rungs))}, het is {_listed(rungs)}"
        yield Difference("rungs", message)


_COMPARED: tuple[Callable[[Scenario, _Result], Iterator[Difference]], ...] = (
    _verdict,
    _calls,
    _nobody_else,
    _now,
    _texts,
    _criteria,
    _exits,
    _steps,
)


def _nobody_answers(got: Assessment) -> bool:
    """Tell whether no number is open; one without known hours may be.

    The line for violence is none where there is no violence: under its own name, and for a
    psychiatric picture also under that of a region.
    """
    given = got.answers
    without = given.get("abuse_suspected") == "no"
    lines = _lines_for_violence(got) if without else ()
    beside = {line.phone for line in lines} if given.get("psychiatric_picture") == "yes" else ()
    return not any(
        contact.service.phone and contact.open is not False
        for contact in got.contacts
        if contact.purpose is not Purpose.EMERGENCY
        and contact.service not in lines
        and (contact.service.phone not in beside or contact.service.psychiatry)
    )


def _lines_for_violence(got: Assessment) -> tuple[Service, ...]:
    national = national_region(got.directory)
    return services_for(got.directory, national, Sector.JEUGD, Purpose.CRISIS)


def _holds(text: str, number: Digits) -> bool:
    """Tell whether a number is in a text, however it is grouped."""
    digits = r"[\s-]?".join(number.phone.digits)
    return re.search(rf"(?<!\d){digits}(?!\d)", text) is not None


def _says(text: str, piece: str) -> bool:
    """Tell whether one of the alternatives in a piece is in a text, in any capitals."""
    return any(each.strip().casefold() in text.casefold() for each in piece.split("|"))


def _listed(ids: list[str]) -> str:
    return ", ".join(ids) or "niets"
