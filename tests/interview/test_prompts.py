"""The prompts by themselves: what leaves them, and what Enter may choose."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from types import FrameType

import pytest

from crisiszorg_cli.interview.plain_prompts import PlainPrompts
from crisiszorg_cli.interview.prompter import Key, Navigation, OptionSearch
from crisiszorg_cli.interview.screen_prompts import ScreenPrompts
from tests.interview.keyboard import pieces, pressing

ENTER, LEFT = "\r", "\x1b[D"
NAMES = {"aalsmeer": "Aalsmeer", "leiden": "Leiden", "leiderdorp": "Leiderdorp"}
BERGEN = {"bergen-l": "Bergen (L.)", "bergen-nh": "Bergen (NH.)"}
DOWN = "\x1b[B"
KEYS = [Key("j", "ja", "yes")]
PROMPTS = ScreenPrompts()


def named(typed: str) -> list[tuple[str, str]]:
    """Return the place of this name; there are two of Bergen."""
    if typed == "bergen":
        return list(BERGEN.items())
    return [(id_, name) for id_, name in NAMES.items() if typed in ("", id_)]


def fitting(typed: str) -> list[tuple[str, str]]:
    """Return the places that hold what was typed."""
    return [(id_, name) for id_, name in NAMES.items() if typed in id_]


def alike(typed: str) -> list[tuple[str, str]]:
    """Return one that looks like it, whatever was typed."""
    return [("leiden", "Leiden")] if typed else []


def chosen(keys: str, current: tuple[str, str] | None = None) -> str | Navigation:
    """Ask for a place and press keys."""
    with pressing(*pieces(keys)):
        search = OptionSearch(named, fitting, alike)
        return PROMPTS.ask_from_list("Waar?", "Daarom.", search, current=current, can_go_back=True)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (f"leiden{ENTER}", "leiden"),
        (f"bergen{DOWN}{DOWN}{ENTER}", "bergen-nh"),
        (f"t{ENTER}", Navigation.BACK),
        (LEFT, Navigation.BACK),
        (f"w{ENTER}w{ENTER}leiden{ENTER}", "leiden"),
    ],
)
def test_chosen(keys: str, expected: str | Navigation) -> None:
    """The exact name, and the keys of every question."""
    assert expected == chosen(keys)


@pytest.mark.parametrize("keys", ["aals", "leid", "leidn", "bergen", "x", "", "  "])
@pytest.mark.parametrize("enters", [1, 2, 5])
def test_not_chosen(keys: str, enters: int) -> None:
    """What does not bear the name is not chosen before it was seen, however often Enter came."""
    with pytest.raises(EOFError):
        chosen(keys + ENTER * enters)


def test_kept() -> None:
    """Enter alone keeps what there was; not once something was typed."""
    assert "leiden" == chosen(ENTER, ("leiden", "Leiden"))
    with pytest.raises(EOFError):
        chosen(f"aals{ENTER}", ("leiden", "Leiden"))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="POSIX systems only")
def test_the_simple_mode_is_broken_into(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it reads the system breaks in, so that no signal is missed; before and after not."""

    class Terminal:
        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            ticking.append(signal.getitimer(signal.ITIMER_REAL)[1])
            signal.raise_signal(signal.SIGALRM)  # nothing comes of it
            return "j\n"

    ticking: list[float] = []
    monkeypatch.setattr("sys.stdin", Terminal())
    before = signal.getsignal(signal.SIGALRM)
    assert "yes" == PlainPrompts().ask_key("Echt?", "", KEYS)
    assert [1] == ticking
    assert (0, 0) == signal.getitimer(signal.ITIMER_REAL)
    assert before == signal.getsignal(signal.SIGALRM)


# -- leaving --------------------------------------------------------------------------------------


def leaving(prompt: Callable[[], object], *, times: int = 1) -> list[bool]:
    """Have a prompt leave while it waits; give whether there was one to leave."""
    told: list[bool] = []

    def matches(typed: str) -> Sequence[tuple[str, str]]:
        if typed and not told:
            told.extend(PROMPTS.leave() for _ in range(times))
        return named(typed)

    with pytest.raises(KeyboardInterrupt), pressing("a"):
        PROMPTS.ask_from_list("Waar?", "", OptionSearch(matches), can_go_back=False)
    with pytest.raises(EOFError), pressing():  # the next one stays
        prompt()
    return told


def ask() -> str | Navigation:
    """Ask for a key."""
    return PROMPTS.ask_key("Echt?", "", KEYS)


@pytest.mark.parametrize("times", [1, 3])
def test_a_prompt_leaves_when_it_is_told_to(times: int) -> None:
    """As on Ctrl-C; and once, however often it is told."""
    assert [True] * times == leaving(ask, times=times)


def test_told_before_the_prompt() -> None:
    """With no prompt on the screen it says so, and the next one leaves before any key counts."""
    assert not PROMPTS.leave()
    with pytest.raises(KeyboardInterrupt), pressing("j"):
        ask()
    with pressing("j"):
        assert "yes" == ask()


def test_told_by_a_signal() -> None:
    """A handler that raises nothing is enough, wherever in the loop the signal comes in."""

    def end(_number: int, _frame: FrameType | None) -> None:
        assert PROMPTS.leave()

    def matches(typed: str) -> Sequence[tuple[str, str]]:
        if typed:
            signal.raise_signal(signal.SIGTERM)
        return named(typed)

    before = signal.signal(signal.SIGTERM, end)
    try:
        with pytest.raises(KeyboardInterrupt), pressing("a"):
            PROMPTS.ask_from_list("Waar?", "", OptionSearch(matches), can_go_back=False)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_fault_ends_the_prompt() -> None:
    """What goes wrong while a key is handled comes out as it is; nothing waits for Enter."""

    def matches(typed: str) -> Sequence[tuple[str, str]]:
        if typed:
            raise ZeroDivisionError
        return named(typed)

    with pytest.raises(ZeroDivisionError), pressing("a"):
        PROMPTS.ask_from_list("Waar?", "", OptionSearch(matches), can_go_back=False)
