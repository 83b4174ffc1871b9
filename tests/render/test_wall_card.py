"""The card for the wall: everything that is known of a region, on paper that outlives tonight."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from crisiszorg_cli.directory.lookup import Query, for_place
from crisiszorg_cli.directory.services import contacts_for, possible_for
from crisiszorg_cli.model.content import Municipality, Place, Purpose, Region, Sector, Service
from crisiszorg_cli.render.wall_card import DIFFERENT_CRITERIA, has_card, wall_card
from crisiszorg_cli.render.wall_numbers import LEFT_OUT, NOT_TO_SHARE, OWN, Paper, youth_areas
from crisiszorg_cli.render.wall_page import wall_page
from crisiszorg_cli.render.wall_room import fits, fitted, lines_of
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.wording.contacts import ASK_THE_LIST, INTENDED_USE, POSSIBLE, short_date
from tests.render.wall_cards import (
    LONGEST,
    NOW,
    PAPER,
    REGIONS,
    card_of,
    own_service,
    page_of,
    ten_own_numbers,
    text_of,
    with_own,
)
from tests.shipped import CONTENT, DIRECTORY, ENGINE

ZHN, UTRECHT, GRONINGEN = (DIRECTORY.regions[id_] for id_ in ("zhn", LONGEST, "groningen"))
LEIDEN, NIEUWEGEIN = (
    next(t for t in DIRECTORY.municipalities.values() if t.name == name)
    for name in ("Leiden", "Nieuwegein")
)


def known_numbers(place: Place) -> set[str]:
    """Return each number that a lookup of a place gives; of a region for all its gemeenten."""
    found = for_place(DIRECTORY, place, Query(), NOW, everything=False)
    shown = [*found.contacts, *found.possible]
    for id_ in youth_areas(DIRECTORY, place):
        region = DIRECTORY.regions[id_]
        shown += contacts_for(DIRECTORY, region, Sector.JEUGD, (Purpose.CRISIS,), NOW)[0]
        shown += possible_for(DIRECTORY, region, Sector.JEUGD, (Purpose.CRISIS,), NOW)
    return {str(c.service.display) for c in shown if c.service.phone is not None}


@pytest.mark.parametrize("place", [*REGIONS, LEIDEN, NIEUWEGEIN], ids=lambda each: each.id)
def test_every_number_of_a_lookup_is_on_it(place: Place) -> None:
    """Whatever is left out for want of room, a number never is; and as whole as on a screen."""
    card = fitted(card_of(place))

    shown = {n.number for block in card.blocks for e in block.entries for n in e.numbers}

    assert known_numbers(place) <= shown
    assert card.first[0].number == "112"


@pytest.mark.parametrize("place", [ZHN, UTRECHT, LEIDEN], ids=lambda each: each.id)
def test_every_number_is_printed_large_and_whole(place: Place) -> None:
    """As it stands on a screen, with nothing in between."""
    large = set(re.findall(r'<span class="number">([^<]*)</span>', page_of(place)))

    assert known_numbers(place) | {"112"} <= large


@pytest.mark.parametrize("region", REGIONS, ids=lambda each: each.id)
def test_every_sector_has_somebody_or_a_line_to_write_on(region: Region) -> None:
    """No number known is said, with the page, and there is room to write it down."""
    for block in fitted(card_of(region)).blocks:
        known = any(e.is_number and not e.possible for e in block.entries)
        assert known or any(e.write for e in block.entries)
        assert len(block.at_hand) > 1


@pytest.mark.parametrize("region", REGIONS, ids=lambda each: each.id)
def test_each_area_for_youth_has_its_row(region: Region) -> None:
    """A region that holds several jeugdregio's names each, with its gemeenten."""
    (youth,) = (block for block in card_of(region).blocks if block.sector is Sector.JEUGD)
    areas = youth_areas(DIRECTORY, region)

    named = {area.name: area.towns for entry in youth.entries for area in entry.areas}

    if len(areas) == 1:
        assert not named
    else:
        assert set(named) <= {DIRECTORY.regions[id_].name for id_ in areas}
        shared = [entry for entry in youth.entries if not entry.areas]
        assert len(named) == len(areas) or shared


def test_a_gemeente_has_one_jeugdregio() -> None:
    """Whoever asks for a gemeente gets its own youth line, and both regions by name."""
    shown = text_of(page_of(NIEUWEGEIN))

    assert "zorgkantoorregio Utrecht, jeugdregio Lekstroom" in shown
    assert "Veilig Thuis, crisisdienst jeugd Lekstroom" in shown
    assert "Eemland:" not in shown


