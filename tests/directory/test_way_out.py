"""At every moment there is an open number, or a word about what to do now: a page is none.

For every region, sector and outcome, at every quarter of an hour of two years. Who is called
depends on the moment through opening hours alone, so all quarters at which the same services are
open are one case: each case is tried whole, and that the moment matters in no other way is tried
at the first, the last and drawn moments of each.

Every outcome is tried as the end of an interview, and as the caller's own choice.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from crisiszorg_cli.directory import opening_hours as hours
from crisiszorg_cli.model.assessment import Assessment, NowKind, Override
from crisiszorg_cli.model.content import Content, Purpose, Sector, Service, Verdict
from crisiszorg_cli.triage.assess import assess
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.walk import Walk
from crisiszorg_cli.wording.now import now_text
from tests.triage import oracle

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
QUARTERS = 2 * 365 * 24 * 4
QUARTER = timedelta(minutes=15)
SAMPLE = 2  # drawn moments for each case, beside its first and its last

State = tuple[bool | None, ...]


def with_timetables(content: Content) -> Content:
    """Work out the opening hours of two years, once."""
    different = {s.hours for s in content.directory.services.values() if s.hours}
    different.add(hours.OFFICE_HOURS)
    end = BEGIN + QUARTERS * QUARTER + timedelta(days=1)
    tables = {each: hours.timetable(each, BEGIN, end) for each in different if each != "24/7"}
    return content._replace(directory=content.directory._replace(timetables=tables))


@pytest.fixture(scope="module")
def timed(content: Content) -> Triage:
    """The engine, over content whose opening hours are worked out."""
    return Triage(with_timetables(content))


@pytest.fixture(scope="module")
def cases(timed: Triage) -> dict[State, list[int]]:
    """The quarters of two years, by what is open then."""
    found: dict[State, list[int]] = {}
    tables = sorted(timed.content.directory.timetables.items())
    for quarter in range(QUARTERS):
        moment = BEGIN + quarter * QUARTER
        state = tuple(hours.status(text, moment, table)[0] for text, table in tables)
        found.setdefault(state, []).append(quarter)
    return found


PEOPLE = {
    # answers that lead to each outcome somewhere, and to each thing that can be open
    Sector.VV: (
        {"danger": "yes", "within_24h": "yes"},
        {
            **dict.fromkeys(("danger", "within_24h", "acute_change", "wlz_indication"), "yes"),
            **dict.fromkeys(("client_agrees", "consent_anywhere", "lasting"), "yes"),
            **dict.fromkeys(("home_care", "informal_care", "day_care"), "not_enough"),
        },
        {"danger": "no", "wlz_indication": "yes", "acute_change": "no"},
        {"life_danger": "unknown", "hospital": "unknown", "resistance": "unknown"},
        {"resistance": "yes"},
        {"hospital": "yes"},
        {"life_danger": "yes"},
        {"client_agrees": "no"},
    ),
    Sector.GZ: (
        {"vg_indication": "yes", "gz_crisis_type": "none", "danger_48h": "yes"},
        {
            **dict.fromkeys(("vg_indication", "danger_48h", "lasting"), "yes"),
            "gz_crisis_type": "team",
        },
        {"vg_indication": "yes", "danger_48h": "no"},
        {"vg_indication": "no", "minor": "no"},
        {"vg_indication": "no", "minor": "yes"},
        {"vg_indication": "unknown"},
        {"vg_indication": "yes", "resistance": "yes"},
    ),
    Sector.GGZ: (
        {"ggz_profile": "no", "minor": "no"},
        {"ggz_profile": "no", "minor": "yes"},
        {"ggz_profile": "yes", "crisis_plan": "yes", "minor": "no"},
        {"ggz_profile": "unknown", "minor": "unknown"},
        {"resistance": "yes", "minor": "no"},
    ),
    Sector.JEUGD: (
        *(
            {"vg_indication": "no", "abuse_suspected": abuse, "psychiatric_picture": picture}
            for abuse, picture in product(oracle.CLOSED, oracle.CLOSED)
        ),
        {"vg_indication": "unknown"},
        {"vg_indication": "yes", "danger_48h": "yes"},
        {"vg_indication": "yes", "resistance": "yes"},
    ),
}
CALM = dict.fromkeys(("life_danger", "hospital", "resistance"), "no")


def people(triage: Triage) -> Iterator[Walk]:
    """Return a finished walk for each sort of client in each region, and those not finished."""
    for region in triage.content.directory.regions:
        for sector, clients in PEOPLE.items():
            for client in clients:
                answers = {**CALM, "region": region, "sector": sector.value, **client}
                while question := triage.next_question(answers):
                    answers[question.id] = "unknown"
                yield triage.walk(answers)
            yield triage.walk({"region": region, "sector": sector.value})
            yield triage.walk({**CALM, "region": region, "sector": sector.value})
        yield triage.walk({**CALM, "region": region})
    yield triage.walk({})
    yield triage.walk({"life_danger": "no", "sector": "jeugd"})


def ends(triage: Triage, walks: list[Walk], moment: datetime) -> Iterator[Assessment]:
    """Return what each of them is told at a moment, also with every own choice there is."""
    for walk in walks:
        yield assess(walk, moment)
        for other in triage.alternatives(walk.answers) if walk.next is None else ():
            yield assess(walk, moment, Override(other, "eigen inzicht"))


@pytest.fixture(scope="module")
def walks(timed: Triage) -> list[Walk]:
    """All sorts of clients, in all regions."""
    return list(people(timed))


@pytest.fixture(scope="module")
def at_night(timed: Triage, walks: list[Walk]) -> list[Assessment]:
    """What all of them are told when whoever closes is closed, also with every own choice."""
    return list(ends(timed, walks, BEGIN))


def open_numbers(end: Assessment) -> list[Service]:
    """Return who can be called: 113, the NVIC and what is not for crisis do not count."""
    return [
        c.service
        for c in end.contacts
        if c.service.phone and c.open is not False and c.purpose is not Purpose.NON_CRISIS
    ]


def says_what_to_do(end: Assessment) -> bool:
    """Tell whether it says what to do now: 112 for danger, and who bridges; or the hospital."""
    kinds = {now.kind for now in end.now}
    return NowKind.HOSPITAL in kinds or {NowKind.LIFE_DANGER, NowKind.BRIDGE} <= kinds


def test_all_quarters_are_in_a_case(cases: dict[State, list[int]]) -> None:
    """70,080 quarters, each once, in a handful of cases."""
    assert sorted(q for quarters in cases.values() for q in quarters) == list(range(QUARTERS))
    assert 1 < len(cases) < 20


def test_the_clients_reach_every_outcome(content: Content, walks: list[Walk]) -> None:
    """The clients that are tried end in every outcome there is, in every region that has it."""
    assert set(content.outcomes) == {walk.outcome_id for walk in walks}


def test_there_is_always_a_way_out(
    walks: list[Walk],
    at_night: list[Assessment],
    cases: dict[State, list[int]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An open number, or what to do now. A page alone is never a way out."""
    without: list[tuple[str, str | None, str, datetime]] = []
    covered: Counter[str] = Counter()
    for state, quarters in cases.items():
        moment = BEGIN + quarters[0] * QUARTER
        night = not any(state)  # then own choices too: nobody can be called who closes
        told = at_night if night else (assess(walk, moment) for walk in walks)
        for end in told:
            kind = "open number" if open_numbers(end) else "what to do now"
            if kind != "open number" and not says_what_to_do(end):
                without.append((end.region.id, end.sector, end.followed.id, moment))
            covered[kind] += len(quarters)

    with capsys.disabled():
        lines = "".join(f"\n  {count:>13,}  {kind}" for kind, count in sorted(covered.items()))
        sys.stdout.write(f"\nway out: {covered.total():,} situations{lines}\n")
    assert without == []
    assert len({end.residence.id for end in at_night if end.residence}) == 99


