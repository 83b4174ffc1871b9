"""What an editor shows of a data file: the language server for YAML, over its pipes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

PACKAGE = "yaml-language-server@1.25.0"
_SECONDS = 60  # to fetch it, and to use it
_QUICKLY = ("--fetch-retries=0", "--fetch-timeout=20000", "--prefer-offline")
_SERVER = Path("node_modules", "yaml-language-server", "bin", "yaml-language-server")

Message = dict[str, Any]


def fetch(folder: Path) -> str:
    """Put the server into a folder; return why that cannot be, or nothing."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return "npm and node are not there"
    command = (npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", *_QUICKLY, PACKAGE)
    (folder / "package.json").write_text("{}", encoding="utf-8")
    try:
        done = subprocess.run(
            command, cwd=folder, timeout=_SECONDS, capture_output=True, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        return f"npm did not fetch {PACKAGE} within {_SECONDS} s"
    return "" if done.returncode == 0 else f"npm cannot fetch {PACKAGE}: {done.stderr[-200:]}"


class LanguageServer:
    """The server with one schema for each file that is opened; use it in a ``with``."""

    def __init__(self, folder: Path, schema: Mapping[str, object]) -> None:
        """Start the server that was fetched into a folder."""
        self._schema = folder / "schema.json"
        self._schema.write_text(json.dumps(schema), encoding="utf-8")
        self._process = subprocess.Popen(
            ("node", os.fspath(folder / _SERVER), "--stdio"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = 0
        self._limit = Timer(_SECONDS, self._process.kill)  # so that nothing waits for it forever
        self._limit.start()
        can = {"workspace": {"configuration": True}}
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": can})
        self._send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the server."""
        self._limit.cancel()
        self._process.kill()
        self._process.communicate()

    def underlined(self, name: str, text: str) -> dict[int, list[str]]:
        """Open a file; return what is said of it by line, from 1."""
        uri, lines = _uri(name), f"# yaml-language-server: $schema={self._schema.as_uri()}\n{text}"
        opened = {"uri": uri, "languageId": "yaml", "version": 1, "text": lines}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})
        said = self._until(lambda m: m.get("params", {}).get("uri") == uri and "method" in m)
        found: dict[int, list[str]] = {}
        for each in said["params"]["diagnostics"]:
            # The line of the schema stands before the first one.
            found.setdefault(each["range"]["start"]["line"], []).append(each["message"])
        return found

    def offered(self, name: str, line: int, column: int) -> set[str]:
        """Return what is offered to complete at a place of a file that is open."""
        place = {"position": {"line": line, "character": column}}
        result = self.ask("textDocument/completion", {"textDocument": {"uri": _uri(name)}, **place})
        return {item["label"] for item in result["items"]}

    def ask(self, method: str, params: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON
        """Ask something; return the answer."""
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda m: m.get("id") == number and "method" not in m)["result"]

    def _until(self, is_wanted: Callable[[Message], bool]) -> Message:
        """Read messages up to one; answer what the server asks: it may fetch no schemas."""
        while True:
            message = self._receive()
            if is_wanted(message):
                return message
            if "id" in message and "method" in message:
                asked = message["params"].get("items", []) if message.get("params") else []
                settings = {"yaml": {"schemaStore": {"enable": False}}}
                answer = [settings.get(item.get("section"), {}) for item in asked]
                self._send({"id": message["id"], "result": answer})

    def _send(self, message: Mapping[str, object]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        if self._process.stdin is not None:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
            self._process.stdin.flush()

    def _receive(self) -> Message:
        pipe = self._process.stdout
        if pipe is None:
            raise EOFError
        length = 0
        while header := pipe.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise EOFError("the server has stopped")
        message: Message = json.loads(pipe.read(length))
        return message


def _uri(name: str) -> str:
    return f"file:///{name}"
