"""From text trees to the model. The classes of ``model`` are the schema.

Unknown and missing keys, wrong words and doubled ids become problems of the reading.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from crisiszorg_cli.content.reading import (
    OF_THE_NUMBER,
    UNDER,
    Reading,
    Reference,
    check_facts,
    choice_tip,
    is_bounded,
    leave_out_note,
    marks_in,
    skip_file,
)
from crisiszorg_cli.content.tree import Mark, Node, Sequence, Table, Text
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.model import contacts, sections
from crisiszorg_cli.model.conditions import Condition
from crisiszorg_cli.model.sections import Section

_INVALID = object()


def kind_of(cls: type) -> str:
    """Return the word by which references name an item of this class."""
    return cls.__name__.lower()


def record_of(section: Section) -> type:
    """Return the class of the model that an item of the section becomes."""
    if section in sections.DIRECTORY:
        return cast("type", getattr(contacts, section.record))
    from crisiszorg_cli.model import content  # noqa: PLC0415 - not for an overlay with numbers only

    return cast("type", getattr(content, section.record))


def read_file(reading: Reading, name: str, root: Node) -> None:
    """Add every item of one file to the reading."""
    wanted = {section.name: section for section in sections.of_file(name)}
    if not isinstance(root, Table):
        reading.complain(root.mark, "type", f"verwacht: {', '.join(wanted)} met een lijst")
        skip_file(reading, name)
        return
    _report_unknown(reading, root, wanted)
    for section in wanted.values():
        _read_section(reading, section, root)


def _read_section(reading: Reading, section: Section, root: Table) -> None:
    node = root.items.get(section.name)
    if isinstance(node, Sequence):
        reading.sections[section.kind] = root.key_marks[section.name]
        _read_items(reading, section, node)
        return
    reading.partial.add(section.kind)
    if node is None:
        reading.complain(root.mark, "missing-key", f"'{section.name}' ontbreekt")
    else:
        reading.complain(node.mark, "type", f"'{section.name}' moet een lijst zijn")


def read_overlay(reading: Reading, root: Node) -> None:
    """Add the items of an overlay: any section of any file, of the kinds that are under it."""
    known = {section.name: section for section in sections.ALL}
    if not isinstance(root, Table):
        reading.complain(root.mark, "type", "verwacht secties met een lijst, zoals services")
        return
    _report_unknown(reading, root, known)
    for name, node in root.items.items():
        section = known.get(name)
        if section is None or section.kind not in reading.base:
            continue
        if isinstance(node, Sequence):
            _read_items(reading, section, node)
        else:
            reading.complain(node.mark, "type", f"'{name}' moet een lijst zijn")
    _lay_over(reading)


def _lay_over(reading: Reading) -> None:
    """Put back what is under an overlay, with its own items over it."""
    for kind, items in reading.base.items():
        own = reading.items.get(kind)
        if not own:
            reading.items[kind] = items  # as it is: of what an index has, nothing is made
            continue
        reading.note_own(kind, own)
        # What is added goes first: a region's own number before the packaged ones. But
        # nothing goes before the way to 112.
        fixed = {id_: item for id_, item in items.items() if (kind, id_) in reading.fixed}
        new = {id_: item for id_, item in own.items() if id_ not in items}
        first = fixed if kind == "gate" else {}
        reading.items[kind] = {**first, **new, **items, **own}


def _read_items(reading: Reading, section: Section, node: Sequence) -> None:
    for item in node.items:
        if reading.is_full:
            reading.partial.add(section.kind)
            return
        _read_item(reading, section, item)


def _read_item(reading: Reading, section: Section, node: Node) -> None:
    id_node = node.items.get("id") if isinstance(node, Table) else None
    if isinstance(id_node, Text) and (section.kind, id_node.value) in reading.fixed:
        reading.refuse(id_node.mark, f"{section.word} '{id_node.value}', de weg naar 112,")
        return
    if not (reading.base and leave_out_note(reading, section.kind, node)):
        read_item(reading, section.kind, record_of(section), node)


def read_item(reading: Reading, kind: str, cls: type, node: Node) -> None:
    """Add one item to the reading, or say what is wrong with it."""
    new = _note_id(reading, kind, node)
    value = _record(reading, cls, node, _under(reading.base.get(kind, {}), node))
    if value is _INVALID:
        reading.partial.add(kind)
    elif new:
        reading.items.setdefault(kind, {})[value.id] = value


def _note_id(reading: Reading, kind: str, node: Node) -> bool:
    """Note where an item stands, before the rest of it is read.

    A fault elsewhere in the item then does not make every reference to it look dangling.
    """
    id_node = node.items.get("id") if isinstance(node, Table) else None
    if not isinstance(node, Table) or not isinstance(id_node, Text):
        return False
    name = (kind, id_node.value)
    known = reading.marks.get(name)
    if known is not None and known is not UNDER:
        here = known.file == id_node.mark.file
        where = f"regel {known.line}" if here else f"{known.file}:{known.line}"
        message = f"id '{id_node.value}' bestaat al ({where})"
        reading.complain(id_node.mark, "duplicate-id", message)
        return False
    reading.item = name
    reading.marks[name], reading.keys[name] = id_node.mark, marks_in(node)
    return True


def _report_unknown(reading: Reading, table: Table, known: Iterable[str]) -> None:
    names = list(known)
    for key in table.items:
        if key not in names:
            tip = did_you_mean(key, names)
            reading.complain(table.key_marks[key], "unknown-key", f"onbekende sleutel '{key}'", tip)


def _convert(reading: Reading, hint: Any, node: Node, under: Any = None) -> Any:
    """Convert one node to what the type hint asks for, or give ``_INVALID``."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is Annotated:
        return _reference(reading, get_args(hint)[1], node)
    if get_origin(hint) is tuple:
        return _tuple(reading, get_args(hint)[0], node, under or ())
    if read := _READERS.get(get_origin(hint) or hint):
        return read(reading, node)
    if hasattr(hint, "parse"):
        return _parsed(reading, hint, node)
    if is_record(hint):
        return _record(reading, hint, node, under)
    return _scalar(reading, hint, node)


