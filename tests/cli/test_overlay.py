"""The user's own numbers: laid over the packaged ones, and never in their way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from crisiszorg_cli.content.store import data_folder
from tests.cli.conftest import Done, Run
from tests.effort import THOROUGH

PACKAGED, OWN, PRACTICE = "088 33 99 999", "088 111 22 33", "071 999 88 77"
LOOKUP = ("lookup", "--regio", "ZHN", "--sector", "vv", "--moment", "2026-11-22T21:30")

SOURCE = """
sources:
  - id: eigen
    title: Eigen lijst
    publisher: HAP
    published: "2026"
    dated: Zelf nagebeld.
    checked: 2026-11-01
    review_months: 6
"""


def number(display: str) -> str:
    """Replace the number of the regional desk."""
    digits = display.replace(" ", "")
    return f"""
services:
  - id: rap-zhn
    phone: "{digits}"
    display: "{display}"
    sources: [eigen]
"""


def added(*, confidential: bool = False) -> str:
    """Add a number for a region without one."""
    return f"""
services:
  - id: desk
    name: Aanmeldpunt
    phone: "0501112233"
    display: "050 111 22 33"
    hours: "24/7"
    confidential: {str(confidential).lower()}
    confidence: single_source
    serves:
      - {{regions: [groningen], sectors: [vv], purpose: crisis}}
    sources: [eigen]
"""


def overlay(home: Path, text: str) -> Path:
    """Write the user's own overlay."""
    file = home / "crisiszorg-cli" / "overlay.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def practice(home: Path, text: str) -> Path:
    """Write the overlay of a practice, on what could be a shared drive."""
    folder = home / "shared"
    folder.mkdir(exist_ok=True)
    (folder / "overlay.yaml").write_text(text, encoding="utf-8")
    return folder


def test_init_writes_a_valid_example_once(crisis: Run, tmp_path: Path) -> None:
    """The example changes no number; a second one does not take its place."""
    file = tmp_path / "crisiszorg-cli" / "overlay.yaml"

    made = crisis("overlay", "init")
    assert (0, "") == (made.code, made.err)
    assert str(file) in made.out
    shown = crisis("overlay")
    assert (0, "") == (shown.code, shown.err)
    assert "Bron eigen" in shown.out
    assert PACKAGED in crisis(*LOOKUP).out

    again = crisis("overlay", "init")
    assert again.code == 2
    assert f"Fout: {file} bestaat al" in again.err


def test_every_line_of_the_example_is_right(crisis: Run, tmp_path: Path) -> None:
    """Without the marks of comment, and with numbers filled in, it loads."""
    crisis("overlay", "init")
    file = tmp_path / "crisiszorg-cli" / "overlay.yaml"
    head, mark, body = file.read_text(encoding="utf-8").partition("sources:\n")
    lines = [line.removeprefix("# ").removeprefix("#") for line in body.splitlines()]
    filled = "\n".join(lines).replace('"VUL IN"', '"0501112233"')
    file.write_text(head + mark + filled + "\n", encoding="utf-8")

    shown = crisis("overlay")
    assert shown.err == ""
    for item in ("Dienst eigen-aanmeldpunt", "Dienst rap-zhn", "Route vv-zz"):
        assert item in shown.out


def test_a_replaced_number_is_shown_and_marked(crisis: Run, tmp_path: Path) -> None:
    """At once, with all that was not replaced as it was; the old number is nowhere."""
    overlay(tmp_path, SOURCE + number(OWN))
    lines = crisis(*LOOKUP).out.splitlines()
    assert OWN in lines
    assert "Eigen gegevens." in lines
    assert "Openingstijden niet bekend." in lines  # those of the old number are not its own
    assert not [line for line in lines if line.startswith("Let op: Alleen door het zorgkantoor")]
    assert "RAP-ZHN, regionaal aanmeldpunt" in lines
    assert PACKAGED not in "\n".join(lines)

    overlay(tmp_path, SOURCE)
    assert PACKAGED in crisis(*LOOKUP).out.splitlines()


