"""The rules engine: which question comes next, and what the answers add up to.

State is always computed by walking the answers anew, so going back, changing an answer,
resuming and running from a script are one code path. Order: the first gate (112), place
and sector, the gates for everyone, the redirect, the sector's gates, its criteria.
"""

from __future__ import annotations

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from crisiszorg_cli import directory, hours
from crisiszorg_cli.conditions import can_fail, evaluate, first_pending
from crisiszorg_cli.labels import other_division, perhaps_also
from crisiszorg_cli.model import (
    NO,
    UNKNOWN,
    Advice,
    Answers,
    Assessment,
    Condition,
    Contact,
    Content,
    Criterion,
    CriterionResult,
    DatedStep,
    Directory,
    Due,
    Gate,
    Municipality,
    Outcome,
    Override,
    Pathway,
    Place,
    Question,
    Redirect,
    Region,
    Rung,
    Sector,
    Truth,
    Verdict,
)

RESIDENCE = "region"
SECTOR = "sector"
INCOMPLETE = "incomplete"

_DECIDED_ELSEWHERE = (
    Verdict.EMERGENCY,
    Verdict.HOSPITAL,
    Verdict.FORCED_CARE,
    Verdict.PLAN_LEADS,
)
"""Verdicts for which the outcome says who decides, not the party that is called."""

_DAYS = {Due.DAYS_14: 14, Due.DAYS_28: 28, Due.DAYS_42: 42}


@dataclass(slots=True)
class Walk:
    """One pass over the answers: what was read, where it ended, what is still open.

    ``read`` holds only answers to questions that the path made relevant; ``early`` those of
    which that depends on a question not answered yet. ``next`` is the question to ask, or
    None when the verdict is certain.
    """

    answers: Answers
    read: dict[str, str] = field(default_factory=dict)
    early: set[str] = field(default_factory=set)
    next: str | None = None
    outcome: str = INCOMPLETE
    residence: Place | None = None
    sector: Sector | None = None
    region: Region | None = None
    pathway: Pathway | None = None
    redirect: Redirect | None = None
    open: list[Gate | Redirect | Criterion] = field(default_factory=list)
    criteria: list[tuple[Criterion, Truth]] = field(default_factory=list)


