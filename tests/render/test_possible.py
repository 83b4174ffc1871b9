"""Last known numbers: beside each stands what to do where it does not work."""

from __future__ import annotations

from datetime import datetime

import pytest

from crisiszorg_cli.directory.lookup import Query, find, for_services
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.contacts import Contact, Directory, Purpose, Sector
from crisiszorg_cli.render.as_json import lookup_json, triage_json
from crisiszorg_cli.render.card import card_lines, card_pages
from crisiszorg_cli.render.layout import Line, Role, plain, worded
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.possible import if_it_fails
from crisiszorg_cli.render.sections import steps_lines
from crisiszorg_cli.triage.engine import Triage
from tests.render.wall_cards import own_service, with_own
from tests.shipped import DIRECTORY, ENGINE

SUNDAY = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)
LIST = "Werkt het niet? Kijk in de lijst van uw praktijk of HAP."
BRIDGE = "Werkt het niet? Dan overbrugt u zelf (huisarts of HAP)."
YOUTH = "Werkt het niet? Geweld: Veilig Thuis. Psychiatrisch: GGZ-crisisdienst. Anders overbrugt u."
NO = ("life_danger", "hospital", "resistance", "ggz_profile", "crisis_plan")
GGZ_UTRECHT = {"region": "utrecht", "sector": "ggz"} | dict.fromkeys(NO, "no")


def after(region: str, sector: Sector, directory: Directory = DIRECTORY) -> dict[str, str | None]:
    """Return by id what follows on each last known number of a region."""
    query = Query(region=region, sector=sector)
    found = find(directory, query, SUNDAY, everything=True)
    return {c.service.id: if_it_fails(directory, c, found.contacts) for c in found.possible}


@pytest.mark.parametrize(
    ("region", "sector", "id_", "text"),
    [
        ("utrecht", Sector.GGZ, "altrecht-portier", LIST),
        ("utrecht", Sector.VV, "altrecht-portier", LIST),  # at resistance
        ("midden-holland", Sector.VV, "roc-midden-holland", BRIDGE),
        ("rivierenland", Sector.JEUGD, "farent-cit", YOUTH),
        ("zwolle", Sector.VV, "elv-zwolle", None),  # not for a crisis
    ],
)
def test_what_follows(region: str, sector: Sector, id_: str, text: str | None) -> None:
    """The list for the GGZ-crisisdienst, else the caller bridges; the country's line is no more."""
    assert after(region, sector)[id_] == text


def test_a_number_that_is_known_goes_before_the_ladder() -> None:
    """Where it is for the same and can be called now; that for another sector is not."""
    own = own_service("eigen", Sector.GGZ, "utrecht", "0301234567", "Crisisdienst Midden")
    book = with_own([own]).content.directory

    assert after("utrecht", Sector.GGZ, book)["altrecht-portier"] == (
        "Werkt het niet? Bel Crisisdienst Midden."
    )
    assert after("utrecht", Sector.VV, book)["altrecht-portier"] == LIST
    closed = with_own([own._replace(hours="Mo-Fr 09:00-17:00")]).content.directory
    assert after("utrecht", Sector.GGZ, closed)["altrecht-portier"] == LIST


def test_by_its_own_name() -> None:
    """Without a sector it goes by those that it serves."""
    found = for_services(DIRECTORY, (DIRECTORY.services["altrecht-portier"],), SUNDAY)
    assert if_it_fails(DIRECTORY, found.possible[0], ()) == LIST


@pytest.mark.parametrize("room", [Room(80, 24), Room(40, 20)], ids=["80x24", "40x20"])
def test_it_stands_under_the_number(room: Room) -> None:
    """On the card or its next page, and in the steps: the number is never there without it."""
    assessment = ENGINE.assess(GGZ_UTRECHT, SUNDAY)
    pages = [list(page) for page in card_pages(assessment, room)]
    holding = [page for page in [*pages, list(steps_lines(assessment))] if _numbers(page)]

    assert len(holding) == 2
    for page in holding:
        shown = [worded(line) for line in page]
        below = shown[_numbers(page)[-1] + 1 :]
        assert f"Let op: {LIST}" in below[:2]
    if room.columns == 80:
        assert LIST in plain(card_lines(assessment, room))


NOT_VG = dict.fromkeys(("vg_indication", "abuse_suspected", "psychiatric_picture"), "no")


@pytest.mark.parametrize(
    ("region", "sector", "answers", "number"),
    [
        ("utrecht", "vv", {"resistance": "yes"}, "030 230 88 88"),
        ("utrecht", "gz", {"vg_indication": "yes", "resistance": "yes"}, "030 230 88 88"),
        ("alkmaar", "jeugd", NOT_VG, "088 777 88 87"),
    ],
)
def test_where_no_other_can_be_called_it_is_on_the_card(
    region: str, sector: str, answers: dict[str, str], number: str
) -> None:
    """It goes before pages and what is behind a key: the line for violence is no other."""
    safe = {"life_danger": "no", "hospital": "no", "region": region, "sector": sector}
    card = card_lines(ENGINE.assess({**safe, **answers}, SUNDAY), Room(80, 24))
    assert number in plain(card)


def _numbers(lines: list[Line]) -> list[int]:
    shown = "0302308888"
    return [
        at
        for at, line in enumerate(lines)
        if line.role is Role.NUMBER and line.phone is not None and line.phone.digits == shown
    ]


def test_json_has_it_with_the_possible_numbers_alone(triage: Triage) -> None:
    """``if_it_fails`` is null for whatever is known."""
    query = Query(region="utrecht", sector=Sector.GGZ)
    found = lookup_json(DIRECTORY, find(DIRECTORY, query, SUNDAY, everything=False), query)
    result = triage_json(triage.assess(GGZ_UTRECHT, SUNDAY), ())
    for document in (found, result):
        assert {each["if_it_fails"] for each in document["possible"]} == {LIST}
        assert {each["if_it_fails"] for each in document["contacts"]} == {None}


def test_a_contact_alone_is_enough() -> None:
    """A forced-care number is of the GGZ-crisisdienst, whatever the sector it is called for."""
    service, region = DIRECTORY.services["cbl-groningen"], DIRECTORY.regions["groningen"]
    contact = Contact(service, region, Sector.GZ, Purpose.FORCED_CARE, None, None)
    assert if_it_fails(DIRECTORY, contact, ()) == LIST
