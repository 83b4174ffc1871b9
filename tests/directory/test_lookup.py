"""Whom to call for a place, without any triage."""

from __future__ import annotations

from datetime import datetime

import pytest

from crisiszorg_cli.directory import lookup, services as directory
from crisiszorg_cli.directory.lookup import Lookup, Query
from crisiszorg_cli.model.content import Content, Directory, Place, Purpose, RegionKind, Sector
from crisiszorg_cli.model.notices import OtherDivision, Remark
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.wording import contacts as words
from tests.effort import each

CRISIS, FORCED, NON_CRISIS = Purpose.CRISIS, Purpose.FORCED_CARE, Purpose.NON_CRISIS

LEIDEN, HAARLEMMERMEER, AMSTERDAM = "GM0546", "GM0394", "GM0363"
NIEUWEGEIN, VIJFHEERENLANDEN = "GM0356", "GM1961"


@pytest.fixture(scope="module")
def book(content: Content) -> Directory:
    """The directory as shipped."""
    return content.directory


def place_in(book: Directory, place_id: str) -> Place:
    """Return a place that is there."""
    place = directory.place_by_id(book, place_id)
    assert place is not None
    return place


def look(
    book: Directory, place: str, sector: Sector | None, moment: datetime, *, all_: bool = False
) -> Lookup:
    """Look up a place by its id."""
    query = Query(word=place, sector=sector)
    return lookup.for_place(book, place_in(book, place), query, moment, everything=all_)


def called(found: Lookup) -> list[tuple[str, Purpose]]:
    """Return services and what they are for, in the order to read them."""
    return [(contact.service.id, contact.purpose) for contact in found.contacts]


@pytest.mark.parametrize(
    ("place", "sector", "number"),
    [
        ("zhn", Sector.VV, "0883399999"),
        (LEIDEN, Sector.VV, "0883399999"),
        ("am", Sector.VV, "0235556004"),
        (HAARLEMMERMEER, Sector.VV, "0235556004"),
        ("amsterdam", Sector.VV, "0202628112"),
        (AMSTERDAM, Sector.VV, "0202628112"),
        ("zhn", Sector.GZ, "0715825887"),
        ("am", Sector.GZ, "0715825887"),
        ("amsterdam", Sector.GGZ, "0205235433"),
        ("lekstroom", Sector.JEUGD, "08002000"),
        (NIEUWEGEIN, Sector.JEUGD, "08002000"),
        (VIJFHEERENLANDEN, Sector.JEUGD, "08002000"),
        (LEIDEN, Sector.JEUGD, "08002000"),
        ("nl", Sector.JEUGD, "08002000"),
    ],
)
def test_the_first_number(
    place: str, sector: Sector, number: str, book: Directory, moment: datetime
) -> None:
    """Every number of the five documents is the first for its place and sector."""
    first = look(book, place, sector, moment).contacts[0]

    assert number == str(first.service.phone)
    assert first.purpose is CRISIS


@pytest.mark.parametrize(
    ("place", "sector", "page"),
    [
        ("zhn", Sector.GGZ, "https://www.rivierduinen.nl/spoed"),
        ("am", Sector.GGZ, "https://www.ggzingeest.nl/hulp-bij-crisis/"),
        ("amsterdam", Sector.GZ, "https://www.zilverenkruis.nl/zorgkantoor/crisiszorg"),
        ("utrecht", Sector.VV, "https://www.zilverenkruis.nl/zorgkantoor/crisiszorg"),
        (NIEUWEGEIN, Sector.GGZ, "https://www.altrecht.nl/zorgeenheid/acute-psychiatrie/"),
        (VIJFHEERENLANDEN, Sector.GZ, "https://www.vgz-zorgkantoren.nl/crisiszorg"),
    ],
)
def test_a_missing_number_names_the_page(
    place: str, sector: Sector, page: str, book: Directory, moment: datetime
) -> None:
    """Where only a page is known, the number is said to be missing, with that page."""
    found = look(book, place, sector, moment)

    assert [(sector, CRISIS, page)] == [(m.sector, m.purpose, m.page) for m in found.missing]
    assert not [c for c in found.contacts if c.purpose is CRISIS and c.service.phone]


@pytest.mark.parametrize("place", ["nl", "lekstroom"])
@pytest.mark.parametrize("sector", [Sector.VV, Sector.GZ])
def test_elsewhere_points_to_the_zorgkantoor(
    place: str, sector: Sector, book: Directory, moment: datetime
) -> None:
    """Nothing known of a region: it is missing, and the page to find the zorgkantoor is given."""
    found = look(book, place, sector, moment)

    assert [("zorgkantoor-zoeken", CRISIS)] == called(found)
    assert [CRISIS] == [missing.purpose for missing in found.missing]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            "amsterdam",
            [("aanmeldportaal-amsterdam", CRISIS), ("spoedeisende-psychiatrie-amsterdam", FORCED)],
        ),
        ("zhn", [("rap-zhn", CRISIS), ("rivierduinen", FORCED)]),
        ("am", [("aanmeldportaal-am", CRISIS), ("ggz-ingeest", FORCED)]),
    ],
)
def test_resistance_follows_the_crisis_line(
    place: str, expected: list[tuple[str, Purpose]], book: Directory, moment: datetime
) -> None:
    """The crisis line comes first, then who is called when the client resists."""
    assert expected == called(look(book, place, Sector.VV, moment))