def test_a_number_is_added_where_there_was_none(crisis: Run, tmp_path: Path) -> None:
    """In lookup, for a gemeente and a postcode too, and in the triage."""
    place = ("--sector", "vv")
    assert "geen nummer bekend" in crisis("lookup", "groningen", *place).out
    overlay(tmp_path, SOURCE + added())
    for word in ("groningen", "9711", "het hogeland"):
        assert "050 111 22 33" in crisis("lookup", word, *place).out.splitlines()
    answers = ("life_danger=nee", "hospital=nee", "resistance=?", "acute_change=?")
    given = [part for answer in answers for part in ("--antwoord", answer)]
    done = crisis("triage", "--regio", "groningen", *place, "--no-input", *given, "--json")
    contacts = {c["phone"]: c for c in json.loads(done.out)["contacts"]}
    assert contacts["0501112233"]["own"]
    assert not contacts["0501112233"]["confidential"]


def test_a_criterion_is_replaced_by_itself(crisis: Run, tmp_path: Path) -> None:
    """The other criteria of the route stay."""
    before = json.loads(crisis("criteria", "--regio", "zhn", "--json").out)
    own = "Opname binnen een etmaal, volgens onze afspraak."
    criterion = f"      - {{id: within_24h, text: '{own}', sources: [eigen]}}\n"
    overlay(tmp_path, f"{SOURCE}pathways:\n  - id: vv-zz\n    criteria:\n{criterion}")
    after = json.loads(crisis("criteria", "--regio", "zhn", "--json").out)

    old, new = (each["pathways"][0]["criteria"] for each in (before, after))
    assert [c["id"] for c in old] == [c["id"] for c in new]
    assert [own] == [n["text"] for o, n in zip(old, new, strict=True) if o != n]


def test_a_practice_goes_under_the_user_and_an_option_over_the_environment(
    crisis: Run, tmp_path: Path
) -> None:
    """Packaged, then the practice, then the user; --data wins over CRISIS_DATA."""
    shared = practice(tmp_path, SOURCE + number(PRACTICE))
    empty = tmp_path / "empty"
    empty.mkdir()
    by_variable = {"CRISIS_DATA": str(shared)}
    assert PRACTICE in crisis(*LOOKUP, env=by_variable).out
    assert PRACTICE in crisis(*LOOKUP, "--data", shared).out
    assert PACKAGED in crisis(*LOOKUP, "--data", empty, env=by_variable).out
    overlay(tmp_path, SOURCE + number(OWN))
    assert OWN in crisis(*LOOKUP, env=by_variable).out


BROKEN = {
    "syntax": ("services: [", "geen geldige YAML"),
    "number": (SOURCE + number(OWN).replace("0881112233", "088111223"), "Nederlands nummer"),
    "nonexistent": (SOURCE + number("012 345 67 89"), "geen geldig Nederlands nummer"),
    "no source": (added(), "onbekende bron 'eigen'"),
    "unknown key": (SOURCE + number(OWN).replace("display", "dispaly"), "Bedoelde u"),
    "unknown section": (SOURCE + "servics: []", "onbekende sleutel 'servics'"),
    "twice": (SOURCE + number(OWN) + number(OWN).replace("services:\n", ""), "bestaat al"),
    "not a list": (SOURCE + "services: x", "moet een lijst zijn"),
    "empty": ("", "het bestand is leeg"),
    "region": (SOURCE + added().replace("groningen", "gronigen"), "onbekende regio 'gronigen'"),
}


