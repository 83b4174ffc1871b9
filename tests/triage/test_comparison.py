"""Two versions of the rules: what is counted is what trying every situation gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from crisiszorg_cli.content.loader import load_content
from crisiszorg_cli.model.content import Content, Sector
from crisiszorg_cli.triage.comparison import Aspect, Comparison, compare
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR

SOUND = Path(__file__).parents[1] / "data" / "sound"
MOMENT = datetime(2026, 11, 27, 20, tzinfo=UTC)

NUMBER = ("regions.yaml", "phone: 0703077777\n    display: 070 307 77 77", "phone: 0703077770")
REVERSED = (
    "criteria.yaml",
    "{answer: home_care, is: not_enough}",
    "{answer: home_care, is: solves}",
)
UNDECIDED = (
    "questions.yaml",
    "{id: solves, text: neemt",
    "{id: solves, undecided: true, text: neemt",
)
STEP = ("outcomes.yaml", "outcomes: [register]", "outcomes: [register, consult]")
PURPOSE = ("outcomes.yaml", "purposes: [forced_care, crisis]", "purposes: [crisis, forced_care]")
EDITS = {
    "number": NUMBER,
    "reversed": REVERSED,
    "undecided": UNDECIDED,
    "step": STEP,
    "order": PURPOSE,
}


@cache
def sound() -> Content:
    """Return the small folder as it is."""
    return load_content(SOUND, prove=True)


def edited(folder: Path, *edits: tuple[str, str, str]) -> Content:
    """Return the small folder with some words changed."""
    for file in SOUND.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for name, old, new in edits:
            if name == file.name:
                assert old in text
                text = text.replace(old, new)
        (folder / file.name).write_text(text, encoding="utf-8")
    return load_content(folder, prove=True)


def every_vector(
    content: Content, sector: Sector, asked: Mapping[str, None]
) -> Iterator[dict[str, str]]:
    """Return every answer to each of these questions, for somebody in the one gemeente."""
    values = [content.questions[id_].values() for id_ in asked]
    for chosen in product(*values):
        yield {RESIDENCE: "GM0001", SECTOR: sector.value, **dict(zip(asked, chosen, strict=True))}


def by_hand(old: Content, new: Content) -> dict[Aspect, int]:
    """Try every situation in the whole engine, and count in how many something differs."""
    found = dict.fromkeys(Aspect, 0)
    engines = (Triage(old), Triage(new))
    for sector in Sector:
        for vector in every_vector(new, sector, asked_in(sector)):
            told = [engine.assess(vector, MOMENT) for engine in engines]
            calls = [
                [(c.purpose, c.service.phone or c.service.page) for c in t.contacts] for t in told
            ]
            steps = [[step.step.id for step in t.steps] for t in told]
            found[Aspect.VERDICT] += told[0].outcome.id != told[1].outcome.id
            found[Aspect.FIRST] += calls[0][:1] != calls[1][:1]
            found[Aspect.ORDER] += calls[0] != calls[1]
            found[Aspect.STEPS] += steps[0] != steps[1]
            found[Aspect.NOTICE] += told[0].notices != told[1].notices
    return found


def asked_in(sector: Sector) -> dict[str, None]:
    """Return what the small folder asks before the verdict."""
    gates = ("life_danger", "hospital")
    own = {
        Sector.VV: ("resistance", "danger", "within_24h", "acute_change", "home_care"),
        Sector.GZ: ("danger",),
        Sector.GGZ: ("plan",),
        Sector.JEUGD: ("abuse_suspected",),
    }
    return dict.fromkeys((*gates, *own[sector]))


@pytest.mark.only_thorough
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_it_counts_what_every_situation_gives(edit: tuple[str, str, str], tmp_path: Path) -> None:
    """All 2,268 tried one by one in the engine: the blocks add up to the same."""
    other = edited(tmp_path, edit)
    found = compare(sound(), other, MOMENT)

    assert dict(found.touched) == by_hand(sound(), other)
    assert found.situations == 2268
    assert 0 < found.differing <= found.situations


def of(found: Comparison, aspect: Aspect) -> int:
    """Count the situations that an aspect names."""
    return sum(c.situations * len(c.homes) for c in found.changes if c.aspect is aspect)


def test_the_same_data_differ_in_nothing() -> None:
    """Whatever is compared with itself."""
    found = compare(sound(), sound(), MOMENT)

    assert (found.changes, found.differing) == ((), 0)


def test_an_example_is_an_example(tmp_path: Path) -> None:
    """The answers of each example give what it says, and the counts add up."""
    other = edited(tmp_path, REVERSED, NUMBER)
    found = compare(sound(), other, MOMENT)
    assert sum(of(found, aspect) for aspect in Aspect) == found.differing
    for change in found.changes:
        given = {RESIDENCE: "GM0001", SECTOR: change.sector.value, **change.example}
        was, now = (Triage(content).assess(given, MOMENT) for content in (sound(), other))
        if change.aspect is Aspect.VERDICT:
            assert change.old == ((was.verdict, was.outcome.id),)
            assert change.new == ((now.verdict, now.outcome.id),)
        assert [home.region.id for home in change.homes] in (["noord"], ["jong"])


def with_notice(content: Content, notice: str) -> Content:
    """The content with a notice for V&V in every region."""
    pathway = content.pathways["vv"]._replace(notice=notice)
    return content._replace(pathways={**content.pathways, "vv": pathway})


def test_a_notice_that_is_lost_with_a_new_pathway_is_listed() -> None:
    """A region that gets a pathway of its own, with the same criteria, is told less."""
    old = with_notice(sound(), "Eigen criteria kennen wij niet.")
    own = sound().pathways["vv"]._replace(id="vv-noord", regions=("noord",))
    found = compare(old, old._replace(pathways={**old.pathways, own.id: own}), MOMENT)

    (change,) = found.changes
    assert (change.sector, change.aspect) == (Sector.VV, Aspect.NOTICE)
    assert (change.old, change.new) == ((("Eigen criteria kennen wij niet.",),), ((),))
    assert found.touched[Aspect.NOTICE] == change.situations > 0
    assert found.differing == 0  # whom to call, and what for, is the same
    again = with_notice(sound(), "Deze regio heeft geen eigen criteria.")
    assert compare(old, again, MOMENT).changes == ()  # words are listed among the texts


NEW_QUESTION = """\
  - id: alone
    kind: closed
    label: alleen
    text: Is de cliënt alleen?
    help: Daarom.
    sources: [bron]
  - id: story
