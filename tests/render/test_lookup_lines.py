"""The screen of a lookup: the number or "geen nummer" first, and short, as for a tired doctor."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from crisiszorg_cli.directory import lookup
from crisiszorg_cli.directory.lookup import Query
from crisiszorg_cli.model.contacts import Purpose, Sector
from crisiszorg_cli.render.as_json import lookup_json
from crisiszorg_cli.render.layout import Line, Role, plain
from crisiszorg_cli.render.lookup import lookup_lines
from tests.shipped import DIRECTORY

BOOK = DIRECTORY
PLACES = (
    *("groningen", "almere", "maastricht", "bergen op zoom", "zoetermeer", "utrecht", "leiden"),
    *("amsterdam", "alkmaar", "venlo", "gouda", "zhn", "lekstroom", "2332", "hoofddorp"),
)


def _lines(place: str, moment: datetime, sector: Sector | None = None) -> list[Line]:
    found = lookup.find(BOOK, Query(word=place, sector=sector), moment, everything=False)
    assert found.place is not None
    return list(lookup_lines(BOOK, found))


def _blocks(lines: list[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.role is Role.BLANK:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return blocks


@pytest.mark.parametrize("place", PLACES)
def test_what_to_call_comes_first(place: str, moment: datetime) -> None:
    """Under the name of a service stands its number, or that there is none; then the rest."""
    for block in _blocks(_lines(place, moment))[1:-1]:
        after = [line for line in block if line.role is not Role.HEADING]
        first = after[0]
        assert first.role is Role.NUMBER or re.match(
            r"Geen nummer|Pagina van|Het nummer staat", first.text
        ), block
        assert all(line.role is Role.HEADING for line in block[: block.index(first)])


@pytest.mark.parametrize("place", ["west-brabant", "noord-holland noord", "elders"])
def test_a_region_of_the_other_kind_says_nothing_of_youth(place: str, moment: datetime) -> None:
    """In West-Brabant there is a youth line: that there is none would be untrue."""
    heads = [line.text for line in _lines(place, moment, Sector.JEUGD)]

    assert "Jeugd: geen regionale spoedlijn bekend" not in heads
    assert any("hangt af van de gemeente" in head for head in heads)


@pytest.mark.parametrize("place", PLACES)
def test_sectors_go_in_order(place: str, moment: datetime) -> None:
    """V&V, GZ, GGZ, youth: with a number or without one, each stands in its place."""
    order = ["V&V", "GZ", "GGZ", "Jeugd"]
    heads = [line.text for line in _lines(place, moment) if line.role is Role.HEADING]
    found = [order.index(re.split(r"[,:]", head)[0]) for head in heads]

    assert found
    assert sorted(found) == found


@pytest.mark.parametrize("place", PLACES)
def test_every_sector_is_answered(place: str, moment: datetime) -> None:
    """Whatever is not known is said, sector by sector; nothing is left out in silence."""
    heads = [line.text for line in _lines(place, moment) if line.role is Role.HEADING]
    named = {word for head in heads for word in re.split(r", ", head.partition(":")[0])}
    asked = {"zhn": {"V&V", "GZ", "GGZ"}, "lekstroom": {"Jeugd"}}

    assert asked.get(place, {"V&V", "GZ", "GGZ", "Jeugd"}) <= named


@pytest.mark.parametrize("place", PLACES)
def test_no_wall_of_text(place: str, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four sectors fit in two screens of 80 by 24, whatever is known; one sector too."""
    monkeypatch.setenv("COLUMNS", "80")

    assert len(plain(_lines(place, moment), width=80).splitlines()) <= 48
    for sector in Sector:
        if sector is Sector.JEUGD or place != "lekstroom":
            text = plain(_lines(place, moment, sector), width=80)
            assert len(text.splitlines()) <= 47, text


