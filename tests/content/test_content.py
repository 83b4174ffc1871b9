"""The shipped data: complete, consistent, readable on every screen, and traceable.

The numbers, towns and criteria that this file expects are its own: they were taken from the
source documents, not from ``data/``. A change in the data has to be made here as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from crisiszorg_cli.content.index import INDEX_FILE
from crisiszorg_cli.content.loader import check_folder
from crisiszorg_cli.content.scenarios import FOLDER as SCENARIOS
from crisiszorg_cli.content.store import data_folder
from crisiszorg_cli.content.tree import Node, Sequence, Text
from crisiszorg_cli.content.yaml_reader import read_yaml
from crisiszorg_cli.model import content as model
from crisiszorg_cli.model.sections import CONTENT_FILES
from tests.shipped import CONTENT

BOOK = CONTENT.directory


@dataclass(frozen=True)
class Value:
    """One text in the data files: where it stands, under which key."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        """Return the form in which a failing test names it."""
        return f"{self.file}:{self.line} {self.key}: {self.text}"


def _values(file: str, node: Node, key: str = "") -> Iterator[Value]:
    if isinstance(node, Text):
        yield Value(file, node.mark.line, key, node.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _values(file, item, key)
    else:
        for name, item in node.items.items():
            yield from _values(file, item, name)


@cache
def all_values() -> tuple[Value, ...]:
    """Return every value that stands in the data."""
    found: list[Value] = []
    for name in CONTENT_FILES:
        root, _ = read_yaml(name, (data_folder() / name).read_bytes())
        assert root is not None
        found += _values(name, root)
    return tuple(found)


# What is never shown as a text: words for the program, and addresses.
_TECHNICAL = frozenset(
    (
        *(
            "id",
            "kind",
            "answer",
            "is",
            "opening",
            "relevant",
            "fixed",
            "skippable",
            "part",
            "facts",
        ),
        *("sources", "url", "page", "crisis_page", "email", "checked", "review_months", "due"),
        *("regions", "sectors", "sector", "purpose", "purposes", "confidence", "hours", "office"),
        *("care_region", "youth_region", "veilig_thuis_region", "postcodes", "unsure_postcodes"),
        *(
            "service",
            "through",
            "standing",
            "read",
            "adults_only",
            "see_also",
            "outcome",
            "outcomes",
            "exit",
        ),
        *("verdict", "all_met", "consult", "preparation", "prepare", "show_ladder", "warning"),
        *("to", "phone", "unless_failed", "unless_known", "notice_unless_known"),
    )
)


@cache
def visible() -> tuple[Value, ...]:
    """Return those that are shown."""
    return tuple(value for value in all_values() if value.key not in _TECHNICAL)


_SENTENCES = frozenset(
    (
        *(
            "headline",
            "headline_not_met",
            "headline_known",
            "headline_safety",
            "headline_psychiatric",
            "headline_psychiatric_unknown",
            "help",
            "note",
            "notice",
            "open_point",
            "on_the_call",
            "caution",
            "wzd_caution",
        ),
        *("hours_note", "dated"),
        *("said_yes", "said_no", "said_unknown", "said_opening", "said_request"),
        *("said_opening_place", "said_request_place"),
    )
)
_PHRASES = frozenset(
    (
        *("name", "label", "decided_by", "decides", "actor", "duration", "audience", "quality"),
        *(
            "meant_for",
            "who_may_call",
            "scope",
            "menu",
            "address",
            "display",
            "publisher",
            "published",
            "code",
        ),
    )
)


def _of(*keys: str) -> list[Value]:
    return [value for value in visible() if value.key in keys]


# -- complete and consistent --------------------------------------------------------------------


def test_every_check_passes() -> None:
    """``crisis check`` has nothing to say about what is shipped."""
    assert () == check_folder(data_folder())


def test_only_the_known_files() -> None:
    """A file in the folder that the loader does not read would be forgotten."""
    besides = {INDEX_FILE, SCENARIOS}  # made by a build; read by tests and checks
    assert set(CONTENT_FILES) == {path.name for path in data_folder().iterdir()} - besides


def test_everything_written_is_loaded() -> None:
    """Each id in the files is an item in the content: nothing is dropped on the way."""
    written = Counter(value.file for value in all_values() if value.key == "id")
    options = sum(len(question.options) for question in CONTENT.questions.values())
    criteria = sum(len(pathway.criteria) for pathway in CONTENT.pathways.values())

    assert written == {
        "sources.yaml": len(BOOK.sources),
        "regions.yaml": len(BOOK.offices) + len(BOOK.regions) + len(BOOK.services),
        "municipalities.yaml": len(BOOK.municipalities),
        "questions.yaml": len(CONTENT.questions) + options,
        "criteria.yaml": len(CONTENT.gates) + len(CONTENT.pathways) + len(CONTENT.exits) + criteria,
        "outcomes.yaml": len(CONTENT.outcomes) + len(CONTENT.steps) + len(CONTENT.ladder),
        "terms.yaml": len(CONTENT.terms),
        "checklist.yaml": len(CONTENT.checklist),
    }


# -- readable on every screen -----------------------------------------------------------------


def test_windows_consoles_can_show_everything() -> None:
    """Every value fits in code page 1252; a Windows console shows no question marks."""

    def fits(text: str) -> bool:
        return text == text.encode("cp1252", errors="ignore").decode("cp1252")

    assert [] == [str(value) for value in all_values() if not fits(value.text)]


def test_no_markup() -> None:
    """Nothing that rich or Markdown would swallow, but for what is replaced."""
    markup = re.compile(r"[\[\]{}<>*_`#|\\~^]|:\w+:")
    texts = [(value, value.text) for value in visible()]
    replaced = {"outcomes.yaml": r"\{due\}|\{criterion\}", "questions.yaml": r": \{answer\}$"}
    texts = [(value, re.sub(replaced.get(value.file, "^$"), "", text)) for value, text in texts]

    assert [] == [str(value) for value, text in texts if markup.search(text)]


def test_due_only_in_steps() -> None:
    """The date stands only in the text of steps; nothing else would fill it in."""
    steps = [step.text for step in CONTENT.steps.values() if "{due}" in step.text]

    assert sorted(steps) == sorted(value.text for value in visible() if "{due}" in value.text)


def test_spaces() -> None:
    """No doubled, leading or trailing spaces, no line ends, none before a comma or full stop."""
    wrong = re.compile(r"^\s|\s$|\s\s|[^\S ]|\s[,.;:?!)]|\(\s")

    assert [] == [str(value) for value in all_values() if wrong.search(value.text)]


def test_brackets_and_quotes_are_closed() -> None:
    """What is opened is closed."""
    wrong = [
        str(value)
        for value in visible()
        if value.text.count("(") != value.text.count(")") or value.text.count('"') % 2
    ]

    assert [] == wrong


def _ends_well(text: str) -> bool:
    return re.search(r"(?<![.?!,;:])[.?]$", text) is not None


def test_sentences_begin_and_end() -> None:
    """Headlines, help, open points and notes are whole sentences."""
    values = _of(*_SENTENCES)
    assert {value.key for value in values} == _SENTENCES

    assert [] == [str(v) for v in values if not (_ends_well(v.text) and v.text[0].isupper())]


def test_texts_are_sentences() -> None:
    """Advice, criteria, steps, rungs and terms are whole sentences, too."""
    options = {o.text for question in CONTENT.questions.values() for o in question.options}
    questions = {question.text for question in CONTENT.questions.values()}
    values = [value for value in _of("text") if value.text not in options | questions]
    assert values

    assert [] == [str(v) for v in values if not (_ends_well(v.text) and v.text[0].isupper())]


def test_phrases_have_no_full_stop() -> None:
    """Names, labels and who decides are put into sentences; a full stop would break these."""
    values = _of(*_PHRASES)
    assert {value.key for value in values} == _PHRASES

    assert [] == [str(value) for value in values if value.text.endswith((".", ",", ";", ":"))]


def test_options_have_no_full_stop() -> None:
    """A choice is a phrase of the caller's: no capital, no full stop."""
    texts = [o.text for question in CONTENT.questions.values() for o in question.options]
    assert texts

    assert [] == [text for text in texts if text.endswith(".") or text[0].isupper()]


