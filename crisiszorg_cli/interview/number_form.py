"""Asks for a number of the user's own, part by part, and shows it back before it is kept. Pure.

What is known of it already is offered, or not asked; ``t`` goes back to any part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from crisiszorg_cli.directory.own_numbers import (
    Entered,
    OwnNumber,
    has_it,
    own_number,
    read_day,
    read_phone,
    read_region,
)
from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.directory.spoken_hours import EXAMPLE, spoken_hours
from crisiszorg_cli.interview.place_search import place_search
from crisiszorg_cli.interview.prompter import BACK, UNKNOWN_KEY, Check, Key, Navigation, Prompter
from crisiszorg_cli.model.contacts import Directory, Purpose, Sector, Service
from crisiszorg_cli.model.content import NO, UNKNOWN, YES
from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.render.own_number import number_lines
from crisiszorg_cli.triage.answers import free_words
from crisiszorg_cli.wording import contacts as words

_ALWAYS, _OTHER, _INSTEAD = "dag en nacht", "other", "instead"
_HOURS = (Key("d", "dag en nacht", _ALWAYS), Key("u", "andere uren", _OTHER), UNKNOWN_KEY, BACK)
_EITHER = (Key("j", "ja", YES), Key("n", "nee", NO), BACK)
_HERE = (Key("j", "ja", YES), Key("n", "andere regio of sector", NO), BACK)
_SAVE = Key("j", "opslaan", YES)
_DROP = Key("n", "niet opslaan", NO)

Reply = Entered | Navigation


class Chosen(NamedTuple):
    """A number that is to be kept, and the id of the own one whose place it takes, if any."""

    number: OwnNumber
    instead_of: str | None


class NumberForm:
    """One number, asked for once."""

    def __init__(
        self,
        prompter: Prompter,
        show: Callable[[Iterable[Line]], None],
        directory: Directory,
        today: date,
    ) -> None:
        """Ask by this way of asking, about places of this directory."""
        self._prompter = prompter
        self._show = show
        self._directory = directory
        self._today = today
        self._to_confirm = False
        self._steps: dict[str, Callable[[Entered], Reply]] = {
            "phone": self._phone,
            "name": self._name,
            "place": self._place,
            "sector": self._sector,
            "purpose": self._purpose,
            "hours": self._hours,
            "told_by": self._told_by,
            "told_on": self._told_on,
            "confidential": self._confidential,
        }

    def ask(
        self,
        entered: Entered,
        alike: Callable[[OwnNumber], Service | None],
        *,
        confirm: bool = False,
    ) -> Chosen | None:
        """Ask what was not entered; None for nothing to keep.

        ``alike`` finds the own service that the number may take the place of. What was entered
        of place and sector is asked too with ``confirm``: it was seen, and not said.
        """
        self._to_confirm = confirm
        known: Reply = self._all(entered, back=False)
        while isinstance(known, Entered):
            number = own_number(self._directory, known, self._today)
            own = alike(number)
            there = has_it(self._directory, number)
            if there is not None and there != own:
                self._show([Line(Role.WARNING, f"dit nummer staat er al: {there.name}.")])
                return None
            reply = self._review(number, own)
            if reply is not Navigation.BACK:
                instead_of = own.id if own is not None and reply == _INSTEAD else None
                return Chosen(number, instead_of) if reply in (YES, _INSTEAD) else None
            known = self._all(known, back=True)
        return None

    def _all(self, entered: Entered, *, back: bool) -> Reply:
        """Ask step after step; with ``back`` the last one first."""
        names = list(self._steps)
        at = len(names) - 1 if back else 0
        while at < len(names):
            name = names[at]
            seen = name == "place" and self._to_confirm
            if not back and not seen and getattr(entered, name) is not None:
                at += 1
                continue
            reply = self._steps[name](entered)
            back = not isinstance(reply, Entered)
            if isinstance(reply, Entered):
                entered = reply
                at += 1
            elif at == 0:
                return Navigation.BACK
            else:
                at -= 1
        return entered

    def _review(self, number: OwnNumber, own: Service | None) -> str | Navigation:
        """Show all of it, and ask to keep it."""
        self._show([BLANK, *number_lines(number, self._today)])
        keys = [_SAVE]
        if own is not None:
            message = f"Dit vervangt uw eigen nummer {own.display or own.phone}, of komt ernaast."
            keys = [Key("v", "vervangen", _INSTEAD), Key("e", "ernaast zetten", YES)]
        else:
            message = "Zo opslaan?"
        return self._prompter.ask_key(message, "", [*keys, _DROP, BACK])

    # -- the parts ----------------------------------------------------------------------------

    def _phone(self, entered: Entered) -> Reply:
        check = _check(lambda text: read_phone(self._directory, text))
        note = "Bijvoorbeeld: 050 123 45 67"
        reply = self._text("Welk nummer wilt u opslaan?", note, check, entered.phone)
        return entered._replace(phone=reply) if isinstance(reply, str) else reply

    def _name(self, entered: Entered) -> Reply:
        note = "Bijvoorbeeld: regionaal aanmeldpunt"
        reply = self._text("Wie krijgt u aan de lijn?", note, _check(free_words), entered.name)
        return entered._replace(name=reply) if isinstance(reply, str) else reply

    def _place(self, entered: Entered) -> Reply:
        if self._to_confirm and entered.place is not None and entered.sector is not None:
            where = f"{words.SECTOR[entered.sector]} in de regio {entered.place.name}"
            here = self._prompter.ask_key(f"Is het voor {where}?", "", _HERE)
            if here == YES:
                self._to_confirm = False
            if here != NO:
                return entered if here == YES else Navigation.BACK
            self._to_confirm, entered = False, entered._replace(place=None, sector=None)
        place = entered.place
        reply = self._prompter.ask_from_list(
            "Voor welke regio of gemeente?",
            "",
            place_search(self._directory),
            current=(place.id, place.name) if place else None,
            can_go_back=True,
        )
        if isinstance(reply, Navigation):
            return reply
        return entered._replace(place=place_by_id(self._directory, reply))

    def _sector(self, entered: Entered) -> Reply:
        keys = [Key(str(n), words.SECTOR[s], s.value) for n, s in enumerate(Sector, start=1)]
        while True:
            reply = self._prompter.ask_key(
                "Voor welke sector?", "", [*keys, BACK], current=entered.sector
            )
            if isinstance(reply, Navigation) or entered.place is None:
                return Navigation.BACK
            try:
                read_region(self._directory, entered.place, Sector(reply))
            except ValueError as error:
                self._show([Line(Role.WARNING, str(error))])
                continue
            return entered._replace(sector=Sector(reply))

    def _purpose(self, entered: Entered) -> Reply:
        purposes = (Purpose.CRISIS, Purpose.FORCED_CARE)
        keys = [Key(str(n), words.PURPOSE[p], p.value) for n, p in enumerate(purposes, start=1)]
        reply = self._prompter.ask_key("Waarvoor is het?", "", [*keys, BACK])
        return entered._replace(purpose=Purpose(reply)) if isinstance(reply, str) else reply

    def _hours(self, entered: Entered) -> Reply:
        while True:
            reply = self._prompter.ask_key("Wanneer is het bereikbaar?", "", _HOURS)
            if reply == _OTHER:
                note = f"Bijvoorbeeld: {EXAMPLE}"
                reply = self._text("Welke uren?", note, _check(spoken_hours), "")
                if reply is Navigation.BACK:
                    continue
            if isinstance(reply, Navigation):
                return reply
            return entered._replace(hours="onbekend" if reply == UNKNOWN else reply)

    def _told_by(self, entered: Entered) -> Reply:
        note = "Bijvoorbeeld: collega van de HAP. Niets over een cliënt."
        reply = self._text("Van wie hebt u het?", note, _check(free_words), entered.told_by)
        return entered._replace(told_by=reply) if isinstance(reply, str) else reply

    def _told_on(self, entered: Entered) -> Reply:
        check = _check(lambda text: read_day(text, self._today))
        reply = self._text(
            "Wanneer hoorde u het?",
            "" if entered.told_on else "Enter alleen: vandaag.",
            check,
            entered.told_on,
        )
        return entered._replace(told_on=reply) if isinstance(reply, str) else reply

    def _confidential(self, entered: Entered) -> Reply:
        message = "Is het vertrouwelijk? Dan blijft het uit verslagen."
        reply = self._prompter.ask_key(message, "", _EITHER)
        return entered._replace(confidential=reply == YES) if isinstance(reply, str) else reply

    def _text(self, message: str, note: str, check: Check, current: str | None) -> str | Navigation:
        return self._prompter.ask_text(
            message, "", [BACK], check=check, current=current or "", note=note
        )


def _check(read: Callable[[str], object]) -> Check:
    """Have a text looked at by what reads it: its words say why it will not do."""

    def check(text: str) -> bool | str:
        if text.strip().casefold() == BACK.key:
            return True
        try:
            read(text)
        except ValueError as error:
            return str(error)
        return True

    return check
