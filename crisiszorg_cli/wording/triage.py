"""Dutch words for verdicts and answers, shared by everything that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import (
    NO,
    UNKNOWN,
    YES,
    Directory,
    Question,
    QuestionKind,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.wording.contacts import SECTOR

if TYPE_CHECKING:
    from crisiszorg_cli.model.assessment import Answered

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
NO_NUMBER = {
    Verdict.REGISTER: "Voldoet aan alle criteria, maar wij kennen hier geen crisisnummer {sector}.",
    Verdict.CONSULT: "Overleg is nodig, maar wij kennen hier geen crisisnummer {sector}.",
    Verdict.FORCED_CARE: "De cliënt verzet zich. Wij kennen hier geen nummer voor gedwongen zorg.",
    Verdict.PLAN_LEADS: "Volg het crisisplan. Wij kennen het nummer van de GGZ-crisisdienst niet.",
    Verdict.GGZ_CRISIS: "De GGZ-crisisdienst is nodig, maar wij kennen het nummer hier niet.",
    Verdict.YOUTH_CRISIS: "Wij kennen hier geen spoedlijn jeugd.",
}
"""The headline where there is no number to call: it never says "bel" then."""
DECIDES = "Beslist"
LEADS = "Leidend"
"""Stands before who decides; a plan does not decide, it is followed."""

TRUTH = {
    Truth.MET: "voldaan",
    Truth.NOT_MET: "niet voldaan",
    Truth.UNKNOWN: "onbekend",
    Truth.PENDING: "niet gevraagd",
}
ITEM = {kind: word.capitalize() for kind, word in sections.WORDS.items()}
CLOSED = {YES: "ja", NO: "nee", UNKNOWN: "weet ik niet"}


def verdict_text(verdict: Verdict, sector: Sector | None) -> str:
    """Name a verdict. In the GZ the regisseur thinks along, also where it is no crisis."""
    if verdict is Verdict.NOT_CRISIS and sector is Sector.GZ:
        return "Meedenken"
    return VERDICT[verdict]


def answer_text(question: Question, value: str, directory: Directory) -> str:
    """Write an answer as a person would say it."""
    match question.kind:
        case QuestionKind.CLOSED:
            return CLOSED.get(value, value)
        case QuestionKind.SECTOR:
            return SECTOR[Sector(value)]
        case QuestionKind.PLACE:
            place = directory.municipalities.get(value) or directory.regions.get(value)
            return place.name if place else value
        case QuestionKind.CHOICE if value != UNKNOWN:
            texts = {option.id: option.text for option in question.options}
            return texts.get(value, value)
        case _:
            return CLOSED[UNKNOWN] if value == UNKNOWN else value


def answer_only(answered: Answered, directory: Directory) -> str:
    """Write an answer without its question."""
    return answer_text(answered.question, answered.value, directory)


def answered_text(answered: Answered, directory: Directory) -> str:
    """Write an answer with the short form of its question: ``Acute verandering: ja``."""
    return f"{answered.question.label}: {answer_only(answered, directory)}"
