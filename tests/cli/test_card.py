"""``crisis card``: where the page goes, and what it does not overwrite."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from crisiszorg_cli.errors import ExitCode
from tests.cli.conftest import Run
from tests.cli.test_overlay import SOURCE, added, overlay

FILE = "kaart.html"


def test_a_page_goes_into_a_pipe(crisis: Run) -> None:
    """One word is enough, as for a lookup; the page is whole, and nothing else is written."""
    done = crisis("card", "leiden")

    assert done.code == ExitCode.OK
    assert done.out.startswith("<!DOCTYPE html>")
    assert done.out.rstrip().endswith("</html>")
    assert "gemeente, zorgkantoorregio Zuid-Holland Noord" in done.out
    assert done.err == ""
    assert done.out.isascii()  # whatever the encoding of the pipe


@pytest.mark.parametrize(
    ("option", "name"),
    [("--regio", "amsterdam"), ("--gemeente", "amsterdam"), ("--postcode", "1012")],
)
def test_a_place_is_named_as_for_a_lookup(crisis: Run, option: str, name: str) -> None:
    """By region, gemeente or postcode; ``--regio`` means the region that bears the name."""
    done = crisis("card", option, name)

    assert done.code == ExitCode.OK
    assert "<h1>Crisiszorg Amsterdam</h1>" in done.out
    assert ("<p>zorgkantoorregio" in done.out) == (option == "--regio")


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("hoek", ExitCode.NOT_FOUND, "Kies uit:"),
        ("leidn", ExitCode.NOT_FOUND, "Bedoelde u: Leiden"),
        ("holland rijnland", ExitCode.NOT_FOUND, "ZK28: Zuid-Holland Noord"),
        ("elders", ExitCode.NOT_FOUND, "Geef de gemeente."),
        ("", ExitCode.USAGE, "crisis card --regio ZHN"),
    ],
)
def test_a_name_that_has_no_card(crisis: Run, name: str, code: ExitCode, said: str) -> None:
    """The choice, what comes near, or the regions that another division may mean."""
    done = crisis("card", *name.split())

    assert done.code == code
    assert done.err.startswith("Fout: ")
    assert said in done.err
    assert done.out == ""


def test_it_is_saved_for_the_user_alone(crisis: Run, tmp_path: Path) -> None:
    """Written whole, readable by nobody else, and said where; nothing is left beside it."""
    done = crisis("card", "leiden", "--output", FILE)

    assert done.code == ExitCode.OK
    assert f"Geschreven: {FILE}" in done.out
    file = tmp_path / FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert "088 33 99 999" in file.read_text("utf-8")
    assert not list(tmp_path.glob("*.part"))


def test_a_file_is_replaced_only_if_asked(crisis: Run, tmp_path: Path) -> None:
    """What stands there stays, also if it is a link that leads nowhere."""
    file = tmp_path / FILE
    file.write_text("van mij")

    refused = crisis("card", "leiden", "--output", FILE)
    assert refused.code == ExitCode.USAGE
    assert "bestaat al" in refused.err
    assert "--overschrijf" in refused.err
    assert file.read_text() == "van mij"

    assert crisis("card", "leiden", "--output", FILE, "--overschrijf").code == ExitCode.OK
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")

    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "weg.html")
    assert crisis("card", "leiden", "--output", "link.html").code == ExitCode.USAGE
    assert not (tmp_path / "weg.html").exists()


@pytest.mark.parametrize(
    ("name", "reason"), [("weg/kaart.html", "bestaat niet"), (".", "bestaat al")]
)
def test_a_file_that_cannot_be_written(crisis: Run, name: str, reason: str) -> None:
    """Said by name, with the reason."""
    done = crisis("card", "leiden", "--output", name)

    assert done.code == ExitCode.USAGE
    assert reason in done.err
    assert done.out == ""


def test_a_terminal_is_no_place_for_a_page(crisis: Run) -> None:
    """Nobody wants to read HTML on a screen: the tip gives a command that works."""
    with patch("crisiszorg_cli.streams.shows_on_terminal", return_value=True):
        done = crisis("card", "alphen aan den rijn")

    assert done.code == ExitCode.USAGE
    assert "--output kaart-alphen-aan-den-rijn.html" in done.err
    assert done.out == ""


def test_a_confidential_number_has_to_be_asked_for(crisis: Run, tmp_path: Path) -> None:
    """It is left out of a card for the wall, unless the user says otherwise."""
    overlay(tmp_path, SOURCE + added(confidential=True))

    hidden, shown = (crisis("card", "groningen", *more) for more in ([], ["--vertrouwelijk"]))

    assert "050 111 22 33" not in hidden.out
    assert "vertrouwelijk nummer" in hidden.out
    assert "050 111 22 33" in shown.out
    assert "niet doorgeven" in shown.out


def test_it_is_the_same_each_time(crisis: Run) -> None:
    """``--moment`` dates the card, so that two can be compared."""
    first, second = (crisis("card", "leiden", "--moment", "2026-12-01T10:00") for _ in range(2))

    assert "Gedrukt op <b>1-12-2026</b>" in first.out
    assert first == second
