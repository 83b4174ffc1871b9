"""``crisis overlay verify`` and ``crisis check --belijst``: numbers that somebody rang."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crisiszorg_cli.content.store import data_folder
from tests.cli.conftest import Done, Run
from tests.cli.test_overlay import SOURCE, number as replaced, overlay
from tests.cli.test_own_numbers import file_of
from tests.effort import each

LOOKUP = ("lookup", "zhn", "--sector", "vv")
SAID = "Nagebeld op 20-11-2026 door de HAP."
MINE = f"# boven\n{SOURCE}services:\n  # die van ons\n"


def verify(crisis: Run, id_: str = "rap-zhn", on: str = "20-11-2026") -> Done:
    """Note that a number was rung."""
    return crisis("overlay", "verify", id_, "--op", on, "--door", "de HAP")


def test_a_packaged_number_that_was_rung_says_so(crisis: Run, tmp_path: Path) -> None:
    """Wherever it is shown. It stays the program's number, and is not marked as the user's own."""
    done = verify(crisis)
    assert (done.code, done.err) == (0, "")
    assert "telt tot en met 20-5-2027" in done.out
    shown = crisis(*LOOKUP).out
    assert SAID in shown
    assert "Eigen gegevens" not in shown
    assert SAID in crisis("source", "rap-zhn").out
    assert "Nagebeld: rap-zhn." in crisis("source", "zz-crisiszorg").out
    found = json.loads(crisis(*LOOKUP, "--json").out)
    assert found["own_data"] == []
    days = {contact["id"]: contact["verified_on"] for contact in found["contacts"]}
    assert days["rap-zhn"] == "2026-11-20"
    assert set(days.values()) == {"2026-11-20", None}
    assert "Nagebeld" in crisis("overlay").out
    assert crisis("overlay", "undo").code == 0
    assert not file_of(tmp_path).exists()


@pytest.mark.only_thorough
def test_it_is_no_own_number(crisis: Run) -> None:
    """Nothing to send in; removing it takes the mark alone."""
    verify(crisis)
    assert "geen eigen nummers" in crisis("overlay", "remove").out
    assert "Niets om in te sturen" in crisis("overlay", "share").err
    assert crisis("overlay", "remove", "rap-zhn").code == 0
    shown = crisis(*LOOKUP).out
    assert SAID not in shown
    assert "088 33 99 999" in shown


def test_it_stands_for_half_a_year(crisis: Run) -> None:
    """So long the reading of a page that is overdue says nothing of the number."""
    overdue = "Let op: Controle verlopen."
    verify(crisis, on="20-11-2026")
    at = [crisis(*LOOKUP, "--moment", f"2027-{day}T12:00").out for day in ("05-20", "05-23")]
    first = [shown.partition("bij verzet")[0] for shown in at]
    assert [overdue in shown for shown in first] == [False, True]
    assert all(SAID in shown for shown in first)


def test_what_was_rung_too_long_ago_is_said(crisis: Run) -> None:
    """It is noted, and counts for nothing any more."""
    done = verify(crisis, on="20-11-2025").out
    assert "telde tot en met 20-5-2026." in done
    assert "Let op: Dat is te lang geleden: bel opnieuw." in done


def test_an_item_that_is_there_gets_it(crisis: Run, tmp_path: Path) -> None:
    """All other lines stay, comments too; ringing once more replaces the line; undo takes it."""
    text = f"# boven\n{SOURCE}# van ons\n{replaced('088 111 22 33')}# onder\n"
    file = overlay(tmp_path, text)
    assert verify(crisis).code == 0
    once = file.read_text(encoding="utf-8")
    assert [line for line in once.splitlines() if "verified:" not in line] == text.splitlines()
    assert verify(crisis, on="21-11-2026").code == 0
    assert file.read_text(encoding="utf-8") == once.replace("2026-11-20", "2026-11-21")
    assert "Nagebeld op 21-11-2026" in crisis(*LOOKUP).out
    crisis("overlay", "undo")
    assert file.read_text(encoding="utf-8") == once


def test_of_another_number_it_says_nothing(crisis: Run, tmp_path: Path) -> None:
    """As after a change in the program's data: the mark goes, and that is pointed out."""
    verified = '{phone: "0715825887", day: 2026-11-20, by: HAP}'
    overlay(tmp_path, f"services:\n  - id: rap-zhn\n    verified: {verified}\n")
    assert "Nagebeld" not in crisis(*LOOKUP).out
    assert "nagebeld is 0715825887, nu is het een ander" in crisis("overlay").out


