"""The decision as a short proof: gate or criterion, answer, source; and what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from crisiszorg_cli.model.assessment import Because
from crisiszorg_cli.render.because import because_lines
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.sections import why_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import Path
from tests.effort import each

REGISTER = {
    "life_danger": "no",
    "hospital": "no",
    "region": "amsterdam",
    "sector": "vv",
    "resistance": "no",
    "client_agrees": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "wlz_indication": "yes",
    "acute_change": "yes",
    "home_care": "not_enough",
}
Paths = Callable[[str, str], tuple[Path, ...]]
GATES = [Because.PASSED, Because.PASSED]


@pytest.mark.parametrize(
    ("other", "expected", "said"),
    [
        (
            {},
            [*GATES, Because.PASSED, *[Because.MET] * 5],
            "Dus: aanmelden, volgens deze antwoorden; wie u belt beslist.",
        ),
        (
            {"life_danger": "yes"},
            [Because.FIRES],
            "- Levensgevaar: ja. Dat gaat voor al het andere.",
        ),
        (
            {"danger": "no"},
            [*GATES, Because.PASSED, Because.SETTLES],
            "(Gevaar: nee). Dat geeft de doorslag. [amsterdam-crisiszorg:25-27; eigen lezing]",
        ),
        (
            {"resistance": "unknown"},
            [*GATES, Because.OPEN],
            "- Verzet: weet ik niet. Zolang dat niet bekend is, is het hoogstens overleg.",
        ),
        (
            {"client_agrees": "no", "acute_change": "no"},
            [*GATES, Because.PASSED, Because.HOLDS_BACK, Because.MET, Because.NOT_MET],
            "- Acute verandering (Plotselinge verandering: nee). Niet voldaan.",
        ),
    ],
)
def test_each_step_has_its_answer_and_source(
    other: dict[str, str],
    expected: list[Because],
    said: str,
    triage: Triage,
    moment: datetime,
) -> None:
    """In the order of the rules, and no more than is needed: what settles it ends it."""
    found = triage.assess({**REGISTER, **other}, moment)
    text = plain(because_lines(found))

    assert [reason.because for reason in found.reasons][: len(expected)] == expected
    assert said in text
    assert text in plain(why_lines(found, ()))


@pytest.mark.thorough
@pytest.mark.parametrize(("place", "sector"), [("amsterdam", "vv"), ("lekstroom", "jeugd")])
def test_every_way_has_a_proof_that_fits_its_verdict(
    place: str, sector: str, triage: Triage, moment: datetime, paths: Paths
) -> None:
    """On every path something is said of each gate, and each line ends in a source."""
    for path in each(20, paths(place, sector)):
        found = triage.assess(path.answers, moment)
        *steps, conclusion = plain(because_lines(found)).strip().splitlines()[1:]
        assert len(steps) == len(found.reasons) > 0
        assert all(step.startswith("- ") and step.endswith("]") for step in steps)
        assert conclusion.startswith("Dus: ")
        kinds = [reason.because for reason in found.reasons]
        assert Because.FIRES not in kinds[:-1]
        assert kinds.count(Because.SETTLES) <= 1
