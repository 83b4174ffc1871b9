"""Further contacts: where each is given, with which caution, and what must never appear.

What is expected is written out from the list of contacts, not read from ``data/``.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from crisiszorg_cli.content.index import Index
from crisiszorg_cli.content.loader import load_directory, make_index
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.directory import lookup, search, services as directory
from crisiszorg_cli.directory.lookup import Lookup, Query
from crisiszorg_cli.model.contacts import (
    Confidence,
    Directory,
    Municipality,
    Purpose,
    RegionKind,
    Sector,
    Service,
)
from crisiszorg_cli.render.as_json import lookup_json
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.lookup import lookup_lines

BOOK = load_directory(data_folder(), prove=False)

NEVER = {
    "0883833300": "Amsterdam, until 2020",
    "0882673226": "Cordaan, per stadsregio",
    "0208867777": "Cordaan, outside office hours",
    "0252363200": "Cordaan, roulatieschema",
    "09009955599": "Bureau Jeugdzorg Gelderland",
}
"""Numbers that another document still gives and that lapsed."""

NUMBERS = {
    "0182302436": ({"midden-holland"}, {"vv"}, {"crisis"}, "24/7"),
    "0436045777": ({"jeugdregio-zuid-limburg"}, {"jeugd"}, {"crisis"}, "24/7"),
    "0703450506": ({"jeugdregio-haaglanden"}, {"jeugd"}, {"crisis"}, None),
    "08008013": ({"jeugdregio-midden-brabant"}, {"jeugd"}, {"crisis"}, "24/7"),
    "08005099": ({"west-brabant-west", "west-brabant-oost"}, {"jeugd"}, {"crisis"}, "24/7"),
    "0887778887": ({"veilig-thuis-noord-holland-noord"}, {"jeugd"}, {"crisis"}, "24/7"),
    "08001205": ({"nl"}, {"vv", "gz", "ggz"}, {"non_crisis"}, None),
    "0235159998": (
        {"kennemerland"},
        {"ggz"},
        {"non_crisis"},
        "Mo-We 09:00-17:00; Th-Su 09:00-22:00",
    ),
}
"""Number: regions, sectors, purposes, hours."""

CAUTIONS = {
    "roc-midden-holland": "Eén bron, ongedateerd, controleer.",
    "zcc-midden-nederland": "Bronnen uit 2020 en 2023, controleer.",
    "altrecht": "Eén bron, ongedateerd, controleer.",
    "ggz-delfland": "Eén bron, ongedateerd, controleer.",
    "vincent-van-gogh-met": "Eén bron uit 2024, controleer.",
    "ggz-crisisdienst-west-brabant": "Eén krantenbericht uit 2019, controleer.",
    "crisishulp-jeugd-zuid-limburg": "Twee pagina's uit 2019, controleer.",
    "cit-haaglanden": "Eén bron, ongedateerd, controleer.",
    "cit-hart-van-brabant": "Eén bron, ongedateerd, controleer.",
    "meldpunt-crisiszorg-west-brabant": "Drie pagina's, de laatste uit 2021, controleer.",
    "crisisdienst-jeugd-nhn": "Eén bron uit 2018, controleer.",
    "spoed-voor-jeugd-groningen": "Eén bron, ongedateerd, controleer.",
    "spoed4jeugd-friesland": "Eén bron, ongedateerd, controleer.",
    "mobiel-crisisteam-jeugd-amsterdam": "Eén bron, ongedateerd, controleer.",
    "ccp-zoetermeer": "Eén bron, ongedateerd, controleer.",
    "elv-eemland": "Eén bron uit 2019, controleer.",
    "meldpunt-zorg-en-overlast-kennemerland": "Twee pagina's uit 2020, controleer.",
}

ONLY_A_PAGE = {
    ("utrecht", Sector.GGZ): "https://www.altrecht.nl/zorgeenheid/acute-psychiatrie/",
    ("westland-schieland-delfland", Sector.GGZ): "https://www.ggz-delfland.nl/",
    ("noord-en-midden-limburg", Sector.GGZ): "https://www.vvgi.nl/actueel/nieuws/",
    ("west-brabant", Sector.GGZ): "https://www.bndestem.nl/breda/",
    ("jeugdregio-groningen", Sector.JEUGD): "https://spoedvoorjeugdgroningen.nl/",
    ("jeugdregio-friesland", Sector.JEUGD): "https://spoed4jeugd.nl/",
}


def _with_number(digits: str) -> list[Service]:
    services = BOOK.services.values()
    return [s for s in services if s.phone is not None and s.phone.digits == digits]


def _look(text: str, sector: Sector | None, moment: datetime, *, all_: bool = False) -> Lookup:
    return lookup.find(BOOK, Query(word=text, sector=sector), moment, everything=all_)


def _shown(text: str, sector: Sector | None, moment: datetime) -> str:
    return plain(lookup_lines(BOOK, _look(text, sector, moment)))


# -- where a contact is given -----------------------------------------------------------------


@pytest.mark.parametrize("digits", NUMBERS)
def test_whom_a_number_serves(digits: str) -> None:
    """A number is given where and for what its source says, with the hours it says."""
    services = _with_number(digits)
    servings = [serving for service in services for serving in service.serves]
    regions = {region for serving in servings for region in serving.regions}
    sectors = {sector.value for serving in servings for sector in serving.sectors}
    purposes = {serving.purpose.value for serving in servings}

    assert NUMBERS[digits] == (regions, sectors, purposes, services[0].hours)


@pytest.mark.parametrize("service", CAUTIONS)
def test_each_carries_its_caution(service: str) -> None:
    """How little a contact rests on stands beside it; programs get it as confidence."""
    found = BOOK.services[service]

    assert CAUTIONS[service] in (found.caution or "")
    confirmed = found.confidence is Confidence.CONFIRMED
    assert confirmed == (service == "meldpunt-crisiszorg-west-brabant")


@pytest.mark.parametrize(("region", "sector"), ONLY_A_PAGE)
def test_a_page_is_no_number(region: str, sector: Sector, moment: datetime) -> None:
    """Where a source names a service without its number, the page is given, and so said."""
    page = ONLY_A_PAGE[region, sector]
    places = BOOK.regions[region]
    contacts, missing = directory.contacts_for(BOOK, places, sector, (Purpose.CRISIS,), moment)

    assert contacts[0].service.phone is None
    assert (contacts[0].service.page or "").startswith(page)
    assert [(sector, contacts[0].service.page)] == [(m.sector, m.page) for m in missing]


@pytest.mark.parametrize("region", ["utrecht", "west-brabant", "noord-en-midden-limburg"])
def test_ggz_crisisdienst_is_shown_at_resistance(region: str, moment: datetime) -> None:
    """Outside Amsterdam no source names the route: the region's own crisisdienst, with doubt."""
    place = BOOK.regions[region]
    purposes = (Purpose.FORCED_CARE,)
    contacts, _ = directory.contacts_for(BOOK, place, Sector.VV, purposes, moment)

    assert ["Ook voor Wzd" in (c.service.caution or "") for c in contacts] == [True]


