"""Ctrl-C at any moment from our first line on: no traceback, and one line where we can say it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import POSIX_ONLY, environment

pytestmark = POSIX_ONLY

# Starts the command, and interrupts it at the moment that a module is looked for.
AT_AN_IMPORT = """
import os, signal, sys

from crisiszorg_cli.__main__ import start
module = sys.argv.pop(1)

class Interrupting:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
start()
"""
KILLED = (-signal.SIGINT, "")
STOPPED = (130, "\nGestopt.\n")


@pytest.mark.parametrize(
    ("module", "ends"),
    {
        "crisiszorg_cli.cli.app": KILLED,
        "typer.core": KILLED,
        "crisiszorg_cli.cli.commands.lookup": STOPPED,
        "crisiszorg_cli.content.store": STOPPED,
        "crisiszorg_cli.render.as_json": STOPPED,
    }.items(),
)
def test_interrupted_while_loading(tmp_path: Path, module: str, ends: tuple[int, str]) -> None:
    """Before the command has begun the process just ends; from then on it says so."""
    done = subprocess.run(
        (sys.executable, "-c", AT_AN_IMPORT, module, "lookup", "zhn", "--json"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(tmp_path),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == ends
    assert done.stdout == ""
