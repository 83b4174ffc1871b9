"""The flow of a sector as a picture in Mermaid, inside Markdown: many sites and editors draw it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisiszorg_cli.model.content import Content, Sector
from crisiszorg_cli.triage.flow import Arrow, Box, End, Flow
from crisiszorg_cli.wording import contacts as words, triage as triage_words

_SEVERAL = 2  # answers that are named; of more it is said that they are the others
_KEYS = (
    "Een zeshoek gaat voor alles, een vak is een vraag bij de criteria, een rond vak is waar het op"
    " uitkomt. Woonplaats en sector staan er niet in. Wie u belt, beslist."
)


def flow_markdown(content: Content, flows: Iterable[Flow]) -> Iterator[str]:
    """Return the lines of a page with these flows."""
    yield "# Stroomschema"
    yield ""
    yield _KEYS
    for flow in flows:
        pathway = content.pathways[flow.pathway]
        names = [content.directory.regions[id_].name for id_ in pathway.regions]
        yield ""
        yield f"## {pathway.name}"
        yield ""
        yield f"Voor: {', '.join(names)}." if names else "Voor elke regio die hier niet staat."
        yield ""
        yield "```mermaid"
        yield from mermaid_lines(content, flow)
        yield "```"


def mermaid_lines(content: Content, flow: Flow) -> Iterator[str]:
    """Return a flow as lines of Mermaid: boxes in the order in which they are met."""
    names = _names(flow)
    sector = content.pathways[flow.pathway].sector
    yield "flowchart TD"
    for to, name in names.items():
        if isinstance(to, End):
            yield f'  {name}(["{_end(content, to, sector)}"])'
            continue
        box = flow.boxes[to]
        left, right = ("{{", "}}") if flow.gates.intersection(box.questions) else ("[", "]")
        yield f'  {name}{left}"{_questions(content, box)}"{right}'
    for to, name in names.items():
        if not isinstance(to, End):
            yield from _arrows(content, flow.boxes[to], name, names)


def _arrows(content: Content, box: Box, name: str, names: dict[int | End, str]) -> Iterator[str]:
    for arrow in box.arrows:
        yield f'  {name} -- "{_answers(content, box, arrow)}" --> {names[arrow.to]}'


def _names(flow: Flow) -> dict[int | End, str]:
    """Name boxes (v1) and ends (u1), in the order in which they are met."""
    names: dict[int | End, str] = {}
    wanted: list[int | End] = [flow.start]
    boxes = ends = 0
    for to in wanted:
        if to in names:
            continue
        if isinstance(to, End):
            ends += 1
            names[to] = f"u{ends}"
            continue
        boxes += 1
        names[to] = f"v{boxes}"
        wanted += [arrow.to for arrow in flow.boxes[to].arrows]
    return names


def _questions(content: Content, box: Box) -> str:
    labels = [content.questions[id_].label for id_ in box.questions]
    return _text(f"{'<br>'.join(label[0].upper() + label[1:] for label in labels)}?")


def _answers(content: Content, box: Box, arrow: Arrow) -> str:
    """Write the answers of an arrow; of most of them, that it is the other ones."""
    if not arrow.answers:
        return "elk antwoord"
    most = max(box.arrows, key=lambda each: len(each.answers))
    if arrow is most and len(arrow.answers) > _SEVERAL:
        return "anders"
    question = content.questions[box.questions[0]]
    said = [triage_words.answer_text(question, each, content.directory) for each in arrow.answers]
    text = " of ".join(said)
    if len(box.questions) == 1:
        return _text(text)
    return _text(f"minstens één: {text}" if arrow.one else f"alle: {text}")


def _end(content: Content, end: End, sector: Sector) -> str:
    if end.sector is not None:
        return f"Verder als {words.SECTOR[end.sector]}"
    outcome = content.outcomes[end.outcome or ""]
    first = outcome.headline.partition(". ")[0].rstrip(".")
    return _text(f"{triage_words.verdict_text(outcome.verdict, sector)}<br>{first}")


def _text(text: str) -> str:
    """Write a text so that nothing in it ends the quotes around it."""
    return text.replace('"', "#quot;")
