"""Clinical cases by name: who is called, with which digits, and what happens next.

Written from the rules and the five source documents, as a colleague would tell them. Every
case changes as little as possible of a client for whom all criteria are met.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import product

import pytest

from crisiszorg_cli import dutch_time
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.directory import lookup, services as directory
from crisiszorg_cli.model.assessment import Assessment, NowKind, Override
from crisiszorg_cli.model.content import (
    Content,
    Purpose,
    Question,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.model.notices import PerhapsAlso
from crisiszorg_cli.render.result import contact_name, headline, title, verdict_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.wording.contacts import notice_text
from tests.effort import each

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

CALM = dict.fromkeys(("life_danger", "hospital", "resistance"), "no")

VV_CRITERIA = (
    "acute_change",
    "danger",
    "within_24h",
    "client_agrees",
    "wlz_indication",
    "consent_anywhere",
    "lasting",
)
ALTERNATIVES = ("home_care", "informal_care", "day_care")
VV = {
    "sector": "vv",
    **dict.fromkeys(VV_CRITERIA, "yes"),
    **dict.fromkeys(ALTERNATIVES, "not_enough"),
}
GZ_CRITERIA = ("vg_indication", "danger_48h", "lasting")
GZ = {"sector": "gz", "gz_crisis_type": "escalation", **dict.fromkeys(GZ_CRITERIA, "yes")}
GGZ = {"sector": "ggz", "ggz_profile": "yes", "crisis_plan": "yes"}
YOUTH = {
    "sector": "jeugd",
    "vg_indication": "no",
    "abuse_suspected": "no",
    "psychiatric_picture": "no",
}
YOUTH_VG = {**GZ, "sector": "jeugd"}

RAP = ("rap-zhn", "0883399999")
PORTAL_AM = ("aanmeldportaal-am", "0235556004")
PORTAL_ADAM = ("aanmeldportaal-amsterdam", "0202628112")
REGISSEUR = ("crisisregisseur-zz", "0715825887")
PSYCHIATRY = ("spoedeisende-psychiatrie-amsterdam", "0205235433")
RIVIERDUINEN = ("rivierduinen", None)
INGEEST = ("ggz-ingeest", None)
SAFE_HOME = ("veilig-thuis", "08002000")
LEKSTROOM = ("veilig-thuis-lekstroom", "08002000")
LOOK_UP = ("zorgkantoor-zoeken", None)
ALARM = ("alarm-112", "112")
NOBODY = (None, None)

YOUTH_BOTH = {**YOUTH, "abuse_suspected": "yes", "psychiatric_picture": "yes"}
GGZ_YOUNG = {
    "sector": "ggz",
    "minor": "yes",
    "abuse_suspected": "no",
    "psychiatric_picture": "yes",
}
VVGI = ("vincent-van-gogh-met", None)
CIT = ("cit-hollands-midden", None)  # known by name; its number is not
LIMBURG = ("crisishulp-jeugd-noord-midden-limburg", "0436045777")
ZUID = ("crisishulp-jeugd-zuid-limburg", "0436045777")
VENLO, MAASTRICHT = "GM0983", "GM0935"
LEIDEN, HAARLEMMERMEER, NIEUWEGEIN = "GM0546", "GM0394", "GM0356"
EDE = "GM0228"  # of its jeugdregio, Food Valley, no source names a line
AMSTERDAM, VIJFHEERENLANDEN = "GM0363", "GM1961"

SUPERSEDED = ("0883833300", "0882673226", "0208867777", "0252363200", "09009955599")
CLIENT_ADVICE = "0715825888"
AMSTERDAM_NUMBERS = {"0205235433", "0202628112"}


def given(place: str, client: dict[str, str], changed: str = "") -> dict[str, str]:
    """Return the answers about a client who lives somewhere, with what is different.

    The differences are written ``question=answer question=answer``.
    """
    changes = dict(change.split("=") for change in changed.split())
    return {**CALM, "region": place, **client, **changes}


def digits(assessment: Assessment) -> list[str]:
    """Return the numbers in call order."""
    return [c.service.phone.digits for c in assessment.contacts if c.service.phone]


def amsterdam(moment: str) -> datetime:
    """Return a moment by the clock in Amsterdam."""
    return datetime.fromisoformat(moment).replace(tzinfo=dutch_time.AMSTERDAM)


def step_due(assessment: Assessment, step: str) -> date | None:
    """Return the date of a step that must be there."""
    return next(dated.due for dated in assessment.steps if dated.step.id == step)


CASES = [
    # -- V&V in Zuid-Holland Noord: every way out --
    ("all seven met", "zhn", VV, "", "vv_register", RAP),
    ("by gemeente", LEIDEN, VV, "", "vv_register", RAP),
    ("Wlz expected", "zhn", VV, "wlz_indication=no wlz_expected=yes", "vv_register", RAP),
    ("Wlz unknown", "zhn", VV, "wlz_indication=unknown wlz_expected=yes", "vv_register", RAP),
    ("gradual decline, but danger", "zhn", VV, "acute_change=no", "vv_consult", RAP),
    ("gradual decline", "zhn", VV, "acute_change=no danger=no", "vv_not_crisis", RAP),
    ("no danger", "zhn", VV, "danger=no", "vv_not_crisis", RAP),
    ("can wait for a day", "zhn", VV, "within_24h=no", "vv_not_crisis", RAP),
    ("home care would do", "zhn", VV, "home_care=solves", "vv_not_crisis", RAP),
    ("family can help", "zhn", VV, "informal_care=solves", "vv_not_crisis", RAP),
    ("day care not looked into", "zhn", VV, "day_care=not_tried", "vv_consult", RAP),
    ("no Wlz", "zhn", VV, "wlz_indication=no wlz_expected=no", "vv_consult", RAP),
    ("will not leave the region", "zhn", VV, "consent_anywhere=no", "vv_consult", RAP),
    ("passing need", "zhn", VV, "lasting=no", "vv_consult", RAP),
    ("consent not asked yet", "zhn", VV, "consent_anywhere=unknown", "vv_consult", RAP),
    ("Wlz in doubt", "zhn", VV, "wlz_indication=unknown wlz_expected=no", "vv_consult", RAP),
    ("hospital not excluded", "zhn", VV, "hospital=unknown", "vv_consult", RAP),
    ("one unknown, one not met", "zhn", VV, "danger=unknown lasting=no", "vv_consult", RAP),
    ("client does not agree", "zhn", VV, "client_agrees=no", "vv_consult", RAP),
    ("danger to life", "zhn", VV, "life_danger=yes", "emergency", ALARM),
    ("and resistance", "zhn", VV, "life_danger=yes resistance=yes", "emergency", ALARM),
    ("sepsis not excluded", "zhn", VV, "hospital=yes", "hospital", NOBODY),
    ("resistance", "zhn", VV, "resistance=yes", "forced_care_wzd", RIVIERDUINEN),
    # -- V&V elsewhere --
    ("Amsterdam: all met", "amsterdam", VV, "", "vv_register", PORTAL_ADAM),
    ("Amsterdam: no consent", AMSTERDAM, VV, "consent_anywhere=no", "vv_register", PORTAL_ADAM),
    ("Amsterdam: passing need", "amsterdam", VV, "lasting=no", "vv_register", PORTAL_ADAM),
    ("Amsterdam: not agreed", AMSTERDAM, VV, "client_agrees=no", "vv_consult", PORTAL_ADAM),
    ("Amsterdam: family", "amsterdam", VV, "informal_care=solves", "vv_register", PORTAL_ADAM),
    ("Amsterdam: day care", "amsterdam", VV, "day_care=solves", "vv_register", PORTAL_ADAM),
    ("Amsterdam: home care", "amsterdam", VV, "home_care=solves", "vv_not_crisis", PORTAL_ADAM),
    ("Amsterdam: resistance", "amsterdam", VV, "resistance=yes", "forced_care_wzd", PSYCHIATRY),
    ("A&M: all seven met", "am", VV, "", "vv_register", PORTAL_AM),
    ("A&M: Haarlemmermeer", HAARLEMMERMEER, VV, "", "vv_register", PORTAL_AM),
    ("A&M: no consent", "am", VV, "consent_anywhere=no", "vv_consult", PORTAL_AM),
    ("A&M: resistance", "am", VV, "resistance=yes", "forced_care_wzd", INGEEST),
    ("elsewhere: national core", "nl", VV, "", "vv_register", LOOK_UP),
    ("elsewhere: no consent", "nl", VV, "consent_anywhere=no lasting=no", "vv_register", LOOK_UP),
    ("Lekstroom is for youth only", "lekstroom", VV, "", "vv_register", LOOK_UP),
    # -- GZ --
    ("GZ: escalation", "zhn", GZ, "", "gz_register", REGISSEUR),
    ("GZ: A&M, the same regisseur", "am", GZ, "", "gz_register", REGISSEUR),
    ("GZ: behaviour not understood", "zhn", GZ, "gz_crisis_type=none", "gz_consult", REGISSEUR),
    ("GZ: can wait 48 hours", "zhn", GZ, "danger_48h=no", "gz_advice", REGISSEUR),
    ("GZ: passing need", "zhn", GZ, "lasting=no", "gz_consult", REGISSEUR),
    ("GZ: passing need elsewhere", "nl", GZ, "lasting=no", "gz_register", LOOK_UP),
    ("GZ: Amsterdam has only a page", "amsterdam", GZ, "", "gz_register", NOBODY),
    ("GZ: danger not known", "zhn", GZ, "danger_48h=unknown", "gz_consult", REGISSEUR),
    ("GZ: VG not known", "zhn", GZ, "vg_indication=unknown", "gz_consult", REGISSEUR),
    ("GZ: adult, no VG", "zhn", GZ, "vg_indication=no minor=no", "gz_not_covered", REGISSEUR),
    (
        "GZ: minor, no VG",
        LEIDEN,
        GZ,
        "vg_indication=no minor=yes abuse_suspected=yes psychiatric_picture=no",
        "youth_elsewhere",
        SAFE_HOME,
    ),
    (
        "GZ: Lekstroom",
        NIEUWEGEIN,
        GZ,
        "vg_indication=no minor=yes abuse_suspected=no psychiatric_picture=no",
        "youth_crisis",
        LEKSTROOM,
    ),
    ("GZ: resistance", "amsterdam", GZ, "resistance=yes", "forced_care_wzd", PSYCHIATRY),
    # -- GGZ --
    ("GGZ: a plan leads", "zhn", GGZ, "", "ggz_plan_leads", RIVIERDUINEN),
    ("GGZ: no plan", "zhn", GGZ, "crisis_plan=no", "ggz_crisis", RIVIERDUINEN),
    ("GGZ: no profile", "zhn", GGZ, "ggz_profile=no", "ggz_crisis", RIVIERDUINEN),
    ("GGZ: plan without profile", "am", GGZ, "ggz_profile=no", "ggz_crisis", INGEEST),
    ("GGZ: profile not known", "zhn", GGZ, "ggz_profile=unknown", "ggz_consult", RIVIERDUINEN),
    ("GGZ: and no plan", "am", GGZ, "ggz_profile=unknown crisis_plan=no", "ggz_crisis", INGEEST),
    ("GGZ: plan not known", "zhn", GGZ, "crisis_plan=unknown", "ggz_consult", RIVIERDUINEN),
    ("GGZ: Amsterdam", "amsterdam", GGZ, "ggz_profile=no", "ggz_crisis", PSYCHIATRY),
    ("GGZ: resistance", "amsterdam", GGZ, "resistance=yes", "forced_care_wvggz", PSYCHIATRY),
    ("GGZ: delirium", "zhn", GGZ, "hospital=yes", "hospital", NOBODY),
    # -- Jeugd --
    ("youth: Lekstroom", "lekstroom", YOUTH, "", "youth_crisis", LEKSTROOM),
    ("youth: Vijfheerenlanden too", VIJFHEERENLANDEN, YOUTH, "", "youth_crisis", LEKSTROOM),
    ("youth: elsewhere", LEIDEN, YOUTH, "", "youth_elsewhere", CIT),
    (
        "youth: psychiatric",
        LEIDEN,
        YOUTH,
        "psychiatric_picture=yes",
        "youth_elsewhere",
        RIVIERDUINEN,
    ),
    ("youth: both", LEIDEN, YOUTH_BOTH, "", "youth_elsewhere", SAFE_HOME),
    (
        "youth: Amsterdam",
        AMSTERDAM,
        YOUTH,
        "psychiatric_picture=yes",
        "youth_elsewhere",
        PSYCHIATRY,
    ),
    ("youth: Amstelveen", "GM0362", YOUTH, "psychiatric_picture=yes", "youth_elsewhere", INGEEST),
    ("youth: adults only", VENLO, YOUTH, "psychiatric_picture=yes", "youth_elsewhere", LIMBURG),
    ("GGZ: a minor, adults only", VENLO, GGZ_YOUNG, "", "youth_elsewhere", LIMBURG),
    ("GGZ: an adult there", VENLO, GGZ, "minor=no crisis_plan=no", "ggz_crisis", VVGI),
    ("youth: line for all", MAASTRICHT, YOUTH, "psychiatric_picture=yes", "youth_elsewhere", ZUID),
    ("youth: resistance", "lekstroom", YOUTH, "resistance=yes", "youth_crisis", LEKSTROOM),
    ("youth: VG?", "lekstroom", YOUTH, "vg_indication=unknown", "youth_consult", LEKSTROOM),
    ("youth: with VG", LEIDEN, YOUTH_VG, "", "gz_register", REGISSEUR),
    ("youth: VG, resistance", LEIDEN, YOUTH_VG, "resistance=yes", "forced_care_wzd", RIVIERDUINEN),
]


@pytest.mark.parametrize(
    ("answers", "outcome", "first"),
    [(given(*case[1:4]), *case[4:]) for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_case(
    answers: dict[str, str],
    outcome: str,
    first: tuple[str | None, str | None],
    triage: Triage,
    moment: datetime,
) -> None:
    """A named case has its outcome, and its first contact with exactly these digits."""
    assessment = triage.assess(answers, moment)
    called = assessment.contacts[0].service if assessment.contacts else None
    phone = called.phone.digits if called and called.phone else None

    assert assessment.certain
    assert outcome == assessment.outcome.id
    assert first == (called.id if called else None, phone)


def test_there_are_enough_cases() -> None:
    """Names are unique, so that a failure points at one case."""
    names = [case[0] for case in CASES]

    assert len(names) == len(set(names)) >= 25


# -- what is said when a criterion is not met -------------------------------------------------


PASSING = "lasting=no wlz_indication=no wlz_expected=yes"


@pytest.mark.parametrize(
    ("changed", "criterion", "advice"),
    [
        ("acute_change=no", "acute", "CIZ"),
        ("acute_change=no", "acute", "wijkverpleegkundige"),
        ("acute_change=no", "acute", "cliëntondersteuner"),
        ("acute_change=no", "acute", "transferverpleegkundige"),
        ("acute_change=no", "acute", "leveringsvorm"),
        ("danger=no", "danger", "zorg thuis"),
        ("danger=no", "danger", "toeslag"),
        ("danger=no", "danger", "overbruggingszorg"),
        ("danger=no", "danger", "dossierhouder"),
        ("within_24h=no", "within_24h", "opnieuw"),
        ("home_care=solves", "alternatives", "thuiszorg"),
        ("informal_care=solves", "alternatives", "mantelzorg"),
        ("day_care=solves", "alternatives", "dagopvang"),
        ("wlz_indication=no wlz_expected=no", "wlz", "eerstelijnsverblijf"),
        ("wlz_indication=no wlz_expected=no", "wlz", "respijtzorg"),
        ("consent_anywhere=no", "consent", "buiten de regio"),
        ("consent_anywhere=no", "consent", "toestemming"),
        (PASSING, "lasting", "eerstelijnsverblijf"),
        ("lasting=no", "lasting", "uitgesloten"),
        ("lasting=no", "lasting", "logeeropvang"),
        ("lasting=no", "lasting", "overbruggingszorg"),
        (PASSING, "lasting", "respijtzorg"),
        (PASSING, "lasting", "Het aanmeldpunt dat u belt"),
    ],
)
def test_where_to_go_instead(
    changed: str, criterion: str, advice: str, triage: Triage, moment: datetime
) -> None:
    """The criterion that is not met is named with its answer, and so is where to go."""
    assessment = triage.assess(given("zhn", VV, changed), moment)
    failed = [r for r in assessment.criteria if r.status is Truth.NOT_MET]

    assert [criterion] == [result.criterion.id for result in failed]
    assert {"no", "solves"} & set(failed[0].answers.values())
    assert advice in " ".join(exit_.text for exit_ in assessment.exits)


def alternatives_left(assessment: Assessment) -> set[str]:
    """Return the alternatives that the advice names as left to look into."""
    text = " ".join(advice.text for advice in assessment.exits)
    return set(re.findall("thuiszorg|mantelzorg|dagopvang", text))


@pytest.mark.parametrize(
    ("question", "alternative"),
    [("home_care", "thuiszorg"), ("informal_care", "mantelzorg"), ("day_care", "dagopvang")],
)
def test_only_the_alternative_that_is_left_is_named(
    question: str, alternative: str, triage: Triage, moment: datetime
) -> None:
    """What was looked into already is not suggested again."""
    assessment = triage.assess(given("zhn", VV, f"{question}=solves"), moment)

    assert {alternative} == alternatives_left(assessment)


@pytest.mark.parametrize("place", ["amsterdam", "nl"])
def test_where_home_care_alone_counts_nothing_else_is_left(
    place: str, triage: Triage, moment: datetime
) -> None:
    """Where family and day care are no criterion, they are not named as left to look into."""
    answers = {q: a for q, a in given(place, VV).items() if q not in {"informal_care", "day_care"}}
    assessment = triage.assess({**answers, "home_care": "solves"}, moment)

    assert {"thuiszorg"} == alternatives_left(assessment)


def test_all_criteria_that_are_not_met_are_answered(triage: Triage, moment: datetime) -> None:
    """Two criteria not met give the advice of both, in the order of the criteria."""
    assessment = triage.assess(given("zhn", VV, "danger=no consent_anywhere=no"), moment)
    text = " ".join(advice.text for advice in assessment.exits)

    assert -1 < text.find("zorg thuis") < text.find("toestemming")


@pytest.mark.parametrize("place", ["zhn", "am", "amsterdam", "nl"])
@pytest.mark.parametrize(
    ("changed", "criterion"),
    [("acute_change=no", "acute"), ("wlz_indication=no wlz_expected=no", "Wlz-indicatie")],
)
def test_a_criterion_not_met_beside_danger_is_said_and_never_a_refusal(
    place: str, changed: str, criterion: str, triage: Triage, moment: datetime
) -> None:
    """The number first, the criterion and its exits in sight: call and consult."""
    found = triage.assess(given(place, VV, changed), moment)
    unknown = triage.assess(given(place, VV, f"{changed} danger=unknown"), moment)

    assert headline(found).startswith("Voldoet niet aan")
    assert criterion in headline(found)
    assert "maar er is gevaar: bel en overleg" in headline(found)
    assert "of er gevaar is, is niet bekend: bel en overleg" in headline(unknown)
    assert found.exits == unknown.exits != ()
    assert found.outcome.verdict is unknown.outcome.verdict is Verdict.CONSULT


def test_without_danger_the_exits_are_still_chosen(triage: Triage) -> None:
    """After danger is not met, acute and Wlz are asked: they tell where to go instead."""
    answers = {**CALM, "region": "zhn", "sector": "vv", "client_agrees": "yes", "danger": "no"}
    asked = []
    while question := triage.next_question(answers):
        asked.append(question.id)
        answers[question.id] = "no"

    assert ["wlz_indication", "wlz_expected", "acute_change"] == asked
    assert triage.walk(answers).outcome_id == "vv_not_crisis"


@pytest.mark.parametrize("place", ["zhn", "amsterdam", "nl"])
@pytest.mark.parametrize("changed", ["client_agrees=no", "client_agrees=unknown"])
def test_a_client_who_does_not_agree_may_resist(
    place: str, changed: str, triage: Triage, moment: datetime
) -> None:
    """At most consult, the question whether it is resistance, and forced care second."""
    found = triage.assess(given(place, VV, changed), moment)

    assert found.outcome.id == "vv_consult"
    assert "Is dit verzet?" in " ".join(found.open_points)
    purposes = [c.purpose for c in found.contacts] + [m.purpose for m in found.missing]
    assert Purpose.FORCED_CARE in purposes
    assert not found.contacts or found.contacts[0].purpose is Purpose.CRISIS


def test_resistance_not_known_shows_both_numbers(triage: Triage, moment: datetime) -> None:
    """In Amsterdam: the portal first, and under it who to call first if it is resistance."""
    found = triage.assess(given("amsterdam", VV, "resistance=unknown"), moment)

    assert ["0202628112", "0205235433"] == digits(found)
    assert any("Blijkt het verzet: eerst" in line.text for line in verdict_lines(found))


def test_a_contradiction_is_said(triage: Triage, moment: datetime) -> None:
    """Not agreeing, and agreeing anywhere: consult, and it is said."""
    found = triage.assess(given("zhn", VV, "client_agrees=no"), moment)

    assert found.outcome.id == "vv_consult"
    assert any("spreken elkaar tegen" in notice_text(notice) for notice in found.notices)
    assert "consent_anywhere" not in found.answers


@pytest.mark.parametrize("place", ["zhn", "amsterdam", "utrecht"])
def test_resistance_beside_agreement_is_said(place: str, triage: Triage, moment: datetime) -> None:
    """Forced care goes first all the same, and both cannot be."""
    resists, agrees = "resistance=yes", "client_agrees=yes"
    found = triage.assess(given(place, VV, f"{resists} {agrees}"), moment)
    other = triage.assess(given(place, VV, f"{resists} client_agrees=no"), moment)

    assert found.outcome.id == "forced_care_wzd"
    assert any("de cliënt verzet zich" in notice_text(notice) for notice in found.notices)
    assert not any("de cliënt verzet zich" in notice_text(notice) for notice in other.notices)


def test_what_is_not_tried_yet_is_no_refusal(triage: Triage, moment: datetime) -> None:
    """Nobody phoned the home care yet: an open point, and consult."""
    found = triage.assess(given("zhn", VV, "home_care=not_tried"), moment)

    assert found.outcome.id == "vv_consult"
    assert any(point.startswith("Vraag nog na") for point in found.open_points)
    assert found.answers["home_care"] == "not_tried"


def test_resistance_asks_no_agreement_of_the_client(triage: Triage) -> None:
    """Who resists is not asked to agree; the family is, for the second call."""
    offered = [q.id for q in triage.preparation(given("zhn", VV, "resistance=yes"))]

    assert "family_agrees" in offered
    assert not {"client_agrees", "consent_anywhere"} & set(offered)


def test_an_unknown_gate_is_the_first_open_point(triage: Triage, moment: datetime) -> None:
    """Danger to life, hospital and resistance not known: in that order, 112 and SEH in ``now``."""
    unknown = "life_danger=unknown hospital=unknown resistance=unknown"
    found = triage.assess(given("zhn", VV, unknown), moment)
    gates = list(triage.content.gates.values())[:3]

    assert [gate.open_point for gate in gates] == list(found.open_points[:3])
    assert [now.kind for now in found.now] == [NowKind.LIFE_DANGER_OPEN, NowKind.HOSPITAL_OPEN]
    lines = [line.text for line in verdict_lines(found)]
    first = next(i for i, text in enumerate(lines) if text.startswith("1. "))
    above = [text for text in lines[:first] if text]
    assert "112" in above[-2]
    assert "SEH" in above[-1]


def test_the_hospital_is_asked_before_place_and_sector(triage: Triage) -> None:
    """After danger to life nothing goes before an acute somatic cause."""
    assert triage.walk({"life_danger": "no"}).next == "hospital"
    assert triage.walk({"life_danger": "no", "hospital": "yes"}).outcome_id == "hospital"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("resistance=yes", ("vg_indication", "minor", "abuse_suspected", "psychiatric_picture")),
        (
            "resistance=no vg_indication=no",
            ("minor", "abuse_suspected", "psychiatric_picture"),
        ),
        ("resistance=no vg_indication=no minor=yes", ("abuse_suspected", "psychiatric_picture")),
    ],
)
def test_only_what_can_matter_is_missing(
    answers: str, expected: tuple[str, ...], triage: Triage, moment: datetime
) -> None:
    """In the GZ in Leiden: no criterion that the gates make pointless."""
    found = triage.assess(given(LEIDEN, {"sector": "gz"}, answers), moment)

    assert expected == found.missing_answers


def test_an_own_choice_keeps_the_number_for_forced_care_last(
    triage: Triage, content: Content, moment: datetime
) -> None:
    """Who deviates from forced care still sees its number; from danger to life nobody deviates."""
    choice = Override(content.outcomes["vv_register"], "de crisisdienst is al geweest")
    found = triage.assess(given("amsterdam", VV, "resistance=yes"), moment, choice)
    danger = triage.assess(given("amsterdam", VV, "life_danger=yes"), moment, choice)
    hospital = triage.assess(given("amsterdam", VV, "hospital=yes"), moment, choice)

    assert ["0202628112", "0205235433"] == digits(found)
    assert title(found) == "GEDWONGEN ZORG; UW KEUZE: AANMELDEN"
    assert (["112"], None) == (digits(danger), danger.override)
    assert ["0202628112"] == digits(hospital)
    assert hospital.now[-1].kind is NowKind.HOSPITAL


@pytest.mark.parametrize("maybe", ["resistance=unknown", "client_agrees=no"])
def test_an_own_choice_keeps_the_number_for_what_may_be_resistance(
    triage: Triage, content: Content, moment: datetime, maybe: str
) -> None:
    """What may be resistance keeps its number last, by the name that says when to call it."""
    choice = Override(content.outcomes["vv_register"], "het aanmeldpunt vroeg erom")
    found = triage.assess(given("amsterdam", VV, maybe), moment, choice)

    assert ["0202628112", "0205235433"] == digits(found)
    assert contact_name(found, found.contacts[1]).startswith("Blijkt het verzet: eerst ")
    danger = Override(content.outcomes["emergency"], "het gaat mis")
    assert ["112"] == digits(triage.assess(given("amsterdam", VV, maybe), moment, danger))


def test_the_table_of_exits_is_followed(triage: Triage, moment: datetime) -> None:
    """All that is not met shows its exit: Wlz first, then gradual decline, then danger."""
    answers = given("zhn", VV, "danger=no acute_change=no wlz_indication=no wlz_expected=no")
    text = " ".join(advice.text for advice in triage.assess(answers, moment).exits)

    assert -1 < text.find("geen Wlz-crisis") < text.find("Geleidelijke") < text.find("Bel opnieuw")


def test_unknown_criteria_become_what_to_find_out(triage: Triage, moment: datetime) -> None:
    """A consult lists the open points, one for each criterion that is not known."""
    answers = given("zhn", VV, "danger=unknown lasting=unknown")
    assessment = triage.assess(answers, moment)
    unknown = [r.criterion for r in assessment.criteria if r.status is Truth.UNKNOWN]

    assert ["danger", "lasting"] == [criterion.id for criterion in unknown]
    assert tuple(criterion.open_point for criterion in unknown) == assessment.open_points


ELV = re.compile(r"(?<!is )eerstelijnsverblijf(?! uitgesloten)|\bELV\b")


@pytest.mark.parametrize("place", ["zhn", "am", "amsterdam", "nl"])
def test_no_eerstelijnsverblijf_with_a_wlz_indicatie(
    place: str, triage: Triage, moment: datetime
) -> None:
    """With an existing Wlz-indicatie ELV is excluded, however many criteria are not met."""
    others = [q for q in VV_CRITERIA if q != "wlz_indication"]
    for values in product(("yes", "no"), repeat=len(others)):
        answers = {**given(place, VV), **dict(zip(others, values, strict=True))}
        for expected in ("yes", "no"):  # an old answer that no longer applies
            assessment = triage.assess({**answers, "wlz_expected": expected}, moment)
            assert not [a.text for a in assessment.exits if ELV.search(a.text)]


@pytest.mark.thorough
@pytest.mark.parametrize("sector", list(Sector))
def test_eerstelijnsverblijf_is_for_vv_only(
    sector: Sector, triage: Triage, moment: datetime, interviews: Interviews
) -> None:
    """Outside V&V, eerstelijnsverblijf is never the way out."""
    advised = {
        advice.text
        for answers, _ in each(5, interviews("zhn", sector))
        for advice in triage.assess(answers, moment).exits
        if ELV.search(advice.text)
    }

    assert (sector is Sector.VV) == bool(advised)


# -- resistance -------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["amsterdam", AMSTERDAM])
def test_resistance_in_amsterdam_gives_two_numbers_in_order(
    place: str, triage: Triage, moment: datetime
) -> None:
    """First Spoedeisende Psychiatrie, after that the Aanmeldportaal: both on the screen."""
    assessment = triage.assess(given(place, VV, "resistance=yes"), moment)

    assert ["0205235433", "0202628112"] == digits(assessment)
    assert [Purpose.FORCED_CARE, Purpose.CRISIS] == [c.purpose for c in assessment.contacts]


def all_purposes(content: Content) -> set[tuple[Purpose, ...]]:
    """Return what the outcomes call for: those that call for the same give the same numbers."""
    return {outcome.purposes for outcome in content.outcomes.values()}


@pytest.mark.parametrize("sector", list(Sector))
def test_no_amsterdam_number_outside_amsterdam(
    sector: Sector, content: Content, moment: datetime
) -> None:
    """No other region ever gets Amsterdam's numbers, whatever the outcome."""
    book = content.directory
    for region in book.regions.values():
        shown = {
            contact.service.phone.digits
            for purposes in all_purposes(content)
            for contact in directory.contacts_for(book, region, sector, purposes, moment)[0]
            if contact.service.phone
        }
        assert region.id == "amsterdam" or not shown & AMSTERDAM_NUMBERS


