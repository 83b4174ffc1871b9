"""Dutch words for values of the model, shared by everything that shows them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crisiszorg_cli.hours import AMSTERDAM
from crisiszorg_cli.model import (
    NO,
    UNKNOWN,
    YES,
    Confidence,
    Directory,
    Purpose,
    Question,
    QuestionKind,
    RegionKind,
    Sector,
    Source,
    Truth,
    Verdict,
)

SECTOR = {
    Sector.VV: "V&V",
    Sector.GZ: "GZ",
    Sector.GGZ: "GGZ",
    Sector.JEUGD: "Jeugd",
}
SECTOR_FULL = {
    Sector.VV: "V&V, verpleging en verzorging (ouderen)",
    Sector.GZ: "GZ, gehandicaptenzorg",
    Sector.GGZ: "GGZ, geestelijke gezondheidszorg",
    Sector.JEUGD: "Jeugd",
}
PURPOSE = {
    Purpose.CRISIS: "crisis",
    Purpose.FORCED_CARE: "bij verzet (gedwongen zorg)",
    Purpose.EMERGENCY: "noodgeval",
    Purpose.NON_CRISIS: "niet voor crisis",
}
KIND = {
    RegionKind.ZORGKANTOORREGIO: "zorgkantoorregio",
    RegionKind.JEUGDREGIO: "jeugdregio",
    RegionKind.NATIONAL: "landelijk",
}
DOUBT = {
    Confidence.SINGLE_SOURCE: "niet elders bevestigd",
    Confidence.UNCONFIRMED: "niet bevestigd",
}
VERDICT = {
    Verdict.EMERGENCY: "112",
    Verdict.HOSPITAL: "Ziekenhuis",
    Verdict.FORCED_CARE: "Gedwongen zorg",
    Verdict.REGISTER: "Aanmelden",
    Verdict.CONSULT: "Overleggen",
    Verdict.NOT_CRISIS: "Geen crisisopname",
    Verdict.PLAN_LEADS: "Crisisplan volgen",
    Verdict.GGZ_CRISIS: "GGZ-crisisdienst",
    Verdict.YOUTH_CRISIS: "Crisis jeugd",
}
TRUTH = {
    Truth.MET: "voldaan",
    Truth.NOT_MET: "niet voldaan",
    Truth.UNKNOWN: "onbekend",
    Truth.PENDING: "niet gevraagd",
}
ITEM = {
    "office": "Zorgkantoor",
    "region": "Regio",
    "municipality": "Gemeente",
    "service": "Dienst",
    "question": "Vraag",
    "gate": "Poort",
    "exit": "Uitweg",
    "pathway": "Route",
    "redirect": "Doorverwijzing",
    "criterion": "Criterium",
    "advice": "Advies",
    "outcome": "Uitkomst",
    "step": "Stap",
    "rung": "Trede",
    "term": "Term",
}
CLOSED = {YES: "ja", NO: "nee", UNKNOWN: "weet ik niet"}

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_CLOSING_SOON = timedelta(minutes=30)


def long_date(day: date) -> str:
    """Write a date in full: ``maandag 23 november 2026``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Write a date in digits, Dutch order: ``23-11-2026``."""
    return f"{day.day}-{day.month}-{day.year}"


def moment_text(moment: datetime) -> str:
    """Write a moment: ``zondag 22 november 2026 om 21:30``."""
    local = moment.astimezone(AMSTERDAM)
    return f"{long_date(local.date())} om {local:%H:%M}"


def open_status(
    is_open: bool | None,  # noqa: FBT001 - three values, none of them an option
    changes_at: datetime | None,
    moment: datetime,
) -> str:
    """Say whether a service is open, and when that changes."""
    if is_open is None:
        return "tijden staan niet in de bronnen"
    if changes_at is None:
        return "nu open, dag en nacht" if is_open else "gesloten"
    local = changes_at.astimezone(AMSTERDAM)
    today = moment.astimezone(AMSTERDAM).date()
    day = "" if local.date() == today else f"{long_date(local.date())} om "
    if not is_open:
        return f"NU GESLOTEN, opent {day or 'vandaag om '}{local:%H:%M}"
    left = changes_at - moment
    if left <= _CLOSING_SOON:
        minutes = int(left.total_seconds() // 60)
        noun = "minuut" if minutes == 1 else "minuten"
        return f"nu open, sluit over {minutes} {noun} ({local:%H:%M})"
    return f"nu open, tot {day}{local:%H:%M}"


def answer_text(question: Question, value: str, book: Directory) -> str:
    """Write an answer as a person would say it."""
    match question.kind:
        case QuestionKind.CLOSED:
            return CLOSED.get(value, value)
        case QuestionKind.SECTOR:
            return SECTOR[Sector(value)]
        case QuestionKind.PLACE:
            place = book.municipalities.get(value) or book.regions.get(value)
            return place.name if place else value
        case QuestionKind.CHOICE if value != UNKNOWN:
            texts = {option.id: option.text for option in question.options}
            return texts.get(value, value)
        case _:
            return CLOSED[UNKNOWN] if value == UNKNOWN else value


def sources_text(sources: list[Source], today: date) -> str:
    """Name sources with their age, and mark those whose check is overdue."""
    parts = [f"{s.id} ({s.published})" for s in sources if s.id != "maintainers"]
    own = any(s.id == "maintainers" for s in sources)
    if own:
        parts.append("eigen lezing")
    overdue = [s.id for s in sources if is_overdue(s, today)]
    checked = min((s.checked for s in sources), default=None)
    text = "; ".join(parts)
    if checked is not None:
        text += f". Nagelezen {short_date(checked)}."
    if overdue:
        text += f" Controle verlopen: {', '.join(overdue)}."
    return text


def is_overdue(source: Source, today: date) -> bool:
    """Tell whether the last check is longer ago than the review period allows."""
    months = source.checked.year * 12 + source.checked.month - 1 + source.review_months
    year, month = divmod(months, 12)
    return (today.year, today.month - 1, today.day) > (year, month, source.checked.day)
