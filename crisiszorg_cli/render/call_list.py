"""The call list, to be printed: whom to ring, what to ask, where to note what was heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from crisiszorg_cli.directory.opening_hours import ALWAYS
from crisiszorg_cli.directory.to_ring import Due
from crisiszorg_cli.model.contacts import Directory, Purpose, Service
from crisiszorg_cli.render.layout import BLANK, Line, Role, sentence
from crisiszorg_cli.render.own_data import hours_texts
from crisiszorg_cli.wording import contacts as words

_FEW = 3  # regions that are named; of more, how many there are
_BOX = "[ ]"


class Noted(NamedTuple):
    """Where things stand, as ``file:line``: numbers by their service, days by their source."""

    services: Mapping[str, str]
    sources: Mapping[str, str]


def call_list_lines(
    directory: Directory, wanted: Sequence[Due], noted: Noted, today: date
) -> Iterator[Line]:
    """Show what is to be rung, by owner, soonest first."""
    yield Line(Role.TITLE, f"Bellijst op {words.short_date(today)}")
    noun = "nummer" if len(wanted) == 1 else "nummers"
    yield Line(Role.STRONG, f"{len(wanted)} {noun}. Wat u hoort, schrijft u waar het staat.")
    for owner, each in groupby(wanted, key=lambda due: due.owner or words.MAKERS):
        yield BLANK
        yield Line(Role.HEADING, f"{owner[0].upper()}{owner[1:]}")
        for due in each:
            yield BLANK
            yield from _call(directory, due, noted, today)


def nobody_lines(today: date, from_day: date | None) -> Iterator[Line]:
    """Say that there is nobody to ring, and from which day on there is."""
    yield Line(Role.TITLE, f"Bellijst op {words.short_date(today)}")
    if from_day is None:
        yield Line(Role.STRONG, "Niemand te bellen: er zijn geen nummers.")
        return
    list_ = f"crisis check --belijst --moment {from_day.isoformat()}"
    yield Line(
        Role.STRONG,
        f"Niemand te bellen; de eersten vanaf {words.short_date(from_day)}: {list_}",
    )


def _call(directory: Directory, due: Due, noted: Noted, today: date) -> Iterator[Line]:
    service = due.service
    yield Line(Role.STRONG, f"{_BOX} {service.name}")
    yield Line(Role.NUMBER, service.number, service.phone)
    yield Line(Role.TEXT, f"{_when(due, today)} Bron: {due.source.title} [{due.source.id}].")
    if service.rung:
        yield Line(Role.TEXT, words.rung_text(service.rung))
    yield from (Line(Role.ITEM, text) for text in _questions(directory, service, today))
    places = (noted.services.get(service.id), noted.sources.get(due.source.id))
    if any(places):
        yield Line(Role.TEXT, f"Klopt iets niet meer: {', '.join(filter(None, places))}")
    yield Line(Role.TEXT, f"Klopt het: crisis overlay verify {service.id} --door WIE")


def _when(due: Due, today: date) -> str:
    if due.by is None:
        return f"{words.UNREAD}."
    day = words.short_date(due.by)
    return f"Verlopen op {day}." if due.by < today else f"Uiterlijk {day}."


def _questions(directory: Directory, service: Service, today: date) -> Iterator[str]:
    """Say what to ask of the other side: whether what we have still holds."""
    for area in service.serves:
        sectors = " en ".join(words.SECTOR[sector] for sector in area.sectors)
        names = [directory.regions[id_].name for id_ in area.regions]
        where = ", ".join(names) if len(names) <= _FEW else f"{len(names)} regio's"
        other = area.purpose is Purpose.NON_CRISIS
        what = service.meant_for if other and service.meant_for else words.PURPOSE[area.purpose]
        yield f"Is dit het nummer voor {sectors}, {what}, in {where}?"
    if service.menu:
        yield f"Keuzemenu: {service.menu}. Klopt dat?"
    if service.hours is None:
        yield "Wanneer bent u bereikbaar? Ook op feestdagen?"
    elif service.hours == ALWAYS:
        yield "Bent u dag en nacht bereikbaar?"
    else:
        hours = "; ".join(hours_texts(service.hours, today))
        yield f"Kloppen deze tijden: {hours}? En op feestdagen?"
    if service.who_may_call:
        yield f"Wie mag bellen: {sentence(service.who_may_call)} Klopt dat?"
    else:
        yield "Wie mag bellen?"
    if service.decides:
        yield f"Wie beslist: {sentence(service.decides)} Klopt dat?"
