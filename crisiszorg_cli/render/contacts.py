"""Services as lines: name, number alone, open or not; and the numbers that no source gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.directory.services import services_for
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.contacts import (
    Citation,
    Contact,
    Directory,
    MissingNumber,
    Office,
    Purpose,
    RegionKind,
    Sector,
    Service,
    Source,
)
from crisiszorg_cli.render.layout import BLANK, OVERDUE, Line, Role, sentence
from crisiszorg_cli.wording import contacts as words


class Layout(NamedTuple):
    """How to show a service: all of it or briefly, and what stands around it.

    ``headings`` take the place of what it is for here and its name; those that are ``shown``
    beside it are not named once more as the ones to turn to.
    """

    in_full: bool
    headings: Sequence[str] = ()
    shown: Collection[Service] = ()


def contact_lines(
    directory: Directory, contact: Contact, moment: datetime, layout: Layout
) -> Iterator[Line]:
    """Show one service: name, number alone, open or not, what for; in full: all of it."""
    service = contact.service
    if layout.headings:
        yield from (Line(Role.HEADING, text) for text in layout.headings)
    else:
        yield Line(Role.HEADING, _contact_heading(contact))
        yield Line(Role.TEXT, service.name)
    yield from own_lines(directory, service)
    yield from number_lines(contact)
    if service.phone or service.hours:
        yield status_line(contact, moment)
        yield from instead_lines(directory, contact, layout.shown)
    yield from _labelled(("Waarvoor", service.scope))
    if layout.in_full:
        yield from _labelled(
            ("Wie belt", service.who_may_call),
            ("Beslist", service.decides),
            ("Gesprek", service.on_the_call),
            ("Tijden", service.hours_note if service.hours else None),
            ("Adres", service.address),
        )
        links = (service.email, service.page if service.phone else None)
        yield from (Line(Role.LINK, text) for text in links if text)
    if service.caution:
        yield Line(Role.WARNING, service.caution)
    if layout.in_full:
        doubt = words.DOUBT.get(service.confidence)
        origin = f"Bron ({doubt})" if doubt else "Bron"
        yield Line(Role.NOTE, f"{origin}: {sources_line(directory, service.sources, moment)}")


def own_lines(directory: Directory, service: Service) -> Iterator[Line]:
    """Mark what the user's own data gave, and what is not to be passed on."""
    if f"service:{service.id}" in directory.own:
        secret = " Vertrouwelijk: niet doorgeven." if service.confidential else ""
        yield Line(Role.STRONG, f"Eigen gegevens.{secret}")


def status_line(contact: Contact, moment: datetime) -> Line:
    """Say whether it is open, and until when; without hours, what the source does say of them."""
    if contact.open is None and contact.service.hours_note:
        return Line(Role.STRONG, f"Tijden: {sentence(contact.service.hours_note)}")
    status = words.open_status(contact.open, contact.changes_at, moment)
    return Line(Role.STRONG, f"{status[0].upper()}{status[1:]}.")


def instead_lines(
    directory: Directory, contact: Contact, shown: Collection[Service] = ()
) -> Iterator[Line]:
    """Say what to do while it is closed, and name the service to turn to unless it is shown."""
    if contact.open is not False:
        return
    yield from (Line(Role.ITEM, advice.text) for advice in contact.service.when_closed)
    for service in instead_of(directory, contact):
        if service not in shown:
            yield from turn_to_lines(service)


def instead_of(directory: Directory, contact: Contact) -> tuple[Service, ...]:
    """Return whom to turn to at a psychiatric picture when a service that closes is closed."""
    if not contact.service.when_closed or contact.sector is Sector.GGZ:
        return ()
    return services_for(directory, contact.region, Sector.GGZ, Purpose.CRISIS)


def turn_to_lines(service: Service, office: Office | None = None) -> Iterator[Line]:
    """Name a service in passing, under the sentence that mentions it."""
    page = turn_to_page(service, office)
    name = service.name if office is None or page == service.page else f"Zorgkantoor {office.name}"
    yield Line(Role.TEXT, f"  {name}:")
    if service.phone is not None:
        yield Line(Role.NUMBER, f"  {service.display or service.phone}", service.phone)
    elif page:
        yield Line(Role.LINK, f"  {page}")


