"""How long ``crisis lookup --regio ZHN`` takes in a pipe, beside the least that Typer takes.

Both run in turn, in pairs, so that what else the machine does weighs on both alike. Run it
with the Python in which the package is installed: ``python benchmarks/startup.py``.
"""
# ruff: noqa: INP001, S603, T201 - a script of our own that prints

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

HERE = Path(__file__).parent
OPTIONS = ("--regio", "ZHN")
CRISIS = (sys.executable, "-m", "crisiszorg_cli", "lookup", *OPTIONS)
TYPER = (sys.executable, str(HERE / "bare_typer.py"), *OPTIONS)
PYTHON = (sys.executable, "-c", "")


def seconds(command: tuple[str, ...], home: str) -> float:
    """Run a command with its output in a pipe; give how long it took."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "CRISIS", "PYTHON"))}
    env = kept | {"HOME": home, "XDG_CONFIG_HOME": home, "PYTHONPATH": str(HERE.parent)}
    begin = perf_counter()
    subprocess.run(command, check=True, env=env, cwd=home, capture_output=True)
    return perf_counter() - begin


def main() -> None:
    """Measure, and print the medians and the ratio within each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=40)
    pairs = parser.parse_args().pairs
    times: dict[tuple[str, ...], list[float]] = {CRISIS: [], TYPER: [], PYTHON: []}
    with TemporaryDirectory() as home:
        for command in times:  # once without counting: compiles, and fills the caches
            seconds(command, home)
        for turn in range(pairs):
            order = list(times)[:: 1 if turn % 2 else -1]
            for command in order:
                times[command].append(seconds(command, home))
    for name, command in (("python -c ''", PYTHON), ("bare Typer", TYPER), ("crisis", CRISIS)):
        print(f"{name:14} median {statistics.median(times[command]) * 1000:6.1f} ms")
    ratios = [ours / bare for ours, bare in zip(times[CRISIS], times[TYPER], strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"ratio          median {middle:.2f}, middle half {low:.2f}-{high:.2f}, {pairs} pairs")


if __name__ == "__main__":
    main()
