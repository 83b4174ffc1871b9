"""What is needed after the first question, loaded while the person reads that question."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from threading import Thread

FOR_A_RESULT = (
    "filelock",
    "crisiszorg_cli.interview.menu",
    "crisiszorg_cli.interview.preparing",
    "crisiszorg_cli.render.terminal",
    "crisiszorg_cli.render.result",
    "crisiszorg_cli.render.handover",
    "crisiszorg_cli.render.sections",
    "crisiszorg_cli.triage.assess",
    "crisiszorg_cli.triage.counterfactual",
    "crisiszorg_cli.triage.privacy",
    "crisiszorg_cli.interview.place_search",
    "questionary",
)


class Loading:
    """Imports modules beside a prompt that waits, and never beside anything else.

    So whoever needs one of them afterwards finds it whole, or imports it himself.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        """Nothing is loaded yet."""
        self._modules = tuple(modules)
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, unless that was done before."""
        if self._thread is None and self._modules:
            self._thread = Thread(target=self._load, daemon=True)
            self._thread.start()

    def finish(self) -> None:
        """Wait until all is loaded that was begun."""
        if self._thread is not None:
            self._thread.join()

    def _load(self) -> None:
        for name in self._modules:
            with suppress(Exception):  # who needs it will hear what is wrong with it
                import_module(name)
