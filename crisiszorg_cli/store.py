"""Where commands get the data from: by way of the index if it fits, else from the YAML files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from crisiszorg_cli.contacts import Directory
from crisiszorg_cli.index import DIRECTORY_FILES, HOURS_LIBRARY, Index

if TYPE_CHECKING:
    from crisiszorg_cli.model import Content

INDEX_FILE = "index"


def data_folder() -> Path:
    """Give the folder with the data files: in an installed package, or in the checkout."""
    package = Path(__file__).parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent / "data"


def directory_about(text: str, *, everything: bool) -> Directory:
    """Give the part of the directory that can matter to what was typed.

    ``everything`` counts what is not for crisis too. Without an index that fits it is all
    of the directory. Raises DataError as ``load_directory``.
    """
    index = fresh_index(data_folder())
    if index is None:
        return load_directory()
    return index.about(text, everything=everything, timetables=_can_trust(index))


def load_directory() -> Directory:
    """Give all regions, gemeenten and services. Raises DataError with every problem found."""
    index = fresh_index(data_folder())
    if index is not None:
        return index.whole(timetables=_can_trust(index))
    from crisiszorg_cli import loader  # noqa: PLC0415 - slow, and not needed with an index

    return loader.load_directory(data_folder(), prove=False)


def load_content() -> Content:
    """Give everything that the triage needs. Raises DataError with every problem found."""
    from crisiszorg_cli import loader  # noqa: PLC0415 - as above

    return loader.load_content(data_folder(), prove=False)


def fresh_index(folder: Path) -> Index | None:
    """Give the index of a folder if it was made from exactly the files that are there now."""
    try:
        index = Index((folder / INDEX_FILE).read_bytes())
        files = {name: (folder / name).read_bytes() for name in DIRECTORY_FILES}
    except (OSError, ValueError, TypeError):
        return None
    return index if index.is_of(files) else None


def _can_trust(index: Index) -> bool:
    """Tell whether the library that knows the holidays is the one that made the timetables."""
    found = find_spec("opening_hours")
    if found is None or found.origin is None:
        return False
    name = f"{HOURS_LIBRARY.replace('-', '_')}-{index.header.hours_by}.dist-info"
    return (Path(found.origin).parent.parent / name).is_dir()
