"""A file is written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from crisiszorg_cli.atomic_file import atomic_write

POSIX = sys.platform != "win32"


def test_it_takes_the_place_of_what_stands_there(tmp_path: Path) -> None:
    """Readable by the user alone, unless said otherwise, and with nothing beside it."""
    file = tmp_path / "config.toml"
    file.write_bytes(b"old")

    atomic_write(file, b"new")

    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]
    if POSIX:
        assert file.stat().st_mode & 0o777 == 0o600
        atomic_write(file, b"", mode=0o644)
        assert file.stat().st_mode & 0o777 == 0o644


def test_what_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk costs the new content, not the old."""
    file = tmp_path / "index"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic_write(file, b"new")

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not POSIX, reason="links need rights on Windows")
def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What it points at stays as it was."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)

    atomic_write(link, b"new")

    assert target.read_bytes() == b"old"
    assert not link.is_symlink()