@pytest.mark.parametrize(("text", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_overlay_never_takes_the_number_away(
    crisis: Run, tmp_path: Path, text: str, words: str
) -> None:
    """The packaged number, exit 0, and one warning that names file and line."""
    file = overlay(tmp_path, text)
    done = crisis(*LOOKUP)
    assert done.code == 0
    assert PACKAGED in done.out.splitlines()
    assert f"Let op: eigen gegevens niet gebruikt: {file}:" in done.err
    if words != "Bedoelde u":
        assert words in done.err
    assert len(done.err.splitlines()) == 1


CRITERION = """
pathways:
  - id: vv-zz
    criteria:
      - id: within_24h
        texxt: Opname is nodig.
"""


def test_an_overlay_is_left_out_whole(crisis: Run, tmp_path: Path) -> None:
    """A fault in a criterion costs its number too: lookup and triage never give two numbers."""
    overlay(tmp_path, SOURCE + number(OWN) + CRITERION)
    _packaged_with_warning(crisis(*LOOKUP))

    overlay(tmp_path, SOURCE + number(OWN) + CRITERION.replace("texxt", "text"))
    done = crisis(*LOOKUP)
    assert (0, "") == (done.code, done.err)
    assert OWN in done.out.splitlines()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_overlay_is_named(crisis: Run, tmp_path: Path) -> None:
    """No access to the file is no reason to give no number."""
    overlay(tmp_path, SOURCE).chmod(0)
    _packaged_with_warning(crisis(*LOOKUP))


def test_a_vanished_share_is_named(crisis: Run, tmp_path: Path) -> None:
    """A drive that is not there gives the packaged number and a warning."""
    _packaged_with_warning(crisis(*LOOKUP, "--data", tmp_path / "gone"))
    _packaged_with_warning(crisis(*LOOKUP, env={"CRISIS_DATA": str(tmp_path / "gone")}))


def test_a_share_that_is_not_mounted_is_named(crisis: Run, tmp_path: Path) -> None:
    """What is left of it is an empty folder, or a link to nothing."""
    folder = tmp_path / "mount"
    folder.mkdir()
    _packaged_with_warning(crisis(*LOOKUP, "--data", folder))

    (folder / "regions.yaml").write_text("regions: []", encoding="utf-8")
    _packaged_with_warning(crisis(*LOOKUP, "--data", folder))


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made otherwise there")
def test_what_is_no_file_is_named(crisis: Run, tmp_path: Path) -> None:
    """A link to a share that is gone, or a pipe that nobody writes to."""
    file = overlay(tmp_path, SOURCE)
    file.unlink()
    file.symlink_to(tmp_path / "gone" / "overlay.yaml")
    _packaged_with_warning(crisis(*LOOKUP))

    file.unlink()
    os.mkfifo(file)
    _packaged_with_warning(crisis(*LOOKUP))


@pytest.mark.only_thorough
def test_check_looks_at_own_data_too(crisis: Run, tmp_path: Path) -> None:
    """All faults of what lies over the packaged data, and not only with ``--verouderd``."""
    file = overlay(tmp_path, SOURCE + number(OWN) + CRITERION)
    done = crisis("check")
    assert done.code == 1
    assert f"{file}:" in done.out

    overlay(tmp_path, SOURCE + number(OWN))
    folder = practice(tmp_path, SOURCE.replace("eigen", "hap") + "services: x")
    assert crisis("check").code == 0
    done = crisis("check", "--data", folder)
    assert done.code == 1
    assert f"{folder / 'overlay.yaml'}:" in done.out


def test_a_folder_in_the_place_of_the_file_is_named(crisis: Run, tmp_path: Path) -> None:
    """Whatever stands there, the number comes."""
    (tmp_path / "crisiszorg-cli" / "overlay.yaml").mkdir(parents=True)
    _packaged_with_warning(crisis(*LOOKUP))


def test_broken_files_of_a_practice_give_way_to_the_packaged_ones(
    crisis: Run, tmp_path: Path
) -> None:
    """A folder with data files of its own, of which one has a fault."""
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "sources.yaml").write_text("sources: [", encoding="utf-8")
    _packaged_with_warning(crisis(*LOOKUP, "--data", folder))


def _packaged_with_warning(done: Done) -> None:
    assert done.code == 0
    assert PACKAGED in done.out.splitlines()
    assert done.err.startswith("Let op: eigen gegevens niet gebruikt: ")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("form", ["sbar", "soep"])
def test_a_confidential_number_stays_out_of_reports(crisis: Run, tmp_path: Path, form: str) -> None:
    """The screen has it once, marked, above; what follows says so instead of repeating it."""
    overlay(tmp_path, SOURCE + added(confidential=True))
    answers = ("life_danger=nee", "hospital=nee", "resistance=?", "acute_change=?")
    given = [part for answer in answers for part in ("--antwoord", answer)]
    triage = ("triage", "--regio", "groningen", "--sector", "vv", "--no-input", *given)
    shown = crisis(*triage).out
    assert "050 111 22 33" in shown
    assert "Vertrouwelijk: niet doorgeven." in shown
    above, _, report = crisis(*triage, "--rapport", form).out.partition(form.upper() + "\n")
    assert above.count("050 111 22 33") == 1
    assert "\nOVERLEGGEN\n" in report
    assert "050 111 22 33" not in report
    assert "Vertrouwelijk nummer: het staat boven het verslag." in report


# -- marked where it is shown -------------------------------------------------------------------

VERDICT = (
    *("triage", "--regio", "ZHN", "--sector", "vv", "--moment", "2026-11-22T21:30"),
    *("--antwoord", "life_danger=nee", "--antwoord", "hospital=nee"),
    *("--antwoord", "resistance=ja"),
)


def whole_folder(tmp_path: Path) -> Path:
    """Copy all data files to the folder of a practice, with another number of the desk."""
    folder = tmp_path / "praktijk"
    folder.mkdir()
    for file in data_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace('"0883399999"', '"0881112233"').replace(PACKAGED, OWN)
        (folder / file.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.only_thorough
def test_the_whole_data_of_a_practice_is_marked(crisis: Run, tmp_path: Path) -> None:
    """Whatever it shows is its own: said with the number, in one line, and in JSON."""
    folder = str(whole_folder(tmp_path))
    shown = crisis(*LOOKUP, "--data", folder)
    assert OWN in shown.out
    assert "Eigen gegevens." in shown.out
    assert shown.out.splitlines()[-2].endswith("· eigen gegevens")
    data = json.loads(crisis(*LOOKUP, "--data", folder, "--json").out)
    assert data["contacts"][0]["own"]
    assert "service:rap-zhn" in data["own_data"]

    verdict = crisis(*VERDICT, "--data", folder, "--rapport", "sbar")
    assert f"Eigen gegevens: alles komt uit {folder}." in verdict.out
    (last,) = (line for line in verdict.out.splitlines() if "beslist niet" in line)
    assert "eigen gegevens" in last


@pytest.mark.only_thorough
def test_overlay_names_the_folder_of_a_practice(crisis: Run, tmp_path: Path) -> None:
    """It says which folder, and what is otherwise than in the program itself."""
    folder = str(whole_folder(tmp_path))
    done = crisis("overlay", "--data", folder)

    assert "U hebt geen eigen gegevens" not in done.out
    assert f"Map: {folder}" in done.out
    assert "Anders dan in crisis zelf: 1" in done.out
    assert "- Dienst rap-zhn" in done.out


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "outcomes:\n  - id: forced_care_wzd\n    headline: Geen haast.",
            "Uitkomst forced_care_wzd",
        ),
        ("questions:\n  - id: resistance\n    text: Werkt de cliënt mee?", "Vraag resistance"),
        (
            "gates:\n  - id: hospital\n    when: {answer: hospital, is: 'yes'}",
            "Poort hospital",
        ),
    ],
)
def test_every_own_text_is_marked(crisis: Run, tmp_path: Path, text: str, named: str) -> None:
    """A headline, a question or a gate of one's own is not ours: the result names it, JSON too.

    A gate also where it was passed: turned round it would have let somebody through.
    """
    overlay(tmp_path, f"{SOURCE}{text}\n    sources: [eigen]\n")
    done = crisis(*VERDICT)

    assert f"Eigen gegevens: {named}." in done.out
    assert "· eigen gegevens" in done.out
    kind, _, id_ = named.partition(" ")
    word = {"Uitkomst": "outcome", "Vraag": "question", "Poort": "gate"}[kind]
    assert f"{word}:{id_}" in json.loads(crisis(*VERDICT, "--json").out)["own_data"]


