"""The national directory against the lists it was made from: regions, places and postcodes.

``tests/data/gemeenten-2025.csv`` has a line for each gemeente: its CBS code and name, the codes
of its three regions (CBS and Kadaster, gebiedsindelingen 2025, CC-BY-4.0), the postcodes that
lie in it, those that perhaps do, and the names of its places (GeoNames, CC-BY-4.0; 4pp).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crisiszorg_cli.directory import names, near, search
from crisiszorg_cli.model.content import (
    Content,
    Directory,
    Municipality,
    Region,
    RegionKind,
    Sector,
)

FILE = Path(__file__).parents[1] / "data" / "gemeenten-2025.csv"
with FILE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))

KINDS = {
    RegionKind.ZORGKANTOORREGIO: ("zorgkantoorregio", "care_region"),
    RegionKind.JEUGDREGIO: ("jeugdregio", "youth_region"),
    RegionKind.VEILIG_THUIS_REGIO: ("veilig_thuis_regio", "veilig_thuis_region"),
}

# Gemeenten per region, as the code lists of 2025 count them.
SIZES = {
    RegionKind.ZORGKANTOORREGIO: (
        "ZK01:5 ZK02:2 ZK03:6 ZK04:22 ZK06:12 ZK07:5 ZK08:18 ZK09:10 ZK10:5 ZK11:9 ZK12:9 ZK13:5 "
        "ZK14:4 ZK16:14 ZK17:13 ZK18:15 ZK19:12 ZK20:3 ZK21:8 ZK22:14 ZK23:25 ZK24:10 ZK25:16 "
        "ZK26:7 ZK27:13 ZK28:13 ZK29:7 ZK30:21 ZK31:16 ZK32:15 ZK33:8"
    ),
    RegionKind.JEUGDREGIO: (
        "JZ01:10 JZ02:18 JZ03:4 JZ04:12 JZ05:7 JZ06:6 JZ07:11 JZ08:5 JZ09:7 JZ10:3 JZ11:4 JZ12:7 "
        "JZ13:6 JZ14:14 JZ15:1 JZ16:6 JZ17:8 JZ18:13 JZ19:5 JZ20:7 JZ21:7 JZ22:1 JZ23:5 JZ24:9 "
        "JZ25:8 JZ26:5 JZ27:5 JZ28:11 JZ29:13 JZ30:8 JZ31:10 JZ32:7 JZ33:10 JZ34:5 JZ35:11 JZ36:9 "
        "JZ37:7 JZ38:13 JZ39:21 JZ41:16 JZ42:4 JZ43:3"
    ),
    RegionKind.VEILIG_THUIS_REGIO: (
        "VT01:6 VT02:12 VT03:6 VT04:18 VT05:15 VT06:15 VT07:6 VT08:10 VT09:9 VT10:18 VT11:11 "
        "VT12:8 VT13:14 VT14:22 VT15:11 VT17:17 VT18:13 VT19:14 VT20:26 VT21:14 VT22:7 VT23:13 "
        "VT24:10 VT25:16 VT27:31"
    ),
}

# The name of one gemeente as a place in another, which rests on an uncertain postcode alone:
# left out of the data on purpose (see its header), so that "Rotterdam" is no choice.
LEFT_OUT = {
    "Amersfoort": "Leiden",
    "Amstelveen": "Aalsmeer",
    "Amsterdam": "Ouder-Amstel",
    "Hardinxveld-Giessendam": "Molenlanden",
    "Heerenveen": "De Fryske Marren",
    "Heiloo": "Castricum",
    "Katwijk": "Wassenaar",
    "Nijmegen": "Berg en Dal",
    "Putten": "Nijkerk",
    "Roermond": "Het Hogeland",
    "Rotterdam": "Het Hogeland, Zuidplas",
    "Sliedrecht": "Molenlanden",
    "Someren": "Het Hogeland",
    "Wageningen": "Neder-Betuwe",
    "Wierden": "Rijssen-Holten",
    "Zeewolde": "Bunnik",
    "Zutphen": "Bronckhorst",
    "Zwolle": "Het Hogeland",
}
VIANEN = "vianen-2015"  # a second reading of the law, beside Vijfheerenlanden


@pytest.fixture(scope="module")
def book(content: Content) -> Directory:
    """The directory as shipped."""
    return content.directory


def each(ranges: str) -> Iterator[str]:
    """Return every postcode of ``2311-2334 2351``."""
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from map(str, range(int(first), int(last or first) + 1))


def _places() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in ROWS:
        for place in filter(None, row["places"].split("|")):
            left_out = LEFT_OUT.get(place, "").split(", ")
            if row["name"] not in left_out:
                found.setdefault(place, set()).add(row["code"])
    return found


def _postcodes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in ROWS:
        for postcode in each(f"{row['postcodes']} {row['postcodes_maybe']}"):
            found.setdefault(postcode, set()).add(row["code"])
    return found


PLACES, POSTCODES = _places(), _postcodes()
LONG: dict[str, dict[tuple[str, ...], set[str]]] = {}
for _name, _towns in (*PLACES.items(), *((row["name"], {row["code"]}) for row in ROWS)):
    _words = tuple(names.words_of(_name))
    LONG.setdefault(_words[0], {}).setdefault(_words, set()).update(_towns)
CARE = {row["code"]: row["zorgkantoorregio"] for row in ROWS}
SPLIT = [p for p, towns in POSTCODES.items() if len({CARE[town] for town in towns}) > 1]


def ids(places: tuple[Region | Municipality, ...]) -> set[str]:
    """Return the ids of places."""
    return {place.id for place in places}


# -- regions ------------------------------------------------------------------------------------


def test_the_lists_are_whole() -> None:
    """342 gemeenten, 2,520 names of places and 4,124 postcodes."""
    assert (len(ROWS), len(PLACES), len(POSTCODES)) == (342, 2520, 4124)


def test_every_gemeente_is_there_with_its_three_regions(book: Directory) -> None:
    """Each has one region of every kind, the one that the CBS gives, and its own name."""
    towns = {id_: town for id_, town in book.municipalities.items() if id_ != VIANEN}
    assert set(towns) == {row["code"] for row in ROWS}
    for row in ROWS:
        town = towns[row["code"]]
        assert town.name == row["name"]
        for kind, (column, key) in KINDS.items():
            region = book.regions[getattr(town, key)]
            assert (region.kind, region.code) == (kind, row[column]), (town.name, key)


@pytest.mark.parametrize("kind", KINDS)
def test_every_region_has_its_gemeenten(kind: RegionKind, book: Directory) -> None:
    """31 zorgkantoorregio's, 42 jeugdregio's and 25 Veilig Thuis-regio's, each of its size."""
    key = KINDS[kind][1]
    towns = (town for town in book.municipalities.values() if town.id != VIANEN)
    found = Counter(book.regions[getattr(town, key)].code for town in towns)
    expected = dict(pair.split(":") for pair in SIZES[kind].split())

    assert found == {code: int(size) for code, size in expected.items()}
    assert {r.code for r in book.regions.values() if r.kind is kind} == set(expected)
    assert len(expected) == {"zorgkantoorregio": 31, "jeugdregio": 42}.get(kind, 25)


