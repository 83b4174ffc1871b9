"""One question at the real prompts, in both modes: what is an answer, and what is a key."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from crisiszorg_cli.interview.plain_prompts import PlainPrompts
from crisiszorg_cli.interview.prompter import BACK, DONE, OVERVIEW, Key, Navigation, Prompter
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


def test_enter_keeps_the_answer(anew: Reply) -> None:
    """Enter alone gives what there was."""
    assert "psychose" == anew("")


def test_not_known(anew: Reply) -> None:
    """A question mark takes the place of the answer."""
    assert UNKNOWN == anew("?")