def test_questions_ask() -> None:
    """A question ends with a question mark, or with examples between brackets after it."""
    for id_, question in CONTENT.questions.items():
        assert re.fullmatch(r"[A-Z][^?]*\?( \([^()]+\))?", question.text), id_
        assert question.help.endswith("."), id_
        assert not question.label.endswith("?"), id_


def test_what_is_said_is_short() -> None:
    """An answer takes at most eleven words on the phone, and so does what is asked for."""
    keys = ("said_yes", "said_no", "said_unknown", "said", "said_opening", "said_request")
    said = _of(*keys, "said_opening_place", "said_request_place")
    assert len(said) > 100

    assert [] == [str(value) for value in said if len(value.text.split()) > 11]


def test_headlines_are_short() -> None:
    """A headline fits in two lines of eighty, so that it is read at once."""
    said = [
        text
        for o in CONTENT.outcomes.values()
        for text in (o.headline, o.headline_not_met or "", o.headline_known or "")
    ]

    assert [] == [text for text in said if len(text) > 140]


def test_no_words_of_the_program() -> None:
    """The screen is Dutch: no ids or English terms of the program in visible texts."""
    words = re.compile(
        r"\b(unknown|yes|forced_care|criteria_met|outcome|gate|pathway|TODO|FIXME)\b"
    )

    assert [] == [str(value) for value in visible() if words.search(value.text)]


