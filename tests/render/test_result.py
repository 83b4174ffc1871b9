"""The result of a triage as it is read: honest first, nothing that does not apply, never broken."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from textwrap import fill

import pytest

from crisiszorg_cli.directory import lookup
from crisiszorg_cli.directory.lookup import Query
from crisiszorg_cli.model.assessment import Assessment, Override
from crisiszorg_cli.model.content import (
    Content,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.model.provenance import cited_items
from crisiszorg_cli.render import provenance
from crisiszorg_cli.render.as_json import contact_json, triage_json
from crisiszorg_cli.render.criteria import column_names, criteria_lines
from crisiszorg_cli.render.details import citations, detail_lines
from crisiszorg_cli.render.layout import WHOLE, Line, Role, plain
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.provenance import item_lines
from crisiszorg_cli.render.result import closing_lines, headline, step_text, verdict_lines
from crisiszorg_cli.render.terminal import console, show
from crisiszorg_cli.triage.counterfactual import MOST_CHANGES, would_change
from crisiszorg_cli.triage.engine import Triage
from tests.effort import each
from tests.triage import oracle

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]
Assessed = Callable[[str, str], tuple[Assessment, ...]]

CALM = {"life_danger": "no", "hospital": "no", "resistance": "no"}
VV = {**CALM, "region": "zhn", "sector": "vv"}
PLACES = ["zhn", "nl", "utrecht", "amsterdam", "GM1961", "lekstroom"]
VV_CALM = {**VV, "danger": "no", "wlz_indication": "yes"}
GZ = {**CALM, "region": "zhn", "sector": "gz", "vg_indication": "yes"}
WEEKDAY = datetime.fromisoformat("2026-11-24T11:00+01:00")

MAX_HEADLINE = 140


def verdict_text(assessment: Assessment) -> str:
    """Return what is shown as soon as the verdict is certain."""
    return plain(verdict_lines(assessment))


def detail_text(assessment: Assessment) -> str:
    """Return what is shown after it."""
    return plain(detail_lines(assessment))


def closing_text(assessment: Assessment) -> str:
    """Return the last thing on the screen."""
    return plain(closing_lines(assessment))


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
    ({**VV, "hospital": "unknown", "danger": "no"}, "gevaarscriterium", "SEH"),
    ({**VV, "region": "amsterdam", "life_danger": "unknown", "within_24h": "no"}, "24", "112"),
    ({**VV, "region": "nl", "resistance": "unknown", "home_care": "solves"}, "thuiszorg", "verzet"),
    ({**GZ, "resistance": "unknown", "danger_48h": "no"}, "48 uur", "verzet"),
    ({**GZ, "vg_indication": "unknown", "gz_crisis_type": "none"}, "soorten crisis", "VG"),
]


@pytest.mark.parametrize(("answers", "criterion", "gate"), BOTH)
def test_an_open_gate_and_a_failed_criterion_are_both_said(
    answers: dict[str, str],
    criterion: str,
    gate: str,
    triage: Triage,
    moment: datetime,
) -> None:
    """It is a consult, the headline says both, and under it both are named."""
    assessment = triage.assess(answers, moment)
    text = verdict_text(assessment)

    assert Verdict.CONSULT is assessment.verdict
    assert "niet voldaan" in headline(assessment)
    assert "eerst moet" in headline(assessment)
    assert headline(assessment) in text
    assert headline(assessment) in closing_text(assessment)
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


@pytest.fixture(scope="module")
def assessed(triage: Triage, moment: datetime, interviews: Interviews) -> Assessed:
    """What every interview for a place and a sector ends with; of some the part that is tried."""

    @cache
    def all_of(place: str, sector: str) -> tuple[Assessment, ...]:
        held = each(8, interviews(place, sector))
        return tuple(triage.assess(answers, moment) for answers, _ in held)

    return all_of


@pytest.mark.thorough
@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.parametrize("place", ["zhn", "amsterdam", "nl", "lekstroom"])
def test_admission_steps_stand_only_where_all_may_still_be_met(
    place: str, sector: str, assessed: Assessed
) -> None:
    """At the end of no interview is an admission announced beside a criterion not met."""
    for assessment in assessed(place, sector):
        if any(result.status is Truth.NOT_MET for result in assessment.criteria):
            steps = {dated.step.id for dated in assessment.steps}
            assert not steps & ADMISSION, assessment.answers


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


def test_what_can_be_done_waits_for_the_open_gate(triage: Triage, moment: datetime) -> None:
    """Where to go instead holds only if the open question changes nothing; that is said."""
    open_gate = triage.assess(BOTH[0][0], moment)
    settled = triage.assess({**VV_CALM, "acute_change": "no"}, moment)

    assert "Wat wel kan, als het geen crisisopname wordt\n" in detail_text(open_gate)
    assert "Wat wel kan\n" in detail_text(settled)


@pytest.mark.thorough
@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.parametrize("place", ["zhn", "amsterdam", "nl", "lekstroom"])
def test_every_headline_is_short_and_honest(place: str, sector: str, assessed: Assessed) -> None:
    """Whatever the answers: one short sentence or two; registration only if all are met."""
    for assessment in assessed(place, sector):
        said = headline(assessment)
        assert len(said) <= MAX_HEADLINE
        if assessment.outcome.id in ("vv_consult", "gz_consult"):
            failed = any(result.status is Truth.NOT_MET for result in assessment.criteria)
            assert failed == ("voldaan" in said or "Voldoet niet" in said)
        if assessment.verdict is Verdict.REGISTER:
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
    screen: Callable[[Assessment], str],
    triage: Triage,
    moment: datetime,
) -> None:
    """Out of hours: first that nobody answers, until when and what to do; then whom to call."""
    assessment = triage.assess(answers, moment)
    lines = screen(assessment).splitlines()
    text = "\n".join(lines)

    closed = next(i for i, line in enumerate(lines) if line.endswith("Wat u tot dan doet:"))
    assert lines[closed].startswith(f"NU GESLOTEN, opent {OPENS}.")
    assert closed < lines.index("071 582 58 87")
    assert closed < min(i for i, line in enumerate(lines) if headline(assessment) in line)
    instead = text[text.index("Wat u tot dan doet:") : text.index("Daarna: ")]
    for bridge in ("112", "GGZ-crisisdienst", "HAP", *CRISIS_SERVICE[region]):
        assert bridge in instead
    assert "Geen bron noemt een nummer" in instead
    assert 1 == text.count("overbrugt u zelf")


@pytest.mark.parametrize("screen", [verdict_text, closing_text])
def test_open_or_around_the_clock_says_nothing_of_the_kind(
    screen: Callable[[Assessment], str],
    triage: Triage,
    moment: datetime,
) -> None:
    """In office hours, and with a number that is always there, the verdict comes first."""
    for answers, when in ((GZ_MET, WEEKDAY), ({**VV_CALM, "acute_change": "no"}, moment)):
        text = screen(triage.assess(answers, when))
        assert "gesloten" not in text.casefold()
        assert "Rivierduinen" not in text


def test_what_is_called_first_may_be_reachable(triage: Triage, moment: datetime) -> None:
    """With resistance the GGZ-crisisdienst goes first, and that is not closed."""
    assessment = triage.assess({**GZ_MET, "resistance": "yes"}, moment)
    text = verdict_text(assessment)

    assert "Wat u tot dan doet:" not in text
    assert text.index(assessment.outcome.headline) < text.index("NU GESLOTEN, opent")
    assert 1 == text.count("Levensgevaar?") == text.count("overbrugt u zelf")


@pytest.mark.parametrize(("region", "own"), [("nl", ""), ("zhn", ""), ("amsterdam", "vv_register")])
def test_a_warning_is_said_once(
    region: str, own: str, content: Content, triage: Triage, moment: datetime
) -> None:
    """What stands under the numbers of forced care is not said again under what next."""
    answers = {**VV_CALM, "region": region, "resistance": "yes"}
    override = Override(content.outcomes[own], "ik zie het anders") if own else None
    assessment = triage.assess(answers, moment, override)
    text = verdict_text(assessment) + detail_text(assessment)

    said = {dated.step.id: text.count(step_text(dated)) for dated in assessment.steps}
    assert set(said.values()) == {1}, said


@pytest.mark.parametrize("region", CRISIS_SERVICE)
def test_lookup_names_the_crisis_service_of_the_region(
    region: str, content: Content, moment: datetime
) -> None:
    """A lookup of a closed number gives the same way out, with the region's own page."""
    book = content.directory
    found = lookup.for_place(
        book, book.regions[region], Query(sector=Sector.GZ), moment, everything=False
    )
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
    (rap,) = triage.assess({**VV_CALM, "acute_change": "no"}, moment).contacts

    assert ["rivierduinen"] == contact_json(book, regisseur)["when_closed_services"]
    assert [] == contact_json(book, rap)["when_closed_services"]


