"""Writing a file whole or not at all: nobody ever sees, or is left with, half of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600  # what mkstemp gives
PART = ".part"
"""How the name of a file ends that is not whole yet."""


def atomic_write(path: Path, content: bytes, *, mode: int = _PRIVATE) -> None:
    """Put a file in the place of what stands there. Raises OSError when it cannot.

    Without a mode the user alone can read it. A link is replaced, never followed.
    """
    import tempfile  # noqa: PLC0415 - a first question needs none

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}.", suffix=PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode != _PRIVATE:
            Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
