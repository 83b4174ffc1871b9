"""The flow of a sector holds exactly what its paths hold, and is small enough to read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from crisiszorg_cli.model.content import Sector
from crisiszorg_cli.triage.flow import Box, End, Flow, flows
from crisiszorg_cli.triage.paths import every_path, route_of
from crisiszorg_cli.triage.walk import Walk
from tests.shipped import CONTENT, ENGINE

RULES = ENGINE.rules
SECTORS = [pytest.param(each, marks=pytest.mark.only_thorough) for each in (Sector.VV,)]
SECTORS += [pytest.param(each) for each in (Sector.GZ, Sector.GGZ, Sector.JEUGD)]


@cache
def drawn(sector: Sector) -> tuple[Flow, ...]:
    """Return the flows of a sector, drawn once."""
    return flows(RULES, sector)


def followed(flow: Flow, answers: Mapping[str, str]) -> End:
    """Follow the arrows of a flow by these answers."""
    to: int | End = flow.start
    while not isinstance(to, End):
        to = _onward(flow.boxes[to], answers)
    return to


def _onward(box: Box, answers: Mapping[str, str]) -> int | End:
    given = [answers[question] for question in box.questions if question in answers]
    fitting = [
        arrow
        for arrow in box.arrows
        if not arrow.answers
        or (arrow.one and any(value in arrow.answers for value in given))
        or (not arrow.one and all(value in arrow.answers for value in given))
    ]
    (arrow,) = fitting
    return arrow.to


def ended(walk: Walk) -> End:
    """Return where a path ends: in its outcome, or where another sector goes on."""
    return End(None, walk.redirect.to) if walk.redirect else End(walk.outcome_id)


@pytest.mark.parametrize("sector", SECTORS)
def test_every_path_ends_where_its_arrows_do(sector: Sector) -> None:
    """For each pathway, by all of its paths; and no arrow is there that no path takes."""
    found = {flow.pathway: flow for flow in drawn(sector)}
    assert set(found) == {p.id for p in CONTENT.pathways.values() if p.sector is sector}
    for region in RULES.residences_that_differ:
        place = CONTENT.directory.regions[region]
        flow = found[route_of(RULES, place, sector)[0]]
        paths = every_path(RULES, region, sector)
        assert {followed(flow, path.answers) for path in paths} == _ends(flow)
        assert all(followed(flow, path.answers) == ended(path.walk) for path in paths)


def _ends(flow: Flow) -> set[End]:
    arrows = (arrow for box in flow.boxes.values() for arrow in box.arrows)
    return {arrow.to for arrow in arrows if isinstance(arrow.to, End)}


@pytest.mark.parametrize("sector", SECTORS)
def test_it_is_small_and_says_nothing_twice(sector: Sector) -> None:
    """What is alike is one box; what leaves alike is one row."""
    for flow in drawn(sector):
        assert len(flow.boxes) <= 24
        assert len(set(flow.boxes.values())) == len(flow.boxes)
        leading = {a.to for box in flow.boxes.values() for a in box.arrows} | {flow.start}
        assert set(flow.boxes) <= leading


def test_questions_that_leave_alike_are_a_row() -> None:
    """Whatever tells where to go instead is one box: it changes no outcome."""
    jeugd = next(flow for flow in drawn(Sector.JEUGD) if flow.pathway == "jeugd-core")
    rows = {box.questions: box.arrows for box in jeugd.boxes.values() if len(box.questions) > 1}
    arrows = rows["abuse_suspected", "psychiatric_picture"]
    assert [arrow.answers for arrow in arrows] == [()]
    assert "vg_indication" in jeugd.gates
    assert End(None, Sector.GZ) in _ends(jeugd)