@pytest.mark.parametrize(
    ("region", "column", "code"),
    [
        ("zhn", "zorgkantoorregio", "ZK28"),
        ("am", "zorgkantoorregio", "ZK01"),
        ("amsterdam", "zorgkantoorregio", "ZK02"),
        ("lekstroom", "jeugdregio", "JZ26"),
    ],
)
def test_the_regions_of_the_documents(region: str, column: str, code: str, book: Directory) -> None:
    """The four regions of the five documents have exactly the gemeenten of their CBS region."""
    expected = {row["code"] for row in ROWS if row[column] == code}
    towns = book.municipalities.values()
    found = {t.id for t in towns if region in (t.care_region, t.youth_region)}

    assert expected == found - {VIANEN}
    assert expected


def test_no_region_is_inferred_from_another(book: Directory) -> None:
    """Almere and Vijfheerenlanden lie in regions that do not coincide."""
    almere, vijf = book.municipalities["GM0034"], book.municipalities["GM1961"]

    assert search.regions_of(almere) == (
        "gooi",
        "jeugdregio-flevoland",
        "veilig-thuis-flevoland",
    )
    assert search.regions_of(vijf) == ("waardenland", "lekstroom", "veilig-thuis-utrecht")
    assert "Utrecht" in (vijf.note or "")