def test_an_own_item_of_a_list_is_marked(crisis: Run, tmp_path: Path) -> None:
    """What to have at hand, and the table of what is known where, say it too."""
    item = "checklist:\n  - id: have-naw\n    text: Niets.\n    sources: [eigen]\n"
    overlay(tmp_path, SOURCE + added() + item)

    listed = crisis("checklist").out.splitlines()
    assert "- Niets. Eigen gegevens." in listed
    assert str(listed).count("igen gegevens") == 1
    assert "Eigen gegevens tellen mee." in crisis("regions").out.splitlines()


def test_nothing_own_is_said_of_ours(crisis: Run, tmp_path: Path) -> None:
    """Without own data, or with own data that is not shown, nothing is marked."""
    overlay(tmp_path, SOURCE + added())
    for form in ((), ("--rapport", "soep")):
        assert "igen gegevens" not in crisis(*VERDICT, *form).out
    assert [] == json.loads(crisis(*VERDICT, "--json").out)["own_data"]


def test_own_data_of_practice_and_user_are_both_marked(crisis: Run, tmp_path: Path) -> None:
    """What lies under the user's own overlay stays marked as the practice's."""
    folder = tmp_path / "praktijk"
    folder.mkdir()
    (folder / "overlay.yaml").write_text(SOURCE + number(PRACTICE), encoding="utf-8")
    overlay(tmp_path, SOURCE + added())
    done = crisis(*LOOKUP, "--data", str(folder))

    assert PRACTICE in done.out
    assert "Eigen gegevens." in done.out


