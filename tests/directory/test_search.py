"""Finding a place or a service by what somebody types with one hand on the phone."""

from __future__ import annotations

import pytest

from crisiszorg_cli.directory import names, near, search
from crisiszorg_cli.model.content import Content, Directory, Municipality, Place, Region, RegionKind


@pytest.fixture(scope="module")
def book(content: Content) -> Directory:
    """The directory as shipped."""
    return content.directory


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Leiden", "leiden"),
        ("LEIDEN", "leiden"),
        ("  Ouder-Amstel ", "ouderamstel"),
        ("ouder\u2010amstel", "ouderamstel"),
        ("Súdwest-Fryslân", "sudwestfryslan"),
        ("cliëntondersteuning", "clientondersteuning"),
        ("clie\u0308ntondersteuning", "clientondersteuning"),
        ("A&M", "am"),
        ("'s-Gravenhage", "sgravenhage"),
        ("St. Willebrord", "sintwillebrord"),
        ("Sint-Willebrord", "sintwillebrord"),
        ("st", "st"),
        ("Steenbergen", "steenbergen"),
        ("Oost St. Job", "ooststjob"),
        ("Øster", "oster"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ĳsselstein", "ijsselstein"),
        ("---", ""),
        ("", ""),
    ],
)
def test_normalize(typed: str, expected: str) -> None:
    """Case, accents, hyphens and other punctuation do not matter."""
    assert expected == names.normalize(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ZHN", "zhn"),
        ("zhn", "zhn"),
        ("Zuid-Holland Noord", "zhn"),
        ("zuid holland noord", "zhn"),
        ("ZUID-HOLLAND-NOORD", "zhn"),
        ("A&M", "am"),
        ("a & m", "am"),
        ("Amstelland en de Meerlanden", "am"),
        ("Amstelland en Haarlemmermeer", "am"),
        ("amstelland", "am"),
        ("ADAM", "GM0363"),
        ("Lekstroom", "lekstroom"),
        ("jeugdregio lekstroom", "lekstroom"),
        ("Holland Rijnland", "holland-rijnland"),
        ("amsterdam amstelland", "amsterdam-amstelland"),
        ("zorgkantoorregio utrecht", "utrecht"),
        ("Utrecht", "GM0344"),
        ("elders", "nl"),
        ("landelijk", "nl"),
        ("Leiden", "GM0546"),
        ("leiden", "GM0546"),
        ("gm0546", "GM0546"),
        ("IJsselstein", "GM0353"),
        ("ijsselstein", "GM0353"),
        ("Ouder Amstel", "GM0437"),
        ("ouder-amstel", "GM0437"),
        ("Kaag en Braassem", "GM1884"),
        ("Haarlemmermeer", "GM0394"),
    ],
)
def test_find_places(typed: str, expected: str, book: Directory) -> None:
    """Names, ids and aliases lead to one place, however they are written."""
    assert [expected] == [place.id for place in search.find_places(book, typed)]


def test_a_gemeente_goes_before_the_region_of_its_name(book: Directory) -> None:
    """Amsterdam is the gemeente, whose youth region is known too; the region stays findable."""
    assert ["GM0363"] == [place.id for place in search.find_places(book, "Amsterdam")]
    assert ["amsterdam"] == [region.id for region in search.find_regions(book, "Amsterdam")]
    assert ["GM0363"] == [town.id for town in search.find_municipalities(book, "Amsterdam")]


def test_every_place_is_found_by_its_own_names(book: Directory) -> None:
    """Each name, id and alias finds its place, or a gemeente that lies in it."""
    for place in search.all_places(book):
        for name in names.names_of(place):
            found = search.find_places(book, name)
            around = {
                region
                for town in search.find_municipalities(book, name)
                for region in search.regions_of(town)
            }
            assert place in found or place.id in around or _is_covered(place, found, name)


def _is_covered(place: Place, found: tuple[Place, ...], name: str) -> bool:
    """Tell whether another place says the same, or a region of the kind that counts more."""
    if isinstance(place, Municipality):
        towns = [town for town in found if isinstance(town, Municipality)]
        return search.regions_of(place) in map(search.regions_of, towns)
    kinds = list(RegionKind)
    others = [other for other in found if isinstance(other, Region) and name != place.id]
    return any(kinds.index(other.kind) < kinds.index(place.kind) for other in others)


