"""The commands. ``main`` is the only place where errors become words and exit codes.

Rich, questionary and the rules engine are imported inside the commands that need them, so
that a lookup in a pipe starts as fast as it can.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisiszorg_cli import __version__, output
from crisiszorg_cli.errors import (
    CrisiszorgError,
    ExitCode,
    InputError,
    NotFoundError,
    reason_of,
)
from crisiszorg_cli.hours import AMSTERDAM
from crisiszorg_cli.loader import check_folder, data_folder, load_content, load_directory
from crisiszorg_cli.lookup import Lookup, for_place, for_services
from crisiszorg_cli.model import Directory, Place, Sector
from crisiszorg_cli.render.lines import Line, plain
from crisiszorg_cli.search import (
    all_places,
    find,
    find_municipalities,
    find_places,
    find_regions,
    suggest,
)
from crisiszorg_cli.usage import DutchCommand, DutchGroup, usage_error

if TYPE_CHECKING:
    from crisiszorg_cli.config import Config
    from crisiszorg_cli.model import Assessment, Override
    from crisiszorg_cli.triage import Triage

app = typer.Typer(
    cls=DutchGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Triage en telefoonnummers voor Nederlandse crisiszorg. Bereidt een gesprek voor; "
    "wie u belt beslist.",
)

Regio = Annotated[
    str | None,
    typer.Option("--regio", metavar="NAAM", help="Regio of gemeente waar de cliënt woont."),
]
SectorName = Annotated[
    str | None, typer.Option("--sector", metavar="SECTOR", help="vv, gz, ggz of jeugd.")
]
Moment = Annotated[
    str | None,
    typer.Option("--moment", metavar="ISO", help="Reken met dit tijdstip, zoals 2026-11-22T21:30."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Uitvoer als JSON, voor programma's.")]


def main() -> None:
    """Run the command line and exit with its code."""
    output.prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; give its exit code. Never shows a traceback for a user's mistake."""
    try:
        code = app(arguments, prog_name="crisis", standalone_mode=False)
        return int(code or ExitCode.OK)
    except CrisiszorgError as error:
        output.report(error)
        return error.exit_code
    except OSError as error:
        output.report(CrisiszorgError(f"Kan de uitvoer niet schrijven ({reason_of(error)})."))
        return ExitCode.UNUSABLE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug too gets its exit code
        problem = usage_error(error)
        if problem is None:  # a bug: the traceback holds our own lines, never an answer
            output.write_error("".join(traceback.format_tb(error.__traceback__)))
            output.report(CrisiszorgError(f"Fout in het programma ({type(error).__name__})."))
            return ExitCode.UNUSABLE
        output.report(problem)
        return problem.exit_code


# -- shared by the commands -----------------------------------------------------------------


def show(lines: Iterable[Line]) -> None:
    """Print lines: styled on a terminal, plain anywhere else."""
    if not output.shows_on_terminal():
        output.write(plain(lines))
        return
    from crisiszorg_cli.render import terminal

    terminal.show(lines, terminal.console(sys.stdout))


def show_json(data: Mapping[str, object]) -> None:
    """Print one JSON document."""
    output.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # beyond these the holidays are not known


def parse_moment(text: str | None) -> datetime:
    """Read ``--moment``; without it, now. A time without zone is Dutch time."""
    if text is None:
        return datetime.now(AMSTERDAM).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        tip = "Schrijf het als 2026-11-22T21:30."
        raise InputError(f"'{text}' is geen tijdstip.", tip) from error
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InputError(f"'{text}' ligt te ver weg.", "Kies een jaar van 2000 tot en met 2100.")
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def parse_sector(text: str | None) -> Sector | None:
    """Read ``--sector`` in any case; V&V is vv."""
    if text is None:
        return None
    word = text.casefold().replace("&", "").replace("vvt", "vv")
    if word in tuple(Sector):
        return Sector(word)
    raise InputError(f"Onbekende sector '{text}'.", "Kies uit: vv, gz, ggz, jeugd.")


def one_place(book: Directory, word: str, *, region_first: bool = False) -> Place:
    """Find the one place of this name. Raises NotFoundError or InputError."""
    places = (find_regions(book, word) if region_first else ()) or find_places(book, word)
    if len(places) == 1:
        return places[0]
    if places:
        names = ", ".join(f"{place.name} ({place.id})" for place in places)
        raise NotFoundError(f"'{word}' kan meer dan één plaats zijn.", f"Kies uit: {names}.")
    near = ", ".join(suggest(word, all_places(book)))
    tip = f"Bedoelde u: {near}?" if near else "Zie `crisis regions` voor wat bekend is."
    raise NotFoundError(f"Geen regio of gemeente '{word}' in de gegevens.", tip)


