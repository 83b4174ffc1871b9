"""What should have been read again: marked where it is used, and listed for who keeps it."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from crisiszorg_cli.content.loader import check_folder
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.directory import lookup
from crisiszorg_cli.directory.lookup import Query
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.contacts import Confidence, Directory, Purpose, Sector, Source
from crisiszorg_cli.model.provenance import cited_items
from crisiszorg_cli.render.criteria import criteria_notes
from crisiszorg_cli.render.details import detail_lines
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.provenance import (
    item_lines,
    review_lines,
    source_lines,
    sources_lines,
    term_lines,
)
from crisiszorg_cli.render.result import closing_lines, verdict_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.wording.contacts import sources_text
from tests.effort import each
from tests.shipped import CONTENT

BOOK = CONTENT.directory
MARK = "Controle verlopen"
IN_TIME = datetime(2026, 12, 1, 12, 0, tzinfo=AMSTERDAM)
TOO_LATE = datetime(2028, 12, 1, 12, 0, tzinfo=AMSTERDAM)


def _source(checked: date, months: int, owner: str | None = None) -> Source:
    return Source(f"s{months}", "Titel", "Uitgever", "2020", "Datum.", months, checked, owner=owner)


@pytest.mark.parametrize(
    ("checked", "months", "last"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 11, 22), 1, date(2026, 12, 22)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 120, date(2036, 1, 31)),
    ],
)
def test_how_long_a_check_stands(checked: date, months: int, last: date) -> None:
    """So many months, up to and with the same day, or the last of a shorter month."""
    source = _source(checked, months)

    assert last == source.review_by
    assert not source.is_overdue(last)
    assert source.is_overdue(date.fromordinal(last.toordinal() + 1))


# -- marked where it is used ------------------------------------------------------------------


def _looked_up(moment: datetime) -> str:
    found = lookup.find(BOOK, Query(word="leiden"), moment, everything=False)
    return plain(lookup_lines(BOOK, found))


def _zorgkantoor(moment: datetime) -> str:
    found = lookup.find(BOOK, Query(word="menzis"), moment, everything=False)
    return plain(lookup_lines(BOOK, found))


def _verdict(moment: datetime) -> str:
    assessment = Triage(CONTENT).assess({"life_danger": "yes"}, moment)
    return plain(verdict_lines(assessment))


def _closing(moment: datetime) -> str:
    assessment = Triage(CONTENT).assess({"life_danger": "yes"}, moment)
    return plain(closing_lines(assessment))


def _details(moment: datetime) -> str:
    assessment = Triage(CONTENT).assess({"life_danger": "yes"}, moment)
    return plain(detail_lines(assessment))


def _criteria(moment: datetime) -> str:
    return plain(criteria_notes(CONTENT, CONTENT.pathways.values(), moment))


def _term(moment: datetime) -> str:
    return plain(term_lines(CONTENT, next(iter(CONTENT.terms.values())), moment))


def _item(moment: datetime) -> str:
    return plain(item_lines(CONTENT, "rap-zhn", moment))


def _sources(moment: datetime) -> str:
    return plain(sources_lines(CONTENT, moment))


@pytest.mark.parametrize(
    "shown",
    [
        _looked_up,
        _zorgkantoor,
        _verdict,
        _closing,
        _details,
        _criteria,
        _term,
        _item,
        _sources,
    ],
    ids=lambda function: function.__name__.strip("_"),
)
def test_overdue_is_marked_where_it_is_used(shown: object) -> None:
    """In time there is nothing to see; after that one short mark stands with it."""
    assert callable(shown)
    assert MARK not in shown(IN_TIME)
    assert MARK in shown(TOO_LATE)


def test_source_says_whether_it_still_stands() -> None:
    """The page of a source says who read it, and whether that still stands."""
    source = BOOK.sources["zz-brochure"]
    assert "(nog geldig)" in plain(source_lines(CONTENT, source, IN_TIME))
    assert "(verlopen)" in plain(source_lines(CONTENT, source, TOO_LATE))
    assert "door onze HAP," in plain(
        source_lines(CONTENT, source._replace(owner="onze HAP"), IN_TIME)
    )


@pytest.mark.thorough
@pytest.mark.parametrize("source_id", each(30, list(BOOK.sources)))
def test_every_source_can_be_shown(source_id: str) -> None:
    """The page of a source names what rests on it, whatever kind of thing that is."""
    assert "Hierop steunt" in plain(source_lines(CONTENT, BOOK.sources[source_id], IN_TIME))


def test_what_closed_services_say_has_a_source_to_show() -> None:
    """A service with something to fall back on when it is closed can be asked for, too."""
    shown = plain(item_lines(CONTENT, "crisisregisseur-zz", IN_TIME))
    assert "Bij sluiting crisisregisseur-zz" in shown


def test_one_mark_for_each_number() -> None:
    """A number is marked once, however many of its sources are overdue."""
    found = lookup.find(BOOK, Query(word="zhn", sector=Sector.VV), TOO_LATE, everything=False)
    lines = plain(lookup_lines(BOOK, found)).splitlines()

    assert len(found.contacts) == sum(line == "Let op: Controle verlopen." for line in lines)
    assert all(contact.overdue for contact in found.contacts)


def test_the_names_of_overdue_sources_stay_few() -> None:
    """A few are named; of many the number is said, not a wall of names."""
    sources = [
        s for s in BOOK.sources.values() if s.read and s.review_months <= 24
    ]  # the rest is history

    assert f"{MARK}: {sources[0].id}." in sources_text(sources[:1], TOO_LATE.date())
    assert f"{MARK}: {len(sources)} bronnen." in sources_text(sources, TOO_LATE.date())


UNREAD = {
    *("altrecht-acute-psychiatrie", "ggz-delfland-crisisdienst", "zoetermeer-2025", "nijkerk-elv"),
    *("volkskrant-zcc", "breda-vandaag-meldpunt"),
}
"""Documents that nobody read, by the audit."""


def test_what_nobody_read_says_so() -> None:
    """Six documents have no day on which they were read, wherever they are shown."""
    assert {source.id for source in BOOK.sources.values() if not source.read} == UNREAD
    for id_ in UNREAD:
        source = BOOK.sources[id_]
        assert source.checked is None
        shown = plain(source_lines(CONTENT, source, IN_TIME))
        assert "Pagina niet gelezen" in shown
        assert "agelezen" not in shown
        assert "Pagina niet gelezen." in sources_text([source], IN_TIME.date())
    said = plain(review_lines(BOOK, IN_TIME.date()))
    assert "Niet gelezen: 6." in said
    assert "NIET GELEZEN: nijkerk-elv" in said


def test_single_source_crisis_lines_are_read_again_after_six_months() -> None:
    """What rests on one document alone stands for half a year, not for a year."""
    for service in BOOK.services.values():
        crisis = any(s.purpose in (Purpose.CRISIS, Purpose.FORCED_CARE) for s in service.serves)
        if crisis and service.phone and service.confidence is not Confidence.CONFIRMED:
            months = [BOOK.sources[citation.source].review_months for citation in service.sources]
            assert min(months) <= 6, service.id


# -- listed for who keeps it ------------------------------------------------------------------


def _book(*sources: Source) -> Directory:
    named = {f"{s.id}-{i}": s._replace(id=f"{s.id}-{i}") for i, s in enumerate(sources)}
    return BOOK._replace(sources=named)


def test_review_goes_by_owner_and_date() -> None:
    """Overdue first, soonest first; who has the most urgent work stands on top."""
    book = _book(
        _source(date(2026, 11, 22), 3),
        _source(date(2026, 11, 22), 1, owner="HAP Noord"),
        _source(date(2026, 11, 22), 2),
        _source(date(2026, 11, 22), 4, owner="HAP Noord"),
        _source(date(2026, 11, 22), 24),
    )
    shown = plain(review_lines(book, date(2027, 1, 1))).splitlines()

    assert shown == [
        "Na te lezen bronnen op 1-1-2027",
        "Verlopen: 1. Binnen drie maanden: 3. Later: 1. De eerste: 22-11-2028.",
        "",
        "HAP Noord",
        "- VERLOPEN op 22-12-2026: s1-1, Titel.",
        "- uiterlijk 22-3-2027: s4-3, Titel.",
        "",
        "De makers van crisiszorg-cli",
        "- uiterlijk 22-1-2027: s2-2, Titel.",
        "- uiterlijk 22-2-2027: s3-0, Titel.",
    ]


def test_every_source_is_counted_once() -> None:
    """Overdue, soon or later: together they are all."""
    for year in (2026, 2027, 2028):
        line = plain(review_lines(BOOK, date(year, 12, 31))).splitlines()[1]
        counts = [int(word.rstrip(".")) for word in line.split() if word.rstrip(".").isdigit()]
        assert len(BOOK.sources) == sum(counts)


# -- what crisis check finds ------------------------------------------------------------------


@pytest.mark.only_thorough
def test_a_check_in_the_future_is_a_fault(tmp_path: Path) -> None:
    """Nobody can have read a text tomorrow; without a day of today nothing is said of it."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    file = folder / "sources.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("checked: 2026-11-22", "checked: 2026-12-23", 1), encoding="utf-8")

    assert () == check_folder(folder)
    assert () == check_folder(folder, date(2026, 12, 23))
    (problem,) = check_folder(folder, date(2026, 12, 22))
    assert ("review", "toekomst") == (problem.code, problem.message.rpartition(" ")[2])


def test_every_fact_is_in_the_fact_list() -> None:
    """The ids of facts that the data names exist; the program itself does not know the list."""
    root = Path(__file__).parents[2]
    known = {
        line.partition(",")[0]
        for line in (root / "docs" / "facts.csv").read_text(encoding="utf-8").splitlines()[1:]
    }
    named = {fact for source in BOOK.sources.values() for fact in source.facts}
    named |= {fact for item in cited_items(CONTENT) for fact in item.facts}
    assert len(named) > 50

    assert set() == named - known
