"""The twelve provinces. No care follows them; they tell places of one name apart."""

from enum import StrEnum


class Province(StrEnum):
    """A province, by its Dutch name."""

    GRONINGEN = "Groningen"
    FRIESLAND = "Friesland"
    DRENTHE = "Drenthe"
    OVERIJSSEL = "Overijssel"
    FLEVOLAND = "Flevoland"
    GELDERLAND = "Gelderland"
    UTRECHT = "Utrecht"
    NOORD_HOLLAND = "Noord-Holland"
    ZUID_HOLLAND = "Zuid-Holland"
    ZEELAND = "Zeeland"
    NOORD_BRABANT = "Noord-Brabant"
    LIMBURG = "Limburg"