def test_every_gemeente_has_its_province(book: Directory) -> None:
    """As many in each as there are in 2025."""
    found = Counter(t.province for t in book.municipalities.values() if t.id != VIANEN)

    assert {str(province): number for province, number in found.items()} == {
        "Groningen": 10,
        "Friesland": 18,
        "Drenthe": 12,
        "Overijssel": 25,
        "Flevoland": 6,
        "Gelderland": 51,
        "Utrecht": 26,
        "Noord-Holland": 44,
        "Zuid-Holland": 50,
        "Zeeland": 13,
        "Noord-Brabant": 56,
        "Limburg": 31,
    }


# -- places and postcodes -----------------------------------------------------------------------


def assert_finds(book: Directory, word: str, expected: set[str]) -> None:
    """Check that a word finds these gemeenten, or one for each set of three regions."""
    found = search.find_municipalities(book, word)
    divisions = {search.regions_of(book.municipalities[id_]) for id_ in expected}
    assert ids(found) <= expected, word
    assert {search.regions_of(town) for town in found} == divisions, word
    assert len(found) == len(divisions), word


def test_every_place_resolves(book: Directory) -> None:
    """Every name leads to the gemeenten of the list: to one of them, or to a choice."""
    known = {
        "Vianen": {VIANEN},
        "Kapel Avezaath": {"GM0214"},
        "Kerk Avezaath": {"GM0214"},
        "Loenen": {"GM1904"},  # a gemeente until 2011
        "Oosterwijk": {"GM0824"},  # what Oisterwijk sounds like
    }
    own = {names.normalize(row["name"].partition("(")[0]): row["code"] for row in ROWS}
    variants: dict[str, set[str]] = {}
    for name, towns in PLACES.items():
        variants.setdefault(names.normalize(name), set()).update(towns)
    for name in PLACES:
        expected = variants[names.normalize(name)] | known.get(name, set())
        if (town := own.get(names.normalize(name))) is not None:
            expected = expected | {town}
        if town is None or len(expected) > 1:
            expected = expected | longer(name)
        assert_finds(book, name, expected)


def longer(name: str) -> set[str]:
    """Return the gemeenten in the list with a name that begins with this one, word by word."""
    words = names.words_of(name)
    return {
        id_
        for words_of_other, towns in LONG[words[0]].items()
        if words_of_other[: len(words)] == tuple(words)
        for id_ in towns
    }


def test_nothing_else_is_a_place(book: Directory) -> None:
    """The data has no place or postcode in a gemeente that the lists do not give it."""
    listed = {names.normalize(name): towns for name, towns in PLACES.items()}
    extra = [
        (town.id, place)
        for town in book.municipalities.values()
        for place in town.places
        if town.id not in listed.get(names.normalize(place), {town.id})
    ]

    assert sorted(extra) == [
        ("GM0214", "Kapel-Avezaath"),
        ("GM0214", "Kerk-Avezaath"),
        ("GM1904", "Loenen"),
        (VIANEN, "Vianen"),
    ]


