"""How long a start takes, beside the least that the same libraries take.

A lookup in a pipe beside bare Typer, also with own data and on larger data; the first question
of an interview, also with own data, beside Typer with one question of questionary.

Of a lookup the seconds of the processor count, of the program and of the system for it: a clock
says as much of what else the machine does. Of a first question the clock counts, until it can be
read: the rest is loaded while somebody reads it. All programs run in turn, in pairs, and a ratio is
taken pair by pair. Run it with the Python in which the package is installed:
``python benchmarks/startup.py``. It exits with 1 when a median is over its limit.
"""
# ruff: noqa: INP001, S603, T201 - a script of our own that prints

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # a script finds only what stands beside it

from key_latency import BEGINNING, WAY, Screen  # noqa: E402
from larger_data import TIMES, write_larger  # noqa: E402

from crisiszorg_cli.content.store import data_folder, fresh_index  # noqa: E402

OPTIONS = ("--regio", "ZHN")
BARE = (sys.executable, str(HERE / "bare_typer.py"), *OPTIONS)
PYTHON = (sys.executable, "-c", "")
LOOKUPS = {
    "lookup --regio ZHN": OPTIONS,
    "lookup 2332": ("2332",),
    "lookup hoofddorp": ("hoofddorp",),
}
LIMIT, OVERLAY_LIMIT, LARGER_LIMIT = 1.12, 1.6, 1.25
"""How many times as long as bare Typer a lookup may take, and on larger data as on today's.

The last is for a size that the country will not have: nine megabytes of YAML are looked at then, to
see that the index is theirs.
"""
FIRST_LIMIT, FIRST_OVERLAY_LIMIT = 1.3, 1.5
"""How many times as long as a bare question the first question may take."""
FIRST = WAY[0][0]
BARE_QUESTION = (sys.executable, str(HERE / "bare_interview.py"), FIRST)
TRIAGE = (sys.executable, "-m", "crisiszorg_cli", "triage")
OWN_ITEMS = 10

Program = tuple[tuple[str, ...], str]
"""A command, and the folder that holds the package and its data."""


def seconds(program: Program, home: str) -> float:
    """Run a program with its output in a pipe; give how much of the processor it took."""
    command, root = program
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "CRISIS", "PYTHON"))}
    env = kept | {"HOME": home, "XDG_CONFIG_HOME": home, "PYTHONPATH": root}
    begin = spent()
    done = subprocess.run(command, check=True, env=env, cwd=home, capture_output=True)
    taken = spent() - begin
    if done.stderr:  # such as a warning that the larger data was left out
        sys.exit(done.stderr.decode())
    return taken


def spent() -> float:
    """Return the seconds of the processor that all programs took that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def crisis(arguments: tuple[str, ...], root: str = str(HERE.parent)) -> Program:
    """Return a lookup as a program."""
    return (sys.executable, "-m", "crisiszorg_cli", "lookup", *arguments), root


def measure(programs: dict[str, Callable[[], float]], pairs: int) -> dict[str, list[float]]:
    """Run the programs in turn, to and fro; give their times."""
    for run in programs.values():  # once without counting: compiles, and fills the caches
        run()
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(pairs):
        for name in list(programs)[:: 1 if turn % 2 else -1]:
            times[name].append(programs[name]())
    return times


def report(what: str, ours: list[float], others: list[float], limit: float) -> bool:
    """Print a ratio, taken pair by pair; tell whether its median is within the limit."""
    ratios = [one / other for one, other in zip(ours, others, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"{what:46} {middle:.2f}, middle half {low:.2f}-{high:.2f} (limit {limit})")
    return middle <= limit


def first_question(command: tuple[str, ...], home: str) -> float:
    """Run a program in a terminal; give how long it took until its question could be read."""
    begin = perf_counter()
    screen = Screen(command, home)
    try:
        return screen.wait_for(FIRST[:BEGINNING]) - begin
    finally:
        screen.close()


def write_overlay(home: str) -> None:
    """Write own data in a home: a source, and numbers for a region."""
    source = {"id": "eigen", "title": "Eigen lijst", "publisher": "HAP", "published": "2026"}
    source |= {"dated": "in het document", "checked": "2026-11-01", "review_months": "12"}
    services = [
        {
            "id": f"eigen-{number}",
            "name": f"Eigen nummer {number}",
            "phone": f"071512345{number}",
            "display": f"071 512 345 {number}",
            "hours": "Mo-Fr 08:00-17:00",
            "confidence": "confirmed",
            "sources": ["eigen"],
            "serves": [{"regions": ["zhn"], "sectors": ["vv"], "purpose": "crisis"}],
        }
        for number in range(OWN_ITEMS - 1)
    ]
    # Where a program looks depends on whether XDG_CONFIG_HOME is set: see ``seconds``.
    for folder in (Path(home, "crisiszorg-cli"), Path(home, ".config", "crisiszorg-cli")):
        folder.mkdir(parents=True)
        text = json.dumps({"sources": [source], "services": services})
        (folder / "overlay.yaml").write_text(text, encoding="utf-8")  # JSON is YAML


def programs_of(home: str, own: str, larger: str) -> dict[str, Callable[[], float]]:
    """Return each program with its name; ``own`` is a home with own data."""
    here = str(HERE.parent)
    programs: dict[str, Callable[[], float]] = {
        "python -c ''": partial(seconds, (PYTHON, here), home),
        "bare Typer": partial(seconds, (BARE, here), home),
        "bare question": partial(first_question, BARE_QUESTION, home),
        "first question": partial(first_question, TRIAGE, home),
        "first question, own data": partial(first_question, TRIAGE, own),
        "lookup --regio ZHN, own data": partial(seconds, crisis(OPTIONS), own),
    }
    for name, arguments in LOOKUPS.items():
        programs[name] = partial(seconds, crisis(arguments), home)
        programs[f"{name}, larger"] = partial(seconds, crisis(arguments, larger), home)
    return programs


def compared() -> list[tuple[str, str, float]]:
    """Return which programs are compared, and how many times as long the first may take."""
    return [
        *((name, "bare Typer", LIMIT) for name in LOOKUPS),
        ("lookup --regio ZHN, own data", "bare Typer", OVERLAY_LIMIT),
        ("first question", "bare question", FIRST_LIMIT),
        ("first question, own data", "bare question", FIRST_OVERLAY_LIMIT),
        *((f"{name}, larger", name, LARGER_LIMIT) for name in LOOKUPS),
    ]


def main() -> None:
    """Measure, and print the medians and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=40)
    pairs = parser.parse_args().pairs
    if fresh_index(data_folder()) is None:
        sys.exit("No index that fits the data: run crisis check --index first.")
    with TemporaryDirectory() as home, TemporaryDirectory() as own, TemporaryDirectory() as larger:
        # An index is read beside the packaged data only: so the package comes along.
        shutil.copytree(HERE.parent / "crisiszorg_cli", Path(larger, "crisiszorg_cli"))
        Path(larger, "data").mkdir()
        size = write_larger(data_folder(), Path(larger, "data"))
        write_overlay(own)
        times = measure(programs_of(home, own, larger), pairs)
    for name, measured in times.items():
        print(f"{name:28} median {statistics.median(measured) * 1000:6.1f} ms")
    print(f"{pairs} pairs; the larger data has {TIMES} times as much: {size}")
    within = [
        report(f"{name} / {other}", times[name], times[other], limit)
        for name, other, limit in compared()
    ]
    sys.exit(not all(within))


if __name__ == "__main__":
    main()
