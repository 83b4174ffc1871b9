"""A flow as Mermaid: every box and arrow with words, and nothing in them that breaks it."""

from __future__ import annotations

import re

import pytest

from crisiszorg_cli.model.content import Content, Sector
from crisiszorg_cli.render.mermaid import flow_markdown, mermaid_lines
from crisiszorg_cli.triage.flow import Flow, flows
from tests.shipped import CONTENT, ENGINE

BOX = re.compile(r'  (v\d+)(?:\["[^"]+"\]|\{\{"[^"]+"\}\})|  (u\d+)\(\["[^"]+"\]\)')
ARROW = re.compile(r'  (v\d+) -- "[^"]+" --> ([uv]\d+)')


@pytest.fixture(scope="module", name="drawn")
def _drawn() -> tuple[Flow, ...]:
    return flows(ENGINE.rules, Sector.GZ)


def test_each_line_is_a_box_or_an_arrow(drawn: tuple[Flow, ...]) -> None:
    """Each name that an arrow has is that of a box; from an end nothing leads on."""
    for flow in drawn:
        first, *lines = mermaid_lines(CONTENT, flow)
        assert first == "flowchart TD"
        boxes = {found[1] or found[2] for line in lines if (found := BOX.fullmatch(line))}
        arrows = [found for line in lines if (found := ARROW.fullmatch(line))]
        assert len(boxes) + len(arrows) == len(lines)
        assert {name for arrow in arrows for name in arrow.groups()} == boxes


def test_gates_questions_and_outcomes_look_different(drawn: tuple[Flow, ...]) -> None:
    """In the words of the screen."""
    lines = list(mermaid_lines(CONTENT, drawn[0]))
    assert lines[1] == '  v1{{"Levensgevaar?"}}'
    assert lines[2] == '  u1(["112<br>Bel 112, direct gevaar gaat voor alles"])'
    assert any('["Gevaar dat opname binnen 48 uur vraagt?"]' in line for line in lines)
    assert any('(["Verder als Jeugd"])' in line for line in lines)
    assert any('-- "nee of weet ik niet" -->' in line for line in lines)


def test_a_quote_in_the_data_breaks_nothing(drawn: tuple[Flow, ...]) -> None:
    """Of a practice's own words."""
    question = CONTENT.questions["life_danger"]._replace(label='"nu" gevaar')
    content: Content = CONTENT._replace(questions={**CONTENT.questions, "life_danger": question})
    assert '  v1{{"#quot;nu#quot; gevaar?"}}' in list(mermaid_lines(content, drawn[0]))


def test_a_page_says_for_which_regions_a_flow_is(drawn: tuple[Flow, ...]) -> None:
    """And for which it is where a region has none of its own."""
    page = "\n".join(flow_markdown(CONTENT, drawn))
    assert "## GZ, Zorg en Zekerheid\n\nVoor: Zuid-Holland Noord, Amstelland" in page
    assert "## GZ, overige regio's\n\nVoor elke regio die hier niet staat." in page
    assert page.count("```mermaid\n") == page.count("\n```") // 2 == 2
