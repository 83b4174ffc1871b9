"""A name means the same place to a triage as to a lookup, whatever the sector."""

from __future__ import annotations

from datetime import datetime

import pytest

from crisiszorg_cli.cli.given_answers import parse_answers
from crisiszorg_cli.cli.named_places import asked_place
from crisiszorg_cli.directory import lookup
from crisiszorg_cli.directory.lookup import Query
from crisiszorg_cli.directory.services import contacts_for, place_by_id, region_for
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.model.content import Purpose, RegionKind, Sector
from tests.effort import each
from tests.shipped import CONTENT, ENGINE

BOOK = CONTENT.directory
NAMES = (*BOOK.places_by_name, *BOOK.places_by_postcode)


def _place_of_triage(query: Query, sector: Sector) -> str | None:
    """Return the place that a triage takes, or None where it asks which is meant."""
    try:
        answers = parse_answers(CONTENT, {"sector": sector.value}, query)
    except InputError:
        return None
    return answers["region"]


@pytest.mark.thorough
@pytest.mark.parametrize("sector", Sector)
def test_every_name_is_the_same_place(sector: Sector, moment: datetime) -> None:
    """For every name, postcode and sector both find the same place, or both ask which."""
    named: dict[str, str] = {}
    for name in each(15, NAMES, first=list(Sector).index(sector)):
        places = lookup.places_of(BOOK, Query(region=name, sector=sector))
        expected = places[0].id if len(places) == 1 else None
        assert _place_of_triage(Query(region=name), sector) == expected, (name, sector)
        if expected is not None:
            named.setdefault(expected, name)
    for taken, name in named.items():  # what is shown follows from the place
        query = Query(region=name, sector=sector)
        found = lookup.find(BOOK, query, moment, everything=False)
        place = place_by_id(BOOK, taken)
        assert place is not None
        assert place == found.place
        region = region_for(BOOK, place, sector)
        assert (region,) == found.regions, taken
        called, _ = contacts_for(BOOK, region, sector, (Purpose.CRISIS,), moment)
        shown = [c.service.id for c in found.contacts if c.purpose is Purpose.CRISIS]
        assert shown == [contact.service.id for contact in called]


@pytest.mark.parametrize("option", ["region", "municipality", "postcode"])
@pytest.mark.parametrize("sector", Sector)
def test_each_option_finds_what_a_lookup_finds(option: str, sector: Sector) -> None:
    """``--gemeente`` and ``--postcode`` too; katwijk and noordwijk are gemeenten there."""
    words = {"postcode": ("2312", "1012", "2182")}.get(option, ("katwijk", "noordwijk", "leiden"))
    for word in words:
        query = Query(**{option: word}, sector=sector)
        places = lookup.places_of(BOOK, query)
        expected = places[0].id if len(places) == 1 else None
        assert _place_of_triage(query._replace(sector=None), sector) == expected
        assert option != "municipality" or expected is not None


def test_a_name_of_several_kinds_follows_the_sector() -> None:
    """Zuid-Limburg is the jeugdregio for youth, also when it was chosen before the sector."""
    names = ("zuid-limburg", "friesland", "haaglanden", "midden-brabant", "groningen", "drenthe")
    for name in names:
        youth = asked_place(BOOK, Query(region=name, sector=Sector.JEUGD))
        adults = asked_place(BOOK, Query(region=name))
        assert RegionKind.JEUGDREGIO is region_for(BOOK, youth, Sector.JEUGD).kind
        assert region_for(BOOK, youth, Sector.JEUGD) == region_for(BOOK, adults, Sector.JEUGD)
        assert region_for(BOOK, youth, Sector.VV) == region_for(BOOK, adults, Sector.VV)
        answers = {"region": adults.id, "sector": "jeugd"}
        walked = ENGINE.walk({**answers, "life_danger": "no", "hospital": "no"})
        assert walked.region == youth


def test_a_name_of_one_kind_stays_what_it_is() -> None:
    """Nothing of one division is inferred from another where the name does not say it."""
    for name in ("zhn", "lekstroom", "veilig thuis drenthe", "elders"):
        place = asked_place(BOOK, Query(region=name))
        region = region_for(BOOK, place, Sector.JEUGD)
        assert region == place or region.kind is RegionKind.NATIONAL or name.startswith("veilig")
