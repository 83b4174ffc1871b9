"""The JSON contract, schema 1: stable keys in English, for programs. See docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crisiszorg_cli.directory.lookup import Lookup, Query
from crisiszorg_cli.directory.search import place_label, regions_of
from crisiszorg_cli.directory.services import cautions
from crisiszorg_cli.dutch_time import dutch
from crisiszorg_cli.model.assessment import (
    Assessment,
    Call,
    Change,
    CriterionResult,
    DatedStep,
    Now,
)
from crisiszorg_cli.model.content import (
    Advice,
    Citation,
    Contact,
    Directory,
    MissingNumber,
    Municipality,
    Office,
    Purpose,
    Region,
    RegionOrigin,
    Truth,
    Verdict,
)
from crisiszorg_cli.render.basis import own_of
from crisiszorg_cli.render.contacts import instead_of, turn_to_page
from crisiszorg_cli.render.context import own_of_lookup
from crisiszorg_cli.render.layout import sentence
from crisiszorg_cli.render.possible import if_it_fails
from crisiszorg_cli.render.result import headline, step_text
from crisiszorg_cli.wording.contacts import notice_text
from crisiszorg_cli.wording.now import now_text

SCHEMA = 1


def lookup_json(
    directory: Directory,
    result: Lookup,
    query: Query,
    suggestions: Iterable[str] = (),
    made_at: datetime | None = None,
) -> dict[str, Any]:
    """Return the answer to a lookup; suggestions and ambiguous places when nothing is certain.

    ``made_at`` is when it was made, where that is not the moment that was asked about.
    """
    return {
        "schema": SCHEMA,
        "made_at": dutch(made_at or result.moment).isoformat(),
        "moment": dutch(result.moment).isoformat(),
        "query": query._asdict(),
        "place": place_json(directory, result),
        "region_source": RegionOrigin.OPTION if result.place else None,
        "regions": [region_json(region) for region in result.regions],
        "contacts": [
            contact_json(directory, contact, by_name=result.place is None)
            for contact in result.contacts
        ],
        "possible": [
            possible_json(directory, contact, result.contacts, by_name=result.place is None)
            for contact in result.possible
        ],
        "missing": [missing_json(missing) for missing in result.missing],
        "offices": [office_json(directory, office) for office in result.offices],
        "notices": [notice_text(each) for each in (*result.notices, *result.perhaps)],
        "suggestions": list(suggestions),
        "ambiguous": [
            {"id": place.id, "name": place_label(directory, place, query.text)}
            for place in result.choice
        ],
        "own_data": list(own_of_lookup(directory, result)),
    }


def place_json(directory: Directory, result: Lookup) -> dict[str, Any] | None:
    """Return the place that was found; of a gemeente its three regions too."""
    place = result.place
    if place is None:
        return None
    regions = {}
    if isinstance(place, Municipality):
        kinds = (directory.regions[id_] for id_ in regions_of(place))
        regions = {region.kind.value: region.id for region in kinds}
    return {"id": place.id, "name": result.place_name or place.name, "regions": regions}


def triage_json(
    assessment: Assessment, changes: Iterable[Change], made_at: datetime | None = None
) -> dict[str, Any]:
    """Return an assessment. ``verdict`` is ``consult`` while answers are missing.

    ``made_at`` as for a lookup.
    """
    directory = assessment.directory
    moment = dutch(assessment.moment)
    return {
        "schema": SCHEMA,
        "made_at": dutch(made_at or moment).isoformat(),
        "moment": moment.isoformat(),
        "data_version": directory.version,
        "region": assessment.region.id if assessment.residence else None,
        "region_source": assessment.origin if assessment.residence else None,
        "sector": assessment.sector,
        "answers": {**assessment.answers, **assessment.waiting},
        "verdict": assessment.verdict,
        "outcome": assessment.outcome.id,
        "headline": headline(assessment),
        "decided_by": assessment.decided_by,
        "now": [_now(assessment, each) for each in assessment.now],
        "contacts": _in_call_order(assessment),
        "possible": [
            possible_json(directory, contact, assessment.contacts)
            for contact in assessment.possible
        ],
        "missing": [missing_json(missing) for missing in assessment.missing],
        "criteria": [_criterion(result) for result in assessment.criteria],
        "open_points": list(assessment.open_points),
        "missing_answers": list(assessment.missing_answers),
        "steps": [_step(step) for step in assessment.steps],
        "exits": [_exit(directory, assessment.region, advice) for advice in assessment.exits],
        "ladder": [
            {"code": rung.code, "name": rung.name, "indicated": points}
            for rung, points in assessment.ladder
        ],
        "would_change": [_change(change) for change in changes],
        "notices": [notice_text(each) for each in assessment.notices],
        "override": _override(assessment),
        "call": Call()._asdict(),
        "own_data": list(own_of(assessment)),
    }


def _in_call_order(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the contacts, numbered; 112 has no number where it is called only if need be."""
    listed = []
    order = 0
    for contact in assessment.contacts:
        perhaps = contact.purpose is Purpose.EMERGENCY and not _is_emergency(assessment)
        order += 0 if perhaps else 1
        call_order = None if perhaps else order
        listed.append(contact_json(assessment.directory, contact, call_order))
    return listed


