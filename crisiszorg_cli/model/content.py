"""The words of the domain as frozen data: regions, services, questions, criteria, outcomes.

The field names are the keys of the YAML files, so this module is also their schema
(``content.schema`` reads the type hints). Nothing here reads a file or a clock. What a lookup
needs of it stands in ``model.contacts``; the rest of the program imports it all from here.
Named tuples for the reason that is given there.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, NamedTuple

from crisiszorg_cli.model.conditions import (
    NO as NO,
    UNKNOWN as UNKNOWN,
    YES as YES,
    Answers as Answers,
    Condition as Condition,
    Truth as Truth,
)
from crisiszorg_cli.model.contacts import (
    Citation as Citation,
    Confidence as Confidence,
    Contact as Contact,
    Directory as Directory,
    Fallback as Fallback,
    MissingNumber as MissingNumber,
    Municipality as Municipality,
    Office as Office,
    OfficeRef as OfficeRef,
    Phone as Phone,
    Place as Place,
    Postcodes as Postcodes,
    Purpose as Purpose,
    Ref as Ref,
    Region as Region,
    RegionKind as RegionKind,
    RegionRef as RegionRef,
    Sector as Sector,
    Service as Service,
    ServiceArea as ServiceArea,
    ServiceRef as ServiceRef,
    Source as Source,
    SourceRef as SourceRef,
    Standing as Standing,
    Timetable as Timetable,
    Verified as Verified,
)
from crisiszorg_cli.model.notices import (
    Notice as Notice,
    OtherDivision as OtherDivision,
    PerhapsAlso as PerhapsAlso,
    Remark as Remark,
    SharedPostcode as SharedPostcode,
    UnsurePostcode as UnsurePostcode,
)
from crisiszorg_cli.model.questions import (
    Backing as Backing,
    ChecklistItem as ChecklistItem,
    Option as Option,
    Part as Part,
    Question as Question,
    QuestionKind as QuestionKind,
)

QuestionRef = Annotated[str, Ref("question")]
OutcomeRef = Annotated[str, Ref("outcome")]
ExitRef = Annotated[str, Ref("exit")]
TermRef = Annotated[str, Ref("term")]


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


class Weight(StrEnum):
    """What it does to the verdict when a criterion is not met.

    Without DANGER, without need of a place within the WINDOW, or once something else solves it
    (DECIDES), its exit is where to go. OTHER never says no by itself: there may be danger all
    the same, so the call settles it.
    """

    DANGER = "danger"
    WINDOW = "window"
    DECIDES = "decides"
    OTHER = "other"


class RegionOrigin(StrEnum):
    """Where the region of a client came from: confirmed is that of the settings."""

    OPTION = "option"
    ANSWER = "answer"
    CONFIRMED = "confirmed"


class Due(StrEnum):
    """Dates that a step can carry, counted from the moment of the call."""

    NEXT_WORKING_DAY = "next_working_day"
    DAYS_14 = "14_days"
    DAYS_28 = "28_days"
    DAYS_42 = "42_days"


class Advice(NamedTuple):
    """A sentence with its sources, perhaps naming a service to turn to. No regions means all."""

    text: str
    sources: tuple[Citation, ...]
    when: Condition | None = None
    regions: tuple[RegionRef, ...] = ()
    service: ServiceRef | None = None
    facts: tuple[str, ...] = ()


class Gate(NamedTuple):
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

    def __hash__(self) -> int:
        """Go by the id: those that are equal have the same one, and it is much quicker."""
        return hash(self.id)


class Redirect(NamedTuple):
    """Sends a client to another sector's pathway, such as a minor with a VG-indicatie."""

    to: Sector
    when: Condition
    note: str
    open_point: str
    sources: tuple[Citation, ...]
    facts: tuple[str, ...] = ()


class Exit(NamedTuple):
    """Where to go when a criterion is not met."""

    id: str
    outcome: OutcomeRef
    advice: tuple[Advice, ...]


class Together(NamedTuple):
    """How the questions of one criterion stand on one screen, where all of them are asked.

    ``text`` takes the place of the first question; its own keys stay. One ``key`` more, with the
    words of the ``usual`` case, gives all ``answers``, each to one question, in their order.
    ``label`` is the short form of what is asked.
    """

    label: str
    text: str
    key: str
    usual: str
    answers: tuple[Condition, ...]
    sources: tuple[Citation, ...]

    def given(self) -> tuple[tuple[str, str], ...]:
        """Return each question with its answer in the usual case, in the order of asking."""
        return tuple((leaf.answer or "", "".join(leaf.values)) for leaf in self.answers)


