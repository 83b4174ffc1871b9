"""What can be done once the verdict stands: the card, each section one key away, and the end.

It asks and shows, and holds which calls were made. What stands in a section is in ``render``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from crisiszorg_cli.interview.prompter import (
    BACK,
    CHANGE,
    CLOSE,
    DEVIATE,
    DONE,
    SAVE_KEY,
    Key,
    Navigation,
    Prompter,
)
from crisiszorg_cli.interview.record import COPY, KEEP, REPORT, SAY, SOEP, Outlets, Record
from crisiszorg_cli.render.layout import BLANK, Line
from crisiszorg_cli.render.show import filled

if TYPE_CHECKING:
    from crisiszorg_cli.model.assessment import Assessment, Change
    from crisiszorg_cli.render.pages import Room

# What shows a result is imported where it is shown: see ``loading``.

_STEPS, _WHY, _MORE = "steps", "why", "more"
_FORMS = (SAY.value, REPORT.value)
_OUT = (COPY.value, KEEP.value)
_MORE_KEY = Key("m", "meer", _MORE)
_UNDER_A_PAGE = 5  # lines for the number to call, the page and the keys
_MOST_AT_THE_END = 20  # lines of the last screen, with its keys


class Menu:
    """The card and what is behind it. One for an interview: it knows which calls were made."""

    def __init__(
        self,
        prompter: Prompter,
        show: Callable[[Iterable[Line]], None],
        room: Callable[[], Room],
        outlets: Outlets | None = None,
    ) -> None:
        """No call was made yet. ``outlets`` is how a report can leave the program."""
        self._prompter = prompter
        self._show = show
        self._room = room
        self._made: set[str] = set()
        self._record = Record(prompter, self._tell, self._read_report, outlets, self._made)
        self._rest: list[tuple[Line, ...]] = []  # of a card that did not fit
        self._turned = False  # whether a page after the first was shown last

    def show_card(self, assessment: Assessment) -> None:
        """Show the card, or as much of it as there is room for."""
        from crisiszorg_cli.render.card import card_pages  # noqa: PLC0415

        room = self._room()
        beneath = filled(self.reminder(assessment)).count("\n")  # lines of it after the first
        room = room._replace(lines=room.lines - beneath)
        first, *self._rest = card_pages(assessment, room, self._made)
        self._show([BLANK, *first])

    def reminder(self, assessment: Assessment, *, under_report: bool = False) -> str:
        """Return whom to call now, to keep in sight."""
        from crisiszorg_cli.render.reminder import reminder_text  # noqa: PLC0415

        return reminder_text(assessment, self._made, under_report=under_report)

    def ask(
        self,
        assessment: Assessment,
        prepare: Key | None,
        *,
        can_go_back: bool,
        can_deviate: bool,
        can_save: bool,
    ) -> str | Navigation:
        """Ask what to do; what only shows something is done here, and then it is asked again.

        ``prepare`` opens the checklist, if there is one; ``can_save`` tells whether a number
        that nobody knows here may be kept.
        """
        keys = self._keys(assessment, prepare, can_go_back=can_go_back, can_deviate=can_deviate)
        keys = [*([SAVE_KEY] if can_save else ()), *keys]
        return self._prompter.ask_key("Verder?", "", keys, reminder=self.reminder(assessment))

    def _keys(
        self, assessment: Assessment, prepare: Key | None, *, can_go_back: bool, can_deviate: bool
    ) -> list[Key]:
        keys = [self._more_key()] if self._rest else []
        keys += [Key("s", "stappen", _STEPS), SAY, *([prepare] if prepare else ())]
        keys += [REPORT, *self._record.keys, Key("w", "waarom", _WHY), CHANGE]
        if can_deviate:
            keys.append(Key("a", "afwijken", DEVIATE))
        if can_go_back:
            keys.append(BACK)
        return [*keys, DONE, *self._calls(assessment)]

    def _more_key(self) -> Key:
        """Return the key for the rest of the card; it says so where that is what can be done."""
        from crisiszorg_cli.render.card import INSTEAD  # noqa: PLC0415

        instead = any(line.text == INSTEAD for page in self._rest for line in page)
        return _MORE_KEY._replace(label=INSTEAD.rstrip(":").lower()) if instead else _MORE_KEY

    def _calls(self, assessment: Assessment) -> list[Key]:
        """Return a key for each of several calls, that marks it as made, or as not made."""
        if len(assessment.contacts) == 1:
            return []
        made = [contact.service.id in self._made for contact in assessment.contacts]
        return [
            Key(str(n), "niet gebeld" if done else "gebeld", str(n))
            for n, done in enumerate(made, start=1)
        ]

    def open(
        self, chosen: str, assessment: Assessment, changes: Callable[[], Sequence[Change]]
    ) -> None:
        """Show a section until the person goes back, or mark a call."""
        number = self.reminder(assessment)
        if chosen.isdecimal():
            self._made ^= {assessment.contacts[int(chosen) - 1].service.id}
        elif chosen == _MORE:
            self._read(self._rest, number)
        elif chosen in _FORMS:
            self._record.open(chosen, assessment, self._called(assessment))
        elif chosen in _OUT:
            self._record.open(SOEP, assessment, self._called(assessment), chosen)
        else:
            from crisiszorg_cli.render.sections import steps_lines, why_lines  # noqa: PLC0415

            steps = chosen == _STEPS
            lines = steps_lines(assessment) if steps else why_lines(assessment, changes())
            self._read(self._pages(lines), number)

    def read(self, lines: Iterable[Line], assessment: Assessment) -> None:
        """Show lines, with the number to call in sight, until the person goes back."""
        self._read(self._pages(lines), self.reminder(assessment))

    def _called(self, assessment: Assessment) -> str | None:
        """Return the number that was called last, or is to be called; none that is confidential."""
        from crisiszorg_cli.render.reminder import active_call  # noqa: PLC0415

        made = [c for c in assessment.contacts if c.service.id in self._made]
        contact = made[-1] if made else active_call(assessment)
        known = contact is not None and not contact.service.confidential
        return (contact.service.number or None) if contact is not None and known else None

    def _read_report(
        self, assessment: Assessment, lines: Sequence[Line], keys: Sequence[Key]
    ) -> str | Navigation:
        number = self.reminder(assessment, under_report=True)
        return self._read(self._pages(lines), number, keys)

    def _tell(self, line: Line) -> None:
        self._show([line])

    def keep(self, name: str, form: str, assessment: Assessment, *, overwrite: bool) -> bool:
        """Write the report that was asked for beforehand; tell whether that went well."""
        return self._record.keep(name, form, assessment, overwrite=overwrite)

    def report_lines(self, form: str, assessment: Assessment) -> Iterable[Line]:
        """Return a report with what became of the calls."""
        return self._record.lines(form, assessment)

    def end(self, assessment: Assessment) -> bool:
        """Show the card and what comes next; tell whether Enter closed it, or it goes on."""
        from crisiszorg_cli.render.sections import end_lines, numbers_lines  # noqa: PLC0415

        while True:
            room = self._room()
            limit = min(_MOST_AT_THE_END, room.lines) - _UNDER_A_PAGE
            pages = self._pages(end_lines(assessment, room, self._made), limit)
            keys = (REPORT, *self._record.keys)
            reply = self._read(pages, self.reminder(assessment), keys, CLOSE)
            if isinstance(reply, str):
                self.open(reply, assessment, tuple)
                continue
            if reply is Navigation.CLOSE and self._turned:  # the numbers may be out of sight
                self._show(numbers_lines(assessment))
            return reply is Navigation.CLOSE

    def _read(
        self,
        pages: Sequence[Sequence[Line]],
        reminder: str,
        keys: Sequence[Key] = (),
        first: Key | None = None,
    ) -> str | Navigation:
        """Show page after page, with the number to call in sight; return what was chosen."""
        for number, page in enumerate(pages, start=1):
            self._show([BLANK, *page])
            self._turned = number > 1
            more = [_MORE_KEY] if number < len(pages) else []
            listed = [*([first] if first else ()), *more, *keys, BACK]
            of = f"Deel {number} van {len(pages)}." if len(pages) > 1 else "Tot zover."
            reply = self._prompter.ask_key(of, "", listed, reminder=reminder)
            if reply != _MORE:
                return reply
        return Navigation.BACK

    def _pages(self, lines: Iterable[Line], limit: int | None = None) -> list[tuple[Line, ...]]:
        """Cut lines into pages; in the simple mode all is one."""
        from crisiszorg_cli.render.pages import pages  # noqa: PLC0415

        room = self._room()
        listed = list(lines)
        if room.simple:
            return [tuple(listed)]
        return pages(listed, room.columns, max(limit or room.lines - _UNDER_A_PAGE, 5))
