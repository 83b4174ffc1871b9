"""The list of regions, terms and sources as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from crisiszorg_cli import labels, triage_labels
from crisiszorg_cli.directory import region_for
from crisiszorg_cli.hours import AMSTERDAM
from crisiszorg_cli.model import (
    Citation,
    Content,
    Directory,
    Region,
    Sector,
    Source,
    Term,
)
from crisiszorg_cli.provenance import cited_items
from crisiszorg_cli.render.lines import (
    BLANK,
    Line,
    Role,
    knowledge,
    sentence,
)


def regions_lines(book: Directory, sector: Sector | None = None) -> Iterator[Line]:
    """List the regions with what is known of each: number, page only, or nothing."""
    for index, region in enumerate(book.regions.values()):
        if index:
            yield BLANK
        yield Line(Role.HEADING, f"{region.id}  {region.name} ({labels.KIND[region.kind]})")
        for wanted in (sector,) if sector else tuple(Sector):
            if region_for(book, region, wanted) is region:
                yield Line(Role.ITEM, f"{labels.SECTOR[wanted]}: {known(book, region, wanted)}")
        towns = [
            town.name
            for town in book.municipalities.values()
            if region.id in (town.care_region, town.youth_region)
        ]
        if towns:
            yield Line(Role.NOTE, f"Gemeenten: {sentence(', '.join(towns))}")


def known(book: Directory, region: Region, sector: Sector) -> str:
    """Say what the sources give for a region and sector."""
    what, service = knowledge(book, region, sector)
    if service is None:
        page = "geen nummer in de bronnen, wel de pagina van het zorgkantoor"
        return page if what == "page" else "onbekend"
    if what == "number":
        return f"{service.display} ({service.name})"
    return f"alleen een pagina ({service.name})"


def term_lines(content: Content, term: Term, moment: datetime) -> Iterator[Line]:
    """Show a glossary entry with its sources."""
    book = content.directory
    yield Line(Role.TITLE, term.name)
    yield Line(Role.TEXT, term.text)
    if term.see_also:
        names = ", ".join(content.terms[id_].name for id_ in term.see_also)
        yield Line(Role.NOTE, f"Zie ook: {names}.")
    yield from citation_lines(book, term.sources, moment)


def citation_lines(
    book: Directory, citations: Iterable[Citation], moment: datetime
) -> Iterator[Line]:
    """Show each citation with title, publisher, date and place in the document."""
    today = moment.astimezone(AMSTERDAM).date()
    for citation in citations:
        source = book.sources[citation.source]
        place = f", regel {citation.lines}" if citation.lines else ""
        overdue = " Controle verlopen." if labels.is_overdue(source, today) else ""
        yield Line(
            Role.NOTE,
            f"Bron: {source.title}, {source.publisher} ({source.published}){place}."
            f" Nagelezen {labels.short_date(source.checked)}.{overdue} [{source.id}]",
        )


def source_lines(content: Content, source: Source, moment: datetime) -> Iterator[Line]:
    """Show a document: who, when, how old, when it must be read again, what rests on it."""
    today = moment.astimezone(AMSTERDAM).date()
    yield Line(Role.TITLE, source.title)
    yield Line(Role.TEXT, f"Uitgever: {sentence(source.publisher)}")
    yield Line(Role.TEXT, f"Datum: {source.published}. {source.dated}")
    state = "verlopen" if labels.is_overdue(source, today) else "nog geldig"
    yield Line(
        Role.TEXT,
        f"Tekst nagelezen op {labels.short_date(source.checked)} door de makers,"
        f" opnieuw na {source.review_months} maanden ({state}). Nummers zijn niet nagebeld.",
    )
    if source.url:
        yield Line(Role.LINK, source.url)
    if source.note:
        yield Line(Role.WARNING, source.note)
    resting: dict[str, list[str]] = {}
    for item in cited_items(content):
        if any(citation.source == source.id for citation in item.sources):
            resting.setdefault(triage_labels.ITEM[item.kind], []).append(item.id)
    yield Line(Role.HEADING, "Hierop steunt")
    for kind, ids in resting.items():
        yield Line(Role.ITEM, f"{kind}: {', '.join(dict.fromkeys(ids))}")


def item_lines(content: Content, item_id: str, moment: datetime) -> Iterator[Line]:
    """Show where an item of the content comes from, whatever its kind; nothing if unknown."""
    for item in cited_items(content):
        if item.id == item_id:
            yield Line(Role.HEADING, f"{triage_labels.ITEM[item.kind]} {item.id}")
            yield Line(Role.TEXT, item.text.replace("{due}", "(datum)"))
            yield from citation_lines(content.directory, item.sources, moment)


def terms_lines(content: Content) -> Iterator[Line]:
    """List the glossary."""
    for term in sorted(content.terms.values(), key=lambda term: term.name.casefold()):
        yield Line(Role.TEXT, term.name)


def sources_lines(content: Content, moment: datetime) -> Iterator[Line]:
    """List the documents with their age."""
    today = moment.astimezone(AMSTERDAM).date()
    for source in content.directory.sources.values():
        overdue = " Controle verlopen." if labels.is_overdue(source, today) else ""
        yield Line(Role.HEADING, source.id)
        yield Line(Role.ITEM, f"{source.title}, {source.publisher} ({source.published}).{overdue}")


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


def overlay_lines(content: Content, files: Sequence[str]) -> Iterator[Line]:
    """Name the overlays, and every item that comes from one."""
    if not files:
        yield Line(Role.TEXT, "U hebt geen eigen gegevens. Maak een voorbeeld met:")
        yield Line(Role.LINK, "crisis overlay init")
        return
    yield from (Line(Role.TEXT, f"Bestand: {file}") for file in files)
    own = sorted(content.directory.own)
    yield Line(Role.HEADING, f"Eigen gegevens: {len(own)}" if own else "Niets uit deze bestanden.")
    for item in own:
        kind, _, id_ = item.partition(":")
        yield Line(Role.ITEM, f"{triage_labels.ITEM[kind]} {id_}")
