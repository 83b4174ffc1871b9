"""Further contacts: where each is given, with which caution, and what must never appear.

What is expected is written out from the list of contacts, not read from ``data/``.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from crisiszorg_cli.content.index import Index
from crisiszorg_cli.content.loader import directory_over
from crisiszorg_cli.content.store import data_folder, fresh_index
from crisiszorg_cli.directory import lookup, search, services as directory
from crisiszorg_cli.directory.lookup import Lookup, Query
from crisiszorg_cli.directory.services import cautions
from crisiszorg_cli.model.contacts import (
    Confidence,
    Directory,
    Municipality,
    Purpose,
    RegionKind,
    Sector,
    Service,
    Standing,
    Verified,
)
from crisiszorg_cli.render.as_json import lookup_json
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.wording.contacts import ASK_THE_LIST, POSSIBLE
from tests.shipped import DIRECTORY, index_as_made

BOOK = DIRECTORY

NEVER = {
    "0883833300": "Amsterdam, until 2020",
    "0882673226": "Cordaan, per stadsregio",
    "0208867777": "Cordaan, outside office hours",
    "0252363200": "Cordaan, roulatieschema",
    "09009955599": "Bureau Jeugdzorg Gelderland",
}
"""Numbers that another document still gives and that lapsed."""

NEVER_HERE = [
    ("0365454000", "flevoland", Sector.VV),
    ("0887893000", "nl", Sector.VV),
    ("0887893000", "nl", Sector.GZ),
    ("0302308555", "utrecht", Sector.GGZ),
    ("0888460464", "noord-en-midden-limburg", Sector.GGZ),
    ("0888460460", "noord-en-midden-limburg", Sector.GGZ),
    ("0889963000", "jeugdregio-flevoland", Sector.JEUGD),
    ("08001471", "zuid-holland-zuid", Sector.JEUGD),
    ("09001701", "nl", Sector.GGZ),
]
"""Numbers that must never be given for a region and sector, by the list of contacts."""

HELD = {
    *("0880321321", "09003335555", "0889334400", "0883581500", "0880666999", "08000432"),
    *("0880100521", "0881447040", "0882460240", "0880031101", "0204878222", "09008844"),
}
"""Numbers that the list of contacts holds back: not loaded."""

NUMBERS = {
    "0182302436": ({"midden-holland"}, {"vv"}, {"crisis"}, "24/7"),
    "0436045777": (
        {"jeugdregio-zuid-limburg", "noord-limburg", "midden-limburg-oost", "midden-limburg-west"},
        {"jeugd"},
        {"crisis"},
        "24/7",
    ),
    "0703450506": (
        {"jeugdregio-haaglanden"},
        {"jeugd"},
        {"crisis"},
        "Mo-Fr 09:00-17:00; PH off",
    ),
    "08008013": ({"jeugdregio-midden-brabant"}, {"jeugd"}, {"crisis"}, "24/7"),
    "08005099": ({"west-brabant-west", "west-brabant-oost"}, {"jeugd"}, {"crisis"}, "24/7"),
    "0887778887": (
        {"kop-van-noord-holland", "west-friesland", "alkmaar"},
        {"jeugd"},
        {"crisis"},
        "24/7",
    ),
    "0243665767": ({"nijmegen"}, {"vv"}, {"crisis"}, "24/7"),
    "08008081": ({"jeugdregio-groningen"}, {"jeugd"}, {"crisis"}, "24/7"),
    "08007763345": ({"jeugdregio-friesland"}, {"jeugd"}, {"crisis"}, "24/7"),
    "0880666987": ({"jeugdregio-zuidoost-brabant"}, {"jeugd"}, {"crisis"}, None),
    "0880237500": ({"jeugdregio-noordoost-brabant", "rivierenland"}, {"jeugd"}, {"crisis"}, "24/7"),
    "0505223555": ({"groningen"}, {"ggz", "vv", "gz"}, {"crisis", "forced_care"}, "24/7"),
    "0850439696": ({"zwolle"}, {"vv"}, {"non_crisis"}, "24/7"),
    "0880025080": ({"haaglanden"}, {"vv"}, {"non_crisis"}, None),
    "08000113": ({"nl"}, {"vv", "gz", "ggz", "jeugd"}, {"non_crisis"}, "24/7"),
    "0887558000": ({"nl"}, {"vv", "gz", "ggz", "jeugd"}, {"non_crisis"}, "24/7"),
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
    "altrecht": "Ongedateerde bronnen, controleer.",
    "ggz-delfland": "Eén bron, ongedateerd, controleer.",
    "vincent-van-gogh-met": "Eén bron uit 2024, controleer.",
    "ggz-crisisdienst-west-brabant": "Eén krantenbericht uit 2019, controleer.",
    "crisishulp-jeugd-noord-midden-limburg": "Eén bron, van 2022 of later, controleer.",
    "cit-haaglanden": "Eén bron, ongedateerd, controleer.",
    "crisisdienst-jeugd-nhn-nummer": "Eén bron uit 2018, controleer.",
    "spoed-voor-jeugd-groningen": "Het nummer staat in één bron, uit 2022, controleer.",
    "spoed4jeugd-friesland": "Eén bron, ongedateerd, controleer.",
    "mobiel-crisisteam-jeugd-amsterdam": "Eén bron, ongedateerd, controleer.",
    "ccp-zoetermeer": "Ongedateerd, controleer.",
    "elv-eemland": "Eén bron uit 2019, controleer.",
    "meldpunt-zorg-en-overlast-kennemerland": "Twee pagina's uit 2020, controleer.",
}

ONLY_A_PAGE = {
    ("utrecht", Sector.GGZ): "https://www.altrecht.nl/zorgeenheid/acute-psychiatrie/",
    ("westland-schieland-delfland", Sector.GGZ): "https://www.ggz-delfland.nl/",
    ("noord-en-midden-limburg", Sector.GGZ): "https://www.vvgi.nl/actueel/nieuws/",
    ("west-brabant", Sector.GGZ): "https://www.bndestem.nl/breda/",
    ("drenthe", Sector.GGZ): "https://ggzdrenthe.nl/",
    ("twente", Sector.GGZ): "https://izotwente.nl/",
}


def _with_number(digits: str) -> list[Service]:
    services = BOOK.services.values()
    return [s for s in services if s.phone is not None and s.phone.digits == digits]


@pytest.fixture(name="everywhere", scope="module")
def _everywhere(moment: datetime) -> list[Lookup]:
    """Everything that a lookup shows of each region and gemeente."""
    return [_look(place.id, None, moment, all_=True) for place in search.all_places(BOOK)]


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
    assert found.confidence is not Confidence.CONFIRMED


def test_what_is_worked_out_of_one_directory_is_never_told_of_another() -> None:
    """Also where both have one version, and are asked in turn."""
    zhn = DIRECTORY.regions["zhn"]
    known = directory.services_for(DIRECTORY, zhn, Sector.VV, Purpose.CRISIS)
    less = {id_: s for id_, s in DIRECTORY.services.items() if s not in known}
    without = DIRECTORY._replace(services=less)
    assert known
    for _ in range(2):
        assert directory.services_for(without, zhn, Sector.VV, Purpose.CRISIS) == ()
        assert directory.services_for(DIRECTORY, zhn, Sector.VV, Purpose.CRISIS) == known


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

    doubt = [" ".join(cautions(c.service, c.sector)) for c in contacts]
    assert ["Ook voor Wzd" in text for text in doubt] == [True]


def test_a_doubt_about_the_wzd_stands_where_that_counts() -> None:
    """In V&V and GZ, and by name: forced care in the GGZ is under the Wvggz, and youth has none."""
    doubted = [service for service in BOOK.services.values() if service.wzd_caution]

    assert {service.id for service in doubted} >= {"rivierduinen", "altrecht-portier"}
    for service in doubted:
        assert "Wzd" not in (service.caution or "")
        for sector in (Sector.GGZ, Sector.JEUGD):
            assert cautions(service, sector) == tuple(filter(None, [service.caution]))
        for wzd in (Sector.VV, Sector.GZ, None):
            assert cautions(service, wzd)[-1] == service.wzd_caution


def test_the_page_of_a_zorgkantoor_is_for_crises_in_vv_and_gz_alone(moment: datetime) -> None:
    """It is no way to forced care, and covers neither youth nor a GGZ without a profile."""
    pages = {office.crisis_page for office in BOOK.offices.values()}
    of_office = {
        (sector, purpose)
        for region in BOOK.regions.values()
        if region.office
        for sector in Sector
        for purpose in (Purpose.CRISIS, Purpose.FORCED_CARE)
        for missing in directory.contacts_for(BOOK, region, sector, (purpose,), moment)[1]
        if missing.page in pages
    }
    assert of_office == {(Sector.VV, Purpose.CRISIS), (Sector.GZ, Purpose.CRISIS)}


def test_the_page_of_the_zorgkantoor_stays_first_in_utrecht(moment: datetime) -> None:
    """A coordination centre that may not do Wlz crisis care does not replace the zorgkantoor."""
    text = _shown("utrecht", Sector.VV, moment)

    zorgkantoor = BOOK.services["zilveren-kruis-aanbieders-vv"].page or ""
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


# -- the four levels ----------------------------------------------------------------------------

POSSIBLE_ONLY = {
    *("0182302436", "0243665767", "0850439696", "0880025080", "0302308850", "0306965333"),
    *("0302308888", "0888460461", "0888460017", "0888460460", "0888460464", "0888460462"),
    *("0888460209", "0505223555", "0503618880", "08007763345", "0880666987", "0880237500"),
    *("0887778887", "0703450506"),
}
"""The numbers that the list of contacts gives as possible, as short stay or as consultation."""


def test_which_numbers_are_only_possible() -> None:
    """Just these: the two of the older list among them, and none that is known besides."""
    by_standing: dict[Standing, set[str]] = {}
    for service in BOOK.services.values():
        if service.phone:
            by_standing.setdefault(service.standing, set()).add(service.phone.digits)

    assert POSSIBLE_ONLY == by_standing[Standing.POSSIBLE]
    assert {"0384567888"} == by_standing[Standing.BY_NAME]
    assert not POSSIBLE_ONLY & by_standing[Standing.KNOWN]


def test_a_possible_number_stands_apart_everywhere(
    moment: datetime, everywhere: list[Lookup]
) -> None:
    """Of no place is one among the contacts, with everything shown or not; JSON has a list.

    With less shown, one gemeente stands for those in the same regions.
    """
    seen = set()
    kinds = {
        search.regions_of(place) if isinstance(place, Municipality) else place.id: place.id
        for place in search.all_places(BOOK)
    }
    for found in (*everywhere, *(_look(id_, None, moment) for id_ in kinds.values())):
        among = {c.service.phone.digits for c in found.contacts if c.service.phone}
        assert not among & {*POSSIBLE_ONLY, "0384567888"}, found.place
        seen |= {c.service.phone.digits for c in found.possible if c.service.phone}

    assert POSSIBLE_ONLY == seen


def test_possible_is_said_where_it_is_shown(moment: datetime) -> None:
    """The heading says so; the numbers come after what is known, and under their own names too."""
    text = _shown("gouda", Sector.VV, moment)
    assert text.index("Regionaal Transferpunt") < text.index(POSSIBLE.lower())
    assert text.index(POSSIBLE.lower()) < text.index("0182 30 24 36")

    for name in ("bci", "roc midden-holland", "cbl groningen"):
        assert POSSIBLE.lower() in _shown(name, None, moment).lower()
        assert not _look(name, None, moment).contacts


def test_the_escalation_line_is_found_by_its_name_alone(moment: datetime) -> None:
    """The provider calls it, after the list: no place gives it, its own name does."""
    assert "038 456 78 88" in _shown("team casuistiek", None, moment)
    for place in ("zwolle", "flevoland", "utrecht"):
        found = _look(place, Sector.VV, moment, all_=True)
        assert "zilveren-kruis-aanbieders-vv" in [c.service.id for c in found.contacts]
        assert "038 456 78 88" not in plain(lookup_lines(BOOK, found))


@pytest.mark.parametrize("word", ["113", "zelfmoord", "suïcide", "suicide", "Suïcidaal"])
def test_suicidality_is_found(word: str, moment: datetime) -> None:
    """The free number, for client and family, and that the crisisdienst stays the way."""
    text = _shown(word, None, moment)

    assert "0800 0113" in text.splitlines()
    assert "niet in plaats van de crisisdienst" in text
    assert "112" in text


@pytest.mark.parametrize("word", ["vergiftiging", "nvic", "intoxicatie"])
def test_poisoning_is_found(word: str, moment: datetime) -> None:
    """The number for professionals, and that it is for them alone."""
    text = _shown(word, None, moment)

    assert "088 755 80 00" in text.splitlines()
    assert "geen patiënten" in text


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
        ("groningen", "0800 80 81"),
        ("venlo", "043 604 57 77"),
        ("assen", "0592 38 15 30"),
        ("houten", "0800 2000"),
        ("utrecht", "0800 2000"),
        ("hilversum", "0800 2000"),
    ],
)
def test_first_youth_number(town: str, first: str, moment: datetime) -> None:
    """The region's own number goes first; Veilig Thuis follows, as everywhere, once."""
    found = _look(town, Sector.JEUGD, moment)
    numbers = [contact.service.display for contact in found.contacts]

    assert first == numbers[0]
    assert 1 == numbers.count("0800 2000")
    assert not found.missing


