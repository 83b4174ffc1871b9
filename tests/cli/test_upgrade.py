"""What version 0.1 left behind: answers, own data, settings and saved JSON (``tests/data/0.1``)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from crisiszorg_cli.content import store
from crisiszorg_cli.model.content import Content
from tests.cli.conftest import Run

OLD = Path(__file__).parents[1] / "data/0.1"
AT = ("--moment", "2026-11-22T21:30")
ALTERNATIVES = ("home_care", "informal_care", "day_care")
LEIDEN = ("triage", "--no-input", *AT, "--regio", "leiden", "--sector", "vv")
OVERLAY = (OLD / "overlay.yaml").read_text(encoding="utf-8")
PHONE, LEAF = '    phone: "0505123450"', "            - {answer: home_care"
STALE = "'yes' is geen antwoord op 'home_care'"


def line_of(text: str) -> int:
    """Return the line of the overlay that begins with this."""
    return OVERLAY[: OVERLAY.index(text)].count("\n") + 1


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """The overlay of 0.1, where the user left it."""
    file = tmp_path / "crisiszorg-cli/overlay.yaml"
    file.parent.mkdir()
    return Path(shutil.copy(OLD / "overlay.yaml", file))


# -- answers --------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ALTERNATIVES)
@pytest.mark.parametrize("value", ["ja", "nee", "yes", "no", "j", "n"])
def test_an_old_yes_or_no_to_an_alternative_is_refused(
    crisis: Run, question: str, value: str
) -> None:
    """It said the opposite of what is asked now, so it is never translated."""
    done = crisis(*LEIDEN, "--antwoord", f"{question}={value}")

    assert done.code == 2
    assert done.out == ""
    assert f"Fout: '{value}' is geen antwoord op '{question}'." in done.err
    assert "Kies uit: not_enough, solves, not_tried, ?." in done.err


def test_an_old_file_of_answers_is_refused_whole(crisis: Run) -> None:
    """With the first answer that has changed; nothing is taken from the rest."""
    done = crisis("triage", "--no-input", *AT, "--antwoorden", OLD / "antwoorden.yaml")

    assert (done.code, done.out) == (2, "")
    assert "'ja' is geen antwoord op 'home_care'" in done.err


def test_an_old_file_without_changed_answers_counts(crisis: Run) -> None:
    """No id was renamed: forced care in Amsterdam gives the two numbers it gave."""
    done = crisis("triage", "--json", *AT, "--antwoorden", OLD / "antwoorden.json")

    now, then = json.loads(done.out), saved("triage-amsterdam")
    assert (done.code, now["verdict"]) == (0, then["verdict"])
    assert phones(now) == phones(then) == ["0205235433", "0202628112"]


# -- own data -------------------------------------------------------------------------------


@pytest.mark.usefixtures("overlay")
def test_an_old_criterion_is_left_out_alone(crisis: Run) -> None:
    """It is named with file and line; the numbers in the file stay, in triage and lookup."""
    found = crisis("lookup", "groningen", "--sector", "vv", "--json", *AT)
    met = [f"--antwoord={id_}={value}" for id_, value in met_in_leiden().items()]
    triage = crisis(*LEIDEN, *met, "--json")

    where = f"overlay.yaml:{line_of(LEAF)}: {STALE}"
    for done in (found, triage):
        assert done.code == 0
        assert where in done.err
        assert "de rest wel" in done.err
    assert phones(json.loads(found.out)) == ["0505123450"]
    assert json.loads(triage.out)["verdict"] == "register"
    assert phones(json.loads(triage.out)) == ["0715123450"]
    assert "service:rap-zhn" in json.loads(triage.out)["own_data"]
    assert "pathway:vv-zz" not in json.loads(triage.out)["own_data"]


@pytest.mark.usefixtures("overlay")
def test_overlay_lists_what_counts(crisis: Run) -> None:
    """``crisis overlay`` has the numbers, and not the criterion that is left out."""
    done = crisis("overlay")

    assert "- Dienst rap-zhn" in done.out
    assert "vv-zz" not in done.out
    assert STALE in done.err


def test_an_old_kind_of_question_is_left_out_alone(overlay: Path, content: Content) -> None:
    """A question that was yes or no is now a choice, on which the criteria rest."""
    item = "questions:\n  - id: home_care\n    kind: closed\n    text: Is het nagegaan?\n"
    text = OVERLAY[: OVERLAY.index("pathways:")] + item
    overlay.write_text(text, encoding="utf-8")
    line = text[: text.index("    kind: closed")].count("\n") + 1

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store, "config_folder", lambda: overlay.parent)
        own = store.Store()
        laid = own.content()

    assert [(problem.line, problem.code) for problem in own.left_out] == [(line, "old")]
    assert laid.questions["home_care"] == content.questions["home_care"]
    assert str(laid.directory.services["rap-zhn"].phone) == "0715123450"


def test_another_fault_beside_it_still_takes_the_file_away(crisis: Run, overlay: Path) -> None:
    """What is wrong for any other reason may be what the author meant to replace."""
    overlay.write_text(OVERLAY.replace(PHONE, '    phone: "05051"'), encoding="utf-8")

    done = crisis("lookup", "leiden", "--sector", "vv", "--json", *AT)

    assert phones(json.loads(done.out))[0] == "0883399999"
    assert f"overlay.yaml:{line_of(PHONE)}: " in done.err


# -- settings -------------------------------------------------------------------------------


def test_old_settings_are_read(crisis: Run, tmp_path: Path) -> None:
    """Each setting means what it meant, but the region is offered and never an answer."""
    (tmp_path / "crisiszorg-cli").mkdir()
    shutil.copy(OLD / "config.toml", tmp_path / "crisiszorg-cli/config.toml")

    shown = crisis("config")
    asked = crisis("triage", "--sector", "vv", "--json", *AT)

    assert shown.code == 0
    assert shown.out.startswith("region: zhn\nplain: aan\ndraft: uit\nreport: soep\n")
    assert json.loads(asked.out)["region"] is None


# -- saved JSON -----------------------------------------------------------------------------


def saved(name: str) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a document that 0.1 wrote."""
    return json.loads((OLD / f"{name}.json").read_text(encoding="utf-8"))