def test_the_page_of_the_zorgkantoor_stays_first_in_utrecht(moment: datetime) -> None:
    """A coordination centre that may not do Wlz crisis care does not replace the zorgkantoor."""
    text = _shown("utrecht", Sector.VV, moment)

    zorgkantoor = "https://www.zilverenkruis.nl/zorgkantoor/crisiszorg"
    assert zorgkantoor in text
    assert text.index(zorgkantoor) < text.index("Zorgcoördinatiecentrum")


@pytest.mark.parametrize(
    ("town", "service"), [("zoetermeer", "ccp-zoetermeer"), ("amersfoort", "elv-eemland")]
)
def test_a_desk_of_a_part_is_not_the_crisis_line(town: str, service: str, moment: datetime) -> None:
    """A short-stay desk for part of a region is found by name, or with everything else."""
    crisis = _look(town, Sector.VV, moment)
    everything = _look(town, Sector.VV, moment, all_=True)

    assert service not in [contact.service.id for contact in crisis.contacts]
    assert [Sector.VV] == [missing.sector for missing in crisis.missing]
    found = next(c for c in everything.contacts if c.service.id == service)
    assert found.purpose is Purpose.NON_CRISIS
    assert "alleen" in (found.service.scope or "")
    assert "Geen crisismeldpunt" in (found.service.caution or "")


# -- youth --------------------------------------------------------------------------------------