@pytest.mark.parametrize("place", ["zhn", "am", "utrecht", "waardenland", "nl", "lekstroom"])
def test_resistance_elsewhere_says_that_no_source_names_the_route(
    place: str, triage: Triage, moment: datetime
) -> None:
    """Outside Amsterdam it is said that the route is unknown, and the number missing."""
    assessment = triage.assess(given(place, VV, "resistance=yes"), moment)
    steps = {dated.step.id for dated in assessment.steps}

    assert "ibs-elsewhere" in steps
    assert "ibs-amsterdam" not in steps
    assert Purpose.FORCED_CARE in {m.purpose for m in assessment.missing}


@pytest.mark.parametrize("place", ["zhn", "amsterdam"])
def test_the_own_huisarts_seldom_writes_the_statement(
    place: str, triage: Triage, moment: datetime
) -> None:
    """The statement for an IBS comes from somebody who did not treat the client for a year."""
    assessment = triage.assess(given(place, VV, "resistance=yes"), moment)
    text = " ".join(dated.step.text for dated in assessment.steps)

    assert "onafhankelijk" in text
    assert "een jaar niet" in text


def test_family_that_disagrees_is_no_resistance(triage: Triage, moment: datetime) -> None:
    """That the family does not agree is asked apart and changes nothing in the verdict."""
    answers = given("zhn", VV, "family_agrees=no")

    assert triage.assess(answers, moment).outcome.id == "vv_register"


