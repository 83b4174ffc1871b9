"""What the result of a triage rests on: moment, place and why, the data, and what is own."""

from __future__ import annotations

from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Municipality, RegionOrigin
from crisiszorg_cli.render.context import CHOSEN, GIVEN, Context, own_among
from crisiszorg_cli.wording import triage as triage_words

WHY = {
    RegionOrigin.OPTION: GIVEN,
    RegionOrigin.ANSWER: CHOSEN,
    RegionOrigin.CONFIRMED: "uw instelling, bevestigd",
}


def basis(assessment: Assessment) -> Context:
    """Return what an assessment rests on."""
    directory, place = assessment.directory, assessment.residence
    return Context(
        assessment.moment,
        directory.checked,
        place.name if place else None,
        WHY[assessment.origin],
        bool(own_of(assessment)) or directory.practice is not None,
    )


def own_of(assessment: Assessment) -> tuple[str, ...]:
    """Return what is the user's own of all that the result shows, as ``kind:id``.

    Gates too, also those that were passed: turned round, one lets through whom ours stops.
    """
    pathway, place = assessment.pathway, assessment.residence
    shown = [f"outcome:{assessment.outcome.id}", f"outcome:{assessment.followed.id}"]
    shown += [f"question:{answered.question.id}" for answered in assessment.answered]
    shown += [f"gate:{id_}" for id_ in assessment.gates]
    shown += [f"pathway:{pathway.id}"] if pathway else []
    shown += [f"exit:{result.criterion.exit}" for result in assessment.criteria]
    shown += [f"step:{dated.step.id}" for dated in assessment.steps]
    shown += [f"rung:{rung.id}" for rung, _ in assessment.ladder]
    contacts = (*assessment.contacts, *assessment.possible)
    shown += [f"service:{contact.service.id}" for contact in contacts]
    shown += [f"service:{advice.service}" for advice in assessment.exits if advice.service]
    shown += [f"region:{assessment.region.id}"]
    if isinstance(place, Municipality):
        shown.append(f"municipality:{place.id}")
    return own_among(assessment.directory, shown)


def own_text(assessment: Assessment) -> str | None:
    """Name what is the user's own, or the folder that all of it comes from."""
    practice = assessment.directory.practice
    if practice is not None:
        return f"Eigen gegevens: alles komt uit {practice}."
    names = [f"{triage_words.ITEM[kind]} {id_}" for kind, _, id_ in map(_parts, own_of(assessment))]
    return f"Eigen gegevens: {', '.join(names)}." if names else None


def _parts(item: str) -> tuple[str, str, str]:
    return item.partition(":")
