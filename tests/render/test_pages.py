"""Where a page ends: what belongs together is not torn apart."""

from __future__ import annotations

from crisiszorg_cli.render.layout import BLANK, Line, Role
from crisiszorg_cli.render.pages import Block, pages, parted

TEXT, NAME = Line(Role.TEXT, "tekst"), Line(Role.TEXT, "CIZ:")
HEADING, NUMBER = Line(Role.HEADING, "Wat nu"), Line(Role.NUMBER, "088 789 10 00")


def test_a_number_stays_with_its_name() -> None:
    """What would be the first line of a page brings with it what it belongs to."""
    assert pages([TEXT, TEXT, NAME, NUMBER], 80, 3) == [(TEXT, TEXT), (NAME, NUMBER)]
    assert pages([TEXT, TEXT, HEADING, NAME, NUMBER], 80, 4) == [
        (TEXT, TEXT),
        (HEADING, NAME, NUMBER),
    ]
    assert pages([TEXT, BLANK, NUMBER], 80, 2) == [(TEXT,), (NUMBER,)]


def test_a_page_of_numbers_alone_is_cut_all_the_same() -> None:
    """More that belongs together than fits is no reason never to end a page."""
    found = pages([NAME, *[NUMBER] * 5], 80, 3)
    assert [line for page in found for line in page] == [NAME, *[NUMBER] * 5]
    assert all(len(page) <= 3 for page in found)


def test_what_follows_is_not_there_alone() -> None:
    """A lesser block fits where its heading did not; then it is left for the next page too."""
    first, second = Block(1, (HEADING, TEXT, NUMBER)), Block(2, (TEXT,), follows=True)
    assert parted([first, second], 80, 2).kept == ()
    assert parted([first, second], 80, 4).kept == (first, second)