@pytest.mark.parametrize(
    "town", ["alkmaar", "enkhuizen", "texel", "amsterdam", "zoetermeer", "ede", "leiden"]
)
def test_no_youth_number_by_inference(town: str, moment: datetime) -> None:
    """A source that names no jeugdregio and no gemeenten gives no number for a place."""
    found = _look(town, Sector.JEUGD, moment)
    numbers = [contact.service.display for contact in found.contacts if contact.service.phone]

    assert ["0800 2000"] == numbers
    assert [Sector.JEUGD] == [missing.sector for missing in found.missing]


def test_a_larger_area_is_pointed_at(moment: datetime) -> None:
    """It is named, as perhaps; under its own name everything is found."""
    name = "Mobiel Crisisteam Jeugd Amsterdam"
    assert f"isschien ook: {name}" in _shown("amstelveen", None, moment)

    (contact,) = _look(name, None, moment).contacts
    assert contact.service.phone is None
    assert "isschien ook" not in _shown("maastricht", None, moment)


@pytest.mark.parametrize(
    ("town", "given"), [("amsterdam", True), ("diemen", True), ("amstelveen", False)]
)
def test_the_way_to_the_youth_team_of_amsterdam(town: str, given: bool, moment: datetime) -> None:
    """It is reached through 020 523 54 33, for the gemeenten Amsterdam and Diemen alone."""
    text = _shown(town, Sector.JEUGD, moment)

    assert given == ("020 523 54 33" in text)
    assert given == ("Jeugd, bij een psychiatrisch beeld: Mobiel Crisisteam" in text)