def test_an_overlay_never_hides_a_known_number(crisis: Run, tmp_path: Path) -> None:
    """Not only possible, nor found by its name alone, nor for others: that item is left out."""
    elsewhere = "{regions: [groningen], sectors: [vv], purpose: crisis}"
    later = "{regions: [zhn], sectors: [vv], purpose: non_crisis}"
    for key in (
        *("standing: possible", "standing: by_name"),
        *(f"serves: [{elsewhere}]", f"serves: [{later}]"),
    ):
        item = f"services:\n  - id: rap-zhn\n    {key}\n    sources: [eigen]\n"
        overlay(tmp_path, SOURCE + item)
        done = crisis(*LOOKUP)
        assert PACKAGED in done.out.splitlines()
        assert "kan niet worden veranderd" in done.err


@pytest.mark.parametrize(
    "name",
    [
        *("overlay.yml", "Overlay.yaml", "overlay.yaml.txt", "overlay (1).yaml"),
        *("overlay-PC01.yaml", "overlay.sync-conflict-20261127-1.yaml", "Kopie van overlay.yaml"),
    ],
)
def test_what_was_meant_as_an_overlay_is_named(crisis: Run, tmp_path: Path, name: str) -> None:
    """Whoever wrote it thinks that the number in it is given; a copy beside it is named later."""
    file = overlay(tmp_path, SOURCE + number(OWN))
    other = file.rename(file.with_name(name))
    for command in (LOOKUP, ("overlay",)):
        done = crisis(*command)
        assert f"{other} wordt niet gelezen; het bestand moet overlay.yaml heten" in done.err
    overlay(tmp_path, SOURCE + number(OWN))
    done = crisis(*LOOKUP)
    assert OWN in done.out
    assert done.err == ""
    assert f"{other} wordt niet gelezen" in crisis("overlay").err


def test_other_files_are_no_overlay(crisis: Run, tmp_path: Path) -> None:
    """Nothing is said of the settings, or of a backup that an editor keeps."""
    file = overlay(tmp_path, SOURCE + number(OWN))
    for name in ("config.toml", "overlay.yaml~", "overlay.yaml.bak", "notes.txt"):
        file.with_name(name).touch()
    assert crisis("overlay").err == ""


HOURS = 'Mo-Fr 17:00-08:00; Sa,Su,PH 00:00-24:00; Sa "op afspraak"'


