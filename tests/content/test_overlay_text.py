"""An item put into the text of an overlay and taken out again: no other line is touched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crisiszorg_cli.content.loader import content_over
from crisiszorg_cli.content.overlay_text import (
    TOP,
    LayoutError,
    shared,
    with_number,
    with_verified,
    without,
)
from crisiszorg_cli.directory.own_numbers import OwnNumber
from crisiszorg_cli.model.contacts import Phone, Purpose, Sector, Verified
from tests.shipped import CONTENT, DIRECTORY

NUMBER = OwnNumber(
    Phone("0501234567"),
    "050 123 45 67",
    "Aanmeldpunt: ouderen # 1",
    DIRECTORY.regions["groningen"],
    Sector.VV,
    Purpose.CRISIS,
    "Mo-Fr 09:00-17:00; PH off",
    "'collega' van de HAP",
    date(2026, 11, 27),
    confidential=True,
)

BY_HAND = """\
# Ons eigen bestand
services:   # de nummers
# over de desk
- id: desk   # van Jan
  name: 'Desk'
  # alleen op werkdagen
  phone: "0501112233"
  confidence: single_source
  serves:
  - {regions: [groningen], sectors: [gz], purpose: crisis}
  sources: [a]

# over de nacht
-
  id: nacht
  name: Nacht
  phone: '0501112234'
  confidence: single_source
  serves: [{regions: [drenthe], sectors: [gz], purpose: crisis}]
  sources: [a]
# de bronnen
sources:
    - id: a
      title: A
      publisher: HAP
      published: "2026"
      dated: >-
        Nagebeld,
        door ons.
      checked: 2026-11-01
      review_months: 6
# einde
"""
FILES = {
    "nothing": "",
    "comments": "# niets\n",
    "no end of line": "sources: []",
    "empty lists": "services: []  # leeg\nsources: [ ]\n",
    "by hand": BY_HAND,
}


def laid(text: str) -> frozenset[str]:
    """Return what is the user's own by this text, proved as for a lookup."""
    return content_over(CONTENT, Path("overlay.yaml"), text.encode())[0].directory.own


@pytest.mark.parametrize("before", FILES.values(), ids=FILES)
def test_a_number_is_put_in_and_taken_out(before: str) -> None:
    """Every line that was there stays, comments too; what is left loads."""
    after = with_number(before, "eigen", NUMBER)
    assert {"service:eigen", "source:eigen"} <= laid(after)
    assert 'phone: "0501234567"' in after
    for line in before.splitlines():
        assert line.replace("[]", "").replace("[ ]", "").rstrip() in after
    again = without(after, "eigen")
    laid(again)
    assert before != BY_HAND or again == before


def test_a_new_one_goes_first() -> None:
    """The comment above the one that was first stays with that one."""
    lines = with_number(BY_HAND, "eigen", NUMBER).splitlines()
    assert lines[1:3] == ["services:   # de nummers", "- id: eigen"]
    assert lines.index("# over de desk") + 1 == lines.index("- id: desk   # van Jan")


@pytest.mark.parametrize("id_", ["desk", "nacht"])
def test_one_is_replaced_in_its_place(id_: str) -> None:
    """A remark inside it stays above it; the other one is as it was."""
    after = with_number(BY_HAND, id_, NUMBER)
    assert {"service:desk", "service:nacht", f"source:{id_}"} <= laid(after)
    comments = [line.strip() for line in BY_HAND.splitlines() if line.strip().startswith("#")]
    assert [line.strip() for line in after.splitlines() if line.strip().startswith("#")] == comments


def test_the_last_one_leaves_an_empty_list() -> None:
    """Not nothing, which would be a fault."""
    once = with_number("", "eigen", NUMBER)
    empty = without(once, "eigen")
    assert empty == f"{TOP}\nsources: []\n\nservices: []\n"
    assert with_number(empty, "eigen", NUMBER) == once


@pytest.mark.parametrize("text", ['{"services": []}', "services: [{id: x}]", "- 1", "a: b: c"])
def test_what_is_not_laid_out_in_lines(text: str) -> None:
    """It is refused, and never written anew."""
    with pytest.raises(LayoutError):
        with_number(text, "eigen", NUMBER)


def test_what_can_be_sent_in() -> None:
    """All that a service says, and a source that is still to be named: not who told it."""
    service = DIRECTORY.services["rap-zhn"]
    text = shared([service._replace(aliases=("a: b",))], 2)
    assert 'phone: "0883399999"' in text
    assert "{regions: [zhn], sectors: [vv], purpose: crisis}" in text
    assert "title: VUL IN" in text
    assert "# Vertrouwelijk, en weggelaten: 2." in text
    named = text.replace("checked: VUL IN", "checked: 2026-11-27").replace(
        "url: VUL IN", "url: https://example.org"
    )
    assert {"service:rap-zhn", "source:rap-zhn"} <= laid(named)


RUNG = Verified(Phone("0501112233"), date(2026, 11, 27), "HAP: Jan # 1")


@pytest.mark.parametrize("id_", ["desk", "nacht"])
def test_that_a_number_was_rung_is_put_in_its_item(id_: str) -> None:
    """After what stands there, on one line; once more takes its place, and no line is lost."""
    once = with_verified(BY_HAND, id_, RUNG)
    assert [line for line in once.splitlines() if "verified:" not in line] == BY_HAND.splitlines()
    again = with_verified(once, id_, RUNG._replace(by="HAP"))
    assert again == once.replace("'HAP: Jan # 1'", "HAP")
    assert f"service:{id_}" in laid(again)


@pytest.mark.parametrize("before", FILES.values(), ids=FILES)
def test_that_a_packaged_number_was_rung_is_an_item_of_its_own(before: str) -> None:
    """Which does not make the number the user's own."""
    after = with_verified(before, "rap-zhn", RUNG)
    assert "service:rap-zhn" not in laid(after)
    for line in before.splitlines():
        assert line.replace("[]", "").replace("[ ]", "").rstrip() in after


def test_of_what_was_written_by_hand_the_lines_are_replaced() -> None:
    """Also where it takes several, and something comes after it."""
    told = "  verified:\n    phone: '0501112233'\n    # in mei\n    day: 2026-05-01\n    by: Jan\n"
    text = BY_HAND.replace("  name: 'Desk'\n", f"{told}  name: 'Desk'\n")
    line = "  verified: {phone: \"0501112233\", day: 2026-11-27, by: 'HAP: Jan # 1'}\n"
    assert with_verified(text, "desk", RUNG) == text.replace(told, line)
    for refused in ("services: [{id: desk}]", "services:\n  - {id: desk}\n"):
        with pytest.raises(LayoutError):
            with_verified(refused, "desk", RUNG)
    beside = "services:\n  - verified: {by: x}\n    id: desk\n"
    with pytest.raises(LayoutError):
        with_verified(beside, "desk", RUNG)
