"""Going back, changing, quitting and resuming: only the answers that stand at the end count."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.interview.context import InterviewContext, InterviewOptions
from crisiszorg_cli.interview.dialogue import Interview
from crisiszorg_cli.interview.draft import Draft, DraftSnapshot, read_draft
from crisiszorg_cli.interview.prompter import Check, Key, Navigation, OptionSearch
from crisiszorg_cli.interview.resume import restore_session, snapshot
from crisiszorg_cli.model.assessment import Assessment, Override
from crisiszorg_cli.model.content import (
    UNKNOWN,
    Answers,
    Question,
    QuestionKind,
    Sector,
)
from crisiszorg_cli.render.as_json import triage_json
from crisiszorg_cli.render.handover import report_lines
from crisiszorg_cli.render.layout import Line, plain
from crisiszorg_cli.triage.paths import route_of
from crisiszorg_cli.triage.progress import Progress
from crisiszorg_cli.triage.remaining import on_the_way
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.session import Effect, Session
from crisiszorg_cli.triage.together import groups
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR, Walk
from tests.effort import THOROUGH, each
from tests.shipped import ENGINE
from tests.triage import oracle

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

QUESTIONS, BOOK = ENGINE.content.questions, ENGINE.content.directory
MOMENT = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)
OVERVIEW = "Welk antwoord wilt u wijzigen?"

ROUTES = [
    ("zhn", "vv"),
    ("amsterdam", "vv"),
    ("nl", "vv"),
    ("GM0546", "gz"),
    ("nl", "gz"),
    ("nl", "ggz"),
    ("lekstroom", "jeugd"),
    ("nl", "jeugd"),
]
"""A place and a sector for each pathway."""


def values_of(question: Question) -> tuple[str, ...]:
    """Return answers to choose from; one in each place is enough where any text would do."""
    match question.kind:
        case QuestionKind.PLACE:
            return tuple(oracle.PLACES)
        case QuestionKind.TEXT:
            return (f"eerste {question.id}", f"tweede {question.id}", UNKNOWN)
        case _:
            return question.values()


def pending(session: Session) -> Question | None:
    """Return the question that an interview would ask now, the call being prepared as well."""
    return session.next_question() or next(iter(session.unasked()), None)


def asked_straight_through(final: Mapping[str, str]) -> Session:
    """Hold the interview without ever going back, with somebody who gives these answers."""
    session = Session(ENGINE, {})
    while question := pending(session):
        if question.id in final:
            session.give(question.id, final[question.id])
        else:
            assert session.next_question() is None, f"never asked: {question.id}"
            session.skip(question.id)
    return session


def exports(session: Session) -> dict[str, str]:
    """Return everything that leaves an interview: JSON and both reports."""
    assessment = assessed(session)
    return {
        "json": json.dumps(triage_json(assessment, ()), ensure_ascii=False),
        "sbar": plain(report_lines(assessment, "sbar")),
        "soep": plain(report_lines(assessment, "soep")),
    }


def assert_as_straight_through(session: Session) -> None:
    """Check that nothing shows how the answers came about: not in one byte of what leaves."""
    straight = asked_straight_through(session.read)
    straight.override = session.override

    assert straight.read == session.read
    assert assessed(straight) == assessed(session)
    assert exports(straight) == exports(session)


def assessed(session: Session) -> Assessment:
    """Return the assessment of a session, whatever lapsed answers it still holds."""
    return session.assess(MOMENT)


def assert_lapsed_answers_are_gone(session: Session) -> None:
    """Check that an answer to a question that no longer applies is nowhere to be seen."""
    read, assessment = session.read, assessed(session)
    counts = {*read, *assessment.waiting}
    lapsed = {id_: value for id_, value in session.answers.items() if id_ not in counts}
    if not lapsed:
        return
    assert read == assessment.answers
    assert not [result for result in assessment.criteria if lapsed.keys() & result.answers.keys()]
    # Place and sector were said, though they are not read while danger to life is asked again.
    said = {id_: value for id_, value in lapsed.items() if id_ in (RESIDENCE, SECTOR)}
    fresh = ENGINE.assess({**said, **read}, MOMENT, session.override)
    assert replace(fresh, missing_answers=(), waiting={}) == replace(
        assessment, missing_answers=(), waiting={}
    )
    typed = [v for id_, v in lapsed.items() if QUESTIONS[id_].kind is QuestionKind.TEXT]
    for text in exports(session).values() if typed else ():
        assert not [value for value in typed if value != UNKNOWN and value in text]


def saved(session: Session) -> DraftSnapshot:
    """Return what a draft holds of a session."""
    return snapshot(ENGINE.content, session)


def resumed(draft: DraftSnapshot) -> Session:
    """Return the session that goes on from a draft; danger to life is answered as before."""
    session = Session(ENGINE, {})
    restore_session(ENGINE.content, draft, session)
    if "life_danger" in draft.answers:
        assert "life_danger" not in session.answers
        session.give("life_danger", draft.answers["life_danger"])
    return session


def finish(session: Session) -> None:
    """Answer all that is still open, each with the last value that is allowed."""
    while question := pending(session):
        session.give(question.id, values_of(question)[-1])


# -- random walks -----------------------------------------------------------------------------


class RandomWalk(RuleBasedStateMachine):
    """Answer, skip, go back, change, quit and resume, in any order and as often as one likes.

    ``given`` is what the person said last to each question. ``told`` holds the questions whose
    answers the person takes to count: those given, less what was said to have lapsed.
    """

    def __init__(self) -> None:
        """Start with nothing known, and a folder for the draft."""
        super().__init__()
        self.session = Session(ENGINE, {})
        self.given: dict[str, str] = {}
        self.told: set[str] = set()
        self.chosen: Override | None = None
        self.against = ""
        self.folder = TemporaryDirectory()

    @initialize(known=st.booleans(), route=st.sampled_from(ROUTES))
    def begin(self, *, known: bool, route: tuple[str, str]) -> None:
        """Place and sector may be known from options."""
        if known:
            self.given = dict(zip((RESIDENCE, SECTOR), route, strict=True))
            self.session = Session(ENGINE, self.given)

    def take(self, question: Question, value: str) -> None:
        """Return an answer, and hear which others lapsed or count again."""
        effect = self.session.give(question.id, value)
        assert not set(effect.lapsed) & set(effect.revived)
        assert question.id not in (*effect.lapsed, *effect.revived)
        self.given[question.id] = value
        self.told = (self.told | {question.id} | set(effect.revived)) - set(effect.lapsed)

    @precondition(lambda self: pending(self.session) is not None)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """Answer the question that is asked; never one that has its answer already."""
        question = pending(self.session)
        assert question is not None
        assert question.id not in self.session.answers
        self.take(question, data.draw(st.sampled_from(values_of(question)), question.id))

    @precondition(lambda self: (q := pending(self.session)) is not None and q.skippable)
    @rule()
    def skip(self) -> None:
        """Pass over a question that may stay open."""
        question = pending(self.session)
        assert question is not None
        self.session.skip(question.id)
        assert pending(self.session) != question

    @rule()
    def back(self) -> None:
        """One question back: that question comes again, with the old answer at hand."""
        last = self.session.back()
        if last is None:
            return
        offered = pending(self.session)
        assert offered is not None
        assert offered.id == last
        assert last not in self.session.answers
        assert self.session.before.get(last) in (self.given.get(last), None)
        self.told.discard(last)

    @precondition(lambda self: self.session.read)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """Change any answer in the overview."""
        question = QUESTIONS[data.draw(st.sampled_from(sorted(self.session.read)), "changed")]
        self.take(question, data.draw(st.sampled_from(values_of(question)), "into"))

    @precondition(lambda self: bool(ENGINE.alternatives(self.session.answers)))
    @precondition(lambda self: self.session.next_question() is None)
    @rule(data=st.data())
    def deviate(self, data: st.DataObject) -> None:
        """Choose another outcome than the tool's."""
        other = data.draw(st.sampled_from(ENGINE.alternatives(self.session.answers)), "chosen")
        self.session.override = self.chosen = Override(other, "een reden")
        self.against = ENGINE.walk(self.session.answers).outcome_id

    @rule()
    def quit_and_resume(self) -> None:
        """Break off, and go on from the draft in a new session; what lapsed is forgotten."""
        self.chosen = self.session.override
        draft = Draft(Path(self.folder.name))
        draft.save(saved(self.session))
        self.session = resumed(read_draft(draft.path))
        draft.discard()

    @invariant()
    def what_counts_is_what_was_said_last(self) -> None:
        """No old answer comes to life, and none counts that was said to have lapsed."""
        read = self.session.read
        assert {id_: self.given[id_] for id_ in read} == read
        known_beforehand = {RESIDENCE, SECTOR} - set(self.session.asked)
        assert set(read) - known_beforehand <= self.told

    @invariant()
    def a_choice_stands_with_its_outcome(self) -> None:
        """A choice is followed where the outcome is the same, and the route knows both."""
        if self.session.next_question() is None:
            same = ENGINE.walk(self.session.answers).outcome_id == self.against
            known = ENGINE.alternatives(self.session.answers)
            stands = same and self.chosen is not None and self.chosen.outcome in known
            assert self.session.override == (self.chosen if stands else None)

    @invariant()
    def lapsed_answers_are_gone(self) -> None:
        """Evaluated, shown, exported or kept: only what counts."""
        assert_lapsed_answers_are_gone(self.session)

    def teardown(self) -> None:
        """However it went: the final answers give what asking straight through gives."""
        self.folder.cleanup()
        while question := pending(self.session):
            self.take(question, values_of(question)[0])
        known_beforehand = {RESIDENCE, SECTOR} - set(self.session.asked)
        assert self.told | known_beforehand == set(self.session.read) | known_beforehand
        assert_as_straight_through(self.session)


