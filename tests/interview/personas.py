"""Whole interviews as a person holds them: which question comes, and which keys answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from crisiszorg_cli.interview.preparing import MANY
from crisiszorg_cli.model.content import Question, QuestionKind, Sector
from tests.effort import THOROUGH
from tests.shipped import CONTENT
from tests.terminal.screen import ENTER, Screen, Start
from tests.terminal.terminal import CRISIS

S = TypeVar("S", bound=Screen)
Steps = tuple[tuple[str, str], ...]

QUESTIONS = CONTENT.questions
TOGETHER = {
    criterion.together.given()[0][0]: criterion.together
    for criterion in CONTENT.pathways["vv-zz"].criteria
    if criterion.together
}
"""What stands on one screen in Leiden, by its first question: all of them answer as usual."""
OFFER = "Verder? ["
CHECKLIST = "Voorbereiden"
"""What the list of questions that prepare the call begins with."""
NOBODY_THERE = "--geen-concept"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody in a crisis: each question in the order asked, and the keys that answer it.

    ``preparing`` goes on where the verdict is certain and the call is being prepared.
    """

    moment: str
    asked: tuple[tuple[str, str], ...]
    title: str
    outcome: str
    numbers: tuple[str, ...]
    in_sight: str
    preparing: tuple[tuple[str, str], ...] = ()

    @property
    def questions(self) -> Steps:
        """The words of each screen up to the verdict, and its keys: one where all is as usual."""
        return tuple((words, keys) for words, keys, _ in screens(self.asked))

    @property
    def prepare(self) -> Steps:
        """The words of each screen of the checklist, and its keys, to the end of it."""
        return (*listed(self.preparing), (CHECKLIST, "k")) if self.preparing else ()

    @property
    def headline(self) -> str:
        """The verdict in a sentence."""
        return CONTENT.outcomes[self.outcome].headline


LEIDEN = Persona(  # an 84-year-old at home in Leiden, whose wife fell; at night
    moment="2026-11-22T03:10",
    asked=(
        ("life_danger", "n"),
        ("hospital", "n"),
        ("region", f"leiden{ENTER}"),
        ("sector", "1"),
        ("resistance", "n"),
        ("client_agrees", "j"),
        ("danger", "j"),
        ("within_24h", "j"),
        ("wlz_indication", "n"),
        ("wlz_expected", "j"),
        ("acute_change", "j"),
        ("home_care", "1"),
        ("informal_care", "1"),
        ("day_care", "1"),
        ("consent_anywhere", "j"),
        ("lasting", "j"),
    ),
    title="AANMELDEN",
    outcome="vv_register",
    numbers=("088 33 99 999",),
    in_sight="Bel 088 33 99 999",
    preparing=(
        ("what_changed", f"partner gevallen{ENTER}"),
        ("why_no_hospital", f"niets gebroken{ENTER}"),
        ("why_no_home_care", f"dwaalt 's nachts{ENTER}"),
        ("why_no_informal_care", f"?{ENTER}"),
        ("cognition", f"dementie{ENTER}"),
        ("mobility", f"rollator{ENTER}"),
        ("care_needed", f"toezicht{ENTER}"),
        ("admission_type", "1"),
        ("current_care", ENTER),
        ("preferred_provider", f"geen{ENTER}"),
        ("family_agrees", "n"),
        ("knows_two_weeks", "?"),
    ),
)

AALSMEER = Persona(  # a client of the gehandicaptenzorg, on a Saturday afternoon
    moment="2026-11-21T15:00",
    asked=(
        ("life_danger", "n"),
        ("hospital", "n"),
        ("region", f"aalsmeer{ENTER}"),
        ("sector", "2"),
        ("vg_indication", "j"),
        ("resistance", "n"),
        ("danger_48h", "j"),
        ("gz_crisis_type", "3"),
        ("lasting", "j"),
    ),
    title="AANMELDEN",
    outcome="gz_register",
    numbers=("071 582 58 87",),
    in_sight="Bel 071 582 58 87 (nu gesloten)",
    preparing=(
        ("gz_setting", "2"),
        ("gz_what_happened", f"sinds vanmorgen{ENTER}"),
        ("gz_context", ENTER),
    ),
)

AMSTERDAM = Persona(  # somebody with dementia in Amsterdam who refuses to go
    moment="2026-11-22T21:30",
    asked=(
        ("life_danger", "n"),
        ("hospital", "n"),
        ("region", f"gm0363{ENTER}"),
        ("sector", "1"),
        ("resistance", "j"),
    ),
    title="GEDWONGEN ZORG",
    outcome="forced_care_wzd",
    numbers=("020 523 54 33", "020 262 81 12"),
    in_sight="Bel 020 523 54 33",
)

NIEUWEGEIN = Persona(  # a nine-year-old in Nieuwegein
    moment="2026-11-22T21:30",
    asked=(
        ("life_danger", "n"),
        ("hospital", "n"),
        ("region", f"nieuwegein{ENTER}"),
        ("sector", "4"),
        ("vg_indication", "n"),
        ("abuse_suspected", "j"),
        ("psychiatric_picture", "n"),
    ),
    title="CRISIS JEUGD",
    outcome="youth_crisis",
    numbers=("0800 2000",),
    in_sight="Bel 0800 2000",
    preparing=(
        ("can_stay_home", "n"),
        ("foster_possible", "j"),
        ("under_12", "j"),
        ("youth_what_happened", f"ruzie thuis{ENTER}"),
        ("local_team", "n"),
        ("own_network", ENTER),
    ),
)

