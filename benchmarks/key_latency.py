"""How long it takes from a key to the next question, beside a bare questionary loop.

Both ask the same questions in a pseudo-terminal and get the same keys, in turn, in pairs, so
that what else the machine does weighs on both alike. Run it with the Python in which the
package is installed: ``python benchmarks/key_latency.py``. Linux and macOS only. It exits with 1
when the median ratio is over its limit.
"""
# ruff: noqa: INP001, S603, T201 - a script of our own that prints

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from crisiszorg_cli.content.loader import load_content
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.together import together_at
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR

HERE = Path(__file__).parent
KNOWN = {RESIDENCE: "zhn", SECTOR: "vv"}
NO_TO = ("life_danger", "hospital", "resistance", "wlz_indication")  # yes to the rest: it is met
LIMIT = 1.5
BEGINNING = 25  # characters of a question that say which one it is


def way() -> list[tuple[str, str]]:
    """Return the screens of a complete V&V triage in their order, with the key for each."""
    engine = Triage(load_content(data_folder(), prove=False))
    answers = dict(KNOWN)
    found = []
    while question := (walk := engine.walk(answers)).next_question:
        if group := together_at(walk, question.id):
            answers |= group.given()
            found.append((group.text, group.key))
            continue
        if question.options:  # the first says that it does not solve it
            answer, key = question.options[0].id, "1"
        else:
            answer, key = ("no", "n") if question.id in NO_TO else ("yes", "j")
        answers[question.id] = answer
        found.append((question.text, key))
    return found


WAY = way()
CRISIS = (sys.executable, "-m", "crisiszorg_cli", "triage", "--regio", "zhn", "--sector", "vv")
BARE = (sys.executable, str(HERE / "bare_questionary.py"), *(text for text, _ in WAY))
COMMANDS = {
    "bare questionary": BARE,
    "crisis, draft kept": CRISIS,
    "crisis, no draft": (*CRISIS, "--geen-concept"),
}
TIMEOUT, QUIET = 30.0, 0.16  # a key that comes sooner after another one does not count
WHERE_IS_THE_CURSOR, HERE_IT_IS = b"\x1b[6n", b"\x1b[1;1R"
CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


@dataclass(slots=True)
class Screen:
    """One program in a pseudo-terminal that answers as a real one does."""

    command: tuple[str, ...]
    home: str
    master: int = field(init=False)
    process: subprocess.Popen[bytes] = field(init=False)
    seen: bytes = b""

    def __post_init__(self) -> None:
        """Start the program."""
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
        dropped = ("XDG_", "CRISIS", "PROMPT_TOOLKIT", "NO_COLOR", "COLUMNS", "LINES", "PYTHON")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
        env = kept | {
            "HOME": self.home,
            "XDG_CONFIG_HOME": self.home,
            "PYTHONPATH": str(HERE.parent),
            "TERM": "xterm-256color",
        }
        self.process = subprocess.Popen(
            self.command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=self.home
        )
        os.close(slave)

    def read(self, wait: float) -> bool:
        """Read what there is; False when nothing came."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        data = os.read(self.master, 65536)
        if WHERE_IS_THE_CURSOR in data:
            os.write(self.master, HERE_IT_IS)
        self.seen += data
        return True

    def wait_for(self, words: str) -> float:
        """Read until the words are there; give the moment."""
        deadline = perf_counter() + TIMEOUT
        while words.encode() not in CONTROL.sub(b"", self.seen):
            if not self.read(deadline - perf_counter()):
                raise TimeoutError(f"{words!r} did not come: {self.seen[-500:]!r}")
        return perf_counter()

    def settle(self) -> None:
        """Read until nothing more comes: the program waits for a key."""
        while self.read(QUIET):
            pass

    def close(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def latencies(command: tuple[str, ...]) -> list[float]:
    """Return the seconds from each key to the next question."""
    found = []
    with TemporaryDirectory() as home:
        screen = Screen(command, home)
        try:
            screen.wait_for(WAY[0][0][:BEGINNING])
            for (_, key), (following, _) in pairwise(WAY):
                screen.settle()
                screen.seen = b""
                typed = ("n" if key == "n" else "y") if command is BARE else key
                begin = perf_counter()
                os.write(screen.master, typed.encode())
                found.append(screen.wait_for(following[:BEGINNING]) - begin)
        finally:
            screen.close()
    return found


def main() -> None:
    """Measure, and print the medians and the ratios within each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20)
    pairs = parser.parse_args().pairs
    medians: dict[str, list[float]] = {name: [] for name in COMMANDS}
    slowest: dict[str, float] = dict.fromkeys(COMMANDS, 0.0)
    for turn in range(-1, pairs):  # the first does not count: it compiles, and fills the caches
        for name in list(COMMANDS)[:: 1 if turn % 2 else -1]:
            found = latencies(COMMANDS[name])
            if turn >= 0:
                medians[name].append(statistics.median(found))
                slowest[name] = max(slowest[name], *found)
    keys, over = len(WAY) - 1, False
    print(f"{pairs} pairs, {keys} keys in each; the median key of each run is compared")
    for name, values in medians.items():
        median, most = statistics.median(values) * 1000, slowest[name] * 1000
        line = f"{name:20} median {median:6.1f} ms, slowest key {most:6.1f} ms"
        if COMMANDS[name] is not BARE:
            bare = medians["bare questionary"]
            ratios = [ours / theirs for ours, theirs in zip(values, bare, strict=True)]
            low, middle, high = statistics.quantiles(ratios, n=4)
            line += f", ratio {middle:.2f} (middle half {low:.2f}-{high:.2f})"
            over |= middle > LIMIT
        print(line)
    sys.exit(over)


if __name__ == "__main__":
    main()
