"""The reports under their keys: shown, copied, kept in a file, and filled in after the call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crisiszorg_cli.errors import CrisiszorgError, ExistsError
from crisiszorg_cli.interview.prompter import BACK, Key, Navigation, Prompter
from crisiszorg_cli.model.content import NO, YES
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.triage.answers import clean_text, holds_bsn, too_long

if TYPE_CHECKING:
    from crisiszorg_cli.model.assessment import Assessment, Call

# What shows a result is imported where it is shown: see ``loading``.

SBAR, SOEP = "sbar", "soep"
SAY = Key("z", "wat zeg ik", SBAR)
REPORT = Key("r", "verslag", SOEP)
COPY = Key("c", "kopie", "copy")
KEEP = Key("b", "bewaar", "keep")
_FILL_IN = Key("i", "na het gesprek", "fill in")
_OVERWRITE = (Key("j", "ja, overschrijven", YES), Key("n", "nee, een andere naam", NO))
_COPIED = {
    True: "{form} gekopieerd; plak het in het dossier. Het blijft op het klembord staan.",
    None: "Uw terminal is gevraagd {form} te kopiëren. Plak het om te zien of dat lukte.",
    False: "Kopiëren kan hier niet. Met b bewaart u het in een bestand.",
}

Read = Callable[["Assessment", Sequence[Line], Sequence[Key]], "str | Navigation"]
"""Shows lines of a result, page by page, and asks for one of the keys."""


class Outlets(NamedTuple):
    """How a report leaves the program; ``record_out`` has the ways, and says what they return."""

    copy: Callable[[str], bool | None]
    save: Callable[[str, str, bool], object]


class Record:
    """The reports of one interview; it knows what became of the call."""

    def __init__(
        self,
        prompter: Prompter,
        tell: Callable[[Line], None],
        read: Read,
        outlets: Outlets | None,
        made: Collection[str],
    ) -> None:
        """Nothing was filled in yet. Without outlets a report can be read only.

        ``made`` are the services that were called, as they are marked at any time.
        """
        self._prompter = prompter
        self._tell = tell
        self._read = read
        self._outlets = outlets
        self._made = made
        self._call: Call | None = None

    @property
    def keys(self) -> list[Key]:
        """The keys by which a report goes out."""
        return [COPY, KEEP] if self._outlets else []

    def lines(self, form: str, assessment: Assessment) -> list[Line]:
        """Return a report as it is now."""
        from crisiszorg_cli.render.handover import report_lines  # noqa: PLC0415

        return list(report_lines(assessment, form, *self._filled()))

    def open(self, form: str, assessment: Assessment, number: str | None, by: str = "") -> None:
        """Show a report, or send it out at once, until the person goes back.

        ``number`` is what was called last. What became of sending it is shown in its place.
        """
        keys = [*self.keys, *([_FILL_IN] if form == SOEP else [])]
        reply: str | Navigation = by
        while isinstance(reply, str):
            if reply == _FILL_IN.value:
                self._fill_in(assessment, number)
            done = self._send(reply, form, assessment)
            lines = [done] if done else self.lines(form, assessment)
            reply = self._read(assessment, lines, keys)

    def _send(self, by: str, form: str, assessment: Assessment) -> Line | None:
        """Copy a report, or ask for the name of a file to keep it in; say what became of it."""
        from crisiszorg_cli.render.handover import record_text  # noqa: PLC0415

        if self._outlets is None or by not in (COPY.value, KEEP.value):
            return None
        text = record_text(assessment, form, *self._filled())
        if by == KEEP.value:
            return self._save(text, f"verslag-{form}-{assessment.moment:%Y-%m-%d-%H%M}.txt")
        done = self._outlets.copy(text)
        return Line(Role.TEXT if done else Role.WARNING, _COPIED[done].format(form=form.upper()))

    def keep(self, name: str, form: str, assessment: Assessment, *, overwrite: bool) -> bool:
        """Write a report to the file that was asked for beforehand; tell whether that went well."""
        from crisiszorg_cli.render.handover import record_text  # noqa: PLC0415

        text = record_text(assessment, form, *self._filled())
        done = self._written(name, text, overwrite=overwrite)
        if done is not None:
            self._tell(done)
        return done is not None and done.role is not Role.WARNING

    def _save(self, text: str, name: str) -> Line | None:
        """Ask for a name until the file is written, or the person goes back."""
        while True:
            reply = self._prompter.ask_text(
                "In welk bestand?",
                "",
                [BACK],
                check=_is_name,
                current=name,
            )
            if not isinstance(reply, str):
                return None
            name = reply
            done = self._written(name, text, overwrite=False)
            if done is not None and done.role is not Role.WARNING:
                return done
            if done is not None:
                self._tell(done)

    def _written(self, name: str, text: str, *, overwrite: bool) -> Line | None:
        """Write a file, and say where it is or why not; None where another is to stay."""
        if self._outlets is None:
            return None
        try:
            where = self._outlets.save(name, text, overwrite)
        except ExistsError as error:
            if self._prompter.ask_key(f"{error.message} Overschrijven?", "", _OVERWRITE) != YES:
                return None
            return self._written(name, text, overwrite=True)
        except CrisiszorgError as error:
            return Line(Role.WARNING, error.message)
        return Line(Role.TEXT, f"Bewaard, alleen voor u leesbaar: {where}")

    # -- after the call ---------------------------------------------------------------------

    def _filled(self) -> tuple[Call, Collection[str]]:
        """Return what became of the call, and which calls were made."""
        from crisiszorg_cli.model.assessment import Call  # noqa: PLC0415

        return self._call or Call(), self._made

    def _fill_in(self, assessment: Assessment, number: str | None) -> None:
        """Ask with whom was spoken and what was agreed; the time is that of now."""
        from crisiszorg_cli.model.assessment import Call  # noqa: PLC0415

        before = self._call or Call()
        spoken_to = self._ask("Met wie hebt u gesproken?", before.spoken_to)
        if spoken_to is None:
            return
        agreed = self._ask("Wat is er afgesproken?", before.agreed)
        if agreed is None:
            return
        self._call = Call(number, assessment.moment, spoken_to or None, agreed or None)

    def _ask(self, message: str, current: str | None) -> str | None:
        """Ask for a text that may stay open; None goes back."""
        note = "" if current else "Enter alleen: open laten"
        reply = self._prompter.ask_text(
            message, "", [BACK], check=_may_stand, current=current or "", note=note
        )
        return clean_text(reply) if isinstance(reply, str) else None


def _is_name(text: str) -> bool | str:
    return True if text.strip() else "Typ een bestandsnaam."


def _may_stand(text: str) -> bool | str:
    if holds_bsn(text):
        return "Een BSN hoort hier niet: haal het weg."
    reason = too_long(text)
    return f"{reason} Kort het in." if reason else True
