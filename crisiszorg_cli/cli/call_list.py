"""What ``crisis check --belijst`` shows: where things stand is read from the files again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from crisiszorg_cli.content.noted_at import noted_at
from crisiszorg_cli.content.tree import Mark
from crisiszorg_cli.content.yaml_reader import MAX_BYTES
from crisiszorg_cli.directory.to_ring import due
from crisiszorg_cli.guarded_file import UnreadableError, read_guarded
from crisiszorg_cli.model.contacts import Directory
from crisiszorg_cli.model.sections import DIRECTORY, Section
from crisiszorg_cli.render.call_list import Noted, call_list_lines
from crisiszorg_cli.render.provenance import SOON
from crisiszorg_cli.render.show import show

_SECTIONS = {section.name: section for section in DIRECTORY}


def show_call_list(
    directory: Directory, folder: Path, overlays: Iterable[Path], today: date
) -> None:
    """Print whom to ring: what is overdue on a day, or will be within three months."""
    wanted = due(directory, today + SOON)
    files = tuple(overlays)
    noted = Noted(
        _noted(folder, files, _SECTIONS["services"], "phone"),
        _noted(folder, files, _SECTIONS["sources"], "checked"),
    )
    show(call_list_lines(directory, wanted, noted, today))


def _noted(folder: Path, overlays: Iterable[Path], section: Section, key: str) -> Mapping[str, str]:
    """Return where a key of the items stands: in an overlay, where that has it."""
    marks: dict[str, Mark] = {}
    for file in (folder / section.file, *overlays):
        with suppress(UnreadableError):  # that was said before
            content = read_guarded(file, MAX_BYTES)
            marks |= noted_at(str(file), content, section.name, key)
    return {id_: _place(mark) for id_, mark in marks.items()}


def _place(mark: Mark) -> str:
    """Write a place as ``file:line``, from here where the file is under it."""
    file, here = Path(mark.file), Path.cwd()
    name = file.relative_to(here) if file.is_relative_to(here) else file
    return f"{name}:{mark.line}"
