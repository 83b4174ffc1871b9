"""Finding a place or a service by what somebody types with one hand on the phone."""

from __future__ import annotations

import pytest

from crisiszorg_cli import search
from crisiszorg_cli.model import Content, Directory


@pytest.fixture(scope="module")
def book(content: Content) -> Directory:
    """The directory as shipped."""
    return content.directory


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Leiden", "leiden"),
        ("LEIDEN", "leiden"),
        ("  Ouder-Amstel ", "ouder amstel"),
        ("ouder\u2010amstel", "ouder amstel"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("cliëntondersteuning", "clientondersteuning"),
        ("clie\u0308ntondersteuning", "clientondersteuning"),
        ("A&M", "a m"),
        ("'s-Gravenhage", "s gravenhage"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ĳsselstein", "ijsselstein"),
        ("---", ""),
        ("", ""),
    ],
)
def test_normalize(typed: str, expected: str) -> None:
    """Case, accents, hyphens and other punctuation do not matter."""
    assert expected == search.normalize(typed)


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
        ("am", "am"),
        ("Amstelland en de Meerlanden", "am"),
        ("Amstelland en Haarlemmermeer", "am"),
        ("amstelland", "am"),
        ("ADAM", "amsterdam"),
        ("Lekstroom", "lekstroom"),
        ("jeugdregio lekstroom", "lekstroom"),
        ("Holland Rijnland", "holland-rijnland"),
        ("amsterdam amstelland", "amsterdam-amstelland"),
        ("utrecht", "utrecht"),
        ("elders", "nl"),
        ("Nederland", "nl"),
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
    assert ["GM0363"] == [place.id for place in search.find(book, "amsterdam").places]


def test_every_place_is_found_by_its_own_names(book: Directory) -> None:
    """Each name, id and alias finds its place, or a gemeente that lies in it."""
    for place in search.all_places(book):
        for name in search.names_of(place):
            found = search.find_places(book, name)
            around = {
                region
                for town in search.find_municipalities(book, name)
                for region in (town.care_region, town.youth_region)
            }
            assert place in found or place.id in around


def test_no_name_is_shared_by_two_places(book: Directory) -> None:
    """One word never means two places: there is nothing to choose wrongly."""
    for place in search.all_places(book):
        for name in search.names_of(place):
            assert len(search.find_places(book, name)) == 1


@pytest.mark.parametrize("typed", ["", " ", "-", "&"])
def test_nothing_typed_finds_nothing(typed: str, book: Directory) -> None:
    """An empty word is the name of nothing."""
    assert search.find_places(book, typed) == ()
    assert search.Found() == search.find(book, typed)


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
    found = search.find(book, typed)

    assert expected == [service.id for service in found.services]
    assert found.places == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Liden", "Leiden"),
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
    found = search.find(book, typed)

    assert (found.places, found.services) == ((), ())
    assert expected == found.suggestions[0]
    assert len(found.suggestions) <= 3


def test_nothing_alike_suggests_nothing(book: Directory) -> None:
    """A word that looks like no name at all gets no far-fetched suggestion."""
    assert search.find(book, "xqzzy").suggestions == ()


def test_an_exact_find_suggests_nothing(book: Directory) -> None:
    """Who typed it right is not asked whether something else was meant."""
    assert search.find(book, "Leiden").suggestions == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("leid", ["GM0546", "GM0547"]),
        ("am", ["am", "amsterdam", "amsterdam-amstelland", "GM0362", "GM0363", "GM0437"]),
        ("amsterdam", ["GM0363", "amsterdam", "amsterdam-amstelland"]),
        ("rijn", ["holland-rijnland", "GM0484"]),
    ],
)
def test_filter_places(typed: str, expected: list[str], book: Directory) -> None:
    """While typing: the exact name first, then names that begin so, then that contain it."""
    found = [place.id for place in search.filter_places(book, typed)]

    assert expected == found[: len(expected)]
    assert len(found) == len(set(found))


def test_filter_places_may_leave_none(book: Directory) -> None:
    """What no name contains leaves nothing to choose."""
    assert search.filter_places(book, "xqzzy") == ()


def test_filter_places_starts_with_everything(book: Directory) -> None:
    """Before anything is typed, every place can be chosen, regions first."""
    found = search.filter_places(book, "")

    assert (*book.regions.values(), *book.municipalities.values()) == found
