"""The interview at the terminal: asks what decides first, shows the verdict, then the rest.

It holds no rules. After every answer the engine is asked anew what comes next, so going
back and changing an answer need nothing of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crisiszorg_cli import labels, triage_labels
from crisiszorg_cli.answers import clean_text, holds_bsn
from crisiszorg_cli.asking import (
    BACK,
    DONE,
    OVERVIEW,
    UNKNOWN_KEY,
    Check,
    Key,
    Navigation,
    OptionSearch,
    Prompter,
)
from crisiszorg_cli.counterfactual import would_change
from crisiszorg_cli.model import (
    NO,
    UNKNOWN,
    YES,
    Assessment,
    Override,
    Place,
    Question,
    QuestionKind,
    Sector,
)
from crisiszorg_cli.privacy import looks_like
from crisiszorg_cli.render.lines import BLANK, Line, Role
from crisiszorg_cli.render.report import report_lines
from crisiszorg_cli.render.result import (
    answers_lines,
    closing_lines,
    detail_lines,
    verdict_lines,
)
from crisiszorg_cli.search import (
    all_places,
    filter_places,
    find_places,
    normalize,
    place_label,
    suggest,
)
from crisiszorg_cli.session import Effect, Session
from crisiszorg_cli.triage import RESIDENCE, Triage

_CLOSED = (Key("j", "ja", YES), Key("n", "nee", NO), Key("?", "weet ik niet", UNKNOWN))
_PREPARE, _DEVIATE = "prepare", "deviate"
_CARRY_ON = ""


@dataclass(frozen=True, slots=True)
class ResumableDraft:
    """A draft that may be resumed: ``name`` tells it from others, ``resumed`` says that it was.

    ``take_over`` brings it into the session.
    """

    name: str
    resumed: str
    take_over: Callable[[Session], None]


@dataclass(frozen=True, slots=True)
class InterviewContext:
    """Everything outside the interview: asking, showing, keeping the draft, the moment.

    ``left_behind`` holds drafts, the newest first; ``resume`` asks for one of them at once.
    """

    prompter: Prompter
    show: Callable[[Iterable[Line]], None]
    keep: Callable[[Session], None]
    moment: datetime
    why_region: str = ""
    report: str = "geen"
    left_behind: Sequence[ResumableDraft] = ()
    resume: bool = False


class Interview:
    """One triage with one person. Answers live in its session and nowhere else."""

    def __init__(self, triage: Triage, session: Session, around: InterviewContext) -> None:
        """Start from the answers that the session already has; they are not asked again."""
        self._triage = triage
        self._content = triage.content
        self._session = session
        self._around = around
        self._preparing = False
        self._region_given = session.answers.get(RESIDENCE)
        self._left_behind = tuple(around.left_behind)
        self._to_show = True  # whether something was done since the verdict was shown
        self._panel = ""  # the outcome that the person was shown last
        self._deviation: Override | None = None  # and the own choice beside it

    def run(self) -> Assessment:
        """Ask until the call is prepared; show the result. Raises KeyboardInterrupt."""
        self._show(_opening())
        if self._around.resume:
            self._resume()
        else:
            self._echo_all()
        while (question := self._next()) is not None:
            self._ask(question)
        assessment = self._assess()
        self._show(self._closing(assessment))
        return assessment

    def _next(self) -> Question | None:
        """Return the next question, or None when the person is done."""
        while True:
            self._tell_what_stands()
            question = self._session.next_question()
            if question is not None:
                self._preparing = False
                return question
            if self._preparing:
                return next(iter(self._session.unasked()), None)
            if self._to_show:
                self._show(self._verdict(self._assess()))
                self._panel, self._to_show = self._session.outcome, False
            match self._offer():
                case Navigation.DONE:
                    return None
                case Navigation.BACK:
                    self._go_back()
                case Navigation.OVERVIEW:
                    self._overview()
                case value if value == _DEVIATE:
                    self._deviate()
                case _:
                    self._preparing = True

    def _offer(self) -> str | Navigation:
        """Offer to prepare the call: the verdict stands, the rest is for the conversation."""
        keys = [DONE]
        count = len(self._session.unasked())
        if count:
            noun = "vraag" if count == 1 else "vragen"
            keys.insert(0, Key("v", f"gesprek voorbereiden ({count} {noun})", _PREPARE))
        if self._session.asked:
            keys.append(BACK)
        keys.append(OVERVIEW)
        if self._triage.alternatives(self._session.answers):
            keys.append(Key("a", "afwijken van deze uitkomst", _DEVIATE))
        contacts = self._assess().contacts
        can_call = any(c.service.phone and c.open is not False for c in contacts)
        message = "Bellen kan nu. Verder?" if can_call else "Verder?"
        return self._around.prompter.ask_key(message, "", keys, reminder=self._number())

    def _ask(self, question: Question) -> None:
        match self._reply(question):
            case Navigation.BACK:
                self._go_back()
            case Navigation.OVERVIEW:
                self._overview()
            case Navigation.DONE:
                self._session.skip_the_rest()
            case Navigation.RESUME:
                self._resume()
            case value:
                self._take(question, str(value))

    def _take(self, question: Question, value: str) -> None:
        self._to_show = True
        if not value:
            self._session.skip(question.id)
            self._around.keep(self._session)
            return
        effect = self._session.give(question.id, value)
        self._around.keep(self._session)  # first: what is on the screen has been saved
        self._echo(question)
        self._tell(effect)

    def _go_back(self) -> None:
        last = self._session.back()
        if last is not None:
            self._to_show = True
            self._around.keep(self._session)
            self._show([Line(Role.NOTE, f"Terug naar: {self._content.questions[last].label}")])

    def _resume(self) -> None:
        draft = self._chosen_draft()
        if draft is None:
            return
        draft.take_over(self._session)
        self._show([Line(Role.STRONG, draft.resumed)])
        self._left_behind = ()
        self._deviation = self._session.override
        self._echo_all()
        self._around.keep(self._session)

    def _chosen_draft(self) -> ResumableDraft | None:
        """Return the draft there is; of several, ask which."""
        drafts = self._left_behind
        if len(drafts) == 1:
            return drafts[0]
        keys = [Key(str(n), draft.name, str(n)) for n, draft in enumerate(drafts, start=1)]
        back = [] if self._around.resume else [BACK]
        reply = self._around.prompter.ask_key("Met welk concept verder?", "", [*keys, *back])
        return drafts[int(reply) - 1] if isinstance(reply, str) else None

    # -- changing an earlier answer ---------------------------------------------------------

    def _overview(self) -> None:
        """Show all answers that count; any one of them can be given anew."""
        book = self._content.directory
        nothing = (_CARRY_ON, "verder zonder wijzigen")
        listed = [nothing]
        for id_, value in self._session.read().items():
            question = self._content.questions[id_]
            answer = triage_labels.answer_text(question, value, book)
            listed.append((id_, f"{question.label}: {answer}"))

        def fitting(typed: str) -> list[tuple[str, str]]:
            wanted = typed.strip().casefold()
            return [(id_, text) for id_, text in listed if wanted in text.casefold()]

        def exact(typed: str) -> list[tuple[str, str]]:
            wanted, found = typed.strip().casefold(), fitting(typed)
            named = [one for one in found if one[1].casefold().partition(":")[0] == wanted]
            return named or (found if len(found) == 1 or not wanted else [])

        chosen = self._around.prompter.ask_from_list(
            "Welk antwoord wilt u wijzigen?",
            "",
            OptionSearch(exact, fitting),
            current=nothing,
            can_go_back=True,
        )
        if isinstance(chosen, str) and chosen != _CARRY_ON:
            self._change(self._content.questions[chosen])

    def _change(self, question: Question) -> None:
        self._session.before[question.id] = self._session.answers[question.id]
        reply = self._reply(question, changing=True)
        if isinstance(reply, str) and reply:
            self._take(question, reply)
        self._session.before.pop(question.id, None)

    def _tell(self, effect: Effect) -> None:
        """Name the answers that lapsed or count again because of a change."""
        for ids, one, many in (
            (effect.lapsed, "antwoord vervalt", "antwoorden vervallen"),
            (effect.revived, "eerder antwoord telt weer", "eerdere antwoorden tellen weer"),
        ):
            if ids:
                names = ", ".join(self._content.questions[id_].label for id_ in ids)
                self._show(
                    [Line(Role.WARNING, f"{len(ids)} {many if len(ids) > 1 else one}: {names}.")]
                )

    def _tell_what_stands(self) -> None:
        """Say that the outcome on the screen, or the own choice beside it, stands no longer."""
        session, before = self._session, self._deviation
        if self._panel and self._panel != session.outcome:
            self._panel = ""
            self._show([Line(Role.WARNING, "de eerdere uitkomst geldt niet meer.")])
        if (before is None) != (session.override is None):
            what = "geldt weer" if before is None else "vervalt, want die hoorde bij die uitkomst"
            self._show(
                [
                    Line(
                        Role.WARNING,
                        f"uw afwijking ({_choice(before or session.override)}) {what}.",
                    )
                ]
            )
        self._deviation = session.override

    def _deviate(self) -> None:
        """Let the caller choose another outcome, with a reason that goes into the report."""
        outcomes = self._triage.alternatives(self._session.answers)
        keys = [
            Key(str(n), f"{triage_labels.VERDICT[o.verdict]}: {o.request}", o.id)
            for n, o in enumerate(outcomes, start=1)
        ]
        if self._session.override is not None:
            keys.append(Key("0", "toch niet afwijken", _CARRY_ON))
        prompter = self._around.prompter
        chosen = prompter.ask_key("Welke uitkomst kiest u?", "", [*keys, BACK])
        if not isinstance(chosen, str):
            return
        if chosen == _CARRY_ON:
            self._choose(None)
            return
        hint = "De reden komt in het verslag.   t terug"
        reason = prompter.ask_text("Waarom wijkt u af?", hint, "", _check_text(skippable=False))
        if reason.strip().casefold() == BACK.key:
            return
        outcome = self._content.outcomes[chosen]
        self._choose(Override(outcome, clean_text(reason)))

    def _choose(self, override: Override | None) -> None:
        self._session.override = self._deviation = override
        self._to_show = True
        self._around.keep(self._session)

    # -- one question -----------------------------------------------------------------------

    def _reply(self, question: Question, *, changing: bool = False) -> str | Navigation:
        prompter = self._around.prompter
        match question.kind:
            case QuestionKind.TEXT:
                return self._reply_text(question, changing=changing)
            case QuestionKind.PLACE:
                back = bool(self._session.asked) or changing
                return prompter.ask_from_list(
                    question.text,
                    question.help,
                    OptionSearch(self._places_named, self._places_fitting, self._places_alike),
                    current=self._place_before(question),
                    can_go_back=back,
                )
            case _:
                keys = [*self._keys(question), *([BACK] if changing else self._moves())]
                return prompter.ask_key(
                    question.text,
                    question.help,
                    keys,
                    current=self._session.before.get(question.id),
                    reminder=self._number() if self._preparing else "",
                )

    def _moves(self) -> list[Key]:
        if not self._session.asked:
            if not self._left_behind:
                return []
            other = ", of een ander concept" if len(self._left_behind) > 1 else ""
            return [Key("h", f"verder met {self._left_behind[0].name}{other}", Navigation.RESUME)]
        return [BACK, OVERVIEW, DONE] if self._preparing else [BACK, OVERVIEW]

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

    def _reply_text(self, question: Question, *, changing: bool) -> str | Navigation:
        """Ask for a line of text; a single t, o, k, w or ? is a key, as everywhere."""
        before = self._session.before.get(question.id, "")
        old, why = UNKNOWN_KEY if before == UNKNOWN else before, ""
        while True:
            text = self._around.prompter.ask_text(
                question.text + why,
                _text_hint(skippable=question.skippable and not old, changing=changing),
                old,
                _check_text(skippable=question.skippable),
                self._number() if self._preparing else "",
            ).strip()
            match text.casefold():
                case "t":
                    return Navigation.BACK
                case "o":
                    return Navigation.OVERVIEW
                case "k":
                    return Navigation.DONE
                case "?":
                    return UNKNOWN
                case "w":
                    why = "" if why else f"\n{question.help}"
                case _ if self._stands(text):
                    return clean_text(text)
                case _:
                    old = text

    def _stands(self, text: str) -> bool:
        """Point out what looks like an identifier; the caller may keep it or type anew."""
        what = looks_like(text)
        if what is None:
            return True
        keys = [Key("j", "ja, laten staan", YES), Key("n", "nee, opnieuw typen", NO)]
        message = f"Dit lijkt op {what}. Persoonsgegevens horen hier niet. Toch laten staan?"
        number = self._number() if self._preparing else ""
        return self._around.prompter.ask_key(message, "", keys, reminder=number) == YES

    def _number(self) -> str:
        """Return whom to call first, to keep in sight while the call is prepared."""
        contact = next(iter(self._assess().contacts), None)
        if contact is None:
            return ""
        if contact.service.display is None:
            return f"Zie {contact.service.page}"
        closed = " (nu gesloten)" if contact.open is False else ""
        return f"Bel {contact.service.display}{closed}"

    def _places_named(self, typed: str) -> list[tuple[str, str]]:
        """Return the place of exactly this name; all of them for no text at all."""
        book = self._content.directory
        found = find_places(book, typed) if typed.strip() else all_places(book)
        return self._labelled(found, typed)

    def _places_fitting(self, typed: str) -> list[tuple[str, str]]:
        """Return places whose name holds what was typed: Haarlem is not Haarlemmermeer."""
        book = self._content.directory
        return self._labelled(filter_places(book, typed) if normalize(typed) else (), typed)

    def _places_alike(self, typed: str) -> list[tuple[str, str]]:
        """Return places whose name looks like what was typed."""
        book = self._content.directory
        near = suggest(book, typed) if normalize(typed) else ()
        found = ((place, name) for name in near for place in filter_places(book, name)[:1])
        return [(place.id, place_label(book, place, name)) for place, name in found]

    def _labelled(self, places: Iterable[Place], typed: str) -> list[tuple[str, str]]:
        book = self._content.directory
        return [(place.id, place_label(book, place, typed)) for place in places]

    def _place_before(self, question: Question) -> tuple[str, str] | None:
        value = self._session.before.get(question.id)
        if value is None:
            return None
        return value, triage_labels.answer_text(question, value, self._content.directory)

    # -- showing ----------------------------------------------------------------------------

    def _assess(self) -> Assessment:
        session = self._session
        return self._triage.assess(session.answers, self._around.moment, session.override)

    def _verdict(self, assessment: Assessment) -> Iterator[Line]:
        yield BLANK
        same = self._session.answers.get(RESIDENCE) == self._region_given
        yield from verdict_lines(self._content, assessment, self._around.why_region if same else "")
        yield BLANK

    def _closing(self, assessment: Assessment) -> Iterator[Line]:
        yield BLANK
        yield Line(Role.HEADING, "Antwoorden")
        yield from answers_lines(self._content, assessment)
        changes = would_change(self._triage, self._session.answers)
        yield from detail_lines(self._content, assessment, changes)
        yield from report_lines(self._content, assessment, self._around.report)
        yield from closing_lines(self._content, assessment)

    def _echo_all(self) -> None:
        for id_ in self._session.answers:
            if id_ not in self._session.lapsed:
                self._echo(self._content.questions[id_])

    def _echo(self, question: Question) -> None:
        value = self._session.answers[question.id]
        answer = triage_labels.answer_text(question, value, self._content.directory)
        self._show([Line(Role.TEXT, f"{question.label}: {answer}")])

    def _show(self, lines: Iterable[Line]) -> None:
        self._around.show(lines)


def _opening() -> Iterator[Line]:
    yield Line(Role.NOTE, "Bereidt een gesprek voor; wie u belt beslist. Stoppen: Ctrl-C.")


def _choice(override: Override | None) -> str:
    return triage_labels.VERDICT[override.outcome.verdict] if override else ""


def _text_hint(*, skippable: bool, changing: bool) -> str:
    skip = "Enter alleen: overslaan   " if skippable else ""
    moves = "" if changing else "o overzicht   k klaar   "
    return f"{skip}? weet ik niet   t terug   {moves}w waarom"


def _check_text(*, skippable: bool) -> Check:
    def check(text: str) -> bool | str:
        if holds_bsn(text):
            return "Een BSN hoort hier niet: haal het weg."
        if text.strip() or skippable:
            return True
        return "Typ iets, of ? als u het niet weet."

    return check
