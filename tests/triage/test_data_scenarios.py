"""The cases of data/scenarios, each tried on the engine, and the faults that a case may have.

What they expect was written from the documents. A case that fails says which of the two, the
rules or the case, does not follow them; it is never adapted to what the engine happens to say.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisiszorg_cli.content.loader import load_content
from crisiszorg_cli.content.scenarios import (
    FOLDER,
    given_answers,
    load_scenarios,
    read_scenarios,
)
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.errors import DataError
from crisiszorg_cli.model.assessment import Assessment
from crisiszorg_cli.model.content import Content, Purpose, Truth, Verdict
from crisiszorg_cli.model.scenario import Digits, Scenario
from crisiszorg_cli.render.result import detail_lines, verdict_lines
from crisiszorg_cli.triage.engine import Triage
from tests.shipped import CONTENT

SCENARIOS, PROBLEMS = read_scenarios(data_folder(), CONTENT)

# The first two questions can settle it before place and sector are known.
AT_ONCE = (Verdict.EMERGENCY, Verdict.HOSPITAL)


def shown(assessment: Assessment) -> str:
    """Return the whole result as it is read, on one line for each of its lines."""
    lines = (*verdict_lines(assessment), *detail_lines(assessment))
    return "\n".join(" ".join(line.text.split()) for line in lines)


def holds_number(text: str, number: Digits) -> bool:
    """Tell whether a number is in a text, however it is grouped."""
    digits = r"[\s-]?".join(number.phone.digits)
    return re.search(rf"(?<!\d){digits}(?!\d)", text) is not None


def numbers(assessment: Assessment) -> list[str]:
    """Return the digits of whom to call, in call order."""
    return [c.service.phone.digits for c in assessment.contacts if c.service.phone]


def nobody_answers(assessment: Assessment) -> bool:
    """Tell whether no number is open; one without known hours may be.

    Veilig Thuis, for violence in the whole country, is none for a psychiatric picture alone.
    """
    about = (
        assessment.answers.get("psychiatric_picture"),
        assessment.answers.get("abuse_suspected"),
    )
    beside = {"veilig-thuis"} if about == ("yes", "no") else set()
    return not any(
        contact.service.phone and contact.open is not False
        for contact in assessment.contacts
        if contact.purpose is not Purpose.EMERGENCY and contact.service.id not in beside
    )


# Each gives what is not as the case expects, in words.


def verdict_differs(case: Scenario, got: Assessment, text: str) -> Iterator[str]:  # noqa: ARG001
    """The verdict, and whether it is certain."""
    if got.verdict is not case.verdict:
        yield f"verdict: expected {case.verdict}, is {got.verdict} ({got.outcome.id})"
    asked = bool(case.place and case.sector)
    if got.certain != (asked or case.verdict in AT_ONCE):
        yield f"certain: {got.certain}, missing {', '.join(got.missing_answers)}"


def calls_differ(case: Scenario, got: Assessment, text: str) -> Iterator[str]:
    """The numbers in call order, what stands apart, and what may not be there."""
    expected = [each.phone.digits for each in case.calls]
    called = numbers(got)
    if called[: len(expected)] != expected:
        yield f"calls: expected {expected}, are {called}"
    if case.calls and case.verdict not in AT_ONCE and nobody_answers(got) != case.now:
        yield f"open: nobody answers is {nobody_answers(got)}"
    for each in (*case.calls, *case.apart):
        if not holds_number(text, each):
            yield f"not shown: {each.phone}"
    for each in case.apart:
        if each.phone.digits in called:
            yield f"a call, but should stand apart: {each.phone}"
    for each in case.never:
        if holds_number(text, each) or each.phone.digits in called:
            yield f"shown: {each.phone}"


def now_differs(case: Scenario, got: Assessment, text: str) -> Iterator[str]:
    """What to do while nobody answers: 112, and the huisartsenpost or HAP."""
    if not case.now:
        return
    if not nobody_answers(got):
        yield f"open: {numbers(got)}"
    yield from (
        f"now: '{each}' is not said"
        for each in ("112", "huisartsenpost | HAP")
        if not says(text, each)
    )


def text_differs(case: Scenario, got: Assessment, text: str) -> Iterator[str]:  # noqa: ARG001
    """Pieces of text, and the page."""
    pieces = (*case.says, *([case.page.split("://")[1]] if case.page else ()))
    yield from (f"not said: '{each}'" for each in pieces if not says(text, each))
    yield from (f"said: '{each}'" for each in case.silent if each in text)


def says(text: str, piece: str) -> bool:
    """Tell whether one of the alternatives in a piece is in a text, in any capitals."""
    return any(each.strip().casefold() in text.casefold() for each in piece.split("|"))


def criteria_differ(case: Scenario, got: Assessment, text: str) -> Iterator[str]:  # noqa: ARG001
    """Exactly the criteria that are not met or not known, and where to go instead, in order."""
    wanted = ((Truth.NOT_MET, case.not_met), (Truth.UNKNOWN, case.unknown))
    for truth, expected in wanted:
        # Of a plan without a profile nothing is asked: that is no open point.
        asked = (each for each in got.criteria if each.answered)
        found = {each.criterion.id for each in asked if each.status is truth}
        named = bool(case.not_met or case.unknown) or case.verdict is Verdict.REGISTER
        if named and found != set(expected):
            yield f"{truth}: expected {sorted(expected)}, are {sorted(found)}"
    texts = [each.text for each in got.exits]
    at = []
    for exit_ in case.exits:
        own = [texts.index(a.text) for a in CONTENT.exits[exit_].advice if a.text in texts]
        if not own:
            yield f"exit not shown: {exit_}"
        at += own[:1]
    if at != sorted(at):
        yield f"exits in another order than {case.exits}"


def steps_differ(case: Scenario, got: Assessment, text: str) -> Iterator[str]:  # noqa: ARG001
    """Steps with their days, and the rungs that the answers point at."""
    dated = {each.step.id: each.due for each in got.steps}
    for step in case.steps:
        if step.id_ not in dated:
            yield f"no step {step.id_}"
        elif step.due is not None and step.due != dated[step.id_]:
            yield f"step {step.id_}: expected {step.due}, is {dated[step.id_]}"
    yield from (f"step {id_} is there" for id_ in case.no_steps if id_ in dated)
    rungs = tuple(rung.id for rung, points in got.ladder if points)
    if case.rungs and rungs != case.rungs:
        yield f"rungs: expected {case.rungs}, are {rungs}"


DIFFERENCES: tuple[Callable[[Scenario, Assessment, str], Iterator[str]], ...] = (
    verdict_differs,
    calls_differ,
    now_differs,
    text_differs,
    criteria_differ,
    steps_differ,
)


@pytest.mark.parametrize("case", SCENARIOS, ids=[each.id for each in SCENARIOS])
def test_scenario(case: Scenario, triage: Triage) -> None:
    """A case has the verdict, numbers, sentences and steps that the documents give it."""
    got = triage.assess(given_answers(case), case.moment.at)
    text = shown(got)
    found = [each for differs in DIFFERENCES for each in differs(case, got, text)]

    assert not found, "\n".join((case.rule, *found))


# -- the cases as a whole -------------------------------------------------------------------------


def test_the_shipped_scenarios_have_no_faults() -> None:
    """Every id, value, place and step exists, and every answer is read on its way."""
    assert () == PROBLEMS


def test_there_are_cases_of_everything() -> None:
    """At least eighty; every verdict, criterion on both sides, exit and rung."""
    criteria = {c.id for pathway in CONTENT.pathways.values() for c in pathway.criteria}

    assert len(SCENARIOS) >= 80
    assert set(Verdict) == {each.verdict for each in SCENARIOS}
    assert criteria == {id_ for each in SCENARIOS for id_ in each.not_met} | {"vg_indication"}
    assert criteria == {id_ for each in SCENARIOS for id_ in each.unknown}
    reached = {id_ for each in SCENARIOS for id_ in each.exits}
    assert set(CONTENT.exits) == reached | {"gz_not_covered"}  # a gate goes before it
    pointed_at = {rung.id for rung in CONTENT.ladder.values() if rung.when is not None}
    assert pointed_at == {id_ for each in SCENARIOS for id_ in each.rungs}


def test_stories_differ() -> None:
    """No two cases tell the same, or show the same rule in the same words."""
    told = Counter(each.story for each in SCENARIOS)
    rules = Counter(each.rule for each in SCENARIOS)

    assert [] == [text for counted in (told, rules) for text, times in counted.items() if times > 1]


# -- faults in a case -----------------------------------------------------------------------------

CASE = """\
scenarios:
  - id: one
    story: Een vrouw in Leiden.
    rule: Levensgevaar gaat voor alles.
    place: GM0546
    sector: vv
    moment: 2026-11-22 03:10
    answers: {life_danger: "yes"}
    verdict: emergency
    calls: ["112"]
    sources: [maintainers]
