"""The result of a triage as it is read: honest first, nothing that does not apply, never broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import oracle
import pytest

from crisiszorg_cli import lookup
from crisiszorg_cli.counterfactual import would_change
from crisiszorg_cli.model import Assessment, Content, Override, Sector, Truth, Verdict
from crisiszorg_cli.render.json_ import contact_json
from crisiszorg_cli.render.lines import plain
from crisiszorg_cli.render.result import closing_lines, detail_lines, headline, verdict_lines
from crisiszorg_cli.render.text import lookup_lines
from crisiszorg_cli.triage import Triage

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

CALM = {"life_danger": "no", "hospital": "no", "resistance": "no"}
VV = {**CALM, "region": "zhn", "sector": "vv"}
GZ = {**CALM, "region": "zhn", "sector": "gz", "vg_indication": "yes"}
WEEKDAY = datetime.fromisoformat("2026-11-24T11:00+01:00")

MAX_HEADLINE = 140


def verdict_text(content: Content, assessment: Assessment) -> str:
    """Give what is shown as soon as the verdict is certain."""
    return plain(verdict_lines(content, assessment))


def detail_text(content: Content, assessment: Assessment) -> str:
    """Give what is shown after it."""
    return plain(detail_lines(content, assessment))


def closing_text(content: Content, assessment: Assessment) -> str:
    """Give the last thing on the screen."""
    return plain(closing_lines(content, assessment))


# -- a gate left open and a criterion that is not met --------------------------------------------

ADMISSION = {
    # what only makes sense when somebody is admitted
    *("ams-3", "ams-4", "ams-5", "ams-6", "ams-7", "ams-8"),
    *("zz-beyond-region", "zz-consent-first", "zz-alignment", "zz-ciz", "zz-leveringsvorm"),
    *("zz-stay", "zz-dossierhouder", "core-stay", "gz-bed", "gz-stay", "gz-stay-core"),
    *("gz-dossierhouder",),
}

BOTH = [
    ({**VV, "resistance": "unknown", "acute_change": "no"}, "acute verandering", "verzet"),
    ({**VV, "hospital": "unknown", "danger": "no"}, "gevaarscriterium", "ziekenhuis"),
    ({**VV, "region": "amsterdam", "life_danger": "unknown", "within_24h": "no"}, "24", "112"),
    ({**VV, "region": "nl", "resistance": "unknown", "home_care": "no"}, "thuiszorg", "verzet"),
    ({**GZ, "resistance": "unknown", "danger_48h": "no"}, "48 uur", "verzet"),
    ({**GZ, "vg_indication": "unknown", "gz_crisis_type": "none"}, "soorten crisis", "VG"),
]


@pytest.mark.parametrize(("answers", "criterion", "gate"), BOTH)
def test_an_open_gate_and_a_failed_criterion_are_both_said(
    answers: dict[str, str],
    criterion: str,
    gate: str,
    content: Content,
    triage: Triage,
    moment: datetime,
) -> None:
    """It is a consult, the headline says both, and under it both are named."""
    assessment = triage.assess(answers, moment)
    text = verdict_text(content, assessment)

    assert Verdict.CONSULT is assessment.verdict
    for words in ("niet voldaan", "open"):
        assert words in headline(assessment)
    assert headline(assessment) in text
    assert headline(assessment) in closing_text(content, assessment)
    failed, opened = text.index("Niet voldaan: "), text.index("Let op: ")
    assert criterion in text[failed:opened]
    assert gate in text[opened:]


@pytest.mark.parametrize(("answers", "_criterion", "_gate"), BOTH)
def test_no_admission_is_planned_when_a_criterion_is_not_met(
    answers: dict[str, str], _criterion: str, _gate: str, triage: Triage, moment: datetime
) -> None:
    """The call is still made; bed, stay and CIZ application are not announced."""
    steps = {dated.step.id for dated in triage.assess(answers, moment).steps}

    assert not steps & ADMISSION


@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.parametrize("place", ["zhn", "amsterdam", "nl", "lekstroom"])
def test_admission_steps_stand_only_where_all_may_still_be_met(
    place: str, sector: str, triage: Triage, moment: datetime, interviews: Interviews
) -> None:
    """At the end of no interview is an admission announced beside a criterion not met."""
    for answers, _ in interviews(place, sector):
        assessment = triage.assess(answers, moment)
        if any(result.status is Truth.NOT_MET for result in assessment.criteria):
            assert not {dated.step.id for dated in assessment.steps} & ADMISSION, answers


def test_without_a_failed_criterion_an_open_gate_keeps_its_steps(
    triage: Triage, moment: datetime
) -> None:
    """Nothing is withheld from a consult in which all criteria may still be met."""
    assessment = triage.assess({**VV, "resistance": "unknown"}, moment)

    assert "zz-stay" in {dated.step.id for dated in assessment.steps}
    assert assessment.outcome.headline == headline(assessment)


def test_the_callers_own_choice_keeps_its_steps(
    content: Content, triage: Triage, moment: datetime
) -> None:
    """Who chooses registration all the same, is told what follows from that."""
    override = Override(content.outcomes["vv_register"], "ik zie het anders")
    assessment = triage.assess({**VV, "acute_change": "no"}, moment, override)

    assert "zz-stay" in {dated.step.id for dated in assessment.steps}


def test_what_can_be_done_waits_for_the_open_gate(
    content: Content, triage: Triage, moment: datetime
) -> None:
    """Where to go instead holds only if the open question changes nothing; that is said."""
    open_gate = triage.assess(BOTH[0][0], moment)
    settled = triage.assess({**VV, "acute_change": "no"}, moment)

    assert "Wat wel kan, als de open vraag niets verandert\n" in detail_text(content, open_gate)
    assert "Wat wel kan\n" in detail_text(content, settled)


@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.parametrize("place", ["zhn", "amsterdam", "nl", "lekstroom"])
def test_every_headline_is_short_and_honest(
    place: str, sector: str, triage: Triage, moment: datetime, interviews: Interviews
) -> None:
    """Whatever the answers: one short sentence or two, and "all met" only if all are met."""
    for answers, _ in interviews(place, sector):
        assessment = triage.assess(answers, moment)
        said = headline(assessment)
        assert len(said) <= MAX_HEADLINE
        if assessment.outcome.id in ("vv_consult", "gz_consult"):
            failed = any(result.status is Truth.NOT_MET for result in assessment.criteria)
            assert failed == ("niet voldaan" in said)
        if "aan alle criteria voldaan" in said:
            assert {Truth.MET} == {result.status for result in assessment.criteria}


# -- nobody there now ----------------------------------------------------------------------------

GZ_MET = {**GZ, "gz_crisis_type": "network", "danger_48h": "yes", "lasting": "yes"}
OPENS = "maandag 23 november 2026 om 09:00"
CRISIS_SERVICE = {
    "zhn": ("GGZ-crisisdienst Rivierduinen", "https://www.rivierduinen.nl/spoed"),
    "am": ("GGZ-crisisdienst GGZ inGeest", "https://www.ggzingeest.nl/hulp-bij-crisis/"),
}
CLOSED_CASES = [
    pytest.param({**GZ_MET, "region": region, **changed}, region, id=f"{region}-{name}")
    for region in CRISIS_SERVICE
    for name, changed in {
        "register": {},
        "consult": {"danger_48h": "unknown"},
        "advice": {"danger_48h": "no"},
        "no-vg": {"vg_indication": "no", "minor": "no"},
        "danger-open": {"life_danger": "unknown"},
    }.items()
]


@pytest.mark.parametrize(("answers", "region"), CLOSED_CASES)
@pytest.mark.parametrize("screen", [verdict_text, closing_text])
def test_closed_comes_before_call(
    answers: dict[str, str],
    region: str,
    screen: Callable[[Content, Assessment], str],
    content: Content,
    triage: Triage,
    moment: datetime,
) -> None:
    """Out of hours: first that nobody answers, until when and what to do; then whom to call."""
    assessment = triage.assess(answers, moment)
    lines = screen(content, assessment).splitlines()
    text = "\n".join(lines)

    closed = next(i for i, line in enumerate(lines) if line.startswith("Nu gesloten tot "))
    assert OPENS in lines[closed]
    assert closed < lines.index("071 582 58 87")
    assert closed < min(i for i, line in enumerate(lines) if headline(assessment) in line)
    instead = text[text.index("Nu gesloten tot ") : text.index("Daarna: ")]
    for bridge in ("112", "GGZ-crisisdienst", "huisartsenpost", *CRISIS_SERVICE[region]):
        assert bridge in instead
    assert 1 == text.count("huisartsenpost")


@pytest.mark.parametrize("screen", [verdict_text, closing_text])
def test_open_or_around_the_clock_says_nothing_of_the_kind(
    screen: Callable[[Content, Assessment], str],
    content: Content,
    triage: Triage,
    moment: datetime,
) -> None:
    """In office hours, and with a number that is always there, the verdict comes first."""
    for answers, when in ((GZ_MET, WEEKDAY), ({**VV, "acute_change": "no"}, moment)):
        text = screen(content, triage.assess(answers, when))
        assert "gesloten" not in text
        assert "Rivierduinen" not in text


def test_what_is_called_first_may_be_reachable(
    content: Content, triage: Triage, moment: datetime
) -> None:
    """With resistance the GGZ-crisisdienst goes first, and that is not closed."""
    assessment = triage.assess({**GZ_MET, "resistance": "yes"}, moment)
    text = verdict_text(content, assessment)

    assert "Nu gesloten tot" not in text
    assert text.index(assessment.outcome.headline) < text.index("NU GESLOTEN, opent")
    assert text.index("NU GESLOTEN, opent") < text.index("huisartsenpost")


@pytest.mark.parametrize("region", CRISIS_SERVICE)
def test_lookup_names_the_crisis_service_of_the_region(
    region: str, content: Content, moment: datetime
) -> None:
    """A lookup of a closed number gives the same way out, with the region's own page."""
    book = content.directory
    found = lookup.for_place(book, book.regions[region], Sector.GZ, moment, everything=False)
    text = plain(lookup_lines(book, found))

    name, page = CRISIS_SERVICE[region]
    shown = text[text.index("NU GESLOTEN") : text.index("Wie belt")]
    assert f"{name}:\n{page}\n" in shown.replace("  ", "")


