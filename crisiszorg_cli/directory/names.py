"""What a place or a service is called, and how a name is compared with what somebody types."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crisiszorg_cli.model.contacts import Municipality, Office, Place, Service

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe"})


def words_of(text: str) -> list[str]:
    """Return the words of a text without capitals, accents and signs."""
    if text.isascii():  # nearly all names are, and this takes a third of the time
        return re.findall(r"[a-z0-9]+", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = (c if _counts(c) else " " for c in decomposed if not unicodedata.combining(c))
    return "".join(kept).split()


def _counts(char: str) -> bool:
    """Tell a letter or digit from a sign; the letter that looks like an apostrophe is a sign."""
    return char.isalnum() and unicodedata.category(char) != "Lm"


@lru_cache(maxsize=1 << 14)  # whoever types a place has all names compared at each key
def normalize(text: str) -> str:
    """Make case, accents, hyphens, spaces, ``'s`` and ``St.`` for Sint not matter."""
    words = words_of(text)
    first, rest = words[:1], words[1:]
    return "".join(("sint" if first == ["st"] and rest else "".join(first), *rest))


def names_of(item: Place | Service | Office) -> tuple[str, ...]:
    """Return every name by which an item may be called, its own name first."""
    names = own_names(item)
    if isinstance(item, Municipality):
        return (*names, *item.places, *item.also_called)
    if isinstance(item, Office):
        return (*names, f"zorgkantoor {item.name}", f"{item.name} zorgkantoor")
    if isinstance(item, Service):
        return (*names, item.phone.digits) if item.phone else names
    return (*names, item.code) if item.code else names


def own_names(item: Place | Service | Office) -> tuple[str, ...]:
    """Return the names of an item itself: not those of what lies in it."""
    return (item.name, without_brackets(item.name), item.id, *item.aliases)


def without_brackets(name: str) -> str:
    """Return a name without what stands behind it to tell it from another: Bergen (NH.)."""
    return name.partition("(")[0].strip()
