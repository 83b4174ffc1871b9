"""Proofs about the content that the schema alone cannot give.

A finding is (kind, id, code, Dutch message); the loader adds file and line. These checks
are slower than reading, so they run in ``crisis check`` and in CI, not in every command.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from crisiszorg_cli import hours
from crisiszorg_cli.conditions import evaluate
from crisiszorg_cli.model import (
    Condition,
    Content,
    Directory,
    Phone,
    Purpose,
    Question,
    QuestionKind,
    RegionKind,
    Sector,
    Truth,
)

Finding = tuple[str, str, str, str]

MAX_HEADLINE = 140
_SHORT_NUMBERS = frozenset({"112", "113"})
_FIXED_QUESTIONS = ("region", "sector")


def check_directory(book: Directory) -> Iterator[Finding]:
    """Check numbers, hours and coverage of the regions."""
    for service in book.services.values():
        yield from _check_number(service.id, service.phone, service.display)
        if service.hours is not None and not hours.is_valid(service.hours):
            message = f"openingstijden '{service.hours}' zijn geen OSM opening_hours"
            yield "service", service.id, "hours", message
        if service.phone is None and service.page is None:
            yield "service", service.id, "no-way-in", "geen nummer en geen pagina"
    yield from _check_regions(book)


def _check_regions(book: Directory) -> Iterator[Finding]:
    national = [r for r in book.regions.values() if r.kind is RegionKind.NATIONAL]
    if len(national) != 1:
        yield "region", "", "national", "er moet precies één regio van soort national zijn"
    for town in book.municipalities.values():
        pairs = (
            (town.care_region, RegionKind.ZORGKANTOORREGIO),
            (town.youth_region, RegionKind.JEUGDREGIO),
        )
        for region_id, kind in pairs:
            if book.regions[region_id].kind is not kind:
                message = f"regio '{region_id}' is geen {kind.value}"
                yield "municipality", town.id, "region-kind", message
    purposes = [s.purpose for service in book.services.values() for s in service.serves]
    if Purpose.EMERGENCY not in purposes:
        yield "service", "", "coverage", "geen enkele dienst is voor noodgevallen (emergency)"


def _check_number(service_id: str, phone: Phone | None, display: str | None) -> Iterator[Finding]:
    # phonenumbers is slow to import; only the checks need it.
    import phonenumbers  # noqa: PLC0415

    if phone is None:
        if display is not None:
            yield "service", service_id, "display", "display zonder phone"
        return
    parsed = phonenumbers.parse(phone.digits, "NL")
    if phone.digits not in _SHORT_NUMBERS and not phonenumbers.is_valid_number(parsed):
        yield "service", service_id, "phone", f"'{phone}' is geen geldig Nederlands nummer"
    if display is not None and "".join(filter(str.isdigit, display)) != phone.digits:
        message = f"display '{display}' heeft andere cijfers dan phone '{phone}'"
        yield "service", service_id, "display", message


def check_content(content: Content) -> Iterator[Finding]:
    """Check questions, conditions, pathways and outcomes against each other."""
    for question in content.questions.values():
        yield from _check_question(content, question)
    for kind, id_, condition in _conditions(content):
        yield from _check_values(content, kind, id_, condition)
    yield from _check_cycles(content)
    yield from _check_pathways(content)
    yield from _check_outcomes(content)
    yield from _check_use(content)


def _check_question(content: Content, question: Question) -> Iterator[Finding]:
    has_options = bool(question.options)
    if has_options != (question.kind is QuestionKind.CHOICE):
        yield "question", question.id, "options", "options horen bij soort choice, en alleen daar"
    for wanted in _FIXED_QUESTIONS:
        if wanted not in content.questions:
            yield "question", "", "missing", f"de vraag '{wanted}' ontbreekt"
    if question.relevant is not None and not _can_hold(content, question.relevant):
        message = f"vraag '{question.id}' kan nooit gesteld worden: relevant is nooit waar"
        yield "question", question.id, "unreachable", message


def _can_hold(content: Content, condition: Condition) -> bool:
    """Tell whether any answers at all make a condition true, by trying them all."""
    ids = list(dict.fromkeys(leaf.answer for leaf in condition.leaves() if leaf.answer))
    options = [content.questions[id_].values() for id_ in ids]
    worlds = (dict(zip(ids, values, strict=True)) for values in product(*options))
    return any(evaluate(condition, world.get) is Truth.MET for world in worlds)


def _conditions(content: Content) -> Iterator[tuple[str, str, Condition]]:
    for question in content.questions.values():
        if question.relevant is not None:
            yield "question", question.id, question.relevant
    for gate in content.gates.values():
        yield "gate", gate.id, gate.when
    for pathway in content.pathways.values():
        if pathway.redirect is not None:
            yield "pathway", pathway.id, pathway.redirect.when
        for criterion in pathway.criteria:
            yield "pathway", pathway.id, criterion.met_when
    for exit_ in content.exits.values():
        for advice in exit_.advice:
            if advice.when is not None:
                yield "exit", exit_.id, advice.when
    for step in content.steps.values():
        if step.when is not None:
            yield "step", step.id, step.when
    for rung in content.ladder.values():
        if rung.when is not None:
            yield "rung", rung.id, rung.when


def _check_values(
    content: Content, kind: str, id_: str, condition: Condition
) -> Iterator[Finding]:
    for leaf in condition.leaves():
        question = content.questions[leaf.answer or ""]
        for value in leaf.values:
            if value not in question.values():
                allowed = ", ".join(question.values()) or "geen: dit is een open vraag"
                message = f"'{value}' is geen antwoord op '{question.id}' (wel: {allowed})"
                yield kind, id_, "value", message


def _check_cycles(content: Content) -> Iterator[Finding]:
    """Find questions whose relevance depends on themselves."""
    for start in content.questions:
        seen: set[str] = set()
        todo = [start]
        while todo:
            condition = content.questions[todo.pop()].relevant
            for leaf in condition.leaves() if condition else ():
                if leaf.answer == start:
                    message = f"vraag '{start}' hangt via relevant van zichzelf af"
                    yield "question", start, "cycle", message
                    return
                if leaf.answer and leaf.answer not in seen:
                    seen.add(leaf.answer)
                    todo.append(leaf.answer)


def _check_pathways(content: Content) -> Iterator[Finding]:
    if not content.gates or next(iter(content.gates.values())).sectors:
        yield "gate", "", "first-gate", "de eerste poort moet voor alle sectoren gelden"
    seen: dict[tuple[Sector, str | None], str] = {}
    for pathway in content.pathways.values():
        for region in pathway.regions or (None,):
            other = seen.setdefault((pathway.sector, region), pathway.id)
            if other != pathway.id:
                where = region or "regio's zonder eigen route"
                message = f"'{other}' geldt ook al voor {pathway.sector} in {where}"
                yield "pathway", pathway.id, "overlap", message
    for sector in Sector:
        if (sector, None) not in seen:
            message = f"geen route voor {sector} in regio's zonder eigen route"
            yield "pathway", "", "coverage", message


def _check_outcomes(content: Content) -> Iterator[Finding]:
    for outcome in content.outcomes.values():
        if len(outcome.headline) > MAX_HEADLINE:
            message = f"headline heeft {len(outcome.headline)} tekens; hoogstens {MAX_HEADLINE}"
            yield "outcome", outcome.id, "headline", message
    if "incomplete" not in content.outcomes:
        yield "outcome", "", "missing", "de uitkomst 'incomplete' ontbreekt"
    for step in content.steps.values():
        if ("{due}" in step.text) != (step.due is not None):
            message = "{due} in de tekst en de sleutel due horen bij elkaar"
            yield "step", step.id, "due", message


def _check_use(content: Content) -> Iterator[Finding]:
    """Find questions, exits and outcomes that nothing leads to."""
    asked = {leaf.answer for _, _, c in _conditions(content) for leaf in c.leaves()}
    asked |= {q for pathway in content.pathways.values() for q in pathway.preparation}
    for question in content.questions:
        if question not in asked and question not in _FIXED_QUESTIONS:
            yield "question", question, "unreachable", f"vraag '{question}' wordt nergens gesteld"
    pathways = content.pathways.values()
    exits = {criterion.exit for pathway in pathways for criterion in pathway.criteria}
    for exit_ in content.exits:
        if exit_ not in exits:
            yield "exit", exit_, "unused", f"naar uitweg '{exit_}' leidt geen criterium"
    outcomes = {"incomplete"} | {gate.outcome for gate in content.gates.values()}
    outcomes |= {content.exits[exit_].outcome for exit_ in exits}
    outcomes |= {o for pathway in pathways for o in (pathway.all_met, pathway.consult)}
    for outcome in content.outcomes:
        if outcome not in outcomes:
            yield "outcome", outcome, "unused", f"naar uitkomst '{outcome}' leidt niets"