def is_record(cls: Any) -> bool:
    """Tell whether this is a class of the model: a dataclass or a named tuple."""
    return dataclasses.is_dataclass(cls) or hasattr(cls, "_field_defaults")


@cache
def fields_of(cls: Any) -> tuple[tuple[str, bool], ...]:
    """Return each field of a class of the model, and whether it is needed."""
    if dataclasses.is_dataclass(cls):
        return tuple((f.name, f.default is dataclasses.MISSING) for f in dataclasses.fields(cls))
    return tuple((name, name not in cls._field_defaults) for name in cls._fields)


@cache
def hints_of(cls: type) -> Mapping[str, Any]:
    """Return the type of each field, with what a reference refers to."""
    return get_type_hints(cls, include_extras=True)


def _under(items: Mapping[str, Any], node: Node) -> Any:
    """Return the item that an overlay replaces in part, or None."""
    id_node = node.items.get("id") if isinstance(node, Table) else None
    return items.get(id_node.value) if isinstance(id_node, Text) else None


def _record(reading: Reading, cls: Any, node: Node, under: Any = None) -> Any:
    """Read one item; what it does not say, it has from the item under it, if any."""
    if not isinstance(node, Table):
        reading.complain(node.mark, "type", "verwacht sleutels met waarden")
        return _INVALID
    hints = hints_of(cls)
    _report_unknown(reading, node, hints)
    values: dict[str, Any] = {}
    sound = True
    for name, needed in fields_of(cls):
        child = node.items.get(name)
        if child is not None:
            above = _convert(reading, hints[name], child, getattr(under, name, None))
            values[name] = above
            sound = sound and above is not _INVALID
            if name == "facts" and isinstance(child, Sequence):
                check_facts(reading, child)
        elif under is not None:
            if name not in OF_THE_NUMBER or "phone" not in node.items:
                values[name] = getattr(under, name)
        elif needed:
            _complain_missing(reading, node, name)
            sound = False
    return cls(**values) if sound else _INVALID


def _complain_missing(reading: Reading, node: Table, name: str) -> None:
    if name == "sources":
        tip = "Zonder bron wordt niets geladen: noem het document en de regels."
        reading.complain(node.mark, "missing-source", "'sources' ontbreekt", tip)
    else:
        reading.complain(node.mark, "missing-key", f"'{name}' ontbreekt")


def _tuple(reading: Reading, hint: Any, node: Node, under: tuple[Any, ...]) -> Any:
    """Read a list. Parts with an id, such as criteria, take the place of those under them."""
    if not isinstance(node, Sequence):
        reading.complain(node.mark, "type", "verwacht een lijst")
        return _INVALID
    if hint is contacts.Citation and not node.items:
        reading.complain(node.mark, "missing-source", "de lijst met bronnen is leeg")
        return _INVALID
    named = {part.id: part for part in under if hasattr(part, "id")}
    parts = []
    for item in node.items:
        if reading.is_full:
            return _INVALID
        parts.append(_convert(reading, hint, item, _under(named, item)))
    if any(part is _INVALID for part in parts) or not is_bounded(reading, node, parts):
        return _INVALID
    if named:
        return tuple({**named, **{part.id: part for part in parts}}.values())
    return tuple(parts)


def _texts(reading: Reading, node: Node) -> Any:
    """Read keys with one value each; what they mean is judged apart."""
    if not isinstance(node, Table):
        reading.complain(node.mark, "type", "verwacht sleutels met waarden")
        return _INVALID
    texts = {key: _text(reading, child) for key, child in node.items.items()}
    return _INVALID if None in texts.values() else texts