def test_what_else_stands_on_it() -> None:
    """The criteria, what to have at hand, what to do when nobody answers, and what it is for."""
    shown = " ".join(text_of(page_of(ZHN)).split())

    for part in (
        "Crisiszorg Zuid-Holland Noord",
        "dag en nacht",
        "ma t/m vr 09:00–17:00, niet op feestdagen",
        "met een 8 krijgt u klantadvies",
        "Opname is binnen 24 uur nodig.",
        "Bel en meld aan.",
        "Volg het crisisplan.",
        "mobiliteit",
        "Geen nummer, of niemand neemt op?",
        "Anders overbrugt u zelf (huisarts of HAP).",
        f"Gedrukt op {short_date(NOW.date())}",
        INTENDED_USE,
    ):
        assert part in shown


def test_where_the_number_is_in_a_list_of_the_practice() -> None:
    """Of a GGZ-crisisdienst that publishes none, the card says where it is, before what may be."""
    shown = text_of(page_of(GRONINGEN))

    assert ASK_THE_LIST in shown
    assert shown.index(ASK_THE_LIST) < shown.index("050 522 35 55")


def test_a_possible_number_stands_apart() -> None:
    """Last known is no known number: it has its mark, and another line beside it."""
    page = page_of(GRONINGEN)
    before, _, after = page.partition("050 522 35 55")

    assert POSSIBLE.lower() in before.rpartition('class="entry possible')[2]
    assert after


def test_criteria_of_one_area_are_not_those_of_another() -> None:
    """Where own data gives one jeugdregio criteria, the card of the whole region shows none."""
    youth = CONTENT.pathways["jeugd-lekstroom"]
    criteria = CONTENT.pathways["ggz"].criteria
    pathways = {**CONTENT.pathways, youth.id: youth._replace(criteria=criteria)}
    engine = Triage(CONTENT._replace(pathways=pathways))

    region, town = (wall_page(wall_card(engine, place, PAPER)) for place in (UTRECHT, NIEUWEGEIN))

    assert DIFFERENT_CRITERIA in region
    assert DIFFERENT_CRITERIA not in town
    assert (region.count(criteria[0].text), town.count(criteria[0].text)) == (1, 2)


# -- how long it may hang ---------------------------------------------------------------------


def test_it_is_valid_until_the_first_review() -> None:
    """An own number that was checked long ago makes the card valid for less long."""
    first = NOW.date() - timedelta(days=150)
    own = own_service("oud", Sector.VV, "zhn", "0711112233")
    source = with_own([own], first).content.directory.sources["eigen"]

    alone, with_old = card_of(ZHN), wall_card(with_own([own], first), ZHN, PAPER)

    assert source.review_by is not None
    assert with_old.valid_until == short_date(source.review_by)
    assert with_old.valid_until != alone.valid_until
    assert not with_old.overdue


def test_the_shipped_card_is_valid_until_a_source_is_due() -> None:
    """The day is one on which something that it rests on is due, and nothing is due before."""
    days = [s.review_by for s in DIRECTORY.sources.values() if s.review_by is not None]
    cited = {c.source for c in DIRECTORY.services["rap-zhn"].sources}
    of_number = [DIRECTORY.sources[id_].review_by for id_ in cited]
    shown = card_of(ZHN).valid_until

    assert shown in map(short_date, days)
    until = next(day for day in days if short_date(day) == shown)
    assert all(day is None or until <= day for day in of_number)


def test_what_is_overdue_says_so() -> None:
    """A card that is printed after that day says that it has expired, in words."""
    late = Paper(NOW.replace(year=2029))
    page = page_of(ZHN, paper=late)

    assert "VERLOPEN op" in page
    assert "Geldig tot" not in page
    assert "Controle verlopen" in page


# -- own numbers ------------------------------------------------------------------------------


def secret(name: str = "Achterwacht") -> Service:
    """Return a confidential number, with the number in its other words as well."""
    made = own_service("geheim", Sector.GGZ, "zhn", "0712223344", name)
    more = "alleen u, op 071 222 33 44"
    return made._replace(confidential=True, who_may_call=more, caution=more, hours_note=more)


