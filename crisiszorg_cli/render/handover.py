"""The reports: SBAR is what to say, SOEP what to paste into the patient record.

A record holds only what was answered and what became of the call, and leaves open what the
caller fills in. No diagnosis code and no urgency code is ever guessed, and nothing in it is
about this program but its last line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from crisiszorg_cli.model.assessment import Assessment, Call
from crisiszorg_cli.model.content import (
    Contact,
    Municipality,
    Part,
    QuestionKind,
    RegionKind,
    Sector,
    Service,
    Truth,
    Verdict,
)
from crisiszorg_cli.render.basis import basis, own_of
from crisiszorg_cli.render.because import because_lines
from crisiszorg_cli.render.context import purpose_lines
from crisiszorg_cli.render.layout import BLANK, Line, Role, plain, sentence
from crisiszorg_cli.render.pages import ALWAYS, Block, parted
from crisiszorg_cli.render.result import step_text
from crisiszorg_cli.render.script import capital, said_text, script_body
from crisiszorg_cli.triage.walk import SECTOR
from crisiszorg_cli.visible_text import marked
from crisiszorg_cli.wording import contacts as words, triage as triage_words

FORMS = ("sbar", "soep")
PREPARES = "bereidt voor, beslist niet"
WIDTH = 80
MOST_LINES = 40
"""How long a record is at most, but for the caller's own words, of which nothing is left out."""

_LAST = 2  # lines: when it was made, and a blank one above that
_BLANK = "........"
_NO_CALL = Call()
_HINT = re.compile(r" \(crisis [^()]*\)")
"""A command of the program, which says nothing in a patient record."""

_PLAIN = str.maketrans("‘’“”–×►✓", "''\"\"-x>+")
"""What not every patient record can keep, and what stands for it."""


def report_lines(
    assessment: Assessment, form: str, call: Call = _NO_CALL, made: Collection[str] = ()
) -> Iterator[Line]:
    """Show the report in the form asked for, ``sbar`` or ``soep``, and what it rests on.

    ``made`` names the services that were marked as called.
    """
    if form not in FORMS:
        return
    yield BLANK
    yield Line(Role.TITLE, form.upper())
    yield from _body(assessment, form, call, made)
    yield BLANK
    yield Line(Role.NOTE, f"{basis(assessment).text(dated=True)} · {PREPARES}")
    yield from purpose_lines()


def record_text(
    assessment: Assessment,
    form: str,
    call: Call = _NO_CALL,
    made: Collection[str] = (),
    *,
    why: bool = False,
) -> str:
    """Return the report alone, as text to paste or to keep: at most 80 columns wide.

    ``made`` as in ``report_lines``; ``why`` puts the proof of the verdict under it.
    """
    proof = (BLANK, *because_lines(assessment)) if why else ()
    body = _body(assessment, form, call, made)
    lines = [*body, *proof, BLANK, Line(Role.TEXT, _made(assessment))]
    return marked(plain(lines, WIDTH + 1).translate(_PLAIN))


def _body(assessment: Assessment, form: str, call: Call, made: Collection[str]) -> Iterable[Line]:
    if form == "sbar":
        return script_body(assessment)
    return parted(_soep(assessment, call, made), WIDTH, MOST_LINES - _LAST).shown


def _made(assessment: Assessment) -> str:
    """Say when this was made, for a text that stands on its own."""
    own = own_of(assessment) or assessment.directory.practice
    data = " Met eigen gegevens." if own else ""
    return f"Voorbereid {words.dated_moment(assessment.moment)}; wie gebeld is, beslist.{data}"


def _soep(assessment: Assessment, call: Call, made: Collection[str]) -> Iterator[Block]:
    lines = [Line(Role.HEADING, "S"), _subject(assessment)]
    lines += _answers(assessment, Part.SITUATION, Part.BACKGROUND)
    lines += [Line(Role.HEADING, "O"), *_answers(assessment, Part.ASSESSMENT)]
    lines += [Line(Role.HEADING, "E"), *_conclusion(assessment)]
    lines.append(Line(Role.HEADING, "P"))
    lines += _answers(assessment, Part.RECOMMENDATION)
    lines += _calls(assessment, call, made)
    yield Block(ALWAYS, tuple(lines))
    yield from _what_follows(assessment)


def _subject(assessment: Assessment) -> Line:
    """Say what it is about: the sector of the route, and the one named first if that differs."""
    sector, place, region = assessment.sector, assessment.residence, assessment.region
    if sector is None:
        return Line(Role.ITEM, "Crisis.")
    named = Sector(assessment.answers[SECTOR])
    parts = [f"Crisis {words.SECTOR[sector]}"]
    parts[0] += "" if named is sector else f" (eerst genoemd: {words.SECTOR[named]})"
    if isinstance(place, Municipality):
        parts.append(f"woonplaats {place.name}")
    elif place is not None:  # a youth case may be of a region that is none for youth
        region = place
    known = region.kind is not RegionKind.NATIONAL
    if known and not (isinstance(place, Municipality) and place.name == region.name):
        parts.append(f"regio {region.name}")
    return Line(Role.ITEM, f"{', '.join(parts)}.")


