"""The documentation against the program, and the facts of the documents against the data."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from crisiszorg_cli.cli.settings import Config
from crisiszorg_cli.directory.search import find_places
from crisiszorg_cli.errors import ExitCode
from crisiszorg_cli.model.content import (
    Confidence,
    Content,
    Criterion,
    Pathway,
    Phone,
    Purpose,
    RegionKind,
    Sector,
    Truth,
    Verdict,
)
from crisiszorg_cli.model.sections import CONTENT_FILES, of_file
from docs import cog_helpers, make_pictures, recording, walks
from tests.browser.chromium import chromium
from tests.cli.documents import validate
from tests.effort import each

ROOT, NOW = cog_helpers.ROOT, cog_helpers.NOW
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
FILES = {file for file in (ROOT / "docs").rglob("*.*") if file.suffix not in (".pyc", ".png")} | {
    *PAGES,
    ROOT / ".pre-commit-config.yaml",
}
WRITTEN_BY_COG = [page for page in PAGES if "[[[cog" in page.read_text(encoding="utf-8")]
DATA = "\n".join(f.read_text(encoding="utf-8") for f in sorted((ROOT / "data").glob("*.yaml")))
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def page_id(page: Path) -> str:
    """Name a page in the name of a test."""
    return str(page.relative_to(ROOT))


def text_of(name: str) -> str:
    """Return a page."""
    return (ROOT / name).read_text(encoding="utf-8")


# -- generated parts ------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_the_evening_of_the_examples_is_named(page: str) -> None:
    """The day on which everything is shown stands above the examples."""
    assert f"as on the evening of {NOW:%A} {NOW.day} {NOW:%B %Y}" in text_of(page)


@pytest.mark.only_thorough
@pytest.mark.parametrize("page", WRITTEN_BY_COG, ids=page_id)
def test_generated_parts_are_current(page: Path) -> None:
    """What cog would write is what stands there; if not, run ``make docs``."""
    command = (sys.executable, "-m", "cogapp", "--check", "--diff", str(page))
    env = {**os.environ, **cog_helpers.SCREEN, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", walks.WALKS)
def test_the_changes_of_the_guide_fit_the_data(name: str) -> None:
    """Each is made in the data as they are; what comes of it, the thorough test above compares."""
    for edit in walks.WALKS[name]:
        text = text_of(f"data/{edit.file}")

        assert walks.applied(edit, text) != text


@pytest.mark.thorough
@pytest.mark.parametrize("name", each(5, list(make_pictures.CARDS)))
def test_the_pictures_show_what_the_program_shows(name: str) -> None:
    """The words in a picture are those of the card now; if not, run ``make docs``."""
    drawn = words_of(make_pictures.CARDS[name].file.read_text(encoding="utf-8"))

    assert words_of(make_pictures.card(name)) == drawn
    assert re.search(r"112|020 262 81 12|020 523 54 33|088 33 99 999", drawn)


@pytest.mark.only_thorough
def test_the_lookup_in_the_picture_is_that_of_the_program() -> None:
    """Its words are those on the screen now; if not, run ``make docs``."""
    drawn = make_pictures.PICTURES / f"{make_pictures.LOOKUP}.svg"

    assert words_of(make_pictures.lookup()) == words_of(drawn.read_text(encoding="utf-8"))


@pytest.mark.only_thorough
def test_the_recording_is_of_the_program() -> None:
    """The same keys lead over the same screens now; if not, run ``make docs``."""
    frames = recording.played()

    assert recording.cast(frames) == make_pictures.RECORDING.read_text(encoding="utf-8")
    assert recording.moving_picture(frames) == make_pictures.MOVING.read_text(encoding="utf-8")


def test_the_recording_is_a_cast_that_a_player_reads() -> None:
    """A header, then screens in the order of time, the last of them with the number."""
    header, *events = map(
        json.loads, make_pictures.RECORDING.read_text(encoding="utf-8").splitlines()
    )
    times = [event[0] for event in events]

    assert (header["version"], header["width"], header["height"]) == (2, 80, 24)
    assert times == sorted(times)
    assert {event[1] for event in events} == {"o"}
    assert "088 33 99 999" in events[-1][2]
    ET.fromstring(make_pictures.MOVING.read_text(encoding="utf-8"))  # noqa: S314 - our own


def test_the_picture_of_the_card_for_the_wall_is_of_the_page_now() -> None:
    """It carries the fingerprint of its page; if that is another, run ``make docs``."""
    picture = make_pictures.WALL_CARD.read_bytes()

    assert picture.startswith(b"\x89PNG")
    if chromium() is None:
        pytest.skip("no Chromium on this machine, so nobody here can draw it anew")
    assert make_pictures.made_from(picture)


def words_of(svg: str) -> str:
    """Return the text in a picture."""
    texts = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own
    return " ".join("".join(t.itertext()) for t in texts).replace("\N{NO-BREAK SPACE}", " ")


def examples() -> Iterator[tuple[str, str]]:
    """Return every command shown in a page, with the lines shown under it."""
    for block in re.findall(r"```console\n(.*?)```", EVERYTHING, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            if command.startswith("crisis"):
                yield command, shown


@pytest.mark.parametrize(("command", "shown"), list(examples()))
def test_examples_give_what_is_shown(command: str, shown: str) -> None:
    """Each command in the documentation runs, and gives the lines shown under it."""
    done = cog_helpers.run(command)
    given = (done.stdout + done.stderr).splitlines()

    expected = [line for line in shown.splitlines() if line != "…"]

    assert done.code in tuple(ExitCode)
    assert expected == given[: len(expected)]


# -- commands, options, exit codes, settings ------------------------------------------------


COMMANDS = cog_helpers.commands()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_in_dutch(name: str) -> None:
    """A command has a help text in Dutch; docs/commands.md and the manual name the command."""
    shown = cog_helpers.run(f"crisis {name} --help")

    assert shown.code == ExitCode.OK
    assert COMMANDS[name].help
    assert not re.search(r"Usage|Options|Show|default|required|the\b|this\b", shown.stdout)
    assert f"crisis {name}" in text_of("docs/commands.md")
    assert f"crisis {name}" in text_of("docs/handleiding.md") + text_of("docs/handleiding-meer.md")


def test_every_command_has_a_row() -> None:
    """The table at the top of docs/commands.md has each command, and no other."""
    rows = re.findall(r"^\| `crisis (\w+)` \|", text_of("docs/commands.md"), re.MULTILINE)

    assert sorted(name for name in COMMANDS if " " not in name) == sorted(rows)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """Each option has a help text, and stands with its own command in docs/commands.md."""
    _, _, after = text_of("docs/commands.md").partition(f"$ crisis {name} --help\n")
    shown = after.partition("```")[0]
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), parameter.name
        for option in (o for o in parameter.opts if o.startswith("-")):
            assert f"  {option} " in shown, option


def test_exit_codes_are_those_of_the_program() -> None:
    """The table of exit codes has every code, and no other."""
    rows = re.findall(r"^\| `(\d+)` \| `([A-Z_]+)` \|", text_of("docs/commands.md"), re.MULTILINE)

    assert {code.name: str(code.value) for code in ExitCode} == {name: code for code, name in rows}


@pytest.mark.parametrize(
    "module",
    ["prompter", "dialogue", "question_form", "menu", "preparing", "record", "sector_choice"],
)
def test_every_key_is_in_the_manual(module: str) -> None:
    """Each key that does something in the interview is explained in docs/handleiding.md."""
    keys = re.findall(r'Key\("(\S)", ', text_of(f"crisiszorg_cli/interview/{module}.py"))

    assert keys
    for key in keys:
        assert f"`{key}`" in text_of("docs/handleiding.md")


def test_every_setting_is_documented() -> None:
    """The manual has a row for each key of config.toml, in the order of the program."""
    _, _, after = text_of("docs/handleiding-meer.md").partition("\n## Instellingen\n")
    rows = re.findall(r"^\| `(\w+)` \|", after.partition("\n## ")[0], re.MULTILINE)

    assert list(Config._fields) == rows


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_every_data_file_is_documented(name: str) -> None:
    """docs/content.md says what each data file holds, section by section."""
    (row,) = re.findall(rf"^\| `{name}` \| (.+?) \|", text_of("docs/content.md"), re.MULTILINE)

    for section in of_file(name):
        assert f"`{section.name}`" in row


def test_files_name_no_machine() -> None:
    """Nothing in the documentation names a path on somebody's machine, or a package index."""
    path = re.compile(r"(?:^|[\s(\"'`=])/(?:home|root|tmp|work|opt|usr|Users)\b")
    index = re.compile(r"[A-Z]:\\|file://|pypi|index-url|pythonhosted", re.IGNORECASE)
    for file in sorted(FILES):
        text = file.read_text(encoding="utf-8")
        assert not path.findall(text), file
        assert not index.findall(text), file


