"""The cases of a data folder, each tried on the rules as a person would read the result."""

from __future__ import annotations

from pathlib import Path

from crisiszorg_cli.content.scenarios import read_scenarios
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.model.scenario import Scenario
from crisiszorg_cli.render.details import detail_lines
from crisiszorg_cli.render.result import verdict_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.expectations import Difference, assessed, differences


def run_scenarios(folder: Path, content: Content) -> tuple[int, tuple[Problem, ...]]:
    """Try all cases of a data folder; return how many, and what is wrong, in file order."""
    cases = read_scenarios(folder, content)
    if cases.problems:
        return len(cases.scenarios), cases.problems
    triage, found = Triage(content), []
    for scenario in cases.scenarios:
        for key, message in try_out(scenario, triage):
            mark = cases.mark_of(scenario, key)
            text = f"scenario '{scenario.id}', {key}: {message}"
            found.append(Problem(mark.file, mark.line, "scenario", text))
    return len(cases.scenarios), tuple(sorted(found))


def try_out(scenario: Scenario, triage: Triage) -> tuple[Difference, ...]:
    """Return what the rules do otherwise than a case expects."""
    got = assessed(scenario, triage)
    return differences(scenario, got, shown(got), triage.content.exits)


def shown(assessment: Assessment) -> str:
    """Return the whole result as it is read, on one line for each of its lines."""
    lines = (*verdict_lines(assessment), *detail_lines(assessment))
    return "\n".join(" ".join(line.text.split()) for line in lines)
