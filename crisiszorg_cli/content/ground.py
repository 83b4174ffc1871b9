"""What the proofs over all answers stand on: the rules, every route, and words for a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from crisiszorg_cli.directory.services import national_region
from crisiszorg_cli.model.content import Content, Directory, Municipality, Place
from crisiszorg_cli.triage.corners import places
from crisiszorg_cli.triage.paths import Path
from crisiszorg_cli.triage.routes import Route, routes_of
from crisiszorg_cli.triage.rules import Rules
from crisiszorg_cli.triage.walk import RESIDENCE, SECTOR
from crisiszorg_cli.wording.triage import answer_text

_MOST_ANSWERS = 6  # in an example: the last ones say what it is about


class Ground(NamedTuple):
    """The content, and the routes of the places for which it is proved, from a moment on.

    ``whole`` tells whether these are all places: only then does it mean anything that something
    is never reached. ``rules_proved`` says that the rules were proved before, and numbers alone
    are other ones.
    """

    rules: Rules
    routes: tuple[Route, ...]
    places: tuple[Place, ...]
    begin: datetime
    whole: bool
    rules_proved: bool = False

    @property
    def content(self) -> Content:
        """The content that is proved."""
        return self.rules.content

    @property
    def situations(self) -> int:
        """How many sets of answers were proved, over all sectors and regions."""
        return sum(route.situations for route in self.routes)

    @property
    def paths(self) -> int:
        """How many paths stand for them."""
        return sum(len(route.paths) for route in self.routes)

    def each_path(self) -> Iterator[tuple[Route, Path]]:
        """Return every path of every route, of each route those with the fewest answers first."""
        return ((route, path) for route in self.routes for path in route.paths)


def ground_of(content: Content, begin: datetime, only: Iterable[Place] | None = None) -> Ground:
    """Walk every route of the whole country, or of these places alone."""
    rules = Rules(content)
    where = places(content) if only is None else tuple(only)
    return Ground(rules, routes_of(rules, where), where, begin, only is None)


def ground_over(content: Content, under: Content, begin: datetime) -> Ground:
    """Return what is left to prove of content that lies over some that was proved.

    Where the rules are the same, only who can be called is tried, in the places that have
    another service; else everything.
    """
    same = content._replace(directory=under.directory) == under and all(
        getattr(content.directory, part) == getattr(under.directory, part)
        for part in ("regions", "municipalities", "offices")
    )
    if not same:
        return ground_of(content, begin)
    touched = _touched(content.directory, under.directory)
    national = national_region(content.directory).id
    rules = Rules(content)
    where = tuple(p for p in places(content) if national in touched or touched & _regions(p))
    return Ground(rules, (), where, begin, whole=False, rules_proved=True)


def _touched(book: Directory, under: Directory) -> set[str]:
    """Name the regions of every service that is not the same in both."""
    ids = {*book.services, *under.services}
    other = [id_ for id_ in ids if book.services.get(id_) != under.services.get(id_)]
    both = (services.get(id_) for id_ in other for services in (book.services, under.services))
    return {region for s in both if s for area in s.serves for region in area.regions}


def _regions(place: Place) -> set[str]:
    if isinstance(place, Municipality):
        return {place.care_region, place.youth_region}
    return {place.id}


def in_words(path: Path) -> str:
    """Write the last answers of a path, as an example of where something goes wrong."""
    content = path.walk.rules.content
    given = [
        f"{content.questions[id_].label}: "
        f"{answer_text(content.questions[id_], value, content.directory)}"
        for id_, value in path.answers.items()
        if id_ not in (RESIDENCE, SECTOR)
    ]
    more = "… " if len(given) > _MOST_ANSWERS else ""
    return f"{more}{'; '.join(given[-_MOST_ANSWERS:])}"
