"""How many verdicts per second, beside a rules engine of others: GoRules zen-engine.

Each pathway is written as a decision of that engine, out of the loaded content: one table in
which the first row that fits decides. Gates that fire, then what a criterion that is not met
leads to, then the row in which all is met; whatever is left is a consult. The table gives the
same outcome for every path of the interview, and for drawn complete answers; that is asserted
before anything is timed. The cases that are timed are the paths, all of them.

What it does not hold: which question comes next, which answers count, what is open, what stands
of each criterion, whom to call, and what to do. Our verdict is a whole walk, which has the first
four; our assessment has it all, with reasons. The trace of zen is what it says of the reason: the
number of the row, and what was read. A pathway that redirects is refused: that is no table.

Paths are our table: made once, as zen reads its own once. What that costs is printed apart.

All take turns, to and fro; time is that of the processor, of all threads, and every ratio is
taken within a turn. In an environment with zen-engine: ``make engine``.
"""
# ruff: noqa: INP001, S311, T201 - a script of our own that draws and prints

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import zen

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # a script finds only what stands beside it

from crisiszorg_cli.content.loader import load_content  # noqa: E402
from crisiszorg_cli.content.store import data_folder  # noqa: E402
from crisiszorg_cli.directory.services import place_by_id, region_for  # noqa: E402
from crisiszorg_cli.dutch_time import AMSTERDAM  # noqa: E402
from crisiszorg_cli.model.content import Condition, Content, Pathway, Sector, Truth, Weight  # noqa: E402
from crisiszorg_cli.triage.assess import assess  # noqa: E402
from crisiszorg_cli.triage.conditions import evaluate  # noqa: E402
from crisiszorg_cli.triage.engine import Triage  # noqa: E402
from crisiszorg_cli.triage.paths import Node, every_path, paths_with, tree_of  # noqa: E402
from crisiszorg_cli.triage.walk import Walk  # noqa: E402

SECTOR = Sector.VV
PLACES = ("zhn", "amsterdam", "groningen")
"""Where V&V has a pathway of its own: Zorg en Zekerheid, Amsterdam, the rest of the country."""
MOMENT = datetime(2026, 11, 27, 21, tzinfo=AMSTERDAM)
GIVEN = ("region", "sector")
DRAWN = 5000
TRACE = "zen's trace"

Cells = dict[str, tuple[str, ...]]
"""The answers that a row accepts; a question that it does not name may have any, or none."""
Cases = list[dict[str, str]]


# -- the decision -----------------------------------------------------------------------------


def ways(content: Content, condition: Condition, wanted: Truth) -> list[Cells]:
    """Return in which ways a condition comes to hold, or not to hold."""
    if condition.answer is not None:
        question = content.questions[condition.answer]
        found = (v for v in question.values() if _weighs(condition, question.weighed(v)) is wanted)
        return [{question.id: tuple(found)}]
    other = Truth.NOT_MET if wanted is Truth.MET else Truth.MET
    if condition.negated is not None:
        return ways(content, condition.negated, other)
    parts = [ways(content, part, wanted) for part in condition.all + condition.any]
    together = bool(condition.all) is (wanted is Truth.MET)
    return combined(parts) if together else [cells for part in parts for cells in part]


def _weighs(leaf: Condition, value: str) -> Truth:
    return evaluate(leaf, lambda _: value)


def combined(parts: list[list[Cells]]) -> list[Cells]:
    """Return in which ways all of these hold at once."""
    return [cells for each in product(*parts) if all((cells := _merged(each)).values())]


def _merged(each: tuple[Cells, ...]) -> Cells:
    merged: Cells = {}
    for cells in each:
        for id_, values in cells.items():
            merged[id_] = tuple(v for v in values if v in merged.get(id_, values))
    return merged


def rows_of(triage: Triage, pathway: Pathway) -> Iterator[tuple[Cells, str]]:
    """Return the table of verdicts: which answers, and the outcome. Raises ValueError."""
    if pathway.redirect is not None:
        raise ValueError(f"{pathway.id} sends clients elsewhere: that is no table")
    content, gates = triage.content, triage.rules.gates(pathway.sector)
    for gate in gates:
        for cells in ways(content, gate.when, Truth.MET):
            yield cells, gate.outcome
    passed = [ways(content, gate.when, Truth.NOT_MET) for gate in gates]
    for criterion in pathway.in_order_of_asking():
        if criterion.weight is not Weight.OTHER:
            failed = ways(content, criterion.met_when, Truth.NOT_MET)
            for cells in combined([*passed, failed]):
                yield cells, content.exits[criterion.exit].outcome
    conditions = [criterion.met_when for criterion in pathway.criteria]
    if pathway.reservation is not None:
        conditions.append(pathway.reservation.met_when)
    met = [ways(content, condition, Truth.MET) for condition in conditions]
    for cells in combined([*passed, *met]):
        yield cells, pathway.all_met
    yield {}, pathway.consult


