"""A finished walk: what counts of the answers, and where it leads from there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from crisiszorg_cli.model.content import (
    Condition,
    Pathway,
    QuestionKind,
    Sector,
    Truth,
    Weight,
)
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.reasons import gates_passed
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk
from tests.effort import THOROUGH
from tests.shipped import CONTENT, ENGINE

CALM = {"life_danger": "no", "hospital": "no"}
SETTLED = {
    **CALM,
    "region": "zhn",
    "sector": "vv",
    "resistance": "no",
    "client_agrees": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "home_care": "not_enough",
    "informal_care": "not_enough",
    "day_care": "not_enough",
}
"""All but the criteria that can only make it a consult."""


def test_a_place_that_does_not_exist_is_named() -> None:
    """No user can give one: it is a mistake of a programmer, who has to find it."""
    with pytest.raises(KeyError, match="GM9999"):
        ENGINE.walk({**CALM, "region": "GM9999", "sector": "vv"})


def test_a_condition_stands_as_it_was_weighed() -> None:
    """What was not tried yet is unknown, and no refusal, also when it is looked at afterwards."""
    walk = ENGINE.walk({**SETTLED, "informal_care": "not_tried"})
    assert [truth for _, truth in walk.criteria] == [
        walk.status(criterion.met_when) for criterion, _ in walk.criteria
    ]


def test_a_consult_that_is_certain_asks_no_more() -> None:
    """A criterion that can only make it a consult cannot change one."""
    walk = ENGINE.walk({**SETTLED, "acute_change": "no"})
    assert (walk.outcome_id, walk.next) == ("vv_consult", None)


def test_only_a_gate_that_fired_is_passed() -> None:
    """An own choice against the hospital leads on; where that is unknown, it stays so."""
    fired = ENGINE.walk({**SETTLED, "hospital": "yes"})
    assert fired.pathway is None
    assert fired.beyond().read["hospital"] == "no"
    unknown = ENGINE.walk({**SETTLED, "hospital": "unknown"})
    assert unknown.beyond().read["hospital"] == "unknown"


ELSEWHERE = {**CALM, "region": "GM0599", "sector": "vv", "resistance": "no", "client_agrees": "yes"}


CORE = CONTENT.pathways["vv-core"]
OPENING = CORE._replace(opening=("wlz_expected",))
EXPECTED = Condition(answer="wlz_expected", values=("yes",))
ALONE = CORE._replace(
    criteria=tuple(
        c._replace(met_when=EXPECTED, weight=Weight.DANGER) if c.id == "wlz" else c
        for c in CORE.criteria
    )
)
"""An opening, and a criterion, that name a question which waits for another one."""


@pytest.mark.parametrize("pathway", [OPENING, ALONE], ids=["opening", "criterion"])
def test_what_tells_whether_a_question_applies_is_asked_before_it(pathway: Pathway) -> None:
    """Else its answer would never count, and it would be asked for ever."""
    triage = Triage(CONTENT._replace(pathways={**CONTENT.pathways, pathway.id: pathway}))

    assert triage.walk(ELSEWHERE).next == "wlz_indication"
    early = triage.walk({**ELSEWHERE, "wlz_expected": "yes"})
    assert (early.next, early.early) == ("wlz_indication", {"wlz_expected"})
    without = {**ELSEWHERE, "wlz_indication": "no"}
    assert triage.walk(without).next == "wlz_expected"
    both = triage.walk({**without, "wlz_expected": "yes"})
    assert both.next == "danger"
    assert {"wlz_indication", "wlz_expected"} <= both.read.keys()
    assert triage.walk({**ELSEWHERE, "wlz_indication": "yes"}).next == "danger"


def test_only_what_makes_a_question_apply_counts_with_it() -> None:
    """The sector does so for the age in the GGZ; an answer about the GZ says nothing there."""
    venlo = {**CALM, "region": "GM0983", "sector": "ggz", "minor": "no", "vg_indication": "no"}

    assert "vg_indication" not in ENGINE.walk(venlo).read


@pytest.mark.thorough
@pytest.mark.parametrize("pathway", [CORE, OPENING, ALONE], ids=["shipped", "opening", "criterion"])
def test_a_walk_onward_is_as_one_made_from_its_answers(pathway: Pathway) -> None:
    """It takes over what was found before an answer was missing, and finds nothing else by it.

    Also the order in which answers came to count is the same, and what was given beforehand.
    """
    rules = Rules(CONTENT._replace(pathways={**CONTENT.pathways, pathway.id: pathway}))
    draw = random.Random(3)  # noqa: S311
    for _ in range(150 if THOROUGH else 15):
        for residence, sector in product(("zhn", "amsterdam", "GM1961"), Sector):
            given = {RESIDENCE: residence, SECTOR: sector.value}
            for step in _onward(Walk(rules, _beforehand(draw)), given, draw):
                at_once = Walk(rules, step.answers)
                assert vars(step) == vars(at_once)
                assert list(step.read) == list(at_once.read)
                fires = (gate for gate, truth in gates_passed(step) if truth is Truth.MET)
                assert step.gate == next(fires, None)


def _beforehand(draw: random.Random) -> dict[str, str]:
    """Draw answers that are there before they are asked for."""
    closed = [q for q in CONTENT.questions.values() if q.kind is not QuestionKind.SECTOR]
    some = [q for q in closed if q.values() and q.id not in CALM and draw.random() < 1 / 8]
    return {question.id: draw.choice(question.values()) for question in some}


def _onward(walk: Walk, given: dict[str, str], draw: random.Random) -> Iterator[Walk]:
    """Walk on to an end, most often not by the first gates."""
    while question := walk.next_question:
        likely = ("no",) * 4 if question.id in CALM else ()
        value = given.get(question.id) or draw.choice((*likely, *question.values()))
        (walk,) = walk.onward([value])
        yield walk