GGZ = Persona(  # a psychiatric crisis in Amsterdam, without a profile in the Wlz
    moment="2026-11-22T21:30",
    asked=(
        ("life_danger", "n"),
        ("hospital", "n"),
        ("region", f"amsterdam{ENTER}"),
        ("sector", "3"),
        ("resistance", "n"),
        ("ggz_profile", "n"),
    ),
    title="GGZ-CRISISDIENST",
    outcome="ggz_crisis",
    numbers=("020 523 54 33",),
    in_sight="Bel 020 523 54 33",
    preparing=(("ggz_what_happened", f"psychose{ENTER}"),),
)

PERSONAS = {
    "leiden": LEIDEN,
    "aalsmeer": AALSMEER,
    "amsterdam": AMSTERDAM,
    "nieuwegein": NIEUWEGEIN,
    "ggz": GGZ,
}


SOME = PERSONAS if THOROUGH else {name: PERSONAS[name] for name in ("leiden", "amsterdam")}
"""Those for whom whole interviews are held in every run."""


def screens(asked: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Return the words of each screen, its keys, and how many questions they answer."""
    found: list[tuple[str, str, int]] = []
    left = dict(asked)
    while left:
        first = next(iter(left))
        keys = left.pop(first)
        group = TOGETHER.get(first)
        others = [id_ for id_, _ in group.given()[1:]] if group else []
        found.append((group.text, group.key, 1 + len(others)) if group else (text(first), keys, 1))
        for id_ in others:
            del left[id_]
    return found


def listed(preparing: Iterable[tuple[str, str]]) -> Steps:
    """Return how these questions, the first of the checklist, are chosen there and answered."""
    steps: list[tuple[str, str]] = []
    for number, (id_, keys) in enumerate(preparing):
        screen, place = divmod(number, MANY)
        if screen and not place:
            steps.append((f"{CHECKLIST}, deel {screen} van", "m"))
        shown = f"{CHECKLIST}, deel {screen + 1} van" if screen else CHECKLIST
        steps += [(shown, str(place + 1)), (text(id_), keys)]
    return tuple(steps)


def text(question: str) -> str:
    """Return the words of a question, as the content has them now."""
    return QUESTIONS[question].text


def label(question: str) -> str:
    """Return the short form of a question, which stands before its answer."""
    return QUESTIONS[question].label


def begin(
    start: Start[S], persona: Persona, *options: str, columns: int = 80, lines: int = 24
) -> S:
    """Start the triage of a persona."""
    command = (*CRISIS, "triage", "--moment", persona.moment, NOBODY_THERE, *options)
    return start(*command, columns=columns, lines=lines)


def given(steps: Steps) -> tuple[str, ...]:
    """Return options that answer these questions as the keys would: faster than pressing them."""
    return tuple(f"--antwoord={id_}={_value(QUESTIONS[id_], keys)}" for id_, keys in steps)


def _value(question: Question, keys: str) -> str:
    typed = keys.removesuffix(ENTER)
    if question.kind is QuestionKind.SECTOR:
        return list(Sector)[int(typed) - 1].value
    if question.kind is QuestionKind.CHOICE and typed.isdecimal():
        return question.options[int(typed) - 1].id
    return typed


def begin_at_verdict(
    start: Start[S], persona: Persona, *options: str, columns: int = 80, lines: int = 24
) -> S:
    """Start the triage of a persona, all but the last answer to the verdict given in options."""
    told = given(persona.asked[:-1])
    terminal = begin(start, persona, *told, *options, columns=columns, lines=lines)
    answer(terminal, persona.questions[-1:])
    terminal.wait_for(OFFER)
    return terminal


def answer(terminal: Screen, questions: Iterable[tuple[str, str]]) -> None:
    """Wait for each question and press its keys."""
    for words, keys in questions:
        terminal.wait_for(words)
        terminal.send(keys)


def to_verdict(terminal: Screen, persona: Persona) -> None:
    """Answer up to the verdict, and wait until it stands on the screen."""
    answer(terminal, persona.questions)
    terminal.wait_for(OFFER)


CLOSING = "[Enter] afsluiten"


def close(terminal: Screen) -> None:
    """Be done at the offer, and close the last screen."""
    terminal.wait_for(OFFER)
    terminal.send("k")
    terminal.wait_for(CLOSING)
    terminal.send(ENTER)
    assert terminal.exit_code() == 0


def at(start: Start[S], kind: str, *options: str) -> S:
    """Start a triage and go on to a question of this kind."""
    way = {
        "closed": (text("life_danger"), 0),
        "place": (text("region"), 2),
        "sector": (text("sector"), 3),
        "offer": (OFFER, 7),
    }
    if kind in way:
        words, count = way[kind]
        told = given(NIEUWEGEIN.asked[: max(0, count - 1)])
        terminal = begin(start, NIEUWEGEIN, *told, *options)
        answer(terminal, NIEUWEGEIN.questions[len(told) : count])
        terminal.wait_for(words)
        return terminal
    if kind == "choice":
        terminal = begin(start, AALSMEER, *given(AALSMEER.asked[:7]))
        terminal.wait_for(text("gz_crisis_type"))
        return terminal
    terminal = begin_at_verdict(start, NIEUWEGEIN, *given(NIEUWEGEIN.preparing[:3]), *options)
    if kind == "overview":
        terminal.send("o")
        terminal.wait_for("Welk antwoord wilt u wijzigen?")
        return terminal
    terminal.send("v")
    answer(terminal, [(CHECKLIST, "4")])
    terminal.wait_for(text("youth_what_happened"))
    if kind == "typing":
        terminal.send("halve zin")
        terminal.wait_for("> halve zin")
    return terminal