def test_a_pointed_service_serves_no_jeugdregio() -> None:
    """What stands with a Veilig Thuis-regio is never the number of a gemeente in it."""
    pointed = [
        (service.id, region)
        for service in BOOK.services.values()
        for serving in service.serves
        for region in serving.regions
        if BOOK.regions[region].kind is RegionKind.VEILIG_THUIS_REGIO
    ]

    assert {"mobiel-crisisteam-jeugd-amsterdam"} == dict(pointed).keys()


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
def test_lapsed_numbers_are_never_found(digits: str, everywhere: list[Lookup]) -> None:
    """No lookup of any region or gemeente gives one, with everything shown."""
    numbers = {
        contact.service.phone.digits
        for found in everywhere
        for contact in found.contacts
        if contact.service.phone
    }
    assert len(numbers) > 15

    assert digits not in numbers


@pytest.mark.parametrize(("digits", "region", "sector"), NEVER_HERE)
def test_a_number_is_never_given_here(
    digits: str, region: str, sector: Sector, moment: datetime
) -> None:
    """Neither for the region, nor for a gemeente in it, known or possible, with everything."""
    kind = BOOK.regions[region].kind
    towns = [t.id for t in BOOK.municipalities.values() if kind is not RegionKind.NATIONAL]
    inside = [t for t in towns if BOOK.municipalities[t].region_of(kind) == region]
    for place in (region, *inside):
        found = _look(place, sector, moment, all_=True)
        given = (*found.contacts, *found.possible)
        assert digits not in {c.service.phone.digits for c in given if c.service.phone}


