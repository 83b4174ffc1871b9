"""What to have at hand before the call, with what each item rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from crisiszorg_cli.model.content import Backing, ChecklistItem, Content, Directory, Sector
from crisiszorg_cli.render.contacts import sources_line
from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.wording import contacts as words

USUAL = "Gebruikelijk, zonder bron; niemand schrijft het voor"


def checklist_lines(content: Content, sector: Sector | None, moment: datetime) -> Iterator[Line]:
    """Show what to have at hand for a sector, or for each of them after what is for all."""
    about = f", {words.SECTOR[sector]}" if sector else ""
    yield Line(Role.TITLE, f"Bij de hand voor het gesprek{about}")
    yield Line(Role.NOTE, "Niets is verplicht. Deze lijst vraagt niets en bewaart niets.")
    items = [_marked(content.directory, item) for item in content.checklist.values()]
    backed = [item for item in items if item.status is not Backing.USUAL]
    yield from _items("Altijd", (item for item in backed if not item.sectors))
    for each in [sector] if sector else Sector:
        yield from _items(words.SECTOR[each], (item for item in backed if each in item.sectors))
    usual = [item for item in items if item.status is Backing.USUAL]
    shown = [i for i in usual if not sector or not i.sectors or sector in i.sectors]
    yield from _items(USUAL, shown, named=sector is None)
    yield BLANK
    asked = [i for i in backed if not sector or not i.sectors or sector in i.sectors]
    cited = tuple(dict.fromkeys(c for item in asked for c in item.sources))
    yield Line(Role.NOTE, f"Bronnen: {sources_line(content.directory, cited, moment)}")


def _marked(directory: Directory, item: ChecklistItem) -> ChecklistItem:
    """Say of the user's own that it is so."""
    own = f"checklistitem:{item.id}" in directory.own
    return item._replace(text=f"{item.text} Eigen gegevens.") if own else item


def _items(title: str, items: Iterable[ChecklistItem], *, named: bool = False) -> Iterator[Line]:
    listed = list(items)
    if listed:
        yield BLANK
        yield Line(Role.HEADING, title)
    for item in listed:
        sectors = ", ".join(words.SECTOR[sector] for sector in item.sectors)
        yield Line(Role.ITEM, f"{sectors}: {item.text}" if named and sectors else item.text)
