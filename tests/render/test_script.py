"""What is said on the phone fits in a minute, whatever the answers; a record fits on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from crisiszorg_cli.model.assessment import Assessment, Call
from crisiszorg_cli.model.content import Part, QuestionKind, Verdict
from crisiszorg_cli.render.handover import FORMS, MOST_LINES, WIDTH, record_text, report_lines
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.script import Script, scripts
from crisiszorg_cli.triage.assess import assess
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import Path
from tests.effort import THOROUGH
from tests.triage.test_paths import EVERY_ROUTE

MOST_WORDS = 112
LONG_NAMES = {"zhn": "GM0484", "amsterdam": "GM0363"}
"""A gemeente with a name of many words, in the place of its region."""

Paths = Callable[[str, str], tuple[Path, ...]]


def longest(paths: Paths, place: str, sector: str) -> tuple[Path, ...]:
    """Return all paths when thorough, else those with the most answers: there most is said."""
    found = paths(LONG_NAMES.get(place, place), sector)
    by_length = sorted(found, key=lambda path: len(path.answers), reverse=True)
    return tuple(by_length if THOROUGH else by_length[:40])


def words_of(script: Script) -> int:
    """Count the words that are said anyhow; what is left open to fill in is none."""
    said = ("U spreekt met huisarts te", script.opening, *(t for p in Part for t in script.said[p]))
    return sum(bool(re.search(r"\w", word)) for text in said for word in text.split())


@pytest.mark.thorough
@pytest.mark.parametrize(("place", "sector"), EVERY_ROUTE)
def test_what_is_said_anyhow_is_short(
    place: str, sector: str, paths: Paths, moment: datetime
) -> None:
    """Opening, situation, what decides and the request: at most 112 words on every path."""
    for path in longest(paths, place, sector):
        assessment = assess(path.walk, moment)
        for script in scripts(assessment):
            assert words_of(script) <= MOST_WORDS, path.answers


@pytest.mark.thorough
@pytest.mark.parametrize(("place", "sector"), EVERY_ROUTE)
def test_a_record_fits_on_a_page(
    place: str, sector: str, triage: Triage, paths: Paths, moment: datetime
) -> None:
    """At most forty lines of eighty columns, also when the whole call was prepared."""
    for path in longest(paths, place, sector)[:: 1 if THOROUGH else 9]:
        for answers in (path.answers, prepared(triage, path.answers)):
            assessment = triage.assess(answers, moment)
            for form in FORMS:
                text = record_text(assessment, form)
                lines = text.splitlines()
                assert len(lines) <= MOST_LINES, form
                assert max(map(len, lines)) <= WIDTH
                if form == "soep":  # what is said aloud has dots to fill in
                    assert text == text.encode("latin-1", "replace").decode("latin-1")


def prepared(triage: Triage, answers: dict[str, str]) -> dict[str, str]:
    """Answer every question that prepares the call, a text in a few words."""
    full = dict(answers)
    while still_open := [q for q in triage.preparation(full) if q.id not in full]:
        for question in still_open:
            text = question.kind is QuestionKind.TEXT
            full[question.id] = "zoals net verteld" if text else question.values()[0]
    return full


RESISTANCE = {"life_danger": "no", "hospital": "no", "region": "GM0363", "resistance": "yes"}


def test_two_calls_have_two_scripts(triage: Triage, moment: datetime) -> None:
    """First about forced care, then about the place; in the GGZ it is one and the same call."""
    assessment = triage.assess({**RESISTANCE, "sector": "vv"}, moment)
    first, second = scripts(assessment)
    assert "IBS" in first.opening
    assert "opnameplek" in second.opening
    assert first.said[Part.ASSESSMENT] == second.said[Part.ASSESSMENT]
    ggz = triage.assess({**RESISTANCE, "sector": "ggz"}, moment)
    assert ggz.verdict is Verdict.FORCED_CARE
    assert len(scripts(ggz)) == 1


def test_what_waits_until_it_is_asked_for(triage: Triage, moment: datetime) -> None:
    """What only describes comes after; what has no answer is named as what will be asked."""
    answers = {**RESISTANCE, "resistance": "no", "sector": "gz", "vg_indication": "yes"}
    answers |= {"danger_48h": "yes", "gz_crisis_type": "team", "gz_setting": "home"}
    (script,) = scripts(triage.assess(answers, moment))
    assert script.rest == ("Het speelt thuis.",)
    assert [question.id for question in script.unasked] == ["gz_context"]
    assert script.said[Part.SITUATION][-1] == "Wat er gebeurd is: …"
    (script,) = scripts(triage.assess({**answers, "gz_what_happened": "Brand"}, moment))
    assert script.said[Part.SITUATION][-1] == "Wat er gebeurd is: Brand."


@pytest.fixture
def registered(triage: Triage, moment: datetime) -> Assessment:
    """V&V in Leiden, where there is one number to call."""
    answers = {**RESISTANCE, "resistance": "no", "region": "GM0546", "sector": "vv"}
    answers |= {"client_agrees": "yes", "danger": "yes", "within_24h": "no"}
    answers |= {"wlz_indication": "yes", "acute_change": "yes"}
    return triage.assess(answers, moment)


def test_a_record_says_what_became_of_the_call(registered: Assessment, moment: datetime) -> None:
    """The number that was called, when, with whom, and what was agreed."""
    call = Call("088 33 99 999", moment, "mevrouw A., triagist", "belt morgen terug")
    text = record_text(registered, "soep", call)
    assert "- Gebeld: RAP-ZHN, regionaal aanmeldpunt, 088 33 99 999\n" in text
    assert "- Tijd: zo 22-11-2026 21:30 Gesproken met: mevrouw A., triagist\n" in text
    assert "- Afspraak: belt morgen terug\n" in text
    assert "Wat wel kan:\n- Regel extra zorg thuis." in text
    assert "- Gebeld: 010 123 45 67\n" in record_text(registered, "soep", Call("010 123 45 67"))


def test_a_record_is_about_the_client_alone(registered: Assessment) -> None:
    """No command, option or fingerprint of the program is in it; the last line says by whom."""
    text = record_text(registered, "soep")
    assert not re.search(r"crisis \w+ |--\w|gegevens [0-9a-f]|\bopgegeven\b", text)
    assert text.splitlines()[-1] == "Voorbereid zo 22-11-2026 21:30; wie gebeld is, beslist."
    shown = plain(report_lines(registered, "soep"))
    assert "\nS\n" in shown
    assert text.startswith("S\n")
