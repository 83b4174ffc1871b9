"""The index: whatever it answers, the YAML files answer, and it is used only while it fits."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from typing import Any

import phonenumbers  # noqa: TID253 - what the index says is compared with it
import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.content import index, index_writer, loader, store
from crisiszorg_cli.content.index import FORMAT, INDEX_FILE, Index
from crisiszorg_cli.directory import name_index, search
from crisiszorg_cli.directory.lookup import Lookup, Query, find, places_of
from crisiszorg_cli.dutch_time import AMSTERDAM
from crisiszorg_cli.errors import DataError
from crisiszorg_cli.model import contacts, content as model
from crisiszorg_cli.model.content import Directory, Municipality, RegionKind, Sector, Timetable
from crisiszorg_cli.model.sections import CONTENT_FILES, DIRECTORY, TRIAGE, Section
from crisiszorg_cli.render.lookup import lookup_lines
from tests import shipped
from tests.effort import each, tries

SOUND = Path(__file__).parents[1] / "data" / "sound"
MOMENTS = {
    "open": datetime(2026, 11, 24, 11, 0, tzinfo=AMSTERDAM),
    "closed": datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM),
}
FOLDER = store.data_folder()
FILES = {name: (FOLDER / name).read_bytes() for name in CONTENT_FILES}


class _Made:
    """What is compared, made when a test first asks for it: not where nothing is tested."""

    @cached_property
    def content(self) -> bytes:
        return shipped.index_as_made()

    @cached_property
    def index(self) -> Index:
        return Index(self.content)

    @cached_property
    def part(self) -> Directory:
        return self.index.directory(worked_out=True)

    @cached_property
    def book(self) -> Directory:
        return shipped.directory_alone()

    @cached_property
    def whole(self) -> model.Content:
        return shipped.from_files()

    @cached_property
    def names(self) -> list[str]:
        return sorted({*self.book.places_by_name, *self.book.services_by_name})

    @cached_property
    def postcodes(self) -> list[str]:
        return sorted(self.book.places_by_postcode)

    @cached_property
    def words(self) -> list[str]:
        return [*self.names, *self.postcodes]


MADE = _Made()
OTHER = ["", " ", "-", "xqzzy", "0999", "1000", "2332KG", "'s-Gravenhage", "Den Haag", "\t", "a:b"]


@pytest.fixture(autouse=True, scope="module")
def no_garbage() -> Iterable[None]:
    """Thousands of directories are made here, none of which leaves garbage."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


def records() -> list[bytes]:
    """Return the lines of the records, which stand just before the data files."""
    end = len(MADE.content) - sum(MADE.index.header.files.values())
    return MADE.content[end - MADE.index.header.records : end].splitlines()


def shown(book: Directory, result: Lookup) -> list[str]:
    """Return what a lookup shows, or nothing where there is only a choice."""
    found = result.contacts or result.missing
    return [line.text for line in lookup_lines(book, result)] if found else []


def same(query: Query, moment: datetime, *, everything: bool = False) -> None:
    """Check that the index and the YAML files give one answer, with its words."""
    expected = find(MADE.book, query, moment, everything=everything)
    found = find(MADE.part, query, moment, everything=everything)
    assert found == expected, query
    assert shown(MADE.part, found) == shown(MADE.book, expected), query


# -- one answer ---------------------------------------------------------------------------------


def meaning(book: Directory, word: str) -> tuple[Any, ...]:
    """Return what a word stands for."""
    found = (places_of(book, Query(word)), search.find_services(book, word))
    return (*found, search.find_offices(book, word))


@cache
def kinds_of_answer() -> list[str]:
    """Return a word for each answer that is another than the others.

    What is shown follows from the regions of a place and its remark, or from the service.
    """
    kinds: dict[object, str] = {}
    for word in MADE.words:
        places, services, offices = meaning(MADE.book, word)
        what = tuple(
            (search.regions_of(p), p.note) if isinstance(p, Municipality) else p.id for p in places
        )
        is_unsure = any(isinstance(p, Municipality) and search.is_unsure(p, word) for p in places)
        kinds.setdefault((what, services, offices, is_unsure), word)
    return [*kinds.values()]


@pytest.mark.thorough
def test_every_name_means_the_same() -> None:
    """Each name, postcode and service stands for the same in the index as in the YAML files."""
    for word in (*each(40, MADE.words), *OTHER):
        assert meaning(MADE.part, word) == meaning(MADE.book, word), word


