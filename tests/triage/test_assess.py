"""What the answers add up to: numbers and sentences that depend on the choice and the place."""

from __future__ import annotations

from datetime import datetime

import pytest

from crisiszorg_cli.model.assessment import Because, NowKind, Override
from crisiszorg_cli.model.conditions import Condition
from crisiszorg_cli.triage.assess import notice_of
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.remaining import on_the_way, preparation
from tests.shipped import CONTENT, ENGINE

MONDAY = datetime.fromisoformat("2026-11-23T11:00+01:00")
CALM = {"life_danger": "no", "hospital": "no"}


def test_an_own_choice_has_its_own_last_known_numbers() -> None:
    """Who chooses forced care in Groningen is given the numbers that may be tried for it."""
    answers = {**CALM, "region": "groningen", "sector": "vv", "resistance": "no"}
    choice = Override(CONTENT.outcomes["forced_care_wzd"], "hij verzet zich toch")
    chosen = ENGINE.assess(answers, MONDAY, choice).possible
    assert not ENGINE.assess(answers, MONDAY).possible
    assert {contact.service.id for contact in chosen} == {"cbl-groningen", "ucp-groningen"}


def test_an_own_choice_against_the_hospital_is_one_of_the_sector() -> None:
    """Place and sector may be given before the gate fires; without them there is no choice."""
    hospital = {**CALM, "hospital": "yes"}
    assert not ENGINE.own_choices(hospital)
    choices = ENGINE.own_choices({**hospital, "region": "zhn", "sector": "vv"})
    assert "vv_register" in {outcome.id for outcome in choices}


def test_a_sentence_about_answers_waits_for_a_route_that_asks_them() -> None:
    """Before place and sector nothing is known that it could rest on."""
    step = CONTENT.steps["youth-elsewhere-line"]._replace(
        outcomes=("hospital",), unless_known=False, when=Condition(answer="danger", values=("no",))
    )
    triage = Triage(CONTENT._replace(steps={step.id: step}))
    assert not triage.assess({**CALM, "hospital": "yes"}, MONDAY).steps


def test_what_excuses_an_unknown_line_is_not_said_where_one_is_known() -> None:
    """Groningen has a youth line; of Flevoland no source names one."""
    youth = {"sector": "jeugd", "vg_indication": "no", "abuse_suspected": "no"}
    for place, known in (("groningen", True), ("flevoland", False)):
        answers = {**CALM, **youth, "region": place, "psychiatric_picture": "no"}
        assessment = ENGINE.assess(answers, MONDAY)
        assert assessment.known == known
        said = {dated.step.id for dated in assessment.steps}
        assert ("youth-elsewhere-line" in said) != known


def test_the_line_for_violence_is_no_way_out_without_violence() -> None:
    """Leiden has a page alone besides; in Lekstroom that number is the line for all trouble."""
    about = {"sector": "jeugd", "vg_indication": "no", "psychiatric_picture": "no"}
    for place, abuse, bridged in (
        ("GM0546", "no", True),
        ("GM0546", "unknown", False),
        ("GM0546", "yes", False),
        ("GM0014", "no", False),
        ("GM0356", "no", False),
    ):
        given = {**CALM, **about, "region": place, "abuse_suspected": abuse}
        kinds = {now.kind for now in ENGINE.assess(given, MONDAY).now}
        assert (NowKind.BRIDGE in kinds) == bridged, (place, abuse)


def test_a_verdict_comes_with_its_proof() -> None:
    """The gate that fired, and the answer that made it."""
    (reason,) = ENGINE.assess({"life_danger": "yes"}, MONDAY).reasons
    assert reason.because is Because.FIRES
    assert [each.question.id for each in reason.answered] == ["life_danger"]


@pytest.mark.parametrize(
    ("always", "known", "said"), [(True, True, True), (True, False, True), (False, True, False)]
)
def test_a_notice_may_give_way_to_a_known_number(*, always: bool, known: bool, said: bool) -> None:
    """Only a notice that says so is left out, and only where a service is known."""
    pathway = CONTENT.pathways["gz-core"]
    marked = pathway._replace(notice="Let op.", notice_unless_known=not always)
    assert notice_of(marked, known=known) == ("Let op." if said else None)


def test_what_prepares_waits_for_the_verdict() -> None:
    """While a question decides, and where there is nothing to prepare, nothing else is offered."""
    half = {**CALM, "region": "zhn", "sector": "vv", "resistance": "no"}
    assert ENGINE.walk(half).next
    assert not preparation(ENGINE.walk(half))
    assert not preparation(ENGINE.walk({"life_danger": "yes"}))


def test_on_the_way_is_what_was_asked_up_to_here() -> None:
    """An answer that was given early is not on the way; the walk ends where one lacks."""
    half = {**CALM, "region": "zhn", "sector": "vv", "resistance": "no", "mobility": "rolstoel"}
    assert on_the_way(ENGINE.walk(half)) == {*half} - {"mobility"}