"""

FAULTS = [
    ('life_danger: "yes"', "life_dangr: no", 8, "onbekende vraag 'life_dangr'"),
    ('life_danger: "yes"', "life_danger: ja", 8, "'ja' is geen antwoord op 'life_danger'"),
    (
        'life_danger: "yes"',
        'life_danger: "yes", danger: "no"',
        8,
        "'danger' wordt op deze weg nooit",
    ),
    ('life_danger: "yes"', "sector: vv", 8, "hoort bij een scenario zelf"),
    ("GM0546", "GM0000", 5, "onbekende plaats 'GM0000'"),
    ("sector: vv", "sector: thuis", 6, "onbekende waarde 'thuis'"),
    ("verdict: emergency", "verdict: alarm", 9, "onbekende waarde 'alarm'"),
    ("03:10", "3u10", 7, "verwacht dag en tijd"),
    ('["112"]', '["12"]', 10, "geen bestaand Nederlands nummer"),
    ("[maintainers]", "[niemand]", 11, "onbekende bron 'niemand'"),
    ("[maintainers]", '["zz-crisiszorg:999"]', 11, "heeft maar 108 regels"),
    ("    sources: [maintainers]\n", "", 2, "'sources' ontbreekt"),
    ("calls:", "call:", 10, "onbekende sleutel 'call'"),
    ('calls: ["112"]', "steps: [ams-99]", 10, "onbekende stap 'ams-99'"),
    ('calls: ["112"]', "not_met: [gevaar]", 10, "onbekend criterium 'gevaar'"),
    ('calls: ["112"]', "exits: [weg]", 10, "onbekende uitweg 'weg'"),
    ("scenarios:", "cases:", 1, "verwacht: scenarios met een lijst"),
    ("id: one", "id: one\n    id: two", 3, "'id' staat er twee keer"),
]


def written(tmp_path: Path, text: str) -> Path:
    """A data folder with one file of cases."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "own.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_sound_case(tmp_path: Path, content: Content) -> None:
    """A case is read as it is written, its moment by the Dutch clock."""
    (case,) = load_scenarios(written(tmp_path, CASE), content)

    assert {"life_danger": "yes", "region": "GM0546", "sector": "vv"} == given_answers(case)
    assert "2026-11-22T03:10:00+01:00" == case.moment.at.isoformat()


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_is_named_with_its_line(
    old: str, new: str, line: int, message: str, tmp_path: Path, content: Content
) -> None:
    """Whatever is wrong with a case stands with file and line."""
    assert old in CASE
    folder = written(tmp_path, CASE.replace(old, new))

    with pytest.raises(DataError) as raised:
        load_scenarios(folder, content)

    found = [str(problem) for problem in raised.value.problems]
    place = f"{folder / FOLDER / 'own.yaml'}:{line}: "
    assert any(each.startswith(place) and message in each for each in found), found


