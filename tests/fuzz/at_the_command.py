"""A command line, and what is typed after it: an exit code that is known, words, no traceback."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from typer.utils import get_params_from_function

from crisiszorg_cli.cli.commands import check, diff, source
from crisiszorg_cli.cli.proving import Proved
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.errors import ExitCode
from crisiszorg_cli.model.content import Content, Directory
from crisiszorg_cli.model.provenance import Cited, cited_items
from crisiszorg_cli.render import provenance
from crisiszorg_cli.triage.comparison import Comparison
from tests import shipped
from tests.cli.in_process import run_here
from tests.fuzz.by_name import known_names
from tests.fuzz.holds import as_text, assert_harmless

_CODES = frozenset(ExitCode)
_NUMBER = re.compile(r"(?<![\d-])0\d(?:[ -]?\d){8}(?![\d-])")
_KNOWN = {s.phone.digits for s in shipped.DIRECTORY.services.values() if s.phone}
_MOST = 30  # arguments

# To prove all data takes seconds, and does not depend on the arguments; nor is an index written.
_QUICK: dict[str, Any] = {
    "_prove": lambda *_: Proved(()),
    "prove_own": lambda *_: (),
    "_write_index": lambda *_: None,
}
# Nor does what two versions come to; git is asked nothing.
_SAME: dict[str, Any] = {
    "read_version": lambda _: shipped.CONTENT,
    "compare": lambda *_: Comparison((), 0, (), (), ()),
}

# What is the same each time, and takes most of it.
_parameters = cache(get_params_from_function)
_base_directory, base_content = Store._base_directory, Store.base_content  # noqa: SLF001


def _directory(store: Store) -> Directory:
    """Return what is shipped as it was read before; a practice's own data are read as ever."""
    return _base_directory(store) if store._own_base else shipped.DIRECTORY  # noqa: SLF001


def _content(store: Store) -> Content:
    return base_content(store) if store._own_base else shipped.CONTENT  # noqa: SLF001


def _cited(content: Content) -> Iterable[Cited]:
    return _all_cited() if content is shipped.CONTENT else cited_items(content)


@cache
def _all_cited() -> tuple[Cited, ...]:
    return tuple(cited_items(shipped.CONTENT))


def take(data: bytes) -> None:
    """Run ``crisis`` with an argument on each line; what stands after an empty line is stdin."""
    lines, _, stdin = data.partition(b"\n\n")
    arguments = [as_text(line) for line in lines.split(b"\n")][:_MOST]
    if any("\0" in each or "/dev" in each or "/proc" in each for each in arguments):
        return  # no system passes on a NUL; what a device gives is not ours
    if any("-completion" in each for each in arguments):
        return  # the library looks which shell started this, and writes for it
    home = Path(_folder.name)
    try:
        with (
            patch.multiple(check, **_QUICK),
            patch.multiple(diff, **_SAME),
            patch.multiple(Store, _base_directory=_directory, base_content=_content),
            patch("typer.main.get_params_from_function", _parameters),
            patch.object(source, "cited_items", _cited),
            patch.object(provenance, "cited_items", _cited),
            known_names(),
        ):
            code, out, err = run_here(home, arguments, stdin)
    finally:
        for left in home.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    assert code in _CODES, code
    assert "Traceback" not in err
    assert "  File " not in err, err[-500:]
    assert "Fout in het programma" not in err, err[-500:]
    assert code == 0 or err, "it says nothing"
    assert_harmless(out)
    assert_harmless(err)
    typed = re.sub(r"\D", "", "".join(arguments) + as_text(stdin))
    for shown in _NUMBER.findall(out):
        digits = re.sub(r"\D", "", shown)
        assert digits in _KNOWN or digits in typed, shown


_folder = tempfile.TemporaryDirectory(prefix="fuzz")
