"""``crisis lookup``: the number, alone on its line, or an honest "not found"."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from crisiszorg_cli.cli import app as cli
from tests.cli.conftest import Run
from tests.effort import each
from tests.shipped import DIRECTORY

MUNICIPALITIES = DIRECTORY.municipalities.values()
SUNDAY = ("--moment", "2026-11-22T21:30")

# Written out here as the sources have them, not read from the data under test.
ZILVEREN_KRUIS_LIST = (  # of the providers of whom a huisarts calls one
    "https://www.zilverenkruis.nl/zorgkantoor/zorgaanbieders/uw-zorgverlening/crisiszorg-regelen/vv"
)
_PAGES = {
    ZILVEREN_KRUIS_LIST: (
        "apeldoorn-zutphen drenthe flevoland kennemerland "
        "rotterdam gooi utrecht zaanstreek-waterland zwolle"
    ),
    "https://www.menziszorgkantoor.nl/crisiszorg": ("arnhem groningen twente"),
    "https://www.zorgkantoorfriesland.nl/crisiszorg": ("friesland"),
    "https://www.cz-zorgkantoor.nl/crisiszorg": (
        "haaglanden west-brabant zeeland zuid-hollandse-eilanden zuidoost-brabant zuid-limburg"
    ),
    "https://www.vgz-zorgkantoren.nl/crisiszorg": (
        "midden-brabant midden-holland nijmegen "
        "noord-en-midden-limburg noord-holland-noord noordoost-brabant waardenland"
    ),
    "https://www.salland.nl/zorgkantoor/crisiszorg": ("midden-ijssel"),
    "https://www.zorgkantoordsw.nl/crisiszorg": ("westland-schieland-delfland"),
}
ELDERLY_CARE = {
    "zhn": "088 33 99 999",
    "am": "023 555 60 04",
    "amsterdam": "020 262 81 12",
} | {region: page for page, regions in _PAGES.items() for region in regions.split()}
LAST_KNOWN = {"midden-holland": "0182 30 24 36", "nijmegen": "024 366 57 67"}  # not confirmed
BETWEEN_PROVIDERS = "038 456 78 88"  # for the provider that a huisarts called
# Who runs the region.
UNCONFIRMED = {"noord-holland-noord", "friesland", "waardenland", "midden-holland"}
YOUTH = "0800 2000"
RAP_TOO = "  088 33 99 999"  # the portal of Amstelland goes on through it, beyond the region


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--regio", "ZHN", "--sector", "vv"), ["088 33 99 999"]),
        (("--regio", "zuid-holland noord", "--sector", "V&V"), ["088 33 99 999"]),
        (("--regio", "ZHN", "--sector", "gz"), ["071 582 58 87"]),
        (("ZHN", "--sector", "vv"), ["088 33 99 999"]),
        (("--regio", "A&M", "--sector", "vv"), ["023 555 60 04", RAP_TOO]),
        (("--regio", "Amstelland en de Meerlanden", "--sector", "vvt"), ["023 555 60 04", RAP_TOO]),
        (("--regio", "amstelland de meerlanden", "--sector", "vv"), ["023 555 60 04", RAP_TOO]),
        (("--regio", "Amstelland en Haarlemmermeer", "--sector", "vv"), ["023 555 60 04", RAP_TOO]),
        (("Amstelland", "--sector", "vv"), ["023 555 60 04", RAP_TOO]),
        (("--regio", "Amsterdam", "--sector", "vv"), ["020 262 81 12", "020 523 54 33"]),
        (("--regio", "Amsterdam", "--sector", "ggz"), ["020 523 54 33"]),
        (("amsterdam", "--sector", "vv"), ["020 262 81 12", "020 523 54 33"]),
        (("--regio", "Lekstroom"), ["0800 2000"]),
        (("--regio", "jeugdregio Lekstroom", "--sector", "jeugd"), ["0800 2000"]),
        (("112",), ["112"]),
        (("rap",), ["088 33 99 999"]),
        (("crisisregisseur",), ["071 582 58 87"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_number_stands_alone(crisis: Run, arguments: tuple[str, ...], expected: list[str]) -> None:
    """A number is a line of its own, with no space around it; one it goes through is indented."""
    done = crisis("lookup", *arguments, *SUNDAY)
    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if re.fullmatch(r"[\d ]+", line)] == expected


def look_up(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a lookup in this process; give what it shows. Nothing may go to stderr."""
    code = cli.run(["lookup", *arguments, *SUNDAY])
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    return shown.out


