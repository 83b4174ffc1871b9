"""Runs the command far from any terminal: in this process, or as a program of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol
from unittest.mock import patch

import pytest

from crisiszorg_cli import streams
from crisiszorg_cli.cli import app as cli
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
    """The command in this process, with a home folder of its own and no terminal."""

    def run(
        *arguments: str | os.PathLike[str],
        stdin: bytes | int = subprocess.DEVNULL,
        stdout: int | IO[bytes] = subprocess.PIPE,
        env: Mapping[str, str] | None = None,
    ) -> Done:
        if stdout != subprocess.PIPE or (isinstance(stdin, int) and stdin != subprocess.DEVNULL):
            return in_a_process(tmp_path, arguments, stdin, stdout, env)
        given = io.BytesIO(stdin if isinstance(stdin, bytes) else b"")
        out, err = io.BytesIO(), io.BytesIO()
        variables = environment(tmp_path) | dict(env or {})
        encoding = variables.get("PYTHONIOENCODING", "utf-8")
        texts = [io.TextIOWrapper(each, encoding, newline="\n") for each in (given, out, err)]
        with (
            contextlib.chdir(tmp_path),
            patch.dict(os.environ, variables, clear=True),
            patch.multiple(sys, stdin=texts[0], stdout=texts[1], stderr=texts[2]),
            patch("atexit.register"),
        ):
            streams.prepare_streams()
            code = _exit_code([os.fspath(argument) for argument in arguments])
            for text in texts[1:]:
                text.flush()
        return Done(code, out.getvalue().decode(encoding), err.getvalue().decode(encoding))

    return run


def _exit_code(arguments: list[str]) -> int:
    try:
        return cli.run(arguments)
    except SystemExit as error:  # completion of a shell ends so
        return int(error.code or 0)


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
    return Done(done.returncode, out, done.stderr.decode(encoding))
