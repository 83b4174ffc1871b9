"""What is said between two questions: how far it is, what a change did to answers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crisiszorg_cli.interview.prompter import Above
from crisiszorg_cli.model.content import Content, Question
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.render.progress import count_text, ladder_text
from crisiszorg_cli.triage.session import Effect, Session
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR
from crisiszorg_cli.wording.triage import answer_text


def how_far(session: Session, content: Content, question: Question, said: str) -> Above:
    """Say about whom it is, which question this is, how the criteria stand, what was said last."""
    progress = session.progress(question.id)
    number = 1 + sum(map(session.counts, session.asked))
    count = count_text(progress, number)
    lines = (" · ".join((*_about(session, content), count)), ladder_text(progress), said)
    return Above(quiet="\n".join(filter(None, lines)), which=count, number=number)


def _about(session: Session, content: Content) -> Iterator[str]:
    """Name the sector and the place, as far as they were said."""
    for id_ in (SECTOR, RESIDENCE):
        if id_ in session.read:
            yield answer_text(content.questions[id_], session.read[id_], content.directory)


def effect_lines(effect: Effect, questions: Mapping[str, Question]) -> Iterator[Line]:
    """Name the answers that lapsed or count again because of a change."""
    for ids, one, many in (
        (effect.lapsed, "antwoord vervalt", "antwoorden vervallen"),
        (effect.revived, "eerder antwoord telt weer", "eerdere antwoorden tellen weer"),
    ):
        if ids:
            names = ", ".join(questions[id_].label for id_ in ids)
            yield Line(Role.WARNING, f"{len(ids)} {many if len(ids) > 1 else one}: {names}.")
