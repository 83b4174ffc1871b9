"""The JSON contract: keys, types and words that programs may rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.effort import each

SUNDAY = ("--moment", "2026-11-22T21:30")
PURPOSES = {"crisis", "forced_care", "emergency", "non_crisis"}
CONFIDENCE = {"confirmed", "single_source", "unconfirmed"}
SECTORS = {"vv", "gz", "ggz", "jeugd"}
VERDICTS = {
    "emergency",
    "hospital",
    "forced_care",
    "register",
    "consult",
    "not_crisis",
    "plan_leads",
    "ggz_crisis",
    "youth_crisis",
}

Shape = Mapping[str, tuple[type, ...]]

TEXT, MAYBE = (str,), (str, type(None))
LOOKUP: Shape = {
    "schema": (int,),
    "moment": TEXT,
    "query": (dict,),
    "regions": (list,),
    "contacts": (list,),
    "missing": (list,),
    "suggestions": (list,),
    "ambiguous": (list,),
}
REGION: Shape = {"id": TEXT, "name": TEXT, "kind": TEXT}
CONTACT: Shape = {
    "id": TEXT,
    "name": TEXT,
    "region": TEXT,
    "sector": MAYBE,
    "purpose": TEXT,
    "phone": MAYBE,
    "display": MAYBE,
    "menu": MAYBE,
    "url": MAYBE,
    "hours": MAYBE,
    "open": (bool, type(None)),
    "changes_at": MAYBE,
    "who_may_call": MAYBE,
    "sources": (list,),
    "source_date": TEXT,
    "confidence": TEXT,
}
MISSING: Shape = {"region": TEXT, "sector": TEXT, "purpose": TEXT, "page": MAYBE}
TRIAGE: Shape = {
    "schema": (int,),
    "moment": TEXT,
    "data_version": TEXT,
    "region": MAYBE,
    "sector": MAYBE,
    "answers": (dict,),
    "verdict": TEXT,
    "outcome": TEXT,
    "headline": TEXT,
    "decided_by": TEXT,
    "contacts": (list,),
    "criteria": (list,),
    "missing_answers": (list,),
    "steps": (list,),
    "would_change": (list,),
    "override": (dict, type(None)),
}
CRITERION: Shape = {"id": TEXT, "status": TEXT, "answers": (dict,), "sources": (list,)}
STEP: Shape = {"text": TEXT, "actor": TEXT, "due": MAYBE, "sources": (list,)}
CHANGE: Shape = {"answers": (dict,), "verdict": TEXT, "missing_answers": (list,)}


def check(item: object, shape: Shape) -> None:
    """Check that an object has these keys, of these types; more keys are allowed."""
    assert isinstance(item, dict)
    assert set(shape) <= set(item)
    for key, types in shape.items():
        assert type(item[key]) in types, key


def check_contacts(contacts: list[Any], moment: datetime) -> None:
    """Check every contact: known words, digits only, hours known or honestly null."""
    for contact in contacts:
        check(contact, CONTACT)
        assert contact["purpose"] in PURPOSES
        assert contact["confidence"] in CONFIDENCE
        assert contact["sector"] in {None, *SECTORS}
        assert contact["sources"]
        assert contact["phone"] or contact["url"]
        if contact["phone"] is not None:
            assert contact["phone"].isdecimal()
            assert contact["display"].replace(" ", "") == contact["phone"]
        assert (contact["open"] is None) is (contact["hours"] is None)
        if contact["changes_at"] is not None:
            assert datetime.fromisoformat(contact["changes_at"]) > moment


def lookup_of(crisis: Run, *arguments: str, code: int = 0) -> dict[str, Any]:
    """Look something up, and check all that must be so for every answer."""
    done = crisis("lookup", *arguments, "--json", *SUNDAY)
    assert done.code == code
    data: dict[str, Any] = json.loads(done.out)
    check(data, LOOKUP)
    assert data["schema"] == 1
    assert data["moment"] == "2026-11-22T21:30:00+01:00"
    for region in data["regions"]:
        check(region, REGION)
    for missing in data["missing"]:
        check(missing, MISSING)
    check_contacts(data["contacts"], datetime.fromisoformat(data["moment"]))
    return data


def triage_of(crisis: Run, given: dict[str, str], code: int = 0) -> dict[str, Any]:
    """Triage these answers, and check all that must be so for every assessment."""
    options = (f"--antwoord={question}={value}" for question, value in given.items())
    done = crisis("triage", *options, "--json", *SUNDAY)
    assert done.code == code
    data: dict[str, Any] = json.loads(done.out)
    check(data, TRIAGE)
    assert data["schema"] == 1
    assert data["verdict"] in VERDICTS
    assert 0 < len(data["headline"]) <= 140
    assert bool(data["missing_answers"]) is (code == 2)
    assert not set(data["missing_answers"]) & set(given)
    assert set(data["answers"]) <= set(given)
    check_contacts(data["contacts"], datetime.fromisoformat(data["moment"]))
    for criterion in data["criteria"]:
        check(criterion, CRITERION)
        assert criterion["status"] in {"met", "not_met", "unknown"}
        assert criterion["sources"]
        assert criterion["answers"].items() <= data["answers"].items()
    for step in data["steps"]:
        check(step, STEP)
        assert step["due"] is None or date.fromisoformat(step["due"]) > date(2026, 11, 22)
    for change in data["would_change"]:
        check(change, CHANGE)
        assert change["answers"]
        assert change["verdict"] in VERDICTS
        assert set(change["answers"]) <= set(given)
        assert not {"region", "sector", "minor", "under_12"} & set(change["answers"])
        assert change["verdict"] == "consult" or not change["missing_answers"]
    return data


# -- lookup -------------------------------------------------------------------------------------


def test_lookup(crisis: Run) -> None:
    """A region gives itself, its contacts per sector, and nothing invented."""
    data = lookup_of(crisis, "--regio", "ZHN")
    assert data["query"]["region"] == "ZHN"
    assert data["regions"] == [
        {"id": "zhn", "name": "Zuid-Holland Noord", "kind": "zorgkantoorregio"}
    ]
    first = data["contacts"][0]
    assert (first["phone"], first["display"]) == ("0883399999", "088 33 99 999")
    assert (first["sector"], first["purpose"]) == ("vv", "crisis")
    assert (first["hours"], first["open"], first["changes_at"]) == ("24/7", True, None)
    assert (data["suggestions"], data["ambiguous"]) == ([], [])


def test_closed_and_unknown_hours(crisis: Run) -> None:
    """``open`` is false with the next opening, and null where no source gives the hours."""
    (regisseur,) = lookup_of(crisis, "crisisregisseur")["contacts"]
    assert regisseur["open"] is False
    assert regisseur["changes_at"] == "2026-11-23T09:00:00+01:00"
    (psychiatry,) = lookup_of(crisis, "--regio", "amsterdam", "--sector", "ggz")["contacts"]
    assert (psychiatry["open"], psychiatry["hours"]) == (None, None)
    assert psychiatry["phone"] == "0205235433"


def test_number_that_no_source_gives(crisis: Run) -> None:
    """A page without a number is a contact without a phone, and the number is missing."""
    data = lookup_of(crisis, "--regio", "ZHN", "--sector", "ggz")
    assert [contact["phone"] for contact in data["contacts"]] == [None]
    (missing,) = data["missing"]
    assert (missing["region"], missing["sector"], missing["purpose"]) == ("zhn", "ggz", "crisis")
    assert missing["page"].startswith("https://")


def test_nothing_found(crisis: Run) -> None:
    """What is not found still gives JSON, with suggestions; the words go to stderr."""
    data = lookup_of(crisis, "leidn", code=1)
    assert data["contacts"] == []
    assert data["suggestions"][0] == "Leiden"
    assert lookup_of(crisis, "qqqqqqqq", code=1)["suggestions"] == []


# -- triage -------------------------------------------------------------------------------------

START = {"life_danger": "nee", "hospital": "nee", "resistance": "nee"}
MET = {
    **dict.fromkeys(("client_agrees", "danger", "within_24h", "acute_change"), "ja"),
    **dict.fromkeys(("home_care", "informal_care", "day_care"), "not_enough"),
    **dict.fromkeys(("wlz_indication", "consent_anywhere", "lasting"), "ja"),
}
ELDERLY = {**START, "region": "leiden", "sector": "vv"}

CASES = {
    "emergency": ({"life_danger": "ja"}, "emergency", "112"),
    "hospital": ({**ELDERLY, "hospital": "ja"}, "hospital", None),
    "forced-care": (
        {**ELDERLY, "region": "GM0363", "resistance": "ja"},
        "forced_care",
        "0205235433",
    ),
    "register": ({**ELDERLY, **MET}, "register", "0883399999"),
    "consult": ({**ELDERLY, **MET, "danger": "?"}, "consult", "0883399999"),
    "not-crisis": ({**ELDERLY, "home_care": "solves"}, "not_crisis", None),
    "plan": (
        {**ELDERLY, "sector": "ggz", "ggz_profile": "ja", "crisis_plan": "ja"},
        "plan_leads",
        None,
    ),
    "ggz": (
        {**ELDERLY, "region": "GM0363", "sector": "ggz", "ggz_profile": "nee"},
        "ggz_crisis",
        "0205235433",
    ),
    "youth": (
        {
            **START,
            "region": "nieuwegein",
            "sector": "jeugd",
            "vg_indication": "nee",
            "abuse_suspected": "nee",
            "psychiatric_picture": "nee",
        },
        "youth_crisis",
        "08002000",
    ),
}


@pytest.mark.parametrize(("given", "verdict", "first"), CASES.values(), ids=CASES)
def test_triage(crisis: Run, given: dict[str, str], verdict: str, first: str | None) -> None:
    """Every verdict has the whole contract, and the number to call first comes first."""
    data = triage_of(crisis, given)
    assert data["verdict"] == verdict
    assert data["override"] is None
    if first is not None:
        assert data["contacts"][0]["phone"] == first


def test_all_verdicts_are_tried() -> None:
    """The cases above leave no verdict out."""
    assert {verdict for _, verdict, _ in CASES.values()} == VERDICTS


def test_answers_in_canonical_words(crisis: Run) -> None:
    """Answers are repeated by id, in the words of the contract."""
    data = triage_of(crisis, {**ELDERLY, **MET, "danger": "?"})
    assert data["answers"]["region"] == "GM0546"
    assert data["answers"]["life_danger"] == "no"
    assert data["answers"]["danger"] == "unknown"
    assert (data["region"], data["sector"]) == ("zhn", "vv")
    status = {criterion["id"]: criterion["status"] for criterion in data["criteria"]}
    assert status["danger"] == "unknown"
    assert status["acute"] == "met"


def test_dates_count_from_the_moment(crisis: Run) -> None:
    """Steps carry real dates: two weeks of crisis care from the Sunday of the call."""
    data = triage_of(crisis, {**ELDERLY, **MET})
    due = {step["due"] for step in data["steps"]} - {None}
    assert due == {str(date(2026, 11, 22) + timedelta(days=14))}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["life_danger", "hospital", "region", "sector"]),
        ({"life_danger": "nee"}, ["hospital", "region", "sector"]),
        ({"sector": "vv"}, ["life_danger", "hospital", "region"]),
        ({**ELDERLY, **MET, "lasting": ""}, ["lasting"]),
    ],
)
def test_missing_answers(crisis: Run, given: dict[str, str], missing: list[str]) -> None:
    """What is missing is listed by id; the JSON is whole, and the exit code is 2."""
    given = {question: value for question, value in given.items() if value}
    data = triage_of(crisis, given, code=2)
    assert data["missing_answers"] == missing
    assert data["verdict"] == "consult"


def test_given_answers_are_repeated_while_others_are_missing(crisis: Run) -> None:
    """What was given stands among the answers, unless no answer to come can make it count."""
    data = triage_of(crisis, {"region": "zhn"}, code=2)
    assert data["answers"] == {"region": "zhn"}
    assert (data["region"], data["sector"]) == (None, None)  # not before danger to life is known
    assert data["contacts"] == []
    given = {"region": "zhn", "sector": "vv", "danger": "ja", "vg_indication": "ja"}
    data = triage_of(crisis, given, code=2)
    assert data["answers"] == {"region": "zhn", "sector": "vv", "danger": "yes"}


@pytest.mark.thorough
@pytest.mark.parametrize("given", [{**ELDERLY, **MET}, {**ELDERLY, "home_care": "solves"}])
def test_changes_give_the_verdict_they_promise(crisis: Run, given: dict[str, str]) -> None:
    """Each proposed change, applied, gives the verdict or the questions that it names."""
    changes = triage_of(crisis, given)["would_change"]
    assert any(change["missing_answers"] for change in changes)
    for change in each(3, changes):
        code = 2 if change["missing_answers"] else 0
        changed = triage_of(crisis, {**given, **change["answers"]}, code=code)
        assert changed["verdict"] == change["verdict"]
        assert changed["missing_answers"] == change["missing_answers"]


def test_nothing_else_on_stdout(crisis: Run) -> None:
    """There is one JSON document on stdout, and nothing else, also when something is wrong."""
    for arguments, code in ((("triage",), 2), (("lookup", "leidn"), 1), (("lookup", "ZHN"), 0)):
        done = crisis(*arguments, "--json")
        assert done.code == code
        assert done.out.startswith("{\n")
        assert done.out.endswith("}\n")
        json.loads(done.out)
        assert bool(done.err) is bool(code)
