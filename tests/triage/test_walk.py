"""A finished walk: what counts of the answers, and where it leads from there."""

from __future__ import annotations

import pytest

from tests.shipped import ENGINE

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
