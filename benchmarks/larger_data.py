"""Data ten times as large as ours, with an index, made of copies under other names."""
# ruff: noqa: INP001 - a folder of scripts, not a package

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from crisiszorg_cli.content.index import INDEX_FILE
from crisiszorg_cli.content.loader import make_index
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.model.sections import CONTENT_FILES, DIRECTORY_FILES

TIMES = 10
NATIONAL = "nl"
STAND_IN = {"vv": "groningen", "gz": "groningen", "ggz": "groningen"}
YOUTH_STAND_IN = "jeugdregio-groningen"

Item = dict[str, Any]
Sections = dict[str, list[Item]]


def write_larger(source: Path, target: Path) -> str:
    """Write the data of a folder ten times over, with an index; say how much it has become."""
    data: Sections = {}
    for name in DIRECTORY_FILES:
        data |= yaml.load((source / name).read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
    for name in set(CONTENT_FILES) - set(DIRECTORY_FILES):
        shutil.copy(source / name, target / name)
    larger: Sections = {section: list(items) for section, items in data.items()}
    for copy in range(1, TIMES):
        for section, items in _copy(data, f"k{'abcdefghi'[copy - 1]}").items():
            larger[section] += items
    parts = {
        "sources.yaml": ("sources",),
        "regions.yaml": ("offices", "regions", "services"),
        "municipalities.yaml": ("municipalities",),
    }
    for name, sections in parts.items():
        text = json.dumps({s: larger[s] for s in sections}, ensure_ascii=False, indent=1)
        (target / name).write_text(text, encoding="utf-8")  # JSON is YAML
    with (
        patch("crisiszorg_cli.content.loader.MAX_BYTES", 10**9),
        patch("crisiszorg_cli.content.yaml_reader.MAX_BYTES", 10**9),
    ):
        now = datetime.now(AMSTERDAM)  # noqa: TID251 - a script of its own
        (target / INDEX_FILE).write_bytes(make_index(target, now))
    return ", ".join(f"{len(items):,} {section}" for section, items in larger.items())


def _copy(data: Sections, mark: str) -> Sections:
    """Return all items under other ids and names; of the country there is one.

    A name begins otherwise: one that only goes on would make a choice of what is one place now.
    """
    sources = [{**item, "id": f"{item['id']}-{mark}"} for item in data["sources"]]
    offices = [_renamed(item, mark) for item in data["offices"]]
    regions = [_renamed(item, mark) for item in data["regions"] if item["id"] != NATIONAL]
    towns = [_town(item, mark) for item in data["municipalities"]]
    services = [
        _renamed(item, mark) | {"serves": _serves(item["serves"], mark)}
        for item in data["services"]
    ]
    for region in regions:
        if "office" in region:
            region["office"] += f"-{mark}"
    return {
        "sources": sources,
        "offices": offices,
        "regions": regions,
        "municipalities": towns,
        "services": services,
    }


def _renamed(item: Item, mark: str) -> Item:
    copy = {**item, "id": f"{item['id']}-{mark}", "name": f"{mark} {item['name']}"}
    if "aliases" in item:
        copy["aliases"] = [f"{mark} {alias}" for alias in item["aliases"]]
    if "code" in item:
        copy["code"] = f"{item['code']}{mark}"
    copy["sources"] = [_cited(citation, mark) for citation in item["sources"]]
    if "when_closed" in item:
        copy["when_closed"] = [
            {**part, "sources": [_cited(c, mark) for c in part["sources"]]}
            for part in item["when_closed"]
        ]
    return copy


def _cited(citation: str, mark: str) -> str:
    source, colon, lines = citation.partition(":")
    return f"{source}-{mark}{colon}{lines}"


def _town(item: Item, mark: str) -> Item:
    """Copy a gemeente. There are no more than 9,000 postcodes: copies of them become names."""
    copy = _renamed(item, mark)
    for key in ("care_region", "youth_region", "veilig_thuis_region"):
        copy[key] = f"{item[key]}-{mark}"
    postcodes = [*copy.pop("postcodes", ()), *copy.pop("unsure_postcodes", ())]
    names = []
    for postcode in postcodes:
        first, _, last = postcode.partition("-")
        names += [f"{mark} {n}" for n in range(int(first), int(last or first) + 1)]
    copy["places"] = [f"{mark} {place}" for place in item.get("places", ())] + names
    return copy


def _serves(serves: list[Item], mark: str) -> list[Item]:
    """Let a copy serve copies of the regions; what is for the country goes to one region."""
    servings = []
    for serving in serves:
        regions = [r for r in serving["regions"] if r != NATIONAL]
        if regions:
            copies = [f"{region}-{mark}" for region in regions]
            servings.append({**serving, "regions": copies})
            continue
        adults = [sector for sector in serving["sectors"] if sector in STAND_IN]
        region = STAND_IN[adults[0]] if adults else YOUTH_STAND_IN
        sectors = adults or serving["sectors"]
        servings.append({**serving, "regions": [f"{region}-{mark}"], "sectors": sectors})
    return servings
