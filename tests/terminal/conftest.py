"""A factory of terminals that are closed when the test ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.screen import Start
from tests.terminal.terminal import Terminal


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start[Terminal]]:
    """Terminals with a home folder of their own; none outlives its test."""
    with ExitStack() as terminals:

        def in_terminal(
            *command: str,
            columns: int = 80,
            lines: int = 24,
            env: Mapping[str, str] | None = None,
        ) -> Terminal:
            terminal = Terminal(*command, home=tmp_path, columns=columns, lines=lines, env=env)
            return terminals.enter_context(terminal)

        yield in_terminal
