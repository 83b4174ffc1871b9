"""The proofs over all answers: one broken example and one near miss for each of their codes.

``tests/data/sound`` is a small folder for which every proof holds. Each file in
``tests/data/proofs`` changes a few words of it. One in ``broken`` says under ``expect`` what has to
be found, on the line with the text of ``at`` (``#2``: the second such line): exactly that. One in
``near`` comes close to the code that it names, and is sound. Dropping in a file adds a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crisiszorg_cli.content.ground import Ground, ground_of, ground_over
from crisiszorg_cli.content.loader import Checked, read_folder, read_over
from crisiszorg_cli.content.proofs import PROOFS, prove, steps
from crisiszorg_cli.errors import Problem
from crisiszorg_cli.model.content import Content
from tests.effort import each

DATA = Path(__file__).parents[1] / "data"
SOUND = DATA / "sound"
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
WAY_OUT = "no-way-out"
Example = Mapping[str, Any]


@cache
def texts() -> dict[str, str]:
    """Return the files of the sound folder."""
    return {file.name: file.read_text(encoding="utf-8") for file in SOUND.glob("*.yaml")}


def examples(kind: str) -> list[Any]:
    """Return the examples of a kind, by name."""
    files = sorted((DATA / "proofs" / kind).glob("*.yaml"))
    return [pytest.param(yaml.safe_load(f.read_text("utf-8")), id=f.stem) for f in files]


def changed(example: Example, folder: Path) -> dict[str, str]:
    """Write the sound folder with the changes of an example; return its files."""
    files = dict(texts())
    for edit in example["edits"]:
        text = files[edit["file"]]
        assert text.count(edit["from"]) == 1, edit["from"]
        files[edit["file"]] = text.replace(edit["from"], edit["to"])
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return files


def found_in(checked: Checked, *codes: str) -> tuple[Problem, ...]:
    """Run the proofs. The slow one only where it is asked for."""
    assert checked.problems == ()
    ground = ground_of(checked.content, BEGIN)
    if WAY_OUT not in codes:
        ground = ground._replace(places=())
    return checked.located(filter(None, prove(ground)))


def line_of(text: str, at: str) -> int:
    """Return the line that holds a text, or the second with ``#2`` behind it."""
    words, _, number = at.partition("#")
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if words in line]
    return lines[int(number or 1) - 1]


@pytest.mark.thorough
@pytest.mark.parametrize("example", each(3, examples("broken")))
def test_broken(example: Example, tmp_path: Path) -> None:
    """It is found on its line, with its code and a tip, and nothing else is."""
    files = changed(example, tmp_path)
    expected = example["expect"]
    found = found_in(read_folder(tmp_path), *(wish["code"] for wish in expected))

    said = [(Path(p.file).name, p.line, p.code) for p in found]
    wanted = [(e["file"], line_of(files[e["file"]], e["at"]), e["code"]) for e in expected]
    assert sorted(said) == sorted(wanted), found
    for wish in expected:
        of_code = [p for p in found if p.code == wish["code"]]
        assert any(wish["words"] in problem.message for problem in of_code), of_code
    for problem in found:
        assert problem.tip.endswith(".")
        assert not problem.message.endswith(".")


@pytest.mark.thorough
@pytest.mark.parametrize("example", each(3, examples("near")))
def test_near_miss(example: Example, tmp_path: Path) -> None:
    """What comes close is let through."""
    changed(example, tmp_path)

    assert found_in(read_folder(tmp_path), example["near"]) == ()


def test_every_code_is_seen_failing_and_passing() -> None:
    """No proof without an example of both, and no example of another code."""
    broken = {wish["code"] for param in examples("broken") for wish in param.values[0]["expect"]}
    near = {param.values[0]["near"] for param in examples("near")}

    assert broken == near == {proof.code for proof in PROOFS}


def test_it_says_how_far_it_is() -> None:
    """Each step is told once: a bar comes to its end."""
    ground = ground_of(read_folder(SOUND).content, BEGIN)
    told = list(prove(ground))

    assert told == [None] * steps(ground)


@pytest.fixture(scope="module")
def ground(content: Content) -> Ground:
    """The routes of the whole country."""
    return ground_of(content, BEGIN)


@pytest.mark.only_thorough  # and by make proofs
def test_the_shipped_rules_are_proved(ground: Ground) -> None:
    """Every proof but that of a way out, which test_way_out.py goes through."""
    found = [finding for proof in PROOFS[:-1] for finding in proof.find(ground)]

    assert found == []
    assert ground.paths == 2443
    assert len(ground.routes) == 11


OTHER_NUMBER = """\
services:
  - id: lijn
    phone: "0703077770"
    sources: [bron]
"""
NOBODY = """\
outcomes:
  - id: crisis
    purposes: [crisis, non_crisis]
    sources: [bron]
services:
  - id: inlichtingen
    name: Inlichtingen
    phone: "0703077779"
    hours: 24/7
    confidence: single_source
    serves: [{regions: [noord], sectors: [ggz], purpose: non_crisis}]
    sources: [bron]
"""


def test_an_overlay_is_proved_where_it_changes_something(tmp_path: Path) -> None:
    """Another number is tried in its own places; other rules are proved anew, everywhere."""
    under = read_folder(SOUND).content
    file = tmp_path / "overlay.yaml"
    file.write_text(OTHER_NUMBER, encoding="utf-8")
    number = ground_over(read_over(under, file).content, under, BEGIN)

    assert {place.id for place in number.places} == {"noord", "GM0001"}
    assert list(prove(number)) == [None] * steps(number)

    file.write_text(NOBODY, encoding="utf-8")
    checked = read_over(under, file)
    (problem,) = checked.located(filter(None, prove(ground_over(checked.content, under, BEGIN))))
    assert (problem.code, problem.file, problem.line) == (WAY_OUT, str(file), 3)