def test_numbers_held_back_are_not_loaded() -> None:
    """What waits for confirmation stands nowhere in the data."""
    text = "".join(_digits_in(f.read_text("utf-8")) for f in data_folder().glob("*.yaml"))

    assert set() == {digits for digits in HELD if digits in text}


def test_the_secret_number_is_said_to_be_secret(moment: datetime) -> None:
    """In Limburg there is a number for referrers alone: that is said, with the page."""
    text = _shown("venlo", Sector.GGZ, moment)

    assert "alleen aan verwijzers gegeven" in text
    assert "https://www.vvgi.nl/" in text
    assert not re.search(r"^\d[\d ]+$", text, re.MULTILINE)


# -- zorgkantoren and services by name --------------------------------------------------------


@cache
def _book_of_index() -> Directory:
    """Return what a lookup reads from the index."""
    index = fresh_index(data_folder()) or Index(index_as_made())
    return index.directory(worked_out=True)


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
    for book in (BOOK, _book_of_index()):
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
    for book in (BOOK, _book_of_index()):
        found = lookup.find(book, Query(word="crisisregisseur"), moment, everything=False)
        heading = plain(lookup_lines(book, found)).splitlines()[0]

        assert "GZ, crisis: Zuid-Holland Noord; Amstelland en de Meerlanden" == heading
        assert ["zhn", "am"] == [region.id for region in found.regions]


