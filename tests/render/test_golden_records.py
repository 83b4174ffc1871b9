"""Card, script and record of six cases as a whole, read as a huisarts reads them.

After a change that is meant: ``python -m tests.render.test_golden_records`` writes them anew;
read what changed, aloud, before it is committed.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.render.card import card_pages
from crisiszorg_cli.render.handover import FORMS, record_text
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.pages import Room
from tests.shipped import ENGINE

ROOM = Room(80, 24)
RECORDS = Path(__file__).parents[1] / "data/records"
CALM = {"life_danger": "no", "hospital": "no"}
OLD = {**CALM, "sector": "vv", "resistance": "no", "client_agrees": "yes", "danger": "yes"}
OLD |= {"within_24h": "yes", "wlz_indication": "no", "wlz_expected": "yes", "acute_change": "yes"}
OLD |= {"home_care": "not_enough", "informal_care": "not_enough"}

CASES: dict[str, tuple[str, dict[str, str]]] = {
    "leiden-vv": (
        "2026-11-22T03:10",
        {
            **OLD,
            "region": "GM0546",
            "day_care": "not_enough",
            "consent_anywhere": "yes",
            "lasting": "yes",
            "what_changed": "partner is gisteravond gevallen en ligt in het ziekenhuis",
            "why_no_hospital": "lichamelijk onderzocht, geen acute ziekte",
            "why_no_home_care": "dwaalt 's nachts, er is toezicht nodig",
            "why_no_informal_care": "dochter woont in Groningen",
            "cognition": "matige dementie",
            "mobility": "loopt met een rollator",
            "care_needed": "toezicht dag en nacht, hulp bij wassen en eten",
            "admission_type": "pg",
            "current_care": "thuiszorg, twee keer per dag",
            "family_agrees": "yes",
        },
    ),
    "amsterdam-vv-verzet": (
        "2026-11-22T21:30",
        {**CALM, "region": "GM0363", "sector": "vv", "resistance": "yes", "danger": "yes"}
        | {"what_changed": "loopt sinds vanmiddag verward over straat", "cognition": "alzheimer"},
    ),
    "aalsmeer-gz-zaterdag": (
        "2026-11-21T15:00",
        {**CALM, "region": "GM0358", "sector": "gz", "vg_indication": "yes", "resistance": "no"}
        | {"danger_48h": "yes", "gz_crisis_type": "escalation", "lasting": "yes"}
        | {"gz_setting": "institution", "gz_what_happened": "slaat sinds vanmorgen medebewoners"},
    ),
    "leiden-ggz-plan": (
        "2026-11-23T10:00",
        {**CALM, "region": "GM0546", "sector": "ggz", "resistance": "no", "ggz_profile": "yes"}
        | {"crisis_plan": "yes", "plan_agreements": "eerst de ambulant begeleider bellen"}
        | {"ggz_what_happened": "slaapt drie nachten niet, hoort stemmen"},
    ),
    "nieuwegein-jeugd": (
        "2026-11-22T21:30",
        {**CALM, "region": "GM0356", "sector": "jeugd", "vg_indication": "no"}
        | {"abuse_suspected": "yes", "psychiatric_picture": "no", "can_stay_home": "no"}
        | {"foster_possible": "unknown", "under_12": "yes", "local_team": "yes"}
        | {"youth_what_happened": "vader is dronken en dreigt; twee kinderen thuis"},
    ),
    "groningen-vv": (
        "2026-11-22T21:30",
        {**OLD, "region": "GM0014", "what_changed": "mantelzorger vanmiddag opgenomen"}
        | {"lasting": "unknown"},
    ),
}


CARD = "card"


def text_of(case: str, form: str) -> str:
    """Return a report of one of the cases, or the card with the pages behind it, at 80x24."""
    moment, answers = CASES[case]
    when = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
    assessment = ENGINE.assess(answers, when)
    if form != CARD:
        return record_text(assessment, form)
    pages = "\n".join(plain(page, ROOM.columns) for page in card_pages(assessment, ROOM))
    return re.sub(r"(gegevens) \d\d-\d\d-\d{4}", r"\1 …", pages)  # of any day


@pytest.mark.parametrize("form", [CARD, *FORMS])
@pytest.mark.parametrize("case", CASES)
def test_as_it_was_read(case: str, form: str) -> None:
    """Word for word."""
    assert text_of(case, form) == (RECORDS / f"{case}.{form}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in CASES:
        for one in (CARD, *FORMS):
            (RECORDS / f"{each}.{one}.txt").write_text(text_of(each, one), encoding="utf-8")
