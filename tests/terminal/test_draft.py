"""Nothing is ever lost: interviews that are really killed, and drafts that were tampered with."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.effort import each
from tests.interview.draft_files import (
    FIRST,
    draft,
    files,
    folder,
    given,
    go_on,
    read,
    resumed,
    set_age,
    triage,
)
from tests.interview.personas import (
    CLOSING,
    GGZ,
    LEIDEN,
    OFFER,
    answer,
    close,
    text,
)
from tests.terminal.screen import CTRL_C, ENTER, Start
from tests.terminal.terminal import CRISIS, POSIX_ONLY, Terminal

pytestmark = POSIX_ONLY
LAST_OF_KEYS = "[w] waarom"
RESUMABLE = "Binnen 12 uur kunt u verder met: crisis triage --hervat"
NOTHING_KEPT = "Er is niets bewaard."
CANNOT_SAVE = "Let op: het concept kan niet bewaard worden"


def kill(terminal: Terminal) -> None:
    """Kill it as nothing can resist, and wait until it is gone."""
    terminal.signal(signal.SIGKILL)
    assert terminal.exit_code() == -signal.SIGKILL


def left_behind(start: Start[Terminal], *questions: str, steps: Iterable[tuple[str, str]]) -> None:
    """Leave a draft behind: answer these, wait for the question, and kill the process."""
    terminal = triage(start)
    answer(terminal, steps)
    terminal.wait_for(text(questions[0]) if questions else OFFER)
    kill(terminal)


@pytest.mark.only_thorough
def test_killed_again_and_again(start: Start[Terminal], tmp_path: Path) -> None:
    """One interview that is killed after each answer ends all the same, with its number."""
    asked = [words for words, _ in GGZ.questions]
    resume: tuple[str, ...] = ()
    for (words, keys), following in zip(GGZ.questions, [*asked[1:], OFFER], strict=True):
        with triage(start, *resume) as terminal:
            if resume:
                go_on(terminal)
            terminal.wait_for(words)
            terminal.send(keys)
            terminal.wait_for(following)
            kill(terminal)
        resume = ("--hervat",)
    terminal = resumed(start)
    terminal.wait_for(OFFER)
    close(terminal)
    # Whether there is danger to life is asked anew, and its answer is not always in sight.
    assert len({*given(terminal), "levensgevaar: nee"}) == len(GGZ.questions)
    assert "020 523 54 33" in terminal.scrolled
    assert files(tmp_path) == []


def test_a_window_closed_at_the_last_screen(start: Start[Terminal], tmp_path: Path) -> None:
    """After ``k`` the draft is still there, until Enter: a window that goes keeps it."""
    terminal = triage(start)
    terminal.wait_for(text("life_danger"))
    terminal.send("j")
    terminal.wait_for(OFFER)
    terminal.send("k")
    terminal.wait_for(CLOSING)
    terminal.process.send_signal(signal.SIGHUP)
    assert terminal.exit_code() == 128 + signal.SIGHUP
    assert [name for name in files(tmp_path) if name.endswith(".json")]


PATCHED = """
import errno, os, signal, sys
from crisiszorg_cli.cli import app as cli

def patched(descriptor, calls=iter(range(1, 1000))):
    call = next(calls)
    {action}

os.fsync = patched
cli.main()
"""


def patched(action: str) -> tuple[str, ...]:
    """Return the command with another ``fsync``, which knows the number of its ``call``."""
    return (sys.executable, "-c", PATCHED.format(action=action))


def test_killed_while_writing(start: Start[Terminal], tmp_path: Path) -> None:
    """Killed while the fourth answer is written, there are three; the half file is cleared."""
    action = "os.kill(os.getpid(), signal.SIGKILL) if call == 4 else None"
    terminal = triage(start, command=patched(action))
    answer(terminal, LEIDEN.questions[:4])
    assert terminal.exit_code() == -signal.SIGKILL
    assert {Path(name).suffix for name in files(tmp_path)} == {".json", ".lock", ".part"}
    again = resumed(start)
    again.wait_for(LEIDEN.questions[3][0])
    assert len(given(again)) == 3
    assert [Path(name).suffix for name in files(tmp_path)] == [".json", ".lock"]


def test_two_at_once(start: Start[Terminal], tmp_path: Path) -> None:
    """Two interviews keep a draft each; neither is offered while it is going on, however long."""
    one, two = triage(start), triage(start)
    for terminal in (one, two):
        answer(terminal, ((FIRST, "n"), (text("hospital"), "n")))
    for terminal, place in ((one, "leiden"), (two, "amsterdam")):
        terminal.wait_for(text("region"))
        terminal.send(place + ENTER)
        terminal.wait_for(text("sector"))
    for path in folder(tmp_path).iterdir():
        set_age(path, minutes=13 * 60)
    third = triage(start)
    third.wait_for(LAST_OF_KEYS)
    assert FIRST in third.text
    assert "[h]" not in third.text
    one.send("1")
    one.wait_for(text("resistance"))
    two.send("3")
    two.wait_for(text("resistance"))
    saved = [read(path)["answers"] for path in folder(tmp_path).glob("*.json")]
    assert {(a["region"], a["sector"]) for a in saved} == {("GM0546", "vv"), ("GM0363", "ggz")}

    kill(one)
    kill(two)
    for place, sector in (("Amsterdam", "GGZ"), ("Leiden", "V&V")):  # the last one goes first
        again = triage(start, "--hervat")
        if place == "Amsterdam":
            again.wait_for("[1] Amsterdam, GGZ (zojuist) [2] Leiden, V&V (")
            again.send("1")
        go_on(again)
        again.wait_for(text("resistance"))
        assert given(again)[1:] == [
            f"woonplaats: {place}",
            f"sector: {sector}",
            "levensgevaar: nee",
        ]
        again.send("j")
        again.wait_for(OFFER)
        close(again)
    assert files(tmp_path) == []


LIMITED = """
import resource
from crisiszorg_cli.cli import app as cli
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
cli.main()
"""
FULL = patched("raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))")
READ_ONLY = """
import errno, os
from crisiszorg_cli.cli import app as cli

