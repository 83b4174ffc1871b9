"""An editor completes and underlines the data files by the schema that is exported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crisiszorg_cli.content.json_schema import data_schema
from crisiszorg_cli.content.store import data_folder
from tests.content.test_loader import BROKEN
from tests.editor.language_server import LanguageServer, fetch

pytestmark = pytest.mark.only_thorough

UNDERLINED = {
    "unknown-key": "dsiplay",
    "phone-letter": "geen bestaand Nederlands nummer; schrijf alleen de cijfers",
    "condition-misspelt": "anwser",
    "missing-source": 'Missing property "sources"',
    "value-sector": '"vv", "gz", "ggz", "jeugd"',
}
HALF = "services:\n  - id: nieuw\n    \n    serves:\n      - purpose: \n"


@pytest.fixture(scope="module", name="editor")
def _editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The language server, where it can be had: without a network there is none."""
    folder = tmp_path_factory.mktemp("editor")
    if reason := fetch(folder):
        pytest.skip(reason)
    with LanguageServer(folder, data_schema()) as server:
        yield server


@pytest.mark.parametrize("name", ["criteria.yaml", "questions.yaml", "sources.yaml"])
def test_nothing_is_underlined_in_what_is_sound(editor: LanguageServer, name: str) -> None:
    """Of our own files, as they stand."""
    text = (data_folder() / name).read_text(encoding="utf-8")
    assert editor.underlined(name, text) == {}


@pytest.mark.parametrize("name", UNDERLINED)
def test_what_is_broken_is_underlined(editor: LanguageServer, name: str) -> None:
    """On the line that the loader names, in words that help; a refusal of the loader in its own."""
    (broken,) = (each for each in BROKEN if each.path.stem == name)
    text = broken.path.read_text(encoding="utf-8")
    said = editor.underlined(f"{name}.yaml", text)
    line = broken.expected[0].line
    assert UNDERLINED[name] in " ".join(said[line])


def test_keys_and_words_are_offered(editor: LanguageServer) -> None:
    """Those of the model, where they fit."""
    editor.underlined("half.yaml", HALF)
    keys = editor.offered("half.yaml", 3, 4)
    assert {"phone", "display", "who_may_call", "verified", "sources"} <= keys
    assert "crisis_page" not in keys
    words = editor.offered("half.yaml", 5, 17)
    assert words == {"crisis", "forced_care", "emergency", "non_crisis"}
