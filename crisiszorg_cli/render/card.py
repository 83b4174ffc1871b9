"""The verdict on one card: what to know while dialling, in at most fourteen lines.

What is said of sources, all that is open and what else can be done is one key away, in the
sections. What has to be on the card stays whatever the room; the rest goes to its next pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from crisiszorg_cli.model.assessment import Assessment, CriterionResult, Now, NowKind
from crisiszorg_cli.model.content import Contact, Purpose, RegionKind, Remark, Sector, Verdict
from crisiszorg_cli.render.basis import basis, own_text
from crisiszorg_cli.render.contacts import ELSEWHERE, own_lines, short_status, status_text
from crisiszorg_cli.render.context import context_line
from crisiszorg_cli.render.layout import BLANK, Line, Role, Tone, sentence
from crisiszorg_cli.render.pages import ALWAYS, Block, Parted, Room, paged, parted
from crisiszorg_cli.render.possible import fails_lines
from crisiszorg_cli.render.reminder import active_call, stands_in
from crisiszorg_cli.render.result import (
    ABOVE_THE_CALL,
    NAMED,
    closed_first,
    contact_name,
    decided_line,
    failed_criteria,
    headline,
    step_text,
    title,
)
from crisiszorg_cli.wording import contacts as words, triage as triage_words
from crisiszorg_cli.wording.now import UNTIL_THEN, now_text

MOST_LINES = 14
# What stays of the rest, the first the longest: a number that is closed, or may be tried where no
# other can be called; the sentence itself, a page; who decides, when to call again; what to find
# out; where else to go; the rest.
_NUMBER, _SENTENCE, _SAFETY, _FIND_OUT, _INSTEAD, _MIND, _MORE, _WHO, _AIR = range(1, 10)

TONE = {
    Verdict.EMERGENCY: Tone.RED,
    Verdict.HOSPITAL: Tone.RED,
    Verdict.FORCED_CARE: Tone.MAGENTA,
    Verdict.REGISTER: Tone.GREEN,
    Verdict.PLAN_LEADS: Tone.GREEN,
    Verdict.GGZ_CRISIS: Tone.GREEN,
    Verdict.YOUTH_CRISIS: Tone.GREEN,
    Verdict.CONSULT: Tone.YELLOW,
    Verdict.NOT_CRISIS: Tone.BLUE,
}
INSTEAD = "Wat wel kan:"
_NO_CALLS = (Verdict.EMERGENCY, Verdict.HOSPITAL)
_STAYS = (NowKind.CALL_AGAIN, NowKind.HOSPITAL)
_REASON = 60  # characters of a reason that a card shows


def card_lines(
    assessment: Assessment, room: Room, made: Collection[str] = (), most: int = MOST_LINES
) -> tuple[Line, ...]:
    """Return the card as it fits on a screen. ``made`` holds the ids of who was called already."""
    return _parted(assessment, room, made, most).shown


def card_pages(
    assessment: Assessment, room: Room, made: Collection[str] = ()
) -> list[tuple[Line, ...]]:
    """Return the card, and after it pages with all that it had no room for."""
    return paged(_parted(assessment, room, made, MOST_LINES), room)


def _parted(assessment: Assessment, room: Room, made: Collection[str], most: int) -> Parted:
    limit = room.for_a_card if room.narrow else min(most, room.for_a_card)
    return parted(_blocks(assessment, room, made), room.columns, limit)


def _blocks(assessment: Assessment, room: Room, made: Collection[str]) -> Iterator[Block]:
    yield Block(ALWAYS, (title_line(assessment, room.columns),))
    yield from _verdict(assessment, room)
    yield from _own_choice(assessment)
    yield from _open_points(assessment)
    yield Block(_AIR, (BLANK,))
    yield from _above_the_calls(assessment)
    yield from _calls(assessment, room, made)
    yield from _pages(assessment)
    yield from _possible(assessment)
    yield from _instead(assessment)
    yield from _first_steps(assessment)
    if assessment.contacts:  # who decides matters where somebody is called
        weight = _SENTENCE if has_open_number(assessment) else _SAFETY
        yield Block(weight, (decided_line(assessment),))
    yield Block(_AIR, (BLANK,))
    own = own_text(assessment)
    if own is not None:
        yield Block(ALWAYS, (Line(Role.STRONG, own),))
    yield Block(ALWAYS, (context_line(basis(assessment)),))


def title_line(assessment: Assessment, columns: int) -> Line:
    """Return the verdict with its colour, and beside it what it is about, as far as that fits."""
    words_ = title(assessment)
    place, region = assessment.residence, assessment.region.name
    about = [] if assessment.sector is None else [words.SECTOR[assessment.sector]]
    if place is not None and assessment.sector is not None:
        about += [place.name] if place.name == region else [place.name, region]
    while about and len(f" {words_}  {' · '.join(about)}") > columns - 2:
        about.pop()
    return Line(Role.TITLE, words_, tone=_tone(assessment), beside=" · ".join(about))


def _tone(assessment: Assessment) -> Tone:
    """Return the colour of the verdict; in the GZ to think along is a consult, and no refusal."""
    along = assessment.verdict is Verdict.NOT_CRISIS and assessment.sector is Sector.GZ
    return Tone.YELLOW if along else TONE[assessment.verdict]


# -- what holds -----------------------------------------------------------------------------------


def card_headline(assessment: Assessment) -> str:
    """Return the verdict in a sentence, which asks nobody to call where no number is known."""
    verdict = assessment.followed.verdict
    has_number = any(contact.service.phone for contact in assessment.contacts)
    text = triage_words.NO_NUMBER.get(verdict)
    if has_number or text is None or verdict in _NO_CALLS:
        return headline(assessment)
    sector = words.SECTOR[assessment.sector] if assessment.sector else ""
    return " ".join(text.format(sector=sector).split())


def _nobody(assessment: Assessment) -> bool:
    return any(now.kind is NowKind.BRIDGE for now in assessment.now)


def _verdict(assessment: Assessment, room: Room) -> Iterator[Block]:
    """Say what holds; where a number is closed, what to do until then goes before that."""
    closed = _closed(assessment)
    if closed is None:
        yield Block(_SENTENCE, (Line(Role.STRONG, card_headline(assessment)),))
        yield from _failed(assessment)
        yield from _now(assessment)
        return
    status = status_text(closed, assessment.moment)
    text = f"{status} Wat u tot dan doet:"
    if room.narrow and closed.changes_at is not None:
        text = f"{short_status(closed, assessment.moment)}. Nu:"
    yield Block(ALWAYS, (Line(Role.STRONG, text),))
    yield from _now(assessment)
    own = (advice for advice in closed.service.when_closed if not advice.general)
    yield from (Block(_FIND_OUT, (Line(Role.ITEM, advice.text),)) for advice in own)
    after = headline(assessment)
    yield Block(_SENTENCE, (Line(Role.STRONG, f"Daarna: {after[0].lower()}{after[1:]}"),))
    yield from _failed(assessment)


def _closed(assessment: Assessment) -> Contact | None:
    """Return whom to call first, if there is a number and nobody answers at any now."""
    closed = closed_first(assessment)
    return closed if closed is not None and closed.service.phone is not None else None


def _failed_here(assessment: Assessment) -> list[CriterionResult]:
    """Return what is not met where that decides; in the GGZ it only chooses the route."""
    decides = assessment.verdict in (Verdict.CONSULT, Verdict.NOT_CRISIS)
    return failed_criteria(assessment) if decides else []


def _failed(assessment: Assessment) -> Iterator[Block]:
    """Name what is not met, unless the sentence above does; the answers are one key away."""
    labels = [result.criterion.label for result in _failed_here(assessment)]
    if labels and not all(label in card_headline(assessment) for label in labels):
        yield Block(_SENTENCE, (Line(Role.TEXT, f"Niet voldaan: {'; '.join(labels)}."),))


def _now(assessment: Assessment) -> Iterator[Block]:
    """Say what to do now: all of it where nobody answers, else as far as there is room.

    The safety net of a no stays in any case, and so does the hospital that was set aside.
    """
    alone = _nobody(assessment) or not assessment.contacts
    shown = [contact.service for contact in assessment.contacts]
    kinds = {now.kind for now in assessment.now}
    for now in assessment.now:
        twice = now.kind is NowKind.LIFE_DANGER and NowKind.LIFE_DANGER_OPEN in kinds
        if now.kind in ABOVE_THE_CALL or twice:
            continue
        weight = ALWAYS if alone or now.kind in _STAYS else _SAFETY
        yield Block(weight, (Line(Role.ITEM, _now_text(assessment, now)),))
        service = now.service
        if service is None or now.kind not in NAMED or service in shown:
            continue
        if service.phone is not None:
            own = own_lines(assessment.directory, service)
            yield Block(weight, (*own, Line(Role.NUMBER, service.number, service.phone)))
        else:
            page = f": {service.page}" if service.page else ""
            yield Block(_SAFETY, (Line(Role.NOTE, f"  {service.name}{page}"),))


def _now_text(assessment: Assessment, now: Now) -> str:
    """Return what to do now; until when was said above it, if somebody is closed."""
    until_then = now.kind is NowKind.BRIDGE and _closed(assessment) is not None
    return UNTIL_THEN if until_then else now_text(now, assessment.sector)


def _own_choice(assessment: Assessment) -> Iterator[Block]:
    """Show the caller's own choice beside the tool's verdict; the whole reason is one key away."""
    override = assessment.override
    if override is None:
        return
    yield Block(ALWAYS, (Line(Role.STRONG, f"Uw keuze: {sentence(override.outcome.request)}"),))
    reason = override.reason
    short = reason if len(reason) <= _REASON else f"{reason[:_REASON].rstrip()}…"
    yield Block(_FIND_OUT, (Line(Role.TEXT, f"Reden: {sentence(short)}"),))


def _open_points(assessment: Assessment) -> Iterator[Block]:
    """Show what to find out, as far as it fits, and what to know of place and answers."""
    said = {now.open_point for now in assessment.now}
    points = [point for point in assessment.open_points if point not in said]
    for index, point in enumerate(points):
        yield Block(_FIND_OUT if index == 0 else _MIND, (Line(Role.ITEM, point),))
    pathway = assessment.pathway
    general = Remark(pathway.notice) if pathway is not None and pathway.notice else None
    for notice in assessment.notices:
        if notice != general:  # about what was reckoned with: nothing to do with the call
            yield Block(_FIND_OUT, (Line(Role.WARNING, words.notice_text(notice)),))


# -- whom to call ---------------------------------------------------------------------------------


def _above_the_calls(assessment: Assessment) -> Iterator[Block]:
    """Say directly above the first call what goes before it and is not known."""
    for now in assessment.now:
        if now.kind in ABOVE_THE_CALL:
            yield Block(ALWAYS, (Line(Role.WARNING, now_text(now, assessment.sector)),))
    unknown = all(c.purpose is not Purpose.FORCED_CARE for c in assessment.contacts)
    if unknown and assessment.followed.verdict is Verdict.FORCED_CARE and not _nobody(assessment):
        text = f"Eerst, bij verzet, de GGZ-crisisdienst. {words.ASK_THE_LIST}"
        yield Block(ALWAYS, (Line(Role.STRONG, text),))


def _calls(assessment: Assessment, room: Room, made: Collection[str]) -> Iterator[Block]:
    """Show the numbers in the order in which to call, each alone on its line."""
    several = len(assessment.contacts) > 1
    active = active_call(assessment, made)
    for order, contact in enumerate(assessment.contacts, start=1):
        name = _name(assessment, contact)
        prefix = _mark(order, contact, active, made, room) if several else ""
        said = contact == _closed(assessment)  # of that one it was said first
        known = contact.service.phone is not None
        status = f" · {short_status(contact, assessment.moment)}" if known and not said else ""
        lines = [Line(Role.TEXT, f"{prefix}{name}{status}")]
        lines += own_lines(assessment.directory, contact.service)
        weight = ALWAYS if not _nobody(assessment) else _NUMBER if known else _SENTENCE
        yield Block(weight, (*lines, *_number(contact)))
        yield from _about(assessment, contact, f" ({order})" if several else "")


def _name(assessment: Assessment, contact: Contact) -> str:
    """Name a call; in forced care the second is for the place, and its turn says the rest."""
    forced = assessment.followed.verdict is Verdict.FORCED_CARE
    if not forced or len(assessment.contacts) == 1:
        return contact_name(assessment, contact)
    plek = contact.purpose is Purpose.CRISIS and assessment.sector in (Sector.VV, Sector.GZ)
    return f"Plek: {contact.service.name}" if plek else contact.service.name


def _mark(
    order: int,
    contact: Contact,
    active: Contact | None,
    made: Collection[str],
    room: Room,
) -> str:
    """Return where a call stands among the others: made, now, or after that."""
    if contact.service.id in made:
        return f"{order}. gebeld: " if room.simple else f"{order} ✓ gebeld: "
    if room.simple:
        return f"{order}. {'nu' if contact == active else 'daarna'}: "
    return f"{order} {'►' if contact == active else ' '} "


def _number(contact: Contact) -> Iterator[Line]:
    service = contact.service
    if service.phone is not None:
        tone = Tone.YELLOW if contact.open is False else None
        yield Line(Role.NUMBER, service.number, service.phone, tone)
        if service.menu:
            yield Line(Role.STRONG, f"Keuzemenu: {service.menu}.")
    if service.caution and service.caution_decides:  # what is dialled, and what is not
        yield Line(Role.WARNING, service.caution)


def _about(assessment: Assessment, contact: Contact, which: str) -> Iterator[Block]:
    """Say of a call what changes what the caller does: the part it is for, who may call.

    ``which`` tells of which of several calls: this may stand on another page than the number.
    """
    service = contact.service
    if service.phone is None and service.page:
        yield Block(_SENTENCE, (Line(Role.LINK, service.page),))
        if _is_ggz(contact) and not _nobody(assessment):
            yield Block(_FIND_OUT, (Line(Role.NOTE, words.ASK_THE_LIST),))
    own = f"service:{service.id}" in assessment.directory.own
    if service.caution and own and not service.caution_decides:
        yield Block(_SENTENCE, (Line(Role.WARNING, service.caution),))
    if contact.purpose is not Purpose.EMERGENCY:
        if service.scope:
            yield Block(
                _FIND_OUT, (Line(Role.NOTE, f"Waarvoor{which}: {sentence(service.scope)}"),)
            )
        if service.who_may_call:
            text = f"Wie belt{which}: {sentence(service.who_may_call)}"
            yield Block(_WHO, (Line(Role.NOTE, text),))


def _is_ggz(contact: Contact) -> bool:
    return contact.purpose is Purpose.FORCED_CARE or contact.sector is Sector.GGZ


def _pages(assessment: Assessment) -> Iterator[Block]:
    """Show the page that takes the place of a number."""
    shown = {contact.service.page for contact in assessment.contacts}
    pages = dict.fromkeys(m.page for m in assessment.missing if m.page not in shown)
    office = assessment.directory.offices.get(assessment.region.office or "")
    for page in pages:
        if page is not None:
            of_office = office is not None and page == office.crisis_page
            name = "Pagina van het zorgkantoor:" if of_office else "Pagina:"
            yield Block(_SENTENCE, (Line(Role.TEXT, name), Line(Role.LINK, page)))
        elif assessment.region.kind is RegionKind.NATIONAL:
            yield Block(_FIND_OUT, (Line(Role.TEXT, ELSEWHERE),))


def _possible(assessment: Assessment) -> Iterator[Block]:
    """Show apart the numbers that may be tried; those for which there is no room, one key away.

    Where no other can be called about this now, the first is worth more than a page is.
    """
    known = any(
        c.service.phone and c.open is not False and not stands_in(assessment, c)
        for c in assessment.contacts
    )
    for index, contact in enumerate(assessment.possible):
        service = contact.service
        if service.phone is None:
            continue
        heading = Line(Role.TEXT, f"{words.POSSIBLE}: {service.name}")
        line = Line(Role.NUMBER, service.number, service.phone, Tone.YELLOW)
        own = own_lines(assessment.directory, service)
        after = fails_lines(assessment.directory, contact, assessment.contacts) if not index else ()
        weight = (_NUMBER, _SAFETY)[min(index, 1)] if not known else _WHO + min(index, 1)
        yield Block(weight, (heading, *own, line, *after))


# -- what else ------------------------------------------------------------------------------------


def _instead(assessment: Assessment) -> Iterator[Block]:
    """Say what is possible where it is no admission; as much as fits, the rest one key away."""
    if not _failed_here(assessment):
        return
    is_no = assessment.verdict is Verdict.NOT_CRISIS
    for index, advice in enumerate(assessment.exits):
        lines = [Line(Role.STRONG, INSTEAD)] if index == 0 else []
        lines.append(Line(Role.ITEM, advice.text))
        service = assessment.directory.services[advice.service] if advice.service else None
        if service is not None and service.phone is not None:
            lines += own_lines(assessment.directory, service)
            lines.append(Line(Role.NUMBER, f"  {service.number}", service.phone, Tone.BLUE))
        weight = (_SAFETY if index == 0 else _INSTEAD) if is_no else _MIND + min(index, 1)
        yield Block(weight, tuple(lines), follows=index > 0)


def _first_steps(assessment: Assessment) -> Iterator[Block]:
    """Say which step goes with the call: in forced care, and at the hospital."""
    if assessment.override is not None:
        return
    steps = [dated for dated in assessment.steps if dated.step.warning]
    if assessment.verdict is Verdict.HOSPITAL:
        steps = list(assessment.steps[1:])  # the first is what to do now
    elif assessment.verdict is not Verdict.FORCED_CARE:
        return
    yield from (Block(_MIND, (Line(Role.ITEM, step_text(dated)),)) for dated in steps)


def has_open_number(assessment: Assessment) -> bool:
    """Tell whether somebody can be called now about this."""
    return any(c.service.phone and c.open is not False for c in assessment.contacts)
