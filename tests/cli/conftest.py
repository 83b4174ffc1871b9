"""Runs the command far from any terminal: in this process, or as a program of its own."""

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
from tests.cli.documents import validate_output
from tests.cli.in_process import run_here
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
    """The command in this process, with a home folder of its own and no terminal."""

    def run(
        *arguments: str | os.PathLike[str],
        stdin: bytes | int = subprocess.DEVNULL,
        stdout: int | IO[bytes] = subprocess.PIPE,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        if stdout != subprocess.PIPE or (isinstance(stdin, int) and stdin != subprocess.DEVNULL):
            return in_a_process(tmp_path, arguments, stdin, stdout, env)
        return Done(*run_here(tmp_path, arguments, stdin if isinstance(stdin, bytes) else b"", env))

    return run


@pytest.fixture
def crisis_alone(tmp_path: Path) -> Run:
    """The command as a program of its own, where the process is what is tested."""

    def run(
        *arguments: str | os.PathLike[str],
        stdin: bytes | int = subprocess.DEVNULL,
        stdout: int | IO[bytes] = subprocess.PIPE,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        return in_a_process(tmp_path, arguments, stdin, stdout, env)

    return run


def in_a_process(
    home: Path,
    arguments: tuple[str | os.PathLike[str], ...],
    stdin: bytes | int,
    stdout: int | IO[bytes],
    env: Mapping[str, str] | None,
) -> Done:
    """Run the command as a program of its own; return what it left behind."""
    variables = environment(home) | dict(env or {})
    encoding = variables.get("PYTHONIOENCODING", "utf-8")
    done = subprocess.run(
        (*CRISIS, *arguments),
        input=stdin if isinstance(stdin, bytes) else None,
        stdin=None if isinstance(stdin, bytes) else stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=home,
        env=variables,
        timeout=60,
        check=False,
    )
    out = (done.stdout or b"").decode(encoding)
    validate_output(arguments, out)
    return Done(done.returncode, out, done.stderr.decode(encoding))
