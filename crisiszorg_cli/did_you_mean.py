"""Did you mean? The nearest known word to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable

NEAR = 80
"""From here on two words of 100 are nearly the same: one letter of five."""

_ALIKE = 60
_SAME_START = 5
"""What it is worth that two words begin with one letter: few people mistype the first."""


def nearest(
    word: str, known: Iterable[str], limit: int = 1, cutoff: float = _ALIKE
) -> tuple[str, ...]:
    """Return at most ``limit`` known words that look like ``word``, best first."""
    # Imported late: only a mistake needs it, and it would slow every lookup down.
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        word,
        list(dict.fromkeys(known)),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=4 * limit,
        score_cutoff=cutoff,
    )
    start = word[:1].casefold()
    best = sorted(found, key=lambda m: -m[1] - _SAME_START * (m[0][:1].casefold() == start))
    return tuple(match for match, _score, _index in best[:limit])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a Dutch tip that names the nearest known word, or nothing."""
    match = nearest(word, known)
    return f"Bedoelde u '{match[0]}'?" if match else ""
