"""Puts an interview together: the way of asking, the draft, and a defined end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType

from crisiszorg_cli import draft as drafts
from crisiszorg_cli import output
from crisiszorg_cli.answers import parse_answers
from crisiszorg_cli.asking import Prompter
from crisiszorg_cli.errors import CrisiszorgError, ExitCode, NotFoundError
from crisiszorg_cli.interview import Interview, Surroundings
from crisiszorg_cli.render.lines import Line, plain
from crisiszorg_cli.session import Session
from crisiszorg_cli.triage import Triage

# Not on Windows: there closing the window ends the process by itself.
_ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants the interview: options and settings taken together."""

    moment: datetime
    why_region: str
    plain: bool
    keep_draft: bool
    resume: bool
    report: str


class _Ended(BaseException):
    """A signal asked the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def interview(engine: Triage, answers: Mapping[str, str], wishes: Wishes) -> int:
    """Hold the interview; give the exit code. The draft stays only when it is broken off.

    Raises NotFoundError when a draft should be resumed and there is none.
    """
    found, trouble = drafts.find_drafts() if wishes.keep_draft or wishes.resume else ([], [])
    for line in trouble:
        output.write_error(f"Let op: {line}.\n")
    newest = found[0] if found else None
    if wishes.resume and newest is None:
        raise NotFoundError("Er is geen concept om te hervatten.", "Begin met: crisis triage")
    session = Session(engine, answers)
    keeper = _Keeper(engine, keep=wishes.keep_draft)
    if wishes.resume and newest is not None:
        restored, asked = _restore(engine, newest, keeper)
        session.answers.update({**restored, **answers})
        session.asked = asked
        keeper.keep(session)
        newest = None
    around = _surroundings(engine, wishes, keeper, newest)
    return _run(Interview(engine, session, around), keeper)


def _surroundings(
    engine: Triage, wishes: Wishes, keeper: _Keeper, newest: drafts.Found | None
) -> Surroundings:
    prompter, show = _simple() if wishes.plain else _best_available()
    return Surroundings(
        prompter=prompter,
        show=show,
        keep=keeper.keep,
        moment=wishes.moment,
        why_region=wishes.why_region,
        report=wishes.report,
        left_behind=f"verder met concept ({newest.minutes} min)" if newest else "",
        resume=(lambda: _restore(engine, newest, keeper)) if newest else None,
    )


def _run(held: Interview, keeper: _Keeper) -> int:
    previous = {number: signal.signal(number, _end) for number in _ENDING_SIGNALS}
    try:
        held.run()
    except (KeyboardInterrupt, EOFError):
        output.write_error(f"\nGestopt. {keeper.farewell()}\n")
        return ExitCode.INTERRUPTED
    except _Ended as ended:
        output.write_error(f"\nAfgebroken. {keeper.farewell()}\n")
        return ended.exit_code
    except BaseException:
        keeper.farewell()
        raise
    else:
        keeper.discard()
        return ExitCode.OK
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise _Ended(number)


# -- the draft --------------------------------------------------------------------------------


class _Keeper:
    """Keeps the draft. When that fails it says so once, and the interview goes on."""

    def __init__(self, engine: Triage, *, keep: bool) -> None:
        self._version = engine.content.directory.version
        self._draft = drafts.Draft() if keep else None
        self._saved = False
        self.replaces: Path | None = None  # the draft that was resumed, gone once ours stands

    def keep(self, session: Session) -> None:
        if self._draft is None:
            return
        saved = drafts.Saved(self._version, session.read(), session.asked)
        try:
            self._draft.save(saved)
            self._saved = True
            self._drop_replaced()
        except (OSError, drafts.LockedError) as error:
            reason = getattr(error, "strerror", None) or "in gebruik"
            message = f"Let op: het concept kan niet bewaard worden ({reason}); u kunt doorgaan.\n"
            output.write_error(message)
            self._draft.discard()
            self._draft, self._saved = None, False

    def discard(self) -> None:
        if self._draft is not None:
            self._draft.discard()
        self._draft, self._saved = None, False
        self._drop_replaced()

    def _drop_replaced(self) -> None:
        if self.replaces is not None:
            drafts.remove(self.replaces)
            self.replaces = None

    def farewell(self) -> str:
        """Let go of the draft and say whether it can be resumed."""
        if self._draft is not None:
            self._draft.release()
        if self._saved:
            hours = drafts.MAX_AGE_HOURS
            return f"Verder gaan kan nog {hours} uur met: crisis triage --hervat"
        return "Er is niets bewaard."


def _restore(
    engine: Triage, found: drafts.Found, keeper: _Keeper
) -> tuple[Mapping[str, str], list[str]]:
    """Take over a draft; answers that the present content does not know are asked again."""
    answers: dict[str, str] = {}
    lost: list[str] = []
    for question, value in found.saved.answers.items():
        try:
            answers.update(parse_answers(engine.content, {question: value}))
        except CrisiszorgError:
            lost.append(question)
    if found.saved.content_version != engine.content.directory.version:
        again = f" Opnieuw gevraagd: {', '.join(lost)}." if lost else ""
        output.write_error(f"Let op: de inhoud is sinds het concept gewijzigd.{again}\n")
    keeper.replaces = found.path
    return answers, [question for question in found.saved.asked if question in answers]


# -- the way of asking --------------------------------------------------------------------------


Show = Callable[[Iterable[Line]], None]


def _best_available() -> tuple[Prompter, Show]:
    """Give the full mode, or the simple one where the terminal cannot do it."""
    if os.environ.get("TERM", "") == "dumb":
        return _simple()
    from crisiszorg_cli import prompts  # noqa: PLC0415 - slow, and not for the simple mode
    from crisiszorg_cli.render import terminal  # noqa: PLC0415

    if not prompts.is_possible():
        return _simple()
    screen = terminal.console(sys.stdout)
    return prompts, lambda lines: terminal.show(lines, screen)


def _simple() -> tuple[Prompter, Show]:
    from crisiszorg_cli.plain_prompts import PlainPrompts  # noqa: PLC0415

    return PlainPrompts(), lambda lines: output.write(plain(lines, wrapped=True))
