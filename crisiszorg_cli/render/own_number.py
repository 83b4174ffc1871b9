"""An own number shown back before it is kept, and what to do with it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crisiszorg_cli.directory.opening_hours import ALWAYS
from crisiszorg_cli.directory.own_hours import remarks_on
from crisiszorg_cli.directory.own_numbers import OwnNumber
from crisiszorg_cli.directory.spoken_hours import closed_on_holidays
from crisiszorg_cli.model.contacts import Service
from crisiszorg_cli.model.content import Directory
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.render.own_data import hours_texts, remark_about
from crisiszorg_cli.wording import contacts as words


def number_lines(number: OwnNumber, today: date) -> Iterator[Line]:
    """Show all of a number, and what its hours come to."""
    yield Line(Role.HEADING, number.name)
    yield Line(Role.STRONG, number.display)
    what = f"{words.SECTOR[number.sector]}, {words.PURPOSE[number.purpose]}"
    yield Line(Role.TEXT, f"{what}: {words.KIND[number.region.kind]} {number.region.name}")
    if number.hours is None:
        yield Line(Role.TEXT, "Openingstijden niet bekend.")
    elif number.hours == ALWAYS:
        yield Line(Role.TEXT, "Dag en nacht bereikbaar.")
    else:
        yield from (Line(Role.TEXT, text) for text in hours_texts(number.hours, today))
    if closed_on_holidays(number.hours):
        yield Line(Role.TEXT, "Op feestdagen gesloten.")
    for remark in remarks_on(number.hours, today) if number.hours else ():
        yield Line(Role.WARNING, remark_about(remark))
    yield Line(Role.TEXT, f"Van: {number.told_by}, {words.short_date(number.told_on)}")
    if number.confidential:
        yield Line(Role.TEXT, "Vertrouwelijk: blijft uit verslagen.")


def saved_lines(path: str) -> Iterator[Line]:
    """Say where a number was kept, and how it is taken back."""
    yield Line(Role.STRONG, "Opgeslagen. De volgende keer staat het hier.")
    yield Line(Role.NOTE, f"In {path}. Terugdraaien: crisis overlay undo")


def own_lines(services: Iterable[Service]) -> Iterator[Line]:
    """Name own numbers by their id, as it is asked for to remove one."""
    listed = list(services)
    if not listed:
        yield Line(Role.TEXT, "U hebt geen eigen nummers.")
    for service in listed:
        yield Line(Role.ITEM, f"{service.id}: {service.name}, {service.display or service.phone}")


def removed_lines(id_: str, name: str | None, directory: Directory, path: str) -> Iterator[Line]:
    """Say what was taken out, and what counts again."""
    yield Line(Role.STRONG, f"Weggehaald: {name} ({id_})." if name else f"Weggehaald: {id_}.")
    if id_ in directory.services:
        yield Line(Role.TEXT, "Het nummer van crisis zelf geldt weer.")
    yield Line(Role.NOTE, f"Uit {path}. Terugdraaien: crisis overlay undo")


def verified_lines(service: Service, path: str, today: date) -> Iterator[Line]:
    """Say what was noted of a number that was rung, and how it is taken back."""
    yield Line(Role.STRONG, f"{service.name}, {service.number}")
    if service.rung:
        until = service.rung.stands_until
        counts = "telt" if until >= today else "telde"
        counted = f"Dat {counts} tot en met {words.short_date(until)}."
        yield Line(Role.TEXT, f"{words.rung_text(service.rung)} {counted}")
        if until < today:
            yield Line(Role.WARNING, "Dat is te lang geleden: bel opnieuw.")
    yield Line(Role.NOTE, f"In {path}. Terugdraaien: crisis overlay undo")


def to_ring_lines(services: Iterable[Service]) -> Iterator[Line]:
    """Name the numbers that can be rung, by their id, and those that were."""
    yield Line(Role.TITLE, "Nummers om na te bellen")
    yield Line(Role.TEXT, "Gebeld? crisis overlay verify ID --op DATUM --door WIE")
    for service in sorted(services, key=lambda service: service.id):
        rung = f" {words.rung_text(service.rung)}" if service.rung else ""
        yield Line(Role.ITEM, f"{service.id}: {service.name}, {service.number}.{rung}")