@pytest.mark.parametrize("place", ["amsterdam", AMSTERDAM])
def test_resistance_in_gz_shows_no_vv_steps(place: str, triage: Triage, moment: datetime) -> None:
    """For a GZ client nobody says "V&V-organisatie", nor a stay of two weeks."""
    assessment = triage.assess(given(place, GZ, "resistance=yes"), moment)
    text = " ".join(dated.step.text for dated in assessment.steps)

    assert "V&V" not in text
    assert "twee weken" not in text
    assert "specialist ouderengeneeskunde" not in text


# -- numbers ----------------------------------------------------------------------------------


def test_the_client_advice_line_is_never_a_crisis_number(
    content: Content, moment: datetime
) -> None:
    """071 582 58 88 is one digit from the regisseur; no crisis list ever has it."""
    book = content.directory
    for region, sector in product(book.regions.values(), Sector):
        for purposes in all_purposes(content):
            found, _ = directory.contacts_for(book, region, sector, purposes, moment)
            shown = [c.service.phone.digits for c in found if c.service.phone]
            assert CLIENT_ADVICE not in shown


def test_the_client_advice_line_is_not_shown_by_an_ordinary_lookup(
    content: Content, moment: datetime
) -> None:
    """It is found on purpose, with everything else that is not for crisis; never by itself."""
    book = content.directory
    for place, sector in product(book.regions.values(), (None, *Sector)):
        query = lookup.Query(word=place.id, sector=sector)
        found = lookup.for_place(book, place, query, moment, everything=False)
        shown = [c.service.phone.digits for c in found.contacts if c.service.phone]
        assert CLIENT_ADVICE not in shown

    query = lookup.Query(word="zhn", sector=Sector.GZ)
    everything = lookup.for_place(book, book.regions["zhn"], query, moment, everything=True)
    asked = {c.service.phone.digits: c.purpose for c in everything.contacts if c.service.phone}
    assert asked[CLIENT_ADVICE] is Purpose.NON_CRISIS
    assert asked["0715825887"] is Purpose.CRISIS


