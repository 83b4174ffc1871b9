"""Cards for the wall as tests need them: of any place, with own services laid over the data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.content import (
    Citation,
    Confidence,
    Phone,
    Place,
    Purpose,
    RegionKind,
    Sector,
    Service,
    ServiceArea,
    Source,
)
from crisiszorg_cli.render.wall_card import WallCard, wall_card
from crisiszorg_cli.render.wall_numbers import Paper
from crisiszorg_cli.render.wall_page import wall_page
from crisiszorg_cli.render.wall_room import fitted
from crisiszorg_cli.triage.engine import Triage
from tests.shipped import CONTENT, DIRECTORY, ENGINE

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=AMSTERDAM)
PAPER = Paper(NOW)
TODAY = PAPER.today
REGIONS = [r for r in DIRECTORY.regions.values() if r.kind is RegionKind.ZORGKANTOORREGIO]
LONGEST = "utrecht"
"""The region with the most areas for youth; with ten own numbers it is the fullest page."""


def own_service(id_: str, sector: Sector, region: str, number: str, name: str = "") -> Service:
    """Return a service of one's own."""
    return Service(
        id_,
        name or f"Eigen dienst {id_}",
        (ServiceArea((region,), (sector,), Purpose.CRISIS),),
        Confidence.SINGLE_SOURCE,
        (Citation("eigen"),),
        phone=Phone(number),
        display=f"{number[:3]} {number[3:6]} {number[6:8]} {number[8:]}",
        hours="Mo-Fr 00:00-08:30,17:00-24:00; Sa-Su 00:00-24:00; PH 00:00-24:00",
        who_may_call="huisarts en huisartsenpost",
    )


def ten_own_numbers() -> list[Service]:
    """Return more numbers of one's own than a practice has for one region."""
    names = {
        Sector.VV: ("Dienstdoende specialist ouderengeneeskunde", "Crisisbed Zorggroep Zuid"),
        Sector.GZ: ("Crisisregisseur, avond en nacht", "Achterwacht gehandicaptenzorg"),
        Sector.GGZ: ("Crisisdienst, lijn voor verwijzers", "Crisisdienst Eemland"),
        Sector.JEUGD: ("Jeugdteam, buiten kantooruren", "Spoedlijn jeugd Eemland"),
    }
    more = ((Sector.VV, "Nachtdienst wijkverpleging"), (Sector.VV, "Aanmeldpunt crisisbedden"))
    all_ = [(sector, name) for sector, both in names.items() for name in both] + [*more]
    return [
        own_service(
            f"eigen-{at}",
            sector,
            "eemland" if sector is Sector.JEUGD else LONGEST,
            f"03011122{at:02d}",
            name,
        )
        for at, (sector, name) in enumerate(all_)
    ]


def with_own(services: Iterable[Service], checked: date = TODAY) -> Triage:
    """Return the engine on the data with these services laid over it."""
    mine = {service.id: service for service in services}
    source = Source("eigen", "Eigen lijst", "HAP", "2026", "Zelf nagebeld.", 6, checked)
    directory = DIRECTORY._replace(
        services={**DIRECTORY.services, **mine},
        sources={**DIRECTORY.sources, source.id: source},
        own=frozenset({f"service:{id_}" for id_ in mine} | {"source:eigen"}),
    )
    return Triage(CONTENT._replace(directory=directory))


@cache
def card_of(place: Place) -> WallCard:
    """Return the whole card of a place, as shipped."""
    return wall_card(ENGINE, place, PAPER)


def page_of(place: Place, engine: Triage = ENGINE, paper: Paper = PAPER) -> str:
    """Return the page of a place."""
    return wall_page(fitted(wall_card(engine, place, paper)))


def text_of(page: str) -> str:
    """Return the words of a page, without its marks and its style."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
