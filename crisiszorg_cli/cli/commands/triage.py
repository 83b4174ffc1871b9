"""``crisis triage``: the interview, or its answers from options and files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.given_answers import (
    check_report,
    given_answers,
    life_danger_given,
    missing_error,
    parse_answers,
)
from crisiszorg_cli.cli.options import (
    AsJson,
    Crlf,
    DataFolder,
    Gemeente,
    Moment,
    Output,
    Overwrite,
    Postcode,
    Regio,
    SectorName,
    Why,
    check_query,
    parse_moment,
    parse_sector,
    warn_of_clock,
)
from crisiszorg_cli.cli.settings import usable_config
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.errors import CrisiszorgError, InputError
from crisiszorg_cli.model.content import QuestionKind, RegionOrigin, Verdict
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.walk import RESIDENCE

if TYPE_CHECKING:
    from crisiszorg_cli.directory.lookup import Query
    from crisiszorg_cli.model.assessment import Assessment, Override

# Much is imported by the functions below, so that the first question is on the screen sooner.

app = command_app()

Answers = Annotated[
    list[str] | None,
    typer.Option("--antwoord", metavar="VRAAG=WAARDE", help="Antwoord vooraf; herhaalbaar."),
]
AnswerFile = Annotated[
    Path | None,
    typer.Option("--antwoorden", metavar="BESTAND", help="Antwoorden in YAML of JSON; - is stdin."),
]
OwnChoice = Annotated[
    str | None,
    typer.Option("--afwijken", metavar="UITKOMST", help="Kies zelf een andere uitkomst."),
]
Reason = Annotated[
    str | None, typer.Option("--reden", metavar="TEKST", help="Waarom u afwijkt; verplicht.")
]
Report = Annotated[
    str | None, typer.Option("--rapport", metavar="VORM", help="sbar, soep of geen.")
]
Resume = Annotated[bool, typer.Option("--hervat", help="Ga verder met het concept.")]
NoDraft = Annotated[bool, typer.Option("--geen-concept", help="Bewaar onderweg niets.")]
Plain = Annotated[bool, typer.Option("--eenvoudig", help="Gewone regels, geen schermbesturing.")]
Wipe = Annotated[bool, typer.Option("--wis", help="Verwijder alle concepten.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Stel geen vragen; meld wat ontbreekt.")]


@app.command(cls=DutchCommand)
def triage(
    regio: Regio = None,
    gemeente: Gemeente = None,
    postcode: Postcode = None,
    sector: SectorName = None,
    antwoord: Answers = None,
    antwoorden: AnswerFile = None,
    afwijken: OwnChoice = None,
    reden: Reason = None,
    rapport: Report = None,
    waarom: Why = False,
    output: Output = None,
    overschrijf: Overwrite = False,
    crlf: Crlf = False,
    hervat: Resume = False,
    geen_concept: NoDraft = False,
    eenvoudig: Plain = False,
    wis: Wipe = False,
    no_input: NoInput = False,
    data: DataFolder = None,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Loop de kernvragen door; geeft het nummer en wat volgt."""
    if wis:
        _delete_drafts()
        return
    when = parse_moment(None)
    store = Store(data)
    engine = Triage(store.content())
    warn_of_clock(engine.content.directory)
    settings = usable_config()
    asks = streams.is_interactive() and not (no_input or as_json)
    typed: dict[str, str] = {}
    report, out = settings.report, None
    try:
        when = parse_moment(moment)
        typed = given_answers(antwoord or (), antwoorden, {"sector": sector})
        where = _place_named(regio, gemeente, postcode)
        answers = _read_answers(engine, typed, antwoord or (), where, asks=asks)
        report = check_report(rapport or report)
        out = _output(output, report, as_json=as_json)
    except InputError as error:
        answers = life_danger_given(engine, antwoord or (), typed)
        if not answers:
            raise
        streams.write_error(f"Let op: bel 112. De rest is niet gelezen. {error.message}\n")
    _point_out_identifiers(engine, answers, reden)
    if not asks:
        override = _override(engine, answers, afwijken, reden)
        assessment = engine.assess(answers, when, override)
        assessment = assessment.known_from(RegionOrigin.OPTION)
        _show_scripted(engine, assessment, report, why=waarom, as_json=as_json)
        if out is not None:
            _save_report(assessment, report, out, why=waarom, overwrite=overschrijf, crlf=crlf)
        return
    from crisiszorg_cli.interview.context import InterviewOptions
    from crisiszorg_cli.interview.launch import interview

    _point_out_keys(chooses=afwijken is not None or reden is not None, why=waarom)
    options = InterviewOptions(
        moment=when,
        clock=(lambda: parse_moment(None)) if moment is None else None,
        home=_home_region(engine, settings.region) if RESIDENCE not in answers else None,
        plain=eenvoudig or settings.plain or bool(os.environ.get("ACCESSIBLE")),
        keep_draft=settings.draft and not geen_concept,
        resume=hervat,
        report=report,
        output=out,
        overwrite=overschrijf,
        crlf=crlf,
    )
    raise typer.Exit(interview(engine, answers, options, store))


