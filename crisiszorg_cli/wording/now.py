"""Dutch words for what to do now, the same on the screen and in JSON."""

from __future__ import annotations

from crisiszorg_cli.model.assessment import Now, NowKind
from crisiszorg_cli.model.content import Sector
from crisiszorg_cli.wording.contacts import moment_text

UNTIL_THEN = "Anders overbrugt u zelf (huisarts of HAP)."
_FIXED = {
    NowKind.LIFE_DANGER_OPEN: (
        "Levensgevaar is niet uitgesloten. Neemt het gevaar toe of twijfelt u, bel 112."
    ),
    NowKind.HOSPITAL_OPEN: (
        "Sluit dit eerst uit: een acute lichamelijke oorzaak. Overleg met de SEH."
    ),
    NowKind.HOSPITAL: "Bel de SEH of het ziekenhuis. Bij levensgevaar: bel 112.",
    NowKind.LIFE_DANGER: "Levensgevaar? Bel 112.",
    NowKind.YOUTH_SAFETY: "Geweld of onveiligheid bij een kind? Bel Veilig Thuis.",
    NowKind.CALL_AGAIN: (
        "Wordt het erger of twijfelt u, bel dan opnieuw. Buiten kantooruren is er de HAP;"
        " bij levensgevaar 112."
    ),
}


def now_text(now: Now, sector: Sector | None) -> str:
    """Put into words what to do now. It addresses the caller, who may be the HAP."""
    match now.kind:
        case NowKind.PSYCHIATRIC:
            return _psychiatric(now, sector)
        case NowKind.BRIDGE:
            return _bridge(now)
        case kind:
            return _FIXED[kind]


def _psychiatric(now: Now, sector: Sector | None) -> str:
    who = "Bel" if sector is Sector.GGZ else "Psychiatrisch beeld of suïcidaliteit? Bel"
    if now.service is not None and now.service.phone is not None:
        return f"{who} de GGZ-crisisdienst."
    return f"{who} de GGZ-crisisdienst; het nummer staat in de lijst van uw praktijk of HAP."


def _bridge(now: Now) -> str:
    if now.until is None:
        return UNTIL_THEN
    name = f"{now.waits_for.name}" if now.waits_for else "het zorgkantoor"
    when = moment_text(now.until)
    return f"Anders overbrugt u zelf (huisarts of HAP) tot {when}; dan is weer bereikbaar: {name}."
