"""What to do now: said where something that goes before is open, and where nobody answers.

Every result names an open number, or says what to do now. A page alone is never a way out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crisiszorg_cli.directory import opening_hours
from crisiszorg_cli.directory.services import national_region, region_for, services_for
from crisiszorg_cli.model.assessment import Now, NowKind, Override
from crisiszorg_cli.model.content import (
    Citation,
    Contact,
    Directory,
    Municipality,
    Outcome,
    Purpose,
    Sector,
    Service,
    Verdict,
)
from crisiszorg_cli.triage.calls import Calls, answers_for
from crisiszorg_cli.triage.situation import Situation

_OWN = (Citation("maintainers"),)
_NOBODY_TO_WAIT_FOR = (Verdict.EMERGENCY, Verdict.HOSPITAL)


def now_for(
    case: Situation, place: Situation, calls: Calls, moment: datetime, override: Override | None
) -> tuple[Now, ...]:
    """Return what to do now, in the order in which it is said.

    ``place`` is the situation that knows place and sector, also where a gate fired before these.
    """
    followed = override.outcome if override else case.outcome
    items = [*_first_things(case)]
    if followed.verdict is Verdict.HOSPITAL:
        items.append(Now(NowKind.HOSPITAL, _OWN))
    if case.asks and case.sector is None:
        items += _nowhere_yet(case)
    elif followed.verdict not in _NOBODY_TO_WAIT_FOR and not has_open_number(place, calls):
        items += _nobody_answers(place, calls, moment)
    if Verdict.NOT_CRISIS in (case.outcome.verdict, followed.verdict):
        items.append(Now(NowKind.CALL_AGAIN, _OWN))
    if case.outcome.verdict is Verdict.HOSPITAL and followed is not case.outcome:
        items.append(Now(NowKind.HOSPITAL, _OWN))  # what an own choice replaces stands last
    return tuple(items)


def has_open_number(case: Situation, calls: Calls) -> bool:
    """Tell whether somebody can be called about this now, or at hours that no source gives."""
    can_be_called = (c for c in calls.contacts if c.service.phone and c.open is not False)
    return any(answers_for(case, contact) for contact in can_be_called)


def _first_things(case: Situation) -> Iterator[Now]:
    """Say first what goes before everything and is not known."""
    rules = case.rules
    if rules.first in case.open:
        alarm = _alarm(case, rules.content.outcomes[rules.first.outcome])
        point = rules.first.open_point
        yield Now(NowKind.LIFE_DANGER_OPEN, rules.first.sources, alarm, open_point=point)
    for gate in rules.general:
        hospital = rules.content.outcomes[gate.outcome].verdict is Verdict.HOSPITAL
        if hospital and gate in case.open:
            point = gate.open_point
            yield Now(NowKind.HOSPITAL_OPEN, gate.sources, open_point=point)


def _alarm(case: Situation, outcome: Outcome | None = None) -> Service | None:
    directory = case.directory
    purposes = outcome.purposes if outcome else (Purpose.EMERGENCY,)
    national = national_region(directory)
    found = (s for p in purposes for s in services_for(directory, national, None, p))
    return next(found, None)


def _nowhere_yet(case: Situation) -> Iterator[Now]:
    """Place or sector is missing: who can be called whatever they are."""
    yield Now(NowKind.LIFE_DANGER, _OWN, _alarm(case))
    if case.youth:
        yield from _safety(case)
    yield Now(NowKind.BRIDGE, _OWN)


def _safety(case: Situation) -> Iterator[Now]:
    """Name the line for violence and unsafety that serves the whole country."""
    directory = case.directory
    national = national_region(directory)
    for service in services_for(directory, national, Sector.JEUGD, Purpose.CRISIS):
        if service.phone:
            yield Now(NowKind.YOUTH_SAFETY, service.sources, service)


def _nobody_answers(case: Situation, calls: Calls, moment: datetime) -> Iterator[Now]:
    """No number is open: danger, a psychiatric picture, and otherwise the caller bridges."""
    yield Now(NowKind.LIFE_DANGER, _OWN, _alarm(case))
    if case.sector is Sector.JEUGD:
        called = {contact.service for contact in calls.contacts}
        yield from (now for now in _safety(case) if now.service not in called)
    yield Now(NowKind.PSYCHIATRIC, _OWN, _ggz(case, moment))
    closed = [c for c in calls.contacts if c.open is False and c.changes_at]
    if closed:
        first = min(closed, key=lambda c: c.changes_at or moment)
        yield Now(NowKind.BRIDGE, _OWN, until=first.changes_at, waits_for=first.service)
    else:
        yield Now(NowKind.BRIDGE, _OWN, until=_office_opens(case, calls, moment))


def _ggz(case: Situation, moment: datetime) -> Service | None:
    """Return the GGZ-crisisdienst of the place: with a number that is not closed, or a page."""
    directory = case.directory
    place = case.residence
    if place is None:
        return None
    if case.sector is Sector.JEUGD and not isinstance(place, Municipality):
        return None
    region = region_for(directory, place, Sector.GGZ)
    found = services_for(directory, region, Sector.GGZ, Purpose.CRISIS)
    fit = [s for s in found if not (s.adults_only and case.is_minor) and _is_ggz(s, directory)]
    answering = (s for s in fit if s.phone and _is_open(directory, s, moment))
    return next(answering, None) or next((s for s in fit if s.phone is None), None)


def _is_ggz(service: Service, directory: Directory) -> bool:
    """Leave out what only finds the zorgkantoor: that knows no GGZ-crisisdienst."""
    national = national_region(directory).id
    return all(national not in serving.regions for serving in service.serves)


def _is_open(directory: Directory, service: Service, moment: datetime) -> bool:
    table = directory.timetables.get(service.hours or "")
    return opening_hours.status(service.hours, moment, table)[0] is not False


def _office_opens(case: Situation, calls: Calls, moment: datetime) -> datetime | None:
    """Return when the zorgkantoor behind a page can be called; None if that is now."""
    page = any(item.page for item in calls.missing) or any(_is_page(c) for c in calls.contacts)
    if case.sector not in (Sector.VV, Sector.GZ) or not page:
        return None
    table = case.directory.timetables.get(opening_hours.OFFICE_HOURS)
    is_open, changes_at = opening_hours.status(opening_hours.OFFICE_HOURS, moment, table)
    return None if is_open else changes_at


def _is_page(contact: Contact) -> bool:
    return contact.service.phone is None and contact.service.page is not None
