"""The cases of ``data/scenarios``: read as the other data, and judged against the rules.

They are shipped and are no part of the fingerprint of the data; no lookup and no triage reads
them. A case that names a question, value, place or step that does not exist, or gives an answer
that is never read on its way, is a fault: it would prove something else than it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from crisiszorg_cli.content import schema
from crisiszorg_cli.content.reading import (
    Reading,
    check_citations,
    check_references,
    choice_tip,
    reading_over,
)
from crisiszorg_cli.content.tree import Mark, Sequence, Table
from crisiszorg_cli.content.yaml_reader import MAX_BYTES, read_yaml
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.guarded_file import UnreadableError, read_guarded
from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.model.scenario import Scenario
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.expectations import given_answers, unread_answers
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR

FOLDER = "scenarios"
"""Its name, in the folder of the data files."""

_KIND = "scenario"
_SECTION = "scenarios"


class Cases(NamedTuple):
    """The cases of a data folder that can be read, all problems, and where each key stands."""

    scenarios: tuple[Scenario, ...]
    problems: tuple[Problem, ...]
    marks: Mapping[tuple[str, str], Mark]

    def mark_of(self, scenario: Scenario, key: str) -> Mark:
        """Return the line of a key of a case, or else of the case."""
        return self.marks.get((scenario.id, key)) or self.marks[scenario.id, ""]


def read_scenarios(folder: Path, content: Content) -> Cases:
    """Read the cases in a data folder. One without cases has nothing to try, and no problem."""
    items = _items(content)
    reading = reading_over(items, str(folder), frozenset())
    reading.items |= {kind: dict(known) for kind, known in items.items()}
    reading.sections[_KIND] = Mark(str(folder / FOLDER), 1)
    answers: dict[str, Table] = {}
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        _read_file(reading, file, answers)
    for file in _almost(folder / FOLDER):
        tip = "Geef het bestand een naam die eindigt op .yaml."
        reading.complain(Mark(str(file), 1), "unread-file", "dit bestand wordt niet gelezen", tip)
    check_references(reading)
    check_citations(reading)
    scenarios: Mapping[str, Scenario] = reading.items.get(_KIND, {})
    triage = Triage(content)
    for scenario in scenarios.values():
        _check(reading, triage, scenario, answers[scenario.id])
    problems = tuple(sorted(set(reading.problems)))
    return Cases(tuple(scenarios.values()), problems, _marks(reading, scenarios))


def _marks(reading: Reading, ids: Iterable[str]) -> Mapping[tuple[str, str], Mark]:
    items = {(id_, ""): reading.mark_of(_KIND, id_) for id_ in ids}
    keys = {(id_, key): m for id_ in ids for key, m in reading.keys[_KIND, id_].items()}
    return items | keys


def _items(content: Content) -> dict[str, Mapping[str, object]]:
    holders = ((content.directory, sections.DIRECTORY), (content, sections.TRIAGE))
    return {each.kind: getattr(holder, each.name) for holder, part in holders for each in part}


def _almost(folder: Path) -> Iterator[Path]:
    """Name the files that hold cases as it seems, and are read by nobody."""
    for ending in ("*.yml", "*.yaml.txt"):
        yield from sorted(folder.glob(ending))


def _read_file(reading: Reading, file: Path, answers: dict[str, Table]) -> None:
    try:
        root, problems = read_yaml(str(file), read_guarded(file, MAX_BYTES))
    except UnreadableError as error:
        reading.complain(Mark(str(file), 1), "unreadable", f"kan het bestand niet lezen ({error})")
        return
    reading.problems += problems
    if root is None:
        return
    listed = root.items.get(_SECTION) if isinstance(root, Table) else None
    if not isinstance(root, Table) or not isinstance(listed, Sequence):
        reading.complain(root.mark, "type", f"verwacht: {_SECTION} met een lijst")
        return
    for key in root.items:
        if key != _SECTION:
            reading.complain(root.key_marks[key], "unknown-key", f"onbekende sleutel '{key}'")
    for node in listed.items:
        known = set(reading.items.get(_KIND, {}))
        schema.read_item(reading, _KIND, Scenario, node)
        given = node.items.get("answers") if isinstance(node, Table) else None
        if isinstance(given, Table):
            answers.update((id_, given) for id_ in reading.items.get(_KIND, {}) if id_ not in known)


def _check(reading: Reading, triage: Triage, scenario: Scenario, given: Table) -> None:
    """Complain about what a case names and the rules do not have, each on its own line."""
    content, place = triage.content, scenario.place
    unknown_place = place is not None and place_by_id(content.directory, place) is None
    if unknown_place:
        _complain(reading, scenario, "place", f"onbekende plaats '{place}'")
    for key, message, tip in _unknown_names(content, scenario):
        _complain(reading, scenario, key, message, tip)
    sound = True
    for id_, value in scenario.answers.items():
        fault = _fault_in_answer(content, id_, value)
        if fault is not None:
            sound = False
            reading.complain(given.items[id_].mark, "value", *fault)
    if sound and not unknown_place:
        walk = triage.walk(given_answers(scenario))
        for id_ in unread_answers(scenario, walk):
            message = f"het antwoord op '{id_}' wordt op deze weg nooit gelezen"
            reading.complain(given.key_marks[id_], "unused-answer", message)
        chosen = scenario.own_choice or ""
        possible = [outcome.id for outcome in triage.own_choices(given_answers(scenario))]
        if chosen in content.outcomes and chosen not in possible:
            message = f"'{chosen}' kan hier niet gekozen worden"
            tip = choice_tip(chosen, possible) if possible else "Laat own_choice hier weg."
            _complain(reading, scenario, "own_choice", message, tip)


def _complain(reading: Reading, scenario: Scenario, key: str, message: str, tip: str = "") -> None:
    reading.complain(reading.mark_of(_KIND, scenario.id, key), "dangling", message, tip)


def _unknown_names(content: Content, scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """Name the key, the message and the tip of each step or criterion that does not exist."""
    steps = (("steps", step.id_) for step in scenario.steps)
    for key, id_ in (*steps, *(("no_steps", id_) for id_ in scenario.no_steps)):
        if id_ not in content.steps:
            yield key, f"onbekende stap '{id_}'", did_you_mean(id_, content.steps)
    for shown in scenario.advice:
        known = content.exits.get(shown.exit_)
        if known is None or max(shown.numbers) > len(known.advice):
            yield "advice", f"onbekende uitweg of zin '{shown.exit_}'", ""
    criteria = {c.id for pathway in content.pathways.values() for c in pathway.criteria}
    named = (("not_met", scenario.not_met), ("unknown", scenario.unknown))
    for key, id_ in ((key, id_) for key, ids in named for id_ in ids):
        if id_ not in criteria:
            yield key, f"onbekend criterium '{id_}'", did_you_mean(id_, criteria)


def _fault_in_answer(content: Content, id_: str, value: str) -> tuple[str, str] | None:
    """Say what is wrong with an answer, and what was meant; None if it can be given."""
    question = content.questions.get(id_)
    if question is None:
        return f"onbekende vraag '{id_}'", did_you_mean(id_, content.questions)
    if id_ in {RESIDENCE, SECTOR}:
        return (
            f"'{id_}' hoort bij een scenario zelf, niet bij de antwoorden",
            "Zet het ernaast, als place of sector.",
        )
    values = question.values()
    if values and value not in values:
        return f"'{value}' is geen antwoord op '{id_}'", choice_tip(value, values)
    return None
