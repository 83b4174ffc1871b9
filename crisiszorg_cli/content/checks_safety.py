"""Proofs that nobody in danger is reassured, whatever is answered.

They go by the paths of the interview: what holds for a path holds for every set of answers that
it stands for. Each finding carries the shortest way to where it goes wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import dropwhile, filterfalse, islice

from crisiszorg_cli.content.checks_directory import Finding
from crisiszorg_cli.content.ground import Ground, in_words
from crisiszorg_cli.model.content import (
    UNKNOWN,
    Criterion,
    Gate,
    Sector,
    Truth,
    Verdict,
    Weight,
)
from crisiszorg_cli.triage.calls import purposes_of
from crisiszorg_cli.triage.paths import Node, Path, paths_with, tree_with
from crisiszorg_cli.triage.reasons import gates_passed, settling
from crisiszorg_cli.triage.situation import situation_of
from crisiszorg_cli.triage.walk import Walk

SOLVES = "solves"
"""The answer that something takes the danger away: the one alternative that may say no."""

ACUTE = "acute"
"""The criterion of a sudden change, by the id that it has in each pathway."""

_RED_FLAGS = (Verdict.EMERGENCY, Verdict.HOSPITAL)
_SETTLED = (Verdict.REGISTER, Verdict.NOT_CRISIS, Verdict.PLAN_LEADS)
_PROMISES = (Verdict.REGISTER, Verdict.PLAN_LEADS)
_BY_DANGER = (Sector.VV, Sector.GZ)
_RANK = {Truth.NOT_MET: 0, Truth.UNKNOWN: 1, Truth.MET: 2}
_CAN_BE_WORSE = (Truth.NOT_MET, Truth.UNKNOWN)  # nothing is more than danger that is certain


def check_red_flags(ground: Ground) -> Iterator[Finding]:
    """Find a way past 112 or the hospital: not asked for, or not before everything else."""
    gates = ground.content.gates.values()
    flags = [gate for gate in gates if _verdict(ground, gate.outcome) in _RED_FLAGS]
    early = {leaf.answer for gate in flags for leaf in gate.when.leaves()}
    for flag in flags:
        yield from islice(_past(ground, flag, early), 1)


def _past(ground: Ground, flag: Gate, early: Collection[str | None]) -> Iterator[Finding]:
    own = {leaf.answer for leaf in flag.when.leaves()}
    for _, path in ground.each_path():
        late = dropwhile(early.__contains__, path.answers)
        if not own.isdisjoint(late):
            message = f"poort '{flag.id}' komt niet voor alle andere vragen ({in_words(path)})"
            yield Finding("gate", flag.id, "when", "red-flag", message)
        elif path.walk.outcome.verdict not in _RED_FLAGS and not _passes(path.walk, flag):
            message = f"poort '{flag.id}' wordt overgeslagen ({in_words(path)})"
            yield Finding("gate", flag.id, "when", "red-flag", message)


def _passes(walk: Walk, wanted: Gate) -> bool:
    return any(gate.id == wanted.id for gate, _ in gates_passed(walk))


def _verdict(ground: Ground, outcome: str) -> Verdict:
    return ground.content.outcomes[outcome].verdict


# -- no reassurance against danger ---------------------------------------------------------------


def check_reassurance(ground: Ground) -> Iterator[Finding]:
    """Find a "no crisis" while danger and window may be there and nothing takes it away."""
    for _, path in ground.each_path():
        walk = path.walk
        failed = [criterion for criterion, truth in walk.criteria if truth is Truth.NOT_MET]
        calm = any(_rules_danger_out(walk, criterion) for criterion in failed)
        if walk.outcome.verdict is Verdict.NOT_CRISIS and not calm:
            message = f"geen crisis, terwijl gevaar niet is uitgesloten ({in_words(path)})"
            yield _about(walk, "reassurance", message)


def _rules_danger_out(walk: Walk, failed: Criterion) -> bool:
    """Tell whether there is no danger, or no hurry, or something else that takes it away."""
    if failed.weight in (Weight.DANGER, Weight.WINDOW):
        return True
    solved = SOLVES in walk.answers_to(failed.met_when).values()
    return failed.weight is Weight.DECIDES and solved


def check_danger_first(ground: Ground) -> Iterator[Finding]:
    """Find a verdict by the criteria of V&V or GZ that does not know whether there is danger."""
    for _, path in ground.each_path():
        walk = path.walk
        by_criteria = walk.sector in _BY_DANGER and not (walk.gate or walk.before_criteria)
        if not by_criteria or walk.pathway is None or _hides(walk):
            continue
        for weight, word in ((Weight.DANGER, "gevaar"), (Weight.WINDOW, "de termijn")):
            known = {truth for c, truth in walk.criteria if c.weight is weight}
            if Truth.NOT_MET in known:
                break  # what comes after is of no use then
            wanted = weight is Weight.DANGER or bool(known)
            if wanted and known <= {Truth.PENDING}:
                message = f"naar {word} wordt niet eerst gevraagd ({in_words(path)})"
                yield Finding("pathway", walk.pathway.id, "criteria", "danger-first", message)
                break


def check_in_sight(ground: Ground) -> Iterator[Finding]:
    """Find a consult or a no that hides which criterion is not met, and where else to go."""
    for _, path in ground.each_path():
        walk = path.walk
        if _hides(walk):
            message = f"'{walk.outcome_id}' toont niet aan welk criterium niet is voldaan"
            yield Finding("outcome", walk.outcome_id, "prepare", "hidden-criterion", message)


def _hides(walk: Walk) -> bool:
    says_less = walk.outcome.verdict in (Verdict.CONSULT, Verdict.NOT_CRISIS)
    weighed = walk.pathway is not None and bool(walk.pathway.criteria)
    return says_less and weighed and not walk.outcome.prepare


# -- what is not known -----------------------------------------------------------------------------


def check_settled(ground: Ground) -> Iterator[Finding]:
    """Find a verdict that settles it while a gate is open, or a criterion not met or not known."""
    for _, path in ground.each_path():
        walk = path.walk
        verdict = walk.outcome.verdict
        unmet = [truth for _, truth in walk.criteria if truth is not Truth.MET]
        if (verdict in _SETTLED and walk.before_criteria) or (verdict in _PROMISES and unmet):
            message = f"'{walk.outcome_id}' terwijl er nog iets open is ({in_words(path)})"
            yield _about(walk, "unsettled", message)


def check_unknown(ground: Ground) -> Iterator[Finding]:
    """Find a "no crisis" after "weet ik niet" that another answer would not have given."""
    for route in ground.routes:
        others = tree_with(route.tree, lambda path: not _is_no(path))
        for path in filter(_is_no, route.paths):
            for id_, _ in _otherwise(others, path):
                message = f"'weet ik niet' bij '{id_}' geldt als nee ({in_words(path)})"
                yield _about(path.walk, "unknown-as-no", message)


def check_gate_number(ground: Ground) -> Iterator[Finding]:
    """Find a gate left unknown whose number is not named beside the answer."""
    by_gate = {
        g.id: {leaf.answer for leaf in g.when.leaves()} for g in ground.content.gates.values()
    }
    asked = set[str | None]().union(*by_gate.values())
    for route in ground.routes:
        at_gates = tree_with(route.tree, lambda path: path.walk.gate is not None)
        for path in route.paths:
            for id_, other in _otherwise(at_gates, path, asked):
                gate = other.walk.gate
                if gate and id_ in by_gate[gate.id] and not _names(path.walk, gate):
                    message = (
                        f"'weet ik niet' bij '{id_}': het nummer van '{gate.outcome}' wordt niet"
                        f" genoemd ({in_words(path)})"
                    )
                    yield Finding("gate", gate.id, "outcome", "gate-number", message)


def _names(walk: Walk, gate: Gate) -> bool:
    """Tell whether what is said after a walk names the number to which a gate leads.

    Of 112 and of the hospital the sentence above the number does.
    """
    outcome = walk.rules.content.outcomes[gate.outcome]
    if outcome.verdict in _RED_FLAGS and gate in walk.open:
        return True
    return set(purposes_of(situation_of(walk), None)).issuperset(outcome.purposes)


def _otherwise(
    tree: Node | None, path: Path, only: Collection[str | None] | None = None
) -> Iterator[tuple[str, Path]]:
    """Return the paths in a tree to which another answer leads than each "weet ik niet"."""
    if tree is None:
        return
    questions = path.walk.rules.content.questions
    for id_, value in path.answers.items():
        if value == UNKNOWN and (only is None or id_ in only):
            for other in (each for each in questions[id_].values() if each != UNKNOWN):
                for found in paths_with(tree, {**path.answers, id_: other}):
                    yield id_, found


# -- a worse answer --------------------------------------------------------------------------------


def check_worse(ground: Ground) -> Iterator[Finding]:
    """Find a worse answer to danger, window or acute that makes of another verdict a no."""
    for route in ground.routes:
        noes = tree_with(route.tree, _is_no)
        if noes is None:
            continue
        for path in filterfalse(_is_no, route.paths):
            yield from _worsened(path, noes)


def _is_no(path: Path) -> bool:
    return path.walk.outcome.verdict is Verdict.NOT_CRISIS


def _worsened(path: Path, noes: Node) -> Iterator[Finding]:
    walk = path.walk
    for criterion, truth in walk.criteria:
        if not _is_about_danger(criterion) or truth not in _CAN_BE_WORSE:
            continue
        for id_ in walk.answers_to(criterion.met_when):
            for worse in _worse(noes, path, id_, criterion):
                message = (
                    f"een ernstiger antwoord op '{id_}' maakt er '{worse.walk.outcome_id}' van"
                    f" ({in_words(path)})"
                )
                yield _about(worse.walk, "worse-answer", message)


def _is_about_danger(criterion: Criterion) -> bool:
    return criterion.weight in (Weight.DANGER, Weight.WINDOW) or criterion.id == ACUTE


def _worse(noes: Node, path: Path, question: str, criterion: Criterion) -> Iterator[Path]:
    """Return of the paths to a no those on which the criterion stands for more danger."""
    now = _truth_of(path.walk, criterion)
    given = path.answers.get(question)
    values = path.walk.rules.content.questions[question].values() if given else ()
    for value in values:
        if value == given:
            continue
        for other in paths_with(noes, {**path.answers, question: value}):
            if _RANK.get(_truth_of(other.walk, criterion), 0) > _RANK[now]:
                yield other


def _truth_of(walk: Walk, criterion: Criterion) -> Truth:
    return next((truth for each, truth in walk.criteria if each == criterion), Truth.PENDING)


def _about(walk: Walk, code: str, message: str) -> Finding:
    """Name what gave the outcome: the gate that fired, the criterion that settles it, or else."""
    gate, pathway, criterion = walk.gate, walk.pathway, settling(walk)
    if gate is not None:
        return Finding("gate", gate.id, "outcome", code, message)
    key = f"criteria.{criterion.id}" if criterion else "criteria"
    if pathway and criterion is None and walk.outcome_id == pathway.consult:
        key = "consult"
    return Finding("pathway", pathway.id if pathway else "", key, code, message)