def test_all_regions_are_written_out_here() -> None:
    """The 31 zorgkantoorregio's, those with a number of their own and those with a page."""
    assert {town.care_region for town in MUNICIPALITIES} == set(ELDERLY_CARE)
    assert len(ELDERLY_CARE) == 31


@pytest.mark.thorough
@pytest.mark.parametrize("region", ELDERLY_CARE)
def test_every_gemeente(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each gemeente by its name: its region's number, or the page; under it what is last known."""
    own = {ELDERLY_CARE[region], LAST_KNOWN.get(region)}
    others = {*ELDERLY_CARE.values(), *LAST_KNOWN.values(), BETWEEN_PROVIDERS} - own
    for town in each(20, [town for town in MUNICIPALITIES if town.care_region == region]):
        name = town.id if town.name.startswith("Bergen (") else town.name.upper()
        lines = look_up(capsys, "--gemeente", name, "--sector", "vv").splitlines()
        assert ELDERLY_CARE[region] in lines, town
        assert lines[0] == town.name
        assert lines[1].startswith("zorgkantoorregio "), town
        assert not others & set(lines), town
        unconfirmed = any(line.startswith("Let op: Niet bevestigd ") for line in lines)
        assert unconfirmed == (region in UNCONFIRMED), town
        possible = [
            (number, lines.index(ELDERLY_CARE[region]) < place)
            for place, (heading, number) in enumerate(itertools.pairwise(lines))
            if heading.startswith("V&V, laatst bekend, niet bevestigd: ")
        ]
        known = [(LAST_KNOWN[region], True)] if region in LAST_KNOWN else []
        assert possible == known, town


@pytest.mark.thorough
@pytest.mark.parametrize("region", each(4, list(ELDERLY_CARE)))
def test_youth_in_every_gemeente(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    """For youth Veilig Thuis answers everywhere; its crisis role is said of Lekstroom only."""
    for town in each(12, [town for town in MUNICIPALITIES if town.care_region == region]):
        shown = look_up(capsys, town.id, "--sector", "jeugd")
        assert YOUTH in shown.splitlines(), town
        lekstroom = town.youth_region == "lekstroom"
        assert ("crisisdienst jeugd Lekstroom" in shown) is lekstroom, town


@pytest.mark.parametrize(
    ("word", "first", "second"),
    [
        ("hoofddorp", "Hoofddorp, gemeente Haarlemmermeer", "Amstelland en de Meerlanden"),
        ("2332", "Leiden", "zorgkantoorregio Zuid-Holland Noord, jeugdregio Holland Rijnland"),
        ("2332KG", "Leiden", "zorgkantoorregio Zuid-Holland Noord"),
        ("2332 kg", "Leiden", "zorgkantoorregio Zuid-Holland Noord"),
        ("den haag", "'s-Gravenhage", "zorgkantoorregio Haaglanden"),
        ("ZHN", "Zuid-Holland Noord", "zorgkantoorregio"),
        ("ciz", "Niet voor crisis (V&V, GZ, GGZ): heel Nederland", "CIZ"),
        ("almere", "Almere", "zorgkantoorregio 't Gooi, jeugdregio Flevoland"),
    ],
)
def test_one_word_is_enough(crisis: Run, word: str, first: str, second: str) -> None:
    """A region, gemeente, place, postcode or service: the word itself says which."""
    done = crisis("lookup", word, *SUNDAY)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert first in lines[0]
    assert second in " ".join(lines[:2])


@pytest.mark.parametrize(
    ("arguments", "choice"),
    [
        (
            ("bergen",),
            ["GM0893: Bergen (L.) (", "GM0373: Bergen (NH.) (", "GM0748: Bergen op Zoom ("],
        ),
        (("am",), ["ZK01: Amstelland en de Meerlanden (", "ZK02: Amsterdam ("]),
        (("hoek",), ["GM0715: Hoek (gemeente Terneuzen, ", "GM0599: Hoek van Holland (gemeente "]),
        (("--gemeente", "Bergen"), ["GM0893: Bergen (L.) (", "GM0373: Bergen (NH.) ("]),
        (("4131",), ["GM1961: Vijfheerenlanden (Waardenland)", "vianen-2015: "]),
        (("--postcode", "4131AB"), ["GM1961: Vijfheerenlanden (Waardenland)", "vianen-2015: "]),
        (
            ("--regio", "Hengelo"),
            ["GM0164: Hengelo (O.) (Twente)", "GM1876: Hengelo (gemeente Bronckhorst, "],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_choice_is_no_guess(crisis: Run, arguments: tuple[str, ...], choice: list[str]) -> None:
    """More than one place: no number at all, exit code 1, and how to name each of them."""
    done = crisis("lookup", *arguments, *SUNDAY)
    assert (done.code, done.out) == (1, "")
    first, tip, *lines = done.err.splitlines()
    of_name = f"Fout: '{arguments[-1]}' kan meer dan één plaats zijn."
    of_postcode = f"Fout: Postcode {arguments[-1]} ligt in meer dan één gemeente."
    assert first == (of_postcode if arguments[-1][0].isdecimal() else of_name)
    assert tip == "Tip: Kies uit:"
    assert len(choice) == len(lines)
    for line, expected in zip(lines, choice, strict=True):
        assert line.startswith(f"  {expected}")
        again = crisis("lookup", line.split(":")[0].strip(), *SUNDAY)
        assert (again.code, again.err) == (0, "")


@pytest.mark.parametrize("postcode", ["0999", "1000", "abcd", "12", "2332KGX", "23322"])
def test_a_postcode_that_is_none(crisis: Run, postcode: str) -> None:
    """It is not found, and that is said."""
    done = crisis("lookup", "--postcode", postcode)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Fout: ")
    assert postcode in done.err


def not_found(word: str, *, service: bool = True) -> str:
    """Return the sentence that says that nothing bears this name."""
    what = "regio, gemeente, plaats of dienst" if service else "regio, gemeente of plaats"
    return f"Fout: Geen {what} '{word}' in de gegevens."


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("leidn",), "Leiden"),
        (("--gemeente", "Aalsmer"), "Aalsmeer"),
        (("--regio", "Lekstrom"), "Lekstroom"),
        (("--gemeente", "haarlemermeer"), "Haarlemmermeer"),
        (("veilig tuis",), "Veilig Thuis"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_did_you_mean(crisis: Run, arguments: tuple[str, ...], near: str) -> None:
    """A misspelt name gives no number but the nearest names, and exit code 1."""
    done = crisis("lookup", *arguments)
    assert (done.code, done.out) == (1, "")
    first, second = done.err.splitlines()
    assert first == not_found(arguments[-1], service=len(arguments) == 1)
    assert second.startswith("Tip: Bedoelde u: ")
    assert near.casefold() in second.casefold()


@pytest.mark.parametrize(
    ("word", "tip"),
    [
        ("IBS", "Uitleg van dit begrip: crisis explain ibs"),
        ("inbewaringstelling", "Uitleg van dit begrip: crisis explain ibs"),
        ("wet zorg en dwang", "Uitleg van dit begrip: crisis explain wzd"),
        ("wzd", "Uitleg van dit begrip: crisis explain wzd"),
        ("coördinator zorg thuis", "Uitleg van dit begrip: crisis explain coordinator-zorg-thuis"),
    ],
)
def test_a_term_is_no_place_and_is_explained_elsewhere(crisis: Run, word: str, tip: str) -> None:
    """What the glossary knows, by its name or another, points there; that command knows it."""
    done = crisis("lookup", *word.split())
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [not_found(word), f"Tip: {tip}"]
    assert crisis("explain", *word.split()).code == 0


def test_a_term_is_not_asked_for_as_a_place(crisis: Run) -> None:
    """An option that asks for a place gets the tip about places alone."""
    done = crisis("lookup", "--regio", "ibs")
    assert (done.code, done.out) == (1, "")
    assert not_found("ibs", service=False) in done.err
    assert "explain" not in done.err


@pytest.mark.parametrize("word", ["qqqqqqqq", "0883399990", "%", "-", "ü" * 500, "[/xqzq]"])
def test_not_found(crisis: Run, word: str) -> None:
    """What is nowhere near anything is not found: exit code 1 and where to look."""
    done = crisis("lookup", "--", word)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        not_found(word),
        "Tip: Zie `crisis regions`, of geef 'elders'.",
    ]


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-11-23T09:00", "Nu open, tot 17:00."),
        ("2026-11-23T16:45", "Nu open, sluit over 15 minuten (17:00)."),
        ("2026-11-23T17:00", "NU GESLOTEN, opent dinsdag 24 november 2026"),
        ("2026-11-21T15:00", "NU GESLOTEN, opent maandag 23 november 2026"),
        ("2026-12-25T10:00", "NU GESLOTEN, opent maandag 28 december 2026"),
        ("2026-11-21T14:00+00:00", "NU GESLOTEN, opent maandag 23 november 2026"),
        ("2026-11-23T08:30Z", "Nu open, tot 17:00."),
    ],
)
def test_open_at_that_moment(crisis: Run, moment: str, status: str) -> None:
    """Open or closed, and until when, at the moment asked for."""
    done = crisis("lookup", "crisisregisseur", "--moment", moment)
    assert done.code == 0
    assert status in done.out


def test_a_name_of_two_words_needs_no_quotes(crisis: Run) -> None:
    """Whoever is in a hurry types it as it is said."""
    assert crisis("lookup", "den", "haag", *SUNDAY) == crisis("lookup", "den haag", *SUNDAY)


@pytest.mark.parametrize(
    "word",
    ["+31 88 33 99 999", "0031883399999", "tel:+31883399999", "+31 (0)88 33 99 999"],
)
def test_a_number_is_found_as_a_telephone_shows_it(crisis: Run, word: str) -> None:
    """A missed call shows +31: whose number it is can be looked up."""
    done = crisis("lookup", word, *SUNDAY)
    assert (done.code, done.err) == (0, "")
    assert "RAP-ZHN, regionaal aanmeldpunt" in done.out


@pytest.mark.parametrize("words", ["leiden vv", "vv leiden", "Leiden V&V", "2332 KG Leiden vv"])
def test_a_sector_among_the_words(crisis: Run, words: str) -> None:
    """It means what --sector would, with or without quotes."""
    expected = crisis("lookup", "leiden", "--sector", "vv", *SUNDAY)
    for arguments in ([words], words.split()):
        done = crisis("lookup", *arguments, *SUNDAY)
        assert done.code == 0
        assert done.out.splitlines()[2:] == expected.out.splitlines()[2:]


def test_a_name_that_holds_a_sector_stays_a_name(crisis: Run) -> None:
    """``ggz rivierduinen`` is somebody to call; ``ggz leiden`` is the GGZ for Leiden."""
    for words, sector in (("ggz delfland", ""), ("ggz leiden", "ggz")):
        query = json.loads(crisis("lookup", words, "--json", *SUNDAY).out)["query"]
        assert query["sector"] == (sector or None)


def test_a_postcode_in_two_gemeenten_says_so(crisis: Run) -> None:
    """Also where the same regions count for both."""
    done = crisis("lookup", "1216 AB", *SUNDAY)
    assert done.code == 0
    assert "Postcode 1216 ligt in twee gemeenten, Hilversum en Wijdemeren" in " ".join(
        done.out.split()
    )
