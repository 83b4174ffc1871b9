"""Where in files the items of a section stand, for who has to write something there."""

from __future__ import annotations

from collections.abc import Iterable

from crisiszorg_cli.content.tree import Mark, Sequence, Table, Text
from crisiszorg_cli.content.yaml_reader import read_yaml


def noted_at(files: Iterable[tuple[str, bytes]], section: str, key: str) -> dict[str, Mark]:
    """Return by id where a key of each item of a section stands, or else the item.

    Of what is laid over, the last file that says the key counts; one that says something else of
    the item does not. Of a file that has no such section, or is unsound, nothing counts: it was
    checked before.
    """
    found: dict[str, Mark] = {}
    for file, content in files:
        root, _ = read_yaml(file, content)
        items = root.items.get(section) if isinstance(root, Table) else None
        for item in items.items if isinstance(items, Sequence) else ():
            id_ = item.items.get("id") if isinstance(item, Table) else None
            if not (isinstance(item, Table) and isinstance(id_, Text)):
                continue
            if key in item.key_marks:
                found[id_.value] = item.key_marks[key]
            else:
                found.setdefault(id_.value, id_.mark)
    return found