WEST_BRABANT = {
    *("Altena", "Bergen op Zoom", "Breda", "Drimmelen", "Etten-Leur", "Geertruidenberg"),
    *("Halderberge", "Moerdijk", "Oosterhout", "Roosendaal", "Rucphen", "Steenbergen"),
    *("Woensdrecht", "Zundert"),
}
"""The gemeenten that the Meldpunt Crisiszorg names."""


def _towns(region: str) -> set[str]:
    return {town.name for town in BOOK.municipalities.values() if town.youth_region == region}


def test_west_brabant_has_the_gemeenten_of_its_source() -> None:
    """The two jeugdregio's together are what the meldpunt says it works for, no more, no less."""
    assert WEST_BRABANT == _towns("west-brabant-west") | _towns("west-brabant-oost")


@pytest.mark.parametrize(
    ("town", "first"),
    [
        ("maastricht", "043 604 57 77"),
        ("tilburg", "0800 8013"),
        ("bergen op zoom", "0800 5099"),
        ("baarle-nassau", "0800 8013"),
        ("zoetermeer", "070 345 05 06"),
        ("delft", "070 345 05 06"),
        ("houten", "0800 2000"),
    ],
)
def test_first_youth_number(town: str, first: str, moment: datetime) -> None:
    """The region's own number goes first; Veilig Thuis follows, as everywhere, once."""
    found = _look(town, Sector.JEUGD, moment)
    numbers = [contact.service.display for contact in found.contacts]

    assert first == numbers[0]
    assert 1 == numbers.count("0800 2000")
    assert not found.missing


@pytest.mark.parametrize("town", ["alkmaar", "enkhuizen", "texel", "amsterdam", "groningen", "ede"])
def test_no_youth_number_by_inference(town: str, moment: datetime) -> None:
    """A source that names no jeugdregio and no gemeenten gives no number for a place."""
    found = _look(town, Sector.JEUGD, moment)
    numbers = [contact.service.display for contact in found.contacts if contact.service.phone]

    assert ["0800 2000"] == numbers
    assert [Sector.JEUGD] == [missing.sector for missing in found.missing]


@pytest.mark.parametrize(
    ("town", "name", "number"),
    [
        ("alkmaar", "Crisisdienst Jeugd Noord-Holland-Noord", "088 777 88 87"),
        ("amsterdam", "Mobiel Crisisteam Jeugd Amsterdam", None),
    ],
)
def test_a_larger_area_is_pointed_at(
    town: str, name: str, number: str | None, moment: datetime
) -> None:
    """It is named, as perhaps, without its number; under its own name everything is found."""
    text = _shown(town, None, moment)
    assert f"isschien ook: {name}" in text
    assert number is None or number not in text

    (contact,) = _look(name, None, moment).contacts
    assert number == contact.service.display
    assert "bron niet" not in _shown("maastricht", None, moment)


def test_a_pointed_service_serves_no_jeugdregio() -> None:
    """What stands with a Veilig Thuis-regio is never the number of a gemeente in it."""
    pointed = [
        (service.id, region)
        for service in BOOK.services.values()
        for serving in service.serves
        for region in serving.regions
        if BOOK.regions[region].kind is RegionKind.VEILIG_THUIS_REGIO
    ]

    assert {"crisisdienst-jeugd-nhn", "mobiel-crisisteam-jeugd-amsterdam"} == dict(pointed).keys()


# -- what must never appear -------------------------------------------------------------------


def _digits_in(text: str) -> str:
    return re.sub(r"(?<=\d)[\s()/–-]+(?=\d)", "", text)


