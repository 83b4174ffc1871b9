"""A number that is not to be passed on: marked where the user sees it, and in no report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise

import pytest

from crisiszorg_cli.interview.menu import Menu
from crisiszorg_cli.interview.prompter import Navigation
from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.render.as_json import triage_json
from crisiszorg_cli.render.card import card_lines
from crisiszorg_cli.render.contacts import without_confidential
from crisiszorg_cli.render.handover import report_lines
from crisiszorg_cli.render.layout import Line, plain
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.reminder import reminder_text
from crisiszorg_cli.render.result import closing_lines, verdict_lines
from crisiszorg_cli.render.sections import end_lines, numbers_lines, steps_lines
from crisiszorg_cli.triage.engine import Triage
from tests.shipped import CONTENT, DIRECTORY

MOMENTS = ("2026-11-22T21:30+01:00", "2026-11-23T11:00+01:00")
ROOM = Room(80, 24)
CALM = {"life_danger": "no", "hospital": "no"}
CASES: Mapping[str, Mapping[str, str]] = {
    "open points": {"region": "zhn", "sector": "vv", "resistance": "unknown"},
    "forced care": {"region": "GM0363", "sector": "vv", "resistance": "yes"},
    "a page first": {"region": "zuid-limburg", "sector": "vv", "resistance": "yes"},
    "psychiatric picture": {"region": "GM0546", "sector": "gz", "resistance": "unknown"},
    "last known": {"region": "groningen", "sector": "ggz", "resistance": "no"},
    "youth": {"region": "groningen", "sector": "jeugd", "resistance": "no"},
}
SECRET = {
    id_: service._replace(confidential=service.phone is not None and id_ != "alarm-112")
    for id_, service in DIRECTORY.services.items()
}
OWN = frozenset(f"service:{id_}" for id_ in SECRET)
BOOK = DIRECTORY._replace(services=SECRET, own=OWN)
TRIAGE = Triage(CONTENT._replace(directory=BOOK))
DIGITS = {s.phone.digits for s in SECRET.values() if s.phone and s.confidential}


@pytest.fixture(params=[(case, moment) for case in CASES for moment in MOMENTS], ids=str)
def assessment(request: pytest.FixtureRequest) -> Assessment:
    """Return what a triage says where every number but 112 is confidential."""
    case, moment = request.param
    return TRIAGE.assess({**CALM, **CASES[case]}, datetime.fromisoformat(moment))


def confidential_in(text: str) -> set[str]:
    """Return the confidential numbers that a text holds, however they are grouped."""
    joined = re.sub(r"(?<=\d)[ -](?=\d)", "", text)
    return {digits for digits in DIGITS if re.search(rf"\b{digits}\b", joined)}


def unmarked(lines: Iterable[Line]) -> list[str]:
    """Return the numbers that have no word of their being confidential on the line before."""
    listed = list(lines)
    return [
        after.text
        for before, after in pairwise(listed)
        if after.phone is not None
        and after.phone.digits in DIGITS
        and "ertrouwelijk" not in before.text
    ]


def test_a_confidential_number_is_in_no_report(assessment: Assessment) -> None:
    """Whoever is to be called: the service is named, its number is left to fill in."""
    for form in ("sbar", "soep"):
        assert not confidential_in(plain(report_lines(assessment, form)))


def test_a_confidential_number_is_not_repeated_under_a_report(assessment: Assessment) -> None:
    """What ends a scripted triage says where it stands: above the report, marked."""
    closing = list(closing_lines(assessment))
    under = plain(without_confidential(BOOK, closing))
    assert not confidential_in(under)
    assert confidential_in(plain(closing)) <= confidential_in(plain(verdict_lines(assessment)))
    assert ("het staat boven het verslag" in under) == bool(confidential_in(plain(closing)))


def test_a_confidential_number_is_marked_wherever_it_is_shown(assessment: Assessment) -> None:
    """Also one that is named in passing, such as the GGZ-crisisdienst while others are closed."""
    screens = (
        verdict_lines(assessment),
        closing_lines(assessment),
        card_lines(assessment, ROOM),
        steps_lines(assessment),
        end_lines(assessment, ROOM, ()),
        numbers_lines(assessment),
    )
    assert not [unmarked(lines) for lines in screens if unmarked(lines)]
    reminder = reminder_text(assessment)
    assert not confidential_in(reminder) or reminder.count("(vertrouwelijk)") == 1


def test_json_says_of_each_number_that_it_is_confidential(assessment: Assessment) -> None:
    """Whoever reads it can keep the number out of what others read."""
    document = triage_json(assessment, ())
    numbered = [*document["contacts"], *document["possible"], *document["now"]]
    for item in numbered:
        assert item["confidential"] == (item["phone"] in DIGITS)


class _Reader:
    """Goes back from each page at once, and remembers what stands under it."""

    def __init__(self) -> None:
        self.reminders: list[str] = []

    def ask_key(self, *_: object, reminder: str = "", **__: object) -> Navigation:
        self.reminders.append(reminder)
        return Navigation.BACK

    def ask_text(self, *_: object, **__: object) -> Navigation:
        raise NotImplementedError

    ask_from_list = ask_text


def test_the_reminder_under_a_report_has_no_confidential_number(assessment: Assessment) -> None:
    """It names whom to call; on any other page, and on the card, the number is in sight."""
    shown: list[Line] = []
    reader = _Reader()
    menu = Menu(reader, shown.extend, lambda: ROOM)
    menu.open("soep", assessment, lambda: ())
    menu.open("steps", assessment, lambda: ())
    report, steps = reader.reminders
    assert not confidential_in(report)
    assert confidential_in(steps) == confidential_in(reminder_text(assessment))
    assert steps.startswith(("Bel ", "Zie ")) == report.startswith(("Bel ", "Zie "))


def test_own_numbers_without_groups_are_called_by_their_digits() -> None:
    """Own data may leave out how a number is written; it stays the number to call."""
    services = {id_: service._replace(display=None) for id_, service in DIRECTORY.services.items()}
    triage = Triage(CONTENT._replace(directory=DIRECTORY._replace(services=services)))
    answers = {**CALM, **CASES["open points"]}
    ungrouped = triage.assess(answers, datetime.fromisoformat(MOMENTS[0]))
    assert reminder_text(ungrouped) == "Bel 0883399999"
    assert "RAP-ZHN, regionaal aanmeldpunt, 0883399999" in plain(report_lines(ungrouped, "soep"))
