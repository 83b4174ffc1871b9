"""What answers add up to, as frozen data; renderers choose the words.

Nothing here reads a file or a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from crisiszorg_cli.model.content import (
    Advice,
    Citation,
    Contact,
    Criterion,
    Directory,
    MissingNumber,
    Notice,
    Outcome,
    Pathway,
    Place,
    Question,
    Region,
    RegionOrigin,
    Rung,
    Sector,
    Service,
    Step,
    Truth,
    Verdict,
    Weight,
)

URGENT = (Weight.DANGER, Weight.WINDOW)
"""The criteria that tell whether there is danger within the window."""


class Answered(NamedTuple):
    """A question with the answer to it, in its canonical form."""

    question: Question
    value: str


def by_question(answered: tuple[Answered, ...]) -> dict[str, str]:
    """Return answers by the id of their question."""
    return {each.question.id: each.value for each in answered}


class CriterionResult(NamedTuple):
    """How a criterion stands, and the answers it was read from."""

    criterion: Criterion
    status: Truth
    answered: tuple[Answered, ...]

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers by question id."""
        return by_question(self.answered)


class Because(StrEnum):
    """What one step of the proof of a verdict says."""

    PASSED = "passed"
    OPEN = "open"
    FIRES = "fires"
    REDIRECTS = "redirects"
    CHOOSES = "chooses"
    HOLDS_BACK = "holds_back"
    SETTLES = "settles"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    MET = "met"


class Reason(NamedTuple):
    """One step of the proof: a gate, or a criterion by its label, with the answers it read."""

    because: Because
    label: str | None
    answered: tuple[Answered, ...]
    sources: tuple[Citation, ...]


class DatedStep(NamedTuple):
    """A step with its real date."""

    step: Step
    due: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A smallest set of other answers that gives another verdict.

    With ``missing_answers`` the verdict is open: these questions then have to be answered.
    """

    answered: tuple[Answered, ...]
    verdict: Verdict
    missing_answers: tuple[str, ...] = ()

    @property
    def answers(self) -> Mapping[str, str]:
        """The other answers by question id."""
        return by_question(self.answered)


@dataclass(frozen=True, slots=True)
class Override:
    """The caller's own choice of outcome, and why. It never hides the tool's verdict."""

    outcome: Outcome
    reason: str


class Call(NamedTuple):
    """What became of a call: the number, when, with whom, and what was agreed; None: not said."""

    number: str | None = None
    at: datetime | None = None
    spoken_to: str | None = None
    agreed: str | None = None


class NowKind(StrEnum):
    """What to do now, beside or instead of the numbers. The words are in ``wording``."""

    LIFE_DANGER_OPEN = "life_danger_open"
    HOSPITAL_OPEN = "hospital_open"
    HOSPITAL = "hospital"
    LIFE_DANGER = "life_danger"
    YOUTH_SAFETY = "youth_safety"
    PSYCHIATRIC = "psychiatric"
    BRIDGE = "bridge"
    CALL_AGAIN = "call_again"


class First(StrEnum):
    """Whom a youth case turns to first, by what it is about."""

    SAFETY = "safety"
    PSYCHIATRIC = "psychiatric"
    PSYCHIATRIC_UNKNOWN = "psychiatric_unknown"


class Now(NamedTuple):
    """One sentence of what to do now.

    ``service`` is who can be called for it. ``until`` is when the number that is closed, or the
    office behind a page, is of use; None if that is not known or is now. ``open_point`` is the
    open point that it takes the place of.
    """

    kind: NowKind
    sources: tuple[Citation, ...]
    service: Service | None = None
    until: datetime | None = None
    waits_for: Service | None = None
    open_point: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers add up to at one moment. Data only; renderers choose the words.

    ``directory`` is what it rests on. ``answered`` are the answers that count; ``waiting``
    are given as well and do not count yet, but may, depending on what is missing. ``known``
    tells whether a service of the region's own is known for a crisis, with a number or a page.
    ``possible`` are last known numbers, not confirmed and not closed: they stand apart.
    ``origin`` says where the residence came from. ``gate_open`` tells whether what goes
    before the criteria is open. ``now`` says what to do at once: where something that goes
    before is open, and where no number is open. ``first`` says whom a youth case turns to
    first, where that is not the crisis service of the region. ``reasons`` prove the verdict.
    ``gates`` are those that were passed, and the one that fired, by id.
    ``unasked`` are the questions that prepare the call and have no answer.
    """

    moment: datetime
    directory: Directory = field(repr=False)
    region: Region
    residence: Place | None
    sector: Sector | None
    pathway: Pathway | None
    answered: tuple[Answered, ...]
    certain: bool
    outcome: Outcome
    decided_by: str
    now: tuple[Now, ...]
    contacts: tuple[Contact, ...]
    missing: tuple[MissingNumber, ...]
    criteria: tuple[CriterionResult, ...]
    open_points: tuple[str, ...]
    exits: tuple[Advice, ...]
    steps: tuple[DatedStep, ...]
    ladder: tuple[tuple[Rung, bool], ...]
    missing_answers: tuple[str, ...]
    waiting: Mapping[str, str]
    known: bool
    gate_open: bool
    notices: tuple[Notice, ...] = ()
    override: Override | None = None
    possible: tuple[Contact, ...] = ()
    origin: RegionOrigin = RegionOrigin.ANSWER
    first: First | None = None
    reasons: tuple[Reason, ...] = ()
    gates: tuple[str, ...] = ()
    unasked: tuple[Question, ...] = ()

    def known_from(self, origin: RegionOrigin) -> Assessment:
        """Return the same about a region that came from there."""
        return replace(self, origin=origin)

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers that count, by question id."""
        return by_question(self.answered)

    @property
    def verdict(self) -> Verdict:
        """The verdict of the tool's own outcome."""
        return self.outcome.verdict

    @property
    def danger(self) -> Truth:
        """Whether there is danger within the window: not known while one of these is not."""
        found = {c.status for c in self.criteria if c.criterion.weight in URGENT}
        if Truth.NOT_MET in found:
            return Truth.NOT_MET
        return Truth.MET if found == {Truth.MET} else Truth.UNKNOWN

    @property
    def followed(self) -> Outcome:
        """The outcome that numbers and steps belong to: the caller's choice goes before."""
        return self.override.outcome if self.override else self.outcome
