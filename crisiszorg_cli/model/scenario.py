"""Cases by which the rules are tried: what is known, and what the program must say to it.

The field names are the keys of ``data/scenarios``. What is expected was written from the
documents, before any engine ran; nothing on the way of a lookup or a triage reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, NamedTuple, Self

from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.content import (
    Answers,
    Citation,
    ExitRef,
    OutcomeRef,
    Phone,
    QuestionRef,
    Ref,
    Sector,
    Verdict,
)

RungRef = Annotated[str, Ref("rung")]


def _on_the_clock(text: str) -> datetime:
    """Read a day, and the time if it has one. Raises ValueError where there is no such day."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("die dag of tijd bestaat niet") from None


class Moment(NamedTuple):
    """A moment by the Dutch clock: ``2026-11-22 03:10``."""

    at: datetime

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a day and a time. Raises ValueError on anything else."""
        if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", text, re.ASCII) is None:
            raise ValueError("verwacht dag en tijd, zoals 2026-11-22 03:10")
        return cls(_on_the_clock(text).replace(tzinfo=AMSTERDAM))


class Digits(NamedTuple):
    """A telephone number in groups, as one reads it out: ``088 33 99 999``."""

    phone: Phone

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number. Raises ValueError where there is none."""
        return cls(Phone.parse(text.replace(" ", "")))


class ExpectedStep(NamedTuple):
    """A step by its id, and the day that it names, if any: ``ams-6`` or ``ams-6 2026-11-23``."""

    id_: str
    due: date | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an id, or an id and a day. Raises ValueError on anything else."""
        match = re.fullmatch(r"([a-z0-9-]+)(?: (\d{4}-\d\d-\d\d))?", text, re.ASCII)
        if match is None:
            raise ValueError("verwacht een stap, of stap en dag: ams-6 2026-11-23")
        return cls(match[1], _on_the_clock(match[2]).date() if match[2] else None)


class ShownAdvice(NamedTuple):
    """Which sentences of an exit are shown, counted from one: ``no_wlz 1 2 5``."""

    exit_: str
    numbers: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an exit and its sentences. Raises ValueError on anything else."""
        if re.fullmatch(r"[a-z0-9_]+(?: [1-9])+", text, re.ASCII) is None:
            raise ValueError("verwacht een uitweg en de zinnen ervan: no_wlz 1 2 5")
        exit_, *numbers = text.split()
        return cls(exit_, tuple(int(number) for number in numbers))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One client, one call. ``story`` tells it, ``rule`` says what it shows.

    ``place`` is a gemeente or region by its id. Neither that nor ``sector`` is there while it is
    not asked. What has to follow: ``calls`` are the numbers in call order, the first ones at
    least; ``now`` says that nobody answers, so that the result says what to do meanwhile;
    ``page`` is shown, ``apart`` is a number that is shown and is no call, and ``never`` one that
    may not be shown. ``not_met`` and ``unknown`` are exactly the criteria that stand so,
    ``exits`` where to go instead, in order, and ``advice`` exactly which sentences of them; with
    ``all_steps`` no other ``steps`` are there than those that are named. ``says`` are pieces of
    text that have to be there, in any capitals, with alternatives between bars; ``silent`` those
    that may not. ``rungs`` are exactly those that the answers point at, also where it is empty.
    """

    id: str
    story: str
    rule: str
    moment: Moment
    answers: Answers
    verdict: Verdict
    sources: tuple[Citation, ...]
    place: str | None = None
    sector: Sector | None = None
    asks: QuestionRef | None = None
    own_choice: OutcomeRef | None = None
    calls: tuple[Digits, ...] = ()
    all_calls: bool = False
    now: bool = False
    page: str | None = None
    apart: tuple[Digits, ...] = ()
    never: tuple[Digits, ...] = ()
    not_met: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    exits: tuple[ExitRef, ...] = ()
    says: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    steps: tuple[ExpectedStep, ...] = ()
    no_steps: tuple[str, ...] = ()
    all_steps: bool = False
    advice: tuple[ShownAdvice, ...] = ()
    rungs: tuple[RungRef, ...] | None = None
