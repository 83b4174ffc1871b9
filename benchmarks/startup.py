"""How long a lookup takes in a pipe, beside the least that Typer takes, and on larger data.

All programs run in turn, in pairs, so that what else the machine does weighs on each alike; a
ratio is taken pair by pair. Run it with the Python in which the package is installed:
``python benchmarks/startup.py``. It exits with 1 when a median is over its limit.
"""
# ruff: noqa: INP001, S603, T201 - a script of our own that prints

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # a script finds only what stands beside it

from larger_data import TIMES, write_larger  # noqa: E402

from crisiszorg_cli.content.store import data_folder, fresh_index  # noqa: E402

OPTIONS = ("--regio", "ZHN")
BARE = (sys.executable, str(HERE / "bare_typer.py"), *OPTIONS)
PYTHON = (sys.executable, "-c", "")
LOOKUPS = {
    "lookup --regio ZHN": (OPTIONS, 1.2),
    "lookup 2332": (("2332",), 1.35),
    "lookup hoofddorp": (("hoofddorp",), 1.35),
}
"""What is typed, and how many times as long as bare Typer it may take."""
LARGER_LIMIT = 1.15

Program = tuple[tuple[str, ...], str]
"""A command, and the folder that holds the package and its data."""


def seconds(program: Program, home: str) -> float:
    """Run a program with its output in a pipe; give how long it took."""
    command, root = program
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "CRISIS", "PYTHON"))}
    env = kept | {"HOME": home, "XDG_CONFIG_HOME": home, "PYTHONPATH": root}
    begin = perf_counter()
    done = subprocess.run(command, check=True, env=env, cwd=home, capture_output=True)
    passed = perf_counter() - begin
    if done.stderr:  # such as a warning that the larger data was left out
        sys.exit(done.stderr.decode())
    return passed


def crisis(arguments: tuple[str, ...], root: str = str(HERE.parent)) -> Program:
    """Return a lookup as a program."""
    return (sys.executable, "-m", "crisiszorg_cli", "lookup", *arguments), root


def measure(programs: dict[str, Program], pairs: int, home: str) -> dict[str, list[float]]:
    """Run the programs in turn, to and fro; give their times."""
    for program in programs.values():  # once without counting: compiles, and fills the caches
        seconds(program, home)
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(pairs):
        for name in list(programs)[:: 1 if turn % 2 else -1]:
            times[name].append(seconds(programs[name], home))
    return times


def report(what: str, ours: list[float], others: list[float], limit: float) -> bool:
    """Print a ratio, taken pair by pair; tell whether its median is within the limit."""
    ratios = [one / other for one, other in zip(ours, others, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"{what:36} {middle:.2f}, middle half {low:.2f}-{high:.2f} (limit {limit})")
    return middle <= limit


def main() -> None:
    """Measure, and print the medians and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=40)
    pairs = parser.parse_args().pairs
    if fresh_index(data_folder()) is None:
        sys.exit("No index that fits the data: run crisis check --index first.")
    with TemporaryDirectory() as home, TemporaryDirectory() as larger:
        # An index is read beside the packaged data only: so the package comes along.
        shutil.copytree(HERE.parent / "crisiszorg_cli", Path(larger, "crisiszorg_cli"))
        Path(larger, "data").mkdir()
        size = write_larger(data_folder(), Path(larger, "data"))
        here = str(HERE.parent)
        programs: dict[str, Program] = {"python -c ''": (PYTHON, here), "bare Typer": (BARE, here)}
        for name, (arguments, _limit) in LOOKUPS.items():
            programs[name] = crisis(arguments)
            programs[f"{name}, larger"] = crisis(arguments, larger)
        times = measure(programs, pairs, home)
    for name, measured in times.items():
        print(f"{name:28} median {statistics.median(measured) * 1000:6.1f} ms")
    print(f"{pairs} pairs; the larger data has {TIMES} times as much: {size}")
    within = [
        report(f"{name} / bare Typer", times[name], times["bare Typer"], limit)
        for name, (_arguments, limit) in LOOKUPS.items()
    ]
    within += [
        report(f"{name}, larger / today", times[f"{name}, larger"], times[name], LARGER_LIMIT)
        for name in LOOKUPS
    ]
    sys.exit(not all(within))


if __name__ == "__main__":
    main()
