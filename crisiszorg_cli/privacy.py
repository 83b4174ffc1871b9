"""Keeping patient identifiers out of free text.

No question asks for a name, address, birth date or BSN. A valid BSN is refused; what looks
like a phone number, an e-mail address or a date of birth is pointed out.
"""

from __future__ import annotations

import re

# Between digits: spaces, dots, dashes, and what cannot be seen.
_GAP = r"[^\w,;:/()+]{0,3}"

# Every nine digits that stand alone, those that overlap as well; not the end of +31 6 12345678.
_NINE_DIGITS = re.compile(
    rf"(?<!\d)(?<!\+31[ -])(?<!0031[ -])(?<!\(0\))(?<!\(0\) )(?=(\d(?:{_GAP}\d){{8}})(?!\d))"
)

_DAY, _MONTH, _YEAR = r"(?:[12]\d|3[01]|0?[1-9])", r"(?:1[0-2]|0?[1-9])", r"(?:19|20)\d\d"
_MONTH_NAME = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = "|".join(
    (
        rf"{_DAY}[-/. ]{_MONTH}[-/. ]{_YEAR}",
        rf"{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}",
        rf"{_DAY}[- ]?{_MONTH_NAME}[- ]?(?:{_YEAR}|'\d\d)",
        r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d",
    )
)
_PHONE = r"(?:\+|00)(?:[\s./()-]{0,3}\d){9,14}|0(?:[\s./()-]{0,3}\d){9}"
_SUSPECT = (
    (re.compile(r"[^\s@]@[^\s@]+\.[^\s@]"), "een e-mailadres"),
    (re.compile(rf"(?<!\d)(?:{_DATE})(?!\d)", re.IGNORECASE), "een geboortedatum"),
    (re.compile(rf"(?<!\d)(?:{_PHONE})(?!\d)"), "een telefoonnummer"),
    (re.compile(rf"(?<!\d){_DAY}[-/.]{_MONTH}[-/.]'?\d\d(?!\d)"), "een geboortedatum"),
)


def contains_bsn(text: str) -> bool:
    """Tell whether a text holds a number that passes the BSN's elfproef."""
    numbers = [re.sub(r"\D", "", found[1]) for found in _NINE_DIGITS.finditer(text)]
    if not numbers:
        return False
    from stdnum.nl import bsn  # noqa: PLC0415 - slow, and most texts hold no number like it

    return any(bsn.is_valid(number) for number in numbers)


def looks_like(text: str) -> str | None:
    """Name all that looks like an identifier in a text; None if nothing does."""
    found: list[str] = []
    for pattern, what in _SUSPECT:
        # What is named is taken out: part of a telephone number can look like a date.
        text, times = pattern.subn(" ", text)
        if times and what not in found:
            found.append(what)
    *others, last = found or [""]
    return f"{', '.join(others)} en {last}" if others else last or None
