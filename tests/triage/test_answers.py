"""Answers that were kept as ids are taken as they are; only what is typed is searched for."""

from __future__ import annotations

import pytest

from crisiszorg_cli.cli.given_answers import parse_value
from crisiszorg_cli.model.content import Content
from crisiszorg_cli.triage.answers import accept


@pytest.mark.parametrize(
    ("question", "typed", "canonical"),
    [
        ("region", "leiden", "GM0546"),
        ("region", "GM0546", "GM0546"),
        ("sector", "V&V", "vv"),
        ("life_danger", "ja", "yes"),
        ("life_danger", "?", "unknown"),
        ("plan_agreements", "?", "unknown"),
        ("plan_agreements", " bel\tde partner ", "bel de partner"),
    ],
)
def test_what_is_typed_becomes_an_answer_that_is_accepted(
    question: str, typed: str, canonical: str, content: Content
) -> None:
    """Once canonical, an answer stays as it is."""
    asked = content.questions[question]

    assert canonical == parse_value(content, asked, typed)
    assert canonical == accept(content, asked, canonical)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("region", "leiden"),
        ("region", "GM9999"),
        ("region", "unknown"),
        ("sector", "VV"),
        ("sector", "unknown"),
        ("life_danger", "ja"),
        ("life_danger", ""),
        ("plan_agreements", ""),
        ("plan_agreements", "111222333"),
    ],
)
def test_what_is_no_canonical_answer_is_not_accepted(
    question: str, value: str, content: Content
) -> None:
    """A name, a word or a damaged value is asked again, and never guessed at."""
    assert accept(content, content.questions[question], value) is None