class Criterion(NamedTuple):
    """One condition for the sector's crisis care, in one pathway's words.

    Danger is asked first, then the window, the rest as written. ``chooses_exit`` marks one that
    is asked even when danger or window is not met: it tells where to go instead. ``short`` is a
    word or two for where there is no room for the label. ``together`` puts its questions on one
    screen.
    """

    id: str
    label: str
    text: str
    met_when: Condition
    exit: ExitRef
    sources: tuple[Citation, ...]
    open_point: str
    weight: Weight = Weight.OTHER
    chooses_exit: bool = False
    short: str = ""
    together: Together | None = None
    facts: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Go by the id: those that are equal have the same one, and it is much quicker."""
        return hash(self.id)


class Reservation(NamedTuple):
    """What has to hold for more than a consult, and is asked before the criteria.

    While it does not, the number for forced care is shown as well: it may be resistance.
    """

    met_when: Condition
    open_point: str
    sources: tuple[Citation, ...]
    facts: tuple[str, ...] = ()


class Pathway(NamedTuple):
    """How one sector is triaged in some regions; no regions means all without their own.

    ``opening`` are the questions that come first because their answers choose whom to call.
    ``contradictions`` say which given answers do not go together, also those that do not
    count. With ``notice_unless_known`` the notice is left out of a result that names a service
    of the region's own.
    """

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
    opening: tuple[QuestionRef, ...] = ()
    reservation: Reservation | None = None
    contradictions: tuple[Advice, ...] = ()
    notice: str | None = None
    notice_unless_known: bool = False
    background: tuple[Advice, ...] = ()

    def __hash__(self) -> int:
        """Go by the id: those that are equal have the same one, and it is much quicker."""
        return hash(self.id)

    def questions(self) -> tuple[str, ...]:
        """Name the questions of its criteria, then those that only describe."""
        return _questions(self)

    def decisive(self) -> tuple[str, ...]:
        """Name the questions that are asked before a result, in the order of asking."""
        return _decisive(self)

    def in_order_of_asking(self) -> tuple[Criterion, ...]:
        """Return the criteria as they are asked: danger first, then the window."""
        return _in_order_of_asking(self)


# Worked out once for each of the few pathways: a walk asks for them at every answer.
_once = lru_cache(maxsize=64)


@_once
def _questions(pathway: Pathway) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*pathway.decisive(), *pathway.preparation)))


@_once
def _decisive(pathway: Pathway) -> tuple[str, ...]:
    conditions = [c.met_when for c in pathway.in_order_of_asking()]
    if pathway.reservation is not None:
        conditions.insert(0, pathway.reservation.met_when)
    leaves = (leaf.answer for each in conditions for leaf in each.leaves())
    return tuple(dict.fromkeys((*pathway.opening, *filter(None, leaves))))


@_once
def _in_order_of_asking(pathway: Pathway) -> tuple[Criterion, ...]:
    rank = {Weight.DANGER: 0, Weight.WINDOW: 1}
    return tuple(sorted(pathway.criteria, key=lambda c: rank.get(c.weight, 2)))


class Outcome(NamedTuple):
    """A result in one sentence, and for which purposes numbers are given, in call order.

    ``headline_not_met`` takes the place of ``headline`` when a criterion is not met and a
    question that goes before is open; ``headline_danger`` when one is not met while there is
    danger, ``headline_danger_unknown`` when that is not known: {criterion} is replaced by what
    is not met. ``headline_known`` is for where a service of the region's own is known;
    ``headline_safety`` for where the line for violence is called first because of that, and
    ``headline_psychiatric`` for where the GGZ-crisisdienst is, of which the number may be
    unknown (``headline_psychiatric_unknown``); ``decided_by_psychiatric`` then decides.
    ``request`` is what the caller asks for; ``said_opening`` and ``said_request`` are how the
    caller says so on the phone, those of a ``place`` in a second call, after forced care.
    """

    id: str
    verdict: Verdict
    headline: str
    request: str
    decided_by: str
    purposes: tuple[Purpose, ...]
    sources: tuple[Citation, ...]
    headline_not_met: str | None = None
    headline_danger: str | None = None
    headline_danger_unknown: str | None = None
    headline_known: str | None = None
    headline_safety: str | None = None
    headline_psychiatric: str | None = None
    headline_psychiatric_unknown: str | None = None
    decided_by_psychiatric: str | None = None
    said_opening: str | None = None
    said_request: str | None = None
    said_opening_place: str | None = None
    said_request_place: str | None = None
    prepare: bool = False
    show_ladder: bool = False
    facts: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Go by the id: those that are equal have the same one, and it is much quicker."""
        return hash(self.id)


class Step(NamedTuple):
    """What happens next: who does it, and by when. No regions or sectors means all.

    ``unless_failed`` leaves the step out once a criterion is not met: no admission follows;
    ``unless_known`` where a service of the region's own is known.
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
    unless_known: bool = False
    warning: bool = False
    facts: tuple[str, ...] = ()


class Rung(NamedTuple):
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


class Term(NamedTuple):
    """An entry of the glossary."""

    id: str
    name: str
    text: str
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()
    see_also: tuple[TermRef, ...] = ()
    facts: tuple[str, ...] = ()


class Content(NamedTuple):
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
    checklist: Mapping[str, ChecklistItem]
