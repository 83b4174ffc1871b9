"""The rest of a result, behind what to know while dialling: steps, exits, criteria, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisiszorg_cli.model.assessment import Assessment, Change, DatedStep
from crisiszorg_cli.model.content import Advice, Citation, Truth, Verdict
from crisiszorg_cli.render.changes import change_lines
from crisiszorg_cli.render.contacts import sources_line, turn_to_lines
from crisiszorg_cli.render.layout import BLANK, Line, Role, sentence
from crisiszorg_cli.render.result import read_from, said_with_calls, step_text
from crisiszorg_cli.wording import triage as triage_words


def detail_lines(assessment: Assessment, changes: Iterable[Change] = ()) -> Iterator[Line]:
    """Show the rest: what next, exits, criteria, ladder, changes, sources."""
    yield from _steps_and_exits(assessment)
    yield from _criteria_and_background(assessment)
    yield from _ladder(assessment)
    yield from _changes_and_sources(assessment, changes)


def next_lines(assessment: Assessment) -> Iterator[Line]:
    """Show what is to be done: what next, exits, ladder."""
    yield from _steps_and_exits(assessment)
    yield from _ladder(assessment)


def reasons_lines(assessment: Assessment, changes: Iterable[Change] = ()) -> Iterator[Line]:
    """Show what it rests on: criteria, background, what would change it, sources."""
    yield from _criteria_and_background(assessment)
    yield from _changes_and_sources(assessment, changes)


def _steps_and_exits(assessment: Assessment) -> Iterator[Line]:
    said = said_with_calls(assessment)
    yield from _section("Wat nu", (_step_line(s) for s in assessment.steps if s not in said))
    yield from _section(_exits_title(assessment), _exit_lines(assessment))


def _criteria_and_background(assessment: Assessment) -> Iterator[Line]:
    yield from _section("Criteria", _criteria_lines(assessment))
    yield from _section("Achtergrond bij deze route", _background_lines(assessment))


def _ladder(assessment: Assessment) -> Iterator[Line]:
    yield from _section("Ladder crisishulp jeugd, lichtste eerst", _ladder_lines(assessment))


def _changes_and_sources(assessment: Assessment, changes: Iterable[Change]) -> Iterator[Line]:
    yield from _section("Wat de uitkomst verandert", change_lines(assessment, changes))
    yield BLANK
    cited = sources_line(assessment.directory, citations(assessment), assessment.moment)
    yield Line(Role.NOTE, f"Bronnen: {cited} Meer: crisis source ID")


def citations(assessment: Assessment) -> tuple[Citation, ...]:
    """Collect every citation behind what is shown."""
    shown = [
        *assessment.outcome.sources,
        *assessment.followed.sources,
        *(c for contact in assessment.contacts for c in contact.service.sources),
        *(c for result in assessment.criteria for c in result.criterion.sources),
        *(c for step in assessment.steps for c in step.step.sources),
        *(c for advice in assessment.exits for c in advice.sources),
        *(c for advice in background(assessment) for c in advice.sources),
    ]
    return tuple(dict.fromkeys(shown))


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    body = list(lines)
    if body:
        yield BLANK
        yield Line(Role.HEADING, title)
        yield from body


def _step_line(step: DatedStep) -> Line:
    return Line(Role.WARNING if step.step.warning else Role.ITEM, step_text(step))


def _exits_title(assessment: Assessment) -> str:
    waits = assessment.verdict is Verdict.CONSULT
    return "Wat wel kan, als het geen crisisopname wordt" if waits else "Wat wel kan"


def _exit_lines(assessment: Assessment) -> Iterator[Line]:
    directory = assessment.directory
    office = directory.offices.get(assessment.region.office or "")
    for advice in assessment.exits:
        yield Line(Role.ITEM, advice.text)
        if advice.service:
            yield from turn_to_lines(directory.services[advice.service], office)


def _criteria_lines(assessment: Assessment) -> Iterator[Line]:
    pathway = assessment.pathway
    if pathway is not None and f"pathway:{pathway.id}" in assessment.directory.own:
        yield Line(Role.TEXT, "Criteria met eigen gegevens.")
    for result in assessment.criteria:
        half = result.status is Truth.PENDING and result.answered
        status = "NOG OPEN" if half else triage_words.TRUTH[result.status].upper()
        yield Line(Role.ITEM, f"{status}: {read_from(assessment, result)}")


def _background_lines(assessment: Assessment) -> Iterator[Line]:
    for advice in background(assessment):
        yield Line(Role.ITEM, advice.text)


def background(assessment: Assessment) -> tuple[Advice, ...]:
    """Return what else there is to know about the route, where there is time to read it."""
    if assessment.pathway is None or not assessment.outcome.prepare:
        return ()
    return assessment.pathway.background


def _ladder_lines(assessment: Assessment) -> Iterator[Line]:
    for rung, points in assessment.ladder:
        mark = " <- hier wijzen de antwoorden op" if points else ""
        role = Role.STRONG if points else Role.TEXT
        yield Line(role, f"{rung.code} {rung.name}{mark}")
        yield Line(Role.ITEM, f"{rung.text} Duur: {sentence(rung.duration)}")
        yield Line(Role.NOTE, f"Voor: {rung.audience}. Eisen: {sentence(rung.quality)}")
