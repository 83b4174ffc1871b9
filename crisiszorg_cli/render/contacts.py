"""Services as lines: name, number alone, open or not; and the numbers that no source gives."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.directory.divisions import UNDER_WLZ
from crisiszorg_cli.directory.services import cautions, services_for
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.contacts import (
    Citation,
    Contact,
    Directory,
    MissingNumber,
    Office,
    Purpose,
    Region,
    RegionKind,
    Sector,
    Service,
    Source,
)
from crisiszorg_cli.render.layout import BLANK, OVERDUE, Line, Role, sentence
from crisiszorg_cli.wording import contacts as words

CONFIDENTIAL = "Vertrouwelijk: niet doorgeven."
_ABOVE = "Vertrouwelijk nummer: het staat boven het verslag."


class Layout(NamedTuple):
    """How to show a service: all of it or briefly, and what stands around it.

    ``headings`` take the place of what it is for here and its name; those that are ``shown``
    beside it are not named once more as the ones to turn to. ``by_name``: it was asked for as
    such, so that it may be about any region that it serves.
    """

    in_full: bool
    headings: Sequence[str] = ()
    shown: Collection[Service] = ()
    by_name: bool = False


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
        yield from instead_lines(directory, contact, layout.shown, by_name=layout.by_name)
    yield from labelled(("Waarvoor", service.scope))
    if layout.in_full:
        yield from labelled(
            ("Wie belt", service.who_may_call),
            ("Beslist", service.decides),
            ("Gesprek", service.on_the_call),
            ("Tijden", service.hours_note if service.hours else None),
            ("Adres", service.address),
        )
        if service.through:
            yield Line(Role.TEXT, "Zie ook, of via:")
            yield from turn_to_lines(directory.services[service.through])
        links = (service.email, service.page if service.phone else None)
        yield from (Line(Role.LINK, text) for text in links if text)
    yield from caution_lines(contact, by_name=layout.by_name)
    yield from rung_lines(service)
    if layout.in_full:
        doubt = words.DOUBT.get(service.confidence)
        origin = f"Bron ({doubt})" if doubt else "Bron"
        yield Line(Role.NOTE, f"{origin}: {sources_line(directory, service.sources, moment)}")


def own_lines(directory: Directory, service: Service) -> Iterator[Line]:
    """Mark what the user's own data gave, and what is not to be passed on."""
    if f"service:{service.id}" in directory.own:
        secret = f" {CONFIDENTIAL}" if service.confidential else ""
        yield Line(Role.STRONG, f"Eigen gegevens.{secret}")


def rung_lines(service: Service) -> Iterator[Line]:
    """Say that somebody rang the number that is shown."""
    if service.rung:
        yield Line(Role.NOTE, words.rung_text(service.rung))


def without_confidential(directory: Directory, lines: Iterable[Line]) -> Iterator[Line]:
    """Leave out numbers that are not to be passed on: under a report they could go along."""
    secret = {service.phone for service in directory.services.values() if service.confidential}
    for line in lines:
        yield Line(Role.TEXT, _ABOVE) if line.phone is not None and line.phone in secret else line


def status_line(contact: Contact, moment: datetime) -> Line:
    """Say whether it is open, and until when; without hours, what the source does say of them."""
    if contact.open is None and contact.service.hours_note:
        return Line(Role.STRONG, f"Tijden: {sentence(contact.service.hours_note)}")
    return Line(Role.STRONG, status_text(contact, moment))


def status_text(contact: Contact, moment: datetime) -> str:
    """Say whether it is open, and until when, in a sentence."""
    status = words.open_status(contact.open, contact.changes_at, moment)
    return f"{status[0].upper()}{status[1:]}."


def short_status(contact: Contact, moment: datetime) -> str:
    """Say in few words whether it is open."""
    if contact.open is None:
        return "tijden niet bekend"
    if contact.open or contact.changes_at is None:
        return words.open_status(contact.open, contact.changes_at, moment)
    return f"NU GESLOTEN tot {words.short_day(contact.changes_at)}"


def instead_lines(
    directory: Directory,
    contact: Contact,
    shown: Collection[Service] = (),
    *,
    said: bool = False,
    by_name: bool = False,
) -> Iterator[Line]:
    """Say what to do while it is closed, and name the service to turn to unless it is shown.

    Where what holds of every closed service was ``said`` before, it is not repeated.
    ``by_name``: in each region that it serves.
    """
    if contact.open is not False:
        return
    advice = (each for each in contact.service.when_closed if not (said and each.general))
    yield from (Line(Role.ITEM, each.text) for each in advice)
    if said:
        return
    found = _instead_in(directory, contact, by_name=by_name)
    for region, services in found.items():
        for service in services:
            if service not in shown:
                where = f" ({region.name})" if len(found) > 1 else ""
                yield from turn_to_lines(service, where=where)


def instead_of(
    directory: Directory, contact: Contact, *, by_name: bool = False
) -> tuple[Service, ...]:
    """Return whom to turn to at a psychiatric picture when a service that closes is closed.

    ``by_name``: in each region that it serves.
    """
    found = _instead_in(directory, contact, by_name=by_name).values()
    return tuple(dict.fromkeys(service for services in found for service in services))


def _instead_in(
    directory: Directory, contact: Contact, *, by_name: bool
) -> dict[Region, tuple[Service, ...]]:
    service = contact.service
    if not service.when_closed or contact.sector is Sector.GGZ:
        return {}
    served = (id_ for s in service.serves if s.purpose is contact.purpose for id_ in s.regions)
    regions = [directory.regions[id_] for id_ in served] if by_name else [contact.region]
    return {r: services_for(directory, r, Sector.GGZ, Purpose.CRISIS) for r in regions}