@pytest.mark.parametrize("typed", ["", " ", "-", "&"])
def test_nothing_typed_finds_nothing(typed: str, book: Directory) -> None:
    """An empty word is the name of nothing."""
    assert search.find_places(book, typed) == ()
    assert search.find_services(book, typed) == ()
    assert near.suggest(book, typed, services=True) == ()


@pytest.mark.parametrize("typed", ["leide", "amster", "heiden", "0883399999"])
def test_only_whole_names_are_found(typed: str, book: Directory) -> None:
    """Part of a name, or a name that merely looks like it, is never taken for the place."""
    assert search.find_places(book, typed) == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("RAP", ["rap-zhn"]),
        ("rap zhn", ["rap-zhn"]),
        ("112", ["alarm-112"]),
        ("CIZ", ["ciz"]),
        ("crisisregisseur", ["crisisregisseur-zz"]),
        ("Veilig Thuis", ["veilig-thuis"]),
        ("mee", ["mee-amstel-zaan", "mee-zhn"]),
        ("clientenbelang", ["clientenbelang-amsterdam"]),
        ("Cliëntenbelang", ["clientenbelang-amsterdam"]),
    ],
)
def test_find_services(typed: str, expected: list[str], book: Directory) -> None:
    """Services are found by name too, with or without accents, all that bear it."""
    assert expected == [service.id for service in search.find_services(book, typed)]
    assert search.find_places(book, typed) == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Amsterdm", "Amsterdam"),
        ("haarlemermeer", "Haarlemmermeer"),
        ("ijselstein", "IJsselstein"),
        ("Zuid-Holand Noord", "Zuid-Holland Noord"),
        ("Kaag & Braassem", "Kaag en Braassem"),
        ("crisisregiseur", "crisisregisseur"),
    ],
)
def test_did_you_mean(typed: str, expected: str, book: Directory) -> None:
    """A mistyped name finds nothing, but the right one is the first suggestion."""
    found = near.suggest(book, typed, services=True)

    assert (search.find_places(book, typed), search.find_services(book, typed)) == ((), ())
    assert expected == found[0]
    assert len(found) <= 3


def test_nothing_alike_suggests_nothing(book: Directory) -> None:
    """A word that looks like no name at all gets no far-fetched suggestion."""
    assert near.suggest(book, "xqzzy", services=True) == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("leid", ["GM0546", "GM0547"]),
        ("am", ["am", "amsterdam", "GM0060", "GM0307"]),
        ("amsterdam", ["GM0363", "GM0437", "amsterdam", "amsterdam-amstelland"]),
        ("rijn", ["GM1884", "GM0537", "GM0299", "GM0484", "rijnmond"]),
        ("2332", ["GM0546"]),
        ("233", ["GM0546", "GM0233"]),
        ("hoofddorp", ["GM0394"]),
    ],
)
def test_filter_places(typed: str, expected: list[str], book: Directory) -> None:
    """While typing: the exact name first, then names that begin so, then that contain it."""
    found = [place.id for place in near.filter_places(book, typed)]

    assert expected == found[: len(expected)]
    assert len(found) == len(set(found))


def test_filter_places_may_leave_none(book: Directory) -> None:
    """What no name contains leaves nothing to choose."""
    assert near.filter_places(book, "xqzzy") == ()


def test_filter_places_starts_with_everything(book: Directory) -> None:
    """Before anything is typed, every place can be chosen, regions first."""
    found = near.filter_places(book, "")

    assert (*book.regions.values(), *book.municipalities.values()) == found


def test_a_gemeente_with_a_comma_in_its_name_is_itself(content: Content) -> None:
    """The comma does not make it a place in that gemeente."""
    (town,) = search.find_municipalities(content.directory, "NUENEN, GERWEN EN NEDERWETTEN")

    assert search.name_in(town, "NUENEN, GERWEN EN NEDERWETTEN") is None
    assert search.name_in(town, "Nuenen") == "Nuenen"
