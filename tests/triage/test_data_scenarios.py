"""The cases of data/scenarios, each tried on the engine, and the faults that a case may have.

What they expect was written from the documents. A case that fails says which of the two, the
rules or the case, does not follow them; it is never adapted to what the engine happens to say.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from crisiszorg_cli.cli.scenario_run import run_scenarios, try_out
from crisiszorg_cli.content.loader import load_content
from crisiszorg_cli.content.scenarios import FOLDER, Cases, read_scenarios
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.model.content import Content, Verdict
from crisiszorg_cli.model.scenario import Scenario
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.expectations import given_answers
from tests.shipped import CONTENT
from tests.terminal.terminal import CHECKOUT

FILES = sorted((data_folder() / FOLDER).glob("*.yaml"))
IDS = [
    id_
    for file in FILES
    for id_ in re.findall(r"^  - id: (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
]
"""By their look: every process that runs tests collects them, and one of those reads the cases."""


@pytest.fixture(scope="module")
def cases() -> Cases:
    """The cases as shipped."""
    return read_scenarios(data_folder(), CONTENT)


@pytest.fixture(scope="module")
def by_id(cases: Cases) -> dict[str, Scenario]:
    """Each case by its id."""
    return {case.id: case for case in cases.scenarios}


@pytest.mark.parametrize("id_", IDS)
def test_scenario(id_: str, by_id: dict[str, Scenario], triage: Triage) -> None:
    """A case has the verdict, numbers, sentences and steps that the documents give it."""
    case = by_id[id_]
    found = try_out(case, triage)

    assert not found, "\n".join((case.rule, *(f"{key}: {message}" for key, message in found)))


# -- the cases as a whole -------------------------------------------------------------------------


def test_the_shipped_scenarios_have_no_faults(cases: Cases) -> None:
    """Every id, value, place and step exists, and every answer is read on its way."""
    assert () == cases.problems


def test_every_case_is_tried(by_id: dict[str, Scenario]) -> None:
    """No case is written in a way that hides it here."""
    assert list(by_id) == IDS


def test_there_are_cases_of_everything(cases: Cases) -> None:
    """At least eighty; every verdict, criterion on both sides, exit and rung."""
    criteria = {c.id for pathway in CONTENT.pathways.values() for c in pathway.criteria}

    assert len(cases.scenarios) >= 80
    assert set(Verdict) == {each.verdict for each in cases.scenarios}
    assert criteria == {id_ for each in cases.scenarios for id_ in each.not_met} | {"vg_indication"}
    assert criteria == {id_ for each in cases.scenarios for id_ in each.unknown}
    reached = {id_ for each in cases.scenarios for id_ in each.exits}
    assert set(CONTENT.exits) == reached | {"gz_not_covered"}  # a gate goes before it
    pointed_at = {rung.id for rung in CONTENT.ladder.values() if rung.when is not None}
    assert pointed_at == {id_ for each in cases.scenarios for id_ in each.rungs or ()}


def test_stories_differ(cases: Cases) -> None:
    """No two cases tell the same, or show the same rule in the same words."""
    told = Counter(each.story for each in cases.scenarios)
    rules = Counter(each.rule for each in cases.scenarios)

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
    ('calls: ["112"]', "own_choice: hospitaal", 10, "onbekende uitkomst 'hospitaal'"),
    ('calls: ["112"]', "own_choice: vv_consult", 10, "'vv_consult' kan hier niet gekozen worden"),
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
    (case,) = read_scenarios(written(tmp_path, CASE), content).scenarios

    assert {"life_danger": "yes", "region": "GM0546", "sector": "vv"} == given_answers(case)
    assert "2026-11-22T03:10:00+01:00" == case.moment.at.isoformat()


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_is_named_with_its_line(
    old: str, new: str, line: int, message: str, tmp_path: Path, content: Content
) -> None:
    """Whatever is wrong with a case stands with file and line."""
    assert old in CASE
    folder = written(tmp_path, CASE.replace(old, new))

    found = [str(problem) for problem in read_scenarios(folder, content).problems]
    place = f"{folder / FOLDER / 'own.yaml'}:{line}: "
    assert any(each.startswith(place) and message in each for each in found), found


def test_no_cases_at_all(tmp_path: Path, content: Content) -> None:
    """A folder without cases has nothing to try: most have none."""
    assert (0, ()) == run_scenarios(tmp_path, content)


# -- what a case expects --------------------------------------------------------------------------

EXPECTED = [
    ('calls: ["112"]', 'calls: ["0800 2000"]', 10, "calls: verwacht 08002000, het is 112"),
    ('calls: ["112"]', 'never: ["112"]', 10, "never: 112 wordt getoond"),
    ('calls: ["112"]', 'apart: ["112"]', 10, "apart: 112 staat bij wie u belt"),
    ('calls: ["112"]', "says: [Goedenacht]", 10, "says: 'Goedenacht' wordt niet gezegd"),
    ('calls: ["112"]', "silent: ['112']", 10, "silent: '112' wordt gezegd"),
    ('calls: ["112"]', "steps: [ams-6]", 10, "steps: stap 'ams-6' ontbreekt"),
    ('calls: ["112"]', "exits: [no_wlz]", 10, "exits: uitweg 'no_wlz' wordt niet getoond"),
    ('calls: ["112"]', "not_met: [wlz]", 10, "not_met: verwacht wlz, het is niets"),
    ('calls: ["112"]', "asks: hospital", 10, "asks: gevraagd wordt: niets"),
    ('calls: ["112"]', "all_calls: true", 10, "all_calls: te bellen is ook: 112"),
    ('calls: ["112"]', "rungs: [f1-3]", 10, "rungs: verwacht f1-3, het is niets"),
    ('calls: ["112"]', "page: https://www.ciz.nl/a", 10, "page: 'https://www.ciz.nl/a' wordt niet"),
    ('calls: ["112"]', "now: true", 10, "now: 'huisartsenpost | HAP' wordt niet gezegd"),
    (
        "verdict: emergency",
        "verdict: consult",
        9,
        "verdict: verwacht 'consult', het is 'emergency'",
    ),
    ('life_danger: "yes"', 'life_danger: "no"', 8, "answers: gevraagd wordt nog: hospital"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), EXPECTED, ids=[e[3] for e in EXPECTED])
def test_what_differs_is_named_with_its_line(
    old: str, new: str, line: int, message: str, tmp_path: Path, content: Content
) -> None:
    """Whatever the rules do otherwise stands with the line of the case that expects it."""
    folder = written(tmp_path, CASE.replace(old, new))

    number, problems = run_scenarios(folder, content)

    begin = f"{folder / FOLDER / 'own.yaml'}:{line}: scenario 'one', {message}"
    assert 1 == number
    assert any(str(each).startswith(begin) for each in problems), problems


def test_another_number_is_one_fault(tmp_path: Path, content: Content) -> None:
    """That the one expected is not shown either goes without saying: one line for each case."""
    folder = written(tmp_path, CASE.replace('["112"]', '["0800 2000"]'))
    assert len(run_scenarios(folder, content)[1]) == 1


CONTRADICTED = """\
scenarios:
  - id: one
    story: Een vrouw in Leiden.
    rule: Wie niet akkoord is, is dat ook niet elders.
    place: GM0546
    sector: vv
    moment: 2026-11-22 03:10
    answers:
      {life_danger: "no", hospital: "no", resistance: "no", client_agrees: "no", danger: "yes",
       within_24h: "yes", home_care: not_enough, informal_care: not_enough, day_care: not_enough,
       consent_anywhere: "yes"}
    verdict: consult
    says: [spreken elkaar tegen]
    sources: [maintainers]