def test_no_urgency_code() -> None:
    """The tool never gives an NTS urgency (U0 to U5): that is for the triagist."""
    assert [] == [str(value) for value in visible() if re.search(r"\bU[0-5]\b", value.text)]


# -- numbers ------------------------------------------------------------------------------------

_CRISIS = {
    "112": ({"nl"}, {"vv", "gz", "ggz", "jeugd"}, {"emergency"}),
    "0883399999": ({"zhn"}, {"vv"}, {"crisis"}),
    "0235556004": ({"am"}, {"vv"}, {"crisis"}),
    "0715825887": ({"zhn", "am"}, {"gz"}, {"crisis"}),
    "0202628112": ({"amsterdam"}, {"vv"}, {"crisis"}),
    "0205235433": ({"amsterdam"}, {"vv", "gz", "ggz"}, {"crisis", "forced_care"}),
    "08002000": (
        {"lekstroom", "nl", "utrecht-stad", "utrecht-west", "eemland", "zuidoost-utrecht"}
        | {"gooi-en-vechtstreek"},
        {"jeugd"},
        {"crisis"},
    ),
}
_NOT_FOR_CRISIS = {
    *("0715825888", "0887891000", "08000087", "0206555656", "09009998888", "09002438181"),
    *("0850712863", "0852737151"),
}
_FURTHER = {
    *("0182302436", "0436045777", "0703450506", "08008013", "08005099", "0887778887"),
    *("08001205", "0235159998", "08000113", "0887558000", "08000188", "0384567888"),
    *("0243665767", "0850439696", "0880025080", "0302308850", "0306965333", "0302308888"),
    *("0888460461", "0888460017", "0888460460", "0888460464", "0888460462", "0888460209"),
    *("0505223555", "0503618880", "08008081", "08007763345", "0592381530", "0880666987"),
    "0880237500",
}
"""Numbers of later pages: test_contacts.py says whom each serves."""


def _with_number(digits: str) -> list[model.Service]:
    services = BOOK.services.values()
    return [service for service in services if service.phone and service.phone.digits == digits]


def _servings(digits: str) -> list[model.ServiceArea]:
    return [serving for service in _with_number(digits) for serving in service.serves]


def test_numbers_are_those_of_the_sources() -> None:
    """No number that the sources do not give, and none of theirs is lost."""
    found = {service.phone.digits for service in BOOK.services.values() if service.phone}

    assert {*_CRISIS, *_NOT_FOR_CRISIS, *_FURTHER} == found


_BESIDE = ("08000113", "0887558000")


