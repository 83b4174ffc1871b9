"""The proofs over all answers, places and moments, each with its code, in the order of running.

They are for ``crisis check`` and for CI. The other commands rely on them, and run none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crisiszorg_cli.content import checks_reach as reach, checks_safety as safety
from crisiszorg_cli.content.checks_directory import Finding
from crisiszorg_cli.content.checks_way_out import check_way_out
from crisiszorg_cli.content.ground import Ground


class Proof(NamedTuple):
    """What is proved under one code: its meaning for the manual, and what to do about it."""

    code: str
    meaning: str
    tip: str
    find: Callable[[Ground], Iterator[Finding | None]]


PROOFS = (
    Proof(
        "space",
        "The paths through the questions stand together for every set of answers, once each.",
        "Neem onder opening alleen vragen met vaste antwoorden.",
        reach.check_space,
    ),
    Proof(
        "red-flag",
        "112 and the hospital are asked for on every way, before anything else.",
        "Zet deze poort vooraan, zonder sectors.",
        safety.check_red_flags,
    ),
    Proof(
        "reassurance",
        "No crisis only without danger, without hurry, or when something else solves it.",
        "Alleen weight danger of window, of het antwoord solves, mag naar geen crisis leiden.",
        safety.check_reassurance,
    ),
    Proof(
        "danger-first",
        "In V&V and GZ danger is known before the other criteria decide, and then the window.",
        "Geef deze route een criterium met weight danger.",
        safety.check_danger_first,
    ),
    Proof(
        "hidden-criterion",
        "A consult or a no shows which criterion is not met, and where else to go.",
        "Zet bij deze uitkomst prepare op true.",
        safety.check_in_sight,
    ),
    Proof(
        "unsettled",
        "While a gate is open the verdict is consult at most; register means all is met.",
        "Laat deze route naar een uitkomst met verdict consult leiden.",
        safety.check_settled,
    ),
    Proof(
        "unknown-as-no",
        '"Weet ik niet" gives no crisis only where every other answer does.',
        "Een onbekend antwoord telt nooit als nee: laat het open tot het bekend is.",
        safety.check_unknown,
    ),
    Proof(
        "gate-number",
        "Where a gate is left unknown, the number to which it leads is named.",
        "Geef deze uitkomst verdict forced_care, of geen andere purposes dan overleg heeft.",
        safety.check_gate_number,
    ),
    Proof(
        "worse-answer",
        "A worse answer to danger, window or acute makes no other verdict a no.",
        "Kijk of een criterium of relevant deze vraag omgekeerd leest.",
        safety.check_worse,
    ),
    Proof(
        "never-reached",
        "Every outcome, question, criterion, exit, step and rung is reached by some answers.",
        "Haal het weg, of verbeter wat ernaar leidt.",
        reach.check_reached,
    ),
    Proof(
        "no-effect",
        "Every question before the verdict changes something.",
        "Zet de vraag onder preparation, of haal haar weg.",
        reach.check_effect,
    ),
    Proof(
        "shadowed",
        "No gate or criterion always has another one before it.",
        "Haal het weg, of zet het vóór wat er nu voor gaat.",
        reach.check_shadowed,
    ),
    Proof(
        "no-way-out",
        "Everywhere, at every hour of two years, there is an open number or what to do now.",
        "Geef de uitkomst purposes waarvoor altijd iemand te bellen is.",
        check_way_out,
    ),
)

TIDINESS = frozenset({"never-reached", "no-effect", "shadowed"})
"""Codes of what stands there for nothing: whoever lays an overlay cannot mend that under it."""

BESIDE = {
    "scenario": "A case of `data/scenarios` ends as it says.",
    "unused-answer": "Every answer of a case is read on its way.",
    "index": "The index, if it fits the files, says what the files say.",
}
"""What ``crisis check`` finds besides, by code."""


def steps(ground: Ground) -> int:
    """Return how many times ``prove`` says that it came further."""
    return len(_wanted(ground)) + len(ground.places)


def prove(ground: Ground) -> Iterator[Finding | None]:
    """Run all proofs; give None for each step that is done.

    What is said of an item is said once, with the shortest way to it.
    """
    seen: set[tuple[str, str, str, str]] = set()
    for proof in _wanted(ground):
        for finding in proof.find(ground):
            if finding is None:
                yield None
                continue
            said = finding.message.partition(" (")[0]  # and then the example
            at = (finding.kind, finding.id, finding.code, said)
            if at not in seen:
                seen.add(at)
                yield finding._replace(tip=proof.tip)
        yield None


def _wanted(ground: Ground) -> tuple[Proof, ...]:
    """Return the proofs to run: where the rules were proved, the one that rests on numbers."""
    return PROOFS[-1:] if ground.rules_proved else PROOFS
