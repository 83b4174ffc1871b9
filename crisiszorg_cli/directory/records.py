"""Reading a place in the form in which a record has it: with street, postcode or province.

Nothing here knows which places there are. A text counts as read only when each part of it has a
meaning; what is left over is never passed by.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crisiszorg_cli.directory.names import normalize
from crisiszorg_cli.model.provinces import Province

_SHORT = {
    Province.GRONINGEN: "gn gr",
    Province.FRIESLAND: "fr frl fryslan",
    Province.DRENTHE: "dr",
    Province.OVERIJSSEL: "ov o",
    Province.FLEVOLAND: "fl",
    Province.GELDERLAND: "gld gel",
    Province.UTRECHT: "ut utr",
    Province.NOORD_HOLLAND: "nh",
    Province.ZUID_HOLLAND: "zh",
    Province.ZEELAND: "zld zl z",
    Province.NOORD_BRABANT: "nb nbr brabant",
    Province.LIMBURG: "l lb li",
}
_PROVINCES = {normalize(province): province for province in Province} | {
    short: province for province, all_short in _SHORT.items() for short in all_short.split()
}
_COUNTRY = {"nl", "nederland", "holland", "netherlands", "thenetherlands"}

_LONGEST = 120
"""No address is longer; the expressions below are not made for more."""

_LETTERED = r"(?:\bNL[\s-]*)?\b([1-9]\d{3})[\s-]*[A-Z]{2}\b"
_LEADING = r"(?:NL[\s-]*)?([1-9]\d{3})\b"  # without letters it could be the number of a house
_STREET = r".*[^\W\d].*\s\d+\s?\w{0,4}(?:[-/ ]\w{1,4})?"
_MUNICIPALITY = r"(?:de\s+)?gem(?:eente\b[:\s]*|\.\s*|\s+)(.*)"
_FILLERS = r"(?:(?:woont|woonachtig|wonend)\s+)?(?:te|in|uit)\s+(.+)"
_REGION = r"(?:de\s+)?regio\s+(.+)"


class Record(NamedTuple):
    """What a text says of a place; what it does not say is empty.

    ``municipality`` has the gemeente that is named beside the place. ``is_municipality`` says
    that the name is that of a gemeente, ``is_region`` that it is that of a region.
    """

    name: str = ""
    postcode: str = ""
    province: Province | None = None
    municipality: str = ""
    is_municipality: bool = False
    is_region: bool = False


def read_record(text: str) -> Record | None:
    """Return what a text says of a place, or None where it is a bare name, or not understood."""
    text = " ".join(text.split()).strip(" \"'.,;")
    if len(text) > _LONGEST:
        return None
    found = re.search(_LETTERED, text, re.IGNORECASE) or re.match(_LEADING, text, re.IGNORECASE)
    if found is None:
        record = _named(text)
        return record if record != Record(text) else None
    before, after = text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,")
    if before and not re.fullmatch(_STREET, before):
        if after:
            return None
        before, after = "", before  # Leiden, 2332 KG
    return _named(after)._replace(postcode=found[1])


def _named(text: str) -> Record:
    """Read a name with what stands behind it: a province, a gemeente, a country."""
    first, *others = [part.strip() for part in re.split(r"[,()]", text) if part.strip()] or [""]
    record = _first(first)
    for other in others:
        record = _with(record, other)
    return record


def _first(text: str) -> Record:
    """Read the name itself: what it says before it and the province behind it."""
    if match := re.fullmatch(_REGION, text, re.IGNORECASE):
        return Record(match[1], is_region=True)
    if match := re.fullmatch(_MUNICIPALITY, text, re.IGNORECASE):
        return _first(match[1])._replace(is_municipality=True)
    if match := re.fullmatch(_FILLERS, text, re.IGNORECASE):
        return _first(match[1])
    words = text.split()
    for count in (2, 1):
        province = _PROVINCES.get(normalize(" ".join(words[-count:])))
        if province and words[:-count]:
            return Record(" ".join(words[:-count]), province=province)
    return Record(text)


def _with(record: Record, text: str) -> Record:
    key = normalize(text)
    if key in _COUNTRY:
        return record
    if key in _PROVINCES:
        return record._replace(province=_PROVINCES[key])
    match = re.fullmatch(_MUNICIPALITY, text, re.IGNORECASE)
    if match and not match[1]:
        return record._replace(is_municipality=True)
    return record._replace(municipality=match[1] if match else text)


def phone_digits(text: str) -> str | None:
    """Return the number in a text as it is dialled here, whatever +31, 0031 or tel: it has."""
    number = re.sub(r"(?i)^\s*tel(?:efoon(?:nummer)?)?[:.]*", "", text).replace("(0)", "")
    digits = re.sub(r"[\s()./\u2010-\u2015-]", "", number)
    dialled = re.sub(r"^(?:(?:\+|00)31|31(?=\d{9}$))", "0", digits)
    return dialled if dialled.isdecimal() and dialled.isascii() else None
