"""Did you mean? The nearest known word to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], limit: int = 1) -> tuple[str, ...]:
    """Return at most ``limit`` known words that look like ``word``, best first."""
    # Imported late: only a mistake needs it, and it would slow every lookup down.
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        word,
        list(dict.fromkeys(known)),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=60,
    )
    return tuple(match for match, _score, _index in found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a Dutch tip that names the nearest known word, or nothing."""
    match = nearest(word, known)
    return f"Bedoelde u '{match[0]}'?" if match else ""
