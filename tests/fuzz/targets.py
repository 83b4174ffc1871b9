"""What is put in at each door, and what must hold of it whatever it is.

Each target takes bytes and raises nothing but an AssertionError, when something is wrong. The
tests draw bytes for it, and ``drive`` lets a fuzzer that sees which lines are reached make them.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch
from zlib import crc32

from crisiszorg_cli.cli import given_answers, settings
from crisiszorg_cli.content import loader
from crisiszorg_cli.directory.lookup import Query, find
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.errors import DataError, InputError, Problem
from crisiszorg_cli.interview import draft as drafts, resume
from crisiszorg_cli.model.content import Content, Directory, Purpose, Sector
from crisiszorg_cli.render.lookup import lookup_lines
from crisiszorg_cli.render.provenance import config_lines
from crisiszorg_cli.render.show import show
from crisiszorg_cli.triage.answers import MAX_TEXT, accept, clean_text, holds_bsn, parse_text
from crisiszorg_cli.triage.session import Session
from tests import shipped
from tests.content.soundness import assert_one_line, assert_sound
from tests.fuzz import at_the_command, at_the_index, at_the_terminal, by_name
from tests.fuzz.holds import as_text, assert_harmless

MOMENT = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)


class Target(NamedTuple):
    """A door: what takes the bytes, and where files stand that are good to begin from."""

    take: Callable[[bytes], None]
    seeds: tuple[str, ...]


# -- own numbers and criteria ---------------------------------------------------------------------


def overlay(data: bytes) -> None:
    """Numbers of the package stay, but for those that an overlay names without a fault."""
    with _file("overlay.yaml", data) as file, _same_names(unless=crc32(data) % 64 == 0):
        whole = _laid(lambda: loader.content_over(shipped.CONTENT, file))
        alone = whole
        if not loader.reaches_the_triage(file):
            alone = _laid(lambda: loader.directory_over(shipped.DIRECTORY, file))
    book = whole.directory if isinstance(whole, Content) else whole
    other = alone.directory if isinstance(alone, Content) else alone
    assert (book is None) == (other is None), "a lookup and a triage use another overlay"
    if book is None or other is None:
        return
    assert book.services == other.services
    _assert_numbers_stay(book, data)
    result = find(book, Query("zhn", sector=Sector.VV), MOMENT, everything=True)
    for line in lookup_lines(book, result):
        assert_harmless(line.text)


def _same_names(*, unless: bool) -> AbstractContextManager[object]:
    """Keep the index of names, which an overlay has made anew: it takes too long."""
    if unless:
        return contextlib.nullcontext()
    indexed = [name for name in Directory._fields if "_by_" in name]

    def with_names(laid: Directory, under: Directory) -> Directory:
        return laid._replace(**{name: getattr(under, name) for name in indexed})

    return patch.object(loader, "with_names", with_names)


def _laid(
    lay: Callable[[], tuple[Content | Directory, tuple[Problem, ...]]],
) -> Content | Directory | None:
    """Return what lies under an overlay with the overlay over it, or None where it has faults."""
    try:
        laid, refused = lay()
    except DataError as error:
        assert error.problems
        for problem in error.problems:
            assert_one_line(problem)
        return None
    for problem in refused:
        assert_one_line(problem)
    return laid


def _assert_numbers_stay(book: Directory, data: bytes) -> None:
    for id_, service in shipped.DIRECTORY.services.items():
        mine = book.services[id_]
        is_named = f"service:{id_}" in book.own
        # That somebody rang it does not make a number the user's own.
        assert is_named or mine._replace(verified=service.verified) == service, id_
        if any(serving.purpose is Purpose.EMERGENCY for serving in service.serves):
            assert mine == service, "112"
    for name in book.own:
        kind, _, id_ = name.partition(":")
        if kind == "service" and (phone := book.services[id_].phone):
            known = shipped.DIRECTORY.services.get(id_)
            is_packaged = known is not None and known.phone == phone
            assert is_packaged or phone.digits.encode() in data, phone
            assert phone.digits != "112"


# -- answers --------------------------------------------------------------------------------------


def answers(data: bytes) -> None:
    """Free text is one harmless line without a BSN; a file of answers says what is allowed."""
    text = as_text(data)
    cleaned = clean_text(text)
    assert_harmless(cleaned, one_line=True)
    assert clean_text(cleaned) == cleaned.strip()
    try:
        kept = parse_text(text)
    except InputError as error:
        assert holds_bsn(text) or len(cleaned) >= MAX_TEXT
        assert not cleaned or len(cleaned) < len(error.message) or cleaned not in error.message
    else:
        assert kept == cleaned
        assert len(kept) <= MAX_TEXT
        assert not holds_bsn(kept)
    _assert_bsn_is_refused(text, data)
    _answer(data)


_GROUPED = ("{}{}{}", "{} {} {}", "{}.{}.{}", "{}-{}-{}", "{}\u00a0{}\u200b{}", "{}_{}\t{}")


def _assert_bsn_is_refused(text: str, data: bytes) -> None:
    """Hide a valid BSN in the text, which has no other digits that could make it another number."""
    around = "".join(c for c in text if not c.isnumeric())
    eight = [byte % 10 for byte in data[:8].ljust(8, b"\1")]
    last = sum(w * d for w, d in zip(range(9, 1, -1), eight, strict=True)) % 11
    if last == 10 or not any(eight):
        return
    digits = "".join(map(str, (*eight, last)))
    grouped = _GROUPED[len(data) % len(_GROUPED)].format(digits[:3], digits[3:6], digits[6:])
    assert holds_bsn(f"{around} {grouped} {around}"), grouped


def _answer(data: bytes) -> None:
    content = shipped.CONTENT
    try:
        with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))):
            typed = given_answers.given_answers((), Path("-"), {})
        said = given_answers.parse_answers(content, typed)
    except InputError as error:
        assert error.message
        return
    for id_, value in said.items():
        question = content.questions[id_]
        assert accept(content, question, value) == (value or None), id_
    assessment = shipped.ENGINE.assess(said, MOMENT)
    assert assessment.outcome.id in content.outcomes


# -- a draft --------------------------------------------------------------------------------------


def draft(data: bytes) -> None:
    """What was left behind is refused, or read as answers are; an interview goes on with it."""
    with _file("draft.json", data) as file:
        try:
            saved = drafts.read_draft(file)
        except drafts.DraftUnreadableError as error:
            assert str(error).isprintable()
            return
        _resume(file, saved)
        _resume(file, saved._replace(wording=_WORDING))


# As if every question still had the words that it had when the draft was made.
_WORDING = {id_: resume._wording(q) for id_, q in shipped.CONTENT.questions.items()}  # noqa: SLF001


def _resume(file: Path, saved: drafts.DraftSnapshot) -> None:
    engine, content = shipped.ENGINE, shipped.CONTENT
    session = Session(engine, {})
    keeper = resume.DraftKeeper(content, keep=False)
    with contextlib.redirect_stderr(io.StringIO()) as said:
        found = resume.resumable(engine, drafts.StoredDraft(file, saved, 60.0), keeper)
        found.take_over(session)
    for text in (found.name, found.resumed, said.getvalue(), *(line.text for line in found.about)):
        assert_harmless(text)
    for id_, value in {**session.before, **session.answers}.items():
        assert accept(content, content.questions[id_], value) == value, id_
    assert "life_danger" not in session.answers, "danger to life is asked afresh"
    session.assess(MOMENT)
    for _ in range(len(session.asked) + 1):
        session.back()
    session.assess(MOMENT)


# -- settings -------------------------------------------------------------------------------------


def config(data: bytes) -> None:
    """Settings are refused in words, or kept as they are when another is changed."""
    text = as_text(data)
    for key in settings.KEYS:
        with contextlib.suppress(InputError):
            value = settings.parse_setting(key, text)
            assert value is None or isinstance(value, bool) == (key in {"plain", "draft"})
    with _file("config.toml", data) as file:
        try:
            found = settings.load_config(file)
        except InputError as error:
            assert error.message.startswith(str(file))
            return
        assert found.report in settings.REPORTS
        assert isinstance(found.plain, bool)
        assert isinstance(found.draft, bool)
        changed = settings.save_setting("plain", not found.plain, file)
        assert changed == found._replace(plain=not found.plain) == settings.load_config(file)
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        show(config_lines(found._asdict(), "config.toml", None))
    assert_harmless(shown.getvalue())


# -- all of them ----------------------------------------------------------------------------------

TARGETS: Mapping[str, Target] = {
    "yaml": Target(assert_sound, ("data/valid", "data/invalid", "data/0.1")),
    "overlay": Target(overlay, ("fuzz/corpus/overlay",)),
    "answers": Target(answers, ("fuzz/corpus/answers",)),
    "draft": Target(draft, ("fuzz/corpus/draft",)),
    "config": Target(config, ("fuzz/corpus/config",)),
    "index": Target(at_the_index.take, ("fuzz/corpus/index",)),
    "arguments": Target(at_the_command.take, ("fuzz/corpus/arguments",)),
    "names": Target(by_name.take, ("fuzz/corpus/names",)),
    "terminal": Target(at_the_terminal.take, ("fuzz/corpus/terminal",)),
}


@contextlib.contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    """Write the bytes to a file of this name; it is overwritten by the next."""
    file = Path(_folder.name) / name
    file.write_bytes(data)
    yield file


_folder = tempfile.TemporaryDirectory(prefix="fuzz")
