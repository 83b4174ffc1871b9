"""``crisis regions``: what is known where, as a table that fits, one by one, and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from crisiszorg_cli.cli.app import run
from crisiszorg_cli.directory.coverage import Known, coverage, rows
from crisiszorg_cli.directory.services import region_for
from crisiszorg_cli.model.contacts import Directory, Purpose, RegionKind, Sector, Standing
from crisiszorg_cli.render.layout import Role, plain
from crisiszorg_cli.render.regions import region_lines, regions_json, table_lines
from tests.shipped import DIRECTORY

BOOK = DIRECTORY
WIDTHS = (40, 60, 80, 120, None)
"""Screens from a narrow window up, and a pipe."""


def _table(width: int | None, *, sector: Sector | None = None, known: Known | None = None) -> str:
    return plain(table_lines(rows(BOOK, sector, known), width))


# -- what is counted --------------------------------------------------------------------------


def test_every_region_of_both_kinds() -> None:
    """31 zorgkantoorregio's with three sectors each, first; then 42 jeugdregio's with one."""
    found = rows(BOOK)

    assert Counter(len(row.known) for row in found) == {3: 31, 1: 42}
    assert [3] * 31 + [1] * 42 == [len(row.known) for row in found]
    for kind in (RegionKind.ZORGKANTOORREGIO, RegionKind.JEUGDREGIO):
        names = [r.region.name.lstrip("'").casefold() for r in found if r.region.kind is kind]
        assert sorted(names) == names


def test_coverage_by_hand() -> None:
    """Counted again from the services: a number is a number, and nothing is counted twice."""
    for sector, counts in coverage(rows(BOOK)).items():
        kind = RegionKind.JEUGDREGIO if sector is Sector.JEUGD else RegionKind.ZORGKANTOORREGIO
        ids = {region.id for region in BOOK.regions.values() if region.kind is kind}
        named = {
            (region, service.phone is not None)
            for service in BOOK.services.values()
            for serving in service.serves
            if serving.purpose is Purpose.CRISIS and sector in serving.sectors
            for region in serving.regions
            if service.standing is Standing.KNOWN
        }
        perhaps = {
            region
            for service in BOOK.services.values()
            for serving in service.serves
            if serving.purpose is Purpose.CRISIS and sector in serving.sectors
            for region in serving.regions
            if service.standing is Standing.POSSIBLE
        }
        with_number = {region for region, phone in named if phone} & ids
        possible = (perhaps & ids) - with_number
        offices = {region for region in ids if BOOK.regions[region].office}
        wlz = offices if sector in (Sector.VV, Sector.GZ) else set()
        with_page = ({region for region, _ in named} | wlz) & ids - with_number - possible

        assert counts == {
            Known.NUMBER: len(with_number),
            Known.POSSIBLE: len(possible),
            Known.PAGE: len(with_page),
            Known.UNKNOWN: len(ids) - len(with_number) - len(possible) - len(with_page),
        }


def test_filters() -> None:
    """Of one sector, or with what is known: only those, and of a pair both hold."""
    youth = rows(BOOK, Sector.JEUGD)
    numbers = rows(BOOK, Sector.GZ, Known.NUMBER)

    assert {RegionKind.JEUGDREGIO} == {row.region.kind for row in youth}
    assert ["am", "zhn"] == [row.region.id for row in numbers]
    assert all(Known.UNKNOWN in row.known.values() for row in rows(BOOK, None, Known.UNKNOWN))
    assert [] == rows(BOOK, Sector.VV, Known.UNKNOWN)


# -- on the screen ----------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sector", [None, *Sector])
def test_table_fits(width: int | None, sector: Sector | None) -> None:
    """No row of the table is wider than the screen; a list of names may wrap."""
    lines = table_lines(rows(BOOK, sector), width)
    rigid = [line.text for line in lines if line.role in (Role.TEXT, Role.HEADING)]

    assert rigid
    assert [] == [text for text in rigid if width and len(text) > width]
    assert not any("\t" in text or text != text.rstrip() for text in rigid)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_region_is_named_and_the_counts_come_last(width: int | None) -> None:
    """Words, never a symbol alone; what stays on a small screen is the summary."""
    text = _table(width)
    lines = text.splitlines()

    for row in rows(BOOK):
        assert row.region.name in text
    heads = ["Aantal", "nummer", "mogelijk", "alleen", "onbekend"]
    assert heads == [line.split()[0] for line in lines[-5:]]
    assert {"nummer", "pagina", "onbekend"} <= set(text.replace(",", "").split())
    assert text.isascii() or text == text.encode("cp1252").decode("cp1252")


def test_zorgkantoorregios_first_and_youth_apart() -> None:
    """On a screen youth is summed up under the table; in a pipe it is a table of its own."""
    screen, pipe = _table(80).splitlines(), _table(None).splitlines()

    assert screen[0].startswith("Zorgkantoorregio")
    assert "Jeugd, per jeugdregio" in screen
    assert len(screen) < 31 + 24
    assert [line for line in pipe if line.startswith("Jeugdregio ")]
    assert 31 + 42 + 2 + 5 + 2 == len(pipe)


def test_a_pipe_has_one_line_a_region_with_its_id() -> None:
    """Each can be found by a program that reads lines, by name or by id."""
    lines = _table(None).splitlines()

    for row in rows(BOOK):
        (line,) = (each for each in lines if each.endswith(f"  {row.region.id}"))
        assert line.startswith(row.region.name)


def test_one_region_in_full() -> None:
    """Its services with number or page and caution, the zorgkantoor's page, and the gemeenten."""
    found = rows(BOOK, among=[BOOK.regions["midden-holland"]])
    lines = list(region_lines(BOOK, found))
    text = plain(lines)

    assert ["0182 30 24 36"] == [line.text for line in lines if line.role is Role.NUMBER]
    assert "Let op: Eén bron, ongedateerd, controleer." in text
    assert "V&V, laatst bekend, niet bevestigd: Regionaal Coördinatiepunt" in text
    assert "V&V, GZ, pagina: zorgkantoor VGZ." in text
    assert "https://www.vgz-zorgkantoren.nl/crisiszorg" in text.splitlines()
    assert "Gouda" in text


