"""What would change the verdict: true, smallest, and complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crisiszorg_cli.model.content import UNKNOWN, Pathway, Verdict
from crisiszorg_cli.triage.counterfactual import MOST_CHANGES, would_change
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.remaining import missing_answers
from tests.effort import THOROUGH, each
from tests.triage import oracle

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]
Changes = frozenset[tuple[str, str]]

CALM = {"life_danger": "no", "hospital": "no", "resistance": "no"}
ZHN = {
    **CALM,
    "region": "zhn",
    "sector": "vv",
    **dict.fromkeys(("client_agrees", "danger", "within_24h", "acute_change"), "yes"),
    **dict.fromkeys(("home_care", "informal_care", "day_care"), "not_enough"),
    **dict.fromkeys(("wlz_indication", "consent_anywhere", "lasting"), "yes"),
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

End = Verdict | None
"""Where a change leads: a verdict, or None for more questions."""


def proposals(triage: Triage, answers: Mapping[str, str]) -> dict[End, list[dict[str, str]]]:
    """Return what is proposed, by where it leads."""
    found: dict[End, list[dict[str, str]]] = {}
    for change in would_change(triage, answers):
        end = None if change.missing_answers else change.verdict
        found.setdefault(end, []).append(dict(sorted(change.answers.items())))
    return found


def end_of(triage: Triage, answers: Mapping[str, str]) -> End:
    """Return the verdict of answers, or None while it is uncertain."""
    walk = triage.walk(answers)
    return None if walk.next else triage.content.outcomes[walk.outcome_id].verdict


# -- by hand ----------------------------------------------------------------------------------

SOLVED = {**CALM, "region": "zhn", "sector": "vv", "home_care": "solves"}


@pytest.mark.parametrize(
    ("answers", "end", "expected"),
    [
        ({**ZHN, "danger": "no"}, Verdict.REGISTER, [{"danger": "yes"}]),
        ({**ZHN, "danger": "unknown"}, Verdict.REGISTER, [{"danger": "yes"}]),
        (
            {**ZHN, "lasting": "unknown", "day_care": "not_tried"},
            Verdict.REGISTER,
            [{"day_care": "not_enough", "lasting": "yes"}],
        ),
        (
            {**ZHN, "wlz_indication": "no", "wlz_expected": "no"},
            Verdict.REGISTER,
            [{"wlz_indication": "yes"}, {"wlz_expected": "yes"}],
        ),
        (ZHN, Verdict.FORCED_CARE, [{"resistance": "yes"}]),
        (ZHN, Verdict.EMERGENCY, [{"life_danger": "yes"}]),
        (ZHN, None, [{"wlz_indication": "no"}]),  # then it matters whether one is expected
        ({**ZHN, "resistance": "yes"}, None, [{"resistance": "no"}]),  # then the client is asked
        (GGZ, Verdict.GGZ_CRISIS, [{"ggz_profile": "no"}, {"crisis_plan": "no"}]),
        ({**GGZ, "ggz_profile": "no"}, None, [{"ggz_profile": "yes"}]),
        (
            GZ,
            Verdict.NOT_CRISIS,
            [{"danger_48h": "no"}],
        ),
        (
            GZ,
            Verdict.CONSULT,
            [{"lasting": "no"}, {"gz_crisis_type": "none"}],
        ),
        (GZ, None, [{"vg_indication": "no"}]),  # then age matters
        ({**GZ, "gz_crisis_type": "none"}, Verdict.REGISTER, [{"gz_crisis_type": "sudden_change"}]),
        ({**GZ, "sector": "jeugd"}, None, [{"vg_indication": "no"}]),  # then what it is about
        # nothing but what was given: the other criteria have not been asked
        (SOLVED, None, [{"home_care": "not_enough"}]),
        (
            {**CALM, "region": "zhn", "sector": "vv", "resistance": "yes"},
            None,
            [{"resistance": "no"}],
        ),
    ],
)
def test_named_cases(
    answers: dict[str, str],
    end: End,
    expected: list[dict[str, str]],
    triage: Triage,
) -> None:
    """The smallest sets for one end are these and no others."""
    assert expected == proposals(triage, answers)[end]


def test_only_given_answers_are_proposed_to_change(triage: Triage) -> None:
    """Home care solves it: what was never asked is not said to be otherwise."""
    assert {
        Verdict.EMERGENCY: [{"life_danger": "yes"}],
        Verdict.HOSPITAL: [{"hospital": "yes"}],
        Verdict.FORCED_CARE: [{"resistance": "yes"}],
        None: [{"home_care": "not_enough"}],
    } == proposals(triage, SOLVED)


def test_what_will_be_asked_then_is_named(triage: Triage) -> None:
    """The questions that a change would make needed, in the order in which they come."""
    (change,) = (c for c in would_change(triage, SOLVED) if c.missing_answers)

    assert Verdict.CONSULT is change.verdict
    assert ("client_agrees", "danger", "within_24h") == change.missing_answers[:3]
    assert not set(change.missing_answers) & set(SOLVED)


def test_nothing_is_proposed_before_the_route_is_known(triage: Triage) -> None:
    """Without a place and a sector, and with danger to life, there is nothing to weigh."""
    assert would_change(triage, {}) == ()
    assert would_change(triage, {"life_danger": "no", "region": "zhn"}) == ()
    assert would_change(triage, {**ZHN, "life_danger": "yes"}) == ()


# -- true, for every interview ----------------------------------------------------------------


def assert_true_proposals(triage: Triage, answers: Mapping[str, str]) -> None:
    """Check that each proposal, applied to what counts, leads where it says."""
    given = triage.walk(answers).read
    present = end_of(triage, given)
    for change in would_change(triage, answers):
        walk = triage.walk({**given, **change.answers})
        assert bool(change.missing_answers) == bool(walk.next)
        assert change.missing_answers == missing_answers(walk)
        assert change.verdict is triage.content.outcomes[walk.outcome_id].verdict
        assert present is not (None if walk.next else change.verdict)
        assert change.answers.keys() <= given.keys() - FIXED
        assert UNKNOWN not in change.answers.values()
        assert all(given[q] != value for q, value in change.answers.items())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("place", "sector"),
    [
        # one place for each route: the places with the same one have the same interviews, and
        # the wording of a criterion (V&V in Amsterdam) changes nothing
        *(("nl", sector) for sector in oracle.SECTORS),
        *(("zhn", sector) for sector in ("gz", "jeugd")),
        ("noord-en-midden-limburg", "ggz"),
    ],
)
def test_every_proposal_is_true(
    place: str, sector: str, triage: Triage, interviews: Interviews
) -> None:
    """After every interview, what is proposed is another end, and possible."""
    for answers, _ in each(80 if sector == "vv" else 32, interviews(place, sector)):
        assert_true_proposals(triage, answers)


def test_pathways_differ_in_words_alone(triage: Triage) -> None:
    """So that what is tried in one of these pathways need not be tried in the other."""
    pathways = triage.content.pathways
    for one, other in (("vv-core", "vv-amsterdam"), ("jeugd-core", "jeugd-lekstroom")):
        assert bare(triage, pathways[one]) == bare(triage, pathways[other])


def bare(triage: Triage, pathway: Pathway) -> object:
    """Return what of a pathway decides the verdict and the questions."""
    outcomes, exits = triage.content.outcomes, triage.content.exits
    return (
        [(c.met_when, c.weight, c.chooses_exit, exits[c.exit].outcome) for c in pathway.criteria],
        [outcomes[id_].verdict for id_ in (pathway.all_met, pathway.consult)],
        pathway.reservation and pathway.reservation.met_when,
        pathway.redirect and (pathway.redirect.to, pathway.redirect.when),
        pathway.opening,
    )


@pytest.mark.thorough
def test_every_proposal_is_true_in_the_longest_list(triage: Triage, interviews: Interviews) -> None:
    """The same for V&V in Zuid-Holland Noord, for a drawn sample of its interviews."""
    drawn = Random(14).sample(interviews("zhn", "vv"), 20)  # noqa: S311
    for answers, _ in each(5, drawn):
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
    assert_true_proposals(triage, answers)


# -- smallest and complete, by trying everything ----------------------------------------------


def all_changes(triage: Triage, given: Mapping[str, str]) -> Iterator[tuple[End, Changes]]:
    """Try every set of ``MOST_CHANGES`` changes at most; give where it leads."""
    questions = triage.content.questions
    options = {
        id_: [(id_, v) for v in questions[id_].values() if v not in (UNKNOWN, value)]
        for id_, value in given.items()
        if id_ not in FIXED
    }
    for size in range(1, MOST_CHANGES + 1):
        for changed in combinations(options.values(), size):
            for changes in product(*changed):
                yield end_of(triage, {**given, **dict(changes)}), frozenset(changes)


def smallest(sets: set[Changes]) -> set[Changes]:
    """Keep the sets that hold no other set."""
    kept: set[Changes] = set()
    for candidate in sorted(sets, key=len):
        if not any(smaller <= candidate for smaller in kept):
            kept.add(candidate)
    return kept


def assert_all_the_smallest(triage: Triage, answers: Mapping[str, str]) -> None:
    """Check against every set of up to ``MOST_CHANGES``: none smaller, none left out.

    Of sets that change the same questions to the same end, one is proposed.
    """
    walk = triage.walk(answers)
    if walk.sector is None:  # danger to life: nothing is proposed then
        return
    given = walk.read
    present = end_of(triage, given)
    tried: dict[End, set[Changes]] = {}
    for end, changes in all_changes(triage, given):
        if end is not present:
            tried.setdefault(end, set()).add(changes)
    expected = {end: smallest(sets) for end, sets in tried.items()}
    proposed = {
        end: {frozenset(change.items()) for change in changes}
        for end, changes in proposals(triage, answers).items()
    }

    assert set(expected) == set(proposed), answers
    for end, sets in proposed.items():
        larger = [dict(changes) for changes in sets - expected[end]]
        assert [] == larger, (end, answers)
        assert questions(expected[end]) == questions(sets)
        assert len(sets) == len(questions(sets))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("place", "sector"),
    [("zhn", "gz"), ("nl", "gz"), ("zhn", "ggz"), ("nl", "jeugd"), ("lekstroom", "jeugd")],
)
def test_proposals_are_all_the_smallest(
    place: str, sector: str, triage: Triage, interviews: Interviews
) -> None:
    """Trying every set of changes finds no smaller one, and none that is left out."""
    for answers, _ in each(12, interviews(place, sector)):
        assert_all_the_smallest(triage, answers)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("place", "sector", "count"),
    [("zhn", "gz", 60), ("nl", "jeugd", 60), ("zhn", "ggz", 60), ("amsterdam", "vv", 15)],
)
def test_proposals_are_all_the_smallest_of_any_answers(
    place: str, sector: str, count: int, triage: Triage
) -> None:
    """Also when the answers were given in any order, and not all of them."""
    draw = Random(f"{place} {sector}")  # noqa: S311
    values = oracle.decisive(sector, place)
    for _ in range(count if THOROUGH else count // 5):
        some = {q: draw.choice(options) for q, options in values.items() if draw.random() > 0.3}
        calm = {q: "no" for q in CALM if draw.random() > 0.1}
        answers = {"region": place, "sector": sector, **some, **calm}
        assert_all_the_smallest(triage, answers)


def questions(sets: set[Changes]) -> set[frozenset[str]]:
    """Return the groups of questions that some sets of changes are about."""
    return {frozenset(question for question, _ in changes) for changes in sets}
