"""The two documents of the JSON contract, key by key: the tables of docs/json.md and the schema.

What as_json writes is compared with this by the tests. A type is ``text``, ``number``, ``boolean``,
``moment``, ``date``, ``map`` (of texts), the name of a closed list of words, or of another object;
``list of`` any of these; and perhaps ``or null``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Key(NamedTuple):
    """A key: the type of its value, and what it means."""

    type: str
    meaning: str


Keys = Mapping[str, Key]

_SOURCES = Key("list of text", "citations")

KEYS: Mapping[str, Keys] = {
    "lookup": {
        "schema": Key("number", "version of this contract"),
        "made_at": Key("moment", "when this was made; other than `moment` only with `--moment`"),
        "moment": Key("moment", "the moment that `open` and `changes_at` are about"),
        "query": Key("query", "what was asked"),
        "place": Key(
            "place or null",
            "the place that was found; null: none, more than one, or a service",
        ),
        "region_source": Key(
            "region_source or null",
            "region_source; null where no place was found",
        ),
        "regions": Key("list of region", "regions whose numbers these are"),
        "contacts": Key("list of contact", "whom to call, in the order in which to read them"),
        "possible": Key(
            "list of contact",
            "last known numbers, not confirmed; items as `contacts`",
        ),
        "missing": Key("list of missing", "numbers that no source gives"),
        "offices": Key("list of office", "zorgkantoren of the name that was typed"),
        "notices": Key("list of text", "what to know about the place itself"),
        "suggestions": Key("list of text", "names that look like what was typed"),
        "ambiguous": Key("list of ambiguous", "places that all bear the name that was typed"),
        "own_data": Key(
            "list of text",
            "what is shown and comes from the user's own data, as `kind:id`",
        ),
    },
    "query": {
        "word": Key("text or null", "the name given without an option"),
        "region": Key("text or null", "`--regio`, as typed"),
        "municipality": Key("text or null", "`--gemeente`, as typed"),
        "postcode": Key("text or null", "`--postcode`, as typed"),
        "sector": Key("sector or null", "sector"),
    },
    "place": {
        "id": Key("text", "region, or gemeente (CBS code)"),
        "name": Key("text", "its name; of a place in a gemeente, the name of that place"),
        "regions": Key(
            "map",
            "of a gemeente, the region of each kind: id by kind; empty for a region",
        ),
    },
    "region": {
        "id": Key("text", "region"),
        "name": Key("text", "its name"),
        "kind": Key("kind", "kind"),
    },
    "contact": {
        "id": Key("text", "service"),
        "name": Key("text", "its name"),
        "region": Key("text", "region for which it is given; `nl` for the whole country"),
        "sector": Key("sector or null", "sector, where one was asked for or it has only one"),
        "purpose": Key("purpose", "purpose"),
        "call_order": Key(
            "number or null",
            "1, 2, … for whom to call; null: not to be called now, as 112 while danger to "
            "life is unknown, and all of a lookup",
        ),
        "level": Key("level", "level"),
        "phone": Key("text or null", "the number as digits: 3, 8, 10 or 11 of them"),
        "display": Key("text or null", "the same number, grouped to be read out"),
        "menu": Key("text or null", "choice in the telephone menu"),
        "url": Key("text or null", "page to open when there is no number, or for more"),
        "hours": Key("text or null", "OSM `opening_hours`; null: no source gives them"),
        "open": Key("boolean or null", "open at `moment`; null: no source gives the hours"),
        "changes_at": Key("moment or null", "when `open` changes next; null: never, or not known"),
        "who_may_call": Key("text or null", "who may call"),
        "scope": Key("text or null", "what it is for"),
        "decides": Key("text or null", "who there decides"),
        "caution": Key("text or null", "what to know before calling"),
        "if_it_fails": Key(
            "text or null",
            "of an item of `possible` for a crisis: what to do when the number does not work",
        ),
        "when_closed": Key("list of text", "what to do when it is closed"),
        "when_closed_services": Key(
            "list of text",
            "services to turn to then, at a psychiatric picture; `crisis lookup` knows them "
            "by this id",
        ),
        "sources": _SOURCES,
        "source_date": Key(
            "text",
            'date of the first source: a year, a day, "2021 of later" or "datum onbekend"',
        ),
        "confidence": Key("confidence", "confidence"),
        "verified_on": Key("date or null", "day on which somebody rang the number, by own data"),
        "own": Key("boolean", "comes from an overlay"),
        "confidential": Key(
            "boolean",
            "from an overlay, and not to be passed on: keep it out of what others read",
        ),
    },
    "office": {
        "id": Key("text", "zorgkantoor"),
        "name": Key("text", "its name"),
        "url": Key("text", "its page about crisis care; it has no crisis number"),
        "regions": Key("list of text", "regions that it runs"),
        "sources": Key("list of text", "sources"),
    },
    "missing": {
        "region": Key("text", "region"),
        "sector": Key("sector", "sector"),
        "purpose": Key("purpose", "purpose"),
        "page": Key("text or null", "page to open instead"),
    },
    "ambiguous": {
        "id": Key("text", "region, or gemeente (CBS code)"),
        "name": Key("text", "its name, with what tells it from the others"),
    },
    "triage": {
        "schema": Key("number", "version of this contract"),
        "made_at": Key("moment", "when this was made; other than `moment` only with `--moment`"),
        "moment": Key("moment", "the moment of the call; dates are counted from it"),
        "data_version": Key("text", "fingerprint of the data files"),
        "region": Key(
            "text or null",
            "region in which the sector's care is arranged for this client",
        ),
        "region_source": Key(
            "region_source or null",
            "region_source; null where there is no region. The settings give none",
        ),
        "sector": Key(
            "sector or null",
            "sector of the route that was followed; may differ from what was given",
        ),
        "answers": Key(
            "map",
            "the answers that counted: question to `yes`, `no`, `unknown`, an option or text;"
            " see below",
        ),
        "verdict": Key("verdict", "verdict"),
        "outcome": Key("text", "outcome behind the verdict"),
        "headline": Key("text", "the outcome in one sentence, at most 140 characters"),
        "decided_by": Key("text", "who decides"),
        "now": Key(
            "list of now",
            "what to do now: first what goes before everything and is not known (112, the "
            "hospital), then, where no number is open, what to do meanwhile; see below",
        ),
        "contacts": Key("list of contact", "whom to call, in the order in which to call"),
        "possible": Key(
            "list of contact",
            "last known numbers, not confirmed and not closed now; items as `contacts`",
        ),
        "missing": Key("list of missing", "numbers that no source gives"),
        "criteria": Key(
            "list of criterion",
            "the criteria that were weighed; empty if a gate decided",
        ),
        "open_points": Key("list of text", "what to find out"),
        "missing_answers": Key("list of text", "questions to answer before the verdict is certain"),
        "steps": Key("list of step", "what happens next, in order"),
        "exits": Key("list of exit", "where to go instead, when a criterion is not met"),
        "ladder": Key("list of rung", "forms of youth crisis help, lightest first"),
        "would_change": Key(
            "list of change",
            "smallest sets of at most three other answers that give another verdict, or make "
            "more questions needed",
        ),
        "notices": Key("list of text", "what to know about how this verdict came about"),
        "override": Key(
            "override or null",
            "the outcome that the caller chose instead, with the reason",
        ),
        "call": Key("call", "what became of the call; for the caller's program to fill in"),
        "own_data": Key(
            "list of text",
            "what is shown, or passed as a gate, and is the user's own, as `kind:id`",
        ),
    },
    "criterion": {
        "id": Key("text", "criterion"),
        "status": Key("status", "status"),
        "answers": Key("map", "the answers it was read from"),
        "sources": _SOURCES,
    },
    "step": {
        "text": Key("text", "the step, with its date filled in"),
        "actor": Key("text", "who does it"),
        "due": Key("date or null", "its date"),
        "sources": _SOURCES,
    },
    "exit": {
        "text": Key("text", "the advice"),
        "service": Key("text or null", "service to turn to; `crisis lookup` knows it by this id"),
        "page": Key(
            "text or null",
            "page to open; that of the region's own zorgkantoor where it is known",
        ),
        "sources": _SOURCES,
    },
    "rung": {
        "code": Key("text", "code in the source"),
        "name": Key("text", "form of help"),
        "indicated": Key(
            "boolean",
            "whether the answers point to this form; the crisis service decides",
        ),
    },
    "change": {
        "answers": Key(
            "map",
            "the answers that would have to be different; only answers that were given",
        ),
        "verdict": Key("verdict", "verdict that follows; `consult` while more answers are needed"),
        "missing_answers": Key(
            "list of text",
            "questions to be answered then before a verdict is certain; empty: it is certain",
        ),
    },
    "now": {
        "kind": Key(
            "now_kind",
            "`life_danger_open`, `hospital_open`, `hospital`, `life_danger`, `youth_safety`, "
            "`psychiatric`, `bridge`, `call_again`",
        ),
        "text": Key("text", "the sentence"),
        "service": Key("text or null", "who can be called for it"),
        "phone": Key("text or null", "its number, as digits"),
        "confidential": Key("boolean", "that number is from an overlay, and not to be passed on"),
        "until": Key("moment or null", "until when to bridge; null: not known, or now"),
        "sources": Key("list of text", "where it comes from"),
    },
    "override": {
        "outcome": Key("text", "outcome that the caller chose"),
        "verdict": Key("verdict", "its verdict"),
        "headline": Key("text", "the request, as a sentence; never a claim"),
        "request": Key("text", "what the caller asks for"),
        "reason": Key("text", "the caller's reason"),
    },
    "call": {
        "number": Key("text or null", "the number that was called, at most 40 characters"),
        "at": Key("moment or null", "when"),
        "spoken_to": Key("text or null", "with whom was spoken"),
        "agreed": Key("text or null", "what was agreed"),
    },
}
"""By the name of the object; ``lookup`` and ``triage`` are the documents themselves."""
