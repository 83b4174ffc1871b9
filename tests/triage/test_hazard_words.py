"""Sentences on which a control in SAFETY.md rests, where the rules alone cannot show it."""

from __future__ import annotations

from datetime import datetime

import pytest

from crisiszorg_cli.directory import glossary
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.render.details import detail_lines
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.result import verdict_lines
from crisiszorg_cli.triage.engine import Triage

NO = dict.fromkeys(("life_danger", "hospital", "resistance", "vg_indication"), "no")
RESISTS = {**NO, "resistance": "yes"}
YOUTH = {**NO, "abuse_suspected": "no", "psychiatric_picture": "no"}


def result(triage: Triage, moment: datetime, answers: dict[str, str]) -> str:
    """Return all that a result shows, as one line of words."""
    assessment = triage.assess(answers, moment)
    lines = (*verdict_lines(assessment), *detail_lines(assessment))
    return " ".join(plain(lines).split())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("life_danger", ("levensgevaar", "suïcide", "hulpverleners")),
        ("danger", ("gezondheidsrisico", "lichamelijk of geestelijk letsel", "omgeving")),
        ("psychiatric_picture", ("psychiatrisch beeld", "suïcide")),
    ],
)
def test_a_question_names_every_danger_of_its_sources(
    content: Content, question: str, words: tuple[str, ...]
) -> None:
    """In the question itself: the reason behind it is read by few."""
    for word in words:
        assert word in content.questions[question].text


@pytest.mark.parametrize("question", ["resistance", "family_agrees"])
def test_a_representative_who_refuses_is_said_apart(content: Content, question: str) -> None:
    """A relative who disagrees is no resistance; a curator or mentor is another matter."""
    reason = content.questions[question].help
    assert "geen verzet" in reason
    assert "wettelijk vertegenwoordiger (curator, mentor)" in reason


@pytest.mark.parametrize("word", ["vertegenwoordiger", "curator", "mentor"])
def test_a_representative_is_explained(content: Content, word: str) -> None:
    """Whoever looks the word up finds that a refusal is care against the will."""
    (term,) = glossary.find_terms(content, word)
    assert "onvrijwillig" in term.text


@pytest.mark.parametrize("sector", ["vv", "ggz"])
@pytest.mark.parametrize("region", ["groningen", "zhn", "amsterdam"])
def test_forced_care_goes_by_where_the_client_is(
    triage: Triage, moment: datetime, sector: str, region: str
) -> None:
    """The place that was asked is where the client lives; forced care is of where it happens."""
    shown = result(triage, moment, {**RESISTS, "sector": sector, "region": region})
    assert "Is de cliënt nu ergens anders dan thuis" in shown


@pytest.mark.parametrize("region", ["groningen", "zhn", "am", "amsterdam"])
def test_a_psychiatric_picture_in_vv_names_the_ggz(
    triage: Triage, moment: datetime, region: str
) -> None:
    """Also where nobody resists: psychosis with dementia may be for another desk."""
    answers = {**NO, "sector": "vv", "region": region, "client_agrees": "yes", "danger": "no"}
    shown = result(triage, moment, {**answers, "wlz_indication": "yes", "acute_change": "yes"})
    assert "overleg dan met de GGZ-crisisdienst" in shown


@pytest.mark.parametrize("place", ["GM0363", "GM0356", "GM0014"])
def test_resistance_of_somebody_under_age_is_said(
    triage: Triage, moment: datetime, place: str
) -> None:
    """Youth has no gate of resistance: which route is known, and which is not."""
    shown = result(triage, moment, {**YOUTH, "sector": "jeugd", "region": place})
    assert "Verzet de cliënt zich tegen opname en staat een psychiatrisch beeld" in shown
    assert "noemt geen bron de route" in shown


def test_a_care_region_names_its_own_psychiatric_service(triage: Triage, moment: datetime) -> None:
    """A zorgkantoorregio given for youth does not hide the GGZ-crisisdienst that goes by it."""
    picture = {**YOUTH, "psychiatric_picture": "yes", "sector": "jeugd"}
    called = triage.assess({**picture, "region": "amsterdam"}, moment).contacts
    elsewhere = triage.assess({**picture, "region": "nl"}, moment).contacts

    assert called[0].service.display == "020 523 54 33"
    assert "020 523 54 33" not in [contact.service.display for contact in elsewhere]
