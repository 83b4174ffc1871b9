"""Turns the data files into the model, or says everything that is wrong with them.

A lookup needs only the directory (sources, regions and gemeenten), the triage all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from crisiszorg_cli.content import reading as reading_, schema
from crisiszorg_cli.content.checks_directory import (
    Finding,
    check_directory,
    check_emergency,
    existing_numbers,
    touches,
)
from crisiszorg_cli.content.index import HOURS_LIBRARY
from crisiszorg_cli.content.reading import Reading
from crisiszorg_cli.content.tree import Node, Table
from crisiszorg_cli.content.yaml_reader import MAX_BYTES, one_line, read_yaml
from crisiszorg_cli.directory.name_index import with_names
from crisiszorg_cli.directory.opening_hours import ALWAYS, is_certain, timetable
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.errors import DataError, Problem
from crisiszorg_cli.guarded_file import UnreadableError, read_guarded
from crisiszorg_cli.model import sections
from crisiszorg_cli.model.contacts import Directory, Purpose, Sector, Service, Standing
from crisiszorg_cli.model.sections import CONTENT_FILES, DIRECTORY_FILES, TRIAGE_FILES, Section

if TYPE_CHECKING:  # an overlay with numbers only needs nothing of the triage
    from crisiszorg_cli.model.content import Content

TIMETABLE_YEARS = 3

MAX_PROBLEMS = 200
"""How many are named; of more, only how many there are."""


def load_directory(folder: Path, *, prove: bool) -> Directory:
    """Read regions, gemeenten and services. Raises DataError with every problem found."""
    reading = Reading()
    directory = _directory(reading, _read(reading, folder, DIRECTORY_FILES))
    if prove:
        _add(reading, check_directory(directory, reading.partial))
    _stop_on_problems(reading)
    return directory


def make_index(folder: Path, moment: datetime) -> bytes:
    """Prove the data in a folder and make its index. Raises DataError.

    Its timetables cover the year of the moment and some after it.
    """
    content = load_content(folder, prove=True)
    return index_of(content, load_directory(folder, prove=False), folder, moment)


def index_of(content: Content, alone: Directory, folder: Path, moment: datetime) -> bytes:
    """Make the index of what was read from a folder, whole and the directory alone."""
    # Not for every reader of the data: importlib.metadata imports email, which imports socket.
    from importlib.metadata import version  # noqa: PLC0415

    from crisiszorg_cli.content.index_writer import build  # noqa: PLC0415 - for a build only

    files = {name: (folder / name).read_bytes() for name in CONTENT_FILES}
    start = datetime(moment.year, 1, 1, tzinfo=AMSTERDAM)
    end = start.replace(year=start.year + TIMETABLE_YEARS)
    services = content.directory.services.values()
    different = {s.hours for s in services if s.hours and s.hours != ALWAYS}
    times = {
        hours: timetable(hours, start, end) for hours in sorted(different) if is_certain(hours)
    }
    directory = content.directory._replace(timetables=times, numbers=existing_numbers())
    whole = content._replace(directory=directory)
    return build(whole, alone.version, files, version(HOURS_LIBRARY))


def load_content(folder: Path, *, prove: bool) -> Content:
    """Read everything. Raises DataError with every problem found.

    For the data that is shipped, the slow proofs of ``check_folder`` are left out: CI has
    run them. Another folder is proved first, because the engine relies on it.
    """
    reading = Reading()
    directory = _directory(reading, _read(reading, folder, DIRECTORY_FILES))
    content = _content(reading, directory, _read(reading, folder, TRIAGE_FILES, directory.version))
    if prove:
        _prove(reading, content)
    _stop_on_problems(reading)
    return content


def directory_over(directory: Directory, file: Path) -> tuple[Directory, tuple[Problem, ...]]:
    """Lay an overlay over a directory that was proved. Raises DataError with every problem.

    What it may not change is left out alone; it is returned beside the directory.
    """
    reading, digest = _read_over(_directory_items(directory), file, _fixed(directory))
    _stop_on_problems(reading)
    own = _directory(reading, f"{directory.version}+{digest}", directory)
    laid = _own_too(own, directory)
    _add(reading, check_directory(laid, reading.partial, under_proved=True))
    _stop_on_problems(reading)
    return laid, tuple(reading.refused)


def reaches_the_triage(file: Path) -> bool:
    """Tell whether an overlay holds more than the directory, so that both are read to prove it.

    An overlay is used whole or not at all: a fault in a criterion also costs its numbers,
    and a lookup should not give another number than the triage.
    """
    content = _bytes(Reading(), file)
    root = _overlay_tree(str(file), content)[0] if content is not None else None
    beyond = {section.name for section in sections.TRIAGE}
    return isinstance(root, Table) and not beyond.isdisjoint(root.items)


@lru_cache(maxsize=2)  # a lookup looks at each overlay twice
def _overlay_tree(file: str, content: bytes) -> tuple[Node | None, tuple[Problem, ...]]:
    root, problems = read_yaml(file, content)
    return root, tuple(problems)


def content_over(
    content: Content, file: Path, text: bytes | None = None
) -> tuple[Content, tuple[Problem, ...]]:
    """Lay an overlay over content that was proved, as ``directory_over``.

    With a text it is laid as if the file held that.
    """
    laid, reading = read_over(content, file, text)
    return laid, tuple(reading.refused)


def read_over(content: Content, file: Path, text: bytes | None = None) -> Checked:
    """Lay an overlay over content, as ``content_over``; keep where its items stand.

    Raises DataError with every problem.
    """
    directory = content.directory
    rest = _triage_items(content)
    fixed = _fixed(directory) | _fixed_in_triage(content)
    reading, digest = _read_over({**_directory_items(directory), **rest}, file, fixed, text)
    _stop_on_problems(reading)
    version = f"{directory.version}+{digest}"
    over = _own_too(_directory(reading, version, directory), directory)
    laid = _content(reading, over, version)
    _prove(reading, laid, under_proved=True)
    _stop_on_problems(reading)
    return Checked(laid, reading)


def _own_too(laid: Directory, under: Directory) -> Directory:
    """Keep the marks of what is the user's own under an overlay: a practice's data, say."""
    return laid._replace(own=laid.own | under.own, practice=under.practice)


def of_practice(content: Content, folder: Path) -> Content:
    """Mark everything as the own data of a practice: its files stand in place of ours."""
    items = {**_directory_items(content.directory), **_triage_items(content)}
    own = frozenset(f"{kind}:{id_}" for kind, part in items.items() for id_ in part)
    directory = content.directory._replace(own=own, practice=str(folder))
    return content._replace(directory=directory)


def directory_of_practice(directory: Directory, folder: Path) -> Directory:
    """Mark a directory as the own data of a practice, as ``of_practice``."""
    items = _directory_items(directory)
    own = frozenset(f"{kind}:{id_}" for kind, part in items.items() for id_ in part)
    return directory._replace(own=own, practice=str(folder))


def differences(own: Content, packaged: Content) -> tuple[str, ...]:
    """Return what differs from the data of the program, or is not in one, as ``kind:id``."""
    ours = {**_directory_items(packaged.directory), **_triage_items(packaged)}
    theirs = {**_directory_items(own.directory), **_triage_items(own)}
    return tuple(
        f"{kind}:{id_}"
        for kind, part in theirs.items()
        for id_ in dict.fromkeys((*part, *ours[kind]))
        if part.get(id_) != ours[kind].get(id_)
    )


def _fixed(directory: Directory) -> frozenset[tuple[str, str]]:
    """Return what no overlay may replace in the directory: the number for an emergency."""
    return frozenset(
        ("service", service.id)
        for service in directory.services.values()
        if any(serving.purpose is Purpose.EMERGENCY for serving in service.serves)
    )


def _fixed_in_triage(content: Content) -> frozenset[tuple[str, str]]:
    """Return what no overlay may replace in the triage: the first gate, and what it rests on."""
    first = next(iter(content.gates.values()))
    asked = (("question", leaf.answer or "") for leaf in first.when.leaves())
    return frozenset({("gate", first.id), ("outcome", first.outcome), *asked})


def _directory_items(directory: Directory) -> dict[str, Any]:
    return {section.kind: getattr(directory, section.name) for section in sections.DIRECTORY}


def _triage_items(content: Content) -> dict[str, Any]:
    return {section.kind: getattr(content, section.name) for section in sections.TRIAGE}


def _read_over(
    base: dict[str, Any],
    file: Path,
    fixed: frozenset[tuple[str, str]],
    text: bytes | None = None,
) -> tuple[Reading, str]:
    """Read an overlay. Faults in what lies under it cannot be: that was proved."""
    reading = reading_.reading_over(base, str(file), fixed)
    content = _bytes(reading, file) if text is None else text
    if content is None:
        return reading, ""
    root, problems = _overlay_tree(str(file), content)
    reading.problems += problems
    if root is not None:
        schema.read_overlay(reading, root)
        _refuse_emergencies(reading)
        reading_.leave_out_old(reading)
    reading_.check_references(reading)
    reading_.check_citations(reading)
    reading_.check_answers(reading)
    return reading, f"{crc32(content):08x}"


def _refuse_emergencies(reading: Reading) -> None:
    """Leave out a service of an overlay that gives another number for an emergency."""
    services = reading.items.get("service", {})
    for id_, service in list(services.items()):
        if f"service:{id_}" in reading.own and any(check_emergency(service)):
            reading.refuse(reading.mark_of("service", id_), "112 als nummer bij levensgevaar")
            reading_.take_back(reading, "service", id_)
        elif f"service:{id_}" in reading.own and _is_demoted(reading, service):
            key = "serves" if service.standing is Standing.KNOWN else "standing"
            what = f"voor wie dienst '{id_}' er is"
            reading.refuse(reading.mark_of("service", id_, key), what)
            reading_.take_back(reading, "service", id_)


def _is_demoted(reading: Reading, service: Service) -> bool:
    """Tell whether an overlay takes a known number from where it is shown."""
    under = reading.base["service"].get(service.id)
    known = Standing.KNOWN
    if under is None or under.standing is not known:
        return False
    return service.standing is not known or bool(_called_in(under) - _called_in(service))


def _called_in(service: Service) -> set[tuple[str, Sector, Purpose]]:
    """Return for whom it is called in a crisis: each region, sector and purpose."""
    urgent = (area for area in service.serves if area.purpose is not Purpose.NON_CRISIS)
    return {(r, s, area.purpose) for area in urgent for r in area.regions for s in area.sectors}


class Checked(NamedTuple):
    """Content as far as it could be read, and where all of it stands.

    Without problems it can be used, and what is found in it later can be ``located``.
    """

    content: Content
    reading: Reading

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in file order."""
        return _in_order(self.reading)

    def located(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Give findings their file and line, in file order."""
        found, read = Reading(), self.reading
        found.marks, found.keys, found.sections = read.marks, read.keys, read.sections
        _add(found, findings)
        return _in_order(found)


def check_folder(folder: Path, today: date | None = None) -> tuple[Problem, ...]:
    """Read everything and prove what can be proved; return all problems, in file order.

    Without a day of today, nothing is said of dates in the future.
    """
    return read_folder(folder, today).problems


def read_folder(folder: Path, today: date | None = None) -> Checked:
    """Read everything and prove what can be proved, as ``check_folder``; keep what was read."""
    reading = Reading()
    directory = _directory(reading, _read(reading, folder, DIRECTORY_FILES))
    content = _content(reading, directory, _read(reading, folder, TRIAGE_FILES, directory.version))
    _prove(reading, content, today)
    return Checked(content, reading)


def _prove(
    reading: Reading,
    content: Content,
    today: date | None = None,
    *,
    under_proved: bool = False,
) -> None:
    directory, partial = content.directory, reading.partial
    _add(reading, check_directory(directory, partial, today, under_proved=under_proved))
    # Of the directory the proofs of the triage see the regions, and nothing else.
    seen = ("region", *(section.kind for section in sections.TRIAGE))
    if not under_proved or touches(directory.own, *seen):
        # Slow to load, and most overlays have numbers only.
        from crisiszorg_cli.content.checks_triage import check_content  # noqa: PLC0415

        _add(reading, check_content(content, partial))


def _add(reading: Reading, findings: Iterable[Finding]) -> None:
    for finding in findings:
        mark = reading.mark_of(finding.kind, finding.id, finding.key)
        reading.complain(mark, finding.code, finding.message, finding.tip)


def _in_order(reading: Reading) -> tuple[Problem, ...]:
    lines = (problem._replace(message=one_line(problem.message)) for problem in reading.problems)
    ordered = sorted(set(lines))
    kept, more = ordered[:MAX_PROBLEMS], len(ordered) - MAX_PROBLEMS
    if more > 0:
        last = kept[-1]
        noun = "fout" if more == 1 else "fouten"
        kept.append(Problem(last.file, last.line, "too-many", f"en hierna nog {more} {noun}"))
    return tuple(kept)


def _stop_on_problems(reading: Reading) -> None:
    if reading.problems:
        raise DataError(_in_order(reading))


def _read(reading: Reading, folder: Path, names: Iterable[str], version: str = "") -> str:
    """Read files; return the version of the data: of what was read before, and of these."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and not for an overlay

    digest = hashlib.sha256(version.encode())
    for name in names:
        root = None
        content = _bytes(reading, folder / name)
        if content is not None:
            digest.update(content)
            root, problems = read_yaml(str(folder / name), content)
            reading.problems += problems
        if root is None:
            reading_.skip_file(reading, name)
        else:
            schema.read_file(reading, name, root)
    reading_.check_references(reading)
    reading_.check_citations(reading)
    reading_.check_answers(reading)
    return digest.hexdigest()[:12]


def _bytes(reading: Reading, path: Path) -> bytes | None:
    try:
        return read_guarded(path, MAX_BYTES)
    except UnreadableError as error:
        message = f"kan het bestand niet lezen ({error})"
        reading.problems.append(Problem(str(path), 1, "unreadable", message))
        return None


def _directory(reading: Reading, digest: str, under: Directory | None = None) -> Directory:
    items = _by_section(reading, sections.DIRECTORY)
    laid = Directory(digest, own=frozenset(reading.own), **items)
    if under is None:
        days = (source.checked for source in laid.sources.values())
        laid = laid._replace(checked=max(filter(None, days), default=None))
    else:
        known = ("checked", "timetables", "numbers")
        laid = laid._replace(**{name: getattr(under, name) for name in known})
    return with_names(laid, under)


def _content(reading: Reading, directory: Directory, version: str) -> Content:
    from crisiszorg_cli.model.content import Content  # noqa: PLC0415 - as above

    items = _by_section(reading, sections.TRIAGE)
    return Content(directory._replace(version=version), **items)


def _by_section(reading: Reading, wanted: Iterable[Section]) -> dict[str, Any]:
    return {section.name: reading.items.get(section.kind, {}) for section in wanted}
