"""Paths of the interview: each vector lies on exactly one, and ends as that path ends."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product
from math import prod

import pytest

from crisiszorg_cli.directory.search import all_places
from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.model.content import Sector, Truth
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.paths import Path, all_vectors, every_path, route_of
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR
from tests.triage import oracle

Paths = Callable[[str, str], tuple[Path, ...]]

EVERY_ROUTE = [
    *product(("zhn", "nl", "amsterdam"), oracle.SECTORS),
    ("noord-en-midden-limburg", "ggz"),
    ("GM1961", "gz"),
    ("lekstroom", "jeugd"),
]
"""A place and a sector for each set of pathways by which paths can go."""

SMALL = [("zhn", "ggz"), ("noord-en-midden-limburg", "ggz"), ("lekstroom", "jeugd")]
"""Few enough vectors to try them all."""

ONWARD = {
    # past the gates, where the rest of the vectors lie on as many paths as anywhere
    ("amsterdam", "vv"): ("life_danger", "hospital", "resistance"),
    ("zhn", "gz"): ("life_danger", "hospital", "resistance", "abuse_suspected", "minor"),
}


def values_of(triage: Triage, paths: tuple[Path, ...]) -> dict[str, tuple[str, ...]]:
    """Return the questions that some paths ask, with their answers; not place and sector."""
    asked = dict.fromkeys(id_ for path in paths for id_ in path.answers)
    questions = triage.content.questions
    return {id_: questions[id_].values() for id_ in asked if id_ not in (RESIDENCE, SECTOR)}


def path_of(paths: tuple[Path, ...], vector: dict[str, str]) -> Path:
    """Return the one path that a vector lies on."""
    (found,) = (path for path in paths if path.answers.items() <= vector.items())
    return found


@pytest.mark.parametrize(("place", "sector"), EVERY_ROUTE)
def test_the_vectors_add_up_to_all_there_are(
    place: str, sector: str, triage: Triage, paths: Paths
) -> None:
    """No two paths share a vector, and none is left out."""
    found = paths(place, sector)
    values = values_of(triage, found)

    assert sum(path.vectors for path in found) == prod(len(each) for each in values.values())
    assert all_vectors(found) == prod(len(each) for each in oracle.decisive(sector, place).values())
    assert len({tuple(path.answers.items()) for path in found}) == len(found)
    for path in found:
        left = [id_ for id_ in values if id_ not in path.answers]
        assert path.vectors == prod(len(values[id_]) for id_ in left)


@pytest.mark.parametrize(("place", "sector"), SMALL)
def test_every_vector_ends_as_its_path(
    place: str, sector: str, triage: Triage, paths: Paths
) -> None:
    """All of them, answered in full: the outcome is that of the one path that they lie on."""
    assert_all_end_as_their_path(triage, paths(place, sector), {})


@pytest.mark.parametrize(("place", "sector"), ONWARD)
def test_every_vector_past_the_gates_ends_as_its_path(
    place: str, sector: str, triage: Triage, paths: Paths
) -> None:
    """Of the longer ones those past the gates, where nothing is decided yet."""
    passed = dict.fromkeys(ONWARD[place, sector], "no")
    assert_all_end_as_their_path(triage, paths(place, sector), passed)


def assert_all_end_as_their_path(
    triage: Triage, paths: tuple[Path, ...], given: dict[str, str]
) -> None:
    """Try each vector with these answers, by path: the paths come with all their vectors."""
    values = values_of(triage, paths)
    tried = 0
    for path in paths:
        if not given.items() <= {**given, **path.answers}.items():
            continue
        left = [id_ for id_ in values if id_ not in path.answers and id_ not in given]
        for chosen in product(*(values[id_] for id_ in left)):
            vector = {**given, **path.answers, **dict(zip(left, chosen, strict=True))}
            walk = triage.walk(vector)
            assert (walk.outcome_id, walk.next) == (path.walk.outcome_id, None), vector
            tried += 1
    assert tried == prod(len(v) for id_, v in values.items() if id_ not in given)


@pytest.mark.parametrize(("place", "sector"), EVERY_ROUTE)
def test_a_drawn_vector_of_each_path_ends_as_it_does(
    place: str, sector: str, triage: Triage, paths: Paths
) -> None:
    """The others answered too: the same outcome, and whatever was read before is read again."""
    draw = random.Random(f"{place} {sector}")  # noqa: S311
    values = values_of(triage, paths(place, sector))
    for path in paths(place, sector):
        rest = {id_: draw.choice(each) for id_, each in values.items()}
        walk = triage.walk({**rest, **path.answers})
        assert (walk.outcome_id, walk.next) == (path.walk.outcome_id, None)
        assert path.walk.read.items() <= walk.read.items()
        known = {c.id: truth for c, truth in path.walk.criteria if truth is not Truth.PENDING}
        assert known.items() <= {c.id: truth for c, truth in walk.criteria}.items()


def test_a_vector_lies_on_one_path(triage: Triage, paths: Paths) -> None:
    """Drawn vectors of the longest list are found on one path each."""
    found, draw = paths("zhn", "vv"), random.Random(3)  # noqa: S311
    values = values_of(triage, found)
    for _ in range(100):
        vector = {id_: draw.choice(each) for id_, each in values.items()}
        path = path_of(found, {RESIDENCE: "zhn", SECTOR: "vv", **vector})
        assert triage.walk({RESIDENCE: "zhn", SECTOR: "vv", **vector}).outcome == path.walk.outcome


def test_places_with_one_route_have_the_same_paths(triage: Triage) -> None:
    """But for the place: so that one stands for all of them."""
    routes: dict[tuple[str, ...], str] = {}
    compared = 0
    for place in all_places(triage.content.directory):
        route = route_of(triage.rules, place, Sector.GGZ)
        first = routes.setdefault(route, place.id)
        if first != place.id and place.id in oracle.PLACES:
            one, other = (every_path(triage.rules, id_, Sector.GGZ) for id_ in (first, place.id))
            assert [said(path) for path in one] == [said(path) for path in other]
            compared += 1
    assert compared > 10


def said(path: Path) -> object:
    """Return what a path is, but for the place."""
    answers = {id_: value for id_, value in path.answers.items() if id_ != RESIDENCE}
    return list(answers.items()), path.vectors, path.walk.outcome_id, path.walk.criteria


def test_every_route_is_among_those_tried(triage: Triage) -> None:
    """The routes of all regions and gemeenten are those of the tables above, and few."""
    book, rules = triage.content.directory, triage.rules

    def route(place_id: str, sector: str) -> tuple[object, ...]:
        place = place_by_id(book, place_id)
        assert place is not None
        return sector, route_of(rules, place, Sector(sector))

    tried = {route(*each) for each in EVERY_ROUTE}
    there = {route(p.id, sector) for p in all_places(book) for sector in oracle.SECTORS}
    assert tried == there
    assert len(there) == 11
