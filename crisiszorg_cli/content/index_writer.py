"""Makes the index. What an item of it holds follows from the classes of the model alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from crisiszorg_cli.content.index import (
    BY_KEY,
    CHECKED,
    DIRECTORY,
    FORMAT,
    IN_REGION,
    NAMES,
    NUMBERS,
    ORDER,
    SHAPES,
    TIMETABLES,
    TRIAGE,
    VERSION,
    Header,
    Record,
    Rows,
    checksum,
)
from crisiszorg_cli.content.schema import is_record
from crisiszorg_cli.model import content as model, sections
from crisiszorg_cli.model.sections import Section

_TEXTS = (model.Citation, model.Phone, model.Postcodes, date)
"""What is written as one text."""
_PLAIN = (str, int, bool)
"""What JSON has itself."""


def build(
    content: model.Content,
    version: str,
    files: Mapping[str, bytes],
    hours_by: str,
) -> bytes:
    """Make the index of content that was read from these files.

    ``version`` is that of the directory alone, which a lookup names.
    """
    parts = _parts(content.directory)
    documents = {
        DIRECTORY: {
            VERSION: version,
            CHECKED: content.directory.checked and str(content.directory.checked),
            NUMBERS: content.directory.numbers,
            SHAPES: _shapes(sections.DIRECTORY),
            **{name: rows for name, rows in parts.items() if name not in BY_KEY},
        },
        TRIAGE: {
            VERSION: content.directory.version,
            SHAPES: _shapes(sections.TRIAGE),
            **_sections(content, sections.TRIAGE),
        },
    }
    written = {name: _dump(document) for name, document in documents.items()}
    by_key = {name: parts[name] for name in BY_KEY}
    by_key[ORDER] = {name: [*parts[name]] for name in BY_KEY}
    by_key[IN_REGION] = _in_region(content.directory)
    rows = ((f"{name}:{key}", row) for name, part in by_key.items() for key, row in part.items())
    records = b"".join(sorted(b"%s\t%s" % (key.encode(), _dump(row)) for key, row in rows))
    lengths = {name: len(document) for name, document in written.items()}
    sizes = {name: len(each) for name, each in files.items()}
    header = Header(FORMAT, hours_by, lengths, len(records), sizes)
    ours = b"".join((_dump(header._asdict()), *written.values(), records))
    return b"".join((checksum(ours), ours, *files.values()))


def _in_region(directory: model.Directory) -> dict[str, list[str]]:
    """Return the services that name each region, in the order of the data."""
    found: dict[str, dict[str, None]] = {}
    for service in directory.services.values():
        for region in (id_ for serving in service.serves for id_ in serving.regions):
            found.setdefault(region, {})[service.id] = None
    return {region: list(ids) for region, ids in found.items()}


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _parts(directory: model.Directory) -> Mapping[str, Rows]:
    return {
        **_sections(directory, sections.DIRECTORY),
        **{name: getattr(directory, name) for name in (*NAMES, TIMETABLES)},
    }


def _sections(whole: object, wanted: Iterable[Section]) -> dict[str, Rows]:
    return {
        section.name: {id_: _plain(item) for id_, item in getattr(whole, section.name).items()}
        for section in wanted
    }


def _plain(item: Any) -> Record:
    """Return what differs from the defaults, in what JSON can say."""
    if is_dataclass(item):
        default = {field.name: field.default for field in fields(item)}
    else:
        default = {name: item._field_defaults.get(name, MISSING) for name in item._fields}
    given = ((name, getattr(item, name)) for name in default)
    return {name: _value(value) for name, value in given if value != default[name]}


def _value(value: object) -> object:
    if isinstance(value, _TEXTS):
        return str(value)
    if is_record(value):
        return _plain(value)
    return [_value(part) for part in value] if isinstance(value, tuple) else value


# -- what the reader has to know of the classes ---------------------------------------------------


def _shapes(wanted: Iterable[Section]) -> dict[str, dict[str, str]]:
    """Return the shape of each field that JSON cannot say itself, for each class that is needed."""
    shapes: dict[str, dict[str, str]] = {}
    needed = [getattr(model, section.record) for section in wanted]
    while needed:
        cls = needed.pop()
        if cls.__name__ in shapes or cls in _TEXTS or not is_record(cls):
            continue
        kinds = {name: _kind(hint) for name, hint in get_type_hints(cls).items()}
        shapes[cls.__name__] = {name: _name(*kind) for name, kind in kinds.items() if _name(*kind)}
        needed += (part for part, _many in kinds.values())
    return shapes


def _kind(hint: Any) -> tuple[type, bool]:
    """Return the class of a field, and whether it has any number of it."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        part, _any_number = get_args(hint)
        return _kind(part)[0], True
    if not isinstance(hint, type):
        raise TypeError(f"an index cannot hold {hint}")
    return hint, False


def _name(cls: type, many: bool) -> str:  # noqa: FBT001 - half of a kind
    return ("" if cls in _PLAIN else cls.__name__) + "*" * many