@pytest.mark.parametrize("number", SUPERSEDED)
def test_superseded_numbers_are_nowhere(number: str) -> None:
    """Numbers of the old crisis arrangements stand in no data file, in whatever grouping."""
    files = sorted(data_folder().glob("*.yaml"))
    texts = [re.sub(r"(?<=\d)[\s().–-]+(?=\d)", "", f.read_text("utf-8")) for f in files]

    assert any("0883399999" in text for text in texts)  # the search does find numbers
    assert [] == [file.name for file, text in zip(files, texts, strict=True) if number in text]


# -- hours and dates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "opens_at"),
    [
        ("2026-11-21T15:00", "2026-11-23T09:00"),  # Saturday
        ("2026-11-22T21:30", "2026-11-23T09:00"),  # Sunday
        ("2026-11-20T17:30", "2026-11-23T09:00"),  # Friday evening
        ("2026-04-27T11:00", "2026-04-28T09:00"),  # Koningsdag
        ("2026-04-03T18:00", "2026-04-07T09:00"),  # Easter follows
        ("2026-12-24T18:00", "2026-12-28T09:00"),  # Christmas follows
    ],
)
@pytest.mark.parametrize("changed", ["", "danger_48h=no"])
def test_the_crisisregisseur_is_closed(
    at: str, opens_at: str, changed: str, triage: Triage
) -> None:
    """Outside office hours it is said when the regisseur can be called again."""
    contact = triage.assess(given("zhn", GZ, changed), amsterdam(at)).contacts[0]

    assert contact.open is False
    assert amsterdam(opens_at) == contact.changes_at


