"""Reports on the command line: to a file, and from a saved result, whatever stands in that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

CALM = ("life_danger=nee", "hospital=nee", "resistance=nee", "client_agrees=ja")
ANSWERS = (*CALM, "danger=nee", "wlz_indication=ja", "acute_change=ja")
TRIAGE = (
    *("triage", "--regio", "leiden", "--sector", "vv", "--moment", "2026-11-22T21:30"),
    *(part for answer in ANSWERS for part in ("--antwoord", answer)),
)


@pytest.fixture
def saved(crisis: Run, tmp_path: Path) -> Path:
    """A result as a HIS would keep it."""
    file = tmp_path / "uitkomst.json"
    file.write_text(crisis(*TRIAGE, "--json").out, encoding="utf-8")
    return file


def test_a_report_goes_to_a_file(crisis: Run, tmp_path: Path) -> None:
    """Whole and private; the verdict is on the screen all the same, and no file is replaced."""
    order = (*TRIAGE, "--rapport", "soep", "--output", "v.txt")
    done = crisis(*order, "--crlf")
    assert done.code == 0
    assert "088 33 99 999" in done.out.splitlines()
    text = (tmp_path / "v.txt").read_bytes()
    assert text.startswith(b"S\r\n- Crisis V&V, woonplaats Leiden")
    assert (tmp_path / "v.txt").stat().st_mode & 0o777 == 0o600
    again = crisis(*order)
    assert (again.code, again.err.splitlines()[0]) == (2, "Fout: v.txt bestaat al.")
    assert "088 33 99 999" in again.out.splitlines()
    assert (tmp_path / "v.txt").read_bytes() == text
    assert crisis(*order, "--overschrijf").code == 0
    assert (tmp_path / "v.txt").read_bytes() == text.replace(b"\r\n", b"\n")


def test_the_proof_goes_along_when_asked(crisis: Run, tmp_path: Path, saved: Path) -> None:
    """In the file too, of a triage and of a saved result; else no report has it."""
    crisis(*TRIAGE, "--rapport", "soep", "--waarom", "--output", "v.txt")
    text = (tmp_path / "v.txt").read_text(encoding="utf-8")
    proof = text.partition("\nBewijs\n- Levensgevaar: nee. Dat gaat dus niet voor. [")[2]
    last = ["Dus: geen crisisopname, volgens deze antwoorden; wie u belt beslist.", ""]
    assert proof.splitlines()[-3:-1] == last
    assert proof.splitlines()[-1].startswith("Voorbereid ")
    assert max(map(len, text.splitlines())) <= 80

    crisis("report", saved, "--waarom", "--output", "w.txt")
    assert (tmp_path / "w.txt").read_text(encoding="utf-8") == text
    assert "\nBewijs\n- Levensgevaar: nee." in crisis("report", saved, "--waarom").out
    assert "Bewijs" not in crisis("report", saved).out


@pytest.mark.parametrize("more", [(), ("--json", "--rapport", "soep")], ids=["no form", "json"])
def test_without_a_report_there_is_nothing_to_write(crisis: Run, more: tuple[str, ...]) -> None:
    """It says so before anything is written."""
    done = crisis(*TRIAGE, "--output", "v.txt", *more)
    assert done.code == 2
    assert "Fout: Bij --output hoort een verslag." in done.err


def test_a_saved_result_gives_the_same_report(crisis: Run, saved: Path, tmp_path: Path) -> None:
    """SOEP unless SBAR is asked for; from stdin too, and to a file."""
    for form in ("soep", "sbar"):
        shown = crisis(*TRIAGE, "--rapport", form).out
        report = crisis("report", saved, "--vorm", form)
        assert report.code == 0
        assert report.err == ""
        assert report.out in shown
    assert crisis("report", "-", stdin=saved.read_bytes()).out == crisis("report", saved).out
    assert crisis("report", saved, "--output", "v.txt").code == 0
    assert (tmp_path / "v.txt").read_text().startswith("S\n")
    assert crisis("report", saved, "--output", "v.txt").code == 2
    assert "Kies uit: soep, sbar." in crisis("report", saved, "--vorm", "pdf").err


def test_what_became_of_the_call(crisis: Run, saved: Path) -> None:
    """A HIS fills in the call; it is in the record, and the number's owner is named."""
    document = json.loads(saved.read_text(encoding="utf-8"))
    assert document["call"] == {"number": None, "at": None, "spoken_to": None, "agreed": None}
    document["call"] = {"number": "0883399999", "at": "2026-11-22T21:40:00+01:00"}
    document["call"] |= {"spoken_to": "triagist A.", "agreed": "belt\u202e morgen"}
    saved.write_text(json.dumps(document), encoding="utf-8")
    done = crisis("report", saved)
    assert "- Gebeld: RAP-ZHN, regionaal aanmeldpunt, 088 33 99 999" in done.out
    assert "- Tijd: zo 22-11-2026 21:40 Gesproken met: triagist A." in done.out
    assert "- Afspraak: belt morgen" in done.out