def _answers(assessment: Assessment, *parts: Part) -> Iterator[Line]:
    """Give each text a line of its own, and put the other answers together."""
    answers = [each for each in assessment.answered if each.question.part in parts]
    texts = [each for each in answers if each.question.kind is QuestionKind.TEXT]
    yield from (Line(Role.ITEM, said_text(each)) for each in texts)
    together = [said_text(each) for each in answers if each not in texts]
    if Part.RECOMMENDATION in parts:
        together.insert(0, f"Gevraagd: {sentence(assessment.followed.request)}")
    if together:
        yield Line(Role.ITEM, " ".join(together))


def _conclusion(assessment: Assessment) -> Iterator[Line]:
    """Return the verdict, how the criteria stand, and beside these the caller's own choice."""
    verdict = triage_words.verdict_text(assessment.verdict, assessment.sector)
    yield Line(Role.ITEM, f"Uitkomst: {verdict}.")
    for status in (Truth.NOT_MET, Truth.UNKNOWN, Truth.MET):
        labels = [c.criterion.label for c in assessment.criteria if c.status is status]
        if labels:
            text = f"{capital(triage_words.TRUTH[status])}: {'; '.join(labels)}."
            yield Line(Role.ITEM, text)
    override = assessment.override
    if override is not None:
        chosen = triage_words.verdict_text(override.outcome.verdict, assessment.sector)
        yield Line(Role.ITEM, f"Eigen keuze: {chosen}, {sentence(override.outcome.request)}")
        yield Line(Role.ITEM, f"Reden: {sentence(override.reason)}")


def _calls(assessment: Assessment, call: Call, made: Collection[str]) -> Iterator[Line]:
    """Name who is to be called and who was, when, with whom and what was agreed."""
    number = _digits(call.number)
    called = [c for c in assessment.contacts if number and number == _number_of(c)]
    for contact in assessment.contacts:
        done = contact in called or contact.service.id in made
        word, when = ("Gebeld", "") if done else ("Te bellen", _closed(contact))
        service = contact.service
        yield Line(Role.ITEM, f"{word}: {service.name}, {_shown(service)}{when}")
    if call.number is not None and not called:
        yield Line(Role.ITEM, f"Gebeld: {_not_confidential(assessment, call.number)}")
    if not assessment.contacts and call == _NO_CALL:
        yield Line(Role.ITEM, f"Gebeld: {_BLANK}")
    at = words.dated_moment(call.at) if call.at is not None else _BLANK
    yield Line(Role.ITEM, f"Tijd: {at} Gesproken met: {call.spoken_to or _BLANK}")
    yield Line(Role.ITEM, f"Afspraak: {call.agreed or _BLANK}")


def _closed(contact: Contact) -> str:
    """Say until when nobody answers there: whoever reads the record did not see the card."""
    if contact.open is not False or contact.changes_at is None:
        return ""
    return f" (gesloten tot {words.dated_moment(contact.changes_at)})"


def _shown(service: Service) -> str:
    """Return the number; a record goes to others, so that a confidential one stays open."""
    return (not service.confidential and service.number) or f"nummer: {_BLANK}"


def _not_confidential(assessment: Assessment, number: str) -> str:
    services = assessment.directory.services.values()
    kept = {s.phone.digits for s in services if s.confidential and s.phone}
    return f"nummer: {_BLANK}" if _digits(number) in kept else number


def _number_of(contact: Contact) -> str:
    return contact.service.phone.digits if contact.service.phone else ""


def _digits(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")


def _what_follows(assessment: Assessment) -> Iterator[Block]:
    """Return where else to go and what was told with a date, as far as there is room.

    The rest of the steps is advice, and no record.
    """
    waits = assessment.verdict is Verdict.CONSULT
    title = "Wat wel kan, als het geen crisisopname wordt:" if waits else "Wat wel kan:"
    yield from _listed(title, (advice.text for advice in assessment.exits))
    dated = (step_text(step) for step in assessment.steps if step.due is not None)
    yield from _listed("Wat volgt:", dated)


def _listed(title: str, texts: Iterable[str]) -> Iterator[Block]:
    for index, text in enumerate(texts):
        item = Line(Role.ITEM, _HINT.sub("", text))
        above = (Line(Role.TEXT, title),) if index == 0 else ()
        yield Block(ALWAYS + 1 + index, (*above, item))