class Triage:
    """The engine for one set of content. Holds no answers and no clock."""

    def __init__(self, content: Content) -> None:
        """Index the pathways by sector and region."""
        self.content = content
        gates = tuple(content.gates.values())
        self._general = tuple(gate for gate in gates if not gate.sectors)
        self._own = {s: tuple(g for g in gates if s in g.sectors) for s in Sector}
        self._pathways: dict[tuple[Sector, str | None], Pathway] = {}
        for pathway in content.pathways.values():
            for region in pathway.regions or (None,):
                self._pathways[pathway.sector, region] = pathway
        redirects = [p.redirect.when for p in content.pathways.values() if p.redirect]
        self._routing = frozenset(leaf.answer for when in redirects for leaf in when.leaves())
        self._places = self._places_that_differ()

    def _places_that_differ(self) -> tuple[str, ...]:
        """Return a region for each combination of pathways that somebody can live in."""
        book = self.content.directory
        by_pathways: dict[tuple[str, ...], str] = {}
        for region in book.regions.values():
            each = (self.pathway(s, directory.region_for(book, region, s)).id for s in Sector)
            by_pathways.setdefault(tuple(each), region.id)
        return tuple(by_pathways.values())

    def pathway(self, sector: Sector, region: Region) -> Pathway:
        """Return the region's own pathway, or the one for regions without their own."""
        own = self._pathways.get((sector, region.id))
        return own or self._pathways[sector, None]

    def next_question(self, answers: Answers) -> Question | None:
        """Return the next question that can change the verdict; None once it is certain."""
        walk = self.walk(answers)
        return self.content.questions[walk.next] if walk.next else None

    def preparation(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions, answered or not, that prepare the call once the verdict is certain.

        They are the sector's remaining criteria and its describing questions.
        """
        walk = self.walk(answers)
        if walk.next or walk.pathway is None or not self._outcome(walk).prepare:
            return ()
        ids = [leaf.answer for c in walk.pathway.criteria for leaf in c.met_when.leaves()]
        ids += walk.pathway.preparation
        relevant = (q for q in dict.fromkeys(ids) if q and self._relevant(walk, q) is Truth.MET)
        return tuple(self.content.questions[q] for q in relevant)

    def walk(self, answers: Answers) -> Walk:
        """Read the answers in the order of the rules until the verdict is certain."""
        walk = Walk(answers)
        first, *general = self._general
        if self._stops_at(walk, (first,)) or not self._find_pathway(walk):
            return walk
        if self._stops_at(walk, general) or self._waits_for_redirect(walk):
            return walk
        if walk.sector is None or self._stops_at(walk, self._own[walk.sector]):
            self._read_on(walk)
            return walk
        self._weigh_criteria(walk)
        self._read_on(walk)
        return walk

    def alternatives(self, answers: Answers) -> tuple[Outcome, ...]:
        """Return the other outcomes that the sector's pathway knows, for an override."""
        walk = self.walk(answers)
        if walk.pathway is None:
            return ()
        pathway = walk.pathway
        gates = (*self._general, *self._own[pathway.sector])
        ids = [pathway.all_met, pathway.consult, *(gate.outcome for gate in gates)]
        ids += [self.content.exits[c.exit].outcome for c in pathway.criteria]
        return tuple(self.content.outcomes[o] for o in dict.fromkeys(ids) if o != walk.outcome)

    def assess(
        self, answers: Answers, moment: datetime, override: Override | None = None
    ) -> Assessment:
        """Say what the answers add up to at the moment. Exactly one verdict, always.

        Answers still missing leave the verdict ``consult`` with ``certain`` false. With an
        override the verdict stays, and numbers and steps follow the caller's choice.
        """
        walk = self.walk(answers)
        own = self._outcome(walk)
        outcome = override.outcome if override else own
        book = self.content.directory
        region = walk.region or directory.national_region(book)
        # Without a sector nobody can be named yet, but 112 needs none.
        purposes = () if walk.sector is None and walk.next else outcome.purposes
        # Danger to life not ruled out: its number first.
        if override is None and self._general[0] in walk.open:
            purposes = (*self.content.outcomes[self._general[0].outcome].purposes, *purposes)
        contacts, missing = directory.contacts_for(book, region, walk.sector, purposes, moment)
        known = directory.is_known(book, region, walk.sector)
        return Assessment(
            moment=moment,
            data_version=book.version,
            region=region,
            residence=walk.residence,
            sector=walk.sector,
            pathway=walk.pathway,
            answers=dict(walk.read),
            waiting=self._waiting(walk),
            certain=walk.next is None,
            outcome=own,
            decided_by=_decider(contacts, outcome),
            contacts=contacts,
            missing=missing,
            criteria=self._criterion_results(walk),
            open_points=tuple(dict.fromkeys(item.open_point for item in walk.open)),
            exits=() if own.verdict is Verdict.FORCED_CARE else self._exits(walk),
            steps=self._steps(walk, outcome, region, moment, known=known),
            ladder=self._ladder(walk, outcome),
            missing_answers=self.missing_answers(walk),
            known=known,
            notices=_notices(book, walk, known=known),
            override=override,
        )

    def missing_answers(self, walk: Walk) -> tuple[str, ...]:
        """Name the unanswered questions between here and a certain verdict."""
        if walk.next is None:
            return ()
        if walk.pathway is None:
            first = dict.fromkeys((walk.next, RESIDENCE, SECTOR))
            return tuple(id_ for id_ in first if id_ not in walk.answers)
        conditions = [gate.when for gate in self._general]
        conditions += [gate.when for gate in self._own[walk.pathway.sector]]
        if not any(isinstance(item, (Gate, Redirect)) for item in walk.open):
            conditions += [criterion.met_when for criterion in walk.pathway.criteria]
        ids = [walk.next, *(leaf.answer for c in conditions for leaf in c.leaves())]
        unanswered = (id_ for id_ in dict.fromkeys(ids) if id_ and id_ not in walk.answers)
        irrelevant = (Truth.NOT_MET, Truth.UNKNOWN)
        return tuple(id_ for id_ in unanswered if self._relevant(walk, id_) not in irrelevant)

    # -- reading answers ------------------------------------------------------------------

    def _read(self, walk: Walk, question_id: str) -> str | None:
        """Read the answer to a question that applies, so that it counts from here on.

        None if it has yet to be given. A question that does not apply reads as unknown, so
        that it can decide nothing; its answer does not count.
        """
        relevance = self._relevant(walk, question_id)
        value = walk.answers.get(question_id)
        if relevance is Truth.PENDING:
            if value is not None:
                walk.early.add(question_id)
            return None
        if relevance is not Truth.MET:
            return UNKNOWN
        if value is not None:
            walk.read[question_id] = value
        return value

    def _relevant(self, walk: Walk, question_id: str) -> Truth:
        condition = self.content.questions[question_id].relevant
        return Truth.MET if condition is None else self._truth(walk, condition)

    def _truth(self, walk: Walk, condition: Condition) -> Truth:
        return evaluate(condition, lambda question: self._read(walk, question))

    def _pending(self, walk: Walk, condition: Condition) -> str | None:
        return first_pending(condition, lambda question: self._read(walk, question))

    def _can_fail(self, walk: Walk, criterion: Criterion) -> bool:
        """Tell whether asking on can still change "consult" into "not met"."""
        return can_fail(criterion.met_when, lambda question: self._read(walk, question))

    def _waiting(self, walk: Walk) -> Mapping[str, str]:
        """Return the answers that do not count yet, but may once the missing ones are known."""
        if walk.next is None:
            return {}
        unread = {id_ for id_ in walk.answers if id_ not in walk.read}
        may = self._may_count(walk.answers, unread) if unread else frozenset()
        return {id_: walk.answers[id_] for id_ in self.content.questions if id_ in may & unread}

    def _may_count(self, answers: Answers, wanted: AbstractSet[str]) -> frozenset[str]:
        """Name which answers count with some answer to each question that is still missing."""
        walk = self.walk(answers)
        found = frozenset(walk.read) | walk.early
        if walk.next is None:
            return found
        for value in self._distinguishing_answers(walk, walk.next):
            if wanted <= found:
                break
            found |= self._may_count({**answers, walk.next: value}, wanted)
        return found

    def _distinguishing_answers(self, walk: Walk, question_id: str) -> tuple[str, ...]:
        """Return the answers to a missing question that lead to different questions."""
        if question_id == RESIDENCE:
            return self._places
        if question_id == SECTOR or question_id in self._routing:
            return self.content.questions[question_id].values()
        criteria = walk.pathway.criteria if walk.pathway else ()
        weighed = {leaf.answer for c in criteria for leaf in c.met_when.leaves()}
        return () if question_id in weighed else (NO,)  # a gate that fires asks no more

    # -- the stages -----------------------------------------------------------------------

    def _stops_at(self, walk: Walk, gates: tuple[Gate, ...] | list[Gate]) -> bool:
        """Go through gates in order; tell whether one fires or needs an answer first."""
        for gate in gates:
            match self._truth(walk, gate.when):
                case Truth.MET:
                    walk.outcome = gate.outcome
                    return True
                case Truth.PENDING:
                    walk.next = self._pending(walk, gate.when)
                    return True
                case Truth.UNKNOWN:
                    walk.open.append(gate)
        return False

    def _find_pathway(self, walk: Walk) -> bool:
        for question in (RESIDENCE, SECTOR):
            if self._read(walk, question) is None:
                walk.next = question
                return False
        book = self.content.directory
        walk.residence = directory.place_by_id(book, walk.read[RESIDENCE])
        if walk.residence is None:
            raise KeyError(walk.read[RESIDENCE])
        self._enter(walk, Sector(walk.read[SECTOR]))
        return True

    def _enter(self, walk: Walk, sector: Sector) -> None:
        if walk.residence is None:
            raise ValueError("a sector has no pathway without a place")
        walk.sector = sector
        walk.region = directory.region_for(self.content.directory, walk.residence, sector)
        walk.pathway = self.pathway(sector, walk.region)

    def _waits_for_redirect(self, walk: Walk) -> bool:
        redirect = walk.pathway.redirect if walk.pathway else None
        if redirect is None:
            return False
        match self._truth(walk, redirect.when):
            case Truth.PENDING:
                walk.next = self._pending(walk, redirect.when)
                return True
            case Truth.UNKNOWN:
                walk.open.append(redirect)
            case Truth.MET:
                walk.redirect = redirect
                self._enter(walk, redirect.to)
        return False

    def _weigh_criteria(self, walk: Walk) -> None:
        """Settle the outcome: one criterion not met decides, then what is still unknown."""
        pathway = walk.pathway
        if pathway is None:
            return
        if walk.open:  # an open gate: whatever the criteria say, the call must settle it
            walk.outcome = pathway.consult
            return
        results = [(c, self._truth(walk, c.met_when)) for c in pathway.criteria]
        failed = next((c for c, truth in results if truth is Truth.NOT_MET), None)
        if failed is not None:
            walk.outcome = self.content.exits[failed.exit].outcome
            return
        unknown = any(truth is Truth.UNKNOWN for _, truth in results)
        for criterion, truth in results:
            if truth is Truth.PENDING and (not unknown or self._can_fail(walk, criterion)):
                walk.next = self._pending(walk, criterion.met_when)
                return
        walk.outcome = pathway.consult if unknown else pathway.all_met

    def _read_on(self, walk: Walk) -> None:
        """Read the criteria and describing answers that go with the outcome."""
        if walk.pathway is None or not (walk.next or self._outcome(walk).prepare):
            return
        walk.criteria = [(c, self._truth(walk, c.met_when)) for c in walk.pathway.criteria]
        walk.open += [c for c, truth in walk.criteria if truth is Truth.UNKNOWN]
        for question in walk.pathway.preparation:
            self._read(walk, question)

    # -- putting the assessment together --------------------------------------------------

    def _outcome(self, walk: Walk) -> Outcome:
        return self.content.outcomes[walk.outcome]

    def _criterion_results(self, walk: Walk) -> tuple[CriterionResult, ...]:
        return tuple(
            CriterionResult(c, truth, self._answers_to(walk, c.met_when))
            for c, truth in walk.criteria
        )

    def _answers_to(self, walk: Walk, condition: Condition) -> Mapping[str, str]:
        ids = (leaf.answer for leaf in condition.leaves())
        return {id_: walk.read[id_] for id_ in ids if id_ in walk.read}

    def _exits(self, walk: Walk) -> tuple[Advice, ...]:
        failed = (c for c, truth in walk.criteria if truth is Truth.NOT_MET)
        advice = (a for c in failed for a in self.content.exits[c.exit].advice)
        by_text: dict[str, Advice] = {}
        for each in advice:
            if self._applies(walk, each.when):
                by_text.setdefault(each.text, each)
        return tuple(by_text.values())

    def _applies(self, walk: Walk, condition: Condition | None) -> bool:
        """Tell whether a sentence is shown: unless an answer that counts rules it out.

        A sentence about a question that this pathway never asks is not shown either.
        """
        if condition is None:
            return True
        if walk.pathway is None or not _asks_all(walk.pathway, condition):
            return False
        return evaluate(condition, walk.read.get) is not Truth.NOT_MET

    def _steps(
        self, walk: Walk, outcome: Outcome, region: Region, moment: datetime, *, known: bool
    ) -> tuple[DatedStep, ...]:
        """Return what happens next. The caller's own choice has its steps, whatever failed."""
        own = outcome.id == walk.outcome
        failed = own and any(truth is Truth.NOT_MET for _, truth in walk.criteria)
        return tuple(
            DatedStep(step, _due_date(step.due, moment))
            for step in self.content.steps.values()
            if outcome.id in step.outcomes
            and (not step.regions or region.id in step.regions)
            and region.id not in step.except_regions
            and (not step.sectors or walk.sector in step.sectors)
            and not (failed and step.unless_failed)
            and not (known and step.unless_known)
            and self._applies(walk, step.when)
        )

    def _ladder(self, walk: Walk, outcome: Outcome) -> tuple[tuple[Rung, bool], ...]:
        if not outcome.show_ladder:
            return ()
        return tuple(
            (rung, rung.when is not None and evaluate(rung.when, walk.read.get) is Truth.MET)
            for rung in self.content.ladder.values()
        )


def _asks_all(pathway: Pathway, condition: Condition) -> bool:
    asked = {leaf.answer for c in pathway.criteria for leaf in c.met_when.leaves()}
    asked.update(pathway.preparation)
    return all(leaf.answer in asked for leaf in condition.leaves())


def _decider(contacts: tuple[Contact, ...], outcome: Outcome) -> str:
    """Say who decides: the party that is called, or what the outcome says."""
    if outcome.verdict in _DECIDED_ELSEWHERE:
        return outcome.decided_by
    deciders = [c.service.decides for c in contacts if c.service.decides]
    return "; ".join(dict.fromkeys(deciders)) or outcome.decided_by


def _due_date(due: Due | None, moment: datetime) -> date | None:
    if due is None:
        return None
    if due is Due.NEXT_WORKING_DAY:
        return hours.next_working_day(moment)
    return moment.astimezone(hours.AMSTERDAM).date() + timedelta(days=_DAYS[due])


def _notices(book: Directory, walk: Walk, *, known: bool) -> tuple[str, ...]:
    notices = []
    place = walk.residence
    if isinstance(place, Region) and walk.region is not place and not directory.is_national(place):
        notices.append(other_division(place))
    elif isinstance(place, Municipality) and place.note:
        notices.append(place.note)
    if walk.redirect:
        notices.append(walk.redirect.note)
    pathway = walk.pathway
    if pathway and pathway.notice and not (known and pathway.notice_unless_known):
        notices.append(pathway.notice)
    if place is not None and walk.sector is Sector.JEUGD:
        notices += map(perhaps_also, directory.wider_youth_services(book, place))
    return tuple(notices)
