"""A real browser without a screen: one process that prints many pages, over its own pipe.

No driver and no socket: Chromium reads commands of the DevTools protocol from one pipe and
writes what happens into another.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--remote-debugging-pipe",
    "about:blank",
)
_READ, _WRITE = 3, 4  # the descriptors that Chromium takes for it


def chromium() -> str | None:
    """Return the browser of this machine, if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """Chromium with one page; use it in a ``with``."""

    def __init__(self, program: str, home: Path) -> None:
        """Start it, with a profile in a folder of its own."""
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        command = (program, *root, f"--user-data-dir={home}", *_OPTIONS)
        self._process = subprocess.Popen(
            _with_pipes(theirs_in, theirs_out, command),
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home)},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._to, self._from = os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb")
        self._left, self._number = b"", 0
        self.requested: list[str] = []
        self._session = ""
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the browser."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self.close()

    def _open(self) -> None:
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._call("Page.enable")
        self._call("Network.enable")

    def close(self) -> None:
        """Stop it, and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        self._to.close()
        self._from.close()

    def show(self, html: str) -> None:
        """Show a page; ``requested`` then has all that it asked for."""
        self.requested.clear()
        frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._call("Page.setDocumentContent", frameId=frame, html=html)

    def pdf(self) -> bytes:
        """Print what is shown, on the paper and with the margins that its style asks for."""
        printed = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(printed["data"])

    def picture(self, width: int, height: int) -> bytes:
        """Return what is shown as PNG, as on a screen of that size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        return base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"])

    def value(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Return what an expression comes to in the page."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while (answer := self._next()).get("id") != self._number:
            if answer.get("method") == "Network.requestWillBeSent":
                self.requested.append(answer["params"]["request"]["url"])
        assert "error" not in answer, answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            more = self._from.read1(1 << 20)
            assert more, "Chromium stopped"
            self._left += more
        first, _, self._left = self._left.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


def _with_pipes(reads: int, writes: int, command: Sequence[str]) -> tuple[str, ...]:
    """Return a command that gets both pipes where Chromium looks for them."""
    take = f'exec "$@" {_READ}<&{reads} {_WRITE}>&{writes}'  # of more than one digit: not every sh
    return ("bash", "-c", take, "bash", *command)
