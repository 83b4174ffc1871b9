"""Which division of the country a sector's care follows, and which care falls under the Wlz.

The divisions do not coincide, and nothing of one is ever inferred from another.
"""

from crisiszorg_cli.model.contacts import RegionKind, Sector

UNDER_WLZ = (Sector.VV, Sector.GZ)
"""Sectors in which the zorgkantoor answers for crisis care."""

UNDER_WZD = (Sector.VV, Sector.GZ)
"""Sectors in which forced care is under the Wzd; in the GGZ, and for a psychiatric picture, it is
under the Wvggz."""


def division_of(sector: Sector | None) -> RegionKind:
    """Return the kind of region in which a sector's care is arranged: youth has its own."""
    return RegionKind.JEUGDREGIO if sector is Sector.JEUGD else RegionKind.ZORGKANTOORREGIO


DIVISIONS = tuple(dict.fromkeys(map(division_of, Sector)))
"""The divisions in which care is arranged; that of Veilig Thuis is none of them."""


def sectors_of(kind: RegionKind) -> tuple[Sector, ...]:
    """Return the sectors that a division of the country says something about.

    Veilig Thuis is for youth, whatever region it has; for the country as a whole all count.
    """
    if kind is RegionKind.NATIONAL:
        return tuple(Sector)
    if kind is RegionKind.VEILIG_THUIS_REGIO:
        return (Sector.JEUGD,)
    return tuple(sector for sector in Sector if division_of(sector) is kind)
