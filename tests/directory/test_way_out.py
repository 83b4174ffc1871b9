"""At every moment there is an open number, or a sourced word about what to do instead.

For every region, sector and outcome, at every quarter of an hour of two years. Who is called
depends on the moment through opening hours alone, so all quarters at which the same services are
open are one case: each case is tried whole, and that the moment matters in no other way is tried
at the first, the last and drawn moments of each.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from crisiszorg_cli.directory import opening_hours as hours, services as directory
from crisiszorg_cli.model.content import (
    Contact,
    Content,
    Directory,
    MissingNumber,
    Outcome,
    Purpose,
    Region,
    Sector,
)

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
QUARTERS = 2 * 365 * 24 * 4
QUARTER = timedelta(minutes=15)
SAMPLE = 3  # drawn moments for each case, beside its first and its last

State = tuple[bool | None, ...]
Answer = tuple[tuple[Contact, ...], tuple[MissingNumber, ...]]


@pytest.fixture(scope="module")
def book(content: Content) -> Directory:
    """The directory as shipped, with its opening hours worked out."""
    different = {s.hours for s in content.directory.services.values() if s.hours}
    end = BEGIN + QUARTERS * QUARTER + timedelta(days=1)
    tables = {each: hours.timetable(each, BEGIN, end) for each in different if each != "24/7"}
    return content.directory._replace(timetables=tables)


@pytest.fixture(scope="module")
def cases(book: Directory) -> dict[State, list[int]]:
    """The quarters of two years, by what is open then."""
    found: dict[State, list[int]] = {}
    tables = sorted(book.timetables.items())
    for quarter in range(QUARTERS):
        moment = BEGIN + quarter * QUARTER
        state = tuple(hours.status(text, moment, table)[0] for text, table in tables)
        found.setdefault(state, []).append(quarter)
    return found


def is_sourced(book: Directory, item: object) -> bool:
    """Tell whether something names a source that is there."""
    cited = getattr(item, "sources", ())
    return bool(cited) and all(citation.source in book.sources for citation in cited)


def ways_out(book: Directory, outcome: Outcome, answer: Answer) -> Iterator[str]:
    """Return the kinds of answer: an open number, or what is said instead, with its source."""
    contacts, missing = answer
    for contact in contacts:
        service = contact.service
        if not is_sourced(book, service):
            continue
        if service.phone is None:
            yield "page of a service"
        elif contact.open:
            yield "open number"
        elif contact.open is None:
            yield "number, hours in no source"
        elif service.when_closed and all(is_sourced(book, f) for f in service.when_closed):
            yield "closed, with what to do meanwhile"
    for item in missing:
        office = book.offices.get(item.region.office or "")
        if item.page and office is not None and is_sourced(book, office):
            yield "page of the zorgkantoor"
    if not outcome.purposes and is_sourced(book, outcome):
        yield "no number: the outcome itself says where to go"


def answers(
    book: Directory, content: Content, moment: datetime
) -> Iterator[tuple[tuple[Region, Sector, Outcome], Answer]]:
    """Return the answer of every region, sector and outcome at a moment.

    Of an outcome only its purposes matter, so those of the same purposes have one answer.
    """
    outcomes: dict[tuple[Purpose, ...], list[Outcome]] = {}
    for outcome in content.outcomes.values():
        outcomes.setdefault(outcome.purposes, []).append(outcome)
    for region, sector, purposes in product(book.regions.values(), Sector, outcomes):
        answer = directory.contacts_for(book, region, sector, purposes, moment)
        for outcome in outcomes[purposes]:
            yield (region, sector, outcome), answer


def bare(answer: Answer) -> object:
    """Leave out of an answer what a date says: when it changes, and what is due for review."""
    contacts, missing = answer
    return [(c.service.id, c.purpose, c.open) for c in contacts], missing


def test_all_quarters_are_in_a_case(cases: dict[State, list[int]]) -> None:
    """70,080 quarters, each once, in a handful of cases."""
    assert sorted(q for quarters in cases.values() for q in quarters) == list(range(QUARTERS))
    assert 1 < len(cases) < 20


def test_there_is_always_a_way_out(
    book: Directory,
    content: Content,
    cases: dict[State, list[int]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An open number, or an explicit statement with a source: never neither."""
    without: list[tuple[str, str, str, datetime]] = []
    covered: dict[str, int] = {}
    for quarters in cases.values():
        moment = BEGIN + quarters[0] * QUARTER
        for (region, sector, outcome), answer in answers(book, content, moment):
            kinds = list(ways_out(book, outcome, answer))
            if not kinds:
                without.append((region.id, sector, outcome.id, moment))
            kind = "open number" if "open number" in kinds else (kinds or ["nothing"])[0]
            covered[kind] = covered.get(kind, 0) + len(quarters)

    with capsys.disabled():
        lines = "".join(f"\n  {count:>13,}  {kind}" for kind, count in sorted(covered.items()))
        sys.stdout.write(f"\nway out: {sum(covered.values()):,} combinations{lines}\n")
    assert without == []
    regions, outcomes = len(book.regions), len(content.outcomes)
    assert sum(covered.values()) == regions * len(Sector) * outcomes * QUARTERS
    assert len(book.regions) == 99


def test_a_closed_number_never_stands_alone(
    book: Directory, content: Content, cases: dict[State, list[int]]
) -> None:
    """Each number that is closed in crisis says itself what to do meanwhile, with its source."""
    for quarters in cases.values():
        for _, (contacts, _missing) in answers(book, content, BEGIN + quarters[0] * QUARTER):
            for contact in contacts:
                fallbacks = contact.service.when_closed
                assert contact.open is not False or fallbacks, contact.service.id
                assert all(is_sourced(book, fallback) for fallback in fallbacks)


def test_the_moment_matters_through_opening_hours_only(
    book: Directory, content: Content, cases: dict[State, list[int]]
) -> None:
    """At other moments at which the same is open, the same is answered."""
    draw = random.Random(1)  # noqa: S311
    for quarters in cases.values():
        first = dict(answers_by_id(book, content, quarters[0]))
        for quarter in (quarters[-1], *draw.choices(quarters, k=SAMPLE)):
            assert dict(answers_by_id(book, content, quarter)) == first


def answers_by_id(
    book: Directory, content: Content, quarter: int
) -> Iterator[tuple[tuple[str, str, str], object]]:
    """Return every answer at a quarter, without what a date says."""
    for (region, sector, outcome), answer in answers(book, content, BEGIN + quarter * QUARTER):
        yield (region.id, sector, outcome.id), bare(answer)
