"""The decision as a short proof: each gate or criterion, the answer to it, and its source."""

from __future__ import annotations

from collections.abc import Iterator

from crisiszorg_cli.model.assessment import Assessment, Because, Reason
from crisiszorg_cli.model.content import Verdict
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.wording.contacts import OWN_READING
from crisiszorg_cli.wording.triage import answered_text, verdict_text

HEADING = "Bewijs"
OUR_READING = "eigen lezing"

_SO = {
    Because.PASSED: "Dat gaat dus niet voor.",
    Because.FIRES: "Dat gaat voor al het andere.",
    Because.OPEN: "Zolang dat niet bekend is, is het hoogstens overleg.",
    Because.REDIRECTS: "Daarom geldt een andere route.",
    Because.CHOOSES: "Dat bepaalt wie u belt.",
    Because.HOLDS_BACK: "Daarom is het hoogstens overleg.",
    Because.SETTLES: "Dat geeft de doorslag.",
    Because.NOT_MET: "Niet voldaan.",
    Because.UNKNOWN: "Onbekend; zoek dat uit.",
    Because.MET: "Voldaan.",
}


def because_lines(assessment: Assessment) -> Iterator[Line]:
    """Prove the verdict, a line for each step: what was answered, and what follows from it."""
    yield Line(Role.HEADING, HEADING)
    for reason in assessment.reasons:
        said, so = _said(assessment, reason), _SO[reason.because]
        yield Line(Role.ITEM, f"{said}. {so} {_source(reason)}")
    yield Line(Role.STRONG, f"Dus: {_conclusion(assessment)}")


def _said(assessment: Assessment, reason: Reason) -> str:
    answers = _answers(assessment, reason)
    if reason.label is None:
        return answers
    return f"{_capital(reason.label)} ({answers})" if answers else _capital(reason.label)


def _answers(assessment: Assessment, reason: Reason) -> str:
    said = (answered_text(each, assessment.directory) for each in reason.answered)
    return _capital("; ".join(said))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(reason: Reason) -> str:
    """Name the sources with their lines: `crisis source` reads them."""
    cited = [str(each) for each in reason.sources if each.source != OWN_READING]
    own = [OUR_READING] if len(cited) < len(reason.sources) else []
    return f"[{'; '.join((*cited, *own))}]"


def _conclusion(assessment: Assessment) -> str:
    """Say what follows from the steps, in the words of the verdict."""
    if not assessment.certain:
        return "nog niet te beoordelen; er ontbreken antwoorden."
    name = verdict_text(assessment.verdict, assessment.sector)
    if assessment.verdict in (Verdict.EMERGENCY, Verdict.HOSPITAL):
        return f"{name.lower()}."
    return f"{name[:1].lower() + name[1:]}, volgens deze antwoorden; wie u belt beslist."
