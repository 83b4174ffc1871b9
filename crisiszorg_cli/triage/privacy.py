"""Keeping patient identifiers out of free text.

No question asks for a name, address, birth date or BSN. A valid BSN is refused; what looks
like a phone number, an e-mail address or a date of birth is pointed out, and so are digits that
pass as a BSN but have the shape of something else.
"""

from __future__ import annotations

import re
import unicodedata

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


# Every nine digits that stand alone, with anything but letters between them; also those that
# overlap. Of eight the leading zero was left out, but only if they are written as one number.
_NINE_DIGITS = re.compile(r"(?<!\d)(?=(\d(?:[\W_]*+\d){8})(?!\d))")
_CASELESS = ("Lm", "Lo", "Nl", "No")
_EIGHT_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")

# What has as many digits and is something else: a telephone number with its prefix, a date, and
# in a row of measurements a blood pressure, a decimal or a time.
_RECENT, _DD, _MM = r"(?:19[2-9]|20[0-3])\d", r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_ALONE, _ENDS = r"(?<!\d)(?<!\d[./,:-])", r"(?!\d|[./,:-]\d)"
_NO_BSN = re.compile(
    "|".join(
        (
            r"(?:\+|(?<!\d)00)31(?:[\s./()-]{0,3}\d){9,10}(?!\d)",
            r"(?<!\d)06\)?[\s./-]{0,3}\d{8}(?!\d)",
            rf"(?<![\d./-]){_DAY}([./-]){_MONTH}\1{_RECENT}(?!\d|\1\d)",
            rf"(?<![\d./-]){_RECENT}([./-]){_MONTH}\2{_DAY}(?!\d|\2\d)",
            # Two last digits together: a lone one after nine would make a BSN a number.
            r"(?<!\d)0[1-9](?:[\s./()-]{0,3}\d){6}[\s./()-]{0,3}\d\d(?!\d)",
            rf"{_ALONE}(?:[6-9]\d|1\d\d|2[0-6]\d)/(?:[3-9]\d|1[0-6]\d){_ENDS}",
            rf"{_ALONE}\d{{1,3}}[.,]\d{{1,2}}{_ENDS}",
            rf"{_ALONE}(?:[01]?\d|2[0-3]):[0-5]\d{_ENDS}",
        )
    )
)
_DATE_IN_EIGHT = re.compile(rf"{_DD}{_MM}{_RECENT}|{_RECENT}{_MM}{_DD}")


def contains_bsn(text: str) -> bool:
    """Tell whether a text holds a number that passes the BSN's elfproef, in any spelling."""
    return _passes(_NO_BSN.sub("x", _plain_digits(text)))


def _passes(text: str) -> bool:
    """Tell whether nine digits that stand alone pass the elfproef, or eight without their zero."""
    numbers = {re.sub(r"\D", "", found[1]) for found in _NINE_DIGITS.finditer(text)}
    eights = set(_EIGHT_DIGITS.findall(text))
    numbers |= {f"0{number}" for number in eights if not _DATE_IN_EIGHT.fullmatch(number)}
    if not numbers:
        return False
    from stdnum.nl import bsn  # noqa: PLC0415 - slow, and most texts hold no number like it

    return any(bsn.is_valid(number) for number in numbers)


def _plain_digits(text: str) -> str:
    """Write the digits of any script as ours, and letters without case as a separator.

    Some of those show as an apostrophe, an ordinal mark or nothing at all.
    """
    if text.isascii():
        return text
    plain: dict[int, str] = {}
    for character in set(text):
        digit = unicodedata.digit(character, None)
        if digit is not None:
            plain[ord(character)] = str(digit)
        elif unicodedata.category(character) in _CASELESS:
            plain[ord(character)] = " "
    return text.translate(plain)


def looks_like(text: str) -> str | None:
    """Name all that looks like an identifier in a text; None if nothing does."""
    found: list[str] = []
    for pattern, what in _SUSPECT:
        # What is named is taken out: part of a telephone number can look like a date.
        text, times = pattern.subn(" x ", text)
        if times and what not in found:
            found.append(what)
    if _passes(_plain_digits(text)):
        found.append("een BSN")
    *others, last = found or [""]
    return f"{', '.join(others)} en {last}" if others else last or None
