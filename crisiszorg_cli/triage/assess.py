"""What a finished walk means at one moment: whom to call, what next, what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set as AbstractSet
from datetime import date, datetime, timedelta

from crisiszorg_cli.directory.opening_hours import next_working_day
from crisiszorg_cli.directory.services import (
    is_known,
    national_region,
    perhaps_also,
    place_notices,
)
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.assessment import (
    Answered,
    Assessment,
    CriterionResult,
    DatedStep,
    First,
    Override,
)
from crisiszorg_cli.model.content import (
    UNKNOWN,
    YES,
    Advice,
    Condition,
    Criterion,
    Due,
    Notice,
    Outcome,
    Pathway,
    Purpose,
    Region,
    Remark,
    Rung,
    Sector,
    Step,
    Truth,
    Verdict,
)
from crisiszorg_cli.triage.calls import (
    Calls,
    calls_for,
    first_of,
    is_for_violence,
    possible_for_calls,
)
from crisiszorg_cli.triage.conditions import evaluate
from crisiszorg_cli.triage.now import now_for
from crisiszorg_cli.triage.reasons import answered_to, gates_passed, reasons_of
from crisiszorg_cli.triage.remaining import missing_answers, preparation, waiting
from crisiszorg_cli.triage.situation import Situation, situation_of
from crisiszorg_cli.triage.walk import Walk

_DECIDED_ELSEWHERE = (
    Verdict.EMERGENCY,
    Verdict.HOSPITAL,
    Verdict.FORCED_CARE,
    Verdict.PLAN_LEADS,
)
"""Verdicts for which the outcome says who decides, not the party that is called."""

_DAYS = {Due.DAYS_14: 14, Due.DAYS_28: 28, Due.DAYS_42: 42}


def assess(
    walk: Walk,
    moment: datetime,
    override: Override | None = None,
    lapsed: AbstractSet[str] = frozenset(),
) -> Assessment:
    """Say what the answers add up to at the moment. Exactly one verdict, always.

    Answers still missing leave the verdict ``consult`` with ``certain`` false. With an
    override the verdict stays, and numbers and steps follow the caller's choice; danger to
    life has none. ``lapsed`` are answers that were given and withdrawn: they contradict nothing.
    """
    if walk.outcome.verdict is Verdict.EMERGENCY:
        override = None
    content = walk.rules.content
    directory = content.directory
    outcome = override.outcome if override else walk.outcome
    place = walk.beyond() if override else walk
    region = place.region or national_region(directory)
    case = situation_of(place)
    criteria = _criterion_results(walk)
    calls = calls_for(case, moment, override)
    known = is_known(directory, region, place.sector)
    return Assessment(
        moment=moment,
        directory=directory,
        region=region,
        residence=place.residence,
        sector=place.sector,
        pathway=place.pathway,
        answered=tuple(Answered(content.questions[id_], value) for id_, value in walk.read.items()),
        waiting=waiting(walk),
        certain=walk.next is None,
        outcome=walk.outcome,
        decided_by=_decider(case, calls, outcome),
        now=now_for(situation_of(walk) if override else case, case, calls, moment, override),
        contacts=calls.contacts,
        missing=calls.missing,
        criteria=criteria,
        open_points=tuple(dict.fromkeys(item.open_point for item in walk.open)),
        exits=exits_of(walk),
        steps=tuple(
            DatedStep(step, _due_date(step.due, moment))
            for step in steps_of(place, outcome, region, known=known)
        ),
        ladder=ladder_of(place, outcome),
        missing_answers=missing_answers(walk),
        known=known,
        gate_open=walk.before_criteria,
        notices=_notices(place, lapsed, known=known),
        override=override,
        possible=possible_for_calls(case, moment, override),
        first=first_of(case, calls),
        reasons=reasons_of(walk, criteria),
        gates=tuple(gate.id for gate, _ in gates_passed(walk)),
        unasked=tuple(q for q in preparation(walk) if q.id not in walk.read),
    )


def _decider(case: Situation, calls: Calls, outcome: Outcome) -> str:
    """Say who decides: the party that is called, or what the outcome says.

    The line for violence, which serves the whole country, decides about violence alone; about
    a psychiatric picture the GGZ-crisisdienst does, also where its number is unknown.
    """
    if outcome.verdict in _DECIDED_ELSEWHERE:
        return outcome.decided_by
    called = [c for c in calls.contacts if c.purpose is Purpose.CRISIS and c.service.decides]
    if case.sector is Sector.JEUGD and case.abuse != YES:
        called = [c for c in called if not is_for_violence(case, c)]
    deciders = [c.service.decides for c in called if c.service.decides]
    if first_of(case, calls) is First.PSYCHIATRIC_UNKNOWN and outcome.decided_by_psychiatric:
        deciders.insert(0, outcome.decided_by_psychiatric)
    return "; ".join(dict.fromkeys(deciders)) or outcome.decided_by


def _criterion_results(walk: Walk) -> tuple[CriterionResult, ...]:
    return tuple(
        CriterionResult(c, truth, answered_to(walk, c.met_when)) for c, truth in walk.criteria
    )


def exits_of(walk: Walk) -> tuple[Advice, ...]:
    """Return where to go instead, for each criterion that is not met; once what is the same."""
    if walk.outcome.verdict is Verdict.FORCED_CARE:
        return ()
    exits = walk.rules.content.exits
    failed = [c for c, truth in walk.criteria if truth is Truth.NOT_MET]
    here = walk.region.id if walk.region else ""
    by_text: dict[str, Advice] = {}
    for criterion, advice in ((c, a) for c in failed for a in exits[c.exit].advice):
        fits = not advice.regions or here in advice.regions
        if fits and _is_shown(walk, advice.when) and _is_why(walk, criterion, advice.when):
            by_text.setdefault(advice.text, advice)
    return tuple(by_text.values())


def _is_why(walk: Walk, criterion: Criterion, condition: Condition | None) -> bool:
    """Tell whether a sentence about what failed the criterion is about the answer that did.

    An alternative that nobody asked about takes no danger away: it is not there to arrange.
    """
    read = {leaf.answer for leaf in criterion.met_when.leaves()}
    if condition is None or not read.issuperset(leaf.answer for leaf in condition.leaves()):
        return True
    return walk.status(condition) is Truth.MET


def _is_shown(walk: Walk, condition: Condition | None) -> bool:
    """Tell whether a sentence is shown: unless an answer that counts rules it out.

    A sentence about a question that this pathway never asks is not shown either.
    """
    if condition is None:
        return True
    if walk.pathway is None:
        return False
    asked = walk.pathway.questions()
    if not all(leaf.answer in asked for leaf in condition.leaves()):
        return False
    return walk.status(condition) is not Truth.NOT_MET


def steps_of(walk: Walk, outcome: Outcome, region: Region, *, known: bool) -> tuple[Step, ...]:
    """Return what happens next in a region. ``known`` tells whether it has a service of its own."""
    return tuple(
        step
        for step in steps_anywhere(walk, outcome)
        if (not step.regions or region.id in step.regions)
        and region.id not in step.except_regions
        and not (known and step.unless_known)
    )


def steps_anywhere(walk: Walk, outcome: Outcome) -> Iterator[Step]:
    """Return what can happen next, whatever the region.

    The caller's own choice has its steps, whatever failed.
    """
    own = outcome.id == walk.outcome_id
    failed = own and any(truth is Truth.NOT_MET for _, truth in walk.criteria)
    for step in walk.rules.steps[outcome.id]:
        if (
            (not step.sectors or walk.sector in step.sectors)
            and not (failed and step.unless_failed)
            and _is_shown(walk, step.when)
        ):
            yield step


def _due_date(due: Due | None, moment: datetime) -> date | None:
    if due is None:
        return None
    if due is Due.NEXT_WORKING_DAY:
        return next_working_day(moment)
    return day_of(moment) + timedelta(days=_DAYS[due])


def ladder_of(walk: Walk, outcome: Outcome) -> tuple[tuple[Rung, bool], ...]:
    """Return every rung, and whether the answers point at it; what was not asked is not known.

    A pathway that does not ask what the ladder depends on has no ladder.
    """
    if not outcome.show_ladder:
        return ()
    rungs = walk.rules.content.ladder.values()
    asked = walk.pathway.questions() if walk.pathway else ()
    leaves = [leaf.answer for rung in rungs if rung.when for leaf in rung.when.leaves()]
    if not all(id_ in asked for id_ in leaves):
        return ()

    def value_of(id_: str) -> str:
        return walk.read.get(id_, UNKNOWN)

    return tuple(
        (rung, rung.when is not None and evaluate(rung.when, value_of) is Truth.MET)
        for rung in rungs
    )


def _contradictions(walk: Walk, lapsed: AbstractSet[str]) -> Iterable[Notice]:
    """Return which answers do not go together, also where one of them does not count."""
    if walk.pathway is None:
        return
    given = {id_: value for id_, value in walk.answers.items() if id_ not in lapsed}
    for advice in walk.pathway.contradictions:
        if advice.when and evaluate(advice.when, given.get) is Truth.MET:
            yield Remark(advice.text)


def notice_of(pathway: Pathway, *, known: bool) -> str | None:
    """Return what is said of everyone on a pathway, unless a service of the region is known."""
    return None if known and pathway.notice_unless_known else pathway.notice


def _notices(walk: Walk, lapsed: AbstractSet[str], *, known: bool) -> tuple[Notice, ...]:
    notices: list[Notice] = list(_contradictions(walk, lapsed))
    residence, region, pathway = walk.residence, walk.region, walk.pathway
    if residence is not None and region is not None:
        notices += place_notices(residence, (region,))
    if walk.redirect:
        notices.append(Remark(walk.redirect.note))
    notice = pathway and notice_of(pathway, known=known)
    if notice:
        notices.append(Remark(notice))
    if residence is not None and walk.sector is not None:
        notices += perhaps_also(walk.rules.content.directory, residence, (walk.sector,))
    return tuple(notices)