@pytest.mark.parametrize("day", ["2026-11-23", "2026-04-03"])  # a Monday, Good Friday
def test_the_crisisregisseur_is_open(day: str, triage: Triage) -> None:
    """On a working day the regisseur can be called until five; Good Friday is one."""
    contact = triage.assess(given("zhn", GZ), amsterdam(f"{day}T11:00")).contacts[0]

    assert contact.open is True
    assert amsterdam(f"{day}T17:00") == contact.changes_at


def test_a_closed_regisseur_says_what_to_do_until_it_opens(
    triage: Triage, moment: datetime
) -> None:
    """No number outside office hours: it is said, with 112, the GGZ and the HAP as bridge."""
    service = triage.assess(given("zhn", GZ), moment).contacts[0].service
    text = " ".join(advice.text for advice in service.when_closed)

    assert "Geen bron" in text
    for bridge in ("112", "GGZ-crisisdienst", "huisarts of HAP"):
        assert bridge in text


ZILVEREN_KRUIS = "https://www.zilverenkruis.nl/zorgkantoor/crisiszorg"
VGZ = "https://www.vgz-zorgkantoren.nl/crisiszorg"
ALL_OFFICES = "https://www.zn.nl/zorgkantoren"


@pytest.mark.parametrize(
    ("place", "way_in"),
    [
        ("zhn", "0715825887"),
        ("am", "0715825887"),
        ("amsterdam", ZILVEREN_KRUIS),
        ("utrecht", ZILVEREN_KRUIS),
        ("waardenland", VGZ),
        (VIJFHEERENLANDEN, VGZ),
        ("nl", ALL_OFFICES),
        ("lekstroom", ALL_OFFICES),
    ],
)
@pytest.mark.parametrize(
    "changed",
    ["", "danger_48h=unknown", "gz_crisis_type=none", "danger_48h=no", "vg_indication=no minor=no"],
)
def test_gz_always_has_somebody_to_turn_to(
    place: str, way_in: str, changed: str, triage: Triage, moment: datetime
) -> None:
    """Met or not met: the regisseur's number, or the page on which it stands."""
    assessment = triage.assess(given(place, GZ, changed), moment)
    pages = [c.service.page for c in assessment.contacts] + [m.page for m in assessment.missing]

    assert way_in in {*digits(assessment), *pages}
    assert "crisisregisseur" in assessment.outcome.headline.casefold()


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-22T21:30", "2026-11-23"),  # Sunday
        ("2026-11-20T23:00", "2026-11-23"),  # Friday
        ("2026-11-24T09:00", "2026-11-25"),
        ("2026-12-24T09:00", "2026-12-28"),  # Christmas
        ("2026-04-02T12:00", "2026-04-03"),  # Good Friday is a working day
        ("2026-04-03T12:00", "2026-04-07"),  # Easter
        ("2026-12-31T12:00", "2027-01-04"),  # New Year
        ("2026-11-23T03:10", "2026-11-23"),  # Monday before eight: today
        ("2026-11-23T08:00", "2026-11-24"),
        ("2026-12-25T03:10", "2026-12-28"),  # Christmas before eight is no working day
    ],
)
@pytest.mark.parametrize(("place", "step"), [("amsterdam", "ams-6"), ("zhn", "zz-ciz")])
def test_the_ciz_is_asked_on_the_next_working_day(
    at: str, expected: str, place: str, step: str, triage: Triage
) -> None:
    """Without an indication, the application has a real date, past weekends and holidays."""
    moment = amsterdam(at)
    answers = given(place, VV, "wlz_indication=no wlz_expected=yes")

    assert date.fromisoformat(expected) == step_due(triage.assess(answers, moment), step)


