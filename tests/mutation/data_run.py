"""How much of the data is proved: every small fault in it, and what finds each.

    make mutate                                   # all, on two cores
    .venv/bin/python -m tests.mutation.data_run --part 0 --of 20    # a twentieth

A fault in the rules is found by a check of the loader, a case of data/scenarios or a proof of
``crisis check``; one in a number, hour, region or duration by the facts, and the regions of a
gemeente by the list of the CBS. Nothing is compared with a copy of the data. A fault that nobody
anywhere is told anything else by decides nothing, and is counted apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import Content
from tests import facts
from tests.mutation.data_mutants import Mutant, mutants
from tests.mutation.data_numbers import numbers
from tests.mutation.data_trial import NOTHING, SURVIVES, Trial
from tests.shipped import CONTENT

_KINDS = {section.name: section.kind for section in (*sections.TRIAGE, *sections.DIRECTORY)}


class Verdict(NamedTuple):
    """A fault by its name, where it is, and what finds it."""

    section: str
    name: str
    found_by: str


def judge(part: int, of: int) -> list[Verdict]:
    """Try one of every so many faults."""
    return [*of_numbers(part, of), *of_rules(part, of)]


def of_rules(part: int, of: int) -> Iterator[Verdict]:
    """Try faults in the rules on the cases and the proofs."""
    trial = Trial(CONTENT)
    for at, mutant in enumerate(mutants(CONTENT)):
        if at % of == part:
            yield Verdict(mutant.section, mutant.name, trial.found_by(mutant))


def of_numbers(part: int, of: int) -> Iterator[Verdict]:
    """Try faults in numbers, hours, regions and durations on the facts."""
    listed = _by_item()
    for at, mutant in enumerate(numbers(CONTENT)):
        if at % of == part:
            kind = _KINDS[mutant.section]
            item = _item(mutant.content, mutant.section, mutant.item)
            said = set() if item is None else set(facts.said_of(kind, item))
            same = said == listed.get(f"{kind}:{mutant.item}", set())
            alike = same and _says_alike(mutant)
            found = (NOTHING if alike else SURVIVES) if same else "facts"
            yield Verdict(mutant.section, mutant.name, found)


def _by_item() -> Mapping[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for row in facts.rows():
        found.setdefault(row.item, set()).add((row.what, row.value))
    return found


def _item(content: Content, section: str, id_: str) -> Any:
    holder: Any = content if hasattr(content, section) else content.directory
    return getattr(holder, section).get(id_)


def _says_alike(mutant: Mutant) -> bool:
    """Tell whether the fault only says twice for whom a service is."""
    before = _item(CONTENT, mutant.section, mutant.item)
    after = _item(mutant.content, mutant.section, mutant.item)
    return bool(before._replace(serves=()) == after._replace(serves=()))


def main() -> int:
    """Try all faults, or a part; return 1 if one that decides is not found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", type=int)
    arguments.add_argument("--of", type=int, default=2)
    given = arguments.parse_args()
    started = time.monotonic()
    parts = range(given.of) if given.part is None else [given.part]
    with ProcessPoolExecutor(2) as pool:
        each = pool.map(judge, parts, [given.of] * len(parts))
        verdicts = [verdict for part in each for verdict in part]
    _report(verdicts, time.monotonic() - started)
    return any(verdict.found_by == SURVIVES for verdict in verdicts)


def _report(verdicts: list[Verdict], seconds: float) -> None:
    counted = Counter((verdict.section, verdict.found_by) for verdict in verdicts)
    ways = sorted({verdict.found_by for verdict in verdicts})
    for section in dict.fromkeys(verdict.section for verdict in verdicts):
        told = (f"{way} {counted[section, way]}" for way in ways if counted[section, way])
        print(f"{section:15}", ", ".join(told))
    deciding = [verdict for verdict in verdicts if verdict.found_by != NOTHING]
    left = [verdict for verdict in deciding if verdict.found_by == SURVIVES]
    for verdict in left:
        print("not found:", verdict.name)
    rate = 100 * (len(deciding) - len(left)) / len(deciding)
    print(f"{len(verdicts)} faults, {len(deciding)} of them decide: {rate:.1f}% found.")
    print(f"{seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
