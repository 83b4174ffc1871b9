"""Presses keys at the real prompts, as a person does: once the question is there, one by one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from unittest.mock import patch

from prompt_toolkit.application import create_app_session, get_app  # noqa: TID253 - presses the keys
from prompt_toolkit.input import PipeInput, create_pipe_input  # noqa: TID253
from prompt_toolkit.key_binding.defaults import load_key_bindings  # noqa: TID253
from prompt_toolkit.key_binding.key_bindings import Binding, _MergedKeyBindings  # noqa: TID253
from prompt_toolkit.keys import Keys  # noqa: TID253
from prompt_toolkit.output import DummyOutput  # noqa: TID253
from prompt_toolkit.styles import DEFAULT_ATTRS, Attrs, Style  # noqa: TID253

from crisiszorg_cli.interview import place_search, screen_input
from crisiszorg_cli.interview.prompter import OptionSearch
from crisiszorg_cli.model.contacts import Directory

_PIECES = re.compile(
    r"\x1b\[200~.*?\x1b\[201~|\x1b\[\w|\r+|\x03|\x04|[^\x1b\r\x03\x04]+", re.DOTALL
)


class _Style(Style):
    """Works out only once what a word of style comes to."""

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        super().__init__(list(rules))
        self._found: dict[tuple[str, Attrs], Attrs] = {}

    def get_attrs_for_style_str(self, style_str: str, default: Attrs = DEFAULT_ATTRS) -> Attrs:
        asked = (style_str, default)
        if asked not in self._found:
            self._found[asked] = super().get_attrs_for_style_str(style_str, default)
        return self._found[asked]


_style = cache(_Style)


_search_made = place_search.place_search
_SEARCHES: dict[int, tuple[Directory, OptionSearch]] = {}


def _place_search(directory: Directory) -> OptionSearch:
    """Return the search of a directory, which finds the same for the same text."""
    if id(directory) not in _SEARCHES or _SEARCHES[id(directory)][0] is not directory:
        made = _search_made(directory)
        kept = OptionSearch(cache(made.exact), cache(made.fitting), cache(made.alike), made.digits)
        _SEARCHES[id(directory)] = directory, kept
    return _SEARCHES[id(directory)][1]


def _bound_to(merged: _MergedKeyBindings, keys: tuple[Keys | str, ...]) -> list[Binding]:
    """Ask each of what was merged, which remembers, where the library copies and goes through all.

    Bindings of any key stand first, as in the library: the last one that fits is taken.
    """
    found = [one for part in merged.registries for one in part.get_bindings_for_keys(keys)]
    return sorted(found, key=lambda binding: -binding.keys.count(Keys.Any))


def _beginning_with(merged: _MergedKeyBindings, keys: tuple[Keys | str, ...]) -> list[Binding]:
    return [one for part in merged.registries for one in part.get_bindings_starting_with_keys(keys)]


@contextmanager
def made_once() -> Iterator[None]:
    """Keep what is made anew for each prompt or key: most of its time.

    That is hundreds of key bindings and of rules of style in the library, what a key is bound to
    among them, and for a text that was typed before the places that fit it.
    """
    with (
        patch("prompt_toolkit.application.application.load_key_bindings", _key_bindings),
        patch.object(_MergedKeyBindings, "get_bindings_for_keys", _bound_to),
        patch.object(_MergedKeyBindings, "get_bindings_starting_with_keys", _beginning_with),
        patch("prompt_toolkit.styles.style.Style", lambda rules: _style(tuple(rules))),
        patch.object(place_search, "place_search", _place_search),
    ):
        yield


_key_bindings = cache(load_key_bindings)
_TURNS = 4  # of the event loop, in which it reads and redraws


def pieces(keys: str) -> list[str]:
    """Cut into what comes at once: a text, an arrow, Enter however often."""
    return _PIECES.findall(keys)


class _Screen(DummyOutput):
    """Has the pieces sent when the prompt has been drawn, and the input end after them."""

    def __init__(self, pipe: PipeInput, waiting: list[str | bytes]) -> None:
        self._pipe, self._waiting = pipe, waiting
        self._typing: asyncio.Task[None] | None = None

    def flush(self) -> None:
        with suppress(RuntimeError):  # no prompt yet
            loop = asyncio.get_running_loop()
            if self._typing is None or self._typing.done():
                self._typing = loop.create_task(self._type())

    async def _type(self) -> None:
        while self._waiting and not get_app().is_done:
            piece = self._waiting.pop(0)
            self._pipe.send_bytes(piece if isinstance(piece, bytes) else piece.encode())
            for _ in range(_TURNS):
                await asyncio.sleep(0)
        if not self._waiting and not get_app().is_done:
            self._pipe.close()


@contextmanager
def pressing(*waiting: str | bytes) -> Iterator[None]:
    """Have these keys pressed at the prompts that come; one that wants more fails.

    Between two pieces passes a while, by a clock of our own.
    """
    moments = count(1, 0.2)
    with (
        create_pipe_input() as pipe,
        create_app_session(input=pipe, output=_Screen(pipe, list(waiting))),
        patch.object(screen_input, "monotonic", lambda: next(moments)),
        made_once(),
    ):
        yield