@pytest.mark.thorough
@pytest.mark.parametrize("when", MOMENTS)
def test_every_answer_is_one(when: str) -> None:
    """Each answer that there is, without a sector: what YAML gives, the index gives."""
    for word in (*each(16, kinds_of_answer()), *OTHER):
        same(Query(word), MOMENTS[when])


@pytest.mark.thorough
@pytest.mark.parametrize(("sector", "everything"), list(product(Sector, (False, True))))
def test_every_sector_has_one_answer(sector: Sector, everything: bool) -> None:
    """A sample of the answers, in every sector, with what is not for crisis or without."""
    start = list(Sector).index(sector)
    for word, when in product((*each(3, kinds_of_answer()[start::8]), *OTHER), MOMENTS):
        same(Query(word, sector=sector), MOMENTS[when], everything=everything)


@pytest.mark.parametrize("option", ["region", "municipality", "postcode"])
def test_every_option_has_one_answer(option: str) -> None:
    """By --regio, --gemeente and --postcode too."""
    for word in (*kinds_of_answer()[3::8], *OTHER):
        named: dict[str, Any] = {option: word}
        same(Query(**named), MOMENTS["closed"])


def test_no_name_ends_before_it_begins() -> None:
    """The records are sorted by their bytes, so that halving finds each of them."""
    keys = [line.partition(b"\t")[0] for line in records()]

    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_the_whole_is_the_directory() -> None:
    """Read whole, it is the directory of the YAML files, in the same order."""
    for field in (f for f in Directory._fields if f not in {"timetables", "numbers"}):
        found, expected = getattr(MADE.part, field), getattr(MADE.book, field)
        assert found == expected, field
        if field in {"sources", "offices", "regions", "municipalities", "services"}:
            assert list(found) == list(expected), field

    assert MADE.index.directory(worked_out=False) == MADE.book
    hours = {s.hours for s in MADE.book.services.values() if s.hours and s.hours != "24/7"}
    assert hours == set(MADE.part.timetables)
    assert all(type(table) is Timetable for table in MADE.part.timetables.values())


@tries(500)
@given(st.from_regex(r"1\d\d|0[89]00(\d{4}|\d{7})|0[1-9]\d{8}", fullmatch=True))
def test_only_numbers_that_exist_are_known_beforehand(digits: str) -> None:
    """What fits the expression of the index, the library of numbers knows as well."""
    if re.fullmatch(MADE.part.numbers, digits, re.ASCII):
        assert phonenumbers.is_valid_number(phonenumbers.parse(digits, "NL"))


def test_all_our_numbers_are_known_beforehand() -> None:
    """So that nothing is loaded to prove them."""
    numbers = {s.phone.digits for s in MADE.book.services.values() if s.phone} - {"112", "113"}

    assert all(re.fullmatch(MADE.part.numbers, digits) for digits in numbers)