def test_links_between_pages_lead_somewhere() -> None:
    """A relative link in a page names a file that exists, and a heading that is in it."""
    for page in PAGES:
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" in link:
                continue
            name, _, anchor = link.partition("#")
            target = page.parent / name if name else page
            assert target.exists(), (page, link)
            if anchor:
                assert anchor in anchors(target.read_text(encoding="utf-8")), (page, link)


def test_the_readme_is_short_and_leads_to_every_page() -> None:
    """A newcomer reads it in a few minutes, and finds every other page from there."""
    readme = text_of("README.md")
    pages = [page for page in PAGES if page.parent.name != "decisions" and page.name != "README.md"]

    assert len(readme.encode()) <= 7_500
    for page in pages:
        assert f"]({page.relative_to(ROOT).as_posix()}" in readme, page


def test_make_has_every_target_that_is_named() -> None:
    """A ``make`` in a page is one that works, and ``make`` alone lists it."""
    targets = set(re.findall(r"^([a-z-]+):.*## ", text_of("Makefile"), re.MULTILINE))

    for page in PAGES:
        assert set(re.findall(r"[`\n]make ([a-z-]+)", page.read_text("utf-8"))) <= targets, page


def test_ci_runs_what_make_check_runs() -> None:
    """Whoever runs ``make check`` before sharing a change meets no surprise."""
    (checked,) = re.findall(r"^check: (.+?)  ##", text_of("Makefile"), re.MULTILINE)

    assert f"make --keep-going {checked} <" in text_of(".ci/run")


