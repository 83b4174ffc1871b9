"""What is one key away from the card: what comes next, why, and the card once more at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from crisiszorg_cli.directory.services import cautions
from crisiszorg_cli.model.assessment import Assessment, Change
from crisiszorg_cli.render.because import because_lines
from crisiszorg_cli.render.card import card_lines
from crisiszorg_cli.render.contacts import number_lines, own_lines
from crisiszorg_cli.render.context import purpose_lines
from crisiszorg_cli.render.details import detail_lines, next_lines, reasons_lines
from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.result import (
    answers_lines,
    basis_lines,
    calls_lines,
    closed_lines,
    decided_line,
    headline,
    now_lines,
    override_lines,
)
from crisiszorg_cli.wording import contacts as words

_CARD_AT_THE_END = 10  # lines: the rest is for what comes next


def steps_lines(assessment: Assessment) -> Iterator[Line]:
    """Show all that is to be done: now, the calls in full, what comes next, what else can be."""
    yield Line(Role.HEADING, "Stappen")
    yield from closed_lines(assessment)
    yield from now_lines(assessment)
    yield from calls_lines(assessment)
    yield decided_line(assessment)
    yield from next_lines(assessment)


def why_lines(assessment: Assessment, changes: Iterable[Change]) -> Iterator[Line]:
    """Show what it rests on: the proof, answers, criteria, what is open or changes it, sources."""
    yield Line(Role.HEADING, "Waarom")
    yield Line(Role.STRONG, headline(assessment))
    yield from override_lines(assessment)
    yield from because_lines(assessment)
    yield from _caution_lines(assessment)
    yield BLANK
    yield Line(Role.HEADING, "Antwoorden")
    yield from answers_lines(assessment)
    yield from reasons_lines(assessment, changes)
    yield from basis_lines(assessment)
    yield from purpose_lines()


def _caution_lines(assessment: Assessment) -> Iterator[Line]:
    """Show what is open, what goes for the place, and what to mind of each service."""
    lines = [Line(Role.WARNING, point) for point in assessment.open_points]
    lines += [Line(Role.WARNING, words.notice_text(each)) for each in assessment.notices]
    for contact in (*assessment.contacts, *assessment.possible):
        said = " ".join(cautions(contact.service, contact.sector))
        if said:
            lines.append(Line(Role.ITEM, f"{contact.service.name}: {said}"))
    if lines:
        yield BLANK
        yield from lines


def end_lines(assessment: Assessment, room: Room, made: Collection[str]) -> Iterator[Line]:
    """Show the card and after it what comes next."""
    calls = assessment.contacts
    # Of two calls one that has only a page weighs less than a number, but has its place in a row.
    with_a_page = len(calls) > 1 and any(call.service.phone is None for call in calls)
    card = card_lines(assessment, room, made, _CARD_AT_THE_END + with_a_page)
    yield from (line for line in card if line != BLANK)  # the room is for what comes next
    yield from next_lines(assessment)
    yield BLANK
    yield from purpose_lines()


def numbers_lines(assessment: Assessment) -> Iterator[Line]:
    """Name the numbers once more: the last that is left on a small screen."""
    for contact in assessment.contacts:
        yield Line(Role.TEXT, contact.service.name)
        yield from own_lines(assessment.directory, contact.service)
        yield from number_lines(contact)


def full_lines(
    assessment: Assessment, changes: Iterable[Change], report: Iterable[Line]
) -> Iterator[Line]:
    """Show all that was answered, what it rests on, and the report."""
    yield BLANK
    yield Line(Role.HEADING, "Antwoorden")
    yield from answers_lines(assessment)
    yield from detail_lines(assessment, changes)
    yield from report
