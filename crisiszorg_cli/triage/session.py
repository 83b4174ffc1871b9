"""The answers of one interview, and what going back and changing do to them. Pure.

The rules are walked once or twice after each change, never when something is asked of the
session. An answer that lapses is kept, so that undoing a change brings it back, but it is
not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli.model.content import Outcome, Question, Together
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.remaining import on_the_way, preparation
from crisiszorg_cli.triage.together import groups, together_at
from crisiszorg_cli.triage.walk import Walk

if TYPE_CHECKING:
    from crisiszorg_cli.model.assessment import Assessment, Override
    from crisiszorg_cli.triage.progress import Progress


class Effect(NamedTuple):
    """What a given answer did to the others: which lapsed, which count again."""

    lapsed: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()


class State(NamedTuple):
    """What the rules make of the answers.

    ``walk`` reads the answers as they are, ``standing`` with those gone back from as they were.
    """

    walk: Walk
    standing: Walk


class Given(NamedTuple):
    """Answers as a session holds them, to start from or to keep.

    ``answers`` are all answers, ``before`` those that were taken back; ``asked`` gives the
    order, ``skipped`` the questions passed over and ``lapsed`` those that no longer count.
    """

    answers: Mapping[str, str]
    before: Mapping[str, str] = {}
    asked: Iterable[str] = ()
    skipped: Iterable[str] = ()
    lapsed: Iterable[str] = ()


class Session:
    """Answers by question, the order in which they were given, and earlier answers.

    ``override`` is the caller's own choice; it lapses with the outcome it was made against,
    or with the sector that knows it, and stands again when these do.
    """

    def __init__(self, triage: Triage, preset: Mapping[str, str]) -> None:
        """Start from answers that are already known."""
        self._triage = triage
        self._override: Override | None = None
        self._against = ""
        self._way: AbstractSet[str] | None = None
        self.restore(Given(preset))

    def restore(self, given: Given) -> None:
        """Take over answers in place of those there are. An own choice is not among them."""
        self._answers = dict(given.answers)
        self._before = dict(given.before)
        self._asked = list(given.asked)
        self._skipped = set(given.skipped)
        self._lapsed = set(given.lapsed)
        self._afresh: set[str] = set()
        self._back_at: str | None = None
        self._renew()

    def use(self, triage: Triage) -> None:
        """Go on with the same answers by an engine whose content has become more."""
        self._triage = triage
        self._renew()

    def given(self) -> Given:
        """Return the answers as they are held."""
        return Given(self._answers, self._before, self._asked, self._skipped, self._lapsed)

    @property
    def answers(self) -> Mapping[str, str]:
        """All answers, also those that do not count now."""
        return self._answers

    @property
    def asked(self) -> Sequence[str]:
        """The questions that were answered or passed over, in that order."""
        return self._asked

    @property
    def before(self) -> Mapping[str, str]:
        """The answers that were there before their questions were gone back to."""
        return self._before

    def offered(self, question_id: str) -> str | None:
        """Return the earlier answer that may be kept; none to a question that is asked afresh."""
        return None if question_id in self._afresh else self._before.get(question_id)

    def ask_afresh(self, question_id: str) -> None:
        """Ask a question as if for the first time; what rests on its answer stands until then."""
        value = self._answers.pop(question_id, None)
        if value is not None:
            self._before[question_id] = value
        if question_id in self._asked:
            self._asked.remove(question_id)
        self._afresh.add(question_id)
        self._renew()

    def is_afresh(self, question_id: str) -> bool:
        """Tell whether a question is asked afresh, and has no answer yet."""
        return question_id in self._afresh

    def counts(self, question_id: str) -> bool:
        """Tell whether an answer was given that has not lapsed."""
        return question_id in self._answers and question_id not in self._lapsed

    @property
    def read(self) -> Mapping[str, str]:
        """The answers that count: those to questions that apply."""
        return self.state.walk.read

    @property
    def outcome_id(self) -> str:
        """The outcome, with the answers gone back from as they were; it may be incomplete."""
        return self.state.standing.outcome_id

    @property
    def override(self) -> Override | None:
        """The caller's own choice, while it stands: the route must know it as well."""
        chosen = self._override
        if chosen is None or self._against != self.outcome_id:
            return None
        return chosen if chosen.outcome in self.others_that_stood() else None

    @override.setter
    def override(self, chosen: Override | None) -> None:
        self._override, self._against = chosen, self.outcome_id

    def progress(self, question_id: str) -> Progress:
        """Say how far it is where this question is asked."""
        return self._triage.horizon.progress(self.state.walk, question_id)

    def assess(self, moment: datetime) -> Assessment:
        """Say what the answers add up to at the moment."""
        # An assessment needs much that the first question does not.
        from crisiszorg_cli.triage.assess import assess  # noqa: PLC0415

        return assess(self.state.walk, moment, self.override, self._lapsed)

    def alternatives(self) -> tuple[Outcome, ...]:
        """Return the other outcomes that the sector's pathway knows, for an override."""
        return self.state.walk.alternatives()

    def others_that_stood(self) -> tuple[Outcome, ...]:
        """Return the alternatives with the answers gone back from as they were."""
        return self.state.standing.alternatives()

    def give(self, question_id: str, value: str) -> Effect:
        """Answer a question, or answer it anew; tell what that did to the other answers."""
        return self.give_all([(question_id, value)])

    def give_all(self, answers: Sequence[tuple[str, str]]) -> Effect:
        """Answer questions in this order, as ``give`` does each."""
        stood, given = self.state.standing.read, dict(answers)
        for id_, value in answers:
            self._answers[id_] = value
            self._asked_now(id_)
        self._renew()
        stands, counts = self.state.standing.read, self.read
        lapsed = tuple(id_ for id_ in stood if id_ not in stands and id_ not in self._lapsed)
        revived = tuple(id_ for id_ in counts if id_ in self._lapsed and id_ not in given)
        self._lapsed = (self._lapsed | set(lapsed)) - set(counts)
        return Effect(lapsed, revived)

    def together(self, question_id: str) -> Together | None:
        """Return how questions stand on one screen where this one is asked, the first of them."""
        return together_at(self.state.walk, question_id)

    def skip(self, question_id: str) -> None:
        """Pass over a question that may stay open; an answer that it had is gone."""
        self._asked_now(question_id)
        self._skipped.add(question_id)
        if self._answers.pop(question_id, None) is not None:
            self._renew()

    def is_skipped(self, question_id: str) -> bool:
        """Tell whether a question was passed over."""
        return question_id in self._skipped

    @property
    def can_go_back(self) -> bool:
        """Whether an answer that leads here was given, other than in options."""
        return any(id_ in self.way for id_ in self._asked)

    def back(self) -> str | None:
        """Take the last answer that leads here away and name its question; it is offered again.

        So are all that one key gives on one screen: then it is the first of them. What prepares
        the call is passed over: that is changed where it stands. So are answers that lapsed: to
        the person they are gone already.
        """
        left = [id_ for id_ in self._asked if id_ in self.way and id_ not in self._lapsed]
        for id_ in self._last_together(left) or left[-1:]:
            self._asked.remove(id_)
            self._before[id_] = self._answers.pop(id_)
            self._back_at = id_
        if not left:
            return None
        self._renew()
        return self._back_at

    def _last_together(self, asked: Sequence[str]) -> Sequence[str]:
        """Name the last of these questions if one key gives them such answers, the newest first."""
        for group in groups(self.state.walk):
            usual = group.given()
            last = asked[-len(usual) :]
            if usual == tuple((id_, self._answers.get(id_)) for id_ in last):
                return last[::-1]
        return ()

    def next_question(self) -> Question | None:
        """Return the next question that can change the verdict, or the one gone back to."""
        question = self.state.walk.next_question
        if question is None or self._back_at is None:
            return question
        return self._triage.content.questions[self._back_at]

    def to_prepare(self) -> list[Question]:
        """Return the questions that prepare the call, answered or not; none that led here."""
        questions = preparation(self.state.walk)
        return [question for question in questions if question.id not in self.way]

    def unasked(self) -> list[Question]:
        """Return the questions that could still prepare the call."""
        return [
            question
            for question in preparation(self.state.walk)
            if question.id not in self._answers and question.id not in self._skipped
        ]

    @property
    def way(self) -> AbstractSet[str]:
        """The questions whose answers led here, one after another."""
        if self._way is None:
            self._way = on_the_way(self.state.walk)
        return self._way

    def _renew(self) -> None:
        self._way = None
        walk = self._triage.walk(dict(self._answers))
        taken_back = self._before.keys() - self._answers.keys()
        earlier = {**self._before, **self._answers}
        self.state = State(walk, self._triage.walk(earlier) if taken_back else walk)

    def _asked_now(self, question_id: str) -> None:
        self._before.pop(question_id, None)
        self._skipped.discard(question_id)
        if question_id in self._asked:
            self._asked.remove(question_id)
        # What was asked afresh is not the last thing that was done: it stays the first.
        self._asked.insert(0 if question_id in self._afresh else len(self._asked), question_id)
        self._afresh.discard(question_id)
        self._back_at = None
