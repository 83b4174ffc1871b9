"""How a name is compared with what somebody types."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe"})


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals, accents and signs."""
    if text.isascii():  # nearly all names are, and this takes a third of the time
        return re.findall(r"[a-z0-9]+", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return "".join(kept).split()


def normalize(text: str) -> str:
    """Make case, accents, hyphens, spaces, ``'s`` and ``St.`` for Sint not matter."""
    words = words_of(text)
    first, rest = words[:1], words[1:]
    return "".join(("sint" if first == ["st"] and rest else "".join(first), *rest))
