"""Whom to call for an outcome, in the order in which to call.

For most sectors the outcome names the purposes. For youth the order follows from what it is
about: violence or unsafety, a psychiatric picture, both, or neither.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    Gate,
    MissingNumber,
    Municipality,
    Purpose,
    Region,
    Reservation,
    Sector,
    Verdict,
)
from crisiszorg_cli.triage.walk import SECTOR, Walk

ABUSE, PSYCHIATRIC, MINOR, PROFILE = (
    "abuse_suspected",
    "psychiatric_picture",
    "minor",
    "ggz_profile",
)


class Calls(NamedTuple):
    """Whom to call, in call order, and which numbers no source names."""

    contacts: tuple[Contact, ...]
    missing: tuple[MissingNumber, ...]


def calls_for(walk: Walk, moment: datetime, override: Override | None = None) -> Calls:
    """Return whom to call for the outcome, or for the caller's own choice."""
    region = walk.region or national_region(walk.rules.content.directory)
    purposes = purposes_of(walk, override)
    if walk.sector is Sector.JEUGD and Purpose.CRISIS in purposes:
        return _for_adults_left_out(walk, _youth(walk, region, moment))
    found = _calls(walk, region, walk.sector, purposes, moment)
    return _for_adults_left_out(walk, found)


def possible_for_calls(
    walk: Walk, moment: datetime, override: Override | None = None
) -> tuple[Contact, ...]:
    """Return the numbers that may be tried: not one that is closed, nor for adults alone."""
    directory = walk.rules.content.directory
    region = walk.region or national_region(directory)
    purposes = purposes_of(walk, override)
    found = possible_for(directory, region, walk.sector, purposes, moment)
    ggz = _ggz_region(walk) if walk.sector is Sector.JEUGD else None
    if ggz is not None:
        found += possible_for(directory, ggz, Sector.GGZ, (Purpose.CRISIS,), moment)
    return tuple(
        contact
        for contact in found
        if contact.open is not False and not (is_minor(walk) and contact.service.adults_only)
    )


def purposes_of(walk: Walk, override: Override | None) -> tuple[Purpose, ...]:
    """Return what is to be called for, in call order.

    Where it may be resistance, forced care comes second; what an own choice replaces, last.
    """
    if override is not None:
        return tuple(dict.fromkeys((*override.outcome.purposes, *_overridden(walk))))
    # Without a sector nobody can be named yet, but 112 needs none.
    purposes = () if walk.sector is None and walk.next else walk.outcome.purposes
    maybe = (Purpose.FORCED_CARE,) if purposes and may_be_resistance(walk) else ()
    return tuple(dict.fromkeys((*purposes, *maybe)))


def _overridden(walk: Walk) -> tuple[Purpose, ...]:
    kept = (Purpose.EMERGENCY, Purpose.FORCED_CARE)
    return tuple(purpose for purpose in walk.outcome.purposes if purpose in kept)


def may_be_resistance(walk: Walk) -> bool:
    """Tell whether something is open, in a consult, that can turn out to be resistance."""
    if walk.outcome.verdict is not Verdict.CONSULT or walk.next:
        return False
    return any(isinstance(item, Reservation) or _is_forced(walk, item) for item in walk.open)


def _is_forced(walk: Walk, item: object) -> bool:
    outcomes = walk.rules.content.outcomes
    return isinstance(item, Gate) and outcomes[item.outcome].verdict is Verdict.FORCED_CARE


def is_minor(walk: Walk) -> bool:
    """Tell whether the client is known to be under 18."""
    return walk.read.get(SECTOR) == Sector.JEUGD or walk.read.get(MINOR) == YES


def _calls(
    walk: Walk,
    region: Region,
    sector: Sector | None,
    purposes: Iterable[Purpose],
    moment: datetime,
) -> Calls:
    directory = walk.rules.content.directory
    contacts, missing = contacts_for(directory, region, sector, purposes, moment)
    if sector is Sector.GGZ and walk.read.get(PROFILE) == YES:  # the zorgkantoor answers for it
        page = page_of(directory, region)
        missing = tuple(
            m._replace(page=m.page or page) if m.purpose is Purpose.CRISIS else m for m in missing
        )
    return Calls(contacts, missing)


