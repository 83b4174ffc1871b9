"""What there is to know beside an answer."""

from typing import NamedTuple

from crisiszorg_cli.model.contacts import Region, Service


class OtherDivision(NamedTuple):
    """A region was named, while for this sector another division of the country counts."""

    region: Region


class Remark(NamedTuple):
    """A sentence of the data: of a gemeente, a redirect or a pathway."""

    text: str


class UnsurePostcode(NamedTuple):
    """A postcode of which the lists do not say for certain that it lies here."""

    postcode: str


class SharedPostcode(NamedTuple):
    """A postcode that lies in several gemeenten, for which the same regions count."""

    postcode: str
    municipalities: tuple[str, ...]


class PerhapsAlso(NamedTuple):
    """A youth service of which it is not certain that it serves here.

    ``through`` is the service by which it is reached, where that one does serve here.
    """

    service: Service
    through: Service | None = None


Notice = OtherDivision | Remark | UnsurePostcode | SharedPostcode | PerhapsAlso
"""Something to know beside an answer; renderers choose the words."""
