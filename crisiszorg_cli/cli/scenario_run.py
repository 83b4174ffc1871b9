"""The cases of a data folder, each tried on the rules as a person would read the result."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

from crisiszorg_cli.content.scenarios import Cases, read_scenarios
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.model.scenario import Scenario
from crisiszorg_cli.render.details import detail_lines
from crisiszorg_cli.render.result import verdict_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.expectations import Difference, assessed, differences


def run_scenarios(folder: Path, content: Content) -> tuple[int, tuple[Problem, ...]]:
    """Try all cases of a data folder; return how many, and what is wrong, in file order.

    One with a fault is not tried, and does not keep the others from it.
    """
    cases = read_scenarios(folder, content)
    triage, found = Triage(content), list(cases.problems)
    faulty = _with_a_fault(cases)
    for scenario in cases.scenarios:
        for key, message in () if scenario.id in faulty else try_out(scenario, triage):
            mark = cases.mark_of(scenario, key)
            text = f"scenario '{scenario.id}', {key}: {message}"
            found.append(Problem(mark.file, mark.line, "scenario", text))
    return len(cases.scenarios), tuple(sorted(found))


def _with_a_fault(cases: Cases) -> set[str]:
    """Return the cases in whose lines something is wrong."""
    marks = ((cases.mark_of(scenario, ""), scenario.id) for scenario in cases.scenarios)
    begins = sorted((mark.file, mark.line, id_) for mark, id_ in marks)
    found = set()
    for problem in cases.problems:
        above = bisect_right(begins, (problem.file, problem.line + 1)) - 1
        if above >= 0 and begins[above][0] == problem.file:
            found.add(begins[above][2])
    return found


def try_out(scenario: Scenario, triage: Triage) -> tuple[Difference, ...]:
    """Return what the rules do otherwise than a case expects."""
    got = assessed(scenario, triage)
    return differences(scenario, got, shown(got), triage.content.exits)


def shown(assessment: Assessment) -> str:
    """Return the whole result as it is read, on one line for each of its lines."""
    lines = (*verdict_lines(assessment), *detail_lines(assessment))
    return "\n".join(" ".join(line.text.split()) for line in lines)