def test_what_goes_before_everything_is_never_hidden(at_night: list[Assessment]) -> None:
    """Danger to life is 112 alone; not known, it is said first, and 112 is no numbered call."""
    for end in at_night:
        phones = [c.service.phone.digits for c in end.contacts if c.service.phone]
        if end.verdict is Verdict.EMERGENCY:
            assert (phones, end.override) == (["112"], None)
        elif end.answers.get("life_danger") == "unknown":
            assert end.now[0].kind is NowKind.LIFE_DANGER_OPEN
            assert "112" in now_text(end.now[0], end.sector)
            assert "112" not in phones or end.followed.verdict is Verdict.EMERGENCY


def test_no_reassurance_against_danger(at_night: list[Assessment]) -> None:
    """Every not_crisis says when to call again, the HAP and 112."""
    tried = 0
    for end in at_night:
        if Verdict.NOT_CRISIS in (end.verdict, end.followed.verdict):
            text = " ".join(now_text(now, end.sector) for now in end.now)
            assert all(word in text for word in ("opnieuw", "HAP", "112"))
            tried += 1
    assert tried


def test_the_page_of_a_zorgkantoor_is_for_what_it_covers(
    content: Content, at_night: list[Assessment]
) -> None:
    """Never for forced care, nor for a GGZ client without a ggz-woonzorgprofiel, nor youth."""
    offices = {office.crisis_page for office in content.directory.offices.values()}
    finds = {s.page for s in content.directory.services.values() if "zoeken" in s.id}
    for end in at_night:
        for missing in end.missing:
            covered = missing.purpose is Purpose.CRISIS and missing.sector is not Sector.JEUGD
            if missing.sector is Sector.GGZ:
                covered = covered and end.answers.get("ggz_profile") == "yes"
            assert covered or missing.page not in offices | finds
        if end.sector in (Sector.GGZ, Sector.JEUGD):
            assert not finds & {c.service.page for c in end.contacts}