@pytest.mark.thorough
def test_own_hours_are_said_in_words(crisis: Run, tmp_path: Path) -> None:
    """What they come to next week, and what in them is not what people expect."""
    text = added().replace('"24/7"', f"'{HOURS}'").replace("checked: 2026", "checked: 2030")
    overlay(tmp_path, SOURCE.replace("checked: 2026", "checked: 2127") + text)
    moment = ("--moment", "2026-11-27T12:00")

    shown = crisis("overlay", *moment)
    assert shown.err == ""
    week = shown.out.partition("Aanmeldpunt (desk)\n")[2].splitlines()
    assert week[:5] == [
        "- vr 27-11: 00:00 tot 08:00 en 17:00 tot 24:00",
        "- za 28-11: openingstijden niet bekend",
        "- zo 29-11: dag en nacht",
        "- ma 30-11: 17:00 tot 24:00",
        "- di 1-12 tot en met do 3-12: 00:00 tot 08:00 en 17:00 tot 24:00",
    ]
    said_by = [shown.out]
    if THOROUGH:
        checked = crisis("check")
        assert (checked.code, checked.err) == (0, "")
        said_by.append(checked.out)
    for said in said_by:
        assert "Let op: Dienst desk: op maandag sluit het om 00:00" in said
        assert "Zet erachter: , Mo 00:00-08:00" in said
        assert "op zaterdag geldt 'Sa \"op afspraak\"' in plaats van 'Sa,Su,PH" not in said
        assert "bij 'unknown' en bij tekst tussen aanhalingstekens" in said
        assert "Let op: Bron eigen: nagelezen op 1-11-2127, een dag die nog komt." in said

    found = crisis("lookup", "groningen", "--sector", "vv", "--moment", "2026-11-28T12:00")
    assert found.err == ""  # a source of tomorrow is no reason to doubt the clock
    assert "Openingstijden niet bekend." in found.out


@pytest.mark.parametrize(
    ("phone", "display"),
    [("14050", "14 050"), ("140182", "14 0182"), ("116123", "116 123"), ("097012345678", None)],
)
def test_numbers_that_are_dialled_as_they_are(
    crisis: Run, tmp_path: Path, phone: str, display: str | None
) -> None:
    """The number of a gemeente, a European one, and one of a device."""
    text = added().replace("0501112233", phone)
    line = f'    display: "{display}"\n' if display else ""
    overlay(tmp_path, SOURCE + text.replace('    display: "050 111 22 33"\n', line))
    done = crisis("lookup", "groningen", "--sector", "vv")
    assert done.err == ""
    assert (display or phone) in done.out.splitlines()


@pytest.mark.parametrize("phone", ["14099", "116999", "097912345678"])
def test_numbers_that_nobody_has(crisis: Run, tmp_path: Path, phone: str) -> None:
    """The shape alone is not enough."""
    text = added().replace("0501112233", phone)
    overlay(tmp_path, SOURCE + text.replace('    display: "050 111 22 33"\n', ""))
    done = crisis(*LOOKUP)
    assert f"'{phone}' is geen geldig Nederlands nummer" in done.err
    assert PACKAGED in done.out.splitlines()


def test_check_a_folder_with_an_overlay_alone(crisis: Run, tmp_path: Path) -> None:
    """Its overlay is proved over our data; no file of ours is missing in it."""
    folder = practice(tmp_path, SOURCE + number(PRACTICE))
    done = crisis("check", folder)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Geen fouten gevonden in {folder}.\n"
    assert crisis("check", folder, "--regio", "zhn").code == 2
    practice(tmp_path, SOURCE + number("071 999"))
    assert crisis("check", folder).code == 1
    done = crisis("check", folder / "overlay.yaml", "--json")
    assert done.code == 1
    assert json.loads(done.out)["findings"][0]["file"] == str(folder / "overlay.yaml")


def test_check_says_in_json_too_that_own_data_is_not_used(crisis: Run, tmp_path: Path) -> None:
    """A file by another name is no fault in a line, and still not used."""
    folder = practice(tmp_path, SOURCE + number(PRACTICE))
    (folder / "overlay (1).yaml").touch()
    done = crisis("check", folder, "--json")
    assert done.code == 1
    assert [each["code"] for each in json.loads(done.out)["findings"]] == ["not-used"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_no_empty_overlay(
    crisis: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """The next time it is not in the way."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    done = crisis("overlay", "init")
    assert done.code == 2
    assert "kan het niet schrijven (de schijf is vol)" in done.err
    monkeypatch.undo()
    assert list((tmp_path / "crisiszorg-cli").iterdir()) == []
    assert crisis("overlay", "init").code == 0
