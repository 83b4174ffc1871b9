"""What must hold for every set of answers, complete or not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import example, given, strategies as st

from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import (
    UNKNOWN,
    Gate,
    Pathway,
    Purpose,
    Question,
    QuestionKind,
    Redirect,
    Remark,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.triage.assess import assess
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import Path
from crisiszorg_cli.triage.walk import INCOMPLETE, RESIDENCE, SECTOR, Walk
from tests.effort import each, tries
from tests.shipped import CONTENT
from tests.triage import oracle
from tests.triage.everywhere import in_every_place

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]
Paths = Callable[[str, str], tuple[Path, ...]]

Steps = tuple[tuple[str, str], ...]

QUESTIONS = CONTENT.questions  # strategies are made before there are fixtures
EVERYWHERE = [(place, sector) for place in oracle.PLACES for sector in oracle.SECTORS]

# Assessing needs no more than the session's engine, so sharing it between examples is safe.
shared = tries(200)


def values_of(question: Question) -> tuple[str, ...]:
    """Return answers to choose from, also where any text would do."""
    match question.kind:
        case QuestionKind.PLACE:
            return tuple(oracle.PLACES)
        case QuestionKind.TEXT:
            return ("tekst", "nee", "yes", UNKNOWN)
        case _:
            return question.values()


ANY_ANSWERS = st.fixed_dictionaries(
    {}, optional={id_: st.sampled_from(values_of(q)) for id_, q in QUESTIONS.items()}
)
"""Any answers to any questions, of every sector at once: mostly junk."""

ALL_ANSWERS = st.fixed_dictionaries(
    {id_: st.sampled_from(values_of(q)) for id_, q in QUESTIONS.items()}
)
"""An answer to every question, of every sector at once."""

ROUTED = st.builds(
    lambda junk, place, sector, calm: {
        **junk,
        RESIDENCE: place,
        SECTOR: sector,
        "life_danger": calm,
        "hospital": calm,
    },
    st.one_of(ANY_ANSWERS, ALL_ANSWERS),
    st.sampled_from(tuple(oracle.PLACES)),
    st.sampled_from(oracle.SECTORS),
    st.sampled_from(("no", "no", UNKNOWN)),
)
"""Any answers that get past the first questions, so that the criteria count."""


def content_of(assessment: Assessment) -> dict[str, object]:
    """Return an assessment as data to compare, its answers without their order."""
    fields = {f.name: getattr(assessment, f.name) for f in dataclasses.fields(assessment)}
    return {**fields, "answers": dict(assessment.answers)}


# -- one verdict, always ----------------------------------------------------------------------


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
def test_every_state_has_exactly_one_verdict(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """Partial, contradictory and irrelevant answers too end in one verdict, the same twice."""
    assessment = triage.assess(answers, moment)
    question = triage.next_question(answers)

    assert assessment.verdict in Verdict
    assert assessment.certain == (question is None)
    assert assessment.certain == (assessment.outcome.id != INCOMPLETE)
    assert content_of(assessment) == content_of(triage.assess(dict(answers), moment))


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
@example(answers={"life_danger": "no", "region": "zhn", "sector": "vv", "wlz_indication": "yes"})
def test_a_finished_walk_never_changes(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """A walk that is kept says the same again: no question about it makes an answer count."""
    theirs = dict(answers)
    walk = triage.walk(theirs)
    read, first = dict(walk.read), assess(walk, moment)
    theirs.clear()

    assert first == assess(walk, moment)
    assert (answers, read) == (walk.answers, walk.read)


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
def test_an_uncertain_verdict_is_consult_and_names_what_is_missing(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """Until the verdict is certain it is "consult"; what is asked next heads the list."""
    assessment = triage.assess(answers, moment)
    question = triage.next_question(answers)

    if question is None:
        assert assessment.missing_answers == ()
    else:
        assert assessment.verdict is Verdict.CONSULT
        assert question.id == assessment.missing_answers[0]
        assert not set(assessment.missing_answers) & set(answers)


@shared
@given(answers=ROUTED)
def test_giving_all_missing_answers_makes_it_certain(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """Who fills in what is listed as missing, round by round, gets a verdict."""
    for _ in range(3):  # a redirect, or a question that depends on another, adds a round
        for question in triage.assess(answers, moment).missing_answers:
            answers = {**answers, question: UNKNOWN}

    assert triage.assess(answers, moment).certain


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
def test_danger_to_life_goes_before_everything(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """With the first answer yes there is one outcome and one number, whatever else is said."""
    assessment = triage.assess({**answers, "life_danger": "yes"}, moment)

    assert (Verdict.EMERGENCY, True) == (assessment.verdict, assessment.certain)
    assert ["112"] == [str(contact.service.phone) for contact in assessment.contacts]
    assert {"life_danger": "yes"} == assessment.answers


@shared
@given(answers=ROUTED)
def test_hospital_goes_before_every_route(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """Nothing that a sector asks changes that somebody must go to hospital."""
    assessment = triage.assess({**answers, "hospital": "yes"}, moment)

    assert Verdict.HOSPITAL is assessment.verdict


# -- irrelevant answers -----------------------------------------------------------------------


def pathways_of(assessment: Assessment, triage: Triage) -> tuple[Pathway, ...]:
    """Return the pathway that was followed, and the one it was entered by."""
    if assessment.pathway is None or assessment.residence is None:
        return ()
    answers = {k: v for k, v in assessment.answers.items() if k in (RESIDENCE, SECTOR)}
    entered = triage.walk({**answers, "life_danger": "no", "hospital": "no"}).pathway
    return (assessment.pathway,) if entered is None else (assessment.pathway, entered)


def askable(assessment: Assessment, triage: Triage) -> set[str]:
    """Return the questions that belong to an assessment's route."""
    content = triage.content
    conditions = [
        gate.when
        for gate in content.gates.values()
        if not gate.sectors or assessment.sector in gate.sectors
    ]
    described: set[str] = set()
    for pathway in pathways_of(assessment, triage):
        conditions += [criterion.met_when for criterion in pathway.criteria]
        conditions += [pathway.redirect.when] if pathway.redirect else []
        described |= {*pathway.opening, *pathway.preparation}
        conditions += [pathway.reservation.met_when] if pathway.reservation else []
    leaves = {leaf.answer for condition in conditions for leaf in condition.leaves()}
    return {RESIDENCE, SECTOR} | described | {leaf for leaf in leaves if leaf}


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
def test_irrelevant_answers_are_never_reported(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """An assessment holds only answers of its own route, to questions that apply."""
    assessment = triage.assess(answers, moment)
    read = assessment.answers

    assert set(read) <= askable(assessment, triage)
    if read.get("wlz_indication") == "yes":
        assert "wlz_expected" not in read
    if read.get("vg_indication") != "no" and read.get(SECTOR) != "ggz":
        assert "minor" not in read
    if read.get("resistance") == "yes":
        assert "client_agrees" not in read
    if read.get("client_agrees") != "yes":
        assert "consent_anywhere" not in read
    if read.get("ggz_profile") == "no":
        assert "crisis_plan" not in read
    if read.get("crisis_plan") != "yes":
        assert "plan_agreements" not in read
    if read.get("can_stay_home") == "yes":
        assert "foster_possible" not in read


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
def test_irrelevant_answers_have_no_influence(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """The answers that are reported, given alone, give the whole assessment again."""
    assessment = triage.assess(answers, moment)
    again = triage.assess(assessment.answers, moment)

    # What is still missing is told apart by what was answered, relevant or not.
    partly: dict[str, object] = {"missing_answers": (), "waiting": {}}
    if not assessment.certain:  # a sector that waits names whom to call for it
        partly["now"] = ()
    contradictions = {
        Remark(advice.text)
        for pathway in triage.content.pathways.values()
        for advice in pathway.contradictions
    }
    # Nor does an answer that does not count go unsaid where it contradicts one that does.
    kept = tuple(notice for notice in assessment.notices if notice not in contradictions)
    first = {**content_of(assessment), **partly, "notices": kept}
    assert first == {**content_of(again), **partly}


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED))
def test_answers_wait_only_while_others_are_missing(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """What waits was given, does not count yet, and is told apart from what never can."""
    assessment = triage.assess(answers, moment)
    waiting = assessment.waiting

    assert waiting.items() <= answers.items()
    assert not waiting.keys() & assessment.answers.keys()
    assert not (assessment.certain and waiting)
    again = triage.assess({**assessment.answers, **waiting}, moment)
    assert (assessment.answers, waiting) == (again.answers, again.waiting)


@shared
@given(answers=st.one_of(ANY_ANSWERS, ROUTED), data=st.data())
def test_every_answer_that_comes_to_count_was_waiting(
    triage: Triage, moment: datetime, answers: dict[str, str], data: st.DataObject
) -> None:
    """However the missing questions are answered: nothing turns up that was not reported."""
    first = triage.assess(answers, moment)
    final = dict(answers)
    while question := triage.next_question(final):
        final[question.id] = data.draw(st.sampled_from(values_of(question)), question.id)
    counted = set(triage.walk(final).read) & set(answers)

    assert counted <= {*first.answers, *first.waiting}


@pytest.mark.parametrize(
    ("answers", "waiting"),
    [
        ({RESIDENCE: "zhn"}, {RESIDENCE}),
        ({RESIDENCE: "zhn", SECTOR: "vv", "danger": "yes"}, {RESIDENCE, SECTOR, "danger"}),
        ({SECTOR: "vv", "resistance": "no"}, {SECTOR, "resistance"}),
        ({SECTOR: "jeugd", "resistance": "no"}, {SECTOR, "resistance"}),  # GZ, with a VG-indicatie
        ({SECTOR: "jeugd", "resistance": "no", "vg_indication": "no"}, {SECTOR, "vg_indication"}),
        ({SECTOR: "vv", "vg_indication": "no"}, {SECTOR}),
        ({SECTOR: "vv", "crisis_plan": "yes", "minor": "yes"}, {SECTOR}),
        ({RESIDENCE: "amsterdam", SECTOR: "vv", "lasting": "yes"}, {RESIDENCE, SECTOR}),
        ({RESIDENCE: "amsterdam", "lasting": "yes"}, {RESIDENCE}),
        ({RESIDENCE: "zhn", "lasting": "yes"}, {RESIDENCE, "lasting"}),
        (
            {"life_danger": "no", RESIDENCE: "zhn", SECTOR: "vv", "wlz_expected": "no"},
            {RESIDENCE, SECTOR, "wlz_expected"},  # the hospital is asked before these
        ),
        (
            {
                "life_danger": "no",
                "hospital": "no",
                RESIDENCE: "zhn",
                SECTOR: "vv",
                "wlz_expected": "no",
            },
            {"wlz_expected"},
        ),
        ({"life_danger": "yes", RESIDENCE: "zhn", SECTOR: "vv"}, set()),
    ],
)
def test_what_waits(
    answers: dict[str, str], waiting: set[str], triage: Triage, moment: datetime
) -> None:
    """Given early: place and sector always; the rest where some route would ask it."""
    assert waiting == set(triage.assess(answers, moment).waiting)


@pytest.mark.parametrize("place", ["amsterdam", "GM0363"])
@pytest.mark.parametrize("sector", ["gz", "jeugd"])
def test_vv_answers_stay_out_of_resistance_in_gz(
    place: str, sector: str, triage: Triage, moment: datetime
) -> None:
    """The V&V steps after resistance do not read V&V answers into a GZ report."""
    answers = {
        "life_danger": "no",
        "hospital": "no",
        RESIDENCE: place,
        SECTOR: sector,
        "vg_indication": "yes",
        "resistance": "yes",
        "wlz_indication": "no",
    }

    assert "wlz_indication" not in triage.assess(answers, moment).answers


@pytest.mark.parametrize("place", ["amsterdam", "nl"])
@pytest.mark.parametrize("question", ["informal_care", "day_care", "consent_anywhere"])
def test_other_regions_criteria_stay_out_of_the_report(
    place: str, question: str, triage: Triage, moment: datetime
) -> None:
    """What only Zorg en Zekerheid asks is not read elsewhere, also not for advice."""
    answers, _ = held(triage, {**smooth(place, "vv"), "home_care": "no"}, {})

    assert question not in triage.assess({**answers, question: "no"}, moment).answers


@shared
@given(answers=ROUTED, data=st.data())
def test_the_order_of_answering_does_not_matter(
    triage: Triage, moment: datetime, answers: dict[str, str], data: st.DataObject
) -> None:
    """The same final answers give the same assessment, in whatever order they came."""
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    one, other = triage.assess(answers, moment), triage.assess(shuffled, moment)

    assert content_of(one) == content_of(other)
    assert list(one.answers) == list(other.answers)


@shared
@given(answers=ROUTED, data=st.data())
def test_going_back_and_changing_leaves_no_trace(
    triage: Triage, moment: datetime, answers: dict[str, str], data: st.DataObject
) -> None:
    """An interview held after answers were changed is the interview of the final answers."""
    first, _ = held(triage, answers, {})
    changed = data.draw(st.sampled_from(sorted(answers)))
    value = data.draw(st.sampled_from(values_of(QUESTIONS[changed])))
    final = {**answers, changed: value}

    straight, _ = held(triage, final, {})
    resumed, _ = held(triage, final, {**first, changed: value} if changed in first else first)

    one, other = triage.assess(straight, moment), triage.assess(resumed, moment)
    assert one.outcome == other.outcome
    assert straight == {q: resumed[q] for q in straight}


def held(
    triage: Triage, all_answers: Mapping[str, str], given: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Hold the interview with somebody who knows all answers, after some were given."""
    answers, asked = dict(given), []
    while question := triage.next_question(answers):
        asked.append(question.id)
        answers[question.id] = all_answers.get(question.id, UNKNOWN)
    return answers, asked


# -- the interview: the whole decision tree ---------------------------------------------------


@in_every_place
def test_every_interview_begins_with_danger_to_life(
    place: str, sector: str, interviews: Interviews
) -> None:
    """Every interview ends without asking twice, and nothing goes before the red flag."""
    for answers, outcome in interviews(place, sector):
        assert outcome != INCOMPLETE
        assert next(iter(answers)) == "life_danger"
        assert len(answers) <= 2 + len(oracle.decisive(sector, place))


@in_every_place
def test_no_question_is_asked_that_cannot_change_the_verdict(
    place: str, sector: str, triage: Triage, interviews: Interviews
) -> None:
    """Each question asked can change the verdict by itself, all later answers being equal.

    But for what chooses whom to call, and what tells where to go when there is no danger.
    """
    outcomes = triage.content.outcomes
    paths = [
        (tuple(answers.items()), outcomes[outcome].verdict)
        for answers, outcome in interviews(place, sector)
    ]
    pointless: list[Steps] = []
    reduced(paths, 0, pointless)

    assert [] == pointless[:3]


def reduced(paths: list[tuple[Steps, Verdict]], depth: int, pointless: list[Steps]) -> object:
    """Return the decision tree of some paths without the questions that do not matter.

    Questions always come in the same order, so two trees that are equal when reduced give
    the same verdict on the same answers: it is the reduction of binary decision diagrams.
    """
    steps, verdict = paths[0]
    if len(steps) == depth:
        return verdict
    question = steps[depth][0]
    branches: dict[str, list[tuple[Steps, Verdict]]] = {}
    for path in paths:
        branches.setdefault(path[0][depth][1], []).append(path)
    children = {v: reduced(branch, depth + 1, pointless) for v, branch in branches.items()}
    first, *others = children.values()
    if all(other == first for other in others):
        if question not in (RESIDENCE, SECTOR) and not _chooses(question, steps[:depth]):
            pointless.append((*steps[:depth], (question, "?")))
        return first
    return question, tuple(children.items())


def _chooses(question: str, before: Steps) -> bool:
    """Tell whether a question is asked for whom to call, or for where to go instead."""
    if question in {"abuse_suspected", "psychiatric_picture"}:
        return True
    waits = {("danger", "no"), ("within_24h", "no")} & set(before)
    return bool(waits) and question in {"wlz_indication", "wlz_expected", "acute_change"}


def test_every_outcome_can_be_reached(triage: Triage, interviews: Interviews) -> None:
    """Every outcome but "incomplete" is the end of some interview."""
    reached = {outcome for at in EVERYWHERE for _, outcome in interviews(*at)}

    assert set(triage.content.outcomes) - {INCOMPLETE} == reached


def test_every_verdict_can_be_reached(triage: Triage, interviews: Interviews) -> None:
    """No verdict is a dead word."""
    outcomes = triage.content.outcomes
    reached = {outcomes[outcome].verdict for at in EVERYWHERE for _, outcome in interviews(*at)}

    assert set(Verdict) == reached


Assessments = Callable[[str, str], tuple[Assessment, ...]]


@pytest.fixture(scope="module")
def assessments(triage: Triage, moment: datetime, paths: Paths) -> Assessments:
    """The assessment at the end of every path for a place and a sector.

    In a place with the same paths as another one: at the end of one path for each outcome and
    each set of criteria that are not met. What the place adds is the same for the others. In a
    run of a part, in the first place: one for each answer on which advice depends as well, and
    one in ten of the others.
    """
    tried: set[int] = set()
    advice = [each for exit_ in triage.content.exits.values() for each in exit_.advice]
    asked = sorted(
        {str(leaf.answer) for each in advice if each.when for leaf in each.when.leaves()}
    )

    @cache
    def all_of(place: str, sector: str) -> tuple[Assessment, ...]:
        chosen: dict[object, dict[str, str]] = {}
        every = paths(place, sector)
        for path in every:
            failed = (c.id for c, truth in path.walk.criteria if truth is Truth.NOT_MET)
            answers = map(path.answers.get, () if id(every) in tried else asked)
            chosen.setdefault((path.walk.outcome_id, *failed, *answers), path.answers)
        if id(every) not in tried:
            chosen |= enumerate(path.answers for path in each(25, every))
        tried.add(id(every))
        there = {RESIDENCE: place}
        return tuple(
            triage.assess({id_: there.get(id_, v) for id_, v in answers.items()}, moment)
            for answers in chosen.values()
        )

    return all_of


@pytest.mark.thorough
def test_every_exit_can_be_reached(triage: Triage, assessments: Assessments) -> None:
    """Every sentence of advice is shown at the end of some interview."""
    shown = {advice for at in EVERYWHERE for end in assessments(*at) for advice in end.exits}
    written = {advice for exit_ in triage.content.exits.values() for advice in exit_.advice}

    assert written == shown


@pytest.mark.thorough
def test_every_step_can_be_reached(triage: Triage, assessments: Assessments) -> None:
    """Every next step is shown at the end of some interview."""
    shown = {d.step.id for at in EVERYWHERE for end in assessments(*at) for d in end.steps}

    assert set(triage.content.steps) == shown


# -- every question can matter ----------------------------------------------------------------

DESCRIBING = {
    # questions that change nothing but the report, and the route on which they are offered
    "what_changed": ("zhn", "vv"),
    "why_no_hospital": ("zhn", "vv"),
    "why_no_home_care": ("zhn", "vv"),
    "why_no_informal_care": ("zhn", "vv"),
    "cognition": ("zhn", "vv"),
    "mobility": ("zhn", "vv"),
    "care_needed": ("zhn", "vv"),
    "admission_type": ("zhn", "vv"),
    "current_care": ("zhn", "vv"),
    "preferred_provider": ("zhn", "vv"),
    "family_agrees": ("zhn", "vv"),
    "knows_two_weeks": ("zhn", "vv"),
    "gz_setting": ("zhn", "gz"),
    "gz_what_happened": ("zhn", "gz"),
    "gz_context": ("zhn", "gz"),
    "ggz_what_happened": ("zhn", "ggz"),
    "plan_agreements": ("zhn", "ggz"),
    "under_12": ("lekstroom", "jeugd"),
    "youth_what_happened": ("nl", "jeugd"),
    "local_team": ("nl", "jeugd"),
    "own_network": ("nl", "jeugd"),
}

SHOWING = {
    # questions that decide no verdict, but what is shown with it
    "can_stay_home": ("lekstroom", "jeugd", "ladder"),
    "foster_possible": ("lekstroom", "jeugd", "ladder"),
}

SMOOTH = {
    # answers that lead past all gates, to the end of every route
    "life_danger": "no",
    "hospital": "no",
    "resistance": "no",
    "vg_indication": "yes",
    "ggz_profile": "yes",
    "crisis_plan": "yes",
    "can_stay_home": "no",
}


def smooth(place: str, sector: str) -> dict[str, str]:
    """Return answers with which the route's own questions are at stake."""
    answers = {**SMOOTH, RESIDENCE: place, SECTOR: sector}
    return {**answers, "vg_indication": "no"} if sector == "jeugd" else answers


def test_each_question_decides_shows_or_describes(
    content_questions: set[str], interviews: Interviews
) -> None:
    """No question of the content stands outside these three groups, or in two of them."""
    deciding = {q for at in EVERYWHERE for answers, _ in interviews(*at) for q in answers}

    assert content_questions == deciding | set(SHOWING) | set(DESCRIBING)
    assert not deciding & (set(SHOWING) | set(DESCRIBING))


@pytest.fixture(scope="module")
def content_questions(triage: Triage) -> set[str]:
    """The ids of all questions."""
    return set(triage.content.questions)


@pytest.mark.parametrize("question", DESCRIBING)
def test_a_describing_question_is_offered_and_reported(
    question: str, triage: Triage, moment: datetime
) -> None:
    """Once the verdict is certain it is offered for the call, and its answer is kept."""
    place, sector = DESCRIBING[question]
    answers, _ = held(triage, smooth(place, sector), {})
    value = values_of(QUESTIONS[question])[0]
    offered = [q.id for q in triage.preparation(answers)]
    reported = triage.assess({**answers, question: value}, moment).answers

    assert question in offered
    assert value == reported[question]


@pytest.mark.parametrize("question", SHOWING)
def test_a_showing_question_changes_what_is_shown(
    question: str, triage: Triage, moment: datetime
) -> None:
    """It is offered for the call, and yes and no show something different."""
    place, sector, field = SHOWING[question]
    answers, _ = held(triage, smooth(place, sector), {})
    answers["can_stay_home"] = "no"
    shown = [
        getattr(triage.assess({**answers, question: value}, moment), field)
        for value in ("yes", "no")
    ]

    assert question in [q.id for q in triage.preparation(answers)]
    assert shown[0] != shown[1]


@in_every_place
def test_each_decisive_answer_is_visible_in_the_criteria(
    place: str, sector: str, triage: Triage, moment: datetime
) -> None:
    """Every criterion shows the answers it was read from, and only those."""
    answers = {**smooth(place, sector), **dict.fromkeys(("danger", "danger_48h"), "no")}
    answers, _ = held(triage, answers, {})

    for result in triage.assess(answers, moment).criteria:
        leaves = {leaf.answer for leaf in result.criterion.met_when.leaves()}
        assert {k: v for k, v in answers.items() if k in leaves} == result.answers


# -- "weet ik niet" ---------------------------------------------------------------------------

GATES = {Verdict.EMERGENCY, Verdict.HOSPITAL, Verdict.FORCED_CARE}


@in_every_place
def test_unknown_is_never_treated_as_yes_or_no(
    place: str, sector: str, paths: Paths, triage: Triage, done: set[object]
) -> None:
    """Not knowing gives "consult", or what every answer would give, or a later gate.

    So for each complete vector and each answer in it that is "weet ik niet": the verdict is
    consult; or it is the same verdict as with any other answer in its place; or a gate that
    comes later fires, and then what is not known stands among the open points. An answer that
    a path does not read changes nothing; for one that it reads, all vectors with another in its
    place lie on the paths that agree with the rest of it.
    """
    every = paths(place, sector)
    if id(every) in done:  # the same paths as in another place
        return
    done.add(id(every))
    tree = tree_of(every)
    guessed = [
        (path.answers, question)
        for path in every
        if (verdict := path.walk.outcome.verdict) is not Verdict.CONSULT
        for question, value in path.answers.items()
        if value == UNKNOWN
        for other in triage.content.questions[question].values()
        if verdicts(tree, {**path.answers, question: other}) != {verdict}
        and not (verdict in GATES and is_open(path.walk, question))
    ]
    assert [] == guessed[:3]


@pytest.fixture(scope="module")
def done() -> set[object]:
    """What was tried already."""
    return set()


class Node(NamedTuple):
    """A question, with what comes after each answer."""

    question: str
    after: dict[str, Node | Verdict]


def tree_of(paths: tuple[Path, ...], depth: int = 0) -> Node | Verdict:
    """Put paths together as the tree that they are: questions come in one order."""
    first = list(paths[0].answers)
    if len(first) == depth:
        return paths[0].walk.outcome.verdict
    question = first[depth]
    branches: dict[str, list[Path]] = {}
    for path in paths:
        branches.setdefault(path.answers[question], []).append(path)
    return Node(question, {v: tree_of(tuple(b), depth + 1) for v, b in branches.items()})


def verdicts(tree: Node | Verdict, answers: Mapping[str, str]) -> set[Verdict]:
    """Return the verdicts of all vectors with these answers."""
    if isinstance(tree, Verdict):
        return {tree}
    if tree.question in answers:
        return verdicts(tree.after[answers[tree.question]], answers)
    return set().union(*(verdicts(each, answers) for each in tree.after.values()))


def is_open(walk: Walk, question: str) -> bool:
    """Tell whether an answer that is not known keeps a gate or redirect open."""
    gates = [item for item in walk.open if isinstance(item, Gate | Redirect)]
    return question in {leaf.answer for gate in gates for leaf in gate.when.leaves()}


NO_CRISIS_TYPE = {
    # found by chance: every criterion is known, and one of them is not met
    **dict.fromkeys(("life_danger", "hospital", "resistance"), "no"),
    RESIDENCE: "zhn",
    SECTOR: "gz",
    **dict.fromkeys(("vg_indication", "danger_48h", "lasting"), "yes"),
    "gz_crisis_type": "none",
}


@shared
@given(answers=ROUTED)
@example(answers=NO_CRISIS_TYPE)
def test_what_is_unknown_is_an_open_point(
    triage: Triage, moment: datetime, answers: dict[str, str]
) -> None:
    """What was answered "weet ik niet" is a point to find out, also with answers that count not."""
    assert_says_why(triage.assess(answers, moment))


@pytest.mark.thorough
@in_every_place
def test_a_consult_says_why(place: str, sector: str, assessments: Assessments) -> None:
    """At the end of every path."""
    for end in assessments(place, sector):
        assert_says_why(end)


def assert_says_why(assessment: Assessment) -> None:
    """Check that a consult says what to find out, or which criterion is not met and what then.

    A criterion whose questions do not apply, such as a plan without a profile, has no answers:
    nothing is to be found out about it, since no answer to it would count.
    Where everything is known and a criterion is not met beside danger, there is nothing to find
    out: then the criterion is shown, with where to go instead.
    """
    unknown = {
        r.criterion.open_point
        for r in assessment.criteria
        if r.status is Truth.UNKNOWN and r.answered
    }
    failed = [r for r in assessment.criteria if r.status is Truth.NOT_MET]

    if assessment.verdict is not Verdict.FORCED_CARE:  # there the bed is the second call
        assert unknown <= set(assessment.open_points)
    if assessment.certain and assessment.outcome.id.endswith("_consult"):
        assert assessment.open_points or (failed and assessment.exits)


# -- never a dead end -------------------------------------------------------------------------


@pytest.mark.thorough
@in_every_place
def test_there_is_always_somebody_to_call_or_a_word_about_what_to_do(
    place: str, sector: str, assessments: Assessments
) -> None:
    """Every end names an open number, or says what to do now; a page alone is no way out."""
    stuck = {
        (end.outcome.id, end.region.id)
        for end in assessments(place, sector)
        if not any(c.service.phone and c.open is not False for c in end.contacts) and not end.now
    }

    assert set() == stuck


@pytest.mark.thorough
@in_every_place
def test_a_number_that_no_source_gives_is_said_to_be_missing(
    place: str, sector: str, assessments: Assessments
) -> None:
    """Each purpose has a number of the region's own, or stands among what is missing."""
    for end in assessments(place, sector):
        own = {
            serving.purpose
            for contact in end.contacts
            for serving in contact.service.serves
            if contact.service.phone
            and end.region.id in serving.regions
            and end.sector in serving.sectors
        }
        missing = {m.purpose for m in end.missing}

        assert set(end.outcome.purposes) - {Purpose.EMERGENCY} <= own | missing


@pytest.mark.thorough
@in_every_place
def test_nothing_is_said_twice(place: str, sector: str, assessments: Assessments) -> None:
    """Open points, advice, steps, notices and contacts each stand there once."""
    for end in assessments(place, sector):
        steps = [dated.step.id for dated in end.steps]
        services = [contact.service.id for contact in end.contacts]
        for said in (end.open_points, end.exits, end.notices, steps, services):
            assert len(said) == len(set(said))


def test_all_sectors_are_covered() -> None:
    """The tables above know every sector."""
    assert list(Sector) == list(oracle.SECTORS)


def test_missing_answers_are_each_named_once(triage: Triage, moment: datetime) -> None:
    """What is still missing is listed without repeats, and only while it can matter."""
    no_sector = triage.assess({"life_danger": "no", "region": "amsterdam"}, moment)
    open_gate = triage.assess(
        {"life_danger": "unknown", "hospital": "no", "region": "nl", "sector": "vv"}, moment
    )

    assert ("hospital", "sector") == no_sector.missing_answers
    assert () == no_sector.contacts
    assert ("resistance",) == open_gate.missing_answers