def test_of_a_service_that_is_gone_it_costs_nothing_else(crisis: Run, tmp_path: Path) -> None:
    """As after an update, or without the data of the practice: own numbers still count."""
    verified = '{phone: "0715825887", day: 2026-11-20, by: HAP}'
    text = f"{SOURCE}{replaced('088 111 22 33')}  - id: weg\n    verified: {verified}\n"
    overlay(tmp_path, text)
    done = crisis(*LOOKUP)
    assert "088 111 22 33" in done.out
    assert "de nagebelde dienst 'weg' is er niet; dit onderdeel telt niet mee" in done.err
    assert crisis("overlay", "remove", "weg").code == 0
    assert crisis(*LOOKUP).err == ""


def test_without_an_id_all_are_listed(crisis: Run) -> None:
    """But for 112, and for pages without a number."""
    listed = crisis("overlay", "verify").out
    assert "- rap-zhn: RAP-ZHN, regionaal aanmeldpunt, 088 33 99 999." in listed
    assert "alarm" not in listed
    assert "- rivierduinen:" not in listed


REFUSED = {
    "no such number": (("rap-zhm", "--door", "HAP"), 1, "Bedoelde u 'rap-zhn'?"),
    "112": (("alarm-112", "--door", "HAP"), 1, "geen nummer 'alarm-112'"),
    "nobody": (("rap-zhn",), 2, "Nog nodig: --door."),
    "a day to come": (("rap-zhn", "--door", "HAP", "--op", "1-1-2199"), 2, "moet nog komen"),
    "a BSN": (("rap-zhn", "--door", "111222333"), 2, "Een BSN hoort hier niet"),
    "no id": (("--door", "HAP"), 2, "ID ontbreekt"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("case", each(2, list(REFUSED)))
def test_what_is_refused(crisis: Run, tmp_path: Path, case: str) -> None:
    """With the reason, and nothing is written."""
    given, code, reason = REFUSED[case]
    done = crisis("overlay", "verify", *given)
    assert done.code == code
    assert reason in done.err
    assert not file_of(tmp_path).exists()


def test_a_call_list_of_nobody(crisis: Run) -> None:
    """Says from which day on there is somebody to ring, and how that list is made."""
    listed = crisis("check", "--belijst", "--moment", "2026-11-29").out
    assert listed.splitlines()[1:] == [
        "Niemand te bellen; de eersten vanaf 19-2-2027: crisis check --belijst --moment 2027-02-19"
    ]
    assert "0 nummers" not in listed
    assert "[ ]" in crisis("check", "--belijst", "--moment", "2027-02-19").out
    assert "[ ]" not in crisis("check", "--belijst", "--moment", "2027-02-18").out


@pytest.mark.parametrize("rung_before", [False, True])
def test_the_call_list(crisis: Run, *, rung_before: bool) -> None:
    """By owner and day: the number alone on its line, what to ask, and where to note it.

    That is where the number stands, and not where it is noted that somebody rang it before.
    """
    verify(crisis, "aanmeldportaal-am")
    if rung_before:
        verify(crisis, on="20-8-2026")
    listed = crisis("check", "--belijst", "--moment", "2027-03-01").out
    entry = listed[listed.index("[ ] RAP-ZHN") :].split("\n\n")[0].splitlines()
    assert entry[1] == "088 33 99 999"
    assert ("Verlopen op 20-2-2027." if rung_before else "Uiterlijk 22-5-2027.") in entry[2]
    assert "- Is dit het nummer voor V&V, crisis, in Zuid-Holland Noord?" in entry
    assert "- Bent u dag en nacht bereikbaar?" in entry
    assert entry[-1] == "Klopt het: crisis overlay verify rap-zhn --door WIE"
    noted = entry[-2].partition(": ")[2].split(", ")
    for place, key in zip(noted, ("phone:", "checked:"), strict=True):
        name, _, line = place.rpartition(":")
        lines = (data_folder() / Path(name).name).read_text(encoding="utf-8").splitlines()
        assert key in lines[int(line) - 1]
    assert SAID in listed
    assert "112\n" not in listed
