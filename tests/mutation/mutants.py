"""How much the tests notice: a fixed sample of small faults, and how many of them a test finds.

    make mutation                                          # this version
    .venv-mutation/bin/python tests/mutation/mutants.py --root ../older  # another checkout

mutmut thinks the faults up. Its own way of trying them is not used: it rewrites the package, and
takes hours. Here the tests are collected once; then for each fault a fork of this process gives one
function other code, and runs the tests that execute that function, the fastest first, until one
fails. So only what runs in the same process counts, and nothing is written in the checkout.

The sample holds the faults with the lowest checksums of function, words before and words after.
So another version has the same faults as far as it has the same code.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import hypothesis
import libcst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

MODULES = {
    # part: how many faults, and its modules; the last ones as they were called before the rooms
    "rules": (190, ("triage/walk", "triage/assess", "triage/engine", "triage/remaining", "triage")),
    "conditions": (60, ("triage/conditions", "conditions")),
    "directory": (70, ("directory/services", "directory")),
    "hours": (50, ("directory/opening_hours", "hours")),
    "draft": (60, ("interview/draft", "draft")),
}

TESTS = (
    "assess",
    "conditions",
    "contacts",
    "data_scenarios",
    "draft",
    "hours",
    "lookup",
    "national",
    "oracle",
    "override",
    "own_hours",
    "paths",
    "regions",
    "result",
    "scenarios",
    "spellings",
    "timetable",
    "triage_properties",
    "walk",
)
"""Files, wherever they stand: ``test_<name>.py``. No terminal, no process, all within minutes."""

ELSEWHERE = frozenset({"cli", "packaging", "terminal"})
"""Folders of tests that start the command."""


SLOW = (
    "test_a_finished_walk_never_changes",
    "test_a_warning_begins_with_a_capital",
    "test_an_uncertain_verdict_is_consult",
    "test_answers_wait_only_while",
    "test_every_exit_can_be_reached",
    "test_every_state_has_exactly_one_verdict",
    "test_giving_all_missing_answers",
    "test_the_verdict_fits_on_a_small_screen",
    "test_what_is_unknown_is_an_open_point",
)
"""Tests of seconds each, in those files."""

SECONDS = 10
"""The tests tried on a mutant, the fastest first, may take so much of the processor."""

_BROKEN = 2
"""The exit code of a fork that could not run its tests to an end."""


class Verdict(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    UNREACHED = "unreached"  # no test comes there; counts as survived


CPU_SECONDS = 60
MEMORY = 4 * 1024**3
"""A fault that makes a program run on for ever is found too, by what it takes."""


@dataclass(frozen=True)
class Mutant:
    """One function with one fault."""

    part: str
    file: Path
    line: int
    function: tuple[str, ...]
    """Its name, or that of its class and its own."""
    before: str
    after: str
    code: CodeType

    def __str__(self) -> str:
        """Show what differs, with a little around it."""
        pairs = enumerate(zip(self.before, self.after, strict=False))
        start = max(0, next((place for place, (own, new) in pairs if own != new), 0) - 30)
        before, after = self.before[start:][:70], self.after[start:][:70]
        return f"{self.file.name}:{self.line} {self.function[-1]}: {before} → {after}"


def _module(file: Path) -> ModuleType:
    return importlib.import_module(".".join(file.relative_to(Path.cwd()).with_suffix("").parts))


def _full_name(file: Path, name: tuple[str, ...]) -> str:
    return ":".join([str(file), *name])


def _change(file: Path, name: tuple[str, ...], code: CodeType) -> None:
    """Give a function other code in this process, whoever holds the function already."""
    target: object = _module(file)
    for part in name:
        target = vars(target)[part]
    function = getattr(target, "__func__", target)
    assert isinstance(function, FunctionType)
    function.__code__ = code


class Source:
    """The text of a module, and all the faults in it."""

    def __init__(self, part: str, file: Path) -> None:
        """Read it."""
        visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
        self.part, self.file = part, file
        wrapper = MetadataWrapper(libcst.parse_module(file.read_bytes()))
        self._tree = wrapper.visit(visitor)
        self._positions = wrapper.resolve(PositionProvider)
        self._code = self._functions(self._tree)
        self._mutations = visitor.mutations
        mutated = {mutation.contained_by_top_level_function for mutation in self._mutations}
        self._names = {node: name for node, name in _names(self._tree) if node in mutated}

    def observe(self, called: set[str]) -> None:
        """Have each function tell, in this process, that it is called."""
        vars(_module(self.file))["_called"] = called
        for node, name in self._names.items():
            tell = libcst.parse_statement(f"_called.add({_full_name(self.file, name)!r})")
            telling = node.with_deep_changes(node.body, body=(tell, *node.body.body))
            code = self._functions(self._tree.deep_replace(node, telling))[name]
            _change(self.file, name, code)

    def faults(self) -> Iterator[tuple[bytes, Callable[[], Mutant | None]]]:
        """Return the checksum of each fault, and how to make it."""
        for mutation in self._mutations:
            name = self._names.get(mutation.contained_by_top_level_function)
            if name is None:  # of the module itself: it shows as soon as that is imported
                continue
            words = (mutation.original_node, mutation.mutated_node)
            before, after = (" ".join(self._tree.code_for_node(each).split()) for each in words)
            checksum = hashlib.sha256(f"{name[-1]}: {before} → {after}".encode()).digest()
            yield checksum, partial(self._mutant, name, mutation, before, after)

    def _mutant(
        self, name: tuple[str, ...], mutation: Mutation, before: str, after: str
    ) -> Mutant | None:
        own = self._code[name]
        tree = self._tree.deep_replace(mutation.original_node, mutation.mutated_node)
        code = self._functions(tree)[name]
        # A default value is no part of the code of a function; a closure keeps its size.
        if code == own or code.co_freevars != own.co_freevars:
            return None
        line = self._positions[mutation.original_node].start.line
        return Mutant(self.part, self.file, line, name, before, after, code)

    def _functions(self, tree: libcst.Module) -> dict[tuple[str, ...], CodeType]:
        found: dict[tuple[str, ...], CodeType] = {}
        for each in _inside(compile(tree.code, str(self.file), "exec")):
            found[each.co_name,] = each
            found |= {(each.co_name, method.co_name): method for method in _inside(each)}
        return found


def sample(sources: Sequence[Source]) -> list[Mutant]:
    """Return the faults to try, the same ones each time."""
    chosen: list[Mutant] = []
    for part, (size, _) in MODULES.items():
        faults = [fault for source in sources if source.part == part for fault in source.faults()]
        faults.sort(key=lambda fault: fault[0])
        chosen += islice((mutant for _, make in faults if (mutant := make())), size)
    return chosen


def _names(tree: libcst.Module) -> Iterator[tuple[libcst.FunctionDef, tuple[str, ...]]]:
    for node in tree.body:
        if isinstance(node, libcst.FunctionDef):
            yield node, (node.name.value,)
        elif isinstance(node, libcst.ClassDef):
            for child in node.body.body:
                if isinstance(child, libcst.FunctionDef):
                    yield child, (node.name.value, child.name.value)


def _inside(code: CodeType) -> Iterator[CodeType]:
    return (each for each in code.co_consts if isinstance(each, CodeType))


class Trial:
    """A plugin of pytest: tries every mutant on the tests that were collected."""

    def __init__(self, sources: Sequence[Source], mutants: Sequence[Mutant], jobs: int) -> None:
        """Take what to try, and how many at a time."""
        self._sources, self._mutants, self._jobs = sources, mutants, jobs
        self._notes = Path(tempfile.gettempdir()) / "notes.json"
        self.verdicts: dict[Mutant, Verdict] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, and then for each mutant."""
        pid = _fork(partial(self._observe, session))
        if os.waitpid(pid, 0)[1]:
            pytest.exit("a test fails without a mutant", returncode=1)
        notes: dict[str, tuple[float, list[str]]] = json.loads(self._notes.read_bytes())
        items = sorted(session.items, key=lambda item: notes[item.nodeid][0])
        # All forks share the content: that takes longer to load than most mutants live.
        loading = (i for i in items if "content" in _fixtures(i) and "triage" not in _fixtures(i))
        _run(next(loading))
        gc.freeze()
        running: dict[int, Mutant] = {}
        for mutant in self._mutants:
            name = _full_name(mutant.file, mutant.function)
            reaching = [item for item in items if name in notes[item.nodeid][1]]
            spent = accumulate(notes[item.nodeid][0] for item in reaching)
            wanted = [i for i, seconds in zip(reaching, spent, strict=True) if seconds <= SECONDS]
            if wanted:
                running[_fork(partial(_survives, mutant, wanted))] = mutant
            else:
                self._note(mutant, Verdict.UNREACHED)
            if len(running) == self._jobs:
                self._wait(running)
        while running:
            self._wait(running)
        return True

    def _observe(self, session: pytest.Session) -> bool:
        """Note how long each test takes, and which functions it calls."""
        called: set[str] = set()
        for source in self._sources:
            source.observe(called)
        notes = {}
        for item in session.items:
            called.clear()
            start = time.process_time()
            _run(item)
            notes[item.nodeid] = (time.process_time() - start, sorted(called))
        self._notes.write_text(json.dumps(notes), encoding="utf-8")
        return not session.testsfailed

    def _wait(self, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        if os.waitstatus_to_exitcode(status) == _BROKEN:
            raise RuntimeError(f"no verdict on {running[pid]}")
        self._note(running.pop(pid), Verdict.KILLED if status else Verdict.SURVIVED)

    def _note(self, mutant: Mutant, verdict: Verdict) -> None:
        self.verdicts[mutant] = verdict
        if len(self.verdicts) % 50 == 0:
            print(f"{len(self.verdicts)} tried", flush=True)
        if verdict != Verdict.KILLED:
            print(f"{verdict}: {mutant}", flush=True)


def _fork(passes: Callable[[], bool]) -> int:
    """Ask something in a process of its own: it ends with 0 for yes. Return its number."""
    pid = os.fork()
    if pid:
        return pid
    status = _BROKEN
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        status = int(not passes())
    finally:
        os._exit(status)


def _survives(mutant: Mutant, items: Sequence[pytest.Item]) -> bool:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _change(mutant.file, mutant.function, mutant.code)
    for item in items:
        _run(item)
        if item.session.testsfailed:
            return False
    return True


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else ()


def _run(item: pytest.Item) -> None:
    # What a fixture holds for a session stays, and no more: any test may be the next.
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.session)


