"""An overlay over an index: only what is its own is made and proved, and nothing else differs."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crisiszorg_cli.content import loader
from crisiszorg_cli.content.checks_directory import check_directory
from crisiszorg_cli.content.index import Index
from crisiszorg_cli.directory.name_index import with_names
from crisiszorg_cli.errors import DataError
from crisiszorg_cli.model.content import Content, Directory
from tests.effort import each
from tests.shipped import DIRECTORY, directory_alone, from_files, index_as_made

Outcome = tuple[Any, ...]
"""What was laid and what was refused; or all that is wrong."""

TOWN = next(iter(DIRECTORY.municipalities.values()))

CITED = {"sources": ["afspraken-ggz-anw"]}
SERVES = {"serves": [{"regions": ["zhn"], "sectors": ["vv"], "purpose": "crisis"}]}
NUMBER: dict[str, Any] = {
    "id": "eigen",
    "name": "Eigen",
    "phone": "0715123450",
    "confidence": "confirmed",
}
NUMBER |= SERVES | CITED
OVERLAYS: dict[str, dict[str, list[dict[str, Any]]]] = {
    "nothing": {"services": []},
    "a number": {"services": [NUMBER]},
    "a number with hours of its own": {"services": [NUMBER | {"hours": "Mo-Th 08:13-17:01"}]},
    "another number": {"services": [{"id": "rap-zhn", "phone": "0715123450", "aliases": ["x y"]}]},
    "another name": {"services": [{"id": "rap-zhn", "name": "Veilig Thuis", "aliases": []}]},
    "a name that others have": {"services": [NUMBER | {"name": "Veilig Thuis"}]},
    "a number that does not exist": {"services": [NUMBER | {"phone": "0199999999"}]},
    "a number that is not for crisis": {
        "services": [NUMBER | {"phone": "0883399999"}],
        "sources": [],
    },
    "impossible hours": {"services": [NUMBER | {"hours": "Mo-Fr 99:00"}]},
    "hours that never open": {"services": [NUMBER | {"hours": "off"}]},
    "for nobody": {"services": [NUMBER | {"serves": []}]},
    "for a sector of another division": {
        "services": [
            NUMBER
            | {"serves": [{"regions": ["zhn"], "sectors": ["jeugd"], "purpose": "non_crisis"}]}
        ]
    },
    "no emergency": {"services": [{"id": "112", "phone": "0715123450"}]},
    "a source": {"sources": [{"id": "afspraken-ggz-anw", "review_months": 0}]},
    "a page": {"offices": [{"id": next(iter(DIRECTORY.offices)), "crisis_page": "nergens"}]},
    "an office": {"offices": [{"id": next(iter(DIRECTORY.offices)), "aliases": ["Ons kantoor"]}]},
    "a region": {"regions": [{"id": "zhn", "aliases": ["Hier bij ons"]}]},
    "a region of another kind": {"regions": [{"id": "zhn", "kind": "jeugdregio"}]},
    "a gemeente": {"municipalities": [{"id": TOWN.id, "aliases": ["Sleutelstad"]}]},
    "a gemeente in a region of another kind": {
        "municipalities": [{"id": TOWN.id, "youth_region": "zhn"}]
    },
    "a gemeente with the id of a region": {
        "municipalities": [
            {
                "id": "zhn",
                "name": "Zhn",
                "care_region": "zhn",
                "youth_region": TOWN.youth_region,
                "veilig_thuis_region": TOWN.veilig_thuis_region,
            }
            | CITED
        ]
    },
    "a question": {"questions": [{"id": "hospital", "label": "Ziek"}]},
    "a question that nobody asks": {
        "questions": [
            {"id": "odd", "kind": "closed", "label": "O", "text": "O?", "help": "O."} | CITED
        ]
    },
}


@pytest.fixture(name="file", params=each(7, list(OVERLAYS), first=1))
def _file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An overlay."""
    path = tmp_path / "overlay.yaml"
    path.write_text(json.dumps(OVERLAYS[request.param]), encoding="utf-8")
    return path


def outcome(lay: Callable[[], Outcome]) -> Outcome:
    """Return what came of it."""
    try:
        return lay()
    except DataError as error:
        return error.problems


def over_directory(base: Directory, file: Path) -> Outcome:
    """Lay the overlay over a directory, without what libraries worked out for it."""
    found = outcome(lambda: loader.directory_over(base, file))
    if isinstance(found[0], Directory):
        laid = found[0]._replace(timetables={}, numbers="")
        assert with_names(laid) == laid
        return laid, found[1]
    return found


def over_content(base: Content, file: Path) -> Outcome:
    """Lay the overlay over all content, without what libraries worked out for it."""
    found = outcome(lambda: loader.content_over(base, file))
    if isinstance(found[0], Content):
        directory = found[0].directory._replace(timetables={}, numbers="")
        return found[0]._replace(directory=directory), found[1]
    return found


@cache
def index() -> Index:
    """Return the index of the files."""
    return Index(index_as_made())


@pytest.mark.thorough
def test_over_an_index_as_over_the_files(file: Path) -> None:
    """The same items, names, versions, refusals and problems, each with its line."""
    made = index()
    assert over_content(made.content(worked_out=True), file) == over_content(from_files(), file)

    expected = over_directory(directory_alone(), file)
    assert over_directory(made.directory(worked_out=True), file) == expected
    assert over_directory(made.directory(worked_out=False), file) == expected


@pytest.mark.thorough
def test_what_is_left_out_of_the_proof_was_proved(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proved in part or proved whole, as if nothing were known of what lies under: the same."""
    book, read = directory_alone(), from_files()
    part = over_directory(book, file), over_content(read, file)
    monkeypatch.setattr(loader, "check_directory", lambda *given, **_: check_directory(*given))
    monkeypatch.setattr(loader, "touches", lambda *_: True)

    assert part == (over_directory(book, file), over_content(read, file))
