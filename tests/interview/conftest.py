"""A factory of screens in this process; none outlives its test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.interview.in_process import Console, in_process
from tests.terminal.screen import Start


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start[Console]]:
    """Commands on screens of their own, with one home folder."""
    with ExitStack() as screens:

        def on_screen(
            *command: str,
            columns: int = 80,
            lines: int = 24,
            env: Mapping[str, str] | None = None,
        ) -> Console:
            console = in_process(*command, home=tmp_path, columns=columns, lines=lines, env=env)
            return screens.enter_context(console)

        yield on_screen