def main() -> None:
    """Try the sample, and print how many were found. Ends with 1 when that is too few."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[2])
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--floor", type=float, default=0, help="the per cent to be found")
    parser.add_argument("--parts", nargs="+", choices=MODULES, default=list(MODULES))
    parser.add_argument("--list", type=Path, help="where to write the verdict on each")
    options = parser.parse_args()
    os.chdir(options.root)
    root = Path.cwd()
    sys.path.insert(0, str(root))
    # A test that fails by chance would be another one each time.
    hypothesis.settings.register_profile("mutants", database=None, derandomize=True)
    files = [
        str(file)
        for name in TESTS
        for file in sorted(root.glob(f"tests/**/test_{name}.py"))
        if not ELSEWHERE.intersection(file.parts)
    ]
    sources = [
        Source(part, file)
        for part, (_, names) in MODULES.items()
        for name in names
        if part in options.parts
        if (file := root / f"crisiszorg_cli/{name}.py").exists()
    ]
    mutants = sample(sources)
    print(f"{len(mutants)} mutants", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        trial = Trial(sources, mutants, options.jobs)
        without = [f"-pno:{plugin}" for plugin in ("cacheprovider", "xdist")]
        settings = [
            f"-k not ({' or '.join(SLOW)})",
            "-s",
            "-q",
            "--no-header",
            "--hypothesis-profile=mutants",
        ]
        settings += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of hypothesis itself
        if code := pytest.main([*without, *settings, *files], plugins=[trial]):
            sys.exit(code)
    if options.list:
        lines = sorted(
            f"{v}\t{m.function[-1]}\t{m.before}\t{m.after}\t{m}\n"
            for m, v in trial.verdicts.items()
        )
        options.list.write_text("".join(lines), encoding="utf-8")
    found = Counter(m.part for m, verdict in trial.verdicts.items() if verdict == Verdict.KILLED)
    for part, total in Counter(mutant.part for mutant in mutants).items():
        print(f"{part}: {found[part]} of {total}")
    rate = 100 * found.total() / len(mutants)
    print(f"all: {found.total()} of {len(mutants)}, {rate:.1f}%")
    sys.exit(rate < options.floor)


if __name__ == "__main__":
    main()
