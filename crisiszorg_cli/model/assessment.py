"""What answers add up to, as frozen data; renderers choose the words.

Nothing here reads a file or a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from crisiszorg_cli.model.content import (
    Advice,
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
    Step,
    Truth,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer to it, in its canonical form."""

    question: Question
    value: str


def by_question(answered: tuple[Answered, ...]) -> dict[str, str]:
    """Return answers by the id of their question."""
    return {each.question.id: each.value for each in answered}


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How a criterion stands, and the answers it was read from."""

    criterion: Criterion
    status: Truth
    answered: tuple[Answered, ...]

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers by question id."""
        return by_question(self.answered)


@dataclass(frozen=True, slots=True)
class DatedStep:
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


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers add up to at one moment. Data only; renderers choose the words.

    ``directory`` is what it rests on. ``answered`` are the answers that count; ``waiting``
    are given as well and do not count yet, but may, depending on what is missing. ``known``
    tells whether a service of the region's own is known for a crisis, with a number or a page.
    ``possible`` are last known numbers, not confirmed and not closed: they stand apart.
    ``origin`` says where the residence came from.
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
    notices: tuple[Notice, ...] = ()
    override: Override | None = None
    possible: tuple[Contact, ...] = ()
    origin: RegionOrigin = RegionOrigin.ANSWER

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
    def followed(self) -> Outcome:
        """The outcome that numbers and steps belong to: the caller's choice goes before."""
        return self.override.outcome if self.override else self.outcome
