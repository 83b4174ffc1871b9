"""Criteria side by side, as lines, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from crisiszorg_cli.directory.services import is_overdue
from crisiszorg_cli.model.content import (
    Citation,
    Content,
    Criterion,
    Pathway,
    Place,
)
from crisiszorg_cli.render.as_json import SCHEMA, sources_json
from crisiszorg_cli.render.layout import BLANK, OVERDUE, Line, Role

MIN_TABLE_WIDTH = 70
ABSENT = "geen criterium"


def column_names(
    content: Content, pathways: Sequence[Pathway], places: Sequence[Place]
) -> tuple[str, ...]:
    """Head each column with the places asked for, else with the pathway's regions."""
    if len(places) == len(pathways):
        return tuple(place.name for place in places)
    return tuple(_regions_of(content, pathway) for pathway in pathways)


def _regions_of(content: Content, pathway: Pathway) -> str:
    regions = content.directory.regions
    names = [regions[id_].name for id_ in pathway.regions]
    if names:
        return " en ".join(names)
    others = any(p.regions for p in content.pathways.values() if p.sector is pathway.sector)
    return "Regio's zonder eigen criteria" if others else "Alle regio's"


def criteria_rows(pathways: Sequence[Pathway]) -> Iterator[tuple[str, ...]]:
    """Return one row per criterion, one cell per pathway."""
    for id_ in _criterion_ids(pathways):
        yield tuple(_cell(pathway, id_) for pathway in pathways)


def _cell(pathway: Pathway, id_: str) -> str:
    criterion = _find(pathway, id_)
    return f"{criterion.label}: {criterion.text}" if criterion else ABSENT


def _find(pathway: Pathway, id_: str) -> Criterion | None:
    return next((c for c in pathway.criteria if c.id == id_), None)


def _criterion_ids(pathways: Iterable[Pathway]) -> list[str]:
    return list(dict.fromkeys(c.id for pathway in pathways for c in pathway.criteria))


def criteria_lines(
    content: Content, pathways: Sequence[Pathway], names: Sequence[str], moment: datetime
) -> Iterator[Line]:
    """Show each criterion with every region's wording under it, for narrow and plain output."""
    for id_ in _criterion_ids(pathways):
        label = next(c.label for p in pathways if (c := _find(p, id_)))
        yield Line(Role.HEADING, label)
        for pathway, name in zip(pathways, names, strict=True):
            criterion = _find(pathway, id_)
            text = criterion.text if criterion else f"{ABSENT}."
            yield Line(Role.ITEM, f"{name}: {text}")
        yield BLANK
    yield from criteria_notes(content, pathways, moment)


def criteria_notes(
    content: Content, pathways: Iterable[Pathway], moment: datetime
) -> Iterator[Line]:
    """Show what else belongs to the criteria, and their sources."""
    directory = content.directory
    for pathway in pathways:
        yield Line(Role.HEADING, pathway.name)
        if f"pathway:{pathway.id}" in directory.own:
            yield Line(Role.STRONG, "Eigen gegevens.")
        if pathway.notice:
            yield Line(Role.WARNING, pathway.notice)
        if not pathway.criteria:
            yield Line(Role.TEXT, "De bronnen noemen geen criteria; de crisisdienst beslist.")
        yield from (Line(Role.ITEM, advice.text) for advice in pathway.background)
        cited = dict.fromkeys(c.source for c in pathway.sources)
        titles = (
            f"{directory.sources[id_].title} ({directory.sources[id_].published})" for id_ in cited
        )
        overdue = f". {OVERDUE}" if is_overdue(directory, _citations(pathway), moment) else ""
        yield Line(Role.NOTE, f"Bron: {'; '.join(titles)}{overdue}")


def _citations(pathway: Pathway) -> Iterator[Citation]:
    yield from pathway.sources
    yield from (citation for part in pathway.criteria for citation in part.sources)
    yield from (citation for part in pathway.background for citation in part.sources)


def criteria_json(content: Content, pathways: Iterable[Pathway]) -> dict[str, Any]:
    """Return the criteria of each pathway."""
    return {
        "schema": SCHEMA,
        "data_version": content.directory.version,
        "pathways": [
            {
                "id": pathway.id,
                "sector": pathway.sector,
                "regions": list(pathway.regions),
                "notice": pathway.notice,
                "background": [advice.text for advice in pathway.background],
                "criteria": [
                    {
                        "id": criterion.id,
                        "label": criterion.label,
                        "text": criterion.text,
                        "sources": sources_json(criterion.sources),
                    }
                    for criterion in pathway.criteria
                ],
            }
            for pathway in pathways
        ],
    }
