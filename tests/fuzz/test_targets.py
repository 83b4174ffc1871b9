"""A little of ``make fuzz`` in every run: each door takes what is drawn for it."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tests.effort import each, tries
from tests.fuzz.inputs import anything, seeds
from tests.fuzz.targets import TARGETS

each_target = pytest.mark.parametrize("name", TARGETS)


@pytest.mark.thorough
@each_target
def test_the_corpus(name: str) -> None:
    """Each door takes its corpus; what was found once stands there."""
    for seed in each(4, seeds(name)):
        TARGETS[name].take(seed)


@each_target
@tries(200)
@given(data=st.data())
def test_anything(name: str, data: st.DataObject) -> None:
    """Whatever is drawn: what has to hold does."""
    TARGETS[name].take(data.draw(anything(name)))
