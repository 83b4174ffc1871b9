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
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzz"
BLOCK = 200  # inputs drawn between two looks at the clock
DRAWN = 0.2  # of the time and of the inputs; the rest is led
LONGEST, SLOWEST, MEMORY = 4096, 30, 3072  # bytes, seconds, MiB


class Tried(NamedTuple):
    """What came of one way at one door; ``found`` says where a finding stands."""

    inputs: int
    seconds: float
    found: str = ""


Way = Callable[[str, "Target", int, float], Tried]


def main() -> None:
    """Try every door, and print how much and what was found. Ends with 1 on any finding."""
    parser = argparse.ArgumentParser(description="Put hostile input in at every door.")
    parser.add_argument("names", nargs="*", help="the doors; all unless some are named")
    parser.add_argument("--runs", type=int, default=10**9, help="inputs for each door")
    parser.add_argument("--seconds", type=float, default=10**6, help="for all doors together")
    parser.add_argument("--again", type=Path, help="a file to take once more, at the doors named")
    options = parser.parse_args()
    until = time.monotonic() + options.seconds
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
            done = run(name, TARGETS[name], int(options.runs * part), left * part)
            findings += bool(done.found)
            line = f"{name:<11}{run.__name__[1:]:<7}{done.inputs:>9}{done.seconds:>9.1f}"
            print(f"{line}  {done.found or '-'}", flush=True)
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


def _draw(name: str, target: Target, runs: int, seconds: float) -> Tried:
    """Draw inputs block by block, each with a seed of its own, so that a run can be repeated."""
    from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: PLC0415

    from tests.fuzz.inputs import anything  # noqa: PLC0415

    count, last, start = 0, b"", time.monotonic()

    @settings(
        max_examples=max(1, min(BLOCK, runs)),
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(anything(name))
    def take(data: bytes) -> None:
        nonlocal count, last
        count, last = count + 1, data
        target.take(data)

    block = 0
    while count < runs and time.monotonic() - start < seconds:
        block += 1
        try:
            seed(block)(take)()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            return Tried(count, time.monotonic() - start, _keep(name, last, error))
    return Tried(count, time.monotonic() - start)


def _keep(name: str, data: bytes, error: BaseException) -> str:
    """Keep what broke something; return where, and how it broke."""
    KEPT.mkdir(exist_ok=True)
    file = KEPT / f"found-{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    where = f"{Path(frame.f_code.co_filename).name}:{line}"
    name = type(error).__name__
    return f"{file.relative_to(ROOT)}: {where}: {name}: {str(error)[:200]!a}"


# -- led by the lines that are reached ------------------------------------------------------------


def _lead(name: str, target: Target, runs: int, seconds: float) -> Tried:
    """Let the fuzzer run in a process of its own: it ends the process when it is done."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bounds = (f"-runs={runs}", f"-max_total_time={max(1, round(seconds))}")
        arguments = ["fuzz", *bounds, *_prepared(name, place)]
        start = time.monotonic()
        log = place / "log"
        pid = os.fork()
        if pid == 0:
            _run_to_its_end(log, arguments, target)
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
        *("-print_final_stats=1", str(kept), str(corpus)),
    )


def _run_to_its_end(log: Path, arguments: list[str], target: Target) -> NoReturn:
    """Run the fuzzer in a process that is a copy of ours, and leave nothing of ours undone."""
    import atheris  # noqa: PLC0415

    status = 1
    try:
        with log.open("wb") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
        atheris.Setup(arguments, target.take)
        atheris.Fuzz()
        status = 0
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        os._exit(status)


def _outcome(said: str, status: int, seconds: float) -> Tried:
    """Read from what the fuzzer said how many inputs it took, and what it found."""
    numbers = re.findall(r"stat::number_of_executed_units:\s*(\d+)|^#(\d+)\b", said, re.MULTILINE)
    inputs = max((int(final or shown) for final, shown in numbers), default=0)
    if status == 0:
        return Tried(inputs, seconds)
    where = re.search(r"Test unit written to (\S+)", said)
    what = re.search(r"=== Uncaught Python exception: ===\n(.*)", said)
    why = what[1] if what else f"ended with {status}: {said[-300:]}"
    file = Path(where[1]).relative_to(ROOT) if where else "nothing kept"
    return Tried(inputs, seconds, f"{file}: {why[:300]!a}")


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
