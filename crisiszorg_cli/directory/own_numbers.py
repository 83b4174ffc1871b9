"""A number that somebody adds: what may be typed for each part of it, and what it takes. Pure.

Each ``read_`` function raises ValueError with one Dutch sentence that says what to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from crisiszorg_cli.directory.opening_hours import LONG_AGO
from crisiszorg_cli.directory.services import is_national, region_for, services_for
from crisiszorg_cli.directory.spoken_hours import spoken_hours
from crisiszorg_cli.model.contacts import (
    Directory,
    MissingNumber,
    Phone,
    Place,
    Purpose,
    Region,
    Sector,
    Service,
)
from crisiszorg_cli.visible_text import one_line

MAX_WORDS = 80
"""How many characters a name may have, and who told it: it stands on one line of a card."""


class OwnNumber(NamedTuple):
    """A number of the user's own, for one sector in one region.

    ``hours`` are OSM opening_hours, None where nobody said them; ``told_by`` and ``told_on``
    are its source. A ``confidential`` one stays out of what is meant for others.
    """

    phone: Phone
    display: str
    name: str
    region: Region
    sector: Sector
    purpose: Purpose
    hours: str | None
    told_by: str
    told_on: date
    confidential: bool


class Entered(NamedTuple):
    """The parts of a number as they were typed or chosen; None for what was not said yet."""

    phone: str | None = None
    name: str | None = None
    place: Place | None = None
    sector: Sector | None = None
    purpose: Purpose | None = None
    hours: str | None = None
    told_by: str | None = None
    told_on: str | None = None
    confidential: bool | None = None


def read_phone(directory: Directory, text: str) -> tuple[Phone, str]:
    """Read a Dutch number as anybody writes it; return its digits, and how it is shown."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException as error:
        raise ValueError("Typ een telefoonnummer, zoals 050 123 45 67.") from error
    if parsed.extension or not phonenumbers.is_valid_number_for_region(parsed, "NL"):
        raise ValueError("Dit is geen bestaand Nederlands nummer.")
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    try:
        phone = Phone.parse(re.sub(r"\D", "", national))
    except ValueError as error:
        raise ValueError("Dit is geen bestaand Nederlands nummer.") from error
    for service in directory.services.values():
        if service.phone == phone and all(s.purpose is Purpose.NON_CRISIS for s in service.serves):
            raise ValueError(f"Dit is het nummer van {service.name}, en niet voor crisis.")
    return phone, _display(text, phone, national)


def _display(typed: str, phone: Phone, national: str) -> str:
    """Show a number in the groups in which it was typed, or else in short ones."""
    as_typed = " ".join(typed.split())
    if " " in as_typed and as_typed.replace(" ", "") == phone.digits:
        return as_typed
    return " ".join(_in_pairs(group) for group in re.findall(r"\d+", national))


def _in_pairs(group: str) -> str:
    return " ".join(re.findall("..", group)) if len(group) in (4, 8) and group[0] != "0" else group


def read_words(text: str) -> str:
    """Read a name, or who told the number: a few words on one line."""
    words = one_line(text)
    if not words:
        raise ValueError("Typ een paar woorden.")
    if len(words) > MAX_WORDS:
        raise ValueError(f"Te lang: {len(words)} tekens, en er passen er {MAX_WORDS}.")
    return words


def read_day(text: str, today: date) -> date:
    """Read a day that is past, as ``27-11-2026``, ``27-11`` or ``2026-11-27``; else today."""
    said = text.strip().casefold()
    if said in ("", "vandaag"):
        return today
    try:
        day = date.fromisoformat(said) if re.match(r"\d{4}-", said) else _dutch_day(said, today)
    except ValueError as error:
        raise ValueError("Typ een dag, zoals 27-11-2026.") from error
    if day > today:
        raise ValueError("Die dag moet nog komen.")
    if day < LONG_AGO:
        raise ValueError("Die dag is te lang geleden.")
    return day


def _dutch_day(said: str, today: date) -> date:
    """Read a day in Dutch order; without a year the last one. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?", said, re.ASCII)
    if found is None:
        raise ValueError(said)
    day = date(int(found[3] or today.year), int(found[2]), int(found[1]))
    return day.replace(year=day.year - 1) if not found[3] and day > today else day


def read_region(directory: Directory, place: Place, sector: Sector) -> Region:
    """Return the region that counts for a sector where a place lies."""
    region = region_for(directory, place, sector)
    if is_national(region):
        raise ValueError("Voor deze sector hoort daar geen regio bij; noem een gemeente.")
    return region


def prefilled(missing: Iterable[MissingNumber]) -> Entered | None:
    """Return what a number would be for that nobody knows, None where nothing is missing.

    Of several purposes none is chosen: it is asked.
    """
    listed = [each for each in missing if not is_national(each.region)]
    if not listed:
        return None
    first = listed[0]
    purposes = {each.purpose for each in listed}
    purpose = first.purpose if len(purposes) == 1 else None
    return Entered(place=first.region, sector=first.sector, purpose=purpose)


def own_number(directory: Directory, entered: Entered, today: date) -> OwnNumber:
    """Put the parts together, all of which were said. Raises ValueError as its parts do."""
    if entered.place is None or entered.sector is None:
        raise ValueError("Noem een regio en een sector.")
    phone, display = read_phone(directory, entered.phone or "")
    return OwnNumber(
        phone,
        display,
        read_words(entered.name or ""),
        read_region(directory, entered.place, entered.sector),
        entered.sector,
        entered.purpose or Purpose.CRISIS,
        spoken_hours(entered.hours or ""),
        read_words(entered.told_by or ""),
        read_day(entered.told_on or "", today),
        bool(entered.confidential),
    )


def own_alike(directory: Directory, number: OwnNumber) -> Iterator[Service]:
    """Return the own services for the same region, sector and purpose, and for nothing else."""
    for service in services_for(directory, number.region, number.sector, number.purpose):
        alone = [(s.regions, s.sectors) for s in service.serves]
        is_own = f"service:{service.id}" in directory.own
        if is_own and alone == [((number.region.id,), (number.sector,))]:
            yield service


def has_it(directory: Directory, number: OwnNumber) -> Service | None:
    """Return the service that gives this very number there already."""
    found = services_for(directory, number.region, number.sector, number.purpose)
    return next((each for each in found if each.phone == number.phone), None)


def new_id(directory: Directory, number: OwnNumber) -> str:
    """Return an id that neither a service nor a source has."""
    stem = f"eigen-{number.region.id}-{number.sector}"
    name, count = stem, 1
    while name in directory.services or name in directory.sources:
        count += 1
        name = f"{stem}-{count}"
    return name