walks = settings(
    max_examples=25 if THOROUGH else 5,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.explain],  # minutes, for a long walk
)
TestRandomWalk = RandomWalk.TestCase
TestRandomWalk.settings = walks


# -- every question, every outcome --------------------------------------------------------------


def ended(answers: Mapping[str, str]) -> Session:
    """Hold an interview to its end, the call prepared with a text for every open question."""
    session = Session(ENGINE, {})
    while question := pending(session):
        session.give(question.id, answers.get(question.id, values_of(question)[0]))
    return session


@pytest.fixture(scope="module", params=ROUTES, ids="-".join)
def endings(request: pytest.FixtureRequest, interviews: Interviews) -> list[dict[str, str]]:
    """For each outcome of a route, the interview with the most answers that ends in it."""
    longest: dict[str, dict[str, str]] = {}
    for answers, outcome in interviews(*request.param):
        if len(answers) > len(longest.get(outcome, {})):
            longest[outcome] = answers
    return list(longest.values())


Changed = tuple[DraftSnapshot, str, str]
"""An interview that ended, the question whose answer is changed, and the other answer."""


@pytest.fixture(scope="module")
def seen() -> set[object]:
    """What was tried on an earlier route, and is the same on this one."""
    return set()


@pytest.fixture(scope="module")
def changes(endings: list[dict[str, str]], seen: set[object]) -> Sequence[Changed]:
    """Every change that the overview allows: at each end, each question, each other answer.

    Of those that do the same (the same answer lapses the same ones, and leads to the same
    question or outcome from the same verdict) one stands for all.
    """
    found: list[Changed] = []
    for answers in each(2, endings):
        end = ended(answers)
        draft, before = saved(end), ENGINE.walk(end.answers)
        for id_, value in end.read.items():
            for other in values_of(QUESTIONS[id_]):
                after = ENGINE.walk({**end.answers, id_: other})
                differs = frozenset(before.read) ^ frozenset(after.read)
                sort = (*sort_of(id_, other), before.outcome.verdict, after.next, differs)
                if other != value and (sort, after.outcome_id) not in seen:
                    seen.add((sort, after.outcome_id))
                    found.append((draft, id_, other))
    return each(16, found)


