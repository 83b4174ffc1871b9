"""The full mode: one question on the screen, one answer back.

Closed questions take one key and no Enter, and only the keys that are shown do anything:
stock prompts answer the opposite when a Dutch user types ``j``.
"""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.application import get_app, run_in_terminal
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from crisiszorg_cli.interview.application import (
    STYLE,
    Runner,
    hint_text,
    interruptible,
    print_above,
    print_if_too_long,
)
from crisiszorg_cli.interview.key_pace import Asked
from crisiszorg_cli.interview.key_rows import key_rows, labelled, shows_all
from crisiszorg_cli.interview.loading import Loading
from crisiszorg_cli.interview.picker import Picker
from crisiszorg_cli.interview.prompter import (
    BACK,
    ENTER,
    SAME_AS_UNKNOWN,
    UNKNOWN_KEY,
    WHY,
    WHY_KEY,
    Above,
    Check,
    Key,
    Navigation,
    OptionSearch,
    key_pressed,
    key_typed,
    label_of,
    previous_answer,
)
from crisiszorg_cli.interview.screen_input import TOO_SOON
from crisiszorg_cli.render.show import filled
from crisiszorg_cli.streams import terminal_height, terminal_width, writable

_SHORT = len("Deel 12 van 12.")  # words that stand before the keys, and need no line


class ScreenPrompts:
    """Asks in place: a prompt erases itself when it is answered."""

    def __init__(self, loading: Loading | None = None) -> None:
        """Ask on the terminal of this process; go on ``loading`` while the person reads."""
        self._runner = Runner(loading)

    def leave(self) -> bool:
        """Have this prompt, or else the next, leave as on Ctrl-C; tell whether there is one now."""
        return self._runner.leave()

    def ask_key(
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        current: str | None = None,
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for one key. ``why`` is shown on request; Enter keeps ``current`` if there is one.

        ``reminder`` is a line that stays in sight, such as the number to call.

        Raises KeyboardInterrupt on Ctrl-C and on Ctrl-D.
        """
        chooser = _Chooser(message, why, keys, current, reminder)
        content = FormattedTextControl(chooser.text)
        window = Window(content, wrap_lines=True, dont_extend_height=True)
        return self._runner.run(Layout(window), chooser.bindings, Asked.KEY)

    def ask_text(  # noqa: PLR0913 - as Prompter
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        check: Check,
        current: str = "",
        note: str = "",
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for one line. Enter alone keeps ``current``; the right arrow brings it into the line.

        A key counts when it is typed alone; the left arrow in an empty line goes back. ``why`` is
        shown on request. Raises KeyboardInterrupt on Ctrl-C and on Ctrl-D.
        """
        listed = [*keys, WHY] if why else list(keys)
        hint = "   ".join((*((note,) if note else ()), *(f"{k.key} {k.label}" for k in listed)))
        explained = False
        while True:
            text = self._line(
                f"{message}\n{why}" if explained else message, hint, current, check, reminder
            )
            key = key_typed(text, listed)
            if key is None:
                return text.strip()
            if key is not WHY:
                return key.value
            explained = not explained

    def _line(self, message: str, hint: str, current: str, check: Check, reminder: str) -> str:
        """Ask for a line as it was typed."""
        import questionary  # noqa: PLC0415 - slow, and the first question has keys

        bindings = interruptible()
        kept = [UNKNOWN_KEY.key if current == UNKNOWN_KEY.value else current]
        empty = Condition(lambda: not get_app().current_buffer.text)

        @bindings.add("left", filter=empty)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=BACK.key)

        @bindings.add("right", filter=empty & Condition(lambda: bool(kept[0])))
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text(kept[0])
            kept[0] = ""  # from here on an empty line is meant to be empty

        beneath = [filled(hint), ">"]
        if current:
            beneath.insert(
                0, filled(f"{previous_answer(label_of(current))} Pijl naar rechts: wijzigen.")
            )
        printed = print_if_too_long(message, sum(part.count("\n") + 1 for part in beneath) + 2)
        shown = (reminder, quiet_part(reminder), "" if printed else filled(message))
        above = [part for part in shown if part]
        first, *lines = [*above, *beneath]
        prompt = questionary.text(
            "\n".join(["", *lines]),
            qmark=first,
            validate=lambda text: check(text or kept[0]),
            style=STYLE,
            key_bindings=bindings,
            erase_when_done=True,
            validate_while_typing=False,
        )
        return str(self._runner.reply(prompt.application, Asked.LINE)) or kept[0]

    def ask_from_list(  # noqa: PLR0913 - as Prompter
        self,
        message: str,
        why: str,
        search: OptionSearch,
        *,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
        reminder: str = "",
    ) -> str | Navigation:
        """Ask for one of many by typing part of it.

        Enter chooses what bears the name that was typed, or what the cursor is on: not the first
        of many, and not what merely looks like it. The only one that fits gets the cursor first,
        so that nothing is chosen that was not seen. Without any text Enter keeps ``current``, if
        there is one; if that leads the list, the cursor is on it. Raises KeyboardInterrupt on
        Ctrl-C and on Ctrl-D.
        """
        above = quiet_part(reminder)
        picker = Picker(message, why, search, current, can_go_back=can_go_back, above=above)
        return self._runner.run(picker.layout, picker.bindings, Asked.LINE)


