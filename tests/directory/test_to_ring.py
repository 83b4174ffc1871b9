"""Which numbers are to be rung, and in which order."""

from __future__ import annotations

from datetime import date

from crisiszorg_cli.directory.to_ring import due, to_ring
from crisiszorg_cli.model.contacts import Citation, Phone, Purpose, Service, Source, Verified
from tests.shipped import DIRECTORY

TODAY = date(2026, 11, 27)


def _source(id_: str, checked: date | None, owner: str | None = None) -> Source:
    read = checked is not None
    return Source(id_, "Titel", "Uitgever", "2026", "Datum.", 6, checked, read=read, owner=owner)


SOURCES = (
    _source("late", date(2026, 3, 1)),
    _source("later", date(2026, 7, 1)),
    _source("fresh", date(2026, 11, 1)),
    _source("unread", None),
    _source("desk", date(2026, 8, 1), "de HAP"),
)


def _service(id_: str, *sources: str, rung: date | None = None) -> Service:
    like = DIRECTORY.services["rap-zhn"]
    verified = Verified(Phone("0883399999"), rung, "HAP") if rung else None
    cited = tuple(map(Citation, sources))
    return like._replace(id=id_, sources=cited, verified=verified)


def listed(*services: Service, until: date = TODAY) -> list[tuple[str, date | None]]:
    """Return what is to be rung by then, of these services."""
    directory = DIRECTORY._replace(
        sources={source.id: source for source in SOURCES},
        services={service.id: service for service in services},
    )
    return [(each.service.id, each.by) for each in due(directory, until)]


def test_by_owner_and_day() -> None:
    """Owners by name, the makers last; soonest first, what nobody read after that."""
    services = [_service(f"of-{source.id}", source.id) for source in SOURCES]
    until = date(2027, 3, 1)
    assert listed(*services, until=until) == [
        ("of-desk", date(2027, 2, 1)),
        ("of-late", date(2026, 9, 1)),
        ("of-later", date(2027, 1, 1)),
        ("of-unread", None),
    ]


def test_the_first_of_its_sources_counts() -> None:
    """A page that nobody read beside one that was read puts nothing off."""
    assert listed(_service("both", "fresh", "late", "unread")) == [("both", date(2026, 9, 1))]


def test_what_was_rung_is_due_half_a_year_later() -> None:
    """However old its sources are."""
    rung = _service("rung", "late", rung=date(2026, 10, 1))
    assert listed(rung) == []
    assert listed(rung, until=date(2027, 4, 1)) == [("rung", date(2027, 4, 1))]
    other = rung._replace(phone=Phone("0715825887"))
    assert listed(other) == [("rung", date(2026, 9, 1))]


def test_not_112_and_no_pages() -> None:
    """Every other service with a number."""
    found = list(to_ring(DIRECTORY))
    assert all(service.phone for service in found)
    purposes = {area.purpose for service in found for area in service.serves}
    assert Purpose.EMERGENCY not in purposes
    assert len(found) > 40
