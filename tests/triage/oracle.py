"""The triage rules once more, written from design/triage-rules.md by somebody else.

It shares nothing with the engine: no data file is read and no module of the package is
imported, so that a mistake in either shows up as a difference. It knows only complete
answers, gives the id of the outcome, and ``VERDICTS`` says what each outcome means.
``said`` gives what the sentence of a consult has to admit, ``forced_care`` whether the number
for forced care belongs on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

YES, NO, UNKNOWN = "yes", "no", "unknown"
CLOSED = (YES, NO, UNKNOWN)
CRISIS_TYPES = ("sudden_change", "network", "escalation", "team")
ALTERNATIVES = ("not_enough", "solves", "not_tried", UNKNOWN)

SECTORS = ("vv", "gz", "ggz", "jeugd")

PLACES = {
    # place: (zorgkantoorregio, jeugdregio); "nl" where the place says nothing about it.
    # A sample of every kind; test_oracle.py proves that each other place is like one of them.
    # A name that regions of both kinds bear stands for both: the sector tells which is meant.
    "zhn": ("zhn", "nl"),
    "am": ("am", "nl"),
    "amsterdam": ("amsterdam", "nl"),
    "utrecht": ("utrecht", "nl"),
    "waardenland": ("waardenland", "nl"),
    "noord-en-midden-limburg": ("noord-en-midden-limburg", "nl"),
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
    "GM0983": ("noord-en-midden-limburg", "noord-limburg"),  # Venlo
    "vianen-2015": ("utrecht", "lekstroom"),
    "GM0034": ("gooi", "jeugdregio-flevoland"),  # Almere
    "groningen": ("groningen", "jeugdregio-groningen"),
    "jeugdregio-groningen": ("groningen", "jeugdregio-groningen"),
    "veilig-thuis-utrecht": ("utrecht", "nl"),
}

ADULTS_ONLY = frozenset({"noord-en-midden-limburg"})
"""Regions (of those above) whose GGZ-crisisdienst says that it is for adults only."""

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


def adults_only(place: str) -> bool:
    """Tell whether the GGZ-crisisdienst there takes no minors, so that age has to be asked."""
    return PLACES[place][0] in ADULTS_ONLY


def decisive(sector: str, place: str) -> dict[str, tuple[str, ...]]:
    """Return every question that is asked before a result, with all its answers."""
    own = zorg_en_zekerheid(place)
    gz = ["resistance", "danger_48h", "gz_crisis_type"] + own * ["lasting"]
    about = ["abuse_suspected", "psychiatric_picture"]
    vv = ["resistance", "client_agrees", "danger", "within_24h", "acute_change"]
    vv += ["wlz_indication", "wlz_expected", "home_care"]
    vv += own * ["informal_care", "day_care", "consent_anywhere", "lasting"]
    questions = {
        "vv": vv,
        "gz": ["vg_indication", "minor", *gz, *about],
        "ggz": adults_only(place) * ["minor", *about]
        + ["resistance", "ggz_profile", "crisis_plan"],
        "jeugd": ["vg_indication", *gz, *about],
    }[sector]
    other = {
        "gz_crisis_type": (*CRISIS_TYPES, "none", UNKNOWN),
        **dict.fromkeys(("home_care", "informal_care", "day_care"), ALTERNATIVES),
    }
    asked = ("life_danger", "hospital", *questions)
    return {question: other.get(question, CLOSED) for question in asked}


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
    if sector == "ggz" and adults_only(a["region"]) and a["minor"] == YES:
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
    if a["sector"] == "ggz" and adults_only(a["region"]):
        yield a["minor"]
    if sector != "jeugd":
        yield a["resistance"]


# -- V&V and GZ: the table of verdicts, its first line that holds ------------------------------


def _vv(a: Mapping[str, str]) -> str:
    ends = [a["danger"] == NO, a["within_24h"] == NO]
    ends += [a[each] == "solves" for each in _alternatives(a)]
    if any(ends):
        return "vv_not_crisis"
    others = _vv_others(a)
    if NO in others.values():
        return "vv_consult"
    found = [a["danger"], a["within_24h"], a["client_agrees"], *others.values()]
    found += [YES if a[each] == "not_enough" else UNKNOWN for each in _alternatives(a)]
    return "vv_register" if set(found) == {YES} else "vv_consult"


def _alternatives(a: Mapping[str, str]) -> tuple[str, ...]:
    """Home care alone counts, but for Zorg en Zekerheid, which names three."""
    more = ("informal_care", "day_care") if zorg_en_zekerheid(a["region"]) else ()
    return ("home_care", *more)


def _vv_others(a: Mapping[str, str]) -> dict[str, str]:
    """Return the criteria that never end the matter while there is danger."""
    others = {"wlz": _wlz(a), "acute": a["acute_change"]}
    if zorg_en_zekerheid(a["region"]):
        others |= {"consent": _consent(a), "lasting": a["lasting"]}
    return others


def _wlz(a: Mapping[str, str]) -> str:
    """There is an indication, or it can be expected; with one, that is not asked."""
    if a["wlz_indication"] == YES or a["wlz_expected"] == YES:
        return YES
    return UNKNOWN if UNKNOWN in (a["wlz_indication"], a["wlz_expected"]) else NO


def _consent(a: Mapping[str, str]) -> str:
    """The client agrees, and anywhere; the second is asked only of one who agrees."""
    return a["consent_anywhere"] if a["client_agrees"] == YES else a["client_agrees"]


def _gz(a: Mapping[str, str]) -> str:
    if a["danger_48h"] == NO:
        return "gz_advice"
    found = {a["danger_48h"], *_gz_others(a).values()}
    return "gz_register" if found == {YES} else "gz_consult"


def _gz_others(a: Mapping[str, str]) -> dict[str, str]:
    types = {**dict.fromkeys(CRISIS_TYPES, YES), "none": NO}
    others = {"crisis_type": types.get(a["gz_crisis_type"], a["gz_crisis_type"])}
    if zorg_en_zekerheid(a["region"]):
        others["lasting"] = a["lasting"]
    return others


def _ggz(a: Mapping[str, str]) -> str:
    if a["ggz_profile"] == NO or a["crisis_plan"] == NO:
        return "ggz_crisis"
    certain = (a["ggz_profile"], a["crisis_plan"]) == (YES, YES)
    return "ggz_plan_leads" if certain else "ggz_consult"


def _jeugd(a: Mapping[str, str]) -> str:
    lekstroom = PLACES[a["region"]][1] == "lekstroom"
    return "youth_crisis" if lekstroom else "youth_elsewhere"


# -- what a consult of V&V or GZ has to say beside its name -----------------------------------


def said(a: Mapping[str, str]) -> str:
    """Return what the sentence of a vv_consult or gz_consult admits.

    ``gate``: what goes before the criteria is open; ``danger``: a criterion is not met, and
    there is danger; ``danger unknown``: as that, and whether there is danger is not known;
    ``open``: nothing is not met.
    """
    sector = _redirected(a)
    if UNKNOWN in list(_gates(a, sector)):
        return "gate"
    others = _vv_others(a) if sector == "vv" else _gz_others(a)
    if NO not in others.values():
        return "open"
    danger = (a["danger"], a["within_24h"]) if sector == "vv" else (a["danger_48h"],)
    return "danger unknown" if UNKNOWN in danger else "danger"


def forced_care(a: Mapping[str, str]) -> bool:
    """Tell whether a consult shows the number for forced care too, second."""
    sector = _redirected(a)
    return a["resistance"] == UNKNOWN or (sector == "vv" and a["client_agrees"] != YES)