def sort_of(id_: str, value: str) -> tuple[object, ...]:
    """Return what an answer is to the rules: a text is a text, a place the routes from there."""
    match QUESTIONS[id_].kind:
        case QuestionKind.TEXT:
            return ("text", value == UNKNOWN)
        case QuestionKind.PLACE:
            place = place_by_id(BOOK, value)
            assert place is not None
            return tuple(route_of(ENGINE.rules, place, sector) for sector in Sector)
        case _:
            return id_, value


@pytest.mark.thorough
def test_every_answer_can_be_changed(changes: Sequence[Changed]) -> None:
    """At every outcome, each answer changed into each other one is asked straight through."""
    for draft, id_, other in changes:
        session = resumed(draft)
        counted = session.read
        effect = session.give(id_, other)
        counts = session.read

        assert other == counts[id_]
        assert effect == Effect(tuple(old for old in counted if old not in counts))
        kept = [old for old in counted if old in counts and old != id_]
        assert [counted[old] for old in kept] == [counts[old] for old in kept]
        assert_lapsed_answers_are_gone(session)
        finish(session)
        assert_as_straight_through(session)


@pytest.mark.thorough
def test_every_change_can_be_undone(changes: Sequence[Changed]) -> None:
    """A change that is changed back leaves everything as it was, and says what counts again."""
    for draft, id_, other in changes:
        session = resumed(draft)
        before, value = assessed(session), session.read[id_]
        lapsed = session.give(id_, other).lapsed
        effect = session.give(id_, value)

        assert set(lapsed) == set(effect.revived)
        assert not set(effect.lapsed) & set(lapsed)
        assert before == assessed(session)


