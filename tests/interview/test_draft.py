"""Drafts as files: written whole or not at all, for one user, and read with distrust."""

from __future__ import annotations

import errno
import json
import os
import string
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.interview import draft as drafts
from crisiszorg_cli.interview.draft import (
    Draft,
    DraftSnapshot,
    DraftUnreadableError,
    find_drafts,
    read_draft,
)
from crisiszorg_cli.interview.old_drafts import draft_folder
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.triage.answers import MAX_TEXT
from tests.terminal.terminal import POSIX_ONLY

HALF_A_DAY = 12 * 3600
LATER = DraftSnapshot(
    content_version="0123456789ab",
    answers={"life_danger": "no", "cognition": "dementie"},
    before={"mobility": "rollator"},
    asked=["life_danger", "cognition", "current_care"],
    skipped=["current_care"],
    lapsed=["cognition"],
    wording={"life_danger": "ba9876543210"},
    override={"vv_consult": "twijfel"},
)
EARLIER = LATER._replace(answers={"life_danger": "no"})

texts = st.text(st.characters(exclude_categories=()))
lists = st.lists(texts, max_size=4)
mappings = st.dictionaries(texts, texts, max_size=4)
states = st.builds(
    DraftSnapshot, texts, mappings, mappings, lists, lists, lists, mappings, mappings
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def kept(folder: Path, saved: DraftSnapshot = EARLIER) -> Path:
    """Leave a draft behind."""
    draft = Draft(folder)
    draft.save(saved)
    draft.release()
    return draft.path


def set_age(path: Path, seconds: float) -> None:
    """Make a file this old, as the clock of the test has it."""
    os.utime(path, (1_000_000_000 - seconds,) * 2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands still."""
    monkeypatch.setattr("crisiszorg_cli.interview.old_drafts.time.time", lambda: 1_000_000_000.0)


# -- writing ------------------------------------------------------------------------------------


@given(states)
def test_reads_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, saved: DraftSnapshot
) -> None:
    """Any text comes back as it was, also half a character that a keyboard sent."""
    assert read_draft(kept(tmp_path_factory.mktemp("drafts"), saved)) == saved


def test_largest_draft_can_be_read(content: Content, tmp_path: Path) -> None:
    """A draft with the longest answer to every question is not too large to read."""
    longest = dict.fromkeys(content.questions, "🚑" * MAX_TEXT)
    saved = LATER._replace(answers=longest)
    assert read_draft(kept(tmp_path, saved)) == saved


def test_one_file_that_is_replaced(tmp_path: Path) -> None:
    """Each save replaces the file as a whole; a lock beside it says that it is in use."""
    draft = Draft(tmp_path / "state" / "drafts")
    draft.save(EARLIER)
    first = draft.path.stat().st_ino
    draft.save(LATER)
    assert draft.path.stat().st_ino != first
    assert read_draft(draft.path) == LATER
    assert names(draft.path.parent) == [draft.path.name, f"{draft.path.stem}.lock"]
    draft.release()
    assert names(draft.path.parent) == [draft.path.name]
    draft.discard()
    assert names(draft.path.parent) == []
    draft.discard()


def test_nothing_is_written_before_the_first_save(tmp_path: Path) -> None:
    """A draft that was never saved leaves nothing, not even a folder."""
    draft = Draft(tmp_path / "drafts")
    assert not draft.unlocked
    draft.release()
    draft.discard()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "fails", ["os.fsync", "pathlib.Path.replace", "tempfile.mkstemp", "json.dumps"]
)
def test_failed_save_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """Wherever writing fails, the draft before it stands, and no other file is left."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    draft = Draft(tmp_path)
    draft.save(EARLIER)
    before = names(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(fails, full)
        with pytest.raises(OSError, match="No space left"):
            draft.save(LATER)
    assert names(tmp_path) == before
    assert read_draft(draft.path) == EARLIER
    draft.save(LATER)
    assert read_draft(draft.path) == LATER


def test_written_to_disk_before_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file is whole and on the disk before it takes the place of the old one."""
    seen: list[tuple[DraftSnapshot, DraftSnapshot]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        (part,) = tmp_path.glob("*.part")
        seen.append((read_draft(draft.path), read_draft(part)))
        real(descriptor)

    draft = Draft(tmp_path)
    draft.save(EARLIER)
    monkeypatch.setattr("crisiszorg_cli.interview.draft.os.fsync", fsync)
    draft.save(LATER)
    assert seen == [(EARLIER, LATER)]


@POSIX_ONLY
def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    """Whatever the umask allows, no other user can read the draft or look into the folder."""
    old = os.umask(0)
    try:
        draft = Draft(tmp_path / "drafts")
        draft.save(EARLIER)
    finally:
        os.umask(old)
    assert draft.path.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in draft.path.parent.iterdir()} == {0o600}


@POSIX_ONLY
def test_the_folder_is_taken_away_from_others(tmp_path: Path) -> None:
    """Also one that somebody made by hand."""
    tmp_path.chmod(0o777)
    Draft(tmp_path).save(EARLIER)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@POSIX_ONLY
def test_a_folder_that_stays_open_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share may refuse to be closed: the draft is kept. What is closed is not touched."""
    asked: list[Path] = []

    def refuse(path: Path, _: int) -> None:
        asked.append(path)
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    for mode, times in ((0o777, 1), (0o700, 0)):
        os.chmod(tmp_path, mode)  # noqa: PTH101 - that of Path is the one that is refused
        Draft(tmp_path).save(EARLIER)
        assert len(asked) == times
        asked.clear()


# -- reading ------------------------------------------------------------------------------------


@given(st.binary() | values.map(lambda value: json.dumps(value).encode()))
def test_no_file_can_crash_it(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever is in the file, it is refused."""
    path = tmp_path_factory.mktemp("drafts") / "a.json"
    path.write_bytes(content)
    with pytest.raises(DraftUnreadableError, match="beschadigd of geen concept"):
        read_draft(path)


@given(st.sampled_from(["schema", *LATER._fields]), values)
def test_no_part_can_crash_it(
    tmp_path_factory: pytest.TempPathFactory, part: str, value: object
) -> None:
    """A draft of which one part is something else is refused, or that part has the right form."""
    path = tmp_path_factory.mktemp("drafts") / "a.json"
    body = json.loads(kept(path.parent, LATER).read_text())
    path.write_text(json.dumps(body | {part: value}))
    try:
        saved = read_draft(path)
    except DraftUnreadableError:
        return
    if part == "schema":
        assert value == drafts.SCHEMA
    elif isinstance(getattr(LATER, part), dict):
        assert all(isinstance(text, str) for text in getattr(saved, part).values())
    else:
        assert all(isinstance(text, str) for text in getattr(saved, part))


@pytest.mark.parametrize("part", ["schema", *LATER._fields])
def test_every_part_is_needed(tmp_path: Path, part: str) -> None:
    """A draft that lacks a part is refused: guessing would lose an answer without a word."""
    path = kept(tmp_path)
    body = json.loads(path.read_text())
    del body[part]
    path.write_text(json.dumps(body))
    with pytest.raises(DraftUnreadableError):
        read_draft(path)


def test_too_large(tmp_path: Path) -> None:
    """A file larger than any draft is not read."""
    path = kept(tmp_path)
    path.write_bytes(path.read_bytes().ljust(drafts.MAX_BYTES))
    assert read_draft(path) == EARLIER
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DraftUnreadableError, match=r"^te groot voor een concept, niet gelezen$"):
        read_draft(path)


@POSIX_ONLY
def test_links_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link is refused, also one that takes the place of the file at the last moment."""
    path = kept(tmp_path / "elsewhere")
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with pytest.raises(DraftUnreadableError, match=r"^geen gewoon bestand, niet gelezen$"):
        read_draft(link)
    as_file = path.lstat()
    monkeypatch.setattr(Path, "lstat", lambda _: as_file)
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        read_draft(link)


@POSIX_ONLY
def test_pipe_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is refused, also one that takes the place of the file at the last moment."""
    as_file = kept(tmp_path).lstat()
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(DraftUnreadableError, match=r"^geen gewoon bestand, niet gelezen$"):
        read_draft(pipe)
    monkeypatch.setattr(Path, "lstat", lambda _: as_file)
    with pytest.raises(DraftUnreadableError):
        read_draft(pipe)


@POSIX_ONLY
def test_file_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another user is not read."""
    path = kept(tmp_path)
    monkeypatch.setattr("crisiszorg_cli.interview.draft.os.getuid", lambda: path.stat().st_uid + 1)
    with pytest.raises(DraftUnreadableError, match=r"^van een andere gebruiker, niet gelezen$"):
        read_draft(path)


# -- finding ------------------------------------------------------------------------------------


def test_no_folder(tmp_path: Path) -> None:
    """Without a folder, or with a file in its place, there are no drafts and no trouble."""
    (tmp_path / "file").touch()
    assert find_drafts(tmp_path / "nowhere") == ([], [])
    assert find_drafts(tmp_path / "file") == ([], [])


@pytest.mark.usefixtures("clock")
def test_newest_first(tmp_path: Path) -> None:
    """The draft that was written last goes first, if only by a second."""
    ages = {kept(tmp_path): age for age in (61, 3, 62, 2, 7200)}
    for path, age in ages.items():
        set_age(path, age)
    found, trouble = find_drafts(tmp_path)
    assert [draft.path for draft in found] == sorted(ages, key=lambda path: ages[path])
    assert [int(draft.seconds) for draft in found] == sorted(ages.values())
    assert trouble == []


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("age", "stays"),
    [(0, True), (HALF_A_DAY - 1, True), (HALF_A_DAY, False), (9e8, False), (-9e8, True)],
)
def test_twelve_hours(tmp_path: Path, age: float, stays: bool) -> None:
    """A draft is kept for twelve hours; one from the future counts as new."""
    path = kept(tmp_path)
    (path.parent / f"{path.stem}.lock").touch()
    for each in tmp_path.iterdir():
        set_age(each, age)
    found, trouble = find_drafts(tmp_path)
    assert [draft.path for draft in found] == [path] * stays
    assert path.exists() is stays
    assert path.with_suffix(".lock").exists() is stays
    assert trouble == []


@pytest.mark.usefixtures("clock")
def test_old_links_and_strangers(tmp_path: Path) -> None:
    """Of an old link only the link is deleted; files with other names are not ours."""
    elsewhere = kept(tmp_path / "elsewhere")
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "link.json").symlink_to(elsewhere)
    (folder / "notes.txt").touch()
    (folder / "map.json").mkdir()
    for path in (elsewhere, folder / "notes.txt", folder / "map.json"):
        set_age(path, 2 * HALF_A_DAY)
    os.utime(folder / "link.json", (0, 0), follow_symlinks=False)
    assert find_drafts(folder) == ([], [])
    assert names(folder) == ["map.json", "notes.txt"]
    assert elsewhere.exists()


@pytest.mark.usefixtures("clock")
def test_in_use(tmp_path: Path) -> None:
    """A draft in use is neither found nor deleted, nor what is being written, however old."""
    draft = Draft(tmp_path)
    draft.save(EARLIER)
    part = tmp_path / f"{draft.path.stem}.abc.part"
    part.touch()
    for path in tmp_path.iterdir():
        set_age(path, 2 * HALF_A_DAY)
    before = names(tmp_path)
    assert find_drafts(tmp_path) == ([], [])
    assert names(tmp_path) == before
    draft.release()
    set_age(draft.path, 60)
    found, _ = find_drafts(tmp_path)
    assert [each.path for each in found] == [draft.path]
    assert names(tmp_path) == [draft.path.name]


def test_lock_that_is_a_link(tmp_path: Path) -> None:
    """A link in place of a lock is not followed, and does not hide the draft."""
    path = kept(tmp_path)
    path.with_suffix(".lock").symlink_to(tmp_path / "created")
    found, trouble = find_drafts(tmp_path)
    assert [draft.path for draft in found] == [path]
    assert trouble == []
    assert not (tmp_path / "created").exists()


def test_trouble_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is named with the reason, and does not hide the others."""
    good = kept(tmp_path)
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    found, trouble = find_drafts(tmp_path)
    assert [draft.path for draft in found] == [good]
    assert trouble == [f"{bad}: beschadigd of geen concept van dit programma"]

    def denied(path: Path) -> DraftSnapshot:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(drafts, "read_draft", denied)
    assert find_drafts(tmp_path)[1] == [
        f"{path}: kan het concept niet lezen (geen toegang)" for path in sorted([good, bad])
    ]


def test_ended_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that another interview removes at that moment is no trouble."""
    path = kept(tmp_path)
    monkeypatch.setattr(drafts, "_entries", lambda _: [path, tmp_path / "gone.json"])
    found, trouble = find_drafts(tmp_path)
    assert len(found) == 1
    assert trouble == []


def test_remove(tmp_path: Path) -> None:
    """A draft is removed with its lock, and twice does no harm."""
    path = kept(tmp_path)
    path.with_suffix(".lock").touch()
    (tmp_path / "other.json").touch()
    drafts.remove(path)
    drafts.remove(path)
    assert names(tmp_path) == ["other.json"]


def test_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Drafts live in the user's own state folder, under the name of the program."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert draft_folder().parts[-2:] == ("crisiszorg-cli", "drafts")
    assert Draft().path.parent == draft_folder()
    assert set(Draft().path.stem) <= set(string.hexdigits)