def _place_named(
    region: str | None, municipality: str | None, postcode: str | None
) -> Query | None:
    """Return the place in the options, if there is one. Raises InputError when there are more."""
    if not (region or municipality or postcode):
        return None
    from crisiszorg_cli.directory.lookup import Query

    return check_query(Query(region=region, municipality=municipality, postcode=postcode))


def _read_answers(
    engine: Triage,
    typed: dict[str, str],
    entries: Sequence[str],
    given: Query | None,
    *,
    asks: bool,
) -> dict[str, str]:
    """Return the answers that were given, with the place; a misspelt one is asked for."""
    names_place = given is not None or RESIDENCE in typed
    if names_place and asks and not life_danger_given(engine, entries, typed):
        given = _place_meant(engine, given, typed)
    return parse_answers(engine.content, typed, given)


def _point_out_keys(*, chooses: bool, why: bool) -> None:
    """Say which key does in an interview what an option does without one."""
    if chooses:
        streams.write_error("Let op: --afwijken en --reden gelden met --no-input; hier is het a.\n")
    if why:
        streams.write_error("Let op: --waarom geldt met --no-input; hier is het w na de uitslag.\n")


def _output(name: str | None, report: str, *, as_json: bool) -> str | None:
    """Return the file for the report. Raises InputError where there is no report to write."""
    if name is not None and (as_json or report == "geen"):
        raise InputError("Bij --output hoort een verslag.", "Geef --rapport soep of sbar.")
    return name


def _save_report(
    assessment: Assessment, report: str, name: str, *, why: bool, overwrite: bool, crlf: bool
) -> None:
    """Write the report, once all is on the screen. Raises InputError when that cannot be."""
    from crisiszorg_cli.record_out import save
    from crisiszorg_cli.render.handover import record_text

    text = record_text(assessment, report, why=why)
    where = save(name, text, overwrite=overwrite, crlf=crlf)
    streams.write_error(f"Bewaard: {where}\n")


def _place_meant(engine: Triage, given: Query | None, typed: dict[str, str]) -> Query | None:
    """Have a person choose where a name stands for no place, or for several.

    Where none is meant there is no place yet: the interview asks for it.
    """
    from crisiszorg_cli.cli.named_places import sure_name
    from crisiszorg_cli.directory.lookup import Query, places_of

    query = given or Query(region=typed[RESIDENCE])
    if not query.text:
        return given
    directory = engine.content.directory
    query = query._replace(sector=parse_sector(typed.get("sector")))
    if len(places_of(directory, query)) == 1:
        return given
    from crisiszorg_cli.cli.place_choice import choose_place

    place = choose_place(directory, query)
    typed.pop(RESIDENCE, None)
    return Query(region=sure_name(place)) if place else None


