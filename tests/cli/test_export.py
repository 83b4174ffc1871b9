"""``crisis export``: flows and schemas, for owners of the data and for programs."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from crisiszorg_cli.cli.commands.export import DESCRIBED
from crisiszorg_cli.render.json_schema import DOCUMENTS
from tests.cli.conftest import Run
from tests.effort import THOROUGH, each


def test_the_flow_of_a_sector(crisis: Run) -> None:
    """That of one sector alone, with ``--sector``."""
    done = crisis("export", "mermaid", "--sector", "ggz")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Stroomschema\n")
    assert "## GGZ\n" in done.out
    assert "## GZ" not in done.out


@pytest.mark.thorough
@pytest.mark.parametrize("what", each(2, DESCRIBED, 1))
def test_each_schema_is_one(crisis: Run, what: str) -> None:
    """Of the dialect that it names, with a title, and without a word that the dialect refuses."""
    done = crisis("export", "schema", what)
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["title"]
    if THOROUGH and what in DOCUMENTS:  # of the others test_json_schema.py says it
        Draft202012Validator.check_schema(schema)


def test_another_schema(crisis: Run) -> None:
    """Is refused with those that there are; without a word it is that of the data files."""
    done = crisis("export", "schema", "regions")
    assert done.code == 2
    assert "Kies uit: data, overlay, lookup, triage." in done.err
    assert crisis("export", "schema").out == crisis("export", "schema", "data").out
