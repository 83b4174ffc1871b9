"""The user's own overlay as a file that numbers are put into and taken out of.

Every change is made in memory and read back with the loader, as a lookup would; only then is the
file replaced, whole or not at all. What stood there before the last change is kept, for ``undo``.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.content import overlay_text
from crisiszorg_cli.content.loader import content_over
from crisiszorg_cli.content.store import Store, other_overlays, own_overlay
from crisiszorg_cli.content.yaml_reader import MAX_BYTES
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.directory.own_numbers import OwnNumber, new_id, own_alike
from crisiszorg_cli.directory.to_ring import to_ring
from crisiszorg_cli.errors import DataError, InputError, NotFoundError, reason_of
from crisiszorg_cli.folders import OVERLAY_FILE, state_folder
from crisiszorg_cli.guarded_file import AbsentError, UnreadableError, read_guarded
from crisiszorg_cli.model.contacts import Directory, Service, Verified

if TYPE_CHECKING:
    from crisiszorg_cli.model.content import Content

_LAST = "undo.json"  # not to be taken for an overlay where both folders are one
_LOCK = "undo.lock"
_WAIT = 5.0  # seconds for another that writes: it takes far less
_NEW_MODE = 0o600  # it may hold a number that is not to be passed on
_BOM = "\ufeff"
_UNTOUCHED = "Er is niets veranderd."
_NO_UNDO = "Er is niets om terug te draaien."


class OverlayFile:
    """The user's own overlay, over what lies under it.

    Making one and each change raise InputError where the file cannot be read or written, is
    unsound, or is laid out so that nothing can be put in: it is then as it was.
    """

    def __init__(self, store: Store) -> None:
        """Read the file and what is under it. Raises DataError too, as the store does."""
        self.path = own_overlay()
        _refuse_copies(self.path)
        self._under = store.under_own()
        self._bytes = _read(self.path)
        self._laid = self._lay(self._bytes or b"")

    @property
    def directory(self) -> Directory:
        """The directory with this overlay over it."""
        return self._laid.directory

    def services(self) -> dict[str, Service]:
        """Return the services that this file adds or changes, by id, in its order."""
        own = self.directory.own
        return {id_: each for id_, each in self._differing().items() if f"service:{id_}" in own}

    def _differing(self) -> dict[str, Service]:
        """Return the same, and the services that this file only says of that they were rung."""
        under = self._under.directory.services
        laid = self.directory.services
        return {id_: laid[id_] for id_ in laid if laid[id_] != under.get(id_)}

    def put(self, number: OwnNumber, instead_of: str | None = None) -> str:
        """Put a number in, first of all, or in the place of an own one; return its id."""
        with self._alone():
            id_ = instead_of or new_id(self.directory, number)
            self._change(id_, lambda text: overlay_text.with_number(text, id_, number))
        return id_

    def remove(self, id_: str) -> Service | None:
        """Take an own service out; return what it was. Raises NotFoundError for no such service.

        That is None where it was but noted that somebody rang a service that is not there any more.
        """
        with self._alone():
            services = self._differing()
            if id_ not in services and not self._has(id_):
                known = ", ".join(services) or "niets"
                message = f"'{id_}' staat niet in {self.path}."
                raise NotFoundError(message, f"Wat er staat: {known}.")
            self._change(id_, lambda text: overlay_text.without(text, id_))
        return services.get(id_)

    def _has(self, id_: str) -> bool:
        try:
            return overlay_text.has_service((self._bytes or b"").decode(), id_)
        except overlay_text.LayoutError:
            return False

    def verify(self, id_: str, day: date, by: str) -> Service:
        """Put in that somebody rang a service's number; return it. Raises NotFoundError."""
        services = {service.id: service for service in to_ring(self.directory)}
        if id_ not in services:
            tip = did_you_mean(id_, services) or "Wat er is: crisis overlay verify"
            raise NotFoundError(f"Er is geen nummer '{id_}' om na te bellen.", tip)
        phone = services[id_].phone
        verified = Verified(phone, day, by) if phone else None
        if verified:
            with self._alone():
                self._change(id_, lambda text: overlay_text.with_verified(text, id_, verified))
        return self.directory.services[id_]

    def alike(self, number: OwnNumber) -> Service | None:
        """Return the service of this file for the same region, sector and purpose, if any."""
        mine = self.services()
        return next((s for s in own_alike(self.directory, number) if s.id in mine), None)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from writing meanwhile, and read what they wrote before."""
        with _locked(self.path):
            content = _read(self.path)
            if content != self._bytes:
                self._laid = self._lay(content or b"")
                self._bytes = content
            yield

    def _change(self, id_: str, edit: Callable[[str], str]) -> None:
        """Replace the file by what is made of it, if no other service differs then."""
        try:
            after = _edited(self._bytes or b"", edit)
        except (overlay_text.LayoutError, LookupError) as error:
            raise self._unlike_ours() from error
        laid = self._lay(after)
        old, new = self.directory.services, laid.directory.services
        differs = {each for each in (*old, *new) if old.get(each) != new.get(each)}
        if differs - {id_}:
            raise self._unlike_ours()
        self._write(after)
        self._bytes, self._laid = after, laid

    def _unlike_ours(self) -> InputError:
        message = f"{self.path} is anders ingedeeld dan crisis kan bewerken. {_UNTOUCHED}"
        return InputError(message, "Bewerk het met de hand; kijk dan met: crisis overlay")

    def _lay(self, text: bytes) -> Content:
        """Read a text as if the file held it. Raises InputError where it is unsound."""
        if not re.sub(rb"(?m)^\s*#.*$|^\xef\xbb\xbf", b"", text).strip():
            return self._under  # nothing but comments
        try:
            return content_over(self._under, self.path, text)[0]
        except DataError as error:
            problem = error.problems[0]
            tip = f"{problem.tip} Zie ook: crisis overlay".strip()
            raise InputError(f"{problem}. {_UNTOUCHED}", tip) from error

    def _write(self, after: bytes) -> None:
        """Keep what the file holds for ``undo``, and replace it."""
        before = None if self._bytes is None else self._bytes.decode()
        last = json.dumps({"before": before, "after": after.decode()})
        _replace(_last_change(), last.encode())
        _replace(self.path, after)


def undo() -> Path:
    """Put back, byte for byte, what the overlay held before the last change; return its path.

    Raises NotFoundError where nothing was changed, and InputError where it was changed by hand
    since, or cannot be written.
    """
    path = own_overlay()
    if not _last_change().exists():  # nor is there anything to be alone with
        raise NotFoundError(_NO_UNDO)
    with _locked(path):
        _put_back(path)
    return path


def _put_back(path: Path) -> None:
    kept = _read(_last_change())
    try:
        last = json.loads(kept or b"")
        before, after = last["before"], last["after"].encode()
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotFoundError(_NO_UNDO) from error
    if _read(path) != after:
        tip = "Haal een nummer weg met: crisis overlay remove, en het id."
        raise InputError(f"{path} is daarna met de hand veranderd. {_UNTOUCHED}", tip)
    try:
        if before is None:
            path.unlink()
        else:
            _replace(path, before.encode())
        _last_change().unlink()
    except OSError as error:
        raise InputError(f"{path}: kan het niet schrijven ({reason_of(error)}).") from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one at a time change the overlay at this path. Raises InputError after a while."""
    import filelock  # here: slow, and a lookup changes nothing

    folder = state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / _LOCK, timeout=_WAIT, mode=_NEW_MODE)
        # Without locks it makes a file stand for one, and prints an English warning.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lock.acquire()
    except filelock.Timeout as error:
        message = f"{path} wordt net door een ander veranderd. {_UNTOUCHED}"
        raise InputError(message, "Probeer opnieuw.") from error
    except OSError as error:
        message = f"{folder}: kan het niet schrijven ({reason_of(error)}). {_UNTOUCHED}"
        raise InputError(message) from error
    try:
        yield
    finally:
        lock.release()


