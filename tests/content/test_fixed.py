"""What may never change: 112 for an emergency, and danger to life as the first gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisiszorg_cli.content import store
from crisiszorg_cli.model.content import Content

SOURCE = """
sources:
  - {id: eigen, title: Lijst, publisher: HAP, published: "2026", dated: Zelf,
     checked: 2026-11-01, review_months: 6}
"""
DESK = """
  - id: rap-zhn
    phone: "0881112233"
    display: "088 111 22 33"
    sources: [eigen]
"""
ALARM = """id: alarm
    name: Alarm
    phone: "0881112233"
    confidence: confirmed
    sources: [eigen]
    serves:
      - {regions: [nl], sectors: [vv], purpose: emergency}"""
REVERSED = "id: emergency\n    when: {answer: life_danger, is: 'no'}"
ITEMS = {
    "another number": ("services", 'id: alarm-112\n    phone: "113"'),
    "other hours": ("services", 'id: alarm-112\n    hours: "Mo 09:00-10:00"'),
    "a service of one's own": (
        "services",
        ALARM,
    ),
    "the gate reversed": (
        "gates",
        "id: emergency\n    when: {answer: life_danger, is: 'no'}",
    ),
    "the gate of fewer": ("gates", "id: emergency\n    sectors: [vv]"),
    "the gate to elsewhere": ("gates", "id: emergency\n    outcome: hospital"),
    "the question": ("questions", "id: life_danger\n    text: Is alles veilig?"),
    "the outcome": ("outcomes", "id: emergency\n    headline: Wacht tot morgen."),
}


@pytest.fixture
def content_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    """A store that has the overlay of this folder."""
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path)
    return store.Store()


@pytest.mark.parametrize(("section", "item"), ITEMS.values(), ids=ITEMS)
def test_an_item_that_tries_it_is_left_out_alone(
    section: str,
    item: str,
    tmp_path: Path,
    content_with: store.Store,
    content: Content,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is named with file and line; the numbers in the same file stay."""
    rest = f"services:{DESK}" if section != "services" else f"  # besides{DESK}"
    text = f"{SOURCE}{section}:\n  - {item}\n{rest}"
    (tmp_path / "overlay.yaml").write_text(text, encoding="utf-8")
    line = text[: text.index(item)].count("\n") + 1

    laid = content_with.content()

    said = capsys.readouterr().err
    assert f"{tmp_path / 'overlay.yaml'}:{line}: " in said
    assert "kan niet worden veranderd" in said
    assert [problem.code for problem in content_with.left_out] == ["fixed"]
    assert str(laid.directory.services["rap-zhn"].phone) == "0881112233"
    assert laid.directory.own == {"source:eigen", "service:rap-zhn"}
    assert laid.gates == content.gates
    assert laid.questions == content.questions
    assert laid.outcomes == content.outcomes
    assert "alarm" not in laid.directory.services
    assert laid.directory.services["alarm-112"] == content.directory.services["alarm-112"]
    assert content_with.directory().services == laid.directory.services


def test_a_gate_of_ones_own_never_goes_first(
    tmp_path: Path, content_with: store.Store, content: Content
) -> None:
    """It is laid behind the way to 112, before the others."""
    text = f"""{SOURCE}
gates:
  - id: own
    when: {{answer: hospital, is: "yes"}}
    outcome: hospital
    open_point: Vraag het na.
    sources: [eigen]
"""
    (tmp_path / "overlay.yaml").write_text(text, encoding="utf-8")

    laid = content_with.content()

    assert content_with.left_out == []
    assert list(laid.gates)[:2] == [next(iter(content.gates)), "own"]
