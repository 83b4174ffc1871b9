"""How many keys it takes, pressed at the real prompts; the documentation holds the counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from crisiszorg_cli.interview.context import InterviewContext, InterviewOptions
from crisiszorg_cli.interview.dialogue import Interview
from crisiszorg_cli.interview.preparing import AT_HAND, IN_TURN, MANY
from crisiszorg_cli.interview.prompter import PREPARE, Check, Key, Navigation, OptionSearch
from crisiszorg_cli.interview.question_form import ALL
from crisiszorg_cli.interview.screen_prompts import ScreenPrompts
from crisiszorg_cli.model.content import UNKNOWN, Content, Question, Sector
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.triage.walk import RESIDENCE
from tests.effort import THOROUGH, each
from tests.interview.keyboard import pieces, pressing
from tests.interview.personas import LEIDEN
from tests.interview.reports import cut, report

Given = set[tuple[str, str]]
Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "benchmarks.md"]
ENTER = "\r"
ENTER_TOO = ("Enter", Navigation.DONE)
"""A key beside ``k`` that does the same."""


class Hand:
    """Presses the fewest keys that give each answer, at the real prompts, and notes them.

    Free text is apart: neither what is typed nor the Enter after it is noted. ``prepare``
    goes on after the verdict, and ``home`` says whether the place is typed.
    """

    def __init__(
        self,
        content: Content,
        answers: Mapping[str, str],
        *,
        prepare: bool,
        real: bool = True,
        in_turn: bool = False,
    ) -> None:
        """Know the answers, and whether to prepare the call; ``real`` uses the real prompts.

        What prepares it is chosen in the list, or asked ``in_turn``.
        """
        self._in_turn = in_turn
        self._real = real
        self._by_id = content.questions
        self._by_text = {question.text: question for question in content.questions.values()}
        criteria = [each for way in content.pathways.values() for each in way.criteria]
        self._together = {each.together.text: each.together for each in criteria if each.together}
        self._answers = answers
        self._prepare = prepare
        self.asked: list[Question] = []
        self.given: Given = set()
        self.pressed: list[str] = []
        self.offers = 0

    def ask_key(
        self,
        message: str,
        why: str,
        keys: Sequence[Key],
        *,
        current: str | None = None,
        reminder: str = "",
    ) -> str | Navigation:
        """Press the one key."""
        by_value = {key.value: key.key for key in keys if (key.key, key.value) != ENTER_TOO}
        group = self._together.get(message)
        asked = [self._by_id[id_] for id_, _ in group.given()] if group else []
        question = asked[0] if asked else self._by_text.get(message)
        if group and all(self._answers.get(id_) == value for id_, value in group.given()):
            value: str | Navigation = ALL
            self.asked += asked
            self.given |= {*group.given()}
        elif question is not None:
            self.asked.append(question)
            value = self._answers.get(question.id, UNKNOWN)
            self.given.add((question.id, str(value)))
        else:
            self.offers += 1
            value = self._onward(by_value)
        key = ENTER if value is Navigation.CLOSE else by_value[value]
        self.pressed.append(key)
        if not self._real:
            return value
        with pressing(key):
            reply = ScreenPrompts().ask_key(message, why, keys, current=current, reminder=reminder)
        assert value == reply
        return reply

    def _onward(self, by_value: Mapping[str | Navigation, str]) -> str | Navigation:
        """Choose where nothing is answered: of the checklist each question, once."""
        if Navigation.CLOSE in by_value:
            return Navigation.CLOSE
        if PREPARE in by_value and self._prepare:
            self._prepare = False
            return PREPARE
        if self._in_turn and IN_TURN in by_value:
            return IN_TURN
        asked = [question.id for question in self.asked]
        left = (value for value in by_value if value in self._by_id and value not in asked)
        more = AT_HAND in by_value and "more" in by_value
        return next(left, "more" if more else Navigation.DONE)

    def ask_text(
        self,
        message: str,
        why: str,  # noqa: ARG002
        keys: Sequence[Key],  # noqa: ARG002
        *,
        check: Check,
        current: str = "",  # noqa: ARG002
        note: str = "",  # noqa: ARG002
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Return a word; typing it does not count."""
        self.asked.append(self._by_text[message])
        assert check("woord") is True
        return "woord"

    def ask_from_list(
        self,
        message: str,
        why: str,
        search: OptionSearch,
        *,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Type the id of the place, and Enter."""
        question = self._by_text[message]
        self.asked.append(question)
        keys = f"{self._answers[question.id]}{ENTER}"
        self.pressed += keys
        if not self._real:
            return self._answers[question.id]
        with pressing(*pieces(keys)):
            return ScreenPrompts().ask_from_list(
                message, why, search, current=current, can_go_back=can_go_back
            )


def held(triage: Triage, hand: Hand, moment: datetime, *, home: str | None) -> list[Line]:
    """Hold an interview, with the region configured or without; give what was shown."""
    shown: list[Line] = []
    around = InterviewContext(hand, shown.extend, lambda _: None, InterviewOptions(moment))
    Interview(triage, Session(triage, {RESIDENCE: home} if home else {}), around).run()
    return shown


# -- one question -----------------------------------------------------------------------------

ROUTES = [("zhn", "vv"), ("zhn", "gz"), ("nl", "ggz"), ("lekstroom", "jeugd")]


TURNS = 8  # in which each answer is drawn; the test fails on one that never is


def prepared(triage: Triage, answers: Mapping[str, str], turn: int) -> dict[str, str]:
    """Answer the questions that prepare the call as well, each turn with other answers."""
    draw, full = Random(turn), dict(answers)  # noqa: S311 - the same each time
    while open_ := [q for q in triage.preparation(full) if q.values() and q.id not in full]:
        full |= {question.id: draw.choice(question.values()) for question in open_}
    return full


def fewest(left: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Return those that together give each answer at least once, the most new ones first."""
    given: Given = set()
    while left := [answers for answers in left if not answers.items() <= given]:
        most_new = max(left, key=lambda answers: len(answers.items() - given))
        given |= most_new.items()
        yield most_new


def covering(interviews: Interviews, triage: Triage) -> Iterator[dict[str, str]]:
    """Return a few interviews in which each answer to each question is given at least once."""
    every = [answers | {"": way} for route in ROUTES for answers, way in interviews(*route)[::-1]]
    ended = [{id_: answers[id_] for id_ in answers if id_} for answers in fewest(every)]
    return fewest([prepared(triage, answers, turn) for turn, answers in enumerate(ended * TURNS)])


@pytest.mark.thorough
def test_one_key_for_each_answer(
    content: Content, triage: Triage, moment: datetime, interviews: Interviews
) -> None:
    """Each answer to each question but the place takes one key, and never an Enter."""
    given: Given = set()
    for n, answers in enumerate(covering(interviews, triage)):
        # All prompts are given by their keys; some are pressed, in every run.
        hand = Hand(content, answers, prepare=True, real=THOROUGH or n % 20 == 0)
        held(triage, hand, moment, home=answers.get(RESIDENCE))
        closed = [question for question in hand.asked if question.values()]
        assert len(hand.pressed) <= len(closed) + hand.offers
        given |= hand.given

    everything = {(q.id, value) for q in content.questions.values() for value in q.values()}
    assert everything == given


@pytest.mark.thorough
@pytest.mark.parametrize("seed", each(4, range(8)))
@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_reports_between_keys_change_nothing(
    content: Content,
    triage: Triage,
    moment: datetime,
    interviews: Interviews,
    route: tuple[str, str],
    seed: int,
) -> None:
    """Whatever a terminal sends meanwhile, in any pieces, the interview is the same."""
    draw = Random(seed)  # noqa: S311 - the same each time
    answers, _ = draw.choice(interviews(*route))
    hand = Hand(content, answers, prepare=False, real=False)
    expected = held(triage, hand, moment, home=None)
    sent: list[bytes] = []
    for key in hand.pressed:
        for sequence in (*(report(draw) for _ in range(draw.randrange(3))), key):
            sent += cut(draw, sequence.encode("utf-8", "surrogateescape"))
    shown: list[Line] = []
    around = InterviewContext(
        ScreenPrompts(), shown.extend, lambda _: None, InterviewOptions(moment)
    )
    with pressing(*sent):
        Interview(triage, Session(triage, {}), around).run()

    assert expected == shown


# -- whole interviews ---------------------------------------------------------------------------

VV = {
    "life_danger": "no",
    "region": "zhn",
    "sector": "vv",
    "hospital": "no",
    "resistance": "no",
    "acute_change": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "home_care": "not_enough",
    "informal_care": "not_enough",
    "day_care": "not_enough",
    "wlz_indication": "no",
    "wlz_expected": "yes",
    "consent_anywhere": "yes",
    "lasting": "yes",
    "admission_type": "pg",
    "client_agrees": "yes",
    "family_agrees": "yes",
    "knows_two_weeks": "yes",
}
AMSTERDAM = {id_: value for id_, value in VV.items() if id_ != "region"} | {"region": "amsterdam"}


def shortest(interviews: Interviews, triage: Triage, moment: datetime) -> dict[str, str]:
    """Return the shortest V&V interview, after 112, that ends with a number to call."""
    return next(
        answers
        for answers, _ in sorted(interviews("zhn", "vv"), key=lambda held: len(held[0]))
        if len(answers) > 1
        and any(c.service.phone for c in triage.assess(answers, moment).contacts)
    )


@pytest.fixture(scope="module")
def counted(
    content: Content, triage: Triage, moment: datetime, interviews: Interviews
) -> dict[str, tuple[str, int]]:
    """The keys of each way through a triage that the page describes, and how many they are."""

    def keys(
        answers: Mapping[str, str],
        *,
        home: str | None,
        prepare: bool = False,
        in_turn: bool = False,
        real: bool = True,
    ) -> list[str]:
        hand = Hand(content, answers, prepare=prepare, in_turn=in_turn, real=real)
        shown = held(triage, hand, moment, home=home)
        assert any(line.role is Role.NUMBER for line in shown)
        return hand.pressed[:-2]  # `k` and Enter at the end are not needed to call

    ways = {
        "112": keys({"life_danger": "yes"}, home=None),
        "V&V, the shortest way to a number": keys(shortest(interviews, triage, moment), home="zhn"),
        # Of these the keys are only counted: the same are pressed on the last two ways.
        "V&V, all criteria met, Zuid-Holland Noord": keys(VV, home="zhn", real=False),
        "V&V, all criteria met, Amsterdam": keys(AMSTERDAM, home="amsterdam", real=False),
        "V&V, all criteria met, region not configured": keys(VV, home=None, real=False),
        "V&V, complete, call prepared": keys(VV, home="zhn", prepare=True, in_turn=True),
        "the same, each question chosen in the list": keys(VV, home="zhn", prepare=True),
    }
    return {name: (" ".join(way).replace(ENTER, "Enter"), len(way)) for name, way in ways.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_has_the_counts(page: Path, counted: dict[str, tuple[str, int]]) -> None:
    """The table says what was counted just now."""
    rows = re.findall(r"^\| (.+?) \| `(.+?)` \| (\d+) \|$", page.read_text("utf-8"), re.MULTILINE)

    assert {name: (keys, int(count)) for name, keys, count in rows} == counted


def test_few_keys_are_enough(counted: dict[str, tuple[str, int]]) -> None:
    """112 takes one key; a complete triage one for each closed question, and a few to go on.

    A question that is chosen in the checklist takes one more.
    """
    closed = [id_ for id_ in VV if id_ != RESIDENCE]
    screens = -(-len(LEIDEN.preparing) // MANY)

    assert 1 == counted["112"][1]
    assert counted["V&V, complete, call prepared"][1] <= len(closed) + 2
    most = len(closed) + len(LEIDEN.preparing) + screens + 1
    assert counted["the same, each question chosen in the list"][1] <= most
    assert counted["V&V, the shortest way to a number"][1] <= 4


@pytest.mark.parametrize("sector", Sector)
def test_the_first_kernvraag_comes_soon(
    sector: Sector, content: Content, triage: Triage, moment: datetime
) -> None:
    """With the region configured at most three keys go before the first of the kernvragen."""
    hand = Hand(content, {**VV, "sector": sector}, prepare=False, real=False)
    held(triage, hand, moment, home="zhn")
    before = []
    for question, key in zip(hand.asked, hand.pressed, strict=False):
        if any(re.fullmatch(r"K\d+[a-z]?", fact) for fact in question.facts):
            break
        before.append(key)
    else:
        pytest.fail("no kernvraag at all")

    assert len(before) <= 3


def test_nothing_is_asked_on_the_way_but_what_the_rules_ask(
    content: Content, triage: Triage, moment: datetime, interviews: Interviews
) -> None:
    """Between the first key and the number stand only questions that can change the verdict.

    (That each of those can change it: test_triage_properties.py.)
    """
    for route in ROUTES:
        for answers in {outcome: answers for answers, outcome in interviews(*route)}.values():
            hand = Hand(content, answers, prepare=False, real=False)
            held(triage, hand, moment, home=None)
            assert list(answers) == [question.id for question in hand.asked]
