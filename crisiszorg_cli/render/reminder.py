"""The line that stays in sight: whom to call now."""

from __future__ import annotations

from collections.abc import Collection

from crisiszorg_cli.model.assessment import Assessment, First
from crisiszorg_cli.model.content import Contact, Purpose, Sector
from crisiszorg_cli.wording import contacts as words


def active_call(assessment: Assessment, made: Collection[str] = ()) -> Contact | None:
    """Return whom to call now: the first that was not called yet, or else the last."""
    left = [c for c in assessment.contacts if c.service.id not in made]
    return next(iter(left or assessment.contacts[-1:]), None)


def reminder_text(
    assessment: Assessment, made: Collection[str] = (), *, under_report: bool = False
) -> str:
    """Name the number to call now; where that has only a page, also the number after it.

    Once all were called it says so, with the last number to call again. Under a report one that
    is confidential is named without its digits: a report goes to others.
    """
    contact = active_call(assessment, made)
    if contact is None:
        return ""
    if assessment.first is First.PSYCHIATRIC_UNKNOWN and not made:
        return words.ASK_THE_GGZ
    if contact.service.id in made:
        again = _to_dial(contact, under_report=under_report) if contact.service.phone else ""
        return f"Alles is gebeld. Nog eens: {again}" if again else "Alles is gebeld."
    if contact.service.phone is None:
        return _after_a_page(assessment, contact, under_report=under_report)
    dial = _to_dial(contact, under_report=under_report)
    return f"Bel {dial}" if not stands_in(assessment, contact) else _only(contact, dial)


def _after_a_page(assessment: Assessment, contact: Contact, *, under_report: bool) -> str:
    """Name a page to open, and the number after it if there is one."""
    after = assessment.contacts[assessment.contacts.index(contact) + 1 :]
    next_ = next((c for c in after if c.service.phone), None)
    if next_ is None:  # that page stands on the card, and is no way out by itself
        is_ggz = contact.purpose is Purpose.FORCED_CARE or contact.sector is Sector.GGZ
        return words.ASK_THE_GGZ if is_ggz else f"Zie {contact.service.page}"
    dial = _to_dial(next_, under_report=under_report)
    if stands_in(assessment, next_):  # the page stands on the card, and is no way out by itself
        return _only(next_, dial)
    return f"Zie {contact.service.page}\nDaarna: bel {dial}"


def stands_in(assessment: Assessment, contact: Contact) -> bool:
    """Tell whether a number for youth stands in for that of the region, for its own trouble."""
    if contact.purpose is not Purpose.CRISIS or contact.service.scope is None:
        return False
    unknown = any(missing.sector is Sector.JEUGD for missing in assessment.missing)
    return unknown and assessment.first is not First.SAFETY


def _only(contact: Contact, dial: str) -> str:
    scope = (contact.service.scope or "").rstrip(".")
    return f"{scope[:1].upper()}{scope[1:]}: bel {dial}"


def _to_dial(contact: Contact, *, under_report: bool) -> str:
    service = contact.service
    closed = " (nu gesloten)" if contact.open is False else ""
    if service.confidential and under_report:
        return f"{service.name} (nummer vertrouwelijk, zie de kaart){closed}"
    secret = " (vertrouwelijk)" if service.confidential else ""
    return f"{service.number}{secret}{closed}"
