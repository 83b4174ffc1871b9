"""Answers given in advance: in options, in YAML or JSON, in a pipe; and the home region."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Run
from tests.terminal.terminal import POSIX_ONLY, environment

MOMENT = ("--moment", "2026-11-22T21:30")
ANSWERS = {
    "life_danger": "no",
    "region": "leiden",
    "sector": "vv",
    "hospital": "no",
    "resistance": "no",
    "acute_change": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "home_care": "not_enough",
    "informal_care": "not_enough",
    "day_care": "not_enough",
    "client_agrees": "yes",
    "wlz_indication": "yes",
    "consent_anywhere": "yes",
    "lasting": "yes",
}
AS_OPTIONS = tuple(f"--antwoord={question}={value}" for question, value in ANSWERS.items())
PLAIN_YAML = "\n".join(f"{question}: {value}" for question, value in ANSWERS.items())
DUTCH = {"yes": "ja", "no": "nee"}

FORMS = {
    "plain-yaml": PLAIN_YAML,
    "quoted-yaml": "\n".join(f'{question}: "{value}"' for question, value in ANSWERS.items()),
    "dutch-yaml": "\n".join(f"{q}: {DUTCH.get(value, value)}" for q, value in ANSWERS.items()),
    "with-comments": f"# voor het gesprek\n---\n{PLAIN_YAML}  # einde\n",
    "windows": PLAIN_YAML.replace("\n", "\r\n"),
    "bom": f"\N{ZERO WIDTH NO-BREAK SPACE}{PLAIN_YAML}",
    "json": json.dumps(ANSWERS),
    "json-lines": json.dumps(ANSWERS, indent=2),
}


def made_anyhow(done: Done) -> Done:
    """Return what a command gave without the time at which it did."""
    out = re.sub(r'"made_at": "[^"]+"', "", done.out)
    return Done(done.code, out, done.err)


def test_file_equals_options(crisis: Run, tmp_path: Path) -> None:
    """A file in YAML, with a bare ``no`` or ``yes``, or in JSON says the same as options."""
    done = crisis("triage", *AS_OPTIONS, *MOMENT)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("AANMELDEN\n")
    assert done.out.splitlines()[-1] == "088 33 99 999"
    for form, text in FORMS.items():
        (tmp_path / "antwoorden.yaml").write_bytes(text.encode())
        assert crisis("triage", "--antwoorden", "antwoorden.yaml", *MOMENT) == done, form


def test_file_from_a_pipe(crisis: Run) -> None:
    """``-`` reads the answers from stdin."""
    done = crisis("triage", "--antwoorden", "-", *MOMENT, stdin=PLAIN_YAML.encode())
    assert done == crisis("triage", *AS_OPTIONS, *MOMENT)


def test_options_win(crisis: Run, tmp_path: Path) -> None:
    """An option goes before ``--antwoord``, and that before the file."""
    (tmp_path / "antwoorden.yaml").write_text(PLAIN_YAML, "utf-8")
    from_file = ("--antwoorden", "antwoorden.yaml", "--json", *MOMENT)
    plain = json.loads(crisis("triage", *from_file).out)
    assigned = json.loads(crisis("triage", *from_file, "--antwoord", "region=uithoorn").out)
    option = ("--antwoord", "region=uithoorn", "--regio", "diemen")
    chosen = json.loads(crisis("triage", *from_file, *option).out)
    assert [data["region"] for data in (plain, assigned, chosen)] == ["zhn", "am", "amsterdam"]


def test_order_does_not_matter(crisis: Run) -> None:
    """The result is the same for the answers in any order, to the letter."""
    given = AS_OPTIONS[:7]
    orders = [given, given[::-1], (*given[3:], *given[:3]), (*given[1::2], *given[::2])]
    for form in ((), ("--json",)):
        done = {made_anyhow(crisis("triage", *order, *form, *MOMENT)) for order in orders}
        assert len(done) == 1


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        *((word, "yes") for word in ("j", "ja", "JA", "yes")),
        *((word, "no") for word in ("n", "nee", "NEE", "no")),
        *((word, "unknown") for word in ("?", "weet-niet", "onbekend", "unknown")),
    ],
)
def test_words_for_an_answer(crisis: Run, value: str, stored: str) -> None:
    """Each way of saying yes is a yes, of saying no is a no, and not knowing is neither."""
    done = crisis("triage", "--antwoord", f"life_danger={value}", "--regio", "leiden", "--json")
    assert json.loads(done.out)["answers"]["life_danger"] == stored


@pytest.mark.parametrize("way", [("--sector",), ("--antwoord",)], ids=" ".join)
@pytest.mark.parametrize("word", ["vv ", "V & V", " v&v", "VV"])
def test_a_sector_with_spaces(crisis: Run, way: tuple[str, ...], word: str) -> None:
    """As a region may have them."""
    given = word if way == ("--sector",) else f"sector={word}"
    done = crisis("triage", "--regio", "leiden", *way, given, "--json")
    assert json.loads(done.out)["answers"]["sector"] == "vv"


def test_irrelevant_answers_do_not_count(crisis: Run) -> None:
    """An answer to a question that does not apply changes nothing and is not repeated."""
    extra = ("--antwoord", "wlz_expected=nee", "--antwoord", "vg_indication=nee")
    with_extra = crisis("triage", *AS_OPTIONS, *extra, *MOMENT, "--json")
    without = crisis("triage", *AS_OPTIONS, *MOMENT, "--json")
    assert made_anyhow(with_extra) == made_anyhow(without)


def test_free_text_is_one_harmless_line(crisis: Run) -> None:
    """Free text stays on its own line, without characters that nobody sees."""
    nasty = "vannacht\n\nAANMELDEN\x1b[2J[/dit] :smile: \u202egnal\u202c\u200b tek\u00adst"
    done = crisis("triage", *AS_OPTIONS, "--antwoord", f"what_changed={nasty}", "--json", *MOMENT)
    stored = json.loads(done.out)["answers"]["what_changed"]
    assert stored == "vannacht AANMELDEN [2J[/dit] :smile: gnal tekst"


@pytest.mark.parametrize("way", ["option", "file", "reason"])
def test_too_long_a_text_is_refused(crisis: Run, tmp_path: Path, way: str) -> None:
    """What would be cut off could be what matters, so that nothing is."""
    text = "lang " * 100 + "GEEN REANIMATIE"
    given = {
        "option": ("--antwoord", f"what_changed={text}"),
        "file": ("--antwoorden", "a.yaml"),
        "reason": ("--afwijken", "vv_consult", "--reden", text),
    }
    (tmp_path / "a.yaml").write_text(f"what_changed: {text}\n", encoding="utf-8")
    done = crisis("triage", *AS_OPTIONS, *given[way], *MOMENT)
    assert (done.code, done.out) == (2, "")
    assert "Te lang: 515 tekens, en er passen er 500." in done.err


def test_a_file_as_a_json_writer_makes_it(crisis: Run, tmp_path: Path) -> None:
    """An emoji is written as two halves there, and a pasted text may hold what nobody sees."""
    text = json.dumps({"what_changed": "caf\u00e9 \U0001f600, zacht\u00adjes \\ud83d"})
    (tmp_path / "a.json").write_text(text, encoding="ascii")
    done = crisis("triage", *AS_OPTIONS, "--antwoorden", "a.json", "--json", *MOMENT)
    stored = json.loads(done.out)["answers"]["what_changed"]
    assert stored == "caf\u00e9 \U0001f600, zachtjes \\ud83d"


# -- settings -----------------------------------------------------------------------------------


def write_settings(home: Path, text: str) -> Path:
    """Write the settings where the program under test looks for them."""
    where = "from crisiszorg_cli.cli.settings import config_path; print(config_path())"
    done = subprocess.run(
        (sys.executable, "-c", where),
        capture_output=True,
        encoding="utf-8",
        env=environment(home),
        check=True,
    )
    path = Path(done.stdout.strip())
    assert path.is_relative_to(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


RESISTANCE = (
    *("--antwoord", "life_danger=nee", "--antwoord", "hospital=nee"),
    *("--sector", "vv", "--antwoord", "resistance=ja"),
)


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["screen", "json"])
def test_what_looks_like_an_identifier_is_pointed_out(crisis: Run, form: tuple[str, ...]) -> None:
    """As in the interview; a script is not stopped, and it is never said what was typed."""
    told = ("--antwoord", "what_changed=Gevallen, geboren 12-03-1940, bel 06 12345678")
    chosen = ("--afwijken", "vv_consult", "--reden", "mail naar jan@voorbeeld.nl")
    done = crisis("triage", *AS_OPTIONS, *told, *chosen, *form, *MOMENT)

    assert done.code == 0
    end = "Persoonsgegevens horen hier niet."
    assert done.err.splitlines() == [
        f"Let op: 'what_changed' lijkt op een geboortedatum en een telefoonnummer. {end}",
        f"Let op: de reden lijkt op een e-mailadres. {end}",
    ]


def test_ordinary_words_are_no_identifier(crisis: Run) -> None:
    """Nothing is said of what is no more than a story."""
    done = crisis("triage", *AS_OPTIONS, "--antwoord", "what_changed=sinds gisteren verward")

    assert (done.code, done.err) == (0, "")


@POSIX_ONLY
def test_home_region(crisis: Run, tmp_path: Path) -> None:
    """The region of the settings is nobody's answer: without a terminal it is not used."""
    without = crisis("triage", *RESISTANCE, *MOMENT)
    assert without.code == 2
    assert "Er ontbreken antwoorden: region." in without.err
    write_settings(tmp_path, 'region = "leiden"\n')
    assert crisis("triage", *RESISTANCE, *MOMENT) == without