def turn_to_lines(
    service: Service, office: Office | None = None, where: str = ""
) -> Iterator[Line]:
    """Name a service in passing, under the sentence that mentions it."""
    page = turn_to_page(service, office)
    name = service.name if office is None or page == service.page else f"Zorgkantoor {office.name}"
    secret = " (vertrouwelijk)" if service.confidential else ""
    yield Line(Role.TEXT, f"  {name}{where}{secret}:")
    if service.phone is not None:
        yield Line(Role.NUMBER, f"  {service.number}", service.phone)
    elif page:
        yield Line(Role.LINK, f"  {page}")


def turn_to_page(service: Service, office: Office | None) -> str | None:
    """Return the page of a service; one that only finds the zorgkantoor gives way to it."""
    finds = any(s.purpose is Purpose.CRISIS for s in service.serves) and service.phone is None
    return office.crisis_page if office is not None and finds else service.page


def shows_page(contacts: Iterable[Contact], page: str | None) -> bool:
    """Tell whether one of these has this page, or a more precise one of the same site."""
    sites = {_site(c.service.page) for c in contacts if c.service.page and not c.service.phone}
    return page is not None and _site(page) in sites


def _site(page: str) -> str:
    return page.partition("://")[2].partition("/")[0].removeprefix("www.")


def possible_briefly(directory: Directory, contact: Contact, moment: datetime) -> Iterator[Line]:
    """Show a last known number where there is little room; it says of which part it is."""
    yield Line(Role.HEADING, f"{words.POSSIBLE}: {contact.service.name}")
    yield from own_lines(directory, contact.service)
    yield from number_lines(contact)
    yield status_line(contact, moment)


def possible_lines(
    directory: Directory,
    contact: Contact,
    moment: datetime,
    *,
    in_full: bool,
    by_name: bool = False,
) -> Iterator[Line]:
    """Show a last known number, apart from those that are known, with what it rests on."""
    service = contact.service
    sector = "" if contact.sector is None else f"{words.SECTOR[contact.sector]}, "
    forced = contact.purpose is Purpose.FORCED_CARE
    purpose = f"{words.PURPOSE[contact.purpose]}, " if forced else ""
    title = f"{sector}{purpose}{words.POSSIBLE.lower()}: {service.name}"
    yield Line(Role.HEADING, f"{title[0].upper()}{title[1:]}")
    yield from own_lines(directory, service)
    yield from number_lines(contact)
    yield status_line(contact, moment)
    yield from labelled(("Waarvoor", service.scope))
    if not in_full:
        return
    yield from labelled(
        ("Wie belt", service.who_may_call),
        ("Gesprek", service.on_the_call),
        ("Tijden", service.hours_note if service.hours else None),
    )
    yield from caution_lines(contact, by_name=by_name)
    yield from rung_lines(service)
    yield Line(Role.NOTE, f"Bron: {sources_line(directory, service.sources, moment)}")


def labelled(*details: tuple[str, str | None]) -> Iterator[Line]:
    """Show what is known of a service, each with its label."""
    for label, text in details:
        if text:
            yield Line(Role.TEXT, f"{label}: {sentence(text)}")


def caution_lines(contact: Contact, *, by_name: bool = False) -> Iterator[Line]:
    """Return what to mind about a service here, but for what stands under the number itself.

    ``by_name``: for each sector that it serves.
    """
    service = contact.service
    above = service.caution if service.phone and service.caution_decides else None
    found = cautions(service, None if by_name else contact.sector)
    said = " ".join(text for text in found if text != above)
    if said:
        yield Line(Role.WARNING, said)


def number_lines(contact: Contact) -> Iterator[Line]:
    """Return the number alone on its line, under it what goes with dialling it; or the page."""
    service = contact.service
    if service.phone is not None:
        yield Line(Role.NUMBER, service.number, service.phone)
        if service.menu:
            yield Line(Role.STRONG, f"Keuzemenu: {service.menu}.")
        if service.caution and service.caution_decides:
            yield Line(Role.WARNING, service.caution)
    elif service.page:
        yield Line(Role.TEXT, "Geen nummer bekend; zie")
        yield Line(Role.LINK, service.page)
    if contact.overdue:
        yield Line(Role.WARNING, OVERDUE)


def _contact_heading(contact: Contact) -> str:
    purpose = words.purpose_text(contact)
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
        yield BLANK
        yield Line(Role.WARNING, words.missing_text(group))
        if any(item.sector is Sector.GGZ or _is_forced(item) for item in group):
            yield Line(Role.TEXT, f"GGZ-crisisdienst: {words.ASK_THE_LIST}")
        if first.page:
            office = directory.offices.get(first.region.office or "")
            of_office = office is not None and first.page == office.crisis_page
            whose = "van het zorgkantoor" if of_office else "die de bronnen geven"
            yield Line(Role.TEXT, f"Kijk op de pagina {whose}:")
            yield Line(Role.LINK, first.page)
            if first.region.office_caution and of_office:
                yield Line(Role.WARNING, first.region.office_caution)
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


def _is_forced(missing: MissingNumber) -> bool:
    return missing.purpose is Purpose.FORCED_CARE and missing.sector is not Sector.JEUGD


def _offices_help(missing: MissingNumber) -> bool:
    """Tell whether one of the zorgkantoren must know: for a crisis under the Wlz alone."""
    return (
        missing.region.kind is RegionKind.NATIONAL
        and missing.purpose is Purpose.CRISIS
        and missing.sector in UNDER_WLZ
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
