"""What stands in a record beside the name of a place: all of it is read, or none."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.directory.records import Record, phone_digits, read_record
from crisiszorg_cli.model.provinces import Province
from tests.effort import tries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2332 KG Leiden", Record("Leiden", postcode="2332")),
        ("2332kg, Leiden", Record("Leiden", postcode="2332")),
        ("2332 Leiden", Record("Leiden", postcode="2332")),
        ("Leiden 2332 KG", Record("Leiden", postcode="2332")),
        ("NL-2332AB", Record(postcode="2332")),
        ("Hoofdstraat 12, 2332 KG Leiden", Record("Leiden", postcode="2332")),
        ("1e Kerkweg 10-2, 1012 AB  AMSTERDAM", Record("AMSTERDAM", postcode="1012")),
        ("2332 AB Leiden, Nederland", Record("Leiden", postcode="2332")),
        ("gemeente Leiden", Record("Leiden", is_municipality=True)),
        ("de gem. Leiden", Record("Leiden", is_municipality=True)),
        ("Leiden (gemeente)", Record("Leiden", is_municipality=True)),
        ("Hoofddorp, gemeente Haarlemmermeer", Record("Hoofddorp", municipality="Haarlemmermeer")),
        ("Hengelo (Gld.)", Record("Hengelo", province=Province.GELDERLAND)),
        ("Bergen, Noord-Holland", Record("Bergen", province=Province.NOORD_HOLLAND)),
        ("Bergen Noord Holland", Record("Bergen", province=Province.NOORD_HOLLAND)),
        (
            "Gemeente Bergen N.H.",
            Record("Bergen", province=Province.NOORD_HOLLAND, is_municipality=True),
        ),
        ("woont in Leiden", Record("Leiden")),
        ("regio Utrecht", Record("Utrecht", is_region=True)),
        ("Leiden", None),
        ("Gemert", None),
        ("Utrecht", None),
        ("zomaar iets, 2332 KG Leiden", None),
        ("", None),
        ("x" * 200 + " 2332 KG", None),
    ],
)
def test_what_is_read(text: str, expected: Record | None) -> None:
    """A street is passed by, for the postcode says more; what has no meaning is not."""
    assert read_record(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("088 33 99 999", "0883399999"),
        ("+31 88 33 99 999", "0883399999"),
        ("0031883399999", "0883399999"),
        ("+31 (0)88-3399999", "0883399999"),
        ("tel:+31883399999", "0883399999"),
        ("Tel. 112", "112"),
        ("Tel.: 088-3399999", "0883399999"),
        ("Telefoonnummer: 088/339 99 99", "0883399999"),
        ("+31 88\u2013339 99\u201199", "0883399999"),
        ("31883399999", "0883399999"),
        ("3188339999", "3188339999"),
        ("leiden", None),
        ("2332 KG", None),
        ("", None),
    ],
)
def test_a_number_in_any_form(text: str, expected: str | None) -> None:
    """As it is dialled in the Netherlands."""
    assert phone_digits(text) == expected


@tries(200)
@given(st.text("Leidn 0123KGNHgem,.()'-+:/", max_size=130))
def test_any_text_may_be_read(text: str) -> None:
    """Whatever is pasted, it is a record or none."""
    record = read_record(text)

    assert record is None or record != Record(text)
    assert phone_digits(text) is None or phone_digits(text)