@pytest.mark.parametrize("place", ["zhn", "am", "amsterdam", "nl"])
def test_no_ciz_application_with_an_indication(
    place: str, triage: Triage, moment: datetime
) -> None:
    """Who has a Wlz-indicatie needs none."""
    steps = triage.assess(given(place, VV), moment).steps

    assert not [dated.step.id for dated in steps if "CIZ" in dated.step.text]


@pytest.mark.parametrize(
    ("answers", "step", "expected"),
    [
        (given("zhn", VV), "zz-stay", "2026-12-06"),
        (given("am", VV), "zz-stay", "2026-12-06"),
        (given("amsterdam", VV), "ams-8", "2026-12-06"),
        (given("nl", VV), "core-stay", "2026-12-06"),
        (given("zhn", GZ), "gz-stay", "2027-01-03"),
        (given("nl", GZ), "gz-stay-core", "2027-01-03"),
        (given("lekstroom", YOUTH), "youth-28-days", "2026-12-20"),
        (given("lekstroom", YOUTH), "youth-week-2", "2026-12-06"),
    ],
)
def test_the_last_day_of_the_stay(
    answers: dict[str, str], step: str, expected: str, triage: Triage, moment: datetime
) -> None:
    """V&V fourteen days, GZ six weeks, youth 28 days, counted from today."""
    assessment = triage.assess(answers, moment)

    assert date.fromisoformat(expected) == step_due(assessment, step)


