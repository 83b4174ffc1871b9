"""The triage rules once more, written from design/triage-rules.md by somebody else.

It shares nothing with the engine: no data file is read and no module of the package is
imported, so that a mistake in either shows up as a difference. It knows only complete
answers, gives the id of the outcome, and ``VERDICTS`` says what each outcome means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

YES, NO, UNKNOWN = "yes", "no", "unknown"
CLOSED = (YES, NO, UNKNOWN)
CRISIS_TYPES = ("sudden_change", "network", "escalation", "team")

SECTORS = ("vv", "gz", "ggz", "jeugd")

PLACES = {
    # place: (zorgkantoorregio, jeugdregio); "nl" where the place says nothing about it.
    # A sample of every kind; test_oracle.py proves that each other place is like one of them.
    "zhn": ("zhn", "nl"),
    "am": ("am", "nl"),
    "amsterdam": ("amsterdam", "nl"),
    "utrecht": ("utrecht", "nl"),
    "waardenland": ("waardenland", "nl"),
    "lekstroom": ("nl", "lekstroom"),
    "holland-rijnland": ("nl", "holland-rijnland"),
    "amsterdam-amstelland": ("nl", "amsterdam-amstelland"),
    "jeugdregio-haarlemmermeer": ("nl", "jeugdregio-haarlemmermeer"),
    "nl": ("nl", "nl"),
    "GM0546": ("zhn", "holland-rijnland"),  # Leiden
    "GM0362": ("am", "amsterdam-amstelland"),  # Amstelveen
    "GM0394": ("am", "jeugdregio-haarlemmermeer"),  # Haarlemmermeer
    "GM0363": ("amsterdam", "amsterdam-amstelland"),  # Amsterdam
    "GM0356": ("utrecht", "lekstroom"),  # Nieuwegein
    "GM1961": ("waardenland", "lekstroom"),  # Vijfheerenlanden
    "vianen-2015": ("utrecht", "lekstroom"),
    "GM0034": ("gooi", "jeugdregio-flevoland"),  # Almere
    "groningen": ("groningen", "nl"),
    "jeugdregio-groningen": ("nl", "jeugdregio-groningen"),
    "veilig-thuis-utrecht": ("nl", "nl"),
}

VERDICTS = {
    "emergency": "emergency",
    "hospital": "hospital",
    "forced_care_wzd": "forced_care",
    "forced_care_wvggz": "forced_care",
    "vv_register": "register",
    "vv_consult": "consult",
    "vv_not_crisis": "not_crisis",
    "gz_register": "register",
    "gz_consult": "consult",
    "gz_advice": "not_crisis",
    "gz_not_covered": "consult",
    "ggz_plan_leads": "plan_leads",
    "ggz_crisis": "ggz_crisis",
    "ggz_consult": "consult",
    "youth_crisis": "youth_crisis",
    "youth_elsewhere": "youth_crisis",
    "youth_consult": "consult",
}


def zorg_en_zekerheid(place: str) -> bool:
    """Tell whether Zorg en Zekerheid's own, longer list of criteria holds there."""
    return PLACES[place][0] in ("zhn", "am")


def decisive(sector: str, place: str) -> dict[str, tuple[str, ...]]:
    """Return every question whose answer can decide, with all its answers."""
    own = zorg_en_zekerheid(place)
    gz = ["resistance", "gz_crisis_type", "danger_48h"] + own * ["lasting"]
    vv = ["resistance", "acute_change", "danger", "within_24h", "home_care"]
    vv += own * ["informal_care", "day_care"] + ["wlz_indication", "wlz_expected"]
    vv += own * ["consent_anywhere", "lasting"]
    questions = {
        "vv": vv,
        "gz": ["vg_indication", "minor", *gz],
        "ggz": ["resistance", "ggz_profile", "crisis_plan"],
        "jeugd": ["vg_indication", *gz],
    }[sector]
    types = (*CRISIS_TYPES, "none", UNKNOWN)
    asked = ("life_danger", "hospital", *questions)
    return {question: types if question == "gz_crisis_type" else CLOSED for question in asked}


def outcome(a: Mapping[str, str]) -> str:
    """Return the outcome of complete answers."""
    for gate, reached in (("life_danger", "emergency"), ("hospital", "hospital")):
        if a[gate] == YES:
            return reached
    sector = _redirected(a)
    if sector != "jeugd" and a["resistance"] == YES:
        return "forced_care_wvggz" if sector == "ggz" else "forced_care_wzd"
    if sector == "gz" and a["vg_indication"] == NO:
        return "gz_not_covered"
    if any(answer == UNKNOWN for answer in _gates(a, sector)):
        return "youth_consult" if sector == "jeugd" else f"{sector}_consult"
    return {"vv": _vv, "gz": _gz, "ggz": _ggz, "jeugd": _jeugd}[sector](a)


def _redirected(a: Mapping[str, str]) -> str:
    """Return the sector whose route holds: an indication goes before age."""
    sector = a["sector"]
    if sector == "jeugd" and a["vg_indication"] == YES:
        return "gz"
    if sector == "gz" and a["vg_indication"] == NO and a["minor"] == YES:
        return "jeugd"
    return sector


def _gates(a: Mapping[str, str], sector: str) -> Iterator[str]:
    """Return the answers that must be known before criteria count, read one by one."""
    yield a["life_danger"]
    yield a["hospital"]
    if a["sector"] in {"gz", "jeugd"}:
        yield a["vg_indication"]
    if a["sector"] == "gz" and a["vg_indication"] == NO:  # only then is age asked
        yield a["minor"]
    if sector != "jeugd":
        yield a["resistance"]


def _vv(a: Mapping[str, str]) -> str:
    names = ["acute_change", "danger", "within_24h", "home_care", "wlz"]
    if zorg_en_zekerheid(a["region"]):
        names += ["informal_care", "day_care", "consent_anywhere", "lasting"]
    return _all_met(
        (_wlz(a) if name == "wlz" else a[name] for name in names), "vv", "vv_not_crisis"
    )


def _wlz(a: Mapping[str, str]) -> str:
    """There is an indication, or it can be expected; with one, that is not asked."""
    if a["wlz_indication"] == YES or a["wlz_expected"] == YES:
        return YES
    return UNKNOWN if UNKNOWN in (a["wlz_indication"], a["wlz_expected"]) else NO


def _gz(a: Mapping[str, str]) -> str:
    names = ["gz_crisis_type", "danger_48h"]
    if zorg_en_zekerheid(a["region"]):
        names.append("lasting")
    types = {**dict.fromkeys(CRISIS_TYPES, YES), "none": NO}
    return _all_met((types.get(a[name], a[name]) for name in names), "gz", "gz_advice")


def _all_met(criteria: Iterator[str], sector: str, not_met: str) -> str:
    """One criterion not met decides; the answers after it are not read."""
    unknown = False
    for status in criteria:
        if status == NO:
            return not_met
        unknown = unknown or status == UNKNOWN
    return f"{sector}_consult" if unknown else f"{sector}_register"


def _ggz(a: Mapping[str, str]) -> str:
    if a["ggz_profile"] == NO or a["crisis_plan"] == NO:
        return "ggz_crisis"
    certain = (a["ggz_profile"], a["crisis_plan"]) == (YES, YES)
    return "ggz_plan_leads" if certain else "ggz_consult"


def _jeugd(a: Mapping[str, str]) -> str:
    lekstroom = PLACES[a["region"]][1] == "lekstroom"
    return "youth_crisis" if lekstroom else "youth_elsewhere"
