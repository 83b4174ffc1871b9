"""Kleene's three values and "not asked yet": truth tables, written out."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.model.content import Condition, Truth
from crisiszorg_cli.triage.conditions import can_fail, can_hold, evaluate, every, first_pending

MET, NOT_MET = Truth.MET, Truth.NOT_MET
UNKNOWN, PENDING = Truth.UNKNOWN, Truth.PENDING

ANSWER = {MET: "yes", NOT_MET: "no", UNKNOWN: "unknown"}
"""An answer that makes ``is yes`` have this value; PENDING is the lack of one."""


def is_(question: str, *values: str) -> Condition:
    """Make a leaf."""
    return Condition(answer=question, values=values)


P, Q, R = is_("p", "yes"), is_("q", "yes"), is_("r", "yes")


def value(condition: Condition, *truths: Truth) -> Truth:
    """Evaluate a condition with p, q and r having these truths."""
    answers = {
        name: ANSWER[truth]
        for name, truth in zip("pqr", truths, strict=False)
        if truth is not PENDING
    }
    return evaluate(condition, answers.get)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("yes", MET), ("no", NOT_MET), ("unknown", UNKNOWN), (None, PENDING)],
)
def test_leaf(answer: str | None, expected: Truth) -> None:
    """A test on an answer is met, not met, unknown, or not yet to be told."""
    assert expected is evaluate(P, {"p": answer}.get)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("network", MET),
        ("team", MET),
        ("none", NOT_MET),
        ("unknown", UNKNOWN),
        (None, PENDING),
    ],
)
def test_leaf_with_several_values(answer: str | None, expected: Truth) -> None:
    """Any of the values will do."""
    assert expected is evaluate(is_("p", "network", "team"), {"p": answer}.get)


@pytest.mark.parametrize(("answer", "expected"), [("yes", NOT_MET), ("no", MET), ("unknown", MET)])
def test_unknown_may_be_asked_for_by_name(answer: str, expected: Truth) -> None:
    """A condition that names "unknown" itself is met by it, as ``relevant`` does."""
    assert expected is evaluate(is_("p", "no", "unknown"), {"p": answer}.get)


@pytest.mark.parametrize(
    ("part", "expected"),
    [(MET, NOT_MET), (NOT_MET, MET), (UNKNOWN, UNKNOWN), (PENDING, PENDING)],
)
def test_not(part: Truth, expected: Truth) -> None:
    """The negation of what is not known is not known."""
    assert expected is value(Condition(negated=P), part)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (MET, MET, MET),
        (MET, NOT_MET, NOT_MET),
        (MET, UNKNOWN, UNKNOWN),
        (MET, PENDING, PENDING),
        (NOT_MET, NOT_MET, NOT_MET),
        (NOT_MET, UNKNOWN, NOT_MET),
        (NOT_MET, PENDING, NOT_MET),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, PENDING, PENDING),
        (PENDING, PENDING, PENDING),
    ],
)
def test_all(left: Truth, right: Truth, expected: Truth) -> None:
    """One part not met decides; else what is not asked yet, else what is unknown."""
    both = Condition(all=(P, Q))

    assert expected is value(both, left, right)
    assert expected is value(both, right, left)
    assert expected is every((left, right))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (MET, MET, MET),
        (MET, NOT_MET, MET),
        (MET, UNKNOWN, MET),
        (MET, PENDING, MET),
        (NOT_MET, NOT_MET, NOT_MET),
        (NOT_MET, UNKNOWN, UNKNOWN),
        (NOT_MET, PENDING, PENDING),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, PENDING, PENDING),
        (PENDING, PENDING, PENDING),
    ],
)
def test_any(left: Truth, right: Truth, expected: Truth) -> None:
    """One part met decides; else what is not asked yet, else what is unknown."""
    either = Condition(any=(P, Q))

    assert expected is value(either, left, right)
    assert expected is value(either, right, left)


def test_nothing_to_meet_is_met() -> None:
    """No criteria at all means that nothing stands in the way."""
    assert every(()) is MET


@pytest.mark.parametrize("truths", list(product(Truth, repeat=2)))
def test_de_morgan(truths: tuple[Truth, Truth]) -> None:
    """Not both is either not, for all four values."""
    not_both = Condition(negated=Condition(all=(P, Q)))
    either_not = Condition(any=(Condition(negated=P), Condition(negated=Q)))

    assert value(not_both, *truths) is value(either_not, *truths)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (P, {}, "p"),
        (P, {"p": "unknown"}, None),
        (Condition(negated=P), {}, "p"),
        (Condition(all=(P, Q)), {}, "p"),
        (Condition(all=(P, Q)), {"p": "yes"}, "q"),
        (Condition(all=(P, Q)), {"p": "unknown"}, "q"),
        (Condition(all=(P, Q)), {"p": "no"}, None),
        (Condition(all=(P, Q)), {"q": "no"}, None),
        (Condition(any=(P, Q)), {"p": "no"}, "q"),
        (Condition(any=(P, Q)), {"p": "yes"}, None),
        (Condition(any=(P, Q)), {"q": "yes"}, None),
        (Condition(all=(Condition(any=(P, Q)), R)), {"q": "yes"}, "r"),
        (Condition(all=(Condition(any=(P, Q)), R)), {"p": "no", "q": "no"}, None),
    ],
)
def test_first_pending(condition: Condition, answers: dict[str, str], expected: str | None) -> None:
    """The question to ask next is the first that can still decide, if any can."""
    assert expected == first_pending(condition, answers.get)


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        (P, {}),
        (P, {"p": "no"}),
        (Condition(negated=P), {}),
        (Condition(all=(P, Q)), {"p": "unknown"}),
        (Condition(any=(P, Q)), {"p": "no"}),
        (Condition(all=(Condition(any=(P, Q)), R)), {"p": "yes"}),
    ],
)
def test_can_fail(condition: Condition, answers: dict[str, str]) -> None:
    """What has failed, or waits for an answer that may make it fail, can fail."""
    assert can_fail(condition, answers.get)


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        (P, {"p": "yes"}),
        (P, {"p": "unknown"}),
        (Condition(any=(P, Q)), {"p": "unknown"}),
        (Condition(any=(P, Q)), {"q": "yes"}),
        (Condition(negated=Condition(all=(P, Q))), {"p": "unknown"}),
        (Condition(all=(Condition(any=(P, Q)), R)), {"p": "unknown", "r": "yes"}),
    ],
)
def test_cannot_fail(condition: Condition, answers: dict[str, str]) -> None:
    """Next to an unknown alternative, whatever else is answered cannot make it fail."""
    assert not can_fail(condition, answers.get)


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        (P, {}, True),
        (P, {"p": "yes"}, True),
        (P, {"p": "unknown"}, False),
        (P, {"p": "no"}, False),
        (Condition(all=(P, Q)), {"p": "yes"}, True),
        (Condition(all=(P, Q)), {"p": "unknown"}, False),
        (Condition(any=(P, Q)), {"p": "no"}, True),
        (Condition(negated=P), {"p": "yes"}, False),
    ],
)
def test_can_hold(condition: Condition, answers: dict[str, str], *, holds: bool) -> None:
    """What holds, or waits for an answer that may make it hold, can hold."""
    assert can_hold(condition, answers.get) == holds


CONDITIONS = st.recursive(
    st.sampled_from("pqr").map(lambda question: is_(question, "yes")),
    lambda parts: st.one_of(
        parts.map(lambda part: Condition(negated=part)),
        st.lists(parts, min_size=1, max_size=3).map(lambda ps: Condition(all=tuple(ps))),
        st.lists(parts, min_size=1, max_size=3).map(lambda ps: Condition(any=tuple(ps))),
    ),
    max_leaves=8,
)
ANSWERS = st.dictionaries(st.sampled_from("pqr"), st.sampled_from(("yes", "no", "unknown")))


@given(CONDITIONS, ANSWERS, st.sampled_from("pqr"), st.sampled_from(("yes", "no")))
def test_knowing_more_never_reverses(
    condition: Condition, answers: dict[str, str], question: str, learnt: str
) -> None:
    """What is decided stays decided when something unknown or unasked becomes known."""
    before = evaluate(condition, answers.get)
    known = answers.get(question) in ("yes", "no")
    after = evaluate(condition, (answers if known else {**answers, question: learnt}).get)

    assert before in (UNKNOWN, PENDING) or after is before


@given(CONDITIONS, ANSWERS)
def test_a_pending_condition_always_names_an_unanswered_question(
    condition: Condition, answers: dict[str, str]
) -> None:
    """Whoever answers what is asked comes to an end."""
    pending = first_pending(condition, answers.get)

    assert (pending is not None) == (evaluate(condition, answers.get) is PENDING)
    assert pending is None or (pending in "pqr" and pending not in answers)


@given(CONDITIONS, ANSWERS)
def test_whatever_fails_in_the_end_could_fail(
    condition: Condition, answers: dict[str, str]
) -> None:
    """No failure is ever ruled out that some further answers bring about."""
    for rest in product(("yes", "no", "unknown"), repeat=3):
        final = {**dict(zip("pqr", rest, strict=True)), **answers}
        if evaluate(condition, final.get) is NOT_MET:
            assert can_fail(condition, answers.get)
