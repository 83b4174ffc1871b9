"""One question on the screen, one answer back. The only module that reads keys.

Closed questions take one key and no Enter, and only the keys that are shown do anything:
stock prompts answer the opposite when a Dutch user types ``j``. A prompt erases itself when
answered; the interview prints what was answered.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

# Asking the terminal for its cursor position costs a round trip, and some terminals never
# answer. Nothing here needs it. prompt_toolkit reads this when it opens the output.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

import questionary
from prompt_toolkit.application import Application, get_app, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style

from crisiszorg_cli import screen_input
from crisiszorg_cli.asking import (
    BACK,
    WHY_KEY,
    Check,
    Key,
    Navigation,
    OptionSearch,
    previous_answer,
)
from crisiszorg_cli.key_pace import Asked
from crisiszorg_cli.render.lines import fill

STYLE = Style(
    [
        ("qmark", "bold"),
        ("question", "bold"),
        ("key", "bold ansicyan"),
        ("note", "ansibrightblack"),
        ("warning", "ansiyellow"),
        ("current", "reverse"),
    ]
)

MAX_SHOWN = 8


def is_possible() -> bool:
    """Tell whether the terminal can do this; git-bash without winpty cannot, for one."""
    try:
        create_output()
    except Exception:  # noqa: BLE001 - each platform has its own, and any of them means no
        return False
    return True


def ask_key(
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
    window = Window(FormattedTextControl(chooser.text), wrap_lines=True, dont_extend_height=True)
    return _run(Layout(window), chooser.bindings, Asked.KEY)


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
        self._printed = _print_if_too_long(message, len(keys) + 3)
        self._explained = False
        self._hint = ""
        self.bindings = _interruptible()
        self._bind()

    def _bind(self) -> None:
        kept = self._kept
        for pressed in (Keys.Any, Keys.BracketedPaste):
            self.bindings.add(pressed)(self._pressed)
        self.bindings.add(screen_input.TOO_SOON)(self._too_soon)
        if kept is not None:
            self.bindings.add("enter")(lambda event: event.app.exit(result=kept.value))
        if any(key.value is Navigation.BACK for key in self._keys):
            self.bindings.add("left")(lambda event: event.app.exit(result=Navigation.BACK))

    def _pressed(self, event: KeyPressEvent) -> None:
        typed = _typed(event)
        by_key = {key.key: key for key in self._keys}
        if typed in by_key:
            event.app.exit(result=by_key[typed].value)
        elif typed == WHY_KEY and self._why:
            self._explain()
        else:
            listed = [*by_key, WHY_KEY] if self._why else by_key
            self._hint = f"Kies een van de toetsen: {' '.join(listed)}"

    def _too_soon(self, _event: KeyPressEvent) -> None:
        self._hint = "Dat was te snel: er is niets gekozen. Druk nog eens."

    def _explain(self) -> None:
        """Show why it is asked, or hide it; above the prompt where that would be clipped."""
        self._explained = not self._explained
        if "".join(part[1] for part in self.text()).count("\n") + 2 > _lines():
            self._explained = False
            run_in_terminal(lambda: _print(self._why))

    def text(self) -> StyleAndTextTuples:
        """Return what is on the screen."""
        parts: StyleAndTextTuples = []
        if self._reminder:
            parts.append(("class:key", f"{self._reminder}\n"))
        if not self._printed:
            parts.append(("class:question", f"{fill(self._message)}\n"))
        if self._explained:
            parts.append(("class:note", f"{fill(self._why)}\n"))
        parts += _key_line(self._keys, self._why)
        if self._kept is not None:
            parts.append(("class:note", f"\n{fill(previous_answer(self._kept.label))}"))
        return parts + _hint(self._hint)


def _typed(event: KeyPressEvent) -> str:
    """Return the key; a paste is none, whatever is in it."""
    pasted = event.key_sequence[0].key is Keys.BracketedPaste
    return "" if pasted else event.data.lower()


def _hint(text: str) -> StyleAndTextTuples:
    return [("class:warning", f"\n{fill(text)}")] if text else []


def _key_line(keys: Sequence[Key], why: str) -> StyleAndTextTuples:
    """Show every key with its meaning, in rows that fit.

    A long label has a line of its own, and then answers do not stand beside other keys.
    """
    listed = [*keys, Key(WHY_KEY, "waarom", WHY_KEY)] if why else list(keys)
    columns = shutil.get_terminal_size().columns
    some_long = any(map(_is_long, listed))
    parts: StyleAndTextTuples = []
    used = 0
    for before, key in pairwise([listed[0], *listed]):
        width = len(f"[{key.key}] {key.label}")
        apart = _is_long(key) or _is_long(before) or _answers(key) != _answers(before)
        if parts and used + 3 + width < columns and not (some_long and apart):
            parts.append(("", "   "))
            used += 3
        elif parts:
            parts.append(("", "\n"))
            used = 0
        label = fill(f"[{key.key}] {key.label}", "    ").removeprefix(f"[{key.key}]")
        parts += [("class:key", f"[{key.key}]"), ("", label)]
        used += width
    return parts


def _is_long(key: Key) -> bool:
    return len(key.label) > len("weet ik niet")


def _answers(key: Key) -> bool:
    return not isinstance(key.value, Navigation) and key.key != WHY_KEY


def ask_text(message: str, hint: str, default: str, check: Check, reminder: str = "") -> str:
    """Ask for one line. Enter alone gives ``default``; the right arrow brings it into the line.

    ``reminder`` stays in sight, as in ``ask_key``. The left arrow in an empty line stands for
    ``t``. Raises KeyboardInterrupt on Ctrl-C and on Ctrl-D.
    """
    bindings = _interruptible()
    kept = [default]
    empty = Condition(lambda: not get_app().current_buffer.text)

    @bindings.add("left", filter=empty)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=BACK.key)

    @bindings.add("right", filter=empty & Condition(lambda: bool(kept[0])))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(kept[0])
        kept[0] = ""  # from here on an empty line is meant to be empty

    beneath = [fill(hint), ">"]
    if default:
        beneath.insert(0, fill(f"{previous_answer(default)} Pijl naar rechts: wijzigen."))
    printed = _print_if_too_long(message, sum(part.count("\n") + 1 for part in beneath) + 2)
    above = [part for part in (reminder, "" if printed else fill(message)) if part]
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
    return str(_reply(prompt.application, Asked.LINE)) or kept[0]


def ask_from_list(
    message: str,
    why: str,
    search: OptionSearch,
    *,
    current: tuple[str, str] | None = None,
    can_go_back: bool,
) -> str | Navigation:
    """Ask for one of many by typing part of it.

    Enter chooses what bears the name that was typed, or what the cursor is on: not the first
    of many, and not what merely looks like it. The only one that fits gets the cursor first,
    so that nothing is chosen that was not seen. Without any text Enter keeps ``current``, if
    there is one; if that leads the list, the cursor is on it. Raises KeyboardInterrupt on
    Ctrl-C and on Ctrl-D.
    """
    picker = _Picker(message, why, search, current, can_go_back=can_go_back)
    return _run(picker.layout, picker.bindings, Asked.LINE)


class _Picker:
    """A line to type in, and the first few matches under it."""

    def __init__(
        self,
        message: str,
        why: str,
        search: OptionSearch,
        current: tuple[str, str] | None,
        *,
        can_go_back: bool,
    ) -> None:
        self._message = message
        self._why = why
        self._search = search
        self._current = current
        self._can_go_back = can_go_back
        self._position: int | None = None
        self._found: Sequence[tuple[str, str]] = ()
        self._explained = False
        self._hint = ""
        self._seen = 0  # how often the screen was drawn when the cursor was put somewhere
        self._typed = Buffer(multiline=False, on_text_changed=self._restart)
        self._restart()
        self.bindings = _interruptible()
        self._bind()
        line = Window(
            BufferControl(self._typed),
            height=1,
            get_line_prefix=lambda *_: [("class:key", "> ")],
        )
        heading = Window(
            FormattedTextControl(self._heading), wrap_lines=True, dont_extend_height=True
        )
        options = Window(
            FormattedTextControl(self._listed), wrap_lines=True, dont_extend_height=True
        )
        self.layout = Layout(HSplit([heading, line, options]), focused_element=line)

    def _restart(self, _buffer: Buffer | None = None) -> None:
        """Search anew; put the cursor on what alone bears the name, or on the current one on top.

        Of two places of one name, or of a postcode that lies in two, none is chosen by Enter.
        """
        typed = self._typed.text
        exact = self._search.exact(typed)
        self._found = self._search.found(typed)
        self._hint = ""
        self._position = None
        if typed.strip():
            self._position = 0 if len(exact) == 1 else None
        elif exact and self._current and exact[0][0] == self._current[0]:
            self._position = 0

    def _shown(self) -> list[tuple[str, str]]:
        room = max(3, min(MAX_SHOWN, _lines() - 6))
        start = max(0, (self._position or 0) - room + 1)
        return list(self._found[start : start + room])

    def _chosen(self) -> tuple[str, str] | None:
        if self._position is None or self._position >= len(self._found):
            return None
        return self._found[self._position]

    def _bind(self) -> None:
        @self.bindings.add("down")
        def _(_event: KeyPressEvent) -> None:
            last = len(self._found) - 1
            self._position = 0 if self._position is None else min(self._position + 1, last)

        @self.bindings.add("up")
        def _(_event: KeyPressEvent) -> None:
            self._position = max(0, (self._position or 0) - 1)

        self.bindings.add("enter")(self._enter)

        @self.bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self._typed.insert_text(" ".join(event.data.split()))

        @self.bindings.add("left")
        def _(event: KeyPressEvent) -> None:
            if self._can_go_back and not self._typed.text:
                event.app.exit(result=Navigation.BACK)
            else:
                self._typed.cursor_left()

    def _enter(self, event: KeyPressEvent) -> None:
        typed = self._typed.text.strip().casefold()
        chosen = self._chosen()
        if chosen is None and not typed:
            chosen = self._current
        if typed == BACK.key and self._can_go_back:
            event.app.exit(result=Navigation.BACK)
        elif typed == WHY_KEY and self._why:
            self._typed.reset()
            self._explained = not self._explained
        elif chosen is None:
            self._propose(event)
        elif not self._hint or event.app.render_counter > self._seen:
            event.app.exit(result=chosen[0])

    def _propose(self, event: KeyPressEvent) -> None:
        """Put the cursor on the only one that fits, or say why Enter chose nothing."""
        meant = self._search.meant(self._typed.text)
        if meant is None:
            self._hint = self._why_not()
        else:
            self._position, self._seen = 0, event.app.render_counter
            self._hint = f"Bedoelt u {meant[1]}? Enter kiest."

    def _why_not(self) -> str:
        """Say why Enter chose nothing."""
        if not self._typed.text.strip():
            return "Typ eerst een naam."
        if len(self._search.fitting(self._typed.text)) > 1:
            return "Er zijn er meer. Kies met de pijltjes, of typ verder."
        if self._found:
            return "Zo niet gevonden. Kies met de pijltjes, of typ een andere naam."
        return "Niets gevonden."

    def _heading(self) -> StyleAndTextTuples:
        parts: StyleAndTextTuples = [("class:question", fill(self._message))]
        if self._explained:
            parts.append(("class:note", f"\n{fill(self._why)}"))
        return parts

    def _listed(self) -> StyleAndTextTuples:
        chosen = self._chosen()
        shown = self._shown()
        parts: StyleAndTextTuples = []
        for option in shown:
            style = "class:current" if option == chosen else ""
            mark = ">" if option == chosen else " "
            parts.append((style, fill(f"{mark} {option[1]}", "  ")))
            parts.append(("", "\n"))
        more = len(self._found) - len(shown)
        note = f"  nog {more} meer\n" if more > 0 else ""
        if self._current is not None and chosen is None and not self._typed.text:
            note += f"{fill(previous_answer(self._current[1]))}\n"
        parts.append(("class:note", note + fill(self._how())))
        return parts + _hint(self._hint)

    def _how(self) -> str:
        """Say what can be done, and which words are keys."""
        words = f"{BACK.key} {BACK.label}" if self._can_go_back else ""
        if self._why:
            words += f"   {WHY_KEY} waarom"
        return f"Typ de naam, of kies met pijl omlaag; Enter kiest\n{words.strip()}"


def _interruptible() -> KeyBindings:
    """Make Ctrl-C, Ctrl-D and an interrupt from outside leave at once, without an answer.

    Ctrl-Z gives the terminal back to the shell, if there is one to say ``fg`` to.
    """
    bindings = KeyBindings()

    @bindings.add("c-z", filter=Condition(_under_a_shell))
    def _(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    @bindings.add("<sigint>", eager=True)
    @bindings.add("c-c", eager=True)
    @bindings.add("c-d", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    return bindings


def _under_a_shell() -> bool:
    return sys.platform != "win32" and os.getpgrp() != os.getsid(0)


def _run(layout: Layout, bindings: KeyBindings, asked: Asked) -> str | Navigation:
    application: Application[Any] = Application(
        layout=layout,
        key_bindings=bindings,
        style=STYLE,
        erase_when_done=True,
        mouse_support=False,
        full_screen=False,
    )
    return _reply(application, asked)


def _reply(application: Application[Any], asked: Asked) -> str | Navigation:
    """Wait for the reply. A signal leaves no half prompt behind, as Ctrl-C does not."""
    _leaving.prompt = application
    try:
        reply: str | Navigation = application.run(
            pre_run=lambda: _prepare(application, asked), set_exception_handler=False
        )
    except BaseException:
        application.renderer.erase()
        raise
    finally:
        _leaving.prompt = None
        left, _leaving.asked = _leaving.asked, False
    if left:  # too late for the prompt itself
        raise KeyboardInterrupt
    return reply


def _prepare(application: Application[Any], asked: Asked) -> None:
    """Have a fault end the prompt: prompt_toolkit would show it, and wait for Enter."""

    def fail(_loop: object, context: Mapping[str, Any]) -> None:
        if "exception" in context:
            _exit(application, context["exception"])

    if application.loop is not None:
        application.loop.set_exception_handler(fail)
    screen_input.prepare(application, asked)
    if _leaving.asked:
        _exit(application, KeyboardInterrupt())


def _exit(application: Application[Any], error: BaseException) -> None:
    """End a prompt that has not ended yet."""
    if application.future is not None and not application.future.done():
        application.exit(exception=error)


class _Leaving:
    """Whether the interview has to be left, and the prompt that is on the screen meanwhile."""

    def __init__(self) -> None:
        self.asked = False
        self.prompt: Application[Any] | None = None


_leaving = _Leaving()


def leave() -> bool:
    """Have this prompt, or else the next, leave as on Ctrl-C; tell whether there is one now.

    For signal handlers, which must not raise anything while a prompt waits: an exception in
    the middle of an event loop can take a wake-up with it, and then the loop never ends.
    """
    _leaving.asked = True
    prompt = _leaving.prompt
    if prompt is None:
        return False
    if prompt.loop is not None:  # else it has yet to start, or has just ended: both look
        prompt.loop.call_soon_threadsafe(_exit, prompt, KeyboardInterrupt())
    return True


def _print_if_too_long(message: str, beneath: int) -> bool:
    """Print a question that does not fit above so many lines: a prompt would clip it silently."""
    if len(fill(message).splitlines()) + beneath <= _lines():
        return False
    _print(message)
    return True


def _print(text: str) -> None:
    """Print a text that has to stay on the screen above the prompt."""
    print(fill(text), flush=True)  # noqa: T201 - past what erases itself


def _lines() -> int:
    return shutil.get_terminal_size().lines