def anchors(text: str) -> set[str]:
    """Return the anchors of a page, as GitHub makes them of its headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


# -- the architecture -----------------------------------------------------------------------

PACKAGE = ROOT / "crisiszorg_cli"
ARCHITECTURE = text_of("docs/architecture.md")


def contents(folder: Path) -> set[str]:
    """Return the modules and packages in a folder, by the name to import them by."""
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    return modules | {file.parent.name for file in folder.glob("*/__init__.py")}


def test_every_room_is_described() -> None:
    """docs/architecture.md has a row for each package, with all its modules and no others."""
    rows = re.findall(
        r"^\| `(\w+)` \| [^|`]+ \| (`\w+`(?: `\w+`)*) \|$", ARCHITECTURE, re.MULTILINE
    )
    rooms = {room: set(re.findall(r"\w+", modules)) for room, modules in rows}
    (beside,) = re.findall(r"^Beside the rooms stand ([`\w ]+),", ARCHITECTURE, re.MULTILINE)

    assert {room: contents(PACKAGE / room) for room in rooms} == rooms
    assert contents(PACKAGE) == set(rooms) | set(re.findall(r"\w+", beside))


def test_every_module_on_a_walk_exists() -> None:
    """A module that docs/architecture.md names by its path is there."""
    paths = set(re.findall(r"`(\w+(?:/\w+)+)(?:\.py)?`", ARCHITECTURE))

    assert paths
    for path in paths:
        start = ROOT if path.startswith(("docs", "tests")) else PACKAGE
        assert (start / path).is_dir() or (start / f"{path}.py").is_file(), path


# -- the JSON contract ----------------------------------------------------------------------

DANGER = "--antwoord life_danger=nee --antwoord hospital=nee"
CALM = f"{DANGER} --antwoord resistance=nee"
OTHER = "--afwijken vv_consult --reden twijfel --json"
NO_VG = f"{DANGER} --antwoord vg_indication=nee"
YOUTH = f"{NO_VG} --antwoord abuse_suspected=nee --antwoord psychiatric_picture=nee"
JSON_COMMANDS = {
    "lookup": (
        "crisis lookup leiden --json",
        "crisis lookup lieden --json",
        "crisis lookup --regio amsterdam --sector vv --json",
        "crisis lookup nijmegen --sector vv --json",
        "crisis lookup mee --json",
        "crisis lookup menzis --json",
        "crisis lookup haarlemmermeer --json",
        "crisis lookup bergen --json",
        "crisis lookup 4131 --json",
    ),
    "triage": (
        "crisis triage --json",
        "crisis triage --regio leiden --sector vv --antwoord life_danger=ja --json",
        f"crisis triage --regio amsterdam --sector vv {DANGER} --antwoord resistance=ja --json",
        f"crisis triage --regio leiden --sector vv {CALM} --antwoord acute_change=nee --json",
        f"crisis triage --regio nijmegen --sector vv {CALM} --antwoord acute_change=nee --json",
        f"crisis triage --regio leiden --sector gz {NO_VG} --antwoord minor=nee --json",
        f"crisis triage --regio houten --sector jeugd {YOUTH} --antwoord can_stay_home=ja --json",
        f"crisis triage --regio utrecht --sector vv {CALM} --antwoord acute_change=nee {OTHER}",
    ),
    "regions": ("crisis regions --json", "crisis regions --sector vv --json"),
    "criteria": ("crisis criteria --json", "crisis criteria --sector gz --regio utrecht --json"),
}
OPEN_MAPS = {"answers", "known"}  # their keys are ids of questions and sectors
BY_KIND = "lookup.place.regions"  # its keys are kinds of regions


def is_date(value: object) -> bool:
    """Tell whether a value is a date as JSON writes it."""
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def is_moment(value: object) -> bool:
    """Tell whether a value is a moment with its zone, as JSON writes it."""
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


JSON_TYPES: dict[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "date": is_date,
    "moment": is_moment,
    "object": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list),
    "list of text": lambda value: (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    ),
}


def documented_keys() -> dict[str, dict[str, str]]:
    """Return the type of every documented key, by the path of its object."""
    found: dict[str, dict[str, str]] = {}
    for section in re.split(r"^#+ ", text_of("docs/json.md"), flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        rows = re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", body, re.MULTILINE)
        if rows:
            found |= {path: dict(rows) for path in re.findall(r"`([\w.\[\]]+)`", heading)}
    return found


def objects(path: str, value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return every object in a document, with its path."""
    if isinstance(value, list):
        for item in value:
            yield from objects(f"{path}[]", item)
    elif path == BY_KIND:
        assert isinstance(value, dict)
        assert set(value) <= set(RegionKind)
    elif isinstance(value, dict) and path.rpartition(".")[2] not in OPEN_MAPS:
        yield path, value
        for key, item in value.items():
            yield from objects(f"{path}.{key}", item)


