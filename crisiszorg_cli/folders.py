"""Where the user's own files live on Linux, macOS and Windows."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "crisiszorg-cli"
_PLATFORM: str = sys.platform  # by another name: mypy would take the rest for unreachable
OVERLAY_FILE = "overlay.yaml"


def config_folder() -> Path:
    """Return the folder with the settings and the user's own overlay; it need not exist."""
    found = _on_linux("XDG_CONFIG_HOME", ".config")
    if found is not None:
        return found
    import platformdirs  # noqa: PLC0415 - see _on_linux

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def state_folder() -> Path:
    """Return the folder for what is kept between two runs; it need not exist."""
    found = _on_linux("XDG_STATE_HOME", ".local/state")
    if found is not None:
        return found
    import platformdirs  # noqa: PLC0415 - see _on_linux

    return Path(platformdirs.user_state_dir(_NAME, appauthor=False))


def _on_linux(variable: str, below_home: str) -> Path | None:
    """Return what platformdirs would, in the plainest cases; None in any other.

    It loads ten modules, a twentieth of the time of a lookup, to read two variables.
    """
    if _PLATFORM != "linux":
        return None
    given, home = os.environ.get(variable), os.environ.get("HOME", "")
    if given is None and os.path.isabs(home):  # noqa: PTH117 - a Path of what may be no path
        return Path(home, below_home, _NAME)
    if given is not None and os.path.isabs(given):  # noqa: PTH117
        return Path(given, _NAME)
    return None