def test_an_own_choice_is_read_back(crisis: Run, tmp_path: Path) -> None:
    """With its reason, as it was given."""
    choice = ("--afwijken", "vv_register", "--reden", "valt steeds")
    file = tmp_path / "eigen.json"
    file.write_text(crisis(*TRIAGE, *choice, "--json").out, encoding="utf-8")
    done = crisis("report", file)
    assert "- Eigen keuze: Aanmelden, crisisopname." in done.out
    assert "- Reden: valt steeds." in done.out


def test_other_data_is_said(crisis: Run, saved: Path) -> None:
    """Numbers and words are those of now: that they may differ is said."""
    document = json.loads(saved.read_text(encoding="utf-8"))
    saved.write_text(json.dumps({**document, "data_version": "0123456789ab"}), encoding="utf-8")
    done = crisis("report", saved)
    assert done.code == 0
    assert "de gegevens zijn sindsdien gewijzigd" in done.err


BSN = "111222333"
BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "schema": ({"schema": 2}, "schema: is niet 1."),
    "schema of another type": ({"schema": True}, "schema: is niet 1."),
    "no moment": ({"moment": None}, "moment: ontbreekt."),
    "moment": ({"moment": "gisteren"}, "moment: geen bruikbaar tijdstip."),
    "moment far away": ({"moment": "9999-01-01"}, "moment: geen bruikbaar tijdstip."),
    "answers": ({"answers": ["nee"]}, "answers: moet een object zijn."),
    "no answers": ({"answers": {}}, "answers: er ontbreken antwoorden"),
    "question": ({"answers": {"x\x1b[2J": "ja"}}, "answers.x [2J: onbekende vraag."),
    "answer": ({"answers": {"danger": "misschien"}}, "answers.danger: dat is geen antwoord"),
    "answer of another type": ({"answers": {"danger": 1}}, "answers.danger: moet tekst zijn."),
    "identifier": ({"answers": {"what_changed": BSN}}, "answers.what_changed: dat is geen"),
    "outcome": ({"outcome": "vv_register"}, "outcome: met de gegevens van nu"),
    "region_source": ({"region_source": "gok"}, "region_source: onbekende waarde."),
    "override": ({"override": "nee"}, "override: moet een object zijn."),
    "choice": ({"override": {"outcome": "weg"}}, "override.outcome: dat is hier geen"),
    "call": ({"call": {"nummer": "1"}}, "call.nummer: onbekende sleutel."),
    "number": ({"call": {"number": "1" * 41}}, "call.number: dat is geen nummer."),
    "spoken to": (
        {"call": {"spoken_to": BSN}},
        "call.spoken_to: In een tekst staat een geldig BSN",
    ),
    "agreed": ({"call": {"agreed": "x" * 501}}, "call.agreed: Te lang"),
}


@pytest.mark.parametrize(("change", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_named(
    crisis: Run, saved: Path, change: dict[str, Any], said: str
) -> None:
    """Each part of the document by its place; what it holds is not repeated."""
    document = json.loads(saved.read_text(encoding="utf-8"))
    saved.write_text(json.dumps({**document, **change}), encoding="utf-8")
    done = crisis("report", saved)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Fout: ")
    assert said in done.err
    assert "Tip: Bewaar een uitkomst met: crisis triage --json" in done.err
    assert BSN not in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ":1: geen geldige JSON."),
        (b'{"schema": 1,\n]', ":2: geen geldige JSON."),
        (b"[1]", ":1: verwacht een object."),
        (b"\xff\xfe", ": geen UTF-8."),
        (b"[" * 100_000, "geen geldige JSON."),
        (b'{"schema": ' + b"9" * 5000 + b"}", "geen geldige JSON."),
        (b" " * (1024 * 1024 + 1), "groter dan 1024 KiB"),
    ],
    ids=["nothing", "cut off", "a list", "no utf-8", "deep", "a huge number", "large"],
)
def test_what_is_no_result_is_refused(
    crisis: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    """Whatever the file holds, it is an error with the file's name, and no traceback."""
    file = tmp_path / "kapot.json"
    file.write_bytes(content)
    for done in (crisis("report", file), crisis("report", "-", stdin=content)):
        assert (done.code, done.out) == (2, "")
        assert said in done.err
    for name in ("weg.json", tmp_path):
        assert crisis("report", name).code == 2


@pytest.mark.parametrize("sector", [None, "vv", "gz", "ggz", "jeugd"])
def test_the_checklist(crisis: Run, sector: str | None) -> None:
    """What is for all, what is for the sector, and apart from these what rests on custom alone."""
    done = crisis("checklist", *(("--sector", sector) if sector else ()))
    assert done.code == 0
    backed, _, usual = done.out.partition("Gebruikelijk, zonder bron; niemand schrijft het voor\n")
    assert "- NAW-gegevens van de cliënt." in backed
    assert "MRSA" in usual
    assert "MRSA" not in backed
    assert ("katheter" in usual) == (sector in (None, "vv"))
    assert ("crisiskaart" in backed) == (sector in (None, "ggz"))
    assert "Bronnen: amsterdam-crisiszorg" in usual
