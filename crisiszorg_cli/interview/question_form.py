"""One question put to the person: which keys answer it, and what the reply means. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crisiszorg_cli.interview.prompter import (
    BACK,
    DONE,
    OVERVIEW,
    UNKNOWN_KEY,
    Check,
    Key,
    Navigation,
    OptionSearch,
    Prompter,
    key_typed,
)
from crisiszorg_cli.model.content import (
    NO,
    UNKNOWN,
    YES,
    Directory,
    Outcome,
    Question,
    QuestionKind,
    Sector,
    Together,
)
from crisiszorg_cli.triage.answers import clean_text, holds_bsn, too_long
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.wording import contacts as words, triage as triage_words

CARRY_ON = ""
ALL = "*"
"""The key that gives the usual answers to all questions on a screen."""
_CLOSED = (Key("j", "ja", YES), Key("n", "nee", NO), UNKNOWN_KEY)
_IN_TEXT = (BACK, OVERVIEW, DONE)
_SKIP = "Enter alleen: overslaan"


class QuestionForm:
    """Asks the questions of one session, and offers what was answered before."""

    def __init__(
        self,
        directory: Directory,
        session: Session,
        prompter: Prompter,
        home: str | None = None,
    ) -> None:
        """Ask about places of this directory, by this way of asking.

        ``home`` is the place that is offered where none was given yet.
        """
        self._home = home
        self._directory = directory
        self._session = session
        self._prompter = prompter

    def ask(self, question: Question, moves: Sequence[Key], reminder: str) -> str | Navigation:
        """Ask a question; what was answered before it was gone back to is kept on Enter."""
        if question.kind is QuestionKind.PLACE and question.id not in self._session.before:
            return self._ask_place(question, self._home, moves, reminder, is_home=True)
        return self._ask(question, self._session.offered(question.id), moves, reminder)

    def ask_together(
        self, question: Question, together: Together, moves: Sequence[Key], reminder: str
    ) -> str | Navigation:
        """Ask the first of some questions, with one key more: ALL of the usual answers."""
        given, before = together.given(), self._session.offered
        usual = all(before(id_) == value for id_, value in given)
        keys = [Key(together.key, together.usual, ALL), *_named_keys(question), *moves]
        current = ALL if usual else before(question.id)
        return self._prompter.ask_key(
            together.text, question.help, keys, current=current, reminder=reminder
        )

    def ask_listed(
        self, question: Question, moves: Sequence[Key], reminder: str
    ) -> str | Navigation:
        """Ask a question of a checklist; the answer that it has or had is kept on Enter."""
        session = self._session
        current = session.answers.get(question.id, session.offered(question.id))
        return self._ask(question, current, moves, reminder)

    def ask_anew(self, question: Question, reminder: str) -> str | Navigation:
        """Ask a question again that has an answer; it is kept on Enter."""
        return self._ask(question, self._session.answers[question.id], [BACK], reminder)

    def _ask(
        self, question: Question, current: str | None, moves: Sequence[Key], reminder: str
    ) -> str | Navigation:
        match question.kind:
            case QuestionKind.TEXT:
                return self._ask_text(question, current or "", moves, reminder)
            case QuestionKind.PLACE:
                return self._ask_place(question, current, moves, reminder)
            case _:
                keys = [*_answer_keys(question), *moves]
                return self._prompter.ask_key(
                    self._text(question), question.help, keys, current=current, reminder=reminder
                )

    def _text(self, question: Question) -> str:
        """Return the words of a question, marked where they are the user's own."""
        own = f"question:{question.id}" in self._directory.own
        return f"{question.text} (eigen gegevens)" if own else question.text

    def choose_answer(self, questions: Mapping[str, Question]) -> Question | None:
        """Show all answers that count, the newest first, to change one; None for no change."""
        nothing = (CARRY_ON, "verder zonder wijzigen")
        listed = [nothing]
        read, asked = self._session.read, list(self._session.asked)
        newest = [id_ for id_ in reversed(asked) if id_ in read]
        for id_ in (*newest, *(id_ for id_ in read if id_ not in newest)):
            question, value = questions[id_], read[id_]
            answer = triage_words.answer_text(question, value, self._directory)
            listed.append((id_, f"{question.label}: {answer}"))
        chosen = self._prompter.ask_from_list(
            "Welk antwoord wilt u wijzigen?",
            "",
            _search_in(listed)._replace(digits=True),
            current=nothing,
            can_go_back=True,
        )
        return questions[chosen] if isinstance(chosen, str) and chosen != CARRY_ON else None

    def choose_outcome(self, outcomes: Sequence[Outcome], *, can_withdraw: bool) -> str | None:
        """Ask for one of other outcomes; CARRY_ON withdraws an own choice, None changes nothing."""
        keys = [
            Key(str(n), f"{triage_words.VERDICT[o.verdict]}: {o.request}", o.id)
            for n, o in enumerate(outcomes, start=1)
        ]
        if can_withdraw:
            keys.append(Key("0", "toch niet afwijken", CARRY_ON))
        chosen = self._prompter.ask_key("Welke uitkomst kiest u?", "", [*keys, BACK])
        return chosen if isinstance(chosen, str) else None

    def ask_reason(self) -> str | None:
        """Ask why the caller deviates; None changes nothing."""
        current = ""
        while True:
            reason = self._prompter.ask_text(
                "Waarom wijkt u af?",
                "",
                [BACK],
                check=_check_text(skippable=False),
                current=current,
                note="De reden komt in het verslag.",
            )
            if not isinstance(reason, str):
                return None
            if self._stands(reason, ""):
                return clean_text(reason)
            current = reason

    def _ask_text(
        self, question: Question, current: str, moves: Sequence[Key], reminder: str
    ) -> str | Navigation:
        """Ask for a line of text, until it may stand."""
        while True:
            reply = self._prompter.ask_text(
                self._text(question),
                question.help,
                [UNKNOWN_KEY, *moves],
                check=_check_text(skippable=question.skippable),
                current=current,
                note=_SKIP if question.skippable and not current else "",
                reminder=reminder,
            )
            if isinstance(reply, Navigation) or reply == UNKNOWN:
                return reply
            key = key_typed(reply, _IN_TEXT)
            if key is not None:  # not offered here, but pressed by habit: no answer either
                return key.value
            if self._stands(reply, reminder):
                return clean_text(reply)
            current = reply

    def _stands(self, text: str, reminder: str) -> bool:
        """Point out what looks like an identifier; the caller may keep it or type anew."""
        from crisiszorg_cli.triage.privacy import looks_like  # noqa: PLC0415 - as holds_bsn

        what = looks_like(text)
        if what is None:
            return True
        keys = [Key("j", "ja, laten staan", YES), Key("n", "nee, opnieuw typen", NO)]
        message = f"Dit lijkt op {what}. Persoonsgegevens horen hier niet. Toch laten staan?"
        return self._prompter.ask_key(message, "", keys, reminder=reminder) == YES

    # -- places ---------------------------------------------------------------------------

    def _ask_place(
        self,
        question: Question,
        current: str | None,
        moves: Sequence[Key],
        reminder: str,
        *,
        is_home: bool = False,
    ) -> str | Navigation:
        # No place is asked for first: see ``loading``.
        from crisiszorg_cli.interview.place_search import place_search  # noqa: PLC0415

        name = current and triage_words.answer_text(question, current, self._directory)
        if name and is_home:
            name = f"{name} (uw instelling; alleen als de cliënt daar woont)"
        return self._prompter.ask_from_list(
            self._text(question),
            question.help,
            place_search(self._directory),
            current=(current, name) if current and name else None,
            can_go_back=BACK in moves,
            reminder=reminder,
        )


