"""Drafts that version 0.1 left behind (``tests/data/0.1``): what has changed is asked anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.interview.draft_files import FIRST, draft, given, read, resumed, triage
from tests.interview.personas import answer, label, text
from tests.terminal.screen import Screen, Start, one_line

OLD = Path(__file__).parents[1] / "data/0.1"
ALTERNATIVES = ("home_care", "informal_care", "day_care")
CHANGED = {
    "draft-leiden-vv": (
        ["life_danger", "hospital", "acute_change", "danger", *ALTERNATIVES],
        ["woonplaats: Leiden", "sector: V&V", "verzet: nee", "opname binnen 24 uur nodig: ja"],
    ),
    "draft-nieuwegein-jeugd": (
        ["life_danger", "hospital", "vg_indication"],
        ["woonplaats: Nieuwegein", "sector: Jeugd"],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_question_in_an_old_draft_is_asked_anew(
    start: Start[Screen], tmp_path: Path, name: str
) -> None:
    """And it is said which; what was asked in the same words is kept."""
    changed, kept = CHANGED[name]
    terminal = triage(start)
    answer(terminal, ((FIRST, "n"),))
    terminal.wait_for(text("hospital"))
    terminal.close()
    old = read(Path(shutil.copyfile(OLD / f"{name}.json", draft(tmp_path))))

    terminal = resumed(start)
    terminal.wait_for(text("hospital"))

    said = one_line(terminal.output.splitlines())
    again = ", ".join(label(id_) for id_ in old["answers"] if id_ in changed)
    assert f"Let op: de inhoud is sinds het concept gewijzigd. Opnieuw gevraagd: {again}." in said
    assert set(kept) <= set(given(terminal))
    assert not any(line.startswith("thuiszorg") for line in given(terminal))