def check_json(name: str, document: object) -> set[str]:
    """Compare a document with what is documented; give the paths of the objects in it."""
    assert isinstance(document, dict)
    validate(document)
    documented = documented_keys()
    seen = set()
    for path, found in objects(name, document):
        assert list(documented[path]) == list(found), path
        for key, kinds in documented[path].items():
            fits = (JSON_TYPES[kind](found[key]) for kind in kinds.split(" or "))
            assert any(fits), (path, key, found[key])
        seen.add(path)
    return seen


@pytest.mark.parametrize("name", JSON_COMMANDS)
def test_json_is_as_documented(name: str) -> None:
    """Each object has exactly the keys that docs/json.md names, with the types given there."""
    runs = (cog_helpers.run(command, screen=False) for command in JSON_COMMANDS[name])
    seen = set().union(*(check_json(name, json.loads(done.stdout)) for done in runs))

    assert {path for path in documented_keys() if re.match(rf"{name}\b", path)} == seen


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("sector", Sector),
        ("kind", RegionKind),
        ("purpose", Purpose),
        ("confidence", Confidence),
        ("verdict", Verdict),
        ("status", [truth for truth in Truth if truth is not Truth.PENDING]),
    ],
)
def test_the_words_in_json_are_as_documented(word: str, values: Iterable[str]) -> None:
    """The closed lists of words are those of the model."""
    (row,) = re.findall(rf"^\| {word} \| (.+) \|$", text_of("docs/json.md"), re.MULTILINE)

    assert list(values) == re.findall(r"`(\w+)`", row)


