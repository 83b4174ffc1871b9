"""The list that is searched by typing."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window

from crisiszorg_cli.interview.application import hint_text, interruptible
from crisiszorg_cli.interview.prompter import (
    BACK,
    WHY_KEY,
    Navigation,
    OptionSearch,
    previous_answer,
)
from crisiszorg_cli.render.show import filled
from crisiszorg_cli.streams import terminal_height

MAX_SHOWN = 8


class Picker:
    """A line to type in, and the first few matches under it."""

    def __init__(  # noqa: PLR0913 - all that stands on one prompt
        self,
        message: str,
        why: str,
        search: OptionSearch,
        current: tuple[str, str] | None,
        *,
        can_go_back: bool,
        above: str = "",
    ) -> None:
        """Begin with nothing typed. ``above`` stands over the message."""
        self._above = above
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
        self.bindings = interruptible()
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
        room = max(3, min(MAX_SHOWN, terminal_height() - 6))
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

        for digit in "123456789" if self._search.digits else "":
            self.bindings.add(digit, filter=Condition(lambda: not self._typed.text))(self._digit)
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

    def _digit(self, event: KeyPressEvent) -> None:
        """Choose what has this digit; the top of the list has none."""
        number = int(event.data)
        if number < len(self._found):
            event.app.exit(result=self._found[number][0])
        else:
            self._hint = f"Er zijn er {len(self._found) - 1}."

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
        parts: StyleAndTextTuples = [("class:note", f"{self._above}\n")] if self._above else []
        parts.append(("class:question", filled(self._message)))
        if self._explained:
            parts.append(("class:note", f"\n{filled(self._why)}"))
        return parts

    def _listed(self) -> StyleAndTextTuples:
        chosen = self._chosen()
        shown = self._shown()
        parts: StyleAndTextTuples = []
        for option in shown:
            style = "class:current" if option == chosen else ""
            mark = ">" if option == chosen else " "
            text = f"{self._number(option)}{option[1]}"
            parts.append((style, filled(f"{mark} {text}", "  ")))
            parts.append(("", "\n"))
        more = len(self._found) - len(shown)
        note = f"  nog {more} meer\n" if more > 0 else ""
        kept = self._current
        if kept is not None and not self._typed.text and (chosen is None or chosen[0] == kept[0]):
            note += f"{filled(previous_answer(kept[1]))}\n"
        parts.append(("class:note", note + filled(self._how())))
        return parts + hint_text(self._hint)

    def _number(self, option: tuple[str, str]) -> str:
        """Return the digit that chooses this one, if there is one."""
        place = self._found.index(option)
        has_one = self._search.digits and not self._typed.text and 0 < place <= len("123456789")
        return f"[{place}] " if has_one else ""

    def _how(self) -> str:
        """Say what can be done, and which words are keys."""
        words = f"{BACK.key} {BACK.label}" if self._can_go_back else ""
        if self._why:
            words += f"   {WHY_KEY} waarom"
        name = "een cijfer of de naam" if self._search.digits else "de naam"
        return f"Typ {name}, of kies met pijl omlaag; Enter kiest\n{words.strip()}"
