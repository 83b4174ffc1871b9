"""What the caller is asked, how an answer is said, and what to have at hand. Frozen data.

Named tuples for the reason that is given in ``model.contacts``; ``model.content`` passes these
on.
"""

from enum import StrEnum
from typing import NamedTuple

from crisiszorg_cli.model.conditions import NO, UNKNOWN, YES, Condition
from crisiszorg_cli.model.contacts import Citation, Sector

ANSWER = "{answer}"
"""Stands for what was typed, in the words of a text that is said."""


class Part(StrEnum):
    """The part of a handover (SBAR) to which an answer belongs."""

    SITUATION = "situation"
    BACKGROUND = "background"
    ASSESSMENT = "assessment"
    RECOMMENDATION = "recommendation"


class QuestionKind(StrEnum):
    """How a question is answered."""

    CLOSED = "closed"
    CHOICE = "choice"
    TEXT = "text"
    PLACE = "place"
    SECTOR = "sector"


class Backing(StrEnum):
    """What an item of the checklist rests on: the seed documents, another page, or custom alone."""

    SEED = "seed"
    PUBLIC = "public"
    USUAL = "usual"


class ChecklistItem(NamedTuple):
    """Something to have at hand before the call. No sectors means all."""

    id: str
    text: str
    status: Backing
    sources: tuple[Citation, ...]
    sectors: tuple[Sector, ...] = ()
    facts: tuple[str, ...] = ()


class Option(NamedTuple):
    """One choice of a choice question. ``undecided`` counts as not known, like "weet ik niet".

    ``said`` is how the caller says it on the phone.
    """

    id: str
    text: str
    undecided: bool = False
    said: str | None = None


class Question(NamedTuple):
    """Something the caller is asked. ``help`` says why it is asked.

    ``label`` is the short form for overviews and reports. ``relevant`` names the answers
    that make the question apply. ``fixed`` marks a fact that cannot change (age), so that
    it is never proposed as something to change. ``skippable`` allows an empty text. ``part`` is
    where in the handover the answer belongs. ``said_yes``, ``said_no`` and ``said_unknown`` are
    the answers as the caller says them on the phone; ``said`` is that of a text, in which
    ``{answer}`` is replaced.
    """

    id: str
    kind: QuestionKind
    label: str
    text: str
    help: str
    sources: tuple[Citation, ...]
    options: tuple[Option, ...] = ()
    relevant: Condition | None = None
    fixed: bool = False
    skippable: bool = False
    part: Part | None = None
    said_yes: str | None = None
    said_no: str | None = None
    said_unknown: str | None = None
    said: str | None = None
    facts: tuple[str, ...] = ()

    def weighed(self, value: str) -> str:
        """Return an answer as the rules weigh it: one that settles nothing is unknown."""
        for option in self.options:
            if option.undecided and option.id == value:
                return UNKNOWN
        return value

    def values(self) -> tuple[str, ...]:
        """Return the answers that are allowed, unknown last; empty for free text and places."""
        match self.kind:
            case QuestionKind.CLOSED:
                return (YES, NO, UNKNOWN)
            case QuestionKind.CHOICE:
                return (*(option.id for option in self.options), UNKNOWN)
            case QuestionKind.SECTOR:
                return tuple(Sector)
            case _:
                return ()

    def speech(self, value: str) -> str | None:
        """Return an answer as the caller says it; None where the data has no words for it."""
        if value == UNKNOWN:
            return self.said_unknown
        match self.kind:
            case QuestionKind.CLOSED:
                return {YES: self.said_yes, NO: self.said_no}.get(value)
            case QuestionKind.CHOICE:
                return {option.id: option.said for option in self.options}.get(value)
            case QuestionKind.TEXT if self.said is not None:
                return self.said.replace(ANSWER, value)
            case _:
                return None
