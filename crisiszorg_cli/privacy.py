"""Keeping patient identifiers out of free text.

No question asks for a name, address, birth date or BSN. A valid BSN is refused; what looks
like a phone number, an e-mail address or a date of birth is pointed out.
"""

from __future__ import annotations

import re

from stdnum.nl import bsn

_NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){8}(?!\d)")
_SUSPECT = (
    (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"), "een e-mailadres"),
    (
        re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|[1-9])[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:19|20)\d\d"),
        "een geboortedatum",
    ),
    (re.compile(r"(?<!\d)(?:\+31|0031|0)[\s\-]?[1-9](?:[\s\-]?\d){8}(?!\d)"), "een telefoonnummer"),
)


def contains_bsn(text: str) -> bool:
    """Tell whether a text holds a number that passes the BSN's elfproef."""
    return any(bsn.is_valid(found.group()) for found in _NINE_DIGITS.finditer(text))


def looks_like(text: str) -> str | None:
    """Name what in a text looks like an identifier; None if nothing does."""
    return next((what for pattern, what in _SUSPECT if pattern.search(text)), None)