# -- what would change it ------------------------------------------------------------------------


def changes_shown(triage: Triage, answers: dict[str, str]) -> list[str]:
    """Return the lines under the heading about other answers."""
    assessment = triage.assess(answers, WEEKDAY)
    lines = plain(detail_lines(assessment, would_change(triage, answers))).splitlines()
    start = lines.index("Wat de uitkomst verandert") + 1
    return lines[start : lines.index("", start)]


VV_MET = {
    **VV,
    **dict.fromkeys(("acute_change", "danger", "within_24h", "client_agrees"), "yes"),
    **dict.fromkeys(("home_care", "informal_care", "day_care"), "not_enough"),
    **dict.fromkeys(("wlz_indication", "consent_anywhere", "lasting"), "yes"),
}


def test_changes_are_grouped_by_verdict(triage: Triage) -> None:
    """One line for each verdict, the nearest first; what is left out is counted."""
    lines = changes_shown(triage, VV_MET)
    names = [line.removeprefix("- ").partition(" bij ")[0] for line in lines]

    assert lines[0].startswith("- Overleggen bij cliënt akkoord: nee; of ")
    assert lines[0].endswith(" manieren")
    assert "- Geen crisisopname bij gevaar: nee; of " in lines[1]
    assert "Eerst nog vragen" in names
    assert ["112", "Ziekenhuis", "Gedwongen zorg"] == names[-3:]


