"""Runs the command as a program of its own, far from any terminal."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

import pytest

from crisiszorg_cli.content.index import INDEX_FILE
from crisiszorg_cli.content.loader import make_index
from crisiszorg_cli.content.store import data_folder, fresh_index
from crisiszorg_cli.dutch_time import AMSTERDAM
from tests.terminal.terminal import CRISIS, environment


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs ``crisis`` with these arguments; stdin is empty unless it is given."""

    def __call__(
        self,
        *arguments: str | os.PathLike[str],
        stdin: bytes | int = subprocess.DEVNULL,
        stdout: int | IO[bytes] = subprocess.PIPE,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        """Return its exit code and what it wrote."""


@pytest.fixture(scope="session", autouse=True)
def index() -> Path:
    """The index of the data in the checkout, made anew if it is not fresh: as by make."""
    folder = data_folder()
    target = folder / INDEX_FILE
    if fresh_index(folder) is None:
        part = target.with_name(f"{INDEX_FILE}.{os.getpid()}")
        now = datetime.now(AMSTERDAM)  # noqa: TID251 - as the command does
        part.write_bytes(make_index(folder, now))
        part.replace(target)
    return target


@pytest.fixture
def crisis(tmp_path: Path) -> Run:
    """The command, with a home folder of its own."""

    def run(
        *arguments: str | os.PathLike[str],
        stdin: bytes | int = subprocess.DEVNULL,
        stdout: int | IO[bytes] = subprocess.PIPE,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        variables = environment(tmp_path) | dict(env or {})
        encoding = variables.get("PYTHONIOENCODING", "utf-8")
        done = subprocess.run(
            (*CRISIS, *arguments),
            input=stdin if isinstance(stdin, bytes) else None,
            stdin=None if isinstance(stdin, bytes) else stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=variables,
            timeout=60,
            check=False,
        )
        out = (done.stdout or b"").decode(encoding)
        return Done(done.returncode, out, done.stderr.decode(encoding))

    return run
