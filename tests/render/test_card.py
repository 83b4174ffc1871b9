"""The card of a verdict: fourteen lines at most, whatever the outcome, the place and the moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from crisiszorg_cli.model.assessment import Assessment, NowKind, Override
from crisiszorg_cli.model.content import Content, Purpose, RegionKind, Sector, Verdict
from crisiszorg_cli.render.card import MOST_LINES, TONE, card_lines, card_pages
from crisiszorg_cli.render.layout import BLANK, Line, Role, Tone, plain
from crisiszorg_cli.render.pages import Room, height
from crisiszorg_cli.render.reminder import reminder_text
from crisiszorg_cli.render.sections import end_lines, steps_lines, why_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.wording.contacts import ASK_THE_GGZ
from crisiszorg_cli.wording.now import now_text
from tests.effort import each

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

SMALL, NARROW = Room(80, 24), Room(40, 20)
SUNDAY_NIGHT = datetime.fromisoformat("2026-11-22T21:30+01:00")
FRIDAY_NIGHT = datetime.fromisoformat("2026-11-27T03:10+01:00")
MOMENTS = (SUNDAY_NIGHT, datetime.fromisoformat("2026-11-24T11:00+01:00"))
"""Offices closed and offices open; the lines that are open only at night the other way round."""

CALM = {"life_danger": "no", "hospital": "no", "resistance": "no"}
REGISTER = {
    **CALM,
    "sector": "vv",
    "client_agrees": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "wlz_indication": "yes",
    "acute_change": "yes",
    "home_care": "not_enough",
    "informal_care": "not_enough",
    "day_care": "not_enough",
    "consent_anywhere": "yes",
    "lasting": "yes",
}
LEIDEN, AMSTERDAM, GRONINGEN = "GM0546", "GM0363", "GM0014"


def calls_of(assessment: Assessment) -> tuple[object, ...]:
    """Return what a place gives a card to show, as far as that has a height of its own."""
    return (
        tuple(
            (len(c.service.name) // 20, c.service.phone is None, c.service.menu is None, c.open)
            for c in assessment.contacts
        ),
        len(assessment.possible),
        tuple((m.purpose, len(m.page or "") // 40) for m in assessment.missing),
        tuple((now.kind, now.service is None, now.until is None) for now in assessment.now),
        assessment.pathway.id if assessment.pathway else None,
    )


def places(
    content: Content, triage: Triage, interviews: Interviews, sector: str
) -> Iterator[tuple[str, datetime]]:
    """Return a place and a moment for each set of services that there is, open and closed."""
    kind = RegionKind.JEUGDREGIO if sector == "jeugd" else RegionKind.ZORGKANTOORREGIO
    regions = [r for r in content.directory.regions.values() if r.kind is kind]
    found: dict[tuple[object, ...], tuple[str, datetime]] = {}
    complete = max((answers for answers, _ in interviews(regions[0].id, sector)), key=len)
    for region in each(3, sorted(regions, key=lambda region: -len(region.name))):
        known = {**complete, "region": region.id}
        for answers in (known, {**known, "resistance": "yes"}):
            for moment in MOMENTS:
                found.setdefault(calls_of(triage.assess(answers, moment)), (region.id, moment))
    yield from dict.fromkeys(found.values())


def kinds(interviews: Interviews, place: str, sector: str) -> list[dict[str, str]]:
    """Return an interview of each kind that a pathway has, by what must be on a card then."""
    found: dict[tuple[object, ...], dict[str, str]] = {}
    for answers, outcome in interviews(place, sector):
        open_gates = sum(answers.get(question) == "unknown" for question in CALM)
        refused = bool({"no", "solves"} & {v for q, v in answers.items() if q not in CALM})
        if open_gates in (0, 2, len(CALM)):
            found[outcome, open_gates, refused] = answers
    return list(found.values())


@pytest.mark.thorough
@pytest.mark.parametrize("sector", Sector)
def test_every_card_fits(
    sector: Sector, content: Content, triage: Triage, interviews: Interviews
) -> None:
    """Outcome by place by moment; one region stands for those with the same services."""
    by_pathway: dict[str, list[dict[str, str]]] = {}
    for place, moment in each(5, list(places(content, triage, interviews, sector))):
        known = {**CALM, "region": place, "sector": sector}
        pathway = triage.assess(known, SUNDAY_NIGHT).pathway
        name = pathway.id if pathway else ""
        if name not in by_pathway:
            by_pathway[name] = kinds(interviews, place, sector)
        for answers in by_pathway[name]:
            assert_fits(triage.assess({**answers, "region": place}, moment))


def assert_fits(assessment: Assessment) -> None:
    """Check that a card fits, and that it has what a card has to have."""
    card = card_lines(assessment, SMALL)
    text = plain(card)
    assert height(card, SMALL.columns) <= MOST_LINES, text
    assert Role.TITLE is card[0].role
    numbers = [line.text.strip() for line in card if line.role is Role.NUMBER]
    called = [c.service.display for c in assessment.contacts if c.service.display]
    assert [n for n in numbers if n in called][: len(called)] == called, text
    assert " · gegevens " in card[-1].text
    if assessment.moment != SUNDAY_NIGHT:
        return  # what is narrow differs by what is closed, and then all is
    assert_nothing_is_lost(assessment)
    narrow = plain(card_lines(assessment, NARROW))
    assert " · gegevens " in narrow
    if any(now.kind is NowKind.BRIDGE for now in assessment.now):
        closed = any(line.text.startswith("NU GESLOTEN, opent") for line in card)
        for now in assessment.now:
            twice = now.kind is NowKind.LIFE_DANGER and "Levensgevaar is niet" in text
            if not twice and not (closed and now.kind is NowKind.BRIDGE):
                assert now_text(now, assessment.sector).split(";")[0] in text
                assert now_text(now, assessment.sector).split(";")[0] in narrow
    else:
        assert all(number in narrow for number in called)


def assert_nothing_is_lost(assessment: Assessment) -> None:
    """Check that at 40 by 20 each line of the whole card is on the first page or on a next one."""
    whole = card_lines(assessment, NARROW._replace(lines=1000))
    first, *more = card_pages(assessment, NARROW)
    shown = {line for page in (first, *more) for line in page}
    assert {line for line in whole if line.role is not Role.BLANK} <= shown
    assert max(height(page, NARROW.columns) for page in (first, *more)) <= NARROW.lines - 5
    assert first[0].role is Role.TITLE
    for service in (contact.service for contact in assessment.contacts):
        page = next((page for page in (first, *more) if str(service.display) in plain(page)), ())
        assert service.display is None or page
        assert not service.caution_decides or service.caution in {line.text for line in page}


# -- what stands on it -----------------------------------------------------------------------------


def card(triage: Triage, answers: dict[str, str], moment: datetime = SUNDAY_NIGHT) -> list[Line]:
    """Return the card of a small screen."""
    return list(card_lines(triage.assess(answers, moment), SMALL))


RANKS = [
    ({"life_danger": "yes"}, "112", Tone.RED),
    ({**CALM, "hospital": "yes"}, "ZIEKENHUIS", Tone.RED),
    ({**REGISTER, "region": AMSTERDAM, "resistance": "yes"}, "GEDWONGEN ZORG", Tone.MAGENTA),
    ({**REGISTER, "region": LEIDEN}, "AANMELDEN", Tone.GREEN),
    ({**REGISTER, "region": LEIDEN, "acute_change": "no"}, "OVERLEGGEN", Tone.YELLOW),
    ({**REGISTER, "region": LEIDEN, "danger": "no"}, "GEEN CRISISOPNAME", Tone.BLUE),
]


@pytest.mark.parametrize(("answers", "word", "tone"), RANKS, ids=lambda value: str(value)[:20])
def test_each_rank_has_a_colour_and_a_word(
    answers: dict[str, str], word: str, tone: Tone, triage: Triage
) -> None:
    """Colour alone is never what tells two verdicts apart."""
    first = card(triage, answers)[0]

    assert (word, tone) == (first.text, first.tone)
    assert set(TONE) == set(Verdict)


def test_thinking_along_is_yellow(triage: Triage) -> None:
    """In the GZ the regisseur thinks along: that is no refusal, and has the colour of a consult."""
    answers = {**CALM, "region": "zhn", "sector": "gz", "vg_indication": "yes", "danger_48h": "no"}
    first = card(triage, answers)[0]

    assert ("MEEDENKEN", Tone.YELLOW) == (first.text, first.tone)


def test_without_a_number_it_never_says_call(triage: Triage) -> None:
    """No number is a headline of its own, with what to do now in full, and the page."""
    lines = card(triage, {**REGISTER, "region": GRONINGEN}, FRIDAY_NIGHT)
    text = plain(lines)

    assert lines[1].text.endswith("wij kennen hier geen crisisnummer V&V.")
    assert "Bel en meld aan" not in text
    assert "- Levensgevaar? Bel 112." in text
    assert "overbrugt u zelf" in text
    assert any(line.role is Role.LINK for line in lines)


def test_a_closed_number_at_night_on_a_narrow_screen(triage: Triage) -> None:
    """Who to call until then, the number and the digit that is so easily wrong are in sight."""
    answers = {**CALM, "region": LEIDEN, "sector": "gz", "vg_indication": "yes"}
    answers |= {"danger_48h": "yes", "gz_crisis_type": "escalation", "lasting": "yes"}
    gz = triage.assess(answers, SUNDAY_NIGHT)
    first, rest = card_pages(gz, NARROW)

    assert "071 582 58 87" in plain(first)
    assert "met een 8 krijgt u klantadvies" in plain(first)
    assert "rivierduinen.nl/spoed" in plain(rest)
    assert "Daarna: bel de crisisregisseur." in plain(rest)
    assert "rivierduinen.nl/spoed" in plain(card_lines(gz, SMALL))


def test_possible_numbers_stand_apart(triage: Triage) -> None:
    """They are named for what they are, after the page, and never in the reminder."""
    answers = {**REGISTER, "region": GRONINGEN, "resistance": "yes"}
    text = plain(card(triage, answers))

    assert "Laatst bekend, niet bevestigd: " in text
    assert "050" not in reminder_text(triage.assess(answers, SUNDAY_NIGHT))


def test_no_says_what_is_possible(triage: Triage) -> None:
    """Where it is no, the way on and the safety net are on the card."""
    text = plain(card(triage, {**REGISTER, "region": LEIDEN, "danger": "no"}))

    assert "Niet voldaan: " in text
    assert "Wat wel kan:\n- " in text
    assert "bel dan opnieuw" in text
    assert "Beslist: " in text


def test_a_narrow_screen_keeps_the_safety_net(content: Content, triage: Triage) -> None:
    """At 40 by 20 too a no says when to call again, and what was set aside for the hospital."""
    no = {**REGISTER, "region": LEIDEN, "danger": "no", "acute_change": "no"}
    no |= {"wlz_indication": "no", "wlz_expected": "no"}
    away = Override(content.outcomes["vv_not_crisis"], "de SEH heeft de cliënt gezien")
    hospital = triage.assess({**REGISTER, "region": LEIDEN, "hospital": "yes"}, SUNDAY_NIGHT, away)

    for assessment in (triage.assess(no, SUNDAY_NIGHT), hospital):
        first, *_ = card_pages(assessment, NARROW)
        assert "bij levensgevaar 112." in " ".join(plain(first).split())
        assert "088 33 99 999" in plain(first)
    assert "Bel de SEH of het ziekenhuis" in plain(first)
    assert_nothing_is_lost(hospital)


def test_what_is_possible_has_its_heading_and_its_number(triage: Triage) -> None:
    """The first way on is not left out for a lesser one, that would stand under no heading."""
    answers = {**REGISTER, "region": LEIDEN, "danger": "no", "within_24h": "no"}
    text = plain(card(triage, {**answers, "acute_change": "no"}))

    assert "Wat wel kan:\n- Geleidelijke achteruitgang gaat via het CIZ" in text
    assert "088 789 10 00" in text
    for room in (SMALL, NARROW, NARROW._replace(lines=16), Room(120, 40)):
        *_, last = card_pages(triage.assess({**answers, "acute_change": "no"}, SUNDAY_NIGHT), room)
        shown = plain(card_lines(triage.assess(answers, SUNDAY_NIGHT), room))
        assert shown.count("Wat wel kan:") == ("- Regel extra zorg thuis" in shown)
        assert last


def test_calls_are_a_track(triage: Triage) -> None:
    """The first is to be made now; once it was, the second is, and so says the reminder."""
    forced = triage.assess({**REGISTER, "region": AMSTERDAM, "resistance": "yes"}, SUNDAY_NIGHT)
    first, second = (contact.service.id for contact in forced.contacts)
    before, after = plain(card_lines(forced, SMALL)), plain(card_lines(forced, SMALL, {first}))

    assert "1 ► Crisisdienst" in before
    assert "2   Plek: " in before
    assert "1 ✓ gebeld: Crisisdienst" in after
    assert "2 ► Plek: " in after
    assert "Bel 020 523 54 33" == reminder_text(forced)
    assert "Bel 020 262 81 12" == reminder_text(forced, {first})
    all_made = reminder_text(forced, {first, second})
    assert "Alles is gebeld. Nog eens: 020 262 81 12" == all_made
    simple = plain(card_lines(forced, SMALL._replace(simple=True), {first}))
    assert "1. gebeld: " in simple
    assert "2. nu: " in simple


def test_what_is_said_of_a_call_names_it(triage: Triage) -> None:
    """Of two calls it says of which, since it may stand on another page than the number."""
    forced = triage.assess({**REGISTER, "region": AMSTERDAM, "resistance": "yes"}, SUNDAY_NIGHT)
    pages = "\n".join(map(plain, card_pages(forced, NARROW)))

    assert "Wie belt (1): huisarts (verwijzer)." in pages
    assert "Wie belt (2): huisarts, huisartsenpost, SEH." in pages


def test_a_closed_number_after_a_page_is_said_to_be_closed(triage: Triage) -> None:
    """The reminder does not send anybody to a number where nobody answers."""
    answers = {**CALM, "sector": "gz", "vg_indication": "yes", "resistance": "yes"}
    forced = triage.assess({**answers, "region": LEIDEN}, SUNDAY_NIGHT)

    assert reminder_text(forced).endswith("Daarna: bel 071 582 58 87 (nu gesloten)")


def test_veilig_thuis_is_not_named_for_other_trouble(triage: Triage) -> None:
    """For youth without a number of its own it is said for what alone it is, and who is first."""
    youth = {"life_danger": "no", "hospital": "no", "sector": "jeugd", "vg_indication": "no"}
    neither = {**youth, "abuse_suspected": "no", "psychiatric_picture": "no"}
    rotterdam = triage.assess({**neither, "region": "GM0599"}, SUNDAY_NIGHT)
    only = "Bij (een vermoeden van) huiselijk geweld of kindermishandeling: bel 0800 2000"

    assert reminder_text(rotterdam) == only
    narrow = plain(card_lines(rotterdam, NARROW._replace(lines=19)))  # the reminder has two
    assert "Anders overbrugt u zelf" in narrow
    assert "kennen wij geen nummer van een spoedlijn jeugd" in plain(card_lines(rotterdam, SMALL))
    the_hague = triage.assess({**neither, "region": "GM0518"}, SUNDAY_NIGHT)
    assert reminder_text(the_hague) == only
    unsafe = triage.assess({**neither, "abuse_suspected": "yes", "region": "GM0518"}, SUNDAY_NIGHT)
    assert reminder_text(unsafe) == "Bel 0800 2000"
    ill = triage.assess({**neither, "psychiatric_picture": "yes", "region": "GM0193"}, SUNDAY_NIGHT)
    assert reminder_text(ill).startswith("Bel de GGZ-crisisdienst: nummer in de lijst")


def test_the_last_screen_has_no_air_in_its_card(triage: Triage) -> None:
    """The lines that this spares are for what comes next."""
    end = [*end_lines(triage.assess({**REGISTER, "region": LEIDEN}, SUNDAY_NIGHT), SMALL, ())]

    assert end.index(BLANK) == end.index(Line(Role.HEADING, "Wat nu")) - 1


def test_the_last_screen_has_both_calls(triage: Triage) -> None:
    """A track whose first call has only a page does not begin with the second."""
    answers = {**CALM, "sector": "gz", "vg_indication": "yes", "resistance": "yes"}
    forced = triage.assess({**answers, "region": LEIDEN}, SUNDAY_NIGHT)
    text = plain(end_lines(forced, SMALL, ()))

    assert "1 ► GGZ-crisisdienst" in text
    assert "2   Plek: " in text
    assert "071 582 58 87" in text


def test_a_page_first_names_the_number_after_it(triage: Triage) -> None:
    """Where call 1 has only a page, the reminder names it and the number of call 2."""
    forced = triage.assess({**REGISTER, "region": LEIDEN, "resistance": "yes"}, SUNDAY_NIGHT)

    assert Purpose.FORCED_CARE is forced.contacts[0].purpose
    assert reminder_text(forced).splitlines() == [
        "Zie https://www.rivierduinen.nl/spoed",
        "Daarna: bel 088 33 99 999",
    ]


@pytest.mark.parametrize("resistance", ["yes", "no"])
def test_a_page_of_the_ggz_alone_is_no_way_out(triage: Triage, resistance: str) -> None:
    """What stays in sight says where the number is; a page of another desk is named as it is."""
    ggz = {"sector": "ggz", "ggz_profile": "no", "crisis_plan": "no", "region": LEIDEN}
    elsewhere = {**REGISTER, "region": "utrecht"}

    assessment = triage.assess({**CALM, **ggz, "resistance": resistance}, SUNDAY_NIGHT)
    assert reminder_text(assessment) == ASK_THE_GGZ
    assert reminder_text(triage.assess(elsewhere, SUNDAY_NIGHT)).startswith("Zie https://")


def test_an_own_choice_stands_beside_the_verdict(content: Content, triage: Triage) -> None:
    """Title and sentence have both, and a long reason does not push the number away."""
    override = Override(content.outcomes["vv_not_crisis"], "reden " * 60)
    lines = card_lines(triage.assess({**REGISTER, "region": LEIDEN}, SUNDAY_NIGHT, override), SMALL)
    text = plain(lines)

    assert "AANMELDEN; UW KEUZE: GEEN CRISISOPNAME" == lines[0].text
    assert "Uw keuze: advies over zorg zonder crisisopname." in text
    assert "088 33 99 999" in text
    assert height(lines, SMALL.columns) <= MOST_LINES


def test_sources_are_one_key_away(triage: Triage) -> None:
    """What the sources do and do not say is no matter for the card; ``w`` has it."""
    forced = triage.assess({**REGISTER, "region": LEIDEN, "resistance": "yes"}, SUNDAY_NIGHT)
    elsewhere = triage.assess({**REGISTER, "region": "utrecht"}, SUNDAY_NIGHT)
    why = plain(why_lines(elsewhere, ()))

    assert "Bronnen: " in why
    assert "landelijke kern" in why
    for assessment in (forced, elsewhere):
        assert "controleer" not in plain(card_lines(assessment, SMALL))
        assert "landelijke kern" not in plain(card_lines(assessment, SMALL))
    assert "Ook voor Wzd" in plain(why_lines(forced, ()))


@pytest.mark.parametrize("resistance", ["yes", "no"])
def test_nothing_is_said_of_the_wzd_in_the_ggz(triage: Triage, resistance: str) -> None:
    """Forced care there is under the Wvggz: that the Wzd is unsure says nothing to the reader."""
    place = {"sector": "ggz", "region": LEIDEN}
    answers = {**CALM, **place, "ggz_profile": "no", "crisis_plan": "no"}
    ggz = triage.assess({**answers, "resistance": resistance}, SUNDAY_NIGHT)
    shown = plain(steps_lines(ggz)) + plain(why_lines(ggz, ()))

    assert "Rivierduinen" in shown
    assert "Wzd" not in shown


def test_what_the_card_leaves_out_stands_under_a_key(triage: Triage) -> None:
    """Everything of a tight card is in the steps or under why."""
    no = triage.assess({**REGISTER, "region": LEIDEN, "danger": "no"}, SUNDAY_NIGHT)
    behind = plain(steps_lines(no)) + plain(why_lines(no, ()))

    for advice in no.exits:
        assert advice.text in behind
    assert "Wie belt: " in behind
    for now in no.now:
        assert now_text(now, no.sector) in behind