# -- the facts ------------------------------------------------------------------------------

FACTS = [fact for fact in cog_helpers.facts() if not fact.is_trap]
TRAPS = [fact for fact in cog_helpers.facts() if fact.is_trap]


def test_the_list_of_facts_is_whole() -> None:
    """Every fact and every trap of the documents has one row, in a known order of series."""
    series = [re.sub(r"\d.*", "", fact.id) for fact in cog_helpers.facts()]

    assert list(dict.fromkeys(series)) == ["T", "U", "H", "C", "K", "P", "D", "R", "Q", "W", "TR"]
    assert len({fact.id for fact in cog_helpers.facts()}) == len(series)
    assert (len(FACTS), len(TRAPS)) == (157, 22)


@pytest.fixture(name="placed", scope="module")
def _placed(content: Content) -> Collection[str]:
    """The facts that the data names."""
    return cog_helpers.placements(content)


def test_every_fact_is_placed_or_left_out(placed: Collection[str]) -> None:
    """A fact lives somewhere in the data, or a reason is given: never neither, never both."""
    assert [] == [fact.id for fact in FACTS if not fact.fact]
    assert [] == [fact.id for fact in FACTS if (fact.id in placed) == bool(fact.left_out)]


def test_every_fact_in_the_data_is_listed(placed: Collection[str]) -> None:
    """The data names no fact that docs/facts.csv does not have."""
    assert set(placed) <= {fact.id for fact in FACTS}


def test_every_trap_is_guarded() -> None:
    """A trap in the documents is guarded by a test that exists."""
    for trap in TRAPS:
        file, _, test = trap.guard.partition("::")
        assert f"def {test}(" in text_of(file), trap.id


def test_numbers_of_the_facts_are_in_the_data(content: Content) -> None:
    """A number is stored once per service, as the digits of its fact, however it was grouped."""
    numbers = {fact.id: fact.fact.partition(":")[0] for fact in FACTS if fact.id[0] == "T"}
    for service in content.directory.services.values():
        for id_ in service.facts:
            if id_ in numbers:
                assert service.phone is not None
                assert numbers[id_] == service.phone.digits

    assert numbers["T02"] == numbers["T02b"]
    assert numbers["T03"] != numbers["T07"]


@pytest.mark.parametrize("digits", ["112", "08002000", "0715825887", "09009998888"])
def test_numbers_of_every_length_are_accepted(digits: str) -> None:
    """Three digits, eight, ten and eleven."""
    assert Phone.parse(digits).digits == digits


@pytest.mark.parametrize(
    "name",
    ["Amstelland en de Meerlanden", "Amstelland en Haarlemmermeer", "Amstelland de Meerlanden"],
)
def test_every_name_of_amstelland_is_found(name: str, content: Content) -> None:
    """Three documents, three names, one region."""
    assert [place.id for place in find_places(content.directory, name)] == ["am"]


def criteria_of(content: Content, sector: Sector, region: str) -> dict[str, Criterion]:
    """Return the criteria for a sector in a region, by id."""
    return {c.id: c for c in pathway_of(content, sector, region).criteria}


def pathway_of(content: Content, sector: Sector, region: str) -> Pathway:
    """Return the pathway for a sector in a region."""
    pathways = [p for p in content.pathways.values() if p.sector is sector]
    own = [p for p in pathways if region in p.regions]
    return (own or [p for p in pathways if not p.regions])[0]


def test_agreement_has_three_meanings(content: Content) -> None:
    """A criterion for Zorg en Zekerheid, a kernvraag in Amsterdam, permission to search beyond."""
    amsterdam = pathway_of(content, Sector.VV, "amsterdam")

    assert "consent" in criteria_of(content, Sector.VV, "zhn")
    assert "consent" not in criteria_of(content, Sector.VV, "amsterdam")
    assert {"client_agrees", "family_agrees"} <= set(amsterdam.preparation)
    assert "P22" in content.steps["zz-consent-first"].facts


