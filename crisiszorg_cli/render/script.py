"""What the caller says on the phone (SBAR), in sentences that can be read aloud as they are.

First what has to be said: an opening, the situation, the answers that decide, and the request.
All else waits until it is asked for. What nobody answered here, names first of all, is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crisiszorg_cli.model.assessment import URGENT, Answered, Assessment
from crisiszorg_cli.model.content import Municipality, Part, Verdict
from crisiszorg_cli.model.questions import Question, QuestionKind
from crisiszorg_cli.render.layout import BLANK, Line, Role, sentence
from crisiszorg_cli.wording import triage as triage_words

OPEN = "…"
"""What the caller fills in while speaking."""

_LETTERS = {
    Part.SITUATION: "S",
    Part.BACKGROUND: "B",
    Part.ASSESSMENT: "A",
    Part.RECOMMENDATION: "R",
}
_GREETING = f"U spreekt met {OPEN}, huisarts te {OPEN}."
_CALL_BACK = f"U bereikt mij op {OPEN} tot {OPEN}."
_REPEAT = f"Herhaal samen: nummer {OPEN}, naam {OPEN}, afspraak {OPEN}."


class Script(NamedTuple):
    """One call. ``said`` is what is said anyhow, by part; ``rest`` what is said when asked for.

    In ``rest`` each of the caller's own texts stands apart, and the other answers together.

    ``about`` tells one call from another, where there are two. ``unasked`` are questions that
    will be put and were not answered.
    """

    about: str
    opening: str
    said: Mapping[Part, tuple[str, ...]]
    rest: tuple[str, ...]
    unasked: tuple[Question, ...]


def scripts(assessment: Assessment) -> tuple[Script, ...]:
    """Return the call to make, or two: about forced care, and then about the place."""
    outcome = assessment.followed
    opening = outcome.said_opening or f"Ik bel voor {outcome.request}."
    request = outcome.said_request or f"Graag {outcome.request}."
    if outcome.verdict is not Verdict.FORCED_CARE or outcome.said_opening_place is None:
        return (_script(assessment, "", opening, request),)
    place = outcome.said_request_place or request
    return (
        _script(assessment, "Gesprek 1, gedwongen zorg", opening, request),
        _script(assessment, "Gesprek 2, de plek", outcome.said_opening_place, place),
    )


def _script(assessment: Assessment, about: str, opening: str, request: str) -> Script:
    first = [each for each in assessment.answered if _goes_first(assessment, each.question)]
    later = [each for each in assessment.answered if each not in first]
    said = {part: _said(first, part) for part in Part}
    said[Part.SITUATION] = (_client(assessment), *_situation(assessment, said[Part.SITUATION]))
    said[Part.ASSESSMENT] += _own_choice(assessment)
    said[Part.RECOMMENDATION] = (request, *said[Part.RECOMMENDATION], _CALL_BACK)
    own_words = [each for each in later if each.question.kind is QuestionKind.TEXT]
    short = " ".join(_in_order(each for each in later if each not in own_words))
    rest = (*_in_order(own_words), *([short] if short else []))
    unasked = tuple(q for q in assessment.unasked if q.part is not Part.SITUATION)
    return Script(about, opening, said, rest, unasked)


def _goes_first(assessment: Assessment, question: Question) -> bool:
    """Tell whether an answer is said anyhow: it decides, or says what is the matter.

    While a gate is open, of the criteria only danger and the window do.
    """
    pathway = assessment.pathway
    if pathway is None or question.part is Part.SITUATION:
        return True
    decisive = pathway.decisive()
    if assessment.gate_open and question.id in decisive:
        return any(
            question.id in result.answers and result.criterion.weight in URGENT
            for result in assessment.criteria
        )
    return question.id in decisive or question.id not in pathway.preparation


def _in_order(answers: Iterable[Answered]) -> tuple[str, ...]:
    listed = list(answers)
    return tuple(text for part in Part for text in _said(listed, part))


def _said(answers: Iterable[Answered], part: Part) -> tuple[str, ...]:
    return tuple(said_text(each) for each in answers if each.question.part is part)


def said_text(answered: Answered) -> str:
    """Say an answer in a sentence."""
    question, value = answered.question, answered.value
    speech = question.speech(value)
    if speech is None:  # own data may have no words for it
        options = {option.id: option.text for option in question.options}
        text = options.get(value) or triage_words.CLOSED.get(value, value)
        speech = f"{capital(question.label)}: {text}"
    return sentence(speech)


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def _client(assessment: Assessment) -> str:
    """Say who it is about: name and date of birth are the caller's to say, and so is a town."""
    place = assessment.residence
    if place is None:
        return f"Het gaat om {OPEN}, en het adres is {OPEN}."
    home = place.name if isinstance(place, Municipality) else OPEN
    return f"Het gaat om {OPEN}, geboren {OPEN}, uit {home}."


def _situation(assessment: Assessment, said: tuple[str, ...]) -> tuple[str, ...]:
    """Say what is the matter, or leave it open to be said."""
    asked = (q for q in assessment.unasked if q.part is Part.SITUATION)
    return said or tuple(q.speech(OPEN) or f"{capital(q.label)}: {OPEN}" for q in asked)


def _own_choice(assessment: Assessment) -> tuple[str, ...]:
    """Say what the criteria come to, and why the caller asks for something else."""
    override = assessment.override
    if override is None:
        return ()
    verdict = triage_words.verdict_text(assessment.verdict, assessment.sector).lower()
    return (
        f"De criteria wijzen op {verdict}; daar wijk ik van af.",
        f"Reden: {sentence(override.reason)}",
    )


def script_body(assessment: Assessment) -> Iterator[Line]:
    """Return what to say, as lines."""
    calls = scripts(assessment)
    for number, script in enumerate(calls):
        if number:
            yield BLANK
        if script.about:
            yield Line(Role.HEADING, script.about)
        yield Line(Role.STRONG, f"{_GREETING} {script.opening}")
        for part, letter in _LETTERS.items():
            text = " ".join(script.said[part])
            if text:
                yield Line(Role.TEXT, f"{letter}  {text}")
        yield Line(Role.TEXT, _REPEAT)
    yield from _section("Als ernaar gevraagd wordt", map(_item, calls[0].rest))
    labels = " ".join(f"{capital(q.label)}?" for q in calls[0].unasked)
    yield from _section("Dit wordt nog gevraagd", [_item(labels)] if labels else [])


def _item(text: str) -> Line:
    return Line(Role.ITEM, text)


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    items = list(lines)
    if items:
        yield BLANK
        yield Line(Role.HEADING, title)
        yield from items
