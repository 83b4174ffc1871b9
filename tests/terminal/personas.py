"""Whole interviews as a person holds them: which question comes, and which keys answer it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.terminal.conftest import Start
from tests.terminal.terminal import CRISIS, ENTER, Terminal

OFFER = "Verder? ["
NOBODY_THERE = "--geen-concept"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody in a crisis: words of each question in the order asked, and the keys pressed.

    ``prepare`` goes on where the verdict is certain and the call is being prepared.
    """

    moment: str
    questions: tuple[tuple[str, str], ...]
    title: str
    headline: str
    numbers: tuple[str, ...]
    in_sight: str
    prepare: tuple[tuple[str, str], ...] = ()

    @property
    def keys(self) -> str:
        """All keys up to the verdict, as typed ahead by somebody in a hurry."""
        return "".join(keys for _, keys in self.questions)


LEIDEN = Persona(  # an 84-year-old at home in Leiden, whose wife fell; at night
    moment="2026-11-22T03:10",
    questions=(
        ("Is er nu direct levensgevaar, of gevaar voor hulpverleners ter plaatse?", "n"),
        ("Waar woont de cliënt?", f"leiden{ENTER}"),
        ("Om welke zorg gaat het?", "1"),
        ("Moet de cliënt naar het ziekenhuis?", "n"),
        ("Verzet de cliënt zich tegen opname?", "n"),
        ("Is er een plotselinge verandering, dus geen geleidelijke achteruitgang?", "j"),
        ("Dreigt onaanvaardbaar risico op lichamelijk of geestelijk letsel", "j"),
        ("Is opname binnen 24 uur nodig?", "j"),
        ("Is meer thuiszorg nagegaan, en lost dat het niet op?", "j"),
        ("Is mantelzorg nagegaan, en lost dat het niet op?", "j"),
        ("Is dagopvang nagegaan, en lost dat het niet op?", "j"),
        ("Heeft de cliënt een Wlz-indicatie?", "n"),
        ("Verwacht u dat de cliënt binnen twee weken een Wlz-indicatie krijgt?", "j"),
        ("Gaat de cliënt akkoord met opname binnen én buiten de regio", "j"),
        ("Blijft de zwaardere zorg naar verwachting nodig?", "j"),
    ),
    title="AANMELDEN",
    headline="Bel en meld aan.",
    numbers=("088 33 99 999",),
    in_sight="Bel 088 33 99 999",
    prepare=(
        ("Wat is er veranderd, waardoor het nu een crisis is?", f"partner gevallen{ENTER}"),
        ("Waarom is ziekenhuisopname niet nodig?", f"niets gebroken{ENTER}"),
        ("Waarom is (meer) thuiszorg geen oplossing?", f"dwaalt 's nachts{ENTER}"),
        ("Waarom kunnen familie of mantelzorgers niets regelen?", f"?{ENTER}"),
        ("Hoe is de cliënt cognitief?", f"dementie{ENTER}"),
        ("Hoe is de mobiliteit nu?", f"rollator{ENTER}"),
        ("Welke zorg heeft de cliënt nodig?", f"toezicht{ENTER}"),
        ("Welk soort opname is nodig?", "1"),
        ("Wie geeft nu zorg?", ENTER),
        ("Heeft de cliënt een voorkeur voor een zorgaanbieder?", f"geen{ENTER}"),
        ("Is de cliënt akkoord met opname?", "j"),
        ("Is de familie akkoord met opname?", "n"),
        ("Weet de cliënt dat het verblijf hoogstens twee weken duurt?", "?"),
    ),
)

AALSMEER = Persona(  # a client of the gehandicaptenzorg, on a Saturday afternoon
    moment="2026-11-21T15:00",
    questions=(
        ("Is er nu direct levensgevaar", "n"),
        ("Waar woont de cliënt?", f"aalsmeer{ENTER}"),
        ("Om welke zorg gaat het?", "2"),
        ("Moet de cliënt naar het ziekenhuis?", "n"),
        ("Is er een verstandelijke beperking met een Wlz VG-indicatie?", "j"),
        ("Verzet de cliënt zich tegen opname?", "n"),
        ("Wat voor crisis is het?", "3"),
        ("Dreigt gevaar dat alleen opname binnen 48 uur kan afwenden?", "j"),
        ("Blijft de zwaardere zorg naar verwachting nodig?", "j"),
    ),
    title="AANMELDEN",
    headline="Bel de crisisregisseur.",
    numbers=("071 582 58 87",),
    in_sight="Bel 071 582 58 87 (nu gesloten)",
    prepare=(
        ("Waar speelt de crisis?", "2"),
        ("Wat is er gebeurd, en sinds wanneer?", f"sinds vanmorgen{ENTER}"),
        ("Wat speelt er in de omgeving of de begeleiding mee?", ENTER),
    ),
)

