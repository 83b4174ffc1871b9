"""What every result says of itself: when, where, why there, by which data, and what is apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from crisiszorg_cli.directory import lookup
from crisiszorg_cli.directory.lookup import Query
from crisiszorg_cli.directory.services import possible_for
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.interview.context import InterviewContext, InterviewOptions
from crisiszorg_cli.interview.dialogue import Interview
from crisiszorg_cli.interview.prompter import Check, Key, Navigation, OptionSearch
from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Phone, Purpose, RegionOrigin, Sector
from crisiszorg_cli.render.as_json import lookup_json, triage_json
from crisiszorg_cli.render.handover import report_lines
from crisiszorg_cli.render.layout import Line, Role, plain
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.result import closing_lines, headline, verdict_lines
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.wording.contacts import INTENDED_USE, clock_warning
from tests.shipped import CONTENT, ENGINE

BOOK = CONTENT.directory
NIGHT = datetime(2026, 11, 22, 3, 10, tzinfo=AMSTERDAM)
DAY = datetime(2026, 11, 24, 10, 0, tzinfo=AMSTERDAM)
GGZ = {"life_danger": "no", "hospital": "no", "resistance": "no", "sector": "ggz"}
AT_PLACE = {**GGZ, "ggz_profile": "no"}


def _assess(region: str, moment: datetime, **more: str) -> Assessment:
    return ENGINE.assess({**AT_PLACE, "region": region, **more}, moment)


def _numbers(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines if line.role is Role.NUMBER]


# -- time, place, why, data ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "why"),
    [
        (RegionOrigin.OPTION, "opgegeven"),
        (RegionOrigin.ANSWER, "gekozen"),
        (RegionOrigin.CONFIRMED, "uw instelling, bevestigd"),
    ],
)
def test_one_line_in_every_form(origin: RegionOrigin, why: str) -> None:
    """Card, closing block and both reports have it; a report with the date, and a last word."""
    assessment = replace(_assess("GM0546", NIGHT), origin=origin)
    checked = BOOK.checked
    assert checked is not None
    data = f"gegevens {checked.day}-{checked.month}-{checked.year}"
    line = f"zo 03:10 · Leiden ({why}) · {data}"
    for shown in (verdict_lines(assessment), closing_lines(assessment)):
        assert 1 == plain(shown).splitlines().count(line)
    for form in ("sbar", "soep"):
        last, purpose = plain(report_lines(assessment, form)).splitlines()[-2:]
        assert purpose == INTENDED_USE
        assert last == f"zo 22-11-2026 03:10 · Leiden ({why}) · {data} · bereidt voor, beslist niet"
    assert triage_json(assessment, ())["region_source"] == origin.value


def test_without_a_place_there_is_no_why() -> None:
    """Danger to life needs no place: time and data are said all the same."""
    assessment = ENGINE.assess({"life_danger": "yes"}, NIGHT)
    assert any(line.text.startswith("zo 03:10 · gegevens ") for line in verdict_lines(assessment))
    assert triage_json(assessment, ())["region_source"] is None


def test_a_lookup_says_it_too() -> None:
    """Before the line that says what it is for; a place that was chosen among several says that."""
    found = lookup.find(BOOK, Query(word="leiden"), NIGHT, everything=False)
    shown = plain(lookup_lines(BOOK, found)).splitlines()
    assert shown[-2].startswith("zo 03:10 · Leiden (opg")
    assert shown[-1] == INTENDED_USE
    chosen = plain(lookup_lines(BOOK, found, "gekozen")).splitlines()[-2]
    assert chosen.startswith("zo 03:10 · Leiden (gekozen)")
    document = lookup_json(BOOK, found, Query(word="leiden"), made_at=DAY)
    assert (document["made_at"], document["moment"]) == (DAY.isoformat(), NIGHT.isoformat())


def test_a_clock_before_the_data_is_said() -> None:
    """Then open and closed may be wrong; a clock that is right is not mentioned."""
    checked = BOOK.checked
    assert checked is not None
    assert clock_warning(checked, checked) is None
    assert clock_warning(checked, None) is None
    assert "klok" in (clock_warning(checked - timedelta(days=1), checked) or "")


class _Caller:
    """Closes a verdict, after looking once more."""

    def __init__(self) -> None:
        self.reminders: list[str] = []
        last = (Navigation.DONE, Navigation.CLOSE)
        self.replies: list[Any] = [Navigation.OVERVIEW, "no", *last]

    def ask_key(
        self,
        message: str,  # noqa: ARG002 - as Prompter
        why: str,  # noqa: ARG002
        keys: Sequence[Key],  # noqa: ARG002
        *,
        current: str | None = None,  # noqa: ARG002
        reminder: str = "",
    ) -> Any:  # noqa: ANN401
        self.reminders.append(reminder)
        return self.replies.pop(0)

    def ask_text(self, *_: Any, check: Check, **__: Any) -> Any:  # noqa: ANN401
        raise AssertionError(check)

    def ask_from_list(self, message: str, why: str, search: OptionSearch, **_: Any) -> Any:  # noqa: ANN401, ARG002
        return "ggz_profile"


def test_the_moment_is_read_anew_for_each_verdict() -> None:
    """A second verdict has its own time, unless one was given for all."""
    times = iter(NIGHT + timedelta(minutes=n) for n in range(100))
    for clock, several in ((lambda: next(times), True), (None, False)):
        shown: list[Line] = []
        options = InterviewOptions(NIGHT, clock=clock)
        around = InterviewContext(_Caller(), shown.extend, lambda _: None, options)
        session = Session(ENGINE, {**AT_PLACE, "region": "GM0546"})
        Interview(ENGINE, session, around).run()
        said = {line.text[:8] for line in shown if " · gegevens " in line.text}
        assert several == (len(said) > 1)


# -- what is only possible ----------------------------------------------------------------------


def test_a_possible_number_is_apart_in_a_triage() -> None:
    """Under its own heading, in JSON in its own list, with a level that claims nothing."""
    assessment = _assess("groningen", DAY)
    lines = list(verdict_lines(assessment))
    text = plain(lines)
    assert "Laatst bekend, niet bevestigd: Crisisbeoordelingslocatie" in text
    assert {"050 522 35 55", "050 361 88 80"} == set(_numbers(lines))
    document = triage_json(assessment, ())
    assert not [c for c in document["contacts"] if c["phone"]]
    assert {"unknown"} == {c["level"] for c in document["possible"]}
    assert {None} == {c["call_order"] for c in document["possible"]}
    assert [Purpose.CRISIS] == [missing.purpose for missing in assessment.missing]


def test_one_that_is_closed_is_not_offered() -> None:
    """At night the daytime numbers are gone from a triage; a lookup still has them."""
    night = {c.service.id for c in _assess("utrecht", NIGHT).possible}
    day = {c.service.id for c in _assess("utrecht", DAY).possible}
    assert {"altrecht-portier"} == night
    assert night < day
    region = BOOK.regions["utrecht"]
    found = possible_for(BOOK, region, Sector.GGZ, (Purpose.CRISIS,), NIGHT)
    assert day == {contact.service.id for contact in found}


def test_one_is_never_the_reminder() -> None:
    """What stays in sight while the call is prepared is never a number nobody confirmed."""
    caller = _Caller()
    around = InterviewContext(caller, lambda _: None, lambda _: None, InterviewOptions(DAY))
    Interview(ENGINE, Session(ENGINE, {**AT_PLACE, "region": "groningen"}), around).run()
    assert not [text for text in caller.reminders if "050" in text]


def test_the_order_of_calls_is_numbered() -> None:
    """Forced care first, then the place; 112 has no number while danger is not known."""
    forced = triage_json(
        _assess("amsterdam", DAY, sector="vv", resistance="yes"),
        (),
    )
    assert [1, 2] == [contact["call_order"] for contact in forced["contacts"]]
    emergency = triage_json(ENGINE.assess({"life_danger": "yes"}, DAY), ())
    assert [1] == [contact["call_order"] for contact in emergency["contacts"]]
    unknown = triage_json(_assess("amsterdam", DAY, life_danger="unknown"), ())
    orders = {c["purpose"]: c["call_order"] for c in unknown["contacts"]}
    assert orders.get("emergency") is None
    assert 1 == orders["crisis"]


def test_who_may_call_is_said_with_the_number() -> None:
    """In Zuid-Holland Noord and Amstelland: of a client at home, the huisarts."""
    for region in ("zhn", "am"):
        answers = {"region": region, "sector": "vv", "resistance": "yes"}
        text = plain(verdict_lines(ENGINE.assess({**GGZ, **answers}, DAY)))
        assert "woont de cliënt thuis, dan de huisarts" in text


# -- youth: the headline names who is called first ------------------------------------------------

YOUTH = {
    "life_danger": "no",
    "hospital": "no",
    "sector": "jeugd",
    "vg_indication": "no",
    "can_stay_home": "yes",
}
PLACES = {(m.youth_region, m.care_region): m.id for m in BOOK.municipalities.values()}


@pytest.mark.parametrize("picture", ["yes", "no"])
@pytest.mark.parametrize("abuse", ["yes", "no"])
def test_the_headline_agrees_with_the_first_call(abuse: str, picture: str) -> None:
    """Wherever the youth lives; who decides is then somebody who is called.

    A line that is for a psychiatric picture too but has no number stays the first call, and
    cannot be dialled: the headline then names the GGZ-crisisdienst, of which the caller has one.
    """
    about = {"abuse_suspected": abuse, "psychiatric_picture": picture}
    for place in PLACES.values():
        got = ENGINE.assess({**YOUTH, **about, "region": place}, NIGHT)
        first, said = got.contacts[0], headline(got)
        ggz = any(contact.sector is Sector.GGZ for contact in got.contacts)
        if abuse == "yes":
            assert said.startswith("Bel Veilig Thuis")
            assert Phone("08002000") == first.service.phone
            assert got.decided_by.startswith(("Veilig Thuis", "de crisisdienst (Veilig Thuis)"))
        elif picture == "yes" and not (first.service.psychiatry and first.service.phone):
            own = first.service.psychiatry
            number = "het nummer staat in de lijst" if own or not ggz else "een psychiatrisch beeld"
            assert said.startswith("Bel de GGZ-crisisdienst")
            assert number in said
            assert own or ggz == (first.sector is Sector.GGZ)
            assert got.decided_by.startswith("de ")  # the GGZ-crisisdienst, or the crisisdienst
        else:
            assert "GGZ-crisisdienst" not in said


def test_other_regions_of_utrecht_say_what_is_our_reading() -> None:
    """Only Lekstroom's text calls Veilig Thuis the crisis service; of 2021 is unsafety alone."""
    about = {"abuse_suspected": "no", "psychiatric_picture": "no", "region": "GM0344"}
    text = plain(verdict_lines(ENGINE.assess({**YOUTH, **about}, DAY)))

    assert "onze lezing" in text
    assert "acute onveiligheid" in text
    assert "SAVE-team" in text


@pytest.mark.parametrize("picture", ["yes", "no", "unknown"])
def test_that_the_youth_line_is_unknown_is_said_once(picture: str) -> None:
    """Arnhem, for which no source names one: in the headline, or under the numbers."""
    about = {"abuse_suspected": "no", "psychiatric_picture": picture, "region": "GM0202"}
    text = plain(verdict_lines(ENGINE.assess({**YOUTH, **about}, NIGHT)))

    said = ("geen nummer van een spoedlijn jeugd", "geen crisisnummer jeugd")
    assert 1 == sum(text.count(each) for each in said)
