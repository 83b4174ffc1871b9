"""What a fault in the rules is tried on: the cases of data/scenarios, then the proofs of check.

Whether a fault that nothing finds decides anything is a matter of its own: ``decides`` goes every
way through the questions with it and without it, and compares what is said at the end, there in
every situation that tells them apart (``data_situations``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.cli.scenario_run import shown
from crisiszorg_cli.content.checks_triage import check_content
from crisiszorg_cli.content.ground import ground_of
from crisiszorg_cli.content.proofs import PROOFS
from crisiszorg_cli.content.scenarios import read_scenarios
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Answers, Content
from crisiszorg_cli.model.scenario import Scenario
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.expectations import (
    assessed,
    differences,
    given_answers,
    unread_answers,
)
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.situation import ABUSE, MINOR, PROFILE, PSYCHIATRIC
from crisiszorg_cli.triage.walk import SECTOR, Walk
from tests.mutation.data_mutants import Mutant
from tests.mutation.data_situations import Situations

CHECK, SCENARIO, PROOF = "check", "scenario", "proof"
NOTHING, SURVIVES = "decides nothing", "survives"
"""What finds a fault; or nothing does, because it decides nothing, or though it does."""

BEGIN = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)
_RULES = [proof for proof in PROOFS if proof.code != "no-way-out"]  # which takes ten times as long


class _Case(NamedTuple):
    """A case, its answers, and what the content without faults makes of it."""

    scenario: Scenario
    answers: Answers
    walk: Walk
    got: Assessment


class Trial:
    """The content without faults, and all that a fault in it is tried on."""

    def __init__(self, content: Content) -> None:
        """Work out once what is said without a fault, in every case and at the end of every way."""
        self.content = content
        triage, ground = Triage(content), ground_of(content, BEGIN)
        self._cases = [_case(triage, s) for s in read_scenarios(data_folder(), content).scenarios]
        self._ends = [_End(path.walk, _result(path.walk)) for _, path in ground.each_path()]
        self._situations = Situations(ground)

    def found_by(self, mutant: Mutant) -> str:
        """Name what finds a fault: a check, a case or a proof; else whether it decides anything."""
        if any(check_content(mutant.content, frozenset())):
            return CHECK
        triage, of_the_way = Triage(mutant.content), _is_of_the_way(mutant)
        near, far = _parted(self._cases, mutant)
        # Of a fault that is not in the way every case is worked out whole: that takes longest.
        first, then = ([*near, *far], []) if of_the_way else (near, far)
        if any(self._fails(case, triage, mutant) for case in first):
            return SCENARIO
        if not self.decides(mutant):
            return NOTHING
        if any(self._fails(case, triage, mutant) for case in then):
            return SCENARIO
        ground = ground_of(mutant.content, BEGIN) if of_the_way else None
        proved = ground is None or not any(any(proof.find(ground)) for proof in _RULES)
        return SURVIVES if proved else PROOF

    def _fails(self, case: _Case, triage: Triage, mutant: Mutant) -> bool:
        """Tell whether a case does not end as it says: only one with another result can."""
        if _is_of_the_way(mutant):
            walk = triage.walk(case.answers)
            if unread_answers(case.scenario, walk):
                return True  # an answer that is never read on its way is a fault too
            chosen = case.scenario.own_choice
            if _result(walk) == _result(case.walk) and not chosen and not _is_said_beside(mutant):
                return False
        got = assessed(case.scenario, triage)
        if got == case.got:
            return False
        return bool(differences(case.scenario, got, shown(got), self.content.exits))

    def decides(self, mutant: Mutant) -> bool:
        """Tell whether anybody anywhere is told something else by the content with the fault.

        That a way is longer or shorter is seen from its end: there nothing, or more, is asked.
        """
        if "contradictions" in mutant.fault:
            return True  # said of answers that are given and not asked for
        if "notice" in mutant.fault:
            return self._situations.tells_notice(mutant)
        if mutant.section == "outcomes" or not _is_of_the_way(mutant):
            return self._situations.tells(mutant)
        rules = Rules(mutant.content)
        ends = (e for e in self._ends if _may_differ(e.walk, mutant))
        return any(_result(Walk(rules, e.walk.answers)) != e.result for e in ends)


def _may_differ(walk: Walk, mutant: Mutant) -> bool:
    """Leave out the ways of other sectors: a pathway is entered by its own, or by a redirect."""
    pathway = walk.rules.content.pathways.get(mutant.item)
    if mutant.section != "pathways" or pathway is None or walk.sector is None:
        return True
    return walk.sector is pathway.sector or walk.answers.get(SECTOR) == pathway.sector


def _is_of_the_way(mutant: Mutant) -> bool:
    """Tell whether a fault is in what decides the way; else it is in what is read of its end."""
    advice = mutant.section == "exits" and not mutant.fault.startswith("outcome")
    return mutant.section not in {"steps", "ladder"} and not advice


def _is_said_beside(mutant: Mutant) -> bool:
    """Tell whether a fault is in what is said of a region, or of answers that are not asked for."""
    return "contradictions" in mutant.fault or "notice" in mutant.fault


def _case(triage: Triage, scenario: Scenario) -> _Case:
    answers = given_answers(scenario)
    return _Case(scenario, answers, triage.walk(answers), assessed(scenario, triage))


def _parted(cases: Iterable[_Case], mutant: Mutant) -> tuple[list[_Case], list[_Case]]:
    """Return the cases with an item on their way, the first to find a fault in it, and the rest."""
    near: list[_Case] = []
    far: list[_Case] = []
    for case in cases:
        (near if _touches(case, mutant) else far).append(case)
    return near, far


def _touches(case: _Case, mutant: Mutant) -> bool:
    """Tell whether an item is on the way of a case: that one is the first to find a fault in it."""
    walk, got = case.walk, case.got
    on_the_way: dict[str, Iterable[str]] = {
        "questions": walk.answers,
        "pathways": [walk.pathway.id] if walk.pathway else [],
        "outcomes": [got.outcome.id],
        "exits": [criterion.exit for criterion, _ in walk.criteria],
        "steps": [each.step.id for each in got.steps],
        "ladder": [rung.id for rung, _ in got.ladder],
    }
    return mutant.item in on_the_way.get(mutant.section, ())


# -- what is said at the end of a way ----------------------------------------------------------


class _End(NamedTuple):
    """The end of a way, and what it comes to."""

    walk: Walk
    result: object


def _result(walk: Walk) -> object:
    """Return what the way comes to: all that is told follows from it, and from where one lives."""
    outcome = walk.outcome
    return (
        walk.next,
        (outcome.id, outcome.verdict, outcome.purposes, outcome.prepare, outcome.show_ladder),
        (walk.sector, walk.region, walk.redirect and walk.redirect.to),
        tuple(item.open_point for item in walk.open),
        tuple((criterion.id, criterion.exit, truth) for criterion, truth in walk.criteria),
        tuple(id_ for id_ in _DECIDING if id_ in walk.read),
    )


_DECIDING = (ABUSE, PSYCHIATRIC, MINOR, PROFILE)
