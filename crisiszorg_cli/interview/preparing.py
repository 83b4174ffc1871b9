"""The checklist before the call: five questions on a screen, in any order, none of them needed.

It lists, and says what was chosen; the dialogue asks that one question and comes back here. What
is open can also be asked one after another. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crisiszorg_cli.interview.prompter import (
    BACK,
    DONE,
    ENTER,
    PREPARE,
    Above,
    Key,
    Navigation,
    Prompter,
)
from crisiszorg_cli.model.content import UNKNOWN, Directory, Question
from crisiszorg_cli.render.layout import ELLIPSIS, fill
from crisiszorg_cli.render.pages import Room
from crisiszorg_cli.render.progress import LAST
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.wording.triage import answer_text

AT_HAND, IN_TURN = "at hand", "in turn"
MANY = 5  # questions on a screen
_MORE = Key("m", "meer", "more")
_AT_HAND = Key("h", "bij de hand", AT_HAND)
_LEAVING = (DONE, DONE._replace(key=ENTER))
_MARK_NOT_YET, _MARK_GIVEN, _MARK_UNKNOWN, _MARK_SKIPPED = "·✓?–"
_NOT_YET, _SKIPPED = "nog niet", "overgeslagen"
_BEFORE = len("[1] ✓ ")  # columns
_AROUND = 7  # lines: the title, the keys and a hint
_LEAST = 8  # of an answer that is cut: less says nothing, and the mark says that there is one
_HEARD = 60  # of an answer, where it is read out


def prepare_key(session: Session) -> Key | None:
    """Return the key that opens the checklist, with how many have no answer yet."""
    if not session.to_prepare():
        return None
    left = len(session.unasked())
    return Key("v", f"voorbereiden ({left})" if left else "voorbereiden", PREPARE)


class Checklist:
    """The screens of one checklist, from the first on which something has no answer yet."""

    def __init__(
        self,
        session: Session,
        directory: Directory,
        prompter: Prompter,
        room: Callable[[], Room],
    ) -> None:
        """Begin; what there is to prepare is asked of the session anew for each screen."""
        self._session = session
        self._directory = directory
        self._prompter = prompter
        self._room = room
        self._turn: list[Question] | None = None  # those that were asked one after another
        self._again: Question | None = None  # the one of these that was gone back to
        self._screen = self._first_open()

    def ask(self, reminder: str) -> Question | str | Navigation:
        """Show a screen until a question, AT_HAND or to leave is chosen.

        Where what is open is asked one after another, return the next; to leave after the last.
        """
        while True:
            if self._turn is not None:
                return self._next()
            listed = self._session.to_prepare()
            last = (len(listed) - 1) // MANY
            self._screen = min(self._screen, last)
            shown = listed[self._screen * MANY :][:MANY]
            more = [_MORE] if self._screen < last else []
            others = [*more, *self._in_turn(), _AT_HAND, BACK, *_LEAVING]
            keys = [*self._items(shown, reminder), *others]
            reply = self._prompter.ask_key(self._title(last + 1), "", keys, reminder=reminder)
            if reply == IN_TURN:
                self._turn = []
            elif reply == _MORE.value:
                self._screen += 1
            elif reply is Navigation.BACK and self._screen:
                self._screen -= 1
            else:
                chosen = [question for question in shown if question.id == reply]
                return chosen[0] if chosen else reply

    def back(self) -> None:
        """Go back to the question that was asked before this one; to the list before the first."""
        if self._turn is None:
            return
        listed = self._session.to_prepare()
        before = [question for question in self._turn[:-1] if question in listed]
        self._again = before.pop() if before else None
        self._turn = before if self._again else None
        if self._turn is None:
            self._screen = self._first_open()

    def above(self, reminder: str, said: str) -> str:
        """Return what stands above a question: whom to call; in turn how many follow as well."""
        if self._turn is None:
            return reminder
        left = self._session.unasked()
        more = len(left) - (self._turn[-1] in left)
        which = f"hierna nog {more}" if more else LAST
        quiet = f"{which} · {said}" if len(self._turn) > 1 and said else which
        return Above(reminder, quiet, which)

    def _first_open(self) -> int:
        """Return the first screen on which something has no answer yet."""
        unasked, listed = self._session.unasked(), self._session.to_prepare()
        return listed.index(unasked[0]) // MANY if unasked else 0

    def _next(self) -> Question | Navigation:
        """Return the question gone back to, or the first that is open; DONE after the last."""
        question = self._again or next(iter(self._session.unasked()), None)
        if question is None or self._turn is None:
            return Navigation.DONE
        self._again = None
        self._turn = [*(asked for asked in self._turn if asked != question), question]
        return question

    def _in_turn(self) -> Iterator[Key]:
        """Offer what is open one after another, by the key that led here."""
        left = len(self._session.unasked())
        if left:
            yield Key("v", f"na elkaar ({left})", IN_TURN)

    def _title(self, screens: int) -> str:
        part = f", deel {self._screen + 1} van {screens}" if screens > 1 else ""
        return f"Voorbereiden{part}. Kies wat u wilt; niets hoeft."

    def _items(self, shown: list[Question], reminder: str) -> Iterator[Key]:
        room = self._room()
        left = room.lines - _AROUND - fill(reminder, room.columns).count("\n")
        lines = 2 if room.narrow and left > 2 * len(shown) else 1
        for number, question in enumerate(shown, start=1):
            yield Key(str(number), self._item(question, room, lines), question.id, alone=True)

    def _item(self, question: Question, room: Room, lines: int) -> str:
        """Return the name of a question with a mark, and its answer in a few words."""
        value = self._session.answers.get(question.id)
        answer = answer_text(question, value, self._directory) if value is not None else ""
        if self._session.is_skipped(question.id):
            mark, answer = _MARK_SKIPPED, _SKIPPED
        elif value is None:
            mark, answer = _MARK_NOT_YET, _NOT_YET if room.simple else ""
        else:
            mark = _MARK_UNKNOWN if value == UNKNOWN else _MARK_GIVEN
        if room.simple:
            return f"{question.label}: {_cut(answer, _HEARD)}"
        left = (room.columns - _BEFORE - 2) * lines - len(f"{question.label}: ")
        shown = answer and (len(answer) <= left or left >= _LEAST)
        return (
            f"{mark} {question.label}: {_cut(answer, left)}"
            if shown
            else f"{mark} {question.label}"
        )


def _cut(text: str, many: int) -> str:
    """Cut a text after a word, so that it has no more than so many characters."""
    if len(text) <= many:
        return text
    whole = text[: many - 1].rpartition(" ")[0] or text[: many - 1]
    return f"{whole}{ELLIPSIS}"
