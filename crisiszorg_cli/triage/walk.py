"""One pass over the answers, in the order of the rules: what counts, and where it ends.

State is always computed by walking the answers anew, so going back, changing an answer,
resuming and running from a script are one code path. Order: the first gate (112), the gates
for everyone (the hospital), residence and sector, the redirect, the sector's gates, its
criteria.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crisiszorg_cli.directory.services import place_by_id, region_for
from crisiszorg_cli.model.content import (
    NO,
    UNKNOWN,
    Answers,
    Condition,
    Criterion,
    Gate,
    Outcome,
    Pathway,
    Place,
    Question,
    Redirect,
    Region,
    Reservation,
    Sector,
    Truth,
    Verdict,
    Weight,
)
from crisiszorg_cli.triage.conditions import can_fail, evaluate, first_pending
from crisiszorg_cli.triage.rules import Rules

RESIDENCE = "region"
SECTOR = "sector"
INCOMPLETE = "incomplete"


class Start(NamedTuple):
    """What a walk found until it missed an answer: with one more, another finds the same so far.

    So a walk onward need not find it again.
    """

    relevance: Mapping[str, Truth]
    values: Mapping[str, str | None]
    truths: Mapping[Condition, Truth]
    read: Mapping[str, str]


NOTHING = Start({}, {}, {}, {})


class Walk:
    """A finished pass over the answers. Nothing of it changes afterwards.

    ``read`` holds only answers to questions that the path made relevant; ``early`` those of
    which that depends on a question not answered yet. ``next`` is the question to ask, or
    None when the verdict is certain. ``gate`` is the one that settled the outcome, if one did;
    ``open`` names what an unknown answer leaves open.
    """

    def __init__(self, rules: Rules, answers: Answers, start: Start = NOTHING) -> None:
        """Read the answers until the verdict is certain, or a question has to be asked.

        ``start`` is that of a walk with all these answers but one.
        """
        self.rules = rules
        self.answers = dict(answers)
        self._relevance = dict(start.relevance)
        self._values = dict(start.values)
        self._truths = dict(start.truths)
        self.read = dict(start.read)
        self._start: Start | None = None
        self.early: set[str] = set()
        self.next: str | None = None
        self.outcome_id = INCOMPLETE
        self.gate: Gate | None = None
        self.residence: Place | None = None
        self.sector: Sector | None = None
        self.region: Region | None = None
        self.pathway: Pathway | None = None
        self.redirect: Redirect | None = None
        self.open: list[Gate | Redirect | Reservation | Criterion] = []
        self.criteria: list[tuple[Criterion, Truth]] = []
        if self._decide():
            self._read_on()

    @property
    def outcome(self) -> Outcome:
        """The outcome; ``incomplete`` while a question has to be asked."""
        return self.rules.content.outcomes[self.outcome_id]

    @property
    def next_question(self) -> Question | None:
        """The next question that can change the verdict; None once it is certain."""
        return self.rules.content.questions[self.next] if self.next else None

    def relevance(self, question_id: str) -> Truth:
        """Tell whether a question applies, by the answers that count."""
        condition = self.rules.content.questions[question_id].relevant
        if condition is None:
            return Truth.MET
        truth = self._relevance.get(question_id)
        if truth is None:  # the answers never change: worked out once
            truth = self._relevance[question_id] = evaluate(condition, self._seen)
        return truth

    def status(self, condition: Condition) -> Truth:
        """Tell how a condition stands by the answers that count, without reading more."""
        return evaluate(condition, self._weighed)

    def holds(self, condition: Condition) -> Truth:
        """Tell how a condition stands by the answers there are; PENDING while one can decide."""
        return evaluate(condition, self._seen)

    def _weighed(self, question_id: str) -> str | None:
        """Return an answer that counts, as the rules weigh it."""
        value = self.read.get(question_id)
        return value and self.rules.content.questions[question_id].weighed(value)

    @property
    def before_criteria(self) -> bool:
        """Whether something that goes before the criteria is open."""
        return any(isinstance(item, (Gate, Redirect)) for item in self.open)

    def answers_to(self, condition: Condition) -> Mapping[str, str]:
        """Return the answers that count of those that a condition tests."""
        ids = (leaf.answer for leaf in condition.leaves())
        return {id_: self.read[id_] for id_ in ids if id_ in self.read}

    def alternatives(self) -> tuple[Outcome, ...]:
        """Return the other outcomes that the sector's pathway knows, for an override."""
        pathway, content = self.pathway, self.rules.content
        if pathway is None:
            return ()
        ids = self.rules.outcomes[pathway.id]
        return tuple(content.outcomes[id_] for id_ in ids if id_ != self.outcome_id)

    def onward(self, values: Iterable[str] | None = None) -> Iterator[Walk]:
        """Walk on with each answer to the next question, or with these; none without one."""
        if self.next is None:
            return
        allowed = self.rules.content.questions[self.next].values() if values is None else values
        for value in allowed:
            yield Walk(self.rules, {**self.answers, self.next: value}, self._start or NOTHING)

    def beyond(self) -> Walk:
        """Walk on as if no gate for everyone had fired: where an own choice against it leads."""
        if self.gate not in self.rules.general:
            return self
        passed = {leaf.answer: NO for g in self.rules.general for leaf in g.when.leaves()}
        known = {id_: value for id_, value in passed.items() if id_}
        return Walk(self.rules, {**self.answers, **known})

    # -- reading answers ------------------------------------------------------------------

    def _read(self, question_id: str) -> str | None:
        """Look at the answer to a question; from here on it counts, if it applies.

        None if it has yet to be given. A question that does not apply reads as unknown, so
        that it can decide nothing; its answer does not count.
        """
        if question_id in self.answers and question_id not in self.read:
            relevance = self.relevance(question_id)
            if relevance is Truth.PENDING:
                self.early.add(question_id)
            elif relevance is Truth.MET:
                self._read_behind(question_id)
                self.read[question_id] = self.answers[question_id]
        return self._seen(question_id)

    def _read_behind(self, question_id: str) -> None:
        """Have what makes a question apply count with it, where nothing else has read it yet."""
        relevant = self.rules.content.questions[question_id].relevant
        if relevant is None:
            return
        for leaf in relevant.leaves():
            if leaf.answer and evaluate(relevant, self._weighed) is Truth.PENDING:
                self._read(leaf.answer)

    def _seen(self, question_id: str) -> str | None:
        """Look at an answer as the rules weigh it, without making it count."""
        if question_id not in self._values:  # the answers never change: worked out once
            value = self._value_of(question_id)
            if value is None and self._start is None:
                self._start = self._so_far()
            self._values[question_id] = value
        return self._values[question_id]

    def _so_far(self) -> Start:
        return Start(dict(self._relevance), dict(self._values), dict(self._truths), dict(self.read))

    def _value_of(self, question_id: str) -> str | None:
        relevance = self.relevance(question_id)
        if relevance is Truth.PENDING:
            return None
        if relevance is not Truth.MET:
            return UNKNOWN
        value = self.answers.get(question_id)
        return value and self.rules.content.questions[question_id].weighed(value)

    def _truth(self, condition: Condition) -> Truth:
        """Tell whether a condition holds, and let the answers that it tests count."""
        truth = self._truths.get(condition)
        if truth is None:  # the answers never change: worked out once
            truth = self._truths[condition] = evaluate(condition, self._read)
        return truth

    def _ask_for(self, condition: Condition) -> None:
        self._ask(first_pending(condition, self._seen))

    def _ask(self, question_id: str | None) -> None:
        """Ask a question; before it what tells whether it applies, or it would never count."""
        while question_id is not None:
            self.next = question_id
            relevant = self.rules.content.questions[question_id].relevant
            question_id = first_pending(relevant, self._seen) if relevant else None

    # -- the stages -----------------------------------------------------------------------

    def _decide(self) -> bool:
        """Settle the outcome or the next question; tell whether the sector was reached."""
        if self._stops_at((self.rules.first,)):
            return False
        if self._stops_at(self.rules.general) or not self._finds_pathway():
            return False
        if self._waits_for_redirect():
            return False
        if self.sector is None or self._stops_at(self.rules.own[self.sector]):
            return True
        if not self._waits_for_opening():
            self._weigh_criteria()
        return True

    def _stops_at(self, gates: Iterable[Gate]) -> bool:
        """Go through gates in order; tell whether one fires or needs an answer first."""
        for gate in gates:
            match self._truth(gate.when):
                case Truth.MET:
                    self.gate, self.outcome_id = gate, gate.outcome
                    return True
                case Truth.PENDING:
                    self._ask_for(gate.when)
                    return True
                case Truth.UNKNOWN:
                    self.open.append(gate)
        return False

    def _finds_pathway(self) -> bool:
        for question in (RESIDENCE, SECTOR):
            if self._read(question) is None:
                self.next = question
                return False
        place = place_by_id(self.rules.content.directory, self.read[RESIDENCE])
        if place is None:
            raise KeyError(self.read[RESIDENCE])
        self.residence = place
        self._enter(place, Sector(self.read[SECTOR]))
        return True

    def _enter(self, residence: Place, sector: Sector) -> None:
        self.sector = sector
        self.region = region_for(self.rules.content.directory, residence, sector)
        self.pathway = self.rules.pathway(sector, self.region)

    def _waits_for_redirect(self) -> bool:
        redirect = self.pathway.redirect if self.pathway else None
        if redirect is None or self.residence is None:
            return False
        match self._truth(redirect.when):
            case Truth.PENDING:
                self._ask_for(redirect.when)
                return True
            case Truth.UNKNOWN:
                self.open.append(redirect)
            case Truth.MET:
                self.redirect = redirect
                self._enter(self.residence, redirect.to)
        return False

    def _waits_for_opening(self) -> bool:
        """Ask first what chooses whom to call, whatever else is open."""
        opening = self.pathway.opening if self.pathway else ()
        self._ask(next((id_ for id_ in opening if self._read(id_) is None), None))
        return self.next is not None

    def _weigh_criteria(self) -> None:
        """Settle the outcome by the first line of the table of verdicts that holds."""
        pathway = self.pathway
        if pathway is None:
            return
        if self.open:  # an open gate: whatever the criteria say, the call must settle it
            self.outcome_id = pathway.consult
            return
        asked = pathway.in_order_of_asking()
        weighed = [(c, self._truth(c.met_when)) for c in asked]
        failed = (c for c, t in weighed if t is Truth.NOT_MET and c.weight is not Weight.OTHER)
        decisive = next(failed, None)
        if decisive is not None:
            if not self._waits_for_exit(decisive, weighed):
                self.outcome_id = self.rules.content.exits[decisive.exit].outcome
        elif not self._waits_for_reservation(pathway.reservation):
            self._weigh_the_rest(pathway, weighed)

    def _waits_for_exit(self, decisive: Criterion, weighed: list[tuple[Criterion, Truth]]) -> bool:
        """Without danger, or time to wait: ask what tells where to go instead."""
        if decisive.weight is Weight.DECIDES:
            return False
        for criterion, truth in weighed:
            if criterion.chooses_exit and truth is Truth.PENDING:
                self._ask_for(criterion.met_when)
                return True
        return False

    def _waits_for_reservation(self, reservation: Reservation | None) -> bool:
        if reservation is None or self._truth(reservation.met_when) is not Truth.PENDING:
            return False
        self._ask_for(reservation.met_when)
        return True

    def _weigh_the_rest(self, pathway: Pathway, weighed: list[tuple[Criterion, Truth]]) -> None:
        """Nothing says no: ask on while an answer can change the verdict."""
        held = pathway.reservation
        settled = {truth for _, truth in weighed} & {Truth.NOT_MET, Truth.UNKNOWN}
        consult = bool(settled) or (held and self._truth(held.met_when)) not in (None, Truth.MET)
        for criterion, truth in weighed:
            if truth is not Truth.PENDING:
                continue
            ends = criterion.weight is not Weight.OTHER
            if not consult or (ends and can_fail(criterion.met_when, self._seen)):
                self._ask_for(criterion.met_when)
                return
        self.outcome_id = pathway.consult if consult else pathway.all_met

    def _read_on(self) -> None:
        """Read the criteria and describing answers that go with the outcome."""
        pathway = self.pathway
        if pathway is None or not (self.next or self.outcome.prepare):
            return
        self.criteria = [(c, self._truth(c.met_when)) for c in pathway.criteria]
        for question in (*pathway.opening, *pathway.preparation):
            if question in self.answers:
                self._read(question)
        if self.outcome.verdict is Verdict.FORCED_CARE:
            return  # what the criteria leave open is for the second call
        held = pathway.reservation if self.outcome.verdict is Verdict.CONSULT else None
        if held and self._truth(held.met_when) in (Truth.NOT_MET, Truth.UNKNOWN):
            self.open.append(held)
        unknown = (c for c, truth in self.criteria if truth is Truth.UNKNOWN)
        self.open += [c for c in unknown if self._can_be_found_out(c)]

    def _can_be_found_out(self, criterion: Criterion) -> bool:
        """Tell whether a question of it applies: otherwise it is unknown, and no open point."""
        tested = (leaf.answer for leaf in criterion.met_when.leaves())
        return any(id_ and self.relevance(id_) is not Truth.NOT_MET for id_ in tested)
