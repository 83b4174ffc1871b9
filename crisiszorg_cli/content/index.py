"""The directory in a form of which a lookup reads only what it needs. Bytes in, bytes out.

An index is a checksum; one line of JSON about the whole; a line with each document: all but
what there is too much of to read it whole; then one line for each record of the rest, sorted
by key, ``key<TAB>JSON``; then the data files it was made from, byte for byte. Whoever reads it
compares those with the files as they are now: an index that differs is not used, so a number
that was changed can never be answered with the old one. The checksum is of all that goes before
the files: a bit that falls over on a disk cannot change a number either.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.contacts import (
    Citation,
    Confidence,
    Directory,
    Fallback,
    Municipality,
    Office,
    Phone,
    Postcodes,
    Purpose,
    Region,
    RegionKind,
    Sector,
    Service,
    ServiceArea,
    Source,
    Standing,
    Timetable,
)

FORMAT = 6
"""Goes up with every change in what an index holds, or in how a name is normalized."""

INDEX_FILE = "index"
"""Its name, in the folder of the data files."""

HOURS_LIBRARY = "opening-hours-py"
"""The package that works the timetables out; another version may know other holidays."""

_NAMES = ("places_by_name", "services_by_name", "offices_by_name", "places_by_postcode")
_BY_KEY = frozenset({"municipalities", "places_by_name", "places_by_postcode", "timetables"})
"""The parts of the directory with a record for each key; the document holds the others."""

_SOURCES = "sources"
_ORDER = "order"
_DOCUMENT = "directory"

Record = dict[str, Any]
Rows = Mapping[str, Any]


class Header(NamedTuple):
    """What an index says of itself.

    ``hours_by`` is the version of the library that worked out the timetables. ``documents``
    has the length of each document in bytes, ``records`` that of all records, ``files`` that
    of each data file after them.
    """

    format: int
    version: str
    hours_by: str
    documents: Mapping[str, int]
    records: int
    files: Mapping[str, int]


# -- writing --------------------------------------------------------------------------------------


def build(
    directory: Directory,
    files: Mapping[str, bytes],
    timetables: Mapping[str, Timetable],
    hours_by: str,
) -> bytes:
    """Make the index of a directory that was read from these files."""
    parts = _parts(directory, timetables)
    whole: dict[str, object] = {name: rows for name, rows in parts.items() if name not in _BY_KEY}
    document = _dump({**whole, _ORDER: [*directory.municipalities]})
    rows = ((f"{name}:{key}", row) for name in _BY_KEY for key, row in parts[name].items())
    records = b"".join(sorted(b"%s\t%s" % (key.encode(), _dump(row)) for key, row in rows))
    sizes = {name: len(content) for name, content in files.items()}
    documents = {_DOCUMENT: len(document)}
    header = Header(FORMAT, directory.version, hours_by, documents, len(records), sizes)
    ours = b"".join((_dump(header._asdict()), document, records))
    return b"".join((_checksum(ours), ours, *files.values()))


def _checksum(content: bytes | memoryview) -> bytes:
    """Tell what was damaged by chance: nobody who could write here is kept out by a better one."""
    return b"%08x\n" % zlib.crc32(content)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _parts(directory: Directory, timetables: Mapping[str, Timetable]) -> Mapping[str, Rows]:
    items = {section.name: getattr(directory, section.name) for section in sections.DIRECTORY}
    return {
        **{name: {id_: _plain(item) for id_, item in part.items()} for name, part in items.items()},
        **{name: getattr(directory, name) for name in _NAMES},
        "timetables": timetables,
    }


def _plain(item: Any) -> Record:
    """Return what differs from the defaults, in what JSON can say."""
    default = item._field_defaults
    fields = item._asdict().items()
    return {name: _value(v) for name, v in fields if name not in default or v != default[name]}


def _value(value: object) -> object:
    if isinstance(value, (Citation, Phone, Postcodes, date)):
        return str(value)
    if isinstance(value, (ServiceArea, Fallback)):
        return _plain(value)
    return [_value(part) for part in value] if isinstance(value, tuple) else value


# -- reading --------------------------------------------------------------------------------------


class Index:
    """The documents and records of an index."""

    def __init__(self, content: bytes) -> None:
        """Read the header. Raises ValueError on anything that is no whole index of this format."""
        self._content = content
        header = content.index(b"\n") + 1
        start = content.index(b"\n", header) + 1
        fields = json.loads(content[header:start])
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            raise ValueError("another format")
        self.header = Header(**fields)
        self._documents: dict[str, tuple[int, int]] = {}
        for name, length in self.header.documents.items():
            self._documents[name] = (start, start + length)
            start += length
        self._start, self._end = start, start + self.header.records
        if content[:header] != _checksum(memoryview(content)[header : self._end]):
            raise ValueError("damaged")

    def is_of(self, files: Mapping[str, bytes]) -> bool:
        """Tell whether it was made from exactly these files."""
        at = self._end
        for name, content in files.items():
            sound = self.header.files.get(name) == len(content)
            if not (sound and self._content.startswith(content, at)):
                return False
            at += len(content)
        return at == len(self._content) and files.keys() == self.header.files.keys()

    def directory(self, *, timetables: bool) -> Directory:
        """Return the directory; what a lookup needs little of is made when it is asked for.

        ``timetables`` says whether those that were worked out beforehand can be trusted.
        """
        document = self.document(_DOCUMENT)
        parts: dict[str, Any] = {
            name: {key: _MAKE[name](row) for key, row in document[name].items()}
            for name in _MAKE.keys() - _BY_KEY - {_SOURCES}
        }
        parts[_SOURCES] = _Lazy(document[_SOURCES], _MAKE[_SOURCES])
        for name in _BY_KEY:
            parts[name] = _Lazy(_Records(self, name, document[_ORDER]), _MAKE[name])
        if not timetables:
            parts["timetables"] = {}
        return Directory(self.header.version, **parts)

    def whole(self, *, timetables: bool) -> Directory:
        """Return the whole directory, for who goes through it many times."""
        directory = self.directory(timetables=timetables)
        parts: dict[str, Any] = {name: dict(getattr(directory, name)) for name in _MAKE}
        return directory._replace(**parts)

    def document(self, name: str) -> Record:
        """Return what stands together in one document."""
        first, last = self._documents[name]
        document: Record = json.loads(self._content[first:last])
        return document

    def records(self, part: str) -> Record:
        """Read all records of one part."""
        prefix = f"{part}:".encode()
        lines = self._content[self._start : self._end].splitlines()
        rows = (line[len(prefix) :].partition(b"\t") for line in lines if line.startswith(prefix))
        return {key.decode(): json.loads(value) for key, _tab, value in rows}

    def find(self, key: str) -> Any:
        """Look a record up by halving: the lines are sorted by their keys."""
        wanted = key.encode()
        low, high = self._start, self._end
        while low < high:
            start = max(low, self._content.rfind(b"\n", low, (low + high) // 2) + 1)
            end = self._content.index(b"\n", start)
            found, _, value = self._content[start:end].partition(b"\t")
            if found == wanted:
                return json.loads(value)
            low, high = (end + 1, high) if found < wanted else (low, start)
        raise KeyError(key)


class _Records(Mapping[str, Any]):
    """The records of one part: one by one while that is enough, or else all of them."""

    def __init__(self, index: Index, part: str, order: list[str]) -> None:
        self._index, self._part = index, part
        self._order = order if part == "municipalities" else []
        self._all: Record | None = None

    def __getitem__(self, key: str) -> Any:
        return self._index.find(f"{self._part}:{key}") if self._all is None else self._all[key]

    def __iter__(self) -> Iterator[str]:
        if self._all is None:
            found = self._index.records(self._part)
            self._all = {key: found[key] for key in self._order or found}
        return iter(self._all)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Lazy(Mapping[str, Any]):
    """Items of the directory, each made when it is first asked for.

    To go through a dict is faster, so what a lookup goes through is no such mapping.
    """

    def __init__(self, rows: Rows, make: Callable[[Any], Any]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._made:
            self._made[key] = self._make(self._rows[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _timetable(row: list[Any]) -> Timetable:
    start, end, open_first, changes = row
    return Timetable(start, end, open_first, tuple(changes))


def _made(cls: Any, fields: Record) -> Any:
    values = dict(fields)
    for name, read in _READ[cls].items():
        if name in values:
            values[name] = read(values[name])
    return cls(**values)


def _many(read: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda values: tuple(map(read, values))


def _word(enum: type[StrEnum]) -> Callable[[Any], object]:
    """Return what finds a member by its word: a fifth of the time of calling the class."""
    members = {member.value: member for member in enum}
    return members.__getitem__


def _citation(text: str) -> Citation:
    source, _, lines = text.partition(":")
    return Citation(source, lines or None)


def _postcodes(text: str) -> Postcodes:
    first, _, last = text.partition("-")
    return Postcodes(first, last or first)


_TEXTS: Mapping[str, Callable[[Any], object]] = {"facts": tuple, "aliases": tuple}
_CITED = {**_TEXTS, "sources": _many(_citation)}
_READ: Mapping[Any, Mapping[str, Callable[[Any], object]]] = {
    Source: {**_TEXTS, "checked": date.fromisoformat},
    Office: _CITED,
    Region: {**_CITED, "kind": _word(RegionKind)},
    Municipality: {
        **_CITED,
        "places": tuple,
        "postcodes": _many(_postcodes),
        "unsure_postcodes": _many(_postcodes),
    },
    ServiceArea: {"regions": tuple, "sectors": _many(_word(Sector)), "purpose": _word(Purpose)},
    Fallback: _CITED,
    Service: {
        **_CITED,
        "serves": _many(lambda fields: _made(ServiceArea, fields)),
        "confidence": _word(Confidence),
        "standing": _word(Standing),
        "phone": Phone,
        "when_closed": _many(lambda fields: _made(Fallback, fields)),
    },
}

_CLASSES = {cls.__name__: cls for cls in _READ}
_MAKE: Mapping[str, Callable[[Any], Any]] = {
    **{section.name: partial(_made, _CLASSES[section.record]) for section in sections.DIRECTORY},
    **dict.fromkeys(_NAMES, tuple),
    "timetables": _timetable,
}
"""The parts of the directory, and how each is made of what the index has of it."""