@pytest.mark.parametrize("place", PLACES)
def test_numbers_stand_alone_at_any_width(
    place: str, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 40 and at 20 columns too a number is one unbroken line of its own."""
    for columns in ("40", "20"):
        monkeypatch.setenv("COLUMNS", columns)
        text = plain(_lines(place, moment), width=80).splitlines()
        numbers = [line.text for line in _lines(place, moment) if line.role is Role.NUMBER]
        assert numbers == [line for line in text if line in numbers]


@pytest.mark.parametrize("place", PLACES)
def test_a_page_alone_is_no_way_out(place: str) -> None:
    """Where nobody can be called it says what to do now: 112, the GGZ-crisisdienst, or bridge."""
    night = datetime.fromisoformat("2026-11-22T03:10+01:00")
    for sector in Sector:
        if sector is Sector.JEUGD or place != "lekstroom":
            found = lookup.find(BOOK, Query(word=place, sector=sector), night, everything=False)
            crisis = (c for c in found.contacts if c.purpose is Purpose.CRISIS and c.service.phone)
            is_open = any(contact.open is not False for contact in crisis)
            text = plain(_lines(place, night, sector))
            assert is_open or ("Bel 112." in text and "overbrugt u zelf" in text), (place, sector)
            assert text.count("overbrugt u zelf") <= 1


def test_the_region_is_named_with_the_place(moment: datetime) -> None:
    """The two regions that count stand under the name; which zorgkantoor has the page, too."""
    lines = [line.text for line in _lines("almere", moment)]

    assert ["Almere", "zorgkantoorregio 't Gooi, jeugdregio Flevoland"] == lines[:2]
    assert "Pagina van zorgkantoor Zilveren Kruis, 't Gooi:" in lines


def test_pointers_come_after_the_numbers(moment: datetime) -> None:
    """What may serve here as well never stands before what does."""
    lines = _lines("amstelveen", moment)
    pointer = next(i for i, line in enumerate(lines) if "misschien ook" in line.text)

    assert all(line.role is not Role.NUMBER for line in lines[pointer:])


def test_a_service_of_two_regions_names_whom_to_turn_to_in_each(moment: datetime) -> None:
    """Asked for by its name it may be about either region, also for programs."""
    found = lookup.find(BOOK, Query(word="crisisregisseur"), moment, everything=False)
    shown = plain(lookup_lines(BOOK, found))

    assert "GGZ-crisisdienst Rivierduinen (Zuid-Holland Noord):" in shown
    assert "GGZ-crisisdienst GGZ inGeest (Amstelland en de Meerlanden):" in shown
    (told,) = lookup_json(BOOK, found, Query(word="crisisregisseur"))["contacts"]
    assert told["when_closed_services"] == ["rivierduinen", "ggz-ingeest"]


@pytest.mark.parametrize("name", ["altrecht", "altrecht nacht"])
def test_a_doubt_about_the_wzd_stands_by_name_and_not_in_the_ggz(
    name: str, moment: datetime
) -> None:
    """Somebody who asks for a service may be of any sector; who asks for the GGZ is not."""
    by_name, ggz = Query(word=name), Query(word="utrecht", sector=Sector.GGZ)
    for query, said in ((by_name, True), (ggz, False)):
        found = lookup.find(BOOK, query, moment, everything=False)
        document = lookup_json(BOOK, found, query)
        cautions = [each["caution"] for each in (*document["contacts"], *document["possible"])]
        assert any("Wzd" in (text or "") for text in cautions) is said
        assert ("Ook voor Wzd" in plain(lookup_lines(BOOK, found))) is said


def test_one_sector_with_a_long_list_asks_for_no_sector(moment: datetime) -> None:
    """That was given: what there is more, stands under the name of a service."""
    shown = plain(_lines("utrecht", moment, Sector.GGZ))

    assert "voeg --sector" not in shown
    assert "Meer, met bron: crisis lookup met de naam van een dienst." in shown
    assert "voeg --sector" in plain(_lines("utrecht", moment))