def test_days_are_counted_in_amsterdam(triage: Triage) -> None:
    """Half past midnight here, and still yesterday in London, counts from today."""
    moment = amsterdam("2026-07-01T00:30")

    assert date(2026, 7, 15) == step_due(triage.assess(given("zhn", VV), moment), "zz-stay")


def test_amsterdam_says_nothing_about_extension(triage: Triage, moment: datetime) -> None:
    """Only Zorg en Zekerheid's text allows one extension; for Amsterdam nothing is said."""
    text = {
        place: " ".join(d.step.text for d in triage.assess(given(place, VV), moment).steps)
        for place in ("zhn", "amsterdam")
    }

    assert "verleng" in text["zhn"]
    assert "verleng" not in text["amsterdam"]


# -- who decides, and what is said about the region -------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (given("zhn", VV), "triagist"),
        (given("am", VV), "medewerker"),
        (given("amsterdam", VV), "specialist ouderengeneeskunde"),
        (given("zhn", GZ), "crisisregisseur"),
        (given("zhn", GGZ, "crisis_plan=no"), "GGZ-crisisdienst"),
        (given("zhn", GGZ), "plan"),
        (given("lekstroom", YOUTH), "Veilig Thuis"),
        (given("zhn", VV, "life_danger=yes"), "112"),
        (given("zhn", VV, "hospital=yes"), "ziekenhuis"),
    ],
)
def test_who_decides(
    answers: dict[str, str], expected: str, triage: Triage, moment: datetime
) -> None:
    """Every result says who decides; it is never the tool."""
    assert expected in triage.assess(answers, moment).decided_by


@pytest.mark.parametrize(
    ("place", "client", "notice"),
    [
        ("nl", VV, "landelijke kern"),
        ("utrecht", VV, "landelijke kern"),
        ("zhn", YOUTH, "voor jeugd telt de jeugdregio"),
        ("lekstroom", VV, "Lekstroom is een jeugdregio"),
    ],
)
def test_what_is_not_known_of_a_region_is_said(
    place: str, client: dict[str, str], notice: str, triage: Triage, moment: datetime
) -> None:
    """Missing regional criteria, an old source, a region of the other kind: it is said."""
    notices = " ".join(map(notice_text, triage.assess(given(place, client), moment).notices))

    assert notice.casefold() in notices.casefold()


@pytest.mark.parametrize("place", ["jeugdregio-zuid-limburg", "jeugdregio-groningen"])
@pytest.mark.parametrize("changed", ["", "vg_indication=unknown"])
def test_a_youth_crisis_service_that_is_known_is_not_called_unknown(
    place: str, changed: str, triage: Triage, moment: datetime
) -> None:
    """Where the region's own service stands first, with a number or a page, nothing denies it."""
    found = triage.assess(given(place, YOUTH, changed), moment)
    said = [
        headline(found),
        *map(notice_text, found.notices),
        *(dated.step.text for dated in found.steps),
    ]

    assert place in found.contacts[0].service.serves[0].regions
    assert not [text for text in said if "spoedlijn" in text]


def test_a_youth_crisis_line_that_is_unknown_is_called_so(triage: Triage, moment: datetime) -> None:
    """Where no source names one, it is said once: in the verdict."""
    found = triage.assess(given(EDE, YOUTH), moment)
    texts = [*map(notice_text, found.notices), *(dated.step.text for dated in found.steps)]

    assert "kennen wij geen nummer van een spoedlijn" in headline(found)
    assert not [text for text in texts if "spoedlijn" in text]
    assert "Veilig Thuis" not in found.decided_by.split(",")[0]


