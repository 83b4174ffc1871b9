"""The directory in a form of which a lookup reads only what it needs. Bytes in, bytes out.

An index is one line of JSON about the whole, then one line for each record, sorted by key,
``key<TAB>JSON``; then the data files it was made from, byte for byte. Whoever reads it
compares those with the files as they are now: an index that differs is not used, so a number
that was changed can never be answered with the old one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from crisiszorg_cli import search
from crisiszorg_cli.contacts import (
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
    Timetable,
)

FORMAT = 3
"""Goes up with every change in what an index holds, or in how a name is normalized."""

INDEX_FILE = "index"
"""Its name, in the folder of the data files."""

DIRECTORY_FILES = ("sources.yaml", "regions.yaml", "municipalities.yaml")
"""The data files of which an index is made."""

_KINDS = (
    *("source", "office", "region", "municipality", "service"),
    *("place-name", "service-name", "office-name", "postcode"),
    *("run-by", "crisis-for", "other-for", "hours"),
)
"""What there are records of."""

HOURS_LIBRARY = "opening-hours-py"
"""The package that works the timetables out; another version may know other holidays."""

Record = dict[str, Any]


class Header(NamedTuple):
    """What an index says of itself.

    ``hours_by`` is the version of the library that worked out the timetables. ``records`` is
    the length of the records in bytes, ``files`` that of each data file after them.
    """

    format: int
    version: str
    national: str
    hours_by: str
    records: int
    files: Mapping[str, int]


# -- writing --------------------------------------------------------------------------------------


def build(
    book: Directory,
    files: Mapping[str, bytes],
    timetables: Mapping[str, Timetable],
    hours_by: str,
) -> bytes:
    """Make the index of a directory that was read from these files."""
    lines = sorted(f"{key}\t{_dump(value)}\n".encode() for key, value in _records(book, timetables))
    records = b"".join(lines)
    national = next(r.id for r in book.regions.values() if r.kind is RegionKind.NATIONAL)
    sizes = {name: len(content) for name, content in files.items()}
    header = Header(FORMAT, book.version, national, hours_by, len(records), sizes)
    return b"".join((_dump(header._asdict()).encode(), b"\n", records, *files.values()))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _records(book: Directory, timetables: Mapping[str, Timetable]) -> Iterator[tuple[str, object]]:
    for kind, items in _collections(book).items():
        for position, item in enumerate(items.values()):
            yield f"{kind}:{item.id}", [position, _plain(item)]
    for kind, index in _names(book).items():
        for name, ids in index.items():
            yield f"{kind}:{name}", ids
    for region_id in book.regions:
        found = [s for s in book.services.values() if _serves(s, region_id, crisis=True)]
        yield f"crisis-for:{region_id}", [service.id for service in found]
        found = [s for s in book.services.values() if _serves(s, region_id, crisis=False)]
        yield f"other-for:{region_id}", [service.id for service in found]
    for office_id in book.offices:
        yield f"run-by:{office_id}", [r.id for r in book.regions.values() if r.office == office_id]
    for hours, timetable in timetables.items():
        yield f"hours:{hours}", timetable


def _serves(service: Service, region_id: str, *, crisis: bool) -> bool:
    purposes = (s.purpose for s in service.serves if region_id in s.regions)
    return any((purpose is not Purpose.NON_CRISIS) == crisis for purpose in purposes)


def _collections(book: Directory) -> Mapping[str, Mapping[str, Any]]:
    return {
        "source": book.sources,
        "office": book.offices,
        "region": book.regions,
        "municipality": book.municipalities,
        "service": book.services,
    }


def _names(book: Directory) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        "place-name": book.places_by_name,
        "service-name": book.services_by_name,
        "office-name": book.offices_by_name,
        "postcode": book.places_by_postcode,
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
    """The records of an index, found by their keys."""

    def __init__(self, content: bytes) -> None:
        """Read the header. Raises ValueError on anything that is no index of this format."""
        self._content = content
        self._start = content.index(b"\n") + 1
        fields = json.loads(content[: self._start])
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            raise ValueError("another format")
        self.header = Header(**fields)
        self._end = self._start + self.header.records

    def is_of(self, files: Mapping[str, bytes]) -> bool:
        """Tell whether it was made from exactly these files."""
        at = self._end
        for name, content in files.items():
            sound = self.header.files.get(name) == len(content)
            if not (sound and self._content.startswith(content, at)):
                return False
            at += len(content)
        return at == len(self._content) and files.keys() == self.header.files.keys()

    def about(self, text: str, *, everything: bool, timetables: bool) -> Directory:
        """Return the part of the directory that can matter to what was typed.

        It has every place, service and zorgkantoor of that name, the regions they belong to,
        and all that serves these regions or the whole country; what is not for crisis only
        if ``everything`` is wanted. ``timetables`` says whether those that were worked out
        beforehand can be trusted.
        """
        digits = search.postcode_digits(text)
        name = search.normalize(text)
        by_postcode = {digits: self._ids(f"postcode:{digits}")} if digits else {}
        by_name = {name: self._ids(f"place-name:{name}")}
        named = {name: self._ids(f"service-name:{name}")}
        offices = {name: self._ids(f"office-name:{name}")}
        run = [region for office in offices[name] for region in self._ids(f"run-by:{office}")]
        ids = (*by_name[name], *by_postcode.get(digits or "", ()))
        towns = self._items(Municipality, ids)
        nearby = [id_ for town in towns.values() for id_ in search.regions_of(town)]
        services = self._items(Service, named[name])
        serving = [r for s in services.values() for one in s.serves for r in one.regions]
        regions = self._items(Region, (self.header.national, *ids, *nearby, *serving, *run))
        around = dict.fromkeys((self.header.national, *ids, *nearby, *serving))
        kinds = ("crisis", "other") if everything else ("crisis",)
        found = (id_ for r in around for kind in kinds for id_ in self._ids(f"{kind}-for:{r}"))
        services = self._items(Service, (*services, *found))
        known = self._offices(regions, offices[name], ids)
        cited = [c.source for s in services.values() for c in _citations(s)]
        cited += [c.source for id_ in offices[name] for c in known[id_].sources]
        hours = {s.hours for s in services.values() if s.hours and timetables}
        return Directory(
            version=self.header.version,
            sources=self._items(Source, cited),
            offices=known,
            regions=regions,
            municipalities=towns,
            services=services,
            places_by_name=by_name,
            services_by_name=named,
            offices_by_name=offices,
            places_by_postcode=by_postcode,
            timetables=dict(self._timetables(hours)),
        )

    def whole(self, *, timetables: bool) -> Directory:
        """Return the whole directory."""
        kept: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
        for line in self._content[self._start : self._end].splitlines():
            key, _, value = line.decode().partition("\t")
            kind, _, id_ = key.partition(":")
            kept[kind][id_] = json.loads(value)
        return Directory(
            version=self.header.version,
            sources=_in_order(Source, kept["source"]),
            offices=_in_order(Office, kept["office"]),
            regions=_in_order(Region, kept["region"]),
            municipalities=_in_order(Municipality, kept["municipality"]),
            services=_in_order(Service, kept["service"]),
            places_by_name=_tuples(kept["place-name"]),
            services_by_name=_tuples(kept["service-name"]),
            offices_by_name=_tuples(kept["office-name"]),
            places_by_postcode=_tuples(kept["postcode"]),
            timetables={
                hours: _timetable(row) for hours, row in kept["hours"].items() if timetables
            },
        )

    def _offices(
        self, regions: Mapping[str, Region], named: Iterable[str], asked: Iterable[str]
    ) -> Mapping[str, Office]:
        """Return the zorgkantoren of the regions and of that name.

        All of them if a region was asked for in which no zorgkantoor arranges care: the
        country then counts for most sectors, and with it any zorgkantoor.
        """
        kinds = {regions[id_].kind for id_ in asked if id_ in regions}
        if kinds - {RegionKind.ZORGKANTOORREGIO}:
            return self._all_offices()
        run = (region.office for region in regions.values() if region.office)
        return self._items(Office, (*named, *run))

    def _all_offices(self) -> Mapping[str, Office]:
        """Read the records of one kind, which stand together: the lines are sorted."""
        first = self._content.find(b"\noffice:", self._start - 1, self._end) + 1
        last = self._content.rfind(b"\noffice:", self._start - 1, self._end) + 1
        lines = self._content[first : self._content.index(b"\n", last)].splitlines()
        rows = (line.decode().partition(":")[2].partition("\t") for line in lines if first)
        return _in_order(Office, {id_: json.loads(value) for id_, _tab, value in rows})

    def _items(self, cls: Any, ids: Iterable[str]) -> dict[str, Any]:
        kind = cls.__name__.lower()
        rows = {id_: self._find(f"{kind}:{id_}") for id_ in dict.fromkeys(ids)}
        return _in_order(cls, {id_: row for id_, row in rows.items() if row is not None})

    def _ids(self, key: str) -> tuple[str, ...]:
        return tuple(self._find(key) or ())

    def _timetables(self, hours: Iterable[str]) -> Iterator[tuple[str, Timetable]]:
        for each in hours:
            row = self._find(f"hours:{each}")
            if row is not None:
                yield each, _timetable(row)

    def _find(self, key: str) -> Any:
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
        return None


def _citations(service: Service) -> Iterator[Citation]:
    yield from service.sources
    for fallback in service.when_closed:
        yield from fallback.sources


def _in_order(cls: Any, rows: Mapping[str, Any]) -> dict[str, Any]:
    """Make the items, in the order in which the data files have them."""
    ordered = sorted(rows.items(), key=lambda row: row[1][0])
    return {id_: _made(cls, fields) for id_, (_position, fields) in ordered}


def _tuples(rows: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(ids) for key, ids in rows.items()}


def _timetable(row: list[Any]) -> Timetable:
    start, end, open_first, changes = row
    return Timetable(start, end, open_first, tuple(changes))


def _made(cls: Any, fields: Record) -> Any:
    read = _READ[cls]
    return cls(**{name: read[name](v) if name in read else v for name, v in fields.items()})


def _many(read: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda values: tuple(read(value) for value in values)


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
    Region: {**_CITED, "kind": RegionKind},
    Municipality: {
        **_CITED,
        "places": tuple,
        "postcodes": _many(_postcodes),
        "unsure_postcodes": _many(_postcodes),
    },
    ServiceArea: {"regions": tuple, "sectors": _many(Sector), "purpose": Purpose},
    Fallback: _CITED,
    Service: {
        **_CITED,
        "serves": _many(lambda fields: _made(ServiceArea, fields)),
        "confidence": Confidence,
        "phone": Phone,
        "when_closed": _many(lambda fields: _made(Fallback, fields)),
    },
}