@pytest.mark.parametrize(
    ("place", "regions"),
    [
        (LEIDEN, ["zhn", "holland-rijnland"]),
        (HAARLEMMERMEER, ["am", "jeugdregio-haarlemmermeer"]),
        (AMSTERDAM, ["amsterdam", "amsterdam-amstelland"]),
        (VIJFHEERENLANDEN, ["waardenland", "lekstroom"]),
        ("zhn", ["zhn"]),
        ("lekstroom", ["lekstroom"]),
        ("nl", ["nl"]),
    ],
)
def test_all_sectors_of_a_place(
    place: str, regions: list[str], book: Directory, moment: datetime
) -> None:
    """A gemeente answers for all sectors in its own regions; a region for its own kind only."""
    found = look(book, place, None, moment)

    assert regions == [region.id for region in found.regions]
    note = getattr(place_in(book, place), "note", None)
    assert ((Remark(note),) if note else ()) == found.notices
    assert place_in(book, place) == found.place


@pytest.mark.parametrize(
    ("place", "sector"),
    [("zhn", Sector.JEUGD), ("am", Sector.JEUGD), ("lekstroom", Sector.VV)],
)
def test_a_region_of_the_other_kind_is_said(
    place: str, sector: Sector, book: Directory, moment: datetime
) -> None:
    """A zorgkantoorregio says nothing about youth, nor a jeugdregio about the rest."""
    found = look(book, place, sector, moment)
    region = book.regions[place]

    assert (OtherDivision(region),) == found.notices
    assert [RegionKind.NATIONAL] == [r.kind for r in found.regions]


@pytest.mark.thorough
@pytest.mark.parametrize("sector", [None, *Sector])
def test_nobody_is_named_twice(sector: Sector | None, book: Directory, moment: datetime) -> None:
    """A service that serves several sectors or purposes stands there once."""
    for place in each(6, (*book.regions, *book.municipalities)):
        services = [name for name, _ in called(look(book, place, sector, moment, all_=True))]
        assert len(services) == len(set(services))


def test_a_crisis_line_is_shown_as_one(book: Directory, moment: datetime) -> None:
    """Spoedeisende Psychiatrie is Amsterdam's GGZ crisis line, also among all sectors."""
    found = dict(called(look(book, AMSTERDAM, None, moment)))

    assert found["spoedeisende-psychiatrie-amsterdam"] is CRISIS


def test_not_for_crisis_only_when_asked_for(book: Directory, moment: datetime) -> None:
    """CIZ, CAK and the like come with everything, after the crisis lines, marked as such."""
    short = called(look(book, "zhn", Sector.VV, moment))
    everything = called(look(book, "zhn", Sector.VV, moment, all_=True))

    assert NON_CRISIS not in dict(short).values()
    assert short == everything[: len(short)]
    assert {NON_CRISIS} == {purpose for _, purpose in everything[len(short) :]}
    assert {"ciz", "cak", "svb", "zz-klantadvies", "mee-zhn"} <= set(dict(everything))


def test_services_asked_for_by_name(book: Directory, moment: datetime) -> None:
    """A service found by name is shown with its own region, purpose and hours."""
    services = (book.services["rap-zhn"], book.services["ciz"])
    found = lookup.for_services(book, services, moment)

    assert [("rap-zhn", CRISIS), ("ciz", NON_CRISIS)] == called(found)
    assert ["zhn", "nl"] == [region.id for region in found.regions]
    assert [Sector.VV, None] == [contact.sector for contact in found.contacts]
    assert [True, None] == [contact.open for contact in found.contacts]


def test_the_moment_decides_what_is_open(book: Directory, moment: datetime) -> None:
    """On Sunday evening the portal is open and the regisseur is not; unknown stays unknown."""
    portal = look(book, "am", Sector.VV, moment).contacts[0]
    regisseur = look(book, "am", Sector.GZ, moment).contacts[0]
    psychiatry = look(book, "amsterdam", Sector.GGZ, moment).contacts[0]

    assert (portal.open, regisseur.open, psychiatry.open) == (True, False, None)
    assert moment == look(book, "am", Sector.VV, moment).moment


def test_the_zorgkantoor_is_never_the_way_in_for_the_ggz(book: Directory, moment: datetime) -> None:
    """Its page covers GZ and V&V: for a psychiatric crisis it would send the wrong way."""
    pages = {office.crisis_page for office in book.offices.values()}
    for place in (*book.regions, *book.municipalities):
        found = look(book, place, Sector.GGZ, moment)
        given = {c.service.page for c in found.contacts} | {m.page for m in found.missing}
        assert not pages & given
        assert "zorgkantoor-zoeken" not in {c.service.id for c in found.contacts}


@pytest.mark.thorough
def test_every_place_and_sector_has_a_way_in(book: Directory, moment: datetime) -> None:
    """A lookup ends with a number, a page, or, in the GGZ, where the number is to be found."""
    for place in each(6, (*book.regions, *book.municipalities)):
        for sector in (None, *Sector):
            found = look(book, place, sector, moment)
            ways = [c.service.phone or c.service.page for c in found.contacts]
            said = sector is Sector.GGZ and words.ASK_THE_LIST in plain(lookup_lines(book, found))
            assert any([*ways, *(missing.page for missing in found.missing), said])


def test_of_what_may_be_tried_what_is_closed_comes_last(book: Directory) -> None:
    """On Sunday night the day numbers stand below the one that answers; by day they go first."""
    query = Query(region="utrecht", sector=Sector.GGZ)
    first = {}
    for text in ("2026-11-22T21:30+01:00", "2026-11-24T11:00+01:00"):
        found = lookup.find(book, query, datetime.fromisoformat(text), everything=False)
        first[text[8:10]] = found.possible[0].service.id
    assert first == {"22": "altrecht-portier", "24": "altrecht-utrecht-nummer"}