def test_no_cases_at_all(tmp_path: Path, content: Content) -> None:
    """A folder without cases proves nothing, and that is said."""
    with pytest.raises(DataError) as raised:
        load_scenarios(tmp_path, content)

    assert ["hier staan geen scenario's"] == [each.message for each in raised.value.problems]


# -- apart from the data --------------------------------------------------------------------------


def test_they_are_no_part_of_the_fingerprint(tmp_path: Path) -> None:
    """Without the cases the data has the same version."""
    for file in data_folder().glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())

    assert not (tmp_path / FOLDER).exists()
    assert load_content(tmp_path, prove=False).directory.version == CONTENT.directory.version


@pytest.mark.parametrize(
    "words",
    [("lookup", "leiden"), ("triage", "--no-input", "--antwoord", "life_danger=ja")],
    ids=["lookup", "triage"],
)
def test_no_command_reads_them(words: tuple[str, ...]) -> None:
    """Neither a lookup nor a triage loads what reads the cases."""
    code = (
        "import sys; from crisiszorg_cli.__main__ import start\n"
        "try: start()\n"
        "finally: print('crisiszorg_cli.content.scenarios' in sys.modules, file=sys.stderr)"
    )
    command = (sys.executable, "-c", code, *words)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert "False" == done.stderr.split()[-1]