class _Chooser:
    """A question with its keys under it."""

    def __init__(
        self, message: str, why: str, keys: Sequence[Key], current: str | None, reminder: str
    ) -> None:
        self._message = message
        self._why = why
        self._keys = keys
        self._reminder = reminder
        self._kept = next((key for key in keys if key.value == current), None)
        self._by_enter = next((key for key in keys if key.key == ENTER), self._kept)
        self._printed = print_if_too_long(message, len(keys) + 3)
        self._explained = False
        self._listed = [*keys, WHY] if why else list(keys)
        self._in_full = False  # whether all keys are shown where there is little room
        self._hint = ""
        self.bindings = interruptible()
        self._bind()

    def _bind(self) -> None:
        by_enter = self._by_enter
        for pressed in (Keys.Any, Keys.BracketedPaste):
            self.bindings.add(pressed)(self._pressed)
        self.bindings.add(TOO_SOON)(self._too_soon)
        if by_enter is not None:
            self.bindings.add("enter")(lambda event: event.app.exit(result=by_enter.value))
        if any(key.value is Navigation.BACK for key in self._keys):
            self.bindings.add("left")(lambda event: event.app.exit(result=Navigation.BACK))

    def _pressed(self, event: KeyPressEvent) -> None:
        typed = _typed(event)
        key = key_pressed(typed, self._keys)
        if key is not None:
            event.app.exit(result=key.value)
        elif typed == WHY_KEY and self._why:
            self._explain()
        elif typed in SAME_AS_UNKNOWN and shows_all(self._listed):
            self._in_full, self._hint = not self._in_full, ""
        else:
            listed = " ".join(key.key for key in self._listed)
            self._hint = f"Kies een van de toetsen: {listed}"

    def _too_soon(self, _event: KeyPressEvent) -> None:
        self._hint = "Dat was te snel: er is niets gekozen. Druk nog eens."

    def _explain(self) -> None:
        """Show why it is asked, or hide it; above the prompt where that would be clipped."""
        self._explained = not self._explained
        if "".join(part[1] for part in self.text()).count("\n") + 2 > terminal_height():
            self._explained = False
            run_in_terminal(lambda: print_above(self._why))

    def text(self) -> StyleAndTextTuples:
        """Return what is on the screen."""
        parts: StyleAndTextTuples = []
        if self._reminder:
            parts.append(("class:key", f"{self._reminder}\n"))
        if quiet := quiet_part(self._reminder):
            parts.append(("class:note", f"{quiet}\n"))
        short = len(self._message) <= _SHORT
        if not self._printed and not short:
            parts.append(("class:question", f"{filled(self._message)}\n"))
        if self._explained:
            parts.append(("class:note", f"{filled(self._why)}\n"))
        lead = f"{self._message} " if short else ""
        parts += _key_line(self._listed, lead, in_full=self._in_full)
        if self._kept is not None:
            parts.append(("class:note", f"\n{filled(previous_answer(self._kept.label))}"))
        return parts + hint_text(self._hint)


def quiet_part(reminder: str) -> str:
    """Return what stands under a reminder, if there is anything."""
    return writable(filled(reminder.quiet)) if isinstance(reminder, Above) else ""


def _typed(event: KeyPressEvent) -> str:
    """Return the key; a paste is none, whatever is in it."""
    pasted = event.key_sequence[0].key is Keys.BracketedPaste
    return "" if pasted else event.data.lower()


def _key_line(keys: Sequence[Key], lead: str, *, in_full: bool = False) -> StyleAndTextTuples:
    """Show the keys with their meaning after these words, in rows that fit."""
    rows, gap = key_rows(keys, terminal_width(), len(lead), in_full=in_full)
    parts: StyleAndTextTuples = [("class:question", lead)] if lead else []
    for number, row in enumerate(rows):
        for place, key in enumerate(row):
            before = " " * gap if place else "\n" if number else ""
            label = writable(filled(labelled(key), "    ")).removeprefix(f"[{key.key}]")
            parts += [("", before), ("class:key", f"[{key.key}]"), ("", label)]
    return parts
