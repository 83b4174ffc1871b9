"""What an interview is given from outside: what is wanted, how to ask, what was left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli.interview.prompter import Prompter
from crisiszorg_cli.render.layout import Line
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Session

if TYPE_CHECKING:
    from crisiszorg_cli.interview.record import Outlets
    from crisiszorg_cli.model.assessment import Assessment


class InterviewOptions(NamedTuple):
    """What the person wants of the interview: options and settings taken together.

    ``clock`` is read anew for each verdict; without it they are all for the ``moment``.
    ``home`` is the place of the settings: offered, and an answer once it is confirmed.
    ``output`` is the file for the report, which may take the place of another to ``overwrite``.
    """

    moment: datetime
    clock: Callable[[], datetime] | None = None
    home: str | None = None
    plain: bool = False
    keep_draft: bool = True
    resume: bool = False
    report: str = "geen"
    output: str | None = None
    overwrite: bool = False
    crlf: bool = False


class ResumableDraft(NamedTuple):
    """A draft that may be resumed: its name among others, the words once it is, and how.

    ``about`` shows what it holds, before anything of it is taken over. ``differs`` tells
    whether a session is about another place or sector. ``take_over`` brings it into the session,
    and what the session has goes before it; ``take_alone`` puts it in place of the session's.
    """

    name: str
    resumed: str
    about: Sequence[Line]
    differs: Callable[[Session], bool]
    take_over: Callable[[Session], None]
    take_alone: Callable[[Session], None]


class InterviewContext(NamedTuple):
    """Everything outside the interview: asking, showing, keeping the draft.

    ``drafts`` may be resumed, the newest first. ``room`` tells how large the screen is now.
    ``may_save`` tells whether a number that is missing could be kept, and ``save`` asks for it:
    it gives the engine that knows it, or None where nothing was kept.
    ``outlets`` gives how a report can leave the program.
    """

    prompter: Prompter
    show: Callable[[Iterable[Line]], None]
    keep: Callable[[Session], None]
    options: InterviewOptions
    drafts: Sequence[ResumableDraft] = ()
    room: Callable[[], Room] = lambda: Room(80, 24)
    may_save: Callable[[Assessment], bool] = lambda _: False
    save: Callable[[Assessment], Triage | None] = lambda _: None
    outlets: Callable[[], Outlets | None] = lambda: None