@pytest.mark.thorough
def test_going_back_undoes_one_screen_at_a_time(endings: list[dict[str, str]]) -> None:
    """Back to the first question, each time the one before comes with its answer, and forward.

    What one key answers on one screen is taken back at once.
    """
    for answers in each(2, endings):
        session = ended(answers)
        before, way = exports(session), list(session.asked)
        usual = {each.given() for each in groups(session.state.walk)}
        left = [id_ for id_ in way if id_ in session.way]
        while left:
            given = dict(session.answers)
            first = session.back()
            assert first is not None
            taken = left[left.index(first) :]
            del left[-len(taken) :]
            assert len(taken) == 1 or tuple((id_, given[id_]) for id_ in taken) in usual
            assert QUESTIONS[first] == pending(session)
            assert all(given[id_] == session.before[id_] for id_ in taken)
        assert session.back() is None
        for id_ in (id_ for id_ in way if id_ not in session.answers):
            assert QUESTIONS[id_] == pending(session)
            assert Effect() == session.give(id_, session.before[id_])
        assert pending(session) is None
        assert before == exports(session)


@pytest.mark.parametrize("route", [("zhn", "vv"), ("amsterdam", "vv")], ids="-".join)
def test_one_key_never_answers_what_would_not_be_asked(
    route: tuple[str, str], interviews: Interviews
) -> None:
    """Where questions stand on one screen, each is asked after the others; else not all are."""
    shown = 0
    for answers in {outcome: answers for answers, outcome in interviews(*route)}.values():
        for many in range(len(answers)):
            session = Session(ENGINE, dict([*answers.items()][:many]))
            for group in groups(session.state.walk):
                first, asked = session.next_question(), Session(ENGINE, session.answers)
                stands = first is not None and session.together(first.id) == group
                in_turn = []
                for id_, value in group.given():
                    in_turn.append(asked.next_question() == QUESTIONS[id_])
                    asked.give(id_, value)
                assert stands == all(in_turn)
                shown += stands
                if stands:
                    session.give_all(group.given())
                    assert exports(asked) == exports(session)
                    assert first is not None
                    assert first.id == session.back()
                    assert session.together(first.id) == group
    assert shown


@pytest.mark.thorough
def test_going_back_after_a_change_passes_over_what_lapsed(changes: Sequence[Changed]) -> None:
    """After a change, back leads to the change itself; then to answers that count, no others."""
    for draft, id_, other in changes:
        session = resumed(draft)
        gone = session.give(id_, other).lapsed
        assert (session.back() == id_) == (session.before.get(id_) == other)
        assert id_ not in session.way or id_ in session.answers
        while (last := session.back()) is not None:
            assert last not in gone
            assert QUESTIONS[last] == pending(session)


# -- by hand --------------------------------------------------------------------------------------

GGZ = {
    "life_danger": "no",
    "region": "nl",
    "sector": "ggz",
    "hospital": "no",
    "resistance": "no",
    "ggz_profile": "yes",
    "crisis_plan": "yes",
    "ggz_what_happened": "onrust",
    "plan_agreements": "bel de partner",
}


def test_lapsed_answers_are_named_and_kept_for_later() -> None:
    """Without a profile in the Wlz the plan does not apply; with it, the same plan does again."""
    session = ended(GGZ)

    assert ("crisis_plan", "plan_agreements") == session.give("ggz_profile", "no").lapsed
    assert "bel de partner" not in "".join(exports(session).values())
    assert ("crisis_plan", "plan_agreements") == session.give("ggz_profile", "unknown").revived
    assert "bel de partner" == session.read["plan_agreements"]