@pytest.mark.parametrize("form", ["{}", "{}AB", "{} zz", " {}kG "])
def test_every_postcode_resolves(form: str, book: Directory) -> None:
    """Every postcode leads to the gemeenten of the list, with letters or without."""
    law = {"4131", "4132", "4133"}
    for postcode, towns in POSTCODES.items():
        expected = towns | {VIANEN} if postcode in law else towns
        assert_finds(book, form.format(postcode), expected)
        assert search.find_places(book, form.format(postcode))

    assert set(book.places_by_postcode) == set(POSTCODES)


def test_split_postcodes_are_a_choice(book: Directory) -> None:
    """A postcode that may lie in another zorgkantoorregio never gives one answer."""
    assert len(SPLIT) == 37
    for postcode in (*SPLIT, "4131", "4132", "4133"):
        found = search.find_places(book, postcode)
        regions = {town.care_region for town in found if isinstance(town, Municipality)}
        assert len(regions) > 1, postcode


def test_an_uncertain_postcode_is_said(book: Directory) -> None:
    """Where the origin is weak, the town is marked as unsure for that postcode only."""
    almere = book.municipalities["GM0034"]

    assert search.is_unsure(almere, "1302")
    assert search.is_unsure(almere, "1302 AB")
    assert search.is_unsure(almere, "in 1302")
    assert search.is_unsure(almere, "(1302)")
    assert not search.is_unsure(almere, "1315")


def test_a_postcode_far_from_its_neighbours_is_unsure(book: Directory) -> None:
    """Four of them lie alone, a province away: digits changed places in the origin."""
    for postcode in ("1234", "1954", "5217", "7146"):
        (town,) = search.find_municipalities(book, postcode)
        assert search.is_unsure(town, postcode), postcode


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Bergen", {"GM0893", "GM0373", "GM0748"}),  # Bergen op Zoom begins with it
        ("Hengelo", {"GM0164", "GM1876"}),
        ("Katwijk", {"GM0537", "GM1982"}),
        ("Vianen", {"GM1961", "GM1982", VIANEN}),
        ("4131", {"GM1961", VIANEN}),
        ("4131 XK", {"GM1961", VIANEN}),
        ("Nederland", {"nl", "GM1708"}),  # a hamlet, too
    ],
)
def test_ambiguous_names_are_a_choice(word: str, expected: set[str], book: Directory) -> None:
    """All that bear the name are given, and each has a label of its own."""
    found = search.find_places(book, word)
    labels = [search.place_label(book, place, word) for place in found]

    assert ids(found) == expected
    assert len(set(labels)) == len(labels)


def test_every_choice_can_be_told_apart(book: Directory) -> None:
    """Of any name or postcode with more than one place, no two read the same."""
    for word in (*book.places_by_name, *book.places_by_postcode):
        found = search.find_places(book, word)
        labels = [search.place_label(book, place, word) for place in found]
        assert len(set(labels)) == len(labels), (word, labels)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Den Haag|'s-Gravenhage|gravenhage|DEN HAAG|den-haag|s gravenhage|denhaag", "GM0518"),
        ("Den Bosch|'s-Hertogenbosch|hertogenbosch|den bosch|s-hertogenbosch", "GM0796"),
        ("St. Willebrord|Sint Willebrord|sint-willebrord|st willebrord", "GM0840"),
        ("alphen a/d rijn|Alphen aan den Rijn|alphen aan den rijn|alphen a.d. rijn", "GM0484"),
        ("capelle a/d ijssel|Capelle aan den IJssel", "GM0502"),
        ("2332|2332KG|2332 kg|2332kg|2332-KG|2332 K", "GM0546"),
        ("Hoofddorp|hoofd-dorp|HOOFDDORP|2132", "GM0394"),
        ("Súdwest-Fryslân|sudwest fryslan|sneek", "GM1900"),
        ("Maastricht|maastricht|6211", "GM0935"),
        ("Beek|beek (l.)", "GM0888"),
    ],
)
def test_spellings_of_one_place(words: str, expected: str, book: Directory) -> None:
    """Case, accents, hyphens, 's and abbreviations do not matter."""
    for word in words.split("|"):
        found = search.find_places(book, word)
        assert expected in ids(found), word
        assert len(found) == 1 or word == "Beek", word


