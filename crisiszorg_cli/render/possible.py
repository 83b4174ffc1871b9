"""What comes after a last known number that nobody confirmed, where that does not work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisiszorg_cli.directory.services import is_national
from crisiszorg_cli.model.contacts import Contact, Directory, Purpose, Sector
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.wording import contacts as words


def if_it_fails(directory: Directory, contact: Contact, contacts: Iterable[Contact]) -> str | None:
    """Say what to do where an unconfirmed number does not work; None: it is not for a crisis.

    One of the ``contacts`` that is for the same and can be called now goes first; else it is as
    where nobody can be called.
    """
    if contact.purpose is Purpose.NON_CRISIS:
        return None
    for other in contacts:
        same = (other.sector, other.purpose) == (contact.sector, contact.purpose)
        can_be_called = other.service.phone is not None and other.open is not False
        if same and can_be_called and not _stands_in(directory, other):
            return f"{words.IF_IT_FAILS} Bel {other.service.name}."
    return f"{words.IF_IT_FAILS} {_ladder(contact)}"


def fails_lines(
    directory: Directory, contact: Contact, contacts: Iterable[Contact]
) -> Iterator[Line]:
    """Show under an unconfirmed number what to do where it does not work."""
    text = if_it_fails(directory, contact, contacts)
    if text is not None:
        yield Line(Role.WARNING, text)


def _stands_in(directory: Directory, contact: Contact) -> bool:
    """Tell whether a line is for the whole country, and so for its own trouble alone."""
    served = (directory.regions[id_] for each in contact.service.serves for id_ in each.regions)
    return any(map(is_national, served))


def _ladder(contact: Contact) -> str:
    serves = contact.service.serves
    sectors = {contact.sector} if contact.sector else {s for each in serves for s in each.sectors}
    if contact.purpose is Purpose.FORCED_CARE or Sector.GGZ in sectors:
        return words.SEE_THE_LIST
    return words.YOUTH_LADDER if Sector.JEUGD in sectors else words.YOU_BRIDGE
