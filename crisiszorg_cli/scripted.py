"""The triage without questions: answers from options and files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from crisiszorg_cli.answers import parse_assignment, shown_values
from crisiszorg_cli.assessment import Assessment
from crisiszorg_cli.config import REPORTS
from crisiszorg_cli.errors import InputError, reason_of
from crisiszorg_cli.model import (
    Content,
    QuestionKind,
)
from crisiszorg_cli.tree import Table, Text
from crisiszorg_cli.yaml_reader import MAX_BYTES, read_yaml


def given_answers(
    assignments: Iterable[str], file: Path | None, options: Mapping[str, str | None]
) -> dict[str, str]:
    """Collect answers as typed: an option wins over ``--antwoord``, which wins over the file.

    Raises InputError on an unreadable file, a bad assignment, or two different
    assignments to one question.
    """
    answers = _from_file(file) if file is not None else {}
    assigned: dict[str, str] = {}
    for text in assignments:
        question, value = parse_assignment(text)
        if assigned.setdefault(question, value) != value:
            raise InputError(f"Twee verschillende antwoorden op '{question}'.")
    answers.update(assigned)
    answers.update({id_: value for id_, value in options.items() if value is not None})
    return answers


def _from_file(path: Path) -> dict[str, str]:
    """Read answers from a YAML or JSON file; ``-`` is stdin. Every value stays text."""
    try:
        if str(path) == "-":
            if sys.stdin is None:
                raise InputError("De invoer (stdin) is gesloten; er is niets te lezen.")
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: kan het bestand niet lezen ({reason_of(error)}).") from error
    root, problems = read_yaml(str(path), content)
    if problems:
        raise InputError(f"{problems[0]}.", problems[0].tip)
    if not isinstance(root, Table):
        raise InputError(f"{path}:1: verwacht regels met vraag: antwoord.")
    return {key: _value(key, node) for key, node in root.items.items()}


def _value(key: str, node: object) -> str:
    if isinstance(node, Text):
        return node.value
    raise InputError(f"Het antwoord op '{key}' moet één waarde zijn.")


def missing_error(
    content: Content, assessment: Assessment, *, no_terminal: bool
) -> InputError | None:
    """Say which answers are still needed, by id; None if the verdict is certain."""
    if assessment.certain:
        return None
    names = ", ".join(assessment.missing_answers)
    first = content.questions[assessment.missing_answers[0]]
    if first.kind is QuestionKind.PLACE:
        example = "--regio ZHN"
    elif first.kind is QuestionKind.SECTOR:
        example = "--sector vv"
    else:
        example = f"--antwoord {first.id}={'|'.join(shown_values(first))}"
    reason = "Hier is geen terminal om vragen te stellen. " if no_terminal else ""
    return InputError(
        f"{reason}Er ontbreken antwoorden: {names}.",
        f"Geef ze zo: {example}. Met een terminal stelt `crisis triage` de vragen zelf.",
    )


def check_report(name: str) -> str:
    """Check the name of a report. Raises InputError on one that does not exist."""
    if name not in REPORTS:
        raise InputError(f"Onbekend rapport '{name}'.", f"Kies uit: {', '.join(REPORTS)}.")
    return name