@pytest.mark.parametrize("digits", NEVER)
def test_lapsed_numbers_stand_nowhere(digits: str) -> None:
    """Not in the data, however they are grouped, nor in the program or its documentation."""
    root = Path(__file__).parents[2]
    files = [
        *(root / "data").glob("*.yaml"),
        *(root / "crisiszorg_cli").rglob("*.py"),
        *(root / "crisiszorg_cli").rglob("*.yaml"),
        *(root / "docs").glob("*.md"),
        *root.glob("*.md"),
    ]
    assert len(files) > 20

    assert [] == [f.name for f in files if digits in _digits_in(f.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("digits", NEVER)
def test_lapsed_numbers_are_never_found(digits: str, moment: datetime) -> None:
    """No lookup of any region or gemeente gives one, with everything shown."""
    numbers = {
        contact.service.phone.digits
        for place in search.all_places(BOOK)
        for contact in _look(place.id, None, moment, all_=True).contacts
        if contact.service.phone
    }
    assert len(numbers) > 15

    assert digits not in numbers


def test_the_secret_number_is_said_to_be_secret(moment: datetime) -> None:
    """In Limburg there is a number for referrers alone: that is said, with the page."""
    text = _shown("venlo", Sector.GGZ, moment)

    assert "alleen aan verwijzers gegeven" in text
    assert "https://www.vvgi.nl/" in text
    assert not re.search(r"^\d[\d ]+$", text, re.MULTILINE)


# -- zorgkantoren and services by name --------------------------------------------------------


def _book_of(moment: datetime) -> Directory:
    """Return what a lookup reads from the index."""
    index = Index(make_index(data_folder(), moment))
    return index.directory(timetables=True)


@pytest.mark.parametrize(
    ("word", "page", "regions"),
    [
        ("menzis", "https://www.menziszorgkantoor.nl/crisiszorg", "Arnhem, Groningen, Twente"),
        ("Zorgkantoor Menzis", "https://www.menziszorgkantoor.nl/crisiszorg", "Groningen"),
        ("dsw", "https://www.zorgkantoordsw.nl/crisiszorg", "Westland Schieland Delfland"),
        ("zorgkantoor friesland", "https://www.zorgkantoorfriesland.nl/crisiszorg", "Friesland"),
    ],
)
def test_a_zorgkantoor_by_name(word: str, page: str, regions: str, moment: datetime) -> None:
    """Its crisis page and its regions, marked as what it is: no crisis number."""
    for book in (BOOK, _book_of(moment)):
        found = lookup.find(book, Query(word=word), moment, everything=False)
        text = plain(lookup_lines(book, found))

        assert "Geen crisisnummer" in text
        assert page in text.splitlines()
        assert regions in text
        assert not re.search(r"^\d[\d ]+$", text, re.MULTILINE)


def test_every_zorgkantoor_is_found(moment: datetime) -> None:
    """Each by its name with the word before it; alone unless a region is called that."""
    for office in BOOK.offices.values():
        found = _look(f"zorgkantoor {office.name}", None, moment)
        assert office in found.offices
        alone = _look(office.name, None, moment)
        assert office in alone.offices or alone.place is not None


def test_doubt_about_a_zorgkantoor_stands_with_its_region(moment: datetime) -> None:
    """Of VGZ's regions some are less certain than others; each line says which."""
    lines = _shown("vgz", None, moment).splitlines()

    (trias,) = (line for line in lines if "Trias" in line)
    assert "Midden-Holland, Waardenland" in trias
    assert "Nijmegen" not in trias


def test_zorgkantoor_as_json(moment: datetime) -> None:
    """A program gets the page and the regions too."""
    query = Query(word="menzis")
    found = lookup.find(BOOK, query, moment, everything=False)
    (office,) = lookup_json(BOOK, found, query)["offices"]

    assert ["arnhem", "groningen", "twente"] == office["regions"]
    assert "https://www.menziszorgkantoor.nl/crisiszorg" == office["url"]


def test_a_service_by_name_says_for_which_regions(moment: datetime) -> None:
    """The crisisregisseur serves two regions, and says so."""
    for book in (BOOK, _book_of(moment)):
        found = lookup.find(book, Query(word="crisisregisseur"), moment, everything=False)
        heading = plain(lookup_lines(book, found)).splitlines()[0]

        assert "GZ, crisis: Zuid-Holland Noord; Amstelland en de Meerlanden" == heading
        assert ["zhn", "am"] == [region.id for region in found.regions]


def test_every_gemeente_has_someone_or_a_page(moment: datetime) -> None:
    """No place of the country ends in silence: per sector a number, a page, or that is said."""
    for town in BOOK.municipalities.values():
        for sector in Sector:
            found = lookup.for_place(BOOK, town, Query(sector=sector), moment, everything=False)
            numbers = [c for c in found.contacts if c.service.phone]
            assert numbers or any(m.page for m in found.missing), (town.name, sector)
            assert isinstance(found.place, Municipality)