def test_lasting_decides_where_the_definition_holds(content: Content) -> None:
    """That the need is expected to last is Zorg en Zekerheid's definition alone, in V&V and GZ."""
    for sector in (Sector.VV, Sector.GZ):
        assert "lasting" in criteria_of(content, sector, "zhn")
        assert "lasting" not in criteria_of(content, sector, "amsterdam")


def test_the_hours_mean_different_things(content: Content) -> None:
    """24 hours is a criterion of the V&V, 48 of the GZ; youth has 24 hours to start."""
    vv, gz = (criteria_of(content, sector, "zhn") for sector in (Sector.VV, Sector.GZ))

    assert "24 uur" in vv["within_24h"].label
    assert "48 uur" in gz["danger_48h"].label
    assert not criteria_of(content, Sector.JEUGD, "lekstroom")
    assert "start in principe binnen 24 uur" in content.ladder["f1-2"].duration


def test_without_vg_indicatie_no_route_is_claimed(content: Content) -> None:
    """The sources describe no route for other disabilities, and the outcome says so."""
    gate = content.gates["gz_not_covered"]

    assert "C37" in gate.facts
    assert "geen vaste route" in content.outcomes[gate.outcome].headline


def test_no_number_of_zorgkantoren_is_claimed(content: Content) -> None:
    """The documents contradict each other, and the glossary says that."""
    assert not re.search(r"\b(zeven|acht|7|8|31|32) (zorgkantoren|zorgkantoorregio)", DATA)
    assert "W08" in content.terms["zorgkantoor"].facts


def test_odd_links_are_explained(content: Content) -> None:
    """A link that differs from its text is explained; one that leads nowhere is not shown."""
    services, sources = content.directory.services, content.directory.sources

    assert "nu-hulp-nodig" in (services["rivierduinen"].on_the_call or "")
    assert "Interventieteam" in (services["folder-cot"].caution or "")
    assert "van CZ" in (sources["cz-crisiszorg"].note or "")
    assert not re.search(r"t3://|tel://", DATA)


def test_the_newer_wording_about_the_cot_is_used(content: Content) -> None:
    """The teams are active; that they "will be appointed" is said of the older document."""
    text = content.terms["cot"].text

    assert text.index("actief") < text.index("aangesteld")


def test_both_readings_of_who_searches_are_shown(content: Content) -> None:
    """Both parties are named, in the next steps and in the glossary."""
    for item in (content.steps["zz-beyond-region"], content.terms["bovenregionaal-zoeken"]):
        assert "zorgkantoor" in item.text
        assert "aanbieder" in item.text


def test_old_documents_show_their_age(content: Content) -> None:
    """The youth document shows its date with the number; a name that is gone is not used."""
    source = content.directory.sources["lekstroom-crisishulp"]
    service = content.directory.services["veilig-thuis-lekstroom"]

    assert source.published == "2015-06-25"
    assert "2016" in (service.caution or "")
    assert "Bureau Jeugdzorg" not in DATA


def test_the_youth_service_is_of_lekstroom_only(content: Content) -> None:
    """Veilig Thuis is the youth crisis service in Lekstroom; elsewhere it is not called that."""
    services = content.directory.services
    local, national = services["veilig-thuis-lekstroom"], services["veilig-thuis"]

    assert [serving.regions for serving in local.serves] == [("lekstroom",)]
    assert "geweld" in (national.scope or "")
    assert "crisisdienst" not in national.name


def test_page_furniture_and_misspellings_stay_out() -> None:
    """First names of staff and mistakes of the documents are nowhere in the data."""
    names = ("Safoera", "Karin", "Lieneke", "Rina", "Wout", "Fenna")
    for word in (*names, "aanzet", "niet-begrepen bedrag", "cisisregisseur"):
        assert not re.search(rf"\b{word}\b", DATA), word


def test_the_clients_home_decides(content: Content) -> None:
    """The question is where the client lives; the help says that the practice does not count."""
    question = content.questions["region"]

    assert "woont de cliënt" in question.text
    assert "niet die van uw praktijk" in question.help
