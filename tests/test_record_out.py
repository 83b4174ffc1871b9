"""A report on its way out: a file whole and private, never over another; a clipboard if it can."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pyperclip
import pytest

from crisiszorg_cli import record_out, streams
from crisiszorg_cli.errors import ExistsError, InputError
from crisiszorg_cli.record_out import copy, save

TEXT = "S\n- Crisis V&V, woonplaats Leiden.\n"


def test_a_file_is_private_and_whole(tmp_path: Path) -> None:
    """Only its owner can read it; with CRLF on request, and nothing else is left behind."""
    file = save(str(tmp_path / "verslag.txt"), TEXT)
    assert file.read_bytes() == TEXT.encode()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [file] == list(tmp_path.iterdir())
    save(str(file), TEXT, overwrite=True, crlf=True)
    assert file.read_bytes() == TEXT.replace("\n", "\r\n").encode()


def test_no_file_is_written_over_unasked(tmp_path: Path) -> None:
    """What stands there stays, a link too; it says how it can go."""
    file = tmp_path / "verslag.txt"
    file.write_text("van gisteren")
    link = tmp_path / "link.txt"
    link.symlink_to(file)
    for name in (file, link):
        with pytest.raises(ExistsError, match=r"bestaat al\.") as caught:
            save(str(name), TEXT)
        assert "--overschrijf" in caught.value.tip
    save(str(link), TEXT, overwrite=True)
    assert file.read_text() == "van gisteren"
    assert link.read_text() == TEXT


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe, a name that cannot be: said in words, whatever may be written over."""
    os.mkfifo(tmp_path / "pijp")
    for name in (tmp_path, tmp_path / "pijp", tmp_path / "weg" / "v.txt", "nul\0", "x" * 300):
        with pytest.raises(InputError):
            save(str(name), TEXT, overwrite=True)
    assert [tmp_path / "pijp"] == list(tmp_path.iterdir())


class Board:
    """A clipboard of our own, in the place of that of the system."""

    def __init__(self, *, works: bool = True) -> None:
        """Hold nothing."""
        self.text, self.works = "", works

    def copy(self, text: str) -> None:
        """Keep a text, if this one works."""
        self.text = text if self.works else ""

    def paste(self) -> str:
        """Return what is kept, as Windows would."""
        return self.text.replace("\n", "\r\n")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to a terminal that can copy, on this computer."""
    shown: list[str] = []
    monkeypatch.setattr(streams, "write_styled", shown.append)
    monkeypatch.setattr(streams, "is_interactive", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    return shown


def on(monkeypatch: pytest.MonkeyPatch, board: Board) -> Board:
    """Copy to this board."""
    monkeypatch.setattr(pyperclip, "copy", board.copy)
    monkeypatch.setattr(pyperclip, "paste", board.paste)
    return board


def test_the_clipboard_has_it(monkeypatch: pytest.MonkeyPatch, written: list[str]) -> None:
    """Where that is certain, nothing goes to the terminal."""
    board = on(monkeypatch, Board())
    assert copy(TEXT) is True
    assert (board.text, written) == (TEXT, [])


@pytest.mark.parametrize("far", [True, False])
def test_the_terminal_is_asked(
    monkeypatch: pytest.MonkeyPatch, written: list[str], *, far: bool
) -> None:
    """From another computer, and where what copies fails: nobody knows whether that went well."""
    board = on(monkeypatch, Board(works=far))
    if far:
        monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    assert copy(TEXT) is None
    assert board.text == ""
    (sequence,) = written
    assert sequence.startswith("\x1b]52;c;")
    assert base64.b64decode(sequence[7:-1]).decode() == TEXT


@pytest.mark.parametrize("term", ["dumb", "linux", None])
def test_it_says_when_it_cannot(
    monkeypatch: pytest.MonkeyPatch, written: list[str], term: str | None
) -> None:
    """Without a program that copies and without a terminal that may, nothing is written."""

    def none(*_: object) -> str:
        raise pyperclip.PyperclipException("no clipboard")

    monkeypatch.setattr(pyperclip, "copy", none)
    if term is None:
        monkeypatch.setattr(streams, "is_interactive", lambda: False)
    else:
        monkeypatch.setenv("TERM", term)
    assert record_out.copy(TEXT) is False
    assert written == []
