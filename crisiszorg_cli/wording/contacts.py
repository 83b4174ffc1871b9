"""Dutch words for regions, services, sources and moments, shared by all that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from crisiszorg_cli.dutch_time import day_of, dutch
from crisiszorg_cli.model.contacts import (
    Confidence,
    Contact,
    MissingNumber,
    Purpose,
    Region,
    RegionKind,
    Sector,
    Source,
    Verified,
)
from crisiszorg_cli.model.notices import (
    Notice,
    OtherDivision,
    PerhapsAlso,
    Remark,
    SharedPostcode,
    UnsurePostcode,
)

INTENDED_USE = "Hulp bij overleg, niet als medisch hulpmiddel beoordeeld; wie u belt beslist."
"""What an answer is for, in one line under each of them. SAFETY.md says it in full."""

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
    RegionKind.VEILIG_THUIS_REGIO: "Veilig Thuis-regio",
    RegionKind.NATIONAL: "landelijk",
}
DOUBT = {
    Confidence.SINGLE_SOURCE: "niet elders bevestigd",
    Confidence.UNCONFIRMED: "niet bevestigd",
}
POSSIBLE = "Laatst bekend, niet bevestigd"
"""Stands above numbers that may have changed; none of them counts as known."""

IF_IT_FAILS = "Werkt het niet?"
"""Begins what comes after such a number: one of these, or who else is known."""
SEE_THE_LIST = "Kijk in de lijst van uw praktijk of HAP."
YOU_BRIDGE = "Dan overbrugt u zelf (huisarts of HAP)."
YOUTH_LADDER = "Geweld: Veilig Thuis. Psychiatrisch: GGZ-crisisdienst. Anders overbrugt u."

ASK_THE_LIST = "Het nummer staat in de lijst van uw praktijk of HAP."
"""Where a number is that no source publishes: that of a GGZ-crisisdienst often is for referrers."""
ASK_THE_GGZ = "Bel de GGZ-crisisdienst: nummer in de lijst van uw praktijk of HAP"

LIFE_DANGER = "Levensgevaar? Bel 112."
NOBODY = (
    "Niemand bereikbaar? Psychiatrisch beeld of suïcidaliteit: de GGZ-crisisdienst."
    " Anders overbrugt u zelf (huisarts of HAP)."
)
NOBODY_BRIEFLY = "Psychiatrisch? De GGZ-crisisdienst. Anders overbrugt u, huisarts of HAP."
NOBODY_AT_ALL = "Levensgevaar? Bel 112. Psychiatrisch? GGZ-crisisdienst. Anders overbrugt u."
"""What to do where no number is open, in a table or a list; a result says it at length."""

MAX_NAMED = 2
MAKERS = "de makers van crisiszorg-cli"

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
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
_A_DAY, _A_WEEK = timedelta(days=1), timedelta(days=6)  # in which a weekday alone is clear


def long_date(day: date) -> str:
    """Write a date in full: ``maandag 23 november 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Write a date in digits, Dutch order: ``23-11-2026``."""
    return f"{day.day}-{day.month}-{day.year}"


def short_moment(moment: datetime) -> str:
    """Write a moment as on a card: ``zo 21:30``."""
    local = dutch(moment)
    return f"{WEEKDAYS[local.weekday()][:2]} {local:%H:%M}"


def short_day(moment: datetime) -> str:
    """Write a moment to come, with its day: ``ma 23-11 09:00``."""
    local = dutch(moment)
    return f"{WEEKDAYS[local.weekday()][:2]} {local.day}-{local.month} {local:%H:%M}"


def dated_moment(moment: datetime) -> str:
    """Write a moment for a record, with its date: ``zo 22-11-2026 21:30``."""
    local = dutch(moment)
    return f"{WEEKDAYS[local.weekday()][:2]} {short_date(local.date())} {local:%H:%M}"


def purpose_text(contact: Contact) -> str:
    """Say what a service is for; one that is not for crisis may say what it is for instead."""
    if contact.purpose is Purpose.NON_CRISIS and contact.service.meant_for:
        return contact.service.meant_for
    return PURPOSE[contact.purpose]


def missing_text(missing: Sequence[MissingNumber]) -> str:
    """Say which numbers are not known; they are of one region, as ``alike`` puts together."""
    region = missing[0].region
    national = region.kind is RegionKind.NATIONAL
    names = {**SECTOR, Sector.JEUGD: "jeugd"}
    sectors = " of ".join(dict.fromkeys(names[item.sector] for item in missing))
    purposes = {item.purpose for item in missing}
    if purposes == {Purpose.CRISIS}:
        what = f"crisisnummer {sectors}"
    else:
        when = "verzet of crisis" if Purpose.CRISIS in purposes else "verzet"
        what = f"nummer {sectors} bij {when}"
    return (
        f"Wij kennen {'hier ' * national}geen {what}{'' if national else f' voor {region.name}'}."
    )


def moment_text(moment: datetime) -> str:
    """Write a moment: ``zondag 22 november 2026 om 21:30``."""
    local = dutch(moment)
    return f"{long_date(local.date())} om {local:%H:%M}"


def open_status(
    is_open: bool | None,  # noqa: FBT001 - three values, none of them an option
    changes_at: datetime | None,
    moment: datetime,
) -> str:
    """Say whether a service is open, and when that changes."""
    if is_open is None:
        return "openingstijden niet bekend"
    if changes_at is None:
        return "nu open, dag en nacht" if is_open else "gesloten"
    local = dutch(changes_at)
    today = day_of(moment)
    day = "" if local.date() == today else f"{long_date(local.date())} om "
    if not is_open:
        return f"NU GESLOTEN, opent {day or 'vandaag om '}{local:%H:%M}"
    left = changes_at - moment
    if left <= _CLOSING_SOON:
        minutes = max(1, int(left.total_seconds() // 60))
        noun = "minuut" if minutes == 1 else "minuten"
        return f"nu open, sluit over {minutes} {noun} ({local:%H:%M})"
    return f"nu open, tot {day}{local:%H:%M}"


def short_status(
    is_open: bool | None,  # noqa: FBT001 - as open_status
    changes_at: datetime | None,
    moment: datetime,
) -> str:
    """Say as short as it can be whether a service is open; when it is closed, until when."""
    if is_open is None:
        return "tijden niet bekend"
    word = "open" if is_open else "DICHT"
    if changes_at is None or (is_open and changes_at - moment > _A_DAY):
        return word
    local = dutch(changes_at)
    if local.date() == day_of(moment):
        return f"{word} tot {local:%H:%M}"
    soon = changes_at - moment < _A_WEEK
    return f"{word} tot {short_moment(changes_at) if soon else short_day(changes_at)}"


def notice_text(notice: Notice) -> str:
    """Put a notice into words."""
    match notice:
        case OtherDivision(region):
            return _other_division(region)
        case PerhapsAlso(service, through) if through is not None:
            return f"Jeugd, bij een psychiatrisch beeld: {service.name}, via {through.name}."
        case PerhapsAlso(service):
            return (
                f"Jeugd, misschien ook: {service.name}. Of het hier geldt, zegt de bron niet."
                " Zoek het op die naam."
            )
        case UnsurePostcode(postcode):
            return (
                f"Dat postcode {postcode} hier ligt, is niet zeker:"
                " vraag in welke plaats de cliënt woont."
            )
        case SharedPostcode(postcode, towns):
            return (
                f"Postcode {postcode} ligt in {_several(towns)}: daarvoor gelden dezelfde regio's."
            )
        case Remark(text):
            return text


def _several(names: Sequence[str]) -> str:
    """Write names out, with how many they are: twee gemeenten, Leiden en Leiderdorp."""
    count = {2: "twee", 3: "drie"}.get(len(names), str(len(names)))
    return f"{count} gemeenten, {', '.join(names[:-1])} en {names[-1]}"


def _other_division(region: Region) -> str:
    """Say that another division counts for the sector than the one of this region."""
    adults = "voor V&V, GZ en GGZ telt de zorgkantoorregio"
    zorgkantoor = region.kind is RegionKind.ZORGKANTOORREGIO
    counts = "voor jeugd telt de jeugdregio" if zorgkantoor else adults
    if region.kind is RegionKind.VEILIG_THUIS_REGIO:
        counts = "voor jeugdhulp telt de jeugdregio, voor de rest de zorgkantoorregio"
    return f"{region.name} is een {KIND[region.kind]}; {counts}. Kies liever de gemeente."


OWN_READING = "maintainers"
"""The source that stands for what the makers of the program read or counted themselves."""

UNREAD = "Pagina niet gelezen"
"""The mark of a document that nobody read: it has no day on which it was checked."""

RUNG = "Nagebeld"
"""The mark of a number that somebody rang."""


def rung_text(rung: Verified) -> str:
    """Say that a number was rung, when and by whom."""
    return f"{RUNG} op {short_date(rung.day)} door {rung.by.rstrip('.')}."


OVERDUE = "Controle verlopen"
"""The mark of what should have been read again by now."""


def sources_text(sources: list[Source], today: date) -> str:
    """Name sources with their age, and mark those whose check is overdue."""
    parts = [f"{s.id} ({s.published})" for s in sources if s.id != OWN_READING]
    own = any(s.id == OWN_READING for s in sources)
    if own:
        parts.append("eigen lezing")
    overdue = [s.id for s in sources if s.is_overdue(today)]
    text = f"{'; '.join(parts)}. {read_text(sources)}".rstrip()
    if overdue:
        few = ", ".join(overdue) if len(overdue) <= MAX_NAMED else f"{len(overdue)} bronnen"
        text += f" {OVERDUE}: {few}."
    return text


def read_text(sources: list[Source]) -> str:
    """Say when sources were last read, and which of them nobody read."""
    days = [s.checked for s in sources if s.checked is not None]
    parts = [f"Nagelezen {short_date(min(days))}."] if days else []
    unread = [s.id for s in sources if not s.read]
    if unread:
        few = ", ".join(unread) if len(unread) <= MAX_NAMED else f"{len(unread)} bronnen"
        parts.append(f"{UNREAD}: {few}." if days else f"{UNREAD}.")
    return " ".join(parts)


def clock_warning(today: date, checked: date | None) -> str | None:
    """Say that the clock stands before the day of the data: then what is open may be wrong."""
    if checked is None or today >= checked:
        return None
    return (
        f"de klok van deze computer staat op {short_date(today)}, voor de dag van de"
        f" gegevens ({short_date(checked)}); open of gesloten klopt dan misschien niet."
    )