def _for_adults_left_out(walk: Walk, calls: Calls) -> Calls:
    """Leave out for a minor who takes adults only, and the page of such a service."""
    if not is_minor(walk):
        return calls
    adults = {c.service.page for c in calls.contacts if c.service.adults_only}
    return Calls(
        tuple(c for c in calls.contacts if not c.service.adults_only),
        tuple(m._replace(page=None) if m.page in adults else m for m in calls.missing),
    )


# -- youth ------------------------------------------------------------------------------------


def _youth(walk: Walk, region: Region, moment: datetime) -> Calls:
    """Order the region's youth line, Veilig Thuis and the GGZ-crisisdienst."""
    line, missing = _calls(walk, region, Sector.JEUGD, (Purpose.CRISIS,), moment)
    own = [c for c in line if not _is_for_all(walk, c)]
    safety = [c for c in line if _is_for_all(walk, c)]
    psychiatric, lacking = _psychiatric(walk, moment)
    both = [c for c in own if c.service.psychiatry]
    abuse, picture = walk.read.get(ABUSE), walk.read.get(PSYCHIATRIC)
    if abuse == YES:  # unsafety first; what answers for all kinds (Lekstroom) is that line itself
        order = [*safety, *both, *psychiatric, *own] if picture == YES else [*safety, *own]
        order = order if safety else [*own, *psychiatric]
    elif picture == YES:
        order = [*both, *psychiatric, *own, *safety]
    else:
        order = [*own, *safety]
    contacts = {c.service.id: c for c in (*order, *own, *psychiatric)}
    return Calls(tuple(contacts.values()), (*missing, *lacking))


def first_of(walk: Walk, calls: Calls) -> First | None:
    """Say whom a youth case turns to first, unless that is the region's own crisis service."""
    if walk.sector is not Sector.JEUGD or not calls.contacts:
        return None
    if walk.read.get(ABUSE) == YES:
        return First.SAFETY
    called = calls.contacts[0]
    if walk.read.get(PSYCHIATRIC) != YES or called.service.psychiatry:
        return None
    return First.PSYCHIATRIC if called.sector is Sector.GGZ else First.PSYCHIATRIC_UNKNOWN


def answers_for(walk: Walk, contact: Contact) -> bool:
    """Tell whether a line is about this: that for violence is not about psychiatry alone."""
    if walk.sector is not Sector.JEUGD or contact.purpose is not Purpose.CRISIS:
        return True
    psychiatry_alone = walk.read.get(PSYCHIATRIC) == YES and walk.read.get(ABUSE) == NO
    return not (psychiatry_alone and is_for_violence(walk, contact))


def is_for_violence(walk: Walk, contact: Contact) -> bool:
    """Tell whether this is the line for violence, under its own name or that of a region."""
    directory = walk.rules.content.directory
    national = national_region(directory)
    lines = services_for(directory, national, Sector.JEUGD, Purpose.CRISIS)
    same = contact.service.phone in {service.phone for service in lines if service.phone}
    return same and not contact.service.psychiatry


def _is_for_all(walk: Walk, contact: Contact) -> bool:
    national = national_region(walk.rules.content.directory).id
    return any(national in serving.regions for serving in contact.service.serves)


def _psychiatric(walk: Walk, moment: datetime) -> Calls:
    """Return the GGZ-crisisdienst of where the client lives."""
    region = _ggz_region(walk)
    if region is None:
        return Calls((), ())
    return _calls(walk, region, Sector.GGZ, (Purpose.CRISIS,), moment)


def _ggz_region(walk: Walk) -> Region | None:
    """Return whose GGZ-crisisdienst is called, if it may be; for a jeugdregio that is unknown."""
    if walk.read.get(PSYCHIATRIC) == NO or not isinstance(walk.residence, Municipality):
        return None
    region = region_for(walk.rules.content.directory, walk.residence, Sector.GGZ)
    return None if is_national(region) else region
