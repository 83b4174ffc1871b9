"""Opening hours as people say them, turned into OSM ``opening_hours`` syntax. Pure.

"ma-vr 9-17" is ``Mo-Fr 09:00-17:00; PH off``: who says office hours and nothing of holidays is
taken to be closed then, because calling a desk that is closed costs more than not calling it yet.
What it comes to is shown back before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crisiszorg_cli.directory.opening_hours import ALWAYS, LONG_AGO, is_valid, never_opens

EXAMPLE = "ma-vr 9-17, za 10-12"

_ALWAYS = ("dag en nacht", "24/7", "24 uur", "altijd", "dag en nacht open")
_NOT_KNOWN = ("niet bekend", "onbekend", "tijden niet bekend", "weet ik niet", "?")
_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_WORDS = (
    ("ma", "maandag"),
    ("di", "dinsdag"),
    ("wo", "woensdag"),
    ("do", "donderdag"),
    ("vr", "vrijdag"),
    ("za", "zaterdag"),
    ("zo", "zondag"),
)
_DAYS = {word: osm for osm, words in zip(_OSM_DAYS, _DAY_WORDS, strict=True) for word in words}
_NAMED = {
    "werkdagen": "Mo-Fr",
    "doordeweeks": "Mo-Fr",
    "weekend": "Sa-Su",
    "weekeinde": "Sa-Su",
    "dagelijks": "Mo-Su",
    "elke dag": "Mo-Su",
    "alle dagen": "Mo-Su",
    "feestdagen": "PH",
}
_NO_OFFICE = re.compile("Su|PH|-Mo")  # on a Sunday, on holidays, or a weekend long
_HOUR = r"(?:[01]?\d|2[0-4])(?:[:.u][0-5]\d)?"
_DAY = rf"(?:{'|'.join(sorted((*_DAYS, *_NAMED), key=len, reverse=True))})"
_DAYS_SAID = rf"{_DAY}(?:\s*(?:-|,)\s*{_DAY})*"
_TIME = rf"{_HOUR}\s*-\s*{_HOUR}"
_RULE = re.compile(
    rf"\s*(?P<days>{_DAYS_SAID})?\s*:?\s*(?P<times>gesloten|dicht|{_TIME}(?:\s*,\s*{_TIME})*)"
    r"\s*(?:[,;]|$)"
)
_LESS = (  # words that say nothing, and other words for a dash or a comma
    (r"\b(?:van|uur|open|op|tussen|de|het|in)\b", " "),
    (r"\bt/m\b|\btot en met\b|\btot\b|[\u2013\u2014]", "-"),
    (r"\ben\b|&|\+", ","),
    (r"(\d)\s*uur\b", r"\1"),
    (r"\s+", " "),
)


def spoken_hours(text: str) -> str | None:
    """Return hours in OSM syntax; None for hours that are not known.

    What is such syntax already stays as it is. Raises ValueError, in Dutch, on what is neither,
    and on hours that never come.
    """
    said = " ".join(text.casefold().split()).strip(" .")
    if said in _ALWAYS:
        return ALWAYS
    if said in _NOT_KNOWN:
        return None
    rules = _rules(said)
    hours = _osm(rules) if rules else text.strip()
    if not hours or not is_valid(hours):
        raise ValueError(f"Die tijden begrijp ik niet. Schrijf bijvoorbeeld: {EXAMPLE}")
    if never_opens(hours, LONG_AGO):
        raise ValueError("Met deze tijden is het nooit open.")
    return hours


def closed_on_holidays(hours: str | None) -> bool:
    """Tell whether hours say by themselves that public holidays are closed."""
    return hours is not None and hours.endswith("PH off")


def _rules(said: str) -> list[tuple[str, str]]:
    """Return each rule as days and times; nothing where any of it is not understood."""
    for pattern, instead in _LESS:
        said = re.sub(pattern, instead, said)
    rules: list[tuple[str, str]] = []
    at = 0
    while at < len(said.rstrip()):
        found = _RULE.match(said, at)
        if found is None:
            return []
        rules.append((found["days"] or "", found["times"]))
        at = found.end()
    return rules


def _osm(rules: list[tuple[str, str]]) -> str:
    """Write rules in OSM syntax; times without days belong to the days before them."""
    parts: dict[str, list[str]] = {}
    days = "Mo-Su"
    for said, times in rules:
        days = _osm_days(said) if said else days
        parts.setdefault(days, []).extend(_osm_times(times))
    if _are_office_hours(parts):
        parts["PH"] = ["off"]
    # Holidays last: a later rule takes the place of an earlier one on its days.
    ordered = sorted(parts.items(), key=lambda part: part[0] == "PH")
    return "; ".join(f"{days} {','.join(times)}" for days, times in ordered)


def _are_office_hours(parts: Mapping[str, list[str]]) -> bool:
    """Tell whether it is about working days, by day: who is there at night is so on holidays."""
    times = [time.split("-") for each in parts.values() for time in each if time != "off"]
    return not any(map(_NO_OFFICE.search, parts)) and all(start < end for start, end in times)


def _osm_days(said: str) -> str:
    days = re.sub(_DAY, lambda found: _DAYS.get(found[0]) or _NAMED[found[0]], said)
    return re.sub(r"\s*([-,])\s*", r"\1", days)


def _osm_times(said: str) -> Iterator[str]:
    if said in ("gesloten", "dicht"):
        yield "off"
        return
    for time in said.split(","):
        yield "-".join(map(_clock, time.split("-")))


def _clock(said: str) -> str:
    hours, _, minutes = re.sub("[.u]", ":", said.strip()).partition(":")
    return f"{int(hours):02}:{minutes or '00'}"
