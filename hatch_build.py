"""Puts the index of the data into every build, an editable one too.

The package itself makes it, so what that needs for it stands under [build-system] requires.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Writes ``data/index`` before the files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the index anew: a build never reuses a leftover index."""
        sys.path.insert(0, self.root)
        from crisiszorg_cli.atomic_file import atomic_write  # noqa: PLC0415 - from the tree that is built
        from crisiszorg_cli.content.index import INDEX_FILE  # noqa: PLC0415
        from crisiszorg_cli.content.loader import make_index  # noqa: PLC0415
        from crisiszorg_cli.dutch_time import AMSTERDAM  # noqa: PLC0415 - from the tree that is built

        data = Path(self.root) / "data"
        now = datetime.now(AMSTERDAM)  # noqa: TID251 - a build is a program of its own
        # In one go: two builds at once must not see each other's half.
        atomic_write(data / INDEX_FILE, make_index(data, now), mode=0o644)
        build_data["artifacts"].append(f"data/{INDEX_FILE}")