def decision_of(rows: list[tuple[Cells, str]]) -> dict[str, Any]:
    """Return the table in the format of zen: from what comes in to what goes out."""
    columns = tuple(dict.fromkeys(id_ for cells, _ in rows for id_ in cells))
    rules = [
        {
            "_id": str(number),
            **{id_: ", ".join(f'"{v}"' for v in cells.get(id_, ())) for id_ in columns},
            "outcome": f'"{outcome}"',
        }
        for number, (cells, outcome) in enumerate(rows)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": id_, "name": id_, "field": id_} for id_ in columns],
        "outputs": [{"id": "outcome", "name": "outcome", "field": "outcome"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": f"{a} {b}", "type": "edge", "sourceId": a, "targetId": b}
        for a, b in (("in", "table"), ("table", "out"))
    ]
    return {"nodes": nodes, "edges": edges}


# -- the comparison ---------------------------------------------------------------------------


def drawn(content: Content, met: dict[str, str], asked: list[str]) -> Cases:
    """Draw complete answers: those with which all is met, with up to four of them otherwise."""
    chance = random.Random(14)
    cases: Cases = []
    for _ in range(DRAWN):
        kept = set(asked) - set(chance.sample(asked, chance.randint(0, 4)))
        given = {id_: met[id_] for id_ in asked if id_ in kept and id_ in met}
        others = {id_: chance.choice(content.questions[id_].values()) for id_ in asked}
        cases.append(met | others | given)
    return cases


def check_equal(triage: Triage, engine: Any, key: str, cases: Cases) -> None:  # noqa: ANN401
    """Compare all outcomes. Raises AssertionError on the first that differs."""
    for case, found in zip(cases, engine.evaluate_batch(_requests(key, cases)), strict=True):
        ours, theirs = triage.walk(case).outcome_id, found["data"]["result"].get("outcome")
        if ours != theirs:
            raise AssertionError(f"{key}: {ours} here, {theirs} there: {case}")


def _requests(key: str, cases: Cases) -> list[Any]:
    return [{"key": key, "context": case} for case in cases]


def measure(programs: dict[str, Callable[[], object]], turns: int) -> dict[str, list[float]]:
    """Run the programs in turn, to and fro; give the seconds of the processor."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(turns + 1):
        for name in list(programs)[:: 1 if turn % 2 else -1]:
            gc.collect()
            gc.disable()
            begin = process_time()
            programs[name]()
            passed = process_time() - begin
            gc.enable()
            if turn:  # the first is not counted: it fills the caches
                times[name].append(passed)
    return times


def report(times: dict[str, list[float]], cases: int) -> None:
    """Print how many verdicts per second each gives, and that beside zen and its trace."""
    for name, measured in times.items():
        each = statistics.median(measured) / cases
        beside = [_beside(measured, times[other], other) for other in ("zen", TRACE)]
        print(f"  {name:24}{1 / each:10,.0f} per second   {'   '.join(beside)}")


def _beside(ours: list[float], theirs: list[float], other: str) -> str:
    ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{middle:5.2f} of {other} ({low:.2f}-{high:.2f})"


def compare(triage: Triage, place: str, turns: int) -> None:
    """Write the decision, assert that it says the same, and let all take turns."""
    content = triage.content
    where = place_by_id(content.directory, place)
    assert where is not None, place  # noqa: S101 - one of ours
    pathway = triage.rules.pathway(SECTOR, region_for(content.directory, where, SECTOR))
    rows = list(rows_of(triage, pathway))
    engine = zen.ZenEngine(
        {"loader": {"type": "static", "content": {pathway.id: decision_of(rows)}}}
    )
    begin = process_time()
    paths = every_path(triage.rules, place, SECTOR)
    tree = tree_of(paths)
    made = process_time() - begin
    cases = [path.answers for path in paths]
    met = next(path.answers for path in paths if path.walk.outcome_id == pathway.all_met)
    asked = dict.fromkeys(id_ for case in cases for id_ in case if id_ not in GIVEN)
    complete = drawn(content, met, list(asked))
    check_equal(triage, engine, pathway.id, cases + complete)
    requests = _requests(pathway.id, cases)
    times = measure(
        {
            "zen": lambda: engine.evaluate_batch(requests),
            TRACE: lambda: engine.evaluate_batch(requests, {"trace": True}),
            "verdict": lambda: [triage.walk(case).outcome for case in cases],
            "verdict, paths made": lambda: [_end(tree, case).outcome for case in cases],
            "assessment": lambda: [triage.assess(case, MOMENT) for case in cases],
            "assessment, paths made": lambda: [assess(_end(tree, c), MOMENT) for c in cases],
        },
        turns,
    )
    print(f"{pathway.id}: {len(rows)} rows, {len(cases)} cases, {DRAWN} drawn: all equal")
    report(times, len(cases))
    print(f"  paths made in {made:.2f} s of the processor")


def _end(tree: Node, case: dict[str, str]) -> Walk:
    return next(paths_with(tree, case)).walk


def main() -> None:
    """Compare all pathways of the sector."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=15)
    turns = parser.parse_args().turns
    triage = Triage(load_content(data_folder(), prove=False))
    for place in PLACES:
        compare(triage, place, turns)


if __name__ == "__main__":
    main()