def test_answers_gone_back_from_lapse_as_well() -> None:
    """Going back with ``t`` and answering otherwise is a change: what lapses is named."""
    session = ended(GGZ)
    while session.back() != "ggz_profile":
        pass

    assert ("crisis_plan", "plan_agreements") == session.give("ggz_profile", "no").lapsed
    assert Effect() == session.give("ggz_what_happened", "onrust")
    assert pending(session) is None
    assert Effect() == session.give("ggz_profile", "yes")
    assert QUESTIONS["crisis_plan"] == pending(session)
    assert "yes" == session.before["crisis_plan"]


def test_nothing_lapses_while_a_question_is_open() -> None:
    """Gone back past a question, and the first answer kept: nothing is said to have lapsed."""
    session = ended(GGZ)
    while session.back() != "hospital":
        pass
    for id_ in ("hospital", "resistance", "ggz_profile", "crisis_plan"):
        assert Effect() == session.give(id_, GGZ[id_])


def test_back_is_back_in_time() -> None:
    """A question that a change brought in is gone back to first, then the change itself."""
    session = ended({**GGZ, "ggz_profile": "no"})
    session.give("ggz_profile", "yes")
    session.give("crisis_plan", "no")

    assert ["crisis_plan", "ggz_profile", "resistance"] == [session.back() for _ in range(3)]


def test_what_prepares_the_call_is_no_step_back() -> None:
    """Going back passes over it: it stands, wherever else one goes."""
    session = ended(GGZ)
    session.give("ggz_what_happened", "iets anders")

    assert ["crisis_plan", "ggz_profile"] == [session.back() for _ in range(2)]
    assert "iets anders" == session.answers["ggz_what_happened"]
    session.give("ggz_profile", "yes")
    session.give("crisis_plan", "yes")
    assert ["ggz_what_happened", "plan_agreements"] == [q.id for q in session.to_prepare()]
    assert not session.unasked()


def test_a_question_that_led_here_is_not_on_the_checklist() -> None:
    """Also a criterion is on it that the verdict did not need; where all of them did, none is."""
    vv = {RESIDENCE: "zhn", SECTOR: "vv", "life_danger": "no", "hospital": "no"}
    session = Session(ENGINE, {**vv, "resistance": "yes"})
    listed = [question.id for question in session.to_prepare()]
    session.give("danger", "yes")

    assert "danger" in listed
    assert listed == [question.id for question in session.to_prepare()]
    assert not {*vv, "resistance"} & set(listed)


def test_an_answer_can_be_passed_over_after_all() -> None:
    """Then it is gone, in all that leaves as well."""
    session = ended({**GGZ, "sector": "gz", "vg_indication": "yes"})
    assert "gz_context" in session.read
    session.skip("gz_context")

    assert pending(session) is None
    assert session.is_skipped("gz_context")
    assert "gz_context" not in {**session.read, **session.before}
    session.give("gz_context", "toch")
    assert not session.is_skipped("gz_context")


def test_back_at_the_start_does_nothing() -> None:
    """Before the first answer, and with answers known beforehand, there is nothing to take away."""
    session = Session(ENGINE, {RESIDENCE: "zhn", SECTOR: "vv"})

    assert session.back() is None
    assert {RESIDENCE: "zhn", SECTOR: "vv"} == session.answers
    assert QUESTIONS["life_danger"] == session.next_question()


# -- the interview itself -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """One prompt: what is asked, the replies that it allows, and the old answer."""

    message: str
    replies: tuple[str | Navigation, ...]
    current: str | None


