"""The command in this process, far from any terminal."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from crisiszorg_cli import streams
from crisiszorg_cli.cli import app as cli
from tests.cli.documents import validate_output
from tests.cli.kept import kept
from tests.terminal.terminal import environment


def run_here(
    home: Path,
    arguments: Sequence[str | os.PathLike[str]],
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> tuple[int, str, str]:
    """Run the command with this home folder; return its exit code, its output and its errors.

    Every JSON document of a lookup or a triage is validated with its schema.
    """
    given, out, err = io.BytesIO(stdin), io.BytesIO(), io.BytesIO()
    variables = environment(home) | dict(env or {})
    encoding = variables.get("PYTHONIOENCODING", "utf-8")
    texts = [io.TextIOWrapper(each, encoding, newline="\n") for each in (given, out, err)]
    with (
        contextlib.chdir(home),
        patch.dict(os.environ, variables, clear=True),
        patch.multiple(sys, stdin=texts[0], stdout=texts[1], stderr=texts[2]),
        patch("atexit.register", lambda _: None),
        kept(),
    ):
        streams.prepare_streams()
        code = _exit_code([os.fspath(argument) for argument in arguments])
        for text in texts[1:]:
            text.flush()
    written = out.getvalue().decode(encoding)
    validate_output(arguments, written)
    return code, written, err.getvalue().decode(encoding)


def _exit_code(arguments: list[str]) -> int:
    try:
        return cli.run(arguments)
    except SystemExit as error:  # completion of a shell ends so
        return int(error.code or 0)
