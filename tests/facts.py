"""What decides whom to call and when, in the data beside docs/deciding-facts.csv.

That file was written from the sources: the five documents, the pages with numbers, and the lists of
regions. It has a row for each number, opening hours, region served, zorgkantoor and duration. So
the data cannot differ from its sources without a row that says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import Content, Purpose, Service

FILE = Path(__file__).parents[1] / "docs" / "deciding-facts.csv"
GEMEENTEN = Path(__file__).parent / "data" / "gemeenten-2025.csv"

Facts = Mapping[tuple[str, str], frozenset[str]]
"""The values of a fact, by the item (``service:ciz``) and what is said of it (``number``)."""


class Fact(NamedTuple):
    """A row: the item it is about, what it says of that, and where that was read."""

    item: str
    what: str
    value: str
    source: str


def rows() -> tuple[Fact, ...]:
    """Read the file, and the list of gemeenten: which regions each lies in, by their codes."""
    with FILE.open(encoding="utf-8", newline="") as file:
        own = tuple(Fact(**row) for row in csv.DictReader(file))
    with GEMEENTEN.open(encoding="utf-8", newline="") as file:
        towns = list(csv.DictReader(file))
    codes = {fact.value: fact.item.partition(":")[2] for fact in own if fact.what == "code"}
    divisions = {
        "care_region": "zorgkantoorregio",
        "youth_region": "jeugdregio",
        "veilig_thuis_region": "veilig_thuis_regio",
    }
    return own + tuple(
        Fact(f"municipality:{town['code']}", key, codes[town[column]], "cbs-gebieden-2025")
        for town in towns
        for key, column in divisions.items()
    )


def facts() -> Facts:
    """Return what the file says."""
    return _grouped((row.item, row.what, row.value) for row in rows())


def in_data(content: Content) -> Facts:
    """Return what the data says of the same."""
    return _grouped(
        (f"{section.kind}:{id_}", *said)
        for section in (*sections.TRIAGE, *sections.DIRECTORY)
        for id_, item in _items(content, section.name).items()
        for said in said_of(section.kind, item)
    )


def _items(content: Content, name: str) -> Mapping[str, Any]:
    holder = content if hasattr(content, name) else content.directory
    found: Mapping[str, Any] = getattr(holder, name)
    return found


def differences(listed: Facts, content: Content) -> tuple[str, ...]:
    """Name what the file and the data do not both say."""
    found = in_data(content)
    return tuple(
        f"{item} {what}: {sorted(listed.get((item, what), ()))} in the facts,"
        f" {sorted(found.get((item, what), ()))} in the data"
        for item, what in sorted({*listed, *found})
        if listed.get((item, what)) != found.get((item, what))
    )


def _grouped(said: Iterable[tuple[str, str, str]]) -> Facts:
    found: dict[tuple[str, str], set[str]] = {}
    for item, what, value in said:
        found.setdefault((item, what), set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


def said_of(kind: str, item: Any) -> Iterator[tuple[str, str]]:
    """Return what an item of the data says that decides, as the file has it."""
    if kind == "service":
        yield from _of_service(item)
    if kind == "office":
        yield "page", item.crisis_page
    if kind == "region" and item.code:
        yield "code", item.code
    if kind == "region" and item.office:
        yield "office", item.office
    if kind == "municipality":
        yield from (
            (key, getattr(item, key))
            for key in ("care_region", "youth_region", "veilig_thuis_region")
        )
    if kind == "step" and item.due:
        yield "due", item.due.value
    if kind in _TEXTS:
        told = {plain(match) for text in texts(item) for match in MENTION.finditer(text)}
        yield from (("says", each) for each in sorted(told))


def _of_service(service: Service) -> Iterator[tuple[str, str]]:
    yield "number", service.phone.digits if service.phone else "none"
    yield "hours", service.hours or "none"
    yield "standing", service.standing.value
    purposes = {area.purpose for area in service.serves}
    if service.phone is None and service.page and purposes != {Purpose.NON_CRISIS}:
        yield "page", service.page
    for flag in ("adults_only", "psychiatry", "caution_decides"):
        if getattr(service, flag):
            yield "flag", flag
    for key in ("menu", "through"):
        if getattr(service, key):
            yield key, getattr(service, key)
    for area in service.serves:
        for sector in area.sectors:
            for region in area.regions:
                yield "serves", f"{area.purpose.value} {sector.value} {region}"


# -- durations, hours, ages and numbers in sentences --------------------------------------------

_WORDS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_NUMBER = rf"\d+|{'|'.join(_WORDS)}"
MENTION = re.compile(
    rf"\b(?P<number>{_NUMBER}) (?P<unit>uur|dagen|weken|jaar|werkdagen)\b"
    r"|\b(?P<week>week \d)"
    r"|\b(?P<age>(?:jonger dan|jonger is dan|onder de|tot) \d\d)\b(?![.:])"
    r"|\b(?P<time>\d\d?[.:]\d\d)\b"
    r"|\b(?P<phone>0\d[\d ]{5,11}\d|11[2-6])\b",
    re.IGNORECASE,
)
_SILENT = frozenset({"id", "page", "display", "hours", "phone", "address", "aliases", "sources"})
_TEXTS = ("question", "gate", "exit", "pathway", "outcome", "step", "rung", "service")


def texts(item: Any) -> Iterator[str]:
    """Return every sentence in an item, and in the parts of it."""
    if isinstance(item, str):
        yield item
    elif hasattr(item, "_fields"):
        for field in item._fields:
            if field not in _SILENT:
                yield from texts(getattr(item, field))
    elif isinstance(item, tuple):
        for part in item:
            yield from texts(part)


def plain(match: re.Match[str]) -> str:
    """Write a duration with a figure, a number without spaces, and a time with a colon."""
    if match["number"]:
        number = match["number"].lower()
        return f"{_WORDS.index(number) + 1 if number in _WORDS else number} {match['unit'].lower()}"
    if match["phone"]:
        return match["phone"].replace(" ", "")
    return (match["week"] or match["age"] or match["time"]).lower().replace(".", ":")
