"""What ``crisis check --belijst`` shows: where things stand is read from the files again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from crisiszorg_cli.content.noted_at import noted_at
from crisiszorg_cli.content.tree import Mark
from crisiszorg_cli.content.yaml_reader import MAX_BYTES
from crisiszorg_cli.directory.to_ring import due, first_due
from crisiszorg_cli.guarded_file import UnreadableError, read_guarded
from crisiszorg_cli.model.contacts import Directory
from crisiszorg_cli.model.sections import DIRECTORY, Section
from crisiszorg_cli.render.call_list import Noted, call_list_lines, nobody_lines
from crisiszorg_cli.render.provenance import SOON
from crisiszorg_cli.render.show import show

_SECTIONS = {section.name: section for section in DIRECTORY}


def show_call_list(
    directory: Directory, folder: Path, overlays: Iterable[Path], today: date
) -> None:
    """Print whom to ring: what is overdue on a day, or will be within three months."""
    wanted = due(directory, today + SOON)
    if not wanted:
        from_day = first_due(directory)
        show(nobody_lines(today, from_day and from_day - SOON))
        return
    files = tuple(overlays)
    noted = Noted(
        _noted(folder, files, _SECTIONS["services"], "phone"),
        _noted(folder, files, _SECTIONS["sources"], "checked"),
    )
    show(call_list_lines(directory, wanted, noted, today))


def _noted(folder: Path, overlays: Iterable[Path], section: Section, key: str) -> Mapping[str, str]:
    """Return where a key of the items stands: in an overlay, where that has it."""
    found = noted_at(_read(folder / section.file, *overlays), section.name, key)
    return {id_: _place(mark) for id_, mark in found.items()}


def _read(*files: Path) -> Iterator[tuple[str, bytes]]:
    for file in files:
        with suppress(UnreadableError):  # that was said before
            content = read_guarded(file, MAX_BYTES)
            yield str(file), content


def _place(mark: Mark) -> str:
    """Write a place as ``file:line``, from here where the file is under it."""
    file, here = Path(mark.file), Path.cwd()
    name = file.relative_to(here) if file.is_relative_to(here) else file
    return f"{name}:{mark.line}"
