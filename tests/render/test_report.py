"""The handover: every answer once, nothing that was not said, and the caller's words as typed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.assessment import Assessment, Override
from crisiszorg_cli.model.content import (
    UNKNOWN,
    Content,
    Part,
    Question,
    QuestionKind,
    Truth,
)
from crisiszorg_cli.render.handover import report_lines
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.script import said_text
from crisiszorg_cli.render.terminal import console, show
from crisiszorg_cli.triage.answers import clean_text
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR
from crisiszorg_cli.wording import contacts as labels, triage as triage_labels
from tests.effort import THOROUGH
from tests.shipped import CONTENT
from tests.triage import oracle

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

FORMS = ("sbar", "soep")
HEADINGS = ["S", "O", "E", "P"]
PART = dict(zip(Part, ("S", "S", "O", "P"), strict=True))
"""The heading in a SOEP under which each part stands."""
QUESTIONS = CONTENT.questions
ROUTES = [
    (place, sector) for sector in oracle.SECTORS for place in ("zhn", "amsterdam", "GM0356", "nl")
]
MAX_INTERVIEWS = 150 if THOROUGH else 12


def values_of(question: Question) -> tuple[str, ...]:
    """Return answers to choose from."""
    match question.kind:
        case QuestionKind.PLACE:
            return tuple(oracle.PLACES)
        case QuestionKind.TEXT:
            return (f"verteld bij {question.id}", UNKNOWN)
        case _:
            return question.values()


def prepared(triage: Triage, answers: Mapping[str, str]) -> dict[str, str]:
    """Add an answer to every question that prepares the call."""
    full = dict(answers)
    while still_open := [q for q in triage.preparation(full) if q.id not in full]:
        full |= {question.id: values_of(question)[0] for question in still_open}
    return full


_WRITTEN: dict[tuple[int, str], tuple[Assessment, str]] = {}


def report(assessment: Assessment, form: str) -> str:
    """Return a report as plain text; one assessment, which never changes, is written out once."""
    key = id(assessment), form
    if key not in _WRITTEN or _WRITTEN[key][0] is not assessment:
        _WRITTEN[key] = assessment, plain(report_lines(assessment, form))
    return _WRITTEN[key][1]


def sections(text: str) -> dict[str, str]:
    """Split a SOEP at its headings."""
    found: dict[str, str] = {}
    current = ""
    for line in text.splitlines():
        current = line if line in HEADINGS else current
        found[current] = f"{found.get(current, '')}{line}\n"
    return found


@pytest.fixture(scope="module", params=ROUTES, ids="-".join)
def assessments(
    request: pytest.FixtureRequest, interviews: Interviews, triage: Triage, moment: datetime
) -> list[Assessment]:
    """The end of every interview of a route, or of some, the call prepared in full."""
    held = interviews(*request.param)
    some = held[:: len(held) // MAX_INTERVIEWS + 1]
    ends = (prepared(triage, answers) for answers, _ in some)
    return [triage.assess(answers, moment) for answers in ends]


# -- every answer, once ---------------------------------------------------------------------------


@pytest.mark.thorough
def test_every_answer_stands_in_its_place(assessments: list[Assessment]) -> None:
    """Each answer is said in both forms; in a SOEP once, and under the heading of its part."""
    for assessment in assessments:
        soep, sbar = report(assessment, "soep"), report(assessment, "sbar")
        found = sections(soep)
        for answered in assessment.answered:
            part = answered.question.part
            if part is not None:
                said = said_text(answered)
                assert said in found[PART[part]]
                assert said in sbar
        assert HEADINGS == [line for line in soep.splitlines() if line in HEADINGS]
        assert ["S", "A", "R"] == [
            line[0] for line in sbar.splitlines() if re.match(r"[SAR]  ", line)
        ][:3]


@pytest.mark.thorough
def test_place_and_sector_stand_once(assessments: list[Assessment]) -> None:
    """The line it begins with has the sector, and the gemeente or the region that was given."""
    for assessment in assessments:
        lines = report(assessment, "soep").splitlines()
        subject = [line for line in lines if re.match(r"- Crisis[ .,]", line)]
        assert 1 == len(subject)
        assert lines[3] == subject[0]
        if assessment.sector is None or assessment.residence is None:
            assert "- Crisis." == subject[0]
            continue
        named = {assessment.sector, assessment.answers[SECTOR]}
        assert {labels.SECTOR[name] for name in labels.SECTOR if name in named} == set(
            re.findall(r"V&V|GGZ|GZ|Jeugd", subject[0])
        )
        place = assessment.residence
        national = "nl" == place.id
        assert (not national) == (1 == len(re.findall(rf"\b{re.escape(place.name)}\b", subject[0])))


def test_the_questions_without_a_part_are_place_and_sector(content: Content) -> None:
    """No other question can be left out of the handover by forgetting where it belongs."""
    assert {RESIDENCE, SECTOR} == {q.id for q in content.questions.values() if q.part is None}


@pytest.mark.thorough
def test_criteria_stand_once(assessments: list[Assessment]) -> None:
    """Each criterion that was weighed is named with how it stands, and the verdict has a line."""
    for assessment in assessments:
        text = " ".join(sections(report(assessment, "soep"))["E"].split())
        for result in assessment.criteria:
            if result.status is not Truth.PENDING:
                status = triage_labels.TRUTH[result.status].capitalize()
                assert re.search(rf"- {status}: [^.]*{re.escape(result.criterion.label)}", text)
        verdict = triage_labels.verdict_text(assessment.verdict, assessment.sector)
        assert 1 == text.count(f"- Uitkomst: {verdict}.")


def test_no_report_without_a_form(triage: Triage, moment: datetime) -> None:
    """``geen`` gives nothing at all."""
    assert not list(report_lines(triage.assess({}, moment), "geen"))


# -- nothing that was not said --------------------------------------------------------------------

INVENTED = {
    "address of a page": r"https?://|www\.|\.nl\b",
    "e-mail address": r"@",
    "urgency": r"\bU\s?[0-5]\b|\burgentie(?:code|categorie)?\s*:|\bspoed\b",
    "diagnosis": r"\bICPC\b|\b[A-Z]\d{2}(?:\.\d{2})?\b|\bDSM\b|\bICD\b",
    "number of a person": r"\bBSN\b|(?<!\d)\d{9}(?!\d)",
    "date of birth": r"\bgeb(?:oren (?!…)|\.)",
}


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_invented(form: str, assessments: list[Assessment]) -> None:
    """No page, code or identity gets into a report that nobody put there."""
    for assessment in assessments:
        said = report(assessment, form)
        for what, written in INVENTED.items():
            assert not re.findall(written, said), what


@pytest.mark.thorough
def test_what_the_caller_fills_in_is_left_open(assessments: list[Assessment]) -> None:
    """Names, times and what was agreed are dots, and nothing but dots."""
    for assessment in assessments:
        filled = re.findall(r"(?:Tijd|Gesproken met|Afspraak): (\S+)", report(assessment, "soep"))
        assert filled == ["........"] * 3
        said = report(assessment, "sbar")
        for left in ("spreekt met …", "huisarts te …", "nummer …", "naam …", "afspraak …"):
            assert left in said


@pytest.mark.thorough
def test_soep_names_who_is_to_be_called(assessments: list[Assessment]) -> None:
    """Each service of the result with its number, once, in the same order; a closed one says so."""
    for assessment in assessments:
        text = report(assessment, "soep")
        called = re.findall(r"^- Te bellen: (.+?)(?: \(gesloten .+\))?$", text, re.MULTILINE)
        closed = [c for c in assessment.contacts if c.open is False and c.changes_at]
        assert len(closed) == text.count("(gesloten tot ")
        services = [contact.service for contact in assessment.contacts]
        assert [f"{s.name}, {s.display or 'nummer: ........'}" for s in services] == called


# -- lapsed answers -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("place", "sector"), ROUTES)
def test_lapsed_answers_never_appear(
    form: str, place: str, sector: str, triage: Triage, moment: datetime
) -> None:
    """With every question of every sector answered, only those of the route are in the report."""
    for outcome in ("no", "yes", UNKNOWN):
        answers = {
            id_: outcome if outcome in question.values() else values_of(question)[0]
            for id_, question in QUESTIONS.items()
        }
        answers |= {RESIDENCE: place, SECTOR: sector, "life_danger": "no", "hospital": "no"}
        assessment = triage.assess(answers, moment)
        text = report(assessment, form)
        for id_ in set(QUESTIONS) - set(assessment.answers):
            assert f"verteld bij {id_}" not in text


# -- the caller's words ---------------------------------------------------------------------------

GGZ = {
    "life_danger": "no",
    "region": "nl",
    "sector": "ggz",
    "hospital": "no",
    "resistance": "no",
    "ggz_profile": "no",
}
ODD = [
    "[bold]vet[/bold] [/] [link=x]y[/link]",
    "{due} {} %s %(x)s $HOME `ls` \\n",
    ":smile: *ster* _streep_ # kop",
    "<b>x</b> &amp; 'enkel' \"dubbel\"",
    "- levensgevaar: nee",
    "S  Situatie",
    "Súdwest-Fryslân, ’s-Gravenhage – 50 % × 2",
    "zegt: 'ik wil niet meer'...",
]
TEXTS = st.one_of(
    st.sampled_from(ODD), st.text(min_size=1, max_size=300).map(clean_text).filter(bool)
)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, reason=TEXTS)
def test_text_is_shown_as_typed(
    form: str, content: Content, triage: Triage, moment: datetime, text: str, reason: str
) -> None:
    """Whatever is typed stands in the report as it is, on one line, with nothing done to it."""
    answers = {**GGZ, "ggz_what_happened": text}
    override = Override(content.outcomes["ggz_consult"], reason)
    lines = list(report_lines(triage.assess(answers, moment, override), form))

    expected = triage_labels.CLOSED[UNKNOWN] if text == UNKNOWN else text
    shown = "\n".join(line.text for line in lines)
    assert shown.count(f": {expected}") >= 1
    assert shown.count(f"Reden: {reason}") == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", ODD)
def test_text_is_drawn_as_typed(form: str, text: str, triage: Triage, moment: datetime) -> None:
    """On a terminal too: no markup, no emoji, no links are made of it."""
    answers = {**GGZ, "ggz_what_happened": text}
    lines = list(report_lines(triage.assess(answers, moment), form))
    screen = io.StringIO()
    show(lines, console(screen, 500))

    assert f"Wat er aan de hand is: {text}" in screen.getvalue()
    assert "\x1b" not in screen.getvalue()


def test_dates_are_those_of_the_moment(content: Content, triage: Triage) -> None:
    """The note for the record says when it was made, in Dutch time, and from which data."""
    moment = datetime(2026, 12, 31, 23, 59, tzinfo=AMSTERDAM)
    text = report(triage.assess(GGZ, moment), "soep")

    checked = content.directory.checked
    assert checked is not None
    data = f"{checked.day}-{checked.month}-{checked.year}"
    assert text.splitlines()[-2] == (
        f"do 31-12-2026 23:59 · Elders in Nederland (gekozen) · gegevens {data}"
        " · bereidt voor, beslist niet"
    )
