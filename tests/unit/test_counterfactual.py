"""What would change the verdict: true, smallest, and complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from random import Random

import oracle
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crisiszorg_cli.counterfactual import would_change
from crisiszorg_cli.model import UNKNOWN, Verdict
from crisiszorg_cli.triage import INCOMPLETE, Triage

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]
Changes = frozenset[tuple[str, str]]

CALM = {"life_danger": "no", "hospital": "no", "resistance": "no"}
ZHN = {
    **CALM,
    "region": "zhn",
    "sector": "vv",
    "acute_change": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "home_care": "yes",
    "informal_care": "yes",
    "day_care": "yes",
    "wlz_indication": "yes",
    "consent_anywhere": "yes",
    "lasting": "yes",
}
GGZ = {**CALM, "region": "zhn", "sector": "ggz", "ggz_profile": "yes", "crisis_plan": "yes"}
GZ = {
    **CALM,
    "region": "zhn",
    "sector": "gz",
    "vg_indication": "yes",
    "gz_crisis_type": "network",
    "danger_48h": "yes",
    "lasting": "yes",
}

FIXED = {"region", "sector", "minor", "under_12"}


def proposals(triage: Triage, answers: Mapping[str, str]) -> dict[Verdict, list[dict[str, str]]]:
    """Give what is proposed, by verdict."""
    found: dict[Verdict, list[dict[str, str]]] = {}
    for change in would_change(triage, answers):
        found.setdefault(change.verdict, []).append(dict(change.answers))
    return found


def verdict_of(triage: Triage, answers: Mapping[str, str]) -> Verdict | None:
    """Give the verdict, or None while it is not certain."""
    walk = triage.walk(answers)
    return None if walk.next else triage.content.outcomes[walk.outcome].verdict


# -- by hand ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "verdict", "expected"),
    [
        ({**ZHN, "danger": "no"}, Verdict.REGISTER, [{"danger": "yes"}]),
        ({**ZHN, "danger": "unknown"}, Verdict.REGISTER, [{"danger": "yes"}]),
        (
            {**ZHN, "lasting": "unknown", "day_care": "no"},
            Verdict.REGISTER,
            [{"day_care": "yes", "lasting": "yes"}],
        ),
        (
            {**ZHN, "wlz_indication": "no", "wlz_expected": "no"},
            Verdict.REGISTER,
            [{"wlz_expected": "yes"}, {"wlz_indication": "yes"}],
        ),
        (ZHN, Verdict.FORCED_CARE, [{"resistance": "yes"}]),
        (ZHN, Verdict.EMERGENCY, [{"life_danger": "yes"}]),
        ({**ZHN, "resistance": "yes"}, Verdict.REGISTER, [{"resistance": "no"}]),
        (GGZ, Verdict.GGZ_CRISIS, [{"crisis_plan": "no"}, {"ggz_profile": "no"}]),
        (
            {**GGZ, "ggz_profile": "no"},
            Verdict.PLAN_LEADS,
            [{"crisis_plan": "yes", "ggz_profile": "yes"}],
        ),
        (
            GZ,
            Verdict.NOT_CRISIS,
            [{"danger_48h": "no"}, {"gz_crisis_type": "none"}, {"lasting": "no"}],
        ),
        ({**GZ, "gz_crisis_type": "none"}, Verdict.REGISTER, [{"gz_crisis_type": "sudden_change"}]),
        ({**GZ, "sector": "jeugd"}, Verdict.YOUTH_CRISIS, [{"vg_indication": "no"}]),
    ],
)
def test_named_cases(
    answers: dict[str, str],
    verdict: Verdict,
    expected: list[dict[str, str]],
    triage: Triage,
) -> None:
    """The smallest sets for one verdict are these and no others."""
    assert expected == proposals(triage, answers)[verdict]


def test_nothing_is_proposed_before_the_route_is_known(triage: Triage) -> None:
    """Without a place and a sector, and with danger to life, there is nothing to weigh."""
    assert would_change(triage, {}) == ()
    assert would_change(triage, {"life_danger": "no", "region": "zhn"}) == ()
    assert would_change(triage, {**ZHN, "life_danger": "yes"}) == ()


# -- true, for every interview ----------------------------------------------------------------


def assert_true_proposals(triage: Triage, answers: Mapping[str, str]) -> None:
    """Check that each proposal, applied, gives the verdict that it promises."""
    present = verdict_of(triage, answers)
    for change in would_change(triage, answers):
        applied = {**answers, **change.answers}
        assert change.verdict is verdict_of(triage, applied)
        assert change.verdict is not present
        assert not set(change.answers) & FIXED
        assert UNKNOWN not in change.answers.values()
        assert all(answers.get(q) != value for q, value in change.answers.items())


@pytest.mark.parametrize(
    ("place", "sector"),
    [
        (place, sector)
        for sector in oracle.SECTORS
        for place in ("amsterdam", "nl", "zhn", "lekstroom", "GM0546")
        if sector != "vv" or not oracle.zorg_en_zekerheid(place)
    ],
)
def test_every_proposal_is_true(
    place: str, sector: str, triage: Triage, interviews: Interviews
) -> None:
    """After every interview, what is proposed is certain, another verdict, and possible."""
    for answers, _ in interviews(place, sector):
        assert_true_proposals(triage, answers)


def test_every_proposal_is_true_in_the_longest_list(triage: Triage, interviews: Interviews) -> None:
    """The same for V&V in Zuid-Holland Noord, for a drawn sample of its interviews."""
    for answers, _ in Random(14).sample(interviews("zhn", "vv"), 40):  # noqa: S311
        assert_true_proposals(triage, answers)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    answers=st.fixed_dictionaries(
        {"region": st.sampled_from(("zhn", "nl")), "sector": st.sampled_from(("gz", "ggz"))},
        optional={q: st.sampled_from(values) for q, values in oracle.decisive("gz", "zhn").items()}
        | {q: st.sampled_from(oracle.CLOSED) for q in ("ggz_profile", "crisis_plan")},
    )
)
def test_every_proposal_is_true_of_partial_answers(triage: Triage, answers: dict[str, str]) -> None:
    """Half-way too, and with old answers that do not apply: what is promised comes true."""
    incomplete = triage.walk(answers).outcome == INCOMPLETE
    for change in would_change(triage, answers):
        assert change.verdict is verdict_of(triage, {**answers, **change.answers})
        assert incomplete or change.verdict is not verdict_of(triage, answers)


# -- smallest and complete, by trying everything ----------------------------------------------


def all_changes(
    triage: Triage, sector: str, place: str, answers: Mapping[str, str]
) -> Iterator[tuple[Verdict, Changes]]:
    """Try every set of changes to answers that can change; give where it leads."""
    values = {q: v for q, v in oracle.decisive(sector, place).items() if q not in FIXED}
    options = [
        [None, *(v for v in allowed if v not in (UNKNOWN, answers.get(question)))]
        for question, allowed in values.items()
    ]
    for chosen in product(*options):
        changes = {q: v for q, v in zip(values, chosen, strict=True) if v is not None}
        verdict = verdict_of(triage, {**answers, **changes})
        if verdict is not None:
            yield verdict, frozenset(changes.items())


def smallest(sets: set[Changes]) -> set[Changes]:
    """Keep the sets that hold no other set."""
    kept: set[Changes] = set()
    for candidate in sorted(sets, key=len):
        if not any(smaller <= candidate for smaller in kept):
            kept.add(candidate)
    return kept


@pytest.mark.parametrize(
    ("place", "sector"),
    [("zhn", "gz"), ("nl", "gz"), ("zhn", "ggz"), ("nl", "jeugd"), ("lekstroom", "jeugd")],
)
def test_proposals_are_all_the_smallest(
    place: str, sector: str, triage: Triage, interviews: Interviews
) -> None:
    """Trying every set of changes finds no smaller one, and none that is left out.

    Of sets that change the same questions to the same end, one is proposed.
    """
    for answers, _ in interviews(place, sector):
        if "sector" not in answers:  # danger to life: nothing is proposed then
            continue
        present = verdict_of(triage, answers)
        tried: dict[Verdict, set[Changes]] = {}
        for verdict, changes in all_changes(triage, sector, place, answers):
            if verdict is not present:
                tried.setdefault(verdict, set()).add(changes)
        expected = {verdict: smallest(sets) for verdict, sets in tried.items()}
        proposed = {
            verdict: {frozenset(change.items()) for change in changes}
            for verdict, changes in proposals(triage, answers).items()
        }

        assert set(expected) == set(proposed)
        for verdict, sets in proposed.items():
            larger = [dict(changes) for changes in sets - expected[verdict]]
            assert [] == larger, (verdict, answers)
            assert questions(expected[verdict]) == questions(sets)
            assert len(sets) == len(questions(sets))


def questions(sets: set[Changes]) -> set[frozenset[str]]:
    """Give the groups of questions that some sets of changes are about."""
    return {frozenset(question for question, _ in changes) for changes in sets}
