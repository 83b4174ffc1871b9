"""A neutral layout: lines with a role. The text and terminal renderers share it.

A phone number is always a line of its own, with nothing beside it, so that it can be
selected, copied and read out unbroken even at 20 columns.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from crisiszorg_cli import labels
from crisiszorg_cli.contacts import (
    Citation,
    Contact,
    Directory,
    Missing,
    Phone,
    Purpose,
    RegionKind,
    Sector,
    Service,
    Source,
)
from crisiszorg_cli.hours import AMSTERDAM


class Role(Enum):
    """What a line is; the terminal renderer gives each its own look."""

    TITLE = "title"
    HEADING = "heading"
    NUMBER = "number"
    LINK = "link"
    STRONG = "strong"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    WARNING = "warning"
    BLANK = "blank"


class Line(NamedTuple):
    """One line of output. ``phone`` makes a number clickable where the terminal can."""

    role: Role
    text: str = ""
    phone: Phone | None = None


BLANK = Line(Role.BLANK)

OVERDUE = "Controle verlopen."
"""The mark of what should have been read again by now."""

WHOLE = (Role.NUMBER, Role.LINK)
"""Roles whose lines are never broken."""


def plain(lines: Iterable[Line], *, wrapped: bool = False) -> str:
    """Give the lines as plain text, without colour or control characters.

    ``wrapped`` breaks them between words at the width of the terminal; numbers stay whole.
    """
    texts = []
    for line in lines:
        text = {Role.ITEM: "- ", Role.WARNING: "Let op: "}.get(line.role, "") + line.text
        if wrapped and line.role not in WHOLE:
            hanging = "  " if line.role is Role.ITEM else ""
            text = fill(text, hanging)
        texts.append(text)
    return "\n".join(texts) + "\n"


def fill(text: str, hanging: str = "") -> str:
    """Break a text between words at the width of the terminal; a long word stays whole."""
    width = max(shutil.get_terminal_size().columns - 1, 10)
    return "\n".join(
        textwrap.fill(
            part,
            width,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in text.splitlines()
    )


def contact_lines(
    book: Directory,
    contact: Contact,
    moment: datetime,
    *,
    in_full: bool,
    headings: Sequence[str] = (),
) -> Iterator[Line]:
    """Show one service: name, number alone, open or not, what for; in full: all of it.

    ``headings`` take the place of what it is for here and its name.
    """
    service = contact.service
    if headings:
        yield from (Line(Role.HEADING, text) for text in headings)
    else:
        yield Line(Role.HEADING, _contact_heading(contact))
        yield Line(Role.TEXT, service.name)
    yield from own_lines(book, service)
    yield from number_lines(contact)
    if service.phone or service.hours:
        yield from status_lines(contact, moment)
    yield from _labelled(("Waarvoor", service.scope))
    if in_full:
        yield from _labelled(
            ("Wie belt", service.who_may_call),
            ("Beslist", service.decides),
            ("Gesprek", service.on_the_call),
            ("Tijden", service.hours_note),
            ("Adres", service.address),
        )
        links = (service.email, service.page if service.phone else None)
        yield from (Line(Role.LINK, text) for text in links if text)
    if service.caution:
        yield Line(Role.WARNING, service.caution)
    if in_full:
        yield Line(Role.NOTE, f"Bron: {sources_line(book, service.sources, moment)}")


def own_lines(book: Directory, service: Service) -> Iterator[Line]:
    """Mark what the user's own data gave, and what is not to be passed on."""
    if f"service:{service.id}" in book.own:
        secret = " Vertrouwelijk: niet doorgeven." if service.confidential else ""
        yield Line(Role.STRONG, f"Eigen gegevens.{secret}")


def status_lines(contact: Contact, moment: datetime) -> Iterator[Line]:
    """Say whether it is open; when it is closed, what to do instead."""
    status = labels.open_status(contact.open, contact.changes_at, moment)
    yield Line(Role.STRONG, f"{status[0].upper()}{status[1:]}.")
    if contact.open is False:
        yield from (Line(Role.ITEM, advice.text) for advice in contact.service.when_closed)


def _labelled(*details: tuple[str, str | None]) -> Iterator[Line]:
    for label, text in details:
        if text:
            yield Line(Role.TEXT, f"{label}: {sentence(text)}")


def number_lines(contact: Contact) -> Iterator[Line]:
    """Give the number alone on its line, and the menu choice under it; or the page."""
    service = contact.service
    if service.phone is not None:
        yield Line(Role.NUMBER, service.display or service.phone.digits, service.phone)
        if service.menu:
            yield Line(Role.STRONG, f"Keuzemenu: {service.menu}.")
    elif service.page:
        yield Line(Role.TEXT, "Geen nummer in de bronnen; zie")
        yield Line(Role.LINK, service.page)
    if contact.overdue:
        yield Line(Role.WARNING, OVERDUE)


def _contact_heading(contact: Contact) -> str:
    purpose = labels.PURPOSE[contact.purpose]
    where = "" if contact.region.kind is RegionKind.NATIONAL else f", {contact.region.name}"
    if contact.sector is None or contact.purpose in (Purpose.NON_CRISIS, Purpose.EMERGENCY):
        return f"{purpose[0].upper()}{purpose[1:]}{where}"
    return f"{labels.SECTOR[contact.sector]}, {purpose}{where}"


def missing_lines(book: Directory, missing: Sequence[Missing]) -> Iterator[Line]:
    """Say which numbers no source gives, and where to look; sectors alike stand together."""
    groups: dict[tuple[str, Purpose, str | None, bool], list[Missing]] = {}
    for item in missing:
        key = (item.region.id, item.purpose, item.page, item.sector is Sector.JEUGD)
        groups.setdefault(key, []).append(item)
    for group in groups.values():
        first = group[0]
        sectors = ", ".join(labels.SECTOR[item.sector] for item in group)
        yield BLANK
        what = f"{sectors}, {labels.PURPOSE[first.purpose]}, {first.region.name}"
        yield Line(Role.WARNING, f"geen nummer in de bronnen: {what}.")
        if first.page:
            yield Line(Role.TEXT, "Kijk op de pagina van het zorgkantoor:")
            yield Line(Role.LINK, first.page)
            if first.region.office_caution:
                yield Line(Role.WARNING, first.region.office_caution)
        elif _offices_help(first):
            yield from office_lines(book)


def _offices_help(missing: Missing) -> bool:
    """Tell whether one of the zorgkantoren must know: not for youth, nor in forced care."""
    return (
        missing.region.kind is RegionKind.NATIONAL
        and missing.purpose is Purpose.CRISIS
        and missing.sector is not Sector.JEUGD
    )


def office_lines(book: Directory) -> Iterator[Line]:
    """List the crisis pages of the zorgkantoren."""
    yield Line(Role.TEXT, "De crisispagina's van de zorgkantoren:")
    for office in book.offices.values():
        yield Line(Role.ITEM, office.name)
        yield Line(Role.LINK, f"  {office.crisis_page}")


def sources_line(book: Directory, citations: Iterable[Citation], moment: datetime) -> str:
    """Name the sources of something with their age, on one line."""
    today = moment.astimezone(AMSTERDAM).date()
    return labels.sources_text(unique_sources(book, citations), today)


def unique_sources(book: Directory, citations: Iterable[Citation]) -> list[Source]:
    """Give each cited source once, in order."""
    return [book.sources[id_] for id_ in dict.fromkeys(c.source for c in citations)]


def sentence(text: str) -> str:
    """End a text with a full stop unless it has an end of its own."""
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."
