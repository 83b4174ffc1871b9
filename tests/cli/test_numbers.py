"""``crisis lookup``: the number, alone on its line, or an honest "not found"."""

from __future__ import annotations

import re

import pytest

from crisiszorg_cli.model import Municipality
from crisiszorg_cli.store import load_directory
from tests.cli.conftest import Run

MUNICIPALITIES = load_directory().municipalities.values()
SUNDAY = ("--moment", "2026-11-22T21:30")

# Written out here as the sources have them, not read from the data under test.
ELDERLY_CARE = {
    "zhn": "088 33 99 999",
    "am": "023 555 60 04",
    "amsterdam": "020 262 81 12",
    "utrecht": "https://www.zilverenkruis.nl/zorgkantoor/crisiszorg",
    "waardenland": "https://www.vgz-zorgkantoren.nl/crisiszorg",
}
YOUTH = "0800 2000"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--regio", "ZHN", "--sector", "vv"), ["088 33 99 999"]),
        (("--regio", "zuid-holland noord", "--sector", "V&V"), ["088 33 99 999"]),
        (("--regio", "ZHN", "--sector", "gz"), ["071 582 58 87"]),
        (("ZHN", "--sector", "vv"), ["088 33 99 999"]),
        (("--regio", "A&M", "--sector", "vv"), ["023 555 60 04"]),
        (("--regio", "am", "--sector", "vv"), ["023 555 60 04"]),
        (("--regio", "Amstelland en de Meerlanden", "--sector", "vvt"), ["023 555 60 04"]),
        (("--regio", "amstelland de meerlanden", "--sector", "vv"), ["023 555 60 04"]),
        (("--regio", "Amstelland en Haarlemmermeer", "--sector", "vv"), ["023 555 60 04"]),
        (("Amstelland", "--sector", "vv"), ["023 555 60 04"]),
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
    """Every number is a line of its own, without a space before or after it."""
    done = crisis("lookup", *arguments, *SUNDAY)
    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if re.fullmatch(r"[\d ]+", line)] == expected


@pytest.mark.parametrize("town", MUNICIPALITIES, ids=lambda town: town.name)
def test_every_gemeente(crisis: Run, town: Municipality) -> None:
    """Each gemeente by its name, in any case: the number of its region, or the page to open."""
    done = crisis("lookup", "--gemeente", town.name.upper(), "--sector", "vv", *SUNDAY)
    assert (done.code, done.err) == (0, "")
    assert ELDERLY_CARE[town.care_region] in done.out.splitlines()
    assert town.name in done.out.splitlines()[0]
    others = set(ELDERLY_CARE.values()) - {ELDERLY_CARE[town.care_region]}
    assert not others & set(done.out.splitlines())


@pytest.mark.parametrize("town", MUNICIPALITIES, ids=lambda town: town.name)
def test_youth_in_every_gemeente(crisis: Run, town: Municipality) -> None:
    """For youth Veilig Thuis answers everywhere; its crisis role is said of Lekstroom only."""
    done = crisis("lookup", town.id, "--sector", "jeugd", *SUNDAY)
    assert (done.code, done.err) == (0, "")
    assert YOUTH in done.out.splitlines()
    assert ("crisisdienst jeugd Lekstroom" in done.out) is (town.youth_region == "lekstroom")


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
    assert first == f"Fout: Niets gevonden voor '{arguments[-1]}'."
    assert second.startswith("Tip: Bedoelde u: ")
    assert near.casefold() in second.casefold()


@pytest.mark.parametrize("word", ["qqqqqqqq", "0883399999", "%", "-", "ü" * 500, "[/xqzq]"])
def test_not_found(crisis: Run, word: str) -> None:
    """What is nowhere near anything is not found: exit code 1 and where to look."""
    done = crisis("lookup", "--", word)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        f"Fout: Niets gevonden voor '{word}'.",
        "Tip: Zie `crisis regions`, of `crisis lookup elders` voor de zorgkantoren.",
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
