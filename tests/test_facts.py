"""The data beside the facts that decide: whom to call, when, where, and for how long."""

from __future__ import annotations

from collections import Counter

from crisiszorg_cli.model.content import Content
from tests.facts import MENTION, differences, facts, plain, rows


def test_the_data_says_what_its_sources_say(content: Content) -> None:
    """Each number, opening hour, region, zorgkantoor, page and duration is that of the facts."""
    assert () == differences(facts(), content)


def test_another_number_is_a_difference(content: Content) -> None:
    """A changed number is named with what the facts have for it."""
    book = content.directory
    service = book.services["rap-zhn"]
    assert service.phone is not None
    other = service._replace(phone=service.phone._replace(digits="0883399998"))
    changed = content._replace(
        directory=book._replace(services={**book.services, "rap-zhn": other})
    )

    assert differences(facts(), changed) == (
        "service:rap-zhn number: ['0883399999'] in the facts, ['0883399998'] in the data",
    )


def test_a_duration_in_a_sentence_is_read_in_words_and_figures() -> None:
    """Durations, hours, ages and numbers are found however they are written."""
    sentence = "Binnen twee weken, na 24 uur, tot 09.30, onder de 12, in week 2, op 088 755 80 00."
    found = [plain(match) for match in MENTION.finditer(sentence)]

    assert found == ["2 weken", "24 uur", "09:30", "onder de 12", "week 2", "0887558000"]


def test_every_fact_stands_once_with_its_source() -> None:
    """No row is said twice, and none is without a place where it was read."""
    said = Counter(row[:3] for row in rows())

    assert [] == [row for row, times in said.items() if times > 1]
    assert all(row.source for row in rows())
