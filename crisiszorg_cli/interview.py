"""The interview at the terminal: asks what decides first, shows the verdict, then the rest.

It holds no rules. After every answer the engine is asked anew what comes next, so going
back is nothing but taking the last answer away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from rich.console import Console

from crisiszorg_cli import labels, prompts
from crisiszorg_cli.answers import clean_text
from crisiszorg_cli.counterfactual import would_change
from crisiszorg_cli.model import (
    NO,
    UNKNOWN,
    YES,
    Assessment,
    Municipality,
    Place,
    Question,
    QuestionKind,
    Region,
    Sector,
)
from crisiszorg_cli.asking import BACK, DONE, Check, Key, Move
from crisiszorg_cli.render.lines import BLANK, Line, Role
from crisiszorg_cli.render.result import (
    answers_lines,
    closing_lines,
    detail_lines,
    verdict_lines,
)
from crisiszorg_cli.render.terminal import show
from crisiszorg_cli.search import filter_places, suggest
from crisiszorg_cli.triage import Triage

_CLOSED = (Key("j", "ja", YES), Key("n", "nee", NO), Key("?", "weet ik niet", UNKNOWN))
_PREPARE = "prepare"


class Interview:
    """One triage with one person. Answers live here and nowhere else."""

    def __init__(
        self,
        triage: Triage,
        screen: Console,
        moment: datetime,
        preset: Mapping[str, str],
        why_region: str,
    ) -> None:
        """Start from answers that are already known; they are not asked again."""
        self._triage = triage
        self._content = triage.content
        self._screen = screen
        self._moment = moment
        self._why_region = why_region
        self.answers = dict(preset)
        self._asked: list[str] = []
        self._before: dict[str, str] = {}
        self._skipped: set[str] = set()
        self._preparing = False

    def run(self) -> Assessment:
        """Ask until the call is prepared; show the result. Raises KeyboardInterrupt."""
        self._show(_opening())
        for id_ in self.answers:
            self._echo(self._content.questions[id_])
        while (question := self._next()) is not None:
            self._ask(question)
        assessment = self._assess()
        self._show(self._closing(assessment))
        return assessment

    def _next(self) -> Question | None:
        """Give the next question, or None when the person is done."""
        while True:
            question = self._triage.next_question(self.answers)
            if question is not None:
                self._preparing = False
                return question
            if self._preparing:
                return next(iter(self._unasked()), None)
            assessment = self._assess()
            self._show(self._verdict(assessment))
            if not self._unasked() and not self._asked:
                return None
            match self._offer():
                case Move.DONE:
                    return None
                case Move.BACK:
                    self._go_back()
                case _:
                    self._preparing = True

    def _unasked(self) -> list[Question]:
        return [
            question
            for question in self._triage.preparation(self.answers)
            if question.id not in self.answers and question.id not in self._skipped
        ]

    def _offer(self) -> str | Move:
        """Offer to prepare the call: the verdict stands, the rest is for the conversation."""
        count = len(self._unasked())
        keys = [DONE, BACK] if self._asked else [DONE]
        if count:
            noun = "vraag" if count == 1 else "vragen"
            keys.insert(0, Key("v", f"gesprek voorbereiden ({count} {noun})", _PREPARE))
        return prompts.ask_key("Bellen kan nu. Verder?", "", keys)

    def _ask(self, question: Question) -> None:
        reply = self._reply(question)
        if reply is Move.BACK:
            self._go_back()
        elif reply is Move.DONE:
            self._skipped.update(q.id for q in self._unasked())
        elif isinstance(reply, str):
            self._take(question, reply)

    def _take(self, question: Question, value: str) -> None:
        self._asked.append(question.id)
        if value:
            self.answers[question.id] = value
            self._echo(question)
        else:
            self._skipped.add(question.id)

    def _go_back(self) -> None:
        """Take the last answer away; it is kept to be offered again."""
        if not self._asked:
            return
        last = self._asked.pop()
        self._skipped.discard(last)
        value = self.answers.pop(last, None)
        if value is not None:
            self._before[last] = value
        self._show([Line(Role.NOTE, f"Terug naar: {self._content.questions[last].label}")])

    # -- one question -----------------------------------------------------------------------

    def _reply(self, question: Question) -> str | Move:
        match question.kind:
            case QuestionKind.TEXT:
                return self._reply_text(question)
            case QuestionKind.PLACE:
                return prompts.ask_from_list(
                    question.text, self._places, can_go_back=bool(self._asked)
                )
            case _:
                keys = [*self._keys(question), *self._moves()]
                before = self._before.get(question.id)
                return prompts.ask_key(
                    question.text, question.help, keys, current=before, reminder=self._number()
                )

    def _moves(self) -> list[Key]:
        moves = [BACK] if self._asked else []
        return [*moves, DONE] if self._preparing else moves

    def _keys(self, question: Question) -> list[Key]:
        if question.kind is QuestionKind.CLOSED:
            return list(_CLOSED)
        if question.kind is QuestionKind.SECTOR:
            named = [(sector.value, labels.SECTOR_FULL[sector]) for sector in Sector]
            return [Key(str(n), text, id_) for n, (id_, text) in enumerate(named, start=1)]
        options = [
            Key(str(n), option.text, option.id)
            for n, option in enumerate(question.options, start=1)
        ]
        return [*options, Key("?", "weet ik niet", UNKNOWN)]

    def _reply_text(self, question: Question) -> str | Move:
        """Ask for a line of text; a single t, k, w or ? is a key, as everywhere."""
        why = ""
        while True:
            hint = self._text_hint(question)
            text = prompts.ask_text(
                question.text + (f"\n{question.help}" if why else ""),
                hint,
                self._before.get(question.id, ""),
                _check_text(question),
                self._number(),
            ).strip()
            match text.casefold():
                case "t":
                    return Move.BACK
                case "k":
                    return Move.DONE
                case "?":
                    return UNKNOWN
                case "w":
                    why = question.help
                case _:
                    return clean_text(text)

    def _number(self) -> str:
        """Give the first number to call, to keep in sight while the call is prepared."""
        if not self._preparing:
            return ""
        services = (contact.service for contact in self._assess().contacts)
        return next((f"Bel {s.display}" for s in services if s.display), "")

    def _text_hint(self, question: Question) -> str:
        skip = "Enter alleen: overslaan   " if question.skippable else ""
        return f"{skip}? weet ik niet   t terug   k klaar   w waarom"

    def _places(self, typed: str) -> list[tuple[str, str]]:
        book = self._content.directory
        places = filter_places(book, typed)
        if not places and typed.strip():
            near = suggest(typed, (*book.regions.values(), *book.municipalities.values()))
            places = tuple(p for name in near for p in filter_places(book, name)[:1])
        return [(place.id, _place_label(place, book.regions)) for place in places]

    # -- showing ----------------------------------------------------------------------------

    def _assess(self) -> Assessment:
        return self._triage.assess(self.answers, self._moment)

    def _verdict(self, assessment: Assessment) -> Iterator[Line]:
        yield BLANK
        yield from verdict_lines(self._content, assessment, self._why_region)
        yield BLANK

    def _closing(self, assessment: Assessment) -> Iterator[Line]:
        given = list(answers_lines(self._content, assessment))
        yield Line(Role.HEADING, "Antwoorden")
        yield from given
        changes = would_change(self._triage, self.answers)
        yield from detail_lines(self._content, assessment, changes)
        yield BLANK
        yield Line(Role.TITLE, labels.VERDICT[assessment.verdict].upper())
        yield Line(Role.STRONG, assessment.outcome.headline)
        yield from closing_lines(assessment)

    def _echo(self, question: Question) -> None:
        value = self.answers[question.id]
        answer = labels.answer_text(question, value, self._content.directory)
        self._show([Line(Role.TEXT, f"{question.label}: {answer}")])

    def _show(self, lines: Iterable[Line]) -> None:
        show(lines, self._screen)


def _opening() -> Iterator[Line]:
    yield Line(Role.NOTE, "Bereidt een gesprek voor; wie u belt beslist. Stoppen: Ctrl-C.")


def _check_text(question: Question) -> Check:
    def check(text: str) -> bool | str:
        if text.strip() or question.skippable:
            return True
        return "Typ een antwoord, of ? als u het niet weet."

    return check


def _place_label(place: Place, regions: Mapping[str, Region]) -> str:
    if isinstance(place, Municipality):
        return f"{place.name} ({regions[place.care_region].name})"
    return f"{place.name}, {labels.KIND[place.kind]}"