@dataclass(slots=True)
class Person:
    """Answers each prompt as told, and remembers all prompts. Stands in for the screen."""

    reply: Callable[[Asked], str | Navigation]
    prompts: list[Asked] = field(default_factory=list)

    def ask_key(
        self,
        message: str,
        why: str,  # noqa: ARG002 - the form of a Prompter
        keys: Sequence[Key],
        *,
        current: str | None = None,
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Reply with the value of one of the keys."""
        return self._replied(Asked(message, tuple(key.value for key in keys), current))

    def ask_text(
        self,
        message: str,
        why: str,  # noqa: ARG002
        keys: Sequence[Key],
        *,
        check: Check,
        current: str = "",
        note: str = "",  # noqa: ARG002
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Reply with a text, or with ``t`` for one question back."""
        texts = tuple(text for text in ("", "een tekst") if check(text) is True)
        replies = (*texts, *(key.value for key in keys))
        return self._replied(Asked(message, replies, current or None))

    def ask_from_list(
        self,
        message: str,
        why: str,  # noqa: ARG002
        search: OptionSearch,
        *,
        current: tuple[str, str] | None = None,
        can_go_back: bool,
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Reply with one of the list."""
        values = tuple(value for value, _ in search.exact(""))
        back = (Navigation.BACK,) if can_go_back else ()
        return self._replied(Asked(message, (*values, *back), current and current[0]))

    def _replied(self, asked: Asked) -> str | Navigation:
        self.prompts.append(asked)
        reply = self.reply(asked)
        assert reply in asked.replies, asked
        return reply


@dataclass(slots=True)
class Held:
    """An interview that is or was held: what was shown, and the draft that is kept."""

    shown: list[Line] = field(default_factory=list)
    draft: str = ""

    def keep(self, session: Session) -> None:
        """Keep the draft, as text."""
        self.draft = json.dumps(saved(session)._asdict())

    def resume(self) -> Session:
        """Go on from the draft, or begin anew when there is none."""
        return (
            resumed(DraftSnapshot(**json.loads(self.draft))) if self.draft else Session(ENGINE, {})
        )

    def show(self, lines: Iterable[Line]) -> None:
        """Keep what is shown."""
        self.shown += lines

    @property
    def text(self) -> str:
        """All that was shown."""
        return plain(self.shown)

    @property
    def result(self) -> str:
        """What was shown last: the answers, and all that comes under them."""
        return self.text.rpartition("\nAntwoorden\n")[2]


def interview(session: Session, person: Person, held: Held, *, report: str = "geen") -> Assessment:
    """Hold an interview."""
    options = InterviewOptions(MOMENT, report=report)
    around = InterviewContext(prompter=person, show=held.show, keep=held.keep, options=options)
    return Interview(ENGINE, session, around).run()


def person(*script: tuple[str, str | Navigation]) -> Person:
    """Return somebody who is asked these words, in this order, and gives these replies."""
    steps = iter(script)

    def reply(asked: Asked) -> str | Navigation:
        if Navigation.CLOSE in asked.replies:
            return Navigation.CLOSE
        words, value = next(steps)
        assert words in asked.message
        return value

    return Person(reply)


def to_the_end(asked: Asked) -> str | Navigation:
    """Reply with ``k`` where that is a key, and otherwise with the first of the answers."""
    return Navigation.DONE if Navigation.DONE in asked.replies else asked.replies[0]


@pytest.mark.parametrize(
    "id_", [id_ for id_ in GGZ if QUESTIONS[id_].kind is not QuestionKind.TEXT]
)
def test_changing_an_answer_asks_that_question(id_: str) -> None:
    """The overview asks what was chosen, with its own old answer, and changes nothing else.

    (A change link of GOV.UK's smart answers once showed the question after the one chosen,
    and put the new answer there: alphagov/smart-answers, pull request 1679.)
    """
    session, old = ended(GGZ), GGZ[id_]
    other = next(value for value in values_of(QUESTIONS[id_]) if value != old)
    answers = {**session.answers, id_: other}
    changing = person(
        ("Verder?", Navigation.OVERVIEW), (OVERVIEW, id_), (QUESTIONS[id_].text, other)
    )
    scripted = changing.reply

    def reply(asked: Asked) -> str | Navigation:
        return scripted(asked) if len(changing.prompts) <= 3 else to_the_end(asked)

    changing.reply = reply
    interview(session, changing, Held())

    assert old == changing.prompts[2].current
    assert answers == {question: session.answers[question] for question in answers}


def test_back_at_an_answer_shows_what_was_given() -> None:
    """``t`` asks the question before once more, and its answer is there to be kept."""
    answering = person(
        ("levensgevaar", "no"),
        ("ziekenhuis", "no"),
        ("woont de cliënt", "nl"),
        ("welke zorg", "ggz"),
        ("Verzet", "yes"),
        ("Verder?", Navigation.BACK),
        ("Verzet", Navigation.BACK),
        ("welke zorg", Navigation.BACK),
        ("woont de cliënt", "GM0546"),
        ("welke zorg", "ggz"),
        ("Verzet", "yes"),
        ("Verder?", Navigation.DONE),
    )
    assessment = interview(Session(ENGINE, {}), answering, Held())

    before = [asked.current for asked in answering.prompts]
    first: list[str | None] = [None] * 6
    assert [*first, "yes", "ggz", "nl", "ggz", "yes", None, None] == before
    calm = {"life_danger": "no", "hospital": "no", "resistance": "yes"}
    assert {**calm, RESIDENCE: "GM0546", SECTOR: "ggz"} == assessment.answers


def test_what_lapsed_is_said_in_words() -> None:
    """The number, and the questions by their labels; in the singular for one."""
    changing = person(
        ("Verder?", Navigation.OVERVIEW),
        (OVERVIEW, "ggz_profile"),
        ("profiel", "no"),
        ("Verder?", Navigation.OVERVIEW),
        (OVERVIEW, "ggz_profile"),
        ("profiel", "yes"),
        ("Verder?", Navigation.OVERVIEW),
        (OVERVIEW, "crisis_plan"),
        ("crisisplan", "no"),
        ("Verder?", Navigation.DONE),
    )
    held = Held()
    interview(ended(GGZ), changing, held, report="soep")

    assert "2 antwoorden vervallen: crisisplan, afspraken in het plan." in held.text
    assert "2 eerdere antwoorden tellen weer: crisisplan, afspraken in het plan." in held.text
    assert "1 antwoord vervalt: afspraken in het plan." in held.text
    assert "- crisisplan: nee" in held.result
    assert "bel de partner" not in held.result


def test_overview_lists_only_what_counts() -> None:
    """An answer that lapsed cannot be chosen, and is not shown as given."""
    session = ended(GGZ)
    session.give("ggz_profile", "no")
    looking = person(("Verder?", Navigation.OVERVIEW), (OVERVIEW, ""), ("Verder?", Navigation.DONE))
    interview(session, looking, Held())

    nothing, *listed, back = looking.prompts[1].replies
    assert ("", Navigation.BACK) == (nothing, back)
    assert sorted(session.read) == sorted(map(str, listed))
    assert session.asked[-1] == listed[0]  # the newest first
    assert not {"crisis_plan", "plan_agreements"} & set(session.read)


@walks
@given(data=st.data())
def test_random_interviews(data: st.DataObject) -> None:
    """Whatever is pressed, the result shows the final answers, as asked straight through."""
    held, moves = Held(), count()

    def reply(asked: Asked) -> str | Navigation:
        if next(moves) > 120:  # in the end everybody answers
            first: tuple[str | Navigation, ...] = (Navigation.CLOSE, Navigation.DONE, "")
            if asked.message.startswith(("Deel", "Tot zover", "Voorbereiden")):
                first = (Navigation.CLOSE, Navigation.BACK)
            answers = (r for r in asked.replies if not isinstance(r, Navigation) and r != "t")
            return next(chain((r for r in first if r in asked.replies), answers))
        if data.draw(st.integers(0, 30), "quit") == 30:
            raise KeyboardInterrupt
        return data.draw(st.sampled_from(asked.replies), asked.message)

    session = Session(ENGINE, {})
    while True:
        try:
            assessment = interview(session, Person(reply), held, report="soep")
            break
        except KeyboardInterrupt:
            session = held.resume()

    assert session.read == assessment.answers
    straight = asked_straight_through(session.read)
    straight.override = session.override
    assert assessed(straight) == replace(assessment, origin=assessed(straight).origin)
    assert exports(straight) == exports(session)
    for id_ in set(QUESTIONS) - set(session.read):
        if QUESTIONS[id_].label not in {QUESTIONS[other].label for other in session.read}:
            assert f"\n- {QUESTIONS[id_].label}: " not in held.result


@contextmanager
def counted_walks() -> Iterator[Callable[[], int]]:
    """Count the walks of the rules; the function returns how many there were since the last time.

    Two is the most for one reply: an answer gone back from still stands for what lapses, and
    for an own choice. What looks ahead is counted apart (test_progress.py); what looks back, at
    ``t`` and at the verdict, walks once for each question on the way, and each time further.
    """
    walks, walk = [0], Walk.__init__

    def counted(self: Walk, rules: Rules, answers: Answers) -> None:
        walks[0] += 1
        walk(self, rules, answers)

    def looking_back(to: Walk) -> frozenset[str]:
        before, way = walks[0], on_the_way(to)
        assert walks[0] - before == len(way) + 1
        walks[0] = before
        return way

    def since_the_last_time() -> int:
        passed, walks[0] = walks[0], 0
        return passed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Walk, "__init__", counted)
        patch.setattr(Session, "progress", lambda *_: Progress((), 0))
        patch.setattr("crisiszorg_cli.triage.session.on_the_way", looking_back)
        yield since_the_last_time


@pytest.mark.parametrize("route", ROUTES, ids="-".join)
def test_a_reply_costs_few_walks(route: tuple[str, str], interviews: Interviews) -> None:
    """Two, up to the verdict and after it: deviating, changing, going back, preparing.

    One more where questions may stand on one screen: whether all of them would be asked.
    """
    longest, _ = max(interviews(*route), key=lambda interview: len(interview[0]))
    by_words = {QUESTIONS[id_].text: value for id_, value in longest.items()}
    at_the_verdict = iter(("deviate", Navigation.OVERVIEW, Navigation.BACK, "prepare"))
    prepared: list[str | Navigation] = []
    costs: list[int] = []

    def reply(asked: Asked) -> str | Navigation:
        costs.append(passed())
        if asked.message.startswith("Voorbereiden"):
            left = (r for r in asked.replies if r in QUESTIONS and r not in prepared)
            more = "more" if "more" in asked.replies else Navigation.DONE
            prepared.append(chosen := next(left, more))
            return chosen
        if "Verder?" not in asked.message:
            first = asked.replies[1 if asked.message == OVERVIEW else 0]
            return by_words.get(asked.message, first)
        return next(at_the_verdict, Navigation.DONE)

    held = Held()
    with counted_walks() as passed:
        interview(Session(ENGINE, {}), Person(reply), held)

    assert prepared
    assert "Uw keuze: " in held.text
    assert "Terug naar" in held.text
    assert 3 >= max(costs), costs
    assert len(longest) <= costs.count(1)


@walks
@given(data=st.data())
def test_any_reply_costs_few_walks(data: st.DataObject) -> None:
    """Two, and one more where questions may stand together, whatever is pressed."""
    costs: list[int] = []

    def reply(asked: Asked) -> str | Navigation:
        costs.append(passed())
        if len(costs) > 60:
            raise KeyboardInterrupt
        # Why it is so looks at many other answers; nothing else does.
        replies = [r for r in asked.replies if r != "why"]
        return data.draw(st.sampled_from(replies), asked.message)

    with counted_walks() as passed, suppress(KeyboardInterrupt):
        interview(Session(ENGINE, {}), Person(reply), Held())

    assert 3 >= max(costs), costs


def test_quitting_anywhere_loses_nothing() -> None:
    """After each answer the draft holds all that counts; resumed, it ends as if never left."""
    straight = ended(GGZ)
    for stop in range(1, len(straight.asked)):
        session = Session(ENGINE, {})
        for id_ in straight.asked[:stop]:
            session.give(id_, straight.answers[id_])
        last = next(id_ for id_ in straight.asked[stop - 1 :: -1] if id_ in session.way)
        again = resumed(DraftSnapshot(**json.loads(json.dumps(saved(session)._asdict()))))

        assert pending(session) == pending(again)
        assert last == again.back()
        for id_ in straight.asked[straight.asked.index(last) :]:
            again.give(id_, straight.answers[id_])
        assert exports(straight) == exports(again)


@pytest.mark.parametrize(("reason", "kept"), [("het plan", True), ("zie 111_222_333", False)])
def test_a_reason_with_a_bsn_is_not_taken_from_a_draft(reason: str, kept: bool) -> None:
    """A draft that was changed by hand brings none back to the disk, as reason or as answer."""
    session = Session(ENGINE, {})
    finish(session)
    other = session.alternatives()[0]
    session.override = Override(other, reason)
    again = resumed(saved(session))

    assert kept == (again.override is not None)
    assert kept == (reason in repr(saved(again)))


def test_a_choice_of_another_sector_lapses_with_that_sector() -> None:
    """A choice for the GZ is none for V&V, also against the same outcome."""
    session = Session(ENGINE, {RESIDENCE: "zhn", "vg_indication": "yes"})
    steps = (("life_danger", "no"), ("hospital", "no"), (SECTOR, "gz"), ("resistance", "yes"))
    for id_, value in steps:
        session.give(id_, value)
    chosen = Override(ENGINE.content.outcomes["gz_register"], "een reden")
    session.override = chosen

    stood = [(session.outcome_id, session.override)]
    for sector in ("vv", "gz"):
        session.give(SECTOR, sector)
        stood.append((session.outcome_id, session.override))

    forced = "forced_care_wzd"
    assert [(forced, chosen), (forced, None), (forced, chosen)] == stood
