"""Proofs that nothing stands in the rules for nothing: all is reached, counts, and is not hidden.

They go by the paths of the interview, so that what they say holds for every set of answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from crisiszorg_cli.content.checks_directory import Finding
from crisiszorg_cli.content.ground import Ground
from crisiszorg_cli.directory.services import is_known, region_for
from crisiszorg_cli.model.content import UNKNOWN, Criterion, Pathway, Step, Truth
from crisiszorg_cli.triage.assess import exits_of, ladder_of, steps_of
from crisiszorg_cli.triage.conditions import ValueOf, can_hold
from crisiszorg_cli.triage.paths import Node, Path, all_vectors
from crisiszorg_cli.triage.remaining import preparation
from crisiszorg_cli.triage.routes import Route
from crisiszorg_cli.triage.situation import situation_of
from crisiszorg_cli.triage.walk import INCOMPLETE, Walk

_NOT_MET = (Truth.NOT_MET, Truth.UNKNOWN)


def check_space(ground: Ground) -> Iterator[Finding]:
    """Find a route whose paths are not together all sets of answers."""
    for route in ground.routes:
        every, counted = all_vectors(route.paths), sum(path.vectors for path in route.paths)
        if counted == every and route.paths:
            continue
        pathway = ground.rules.pathway(
            route.sector, region_for(ground.content.directory, route.place, route.sector)
        )
        message = (
            f"de wegen door de vragen zijn samen {counted} van {every} situaties;"
            " een vraag die beslist, heeft geen vaste antwoorden"
        )
        yield Finding("pathway", pathway.id, "opening", "space", message)


# -- what is never reached ----------------------------------------------------------------------


def check_reached(ground: Ground) -> Iterator[Finding]:
    """Find what no set of answers leads to, anywhere."""
    if not ground.whole:
        return
    reached = _reached(ground)
    content = ground.content
    wanted = (
        ("outcome", content.outcomes, "naar uitkomst '{}' leidt geen enkel antwoord"),
        ("question", content.questions, "vraag '{}' wordt op geen enkele weg gesteld"),
        ("exit", content.exits, "uitweg '{}' wordt op geen enkele weg getoond"),
        ("step", content.steps, "stap '{}' wordt op geen enkele weg getoond"),
        ("rung", content.ladder, "naar trede '{}' wijst geen enkel antwoord"),
    )
    for kind, items, sentence in wanted:
        for id_ in items:
            if (kind, id_) not in reached:
                yield Finding(kind, id_, "", "never-reached", sentence.format(id_))
    for pathway in content.pathways.values():
        for criterion in pathway.criteria:
            never = [
                word
                for truth, word in ((Truth.MET, "voldaan"), (Truth.NOT_MET, "niet voldaan"))
                if (pathway.id, criterion.id, truth) not in reached
            ]
            if never:
                message = f"criterium '{criterion.id}' is nooit {' of '.join(never)}"
                yield Finding(
                    "pathway", pathway.id, f"criteria.{criterion.id}", "never-reached", message
                )


def _reached(ground: Ground) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = {("outcome", INCOMPLETE)}
    found |= {("rung", r.id) for r in ground.content.ladder.values() if r.when is None}
    for _, path in ground.each_path():
        walk = path.walk
        found.add(("outcome", walk.outcome_id))
        found |= {("question", id_) for id_ in path.answers}
        found |= {("question", id_) for id_ in _prepared(walk)}
        pathway = walk.pathway
        if pathway is None:
            continue
        found |= {(pathway.id, c.id, truth) for c, truth in walk.criteria}
        if exits_of(walk):
            found |= {("exit", c.exit) for c, t in walk.criteria if t is Truth.NOT_MET}
        found |= {("rung", id_) for id_ in _pointed_at(walk)}
    found |= set(_steps(ground))
    return found


def _prepared(walk: Walk) -> Iterator[str]:
    """Name what is asked after the verdict, also if that depends on another such question."""
    if walk.pathway is None or not walk.outcome.prepare:
        return
    asked = walk.pathway.questions()
    for id_ in asked:
        relevant = walk.rules.content.questions[id_].relevant
        if relevant is None or can_hold(relevant, _value_of(walk, asked)):
            yield id_


def _value_of(walk: Walk, asked: tuple[str, ...]) -> ValueOf:
    """Look at answers that count; what can still be asked may be anything."""
    return lambda id_: walk.read.get(id_) or (None if id_ in asked else UNKNOWN)


def _pointed_at(walk: Walk) -> Iterator[str]:
    asked = walk.pathway.questions() if walk.pathway else ()
    for rung, _ in ladder_of(walk, walk.outcome):
        if rung.when is not None and can_hold(rung.when, _value_of(walk, asked)):
            yield rung.id


def _steps(ground: Ground) -> Iterator[tuple[str, str]]:
    """Name the steps that are shown somewhere, each region's own among them."""
    ends: dict[str, list[tuple[Route, Walk]]] = defaultdict(list)
    for route, path in ground.each_path():
        ends[path.walk.outcome_id].append((route, path.walk))
    for step in ground.content.steps.values():
        walks = (end for outcome in step.outcomes for end in ends[outcome])
        if any(_shows(ground, step, route, walk) for route, walk in walks):
            yield "step", step.id


