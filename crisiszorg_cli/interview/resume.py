"""From a session to its draft and back: what is kept, and what still fits when it is resumed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crisiszorg_cli import streams
from crisiszorg_cli.errors import reason_of
from crisiszorg_cli.interview import draft as drafts
from crisiszorg_cli.interview.context import ResumableDraft
from crisiszorg_cli.interview.old_drafts import MAX_AGE_HOURS
from crisiszorg_cli.model.content import Content, Question
from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.render.show import filled
from crisiszorg_cli.triage.answers import accept, clean_text, holds_bsn, too_long
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Given, Session
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR
from crisiszorg_cli.wording import triage as triage_words

if TYPE_CHECKING:
    from crisiszorg_cli.model.assessment import Override

_HOUR = 60  # minutes
_NO_LOCKS = "Let op: deze schijf kent geen sloten; houd hier geen twee triages tegelijk."


def say(text: str) -> None:
    """Tell something beside the interview, on stderr."""
    streams.write_error(f"{filled(text)}\n")


class DraftKeeper:
    """Keeps the draft. When that fails it says so once, and the interview goes on."""

    def __init__(self, content: Content, *, keep: bool) -> None:
        """Keep drafts of answers to this content, or none at all."""
        self._content = content
        self._draft = drafts.Draft() if keep else None
        self._saved = False
        self._behind = False  # the last answers are not in it
        self._warned = False
        self.replaces: Path | None = None  # the draft that was resumed, gone once ours stands

    def keep(self, session: Session) -> None:
        """Write all that the session knows."""
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
            if self._draft.unlocked and not self._warned:
                self._warned = True
                say(_NO_LOCKS)

    def _warn(self, reason: str) -> None:
        if not self._warned:
            say(f"Let op: het concept kan niet bewaard worden ({reason}); u kunt doorgaan.")
        self._warned = True

    def discard(self) -> None:
        """Remove the draft, and the one that it replaces."""
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
        hours = MAX_AGE_HOURS
        return f"{missing}Binnen {hours} uur kunt u verder met: crisis triage --hervat"


def resumable(engine: Triage, found: drafts.StoredDraft, keeper: DraftKeeper) -> ResumableDraft:
    """Name a draft by where and what it is about, and how long ago."""
    content, saved = engine.content, found.snapshot
    known = _fitting(content, saved, {**saved.before, **saved.answers})
    what = ", ".join(
        triage_words.answer_text(content.questions[id_], known[id_], content.directory)
        for id_ in (RESIDENCE, SECTOR)
        if id_ in known
    )
    ago = _ago(found.seconds)

    def take_over(session: Session) -> None:
        restore_session(content, saved, session)
        keeper.replaces = found.path

    def take_alone(session: Session) -> None:
        session.restore(Given({}))
        take_over(session)

    return ResumableDraft(
        name=f"{what or 'het concept'} ({ago})",
        resumed=f"Verder met het concept van {ago}{': ' if what else ''}{what}.",
        about=tuple(_about(content, saved, f"Concept van {ago}{': ' if what else ''}{what}")),
        differs=lambda session: _differs(known, session),
        take_over=take_over,
        take_alone=take_alone,
    )


def _about(content: Content, saved: drafts.DraftSnapshot, title: str) -> Iterator[Line]:
    """Show what a draft holds: place, sector, age and the answers that counted."""
    yield BLANK
    yield Line(Role.HEADING, title)
    afresh = asked_afresh(content)
    for id_, value in _fitting(content, saved, saved.answers).items():
        if id_ not in saved.lapsed and id_ not in afresh:
            question = content.questions[id_]
            answer = triage_words.answer_text(question, value, content.directory)
            yield Line(Role.TEXT, f"{question.label}: {answer}")


def _differs(known: Mapping[str, str], session: Session) -> bool:
    """Tell whether place or sector were given, and are others than those of a draft."""
    given = session.answers
    return any(
        id_ in given and given[id_] != known.get(id_, given[id_]) for id_ in (RESIDENCE, SECTOR)
    )


def asked_afresh(content: Content) -> frozenset[str]:
    """Return the questions that no draft answers: those of the first gate, danger to life."""
    first = next(iter(content.gates.values()))
    return frozenset(leaf.answer for leaf in first.when.leaves() if leaf.answer)


def _ago(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 1:
        return "zojuist"
    if minutes < _HOUR:
        return f"{minutes} {'minuut' if minutes == 1 else 'minuten'} geleden"
    return f"{minutes // _HOUR} uur geleden"


def snapshot(content: Content, session: Session) -> drafts.DraftSnapshot:
    """Return all that a session knows, and the marks of the words that were asked."""
    given, override = session.given(), session.override
    known = {*given.answers, *given.before, *given.skipped}
    return drafts.DraftSnapshot(
        content_version=content.directory.version,
        answers=dict(given.answers),
        before=dict(given.before),
        asked=list(given.asked),
        skipped=sorted(given.skipped),
        lapsed=sorted(given.lapsed),
        wording={id_: _wording(content.questions[id_]) for id_ in sorted(known)},
        override=(
            {
                "outcome": override.outcome.id,
                "reason": override.reason,
                "against": session.outcome_id,
            }
            if override
            else {}
        ),
    )


def _wording(question: Question) -> str:
    """Mark the words of a question: with other words it is another question."""
    words = (question.kind, question.text, *((o.id, o.text) for o in question.options))
    return hashlib.sha256(repr(words).encode()).hexdigest()[:12]


def restore_session(
    content: Content,
    saved: drafts.DraftSnapshot,
    session: Session,
) -> None:
    """Bring a draft into a session; what no longer fits the content is asked again, and said.

    Answers that the session has go before those of the draft. Danger to life is asked
    afresh, unless the session has it.
    """
    answers = _fitting(content, saved, saved.answers)
    now = dict(session.answers)
    skipped = {id_ for id_ in saved.skipped if _same_words(content, saved, id_)}
    session.restore(
        Given(
            answers={**answers, **now},
            before=_fitting(content, saved, saved.before),
            asked=[q for q in dict.fromkeys(saved.asked) if q in answers or q in skipped],
            skipped=skipped,
            lapsed=[id_ for id_ in saved.lapsed if id_ in answers],
        )
    )
    _say_what_changed(content, saved, [id_ for id_ in saved.answers if id_ not in answers])
    session.override = _still_chosen(session, saved)
    for id_ in asked_afresh(content) - now.keys():
        session.ask_afresh(id_)
    if saved.override and session.override is None:
        say("Let op: uw afwijking vervalt, want die hoorde bij een andere uitkomst.")


def _still_chosen(session: Session, saved: drafts.DraftSnapshot) -> Override | None:
    """Return the caller's own choice, if the outcome it was made against still stands."""
    reason = clean_text(saved.override.get("reason", ""))
    if not reason or holds_bsn(reason) or too_long(reason):
        return None
    if saved.override.get("against") != session.outcome_id:
        return None
    from crisiszorg_cli.model.assessment import Override  # noqa: PLC0415 - with all of a result

    chosen = saved.override.get("outcome")
    others = session.others_that_stood()
    return next((Override(other, reason) for other in others if other.id == chosen), None)


def _fitting(
    content: Content, saved: drafts.DraftSnapshot, values: Mapping[str, str]
) -> dict[str, str]:
    """Return the answers to questions that are still the same, as far as they may be answers."""
    same = (id_ for id_ in values if _same_words(content, saved, id_))
    fitting = {id_: accept(content, content.questions[id_], values[id_]) for id_ in same}
    return {id_: value for id_, value in fitting.items() if value is not None}


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
    say(f"Let op: {why}.{again}{dropped}{same}")