AMSTERDAM = Persona(  # somebody with dementia in Amsterdam who refuses to go
    moment="2026-11-22T21:30",
    questions=(
        ("Is er nu direct levensgevaar", "n"),
        ("Waar woont de cliënt?", f"gm0363{ENTER}"),
        ("Om welke zorg gaat het?", "1"),
        ("Moet de cliënt naar het ziekenhuis?", "n"),
        ("Verzet de cliënt zich tegen opname?", "j"),
    ),
    title="GEDWONGEN ZORG",
    headline="Verzet. Eerst de route gedwongen zorg",
    numbers=("020 523 54 33", "020 262 81 12"),
    in_sight="Bel 020 523 54 33",
)

NIEUWEGEIN = Persona(  # a nine-year-old in Nieuwegein
    moment="2026-11-22T21:30",
    questions=(
        ("Is er nu direct levensgevaar", "n"),
        ("Waar woont de cliënt?", f"nieuwegein{ENTER}"),
        ("Om welke zorg gaat het?", "4"),
        ("Moet de cliënt naar het ziekenhuis?", "n"),
        ("Is er een verstandelijke beperking met een Wlz VG-indicatie?", "n"),
    ),
    title="CRISIS JEUGD",
    headline="Bel Veilig Thuis, de crisisdienst jeugd.",
    numbers=("0800 2000",),
    in_sight="Bel 0800 2000",
    prepare=(
        ("Kan de jeugdige veilig thuis blijven met intensieve hulp?", "n"),
        ("Is plaatsing in een (netwerk)pleeggezin mogelijk?", "j"),
        ("Is het kind jonger dan 12 jaar?", "j"),
        ("Wat is er gebeurd, en wie is nu niet veilig?", f"ruzie thuis{ENTER}"),
        ("Is er (een vermoeden van) huiselijk geweld of kindermishandeling?", "j"),
        ("Is het lokale team of wijkteam al betrokken?", "n"),
        ("Wie in het eigen netwerk kan helpen?", ENTER),
    ),
)

GGZ = Persona(  # a psychiatric crisis in Amsterdam, without a profile in the Wlz
    moment="2026-11-22T21:30",
    questions=(
        ("Is er nu direct levensgevaar", "n"),
        ("Waar woont de cliënt?", f"amsterdam{ENTER}"),
        ("Om welke zorg gaat het?", "3"),
        ("Moet de cliënt naar het ziekenhuis?", "n"),
        ("Verzet de cliënt zich tegen opname?", "n"),
        ("Heeft de cliënt een ggz-woonzorgprofiel in de Wlz?", "n"),
    ),
    title="GGZ-CRISISDIENST",
    headline="Meld de cliënt als huisarts direct aan bij de GGZ-crisisdienst.",
    numbers=("020 523 54 33",),
    in_sight="Bel 020 523 54 33",
    prepare=(("Wat is er nu aan de hand?", f"psychose{ENTER}"),),
)

PERSONAS = {
    "leiden": LEIDEN,
    "aalsmeer": AALSMEER,
    "amsterdam": AMSTERDAM,
    "nieuwegein": NIEUWEGEIN,
    "ggz": GGZ,
}


def begin(
    start: Start, persona: Persona, *options: str, columns: int = 80, lines: int = 24
) -> Terminal:
    """Start the triage of a persona."""
    command = (*CRISIS, "triage", "--moment", persona.moment, NOBODY_THERE, *options)
    return start(*command, columns=columns, lines=lines)


def answer(terminal: Terminal, questions: tuple[tuple[str, str], ...]) -> None:
    """Wait for each question and press its keys."""
    for words, keys in questions:
        terminal.wait_for(words)
        terminal.send(keys)


def to_verdict(terminal: Terminal, persona: Persona) -> None:
    """Answer up to the verdict, and wait until it stands on the screen."""
    answer(terminal, persona.questions)
    terminal.wait_for(OFFER)
