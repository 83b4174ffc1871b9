"""How many questions can still come: never too few, none at the last one, and soon known."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.model.content import Truth
from crisiszorg_cli.render.progress import LAST, count_text, ladder_text
from crisiszorg_cli.triage.progress import Horizon
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk
from tests.effort import THOROUGH, tries
from tests.shipped import CONTENT, ENGINE

RULES = ENGINE.rules
CALM = {"life_danger": "no", "hospital": "no"}
ROUTES = [
    ("amsterdam", "gz"),
    ("noord-en-midden-limburg", "ggz"),
    ("lekstroom", "jeugd"),
    ("groningen", "vv"),
]
if THOROUGH:
    ROUTES += [(region, sector) for region in ("zhn", "am", "nl") for sector in ("vv", "gz", "ggz")]


def longest(walk: Walk, horizon: Horizon) -> int:
    """Follow every path from here; at each step what is said beforehand is exactly that."""
    ways = [longest(onward, horizon) for onward in walk.onward()]
    found = 1 + max(ways) if ways else 0
    assert horizon.most(walk) == found, walk.answers
    return found


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
@pytest.mark.parametrize("gate", ["no", "unknown"])
def test_it_is_the_longest_of_all_paths(route: tuple[str, str], gate: str) -> None:
    """Exhaustively: so it is never exceeded, and the last question says that it is the last."""
    region, sector = route
    given_ = {**CALM, "life_danger": gate, RESIDENCE: region, SECTOR: sector}
    longest(Walk(RULES, given_), Horizon())


@tries(100)
@given(st.randoms(use_true_random=False))
def test_it_is_never_exceeded(draw: Random) -> None:
    """Answering, going back and changing, in any order; also before place and sector are known."""
    session = Session(ENGINE, {})
    bound = 99
    for _ in range(60):
        question = session.next_question()
        if question is None:
            break
        more = session.progress(question.id).more
        assert 0 <= more < bound, session.answers
        bound = more + 1
        values = question.values() or ("zhn", "amsterdam", "GM0014", "lekstroom", "nl")
        before = set(session.read)
        session.give(question.id, draw.choice(values))
        if draw.random() < 0.2:  # what is changed or gone back to may bring new questions
            session.back()
            bound = 99
        elif draw.random() < 0.1 and before:
            changed = CONTENT.questions[draw.choice(sorted(before))]
            if changed.values():
                session.give(changed.id, draw.choice(changed.values()))
                bound = 99


def test_going_back_counts_what_may_come_of_it() -> None:
    """One that was gone back to, with answers after it, can make all of these lapse."""
    answers = {**CALM, RESIDENCE: "zhn", SECTOR: "vv", "resistance": "no", "client_agrees": "yes"}
    session = Session(ENGINE, {})
    for id_, value in answers.items():
        session.give(id_, value)
    asked = session.back()
    assert asked == "client_agrees"
    more = session.progress(asked).more
    session.give(asked, "yes")
    question = session.next_question()
    assert question is not None
    assert session.progress(question.id).more == more - 1


def test_it_is_soon_known() -> None:
    """Cold, for the pathway with the most questions, in less than anybody notices."""
    slowest = 0.0
    for agrees in ("yes", "no", "unknown"):
        answers = {**CALM, RESIDENCE: "zhn", SECTOR: "vv", "resistance": "no"}
        walk = Walk(RULES, {**answers, "client_agrees": agrees})
        times = []
        for _ in range(3):
            horizon, before = Horizon(), process_time()
            horizon.most(walk)
            times.append(process_time() - before)
            before = process_time()
            horizon.most(walk)
            assert process_time() - before < min(times)
        slowest = max(slowest, min(times))
    assert slowest < 0.1  # several times what it takes: the machine may be busy


# -- what it says ----------------------------------------------------------------------------------


def test_a_ladder() -> None:
    """Criteria in the order of asking: how each stands, which is asked, which are to come."""
    answers = {**CALM, RESIDENCE: "GM0546", SECTOR: "vv", "resistance": "no"}
    answers |= {"client_agrees": "yes", "danger": "yes", "within_24h": "unknown"}
    session = Session(ENGINE, answers)
    progress = session.progress("wlz_indication")
    spaced = ladder_text(progress).replace("\N{NO-BREAK SPACE}", " ")

    assert spaced.startswith("✓ gevaar ? 24 uur")
    assert count_text(progress, 9) == f"vraag 9, nog hoogstens {progress.more}"
    assert count_text(progress._replace(more=0), 9) == f"vraag 9, {LAST}"


def test_one_rung_is_asked() -> None:
    """The one that the question belongs to, as long as it can still decide."""
    answers = {**CALM, RESIDENCE: "GM0546", SECTOR: "vv", "resistance": "no"}
    session = Session(ENGINE, {**answers, "client_agrees": "yes"})
    steps = session.progress("danger").steps

    assert [step.criterion.id for step in steps if step.asked] == ["danger"]
    assert {Truth.PENDING} == {step.truth for step in steps}
    width = len(ladder_text(session.progress("danger")))
    assert width < 80
