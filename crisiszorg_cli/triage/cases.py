"""Every case that somebody can be in: what decides whom to call, and an own choice against it.

Paths of one route have the same cases wherever one lives, so a case is worked out without the
place, and put there afterwards. ``corners`` says in which places it has to be tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.directory.services import region_for
from crisiszorg_cli.model.assessment import Now, NowKind, Override
from crisiszorg_cli.model.content import Content, Outcome, Place, Purpose, Sector, Service
from crisiszorg_cli.triage.calls import Calls, calls_for
from crisiszorg_cli.triage.now import now_for
from crisiszorg_cli.triage.paths import every_walk, route_of
from crisiszorg_cli.triage.routes import Route
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.situation import Situation, situation_of
from crisiszorg_cli.triage.walk import Walk


class Case(NamedTuple):
    """Somebody's situation, that of the place behind it, and the own choice, if there is one.

    ``place`` knows place and sector, also where the hospital was said before these.
    """

    own: Situation
    place: Situation
    choice: Outcome | None


class Standing(NamedTuple):
    """What the cases of a walk have in common, and the own choices against it.

    ``own`` and ``place`` are those of ``Case``. Many walks come to the same.
    """

    own: Situation
    place: Situation
    choices: tuple[Outcome, ...]

    def nowhere(self) -> Standing:
        """Leave the place out."""
        own = _placeless(self.own)
        place = own if self.place is self.own else _placeless(self.place)
        return Standing(own, place, self.choices)

    def cases(self) -> Iterator[Case]:
        """Return the case without an own choice, and one for each of these."""
        yield Case(self.own, self.own, None)
        for other in self.choices:
            yield Case(self.own, self.place, other)


class End(NamedTuple):
    """What somebody is told in a case: whom to call, and what to do now."""

    case: Case
    calls: Calls
    now: tuple[Now, ...]

    @property
    def followed(self) -> Outcome:
        """The outcome that the numbers belong to."""
        return self.case.choice or self.case.own.outcome


Group = dict[Sector | None, tuple[Case, ...]]
"""The cases of a route, whatever the place, by the sector whose services are called."""


class Cases:
    """All cases of each route: the same for all places that have it."""

    def __init__(self, content: Content, routes: Iterable[Route] = ()) -> None:
        """Nothing is worked out yet. Of these routes the walks are known."""
        self.rules = Rules(content)
        self._walks = {(route.sector, route.pathways): route.walks for route in routes}
        self._found: dict[tuple[Sector, tuple[str, ...]], Group] = {}

    def of(self, place: Place, sector: Sector) -> Group:
        """Return the cases of somebody who lives there, or in a place with the same route."""
        key = (sector, route_of(self.rules, place, sector))
        if key not in self._found:
            self._found[key] = self._all(place, sector)
        return self._found[key]

    def _all(self, place: Place, sector: Sector) -> Group:
        known = self._walks.get((sector, route_of(self.rules, place, sector)))
        walks = known or every_walk(self.rules, place.id, sector)
        standings = dict.fromkeys(standing_of(walk).nowhere() for walk in walks)
        found = dict.fromkeys(case for standing in standings for case in standing.cases())
        called = {case.place.sector: () for case in found}
        return {to: tuple(c for c in found if c.place.sector is to) for to in called}


def standing_of(walk: Walk) -> Standing:
    """Return where somebody stands after a walk."""
    own = situation_of(walk)
    if walk.next is not None:
        return Standing(own, own, ())
    beyond = walk.beyond()
    place = own if beyond is walk else situation_of(beyond)
    return Standing(own, place, walk.alternatives() or beyond.alternatives())


def cases_of(walk: Walk) -> Iterator[Case]:
    """Return a walk's case, and one for each own choice against it."""
    return standing_of(walk).cases()


def nowhere(case: Case) -> Case:
    """Leave the place out of a case: ``at`` puts another one in."""
    return Case(_placeless(case.own), _placeless(case.place), case.choice)


def _placeless(situation: Situation) -> Situation:
    return situation._replace(residence=None, region=None)


def at(case: Case, place: Place, rules: Rules) -> Case:
    """Return a case as it is for somebody who lives there, by the sector that holds in it."""

    def settle(situation: Situation) -> Situation:
        if situation.sector is None:
            return situation._replace(rules=rules)
        region = region_for(situation.directory, place, situation.sector)
        return situation._replace(rules=rules, residence=place, region=region)

    return Case(settle(case.own), settle(case.place), case.choice)


def told(case: Case, moment: datetime) -> End:
    """Say whom to call, and what to do now: as ``assess`` does."""
    override = Override(case.choice, "eigen inzicht") if case.choice else None
    calls = calls_for(case.place, moment, override)
    return End(case, calls, now_for(case.own, case.place, calls, moment, override))


def open_numbers(calls: Calls) -> list[Service]:
    """Return who can be called: 113, the NVIC and what is not for crisis do not count."""
    return [
        c.service
        for c in calls.contacts
        if c.service.phone and c.open is not False and c.purpose is not Purpose.NON_CRISIS
    ]


def says_what_to_do(now: Iterable[Now]) -> bool:
    """Tell whether it says what to do now: 112 for danger, and who bridges; or the hospital."""
    kinds = {each.kind for each in now}
    return NowKind.HOSPITAL in kinds or {NowKind.LIFE_DANGER, NowKind.BRIDGE} <= kinds
