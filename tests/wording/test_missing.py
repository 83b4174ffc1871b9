"""How it is said that a number is not known."""

from __future__ import annotations

import pytest

from crisiszorg_cli.model.contacts import MissingNumber, Purpose, Sector
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.wording.contacts import missing_text

CRISIS, FORCED = Purpose.CRISIS, Purpose.FORCED_CARE


@pytest.mark.parametrize(
    ("region", "missing", "said"),
    [
        ("gooi", [(Sector.VV, CRISIS)], "Wij kennen geen crisisnummer V&V voor 't Gooi."),
        (
            "groningen",
            [(Sector.VV, CRISIS), (Sector.GZ, CRISIS)],
            "Wij kennen geen crisisnummer V&V of GZ voor Groningen.",
        ),
        (
            "groningen",
            [(Sector.GGZ, FORCED), (Sector.GGZ, CRISIS)],
            "Wij kennen geen nummer GGZ bij verzet of crisis voor Groningen.",
        ),
        (
            "groningen",
            [(Sector.VV, FORCED)],
            "Wij kennen geen nummer V&V bij verzet voor Groningen.",
        ),
        ("nl", [(Sector.JEUGD, CRISIS)], "Wij kennen hier geen crisisnummer jeugd."),
    ],
)
def test_what_is_not_known_is_one_sentence(
    content: Content, region: str, missing: list[tuple[Sector, Purpose]], said: str
) -> None:
    """It says of what and where; elsewhere in the country has no name to give."""
    where = content.directory.regions[region]
    items = [MissingNumber(where, sector, purpose, None) for sector, purpose in missing]
    assert missing_text(items) == said