@pytest.mark.parametrize("word", ["hoofddorp", "2332", "zhn", "xqzzy"])
def test_only_what_matters_is_read(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One word takes a few records, and never all of them."""
    found: list[str] = []
    find_record = Index.find

    def counted(made: Index, key: str) -> object:
        found.append(key)
        return find_record(made, key)

    monkeypatch.setattr(Index, "find", counted)
    monkeypatch.delattr(Index, "records")

    find(MADE.index.directory(worked_out=True), Query(word), MOMENTS["open"], everything=False)

    assert 0 < len(found) < 100  # also those of the services for the whole country


def test_the_services_of_a_region_are_those_that_name_it() -> None:
    """All of them and in order: what an index knows beforehand leaves out nobody."""
    services = MADE.index.directory(worked_out=True).services
    assert isinstance(services, index._Services)  # noqa: SLF001
    for region in (*MADE.book.regions, "xqzzy"):
        named = [
            each
            for each in MADE.book.services.values()
            if any(region in serving.regions for serving in each.serves)
        ]
        assert list(services.of_region(region)) == named


@pytest.mark.parametrize("part", ["municipalities", "places_by_name", "places_by_postcode"])
def test_what_is_read_by_key_is_a_mapping_like_any_other(part: str) -> None:
    """Read by key or through: the same, in the same order, and KeyError for what it has not."""
    expected = getattr(MADE.book, part)
    rows = getattr(MADE.index.directory(worked_out=True), part)
    assert all(rows[key] == value for key, value in expected.items())
    for unknown in ("", "xqzzy", "\t", "é"):
        assert unknown not in rows
        assert rows.get(unknown) is None

    assert list(rows) == list(expected)
    assert len(rows) == len(expected)
    assert "xqzzy" not in rows
    assert rows == expected


# -- used only while it fits --------------------------------------------------------------------


def test_it_is_of_the_files_it_was_made_from() -> None:
    """And of no others: not of fewer, of more, or under other names."""
    assert MADE.index.is_of(FILES)
    assert not MADE.index.is_of({})
    assert not MADE.index.is_of({name: FILES[name] for name in CONTENT_FILES[:2]})
    assert not MADE.index.is_of({**FILES, "more.yaml": b""})
    assert not MADE.index.is_of({name.upper(): content for name, content in FILES.items()})


@tries(300)
@given(
    name=st.sampled_from(CONTENT_FILES),
    at=st.floats(0, 1, exclude_max=True),
    change=st.integers(1, 255),
)
def test_any_byte_that_changes_makes_it_unused(name: str, at: float, change: int) -> None:
    """A file that differs in one byte, has one more or one less, is not the one it was."""
    content = FILES[name]
    spot = int(at * len(content))
    other = bytes([content[spot] ^ change])
    for changed in (
        content[:spot] + other + content[spot + 1 :],
        content[:spot] + other + content[spot:],
        content[:spot] + content[spot + 1 :],
        content[:spot],
    ):
        if changed != content:
            assert not MADE.index.is_of({**FILES, name: changed})


def test_bytes_may_not_move_from_file_to_file() -> None:
    """The same bytes, divided otherwise, are other files."""
    first, second, *_others = CONTENT_FILES
    moved = FILES | {first: FILES[first][:-10], second: FILES[first][-10:] + FILES[second]}

    assert b"".join(moved.values()) == b"".join(FILES.values())
    assert not MADE.index.is_of(moved)


@cache
def small() -> bytes:
    """Return the index of a small folder."""
    return loader.make_index(SOUND, MOMENTS["closed"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a small folder, with the index that fits it."""
    target = tmp_path / "data"
    shutil.copytree(SOUND, target)
    (target / INDEX_FILE).write_bytes(small())
    return target


def _other_format(content: bytes) -> bytes:
    return content.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT - 1), 1)


def _with_header(**changed: object) -> bytes:
    """Return an index with nothing in it but a header, and its checksum."""
    sound = {"format": FORMAT, "hours_by": "2", "documents": {}, "records": 0, "files": {}}
    header = json.dumps({**sound, **changed}).encode() + b"\n"
    return index.checksum(header) + header


BAD: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "all but one byte": lambda content: content[:-1],
    "one byte more": lambda content: content + b"\n",
    "header only": lambda content: content[: content.index(b"\n") + 1],
    "no checksum": lambda content: content[content.index(b"\n") + 1 :],
    "another checksum": lambda content: b"00000000" + content[8:],
    "zeros": lambda content: bytes(len(content)),
    "text": lambda _: b"geen index\n",
    "number": lambda _: b"12\n",
    "list": lambda _: b"[]\n",
    "object": lambda _: b"{}\n",
    "nothing but a format": lambda _: b'{"format":%d}\n' % FORMAT,
    "one field more": lambda content: content.replace(b"{", b'{"more":1,', 1),
    "another format": _other_format,
    "binary": lambda _: bytes(range(256)) * 10,
    "not utf-8": lambda content: b"\xff" + content,
    "documents are a list": lambda _: _with_header(documents=[]),
    "files are a list": lambda _: _with_header(files=[]),
    "a document of half a byte": lambda _: _with_header(documents={"directory": 0.5}),
    "a document before its start": lambda _: _with_header(documents={"directory": -9}),
    "records are text": lambda content: content.replace(b'"records":', b'"records":"x","r":', 1),
}


@pytest.mark.parametrize("damage", BAD.values(), ids=BAD)
def test_what_is_no_index_is_left_alone(damage: Callable[[bytes], bytes], folder: Path) -> None:
    """Damaged, foreign, cut off or of another format: the YAML files are read, and that is all."""
    assert store.fresh_index(folder) is not None
    (folder / INDEX_FILE).write_bytes(damage(small()))

    assert store.fresh_index(folder) is None


def test_an_index_that_is_a_folder_or_absent(folder: Path) -> None:
    """Neither is an error."""
    (folder / INDEX_FILE).unlink()
    assert store.fresh_index(folder) is None
    (folder / INDEX_FILE).mkdir()
    assert store.fresh_index(folder) is None


