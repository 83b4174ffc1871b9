"""Who can be called, where, and on which authority: the part of the model a lookup needs.

The field names are the keys of the YAML files, so this module is also their schema
(``content.schema`` reads the type hints). Named tuples, for a dataclass takes five times as long
to make, at each start (docs/decisions/0007).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from crisiszorg_cli.dutch_time import months_after
from crisiszorg_cli.model.patterns import CITATION, PHONE, POSTCODES
from crisiszorg_cli.model.provinces import Province


class Ref(NamedTuple):
    """Marks a text field as the id of another item; the loader proves that it exists."""

    kind: str


SourceRef = Annotated[str, Ref("source")]
RegionRef = Annotated[str, Ref("region")]
OfficeRef = Annotated[str, Ref("office")]
ServiceRef = Annotated[str, Ref("service")]


class Sector(StrEnum):
    """The four care sectors, by the codes that Dutch care itself uses."""

    VV = "vv"
    GZ = "gz"
    GGZ = "ggz"
    JEUGD = "jeugd"


class RegionKind(StrEnum):
    """Which division of the country a region belongs to; they do not coincide."""

    ZORGKANTOORREGIO = "zorgkantoorregio"
    JEUGDREGIO = "jeugdregio"
    VEILIG_THUIS_REGIO = "veilig_thuis_regio"
    NATIONAL = "national"


class Purpose(StrEnum):
    """What a service may be called for."""

    CRISIS = "crisis"
    FORCED_CARE = "forced_care"
    EMERGENCY = "emergency"
    NON_CRISIS = "non_crisis"


class Confidence(StrEnum):
    """How well a contact is supported by its sources."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single_source"
    UNCONFIRMED = "unconfirmed"


class Standing(StrEnum):
    """How far a service is relied on: given with a result, apart from it, or by its name alone.

    A possible one is the last that is known, and not confirmed; it never counts as known.
    """

    KNOWN = "known"
    POSSIBLE = "possible"
    BY_NAME = "by_name"


