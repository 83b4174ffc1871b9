"""The words of the domain as frozen data: regions, services, questions, criteria, outcomes.

The field names are the keys of the YAML files, so this module is also their schema
(``schema.py`` reads the type hints). Nothing here reads a file or a clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

Answers = Mapping[str, str]
"""Question id to value. Closed questions: yes, no or unknown; the rest: option id or text."""

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text field as the id of another item; the loader proves that it exists."""

    kind: str


SourceRef = Annotated[str, Ref("source")]
RegionRef = Annotated[str, Ref("region")]
OfficeRef = Annotated[str, Ref("office")]
ServiceRef = Annotated[str, Ref("service")]
QuestionRef = Annotated[str, Ref("question")]
OutcomeRef = Annotated[str, Ref("outcome")]
ExitRef = Annotated[str, Ref("exit")]
TermRef = Annotated[str, Ref("term")]


class Sector(StrEnum):
    """The four care sectors, by the codes that Dutch care itself uses."""

    VV = "vv"
    GZ = "gz"
    GGZ = "ggz"
    JEUGD = "jeugd"


class RegionKind(StrEnum):
    """Which division of the country a region belongs to; they do not coincide."""

    ZORGKANTOORREGIO = "zorgkantoorregio"
    JEUGDREGIO = "jeugdregio"
    NATIONAL = "national"


class Purpose(StrEnum):
    """What a service may be called for."""

    CRISIS = "crisis"
    FORCED_CARE = "forced_care"
    EMERGENCY = "emergency"
    NON_CRISIS = "non_crisis"


class Confidence(StrEnum):
    """How well a contact is supported by its sources."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single_source"
    UNCONFIRMED = "unconfirmed"


class Verdict(StrEnum):
    """What the answers add up to. It routes a call; it never decides."""

    EMERGENCY = "emergency"
    HOSPITAL = "hospital"
    FORCED_CARE = "forced_care"
    REGISTER = "register"
    CONSULT = "consult"
    NOT_CRISIS = "not_crisis"
    PLAN_LEADS = "plan_leads"
    GGZ_CRISIS = "ggz_crisis"
    YOUTH_CRISIS = "youth_crisis"


class Truth(StrEnum):
    """Kleene's three values, and PENDING for what has not been asked yet."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    PENDING = "pending"


class Part(StrEnum):
    """The part of a handover (SBAR) to which an answer belongs."""

    SITUATION = "situation"
    BACKGROUND = "background"
    ASSESSMENT = "assessment"
    RECOMMENDATION = "recommendation"


class QuestionKind(StrEnum):
    """How a question is answered."""

    CLOSED = "closed"
    CHOICE = "choice"
    TEXT = "text"
    PLACE = "place"
    SECTOR = "sector"


class Due(StrEnum):
    """Dates that a step can carry, counted from the moment of the call."""

    NEXT_WORKING_DAY = "next_working_day"
    DAYS_14 = "14_days"
    DAYS_28 = "28_days"
    DAYS_42 = "42_days"


_CITATION = re.compile(r"(?P<source>[a-z0-9-]+)(?::(?P<lines>[0-9]+(?:-[0-9]+)?))?")


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, and where in it: ``zz-brochure:462-468`` (lines of the archived text)."""

    source: SourceRef
    lines: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``id`` or ``id:lines``. Raises ValueError on anything else."""
        match = _CITATION.fullmatch(text)
        if match is None:
            raise ValueError("verwacht bron-id of bron-id:regels, zoals zz-brochure:462-468")
        return cls(match["source"], match["lines"])

    def __str__(self) -> str:
        """Give the form in which the data files write it."""
        return f"{self.source}:{self.lines}" if self.lines else self.source


