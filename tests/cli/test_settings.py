"""``crisis config``, and what each setting does to a triage; an option always wins."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from crisiszorg_cli import streams
from tests.cli.conftest import Done, Run
from tests.cli.in_process import run_here

MOMENT = ("--moment", "2026-11-22T21:30")
RESISTANCE = (
    *("--sector", "vv", "--antwoord", "life_danger=nee"),
    *("--antwoord", "hospital=nee", "--antwoord", "resistance=ja"),
)
TRIAGE = ("triage", *MOMENT, *RESISTANCE)
REGISTRATION_ZHN, CRISIS_AMSTERDAM = "088 33 99 999", "020 523 54 33"


def settings(home: Path, text: str) -> Path:
    """Write the settings file."""
    file = home / "crisiszorg-cli" / "config.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def interview(home: Path, *arguments: str, typed: str) -> Done:
    """Hold an interview as if a person sat there: every line typed answers one question."""
    with patch.object(streams, "is_interactive", lambda: True):
        return Done(*run_here(home, ("triage", *MOMENT, *arguments), typed.encode()))


# -- the command ------------------------------------------------------------------------------


def test_settings_are_shown_set_and_undone(crisis: Run, tmp_path: Path) -> None:
    """Set, shown alone and together, and gone again with an empty value."""
    file = tmp_path / "crisiszorg-cli" / "config.toml"
    nothing = "region: niet ingesteld\nplain: uit\ndraft: aan\nreport: geen\n"

    assert Done(0, f"{nothing}Bestand: {file}\n", "") == crisis("config")
    assert not file.exists()
    for key, value in (("region", "zhn"), ("plain", "aan"), ("draft", "uit"), ("report", "sbar")):
        assert Done(0, f"{key}: {value}\n", "") == crisis("config", key, value)
        assert Done(0, f"{key}: {value}\n", "") == crisis("config", key)
    everything = "region: zhn\nplain: aan\ndraft: uit\nreport: sbar\n"
    assert Done(0, f"{everything}Bestand: {file}\n", "") == crisis("config")
    for key in ("region", "plain", "draft", "report"):
        assert crisis("config", key, "").code == 0
    assert Done(0, f"{nothing}Bestand: {file}\n", "") == crisis("config")


@pytest.mark.parametrize(
    ("arguments", "code", "error", "tip"),
    [
        (("regoin", "zhn"), 2, "onbekende instelling 'regoin'", "Bedoelde u 'region'?"),
        (("raport",), 2, "onbekende instelling 'raport'", "Bedoelde u 'report'?"),
        (("report", "sbra"), 2, "'sbra'", "Kies uit: geen, sbar, soep."),
        (("plain", "soms"), 2, "'plain' is aan of uit", ""),
        (("region", "lieden"), 1, "Geen regio, gemeente of plaats 'lieden'", "Leiden"),
        (("region", "zhn", "am"), 2, "Te veel woorden", ""),
    ],
)
def test_mistakes_name_the_nearest(
    crisis: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, error: str, tip: str
) -> None:
    """A key or value that does not exist is an error; nothing is written."""
    done = crisis("config", *arguments)

    assert (code, "") == (done.code, done.out)
    assert done.err.startswith("Fout: ")
    assert error in done.err
    assert tip in done.err
    assert not (tmp_path / "crisiszorg-cli").exists()


def test_a_mistake_in_the_file_is_an_error(crisis: Run, tmp_path: Path) -> None:
    """An unknown key in the file stops ``config``, with the file and the nearest key."""
    file = settings(tmp_path, 'regoin = "zhn"\n')
    done = crisis("config")

    assert (2, "") == (done.code, done.out)
    expected = f"Fout: {file}: onbekende instelling 'regoin'.\nTip: Bedoelde u 'region'?\n"
    assert expected == done.err


# -- the region, and why ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "arguments", "where", "number"),
    [
        ("zhn", ("--regio", "amsterdam"), "Amsterdam", CRISIS_AMSTERDAM),
        ("zhn", ("--antwoord", "region=amsterdam"), "Amsterdam", CRISIS_AMSTERDAM),
        ("amsterdam", ("--regio", "zhn"), "Zuid-Holland Noord", REGISTRATION_ZHN),
        ("", ("--regio", "zhn"), "Zuid-Holland Noord", REGISTRATION_ZHN),
        ("", ("--gemeente", "katwijk"), "Katwijk", REGISTRATION_ZHN),
        ("", ("--postcode", "2312"), "Leiden", REGISTRATION_ZHN),
    ],
)
def test_the_result_names_the_region_and_why(
    crisis: Run, tmp_path: Path, home: str, arguments: tuple[str, ...], where: str, number: str
) -> None:
    """The option decides, whatever is set; one line says time, place, why, and the data."""
    settings(tmp_path, f'region = "{home}"\n')
    done = crisis(*TRIAGE, *arguments)

    assert (0, "") == (done.code, done.err)
    assert f"\nzo 21:30 · {where} (opgegeven) · gegevens " in done.out
    assert number in done.out.splitlines()


@pytest.mark.parametrize("form", [(), ("--json",), ("--no-input",)], ids=["pipe", "json", "none"])
def test_without_a_terminal_the_settings_give_no_region(
    crisis: Run, tmp_path: Path, form: tuple[str, ...]
) -> None:
    """The client's residence decides: nobody was there to confirm that of the settings."""
    settings(tmp_path, 'region = "zhn"\n')
    done = crisis(*TRIAGE, *form)

    assert 2 == done.code
    assert "Er ontbreken antwoorden: region." in done.err
    assert REGISTRATION_ZHN not in done.out
    if "--json" in form:
        document = json.loads(done.out)
        assert (None, None) == (document["region"], document["region_source"])