def test_page_of_the_zorgkantoor_beside_a_service_without_number() -> None:
    """For the Wlz a service that has only a page does not replace the zorgkantoor."""
    found = rows(BOOK, among=[BOOK.regions["utrecht"]])

    assert "V&V, GZ, pagina: zorgkantoor Zilveren Kruis." in plain(region_lines(BOOK, found))


# -- the command ------------------------------------------------------------------------------


def _crisis(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["regions", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        (("groningen",), ["groningen", "jeugdregio-groningen"]),
        (("twente",), ["twente", "jeugdregio-twente"]),
        (("almere",), ["gooi", "jeugdregio-flevoland"]),
        (("zuid-holland", "noord"), ["zhn"]),
        (("lekstroom",), ["lekstroom"]),
        (("3811",), ["utrecht", "eemland"]),
    ],
    ids=" ".join,
)
def test_by_name(capsys: pytest.CaptureFixture[str], name: tuple[str, ...], ids: list[str]) -> None:
    """A region of that name, of each kind; of a gemeente or postcode those it lies in."""
    code, out, _ = _crisis(capsys, *name, "--json")
    assert (0, ids) == (code, [region["id"] for region in json.loads(out)["regions"]])

    code, out, _ = _crisis(capsys, *name)
    assert (0, ids) == (code, [line[4:] for line in out.splitlines() if line.startswith("id: ")])


@pytest.mark.parametrize("word", ["nummer", "mogelijk", "Pagina", "onbekend"])
def test_known(capsys: pytest.CaptureFixture[str], word: str) -> None:
    """The Dutch words that the table shows are those to filter with."""
    code, out, _ = _crisis(capsys, "--sector", "jeugd", "--bekend", word)

    cells = {re.split(r" {2,}", line)[1] for line in out.splitlines()[1:-9]}
    assert (0, {word.casefold()}) == (code, cells)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--bekend", "alles"), 2, "Kies uit: nummer, mogelijk, pagina, onbekend."),
        (("--bekend", "onbekend", "--sector", "vv"), 1, "Geen regio"),
        (("gronigen",), 1, "Groningen"),
        (("menzis",), 1, "Geen regio"),
    ],
)
def test_mistakes(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    """A word that is no choice, nothing that fits, and what is no region: said, with a way on."""
    assert (code, "") == _crisis(capsys, *arguments)[:2]
    assert said in "".join(_crisis(capsys, *arguments)[2:])


def test_json() -> None:
    """Every region with its kind and what is known, and the counts of those that are given."""
    data = json.loads(json.dumps(regions_json(rows(BOOK))))
    (zhn,) = (region for region in data["regions"] if region["id"] == "zhn")

    assert {"schema", "regions", "coverage"} == data.keys()
    assert {"vv": "number", "gz": "number", "ggz": "page"} == zhn["known"]
    assert "zorg-en-zekerheid" == zhn["office"]
    totals = {c.pop("sector"): sum(c.values()) for c in data["coverage"]}
    assert {"vv": 31, "gz": 31, "ggz": 31, "jeugd": 42} == totals


def test_nothing_known_is_said() -> None:
    """A directory without services or zorgkantoren is unknown throughout, and shows."""
    offices = {r.id: r._replace(office=None) for r in BOOK.regions.values()}
    empty: Directory = BOOK._replace(services={}, regions=offices)

    text = plain(table_lines(rows(empty), 80))
    assert "Onbekend (42)" in text
    assert "nummer              0     0     0     0" in text.splitlines()


def test_a_youth_region_stands_for_the_zorgkantoorregio_of_that_name() -> None:
    """Of "Midden-Brabant (Hart van Brabant)" the first part names the other."""
    youth = BOOK.regions["jeugdregio-midden-brabant"]
    assert region_for(BOOK, youth, Sector.VV).id == "midden-brabant"
    assert region_for(BOOK, youth, Sector.JEUGD) is youth
    assert region_for(BOOK, BOOK.regions["ijmond"], Sector.VV).id == "nl"
