"""A share or a file that misbehaves never takes a number away."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from crisiszorg_cli.cli import app as cli, settings as config
from crisiszorg_cli.content import store
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.lookup import Query, find
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.errors import InputError, reason_of
from crisiszorg_cli.guarded_file import MAX_BYTES, AbsentError, UnreadableError, read_small
from crisiszorg_cli.model.sections import CONTENT_FILES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices")
MOMENT = datetime(2026, 11, 24, 11, 0, tzinfo=AMSTERDAM)
FAULTS = [
    *(errno.EACCES, errno.EPERM, errno.EIO, errno.ENOTCONN, errno.EHOSTDOWN, errno.ESTALE),
    *(errno.ENAMETOOLONG, errno.ETIMEDOUT, errno.ELOOP, errno.ENODEV, errno.EMFILE, errno.EINVAL),
]


def pipe(path: Path) -> None:
    """Make a pipe to which nobody writes."""
    os.mkfifo(path)


def endless(path: Path) -> None:
    """Make a link to what never ends."""
    path.symlink_to("/dev/zero")


def large(path: Path) -> None:
    """Make a file of 100 MB."""
    with path.open("wb") as file:
        file.truncate(100_000_000)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (pipe, "geen gewoon bestand"),
    "endless": (endless, "geen gewoon bestand"),
    "large": (large, "groter dan 1024 KiB"),
    "folder": (Path.mkdir, "het is een map"),
    "itself": (lambda path: path.symlink_to(path), "een link verwijst naar zichzelf"),
}


def test_a_file_that_tells_no_size_is_read_whole() -> None:
    """Not only the byte more than there should be."""
    file = Path("/proc/self/limits")
    if not file.exists():
        pytest.skip("only Linux has these")
    assert file.stat().st_size == 0
    assert read_small(file).startswith(b"Limit")


@pytest.mark.parametrize(("make", "reason"), KINDS.values(), ids=KINDS)
def test_what_is_no_file_to_read(make: Callable[[Path], None], reason: str, tmp_path: Path) -> None:
    """It is refused at once, with a reason in Dutch."""
    make(tmp_path / "file")

    with pytest.raises(UnreadableError, match=reason):
        read_small(tmp_path / "file")


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_that_cannot_be(name: str, tmp_path: Path) -> None:
    """Of whatever kind the fault is."""
    with pytest.raises(UnreadableError):
        read_small(tmp_path / name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Is told from one that cannot be read; 1 MiB is not too large."""
    with pytest.raises(AbsentError):
        read_small(tmp_path / "file")
    (tmp_path / "file").write_bytes(bytes(MAX_BYTES))
    assert len(read_small(tmp_path / "file")) == MAX_BYTES


def test_every_reason_is_dutch() -> None:
    """The system's own English words are never shown."""
    for number in sorted(errno.errorcode):
        words = os.strerror(number)
        assert words not in reason_of(OSError(number, words))


def digits(data: Store) -> list[str]:
    """Return the numbers for elderly care in one region, and 112."""
    book = data.directory()
    result = find(book, Query("zhn"), MOMENT, everything=False)
    return [c.service.phone.digits for c in result.contacts if c.service.phone]


EXPECTED = "0883399999"


@pytest.mark.parametrize("number", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["stat", "lstat"])
def test_a_share_that_is_down_takes_no_number_away(
    call: str,
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The folder of a practice, whatever it answers: one line, and the packaged number."""
    share, real = tmp_path / "share", getattr(Path, call)
    share.mkdir()

    def down(path: Path, **options: bool) -> os.stat_result:
        if path == share or share in path.parents:
            raise OSError(number, os.strerror(number))
        found: os.stat_result = real(path, **options)
        return found

    monkeypatch.setattr(Path, call, down)
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    data = Store(share)

    assert EXPECTED in digits(data)
    said = capsys.readouterr().err
    assert said.startswith("Let op: eigen gegevens niet gebruikt: ")
    assert os.strerror(number) not in said
    assert data.warned


@pytest.mark.parametrize("make", [make for make, _ in KINDS.values()], ids=KINDS)
@pytest.mark.parametrize("name", ["overlay.yaml", *CONTENT_FILES, "index"])
def test_no_file_of_a_practice_takes_a_number_away(
    name: str,
    make: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pipe, a device, a huge file, a folder in the place of any of its files."""
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    share = tmp_path / "share"
    share.mkdir()
    make(share / name)

    data = Store(share)
    assert EXPECTED in digits(data)
    data.content()
    assert data.warned
    assert "Let op: eigen gegevens niet gebruikt: " in capsys.readouterr().err


@pytest.mark.parametrize("place", ["file/below", "x" * 300, "absent"])
def test_a_folder_that_is_none(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below a file, with too long a name, or not there."""
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    (tmp_path / "file").touch()

    data = Store(tmp_path / place)
    assert EXPECTED in digits(data)
    assert data.warned


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = 'x", "region = {", "\x00", "a = 1e999999999"],
    ids=["nested", "digits", "quote", "brace", "nul", "float"],
)
def test_settings_that_break_a_parser(text: str, tmp_path: Path) -> None:
    """One sentence in Dutch, which an interview shows before it goes on."""
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        config.load_config(file)

    assert re_english(caught.value.message.removeprefix(str(file))) == []


def re_english(text: str) -> list[str]:
    """Return the words of the parser's own messages that stand in a text."""
    words = ("at line", "column", "Expected", "Invalid", "Unclosed", "limit", "recursion", "end of")
    return [word for word in words if word in text]


@pytest.mark.parametrize("make", [make for make, _ in KINDS.values()], ids=KINDS)
def test_settings_that_are_no_file(make: Callable[[Path], None], tmp_path: Path) -> None:
    """A pipe is not waited for, a device not read to its end."""
    make(tmp_path / "config.toml")

    with pytest.raises(InputError, match="kan de instellingen niet lezen"):
        config.load_config(tmp_path / "config.toml")


def test_a_folder_without_access_is_no_mistake_in_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The parser of options does not judge it, in English: the store does, and gives 112."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setattr(sys, "argv", ["crisis", "lookup", "112", "--data", str(tmp_path)])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    said = capsys.readouterr()
    assert (ended.value.code or 0) == 0
    assert "112" in said.out
    assert said.err.startswith("Let op: eigen gegevens niet gebruikt: ")