def test_json_says_where_the_region_came_from(crisis: Run, tmp_path: Path) -> None:
    """A program gets the region that was given, and that it was."""
    settings(tmp_path, 'region = "zhn"\n')
    document = json.loads(crisis(*TRIAGE, "--regio", "amsterdam", "--json").out)

    assert ("amsterdam", "option") == (document["region"], document["region_source"])


def test_a_file_of_answers_goes_before_the_settings(crisis: Run, tmp_path: Path) -> None:
    """A region in ``--antwoorden`` is the client's; the setting is only where most live."""
    settings(tmp_path, 'region = "zhn"\n')
    done = crisis(*TRIAGE, "--antwoorden", "-", stdin=b"region: amsterdam\n")

    assert CRISIS_AMSTERDAM in done.out
    assert "uit uw instellingen" not in done.out


def test_the_home_region_is_offered(tmp_path: Path) -> None:
    """In an interview it stands ready: one key confirms it, and the result says that it was."""
    settings(tmp_path, 'region = "zhn"\nplain = true\n')
    done = interview(tmp_path, typed="n\nn\n\n1\nj\nk\n\n")

    assert 0 == done.code, done.err
    assert "Waar woont de cliënt?" in done.out
    assert "Zuid-Holland Noord (uw instelling; alleen als de cliënt daar woont)" in done.out
    assert "Zuid-Holland Noord (uw instelling, bevestigd)" in done.out


def test_another_region_than_that_of_the_settings(tmp_path: Path) -> None:
    """Who types another place has that, and nothing of the settings."""
    settings(tmp_path, 'region = "zhn"\nplain = true\n')
    done = interview(tmp_path, typed="n\nn\namsterdam\n3\nj\nk\n\n")

    assert "Amsterdam (gekozen)" in done.out
    assert "bevestigd" not in done.out.rpartition("GEDWONGEN ZORG")[2]


def test_lookup_wants_a_place(crisis: Run, tmp_path: Path) -> None:
    """A number without a name could be anybody's: the home region does not fill it in."""
    settings(tmp_path, 'region = "zhn"\n')

    assert 2 == crisis("lookup").code


# -- the other settings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "arguments", "title"),
    [
        ("sbar", (), "SBAR"),
        ("soep", (), "SOEP"),
        ("geen", (), None),
        ("sbar", ("--rapport", "soep"), "SOEP"),
        ("sbar", ("--rapport", "geen"), None),
        ("geen", ("--rapport", "sbar"), "SBAR"),
    ],
)
def test_the_report_of_the_settings(
    crisis: Run, tmp_path: Path, setting: str, arguments: tuple[str, ...], title: str | None
) -> None:
    """It comes with every result; ``--rapport`` goes before it."""
    settings(tmp_path, f'region = "zhn"\nreport = "{setting}"\n')
    lines = crisis(*TRIAGE, "--regio", "zhn", *arguments).out.splitlines()

    assert [name for name in ("SBAR", "SOEP") if name in lines] == ([title] if title else [])


def test_plain_mode(tmp_path: Path) -> None:
    """Numbered questions on plain lines, without the option."""
    settings(tmp_path, "plain = true\n")
    done = interview(tmp_path, typed="j\nk\n\n")

    assert 0 == done.code, done.err
    assert "Vraag 1. Is er nu direct levensgevaar" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("setting", "arguments", "kept"),
    [("true", (), 1), ("false", (), 0), ("true", ("--geen-concept",), 0)],
)
def test_drafts(tmp_path: Path, setting: str, arguments: tuple[str, ...], kept: int) -> None:
    """An interview that is broken off leaves a draft, unless drafts are off."""
    settings(tmp_path, f"plain = true\ndraft = {setting}\n")
    done = interview(tmp_path, *arguments, typed="n\n")

    assert done.code in (129, 130)  # the terminal closes: its end or its signal comes first
    assert kept == len(list(tmp_path.rglob("drafts/*.json")))
    assert ("Er is niets bewaard." in done.err) == (not kept)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('regoin = "zhn"', "onbekende instelling 'regoin'. Bedoelde u 'region'?"),
        ("region = ", "kan de instellingen niet lezen"),
    ],
)
def test_broken_settings_never_stop_a_triage(
    crisis: Run, tmp_path: Path, text: str, message: str
) -> None:
    """They are left aside and named; the verdict comes all the same."""
    settings(tmp_path, text)
    done = crisis(*TRIAGE, "--regio", "zhn")
    without = crisis("triage", *MOMENT, *RESISTANCE[:2])

    assert (0, True) == (done.code, REGISTRATION_ZHN in done.out)
    assert message in (done.err or without.err)
    assert 2 == without.code
    assert "--antwoord life_danger" in without.err
    assert "region" in without.err.partition("ontbreken antwoorden: ")[2]


@pytest.mark.parametrize(
    ("word", "key", "value"), [("regio", "region", "zhn"), ("rapport", "report", "soep")]
)
def test_a_setting_may_be_named_in_dutch(
    crisis: Run, tmp_path: Path, word: str, key: str, value: str
) -> None:
    """On the command and in the file; the file that we write has the English key."""
    assert crisis("config", word, value).code == 0
    (file,) = tmp_path.rglob("config.toml")
    assert file.read_text(encoding="utf-8") == f'{key} = "{value}"\n'
    file.write_text(f'{word} = "{value}"\n', encoding="utf-8")
    assert value in crisis("config").out
