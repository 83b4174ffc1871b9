"""One question at the real prompts, in both modes: what is an answer, and what is a key."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import cast

import pytest

from crisiszorg_cli.directory.search import find_places
from crisiszorg_cli.interview.plain_prompts import PlainPrompts
from crisiszorg_cli.interview.prompter import (
    BACK,
    DONE,
    OVERVIEW,
    Key,
    Navigation,
    OptionSearch,
    Prompter,
)
from crisiszorg_cli.interview.question_form import QuestionForm
from crisiszorg_cli.interview.screen_prompts import ScreenPrompts
from crisiszorg_cli.model.content import UNKNOWN
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Session
from tests.interview.keyboard import pieces, pressing

QUESTION = "ggz_what_happened"
GGZ = {
    "life_danger": "no",
    "region": "nl",
    "sector": "ggz",
    "hospital": "no",
    "resistance": "no",
    "ggz_profile": "no",
    QUESTION: "psychose",
}

Reply = Callable[[str], str | Navigation]
Asking = Callable[[Prompter], str | Navigation]


def in_full(typed: str, ask: Asking) -> str | Navigation:
    """Type a text and Enter in the full mode."""
    with pressing(*pieces(f"{typed}\r")):
        return ask(ScreenPrompts())


@pytest.fixture(params=["full", "simple"])
def anew(request: pytest.FixtureRequest, triage: Triage, monkeypatch: pytest.MonkeyPatch) -> Reply:
    """What a text that is typed at an answer that is being changed leads to."""

    def ask(prompter: Prompter) -> str | Navigation:
        form = QuestionForm(triage.content.directory, Session(triage, GGZ), prompter)
        return form.ask_anew(triage.content.questions[QUESTION], "")

    def reply(typed: str) -> str | Navigation:
        if request.param == "full":
            return in_full(typed, ask)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        return ask(PlainPrompts())

    return reply


@pytest.mark.parametrize("key", [BACK, OVERVIEW, DONE], ids=lambda key: key.key)
@pytest.mark.parametrize("spelling", ["{}", " {} ", "upper"])
def test_a_key_of_other_questions_never_becomes_the_answer(
    anew: Reply, key: Key, spelling: str
) -> None:
    """While an answer is changed not all keys are offered; one pressed by habit changes nothing."""
    typed = key.key.upper() if spelling == "upper" else spelling.format(key.key)

    assert key.value == anew(typed)


def test_what_is_typed_replaces_the_answer(anew: Reply) -> None:
    """A text is an answer also when it begins with the letter of a key."""
    assert "onrust" == anew("onrust")
    assert "klaar met eten" == anew("klaar met eten")


@pytest.mark.parametrize("mode", ["full", "simple"])
def test_an_identifier_in_a_reason_is_pointed_out(
    triage: Triage, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """As in an answer: it may stand, or is typed anew."""

    def ask(prompter: Prompter) -> str | Navigation:
        form = QuestionForm(triage.content.directory, Session(triage, GGZ), prompter)
        return str(form.ask_reason())

    if mode == "full":
        typed = [*pieces("zoon 0612345678\r"), "n", *pieces("\x1b[C\x15zoon belt\r")]
        with pressing(*typed):
            assert ask(ScreenPrompts()) == "zoon belt"
    else:
        monkeypatch.setattr("sys.stdin", io.StringIO("zoon 0612345678\nn\nzoon belt\n"))
        assert ask(PlainPrompts()) == "zoon belt"


def test_enter_keeps_the_answer(anew: Reply) -> None:
    """Enter alone gives what there was."""
    assert "psychose" == anew("")


def test_not_known(anew: Reply) -> None:
    """A question mark takes the place of the answer."""
    assert UNKNOWN == anew("?")


class Listening:
    """A prompter that keeps the list it is asked to show."""

    search: OptionSearch

    def ask_from_list(self, *given: object, **_more: object) -> Navigation:
        """Keep the search, and go back."""
        search = given[2]
        assert isinstance(search, OptionSearch)
        self.search = search
        return Navigation.BACK


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hoek", ["GM0715", "GM0599"]),
        ("Hoofdstraat 12, 2332 KG Leiden", ["GM0546"]),
        ("gemeente Leiden", ["GM0546"]),
        ("Hengelo (Gld)", ["GM1876"]),
        ("R'dam", ["GM0599"]),
        ("am", ["am", "amsterdam"]),
        ("leidn", []),
    ],
)
def test_a_place_is_found_as_a_lookup_finds_it(
    typed: str, expected: list[str], triage: Triage
) -> None:
    """Enter may choose what a lookup gives as certain; of several it chooses none."""
    listening = Listening()
    form = QuestionForm(triage.content.directory, Session(triage, {}), cast("Prompter", listening))
    form.ask(triage.content.questions["region"], [BACK], "")

    assert [id_ for id_, _label in listening.search.exact(typed)] == expected
    found = find_places(triage.content.directory, typed)
    assert [place.id for place in found] == expected
