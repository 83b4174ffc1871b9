"""The interview at the terminal: asks what decides first, shows the verdict, then the rest.

It holds no rules. After every answer the session is asked anew what comes next, so going
back and changing an answer need nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from crisiszorg_cli.interview.context import InterviewContext
from crisiszorg_cli.interview.prompter import (
    BACK,
    DEVIATE,
    DONE,
    OVERVIEW,
    PREPARE,
    SAVE,
    Above,
    Key,
    Navigation,
)
from crisiszorg_cli.interview.question_form import ALL, CARRY_ON, QuestionForm
from crisiszorg_cli.model.content import Question, RegionOrigin, Together
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Effect, Session
from crisiszorg_cli.triage.walk import RESIDENCE
from crisiszorg_cli.wording import triage as triage_words

if TYPE_CHECKING:
    from crisiszorg_cli.interview.menu import Menu
    from crisiszorg_cli.interview.preparing import Checklist
    from crisiszorg_cli.model.assessment import Assessment, Change, Override

# What shows a result is imported where it is shown: see ``loading``.

_LISTED = (BACK, OVERVIEW, DONE)


class Interview:
    """One triage with one person. Answers live in its session and nowhere else."""

    def __init__(self, triage: Triage, session: Session, around: InterviewContext) -> None:
        """Start from the answers that the session already has; they are not asked again."""
        self._triage = triage
        self._content = triage.content
        self._session = session
        self._around = around
        self._form = QuestionForm(
            triage.content.directory, session, around.prompter, around.options.home
        )
        self._region_given = session.answers.get(RESIDENCE)
        self._drafts = tuple(around.drafts)
        self._to_show = True  # whether something was done since the verdict was shown
        self._said = ""  # what was answered last
        self._panel = ""  # the outcome that the person was shown last
        self._deviation: Override | None = None  # and the own choice beside it

    @cached_property
    def _menu(self) -> Menu:
        from crisiszorg_cli.interview.menu import Menu  # noqa: PLC0415

        around = self._around
        return Menu(around.prompter, around.show, around.room, around.outlets())

    def run(self) -> Assessment:
        """Ask until the call is prepared; show the result. Raises KeyboardInterrupt."""
        self._show(_opening())
        if self._around.options.resume:
            self._resume()
        else:
            self._echo_all()
        while (question := self._next()) is not None:
            self._ask(question)
        return self._assess()

    def _next(self) -> Question | None:
        """Return the next question, or None when the person is done."""
        while True:
            self._tell_what_stands()
            question = self._session.next_question()
            if question is not None:
                return question
            if self._choose_next(self._assess()):
                return None

    def _choose_next(self, assessment: Assessment) -> bool:
        """Show the card and do what is chosen of it; tell whether the interview is closed."""
        from crisiszorg_cli.interview.preparing import prepare_key  # noqa: PLC0415

        if self._to_show:
            self._menu.show_card(assessment)
            self._panel, self._to_show = self._session.outcome_id, False
        match self._menu.ask(
            assessment,
            prepare_key(self._session),
            can_go_back=self._session.can_go_back,
            can_deviate=bool(self._session.alternatives()),
            can_save=self._around.may_save(assessment),
        ):
            case Navigation.DONE:
                return self._ends(assessment)
            case Navigation.BACK:
                self._go_back()
            case Navigation.OVERVIEW:
                self._overview()
            case value if value == DEVIATE:
                self._deviate()
            case value if value == PREPARE:
                self._prepare()
            case value if value == SAVE:
                self._save_number(assessment)
            case value:
                self._menu.open(str(value), assessment, self._changes)
                self._to_show = True
        return False

    def _save_number(self, assessment: Assessment) -> None:
        """Ask for a number that nobody knows here, and go on with it once it is kept."""
        triage = self._around.save(assessment)
        if triage is not None:
            self._triage, self._content = triage, triage.content
            self._session.use(triage)
            directory, around = triage.content.directory, self._around
            self._form = QuestionForm(
                directory, self._session, around.prompter, around.options.home
            )
        self._to_show = True

    def _ends(self, assessment: Assessment) -> bool:
        """Show the last screen; tell whether it was closed. A report was asked for beforehand."""
        if self._around.options.report != "geen":
            self._show(self._in_full(assessment))
        closed = self._menu.end(assessment) and self._keep_report(assessment)
        self._to_show = not closed
        return closed

    def _keep_report(self, assessment: Assessment) -> bool:
        """Write the report to the file that was asked for; without one all is well."""
        options = self._around.options
        if options.output is None:
            return True
        overwrite = options.overwrite
        return self._menu.keep(options.output, options.report, assessment, overwrite=overwrite)

    def _changes(self) -> Sequence[Change]:
        from crisiszorg_cli.triage.counterfactual import would_change  # noqa: PLC0415

        return would_change(self._triage, self._session.answers)

    def _ask(self, question: Question) -> None:
        moves, above = self._moves(question), self._above(question)
        group = self._session.together(question.id)
        if group is None:
            reply = self._form.ask(question, moves, above)
        else:
            reply = self._form.ask_together(question, group, moves, above)
        match reply:
            case value if group is not None and value == ALL:
                self._take_together(group)
            case Navigation.BACK:
                self._go_back()
            case Navigation.OVERVIEW:
                self._overview()
            case Navigation.RESUME:
                self._resume()
            case str():
                self._take(question, reply)

    # -- preparing the call -----------------------------------------------------------------

    def _prepare(self) -> None:
        """Have what prepares the call answered in any order, until that is enough."""
        from crisiszorg_cli.interview.preparing import AT_HAND, Checklist  # noqa: PLC0415

        directory, around = self._content.directory, self._around
        checklist = Checklist(self._session, directory, around.prompter, around.room)
        reply: Question | str | Navigation = AT_HAND
        self._to_show = True
        while not isinstance(reply, Navigation) and self._session.to_prepare():
            reply = checklist.ask(self._reminder())
            if isinstance(reply, Question):
                reply = self._answer_listed(reply, checklist)
            elif reply == AT_HAND:
                self._show_at_hand(self._assess())

    def _answer_listed(self, question: Question, checklist: Checklist) -> str | Navigation:
        """Ask a question of the checklist; return DONE where that was enough of it."""
        above = checklist.above(self._reminder(), self._said)
        reply = self._form.ask_listed(question, _LISTED, above)
        match reply:
            case Navigation.DONE:
                return reply
            case Navigation.BACK:
                checklist.back()
            case Navigation.OVERVIEW:
                self._overview(self._reminder())
            case str():
                self._take(question, reply)
        return ""

    def _show_at_hand(self, assessment: Assessment) -> None:
        from crisiszorg_cli.render.checklist import checklist_lines  # noqa: PLC0415

        sector, moment = assessment.sector, assessment.moment
        self._menu.read(checklist_lines(self._content, sector, moment), assessment)

    def _take(self, question: Question, value: str) -> None:
        self._to_show = True
        if not value:
            self._session.skip(question.id)
            self._around.keep(self._session)
            return
        effect = self._session.give(question.id, value)
        self._around.keep(self._session)  # first: what is on the screen has been saved
        self._say(self._echo(question))
        self._tell(effect)

    def _take_together(self, group: Together) -> None:
        """Give the usual answer to each question on the screen, and say so once."""
        self._to_show = True
        effect = self._session.give_all(group.given())
        self._around.keep(self._session)
        self._say(f"{group.label}: {group.usual}")
        self._tell(effect)

    def _say(self, said: str) -> None:
        """Repeat an answer: above the next question, or on a line of its own in simple mode."""
        self._said = said
        if self._around.room().simple:
            self._show([Line(Role.TEXT, said)])

    def _go_back(self) -> None:
        """Go back to the last screen that led here."""
        last = self._session.back()
        self._to_show = True
        if last is None:
            return
        self._said = ""
        self._around.keep(self._session)
        self._show([Line(Role.NOTE, f"Terug naar: {self._content.questions[last].label}")])

    def _resume(self) -> None:
        from crisiszorg_cli.interview.going_on import chosen_draft, takes_over  # noqa: PLC0415

        draft = chosen_draft(self._drafts, self._around)
        alone = draft is not None and draft.differs(self._session)
        if draft is None or not takes_over(draft, self._session, self._around):
            self._echo_all()
            return
        if alone:
            self._region_given = None
        self._show([Line(Role.STRONG, draft.resumed)])
        self._drafts = ()
        self._deviation = self._session.override
        self._around.keep(self._session)

    # -- changing an earlier answer ---------------------------------------------------------

    def _overview(self, reminder: str = "") -> None:
        """Show all answers that count; any one of them can be given anew."""
        chosen = self._form.choose_answer(self._content.questions)
        if chosen is not None:
            reply = self._form.ask_anew(chosen, reminder)
            if isinstance(reply, str) and reply:
                self._take(chosen, reply)

    def _tell(self, effect: Effect) -> None:
        from crisiszorg_cli.interview.above import effect_lines  # noqa: PLC0415

        self._show(effect_lines(effect, self._content.questions))

    def _tell_what_stands(self) -> None:
        """Say that the outcome on the screen, or the own choice beside it, stands no longer."""
        session, before = self._session, self._deviation
        if self._panel and self._panel != session.outcome_id:
            self._panel = ""
            self._show([Line(Role.WARNING, "de eerdere uitkomst geldt niet meer.")])
        if (before is None) != (session.override is None):
            what = "geldt weer" if before is None else "vervalt, want die hoorde bij die uitkomst"
            text = f"uw afwijking ({_choice(before or session.override)}) {what}."
            self._show([Line(Role.WARNING, text)])
        self._deviation = session.override

    def _deviate(self) -> None:
        """Let the caller choose another outcome, with a reason that goes into the report."""
        outcomes = self._session.alternatives()
        chosen = self._form.choose_outcome(
            outcomes, can_withdraw=self._session.override is not None
        )
        if chosen == CARRY_ON:
            self._choose(None)
        elif chosen is not None:
            reason = self._form.ask_reason()
            if reason is not None:
                from crisiszorg_cli.model.assessment import Override  # noqa: PLC0415

                self._choose(Override(self._content.outcomes[chosen], reason))

    def _choose(self, override: Override | None) -> None:
        self._session.override = self._deviation = override
        self._to_show = True
        self._around.keep(self._session)

    def _moves(self, question: Question) -> list[Key]:
        if self._session.is_afresh(question.id):  # danger to life: nothing goes before it
            return []
        if self._session.asked:
            return [BACK, OVERVIEW]
        if not self._drafts:
            return []
        other = ", of een ander concept" if len(self._drafts) > 1 else ""
        return [Key("h", f"verder met {self._drafts[0].name}{other}", Navigation.RESUME)]

    def _reminder(self) -> str:
        """Return whom to call first, to keep in sight while the call is prepared."""
        return self._menu.reminder(self._assess())

    def _above(self, question: Question) -> Above:
        """Return what stands above a question: how far it is, and what was said.

        Nothing goes before danger to life.
        """
        if not self._session.read or self._session.is_afresh(question.id):
            return Above(quiet=self._said)
        from crisiszorg_cli.interview.above import how_far  # noqa: PLC0415

        return how_far(self._session, self._content, question, self._said)

    # -- showing ----------------------------------------------------------------------------

    def _assess(self) -> Assessment:
        options = self._around.options
        moment = options.clock() if options.clock else options.moment
        return self._session.assess(moment).known_from(self._origin())

    def _origin(self) -> RegionOrigin:
        """Say where the region came from; that of the settings counts when it was confirmed."""
        region = self._session.answers.get(RESIDENCE)
        if region is not None and region == self._region_given:
            return RegionOrigin.OPTION
        if region is not None and region == self._around.options.home:
            return RegionOrigin.CONFIRMED
        return RegionOrigin.ANSWER

    def _in_full(self, assessment: Assessment) -> Iterator[Line]:
        from crisiszorg_cli.render.sections import full_lines  # noqa: PLC0415

        report = self._menu.report_lines(self._around.options.report, assessment)
        return full_lines(assessment, self._changes(), report)

    def _echo_all(self) -> None:
        for id_ in self._session.answers:
            if self._session.counts(id_):
                self._show([Line(Role.TEXT, self._echo(self._content.questions[id_]))])

    def _echo(self, question: Question) -> str:
        """Return a question in short with its answer."""
        value = self._session.answers[question.id]
        answer = triage_words.answer_text(question, value, self._content.directory)
        return f"{question.label}: {answer}"

    def _show(self, lines: Iterable[Line]) -> None:
        self._around.show(lines)


def _opening() -> Iterator[Line]:
    yield Line(Role.NOTE, "Bereidt een gesprek voor; wie u belt beslist. Stoppen: Ctrl-C.")


def _choice(override: Override | None) -> str:
    return triage_words.VERDICT[override.outcome.verdict] if override else ""
