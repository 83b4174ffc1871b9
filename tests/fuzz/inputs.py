"""Bytes to put in: those of the corpus with pieces changed, words in any order, or anything."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

_TESTS = Path(__file__).parents[1]
_MOST = 4096
_WORDS = json.loads((_TESTS / "fuzz" / "words.json").read_bytes())


def words(name: str) -> tuple[bytes, ...]:
    """Return what means something at this door; the fuzzer has it as its dictionary."""
    return tuple(word.encode() for word in _WORDS[name])


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Return the corpus of this door."""
    files = (file for folder in TARGETS[name].seeds for file in (_TESTS / folder).iterdir())
    return tuple(sorted({file.read_bytes()[:_MOST] for file in files}))


def anything(name: str) -> st.SearchStrategy[bytes]:
    """Return what draws bytes for this door."""
    known = st.sampled_from(words(name))
    return st.one_of(
        _changed(name), st.lists(known, max_size=30).map(b"".join), st.binary(max_size=200)
    )


@st.composite
def _changed(draw: st.DrawFn, name: str) -> bytes:
    """Draw a file of the corpus with up to three pieces cut out, put in or put elsewhere."""
    content = draw(st.sampled_from(seeds(name)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(content)))
        stop = draw(st.integers(start, min(start + 40, len(content))))
        piece = draw(st.sampled_from(words(name)) | st.binary(max_size=4))
        content = content[:start] + piece + content[stop:]
    return content