def _shows(ground: Ground, step: Step, route: Route, walk: Walk) -> bool:
    book, sector = ground.content.directory, walk.sector
    for place in route.residents:
        region = region_for(book, place, sector or route.sector)
        if step.regions and region.id not in step.regions:
            continue
        known = is_known(book, region, sector)
        if step in steps_of(walk, walk.outcome, region, known=known):
            return True
    return False


# -- what cannot matter --------------------------------------------------------------------------


def check_effect(ground: Ground) -> Iterator[Finding]:
    """Find a question that is asked before the verdict and changes nothing, whatever is said.

    Neither the outcome, nor whom to call, nor what is shown of criteria, steps and what is open.
    """
    without = _without_effect(ground.routes, lambda path: path.walk.outcome_id)
    # Most questions change the outcome, and are done with. All that is said is compared only on
    # the routes that ask one of the others.
    rest = [
        route
        for route in ground.routes
        if any(not without.isdisjoint(p.answers) for p in route.paths)
    ]
    for id_ in sorted(without & _without_effect(rest, _said)):
        message = f"vraag '{id_}' verandert niets, wat er ook geantwoord wordt"
        yield Finding("question", id_, "", "no-effect", message)


def _without_effect(routes: Iterable[Route], comes_to: Callable[[Path], Hashable]) -> set[str]:
    """Name the questions that change nothing of what paths come to."""
    asked: set[str] = set()
    matters: set[str] = set()
    numbers: dict[Hashable, int] = {}

    def reduced(node: Node) -> int:
        """Return a number for what follows from here: the same one where the same follows."""
        if node.path is not None:
            return numbers.setdefault(comes_to(node.path), len(numbers))
        kids = {value: reduced(kid) for value, kid in node.onward.items()}
        if node.asks is None or not kids:
            return -1
        asked.add(node.asks)
        if len(set(kids.values())) == 1 and len(kids) > 1:
            return next(iter(kids.values()))
        matters.add(node.asks)
        return numbers.setdefault((node.asks, *kids.items()), len(numbers))

    for route in routes:
        reduced(route.tree)
    return asked - matters


def _said(path: Path) -> Hashable:
    """Return what a path comes to, apart from the answers themselves and the place."""
    walk = path.walk
    case = situation_of(walk)
    shown = {
        s.id
        for s in walk.rules.content.steps.values()
        if walk.outcome_id in s.outcomes
        and (s.when is None or walk.status(s.when) is not Truth.NOT_MET)
    }
    return (
        walk.outcome_id,
        walk.sector,
        walk.pathway.id if walk.pathway else None,
        tuple((c.id, truth) for c, truth in walk.criteria),
        tuple(item.open_point for item in walk.open),
        (case.may_be_resistance, case.is_minor, case.has_profile, case.abuse, case.psychiatric),
        tuple(advice.text for advice in exits_of(walk)),
        tuple(sorted(shown)),
        tuple(question.id for question in preparation(walk)),
        tuple((rung.id, points) for rung, points in ladder_of(walk, walk.outcome)),
    )


# -- what something else always goes before --------------------------------------------------------


def check_shadowed(ground: Ground) -> Iterator[Finding]:
    """Find a gate that another always fires before, and a criterion that adds nothing."""
    if not ground.whole:
        return
    gates = {gate.id for _, path in ground.each_path() if (gate := path.walk.gate)}
    for gate in ground.content.gates.values():
        if gate.id not in gates:
            message = f"poort '{gate.id}' gaat nooit dicht: een andere gaat altijd voor"
            yield Finding("gate", gate.id, "when", "shadowed", message)
    alone, fails = _first_to_fail(ground)
    for pathway in ground.content.pathways.values():
        for criterion in pathway.criteria:
            if criterion.id in fails[pathway.id] - alone[pathway.id]:
                message = (
                    f"criterium '{criterion.id}' maakt nooit verschil: is eraan niet voldaan,"
                    " dan ook niet aan een dat eerder wordt gevraagd"
                )
                yield Finding(
                    "pathway", pathway.id, f"criteria.{criterion.id}", "shadowed", message
                )


def _first_to_fail(ground: Ground) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Name by pathway which criteria are ever the first that is not met, and which ever fail."""
    first: dict[str, set[str]] = defaultdict(set)
    fails: dict[str, set[str]] = defaultdict(set)
    for _, path in ground.each_path():
        pathway = path.walk.pathway
        if pathway is None:
            continue
        failed = _failed(path.walk, pathway)
        first[pathway.id] |= {criterion.id for criterion in failed[:1]}
        fails[pathway.id] |= {criterion.id for criterion in failed}
    return first, fails


def _failed(walk: Walk, pathway: Pathway) -> list[Criterion]:
    truths = {criterion.id: truth for criterion, truth in walk.criteria}
    return [c for c in pathway.in_order_of_asking() if truths.get(c.id) in _NOT_MET]
