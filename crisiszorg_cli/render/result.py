"""The result of a triage as lines: the verdict first, the number again at the very end."""

from __future__ import annotations

from collections.abc import Iterator, Set as AbstractSet

from crisiszorg_cli.model.assessment import (
    Assessment,
    CriterionResult,
    DatedStep,
    First,
    NowKind,
)
from crisiszorg_cli.model.content import (
    Contact,
    Municipality,
    Purpose,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.render.basis import basis, own_text
from crisiszorg_cli.render.contacts import (
    caution_lines,
    instead_lines,
    labelled,
    missing_lines,
    number_lines,
    own_lines,
    possible_briefly,
    rung_lines,
    shows_page,
    status_line,
    turn_to_lines,
)
from crisiszorg_cli.render.context import context_line
from crisiszorg_cli.render.layout import BLANK, Line, Role, sentence
from crisiszorg_cli.render.possible import fails_lines
from crisiszorg_cli.wording import contacts as words, triage as triage_words
from crisiszorg_cli.wording.now import now_text

_INSTEAD = {
    NowKind.LIFE_DANGER,
    NowKind.YOUTH_SAFETY,
    NowKind.PSYCHIATRIC,
    NowKind.BRIDGE,
}
ABOVE_THE_CALL = {NowKind.LIFE_DANGER_OPEN, NowKind.HOSPITAL_OPEN}
NAMED = {NowKind.YOUTH_SAFETY, NowKind.PSYCHIATRIC}
MAX_NAMED = 2  # criteria in one sentence


def headline(assessment: Assessment) -> str:
    """Return the verdict in a sentence that is true of answers and place.

    A criterion can be not met while there is danger, or while what goes before is open.
    """
    outcome = assessment.outcome
    turned_to = {
        First.SAFETY: outcome.headline_safety,
        First.PSYCHIATRIC: outcome.headline_psychiatric,
        First.PSYCHIATRIC_UNKNOWN: outcome.headline_psychiatric_unknown,
    }
    first = assessment.first and turned_to[assessment.first]
    if first:
        return first
    can_be_called = any(contact.service.phone for contact in assessment.contacts[:1])
    if assessment.known and can_be_called and outcome.headline_known:
        return outcome.headline_known
    failed = failed_criteria(assessment)
    if not failed:
        return outcome.headline
    if assessment.gate_open:
        return outcome.headline_not_met or outcome.headline
    sentence_ = {
        Truth.MET: outcome.headline_danger,
        Truth.UNKNOWN: outcome.headline_danger_unknown,
    }.get(assessment.danger)
    return (sentence_ or outcome.headline).replace("{criterion}", _named(failed))


def _named(failed: list[CriterionResult]) -> str:
    """Name what is not met, so that it fits in a sentence."""
    labels = [f"‘{result.criterion.label}’" for result in failed]
    if len(labels) > MAX_NAMED:
        return f"{len(labels)} criteria"
    return " en ".join(labels)


def verdict_lines(assessment: Assessment) -> Iterator[Line]:
    """Show what to know while dialling: the verdict, the numbers in order, who decides."""
    yield Line(Role.TITLE, title(assessment))
    yield from closed_lines(assessment)
    after = "Daarna: " if closed_first(assessment) else ""
    yield Line(Role.STRONG, after + headline(assessment))
    for criterion in failed_criteria(assessment):
        yield Line(Role.TEXT, f"Niet voldaan: {read_from(assessment, criterion)}.")
    yield from override_lines(assessment)
    said = {now.open_point for now in assessment.now}
    points = (point for point in assessment.open_points if point not in said)
    yield from (Line(Role.WARNING, point) for point in points)
    yield from (Line(Role.WARNING, words.notice_text(each)) for each in assessment.notices)
    yield from now_lines(assessment)
    yield from calls_lines(assessment)
    yield BLANK
    yield decided_line(assessment)
    yield from basis_lines(assessment)


def basis_lines(assessment: Assessment) -> Iterator[Line]:
    """Say for what time and place this is, why that place, by which data, and what is own."""
    own = own_text(assessment)
    if own is not None:
        yield Line(Role.STRONG, own)
    if assessment.residence is not None and assessment.residence.name != assessment.region.name:
        yield Line(Role.NOTE, f"Regio: {_where(assessment)}.")
    yield context_line(basis(assessment))


def title(assessment: Assessment) -> str:
    """Return the verdict in capitals; with an own choice, both, in that order."""
    own = triage_words.verdict_text(assessment.verdict, assessment.sector).upper()
    override = assessment.override
    if override is None:
        return own
    chosen = triage_words.verdict_text(override.outcome.verdict, assessment.sector)
    return f"{own}; UW KEUZE: {chosen.upper()}"


def closed_lines(assessment: Assessment) -> Iterator[Line]:
    """Say first that nobody answers now, until when, and what to do instead."""
    contact = closed_first(assessment)
    if contact is None:
        return
    yield Line(Role.STRONG, f"{status_line(contact, assessment.moment).text} Wat u tot dan doet:")
    own = (advice for advice in contact.service.when_closed if not advice.general)
    yield from (Line(Role.ITEM, advice.text) for advice in own)
    yield from _now_items(assessment, _INSTEAD)


def now_lines(assessment: Assessment) -> Iterator[Line]:
    """Say what to do now, right above the first call: what was said first is not repeated."""
    kinds = set(NowKind) - (_INSTEAD if closed_first(assessment) else set())
    yield from _now_items(assessment, kinds - {*ABOVE_THE_CALL})
    yield from _now_items(assessment, ABOVE_THE_CALL)


def _now_items(assessment: Assessment, kinds: AbstractSet[NowKind]) -> Iterator[Line]:
    shown = [contact.service for contact in assessment.contacts]
    for now in assessment.now:
        if now.kind not in kinds:
            continue
        role = Role.WARNING if now.kind in ABOVE_THE_CALL else Role.ITEM
        yield Line(role, now_text(now, assessment.sector))
        if now.service is not None and now.service not in shown and now.kind in NAMED:
            yield from turn_to_lines(now.service)


def closed_first(assessment: Assessment) -> Contact | None:
    """Return whom to call first, if that is closed now and so is everybody else.

    Where another can be called, that is what to do: nothing has to be bridged.
    """
    first = next(iter(assessment.contacts), None)
    closed = first is not None and first.open is False
    return first if closed and _bridged(assessment) else None


def _bridged(assessment: Assessment) -> bool:
    """Tell whether it is said what to do while nobody answers."""
    return any(now.kind is NowKind.BRIDGE for now in assessment.now)


def override_lines(assessment: Assessment) -> Iterator[Line]:
    """Show the caller's own choice beside the tool's verdict, with the reason."""
    override = assessment.override
    if override is None:
        return
    verdict = triage_words.verdict_text(override.outcome.verdict, assessment.sector)
    request = sentence(override.outcome.request)
    yield Line(Role.WARNING, f"u wijkt af en kiest: {verdict}, {request}")
    yield Line(Role.TEXT, f"Reden: {sentence(override.reason)}")


def calls_lines(assessment: Assessment) -> Iterator[Line]:
    """Show the numbers in the order in which to call, each alone on its line."""
    closed = closed_first(assessment)
    named = [contact.service for contact in assessment.contacts]
    several = len(assessment.contacts) > 1
    # After forced care the place is called by somebody else, perhaps: who, is said there too.
    place = next((c for c in assessment.contacts if c.purpose is Purpose.CRISIS), None)
    for order, contact in enumerate(assessment.contacts, start=1):
        prefix = f"{order}. " if several else ""
        yield BLANK
        yield Line(Role.TEXT, f"{prefix}{contact_name(assessment, contact)}")
        yield from own_lines(assessment.directory, contact.service)
        yield from number_lines(contact)
        if contact.service.phone and contact is not closed:  # of that one it was said first
            yield status_line(contact, assessment.moment)
            yield from instead_lines(
                assessment.directory, contact, named, said=_bridged(assessment)
            )
        if contact.purpose is not Purpose.EMERGENCY:
            caller = contact.service.who_may_call if order == 1 or contact is place else None
            yield from labelled(("Waarvoor", contact.service.scope), ("Wie belt", caller))
        yield from caution_lines(contact)
        yield from rung_lines(contact.service)
    yield from unseen_lines(assessment)
    yield from _possible_lines(assessment)
    yield from (Line(Role.WARNING, step_text(step)) for step in said_with_calls(assessment))


def said_with_calls(assessment: Assessment) -> tuple[DatedStep, ...]:
    """Return the warnings about forced care that stand under the numbers, and not once more."""
    if assessment.followed.verdict is not Verdict.FORCED_CARE:
        return ()
    if any(contact.service.wzd_caution for contact in assessment.contacts):
        return ()  # it was said there
    return tuple(step for step in assessment.steps if step.step.warning)


def _possible_lines(assessment: Assessment, *, briefly: bool = False) -> Iterator[Line]:
    """Show the numbers that may be tried, each with what part of the region it is for."""
    for contact in assessment.possible:
        yield BLANK
        yield from possible_briefly(assessment.directory, contact, assessment.moment)
        yield from fails_lines(assessment.directory, contact, assessment.contacts)
        if not briefly:
            yield from labelled(("Waarvoor", contact.service.scope))


def contact_name(assessment: Assessment, contact: Contact) -> str:
    """Name whom to call, with the part that forced care has in it."""
    if contact.purpose is not Purpose.FORCED_CARE:
        return contact.service.name
    if assessment.followed.verdict is Verdict.FORCED_CARE:
        return f"{contact.service.name} (eerst, bij verzet)"
    if assessment.verdict is Verdict.FORCED_CARE:
        return f"{contact.service.name} (voor gedwongen zorg; daarvan wijkt u af)"
    return f"Blijkt het verzet: eerst {contact.service.name}"


def unseen_lines(assessment: Assessment) -> Iterator[Line]:
    """Say which numbers no source gives; a page that a contact shows is not repeated."""
    named = assessment.first or assessment.known or not assessment.outcome.headline_known
    apart = () if named else (Sector.JEUGD,)  # the headline says so
    missing = (m for m in assessment.missing if m.sector not in apart)
    unseen = [m for m in missing if not shows_page(assessment.contacts, m.page)]
    yield from missing_lines(assessment.directory, unseen, briefly=True)


def closing_lines(assessment: Assessment) -> Iterator[Line]:
    """Repeat verdict and numbers, so that they are what is left on a small screen."""
    yield BLANK
    yield Line(Role.TITLE, title(assessment))
    yield from closed_lines(assessment)
    closed = closed_first(assessment)
    named = [contact.service for contact in assessment.contacts]
    after = "Daarna: " if closed else ""
    yield Line(Role.STRONG, after + headline(assessment))
    if assessment.override:
        yield Line(Role.STRONG, f"Uw keuze: {sentence(assessment.followed.request)}")
    yield context_line(basis(assessment))
    yield from now_lines(assessment)
    for order, contact in enumerate(assessment.contacts, start=1):
        prefix = f"{order}. " if len(assessment.contacts) > 1 else ""
        yield BLANK
        yield Line(Role.TEXT, f"{prefix}{contact_name(assessment, contact)}")
        yield from own_lines(assessment.directory, contact.service)
        yield from number_lines(contact)
        if contact.open is False and contact is not closed:
            yield status_line(contact, assessment.moment)
            yield from instead_lines(
                assessment.directory, contact, named, said=_bridged(assessment)
            )
    yield from unseen_lines(assessment)
    if not any(contact.service.phone for contact in assessment.contacts):
        yield from _possible_lines(assessment, briefly=True)


def answers_lines(assessment: Assessment) -> Iterator[Line]:
    """Show the answers given, to read out during the call."""
    for answered in assessment.answered:
        yield Line(Role.ITEM, triage_words.answered_text(answered, assessment.directory))


def step_text(step: DatedStep) -> str:
    """Return the sentence of a step with its real date filled in."""
    if step.due is None:
        return step.step.text
    return step.step.text.replace("{due}", words.long_date(step.due))


def failed_criteria(assessment: Assessment) -> list[CriterionResult]:
    """Return the criteria that are not met."""
    return [c for c in assessment.criteria if c.status is Truth.NOT_MET]


def read_from(assessment: Assessment, result: CriterionResult) -> str:
    """Name a criterion and the answers it was read from."""
    if not result.answered:
        return result.criterion.label
    alone = len(result.criterion.met_when.leaves()) == 1
    say = triage_words.answer_only if alone else triage_words.answered_text
    read = (say(answered, assessment.directory) for answered in result.answered)
    return f"{result.criterion.label} ({'; '.join(read)})"


def _where(assessment: Assessment) -> str:
    place = assessment.residence
    if place is None or place.name == assessment.region.name:
        return assessment.region.name
    chosen = "woonplaats" if isinstance(place, Municipality) else "gekozen is"
    return f"{assessment.region.name}, {chosen} {place.name}"


def decided_line(assessment: Assessment) -> Line:
    """Say who decides, or which plan is followed."""
    outcome = assessment.followed
    plan = outcome.verdict is Verdict.PLAN_LEADS and assessment.decided_by == outcome.decided_by
    word = triage_words.LEADS if plan else triage_words.DECIDES
    return Line(Role.TEXT, f"{word}: {sentence(assessment.decided_by)}")