def test_no_numbers_outside_the_services() -> None:
    """Numbers stand in one place; a number in a text would escape every check.

    A step names two that are no call, 113 and the NVIC: as they stand with their service.
    """
    number = re.compile(r"\(?\b0\d[\d ()-]{5,}\d")
    beside = {s.display for s in BOOK.services.values() if s.phone and s.phone.digits in _BESIDE}
    assert len(beside) == len(_BESIDE)
    assert number.search("Bel (071) 5 825 888.")
    assert number.search("Bel 0800 2000.")
    texts = [value for value in visible() if value.key != "display"]

    found = [(str(value), each) for value in texts for each in number.findall(value.text)]
    assert [] == [each for each in found if each[1].lstrip("(") not in beside]


@pytest.mark.parametrize("digits", _CRISIS)
def test_whom_a_crisis_number_serves(digits: str) -> None:
    """A crisis number is given only where and for what its source says."""
    servings = _servings(digits)
    regions = {region for serving in servings for region in serving.regions}
    sectors = {sector.value for serving in servings for sector in serving.sectors}
    purposes = {serving.purpose.value for serving in servings}

    assert _CRISIS[digits] == (regions, sectors, purposes)


def test_psychiatric_crisis_number_of_amsterdam() -> None:
    """It is the GGZ crisis line, and goes first on resistance for V&V and GZ: not more."""
    pairs = {
        (s.value, serving.purpose.value)
        for serving in _servings("0205235433")
        for s in serving.sectors
    }

    assert {
        ("ggz", "crisis"),
        ("vv", "forced_care"),
        ("gz", "forced_care"),
        ("ggz", "forced_care"),
    } == pairs


@pytest.mark.parametrize("digits", sorted(_NOT_FOR_CRISIS))
def test_other_numbers_are_never_given_for_crisis(digits: str) -> None:
    """Above all not the advice line that is one digit away from the crisisregisseur."""
    assert {model.Purpose.NON_CRISIS} == {serving.purpose for serving in _servings(digits)}


def test_both_numbers_of_zorg_en_zekerheid_warn() -> None:
    """The two numbers that differ in their last digit each say so."""
    (regisseur,) = _with_number("0715825887")
    (advice,) = _with_number("0715825888")

    assert "7" in (regisseur.caution or "")
    assert "Geen crisisnummer" in (advice.caution or "")


def test_a_number_has_one_name_per_region() -> None:
    """The same number twice in one region and sector would be shown twice."""
    seen = Counter(
        (service.phone, region, sector, serving.purpose)
        for service in BOOK.services.values()
        if service.phone
        for serving in service.serves
        for region in serving.regions
        for sector in serving.sectors
    )

    assert [] == [key for key, count in seen.items() if count > 1]


@pytest.mark.parametrize(
    ("digits", "hours"),
    [
        ("112", "24/7"),
        ("0883399999", "24/7"),
        ("0235556004", "24/7"),
        ("0202628112", "24/7"),
        ("08002000", "24/7"),
        ("0715825887", "Mo-Fr 09:00-17:00; PH off"),
        ("0715825888", "Mo-Fr 08:30-17:00; PH off"),
        ("0205235433", None),
    ],
)
def test_hours_are_those_of_the_sources(digits: str, hours: str | None) -> None:
    """Opening hours as the sources give them; where they give none, there are none."""
    assert {hours} == {service.hours for service in _with_number(digits)}


def test_what_closes_says_what_then() -> None:
    """A crisis line with opening hours tells what to do when it is closed."""
    for digits in _CRISIS:
        for service in _with_number(digits):
            assert (service.hours in (None, "24/7")) != bool(service.when_closed)


@pytest.mark.parametrize(
    ("region", "page"),
    [
        ("zhn", "https://www.rivierduinen.nl/spoed"),
        ("am", "https://www.ggzingeest.nl/hulp-bij-crisis/"),
    ],
)
def test_psychiatric_crisis_service_with_only_a_page(region: str, page: str) -> None:
    """Where the sources give a page and no number, so does the data."""
    services = [
        service
        for service in BOOK.services.values()
        for serving in service.serves
        if region in serving.regions
        and model.Sector.GGZ in serving.sectors
        and serving.purpose is model.Purpose.CRISIS
    ]

    assert [(page, None)] == [(service.page, service.phone) for service in services]


# -- places -------------------------------------------------------------------------------------

