"""Starts ``crisis`` without the wait: forks a process that has imported the libraries.

Each worker starts one server, of one thread. What it forks becomes the program as a new process
would: with a session, a terminal, an environment and streams of its own. Modules of ours are there
as well: they keep nothing from when they are imported. A patched command is run in the same way:
its few lines first, in place of the program. What a shell starts is a process from its beginning.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

_LONGEST = 1 << 18  # bytes of a request
PRELOADED = (
    "crisiszorg_cli.cli.app",
    "crisiszorg_cli.cli.commands.lookup",
    "crisiszorg_cli.cli.commands.triage",
    "crisiszorg_cli.interview.above",
    "crisiszorg_cli.interview.dialogue",
    "crisiszorg_cli.interview.launch",
    "crisiszorg_cli.interview.screen_prompts",
    "crisiszorg_cli.render.card",
    "crisiszorg_cli.render.handover",
    "crisiszorg_cli.render.sections",
    "crisiszorg_cli.render.terminal",
    "crisiszorg_cli.triage.assess",
    "crisiszorg_cli.triage.counterfactual",
    "prompt_toolkit.input.vt100",
    "rich.progress",
)
"""What every interview imports, much of it late: a fifth of the time of a test."""
_GLANCE = 0.005  # seconds between two looks whether a process has ended


class Forked:
    """A process of the server, with what tests need of ``subprocess.Popen``."""

    def __init__(self, server: socket.socket, pid: int) -> None:
        """Know where to ask what became of it."""
        self._server, self.pid = server, pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        if self._code is None:
            self._server.sendall(json.dumps({"ended": self.pid}).encode())
            self._code = json.loads(self._server.recv(_LONGEST))
        return self._code

    def wait(self, timeout: float = 30.0) -> int:
        """Wait for the end and return the exit code; raises TimeoutExpired."""
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("crisis", timeout)
            time.sleep(_GLANCE)
        return code

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def start(
    arguments: tuple[str, ...],
    slave: int,
    home: Path,
    env: Mapping[str, str],
    patched: str | None = None,
) -> Forked:
    """Start ``crisis`` with these arguments in a terminal, or what stands in its place."""
    server = _server(env["PYTHONPATH"])
    request = {
        "arguments": arguments,
        "folder": str(home),
        "environment": dict(env),
        "patched": patched,
    }
    socket.send_fds(server, [json.dumps(request).encode()], [slave])
    return Forked(server, int(server.recv(_LONGEST)))


@cache
def _server(path: str) -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            (sys.executable, "-m", __name__, str(theirs.fileno())),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": path},
        )

    @atexit.register
    def _() -> None:
        ours.close()
        process.wait()

    return ours


# -- in the server --------------------------------------------------------------------------------


def _serve(tests: socket.socket) -> None:
    """Fork for each request until the tests have ended."""
    import filelock  # noqa: F401 - what takes long, of others alone
    import prompt_toolkit  # noqa: F401
    import questionary  # noqa: F401
    import rich.console  # noqa: F401
    import typer  # noqa: PLC0415, F401
    import yaml  # noqa: PLC0415, F401

    for late in PRELOADED:
        import_module(late)
    from tests.cli.kept import kept  # noqa: PLC0415 - a process of tests needs none of it
    from tests.interview.keyboard import made_once  # noqa: PLC0415

    with made_once(), kept():
        _ask_once()
        gc.collect()
        gc.freeze()  # what those forked share stays as it is
        _fork(tests)


def _ask_once() -> None:
    """Make what is made for the first command and the first question, and then kept."""
    import typer.main  # noqa: PLC0415

    from crisiszorg_cli.interview.prompter import Key  # noqa: PLC0415
    from crisiszorg_cli.interview.screen_prompts import ScreenPrompts  # noqa: PLC0415
    from tests.interview.keyboard import pressing  # noqa: PLC0415

    for module in ("cli.app", "cli.commands.triage", "cli.commands.lookup"):
        typer.main.get_command(import_module(f"crisiszorg_cli.{module}").app)
    with pressing("j"):
        ScreenPrompts().ask_key("", "", [Key("j", "", "yes")])


def _fork(tests: socket.socket) -> None:
    while True:
        data, descriptors, _, _ = socket.recv_fds(tests, _LONGEST, 1)
        if not data:
            return
        request = json.loads(data)
        if "ended" in request:
            answer = _ended(request["ended"])
        else:
            answer = os.fork()
            if not answer:
                tests.close()
                _become(descriptors[0], **request)
            os.close(descriptors[0])
        tests.sendall(json.dumps(answer).encode())


def _ended(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _become(
    slave: int,
    arguments: list[str],
    folder: str,
    environment: dict[str, str],
    patched: str | None,
) -> NoReturn:
    """Be the program, as if just started."""
    import fcntl  # noqa: PLC0415 - POSIX only
    import runpy  # noqa: PLC0415
    import termios  # noqa: PLC0415

    os.setsid()
    for descriptor in range(3):
        os.dup2(slave, descriptor)
    os.close(slave)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", encoding=encoding, errors="backslashreplace", closefd=False
    )
    sys.argv = ["crisis", *arguments]
    if patched is None:
        runpy.run_module("crisiszorg_cli", run_name="__main__", alter_sys=True)
    else:
        exec(patched, {"__name__": "__main__"})  # noqa: S102 - what a test has written
    sys.exit()


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
