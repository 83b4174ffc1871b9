"""A damaged index: it is not used, or it says what the data files say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

from crisiszorg_cli.content import store
from crisiszorg_cli.content.index import INDEX_FILE, Index, checksum
from crisiszorg_cli.model.sections import CONTENT_FILES
from tests import shipped

FOLDER = store.data_folder()
FILES = {name: (FOLDER / name).read_bytes() for name in CONTENT_FILES}
_HEADER = 600  # bytes: the first lines, of which each one says where the rest is


@cache
def whole() -> bytes:
    """Return the index that fits the data files; made anew only where there is none."""
    made = store.fresh_index(FOLDER)
    return shipped.index_as_made() if made is None else (FOLDER / INDEX_FILE).read_bytes()


def take(data: bytes) -> None:
    """Damage the index in the places that the bytes name; and take the bytes for an index."""
    content = whole()
    damaged = bytearray(content)
    for at, what in _damage(data, len(content)):
        damaged[at : at + 1] = what
    assert damaged == content or _read(bytes(damaged)) is None
    # What was changed on purpose has its checksum mended; it is still not of these files.
    for made in (data, checksum(data) + data, checksum(data[9:]) + data[9:]):
        assert _read(made) is None


def _damage(data: bytes, length: int) -> Iterator[tuple[int, bytes]]:
    """Return places and what to put there: a byte, none or some; half of them in the header."""
    for start in range(0, min(len(data), 40), 5):
        where, how, what = data[start : start + 3], data[start + 3 : start + 4], data[start + 4 :]
        number = int.from_bytes(where, "big")
        at = number % _HEADER if number % 2 else number % length
        kind = how[0] % 4 if how else 0
        yield at, (b"", what[:1], what[:4], b"[]")[kind]


def _read(content: bytes) -> Index | None:
    """Read bytes as the index in the folder of the data."""

    def read(path: Path, _most: int) -> bytes:
        return content if path.name == INDEX_FILE else FILES[path.name]

    with patch.object(store, "read_guarded", read):
        return store.fresh_index(FOLDER)
