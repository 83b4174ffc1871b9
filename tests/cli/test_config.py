"""The settings file: what it may hold, what is wrong with it, and that a change keeps the rest."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from crisiszorg_cli.cli.settings import (
    KEYS,
    REPORTS,
    Config,
    config_path,
    load_config,
    parse_setting,
    save_setting,
)
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.render.layout import plain
from crisiszorg_cli.render.provenance import config_lines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A settings file that does not exist yet, in a folder that does not exist either."""
    return tmp_path / "instellingen" / "config.toml"


def written(file: Path, text: str) -> Path:
    """Write a settings file by hand."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


# -- reading ----------------------------------------------------------------------------------


def test_no_file_is_no_setting(file: Path) -> None:
    """Without a file everything is as it comes: no region, full mode, drafts, no report."""
    assert Config(region=None, plain=False, draft=True, report="geen") == load_config(file)
    assert not file.parent.exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Config()),
        ('region = "zhn"', Config(region="zhn")),
        ("plain = true\ndraft = false", Config(plain=True, draft=False)),
        ('report = "soep"  # voor het dossier', Config(report="soep")),
        ('\N{ZERO WIDTH NO-BREAK SPACE}region = "leiden"\r\n', Config(region="leiden")),
    ],
)
def test_settings_are_read(file: Path, text: str, expected: Config) -> None:
    """Some keys, all keys or none; a comment and a mark of Notepad do no harm."""
    assert expected == load_config(written(file, text))


@pytest.mark.parametrize(
    ("text", "message", "tip"),
    [
        ('regoin = "zhn"', "onbekende instelling 'regoin'", "Bedoelde u 'region'?"),
        ("Draft = true", "onbekende instelling 'Draft'", "Bedoelde u 'draft'?"),
        ("xyz = 1", "onbekende instelling 'xyz'", "Mogelijk: region, plain, draft, report."),
        ("[region]\nname = 1", "'region' moet tekst", ""),
        ("region = 3", "'region' moet tekst", ""),
        ('plain = "ja"', "'plain' is aan of uit", ""),
        ("draft = 1", "'draft' is aan of uit", ""),
        ('report = "sbra"', "'sbra'", "Kies uit: geen, sbar, soep."),
        ("region", "kan de instellingen niet lezen", ""),
        ('plain = true\nregion = "zhn"\nplain = false', "kan de instellingen niet lezen", ""),
    ],
)
def test_mistakes_are_named(file: Path, text: str, message: str, tip: str) -> None:
    """Every mistake names the file and the word; for a key, the nearest that exists."""
    with pytest.raises(InputError) as caught:
        load_config(written(file, text))

    assert caught.value.message.startswith(f"{file}: ")
    assert message in caught.value.message
    assert tip == caught.value.tip


@pytest.mark.parametrize("content", [b'region = "\xff"', b"\x00", b'region = "zhn'])
def test_damage_is_an_error_and_no_crash(file: Path, content: bytes) -> None:
    """Bytes that are no text, and text that stops half-way."""
    written(file, "").write_bytes(content)

    with pytest.raises(InputError, match="kan de instellingen niet lezen"):
        load_config(file)


def test_a_folder_in_its_place_is_an_error(file: Path) -> None:
    """What cannot be read says so."""
    file.mkdir(parents=True)

    with pytest.raises(InputError, match="kan de instellingen niet lezen"):
        load_config(file)


def test_the_file_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It lives in the user's own folder, wherever the system says that is."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(
        "platformdirs.user_config_dir", lambda name, **_: str(tmp_path / name), raising=True
    )

    assert tmp_path / "crisiszorg-cli" / "config.toml" == config_path()


# -- a value as typed ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["plain", "draft"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("aan", True),
        ("ja", True),
        ("true", True),
        (" Aan ", True),
        ("uit", False),
        ("nee", False),
        ("false", False),
        ("UIT", False),
    ],
)
def test_switches_take_words(key: str, text: str, value: bool) -> None:
    """On and off in Dutch, or as the file writes them."""
    assert value is parse_setting(key, text)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_resets_any_setting(key: str, text: str) -> None:
    """An empty value is no mistake for any key: it makes the setting undone."""
    assert parse_setting(key, text) is None


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_taken(name: str) -> None:
    """Each report that there is."""
    assert name == parse_setting("report", name)


@pytest.mark.parametrize(
    ("key", "text", "message", "tip"),
    [
        ("plain", "misschien", "'plain' is aan of uit", ""),
        ("draft", "1", "'draft' is aan of uit", ""),
        ("report", "pdf", "'pdf'", "Kies uit: geen, sbar, soep."),
        ("raport", "sbar", "onbekende instelling 'raport'", "Bedoelde u 'report'?"),
        ("plan", "", "onbekende instelling 'plan'", "Bedoelde u 'plain'?"),
        ("", "", "onbekende instelling ''", "Mogelijk: region, plain, draft, report."),
    ],
)
def test_wrong_values_are_refused(key: str, text: str, message: str, tip: str) -> None:
    """The message names key or value, and what there is to choose from."""
    with pytest.raises(InputError) as caught:
        parse_setting(key, text)

    assert message in caught.value.message
    assert tip == caught.value.tip


# -- changing -----------------------------------------------------------------------------------

CHANGES = st.one_of(
    st.tuples(st.just("region"), st.one_of(st.none(), st.sampled_from(("zhn", 'x"\\', "Súdwest")))),
    st.tuples(st.sampled_from(("plain", "draft")), st.one_of(st.none(), st.booleans())),
    st.tuples(st.just("report"), st.one_of(st.none(), st.sampled_from(REPORTS))),
)


@given(changes=st.lists(CHANGES, max_size=6))
def test_a_change_keeps_the_others(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str | bool | None]]
) -> None:
    """After any changes, each key has its last value, or its default when it was undone."""
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    default = Config()._asdict()
    expected = dict(default)
    for key, value in changes:
        expected[key] = default[key] if value is None else value
        assert expected == save_setting(key, value, file)._asdict()
        assert expected == load_config(file)._asdict()
        stored = tomllib.loads(file.read_text(encoding="utf-8"))
        assert {k: v for k, v in expected.items() if v != default[k]} == stored
    assert [file] * bool(changes) == list(file.parent.iterdir())


def test_a_file_with_a_mistake_is_not_overwritten(file: Path) -> None:
    """Whoever made a mistake by hand gets to see it; their file stays as it is."""
    text = 'region = "zhn"\nregoin = "am"\n'

    with pytest.raises(InputError, match="regoin"):
        save_setting("plain", value=True, path=written(file, text))
    assert text == file.read_text(encoding="utf-8")


def test_a_change_that_fails_leaves_no_trace(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file cannot be replaced, the old one stands, and nothing lies beside it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    save_setting("region", "zhn", file)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match=r"kan de instellingen niet bewaren \(de schijf is vol"):
        save_setting("region", "am", file)

    assert Config(region="zhn") == load_config(file)
    assert [file] == list(file.parent.iterdir())


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A file where the folder should be: the message names the settings file."""
    (tmp_path / "in-de-weg").touch()
    file = tmp_path / "in-de-weg" / "config.toml"

    with pytest.raises(InputError, match="kan de instellingen niet"):
        save_setting("region", "zhn", file)


# -- showing ------------------------------------------------------------------------------------


def test_all_settings_are_shown_in_words() -> None:
    """Each key with its value as a person types it, and the file in which they live."""
    shown = plain(config_lines(Config(draft=False)._asdict(), "/ergens/config.toml"))

    assert [
        "region: niet ingesteld",
        "plain: uit",
        "draft: uit",
        "report: geen",
        "Bestand: /ergens/config.toml",
    ] == shown.splitlines()


@pytest.mark.parametrize("key", KEYS)
def test_one_setting_is_shown_alone(key: str) -> None:
    """One key, one line."""
    shown = plain(config_lines(Config(region="zhn")._asdict(), "bestand", key)).splitlines()

    assert len(shown) == 1
    assert shown[0].startswith(f"{key}: ")