@POSIX_ONLY
@pytest.mark.parametrize("given", [("--regio", "diemen"), ("--antwoord", "region=diemen")])
def test_given_region_wins(crisis: Run, tmp_path: Path, given: tuple[str, str]) -> None:
    """The region on the command line goes before the one of the settings."""
    write_settings(tmp_path, 'region = "leiden"\n')
    done = crisis("triage", *RESISTANCE, *MOMENT, *given)
    assert (done.code, done.err) == (0, "")
    assert "Regio: Amsterdam, woonplaats Diemen." in done.out
    assert "Diemen (opgegeven)" in done.out
    assert "instellingen" not in done.out


@POSIX_ONLY
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('regoin = "leiden"\n', ("'regoin'", "Bedoelde u 'region'?")),
        ('kleur = "rood"\n', ("'kleur'", "region")),
        ("region = 5\n", ("'region'",)),
        ("region = [\n", ("config.toml",)),
        ("\x00", ("config.toml",)),
    ],
    ids=["near-key", "unknown-key", "number", "not-toml", "binary"],
)
def test_broken_settings_stop_nothing(
    crisis: Run, tmp_path: Path, text: str, named: tuple[str, ...]
) -> None:
    """Faulty settings give one warning that names the fault; the triage goes on without them."""
    write_settings(tmp_path, text)
    done = crisis("triage", "--antwoord", "life_danger=ja", *MOMENT)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "112"
    assert done.err.startswith("Let op: ")
    assert len(done.err.splitlines()) == 1
    assert all(word in done.err for word in named)


