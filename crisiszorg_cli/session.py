"""The answers of one interview, and what going back and changing do to them. Pure.

Nothing is evaluated here: the engine walks the answers anew after every move. An answer
that lapses is kept, so that undoing a change brings it back, but it is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crisiszorg_cli.model import Override, Question
from crisiszorg_cli.triage import Triage, Walk


@dataclass(frozen=True, slots=True)
class Effect:
    """What a given answer did to the others: which lapsed, which count again."""

    lapsed: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()


class Session:
    """Answers by question, the order in which they were given, and earlier answers.

    ``override`` is the caller's own choice; it lapses with the outcome it was made against,
    and stands again when that does.
    """

    def __init__(self, triage: Triage, preset: Mapping[str, str]) -> None:
        """Start from answers that are already known."""
        self._triage = triage
        self.answers = dict(preset)
        self.asked: list[str] = []
        self.before: dict[str, str] = {}
        self.skipped: set[str] = set()
        self.lapsed: set[str] = set()
        self._override: Override | None = None
        self._against = ""
        self._back_at: str | None = None

    def read(self) -> dict[str, str]:
        """Return the answers that count: those to questions that apply."""
        return self._triage.walk(self.answers).read

    @property
    def outcome(self) -> str:
        """The outcome, with the answers gone back from as they were; it may be incomplete."""
        return self._standing().outcome

    @property
    def override(self) -> Override | None:
        """The caller's own choice, while it stands."""
        return self._override if self._against == self.outcome else None

    @override.setter
    def override(self, chosen: Override | None) -> None:
        self._override, self._against = chosen, self.outcome

    def give(self, question_id: str, value: str) -> Effect:
        """Answer a question, or answer it anew; tell what that did to the other answers."""
        stood = self._standing().read
        self.answers[question_id] = value
        self._asked_now(question_id)
        stands, counts = self._standing().read, self.read()
        lapsed = tuple(id_ for id_ in stood if id_ not in stands and id_ not in self.lapsed)
        revived = tuple(id_ for id_ in counts if id_ in self.lapsed and id_ != question_id)
        self.lapsed = (self.lapsed | set(lapsed)) - set(counts)
        return Effect(lapsed, revived)

    def skip(self, question_id: str) -> None:
        """Pass over a question that may stay open."""
        self._asked_now(question_id)
        self.skipped.add(question_id)

    def back(self) -> str | None:
        """Take the last answer away and name its question; it will be offered again.

        Answers that lapsed are passed over: to the person they are gone already.
        """
        walk = self._triage.walk(self.answers)
        preparing = {question.id for question in self._triage.preparation(self.answers)}
        gone = self.lapsed | (self.skipped - preparing)
        if walk.next is None:  # then only a question that applies would be offered again
            gone |= self.answers.keys() - walk.read.keys()
        last = next((id_ for id_ in reversed(self.asked) if id_ not in gone), None)
        if last is None:
            return None
        self.asked.remove(last)
        self.skipped.discard(last)
        value = self.answers.pop(last, None)
        if value is not None:
            self.before[last] = value
        self._back_at = last
        return last

    def next_question(self) -> Question | None:
        """Return the next question that can change the verdict, or the one gone back to."""
        question = self._triage.next_question(self.answers)
        if question is None or self._back_at is None:
            return question
        return self._triage.content.questions[self._back_at]

    def unasked(self) -> list[Question]:
        """Return the questions that could still prepare the call; the one gone back to first."""
        still_open = [
            question
            for question in self._triage.preparation(self.answers)
            if question.id not in self.answers and question.id not in self.skipped
        ]
        return sorted(still_open, key=lambda question: question.id != self._back_at)

    def skip_the_rest(self) -> None:
        """Pass over everything that could still prepare the call."""
        self.skipped.update(question.id for question in self.unasked())

    def _standing(self) -> Walk:
        """Walk the answers, those gone back from as they were."""
        return self._triage.walk({**self.before, **self.answers})

    def _asked_now(self, question_id: str) -> None:
        self.before.pop(question_id, None)
        self.skipped.discard(question_id)
        if question_id in self.asked:
            self.asked.remove(question_id)
        self.asked.append(question_id)
        self._back_at = None
