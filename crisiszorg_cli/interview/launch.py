"""Puts an interview together: the way of asking, the draft, and a defined end."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from crisiszorg_cli import streams
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.errors import CrisiszorgError, ExitCode, LeftError, NotFoundError
from crisiszorg_cli.interview import draft as drafts
from crisiszorg_cli.interview.context import InterviewContext, InterviewOptions
from crisiszorg_cli.interview.dialogue import Interview
from crisiszorg_cli.interview.loading import FOR_A_RESULT, Loading
from crisiszorg_cli.interview.prompter import Key, Prompter
from crisiszorg_cli.interview.resume import DraftKeeper, resumable, say
from crisiszorg_cli.interview.signals import HANG_UP, EndingSignals
from crisiszorg_cli.model.content import QuestionKind
from crisiszorg_cli.render.layout import Line, Role, plain
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.show import show_now
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.visible_text import one_line

if TYPE_CHECKING:
    from crisiszorg_cli.directory.own_numbers import Entered
    from crisiszorg_cli.interview.record import Outlets
    from crisiszorg_cli.model.assessment import Assessment

T = TypeVar("T")

_MOST = 9  # drafts to choose from, each with a key of one digit


def interview(
    engine: Triage, answers: Mapping[str, str], options: InterviewOptions, store: Store
) -> int:
    """Hold the interview; return the exit code. The draft stays only when it is broken off.

    The ``store`` has the data again once a number is kept. Raises NotFoundError when a draft
    should be resumed and there is none.
    """
    found, trouble = drafts.find_drafts()  # also when none is kept: it deletes the old ones
    wanted = options.keep_draft or options.resume
    for line in trouble if wanted else ():
        say(f"Let op: {one_line(line)}.")
    if options.resume and not found:
        raise NotFoundError("Er is geen concept om te hervatten.", "Begin met: crisis triage")
    session = Session(engine, answers)
    keeper = DraftKeeper(engine.content, keep=options.keep_draft)
    shown = found[:_MOST] if wanted else ()
    left_behind = [resumable(engine, draft, keeper) for draft in shown]
    if left_behind and not options.resume and not _begins_with_keys(session):
        say(f"Let op: verder met {left_behind[0].name} gaat met: crisis triage --hervat")
    way = _simple() if options.plain else _best_available()
    _look_for_garbage()
    around = InterviewContext(
        prompter=way.prompter,
        show=way.show,
        keep=keeper.keep,
        options=options,
        drafts=left_behind,
        room=way.room,
        may_save=lambda assessment: _prefilled(assessment) is not None,
        save=lambda assessment: _save_number(way, store, assessment),
        outlets=lambda: _outlets(crlf=options.crlf),
    )
    return _run(Interview(engine, session, around), keeper, EndingSignals(way.leave))


def _look_for_garbage() -> None:
    """Switch on what the start of the program does without; what is loaded by now, stays."""
    gc.freeze()
    gc.enable()


def _prefilled(assessment: Assessment) -> Entered | None:
    """Return what is known of a number that may be kept: where there is none of who comes first."""
    # After the verdict alone, like all that shows a result.
    from crisiszorg_cli.directory.own_numbers import prefilled  # noqa: PLC0415
    from crisiszorg_cli.render.reminder import stands_in  # noqa: PLC0415

    first = next(iter(assessment.contacts), None)
    if first is not None and first.service.phone and not stands_in(assessment, first):
        return None
    return prefilled(assessment.missing)


def _save_number(way: Way, store: Store, assessment: Assessment) -> Triage | None:
    """Ask for the number that is missing and keep it. What is wrong never ends an interview."""
    entered = _prefilled(assessment)
    if entered is None:
        return None
    kept = keep_number(way, store, day_of(assessment.moment), entered)
    try:
        return Triage(store.content()) if kept else None
    except CrisiszorgError as error:
        _tell(way, error)
        return None


def keep_number(way: Way, store: Store, today: date, entered: Entered) -> bool:
    """Ask for a number that is missing, and keep it; tell whether it was. What is wrong is said."""
    from crisiszorg_cli.interview.number_saver import ask_and_save  # noqa: PLC0415 - seldom

    try:
        return ask_and_save(way.prompter, way.show, store, today, entered=entered, confirm=True)
    except CrisiszorgError as error:
        _tell(way, error)
        return False


def _tell(way: Way, error: CrisiszorgError) -> None:
    way.show([Line(Role.WARNING, f"{error.message} {error.tip}".strip())])


def _outlets(*, crlf: bool) -> Outlets:
    from crisiszorg_cli import record_out  # noqa: PLC0415 - after the verdict alone, too
    from crisiszorg_cli.interview.record import Outlets  # noqa: PLC0415

    def save(name: str, text: str, overwrite: bool) -> object:  # noqa: FBT001 - as Outlets has it
        return record_out.save(name, text, overwrite=overwrite, crlf=crlf)

    return Outlets(record_out.copy, save)


def _begins_with_keys(session: Session) -> bool:
    """Tell whether the first question has keys, of which one can be to resume."""
    first = session.next_question()
    return first is not None and first.kind is not QuestionKind.PLACE


def _run(held: Interview, keeper: DraftKeeper, signals: EndingSignals) -> int:
    with signals:
        try:
            try:
                held.run()
            finally:
                signals.ignore()  # one that comes in right here still counts, below
            keeper.discard()
        except BaseException as error:
            farewell = keeper.farewell()
            number = _ended_by(signals, error)
            if number is not None:
                say(f"\nAfgebroken. {farewell}")
                return 128 + number
            if not isinstance(error, KeyboardInterrupt):
                raise
            say(f"\nGestopt. {farewell}")
            return ExitCode.INTERRUPTED
        return ExitCode.OK


def _ended_by(signals: EndingSignals, error: BaseException) -> int | None:
    """Return the signal that ended it, if one did.

    A terminal that is gone may be noticed before the signal that says so comes in.
    """
    gone = isinstance(error, EOFError) or getattr(error, "errno", None) == errno.EIO
    return signals.received or (HANG_UP if gone else None)


class Way(NamedTuple):
    """A way of asking and showing. ``leave`` has a prompt that waits leave, if there is one.

    ``room`` tells how large the screen is.
    """

    prompter: Prompter
    show: Callable[[Iterable[Line]], None]
    leave: Callable[[], bool]
    room: Callable[[], Room]


def _best_available() -> Way:
    """Return the full mode, or the simple one where the terminal cannot do it."""
    if os.environ.get("TERM", "").casefold() in ("dumb", "unknown"):
        return _simple()
    from crisiszorg_cli.interview.application import is_possible  # noqa: PLC0415 - slow, and not for ...
    from crisiszorg_cli.interview.screen_prompts import ScreenPrompts  # noqa: PLC0415 - ... the simple mode

    if not is_possible():
        return _simple()
    prompts = ScreenPrompts(Loading(FOR_A_RESULT))
    return Way(prompts, show_now, prompts.leave, _room)


def _room() -> Room:
    return Room(streams.terminal_width(), streams.terminal_height())


def ask_once(message: str, keys: Sequence[Key]) -> str:
    """Ask one question outside an interview. Raises as ``apart``."""
    return apart(lambda way: str(way.prompter.ask_key(message, "", keys)))


def apart(ask: Callable[[Way], T], *, plain: bool = False) -> T:
    """Ask something outside an interview, in the way that this terminal can do.

    Raises LeftError when a signal or the end of the terminal ended it, and KeyboardInterrupt.
    """
    way = _simple() if plain else _best_available()
    with EndingSignals(way.leave) as signals:
        try:
            return ask(way)
        except BaseException as error:
            signals.ignore()
            number = _ended_by(signals, error)
            if number is None:
                raise
            say("\nAfgebroken.")
            raise LeftError(128 + number) from error


def save_number(store: Store, today: date, entered: Entered, *, confirm: bool, plain: bool) -> bool:
    """Ask for a number outside an interview and keep it; tell whether it was kept.

    Raises as ``ask_and_save`` and ``apart``.
    """
    from crisiszorg_cli.interview.number_saver import ask_and_save  # noqa: PLC0415 - seldom

    def asking(way: Way) -> bool:
        return ask_and_save(way.prompter, way.show, store, today, entered=entered, confirm=confirm)

    return apart(asking, plain=plain)


def _simple() -> Way:
    from crisiszorg_cli.interview.plain_prompts import PlainPrompts  # noqa: PLC0415

    def show(lines: Iterable[Line]) -> None:
        streams.write(plain(lines, streams.terminal_width()))

    def room() -> Room:
        return _room()._replace(simple=True)

    return Way(PlainPrompts(), show, lambda: False, room)  # reading a line can be broken off