_TOWNS = {
    "zhn": (
        *("Alphen aan den Rijn", "Hillegom", "Kaag en Braassem", "Katwijk", "Leiden"),
        *("Leiderdorp", "Lisse", "Nieuwkoop", "Noordwijk", "Oegstgeest", "Teylingen"),
        *("Voorschoten", "Zoeterwoude"),
    ),
    "am": ("Aalsmeer", "Amstelveen", "Haarlemmermeer", "Ouder-Amstel", "Uithoorn"),
    "amsterdam": ("Amsterdam", "Diemen"),
    "lekstroom": ("Houten", "IJsselstein", "Lopik", "Nieuwegein", "Vijfheerenlanden"),
}


@pytest.mark.parametrize("region", _TOWNS)
def test_towns_of_a_region(region: str) -> None:
    """The regions of the five documents have the gemeenten named there, all and no other."""
    towns = (town for town in BOOK.municipalities.values() if town.id.startswith("GM"))
    found = [town.name for town in towns if region in (town.care_region, town.youth_region)]

    assert list(_TOWNS[region]) == sorted(found)


def test_towns_have_the_id_of_the_cbs() -> None:
    """All but one: Vianen as the law of 2015 has it, which is a choice beside the real one."""
    other = [id_ for id_ in BOOK.municipalities if not re.fullmatch(r"GM\d{4}", id_)]

    assert ["vianen-2015"] == other


def test_vijfheerenlanden_lies_in_two_divisions() -> None:
    """Lekstroom for youth, Waardenland for the rest: one is not inferred from the other."""
    (town,) = (t for t in BOOK.municipalities.values() if t.name == "Vijfheerenlanden")

    assert ("waardenland", "lekstroom") == (town.care_region, town.youth_region)


# -- criteria -----------------------------------------------------------------------------------

_ZZ = ["acute", "danger", "within_24h", "alternatives", "wlz", "consent", "lasting"]
_CORE = ["acute", "danger", "within_24h", "alternatives", "wlz"]


@pytest.mark.parametrize(
    ("pathway", "sector", "regions", "criteria"),
    [
        ("vv-zz", "vv", ("zhn", "am"), _ZZ),
        ("vv-amsterdam", "vv", ("amsterdam",), _CORE),
        ("vv-core", "vv", (), _CORE),
        ("gz-zz", "gz", ("zhn", "am"), ["vg_indication", "crisis_type", "danger_48h", "lasting"]),
        ("gz-core", "gz", (), ["vg_indication", "crisis_type", "danger_48h"]),
        ("ggz", "ggz", (), ["ggz_profile", "crisis_plan"]),
        ("ggz-adults", "ggz", ("noord-en-midden-limburg",), ["ggz_profile", "crisis_plan"]),
        ("jeugd-lekstroom", "jeugd", ("lekstroom",), []),
        ("jeugd-core", "jeugd", (), []),
    ],
)
def test_criteria_of_a_pathway(
    pathway: str, sector: str, regions: tuple[str, ...], criteria: list[str]
) -> None:
    """Each region asks what its own source asks: no criterion more, none less."""
    found = CONTENT.pathways[pathway]

    assert (sector, regions) == (found.sector.value, found.regions)
    assert sorted(criteria) == sorted(criterion.id for criterion in found.criteria)


def test_no_other_pathways() -> None:
    """The table above has them all."""
    assert 9 == len(CONTENT.pathways)


def _asked_by(pathway: str, criterion: str) -> list[str]:
    found = next(c for c in CONTENT.pathways[pathway].criteria if c.id == criterion)
    return [leaf.answer or "" for leaf in found.met_when.leaves()]


def test_alternatives_differ_by_region() -> None:
    """Zorg en Zekerheid wants three alternatives looked into, Amsterdam home care alone."""
    assert ["home_care", "informal_care", "day_care"] == _asked_by("vv-zz", "alternatives")
    assert ["home_care"] == _asked_by("vv-amsterdam", "alternatives")
    assert ["home_care"] == _asked_by("vv-core", "alternatives")


def test_danger_goes_first() -> None:
    """The first question is about danger to life, the second about the hospital."""
    gates = list(CONTENT.gates.values())

    assert ["life_danger", "hospital"] == [gate.when.answer for gate in gates[:2]]
    assert ["emergency", "hospital"] == [gate.outcome for gate in gates[:2]]
    assert all(not gate.sectors for gate in gates[:2])


