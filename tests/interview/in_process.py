"""The interview on a screen model, in this process: real prompts, real keys, no terminal.

The command runs in a thread. What it writes is drawn on the screen, and keys come through a
pipe once it waits for them. Time between keys goes by on a clock of our own. What needs a
process, a signal or a terminal of the system is tested in ``tests/terminal``.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest.mock import patch

from prompt_toolkit.application import create_app_session  # noqa: TID253 - presses the keys
from prompt_toolkit.application.current import AppSession  # noqa: TID253
from prompt_toolkit.data_structures import Size  # noqa: TID253
from prompt_toolkit.input import PipeInput, create_pipe_input  # noqa: TID253
from prompt_toolkit.output import ColorDepth  # noqa: TID253
from prompt_toolkit.output.vt100 import Vt100_Output  # noqa: TID253

from crisiszorg_cli import streams
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.interview import application, launch, plain_prompts, screen_input
from tests.cli.kept import kept
from tests.interview import again
from tests.interview.keyboard import made_once
from tests.terminal.screen import TIMEOUT, Screen
from tests.terminal.terminal import CRISIS, environment

_TURNS = 5  # of an event loop, in which it reads what came and draws what follows
_GLANCE = 0.0005  # seconds between two looks at a program that is busy
_LEAVING = 0.3  # seconds in which a program that was told to leave has left
_BETWEEN = 1.0  # seconds on our clock between two keys

AGAIN = ("again",)
"""The command that asks one question for ever; see ``again.py``."""

Program = Callable[[list[str]], int]


class Console(Screen):
    """One command on a screen of its own. One at a time: streams belong to the process."""

    def __init__(
        self,
        program: Program,
        arguments: tuple[str, ...],
        *,
        home: Path,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start the program with these arguments."""
        super().__init__(columns, lines)
        self._written = bytearray()
        self._news = threading.Condition()
        self._clock = _Clock()
        self._stdin = _Keyboard(self._echo)
        self._session: AppSession | None = None
        self._pipe: PipeInput | None = None
        self._code: int | None = None
        self._error: BaseException | None = None
        size = {"COLUMNS": str(columns), "LINES": str(lines)}
        self._around = ExitStack()
        self._environment = environment(home) | size | dict(env or {})
        self._enter(home)
        self._thread = threading.Thread(target=self._run, args=(program, list(arguments)))
        self._thread.start()

    # -- typing -----------------------------------------------------------------------------

    def pause(self) -> None:
        """Wait until the program waits for a key, with the question on the screen."""
        self.later(_BETWEEN)

    def later(self, seconds: float) -> None:
        """Let so much time go by, on our clock, once the program has read what came."""
        deadline = time.monotonic() + TIMEOUT
        while self._thread.is_alive() and not self._waits():
            self._remaining(deadline, "tot er gewacht wordt")
            time.sleep(_GLANCE)
        self._clock.passed += seconds

    def write(self, text: str | bytes) -> None:
        """Have this come in at once."""
        data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        session = self._session
        if session is not None and session.app is not None and self._pipe is not None:
            self._pipe.send_bytes(data)
        else:
            self._stdin.type(data)

    # -- looking ----------------------------------------------------------------------------

    def exit_code(self, timeout: float = TIMEOUT) -> int:
        """Wait for the end, and return the exit code."""
        deadline = time.monotonic() + timeout
        while self._more(self._remaining(deadline, "op het einde")):
            pass
        self.close()
        if self._error is not None:
            raise self._error
        assert self._code is not None
        return self._code

    def close(self) -> None:
        """Let the input end, and wait for the program: it leaves then."""
        self._stdin.end()
        if self._session is None or self._session.app is None or not self._waits():
            self._thread.join(_LEAVING)
        # A program that is ending closes the pipe itself: twice at one time is a fault.
        if self._pipe is not None and self._thread.is_alive():
            self._pipe.close()
        self._thread.join(TIMEOUT)
        self._around.close()

    # -- inside -----------------------------------------------------------------------------

    def _more(self, seconds: float) -> bool:
        with self._news:
            alive = self._thread.is_alive()
            if not self._written and alive:
                self._news.wait(min(seconds, 0.05))
            data = bytes(self._written)
            self._written.clear()
        self._draw(data)
        return alive or bool(data)

    def _enter(self, home: Path) -> None:
        """Take the place of terminal, clock and environment; no signals in a thread."""
        out = _Stream(self._receive, self._environment.get("PYTHONIOENCODING", "utf-8"))
        enter = self._around.enter_context
        enter(patch.dict(os.environ, self._environment, clear=True))
        enter(_in_folder(home))
        enter(patch.multiple("sys", stdin=self._stdin, stdout=out, stderr=out))
        enter(patch.object(screen_input, "monotonic", self._clock))
        enter(patch.object(plain_prompts, "monotonic", self._clock))
        enter(patch.object(plain_prompts, "_waking_every_second", nullcontext))
        enter(made_once())
        enter(kept())
        enter(patch.object(launch, "EndingSignals", _NoSignals))
        enter(patch.object(application, "_under_a_shell", lambda: False))  # Ctrl-Z stops us all
        codecs.register_error("crisiszorg-ascii", streams._to_ascii)  # noqa: SLF001 - as main does
        out.reconfigure(errors="crisiszorg-ascii")
        self._out = out

    def _run(self, program: Program, arguments: list[str]) -> None:
        rows, columns = (int(self._environment[name]) for name in ("LINES", "COLUMNS"))
        output = Vt100_Output(
            self._out,
            lambda: Size(rows, columns),
            enable_cpr=False,
            default_color_depth=ColorDepth.from_env(),
        )
        try:
            with (
                create_pipe_input() as self._pipe,
                create_app_session(self._pipe, output) as self._session,
            ):
                self._code = program(arguments)
        except BaseException as error:  # noqa: BLE001 - the test shall see it
            self._error = error
        self._out.flush()
        with self._news:
            self._news.notify_all()

    def _waits(self) -> bool:
        """Tell whether a line is being read, or a prompt has drawn itself and read all keys."""
        session = self._session
        asking = session.app if session is not None else None
        if session is None or asking is None:
            return self._stdin.waits
        if asking.loop is None or asking.is_done or not asking.render_counter:
            return False
        settled = threading.Event()

        def turn(left: int) -> None:
            loop = asking.loop
            if not left or loop is None:
                settled.set()
            else:
                loop.call_soon(turn, left - 1)

        try:
            asking.loop.call_soon_threadsafe(turn, _TURNS)
        except RuntimeError:  # it has just ended
            return False
        settled.wait(0.05)
        return settled.is_set() and session.app is asking and not asking.is_done

    def _receive(self, data: bytes) -> None:
        with self._news:
            self._written += data.replace(b"\n", b"\r\n")
            self._news.notify_all()

    def _echo(self, data: bytes) -> None:
        self._receive(data)


