"""The triage without questions: answers from options and files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from crisiszorg_cli.cli.settings import REPORTS
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.errors import InputError, NotFoundError, reason_of
from crisiszorg_cli.model.content import (
    NO,
    UNKNOWN,
    YES,
    Content,
    Question,
    QuestionKind,
    Sector,
    Verdict,
)
from crisiszorg_cli.triage.answers import parse_text
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR
from crisiszorg_cli.wording.contacts import LIFE_DANGER

if TYPE_CHECKING:
    from crisiszorg_cli.directory.lookup import Query
    from crisiszorg_cli.model.assessment import Assessment
    from crisiszorg_cli.triage.engine import Triage

_WORDS = {
    "j": YES,
    "ja": YES,
    "yes": YES,
    "n": NO,
    "nee": NO,
    "no": NO,
    "?": UNKNOWN,
    "weet-niet": UNKNOWN,
    "weet ik niet": UNKNOWN,
    "onbekend": UNKNOWN,
    "unknown": UNKNOWN,
}


def parse_assignment(text: str) -> tuple[str, str]:
    """Split ``id=waarde``. Raises InputError when there is no equals sign."""
    question, equals, value = text.partition("=")
    if not equals or not question.strip():
        raise InputError(f"'{text}' is geen antwoord.", "Schrijf het als --antwoord vraag=waarde.")
    return question.strip(), value.strip()


def parse_answers(
    content: Content, given: Mapping[str, str], where: Query | None = None
) -> dict[str, str]:
    """Check answers and bring them to their canonical form.

    A place is found with the sector, as a lookup finds it; one in the options (``where``)
    goes before one among the answers. Raises InputError on an unknown question or a value
    that the question does not allow, naming the nearest one that exists.
    """
    answers = {
        question: parse_value(content, _question(content, question), value)
        for question, value in given.items()
        if question != RESIDENCE
    }
    if where is None and RESIDENCE in given:
        where = _region(given[RESIDENCE])
    if where is None:
        return answers
    sector = answers.get(SECTOR)
    query = where._replace(sector=Sector(sector) if sector else None)
    return {RESIDENCE: _place(content, query), **answers}


def _question(content: Content, question_id: str) -> Question:
    question = content.questions.get(question_id)
    if question is None:
        raise InputError(
            f"Onbekende vraag '{question_id}'.", did_you_mean(question_id, content.questions)
        )
    return question


def parse_value(content: Content, question: Question, value: str) -> str:
    """Bring one answer to its canonical form. Raises InputError if it is not allowed."""
    if question.kind is QuestionKind.PLACE:
        return _place(content, _region(value))
    if question.kind is QuestionKind.TEXT:
        return UNKNOWN if value in ("?", UNKNOWN) else parse_text(value)
    spaced = value.strip().casefold()
    word = "".join(spaced.split()) if question.kind is QuestionKind.SECTOR else spaced
    canonical = word if question.kind is QuestionKind.SECTOR else _WORDS.get(word, word)
    if canonical == "v&v":
        canonical = "vv"
    if canonical not in question.values():
        allowed = ", ".join(shown_values(question))
        raise InputError(
            f"'{value}' is geen antwoord op '{question.id}'.",
            did_you_mean(word, question.values()) or f"Kies uit: {allowed}.",
        )
    return canonical


def shown_values(question: Question) -> tuple[str, ...]:
    """Return the allowed answers as a Dutch user would type them."""
    dutch = {YES: "ja", NO: "nee", UNKNOWN: "?"}
    return tuple(dutch.get(value, value) for value in question.values())


def _region(name: str) -> Query:
    # Like all that finds a place: not for who begins without one.
    from crisiszorg_cli.directory.lookup import Query  # noqa: PLC0415

    return Query(region=name)


def _place(content: Content, query: Query) -> str:
    from crisiszorg_cli.cli.named_places import asked_place  # noqa: PLC0415

    try:
        return asked_place(content.directory, query).id
    except NotFoundError as error:  # here it is an answer that will not do
        raise InputError(error.message, error.tip) from error


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


def life_danger_given(
    triage: Triage, assignments: Iterable[str], typed: Mapping[str, str]
) -> dict[str, str]:
    """Return the answers that call for 112, whatever is wrong with the rest; else none.

    Of two different answers to one question the one that calls for it counts.
    """
    split = (text.partition("=") for text in assignments)
    pairs = [*typed.items(), *((id_.strip(), value.strip()) for id_, _, value in split)]
    given: list[list[tuple[str, str]]] = []
    for leaf in triage.rules.first.when.leaves():
        question = triage.content.questions[leaf.answer or ""]
        values = {_WORDS.get(value.casefold(), value) for id_, value in pairs if id_ == question.id}
        given += [[(question.id, value) for value in values]] if values else []
    for found in map(dict, product(*given)):
        if triage.walk(found).outcome.verdict is Verdict.EMERGENCY:
            return found
    return {}


def _from_file(path: Path) -> dict[str, str]:
    """Read answers from a YAML or JSON file; ``-`` is stdin. Every value stays text."""
    # Slow, and not for who answers at the keyboard.
    from crisiszorg_cli.content.tree import Table, Text  # noqa: PLC0415
    from crisiszorg_cli.content.yaml_reader import MAX_BYTES, read_yaml  # noqa: PLC0415

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
    root, problems = read_yaml(str(path), content, of_answers=True)
    if problems:
        raise InputError(f"{problems[0]}.", problems[0].tip)
    if not isinstance(root, Table):
        raise InputError(f"{path}:1: verwacht regels met vraag: antwoord.")
    answers = {key: node.value for key, node in root.items.items() if isinstance(node, Text)}
    for key in root.items:
        if key not in answers:
            raise InputError(f"Het antwoord op '{key}' moet één waarde zijn.")
    return answers


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
        f"Geef ze zo: {example}. Met een terminal stelt `crisis triage` de vragen zelf."
        f" {LIFE_DANGER}",
    )


def check_report(name: str) -> str:
    """Check the name of a report. Raises InputError on one that does not exist."""
    if name not in REPORTS:
        raise InputError(f"Onbekend verslag '{name}'.", f"Kies uit: {', '.join(REPORTS)}.")
    return name
