"""The proof of "always somebody, now": everywhere, in every case, at every moment of two years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crisiszorg_cli.content.checks_directory import Finding
from crisiszorg_cli.content.ground import Ground
from crisiszorg_cli.model.assessment import NowKind
from crisiszorg_cli.model.content import Verdict
from crisiszorg_cli.triage.cases import Cases, End, open_numbers, says_what_to_do
from crisiszorg_cli.triage.corners import Trial, with_timetables
from crisiszorg_cli.wording.contacts import moment_text


def check_way_out(ground: Ground) -> Iterator[Finding | None]:
    """Find who is told neither an open number nor what to do now. A page alone is no way out.

    After each place None is given, so that a caller can tell how far it is.
    """
    content = with_timetables(ground.content, ground.begin, ground.places)
    trial = Trial(content, Cases(content, ground.routes), ground.begin)
    for place in ground.places:
        for end, moment in trial.of(place):
            yield from filter(None, (_in_the_dark(end, moment), _without_a_net(end)))
        yield None


def _in_the_dark(end: End, moment: datetime) -> Finding | None:
    if open_numbers(end.calls) or says_what_to_do(end.now):
        return None
    region = end.case.place.region
    where = f"in {region.name}, " if region else ""
    message = (
        f"'{end.followed.id}': er is niemand te bellen en er staat niet wat nu te doen"
        f" ({where}{moment_text(moment)})"
    )
    return Finding("outcome", end.followed.id, "purposes", "no-way-out", message)


def _without_a_net(end: End) -> Finding | None:
    no = Verdict.NOT_CRISIS in (end.case.own.outcome.verdict, end.followed.verdict)
    if not no or NowKind.CALL_AGAIN in {now.kind for now in end.now}:
        return None
    message = f"'{end.followed.id}' zegt niet wanneer opnieuw te bellen"
    return Finding("outcome", end.followed.id, "verdict", "no-way-out", message)
