"""Puts an interview together: the way of asking, the draft, and a defined end."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, Self

from crisiszorg_cli import draft as drafts, output, triage_labels
from crisiszorg_cli.answers import clean_text, parse_value
from crisiszorg_cli.asking import Prompter
from crisiszorg_cli.directory import place_by_id
from crisiszorg_cli.errors import CrisiszorgError, ExitCode, NotFoundError, reason_of
from crisiszorg_cli.interview import Interview, InterviewContext, ResumableDraft
from crisiszorg_cli.model import Content, Override, Question, QuestionKind
from crisiszorg_cli.render.lines import Line, fill, plain
from crisiszorg_cli.session import Session
from crisiszorg_cli.triage import RESIDENCE, SECTOR, Triage

# Not on Windows: there closing the window ends the process by itself.
_ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_HOUR = 60  # minutes
_MOST = 9  # drafts to choose from, each with a key of one digit
_HANG_UP = 1  # SIGHUP, also for systems that do not have it


@dataclass(frozen=True, slots=True)
class InterviewOptions:
    """How the person wants the interview: options and settings taken together.

    ``assumed`` names the answers that come from the settings; a draft knows better.
    """

    moment: datetime
    why_region: str
    plain: bool
    keep_draft: bool
    resume: bool
    report: str
    assumed: tuple[str, ...] = ()


def interview(engine: Triage, answers: Mapping[str, str], wishes: InterviewOptions) -> int:
    """Hold the interview; give the exit code. The draft stays only when it is broken off.

    Raises NotFoundError when a draft should be resumed and there is none.
    """
    found, trouble = drafts.find_drafts()  # also when none is kept: it deletes the old ones
    wanted = wishes.keep_draft or wishes.resume
    for line in trouble if wanted else ():
        _say(f"Let op: {clean_text(line)}.")
    if wishes.resume and not found:
        raise NotFoundError("Er is geen concept om te hervatten.", "Begin met: crisis triage")
    session = Session(engine, answers)
    keeper = _Keeper(engine.content, keep=wishes.keep_draft)
    shown = found[:_MOST] if wanted else ()
    left_behind = [_left_behind(engine, draft, keeper, wishes) for draft in shown]
    if left_behind and not wishes.resume and not _begins_with_keys(session):
        _say(f"Let op: verder met {left_behind[0].name} gaat met: crisis triage --hervat")
    way = _simple() if wishes.plain else _best_available()
    around = InterviewContext(
        prompter=way.prompter,
        show=way.show,
        keep=keeper.keep,
        moment=wishes.moment,
        why_region=wishes.why_region,
        report=wishes.report,
        left_behind=left_behind,
        resume=wishes.resume,
    )
    return _run(Interview(engine, session, around), keeper, _Signals(way.leave))


def _left_behind(
    engine: Triage, found: drafts.StoredDraft, keeper: _Keeper, wishes: InterviewOptions
) -> ResumableDraft:
    """Name a draft by where and what it is about, and how long ago."""
    content, saved = engine.content, found.saved
    known = _fitting(content, saved, {**saved.before, **saved.answers})
    what = ", ".join(
        triage_labels.answer_text(content.questions[id_], known[id_], content.directory)
        for id_ in (RESIDENCE, SECTOR)
        if id_ in known
    )
    ago = _ago(found.seconds)

    def take_over(session: Session) -> None:
        restore_session(engine, saved, session, wishes.assumed)
        keeper.replaces = found.path

    return ResumableDraft(
        name=f"{what or 'het concept'} ({ago})",
        resumed=f"Verder met het concept van {ago}{': ' if what else ''}{what}.",
        take_over=take_over,
    )


def _ago(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 1:
        return "zojuist"
    if minutes < _HOUR:
        return f"{minutes} {'minuut' if minutes == 1 else 'minuten'} geleden"
    return f"{minutes // _HOUR} uur geleden"


def _begins_with_keys(session: Session) -> bool:
    """Tell whether the first question has keys, of which one can be to resume."""
    first = session.next_question()
    return first is not None and first.kind is not QuestionKind.PLACE


def _say(text: str) -> None:
    output.write_error(f"{fill(text)}\n")


def _run(held: Interview, keeper: _Keeper, signals: _Signals) -> int:
    with signals:
        try:
            try:
                held.run()
            finally:
                signals.ignore()  # one that comes in right here still counts, below
            keeper.discard()
        except BaseException as error:
            farewell = keeper.farewell()
            # A terminal that is gone may be noticed before the signal that says so comes in.
            gone = isinstance(error, EOFError) or getattr(error, "errno", None) == errno.EIO
            number = signals.received or (_HANG_UP if gone else None)
            if number is not None:
                _say(f"\nAfgebroken. {farewell}")
                return 128 + number
            if not isinstance(error, KeyboardInterrupt):
                raise
            _say(f"\nGestopt. {farewell}")
            return ExitCode.INTERRUPTED
        return ExitCode.OK


class _Signals:
    """Turns a signal to end into an exception, so that the terminal is left as it was found.

    ``leave`` has the prompt that waits raise it, if there is one.
    """

    def __init__(self, leave: Callable[[], bool]) -> None:
        self.received: int | None = None
        self._leave = leave
        self._deaf_until = 0.0
        self._previous: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in _ENDING_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                self._previous[number] = signal.signal(number, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def ignore(self) -> None:
        """Let nothing disturb the last words: no other signal, no warning of what was cut off."""
        warnings.simplefilter("ignore")
        for number in (signal.SIGINT, *_ENDING_SIGNALS):
            self._previous.setdefault(number, signal.signal(number, signal.SIG_IGN))

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """Leave as Ctrl-C does.

        Signals come in twos, such as a window that closes and its shell; one is enough.
        """
        now = time.monotonic()
        if now >= self._deaf_until:
            self.received, self._deaf_until = number, now + 1
            if not self._leave():
                raise KeyboardInterrupt


# -- the draft --------------------------------------------------------------------------------


class _Keeper:
    """Keeps the draft. When that fails it says so once, and the interview goes on."""

    def __init__(self, content: Content, *, keep: bool) -> None:
        self._content = content
        self._draft = drafts.Draft() if keep else None
        self._saved = False
        self._behind = False  # the last answers are not in it
        self._warned = False
        self.replaces: Path | None = None  # the draft that was resumed, gone once ours stands

    def keep(self, session: Session) -> None:
        if self._draft is None:
            return
        try:
            self._draft.save(snapshot(self._content, session))
        except drafts.LockedError:
            self._behind = True
            self._warn("het is in gebruik")
        except OSError as error:
            self._behind = True
            self._warn(reason_of(error))
        else:
            self._saved, self._behind = True, False
            self._drop_replaced()

    def _warn(self, reason: str) -> None:
        if not self._warned:
            _say(f"Let op: het concept kan niet bewaard worden ({reason}); u kunt doorgaan.")
        self._warned = True

    def discard(self) -> None:
        self._saved = False
        if self._draft is not None:
            self._draft.discard()
        self._drop_replaced()

    def _drop_replaced(self) -> None:
        if self.replaces is not None:
            drafts.remove(self.replaces)
            self.replaces = None

    def farewell(self) -> str:
        """Let go of the draft and say whether it can be resumed."""
        if self._draft is not None:
            self._draft.release()
        if not self._saved:
            earlier = "Het eerdere concept blijft: crisis triage --hervat"
            return f"Er is niets bewaard. {earlier if self.replaces else ''}".rstrip()
        missing = "De laatste antwoorden zijn niet bewaard. " if self._behind else ""
        hours = drafts.MAX_AGE_HOURS
        return f"{missing}Binnen {hours} uur kunt u verder met: crisis triage --hervat"


def snapshot(content: Content, session: Session) -> drafts.DraftSnapshot:
    """Return all that a session knows, and the marks of the words that were asked."""
    known = {*session.answers, *session.before, *session.skipped}
    override = session.override
    return drafts.DraftSnapshot(
        content_version=content.directory.version,
        answers=dict(session.answers),
        before=dict(session.before),
        asked=list(session.asked),
        skipped=sorted(session.skipped),
        lapsed=sorted(session.lapsed),
        wording={id_: _wording(content.questions[id_]) for id_ in sorted(known)},
        override=(
            {"outcome": override.outcome.id, "reason": override.reason, "against": session.outcome}
            if override
            else {}
        ),
    )


def _wording(question: Question) -> str:
    """Mark the words of a question: with other words it is another question."""
    words = (question.kind, question.text, *((o.id, o.text) for o in question.options))
    return hashlib.sha256(repr(words).encode()).hexdigest()[:12]


def restore_session(
    engine: Triage, saved: drafts.DraftSnapshot, session: Session, assumed: tuple[str, ...] = ()
) -> None:
    """Bring a draft into a session; what no longer fits the content is asked again, and said.

    Answers that the session has go before those of the draft, but for the ``assumed`` ones.
    """
    content = engine.content
    answers, before = (
        _fitting(content, saved, saved.answers),
        _fitting(content, saved, saved.before),
    )
    given = session.answers.items()
    now = {id_: value for id_, value in given if id_ not in assumed or id_ not in answers}
    session.answers = {**answers, **now}
    session.before = before
    session.skipped = {id_ for id_ in saved.skipped if _same_words(content, saved, id_)}
    session.asked = [q for q in dict.fromkeys(saved.asked) if q in answers or q in session.skipped]
    session.lapsed = {id_ for id_ in saved.lapsed if id_ in answers}
    _say_what_changed(content, saved, [id_ for id_ in saved.answers if id_ not in answers])
    session.override = _still_chosen(engine, session, saved)
    if saved.override and session.override is None:
        _say("Let op: uw afwijking vervalt, want die hoorde bij een andere uitkomst.")


def _still_chosen(engine: Triage, session: Session, saved: drafts.DraftSnapshot) -> Override | None:
    """Return the caller's own choice, if the outcome it was made against still stands."""
    others = engine.alternatives({**session.before, **session.answers})
    reason = clean_text(saved.override.get("reason", ""))
    if not reason or saved.override.get("against") != session.outcome:
        return None
    chosen = saved.override.get("outcome")
    return next((Override(other, reason) for other in others if other.id == chosen), None)