def test_changes_say_that_questions_follow(triage: Triage) -> None:
    """Nothing is said about questions that were never asked."""
    lines = changes_shown(triage, {**VV, "home_care": "solves"})

    follow = "- Eerst nog vragen bij thuiszorg: is niet genoeg"
    assert lines[0].startswith(follow)
    assert "gevaar: " not in " ".join(lines).replace("levensgevaar: ", "")


def test_many_other_answers_are_not_listed(triage: Triage) -> None:
    """Another case altogether is no near miss; two changed answers are read together."""
    unknown = {**VV_MET, **dict.fromkeys(("danger", "day_care"), "unknown")}
    lines = changes_shown(triage, unknown)
    assert "- Aanmelden bij gevaar: ja én dagopvang: is niet genoeg" in " ".join(lines)

    alternatives = {"home_care", "informal_care", "day_care"}
    criteria = VV_MET.keys() - VV.keys() - {"lasting"} - alternatives
    none = {**VV_MET, **dict.fromkeys(criteria, "no"), **dict.fromkeys(alternatives, "solves")}
    lines = changes_shown(triage, {**none, "wlz_expected": "no"})
    ways = [way for line in lines for way in line.partition(" bij ")[2].split("; of ")]
    assert ways
    assert all(way.count(" én ") < MOST_CHANGES for way in ways)


# -- what else there is to know ------------------------------------------------------------------


@pytest.mark.parametrize("screen", ["details", "criteria"])
@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("amsterdam", ("blijvend", "vier criteria", "kernvraag")),
        ("zhn", ("vijf criteria", "blijvend")),
        ("nl", ("geen criterium",)),
    ],
)
def test_what_is_shown_as_help_is_shown(
    screen: str,
    region: str,
    said: tuple[str, ...],
    content: Content,
    triage: Triage,
    moment: datetime,
) -> None:
    """With the result and with the criteria: how a region counts, and what it does not ask."""
    assessment = triage.assess({**VV_MET, "region": region}, moment)
    pathway = assessment.pathway
    assert pathway is not None
    if screen == "details":
        text = detail_text(assessment)
    else:
        text = plain(criteria_lines(content, [pathway], [region], moment))

    for words in said:
        assert words in text
    cited = citations(assessment)
    assert all(c in cited for advice in pathway.background for c in advice.sources)


@pytest.mark.parametrize("gate", ["life_danger", "hospital"])
def test_nothing_else_to_know_in_an_emergency(gate: str, triage: Triage, moment: datetime) -> None:
    """Who must go to hospital at once needs no background about admission."""
    assert "Achtergrond" not in detail_text(triage.assess({**VV, gate: "yes"}, moment))


# -- forced care: first the route, then the bed --------------------------------------------------