def test_core_questions_are_all_asked() -> None:
    """The fourteen questions of the Amsterdam portal are asked in every V&V pathway."""
    core = {
        *("what_changed", "why_no_hospital", "why_no_home_care", "why_no_informal_care"),
        *("cognition", "mobility", "care_needed", "admission_type", "current_care"),
        *("preferred_provider", "client_agrees", "family_agrees", "knows_two_weeks"),
    }
    for pathway in ("vv-zz", "vv-amsterdam", "vv-core"):
        assert core <= set(CONTENT.pathways[pathway].preparation)
        assert "wlz_indication" in _asked_by(pathway, "wlz")


# -- sources ------------------------------------------------------------------------------------

_LINES = {
    "zz-crisiszorg": 108,
    "crisisregisseur-gz": 164,
    "amsterdam-crisiszorg": 113,
    "zz-brochure": 577,
    "lekstroom-crisishulp": 148,
}
"""The five archived documents, and how many lines they have."""


def _citations(item: object) -> Iterator[model.Citation]:
    if isinstance(item, model.Citation):
        yield item
    elif isinstance(item, Mapping):
        for part in item.values():
            yield from _citations(part)
    elif isinstance(item, tuple):
        for part in item:
            yield from _citations(part)


@pytest.mark.parametrize(
    "items",
    [
        BOOK.offices,
        BOOK.regions,
        BOOK.municipalities,
        BOOK.services,
        CONTENT.questions,
        CONTENT.gates,
        CONTENT.exits,
        CONTENT.pathways,
        CONTENT.outcomes,
        CONTENT.steps,
        CONTENT.ladder,
        CONTENT.terms,
        CONTENT.checklist,
    ],
    ids=lambda items: type(next(iter(items.values()))).__name__,
)
def test_every_item_cites_a_source(items: Mapping[str, object]) -> None:
    """Every item says where it comes from, in a document that is listed."""
    for id_, item in items.items():
        cited = {citation.source for citation in _citations(item)}
        assert cited, id_
        assert cited <= set(BOOK.sources), id_


def test_archived_documents_are_cited_by_line() -> None:
    """A citation of an archived document names lines that it has."""
    cited = [c for c in _citations(CONTENT) if c.source in _LINES]
    assert set(_LINES) == {citation.source for citation in cited}
    for citation in cited:
        assert citation.lines is not None, citation
        first, _, last = citation.lines.partition("-")
        assert 1 <= int(first) <= int(last or first) <= _LINES[citation.source], str(citation)


def test_other_sources_are_cited_as_a_whole() -> None:
    """Only the archived documents have lines to point at."""
    others = [c for c in _citations(CONTENT) if c.source not in _LINES]
    assert others

    assert [] == [str(citation) for citation in others if citation.lines]


def test_every_source_is_used() -> None:
    """A document that nothing comes from does not belong in the list."""
    assert set(BOOK.sources) == {citation.source for citation in _citations(CONTENT)}


def test_facts_are_written_alike() -> None:
    """The ids of facts can be found in the fact list: a letter, two digits, perhaps a letter."""
    facts = {value.text for value in all_values() if value.key == "facts"}
    assert facts

    assert [] == sorted(fact for fact in facts if not re.fullmatch(r"[A-Z]\d\d[a-z]?", fact))


# -- glossary -----------------------------------------------------------------------------------


def test_a_word_means_one_thing() -> None:
    """No two terms share an id, a name or an alias: ``crisis explain`` would have to guess."""
    words = Counter(
        word
        for term in CONTENT.terms.values()
        for word in {w.casefold() for w in (term.id, term.name, *term.aliases)}
    )

    assert [] == [word for word, count in words.items() if count > 1]


def test_term() -> None:
    """A term explains itself in two to six sentences and never refers to itself."""
    for id_, term in CONTENT.terms.items():
        assert 2 <= len(re.findall(r"[.?](?= |$)", term.text)) <= 6, id_
        assert id_ not in term.see_also
        assert term.see_also, id_
