"""Going on with a draft: which one, and whether it is about this client."""

from __future__ import annotations

from collections.abc import Sequence

from crisiszorg_cli.interview.context import InterviewContext, ResumableDraft
from crisiszorg_cli.interview.prompter import BACK, Key
from crisiszorg_cli.model.content import NO, YES
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.triage.session import Session

_NEW, _OLD = "new", "old"
_SAME = (Key("j", "ja", YES), Key("n", "nee, nieuwe triage", NO))
_EITHER = (
    Key("1", "nieuwe triage, met wat u nu opgaf", _NEW),
    Key("2", "het oude concept, zonder wat u nu opgaf", _OLD),
)
_OTHER_CLIENT = "het concept gaat over een andere plaats of sector dan u nu opgaf."
_STAYS = Line(Role.NOTE, "Een nieuwe triage. Het concept blijft bewaard.")


def chosen_draft(
    drafts: Sequence[ResumableDraft], around: InterviewContext
) -> ResumableDraft | None:
    """Return the draft there is; of several, ask which. None goes back."""
    if len(drafts) == 1:
        return drafts[0]
    keys = [Key(str(n), draft.name, str(n)) for n, draft in enumerate(drafts, start=1)]
    back = [] if around.options.resume else [BACK]
    reply = around.prompter.ask_key("Met welk concept verder?", "", [*keys, *back])
    return drafts[int(reply) - 1] if isinstance(reply, str) else None


def takes_over(draft: ResumableDraft, session: Session, around: InterviewContext) -> bool:
    """Show what a draft holds, and bring it into the session if it is about this client.

    One about another place or sector than was given is never mixed with that: it is the
    one or the other.
    """
    around.show(draft.about)
    ask = around.prompter.ask_key
    if draft.differs(session):
        around.show([Line(Role.WARNING, _OTHER_CLIENT)])
        taken, take = ask("Met welke triage verder?", "", _EITHER) == _OLD, draft.take_alone
    else:
        taken, take = ask("Is dit dezelfde cliënt?", "", _SAME) == YES, draft.take_over
    if taken:
        take(session)
    else:
        around.show([_STAYS])
    return taken