def test_the_age_of_the_youth_text_is_said(triage: Triage, moment: datetime) -> None:
    """That Lekstroom's agreements are of 2016 is said with the number itself."""
    contact = triage.assess(given("lekstroom", YOUTH), moment).contacts[0]

    assert "2016" in (contact.service.caution or "")


@pytest.mark.parametrize(("client", "said"), [(YOUTH, True), (VV, False)])
def test_a_youth_service_that_perhaps_serves_a_place_is_named(
    client: dict[str, str], said: bool, triage: Triage, moment: datetime
) -> None:
    """The team of Amsterdam serves a wider area: for youth in Aalsmeer that is said, as perhaps."""
    notices = triage.assess(given("GM0358", client), moment).notices

    assert said == any(isinstance(notice, PerhapsAlso) for notice in notices)


@pytest.mark.parametrize("place", ["zhn", "am", "amsterdam"])
def test_nothing_is_excused_where_the_criteria_are_known(
    place: str, triage: Triage, moment: datetime
) -> None:
    """Regions with criteria of their own carry no such notice."""
    assert triage.assess(given(place, VV), moment).notices == ()


def test_a_minor_is_told_why_the_route_changed(triage: Triage, moment: datetime) -> None:
    """A redirect is said, both ways."""
    to_gz = triage.assess(given(LEIDEN, YOUTH_VG), moment)
    to_youth = triage.assess(given(LEIDEN, GZ, "vg_indication=no minor=yes"), moment)

    assert to_gz.sector is Sector.GZ
    assert any("GZ-route" in notice_text(notice) for notice in to_gz.notices)
    assert to_youth.sector is Sector.JEUGD
    assert any("jeugdroute" in notice_text(notice) for notice in to_youth.notices)


# -- the call itself --------------------------------------------------------------------------

KERNVRAGEN = (
    "what_changed",
    "why_no_hospital",
    "why_no_home_care",
    "why_no_informal_care",
    "wlz_indication",
    "cognition",
    "mobility",
    "care_needed",
    "admission_type",
    "current_care",
    "preferred_provider",
    "client_agrees",
    "family_agrees",
    "knows_two_weeks",
)


@pytest.mark.parametrize("place", ["zhn", "am", "amsterdam", "utrecht", "nl"])
def test_all_kernvragen_are_prepared(place: str, triage: Triage) -> None:
    """Once V&V is certain, every kernvraag of the portal is offered for the call."""
    offered = [question.id for question in triage.preparation(given(place, VV))]

    assert set(KERNVRAGEN) <= set(offered)
    assert len(offered) == len(set(offered))


@pytest.mark.parametrize("changed", ["life_danger=yes", "hospital=yes"])
def test_nothing_is_prepared_when_every_minute_counts(changed: str, triage: Triage) -> None:
    """With 112 or the hospital there is no rest of the interview."""
    assert triage.preparation(given("zhn", VV, changed)) == ()


def test_the_verdict_is_told_as_soon_as_it_is_certain(triage: Triage) -> None:
    """Home care takes the danger away: the rest is offered, not asked."""
    answers = {**CALM, "region": "zhn", "sector": "vv", "home_care": "solves"}

    assert triage.next_question(answers) is None
    assert "danger" in [question.id for question in triage.preparation(answers)]


@pytest.mark.parametrize(
    ("changed", "rung"),
    [
        ("can_stay_home=yes", "F1.2"),
        ("can_stay_home=no foster_possible=yes", "F1.3"),
        ("can_stay_home=no foster_possible=no", "F1.4"),
        ("can_stay_home=yes foster_possible=no", "F1.2"),
        ("can_stay_home=unknown foster_possible=yes", None),
        ("can_stay_home=no foster_possible=unknown", "F1.3"),
        ("can_stay_home=no under_12=yes", "F1.3"),
        ("can_stay_home=no", "F1.3"),
        ("vg_indication=unknown can_stay_home=no", "F1.3"),
        ("", None),
    ],
)
def test_the_ladder_of_lekstroom(
    changed: str, rung: str | None, triage: Triage, moment: datetime
) -> None:
    """The whole ladder is shown, lightest first, with the rung that the answers point to."""
    assessment = triage.assess(given(NIEUWEGEIN, YOUTH, changed), moment)

    assert ["F1.1", "F1.2", "F1.3", "F1.4"] == [step.code for step, _ in assessment.ladder]
    assert ([rung] if rung else []) == [step.code for step, fits in assessment.ladder if fits]


def test_the_ladder_is_of_lekstroom_only(triage: Triage, moment: datetime) -> None:
    """Elsewhere the forms of crisis help are not known, so none are shown."""
    answers = given(LEIDEN, YOUTH, "can_stay_home=yes")

    assert triage.assess(answers, moment).ladder == ()


def test_gz_says_what_the_regisseur_may_answer(triage: Triage, moment: datetime) -> None:
    """The three possible outcomes are shown: admission, a COT, or no crisis (yet)."""
    for changed in ("", "danger_48h=no", "danger_48h=unknown"):
        steps = triage.assess(given("zhn", GZ, changed), moment).steps
        text = " ".join(dated.step.text for dated in steps)
        assert all(word in text for word in ("crisisopname", "COT", "geen crisis"))


def test_no_urgency_code_is_ever_shown(content: Content) -> None:
    """No NTS urgency (U0–U5) stands in any sentence that is shown with a result."""
    texts = [o.headline for o in content.outcomes.values()]
    texts += [step.text for step in content.steps.values()]
    texts += [advice.text for exit_ in content.exits.values() for advice in exit_.advice]
    texts += [text for q in content.questions.values() for text in shown_of(q)]

    assert [] == [text for text in texts if re.search(r"\bU[0-5]\b", text)]


def shown_of(question: Question) -> tuple[str, ...]:
    """Return all texts of a question."""
    return (question.label, question.text, question.help, *(o.text for o in question.options))


@pytest.mark.parametrize("outcome", ["vv_register", "gz_register"])
def test_register_is_never_called_admitted(outcome: str, content: Content) -> None:
    """Criteria met means "call and register"; it is not a decision."""
    headline = content.outcomes[outcome].headline

    assert headline.startswith("Bel")
    assert "opgenomen" not in headline
