"""Running one prompt: keys that leave it, signals that arrive meanwhile, what is too long.

A prompt erases itself when answered; the interview prints what was answered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

# Asking the terminal for its cursor position costs a round trip, and some terminals never
# answer. Nothing here needs it. prompt_toolkit reads this when it opens the output.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Layout
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style

from crisiszorg_cli.interview import screen_input
from crisiszorg_cli.interview.key_pace import Asked
from crisiszorg_cli.interview.loading import Loading
from crisiszorg_cli.interview.prompter import Navigation
from crisiszorg_cli.render.show import filled
from crisiszorg_cli.streams import terminal_height

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


def is_possible() -> bool:
    """Tell whether the terminal can do this; git-bash without winpty cannot, for one."""
    try:
        create_output()
    except Exception:  # noqa: BLE001 - each platform has its own, and any of them means no
        return False
    return True


def interruptible() -> KeyBindings:
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


class Runner:
    """Runs one prompt at a time, and has it leave when a signal asks for that."""

    def __init__(self, loading: Loading | None = None) -> None:
        """Nothing is on the screen, and nobody wants to leave.

        ``loading`` goes on while the person reads.
        """
        self._loading = loading or Loading(())
        self._leave_asked = False  # whether the interview has to be left
        self._prompt: Application[Any] | None = None

    def run(self, layout: Layout, bindings: KeyBindings, asked: Asked) -> str | Navigation:
        """Show a prompt and wait for the reply. Raises KeyboardInterrupt when it is left."""
        application: Application[Any] = Application(
            layout=layout,
            key_bindings=bindings,
            style=STYLE,
            include_default_pygments_style=False,
            erase_when_done=True,
            mouse_support=False,
            full_screen=False,
        )
        return self.reply(application, asked)

    def reply(self, application: Application[Any], asked: Asked) -> str | Navigation:
        """Wait for the reply. A signal leaves no half prompt behind, as Ctrl-C does not."""
        self._prompt = application
        try:
            reply: str | Navigation = application.run(
                pre_run=lambda: self._prepare(application, asked), set_exception_handler=False
            )
        except BaseException:
            application.renderer.erase()
            raise
        finally:
            self._prompt = None
            self._loading.finish()
            left, self._leave_asked = self._leave_asked, False
        if left:  # too late for the prompt itself
            raise KeyboardInterrupt
        return reply

    def leave(self) -> bool:
        """Have this prompt, or else the next, leave as on Ctrl-C; tell whether there is one now.

        For signal handlers, which must not raise anything while a prompt waits: an exception in
        the middle of an event loop can take a wake-up with it, and then the loop never ends.
        """
        self._leave_asked = True
        prompt = self._prompt
        if prompt is None:
            return False
        if prompt.loop is not None:  # else it has yet to start, or has just ended: both look
            prompt.loop.call_soon_threadsafe(_exit, prompt, KeyboardInterrupt())
        return True

    def _prepare(self, application: Application[Any], asked: Asked) -> None:
        """Have a fault end the prompt: prompt_toolkit would show it, and wait for Enter."""

        def fail(_loop: object, context: Mapping[str, Any]) -> None:
            if "exception" in context:
                _exit(application, context["exception"])

        application.after_render += lambda _: self._loading.start()
        if application.loop is not None:
            application.loop.set_exception_handler(fail)
        screen_input.prepare(application, asked)
        if self._leave_asked:
            _exit(application, KeyboardInterrupt())


def _exit(application: Application[Any], error: BaseException) -> None:
    """End a prompt that has not ended yet."""
    if application.future is not None and not application.future.done():
        application.exit(exception=error)


def print_if_too_long(message: str, beneath: int) -> bool:
    """Print a question that does not fit above so many lines: a prompt would clip it silently."""
    if len(filled(message).splitlines()) + beneath <= terminal_height():
        return False
    print_above(message)
    return True


def print_above(text: str) -> None:
    """Print a text that has to stay on the screen above the prompt."""
    print(filled(text), flush=True)  # noqa: T201 - past what erases itself


def hint_text(text: str) -> StyleAndTextTuples:
    """Return the line that says why a key did nothing."""
    return [("class:warning", f"\n{filled(text)}")] if text else []