class Citation(NamedTuple):
    """A source, and where in it: ``zz-brochure:462-468`` (lines of the archived text)."""

    source: SourceRef
    lines: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``id`` or ``id:lines``. Raises ValueError on anything else."""
        match = re.fullmatch(CITATION, text, re.ASCII)
        if match is None:
            raise ValueError("verwacht bron-id of bron-id:regels, zoals zz-brochure:462-468")
        return cls(match[1], match[2])

    def __str__(self) -> str:
        """Return the form in which the data files write it."""
        return f"{self.source}:{self.lines}" if self.lines else self.source


class Phone(NamedTuple):
    """A Dutch phone number as digits; grouping is a matter of display only."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read bare digits: a short number (112, 116123, 14020), an 0800, an 097, or ten digits.

        Raises ValueError on spaces, signs or a length that no Dutch number has.
        """
        if re.fullmatch(PHONE, text, re.ASCII) is None:
            raise ValueError("geen bestaand Nederlands nummer; schrijf alleen de cijfers")
        return cls(text)

    def __str__(self) -> str:
        """Return the digits."""
        return self.digits


class Postcodes(NamedTuple):
    """Postcodes by their four digits, from ``first`` up to and with ``last``."""

    first: str
    last: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2311`` or ``2311-2334``. Raises ValueError on anything else."""
        match = re.fullmatch(POSTCODES, text, re.ASCII)
        if match is None or (match[2] or match[1]) < match[1]:
            raise ValueError("verwacht vier cijfers, of een reeks van laag naar hoog: 2311-2334")
        return cls(match[1], match[2] or match[1])

    def __str__(self) -> str:
        """Return the form in which the data files write it."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"

    def each(self) -> tuple[str, ...]:
        """Return every postcode of the range."""
        return tuple(str(number) for number in range(int(self.first), int(self.last) + 1))


class Source(NamedTuple):
    """A document that facts come from. ``dated`` says how its date is known.

    ``checked`` is the day on which the data was last compared with the document (the
    numbers were not called); ``review_months`` says how long that may stand, and ``owner``
    who then reads it again: None for the makers of the program. ``lines`` is how many lines
    the archived text has, for a document that is cited by line. Of a document that nobody
    ``read`` there is no such day.
    """

    id: str
    title: str
    publisher: str
    published: str
    dated: str
    review_months: int
    checked: date | None = None
    read: bool = True
    owner: str | None = None
    lines: int | None = None
    url: str | None = None
    note: str | None = None
    facts: tuple[str, ...] = ()

    @property
    def review_by(self) -> date | None:
        """The last day on which the check still stands; None for what nobody read."""
        return None if self.checked is None else months_after(self.checked, self.review_months)

    def is_overdue(self, today: date) -> bool:
        """Tell whether the last check is longer ago than the review period allows."""
        review_by = self.review_by
        return review_by is not None and today > review_by


class Office(NamedTuple):
    """A zorgkantoor and the page where it explains its crisis care."""

    id: str
    name: str
    crisis_page: str
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Region(NamedTuple):
    """A region of one kind, with the CBS code that names it and nothing else.

    ``office`` is the zorgkantoor that runs it, if known; ``office_caution`` is a doubt about that.
    """

    id: str
    name: str
    kind: RegionKind
    sources: tuple[Citation, ...]
    code: str | None = None
    aliases: tuple[str, ...] = ()
    office: OfficeRef | None = None
    office_caution: str | None = None
    facts: tuple[str, ...] = ()


class Municipality(NamedTuple):
    """A gemeente with its region in each division; one is never inferred from another.

    ``places`` are the towns and villages in it, with old names and other spellings;
    ``also_called`` is what people call it or a place in it besides: found, and never shown.
    ``postcodes`` are those that lie in it, for a part at least: one that lies in two
    gemeenten stands with both. ``unsure_postcodes`` are those for which the origin is weak.
    ``province`` tells places of one name apart, and nothing else.
    """

    id: str
    name: str
    care_region: RegionRef
    youth_region: RegionRef
    veilig_thuis_region: RegionRef
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    province: Province | None = None
    places: tuple[str, ...] = ()
    postcodes: tuple[Postcodes, ...] = ()
    unsure_postcodes: tuple[Postcodes, ...] = ()
    note: str | None = None

    def region_of(self, kind: RegionKind) -> str:
        """Return the id of the region of a division that it lies in.

        Raises KeyError for the country as a whole.
        """
        return {
            RegionKind.ZORGKANTOORREGIO: self.care_region,
            RegionKind.JEUGDREGIO: self.youth_region,
            RegionKind.VEILIG_THUIS_REGIO: self.veilig_thuis_region,
        }[kind]


Place = Region | Municipality
"""What the region question accepts: where the client lives."""


class Fallback(NamedTuple):
    """What to do while a service is closed.

    ``general`` is what a result says of its own accord, and so leaves out.
    """

    text: str
    sources: tuple[Citation, ...]
    general: bool = False
    facts: tuple[str, ...] = ()


class ServiceArea(NamedTuple):
    """For whom a service is: any of these sectors in any of these regions."""

    regions: tuple[RegionRef, ...]
    sectors: tuple[Sector, ...]
    purpose: Purpose


class Verified(NamedTuple):
    """That somebody rang a number: which one, on which day, and who."""

    phone: Phone
    day: date
    by: str

    @property
    def stands_until(self) -> date:
        """The last day on which it still stands: as long as an own number does."""
        return months_after(self.day, VERIFIED_MONTHS)


VERIFIED_MONTHS = 6


class Service(NamedTuple):
    """Somebody to call, or at least a page to open.

    ``hours`` is OSM opening_hours syntax; None means that no source gives them.
    ``decides`` says who there takes the decision. ``meant_for`` takes the place of "not for
    crisis" where that would not be true of it. ``through`` is a service by which it is reached.
    ``adults_only`` keeps it from those under 18; ``psychiatry`` marks a youth line that takes
    a psychiatric picture too. ``caution_decides`` marks a caution that changes what the caller
    does: it stands on the card, where others are one key away. ``wzd_caution`` is about the
    Wzd alone. A ``confidential`` number, which only an overlay has, is kept out of whatever is
    meant for others. ``number`` is as it is shown. ``verified`` says that somebody rang it.
    """

    id: str
    name: str
    serves: tuple[ServiceArea, ...]
    confidence: Confidence
    sources: tuple[Citation, ...]
    standing: Standing = Standing.KNOWN
    meant_for: str | None = None
    through: ServiceRef | None = None
    adults_only: bool = False
    phone: Phone | None = None
    display: str | None = None
    menu: str | None = None
    page: str | None = None
    email: str | None = None
    address: str | None = None
    hours: str | None = None
    hours_note: str | None = None
    who_may_call: str | None = None
    on_the_call: str | None = None
    decides: str | None = None
    scope: str | None = None
    caution: str | None = None
    caution_decides: bool = False
    wzd_caution: str | None = None
    when_closed: tuple[Fallback, ...] = ()
    psychiatry: bool = False
    confidential: bool = False
    aliases: tuple[str, ...] = ()
    verified: Verified | None = None
    facts: tuple[str, ...] = ()

    @property
    def rung(self) -> Verified | None:
        """That somebody rang the number that is given now; of an earlier one it says nothing."""
        same = self.verified is not None and self.verified.phone == self.phone
        return self.verified if same else None

    @property
    def number(self) -> str:
        """Return the number as it is shown; own data may leave its groups out. Empty: no number."""
        return self.display or (self.phone.digits if self.phone else "")


class Timetable(NamedTuple):
    """When something opens and closes between two moments, worked out beforehand.

    ``changes`` are the moments (Unix time, in seconds) at which it turns from ``open_first`` and
    back, in order. Outside ``start`` to ``end`` it says nothing.
    """

    start: int
    end: int
    open_first: bool
    changes: tuple[int, ...]


class Directory(NamedTuple):
    """Everything ``lookup`` needs: who can be called, where, and on which authority.

    ``own`` names what comes from an overlay, as ``kind:id``; ``practice`` is the folder of a
    practice that stands in place of the data of the program. ``checked`` is the last day on
    which anything but an overlay was compared with its source. The rest serves speed: the ids of
    what bears a name (as ``search.normalize`` writes it) or a postcode, what hours amount to,
    and an expression that only existing Dutch numbers fit.
    """

    version: str
    sources: Mapping[str, Source]
    offices: Mapping[str, Office]
    regions: Mapping[str, Region]
    municipalities: Mapping[str, Municipality]
    services: Mapping[str, Service]
    own: frozenset[str] = frozenset()
    practice: str | None = None
    checked: date | None = None
    places_by_name: Mapping[str, tuple[str, ...]] = {}
    services_by_name: Mapping[str, tuple[str, ...]] = {}
    offices_by_name: Mapping[str, tuple[str, ...]] = {}
    places_by_postcode: Mapping[str, tuple[str, ...]] = {}
    timetables: Mapping[str, Timetable] = {}
    numbers: str = ""

    def __hash__(self) -> int:
        """Go by identity: what is kept for a directory is kept for that one alone."""
        return id(self)


class Contact(NamedTuple):
    """A service as it stands at one moment, for one region, sector and purpose.

    ``open`` is None where no source gives the hours; ``changes_at`` is the next change.
    ``overdue`` says that a source of it should have been read again before the moment.
    """

    service: Service
    region: Region
    sector: Sector | None
    purpose: Purpose
    open: bool | None
    changes_at: datetime | None
    overdue: bool = False


class MissingNumber(NamedTuple):
    """A number that no source gives, and the page to open instead, if there is one."""

    region: Region
    sector: Sector
    purpose: Purpose
    page: str | None
