"""Small faults in who can be called where and when, and in the durations that sentences name.

They are found by docs/deciding-facts.csv, and the regions of a gemeente by the list of the CBS in
tests/data/gemeenten-2025.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import (
    Content,
    Municipality,
    Phone,
    Purpose,
    RegionKind,
    Sector,
    Service,
    ServiceArea,
    Standing,
)
from tests.facts import MENTION
from tests.mutation.data_mutants import (
    Mutant,
    Part,
    fields,
    other_list,
    others,
    put,
    turned,
    within,
)


def numbers(content: Content) -> Iterator[Mutant]:
    """Return every fault in services, zorgkantoren and gemeenten, and in what sentences name."""
    book = content.directory
    for id_, service in book.services.items():
        for fault, other in _service(service, content):
            yield _mutant(content, "services", id_, fault, other)
        rest = {key: each for key, each in book.services.items() if key != id_}
        changed = content._replace(directory=book._replace(services=rest))
        yield Mutant("services", id_, "left out", changed)
    for id_, office in book.offices.items():
        yield _mutant(content, "offices", id_, "page", office._replace(crisis_page="https://a.nl"))
    for id_, region in book.regions.items():
        if region.office:
            for fault, other in fields(region, office=others(region.office, book.offices)):
                yield _mutant(content, "regions", id_, fault, other)
    for id_, town in book.municipalities.items():
        for fault, other in _municipality(town, content):
            yield _mutant(content, "municipalities", id_, fault, other)
    yield from _in_sentences(content)


def _mutant(content: Content, section: str, id_: str, fault: str, item: Any) -> Mutant:
    if section in {each.name for each in sections.TRIAGE}:
        items = {**getattr(content, section), id_: item}
        return Mutant(section, id_, fault, put(content, section, items))
    book = content.directory
    items = {**getattr(book, section), id_: item}
    changed = content._replace(directory=put(book, section, items))
    return Mutant(section, id_, fault, changed)


# -- services ----------------------------------------------------------------------------------


def _service(service: Service, content: Content) -> Iterator[Part]:
    yield from fields(
        service,
        phone=_phone(service.phone),
        hours=_hours(service.hours),
        standing=others(service.standing, Standing),
        adults_only=turned(service.adults_only),
        psychiatry=turned(service.psychiatry),
        serves=within(service.serves, lambda area: _area(area, content)),
    )
    for key in ("menu", "through"):
        if getattr(service, key):
            yield f"{key} left out", put(service, key, None)


def _phone(phone: Phone | None) -> Iterator[Part]:
    """Make each digit another one, and turn two that stand side by side round."""
    if phone is None:
        return
    yield "left out", None
    digits = phone.digits
    for at, digit in enumerate(digits):
        other = str((int(digit) + 1) % 10)
        yield f"digit {at + 1}", Phone(digits[:at] + other + digits[at + 1 :])
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            turned_round = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield f"digits {at + 1} and {at + 2}", Phone(turned_round)


def _hours(hours: str | None) -> Iterator[Part]:
    """Change each hour and each day; leave a rule out; and day and night for what is not."""
    if hours is None:
        yield "day and night", "24/7"
        return
    yield "left out", None
    for match in re.finditer(r"\d\d(?=:\d\d)", hours):
        hour = (int(match[0]) + 1) % 24
        yield f"at {match.start()}", f"{hours[: match.start()]}{hour:02}{hours[match.end() :]}"
    for match in re.finditer(r"\b(Mo|We|Th|Fr|Sa|Su)\b", hours):
        yield f"day at {match.start()}", f"{hours[: match.start()]}Tu{hours[match.end() :]}"
    rules = hours.split("; ")
    for at in range(len(rules)):
        if len(rules) > 1:
            yield f"rule {at + 1} left out", "; ".join(rules[:at] + rules[at + 1 :])


def _area(area: ServiceArea, content: Content) -> Iterator[Part]:
    kinds = {content.directory.regions[id_].kind for id_ in area.regions}
    alike = [r.id for r in content.directory.regions.values() if r.kind in kinds]
    return fields(
        area,
        regions=other_list(area.regions, alike[:3], least=1),
        sectors=other_list(area.sectors, Sector, least=1),
        purpose=others(area.purpose, Purpose),
    )


def _municipality(town: Municipality, content: Content) -> Iterator[Part]:
    """Put a gemeente in the region that follows its own in the list of that division."""
    book = content.directory
    divisions = {
        "care_region": RegionKind.ZORGKANTOORREGIO,
        "youth_region": RegionKind.JEUGDREGIO,
        "veilig_thuis_region": RegionKind.VEILIG_THUIS_REGIO,
    }
    for field, kind in divisions.items():
        ids = [region.id for region in book.regions.values() if region.kind is kind]
        after = ids[(ids.index(getattr(town, field)) + 1) % len(ids)]
        yield f"{field} is {after}", put(town, field, after)


# -- sentences ---------------------------------------------------------------------------------

_SILENT = ("id", "page", "display", "hours", "phone", "address", "aliases", "sources", "email")


def _in_sentences(content: Content) -> Iterator[Mutant]:
    """Change each duration, hour, age and number that stands in a sentence."""
    for section in (*sections.TRIAGE, *sections.DIRECTORY):
        if section.kind in {"term", "source", "region", "municipality", "office"}:
            continue
        holder: Any = content if section in sections.TRIAGE else content.directory
        items: Mapping[str, Any] = getattr(holder, section.name)
        for id_, item in items.items():
            for fault, other in _sentences(item):
                yield _mutant(content, section.name, id_, fault, other)


def _sentences(item: Any) -> Iterator[Part]:
    if isinstance(item, str):
        for match in MENTION.finditer(item):
            yield f"'{match[0]}'", f"{item[: match.start()]}{_more(match[0])}{item[match.end() :]}"
    elif hasattr(item, "_fields"):
        for field in item._fields:
            if field not in _SILENT:
                for fault, value in _sentences(getattr(item, field)):
                    yield f"{field} {fault}", item._replace(**{field: value})
    elif isinstance(item, tuple):
        for at, part in enumerate(item):
            for fault, value in _sentences(part):
                yield (
                    f"{getattr(part, 'id', at + 1)}: {fault}",
                    (*item[:at], value, *item[at + 1 :]),
                )


def _more(mention: str) -> str:
    """Write the same with another figure; a word for a number becomes one."""
    figures = re.search(r"\d(?=\D*$)", mention)
    if figures is None:
        return (
            re.sub(r"^\w+", "9", mention) if not mention.startswith("negen") else "8" + mention[5:]
        )
    at = figures.start()
    return f"{mention[:at]}{(int(mention[at]) + 1) % 10}{mention[at + 1 :]}"