@pytest.mark.parametrize(
    ("region", "sector", "steps"),
    [
        (
            "zhn",
            "vv",
            {
                "ibs-elsewhere",
                "ibs-for-whom",
                "zhn-call",
                "zz-stay",
                "zz-dossierhouder",
                "zz-ibs-beyond",
            },
        ),
        (
            "am",
            "vv",
            {
                "ibs-elsewhere",
                "ibs-for-whom",
                "am-call",
                "zz-stay",
                "zz-dossierhouder",
                "zz-ibs-beyond",
            },
        ),
        ("nl", "vv", {"ibs-elsewhere", "ibs-for-whom"}),
        ("zhn", "gz", {"ibs-elsewhere", "gz-bed", "gz-stay", "gz-dossierhouder"}),
        ("amsterdam", "gz", {"ibs-amsterdam", "gz-bed"}),
        ("nl", "gz", {"ibs-elsewhere", "gz-bed"}),
        ("nl", "ggz", {"wvggz-assessment", "wvggz-plan", "ggz-somatic-first", "ggz-suicidal"}),
    ],
)
def test_after_resistance_the_bed_follows(
    region: str, sector: str, steps: set[str], triage: Triage, moment: datetime
) -> None:
    """What the sources say of every crisis bed holds here too; nothing else is announced."""
    answers = {**CALM, "region": region, "sector": sector, "resistance": "yes"}
    answers |= {"vg_indication": "yes"} if sector == "gz" else {}
    shown = [dated.step.id for dated in triage.assess(answers, moment).steps]

    where = {"where-client-is-wzd", "where-client-is-wvggz"}
    assert steps == set(shown) - {"ibs-statement"} - where
    assert where & set(shown)
    assert sector == "ggz" or shown[0].startswith("ibs-")


def test_no_application_date_beside_forced_care_outside_amsterdam(
    triage: Triage, moment: datetime
) -> None:
    """That the receiving location applies to the CIZ next day is Amsterdam's rule only."""
    answers = {**VV, "resistance": "yes", "wlz_indication": "no"}
    for region in ("zhn", "am", "nl"):
        steps = triage.assess({**answers, "region": region}, moment).steps
        assert not [dated for dated in steps if "CIZ" in dated.step.text]


# -- words ---------------------------------------------------------------------------------------


def test_numbers_and_pages_in_advice_never_break(triage: Triage, moment: datetime) -> None:
    """A number or page named with advice is a line of its own, as everywhere."""
    assessment = triage.assess({**VV, "acute_change": "no"}, moment)
    lines = list(detail_lines(assessment))

    whole = {line.text.strip(): line for line in lines if line.role in WHOLE}
    assert "0887891000" == str(whole["088 789 10 00"].phone)
    assert Role.LINK is whole["http://www.regelhulp.nl/clientondersteuning"].role


@pytest.mark.parametrize(
    ("region", "page"),
    [
        ("zhn", "https://www.zorgkantoor-zorgenzekerheid.nl/crisiszorg"),
        ("amsterdam", "https://www.zilverenkruis.nl/zorgkantoor/crisiszorg"),
        ("nl", "https://www.zn.nl/zorgkantoren"),
    ],
)
def test_the_zorgkantoor_of_the_region_is_named_where_it_is_known(
    region: str, page: str, triage: Triage, moment: datetime
) -> None:
    """Without VG-indicatie: the page of the region's own zorgkantoor, else where to find it."""
    answers = {**GZ, "region": region, "vg_indication": "no", "minor": "no"}
    assessment = triage.assess(answers, moment)
    text = detail_text(assessment)

    assert page in text
    assert ("zn.nl" in text) == (region == "nl")


def test_half_answered_criteria_are_open_not_unasked(triage: Triage, moment: datetime) -> None:
    """What was asked in part is still open; "niet gevraagd" is said of the rest."""
    known = {"home_care": "solves", "wlz_indication": "no"}
    assessment = triage.assess({**VV, **known}, moment)
    text = detail_text(assessment)

    assert "- NOG OPEN: Wlz-indicatie, of binnen twee weken (Wlz-indicatie: nee)\n" in text
    assert "- NIET GEVRAAGD: gevaarscriterium\n" in text


@pytest.mark.thorough
def test_a_warning_begins_with_a_capital(
    triage: Triage, moment: datetime, interviews: Interviews
) -> None:
    """A sentence follows "Let op:", with its capital, in plain text and on a screen."""
    warnings: dict[Line, None] = {}  # each is drawn once
    for place, sector in (("zhn", "gz"), ("nl", "vv"), ("zhn", "jeugd"), ("amsterdam", "ggz")):
        for answers, _ in each(8, interviews(place, sector)):
            assessment = triage.assess(answers, moment)
            lines = (*verdict_lines(assessment), *detail_lines(assessment))
            warnings |= dict.fromkeys(line for line in lines if line.role is Role.WARNING)
    assert warnings
    for text in (plain(warnings), drawn(warnings)):
        assert "Let op: " in text
        assert not re.findall(r"^Let op: [a-z].*", text, re.MULTILINE)
    line = Line(Role.WARNING, "u wijkt af.")
    assert "Let op: U wijkt af.\n" == plain([line]) == drawn([line])