# -- lookup ---------------------------------------------------------------------------------


@app.command(cls=DutchCommand)
def lookup(
    word: Annotated[
        str | None,
        typer.Argument(metavar="[NAAM]", help="Regio, gemeente of dienst: ZHN, leiden, ciz."),
    ] = None,
    regio: Regio = None,
    gemeente: Annotated[
        str | None, typer.Option("--gemeente", metavar="NAAM", help="Gemeente van de cliënt.")
    ] = None,
    sector: SectorName = None,
    alles: Annotated[
        bool, typer.Option("--alles", help="Ook nummers die niet voor crisis zijn.")
    ] = False,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Geef meteen het nummer van een regio, gemeente of dienst."""
    given = [name for name in (word, regio, gemeente) if name]
    if len(given) != 1:
        raise InputError(
            "Noem één regio, gemeente of dienst." if not given else "Noem er maar één.",
            "Bijvoorbeeld: crisis lookup --regio ZHN",
        )
    when, wanted = parse_moment(moment), parse_sector(sector)
    query = {"word": word, "region": regio, "municipality": gemeente, "sector": wanted}
    book = load_directory()
    result, suggestions, ambiguous = _look_up(
        book, word, regio, gemeente, wanted, when, everything=alles
    )
    if as_json:
        from crisiszorg_cli.render.json_ import lookup_json

        show_json(lookup_json(book, result, query, suggestions, ambiguous))
    elif result.contacts or result.missing:
        from crisiszorg_cli.render.text import lookup_lines

        show(lookup_lines(book, result))
    if ambiguous:
        names = ", ".join(f"{place.name} ({place.id})" for place in ambiguous)
        raise NotFoundError(f"'{given[0]}' kan meer dan één plaats zijn.", f"Kies uit: {names}.")
    if not (result.contacts or result.missing):
        tip = f"Bedoelde u: {', '.join(suggestions)}?" if suggestions else ""
        raise NotFoundError(
            f"Niets gevonden voor '{given[0]}'.",
            tip or "Zie `crisis regions`, of `crisis lookup elders` voor de zorgkantoren.",
        )


def _look_up(
    book: Directory,
    word: str | None,
    regio: str | None,
    gemeente: str | None,
    sector: Sector | None,
    moment: datetime,
    *,
    everything: bool,
) -> tuple[Lookup, tuple[str, ...], tuple[Place, ...]]:
    """Find what is asked for; else what comes near it, or the places it might be."""
    nothing = Lookup(moment, (), (), ())
    if word is not None:
        found = find(book, word)
        if found.services and not found.places:
            return for_services(book, found.services, moment), (), ()
        places, suggestions = found.places, found.suggestions
    else:
        name = regio or gemeente or ""
        places = find_regions(book, name) if regio else find_municipalities(book, name)
        places = places or (find_places(book, name) if regio else ())
        suggestions = () if places else suggest(name, all_places(book))
    if len(places) == 1:
        return for_place(book, places[0], sector, moment, everything=everything), (), ()
    return nothing, suggestions, places


# -- triage ---------------------------------------------------------------------------------


@app.command(cls=DutchCommand)
def triage(
    regio: Regio = None,
    sector: SectorName = None,
    antwoord: Annotated[
        list[str] | None,
        typer.Option("--antwoord", metavar="VRAAG=WAARDE", help="Antwoord vooraf; herhaalbaar."),
    ] = None,
    antwoorden: Annotated[
        Path | None,
        typer.Option(
            "--antwoorden", metavar="BESTAND", help="Antwoorden in YAML of JSON; - is stdin."
        ),
    ] = None,
    afwijken: Annotated[
        str | None,
        typer.Option("--afwijken", metavar="UITKOMST", help="Kies zelf een andere uitkomst."),
    ] = None,
    reden: Annotated[
        str | None, typer.Option("--reden", metavar="TEKST", help="Waarom u afwijkt; verplicht.")
    ] = None,
    rapport: Annotated[
        str | None, typer.Option("--rapport", metavar="VORM", help="sbar, soep of geen.")
    ] = None,
    hervat: Annotated[bool, typer.Option("--hervat", help="Ga verder met het concept.")] = False,
    geen_concept: Annotated[
        bool, typer.Option("--geen-concept", help="Bewaar onderweg niets.")
    ] = False,
    eenvoudig: Annotated[
        bool, typer.Option("--eenvoudig", help="Gewone regels, geen schermbesturing.")
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Stel geen vragen; meld wat ontbreekt.")
    ] = False,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Loop de kernvragen door; geeft het nummer en wat volgt."""
    from crisiszorg_cli.answers import parse_answers
    from crisiszorg_cli.scripted import check_report, given_answers
    from crisiszorg_cli.triage import Triage

    when = parse_moment(moment)
    engine = Triage(load_content())
    typed = given_answers(antwoord or (), antwoorden, {"region": regio, "sector": sector})
    answers = parse_answers(engine.content, typed)
    settings = _settings()
    why_region = ", uit de opties" if "region" in answers else ""
    if "region" not in answers and (home := _home_region(engine, settings.region)):
        answers["region"] = home
        why_region = ", uit uw instellingen (woont de cliënt elders: --regio)"
    report = check_report(rapport or settings.report)
    if no_input or as_json or not output.is_interactive():
        override = _override(engine, answers, afwijken, reden)
        assessment = engine.assess(answers, when, override)
        _show_scripted(engine, assessment, why_region, report, as_json=as_json)
        return
    from crisiszorg_cli import launch

    wishes = launch.Wishes(
        moment=when,
        why_region=why_region,
        plain=eenvoudig or settings.plain or bool(os.environ.get("ACCESSIBLE")),
        keep_draft=settings.draft and not geen_concept,
        resume=hervat,
        report=report,
        assumed=() if "region" in typed else ("region",),
    )
    raise typer.Exit(launch.interview(engine, answers, wishes))


def _settings() -> Config:
    """Read the settings. Broken settings never stop a triage."""
    from crisiszorg_cli.config import Config, load_config

    try:
        return load_config()
    except CrisiszorgError as error:
        output.write_error(f"Let op: instellingen genegeerd. {error.message} {error.tip}\n")
        return Config()


def _home_region(engine: Triage, name: str | None) -> str | None:
    try:
        return one_place(engine.content.directory, name).id if name else None
    except CrisiszorgError as error:
        output.write_error(f"Let op: regio uit de instellingen genegeerd. {error.message}\n")
        return None


def _override(
    engine: Triage, answers: dict[str, str], outcome: str | None, reason: str | None
) -> Override | None:
    """Read ``--afwijken`` with ``--reden``; one without the other is a mistake."""
    from crisiszorg_cli.answers import parse_text
    from crisiszorg_cli.model import Override

    if outcome is None and reason is None:
        return None
    if outcome is None or not (reason or "").strip():
        raise InputError("Bij afwijken horen een uitkomst en een reden.", "--afwijken … --reden …")
    possible = {other.id: other for other in engine.alternatives(answers)}
    if outcome not in possible:
        tip = f"Kies uit: {', '.join(possible)}." if possible else "Geef eerst regio en sector."
        raise InputError(f"'{outcome}' is hier geen andere uitkomst.", tip)
    return Override(possible[outcome], parse_text(reason or ""))


def _show_scripted(
    engine: Triage, assessment: Assessment, why_region: str, report: str, *, as_json: bool
) -> None:
    from crisiszorg_cli.counterfactual import would_change
    from crisiszorg_cli.render.json_ import triage_json
    from crisiszorg_cli.render.report import report_lines
    from crisiszorg_cli.render.result import closing_lines, detail_lines, verdict_lines
    from crisiszorg_cli.scripted import missing_error

    content = engine.content
    changes = would_change(engine, assessment.answers)
    missing = missing_error(content, assessment, no_terminal=not output.is_interactive())
    if as_json:
        show_json(triage_json(content.directory, assessment, changes))
    elif missing is None:
        show(verdict_lines(content, assessment, why_region))
        show(detail_lines(content, assessment, changes))
        show(report_lines(content, assessment, report))
        show(closing_lines(content, assessment))
    if missing is not None:
        raise missing


# -- content --------------------------------------------------------------------------------


@app.command(cls=DutchCommand)
def regions(sector: SectorName = None, as_json: AsJson = False) -> None:
    """Toon de regio's en wat per sector bekend is."""
    book = load_directory()
    wanted = parse_sector(sector)
    if as_json:
        from crisiszorg_cli.render.listing import regions_json

        show_json(regions_json(book, wanted))
        return
    from crisiszorg_cli.render.text import regions_lines

    show(regions_lines(book, wanted))


@app.command(cls=DutchCommand)
def criteria(
    sector: SectorName = None,
    regio: Annotated[
        list[str] | None,
        typer.Option("--regio", metavar="NAAM", help="Regio; herhaal om te vergelijken."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Toon de criteria van een sector, regio's naast elkaar."""
    from crisiszorg_cli.directory import region_for
    from crisiszorg_cli.render import listing
    from crisiszorg_cli.triage import Triage

    engine = Triage(load_content())
    book, wanted = engine.content.directory, parse_sector(sector) or Sector.VV
    places = [one_place(book, name, region_first=True) for name in regio or ()]
    chosen = [engine.pathway(wanted, region_for(book, place, wanted)) for place in places]
    pathways = chosen or [p for p in engine.content.pathways.values() if p.sector is wanted]
    pathways = list(dict.fromkeys(pathways))
    names = listing.column_names(engine.content, pathways, places)
    if as_json:
        show_json(listing.criteria_json(engine.content, pathways))
    elif output.shows_on_terminal() and len(pathways) > 1:
        from crisiszorg_cli.render import terminal

        screen = terminal.console(sys.stdout)
        if screen.width >= listing.MIN_TABLE_WIDTH:
            terminal.side_by_side(names, listing.criteria_rows(pathways), screen)
            show(listing.criteria_notes(engine.content, pathways))
            return
        show(listing.criteria_lines(engine.content, pathways, names))
    else:
        show(listing.criteria_lines(engine.content, pathways, names))


@app.command(cls=DutchCommand)
def explain(
    term: Annotated[
        list[str] | None, typer.Argument(metavar="[TERM]", help="Een begrip, zoals dossierhouder.")
    ] = None,
) -> None:
    """Leg een begrip uit, met bron. Zonder TERM: alle begrippen."""
    from crisiszorg_cli.render.text import term_lines, terms_lines
    from crisiszorg_cli.search import find_terms, suggest_terms

    content = load_content()
    if not term:
        show(terms_lines(content))
        return
    word = " ".join(term)
    found = find_terms(content, word)
    if not found:
        near = ", ".join(suggest_terms(content, word))
        tip = f"Bedoelde u: {near}?" if near else "Alle begrippen: crisis explain"
        raise NotFoundError(f"Geen begrip '{word}' in de gegevens.", tip)
    now = parse_moment(None)
    for item in found:
        show(term_lines(content, item, now))


@app.command(cls=DutchCommand)
def source(
    item: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Een bron, of een onderdeel van de inhoud.")
    ] = None,
) -> None:
    """Toon waar iets vandaan komt en hoe oud het is. Zonder ID: alle bronnen."""
    from crisiszorg_cli.nearest import did_you_mean
    from crisiszorg_cli.provenance import cited_items
    from crisiszorg_cli.render.text import item_lines, source_lines, sources_lines

    content, now = load_content(), parse_moment(None)
    sources = content.directory.sources
    if item is None:
        show(sources_lines(content, now))
    elif item in sources:
        show(source_lines(content, sources[item], now))
    elif lines := list(item_lines(content, item, now)):
        show(lines)
    else:
        known = [*sources, *(cited.id for cited in cited_items(content))]
        tip = did_you_mean(item, known) or "Alle bronnen: crisis source"
        raise NotFoundError(f"Geen bron of onderdeel '{item}'.", tip)


@app.command(cls=DutchCommand)
def check(
    map_: Annotated[
        Path | None,
        typer.Argument(metavar="[MAP]", help="Map met gegevensbestanden; anders de eigen."),
    ] = None,
) -> None:
    """Controleer de gegevensbestanden. Voor beheerders."""
    folder = map_ or data_folder()
    problems = check_folder(folder)
    for problem in problems:
        tip = f" {problem.tip}" if problem.tip else ""
        output.write(f"{problem}.{tip}\n")
    if problems:
        noun = "fout" if len(problems) == 1 else "fouten"
        raise NotFoundError(f"{len(problems)} {noun} gevonden in {folder}.")
    output.write(f"Geen fouten gevonden in {folder}.\n")


@app.command(cls=DutchCommand)
def config(
    key: Annotated[
        str | None, typer.Argument(metavar="[SLEUTEL]", help="region, plain, draft of report.")
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[WAARDE]", help="Leeg maakt de instelling ongedaan.")
    ] = None,
) -> None:
    """Toon of wijzig uw instellingen."""
    from crisiszorg_cli.config import config_path, load_config, parse_setting, save_setting
    from crisiszorg_cli.render.text import config_lines

    if key is not None and value is not None:
        if key == "region" and value:
            one_place(load_directory(), value)
        save_setting(key, parse_setting(key, value))
    elif key is not None:
        parse_setting(key, "")
    show(config_lines(asdict(load_config()), str(config_path()), key))


def _version(wanted: bool) -> None:  # noqa: FBT001 - the shape of a Typer callback
    if wanted:
        output.write(f"crisiszorg-cli {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    _version_wanted: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    """Triage en telefoonnummers voor Nederlandse crisiszorg."""
    if context.invoked_subcommand is None:
        output.write(context.get_help() + "\n")