def _delete_drafts() -> None:
    """Remove all drafts that are not in use, and say so. Raises InputError."""
    from crisiszorg_cli.interview.old_drafts import delete_all

    done = delete_all()
    if done.failed:
        raise InputError(f"{_drafts(done.failed)} kan niet verwijderd worden.")
    busy = f" In gebruik, en niet verwijderd: {done.in_use}." if done.in_use else ""
    what = f"Verwijderd: {_drafts(done.gone)}." if done.gone else "Er waren geen concepten."
    streams.write(f"{'' if busy and not done.gone else what}{busy}".strip() + "\n")


def _drafts(count: int) -> str:
    return f"{count} {'concept' if count == 1 else 'concepten'}"


def _home_region(engine: Triage, name: str | None) -> str | None:
    if not name:
        return None
    from crisiszorg_cli.cli.named_places import one_place

    try:
        return one_place(engine.content.directory, name).id
    except CrisiszorgError as error:
        streams.write_error(f"Let op: regio uit de instellingen genegeerd. {error.message}\n")
        return None


def _point_out_identifiers(engine: Triage, answers: dict[str, str], reason: str | None) -> None:
    """Say what looks like an identifier. Nobody can be asked here, so that it stands."""
    texts = [
        (f"'{id_}'", value)
        for id_, value in answers.items()
        if engine.content.questions[id_].kind is QuestionKind.TEXT
    ]
    if reason:
        texts.append(("de reden", reason))
    if not texts:
        return
    from crisiszorg_cli.triage.privacy import looks_like

    for name, text in texts:
        what = looks_like(text)
        if what:
            message = f"{name} lijkt op {what}. Persoonsgegevens horen hier niet."
            streams.write_error(f"Let op: {message}\n")


def _override(
    engine: Triage, answers: dict[str, str], outcome: str | None, reason: str | None
) -> Override | None:
    """Read ``--afwijken`` with ``--reden``; one without the other is a mistake."""
    if outcome is None and reason is None:
        return None
    if engine.walk(answers).outcome.verdict is Verdict.EMERGENCY:
        streams.write_error("Bel 112. Van levensgevaar kunt u niet afwijken.\n")
        return None
    from crisiszorg_cli.model.assessment import Override
    from crisiszorg_cli.triage.answers import parse_text

    if outcome is None or not (reason or "").strip():
        raise InputError("Bij afwijken horen een uitkomst en een reden.", "--afwijken … --reden …")
    possible = {other.id: other for other in engine.own_choices(answers)}
    if outcome not in possible:
        early = "Geef eerst de antwoorden waarop een uitkomst volgt."
        tip = f"Kies uit: {', '.join(possible)}." if possible else early
        raise InputError(f"'{outcome}' is hier geen andere uitkomst.", tip)
    return Override(possible[outcome], parse_text(reason or ""))


def _show_scripted(
    engine: Triage, assessment: Assessment, report: str, *, why: bool, as_json: bool
) -> None:
    from crisiszorg_cli.render.show import show, show_json
    from crisiszorg_cli.triage.counterfactual import would_change

    content = engine.content
    changes = would_change(engine, assessment.answers)
    missing = missing_error(content, assessment, no_terminal=not streams.is_interactive())
    if as_json:
        from crisiszorg_cli.render.as_json import triage_json

        show_json(triage_json(assessment, changes, parse_moment(None)))
    elif missing is None:
        from crisiszorg_cli.render.contacts import without_confidential
        from crisiszorg_cli.render.context import purpose_lines
        from crisiszorg_cli.render.details import detail_lines
        from crisiszorg_cli.render.handover import report_lines
        from crisiszorg_cli.render.layout import BLANK
        from crisiszorg_cli.render.result import closing_lines, verdict_lines

        show(verdict_lines(assessment))
        show(detail_lines(assessment, changes))
        if report != "geen":  # a report has the line with its purpose itself
            show(report_lines(assessment, report))
        if why:
            from crisiszorg_cli.render.because import because_lines

            show((BLANK, *because_lines(assessment)))
        if report == "geen":
            show((BLANK, *purpose_lines()))
        closing = closing_lines(assessment)
        under_report = without_confidential(content.directory, closing)
        show(closing if report == "geen" else under_report)
    if missing is not None:
        raise missing