def _last_change() -> Path:
    return state_folder() / _LAST


def _refuse_copies(path: Path) -> None:
    """Refuse to choose between an overlay and what a sync client made of it, or another ending."""
    copies = other_overlays(path.parent)
    if copies:
        message = f"{path.parent / copies[0]} lijkt ook een overlay. {_UNTOUCHED}"
        raise InputError(message, f"Houd één bestand over, met de naam {OVERLAY_FILE}.")


def _read(path: Path) -> bytes | None:
    """Return what a file holds, None for no file. Raises InputError."""
    try:
        return read_guarded(path, 4 * MAX_BYTES)
    except AbsentError:
        if path.is_symlink():
            raise InputError(f"{path} is een link naar wat er niet is. {_UNTOUCHED}") from None
        return None
    except UnreadableError as error:
        raise InputError(f"{path}: kan het niet lezen ({error}). {_UNTOUCHED}") from error


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole; a link stays one, and the rights are those that it had."""
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else _NEW_MODE
        atomic_write(target, content, mode=mode)
    except OSError as error:
        message = f"{path}: kan het niet schrijven ({reason_of(error)}). {_UNTOUCHED}"
        raise InputError(message) from error


def _edited(content: bytes, edit: Callable[[str], str]) -> bytes:
    """Edit a text, with the ends of line and the mark of the encoding that it has."""
    text = content.decode()
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    by_windows = "\r\n" in text
    after = edit(text.replace("\r\n", "\n"))
    return (mark + (after.replace("\n", "\r\n") if by_windows else after)).encode()