"""


def test_a_question_that_only_one_knows(tmp_path: Path) -> None:
    """It is listed; a situation differs where it can come to something else by it."""
    other = edited(
        tmp_path,
        ("questions.yaml", "  - id: story\n", NEW_QUESTION),
        ("criteria.yaml", '{answer: plan, is: "yes"}', '{answer: alone, is: "yes"}'),
        ("criteria.yaml", "    opening: [abuse_suspected]", "    opening: [abuse_suspected, plan]"),
    )
    found = compare(sound(), other, MOMENT)

    assert (found.only_old, found.only_new) == ((), ("alone",))
    assert {change.sector for change in found.changes} == {Sector.GGZ}
    # past both gates, whatever is said of the plan: three situations of 27
    assert found.differing == 3
    (registers,) = (c for c in found.changes if c.old == (("plan_leads", "plan_leads"),))
    assert len(registers.new) == 3


def test_a_gemeente_that_moves_to_another_region(tmp_path: Path) -> None:
    """Its people are told something else, and that is counted for the region of now."""
    region = (
        "  - {id: zuid, name: Zuid, kind: zorgkantoorregio, office: kantoor, sources: [bron]}\n"
    )
    other = edited(
        tmp_path,
        ("regions.yaml", "services:\n", f"{region}services:\n"),
        ("municipalities.yaml", "care_region: noord", "care_region: zuid"),
    )
    found = compare(sound(), other, MOMENT)

    assert {home.region.id for c in found.changes for home in c.homes if c.sector is Sector.VV} == {
        "zuid"
    }
