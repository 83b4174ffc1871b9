"""The card for the wall in a real browser: one A4, however much stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from crisiszorg_cli.model.content import Place
from crisiszorg_cli.render.wall_card import wall_card
from crisiszorg_cli.render.wall_page import wall_page
from crisiszorg_cli.render.wall_room import fitted
from tests.browser.chromium import Browser, chromium
from tests.render.wall_cards import LONGEST, PAPER, REGIONS, page_of, ten_own_numbers, with_own
from tests.shipped import DIRECTORY

PROGRAM = chromium()
A4 = (595, 842)  # points
TEN, EIGHTEEN = 10 * 4 / 3, 18 * 4 / 3  # points in the pixels of a browser
SIZES = """
    (() => {
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const sizes = {text: 1e9, number: 1e9, outside: 0};
        while (walk.nextNode()) {
            if (!walk.currentNode.data.trim()) continue;
            const box = walk.currentNode.parentElement;
            const size = parseFloat(getComputedStyle(box).fontSize);
            const kind = box.classList.contains("number") ? "number" : "text";
            sizes[kind] = Math.min(sizes[kind], size);
            if (box.closest("p, li, h1, h2").scrollWidth > box.closest("p, li, h1, h2").clientWidth)
                sizes.outside += 1;
        }
        return sizes;
    })()
"""

pytestmark = pytest.mark.skipif(
    PROGRAM is None, reason="no Chromium on this machine, so nothing printed"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all pages: starting it is what takes time."""
    with Browser(PROGRAM or "", tmp_path_factory.mktemp("chromium")) as started:
        yield started


def printed(browser: Browser, page: str) -> PdfReader:
    """Print a page as from the menu of a browser: on its own paper, without backgrounds."""
    browser.show(page)
    return PdfReader(BytesIO(browser.pdf()))


@pytest.mark.only_thorough
def test_the_fullest_page_is_one_a4(browser: Browser) -> None:
    """Six areas for youth and ten own numbers: one page, each number whole and large on it."""
    engine = with_own(ten_own_numbers())
    region = DIRECTORY.regions[LONGEST]
    card = fitted(wall_card(engine, region, PAPER))

    pdf = printed(browser, wall_page(card))
    sizes = browser.value(SIZES)

    (sheet,) = pdf.pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    text = " ".join(sheet.extract_text().split())
    for block in card.blocks:
        for number in (n.number for entry in block.entries for n in entry.numbers):
            assert number in text
    assert sizes["text"] >= TEN - 0.01
    assert sizes["number"] >= EIGHTEEN - 0.01
    assert sizes["outside"] == 0
    assert browser.requested == []


@pytest.mark.only_thorough
@pytest.mark.parametrize("region", REGIONS, ids=lambda each: each.id)
def test_each_region_is_one_a4(browser: Browser, region: Place) -> None:
    """Every zorgkantoorregio, as shipped."""
    pdf = printed(browser, page_of(region))

    assert len(pdf.pages) == 1
    assert browser.value(SIZES)["outside"] == 0
    assert browser.requested == []


@pytest.mark.only_thorough
def test_a_narrow_screen_shows_all_of_it(browser: Browser) -> None:
    """On a telephone too: nothing sticks out, and it is a picture."""
    browser.show(page_of(DIRECTORY.regions[LONGEST]))
    picture = browser.picture(380, 800)

    assert picture.startswith(b"\x89PNG")
    assert browser.value("document.documentElement.scrollWidth") <= 380
