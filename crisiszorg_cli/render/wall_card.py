"""What stands on the card for the wall: one page for a region, for when the computer is off.

Pure: typed content, which ``wall_page`` fills in. All sentences come from the data and from
``wording``, so that paper says what the screen says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from crisiszorg_cli.directory.divisions import DIVISIONS
from crisiszorg_cli.directory.services import (
    national_region,
    services_for,
)
from crisiszorg_cli.model.assessment import Now, NowKind
from crisiszorg_cli.model.content import (
    Citation,
    Content,
    Municipality,
    Outcome,
    Pathway,
    Place,
    Purpose,
    RegionKind,
    Sector,
    Service,
    Standing,
    Verdict,
)
from crisiszorg_cli.render.context import own_among
from crisiszorg_cli.render.wall_numbers import Entry, Numbers, Paper, numbers_for, youth_areas
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.wording import contacts as words
from crisiszorg_cli.wording.now import now_text

CARDS_FOR = (RegionKind.ZORGKANTOORREGIO,)
"""The kinds of region that have a card; so has a gemeente, which lies in one."""

NO_CRITERIA = "De bronnen noemen geen criteria; de crisisdienst beslist."
DIFFERENT_CRITERIA = "De criteria verschillen per gebied: maak een kaart van de gemeente."

_OWN_READING = (Citation("maintainers"),)


class Tick(NamedTuple):
    """A criterion to tick off, in full and by its short name."""

    label: str
    text: str


class Block(NamedTuple):
    """One sector: whom to call, the criteria to tick off, what to have at hand.

    ``no_criteria`` stands in the place of criteria. ``notice`` says whose they are where the
    region has none of its own, ``core`` the same in a few words.
    """

    sector: Sector
    name: str
    title: str
    entries: tuple[Entry, ...]
    criteria: tuple[Tick, ...]
    no_criteria: str
    all_met: str
    otherwise: str
    notice: str
    core: str
    at_hand: tuple[str, ...]
    own: bool


class Call(NamedTuple):
    """A sentence about what to do, with the number to call for it if there is one."""

    text: str
    number: str = ""


class WallCard(NamedTuple):
    """The whole page. ``valid_until`` is the last day on which all of it stands.

    ``own`` says that something on it is the user's own, ``confidential`` that numbers are on it
    that may not be passed on. ``brief`` names criteria and areas by their short names.
    """

    name: str
    about: str
    brief: bool
    towns: tuple[str, ...]
    first: tuple[Call, ...]
    blocks: tuple[Block, ...]
    nobody: tuple[Call, ...]
    printed: str
    valid_until: str
    overdue: bool
    checked: str
    own: bool
    confidential: bool
    intended_use: str = words.INTENDED_USE


def has_card(place: Place) -> bool:
    """Tell whether there is a card for it: a zorgkantoorregio, or a gemeente in one."""
    return isinstance(place, Municipality) or place.kind in CARDS_FOR


def wall_card(engine: Triage, place: Place, paper: Paper) -> WallCard:
    """Return the card of a zorgkantoorregio, or of a gemeente, which has one jeugdregio."""
    content = engine.content
    directory = content.directory
    numbers = {sector: numbers_for(directory, place, sector, paper) for sector in Sector}
    pathways = {sector: _pathways(engine, numbers[sector], sector) for sector in Sector}
    blocks = tuple(_block(content, s, numbers[s], pathways[s]) for s in Sector)
    services = [service for each in numbers.values() for service in each.services]
    until = _valid_until(content, _citations(content, place, numbers, pathways))
    own = own_among(directory, _shown(place, numbers, pathways))
    checked = directory.checked
    return WallCard(
        name=place.name,
        about=_about(content, place),
        brief=False,
        towns=_towns(content, place),
        first=tuple(_first(engine)),
        blocks=blocks,
        nobody=tuple(_nobody(content, numbers[Sector.GGZ], numbers[Sector.JEUGD])),
        printed=words.short_date(paper.today),
        valid_until=words.short_date(until) if until else "",
        overdue=until is not None and until < paper.today,
        checked=words.short_date(checked) if checked else "",
        own=bool(own) or directory.practice is not None,
        confidential=paper.confidential and any(service.confidential for service in services),
    )


def _about(content: Content, place: Place) -> str:
    if not isinstance(place, Municipality):
        return words.KIND[place.kind]
    regions = (content.directory.regions[place.region_of(kind)] for kind in DIVISIONS)
    about = ", ".join(["gemeente", *(f"{words.KIND[r.kind]} {r.name}" for r in regions)])
    return f"{about}. {place.note}" if place.note else about


def _towns(content: Content, place: Place) -> tuple[str, ...]:
    """Name the gemeenten of a region, unless they stand with the areas for youth."""
    areas = youth_areas(content.directory, place)
    if isinstance(place, Municipality) or len(areas) > 1:
        return ()
    return tuple(town for towns in areas.values() for town in towns)


# -- one sector -------------------------------------------------------------------------------


def _pathways(engine: Triage, numbers: Numbers, sector: Sector) -> tuple[Pathway, ...]:
    """Return how a sector is triaged here: for youth perhaps in one way in each area."""
    found = (engine.rules.pathway(sector, region) for region in numbers.regions)
    return tuple(dict.fromkeys(found))


def _block(
    content: Content, sector: Sector, numbers: Numbers, pathways: tuple[Pathway, ...]
) -> Block:
    pathway = pathways[0]
    alike = all(each.criteria == pathway.criteria for each in pathways)
    own = content.directory.own
    return Block(
        sector,
        words.SECTOR[sector],
        words.SECTOR_FULL[sector].removeprefix(words.SECTOR[sector]),
        numbers.entries,
        tuple(Tick(each.label, each.text) for each in pathway.criteria if alike),
        NO_CRITERIA if alike else DIFFERENT_CRITERIA,
        _first_sentence(content.outcomes[pathway.all_met]),
        _otherwise(content, pathway),
        (pathway.notice or "") if pathway.criteria and not pathway.notice_unless_known else "",
        f"({pathway.name})" if pathway.notice and pathway.criteria else "",
        tuple(dict.fromkeys(item for each in pathways for item in at_hand(content, each))),
        any(f"pathway:{each.id}" in own for each in pathways),
    )


def at_hand(content: Content, pathway: Pathway) -> tuple[str, ...]:
    """Name what to have at hand before the call: what the desk will ask."""
    return tuple(content.questions[id_].label for id_ in pathway.preparation)


def _otherwise(content: Content, pathway: Pathway) -> str:
    """Say what to do when a criterion is not met or not known: no paper says not to call."""
    outcomes = {content.exits[criterion.exit].outcome for criterion in pathway.criteria}
    ends = [content.outcomes[id_] for id_ in outcomes]
    if len(ends) == 1 and ends[0].verdict is not Verdict.NOT_CRISIS:
        return _first_sentence(ends[0])
    return _first_sentence(content.outcomes[pathway.consult])


def _first_sentence(outcome: Outcome) -> str:
    return outcome.headline.partition(". ")[0].rstrip(".") + "."


# -- what goes before, and when nobody answers ------------------------------------------------


def _first(engine: Triage) -> Iterator[Call]:
    """Say what goes before every sector, in the order of the gates."""
    content, rules = engine.content, engine.rules
    alarm = _national(content, None, Purpose.EMERGENCY)
    yield Call(now_text(Now(NowKind.LIFE_DANGER, _OWN_READING), None), _number(alarm))
    yield from (Call(gate.open_point) for gate in rules.general)
    for gate in rules.own[Sector.VV]:
        if content.outcomes[gate.outcome].verdict is Verdict.FORCED_CARE:
            yield Call(f"{gate.open_point} Wie: zie GGZ.")


def _nobody(content: Content, ggz: Numbers, youth: Numbers) -> Iterator[Call]:
    """Say what to do where no number is known, or none is answered."""
    yield Call(now_text(Now(NowKind.LIFE_DANGER, _OWN_READING), None))
    known = (s for s in ggz.services if s.phone and s.standing is Standing.KNOWN)
    service = next(known, None)
    yield Call(now_text(Now(NowKind.PSYCHIATRIC, _OWN_READING, service), None))
    safety = _national(content, Sector.JEUGD, Purpose.CRISIS)
    shown = safety is None or safety.id in {service.id for service in youth.services}
    number = "" if shown else _number(safety)
    yield Call(now_text(Now(NowKind.YOUTH_SAFETY, _OWN_READING, safety), None), number)
    yield Call(now_text(Now(NowKind.BRIDGE, _OWN_READING), None))
    yield Call(now_text(Now(NowKind.CALL_AGAIN, _OWN_READING), None))


def _national(content: Content, sector: Sector | None, purpose: Purpose) -> Service | None:
    """Return who can be called in the whole country."""
    directory = content.directory
    found = services_for(directory, national_region(directory), sector, purpose)
    return next((service for service in found if service.phone), None)


def _number(service: Service | None) -> str:
    if service is None or service.phone is None or service.confidential:
        return ""
    return service.display or service.phone.digits


# -- what it rests on -------------------------------------------------------------------------


def _shown(
    place: Place,
    numbers: dict[Sector, Numbers],
    pathways: dict[Sector, tuple[Pathway, ...]],
) -> Iterator[str]:
    """Name everything on the card as ``kind:id``."""
    yield f"{'municipality' if isinstance(place, Municipality) else 'region'}:{place.id}"
    for each in numbers.values():
        yield from (f"service:{service.id}" for service in each.services)
        yield from (f"region:{region.id}" for region in each.regions)
        yield from (f"office:{region.office}" for region in each.regions if region.office)
    for pathway in (pathway for each in pathways.values() for pathway in each):
        yield from (f"pathway:{pathway.id}", f"outcome:{pathway.all_met}")
        yield f"outcome:{pathway.consult}"
        yield from (f"question:{id_}" for id_ in pathway.preparation)
        yield from (f"exit:{criterion.exit}" for criterion in pathway.criteria)


def _citations(
    content: Content,
    place: Place,
    numbers: dict[Sector, Numbers],
    pathways: dict[Sector, tuple[Pathway, ...]],
) -> Iterator[Citation]:
    """Return what everything on the card rests on."""
    directory = content.directory
    yield from place.sources
    for each in numbers.values():
        for service in each.services:
            yield from service.sources
            for fallback in service.when_closed:
                yield from fallback.sources
        for region in each.regions:
            yield from region.sources
            if region.office:
                yield from directory.offices[region.office].sources
    for pathway in (pathway for each in pathways.values() for pathway in each):
        yield from pathway.sources
        yield from (citation for part in pathway.criteria for citation in part.sources)
        for id_ in pathway.preparation:
            yield from content.questions[id_].sources


def _valid_until(content: Content, citations: Iterable[Citation]) -> date | None:
    """Return the last day before something on the card has to be read again."""
    sources = content.directory.sources
    days = (sources[id_].review_by for id_ in dict.fromkeys(c.source for c in citations))
    return min((day for day in days if day is not None), default=None)