def phones(document: dict[str, Any]) -> list[str]:
    """Return the numbers of a document, in its order."""
    return [contact["phone"] for contact in document["contacts"]]


def met_in_leiden() -> dict[str, str]:
    """Return the answers of the old file, with the alternatives as they are asked now."""
    answers: dict[str, str] = saved("triage-leiden")["answers"]
    asked = {id_: value for id_, value in answers.items() if id_ not in ("region", "sector")}
    return asked | dict.fromkeys(ALTERNATIVES, "not_enough") | {"client_agrees": "yes"}


READ_NOW = {
    "triage-amsterdam": ("triage", "--json", *AT, "--antwoorden", OLD / "antwoorden.json"),
    "triage-leiden": (*LEIDEN, "--json", "--antwoord", "life_danger=ja"),
    "triage-override": (
        *("triage", "--json", *AT, "--antwoorden", OLD / "antwoorden.json"),
        *("--afwijken", "vv_consult", "--reden", "twijfel"),
    ),
    "lookup-leiden": ("lookup", "leiden", "--json", *AT),
    "regions": ("regions", "--json", "--sector", "vv", "zhn"),
    "criteria": ("criteria", "--json", "--sector", "gz", "--regio", "zhn"),
}


@pytest.mark.parametrize("name", READ_NOW)
def test_who_reads_old_json_finds_its_keys(crisis: Run, name: str) -> None:
    """Version 1 of the contract only grew: what 0.1 wrote at the top is written now."""
    now = json.loads(crisis(*READ_NOW[name]).out)

    assert now["schema"] == saved(name)["schema"] == 1
    assert saved(name).keys() <= now.keys()
    for part in ("contacts", "criteria", "regions", "override"):
        then = saved(name).get(part)
        if then and now[part]:
            a, b = (p[0] if isinstance(p, list) else p for p in (then, now[part]))
            assert a.keys() <= b.keys(), part