def _text(reading: Reading, node: Node) -> str | None:
    if not isinstance(node, Text):
        reading.complain(node.mark, "type", "verwacht één waarde")
        return None
    if not node.value.strip():
        reading.complain(node.mark, "empty", "de waarde is leeg; laat de sleutel dan weg")
        return None
    return node.value


def _reference(reading: Reading, ref: contacts.Ref, node: Node) -> Any:
    value = _text(reading, node)
    if value is None:
        return _INVALID
    reading.references.append(Reference(ref.kind, value, node.mark))
    return value


def _parsed(reading: Reading, cls: Any, node: Node) -> Any:
    value = _text(reading, node)
    if value is None:
        return _INVALID
    try:
        parsed = cls.parse(value)
    except ValueError as error:
        reading.complain(node.mark, kind_of(cls), f"'{value}': {error}")
        return _INVALID
    if isinstance(parsed, contacts.Citation):
        reading.references.append(Reference("source", parsed.source, node.mark))
        reading.citations.append((parsed, node.mark))
        first, dash, last = (parsed.lines or "").partition("-")
        if dash and (len(first), first) > (len(last), last):
            reading.complain(node.mark, "citation", f"'{value}': regels lopen van laag naar hoog")
    return parsed


def _scalar(reading: Reading, hint: Any, node: Node) -> Any:
    value = _text(reading, node)
    if value is None:
        return _INVALID
    if issubclass(hint, StrEnum):
        return _member(reading, hint, value, node.mark)
    try:
        return _SCALARS[hint](value)
    except (ValueError, KeyError):
        message = f"'{value}' is geen {_DUTCH_TYPE.get(hint, hint.__name__)}"
        reading.complain(node.mark, "type", message)
        return _INVALID


def _exactly(convert: Callable[[str], Any]) -> Callable[[str], Any]:
    """Accept only what would be written the same way again: no 012, 1_000 or 20260131."""

    def exact(text: str) -> Any:
        value = convert(text)
        if str(value) != text:
            raise ValueError(text)
        return value

    return exact


_SCALARS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: _exactly(int),
    bool: {"true": True, "false": False}.__getitem__,
    date: _exactly(date.fromisoformat),
}
_DUTCH_TYPE = {int: "geheel getal", bool: "true of false", date: "datum (jjjj-mm-dd)"}


def _member(reading: Reading, enum: type[StrEnum], value: str, mark: Mark) -> Any:
    try:
        return enum(value)
    except ValueError:
        tip = choice_tip(value, [member.value for member in enum])
        reading.complain(mark, "value", f"onbekende waarde '{value}'", tip)
        return _INVALID


def _condition(reading: Reading, node: Node) -> Any:
    if not isinstance(node, Table):
        reading.complain(node.mark, "condition", f"verwacht {_GRAMMAR}")
        return _INVALID
    keys = set(node.items)
    if keys == {"answer", "is"}:
        return _leaf(reading, node)
    if len(keys) == 1 and keys <= {"all", "any", "not"}:
        return _group(reading, *next(iter(node.items.items())))
    wrong = next((key for key in node.items if key not in _CONDITION_KEYS), "")
    found = ", ".join(node.items) or "niets"
    message = f"een voorwaarde is {_GRAMMAR}; hier staat: {found}"
    reading.complain(node.mark, "condition", message, did_you_mean(wrong, _CONDITION_KEYS))
    return _INVALID


_CONDITION_KEYS = ("all", "any", "not", "answer", "is")
_GRAMMAR = "all, any, not, of answer met is"


def _group(reading: Reading, key: str, child: Node) -> Any:
    if key == "not":
        inner = _condition(reading, child)
        return _INVALID if inner is _INVALID else Condition(negated=inner)
    if not isinstance(child, Sequence) or not child.items:
        reading.complain(child.mark, "condition", f"'{key}' verwacht een lijst met voorwaarden")
        return _INVALID
    parts = tuple(_condition(reading, item) for item in child.items)
    made = Condition(all=parts) if key == "all" else Condition(any=parts)
    return _INVALID if _INVALID in parts else made


def _leaf(reading: Reading, node: Table) -> Any:
    question = _reference(reading, contacts.Ref("question"), node.items["answer"])
    target = node.items["is"]
    nodes = target.items if isinstance(target, Sequence) else (target,)
    if not nodes:
        reading.complain(target.mark, "condition", "'is' verwacht minstens één antwoord")
    values = tuple(_text(reading, item) for item in nodes)
    if question is _INVALID or None in values or not values:
        return _INVALID
    leaf = Condition(answer=question, values=tuple(v for v in values if v))
    reading.ask(leaf, target.mark)
    return leaf


# What is read in a way of its own, by the type hint that asks for it.
_READERS: Mapping[Any, Any] = {Mapping: _texts, Condition: _condition}
