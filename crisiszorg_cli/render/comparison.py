"""A comparison of two versions of the data: as lines, as Markdown for a pull request, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crisiszorg_cli.model.altered import Altered, Sort
from crisiszorg_cli.model.content import Content, Sector, Verdict
from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.triage.comparison import Aspect, Call, Change, Comparison, Home, Touched, Values
from crisiszorg_cli.wording.contacts import PURPOSE, SECTOR
from crisiszorg_cli.wording.triage import ITEM, answer_text, verdict_text

ASPECT = {
    Aspect.VERDICT: "andere uitslag",
    Aspect.FIRST: "ander eerste nummer",
    Aspect.ORDER: "andere volgorde of nummers daarna",
    Aspect.STEPS: "andere stappen",
    Aspect.NOTICE: "andere opmerking bij de regio",
}
SORT = {
    Sort.TEXTS: "Teksten",
    Sort.SOURCES: "Bronnen",
    Sort.DATES: "Data van bronnen",
    Sort.VALUES: "Nummers, tijden en andere gegevens",
}
_MOST_HOMES = 4
_MOST_ITEMS = 30
_LONGEST = 90


def comparison_lines(
    found: Comparison, other: Sequence[Altered], contents: tuple[Content, Content]
) -> Iterator[Line]:
    """Show what differs: situations first, and then what is written otherwise."""
    yield Line(Role.HEADING, "Situaties")
    yield Line(Role.TEXT, summary(found))
    for aspect, number in found.touched.items():
        if number:
            yield Line(Role.ITEM, f"{ASPECT[aspect]}: {count(number)}")
    yield from (Line(Role.ITEM, each) for each in by_region(found))
    for change in found.changes:
        yield BLANK
        yield Line(Role.STRONG, title(change))
        yield Line(Role.TEXT, f"Was: {values_text(change.old, change, contents[0])}")
        yield Line(Role.TEXT, f"Nu:  {values_text(change.new, change, contents[1])}")
        yield Line(Role.TEXT, f"Bijvoorbeeld: {example_text(change, contents[1])}")
    unknown = tuple(unknown_to_one(found))
    yield from (BLANK,) if unknown else ()
    yield from (Line(Role.TEXT, each) for each in unknown)
    for sort, items in by_sort(other):
        yield BLANK
        yield Line(Role.HEADING, f"{SORT[sort]} ({len(items)})")
        yield from (Line(Role.ITEM, altered_text(each)) for each in items[:_MOST_ITEMS])
        if len(items) > _MOST_ITEMS:
            yield Line(Role.NOTE, f"En nog {len(items) - _MOST_ITEMS}.")


def comparison_markdown(
    found: Comparison, other: Sequence[Altered], contents: tuple[Content, Content]
) -> Iterator[str]:
    """Write the same for a pull request: a table of changes, and lists that fold."""
    yield f"**{summary(found)}**"
    yield ""
    yield from (f"- {_cell(each)}" for each in by_region(found))
    if found.changes:
        yield ""
        yield "| sector en regio | wat | situaties | was | nu | bijvoorbeeld |"
        yield "| --- | --- | ---: | --- | --- | --- |"
    for change in found.changes:
        cells = (
            f"{SECTOR[change.sector]}, {homes_text(change.homes)}",
            ASPECT[change.aspect],
            f"{count(change.situations)} van {count(change.of)}",
            values_text(change.old, change, contents[0]),
            values_text(change.new, change, contents[1]),
            example_text(change, contents[1]),
        )
        yield f"| {' | '.join(map(_cell, cells))} |"
    for each in unknown_to_one(found):
        yield f"\n{each}"
    for sort, items in by_sort(other):
        yield f"\n<details><summary>{SORT[sort]} ({len(items)})</summary>\n"
        yield from (f"- {_cell(altered_text(each))}" for each in items)
        yield "\n</details>"


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split())


def comparison_json(
    found: Comparison, other: Sequence[Altered], contents: tuple[Content, Content]
) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "situations": found.situations,
        "differing": found.differing,
        "touched": {aspect.value: number for aspect, number in found.touched.items()},
        "regions": [
            {
                "sector": each.home.sector.value,
                **_region_json(each.home),
                "of": each.of,
                "differing": each.differing,
                **{aspect.value: number for aspect, number in each.aspects.items()},
            }
            for each in found.homes
        ],
        "changes": [
            {
                "sector": change.sector.value,
                "regions": [_region_json(home) for home in change.homes],
                "aspect": change.aspect.value,
                "old": _values_json(change.old),
                "new": _values_json(change.new),
                "situations": change.situations,
                "of": change.of,
                "example": dict(change.example),
                "example_text": example_text(change, contents[1]),
            }
            for change in found.changes
        ],
        "only_old": list(found.only_old),
        "only_new": list(found.only_new),
        "altered": [each._asdict() for each in other],
    }


def _region_json(home: Home) -> dict[str, str | None]:
    return {"region": home.region.id, "beside": home.beside.id if home.beside else None}


def _values_json(values: Values) -> list[list[object]]:
    return [
        [part._asdict() if isinstance(part, Call) else part for part in value] for value in values
    ]


# -- words -----------------------------------------------------------------------------------------


def count(number: int) -> str:
    """Write a number with points between the thousands."""
    return f"{number:,}".replace(",", ".")


def summary(found: Comparison) -> str:
    """Say in one sentence how many situations have another result."""
    if not found.differing:
        return f"Geen van de {count(found.situations)} situaties heeft een andere uitkomst."
    share = f"{count(found.differing)} van de {count(found.situations)} situaties"
    return f"{share} {'heeft' if found.differing == 1 else 'hebben'} een andere uitkomst."


def by_region(found: Comparison) -> Iterator[str]:
    """Say for each sector and region how many differ, and in what; regions alike in one line."""
    alike: dict[tuple[object, ...], list[Touched]] = {}
    for each in found.homes:
        key = (each.home.sector, each.of, each.differing, tuple(each.aspects.values()))
        alike.setdefault(key, []).append(each)
    for group in alike.values():
        first = group[0]
        where = f"{SECTOR[first.home.sector]}, {homes_text(each.home for each in group)}"
        parts = [
            f"{ASPECT[aspect]}: {count(number)}"
            for aspect, number in first.aspects.items()
            if number and aspect is not Aspect.NOTICE
        ]
        told = first.aspects.get(Aspect.NOTICE)
        share = f"{count(first.differing)} van {count(first.of)}"
        share += " per regio" if len(group) > 1 else ""
        share += f" ({', '.join(parts)})" if parts else ""
        yield f"{where}: {share}{f'; {ASPECT[Aspect.NOTICE]}: {count(told)}' if told else ''}"


def title(change: Change) -> str:
    """Say where, what, and for how many situations of each region."""
    where = f"{SECTOR[change.sector]}, {homes_text(change.homes)}"
    each = " per regio" if len(change.homes) > 1 else ""
    number = f"{count(change.situations)} van {count(change.of)}{each}"
    return f"{where}: {ASPECT[change.aspect]} ({number})"


def homes_text(homes: Iterable[Home]) -> str:
    """Name the regions, with the other region that matters where there is more than one."""
    listed = list(homes)
    often = Counter(home.region.id for home in listed)
    names = [
        f"{h.region.name} ({h.beside.name})"
        if h.beside and often[h.region.id] > 1
        else h.region.name
        for h in listed
    ]
    if len(names) <= _MOST_HOMES:
        return ", ".join(names)
    return f"{', '.join(names[: _MOST_HOMES - 1])} en nog {len(names) - _MOST_HOMES + 1}"


def values_text(values: Values, change: Change, content: Content) -> str:
    """Write what the results are, each once; of steps those that are not in all of them."""
    if change.aspect is Aspect.STEPS and len(change.old) == len(change.new) == 1:
        shared = set(change.old[0]) & set(change.new[0])
        if set(change.old[0]) != set(change.new[0]):
            values = (tuple(step for step in values[0] if step not in shared),)
    return "; of ".join(_value(value, change, content) for value in values)


def _value(value: tuple[object, ...], change: Change, content: Content) -> str:
    if change.aspect is Aspect.VERDICT:
        verdict, outcome = value
        name = verdict_text(Verdict(str(verdict)), Sector(change.sector))
        return f"{name} ({outcome})"
    if change.aspect is Aspect.STEPS:
        return ", ".join(map(str, value)) or "geen andere stappen"
    if change.aspect is Aspect.NOTICE:
        return " ".join(map(str, value)) or "geen opmerking"
    calls = [each for each in value if isinstance(each, Call)]
    return (
        ", ".join(f"{_display(c, content)} ({PURPOSE[c.purpose]})" for c in calls) or "geen nummer"
    )


def _display(call: Call, content: Content) -> str:
    shown = (
        service.display
        for service in content.directory.services.values()
        if service.phone and service.phone.digits == call.reach and service.display
    )
    return next(shown, call.reach)


def example_text(change: Change, content: Content) -> str:
    """Write the answers of the smallest example."""
    said = [
        f"{content.questions[id_].label}: "
        f"{answer_text(content.questions[id_], value, content.directory)}"
        for id_, value in change.example.items()
    ]
    return "; ".join(said) or "wat er ook geantwoord wordt"


def unknown_to_one(found: Comparison) -> Iterator[str]:
    """Name the questions on which could not be compared."""
    for ids, which in ((found.only_old, "oude"), (found.only_new, "nieuwe")):
        if ids:
            yield f"Alleen in de {which} versie gevraagd, en niet vergeleken: {', '.join(ids)}."


def by_sort(other: Iterable[Altered]) -> Iterator[tuple[Sort, list[Altered]]]:
    """Return what is written otherwise, by sort."""
    groups: Mapping[Sort, list[Altered]] = {sort: [] for sort in Sort}
    for each in other:
        groups[each.sort].append(each)
    return ((sort, items) for sort, items in groups.items() if items)


def altered_text(item: Altered) -> str:
    """Say what was changed in one line."""
    name = f"{ITEM[item.kind]} {item.id}"
    if not item.path:
        return f"{name}: {'vervalt' if item.new is None else 'nieuw'}"
    was, now = (_short(value or "niets") for value in (item.old, item.new))
    return f"{name}, {item.path}: {was} → {now}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