def test_every_gemeente_has_someone_or_a_page(moment: datetime) -> None:
    """No place of the country ends in silence: per sector a number, a page, or that is said.

    In the GGZ no page of the zorgkantoor stands in: where nobody is known, the screen says
    where the number is to be found.
    """
    for town in BOOK.municipalities.values():
        for sector in Sector:
            found = lookup.for_place(BOOK, town, Query(sector=sector), moment, everything=False)
            numbers = [c for c in found.contacts if c.service.phone]
            pages = [c for c in found.contacts if c.service.page]
            known = numbers or pages or any(m.page for m in found.missing)
            said = sector is Sector.GGZ and ASK_THE_LIST in plain(lookup_lines(BOOK, found))
            assert known or said, (town.name, sector)
            assert isinstance(found.place, Municipality)


def test_the_newest_check_is_ours_and_not_that_of_own_data(tmp_path: Path) -> None:
    """A slip of the pen there must not make the clock seem wrong."""
    newest = max(source.checked for source in BOOK.sources.values() if source.checked)
    file = tmp_path / "overlay.yaml"
    source = "{id: eigen, title: A, publisher: B, published: C, dated: D, review_months: 12"
    file.write_text(f"sources: [{source}, checked: 2091-11-01}}]", encoding="utf-8")

    laid, _ = directory_over(BOOK, file)

    assert str(laid.sources["eigen"].checked) == "2091-11-01"
    assert laid.checked == BOOK.checked == newest


class KnownByRegion(dict[str, Service]):
    """Services as an index has them: those of a region are found without the others."""

    def of_region(self, id_: str) -> list[Service]:
        """Return what names the region."""
        return [self[each] for each in self if id_ == "zhn"]

    def values(self) -> NoReturn:
        """Say that all of them were read."""
        raise AssertionError("all services were gone through")


def test_what_an_index_knows_of_a_region_is_all_that_is_read() -> None:
    """A lookup of one region goes through the services that name it, and no others."""
    rap = BOOK.services["rap-zhn"]
    book = BOOK._replace(services=KnownByRegion({rap.id: rap}))
    here = book.regions["zhn"]
    assert directory.services_for(book, here, Sector.VV, Purpose.CRISIS) == (rap,)


@pytest.mark.parametrize(
    ("rung", "asked", "late"),
    [
        (None, "2026-11-28", False),
        (None, "2031-01-01", True),
        ("2031-01-01", "2031-01-01", False),
        ("2031-01-02", "2031-01-01", True),
        ("2030-01-01", "2031-01-01", True),
    ],
)
def test_who_was_rung_is_not_overdue(rung: str | None, asked: str, *, late: bool) -> None:
    """A number that was rung stands for a while, whatever is to be read again of its source."""
    rap = BOOK.services["rap-zhn"]
    assert rap.phone is not None
    if rung is not None:
        rap = rap._replace(verified=Verified(rap.phone, date.fromisoformat(rung), "HAP"))
    moment = datetime.fromisoformat(f"{asked}T12:00+01:00")
    assert directory.opening_status(BOOK, rap, moment)[2] == late
