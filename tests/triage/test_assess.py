"""What the answers add up to: numbers and sentences that depend on the choice and the place."""

from __future__ import annotations

from datetime import datetime

from crisiszorg_cli.model.assessment import Override
from crisiszorg_cli.model.conditions import Condition
from crisiszorg_cli.triage.engine import Triage
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
