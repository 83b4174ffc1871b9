"""What a build needs, which in a clean environment is no more than it asks for."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_MAKE_INDEX = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1].split(","), None))
from datetime import datetime
from pathlib import Path
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.content.loader import make_index
print(len(make_index(Path("data"), datetime(2026, 11, 22, tzinfo=AMSTERDAM))))
"""

MODULES = {
    "opening-hours-py": "opening_hours",
    "prompt-toolkit": "prompt_toolkit",
    "python-stdnum": "stdnum",
    "pyyaml": "yaml",
    "tomli-w": "tomli_w",
}


@pytest.mark.only_thorough
def test_the_index_is_made_with_what_the_build_asks_for() -> None:
    """It is made with every other dependency out of reach."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {_name(line) for line in settings["build-system"]["requires"]}
    runtime = {_name(line) for line in settings["project"]["dependencies"]}
    absent = [MODULES.get(name, name) for name in sorted(runtime - needed)]
    assert "typer" in absent
    done = subprocess.run(
        (sys.executable, "-c", _MAKE_INDEX, ",".join(absent)),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_the_build_asks_for_the_same_versions() -> None:
    """A requirement stands twice in pyproject.toml, with the same range."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = settings["project"]["dependencies"]
    names = {_name(line) for line in runtime}
    for line in settings["build-system"]["requires"]:
        assert _name(line) not in names or line in runtime


def _name(requirement: str) -> str:
    return re.split("[<>=]", requirement)[0]
