"""Where commands get the data from: what is shipped, with the user's own laid over it.

In order, the later over the earlier: the files in the package; a folder of a whole practice
(``--data``, or ``CRISIS_DATA``), which holds an overlay, or all data files instead of ours;
the user's own overlay. Whatever is wrong with one of those never takes a number away: it is
left out, and that is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from crisiszorg_cli import streams
from crisiszorg_cli.content.index import HOURS_LIBRARY, INDEX_FILE, Index
from crisiszorg_cli.errors import DataError
from crisiszorg_cli.folders import OVERLAY_FILE, config_folder
from crisiszorg_cli.guarded_file import UnreadableError, check_folder, is_there, read_guarded
from crisiszorg_cli.model.contacts import Directory
from crisiszorg_cli.model.sections import CONTENT_FILES, DIRECTORY_FILES

if TYPE_CHECKING:
    from crisiszorg_cli.errors import Problem
    from crisiszorg_cli.model.content import Content

MAX_INDEX_BYTES = 16 * 1024 * 1024


def data_folder() -> Path:
    """Return the folder with the data files: in an installed package, or in the checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent / "data"


def own_overlay() -> Path:
    """Return the file of the user's own overlay; it need not exist."""
    return config_folder() / OVERLAY_FILE


def is_overlay_folder(folder: Path) -> bool:
    """Tell whether a folder holds an overlay, and no data files. Raises UnreadableError."""
    return is_there(folder / OVERLAY_FILE) and not any(
        is_there(folder / name) for name in CONTENT_FILES
    )


