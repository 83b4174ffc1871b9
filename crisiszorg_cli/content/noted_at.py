"""Where in a file the items of a section stand, for who has to write something there."""

from __future__ import annotations

from crisiszorg_cli.content.tree import Mark, Sequence, Table, Text
from crisiszorg_cli.content.yaml_reader import read_yaml


def noted_at(file: str, content: bytes, section: str, key: str) -> dict[str, Mark]:
    """Return by id where a key of each item of a section stands, or else the item.

    Of a file that has no such section, or is unsound, that is nothing: it was checked before.
    """
    root, _ = read_yaml(file, content)
    items = root.items.get(section) if isinstance(root, Table) else None
    found = {}
    for item in items.items if isinstance(items, Sequence) else ():
        id_ = item.items.get("id") if isinstance(item, Table) else None
        if isinstance(item, Table) and isinstance(id_, Text):
            found[id_.value] = item.key_marks.get(key, id_.mark)
    return found