class _Clock:
    """Stands still until a test lets time go by, so that a slow machine is no slow person."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


class _NoSignals:
    """Stands in for the signals that end an interview: a thread gets none."""

    received = None

    def __init__(self, leave: Callable[[], bool]) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def ignore(self) -> None: ...


class _Raw(io.RawIOBase):
    """Gives what is written to a function."""

    def __init__(self, receive: Callable[[bytes], None]) -> None:
        self._receive = receive

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        self._receive(bytes(data))
        return len(data)


class _Stream(io.TextIOWrapper):
    """A stream that passes for a terminal."""

    def __init__(self, receive: Callable[[bytes], None], encoding: str) -> None:
        raw = io.BufferedWriter(_Raw(receive))
        super().__init__(raw, encoding, newline="", line_buffering=True)


class _Keyboard:
    """Standard input by whole lines, with an echo, as a terminal has it in its plain state."""

    encoding = "utf-8"

    def __init__(self, echo: Callable[[bytes], None]) -> None:
        self._source, self._typed = os.pipe()
        self._echo = echo
        self._open = True
        self._reads = False
        self._lines = 0  # typed and not yet read

    @property
    def waits(self) -> bool:
        """Whether a line is being waited for."""
        return self._reads and not self._lines

    def type(self, data: bytes) -> None:
        line = data.replace(b"\r", b"\n")
        self._echo(re.sub(rb"[\x00-\x09\x0b-\x1f]", lambda m: b"^%c" % (m[0][0] + 64), line))
        self._lines += line.count(b"\n")
        os.write(self._typed, line)

    def readline(self) -> str:
        self._reads = True
        line = bytearray()
        while not line.endswith(b"\n") and (byte := os.read(self._source, 1)):
            if byte == b"\x03":  # the terminal makes a signal of it
                raise KeyboardInterrupt
            line += byte
        self._reads = False
        self._lines -= line.count(b"\n")
        return line.decode("utf-8", "replace")

    def end(self) -> None:
        if self._open:
            os.close(self._typed)
        self._open = False

    def isatty(self) -> bool:
        return self._open

    def fileno(self) -> int:
        return self._source


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def in_process(
    *command: str, home: Path, columns: int, lines: int, env: Mapping[str, str] | None
) -> Console:
    """Start a command as ``Terminal`` would, but in this process."""
    for prefix, program in ((CRISIS, cli.run), (AGAIN, again.run)):
        if command[: len(prefix)] == prefix:
            rest = command[len(prefix) :]
            return Console(program, rest, home=home, columns=columns, lines=lines, env=env)
    raise AssertionError(f"no program of ours: {command}")
