"""A fixed sample of the faults in data/ that `make mutate` tries: each that decides is found."""

from __future__ import annotations

import pytest

from tests.mutation import data_run
from tests.mutation.data_trial import SURVIVES


def _left(verdicts: list[data_run.Verdict]) -> list[str]:
    return [verdict.name for verdict in verdicts if verdict.found_by == SURVIVES]


@pytest.mark.only_thorough
def test_every_fault_in_a_number_an_hour_or_a_region_is_found() -> None:
    """All of them, for the facts are quick."""
    verdicts = list(data_run.of_numbers(0, 1))

    assert len(verdicts) > 4000
    assert _left(verdicts) == []


@pytest.mark.only_thorough
def test_a_fault_in_the_rules_is_found() -> None:
    """One of every so many: a case or a proof finds what decides."""
    verdicts = list(data_run.of_rules(7, 40))

    assert len(verdicts) > 50
    assert _left(verdicts) == []
