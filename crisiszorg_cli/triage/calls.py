"""Whom to call for an outcome, in the order in which to call.

For most sectors the outcome names the purposes. For youth the order follows from what it is
about: violence or unsafety, a psychiatric picture, both, or neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.directory.services import (
    contacts_for,
    is_national,
    national_region,
    page_of,
    possible_for,
    region_for,
    services_for,
)
from crisiszorg_cli.model.assessment import First, Override
from crisiszorg_cli.model.content import (
    NO,
    YES,
    Contact,
    MissingNumber,
    Purpose,
    Region,
    Sector,
    Verdict,
)
from crisiszorg_cli.triage.situation import Situation


class Calls(NamedTuple):
    """Whom to call, in call order, and which numbers no source names."""

    contacts: tuple[Contact, ...]
    missing: tuple[MissingNumber, ...]


def calls_for(case: Situation, moment: datetime, override: Override | None = None) -> Calls:
    """Return whom to call for the outcome, or for the caller's own choice."""
    region = case.region or national_region(case.directory)
    purposes = purposes_of(case, override)
    if case.sector is Sector.JEUGD and Purpose.CRISIS in purposes:
        return _for_adults_left_out(case, _youth(case, region, moment))
    found = _calls(case, region, case.sector, purposes, moment)
    return _for_adults_left_out(case, found)


def possible_for_calls(
    case: Situation, moment: datetime, override: Override | None = None
) -> tuple[Contact, ...]:
    """Return the numbers that may be tried: not one that is closed, nor for adults alone."""
    directory = case.directory
    region = case.region or national_region(directory)
    purposes = purposes_of(case, override)
    found = possible_for(directory, region, case.sector, purposes, moment)
    ggz = _ggz_region(case) if case.sector is Sector.JEUGD else None
    if ggz is not None:
        found += possible_for(directory, ggz, Sector.GGZ, (Purpose.CRISIS,), moment)
    return tuple(
        contact
        for contact in found
        if contact.open is not False and not (case.is_minor and contact.service.adults_only)
    )


def purposes_of(case: Situation, override: Override | None) -> tuple[Purpose, ...]:
    """Return what is to be called for, in call order.

    Where it may be resistance, forced care comes second; what an own choice replaces, last.
    """
    if override is not None:
        return tuple(dict.fromkeys((*override.outcome.purposes, *_overridden(case, override))))
    # Without a sector nobody can be named yet, but 112 needs none.
    purposes = () if case.sector is None and case.asks else case.outcome.purposes
    return tuple(dict.fromkeys((*purposes, *(_maybe(case) if purposes else ()))))


def _overridden(case: Situation, override: Override) -> Iterator[Purpose]:
    kept = (Purpose.EMERGENCY, Purpose.FORCED_CARE)
    yield from (purpose for purpose in case.outcome.purposes if purpose in kept)
    if override.outcome.verdict is not Verdict.EMERGENCY:  # nothing goes before 112
        yield from _maybe(case)


def _maybe(case: Situation) -> tuple[Purpose, ...]:
    return (Purpose.FORCED_CARE,) if case.may_be_resistance else ()


def _calls(
    case: Situation,
    region: Region,
    sector: Sector | None,
    purposes: Iterable[Purpose],
    moment: datetime,
) -> Calls:
    directory = case.directory
    contacts, missing = contacts_for(directory, region, sector, purposes, moment)
    if sector is Sector.GGZ and case.has_profile:  # the zorgkantoor answers for it
        page = page_of(directory, region)
        missing = tuple(
            m._replace(page=m.page or page) if m.purpose is Purpose.CRISIS else m for m in missing
        )
    return Calls(contacts, missing)


def _for_adults_left_out(case: Situation, calls: Calls) -> Calls:
    """Leave out for a minor who takes adults only, and the page of such a service."""
    if not case.is_minor:
        return calls
    adults = {c.service.page for c in calls.contacts if c.service.adults_only}
    return Calls(
        tuple(c for c in calls.contacts if not c.service.adults_only),
        tuple(m._replace(page=None) if m.page in adults else m for m in calls.missing),
    )


# -- youth ------------------------------------------------------------------------------------


def _youth(case: Situation, region: Region, moment: datetime) -> Calls:
    """Order the region's youth line, Veilig Thuis and the GGZ-crisisdienst."""
    line, missing = _calls(case, region, Sector.JEUGD, (Purpose.CRISIS,), moment)
    own = [c for c in line if not _is_for_all(case, c)]
    safety = [c for c in line if _is_for_all(case, c)]
    psychiatric, lacking = _psychiatric(case, moment)
    both = [c for c in own if c.service.psychiatry]
    abuse, picture = case.abuse, case.psychiatric
    if abuse == YES:  # unsafety first; what answers for all kinds (Lekstroom) is that line itself
        order = [*safety, *both, *psychiatric, *own] if picture == YES else [*safety, *own]
        order = order if safety else [*own, *psychiatric]
    elif picture == YES:
        order = [*both, *psychiatric, *own, *safety]
    else:
        order = [*own, *safety]
    contacts = {c.service.id: c for c in (*order, *own, *psychiatric)}
    return Calls(tuple(contacts.values()), (*missing, *lacking))


def first_of(case: Situation, calls: Calls) -> First | None:
    """Say whom a youth case turns to first, unless that is the region's own crisis service.

    A line for a psychiatric picture that has no number leaves the GGZ-crisisdienst to turn to.
    """
    if case.sector is not Sector.JEUGD or not calls.contacts:
        return None
    if case.abuse == YES:
        return First.SAFETY
    called = calls.contacts[0]
    if case.psychiatric != YES or (called.service.psychiatry and called.service.phone):
        return None
    return First.PSYCHIATRIC if called.sector is Sector.GGZ else First.PSYCHIATRIC_UNKNOWN


def answers_for(case: Situation, contact: Contact) -> bool:
    """Tell whether a line is about this: that for violence is not, where there is none.

    Where the crisis service of a region has the same number, it is for other trouble as well,
    but for a psychiatric picture.
    """
    if case.sector is not Sector.JEUGD or contact.purpose is not Purpose.CRISIS:
        return True
    if case.abuse != NO:
        return True
    ill = case.psychiatric == YES
    return not (is_for_violence(case, contact) if ill else _is_for_all(case, contact))


def is_for_violence(case: Situation, contact: Contact) -> bool:
    """Tell whether this is the line for violence, under its own name or that of a region."""
    national = national_region(case.directory)
    lines = services_for(case.directory, national, Sector.JEUGD, Purpose.CRISIS)
    same = contact.service.phone in {service.phone for service in lines if service.phone}
    return same and not contact.service.psychiatry


def _is_for_all(case: Situation, contact: Contact) -> bool:
    national = national_region(case.directory).id
    return any(national in serving.regions for serving in contact.service.serves)


def _psychiatric(case: Situation, moment: datetime) -> Calls:
    """Return the GGZ-crisisdienst of where the client lives."""
    region = _ggz_region(case)
    if region is None:
        return Calls((), ())
    return _calls(case, region, Sector.GGZ, (Purpose.CRISIS,), moment)


def _ggz_region(case: Situation) -> Region | None:
    """Return whose GGZ-crisisdienst is called, if it may be; for a jeugdregio that is unknown."""
    if case.psychiatric == NO or case.residence is None:
        return None
    region = region_for(case.directory, case.residence, Sector.GGZ)
    return None if is_national(region) else region