def test_a_confidential_number_is_not_on_it() -> None:
    """Not the number, nor the words about it; that there is one, is said."""
    page = page_of(ZHN, with_own([secret()]))

    assert "2223344" not in re.sub(r"\D", "", page)
    assert "Achterwacht" in page
    assert LEFT_OUT in page


def test_a_name_with_a_confidential_number_in_it_is_left_out() -> None:
    """Somebody may have written the number in the name."""
    page = page_of(ZHN, with_own([secret("Achterwacht 071-2223344")]))

    assert "2223344" not in re.sub(r"\D", "", page)


def test_a_confidential_number_that_was_asked_for_is_marked() -> None:
    """On the number and at the top of the page: whoever hangs it up has been told."""
    page = page_of(ZHN, with_own([secret()]), Paper(NOW, confidential=True))

    assert "071 222 33 44" in page
    assert NOT_TO_SHARE in page
    assert "VERTROUWELIJK" in page
    assert "VERTROUWELIJK" not in page_of(ZHN, paper=Paper(NOW, confidential=True))


def test_own_numbers_are_marked() -> None:
    """Whoever reads the wall sees which numbers the practice vouches for itself."""
    page = page_of(ZHN, with_own([own_service("eigen-vv", Sector.VV, "zhn", "0711112233")]))

    assert OWN in page.partition("071 111 22 33")[0].rpartition('class="entry')[2]
    assert "en eigen gegevens" in page
    assert OWN not in page_of(ZHN)


@pytest.mark.parametrize("name", ['<script>alert("x")</script>', '"><img src=http://e.nl/x>', "&'"])
def test_what_is_filled_in_is_escaped(name: str) -> None:
    """A name is text, whatever it holds."""
    page = page_of(ZHN, with_own([own_service("vijand", Sector.VV, "zhn", "0711112233", name)]))

    assert name not in page
    assert "<script" not in page
    assert "<img" not in page


def test_what_nobody_sees_becomes_a_mark() -> None:
    """A character that turns a number round does not do so on paper."""
    page = page_of(
        ZHN, with_own([own_service("om", Sector.VV, "zhn", "0711112233", "Dienst \u202e071")])
    )

    assert "\u202e" not in page
    assert "Dienst \N{REPLACEMENT CHARACTER}071" in page


# -- the page itself --------------------------------------------------------------------------


@pytest.mark.parametrize("region", [ZHN, UTRECHT, GRONINGEN], ids=lambda each: each.id)
def test_it_needs_nothing_besides_itself(region: Region) -> None:
    """No script and no request: the page forbids both, and holds none."""
    page = page_of(region)

    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"https?:|<script|<link|<img|@import|url\(|\bsrc=|\bon\w+=", page)


def test_letters_can_be_read_from_a_chair() -> None:
    """No letter is smaller than 10 points, no number than 18."""
    page = page_of(ZHN)
    style = page.partition("<style>")[2].partition("</style>")[0]
    sizes = {
        rule[0].strip(): float(rule[1])
        for rule in re.findall(r"([^{}]+)\{[^}]*?font(?:-size)?: ([\d.]+)pt", style)
    }

    assert len(re.findall(r"[\d.]+(?:px|em|rem|%)[^{}]*font", style)) == 0
    assert min(sizes.values()) >= 10
    assert min(size for name, size in sizes.items() if "number" in name) >= 18
    assert "size: A4" in style


def test_what_helps_least_goes_first() -> None:
    """The fullest page keeps each number and each criterion, and says that it may not fit."""
    whole = wall_card(with_own(ten_own_numbers()), UTRECHT, PAPER)

    short = fitted(whole)

    assert lines_of(short) < lines_of(whole)
    assert fits(fitted(card_of(UTRECHT)))
    for before, after in zip(whole.blocks, short.blocks, strict=True):
        numbers = [n.number for entry in before.entries for n in entry.numbers if n.number]
        assert numbers == [n.number for entry in after.entries for n in entry.numbers if n.number]
        assert before.criteria == after.criteria
        assert before.at_hand == after.at_hand


def test_which_places_have_a_card() -> None:
    """A zorgkantoorregio and a gemeente; a region of another kind says nothing of most sectors."""
    assert has_card(ZHN)
    assert has_card(LEIDEN)
    assert isinstance(LEIDEN, Municipality)
    assert not has_card(DIRECTORY.regions["holland-rijnland"])
    assert not has_card(DIRECTORY.regions["nl"])
    assert ENGINE.content.directory is DIRECTORY