@tries(300)
@given(at=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
def test_any_byte_of_its_own_that_changes_makes_it_unused(at: float, bits: int) -> None:
    """Header, document and records: a number that a bad disk changed is never shown."""
    spot = int(at * (len(MADE.content) - sum(MADE.index.header.files.values())))
    damaged = bytearray(MADE.content)
    damaged[spot] ^= bits

    with pytest.raises((ValueError, TypeError)):
        Index(bytes(damaged))


def test_another_number_in_its_records_is_never_shown(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The YAML files are read instead, and give the number as it is."""
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    end = len(small()) - sum(Index(small()).header.files.values())
    changed = small()[:end].replace(OLD, NEW) + small()[end:]
    assert changed != small()
    (folder / INDEX_FILE).write_bytes(changed)

    assert phones(store.Store()) == [OLD.decode()]


def test_an_index_in_the_folder_of_a_practice_is_never_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who can write there could write any number in it; the YAML files are proved."""
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    monkeypatch.setattr(store, "fresh_index", lambda _: pytest.fail("the index was read"))

    assert phones(store.Store(folder)) == [OLD.decode()]


@tries(200)
@given(st.binary(max_size=200))
def test_garbage_never_stops_it(content: bytes) -> None:
    """Whatever the bytes: an error that ``store`` takes for no index."""
    try:
        made = Index(content)
    except (ValueError, TypeError):
        return
    assert not made.is_of(FILES)


def test_another_version_of_the_hours_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the timetables are not trusted; the numbers still are."""
    assert store._can_trust(MADE.index)  # noqa: SLF001
    header = MADE.index.header._replace(hours_by="0.0.0")
    monkeypatch.setattr(MADE.index, "header", header)

    assert not store._can_trust(MADE.index)  # noqa: SLF001
    part = MADE.index.directory(worked_out=False)
    assert part.timetables == {}
    found = find(part, Query("zhn", sector=Sector.GZ), MOMENTS["open"], everything=False)
    assert found.contacts[0].open is True


def test_a_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of its version."""
    monkeypatch.setattr(store, "find_spec", lambda _: None)

    assert not store._can_trust(MADE.index)  # noqa: SLF001


OLD, NEW = b"0703077777", b"0703077779"
OLD_SHOWN, NEW_SHOWN = b"070 307 77 77", b"070 307 77 79"


def test_a_changed_number_is_given_at_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though size and time of the file are as they were, and the old index still lies there."""
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    assert phones(store.Store()) == [OLD.decode()]

    file = folder / "regions.yaml"
    before = file.stat()
    content = file.read_bytes()
    file.write_bytes(content.replace(OLD, NEW).replace(OLD_SHOWN, NEW_SHOWN))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    os.utime(folder / INDEX_FILE, (2**31, 2**31))
    after = file.stat()

    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    changed = store.Store()
    assert phones(changed) == phones(changed, "crisislijn") == [NEW.decode()]
    file.write_bytes(content)
    assert phones(store.Store()) == [OLD.decode()]


def phones(data: store.Store, word: str = "noord") -> list[str]:
    """Return the numbers in a crisis, by way of the part and of the whole."""
    answers = []
    for book in (data.directory(), data.content().directory):
        result = find(book, Query(word, sector=Sector.GZ), MOMENTS["open"], everything=False)
        answers.append([c.service.phone.digits for c in result.contacts if c.service.phone])
    assert answers[0] == answers[1]
    return answers[0]


def test_a_fault_in_a_file_is_not_hidden_by_an_old_index(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index fits what was there before; what is there now cannot be used."""
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    monkeypatch.setattr(store, "config_folder", lambda: tmp_path / "none")
    (folder / "sources.yaml").write_text("sources: [", encoding="utf-8")

    with pytest.raises(DataError):
        store.Store().directory()


def test_a_folder_without_zorgkantoren_or_gemeenten() -> None:
    """A kind of which there is nothing is no reason to stop."""
    national = next(r for r in MADE.book.regions.values() if r.kind is RegionKind.NATIONAL)
    small = name_index.with_names(
        MADE.book._replace(offices={}, municipalities={}, regions={national.id: national})
    )
    content = MADE.whole._replace(directory=small)
    made = Index(index_writer.build(content, small.version, FILES, "1"))

    assert made.directory(worked_out=True) == small


def test_a_folder_with_a_fault_gets_no_index(folder: Path) -> None:
    """What cannot be proved is not made fast either."""
    file = folder / "regions.yaml"
    file.write_bytes(file.read_bytes().replace(OLD, b"0703077", 1))

    with pytest.raises(DataError):
        loader.make_index(folder, MOMENTS["open"])


@pytest.mark.only_thorough
def test_the_same_data_makes_the_same_index() -> None:
    """Byte for byte, within a year: a build can be repeated."""
    later = MOMENTS["open"] + timedelta(days=20)

    for moment in (later.astimezone(UTC), later):
        assert loader.make_index(FOLDER, moment) == MADE.content


def test_every_part_of_the_directory_is_in_it() -> None:
    """Nothing that the directory has is left out of the index by accident."""
    kinds = {line.partition(b":")[0].decode() for line in records()}
    kinds -= {index.ORDER, index.IN_REGION}
    document = MADE.index.document("directory").keys() - {"shapes", "version"}

    assert kinds | document == {*Directory._fields} - {"version", "own", "practice"}
    assert not kinds & document
    assert {section.name for section in DIRECTORY} < kinds | document


# -- the triage ---------------------------------------------------------------------------------


def test_the_triage_is_what_the_files_say() -> None:
    """Every question, rule and sentence, in the same order, with the same version."""
    made = MADE.index.content(worked_out=False)

    assert made == MADE.whole
    for section in TRIAGE:
        expected = getattr(MADE.whole, section.name)
        assert list(getattr(made, section.name)) == list(expected)
        for id_, item in expected.items():
            assert repr(getattr(made, section.name)[id_]) == repr(item)


def test_a_lookup_reads_nothing_of_the_triage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its document is passed over unread."""
    read: list[str] = []
    document = Index.document

    def noted(made: Index, name: str) -> object:
        read.append(name)
        return document(made, name)

    monkeypatch.setattr(Index, "document", noted)
    find(MADE.index.directory(worked_out=True), Query("leiden"), MOMENTS["open"], everything=True)

    assert read == ["directory"]


@pytest.mark.parametrize("shape", ["re", "date*", "Annotated", "monthrange", "xqzzy", "__name__"])
def test_a_shape_is_a_class_of_the_model_and_nothing_else(shape: str) -> None:
    """Whatever stands in an index, it has nothing called but what the model is made of."""
    maker = index._Maker({}, contacts)  # noqa: SLF001
    if shape == "date*":  # a date is read from its text, and not called
        assert maker.reader(shape)(["2026-11-22"]) == (date(2026, 11, 22),)
        return
    with pytest.raises((AttributeError, ValueError)):
        maker.reader(shape)


class Lettered(StrEnum):
    """A word of a class that the model might have."""

    A = "a"


@dataclass(frozen=True, slots=True)
class Odd:
    """A class with every kind of field that an index can hold."""

    id: str
    many: tuple[str, ...] = ("x",)
    number: int | None = 3
    word: Lettered | None = None
    words: tuple[Lettered, ...] = ()
    inner: Odd | None = None
    inners: tuple[Odd, ...] = ()
    when: date = date(2026, 1, 1)


def test_any_class_of_the_model_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever fields: those that somebody adds next are read as they were written."""
    inner = Odd("b", many=(), number=None, word=Lettered.A, when=date(2026, 2, 2))
    odd = Odd("a", words=(Lettered.A,), inner=inner, inners=(inner, Odd("c")))
    section = Section("odds", "Odd", "odds.yaml", "raar")
    for cls in (Odd, Lettered):
        monkeypatch.setattr(model, cls.__name__, cls, raising=False)
        monkeypatch.setattr(cls, "__module__", "crisiszorg_cli.model.odd")
    monkeypatch.setitem(sys.modules, "crisiszorg_cli.model.odd", sys.modules[__name__])

    row = json.loads(json.dumps(index_writer._plain(odd)))  # noqa: SLF001
    shapes = index_writer._shapes([section])  # noqa: SLF001
    made = index._Maker(shapes, model).reader("Odd")(row)  # noqa: SLF001

    assert repr(made) == repr(odd)
    assert made == odd


@dataclass(frozen=True, slots=True)
class Unheard:
    """A class with a field that an index cannot hold."""

    id: str
    odd: Mapping[str, str]


def test_what_an_index_cannot_hold_is_said_when_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not when it is read: a build fails, and nobody's triage."""
    monkeypatch.setattr(model, "Unheard", Unheard, raising=False)
    with pytest.raises(TypeError):
        index_writer._shapes([Section("odds", "Unheard", "odds.yaml", "raar")])  # noqa: SLF001
