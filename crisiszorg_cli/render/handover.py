"""The handover: SBAR to read aloud, SOEP to paste into the patient record.

Both hold only what was answered, and leave open what the caller fills in: names, times and
who answered. No diagnosis code and no urgency code is ever guessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Part, Sector, Truth
from crisiszorg_cli.render.basis import basis
from crisiszorg_cli.render.context import purpose_lines
from crisiszorg_cli.render.layout import BLANK, Line, Role, sentence
from crisiszorg_cli.render.result import override_lines, step_text
from crisiszorg_cli.triage.walk import SECTOR
from crisiszorg_cli.wording import contacts as words, triage as triage_words

_BLANK = "........"
PREPARES = "bereidt voor, beslist niet"


def report_lines(assessment: Assessment, form: str) -> Iterator[Line]:
    """Return the handover in the form asked for: ``sbar`` or ``soep``."""
    if form == "sbar":
        yield from sbar_lines(assessment)
    elif form == "soep":
        yield from soep_lines(assessment)


def sbar_lines(assessment: Assessment) -> Iterator[Line]:
    """Return the handover to read aloud: situation, background, assessment, recommendation."""
    yield BLANK
    yield Line(Role.TITLE, "SBAR")
    yield Line(Role.HEADING, "S  Situatie")
    yield from _subject(assessment)
    yield from _answers(assessment, Part.SITUATION)
    yield Line(Role.HEADING, "B  Achtergrond")
    yield from _answers(assessment, Part.BACKGROUND)
    yield Line(Role.HEADING, "A  Beoordeling")
    yield from _answers(assessment, Part.ASSESSMENT)
    yield from _conclusion(assessment)
    yield Line(Role.HEADING, "R  Vraag")
    yield Line(Role.ITEM, f"Verzoek: {sentence(assessment.followed.request)}")
    yield from _answers(assessment, Part.RECOMMENDATION)
    yield Line(Role.ITEM, f"Terugbellen op: {_BLANK} tot: {_BLANK}")
    yield Line(Role.ITEM, f"Laat nummer, naam en afspraak herhalen: {_BLANK}")
    yield from _last_lines(assessment)


def soep_lines(assessment: Assessment) -> Iterator[Line]:
    """Return the note for the record: subjective, objective, evaluation, plan."""
    yield BLANK
    yield Line(Role.TITLE, "SOEP")
    yield Line(Role.HEADING, "S")
    yield from _subject(assessment)
    yield from _answers(assessment, Part.SITUATION)
    yield from _answers(assessment, Part.BACKGROUND)
    yield Line(Role.HEADING, "O")
    yield from _answers(assessment, Part.ASSESSMENT)
    yield Line(Role.HEADING, "E")
    yield from _conclusion(assessment)
    yield Line(Role.HEADING, "P")
    yield from _answers(assessment, Part.RECOMMENDATION)
    for contact in assessment.contacts:
        service = contact.service  # a report goes to others: no confidential number in it
        number = (not service.confidential and service.number) or f"nummer: {_BLANK}"
        yield Line(Role.ITEM, f"Te bellen: {contact.service.name}, {number}")
        yield Line(Role.ITEM, f"Tijd: {_BLANK} Gesproken met: {_BLANK} Afspraak: {_BLANK}")
    yield from (Line(Role.ITEM, step_text(step)) for step in assessment.steps)
    yield from _last_lines(assessment)


def _last_lines(assessment: Assessment) -> Iterator[Line]:
    """Say for when and where this is, by which data, and what it is for: it does not decide."""
    yield BLANK
    yield Line(Role.NOTE, f"{basis(assessment).text(dated=True)} · {PREPARES}")
    yield from purpose_lines()


def _subject(assessment: Assessment) -> Iterator[Line]:
    """Say what it is about: the sector of the route, and the one named first if that differs."""
    sector, place, region = assessment.sector, assessment.residence, assessment.region.name
    if sector is None:
        yield Line(Role.ITEM, "Crisis.")
        return
    named = Sector(assessment.answers[SECTOR])
    first = "" if named is sector else f" (eerst genoemd: {words.SECTOR[named]})"
    home = "" if place is None or place.name == region else f", woonplaats {place.name}"
    yield Line(Role.ITEM, f"Crisis {words.SECTOR[sector]}{first}, regio {region}{home}.")


def _answers(assessment: Assessment, part: Part) -> Iterator[Line]:
    for answered in assessment.answered:
        if answered.question.part is part:
            yield Line(Role.ITEM, triage_words.answered_text(answered, assessment.directory))


def _conclusion(assessment: Assessment) -> Iterator[Line]:
    """Return the tool's verdict, beside it the caller's own choice, and the criteria."""
    outcome = triage_words.verdict_text(assessment.verdict, assessment.sector)
    yield Line(Role.ITEM, f"Uitkomst: {outcome}.")
    yield from override_lines(assessment)
    asked = (c for c in assessment.criteria if c.status is not Truth.PENDING)
    for result in asked:
        yield Line(
            Role.ITEM, f"criterium {result.criterion.label}: {triage_words.TRUTH[result.status]}"
        )
