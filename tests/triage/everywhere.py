"""A test for each place and sector that the oracle knows, without an id for every one of them."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

import pytest

from tests.triage import oracle

Test = Callable[..., None]


def in_every_place(test: Test) -> Test:
    """Have a test of a place and a sector tried in all places, in one case for each sector.

    Hundreds of cases of a millisecond take longer to set up than to try.
    """

    def tried(sector: str, **shared: Any) -> None:  # noqa: ANN401 - the fixtures of the test
        for place in oracle.PLACES:
            try:
                test(place=place, sector=sector, **shared)
            except AssertionError as error:
                error.add_note(f"place: {place}, sector: {sector}")
                raise

    own = signature(test)
    others = [each for name, each in own.parameters.items() if name != "place"]
    tried.__name__, tried.__doc__ = test.__name__, test.__doc__
    tried.__module__ = test.__module__
    vars(tried)["__signature__"] = own.replace(parameters=others)
    cases: Test = pytest.mark.parametrize("sector", oracle.SECTORS)(tried)
    return cases
