"""``crisis check``: proves the data files, for maintainers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.named_places import one_place
from crisiszorg_cli.cli.options import AsJson, DataFolder, Moment, parse_moment
from crisiszorg_cli.cli.proving import Proved, prove_folder, prove_own, prove_place
from crisiszorg_cli.content.index import INDEX_FILE
from crisiszorg_cli.content.store import (
    Store,
    data_folder,
    fresh_index,
    is_overlay_folder,
    own_overlay,
)
from crisiszorg_cli.content.tips import with_tip
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.errors import ExitCode, InputError, NotFoundError, Problem, reason_of
from crisiszorg_cli.folders import OVERLAY_FILE
from crisiszorg_cli.guarded_file import is_there
from crisiszorg_cli.model.contacts import Directory
from crisiszorg_cli.render.show import show, show_json

app = command_app()


@app.command(cls=DutchCommand)
def check(
    map_: Annotated[
        Path | None,
        typer.Argument(
            metavar="[MAP]", readable=False, help="Map met gegevensbestanden; anders de eigen."
        ),
    ] = None,
    regio: Annotated[
        str | None,
        typer.Option("--regio", metavar="NAAM", help="Bewijs alleen voor deze regio of gemeente."),
    ] = None,
    index: Annotated[
        bool,
        typer.Option("--index", help="Maak de index, waarmee opzoeken snel is; bewijs niets."),
    ] = False,
    verouderd: Annotated[
        bool, typer.Option("--verouderd", help="Toon welke bronnen nagelezen moeten worden.")
    ] = False,
    belijst: Annotated[
        bool,
        typer.Option("--belijst", help="Toon wie daarvoor te bellen is, en controleer niets."),
    ] = False,
    data: DataFolder = None,
    moment: Moment = None,
    as_json: AsJson = False,
) -> None:
    """Controleer de gegevensbestanden, en bewijs wat de regels beloven. Voor beheerders."""
    when, now = parse_moment(moment), parse_moment(None)
    lists = {"--verouderd": verouderd, "--belijst": belijst}
    _refuse("--json", as_json, {**lists, "--index": index})
    _refuse("--index", index, {**lists, "--regio": bool(regio)})
    map_ = map_ and _folder_of(map_)
    if map_ and is_overlay_folder(map_):
        _check_overlay(map_, now, as_json=as_json, asked=any((regio, index, verouderd, belijst)))
        return
    folder, store = map_ or data_folder(), Store(data)
    if as_json:
        proved = _prove(folder, now, regio)
        own = () if map_ or regio else _own_as_json(store, data, now)
        raise typer.Exit(_as_json(proved._replace(problems=(*proved.problems, *own)), folder))
    if belijst:
        from crisiszorg_cli.cli.call_list import show_call_list

        own_too = () if map_ else store.overlays()
        show_call_list(_directory(map_, store), folder, own_too, day_of(when))
        return
    if index:
        _write_index(folder, day_of(now))
        return
    proved = _prove(folder, now, regio)
    _stop_on(proved.problems, folder)
    streams.write(f"Geen fouten gevonden in {folder}.\n{_summary(proved)}")
    if not regio:
        _say_if_not_used(folder, f"crisis check {map_} --index" if map_ else "crisis check --index")
    if verouderd:
        from crisiszorg_cli.render.provenance import review_lines

        show(review_lines(_directory(map_, store), day_of(when)))
    if not map_ and not regio:
        _check_own(store, data, now)


def _directory(named: Path | None, store: Store) -> Directory:
    """Return what is in the folder that was named, or else what is used."""
    if named is None:
        return store.directory()
    from crisiszorg_cli.content.loader import load_directory

    return load_directory(named, prove=False)


def _refuse(name: str, given: bool, others: Mapping[str, bool]) -> None:  # noqa: FBT001 - an option
    """Raise InputError where an option is given with one that it would leave undone."""
    other = next((other for other, too in others.items() if too), None)
    if given and other:
        raise InputError(f"{name} gaat niet samen met {other}.", "Voer ze apart uit.")


def _folder_of(path: Path) -> Path:
    """Return a folder, of an overlay the one it is in. Raises InputError where there is none."""
    if path.name == OVERLAY_FILE and path.is_file():
        return path.parent
    if not path.is_dir():
        raise InputError(
            f"'{path}' is geen map.", "Geef de map met gegevensbestanden, of die met een overlay."
        )
    return path


def _check_overlay(folder: Path, now: datetime, *, as_json: bool, asked: bool) -> None:
    """Check a folder with an overlay alone. Raises InputError if more was asked, NotFoundError."""
    if asked:
        raise InputError(
            "--regio, --index, --verouderd en --belijst zijn niet voor een overlay.",
            "Een overlay wordt bewezen waar hij iets verandert.",
        )
    own = Store(folder)
    if as_json:
        raise typer.Exit(_as_json(Proved(_own_as_json(own, folder, now)), folder))
    _check_own(own, folder, now)


def _prove(folder: Path, now: datetime, regio: str | None) -> Proved:
    """Read the files of a folder, and prove them if there is no fault in them.

    An index that fits them was made of files without one, and is read in no time.
    """
    index = fresh_index(folder) if regio else None
    if regio and index is not None:
        found = index.content(worked_out=False)
        # At once, what is asked for at every answer: of an index each item is made when wanted.
        content = found._replace(questions=dict(found.questions), outcomes=dict(found.outcomes))
        return prove_place(content, folder, now, one_place(content.directory, regio))
    from crisiszorg_cli.content.loader import read_folder

    checked = read_folder(folder, day_of(now))
    if checked.problems:
        return Proved(checked.problems)
    if regio:
        place = one_place(checked.content.directory, regio)
        return prove_place(checked.content, folder, now, place)
    return prove_folder(checked, folder, now)


def _say_if_not_used(folder: Path, remake: str) -> None:
    if is_there(folder / INDEX_FILE) and fresh_index(folder) is None:
        streams.write("De index hoort niet bij deze gegevens en wordt niet gebruikt.")
        streams.write(f" Maak hem opnieuw met `{remake}`.\n")


def _summary(proved: Proved) -> str:
    seconds = f"{proved.seconds:.1f}".replace(".", ",")
    noun = "plaats" if proved.places == 1 else "plaatsen"
    said = (
        f"Bewezen voor {_count(proved.situations)} situaties ({_count(proved.paths)} wegen) in"
        f" {proved.places} {noun}, op elk moment van twee jaar; het duurde {seconds} s.\n"
    )
    if not proved.scenarios:
        return said
    right = "scenario klopt" if proved.scenarios == 1 else "scenario's kloppen"
    return f"{said}{proved.scenarios} {right}.\n"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _as_json(proved: Proved, folder: Path) -> ExitCode:
    """Print what was found as one document; return the exit code."""
    found = [dict(with_tip(problem)._asdict()) for problem in proved.problems]
    counts = {key: value for key, value in proved._asdict().items() if key != "problems"}
    show_json({"schema": 1, "folder": str(folder), "findings": found, **counts})
    return ExitCode.NOT_FOUND if found else ExitCode.OK


def _stop_on(problems: tuple[Problem, ...], folder: Path) -> None:
    """Show each problem on a line of its own. Raises NotFoundError if there is any."""
    for problem in problems:
        _write(problem)
    if problems:
        noun = "fout" if len(problems) == 1 else "fouten"
        raise NotFoundError(f"{len(problems)} {noun} gevonden in {folder}.")


def _write(problem: Problem) -> None:
    tip = with_tip(problem).tip
    streams.write(f"{problem}.{f' {tip}' if tip else ''} [{problem.code}]\n")


def _check_own(store: Store, practice: Path | None, now: datetime) -> None:
    """Check what lies over the packaged data. Raises NotFoundError when that is not used."""
    faults = _faults_of_own(store, practice, now)
    for problem in faults:
        _write(problem)
    if store.warned:
        raise NotFoundError(
            "Niet alle eigen gegevens worden gebruikt.", "Verbeter wat hierboven staat."
        )
    if faults:
        raise NotFoundError(
            "Met uw eigen gegevens geldt niet meer wat de regels beloven.",
            "Verbeter wat hierboven staat.",
        )
    files = [file for file in store.overlays() if file.parent != practice]
    for file in (practice, *files) if practice else files:
        streams.write(f"Geen fouten gevonden in {file}.\n")
    from crisiszorg_cli.render.own_data import remark_lines

    directory = store.content().directory
    # Of data of a practice's own, what is not as in ours.
    names = None if directory.practice is None else frozenset(store.differences())
    remarks = tuple(remark_lines(directory, day_of(now), names))
    if remarks:
        show(remarks)


def _faults_of_own(store: Store, practice: Path | None, now: datetime) -> tuple[Problem, ...]:
    """Find for what own data is not used; or else what is not proved with it."""
    whole = store.content().directory.practice is not None
    store.warn_of_copies()
    if store.warned:
        return tuple(store.left_out)
    unproved = prove_own(store, now)
    if unproved or practice is None or not whole:
        return unproved
    from crisiszorg_cli.content.loader import read_folder

    return prove_folder(read_folder(practice), practice, now).problems


def _own_as_json(store: Store, practice: Path | None, now: datetime) -> tuple[Problem, ...]:
    """Find the same for a program, to which a warning on stderr is no finding."""
    faults = _faults_of_own(store, practice, now)
    if faults or not store.warned:
        return faults
    where = str(practice or own_overlay())
    return (Problem(where, 1, "not-used", "niet alle eigen gegevens worden gebruikt"),)


def _write_index(folder: Path, today: date) -> None:
    """Write the index beside the data, or none at all. Raises InputError, NotFoundError."""
    from crisiszorg_cli.content.loader import check_folder, make_index

    _stop_on(check_folder(folder, today), folder)
    content = make_index(folder, parse_moment(None))
    try:
        atomic_write(folder / INDEX_FILE, content, mode=0o644)
    except OSError as error:
        reason = reason_of(error)
        raise InputError(f"{folder}: kan de index niet schrijven ({reason}).") from error
    streams.write(f"Index geschreven: {folder / INDEX_FILE}\n")