def turn_to_page(service: Service, office: Office | None) -> str | None:
    """Return the page of a service; one that only finds the zorgkantoor gives way to it."""
    finds = any(s.purpose is Purpose.CRISIS for s in service.serves) and service.phone is None
    return office.crisis_page if office is not None and finds else service.page


def _labelled(*details: tuple[str, str | None]) -> Iterator[Line]:
    for label, text in details:
        if text:
            yield Line(Role.TEXT, f"{label}: {sentence(text)}")


def number_lines(contact: Contact) -> Iterator[Line]:
    """Return the number alone on its line, and the menu choice under it; or the page."""
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
    purpose = words.PURPOSE[contact.purpose]
    where = "" if contact.region.kind is RegionKind.NATIONAL else f", {contact.region.name}"
    if contact.sector is None or contact.purpose in (Purpose.NON_CRISIS, Purpose.EMERGENCY):
        return f"{purpose[0].upper()}{purpose[1:]}{where}"
    return f"{words.SECTOR[contact.sector]}, {purpose}{where}"


def missing_lines(
    directory: Directory, missing: Sequence[MissingNumber], *, briefly: bool = False
) -> Iterator[Line]:
    """Say which numbers no source gives, and where to look; what is alike stands together.

    ``briefly`` names the commands that know more instead of listing every zorgkantoor.
    """
    for group in alike(missing, lambda _: None):
        first = group[0]
        sectors = ", ".join(dict.fromkeys(words.SECTOR[item.sector] for item in group))
        purposes = " en ".join(dict.fromkeys(words.PURPOSE[item.purpose] for item in group))
        yield BLANK
        what = f"{sectors}, {purposes}, {first.region.name}"
        yield Line(Role.WARNING, f"Geen nummer in de bronnen: {what}.")
        if first.page:
            yield Line(Role.TEXT, "Kijk op de pagina van het zorgkantoor:")
            yield Line(Role.LINK, first.page)
            if first.region.office_caution:
                yield Line(Role.WARNING, first.region.office_caution)
        elif first.sector is Sector.GGZ:
            yield Line(Role.TEXT, IN_YOUR_LIST)
        elif any(_offices_help(item) for item in group):
            yield from [Line(Role.TEXT, ELSEWHERE)] if briefly else office_lines(directory)


def alike(
    missing: Iterable[MissingNumber], apart: Callable[[MissingNumber], object]
) -> Iterable[Sequence[MissingNumber]]:
    """Put together what has the same page in the same region, for youth apart.

    ``apart`` names what else keeps two of them from standing together.
    """
    groups: dict[object, list[MissingNumber]] = {}
    for item in missing:
        key = (item.region.id, item.page, item.sector is Sector.JEUGD, apart(item))
        groups.setdefault(key, []).append(item)
    return groups.values()


ELSEWHERE = "Kies liever de gemeente (crisis regions), of zie: crisis lookup elders"


IN_YOUR_LIST = (
    "Het nummer van de GGZ-crisisdienst staat in de lijst van uw praktijk of huisartsenpost."
)


def _offices_help(missing: MissingNumber) -> bool:
    """Tell whether one of the zorgkantoren must know: not for youth, nor in forced care."""
    return (
        missing.region.kind is RegionKind.NATIONAL
        and missing.purpose is Purpose.CRISIS
        and missing.sector is not Sector.JEUGD
    )


def office_lines(directory: Directory) -> Iterator[Line]:
    """List the crisis pages of the zorgkantoren."""
    yield Line(Role.TEXT, "De crisispagina's van de zorgkantoren:")
    for office in directory.offices.values():
        yield Line(Role.ITEM, office.name)
        yield Line(Role.LINK, f"  {office.crisis_page}")


def sources_line(directory: Directory, citations: Iterable[Citation], moment: datetime) -> str:
    """Name the sources of something with their age, on one line."""
    today = day_of(moment)
    return words.sources_text(unique_sources(directory, citations), today)


def unique_sources(directory: Directory, citations: Iterable[Citation]) -> list[Source]:
    """Return each cited source once, in order."""
    return [directory.sources[id_] for id_ in dict.fromkeys(c.source for c in citations)]
