"""The hazard log: every hazard has a control, and the tests that hold it exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SAFETY.md").read_text(encoding="utf-8")
TRIED = (*range(1, 39), *range(40, 56))
BANDS = {"15–25": range(15, 26), "8–14": range(8, 15), "1–7": range(1, 8)}


class Hazard(NamedTuple):
    """One hazard of the log: its fields by name."""

    id: str
    title: str
    fields: dict[str, str]

    def risks(self) -> list[tuple[int, int, int]]:
        """Return severity, likelihood and risk, before and now."""
        found = re.findall(r"(\d) × (\d) = (\d+) (?:before|now)", self.fields["Risk"])
        return [(int(a), int(b), int(c)) for a, b, c in found]


def hazards() -> list[Hazard]:
    """Read the log."""
    parts = re.findall(r"^### (HZ\d\d) (.+)\n\n((?:- .+\n)+)", TEXT, re.MULTILINE)
    return [
        Hazard(id_, title, dict(re.findall(r"^- \*\*(\w+)\*\*: (.+)$", body, re.MULTILINE)))
        for id_, title, body in parts
    ]


HAZARDS = hazards()


@cache
def names_in(file: Path) -> frozenset[str]:
    """Return the names of the tests in a file."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    functions = (node for node in body if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def test_every_hazard_that_was_tried_is_in_the_log() -> None:
    """Once each, in order; a number is not given twice, and those that were tried stay."""
    ids = [hazard.id for hazard in HAZARDS]
    assert ids == sorted(set(ids))
    assert {f"HZ{number:02}" for number in TRIED} <= set(ids)
    assert len(ids) == TEXT.count("\n### HZ")


def test_a_hazard_is_controlled_by_tests_that_exist() -> None:
    """Cause, effect, control, and a risk that adds up; what stays likely is accepted, and why."""
    for hazard in HAZARDS:
        assert list(hazard.fields) == ["Cause", "Effect", "Risk", "Control", "Evidence"], hazard.id
        (severe, _, before), (still, likely, now) = hazard.risks()
        adds_up = (1 <= a <= 5 and 1 <= b <= 5 and a * b == c for a, b, c in hazard.risks())
        assert all(adds_up), hazard.id
        assert (severe, now) == (still, min(now, before)), hazard.id
        assert ("Accepted: " in hazard.fields["Risk"]) is (likely > 1), hazard.id
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", hazard.fields["Evidence"])
        assert named, hazard.id
        assert len(named) == hazard.fields["Evidence"].count("::"), hazard.id
        for file, test in named:
            assert (ROOT / file).is_file(), (hazard.id, file)
            assert test in names_in(ROOT / file), f"{hazard.id}: {file}::{test}"


def test_the_summary_counts_the_log() -> None:
    """How many hazards there are in each band of risk, before and now."""
    rows = re.findall(r"^\| (\d+–\d+) \| (\d+) \| (\d+) \|$", TEXT, re.MULTILINE)
    counted = [
        (name, *(str(sum(h.risks()[when][2] in band for h in HAZARDS)) for when in (0, 1)))
        for name, band in BANDS.items()
    ]
    assert rows == counted
