"""Puts hostile input in at every door: first drawn, then led by which lines are reached.

    python -m tests.fuzz.drive [--seconds 60] [--runs 50000] [--again FILE] [name ...]

Both bounds may be given: each door is left at the first that is met. What is new to the fuzzer is
kept in ``.fuzz``, and so is what broke something: ``--again`` takes such a file once more. When
it is mended, the file goes to the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import pkgutil
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TextIO

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzz"
BLOCK = 200  # inputs drawn between two looks at the clock
DRAWN = 0.05  # of the time and of the inputs: it is slow, and a test does it too; the rest is led
_VARIABLES = {"HOME", "LANG", "PATH", "SYSTEMROOT", "TEMP", "TMPDIR", "USERPROFILE"}
_FOUND = "FOUND "
LONGEST, SLOWEST, MEMORY = 4096, 30, 3072  # bytes, seconds, MiB


class Tried(NamedTuple):
    """What came of one way at one door; ``found`` says where each finding stands."""

    inputs: int
    seconds: float
    found: tuple[str, ...] = ()


class Door:
    """A target that goes on after a finding: one of each place in the code is kept."""

    def __init__(self, name: str, target: Target) -> None:
        """Take what to try."""
        self.name, self._target = name, target
        self.count = 0
        self.found: dict[str, str] = {}
        self.log: TextIO | None = None  # in which each finding is said at once

    def take(self, data: bytes) -> None:
        """Take an input; whatever comes of it but silence is a finding."""
        self.count += 1
        try:
            self._target.take(data)
        except Exception as error:  # noqa: BLE001 - whatever it is
            *_, (frame, line) = traceback.walk_tb(error.__traceback__)
            where = f"{Path(frame.f_code.co_filename).name}:{line} {type(error).__name__}"
            if where not in self.found:
                file = KEPT / f"found-{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
                KEPT.mkdir(exist_ok=True)
                file.write_bytes(data)
                self.found[where] = f"{file.relative_to(ROOT)}: {where}: {str(error)[:200]!a}"
                if self.log is not None:
                    print(f"\n{_FOUND}{self.found[where]}", file=self.log, flush=True)


Way = Callable[[Door, int, float], Tried]


def main() -> None:
    """Try every door, and print how much and what was found. Ends with 1 on any finding."""
    parser = argparse.ArgumentParser(description="Put hostile input in at every door.")
    parser.add_argument("names", nargs="*", help="the doors; all unless some are named")
    parser.add_argument("--runs", type=int, default=10**9, help="inputs for each door")
    parser.add_argument("--seconds", type=float, default=10**6, help="for all doors together")
    parser.add_argument("--again", type=Path, help="a file to take once more, at the doors named")
    options = parser.parse_args()
    until = time.monotonic() + options.seconds
    for name in os.environ.keys() - _VARIABLES:
        del os.environ[name]  # a command gets a copy of them all, each time
    is_led = _load_seeing()
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - only now it can be seen

    names: Sequence[str] = options.names or list(TARGETS)
    if options.again:
        for name in names:
            TARGETS[name].take(options.again.read_bytes())
        return
    if not is_led:
        print("atheris is not installed: there is no wheel for this system; input is drawn only.")
    ways: dict[Way, float] = {_draw: DRAWN, _lead: 1 - DRAWN} if is_led else {_draw: 1}
    print(f"{'door':<11}{'way':<7}{'inputs':>9}{'seconds':>9}  found", flush=True)
    findings = 0
    for number, name in enumerate(names):
        left = (until - time.monotonic()) / (len(names) - number)
        for run, part in ways.items():
            done = run(Door(name, TARGETS[name]), int(options.runs * part), left * part)
            findings += len(done.found)
            line = f"{name:<11}{run.__name__[1:]:<7}{done.inputs:>9}{done.seconds:>9.1f}"
            print(f"{line}{len(done.found):>7}", *done.found, sep="\n  ", flush=True)
    sys.exit(findings > 0)


def _load_seeing() -> bool:
    """Load the program so that its lines are seen; False where that cannot be done."""
    sys.path.insert(0, str(ROOT))
    try:
        import atheris  # noqa: PLC0415 - of the group `fuzz`
    except ImportError:
        return False
    with _quiet(), atheris.instrument_imports(include=["crisiszorg_cli"]):
        import crisiszorg_cli  # noqa: PLC0415

        for module in pkgutil.walk_packages(crisiszorg_cli.__path__, "crisiszorg_cli."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    return True


# -- drawn ----------------------------------------------------------------------------------------


def _draw(door: Door, runs: int, seconds: float) -> Tried:
    """Draw inputs block by block, each with a seed of its own, so that a run can be repeated."""
    from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: PLC0415

    from tests.fuzz.inputs import anything  # noqa: PLC0415

    @settings(
        max_examples=max(1, min(BLOCK, runs)),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(anything(door.name))
    def take(data: bytes) -> None:
        door.take(data)

    start, block = time.monotonic(), 0
    while door.count < runs and time.monotonic() - start < seconds:
        block += 1
        seed(block)(take)()
    return Tried(door.count, time.monotonic() - start, tuple(door.found.values()))


# -- led by the lines that are reached ------------------------------------------------------------


def _lead(door: Door, runs: int, seconds: float) -> Tried:
    """Let the fuzzer run in a process of its own: it ends the process when it is done."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bounds = (f"-runs={runs}", f"-max_total_time={max(1, round(seconds))}")
        arguments = ["fuzz", *bounds, *_prepared(door.name, place)]
        start = time.monotonic()
        log = place / "log"
        pid = os.fork()
        if pid == 0:
            _run_to_its_end(log, arguments, door)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said = log.read_text(encoding="utf-8", errors="replace")
        return _outcome(said, status, time.monotonic() - start)


def _prepared(name: str, place: Path) -> tuple[str, ...]:
    """Write the corpus and the words of a door in a folder; return the options that name them."""
    from tests.fuzz.inputs import seeds, words  # noqa: PLC0415

    kept, corpus, dictionary = KEPT / name, place / "seeds", place / "words"
    kept.mkdir(parents=True, exist_ok=True)
    corpus.mkdir()
    for number, content in enumerate(seeds(name)):
        (corpus / str(number)).write_bytes(content)
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in words(name))
    dictionary.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
    return (
        *(f"-dict={dictionary}", f"-artifact_prefix={KEPT}/found-{name}-"),
        *(f"-max_len={LONGEST}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}"),
        *(str(kept), str(corpus)),
    )


def _run_to_its_end(log: Path, arguments: list[str], door: Door) -> NoReturn:
    """Run the fuzzer in a process that is a copy of ours, and leave nothing of ours undone."""
    import atheris  # noqa: PLC0415

    with log.open("wb") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    door.log = sys.stdout
    try:
        atheris.Setup(arguments, door.take)
        atheris.Fuzz()  # ends the process, with what C does at its end and not what Python does
    finally:
        os._exit(1)


def _outcome(said: str, status: int, seconds: float) -> Tried:
    """Read from what the fuzzer said how many inputs it took, and what was found."""
    numbers = re.findall(r"^#(\d+)\b|^Done (\d+) runs", said, re.MULTILINE)
    inputs = max((int(shown or final) for shown, final in numbers), default=0)
    found = re.findall(rf"^{_FOUND}(.*)", said, re.MULTILINE)
    if status:  # too slow, too much memory, or no end at all
        found.append(f"ended with {status}: {said[-300:]!a}")
    return Tried(inputs, seconds, tuple(found))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep from the screen what atheris says of each module."""
    with tempfile.TemporaryFile() as nowhere:
        kept = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


if __name__ == "__main__":
    main()
