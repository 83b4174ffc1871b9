"""What most tests need: the shipped content, its engine and one fixed moment."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from functools import cache

import pytest
from hypothesis import settings

from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.content import Content, Sector
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import Path, every_path, route_of
from crisiszorg_cli.triage.walk import RESIDENCE
from tests import shipped
from tests.effort import THOROUGH

Interview = tuple[dict[str, str], str]
"""The answers of one complete interview, in the order asked, and its outcome id."""


UNMEASURED = {
    "test_index",
    "test_keystrokes",
    "test_oracle",
    "test_triage_properties",
    "test_way_out",
    "test_any_value_may_be_wrong",
    "test_any_reports_between_keys",
    "test_every_scalar_stays_as_written",
}
"""Files and tests that go the same ways very often: measured, they take three times as long."""


COSTLY = (
    "test_way_out",
    "test_ends",
    "test_shell",
    "test_keys",
    "test_drafts",
    "test_whole_interviews",
    "test_wheel",
    "test_session",
    "test_index",
    "test_keystrokes",
    "test_loader",
    "test_triage_properties",
    "test_draft",
    "test_simple_mode",
    "test_typing",
)
"""The files that take longest, those first: a whole file goes to one worker of several."""

# The content and all tests stay to the end: to look through them for garbage often is a tenth of
# the time.
gc.set_threshold(20_000, 20, 100)

# What is drawn without a number of its own; ``effort.tries`` has the others.
# How long one takes is nobody's fault on a busy machine.
settings.register_profile("part", max_examples=25, deadline=None)
settings.register_profile("whole", deadline=None)
settings.load_profile("whole" if THOROUGH else "part")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what waits for CI; measure nothing that goes the same ways very often."""
    later = [item for item in items if not THOROUGH and item.get_closest_marker("only_thorough")]
    config.hook.pytest_deselected(items=later)
    order = {name: place for place, name in enumerate(COSTLY)}
    kept = set(items) - set(later)
    items[:] = sorted(
        (item for item in items if item in kept),
        key=lambda item: order.get(item.path.stem, len(order)),
    )
    for item in items:
        if {item.path.stem, item.name.partition("[")[0]} & UNMEASURED:
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def content() -> Content:
    """The data files as shipped."""
    return shipped.CONTENT


@pytest.fixture(scope="session")
def triage() -> Triage:
    """The engine on the shipped content."""
    return shipped.ENGINE


@pytest.fixture(scope="session")
def moment() -> datetime:
    """A Sunday evening: every office is closed, the day after is a working day."""
    return datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)


@pytest.fixture(scope="session")
def paths(triage: Triage) -> Callable[[str, str], tuple[Path, ...]]:
    """Every path of a place and a sector; worked out once for all places with the same route."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Path, ...]] = {}

    def all_of(place_id: str, sector: str) -> tuple[Path, ...]:
        place = place_by_id(triage.content.directory, place_id)
        assert place is not None
        key = (sector, route_of(triage.rules, place, Sector(sector)))
        if key not in found:
            found[key] = every_path(triage.rules, place_id, Sector(sector))
        return found[key]

    return all_of


@pytest.fixture(scope="session")
def interviews(
    paths: Callable[[str, str], tuple[Path, ...]],
) -> Callable[[str, str], tuple[Interview, ...]]:
    """Every interview that can be held for a place and a sector: the whole decision tree."""

    @cache
    def all_of(place: str, sector: str) -> tuple[Interview, ...]:
        return tuple(
            (
                {id_: place if id_ == RESIDENCE else v for id_, v in path.answers.items()},
                path.walk.outcome_id,
            )
            for path in paths(place, sector)
        )

    return all_of
