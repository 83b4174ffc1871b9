"""Three changes of the data, for docs/content.md: each made in a copy, then checked and compared.

They are examples, and no facts: the number, the term and the document are made up.
"""
# ruff: noqa: INP001 - a folder of documents, not a package

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher, ndiff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.model.sections import CONTENT_FILES
from docs import cog_helpers


class Edit(NamedTuple):
    """What changes in an item of a data file; as a ``copy`` it is put in after that item."""

    file: str
    item: str
    changes: tuple[tuple[str, str], ...]
    copy: bool = False


HALF = Edit("regions.yaml", "rap-zhn", (('phone: "0883399999"', 'phone: "0883399990"'),))
NUMBER = HALF._replace(
    changes=(*HALF.changes, ('display: "088 33 99 999"', 'display: "088 33 99 990"'))
)
READ_AGAIN = Edit(
    "sources.yaml", "werkafspraak-rap", (("checked: 2026-11-25", "checked: 2026-11-27"),)
)
QUESTION = Edit(
    "questions.yaml",
    "within_24h",
    (("within_24h", "within_48h"), ("binnen 24 uur", "binnen 48 uur")),
    copy=True,
)
WINDOW = Edit(
    "criteria.yaml",
    "vv-amsterdam",
    (
        ("label: zorg met verblijf binnen 24 uur", "label: zorg met verblijf binnen 48 uur"),
        ("short: 24 uur", "short: 48 uur"),
        ("text: Binnen 24 uur", "text: Binnen 48 uur"),
        ("answer: within_24h", "answer: within_48h"),
        ("opname binnen 24 uur", "opname binnen 48 uur"),
    ),
)
DOCUMENT = Edit(
    "sources.yaml",
    "werkafspraak-rap",
    (
        ("id: werkafspraak-rap", "id: haaglanden-crisiszorg"),
        (r"title: .*", "title: Crisiszorg in Haaglanden (verzonnen voorbeeld)"),
        (r"publisher: .*", "publisher: Voorbeeld"),
        (r"    url: .*\n", ""),
    ),
    copy=True,
)
PATHWAY = Edit(
    "criteria.yaml",
    "vv-core",
    (
        ("id: vv-core", "id: vv-haaglanden"),
        ("name: V&V, landelijke kern", "name: V&V, Haaglanden"),
        (r"regions: \[\]", "regions: [haaglanden]"),
        (r"    notice: .*\n", ""),
        (r'    sources: \["zz-crisiszorg:66-76".*', "    sources: [haaglanden-crisiszorg]"),
        (r"(?s)      - id: acute\n.*?(?=      - id:)", ""),
    ),
    copy=True,
)

WALKS = {
    "half": (HALF,),
    "number": (NUMBER, READ_AGAIN),
    "criterion": (QUESTION, WINDOW),
    "region": (DOCUMENT, PATHWAY),
}


def applied(edit: Edit, text: str) -> str:
    """Return the text of a file after an edit. Raises ValueError where it does not fit."""
    before, item, after = _around(edit, text)
    changed = item
    for old, new in edit.changes:
        if not re.search(old, changed):
            raise ValueError(f"{edit.file}: '{old}' is not in {edit.item}")
        changed = re.sub(old, new, changed)
    return f"{before}{item if edit.copy else ''}{changed}{after}"


def _around(edit: Edit, text: str) -> tuple[str, str, str]:
    """Return what stands before an item of a file, the item, and what follows."""
    found = re.search(rf"(?ms)^  - id: {edit.item}\n.*?(?=^  - id: |^  # ----|\Z)", text)
    if found is None:
        raise ValueError(f"{edit.file} has no {edit.item}")
    return text[: found.start()], found[0], text[found.end() :]


@contextmanager
def edited(name: str) -> Iterator[Path]:
    """Make a folder with the data as they were (``voor``) and as edited (``data``)."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for version in ("voor", "data"):
            (folder / version).mkdir()
            for file in CONTENT_FILES:
                shutil.copy(data_folder() / file, folder / version)
        for edit in WALKS[name]:
            file = folder / "data" / edit.file
            file.write_text(applied(edit, file.read_text(encoding="utf-8")), encoding="utf-8")
        yield folder


def edits(name: str) -> str:
    """Return the lines that a change takes out and puts in, under the item of each file.

    Of a copy, what is put in place of what stood there, and the first line of what is left out.
    """
    lines: list[str] = []
    for edit in WALKS[name]:
        _, item, _ = _around(edit, (data_folder() / edit.file).read_text(encoding="utf-8"))
        changed = applied(edit._replace(copy=False), item)
        lines.append(f"# data/{edit.file}: {edit.item}{', copied' if edit.copy else ''}")
        lines += _differences(item.splitlines(), changed.splitlines(), whole=not edit.copy)
    return cog_helpers.fenced("diff", *lines)


def _differences(old: list[str], new: list[str], *, whole: bool) -> Iterator[str]:
    if whole:
        yield from (line.rstrip() for line in ndiff(old, new) if line[0] in "+-")
        return
    for what, begin, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if what == "delete":
            yield f"- {old[begin]}"
            yield from ["- …"] if end - begin > 1 else []
        elif what != "equal":
            yield from (f"+ {line}" for line in new[first:last])


def shown(name: str, *commands: str, until: str = "\0") -> str:
    """Return what commands say of a change: of the groups of a diff the first, and no times.

    ``until`` ends each before a paragraph that starts so: what repeats the edit.

    It is no ``console``: that is for commands that give the same in the checkout itself.
    """
    parts: list[str] = []
    with edited(name) as folder:
        for command in commands:
            # Without a terminal a check has no progress, which would come or not.
            done = cog_helpers.run(command, screen=" diff " in command, folder=folder)
            said = re.sub(r"; het duurde [\d,]+ s", "", done.stdout + done.stderr)
            parts.append(f"$ {command}\n{_first_group(said, until)}")
    return cog_helpers.fenced("text", "\n\n".join(parts))


def _first_group(said: str, until: str) -> str:
    """Leave out the groups of situations after the first."""
    shown: list[str] = []
    groups = 0
    for paragraph in said.strip("\n").split("\n\n"):
        if paragraph.startswith(until):
            shown.append("…")
            break
        if "\nWas: " not in paragraph:
            shown.append(paragraph)
            continue
        groups += 1
        shown += [paragraph] if groups == 1 else ["…"] if groups == 2 else []  # noqa: PLR2004
    return "\n\n".join(shown)
