"""The text of an overlay with an item put in, or taken out, and every other line as it was.

The round-trip library says where the lines of an item are and writes new ones; it does not write
the rest anew, since it would move a comment to another number than the one it is about (see
docs/decisions). Pure: text in, text out. What comes of it is read back by ``overlay_file``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from crisiszorg_cli.directory.own_numbers import OwnNumber
from crisiszorg_cli.model.contacts import Service, ServiceArea, Standing, Verified
from crisiszorg_cli.wording.contacts import short_date

if TYPE_CHECKING:
    from ruamel.yaml import YAML

TOP = """\
# Eigen nummers voor crisis (crisiszorg-cli), gemaakt met: crisis overlay add
#
# Wat hier staat, werkt meteen; op het scherm staat er "Eigen gegevens" bij.
# Bijzetten: crisis overlay add. Weghalen: crisis overlay remove met het id van de dienst.
# Zelf bewerken mag ook: wat na # staat doet niets, en nummers staan tussen aanhalingstekens.
# Kijk daarna met: crisis overlay (een fout maakt dat dit bestand niet gebruikt wordt).
"""

TO_FILL_IN = "VUL IN"
_SHARE = """\
# Eigen nummers, om in te sturen voor data/regions.yaml en data/sources.yaml.
# Vul bij elke bron in welk document of welke pagina het nummer noemt: waar VUL IN staat.
# Van wie u het hoorde, staat hier niet bij.
"""
REVIEW_MONTHS = 6
_PRACTICE = "onze praktijk"
_VERIFIED = "verified"


class LayoutError(Exception):
    """The file is laid out in another way than by lines, so that nothing can be put in."""


class _Part(NamedTuple):
    """The lines of one item of a list, from ``start`` up to ``end``; ``column`` has its dash."""

    start: int
    end: int
    column: int


def with_number(text: str, id_: str, number: OwnNumber) -> str:
    """Return the text with a number put in, with its source: first of all, or in its own place.

    Raises LayoutError where that cannot be.
    """
    text = _put(text or TOP, "sources", id_, _source(id_, number))
    return _put(text, "services", id_, _service(id_, number))


def without(text: str, id_: str) -> str:
    """Return the text without a service, and without the source that was made for it alone.

    Raises LayoutError where that cannot be, and KeyError where there is no such service.
    """
    text = _cut(text, "services", id_)
    try:
        return _cut(text, "sources", id_)
    except KeyError:
        return text


def has_service(text: str, id_: str) -> bool:
    """Tell whether there is an item for a service. Raises LayoutError where that is not clear."""
    return any(str(each.get("id")) == id_ for each in _root(text).get("services") or ())


def with_verified(text: str, id_: str, verified: Verified) -> str:
    """Return the text with who rang a service put in: in its item, or as an item of its own.

    Raises LayoutError where that cannot be.
    """
    text = text or TOP
    lines, root = text.splitlines(keepends=True), _root(text)
    said = {_VERIFIED: _flow(_rung(verified))}
    parts = _parts(root, "services", lines) if root.get("services") else {}
    if id_ not in parts:
        return _put(text, "services", id_, {"id": id_} | said)
    item = next(each for each in root["services"] if str(each.get("id")) == id_)
    start, end, column = _room_in(item, parts[id_], lines)
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:start], f"{' ' * column}{_written(said)}", *lines[end:]])


def shared(services: Iterable[Service], left_out: int) -> str:
    """Write services as items of data/regions.yaml, each with a source to be completed."""
    listed = list(services)
    items = [_plain(service._replace(sources=())) | _cited(service.id) for service in listed]
    sources = [_open_source(service.id) for service in listed]
    note = f"# Vertrouwelijk, en weggelaten: {left_out or 'niets'}."
    return f"{_SHARE}{note}\n\n{_written({'services': items})}\n{_written({'sources': sources})}"


# -- items ----------------------------------------------------------------------------------------


def _service(id_: str, number: OwnNumber) -> dict[str, Any]:
    area = ServiceArea((number.region.id,), (number.sector,), number.purpose)
    item: dict[str, Any] = {"id": id_, "name": number.name, "phone": _quoted(number.phone.digits)}
    item["display"] = _quoted(number.display)
    if number.hours is not None:
        item["hours"] = _quoted(number.hours)
    if number.confidential:
        item["confidential"] = True
    return item | {"confidence": "single_source", "serves": [_flow(_area(area))]} | _cited(id_)


def _source(id_: str, number: OwnNumber) -> dict[str, Any]:
    day = number.told_on
    return {
        "id": id_,
        "title": "Zelf opgeslagen nummer",
        "publisher": number.told_by,
        "published": _quoted(short_date(day)),
        "dated": f"Gehoord op {short_date(day)}.",
        "checked": day,
        "review_months": REVIEW_MONTHS,
        "owner": _PRACTICE,
    }


def _rung(verified: Verified) -> dict[str, Any]:
    return {"phone": _quoted(verified.phone.digits), "day": verified.day, "by": verified.by}


def _open_source(id_: str) -> dict[str, Any]:
    keys = ("title", "publisher", "published", "dated", "url", "checked")
    return {"id": id_} | dict.fromkeys(keys, TO_FILL_IN) | {"review_months": REVIEW_MONTHS}


def _cited(id_: str) -> dict[str, Any]:
    return {"sources": _flow([id_])}


def _plain(service: Service) -> dict[str, Any]:
    """Return what a service says, by the keys of the data files; not what goes without saying."""
    unsaid = Service._field_defaults
    said = {k: v for k, v in service._asdict().items() if k not in unsaid or v != unsaid[k]}
    said |= {"serves": [_flow(_area(area)) for area in service.serves]}
    for key in ("phone", "display", "hours"):
        if key in said:
            said[key] = _quoted(str(said[key]))
    if service.when_closed:
        said["when_closed"] = [{"text": f.text} | _cited(service.id) for f in service.when_closed]
    if service.standing is not Standing.KNOWN:
        said["standing"] = service.standing.value
    said["confidence"] = service.confidence.value
    ours = ("sources", "facts", "confidential", _VERIFIED)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in said.items() if k not in ours}


def _area(area: ServiceArea) -> dict[str, Any]:
    sectors = [sector.value for sector in area.sectors]
    return {"regions": list(area.regions), "sectors": sectors, "purpose": area.purpose.value}


# -- lines ----------------------------------------------------------------------------------------


def _put(text: str, section: str, id_: str, item: Mapping[str, Any]) -> str:
    """Put an item in the place of the one with its id, or else first in its section."""
    lines = text.splitlines(keepends=True)
    root = _root(text)
    if section not in root:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        blank = "\n" if lines else ""
        return "".join([*lines, blank, *_written({section: [item]}).splitlines(keepends=True)])
    at = root.lc.key(section)[0]
    if not root[section]:  # services: []
        lines[at] = re.sub(r"\[\s*\]", "", lines[at]).rstrip() + "\n"
        return "".join([*lines[: at + 1], *_indented(item, 2), *lines[at + 1 :]])
    parts = _parts(root, section, lines)
    if id_ not in parts:
        column = next(iter(parts.values())).column
        return "".join([*lines[: at + 1], *_indented(item, column), *lines[at + 1 :]])
    start, end, column = parts[id_]
    said = [line for line in lines[start:end] if line.lstrip().startswith("#")]
    return "".join([*lines[:start], *said, *_indented(item, column), *lines[end:]])


def _cut(text: str, section: str, id_: str) -> str:
    """Take an item out. Comments before and after it stay. Raises KeyError without such an item."""
    lines = text.splitlines(keepends=True)
    root = _root(text)
    parts = _parts(root, section, lines) if root.get(section) else {}
    start, end, _ = parts[id_]
    if len(parts) == 1:
        at = root.lc.key(section)[0]
        lines[at] = lines[at].replace(":", ": []", 1)
    return "".join([*lines[:start], *lines[end:]])


def _root(text: str) -> Any:  # noqa: ANN401 - the library has no types for what it read
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow, and only to write
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - as above

    try:
        root = YAML().load(text)
    except YAMLError as error:
        raise LayoutError from error
    if root is None:
        return {}
    if not hasattr(root, "fa") or root.fa.flow_style():
        raise LayoutError
    return root


def _parts(root: Any, section: str, lines: list[str]) -> dict[str, _Part]:  # noqa: ANN401 - as _root
    """Return where the items of a section stand, by id. Raises LayoutError."""
    listed = root[section]
    if not hasattr(listed, "fa") or listed.fa.flow_style() or not hasattr(listed, "append"):
        raise LayoutError
    column = listed.lc.col
    starts = [_dash(lines, listed.lc.item(n)[0], column) for n in range(len(listed))]
    after = [root.lc.key(key)[0] for key in root if root.lc.key(key)[0] > starts[-1]]
    ends = [*starts[1:], min(after, default=len(lines))]
    return {
        str(item["id"]): _Part(start, _last_said(lines, start, end), column)
        for item, start, end in zip(listed, starts, ends, strict=True)
        if hasattr(item, "get") and "id" in item
    }


def _room_in(item: Any, part: _Part, lines: list[str]) -> _Part:  # noqa: ANN401 - as _root
    """Return the lines of an item that say who rang it, or none, after the rest of it."""
    if item.fa.flow_style():
        raise LayoutError
    at = {key: item.lc.key(key) for key in item}
    column = at["id"][1]
    if _VERIFIED not in item:
        return _Part(part.end, part.end, column)
    start = at[_VERIFIED][0]
    if lines[start][:column].strip():  # beside the dash: another key would have to take its place
        raise LayoutError
    after = [line for line, _ in at.values() if line > start]
    return _Part(start, _last_said(lines, start, min(after, default=part.end)), column)


def _dash(lines: list[str], at: int, column: int) -> int:
    """Return the line with the dash of an item; what it has may begin on a later one."""
    while lines[at][column : column + 1] != "-" or lines[at][:column].strip():
        at -= 1
        if at < 0:
            raise LayoutError
    return at


def _last_said(lines: list[str], start: int, end: int) -> int:
    """Return the end of an item: blank lines and comments after it belong to what follows."""
    while end > start + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return end


def _indented(item: Mapping[str, Any], column: int) -> list[str]:
    """Write an item with its dash in this column."""
    lines = _written([item]).splitlines(keepends=True)
    return [f"{' ' * column}{line.removeprefix('  ')}" for line in lines]


# -- what the library writes ----------------------------------------------------------------------


def _written(data: Any) -> str:  # noqa: ANN401 - lists and tables of texts
    out = StringIO()
    _writer().dump(data, out)
    return out.getvalue()


def _writer() -> YAML:
    from ruamel.yaml import YAML  # noqa: PLC0415 - as _root

    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 4096  # a long line stays one
    return writer


def _quoted(text: str) -> Any:  # noqa: ANN401 - a text of the library
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString  # noqa: PLC0415 - as _root

    return DoubleQuotedScalarString(text)


def _flow(data: Any) -> Any:  # noqa: ANN401 - as _quoted
    """Have it written on one line, with its inner lists."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415 - as _root

    inner = CommentedMap(data) if isinstance(data, Mapping) else CommentedSeq(data)
    inner.fa.set_flow_style()
    return inner
