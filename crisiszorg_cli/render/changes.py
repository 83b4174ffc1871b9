"""Which other answers would give another verdict, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisiszorg_cli.model.assessment import Assessment, Change
from crisiszorg_cli.model.content import Directory, Verdict
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.wording import triage as triage_words

MAX_CHANGES = 3  # for each verdict
UNDECIDED = "Eerst nog vragen"
_GATES = (Verdict.EMERGENCY, Verdict.HOSPITAL, Verdict.FORCED_CARE)


def change_lines(assessment: Assessment, changes: Iterable[Change]) -> Iterator[Line]:
    """Say, for each other verdict, which answers lead to it; the nearest misses only."""
    directory, sector = assessment.directory, assessment.sector
    groups: dict[tuple[Verdict, bool], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.verdict, bool(change.missing_answers)), []).append(change)
    # What goes before everything (112, ziekenhuis, verzet) is the least news: last.
    in_order = sorted(groups.items(), key=lambda group: (group[0][0] in _GATES, group[0][1]))
    for (verdict, more), sets in in_order:
        name = UNDECIDED if more else triage_words.verdict_text(verdict, sector)
        near = sets[:MAX_CHANGES]
        said = [_other_answers(directory, change) for change in near]
        if len(sets) > len(near):
            left = len(sets) - len(near)
            said.append("op nog één manier" if left == 1 else f"op nog {left} manieren")
        yield Line(Role.ITEM, f"{name} bij {'; of '.join(said)}")


def _other_answers(directory: Directory, change: Change) -> str:
    said = (triage_words.answered_text(answered, directory) for answered in change.answered)
    return " én ".join(said)
