"""Where everything comes from: each piece of content with its sources and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import Citation, Content

_TEXT_FIELDS = ("text", "headline", "name", "open_point", "note", "title")


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of content: its kind, the id of the item it belongs to, and its sources."""

    kind: str
    id: str
    text: str
    sources: tuple[Citation, ...]
    facts: tuple[str, ...]


def cited_items(content: Content) -> Iterator[Cited]:
    """Return every piece of content that cites a source, parts of items included."""
    directory = content.directory
    collections = (
        *(getattr(directory, section.name) for section in sections.DIRECTORY),
        *(getattr(content, section.name) for section in sections.TRIAGE),
    )
    for collection in collections:
        for item in collection.values():
            yield from _walk(item, item.id)


def _walk(item: object, owner: str) -> Iterator[Cited]:
    sources = getattr(item, "sources", ())
    if sources:
        id_ = getattr(item, "id", owner)
        facts = getattr(item, "facts", ())
        yield Cited(type(item).__name__.lower(), id_, _text_of(item), sources, facts)
        owner = id_
    for value in _parts(item):
        for child in value if type(value) is tuple else (value,):
            kind: type = type(child)
            if _names(kind):  # most are words and numbers, and cite nothing
                yield from _walk(child, owner)


def _parts(item: object) -> Iterator[object]:
    """Return the values of a class of the model; nothing for any other value."""
    kind: type = type(item)
    return (getattr(item, name) for name in _names(kind))


@cache
def _names(kind: type) -> tuple[str, ...]:
    if is_dataclass(kind):
        return tuple(part.name for part in fields(kind))
    return tuple(getattr(kind, "_fields", ()))


def _text_of(item: object) -> str:
    for name in _TEXT_FIELDS:
        text = getattr(item, name, None)
        if isinstance(text, str):
            return text
    return ""