def mkdir(*_, **__):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))

os.mkdir = mkdir
cli.main()
"""
UNWRITABLE = {
    "read-only": (sys.executable, "-c", READ_ONLY),
    "file-too-large": (sys.executable, "-c", LIMITED.format(size=0)),
    "disk-full": FULL,
    "no-state-folder": CRISIS,
    "no-drafts-folder": CRISIS,
}


@pytest.mark.thorough
@pytest.mark.parametrize("kind", each(4, list(UNWRITABLE)))
def test_cannot_save(start: Start[Terminal], tmp_path: Path, kind: str) -> None:
    """Where nothing can be written the interview goes on to its end, and says so once."""
    if kind == "no-state-folder":
        for name in (".local", "Library"):
            (tmp_path / name).write_text("in the way")
    if kind == "no-drafts-folder":
        left_behind(start, "region", steps=LEIDEN.questions[:2])
        place = folder(tmp_path)
        for path in place.iterdir():
            path.unlink()
        place.rmdir()
        place.write_text("in the way")
    terminal = triage(start, command=UNWRITABLE[kind])
    answer(terminal, GGZ.questions)
    terminal.wait_for(OFFER)
    assert terminal.all_text.count(CANNOT_SAVE) == 1
    close(terminal)
    assert "020 523 54 33" in terminal.scrolled
    assert files(tmp_path) == []

    terminal = triage(start, command=UNWRITABLE[kind])
    terminal.send("n")
    terminal.wait_for(text("hospital"))
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    assert terminal.text.endswith(f"Gestopt. {NOTHING_KEPT}")


def test_disk_full_on_the_way(start: Start[Terminal], tmp_path: Path) -> None:
    """What was saved before the disk was full stays; the end says what is missing from it."""
    full = "call > 2 and os.write(os.open('/dev/full', os.O_WRONLY), b'x')"
    terminal = triage(start, command=patched(full))
    answer(terminal, LEIDEN.questions[:4])
    terminal.wait_for(text("resistance"))
    assert terminal.all_text.count(CANNOT_SAVE) == 1
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    last = "De laatste antwoorden zijn niet bewaard."
    assert terminal.text.endswith(f"Gestopt. {last} {RESUMABLE}")
    again = resumed(start)
    again.wait_for(text("region"))
    assert given(again) == ["ziekenhuis nodig: nee", "levensgevaar: nee"]
    kill(again)
    assert len(list(folder(tmp_path).glob("*.json"))) == 1


def test_disk_full_for_a_moment(start: Start[Terminal]) -> None:
    """Once there is room again the draft has everything."""
    action = "if call == 2: raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))"
    terminal = triage(start, command=patched(action))
    answer(terminal, LEIDEN.questions[:4])
    terminal.wait_for(text("resistance"))
    assert terminal.all_text.count(CANNOT_SAVE) == 1
    kill(terminal)
    again = resumed(start)
    again.wait_for(text("resistance"))
    assert len(given(again)) == 4


@pytest.mark.parametrize("options", [("--geen-concept",), ()], ids=["not-wanted", "disk-full"])
def test_resumed_and_not_saved(
    start: Start[Terminal], tmp_path: Path, options: tuple[str, ...]
) -> None:
    """A draft that was resumed stays until what comes after it has been saved."""
    left_behind(start, "sector", steps=LEIDEN.questions[:3])
    before = draft(tmp_path)
    content = before.read_bytes()
    terminal = resumed(start, *options, command=CRISIS if options else FULL)
    terminal.wait_for(text("sector"))
    terminal.send("1")
    terminal.wait_for(text("resistance"))
    terminal.send(CTRL_C)
    assert terminal.exit_code() == 130
    end = f"Gestopt. {NOTHING_KEPT} Het eerdere concept blijft: crisis triage --hervat"
    assert terminal.text.endswith(end)
    assert draft(tmp_path) == before
    assert before.read_bytes() == content
