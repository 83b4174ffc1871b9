"""A small file never takes long, or much memory; what is wrong in it is named up to a bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisiszorg_cli.content import loader, reading, store

SOURCE = """sources:
  - {id: eigen, title: Lijst, publisher: HAP, published: "2026", dated: Zelf,
     checked: 2026-11-01, review_months: 6}
"""
TOWN = f"{SOURCE}municipalities:\n  - {{id: GM0394, sources: [eigen], postcodes: [%s]}}\n"
SERVICE = f"""{SOURCE}services:
  - id: desk
    name: Desk
    phone: "0881112233"
    confidence: confirmed
    sources: [eigen]
    serves: [%s]
"""
AREA = "{regions: [%s], sectors: [%s], purpose: crisis}"
FILES = {
    "a range again and again": (TOWN % ", ".join(["1000-9999"] * 10_000), "staat er twee keer"),
    "ranges over each other": (
        TOWN % ", ".join(f"{1000 + n}-9999" for n in range(1_000)),
        "meer dan 50000 postcodes",
    ),
    "regions times sectors": (
        SERVICE % AREA % (", ".join(["groningen"] * 3_000), ", ".join(["vv"] * 3_000)),
        "'groningen' staat er twee keer",
    ),
    "an area again": (
        SERVICE % ", ".join([AREA % ("groningen", "vv")] * 2),
        "'dit' staat er twee keer",
    ),
    "a line with 5000 digits": (
        f"{SOURCE}services:\n  - {{id: rap-zhn, sources: ['zz-brochure:{'9' * 5000}']}}\n",
        "zz-brochure:99999",
    ),
    "a number with 5000 digits": (
        SOURCE.replace("review_months: 6", f"review_months: {'9' * 5000}"),
        "99999",
    ),
}


@pytest.mark.parametrize(("text", "said"), FILES.values(), ids=FILES)
def test_what_multiplies_out_is_refused(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And named; the packaged numbers are given."""
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path)
    (tmp_path / "overlay.yaml").write_text(text, encoding="utf-8")

    data = store.Store()
    book = data.directory()

    assert book.own == frozenset()
    assert any(said in f"{one.message}{one.tip}" for one in data.left_out), data.left_out


def test_two_broken_overlays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops after many problems, a part of which is named, with how many more."""
    practice, own = tmp_path / "practice", tmp_path / "own"
    for folder in (practice, own):
        folder.mkdir()
        (folder / "overlay.yaml").write_text("services:\n" + "  - 1\n" * 5_000, encoding="utf-8")
    monkeypatch.setattr(store, "config_folder", lambda: own)

    data = store.Store(practice)

    assert data.directory().own == frozenset()
    assert len(data.left_out) == 2 * (loader.MAX_PROBLEMS + 1)
    more = reading.ENOUGH_PROBLEMS - loader.MAX_PROBLEMS
    assert data.left_out[-1].message == f"en hierna nog {more} fouten"
