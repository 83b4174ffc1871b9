"""Finding an entry of the glossary by its name."""

from __future__ import annotations

from crisiszorg_cli.did_you_mean import nearest
from crisiszorg_cli.directory.names import normalize
from crisiszorg_cli.directory.near import MAX_SUGGESTIONS
from crisiszorg_cli.model.content import Content, Term


def find_terms(content: Content, word: str) -> tuple[Term, ...]:
    """Return the glossary entries that bear this name; a part in brackets does not matter."""
    wanted = normalize(word)
    return tuple(term for term in content.terms.values() if wanted and wanted in _names(term))


def suggest_terms(content: Content, word: str) -> tuple[str, ...]:
    """Return the glossary entries nearest to a mistyped word."""
    names = {normalize(name): name for t in content.terms.values() for name in (*t.aliases, t.name)}
    found = (names[match] for match in nearest(normalize(word), names, MAX_SUGGESTIONS))
    return tuple(dict.fromkeys(found))


def _names(term: Term) -> tuple[str, ...]:
    short = term.name.partition("(")[0]
    return tuple(map(normalize, (term.name, short, term.id, *term.aliases)))
