"""The data in a form of which each command reads only what it needs. Made by ``index_writer``.

An index is a checksum; one line of JSON about the whole; a line with each document, the
directory and the triage: all but what there is too much of to read it whole; then one line for
each record of the rest, sorted by key, ``key<TAB>JSON``; then the data files it was made from,
byte for byte. Whoever reads it compares those with the files as they are now: an index that
differs is not used, so a number that was changed can never be answered with the old one. The
checksum is of all that goes before the files: a bit that falls over on a disk cannot change a
number either.
"""

import json
import zlib
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from datetime import date
from enum import StrEnum
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from crisiszorg_cli.model import contacts, sections
from crisiszorg_cli.model.contacts import Citation, Directory, Phone, Postcodes, Timetable

if TYPE_CHECKING:
    from crisiszorg_cli.model.content import Content

FORMAT = 10
"""Goes up with every change in what an index holds, or in how a name is normalized."""

INDEX_FILE = "index"
"""Its name, in the folder of the data files."""

HOURS_LIBRARY = "opening-hours-py"
"""The package that works the timetables out; another version may know other holidays."""

NAMES = ("places_by_name", "services_by_name", "offices_by_name", "places_by_postcode")
TIMETABLES = "timetables"
BY_KEY = frozenset(
    {
        *("sources", "municipalities", "services", TIMETABLES),
        *("places_by_name", "services_by_name", "places_by_postcode"),
    }
)
"""The parts of the directory with a record for each key; the document holds the others."""

ORDER = "order"
"""The records with the keys of a part, in the order of the data files."""
IN_REGION = "services_in_region"
"""The records with the ids of the services that name a region."""

DIRECTORY, TRIAGE = "directory", "triage"
"""The documents: what a lookup needs, and what the triage needs besides."""

VERSION, CHECKED, NUMBERS, SHAPES = "version", "checked", "numbers", "shapes"
"""What stands in a document beside its sections."""

Record = dict[str, Any]
Rows = Mapping[str, Any]


class Header(NamedTuple):
    """What an index says of itself.

    ``hours_by`` is the version of the library that worked out the timetables. ``documents``
    has the length of each document in bytes, ``records`` that of all records, ``files`` that
    of each data file after them.
    """

    format: int
    hours_by: str
    documents: Mapping[str, int]
    records: int
    files: Mapping[str, int]


def checksum(content: bytes | memoryview) -> bytes:
    """Tell what was damaged by chance: nobody who could write here is kept out by a better one."""
    return b"%08x\n" % zlib.crc32(content)


