"""What of a walk decides whom to call and what to do now, apart from the moment.

``calls`` and ``now`` are given this and not the walk, so that nothing else can matter: walks
with one situation are told the same, and a proof about whom to call tries each situation once.
"""

from __future__ import annotations

from typing import NamedTuple

from crisiszorg_cli.model.content import (
    YES,
    Directory,
    Gate,
    Outcome,
    Place,
    Region,
    Reservation,
    Sector,
    Verdict,
)
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import SECTOR, Walk

ABUSE, PSYCHIATRIC, MINOR, PROFILE = (
    "abuse_suspected",
    "psychiatric_picture",
    "minor",
    "ggz_profile",
)


class Situation(NamedTuple):
    """Where somebody stands: the outcome, the place, what is open, and what the client is.

    ``sector`` is the one whose route holds; ``youth`` tells whether that of youth was named
    before any holds. ``asks`` tells whether a question decides yet. ``open`` is what goes
    before the criteria, and the reservation. ``is_minor`` is only what is known for certain.
    """

    rules: Rules
    outcome: Outcome
    asks: bool
    residence: Place | None
    region: Region | None
    sector: Sector | None
    youth: bool
    open: tuple[Gate | Reservation, ...]
    is_minor: bool
    has_profile: bool
    abuse: str | None
    psychiatric: str | None

    @property
    def directory(self) -> Directory:
        """The directory in which is looked."""
        return self.rules.content.directory

    @property
    def may_be_resistance(self) -> bool:
        """Whether something is open, in a consult, that can turn out to be resistance."""
        if self.outcome.verdict is not Verdict.CONSULT or self.asks:
            return False
        return any(isinstance(item, Reservation) or self._is_forced(item) for item in self.open)

    def _is_forced(self, gate: Gate) -> bool:
        reached = self.rules.content.outcomes[gate.outcome]
        return reached.verdict is Verdict.FORCED_CARE


def situation_of(walk: Walk) -> Situation:
    """Take from a walk what decides whom to call."""
    read = walk.read
    return Situation(
        rules=walk.rules,
        outcome=walk.outcome,
        asks=walk.next is not None,
        residence=walk.residence,
        region=walk.region,
        sector=walk.sector,
        youth=walk.sector is None and walk.answers.get(SECTOR) == Sector.JEUGD,
        open=tuple(item for item in walk.open if isinstance(item, Gate | Reservation)),
        is_minor=read.get(SECTOR) == Sector.JEUGD or read.get(MINOR) == YES,
        has_profile=read.get(PROFILE) == YES,
        abuse=read.get(ABUSE),
        psychiatric=read.get(PSYCHIATRIC),
    )