def test_json_names_whom_to_turn_to_when_closed(
    content: Content, triage: Triage, moment: datetime
) -> None:
    """Programs get the same services by id; with a number that never closes there are none."""
    book = content.directory
    (regisseur,) = triage.assess(GZ_MET, moment).contacts
    (rap,) = triage.assess({**VV, "acute_change": "no"}, moment).contacts

    assert ["rivierduinen"] == contact_json(book, regisseur)["when_closed_services"]
    assert [] == contact_json(book, rap)["when_closed_services"]


# -- what would change it ------------------------------------------------------------------------


def changes_shown(content: Content, triage: Triage, answers: dict[str, str]) -> list[str]:
    """Give the lines under the heading about other answers."""
    assessment = triage.assess(answers, WEEKDAY)
    lines = plain(detail_lines(content, assessment, would_change(triage, answers))).splitlines()
    start = lines.index("Wat de uitkomst verandert") + 1
    return lines[start : lines.index("", start)]


VV_MET = {
    **VV,
    **dict.fromkeys(("acute_change", "danger", "within_24h", "home_care"), "yes"),
    **dict.fromkeys(("informal_care", "day_care", "wlz_indication"), "yes"),
    **dict.fromkeys(("consent_anywhere", "lasting"), "yes"),
}


def test_changes_are_grouped_by_verdict(content: Content, triage: Triage) -> None:
    """One line for each verdict, the nearest first; what is left out is counted."""
    lines = changes_shown(content, triage, VV_MET)

    assert 5 == len(lines)
    assert lines[0].startswith("- Geen crisisopname bij plotselinge verandering: nee; of gevaar:")
    assert lines[0].endswith("; of op nog 5 manieren")
    assert "- Nog niet te zeggen (dan volgen nog vragen) bij Wlz-indicatie: nee" == lines[1]
    assert ["112", "Ziekenhuis", "Gedwongen zorg"] == [
        line.removeprefix("- ").partition(" bij ")[0] for line in lines[2:]
    ]


def test_changes_say_that_questions_follow(content: Content, triage: Triage) -> None:
    """Nothing is said about questions that were never asked."""
    lines = changes_shown(content, triage, {**VV, "acute_change": "no"})

    follow = "- Nog niet te zeggen (dan volgen nog vragen) bij plotselinge verandering: ja"
    assert follow == lines[0]
    assert "gevaar: " not in " ".join(lines).replace("levensgevaar: ", "")


def test_many_other_answers_are_counted_not_listed(content: Content, triage: Triage) -> None:
    """Another case altogether is no near miss; two changed answers are read together."""
    unknown = {**VV_MET, **dict.fromkeys(("danger", "day_care"), "unknown")}
    lines = changes_shown(content, triage, unknown)
    assert "- Aanmelden bij gevaar: ja én dagopvang" in lines[0].replace(" of ", " én ")

    none = {**VV_MET, **dict.fromkeys(VV_MET.keys() - VV.keys() - {"lasting"}, "no")}
    none |= {"wlz_expected": "no"}
    lines = changes_shown(content, triage, none)
    assert "- Aanmelden: pas bij 8 andere antwoorden" in lines
