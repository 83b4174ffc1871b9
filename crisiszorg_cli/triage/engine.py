"""The rules engine for one set of content: answers in, a walk or an assessment out."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from crisiszorg_cli.model.content import Answers, Content, Outcome, Question
from crisiszorg_cli.triage.remaining import preparation
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import Walk

if TYPE_CHECKING:
    from crisiszorg_cli.model.assessment import Assessment, Override
    from crisiszorg_cli.triage.progress import Horizon


class Triage:
    """The engine. Holds no answers and no clock."""

    def __init__(self, content: Content) -> None:
        """Index the content."""
        self.content = content
        self.rules = Rules(content)

    @cached_property
    def horizon(self) -> Horizon:
        """How many questions can still come; what was worked out of it is kept."""
        from crisiszorg_cli.triage.progress import Horizon  # noqa: PLC0415 - not for a script

        return Horizon()

    def walk(self, answers: Answers) -> Walk:
        """Read the answers in the order of the rules until the verdict is certain."""
        return Walk(self.rules, answers)

    def next_question(self, answers: Answers) -> Question | None:
        """Return the next question that can change the verdict; None once it is certain."""
        return self.walk(answers).next_question

    def preparation(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions, answered or not, that prepare the call."""
        return preparation(self.walk(answers))

    def alternatives(self, answers: Answers) -> tuple[Outcome, ...]:
        """Return the other outcomes that the sector's pathway knows, for an override."""
        return self.walk(answers).alternatives()

    def own_choices(self, answers: Answers) -> tuple[Outcome, ...]:
        """Return what an override in a script may choose: place and sector may be given early.

        Against a gate that fires before these, that is what the gates after it leave.
        """
        walk = self.walk(answers)
        return walk.alternatives() or walk.beyond().alternatives()

    def assess(
        self, answers: Answers, moment: datetime, override: Override | None = None
    ) -> Assessment:
        """Say what the answers add up to at the moment."""
        # An assessment needs much that the first question does not.
        from crisiszorg_cli.triage.assess import assess  # noqa: PLC0415

        return assess(self.walk(answers), moment, override)