def test_also_when_services_are_closed_or_gone(content: Content) -> None:
    """Also a practice that closes every number, or takes every number away, is told what to do."""
    services = content.directory.services
    closed = {
        id_: s if s.id == "alarm-112" else s._replace(hours="Mo 09:00-09:15")
        for id_, s in services.items()
    }
    gone = {
        id_: s if s.id == "alarm-112" else s._replace(phone=None, display=None)
        for id_, s in services.items()
    }
    for changed in (closed, gone):
        other = content._replace(directory=content.directory._replace(services=changed))
        triage = Triage(with_timetables(other))
        for end in (assess(walk, BEGIN) for walk in people(triage)):
            assert {s.id for s in open_numbers(end)} <= {"alarm-112"}
            assert end.verdict is Verdict.EMERGENCY or says_what_to_do(end)


def bare(end: Assessment) -> object:
    """Leave out of an end what a date says: when it changes, and what is due for review."""
    contacts = [(c.service.id, c.purpose, c.open) for c in end.contacts]
    return contacts, [now.kind for now in end.now], end.missing


def test_the_moment_matters_through_opening_hours_only(
    walks: list[Walk], cases: dict[State, list[int]]
) -> None:
    """At other moments at which the same is open, the same is answered."""
    draw = random.Random(1)  # noqa: S311
    for quarters in cases.values():
        first = [bare(assess(walk, BEGIN + quarters[0] * QUARTER)) for walk in walks]
        for quarter in (quarters[-1], *draw.choices(quarters, k=SAMPLE)):
            moment = BEGIN + quarter * QUARTER
            assert [bare(assess(walk, moment)) for walk in walks] == first


def test_every_quarter_of_an_hour_in_one_region(timed: Triage) -> None:
    """The same without any case, at each quarter of two weeks around Christmas, in one region."""
    answers = {**CALM, "region": "zhn", "sector": "gz", "vg_indication": "yes"}
    answers |= {"gz_crisis_type": "escalation", "danger_48h": "yes", "lasting": "yes"}
    walk = timed.walk(answers)
    christmas = datetime(2026, 12, 18, tzinfo=UTC)
    for quarter in range(14 * 96):
        end = assess(walk, christmas + quarter * QUARTER)
        assert open_numbers(end) or says_what_to_do(end)