def _is_sound(header: Header) -> bool:
    """Tell whether a header says what it should: of a damaged one even the checksum is unknown."""
    parts: list[Any] = [header.documents, header.files, {"records": header.records}]
    lengths = (part.values() if isinstance(part, dict) else (None,) for part in parts)
    return all(type(length) is int and length >= 0 for part in lengths for length in part)


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
        if not _is_sound(self.header):
            raise ValueError("no header")
        self._documents: dict[str, tuple[int, int]] = {}
        for name, length in self.header.documents.items():
            self._documents[name] = (start, start + length)
            start += length
        self._start, self._end = start, start + self.header.records
        if content[:header] != checksum(memoryview(content)[header : self._end]):
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

    def directory(self, *, worked_out: bool) -> Directory:
        """Return the directory, each item of which is made when it is asked for.

        ``worked_out`` says whether to take what libraries worked out beforehand: the timetables,
        and which numbers exist.
        """
        document = self.document(DIRECTORY)
        maker = _Maker(document[SHAPES], contacts)
        make: dict[str, Callable[[Any], Any]] = {
            **{each.name: maker.reader(each.record) for each in sections.DIRECTORY},
            **dict.fromkeys(NAMES, tuple),
            TIMETABLES: _timetable,
        }
        parts: dict[str, Any] = {}
        for name, made in make.items():
            by_key = name in BY_KEY
            rows = _Records(self, name) if by_key else document[name]
            parts[name] = _Lazy(rows, made)
        rows, in_region = (_Records(self, name) for name in ("services", IN_REGION))
        parts["services"] = _Services(rows, make["services"], in_region)
        checked = document[CHECKED] and date.fromisoformat(document[CHECKED])
        if not worked_out:
            parts |= {TIMETABLES: {}}
            return Directory(document[VERSION], checked=checked, **parts)
        numbers = document[NUMBERS]
        return Directory(document[VERSION], checked=checked, numbers=numbers, **parts)

    def content(self, *, worked_out: bool) -> "Content":
        """Return what the triage needs, each item of which is made when it is asked for."""
        from crisiszorg_cli.model import content as model  # noqa: PLC0415 - not for a lookup

        document = self.document(TRIAGE)
        maker = _Maker(document[SHAPES], model)
        parts: dict[str, Any] = {
            each.name: _Lazy(document[each.name], maker.reader(each.record))
            for each in sections.TRIAGE
        }
        directory = self.directory(worked_out=worked_out)
        return model.Content(directory._replace(version=document[VERSION]), **parts)

    def document(self, name: str) -> Record:
        """Return what stands together in one document."""
        first, last = self._documents[name]
        document: Record = json.loads(self._content[first:last])
        return document

    def records(self, part: str) -> Record:
        """Read all records of one part."""
        first, last = (self._place_of(f"{part}{sign}".encode()) for sign in ":;")  # ; follows :
        length = len(part) + 1
        lines = self._content[first:last].splitlines()
        rows = [line[length:].partition(b"\t") for line in lines]
        values = json.loads(b"[%b]" % b",".join(value for _key, _tab, value in rows))
        return {key.decode(): value for (key, *_), value in zip(rows, values, strict=True)}

    def order(self, part: str) -> list[str]:
        """Return the keys of one part in their order, without reading its records."""
        keys: list[str] = self.find(f"{ORDER}:{part}")
        return keys

    def find(self, key: str) -> Any:
        """Look a record up. Raises KeyError."""
        wanted = b"%b\t" % key.encode()
        start = self._place_of(wanted)
        if start == self._end or not self._content.startswith(wanted, start):
            raise KeyError(key)
        return json.loads(self._content[start + len(wanted) : self._content.index(b"\n", start)])

    def _place_of(self, key: bytes) -> int:
        """Return where the first line with this key or a later one begins, by halving.

        The lines are sorted by their keys.
        """
        low, high = self._start, self._end
        while low < high:
            start = max(low, self._content.rfind(b"\n", low, (low + high) // 2) + 1)
            end = self._content.index(b"\n", start)
            low, high = (end + 1, high) if self._content[start:end] < key else (low, start)
        return low


class _Records(Mapping[str, Any]):
    """The records of one part: one by one while that is enough, or else all of them."""

    def __init__(self, index: Index, part: str) -> None:
        self._index, self._part = index, part
        self._all: Record | None = None

    def __getitem__(self, key: str) -> Any:
        return self._index.find(f"{self._part}:{key}") if self._all is None else self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.order(self._part) if self._all is None else self._all)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def items(self) -> ItemsView[str, Any]:
        return self._whole().items()

    def _whole(self) -> Record:
        if self._all is None:
            found = self._index.records(self._part)
            self._all = {key: found[key] for key in self._index.order(self._part)}
        return self._all


class _Lazy(Mapping[str, Any]):
    """Items, each made when it is first asked for; who goes through them gets a dict of all."""

    def __init__(self, rows: Rows, make: Callable[[Any], Any]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[str, Any] = {}
        self._all: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        if key not in self._made:
            self._made[key] = self._make(self._rows[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def values(self) -> ValuesView[Any]:
        return self._whole().values()

    def items(self) -> ItemsView[str, Any]:
        return self._whole().items()

    def _whole(self) -> dict[str, Any]:
        if self._all is None:
            made, make = self._made, self._make
            rows = self._rows.items()
            self._all = {key: made[key] if key in made else make(row) for key, row in rows}
            self._made = self._all
        return self._all

    def __len__(self) -> int:
        return len(self._rows)


class _Services(_Lazy):
    """The services, of which it is known beforehand which of them name a region."""

    def __init__(
        self, rows: Rows, make: Callable[[Any], Any], in_region: Mapping[str, list[str]]
    ) -> None:
        super().__init__(rows, make)
        self._in_region = in_region

    def of_region(self, id_: str) -> Iterable[Any]:
        """Return the services that name this region, in the order of the data."""
        return [self[each] for each in self._in_region.get(id_, ())]


def _timetable(row: list[Any]) -> Timetable:
    start, end, open_first, changes = row
    return Timetable(start, end, open_first, tuple(changes))


class _Maker:
    """Makes what the model has of what JSON has, by the shapes that stand in the document.

    A shape is the name of a class, with a star for a tuple of it; nothing at all is for what
    JSON says itself. To read the type hints anew would take longer than to make the items.
    """

    def __init__(self, shapes: Mapping[str, Mapping[str, str]], model: ModuleType) -> None:
        self._shapes, self._model = shapes, model
        self._readers = dict(_READ)

    def reader(self, shape: str) -> Callable[[Any], Any]:
        """Return what makes a value of this shape."""
        if shape not in self._readers:
            self._readers[shape] = self._reader(shape)
        return self._readers[shape]

    def _reader(self, shape: str) -> Callable[[Any], Any]:
        if shape.endswith("*"):
            each = self.reader(shape[:-1])
            return lambda values: tuple(map(each, values))
        cls = getattr(self._model, shape)
        if not cls.__module__.startswith("crisiszorg_cli.model."):
            raise ValueError(f"{shape} is no class of the model")
        if issubclass(cls, StrEnum):  # by its word: a fifth of the time of calling the class
            return {member.value: member for member in cls}.__getitem__
        return partial(self._made, cls, self._shapes[shape])

    def _made(self, cls: Any, shapes: Mapping[str, str], fields: Record) -> Any:
        values = dict(fields)
        for name, shape in shapes.items():
            if values.get(name) is not None:
                values[name] = self.reader(shape)(values[name])
        return cls(**values)


def _citation(text: str) -> Citation:
    source, _, lines = text.partition(":")
    return Citation(source, lines or None)


def _postcodes(text: str) -> Postcodes:
    first, _, last = text.partition("-")
    return Postcodes(first, last or first)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "*": tuple,
    "Citation": _citation,
    "Phone": Phone,
    "Postcodes": _postcodes,
    "date": date.fromisoformat,
}
"""How is read what is written as one text; it was checked when it was read from YAML."""