@pytest.mark.parametrize(
    ("words", "adults", "youth"),
    [
        ("Friesland|friesland|Fryslân|fryslan|FRYSLÂN", "friesland", "jeugdregio-friesland"),
        ("Zeeland", "zeeland", "jeugdregio-zeeland"),
        ("Flevoland", "flevoland", "jeugdregio-flevoland"),
        ("Drenthe", "drenthe", "jeugdregio-drenthe"),
        ("Midden-Brabant|midden brabant", "midden-brabant", "jeugdregio-midden-brabant"),
    ],
)
def test_regions_of_one_name_and_several_kinds(
    words: str, adults: str, youth: str, book: Directory
) -> None:
    """The kind that counts for the sector is meant; without a sector the zorgkantoorregio."""
    for word in words.split("|"):
        for sector in (None, Sector.VV, Sector.GZ, Sector.GGZ):
            assert {adults} == ids(search.find_regions(book, word, sector)), (word, sector)
        assert {youth} == ids(search.find_regions(book, word, Sector.JEUGD)), word


# -- coming near --------------------------------------------------------------------------------

MISSPELT = {
    "Leiden": "lieden leidn liden",
    "Amsterdam": "amsterdm amstredam",
    "Rotterdam": "roterdam rotterdan",
    "Utrecht": "utrect utrehct",
    "Groningen": "gronigen",
    "Maastricht": "mastricht maastrict",
    "Eindhoven": "einhoven",
    "Nijmegen": "nijmegem nymegen",
    "Arnhem": "arnem",
    "Zwolle": "zwole",
    "Apeldoorn": "appeldoorn",
    "Enschede": "enschedee",
    "Haarlemmermeer": "haarlemermeer",
    "Hoofddorp": "hofddorp hooftdorp",
    "IJsselstein": "ijselstein ysselstein",
    "Alphen aan den Rijn": "alfen aan den rijn|alphen aan de rijn",
    "Leiderdorp": "leiderdrop",
    "Katwijk": "katwyk",
    "Noordwijk": "noordwyk",
    "Ridderkerk": "ridderkrek",
    "Wijk bij Duurstede": "wijk by duurstede|wyk bij duurstede",
    "Veenendaal": "veinendaal",
    "Vlissingen": "vlisingen",
    "Zoetermeer": "zoetermeir",
    "Dordrecht": "dordrect",
    "Leeuwarden": "leuwarden leewarden",
    "'s-Hertogenbosch": "hertogenbos",
    "'s-Gravenhage": "s gravenhaage|gravenhagge",
    "Den Haag": "den haah|den hag",
    "Amersfoort": "amersvoort",
    "Heerhugowaard": "heerhugowaart",
    "Purmerend": "purmerent",
    "Gouda": "gauda",
    "Oegstgeest": "oegsgeest",
    "Harderwijk": "harderwyk",
    "Hilversum": "hilversun",
    "Nieuwegein": "nieuwegijn",
    "Lelystad": "lelistad",
    "Voorschoten": "voorshoten",
    "Zuid-Holland Noord": "zuid-holand noord",
}


@pytest.mark.parametrize("meant", MISSPELT)
def test_what_was_meant_is_among_three(meant: str, book: Directory) -> None:
    """A letter or two wrong, ij or y, ei or ij, single or double: it is offered all the same."""
    words = MISSPELT[meant]
    for word in words.split("|" if "|" in words or " " in meant.strip() else " "):
        assert search.find_places(book, word) == (), word
        found = near.suggest(book, word)
        assert len(found) <= 3
        assert meant in found, (word, found)