def _is_emergency(assessment: Assessment) -> bool:
    return assessment.followed.verdict is Verdict.EMERGENCY


def _now(assessment: Assessment, now: Now) -> dict[str, Any]:
    service = now.service
    return {
        "kind": now.kind.value,
        "text": now_text(now, assessment.sector),
        "service": service.id if service else None,
        "phone": service.phone.digits if service and service.phone else None,
        "confidential": service is not None and service.confidential,
        "until": dutch(now.until).isoformat() if now.until else None,
        "sources": sources_json(now.sources),
    }


def _exit(directory: Directory, region: Region, advice: Advice) -> dict[str, Any]:
    service = directory.services[advice.service] if advice.service else None
    office = directory.offices.get(region.office or "")
    return {
        "text": advice.text,
        "service": advice.service,
        "page": turn_to_page(service, office) if service else None,
        "sources": sources_json(advice.sources),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "answers": dict(change.answers),
        "verdict": change.verdict,
        "missing_answers": list(change.missing_answers),
    }


def _override(assessment: Assessment) -> dict[str, Any] | None:
    override = assessment.override
    if override is None:
        return None
    return {
        "outcome": override.outcome.id,
        "verdict": override.outcome.verdict,
        "headline": sentence(override.outcome.request),
        "request": override.outcome.request,
        "reason": override.reason,
    }


def possible_json(
    directory: Directory, contact: Contact, contacts: Iterable[Contact], *, by_name: bool = False
) -> dict[str, Any]:
    """Return a last known number: nobody confirmed it, so its level is unknown."""
    as_known = contact_json(directory, contact, by_name=by_name)
    fails = if_it_fails(directory, contact, contacts)
    return {**as_known, "level": "unknown", "if_it_fails": fails}


def contact_json(
    directory: Directory, contact: Contact, call_order: int | None = None, *, by_name: bool = False
) -> dict[str, Any]:
    """Return one contact; ``open`` is null where no source gives the hours.

    ``call_order`` is null where it is not to be called, as in a lookup. ``by_name``: it was
    asked for as such, and may be about any region that it serves.
    """
    service = contact.service
    changes_at = contact.changes_at
    return {
        "id": service.id,
        "name": service.name,
        "region": contact.region.id,
        "sector": contact.sector,
        "purpose": contact.purpose,
        "call_order": call_order,
        "level": "number" if service.phone else "page",
        "phone": service.phone.digits if service.phone else None,
        "display": service.display,
        "menu": service.menu,
        "url": service.page,
        "hours": service.hours,
        "open": contact.open,
        "changes_at": dutch(changes_at).isoformat() if changes_at else None,
        "who_may_call": service.who_may_call,
        "scope": service.scope,
        "decides": service.decides,
        "caution": " ".join(cautions(service, None if by_name else contact.sector)) or None,
        "if_it_fails": None,
        "when_closed": [advice.text for advice in service.when_closed],
        "when_closed_services": [
            other.id for other in instead_of(directory, contact, by_name=by_name)
        ],
        "sources": sources_json(service.sources),
        "source_date": directory.sources[service.sources[0].source].published,
        "confidence": service.confidence,
        "verified_on": service.rung.day.isoformat() if service.rung else None,
        "own": f"service:{service.id}" in directory.own,
        "confidential": service.confidential,
    }


def region_json(region: Region) -> dict[str, Any]:
    """Return a region."""
    return {"id": region.id, "name": region.name, "kind": region.kind}


def office_json(directory: Directory, office: Office) -> dict[str, Any]:
    """Return a zorgkantoor that was asked for by name, with the regions that it runs."""
    return {
        "id": office.id,
        "name": office.name,
        "url": office.crisis_page,
        "regions": [r.id for r in directory.regions.values() if r.office == office.id],
        "sources": sources_json(office.sources),
    }


def missing_json(missing: MissingNumber) -> dict[str, Any]:
    """Return a number that no source names."""
    return {
        "region": missing.region.id,
        "sector": missing.sector,
        "purpose": missing.purpose,
        "page": missing.page,
    }


def sources_json(citations: Iterable[Citation]) -> list[str]:
    """Return citations as the data files write them."""
    return [str(citation) for citation in citations]


def _criterion(result: CriterionResult) -> dict[str, Any]:
    status = Truth.UNKNOWN if result.status is Truth.PENDING else result.status
    return {
        "id": result.criterion.id,
        "status": status,
        "answers": dict(result.answers),
        "sources": sources_json(result.criterion.sources),
    }


def _step(step: DatedStep) -> dict[str, Any]:
    return {
        "text": step_text(step),
        "actor": step.step.actor,
        "due": step.due.isoformat() if step.due else None,
        "sources": sources_json(step.step.sources),
    }