class Store:
    """The data for one run of a command."""

    def __init__(self, practice: Path | None = None) -> None:
        """Look where the data is; ``practice`` is the folder of a whole practice, if any."""
        self._practice = practice
        self._base = data_folder()
        self._own_base = False
        self._warned: set[str] = set()
        self.left_out: list[Problem] = []  # the faults for which own data is not used
        if practice is not None and self._is_reached(practice):
            if any(self._is_there(practice / name) for name in DIRECTORY_FILES):
                self._base, self._own_base = practice, True
            elif not self._is_there(practice / OVERLAY_FILE):
                self._warn(f"in de map {practice} staat geen {OVERLAY_FILE}")
        for folder in self._folders():
            if not self._is_there(folder / OVERLAY_FILE):
                self._warn_of_others(folder)

    @property
    def warned(self) -> bool:
        """Tell whether it was said that own data is not used."""
        return bool(self._warned)

    def overlays(self) -> Iterator[Path]:
        """Return the overlays that there are, in the order in which they are laid."""
        for folder in self._folders():
            if self._is_there(folder / OVERLAY_FILE):
                yield folder / OVERLAY_FILE

    def _folders(self) -> tuple[Path, ...]:
        return (*((self._practice,) if self._practice else ()), config_folder())

    def warn_of_copies(self) -> None:
        """Say which files look like an overlay and are none, also beside one that is read."""
        for folder in self._folders():
            self._warn_of_others(folder)

    def _warn_of_others(self, folder: Path) -> None:
        """Name what somebody may have meant as an overlay, or a sync client made of it."""
        for name in other_overlays(folder):
            self._warn(f"{folder / name} wordt niet gelezen; het bestand moet {OVERLAY_FILE} heten")

    def _is_reached(self, practice: Path) -> bool:
        """Tell whether the folder of a practice can be read; say it when not, as of a share."""
        try:
            check_folder(practice)
        except UnreadableError as error:
            self._warn(f"de map {practice} is er niet of kan niet gelezen worden ({error})")
            self._practice = None
            return False
        return True

    def _is_there(self, file: Path) -> bool:
        try:
            return is_there(file)
        except UnreadableError as error:
            self._warn(f"{file}: {error}")
            return False

    def directory(self) -> Directory:
        """Return all regions, gemeenten and services.

        Raises DataError when the data that is shipped cannot be used.
        """
        overlays = list(self.overlays())
        if overlays:
            from crisiszorg_cli.content import loader  # noqa: PLC0415 - slow, and seldom needed

            if any(map(loader.reaches_the_triage, overlays)):
                return self.content().directory
        directory = self._base_directory()
        if overlays:
            for file in overlays:
                try:
                    directory, refused = loader.directory_over(directory, file)
                    self._leave_out(refused)
                except DataError as error:
                    self._leave_out(error.problems)
        return directory

    def content(self) -> Content:
        """Return everything that the triage needs. Raises DataError as ``directory``."""
        return self._laid(self.overlays())

    def under_own(self) -> Content:
        """Return everything over which the user's own overlay is laid. Raises as ``directory``."""
        own = own_overlay()
        return self._laid(file for file in self.overlays() if file != own)

    def _laid(self, overlays: Iterable[Path]) -> Content:
        content = self.base_content()
        for file in overlays:
            from crisiszorg_cli.content import loader  # noqa: PLC0415 - as above

            try:
                content, refused = loader.content_over(content, file)
                self._leave_out(refused)
            except DataError as error:
                self._leave_out(error.problems)
        return content

    def differences(self) -> tuple[str, ...]:
        """Return what a practice's whole data has otherwise than ours, as ``kind:id``."""
        from crisiszorg_cli.content import loader  # noqa: PLC0415 - as above

        if not self._own_base:
            return ()
        packaged = loader.load_content(data_folder(), prove=False)
        return loader.differences(self.base_content(), packaged)

    def _base_directory(self) -> Directory:
        index = self._index()
        if index is not None:
            return index.directory(worked_out=_can_trust(index))
        from crisiszorg_cli.content import loader  # noqa: PLC0415 - slow, and not needed with an index

        try:
            directory = loader.load_directory(self._base, prove=self._own_base)
            marked = loader.directory_of_practice if self._own_base else _as_it_is
            return marked(directory, self._base)
        except DataError as error:
            self._fall_back(error)
            return self._base_directory()

    def base_content(self) -> Content:
        """Return what lies under the overlays. Raises DataError as ``directory``."""
        index = self._index()
        if index is not None:
            return index.content(worked_out=_can_trust(index))
        from crisiszorg_cli.content import loader  # noqa: PLC0415 - as above

        try:
            content = loader.load_content(self._base, prove=self._own_base)
            return loader.of_practice(content, self._base) if self._own_base else content
        except DataError as error:
            self._fall_back(error)
            return self.base_content()

    def _index(self) -> Index | None:
        """Return the index beside the packaged data; one from elsewhere could hold any number."""
        return None if self._own_base else fresh_index(self._base)

    def _fall_back(self, error: DataError) -> None:
        """Use the data of the package when those of the practice have faults."""
        if not self._own_base:
            raise error
        self._leave_out(error.problems)
        self._base, self._own_base = data_folder(), False

    def _leave_out(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            return
        self.left_out = [*dict.fromkeys((*self.left_out, *problems))]
        more = len(problems) - 1
        rest = f" (en nog {more})" if more else ""
        self._warn(f"{problems[0]}{rest}")

    def _warn(self, what: str) -> None:
        if what not in self._warned:
            streams.write_error(f"Let op: eigen gegevens niet gebruikt: {what}.\n")
        self._warned.add(what)


_LIKE_AN_OVERLAY = (".yaml", ".yml", ".yaml.txt", ".yml.txt", ".json")


def other_overlays(folder: Path) -> list[str]:
    """Return the names of files that look like an overlay: another ending, or a copy of one."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - no Path is made of what else is there
    except (OSError, ValueError):  # it need not exist, and what is wrong with it is said elsewhere
        return []
    same = OVERLAY_FILE.partition(".")[0]
    return sorted(
        name
        for name in names
        if name != OVERLAY_FILE
        and not _is_same(folder / name)
        and same in name.casefold()
        and name.casefold().endswith(_LIKE_AN_OVERLAY)
    )


def _is_same(file: Path) -> bool:
    """Tell whether this is the overlay itself, where a name may have any capitals."""
    try:
        return file.name.casefold() == OVERLAY_FILE and file.samefile(file.with_name(OVERLAY_FILE))
    except OSError:
        return False


def _as_it_is(directory: Directory, _folder: Path) -> Directory:
    return directory


def fresh_index(folder: Path) -> Index | None:
    """Return the index of a folder if it was made from exactly the files that are there now."""
    try:
        index = Index(read_guarded(folder / INDEX_FILE, MAX_INDEX_BYTES))
        files = {name: read_guarded(folder / name, MAX_INDEX_BYTES) for name in CONTENT_FILES}
    except (UnreadableError, ValueError, TypeError, RecursionError):
        return None
    return index if index.is_of(files) else None


def _can_trust(index: Index) -> bool:
    """Tell whether the library that knows the holidays is the one that made the timetables."""
    found = find_spec("opening_hours")
    if found is None or found.origin is None:
        return False
    name = f"{HOURS_LIBRARY.replace('-', '_')}-{index.header.hours_by}.dist-info"
    return (Path(found.origin).parent.parent / name).is_dir()
