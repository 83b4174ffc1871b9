"""What is written otherwise in two versions of the data: texts, sources, dates and other values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from crisiszorg_cli.model import sections
from crisiszorg_cli.model.content import Content


class Sort(StrEnum):
    """What was changed of an item. Values are numbers, hours, regions, conditions and the like."""

    TEXTS = "texts"
    SOURCES = "sources"
    DATES = "dates"
    VALUES = "values"


class Altered(NamedTuple):
    """One value of an item, as it was and as it is. ``path`` leads to it: ``criteria.wlz.text``.

    Of an item that is in one version alone the path is empty, and one of both is missing.
    """

    kind: str
    id: str
    path: str
    sort: Sort
    old: str | None
    new: str | None


_SOURCES = {"sources", "facts"}
_DATES = {"published", "dated", "checked", "review_months", "read"}
_TEXTS = {
    *("text", "label", "help", "name", "note", "notice", "title", "publisher", "actor"),
    *("open_point", "request", "decided_by", "decided_by_psychiatric", "hours_note", "caution"),
    *(
        "wzd_caution",
        "who_may_call",
        "on_the_call",
        "decides",
        "scope",
        "address",
        "menu",
        "meant_for",
    ),
    *("duration", "audience", "quality", "office_caution"),
}


def altered(old: Content, new: Content) -> Iterator[Altered]:
    """Return every value that differs, in the order of the files."""
    for section in sections.ALL:
        before, after = (_items(content, section) for content in (old, new))
        for id_ in dict.fromkeys((*before, *after)):
            one, other = before.get(id_), after.get(id_)
            if one is None or other is None:
                found = [each and id_ for each in (one, other)]
                yield Altered(section.kind, id_, "", Sort.VALUES, *map(_text_or_none, found))
                continue
            for path, was, now in _differences("", one, other):
                yield Altered(section.kind, id_, path, _sort(section.kind, path), was, now)


def _items(content: Content, section: sections.Section) -> Mapping[str, object]:
    holder = content.directory if section in sections.DIRECTORY else content
    found: Mapping[str, object] = getattr(holder, section.name)
    return found


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def _differences(path: str, old: object, new: object) -> Iterator[tuple[str, str, str]]:
    """Return the path, and both values, of all that differs in a value and in its parts."""
    if old == new:
        return
    if type(old) is type(new) and hasattr(old, "_fields") and hasattr(new, "_fields"):
        if _is_whole(old):
            yield path, written(old), written(new)
            return
        for name in old._fields:
            yield from _differences(_below(path, name), getattr(old, name), getattr(new, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and _is_list_of_items(old, new):
        before, after = ({_name(i, each): each for i, each in enumerate(x)} for x in (old, new))
        for name in dict.fromkeys((*before, *after)):
            yield from _differences(_below(path, name), before.get(name), after.get(name))
    else:
        yield path, written(old), written(new)


def _is_whole(value: object) -> bool:
    """Tell whether a value is shown as one: a number, a citation, a condition, an area."""
    return type(value).__name__ in {"Phone", "Citation", "Condition", "ServiceArea", "Postcodes"}


def _is_list_of_items(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    return all(hasattr(each, "_fields") and not _is_whole(each) for each in (*old, *new))


def _name(index: int, item: object) -> str:
    return str(getattr(item, "id", index + 1))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def written(value: object) -> str:
    """Write a value as the data files do, on one line."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    if type(value).__name__ == "Condition":
        return _condition(value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return ", ".join(map(written, value))
    if hasattr(value, "_fields") and type(value).__str__ is tuple.__str__:
        parts = ((name, getattr(value, name)) for name in value._fields)
        return ", ".join(f"{name}: {written(part)}" for name, part in parts if part)
    return str(value)


def _condition(value: object) -> str:
    answer, values = getattr(value, "answer", None), getattr(value, "values", ())
    if answer is not None:
        return f"{answer} is {' of '.join(values)}"
    negated = getattr(value, "negated", None)
    if negated is not None:
        return f"niet ({_condition(negated)})"
    parts, word = getattr(value, "all", ()), " en "
    if not parts:
        parts, word = getattr(value, "any", ()), " of "
    return f"({word.join(map(_condition, parts))})"


def _sort(kind: str, path: str) -> Sort:
    names = path.split(".")
    if _SOURCES.intersection(names):
        return Sort.SOURCES
    if kind == "source":
        return Sort.DATES if _DATES.intersection(names) else Sort.SOURCES
    last = names[-1]
    return Sort.TEXTS if last in _TEXTS or last.startswith("headline") else Sort.VALUES