def _fitting(
    content: Content, saved: drafts.DraftSnapshot, values: Mapping[str, str]
) -> dict[str, str]:
    """Return the answers to questions that are still the same, in their canonical form."""
    fitting = {}
    for id_, value in values.items():
        if _same_words(content, saved, id_):
            question = content.questions[id_]
            if question.kind is QuestionKind.PLACE and place_by_id(content.directory, value):
                fitting[id_] = value  # by its name it could be another place too
                continue
            with suppress(CrisiszorgError):
                fitting[id_] = parse_value(content, question, value)
    return {id_: value for id_, value in fitting.items() if value}


def _same_words(content: Content, saved: drafts.DraftSnapshot, question_id: str) -> bool:
    question = content.questions.get(question_id)
    return question is not None and saved.wording.get(question_id) == _wording(question)


def _say_what_changed(content: Content, saved: drafts.DraftSnapshot, lost: Sequence[str]) -> None:
    changed = saved.content_version != content.directory.version
    if not changed and not lost:
        return
    why = "de inhoud is sinds het concept gewijzigd" if changed else "het concept is beschadigd"
    labels = [content.questions[id_].label for id_ in lost if id_ in content.questions]
    gone = len(lost) - len(labels)
    again = f" Opnieuw gevraagd: {', '.join(labels)}." if labels else ""
    dropped = f" Vervallen, want de vraag bestaat niet meer: {gone}." if gone else ""
    same = "" if lost else " Alle antwoorden passen nog."
    _say(f"Let op: {why}.{again}{dropped}{same}")


# -- the way of asking --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of asking and showing. ``leave`` has a prompt that waits leave, if there is one."""

    prompter: Prompter
    show: Callable[[Iterable[Line]], None]
    leave: Callable[[], bool]


def _best_available() -> _Way:
    """Return the full mode, or the simple one where the terminal cannot do it."""
    if os.environ.get("TERM", "").casefold() in ("dumb", "unknown"):
        return _simple()
    from crisiszorg_cli import prompts  # noqa: PLC0415 - slow, and not for the simple mode
    from crisiszorg_cli.render import terminal  # noqa: PLC0415

    if not prompts.is_possible():
        return _simple()
    screen = terminal.console(sys.stdout)
    return _Way(prompts, lambda lines: terminal.show(lines, screen), prompts.leave)


def best_prompter() -> Prompter:
    """Return the way of asking that this terminal can do."""
    return _best_available().prompter


def _simple() -> _Way:
    from crisiszorg_cli.plain_prompts import PlainPrompts  # noqa: PLC0415

    def show(lines: Iterable[Line]) -> None:
        output.write(plain(lines, wrapped=True))

    return _Way(PlainPrompts(), show, lambda: False)  # reading a line can be broken off