def _answer_keys(question: Question) -> list[Key]:
    if question.kind is QuestionKind.CLOSED:
        return list(_CLOSED)
    if question.kind is QuestionKind.SECTOR:
        named = [(sector.value, words.SECTOR_FULL[sector]) for sector in Sector]
        return [Key(str(n), text, id_) for n, (id_, text) in enumerate(named, start=1)]
    options = enumerate(question.options, start=1)
    return [*(Key(str(n), option.text, option.id) for n, option in options), UNKNOWN_KEY]


def _named_keys(question: Question) -> list[Key]:
    """Return the keys of a question among others: a choice says what it is about."""
    keys = _answer_keys(question)
    if question.kind is QuestionKind.CLOSED:
        return keys
    named = [key._replace(label=f"{question.label} {key.label}") for key in keys[:-1]]
    return [*named, keys[-1]]


def _search_in(listed: Sequence[tuple[str, str]]) -> OptionSearch:
    """Search a list by what a line holds; its words before the colon alone are its name."""

    def fitting(typed: str) -> list[tuple[str, str]]:
        wanted = typed.strip().casefold()
        return [one for one in listed if wanted in one[1].casefold()]

    def exact(typed: str) -> list[tuple[str, str]]:
        wanted, found = typed.strip().casefold(), fitting(typed)
        named = [one for one in found if one[1].casefold().partition(":")[0] == wanted]
        return named or (found if len(found) == 1 or not wanted else [])

    return OptionSearch(exact, fitting)


def _check_text(*, skippable: bool) -> Check:
    def check(text: str) -> bool | str:
        if holds_bsn(text):
            return "Een BSN hoort hier niet: haal het weg."
        if reason := too_long(text):
            return f"{reason} Kort het in."
        if text.strip() or skippable:
            return True
        return "Typ iets, of ? als u het niet weet."

    return check