_PHONE = re.compile(r"1\d\d|0800\d{4}|0800\d{7}|0900\d{4}|0900\d{7}|0[1-9]\d{8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Phone:
    """A Dutch phone number as digits; grouping is a matter of display only."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read bare digits: three (112), eight or eleven (0800/0900) or ten.

        Raises ValueError on spaces, signs or a length that no Dutch number has.
        """
        if _PHONE.fullmatch(text) is None:
            raise ValueError("geen bestaand Nederlands nummer; schrijf alleen de cijfers")
        return cls(text)

    def __str__(self) -> str:
        """Give the digits."""
        return self.digits


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on answers: exactly one of ``all``, ``any``, ``not`` or ``answer`` + ``values``.

    YAML writes the last as ``{answer: question-id, is: value}`` or ``is: [a, b]``. Anything
    that these four cannot say belongs in Python, not in a larger grammar.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: Condition | None = None
    answer: str | None = None
    values: tuple[str, ...] = ()

    def leaves(self) -> tuple[Condition, ...]:
        """Every ``answer is`` test inside, in the order written."""
        if self.answer is not None:
            return (self,)
        parts = (self.negated,) if self.negated is not None else self.all + self.any
        return tuple(leaf for part in parts for leaf in part.leaves())


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts come from. ``dated`` says how its date is known.

    ``checked`` is the day on which the data was last compared with the document (the
    numbers were not called); ``review_months`` says how long that may stand.
    """

    id: str
    title: str
    publisher: str
    published: str
    dated: str
    checked: date
    review_months: int
    url: str | None = None
    note: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A zorgkantoor and the page where it explains its crisis care."""

    id: str
    name: str
    crisis_page: str
    sources: tuple[Citation, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A region of one kind. ``office`` is the zorgkantoor that runs it, if known.

    ``office_caution`` says what is not confirmed about that.
    """

    id: str
    name: str
    kind: RegionKind
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()
    office: OfficeRef | None = None
    office_caution: str | None = None
    note: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Municipality:
    """A gemeente with its region in each division; one is never inferred from another."""

    id: str
    name: str
    care_region: RegionRef
    youth_region: RegionRef
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()


Place = Region | Municipality
"""What the region question accepts: where the client lives."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence with its sources, perhaps naming a service to turn to."""

    text: str
    sources: tuple[Citation, ...]
    when: Condition | None = None
    service: ServiceRef | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Serving:
    """For whom a service is: any of these sectors in any of these regions."""

    regions: tuple[RegionRef, ...]
    sectors: tuple[Sector, ...]
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody to call, or at least a page to open.

    ``hours`` is OSM opening_hours syntax; None means that no source gives them.
    ``decides`` says who there takes the decision.
    """

    id: str
    name: str
    serves: tuple[Serving, ...]
    confidence: Confidence
    sources: tuple[Citation, ...]
    phone: Phone | None = None
    display: str | None = None
    menu: str | None = None
    page: str | None = None
    email: str | None = None
    address: str | None = None
    hours: str | None = None
    hours_note: str | None = None
    who_may_call: str | None = None
    on_the_call: str | None = None
    decides: str | None = None
    scope: str | None = None
    caution: str | None = None
    when_closed: tuple[Advice, ...] = ()
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a choice question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the caller is asked. ``help`` says why it is asked.

    ``label`` is the short form for overviews and reports. ``relevant`` names the answers
    that make the question apply. ``fixed`` marks a fact that cannot change (age), so that
    it is never proposed as something to change. ``skippable`` allows an empty text. ``part`` is
    where in the handover the answer belongs.
    """

    id: str
    kind: QuestionKind
    label: str
    text: str
    help: str
    sources: tuple[Citation, ...]
    options: tuple[Option, ...] = ()
    relevant: Condition | None = None
    fixed: bool = False
    skippable: bool = False
    part: Part | None = None
    facts: tuple[str, ...] = ()

    def values(self) -> tuple[str, ...]:
        """Give the answers that are allowed, unknown last; empty for free text and places."""
        match self.kind:
            case QuestionKind.CLOSED:
                return (YES, NO, UNKNOWN)
            case QuestionKind.CHOICE:
                return (*(option.id for option in self.options), UNKNOWN)
            case QuestionKind.SECTOR:
                return tuple(Sector)
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Gate:
    """Something that goes before the criteria; the first gate that fires wins.

    A gate without sectors holds for everyone and is asked before the sector's own gates.
    """

    id: str
    when: Condition
    outcome: OutcomeRef
    open_point: str
    sources: tuple[Citation, ...]
    sectors: tuple[Sector, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redirect:
    """Sends a client to another sector's pathway, such as a minor with a VG-indicatie."""

    to: Sector
    when: Condition
    note: str
    open_point: str
    sources: tuple[Citation, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exit:
    """Where to go when a criterion is not met."""

    id: str
    outcome: OutcomeRef
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition for the sector's crisis care, in one pathway's words."""

    id: str
    label: str
    text: str
    met_when: Condition
    exit: ExitRef
    sources: tuple[Citation, ...]
    open_point: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pathway:
    """How one sector is triaged in some regions; no regions means all without their own."""

    id: str
    sector: Sector
    name: str
    regions: tuple[RegionRef, ...]
    criteria: tuple[Criterion, ...]
    all_met: OutcomeRef
    consult: OutcomeRef
    preparation: tuple[QuestionRef, ...]
    sources: tuple[Citation, ...]
    redirect: Redirect | None = None
    notice: str | None = None
    background: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result in one sentence, and for which purposes numbers are given, in call order.

    ``headline_not_met`` takes the place of ``headline`` when a criterion is not met all the
    same. ``request`` is what the caller asks for, in the words of the handover.
    """

    id: str
    verdict: Verdict
    headline: str
    request: str
    decided_by: str
    purposes: tuple[Purpose, ...]
    sources: tuple[Citation, ...]
    headline_not_met: str | None = None
    prepare: bool = False
    show_ladder: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next: who does it, and by when. No regions or sectors means all.

    ``unless_failed`` leaves the step out once a criterion is not met: no admission follows.
    """

    id: str
    outcomes: tuple[OutcomeRef, ...]
    text: str
    actor: str
    sources: tuple[Citation, ...]
    regions: tuple[RegionRef, ...] = ()
    except_regions: tuple[RegionRef, ...] = ()
    sectors: tuple[Sector, ...] = ()
    when: Condition | None = None
    due: Due | None = None
    unless_failed: bool = False
    warning: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One form of youth crisis help on the ladder, lightest first."""

    id: str
    code: str
    name: str
    text: str
    duration: str
    audience: str
    quality: str
    sources: tuple[Citation, ...]
    when: Condition | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    id: str
    name: str
    text: str
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()
    see_also: tuple[TermRef, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything ``lookup`` needs: who can be called, where, and on which authority."""

    version: str
    sources: Mapping[str, Source]
    offices: Mapping[str, Office]
    regions: Mapping[str, Region]
    municipalities: Mapping[str, Municipality]
    services: Mapping[str, Service]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the triage needs, on top of the directory."""

    directory: Directory
    questions: Mapping[str, Question]
    gates: Mapping[str, Gate]
    exits: Mapping[str, Exit]
    pathways: Mapping[str, Pathway]
    outcomes: Mapping[str, Outcome]
    steps: Mapping[str, Step]
    ladder: Mapping[str, Rung]
    terms: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Contact:
    """A service as it stands at one moment, for one region, sector and purpose.

    ``open`` is None where no source gives the hours; ``changes_at`` is the next change.
    """

    service: Service
    region: Region
    sector: Sector | None
    purpose: Purpose
    open: bool | None
    changes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that no source gives, and the page to open instead, if there is one."""

    region: Region
    sector: Sector
    purpose: Purpose
    page: str | None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How a criterion stands, and the answers it was read from."""

    criterion: Criterion
    status: Truth
    answers: Mapping[str, str]


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

    answers: Mapping[str, str]
    verdict: Verdict
    missing_answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """The caller's own choice of outcome, and why. It never hides the tool's verdict."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers add up to at one moment. Data only; renderers choose the words.

    ``answers`` are those that count. ``waiting`` are given as well and do not count yet, but
    may, depending on what is missing.
    """

    moment: datetime
    data_version: str
    region: Region
    place: Place | None
    sector: Sector | None
    pathway: Pathway | None
    answers: Mapping[str, str]
    certain: bool
    outcome: Outcome
    decided_by: str
    contacts: tuple[Contact, ...]
    missing: tuple[Missing, ...]
    criteria: tuple[CriterionResult, ...]
    open_points: tuple[str, ...]
    exits: tuple[Advice, ...]
    steps: tuple[DatedStep, ...]
    ladder: tuple[tuple[Rung, bool], ...]
    missing_answers: tuple[str, ...]
    waiting: Mapping[str, str]
    notices: tuple[str, ...] = ()
    override: Override | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict of the tool's own outcome."""
        return self.outcome.verdict

    @property
    def followed(self) -> Outcome:
        """The outcome that numbers and steps belong to: the caller's choice goes before."""
        return self.override.outcome if self.override else self.outcome