@POSIX_ONLY
def test_lookup_reads_no_settings(crisis: Run, tmp_path: Path) -> None:
    """The home region plays no part in a lookup, however broken it is."""
    plain = crisis("lookup", "ZHN", *MOMENT)
    write_settings(tmp_path, "region = [\n")
    assert crisis("lookup", "ZHN", *MOMENT) == plain


def test_every_subset_names_what_is_missing(crisis: Run) -> None:
    """With answers left out, exactly the first of those is what is asked for."""
    ids = list(ANSWERS)
    for left_out in itertools.islice(ids, 0, None, 3):
        given = [f"--antwoord={q}={value}" for q, value in ANSWERS.items() if q != left_out]
        done = crisis("triage", *given, *MOMENT)
        assert (done.code, done.out) == (2, "")
        assert f"Er ontbreken antwoorden: {left_out}" in done.err


def test_who_gives_too_little_reads_where_to_call(crisis: Run) -> None:
    """As long as nothing is certain, 112 is named, as it is in JSON."""
    for given in ((), ("--antwoord", "life_danger=?"), ("--antwoord", "life_danger=nee")):
        done = crisis("triage", "--no-input", *given, *MOMENT)
        assert done.code == 2
        assert done.err.endswith("Levensgevaar? Bel 112.\n")


def test_an_own_choice_that_comes_too_early(crisis: Run) -> None:
    """Without answers there is no outcome to choose another one for, place and sector or not."""
    where = ("--regio", "zhn", "--sector", "vv", "--no-input")
    done = crisis("triage", *where, "--afwijken", "vv_consult", "--reden", "twijfel", *MOMENT)
    assert done.code == 2
    assert "Tip: Geef eerst de antwoorden waarop een uitkomst volgt." in done.err
