"""What has been read so far: items, where they stand, what they refer to, and the problems.

Nothing is raised: problems are collected with file and line, so that one run shows them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crisiszorg_cli.content.tree import Mark, Node, Sequence, Table, Text
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.model import contacts, sections
from crisiszorg_cli.model.patterns import FACT

if TYPE_CHECKING:  # an overlay with numbers only needs nothing of the triage
    from crisiszorg_cli.model import content as model

ENOUGH_PROBLEMS = 1000
"""After these, nothing more is read: a file with so many is no file of data."""

MAX_POSTCODES = 50_000
"""In all gemeenten together; the country has some four thousand."""

UNDER = Mark("meegeleverde gegevens", 1)
"""Where the items stand over which an overlay is laid."""

OF_THE_NUMBER = (
    "display",
    "menu",
    "hours",
    "hours_note",
    "when_closed",
    "caution",
    "wzd_caution",
    "standing",
    "verified",
)
"""What a service says of its number: nobody said it of a number that takes its place."""


class Reference(NamedTuple):
    """A place where one item names another."""

    kind: str
    id: str
    mark: Mark


class Asked(NamedTuple):
    """A condition on an answer, where it stands, and the item (kind and id) that has it."""

    leaf: model.Condition
    mark: Mark
    item: tuple[str, str]


class Reading:
    """What has been read so far: items by kind, where they stand, and what is wrong.

    ``sections`` has the kinds of which a list was read; ``partial`` those of which an item
    or a reference could not be used, so that nothing follows from what seems to be absent.
    ``base`` has what an overlay adds to or replaces, and ``own`` what it gave, as
    ``kind:id``. What is ``fixed`` (kind and id) it may not replace: such an item is left out
    alone, and stands in ``refused``. ``item`` is the one that is being read; ``postcodes``
    counts those of all gemeenten.
    """

    # No dataclass: with that a lookup with own data starts later.

    def __init__(
        self,
        base: Mapping[str, Mapping[str, Any]] | None = None,
        fixed: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """Nothing has been read."""
        self.base = dict(base or {})
        self.fixed = fixed
        self.items: dict[str, Any] = {}
        self.marks: dict[tuple[str, str], Mark] = {}
        self.keys: dict[tuple[str, str], Mapping[str, Mark]] = {}
        self.sections: dict[str, Mark] = {}
        self.partial: set[str] = set()
        self.references: list[Reference] = []
        self.citations: list[tuple[contacts.Citation, Mark]] = []
        self.conditions: list[Asked] = []
        self.problems: list[Problem] = []
        self.refused: list[Problem] = []
        self.own: list[str] = []
        self.item = ("", "")
        self.postcodes = 0

    def complain(self, mark: Mark, code: str, message: str, tip: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(mark.file, mark.line, code, message, tip))

    def ask(self, leaf: model.Condition, mark: Mark) -> None:
        """Note a condition on an answer in the item that is being read."""
        self.conditions.append(Asked(leaf, mark, self.item))

    def note_own(self, kind: str, items: Mapping[str, Any]) -> None:
        """Note what an overlay gave: not that a number was rung, which leaves it what it was."""
        under = self.base[kind]
        self.own += [
            f"{kind}:{id_}"
            for id_, item in items.items()
            if not (isinstance(item, contacts.Service) and is_rung_only(item, under.get(id_)))
        ]

    @property
    def is_full(self) -> bool:
        """Tell whether there are so many problems that reading on is of no use."""
        return len(self.problems) >= ENOUGH_PROBLEMS

    def refuse(self, mark: Mark, what: str) -> None:
        """Leave out an item of an overlay that changes what may never change."""
        self.leave_out(mark, "fixed", f"{what} kan niet worden veranderd")

    def leave_out(self, mark: Mark, code: str, why: str) -> None:
        """Say that an item of an overlay is left out alone; the rest of it counts."""
        message = f"{why}; dit onderdeel telt niet mee, de rest wel"
        self.refused.append(Problem(mark.file, mark.line, code, message))

    def mark_of(self, kind: str, id_: str, key: str = "") -> Mark:
        """Return the line of a key of an item, or else of the item, or else of its section."""
        item = self.marks.get((kind, id_)) or self.sections[kind]
        return self.keys.get((kind, id_), {}).get(key, item)


def is_rung_only(service: contacts.Service, under: contacts.Service | None) -> bool:
    """Tell whether it is the service that lies under it, with another word on who rang it."""
    if under is None or service.verified == under.verified:
        return False
    return service._replace(verified=under.verified) == under


def reading_over(
    base: Mapping[str, Mapping[str, Any]], file: str, fixed: frozenset[tuple[str, str]]
) -> Reading:
    """Begin a reading of an overlay, this file, over items that were proved before."""
    reading = Reading(base, fixed)
    for kind, known in base.items():
        reading.sections[kind] = Mark(file, 1)
        reading.marks.update(((kind, id_), UNDER) for id_ in known)
    return reading


def marks_in(node: Table) -> Mapping[str, Mark]:
    """Return where each key stands, and each part with an id of its own: ``criteria.wlz``."""
    parts = {
        f"{key}.{id_.value}": id_.mark
        for key, child in node.items.items()
        if isinstance(child, Sequence)
        for part in child.items
        if isinstance(part, Table) and isinstance(id_ := part.items.get("id"), Text)
    }
    return {**node.key_marks, **parts} if parts else node.key_marks


def take_back(reading: Reading, kind: str, id_: str) -> None:
    """Forget an item of an overlay; what lies under it counts again."""
    reading.own.remove(f"{kind}:{id_}")
    under = reading.base[kind]
    if id_ in under:
        reading.items[kind][id_] = under[id_]
        reading.marks[kind, id_] = UNDER
    else:
        del reading.items[kind][id_]
        del reading.marks[kind, id_]


def leave_out_note(reading: Reading, kind: str, node: Node) -> bool:
    """Leave out that a service was rung which is not there (any more); tell whether it was so.

    It is no fault of whoever noted it: the service was the program's, or that of a practice.
    """
    if kind != "service" or not isinstance(node, Table) or set(node.items) != {"id", "verified"}:
        return False
    id_ = node.items["id"]
    if not isinstance(id_, Text) or id_.value in reading.base[kind]:
        return False
    reading.leave_out(id_.mark, "old", f"de nagebelde dienst '{id_.value}' is er niet")
    return True


def leave_out_old(reading: Reading) -> None:
    """Leave out the items of an overlay that fit the questions of another version.

    These are a question with other answers than the one it is laid over, on which criteria
    rest, and an item with a condition on an answer that is not there. What its author would
    say now is unknown: no value is translated. A number has no conditions, so it stays.
    """
    questions: Mapping[str, model.Question] = reading.items.get("question", {})
    for id_, under in reading.base.get("question", {}).items():
        if f"question:{id_}" not in reading.own:
            continue
        gone = [value for value in under.values() if value not in questions[id_].values()]
        if gone:
            why = f"'{id_}' heeft niet meer het antwoord '{gone[0]}', waar criteria op rusten"
            reading.leave_out(reading.mark_of("question", id_, "kind"), "old", why)
            take_back(reading, "question", id_)
    for leaf, mark, item in list(reading.conditions):
        if f"{item[0]}:{item[1]}" in reading.own and (wrong := _not_there(questions, leaf)):
            reading.leave_out(mark, "old", _no_answer(wrong[0], leaf))
            take_back(reading, *item)
            reading.conditions = [each for each in reading.conditions if each.item != item]


def _not_there(questions: Mapping[str, model.Question], leaf: model.Condition) -> tuple[str, ...]:
    """Return the answers in a condition that its question does not have."""
    question = questions.get(leaf.answer or "")
    allowed = question.values() if question else leaf.values
    return tuple(value for value in leaf.values if value not in allowed)


def _no_answer(value: str, leaf: model.Condition) -> str:
    return f"'{value}' is geen antwoord op '{leaf.answer}'"


def skip_file(reading: Reading, name: str) -> None:
    """Note that nothing of a file could be read."""
    reading.partial.update(section.kind for section in sections.of_file(name))


def check_references(reading: Reading) -> None:
    """Complain about every reference to an item that does not exist.

    Of a section that could not be read at all, nothing is known, so nothing is said.
    """
    known: dict[str, set[str]] = {}
    for kind, id_ in reading.marks:
        known.setdefault(kind, set()).add(id_)
    for reference in reading.references:
        if reading.is_full:
            return
        ids = known.get(reference.kind, set())
        if reference.kind in reading.sections and reference.id not in ids:
            message = f"onbekende {sections.WORDS[reference.kind]} '{reference.id}'"
            tip = did_you_mean(reference.id, ids)
            reading.complain(reference.mark, "dangling", message, tip)
            reading.partial.add(reference.kind)


def check_citations(reading: Reading) -> None:
    """Complain about every citation of a line that the document does not have."""
    sources: Mapping[str, contacts.Source] = reading.items.get("source", {})
    for citation, mark in reading.citations:
        source = sources.get(citation.source)
        length = (source.lines if source else None) or 0
        last = (citation.lines or "").rpartition("-")[2]
        if last and 0 < length < int(last):
            message = f"'{citation}': '{citation.source}' heeft maar {length} regels"
            reading.complain(mark, "citation", message)


def check_answers(reading: Reading) -> None:
    """Complain about every condition on an answer that its question does not have."""
    questions: Mapping[str, model.Question] = reading.items.get("question", {})
    for leaf, mark, _ in reading.conditions:
        for value in _not_there(questions, leaf):
            values = questions[leaf.answer or ""].values()
            tip = choice_tip(value, values) if values else "Dit is een open vraag."
            reading.complain(mark, "value", _no_answer(value, leaf), tip)


def check_facts(reading: Reading, node: Sequence) -> None:
    """Complain about what cannot be the id of a fact; the list itself is no part of the data."""
    for item in node.items:
        if isinstance(item, Text) and not re.fullmatch(FACT, item.value, re.ASCII):
            message = f"'{item.value}' is geen id van een feit, zoals T01"
            reading.complain(item.mark, "fact", message)


def choice_tip(value: str, allowed: Iterable[str]) -> str:
    """Return what was meant, or else all that is allowed."""
    return did_you_mean(value, allowed) or f"Kies uit: {', '.join(allowed)}."


def is_bounded(reading: Reading, node: Sequence, parts: list[Any]) -> bool:
    """Complain about what stands twice in a list, and about too many postcodes in all.

    Lists are combined with each other, and ranges written out: without a bound a small file
    becomes very large.
    """
    seen: set[Any] = set()
    for part, item in zip(parts, node.items, strict=True):
        if hasattr(part, "id"):  # its id is judged apart
            continue
        if part in seen:
            word = item.value if isinstance(item, Text) else "dit"
            reading.complain(item.mark, "duplicate", f"'{word}' staat er twee keer")
            return False
        seen.add(part)
    ranges = [part for part in parts if isinstance(part, contacts.Postcodes)]
    reading.postcodes += sum(int(each.last) - int(each.first) + 1 for each in ranges)
    if ranges and reading.postcodes > MAX_POSTCODES:
        message = f"meer dan {MAX_POSTCODES} postcodes in alle gemeenten samen"
        reading.complain(node.mark, "too-many", message)
        return False
    return True
