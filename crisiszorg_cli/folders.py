"""Where the user's own files live on Linux, macOS and Windows."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "crisiszorg-cli"
OVERLAY_FILE = "overlay.yaml"


def config_folder() -> Path:
    """Return the folder with the settings and the user's own overlay; it need not exist."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def state_folder() -> Path:
    """Return the folder for what is kept between two runs; it need not exist."""
    return Path(platformdirs.user_state_dir(_NAME, appauthor=False))
