"""Terms, sources and settings as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from crisiszorg_cli.dutch_time import day_of
from crisiszorg_cli.model.content import (
    Citation,
    Content,
    Directory,
    Source,
    Term,
)
from crisiszorg_cli.model.provenance import cited_items
from crisiszorg_cli.render.contacts import rung_lines
from crisiszorg_cli.render.layout import BLANK, OVERDUE, Line, Role, sentence
from crisiszorg_cli.wording import contacts as words, triage as triage_words

SOON = timedelta(days=92)


def term_lines(content: Content, term: Term, moment: datetime) -> Iterator[Line]:
    """Show a glossary entry with its sources."""
    directory = content.directory
    yield Line(Role.TITLE, term.name)
    yield from own_mark(directory, "term", term.id)
    yield Line(Role.TEXT, term.text)
    if term.see_also:
        names = ", ".join(content.terms[id_].name for id_ in term.see_also)
        yield Line(Role.NOTE, f"Zie ook: {names}.")
    yield from citation_lines(directory, term.sources, moment)


def citation_lines(
    directory: Directory, citations: Iterable[Citation], moment: datetime
) -> Iterator[Line]:
    """Show each citation with title, publisher, date and place in the document."""
    today = day_of(moment)
    for citation in citations:
        source = directory.sources[citation.source]
        place = f", regel {citation.lines}" if citation.lines else ""
        overdue = f" {OVERDUE}" if source.is_overdue(today) else ""
        yield Line(
            Role.NOTE,
            f"Bron: {source.title}, {source.publisher} ({source.published}){place}."
            f" {words.read_text([source])}{overdue} [{source.id}]",
        )


def source_lines(content: Content, source: Source, moment: datetime) -> Iterator[Line]:
    """Show a document: who, when, how old, when it must be read again, what rests on it."""
    today = day_of(moment)
    yield Line(Role.TITLE, source.title)
    yield from own_mark(content.directory, "source", source.id)
    yield Line(Role.TEXT, f"Uitgever: {sentence(source.publisher)}")
    yield Line(Role.TEXT, f"Datum: {source.published}. {source.dated}")
    yield Line(Role.TEXT, f"{_checked_text(source, today)} {_rung_text(content, source)}")
    if source.url:
        yield Line(Role.LINK, source.url)
    if source.note:
        yield Line(Role.WARNING, source.note)
    resting: dict[str, list[str]] = {}
    for item in cited_items(content):
        if any(citation.source == source.id for citation in item.sources):
            resting.setdefault(triage_words.ITEM[item.kind], []).append(item.id)
    yield Line(Role.HEADING, "Hierop steunt")
    for kind, ids in resting.items():
        yield Line(Role.ITEM, f"{kind}: {', '.join(dict.fromkeys(ids))}")


def _checked_text(source: Source, today: date) -> str:
    """Say who read a document and when, or that nobody did."""
    if source.checked is None:
        return f"{words.UNREAD}, door niemand."
    state = "verlopen" if source.is_overdue(today) else "nog geldig"
    return (
        f"Tekst nagelezen op {words.short_date(source.checked)} door {source.owner or 'de makers'},"
        f" opnieuw na {source.review_months} maanden ({state})."
    )


def _rung_text(content: Content, source: Source) -> str:
    """Say which numbers that rest on a document somebody rang; to read it is not to ring them."""
    services = content.directory.services.values()
    resting = (s for s in services if any(c.source == source.id for c in s.sources))
    rung = [s.id for s in resting if s.rung]
    return f"{words.RUNG}: {', '.join(rung)}." if rung else "Nummers zijn niet nagebeld."


def item_lines(content: Content, item_id: str, moment: datetime) -> Iterator[Line]:
    """Show where an item of the content comes from, whatever its kind; nothing if unknown."""
    for item in cited_items(content):
        if item.id == item_id:
            yield Line(Role.HEADING, f"{triage_words.ITEM[item.kind]} {item.id}")
            yield from own_mark(content.directory, item.kind, item.id)
            yield Line(Role.TEXT, item.text.replace("{due}", "(datum)"))
            yield from citation_lines(content.directory, item.sources, moment)
            if item.kind == "service":
                yield from rung_lines(content.directory.services[item.id])


def terms_lines(content: Content) -> Iterator[Line]:
    """List the glossary."""
    for term in sorted(content.terms.values(), key=lambda term: term.name.casefold()):
        yield Line(Role.TEXT, term.name)


def sources_lines(content: Content, moment: datetime) -> Iterator[Line]:
    """List the documents with their age."""
    today = day_of(moment)
    for source in content.directory.sources.values():
        overdue = f" {OVERDUE}" if source.is_overdue(today) else ""
        yield Line(Role.HEADING, source.id)
        yield Line(Role.ITEM, f"{source.title}, {source.publisher} ({source.published}).{overdue}")


def review_lines(directory: Directory, today: date) -> Iterator[Line]:
    """List the sources to be read: by owner, what is overdue first, soonest first, unread last."""
    sources = directory.sources.values()
    dated = [(source.review_by, source) for source in sources if source.review_by is not None]
    due = sorted(dated, key=lambda pair: pair[0])
    soon = [source for day, source in due if day <= today + SOON]
    later = due[len(soon) :]
    unread = [source for source in sources if source.review_by is None]
    overdue = sum(source.is_overdue(today) for source in soon)
    count = f"Verlopen: {overdue}. Binnen drie maanden: {len(soon) - overdue}."
    first = f" De eerste: {words.short_date(later[0][0])}." if later else ""
    never = f" Niet gelezen: {len(unread)}." if unread else ""
    yield Line(Role.TITLE, f"Na te lezen bronnen op {words.short_date(today)}")
    yield Line(Role.STRONG, f"{count} Later: {len(later)}.{first}{never}")
    yield from _by_owner([*soon, *unread], today)


def _by_owner(wanted: Iterable[Source], today: date) -> Iterator[Line]:
    by_owner: dict[str, list[Source]] = {}
    for source in wanted:
        by_owner.setdefault(source.owner or words.MAKERS, []).append(source)
    for owner, sources in by_owner.items():
        yield BLANK
        yield Line(Role.HEADING, f"{owner[0].upper()}{owner[1:]}")
        for source in sources:
            by = _review_text(source, today)
            yield Line(Role.ITEM, f"{by}: {source.id}, {sentence(source.title)}")


def _review_text(source: Source, today: date) -> str:
    if source.review_by is None:
        return "NIET GELEZEN"
    day = words.short_date(source.review_by)
    return f"VERLOPEN op {day}" if source.is_overdue(today) else f"uiterlijk {day}"


def config_lines(
    settings: Mapping[str, str | bool | None], path: str, key: str | None = None
) -> Iterator[Line]:
    """Show the settings, or one of them, and the file they live in."""
    words = {True: "aan", False: "uit", None: "niet ingesteld"}
    for name, value in settings.items():
        if key in (None, name):
            shown = value if isinstance(value, str) else words[value]
            yield Line(Role.TEXT, f"{name}: {shown}")
    if key is None:
        yield Line(Role.NOTE, f"Bestand: {path}")


def own_mark(directory: Directory, kind: str, id_: str) -> Iterator[Line]:
    """Mark an item that comes from the user's own data."""
    if f"{kind}:{id_}" in directory.own:
        yield Line(Role.STRONG, "Eigen gegevens.")
