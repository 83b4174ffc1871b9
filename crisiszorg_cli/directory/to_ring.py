"""Which numbers somebody could ring to hear whether they still hold, and which come first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from crisiszorg_cli.model.contacts import Directory, Purpose, Service, Source


class Due(NamedTuple):
    """A number to be rung: at the latest on a day, by the owner of what it rests on.

    Without a day nobody ever read what it rests on. Without an owner it is for the makers.
    """

    service: Service
    source: Source
    by: date | None

    @property
    def owner(self) -> str | None:
        """Who keeps it."""
        return self.source.owner


def to_ring(directory: Directory) -> Iterator[Service]:
    """Return every service with a number, but for 112: that is not rung to see if it answers."""
    for service in directory.services.values():
        urgent = any(area.purpose is Purpose.EMERGENCY for area in service.serves)
        if service.phone is not None and not urgent:
            yield service


def due(directory: Directory, until: date) -> tuple[Due, ...]:
    """Return what is to be rung up to a day: by owner, the makers last, soonest first.

    A number that was rung is due when that no longer stands, or else when the first of its
    sources is; what rests on pages that nobody read comes after the rest.
    """
    found = (_due(directory, service) for service in to_ring(directory))
    wanted = (each for each in found if each.by is None or each.by <= until)
    return tuple(sorted(wanted, key=_order))


def first_due(directory: Directory) -> date | None:
    """Return the soonest day by which a number is to be rung; None where there is none."""
    days = (_due(directory, service).by for service in to_ring(directory))
    return min((day for day in days if day is not None), default=None)


def _due(directory: Directory, service: Service) -> Due:
    sources = [directory.sources[citation.source] for citation in service.sources]
    first = min(sources, key=lambda source: source.review_by or date.max)
    rung = service.rung
    return Due(service, first, rung.stands_until if rung else first.review_by)


def _order(each: Due) -> tuple[bool, str, date, str]:
    return each.owner is None, each.owner or "", each.by or date.max, each.service.id