def drawn(lines: Iterable[Line]) -> str:
    """Return lines as a wide terminal shows them."""
    screen = io.StringIO()
    show(lines, console(screen, 500))
    return screen.getvalue()


def test_criteria_of_all_regions_are_called_that(content: Content) -> None:
    """Where no region has criteria of its own, nobody goes without."""
    by_sector = {
        sector: [p for p in content.pathways.values() if p.sector is sector] for sector in Sector
    }

    assert "Regio's zonder eigen criteria" == column_names(content, by_sector[Sector.GGZ], ())[0]
    assert "Regio's zonder eigen criteria" == column_names(content, by_sector[Sector.VV], ())[-1]


def test_where_a_date_will_stand_is_said(
    content: Content, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``crisis source`` shows a step as a sentence, without what the program fills in."""
    cited = tuple(cited_items(content))  # going through all of the content takes long
    monkeypatch.setattr(provenance, "cited_items", lambda _: cited)
    for step in content.steps.values():
        text = plain(item_lines(content, step.id, moment))
        assert "{" not in text
        assert ("(datum)" in text) == (step.due is not None)


# -- it fits -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sector", oracle.SECTORS)
@pytest.mark.thorough
@pytest.mark.parametrize("place", each(3, PLACES))
def test_the_verdict_in_full_stays_bounded(place: str, sector: str, assessed: Assessed) -> None:
    """What is said stays bounded, also where nobody answers or two numbers are given.

    This is the whole, as a pipe gets it; on a screen there is the card (``test_card``), which
    has a height of its own.
    """
    for assessment in assessed(place, sector):
        given = assessment.answers.items()
        if not set(GATES) & {q for q, value in given if value == "unknown"}:
            assert height(verdict_lines(assessment)) <= 44
        assert height(closing_lines(assessment)) <= 32


GATES = ("life_danger", "hospital", "resistance", "vg_indication", "minor")


def height(lines: Iterable[Line]) -> int:
    """Return how many lines these take on a screen of eighty columns."""
    return sum(fill(line, width=79).count("\n") + 1 for line in plain(lines).splitlines())


@pytest.mark.parametrize("region", CRISIS_SERVICE)
def test_what_is_closed_leaves_room_for_the_keys(
    region: str, triage: Triage, moment: datetime
) -> None:
    """That nobody answers is on the screen together with the number and the keys."""
    assessment = triage.assess({**GZ_MET, "region": region}, moment)

    assert height(verdict_lines(assessment)) <= 22


def test_the_verdict_of_an_unknown_place_leaves_room_for_the_keys(
    triage: Triage, moment: datetime
) -> None:
    """Elsewhere in the country the verdict is on the screen together with what to do next."""
    assert height(verdict_lines(triage.assess({**VV_MET, "region": "nl"}, moment))) <= 24


def test_elsewhere_one_line_says_where_to_look(
    content: Content, triage: Triage, moment: datetime
) -> None:
    """A place that is not known gets no list of offices: the commands that know more."""
    text = verdict_text(triage.assess({**VV_MET, "region": "nl"}, moment))

    assert "crisis lookup elders" in text
    assert "crisis regions" in text
    assert "vgz" not in text
    looked_up = lookup.for_place(
        content.directory,
        content.directory.regions["nl"],
        Query(sector=Sector.VV),
        moment,
        everything=False,
    )
    assert "www.vgz-zorgkantoren.nl" in plain(lookup_lines(content.directory, looked_up))


# -- how sure we are -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "sector", "said"),
    [
        ("zhn", Sector.GZ, "Bron (niet elders bevestigd): zz-crisiszorg"),
        ("amsterdam", Sector.GGZ, "Bron (niet elders bevestigd): amsterdam-crisiszorg"),
        ("am", Sector.VV, "Bron: zz-crisiszorg"),
    ],
)
def test_lookup_says_what_nobody_else_confirms(
    region: str, sector: Sector, said: str, content: Content, moment: datetime
) -> None:
    """A number that rests on one party says so beside its source."""
    book = content.directory
    found = lookup.for_place(
        book, book.regions[region], Query(sector=sector), moment, everything=False
    )

    assert said in plain(lookup_lines(book, found))


def test_json_gives_the_page_of_the_own_zorgkantoor(triage: Triage, moment: datetime) -> None:
    """Where the screen names the region's own page, so does the JSON."""
    answers = {**GZ, "vg_indication": "no", "minor": "no"}
    data = triage_json(triage.assess(answers, moment), ())
    pages = [advice["page"] for advice in data["exits"] if advice["service"]]

    assert ["https://www.zorgkantoor-zorgenzekerheid.nl/crisiszorg"] == pages