"""


def test_an_answer_may_be_given_that_is_only_compared(tmp_path: Path, content: Content) -> None:
    """A contradiction is said of an answer that does not count: that one is no mistake."""
    assert (1, ()) == run_scenarios(written(tmp_path, CONTRADICTED), content)


LADDER = """\
scenarios:
  - id: one
    story: Een kind in Nieuwegein.
    rule: Van wat niet bekend is, wijst niets ergens op.
    place: GM0356
    sector: jeugd
    moment: 2026-11-22 03:10
    answers:
      {life_danger: "no", hospital: "no", vg_indication: "no", abuse_suspected: "no",
       psychiatric_picture: "no", can_stay_home: "no"}
    verdict: youth_crisis
    rungs: []
    sources: [maintainers]
"""


def test_no_rung_at_all_can_be_expected(tmp_path: Path, content: Content) -> None:
    """An empty list of rungs is not the same as none: nothing may be pointed at."""
    _, (problem,) = run_scenarios(written(tmp_path, LADDER), content)
    assert (12, "scenario 'one', rungs: verwacht niets, het is f1-3") == (
        problem.line,
        problem.message,
    )
    known = LADDER.replace('can_stay_home: "no"', "can_stay_home: unknown")
    (tmp_path / FOLDER / "own.yaml").write_text(known, encoding="utf-8")
    assert (1, ()) == run_scenarios(tmp_path, content)


CHOSEN = """\
scenarios:
  - id: one
    story: Een vrouw in Leiden.
    rule: Wie zelf kiest, krijgt de stappen van die keuze.
    place: GM0546
    sector: vv
    moment: 2026-11-22 03:10
    answers:
      {life_danger: "no", hospital: "no", resistance: "no", client_agrees: "yes", danger: "no",
       wlz_indication: "yes", acute_change: "yes"}
    verdict: not_crisis
    own_choice: hospital
    steps: [hospital-numbers, hospital-poison]
    all_steps: true
    sources: [maintainers]
"""


def test_an_own_choice_is_followed(tmp_path: Path, content: Content) -> None:
    """The verdict is that of the tool; whom to call and what follows are of the choice."""
    assert (1, ()) == run_scenarios(written(tmp_path, CHOSEN), content)


# -- apart from the data --------------------------------------------------------------------------


def test_they_are_no_part_of_the_fingerprint(tmp_path: Path) -> None:
    """Without the cases the data has the same version."""
    for file in (CHECKOUT / "tests/data/sound").glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    without = load_content(tmp_path, prove=False).directory.version
    (tmp_path / FOLDER).mkdir()
    for file in (data_folder() / FOLDER).glob("*.yaml"):
        (tmp_path / FOLDER / file.name).write_bytes(file.read_bytes())

    assert list((tmp_path / FOLDER).iterdir())
    assert load_content(tmp_path, prove=False).directory.version == without


RUNNER = tuple(
    f"crisiszorg_cli.{each}"
    for each in ("content.scenarios", "model.scenario", "triage.expectations", "cli.scenario_run")
)


@pytest.mark.parametrize(
    "words",
    [("lookup", "leiden"), ("triage", "--no-input", "--antwoord", "life_danger=ja")],
    ids=["lookup", "triage"],
)
def test_no_command_reads_them(words: tuple[str, ...]) -> None:
    """Neither a lookup nor a triage loads what reads and tries the cases."""
    code = (
        "import sys; from crisiszorg_cli.__main__ import start\n"
        "try: start()\n"
        f"finally: print([m for m in {RUNNER} if m in sys.modules], file=sys.stderr)"
    )
    command = (sys.executable, "-c", code, *words)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert "[]" == done.stderr.splitlines()[-1]
