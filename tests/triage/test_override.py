"""Another outcome than the tool's: chosen with a reason, shown beside it, and followed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.interview.context import InterviewContext, InterviewOptions
from crisiszorg_cli.interview.dialogue import Interview
from crisiszorg_cli.interview.prompter import CLOSE, Check, Key, Navigation, OptionSearch, key_typed
from crisiszorg_cli.model.assessment import Assessment, Override
from crisiszorg_cli.model.content import Purpose, Verdict
from crisiszorg_cli.render.as_json import triage_json
from crisiszorg_cli.render.handover import report_lines
from crisiszorg_cli.render.layout import Line, Role, plain, sentence
from crisiszorg_cli.render.result import closing_lines, title, verdict_lines
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.session import Session
from crisiszorg_cli.triage.walk import INCOMPLETE, SECTOR
from crisiszorg_cli.wording import triage as triage_labels
from tests.effort import each
from tests.triage import oracle

pytestmark = pytest.mark.thorough

Interviews = Callable[[str, str], tuple[tuple[dict[str, str], str], ...]]

REASON = "Mantelzorger is zelf opgenomen"
ROUTES = [(p, s) for s in oracle.SECTORS for p in ("zhn", "amsterdam", "lekstroom", "nl")]
REGISTER = {
    "life_danger": "no",
    "region": "amsterdam",
    "sector": "vv",
    "hospital": "no",
    "resistance": "no",
    "acute_change": "yes",
    "danger": "yes",
    "within_24h": "yes",
    "client_agrees": "yes",
    "home_care": "not_enough",
    "wlz_indication": "yes",
}


@pytest.fixture(scope="module", params=ROUTES, ids="-".join)
def endings(request: pytest.FixtureRequest, interviews: Interviews) -> list[dict[str, str]]:
    """For each outcome of a route, an interview that ends in it; of half of them in a part."""
    ends = {outcome: answers for answers, outcome in interviews(*request.param)}
    return [*each(2, list(ends.values()))]


Pairs = tuple[tuple[Assessment, Assessment], ...]
_FOUND: dict[tuple[tuple[str, str], ...], Pairs] = {}


def overridden(triage: Triage, moment: datetime, endings: list[dict[str, str]]) -> Pairs:
    """Return each assessment as it is, and with each other outcome that may be chosen.

    Those of an interview at one moment by one engine, as here, are worked out once.
    """
    pairs: list[tuple[Assessment, Assessment]] = []
    for answers in endings:
        key = tuple(answers.items())
        if key not in _FOUND:
            own = triage.assess(answers, moment)
            _FOUND[key] = tuple(
                (own, triage.assess(answers, moment, Override(outcome, REASON)))
                for outcome in triage.alternatives(answers)
            )
        pairs += _FOUND[key]
    return tuple(pairs)


# -- the rules --------------------------------------------------------------------------------


def test_other_outcomes_are_those_of_the_route(
    triage: Triage, endings: list[dict[str, str]]
) -> None:
    """Each is another than the tool's own, is offered once, and is the end of some triage."""
    for answers in endings:
        own, offered = triage.walk(answers).outcome_id, triage.alternatives(answers)
        ids = [outcome.id for outcome in offered]
        assert not {own, INCOMPLETE} & set(ids)
        assert len(ids) == len(set(ids))
        if SECTOR in answers:
            assert {"emergency", "hospital"} - {own} <= set(ids)
            assert len(ids) >= 3
        else:  # danger to life, or the hospital: nothing else is known yet
            assert not ids


def test_every_outcome_can_be_chosen(triage: Triage, interviews: Interviews) -> None:
    """There is no outcome of the tool that a caller could not come to."""
    chosen = {
        outcome.id
        for route in ROUTES
        for answers, _ in interviews(*route)[:60]
        for outcome in triage.alternatives(answers)
    }

    assert set(triage.content.outcomes) - {INCOMPLETE} == chosen


def test_the_tools_own_verdict_stands(
    triage: Triage, moment: datetime, endings: list[dict[str, str]]
) -> None:
    """Verdict, criteria, answers, open points and what is missing are those of the tool."""
    for own, other in overridden(triage, moment, endings):
        assert own.override is None
        assert other.override is not None
        assert (own.verdict, own.outcome, own.certain) == (
            other.verdict,
            other.outcome,
            other.certain,
        )
        assert (own.answers, own.criteria, own.exits, own.notices) == (
            other.answers,
            other.criteria,
            other.exits,
            other.notices,
        )
        assert (own.open_points, own.missing_answers) == (other.open_points, other.missing_answers)
        assert own.outcome == own.followed
        assert other.override.outcome == other.followed


def test_numbers_and_steps_follow_the_choice(
    triage: Triage, moment: datetime, endings: list[dict[str, str]]
) -> None:
    """Whom to call, in which order, who decides, and what next: as the chosen outcome has it."""
    for own, other in overridden(triage, moment, endings):
        kept = [p for p in own.outcome.purposes if p is Purpose.FORCED_CARE]
        if may_resist(own) and other.followed.verdict is not Verdict.EMERGENCY:
            kept = [Purpose.FORCED_CARE]
        purposes = (*other.followed.purposes, *kept)  # what the choice replaces stands last
        called = [contact.purpose for contact in other.contacts]
        assert called == sorted(called, key=purposes.index)
        assert set(purposes) >= {*called, *(missing.purpose for missing in other.missing)}
        assert bool(purposes) == bool(other.contacts or other.missing)
        assert all(other.followed.id in dated.step.outcomes for dated in other.steps)
        lekstroom = other.pathway is not None and other.pathway.id == "jeugd-lekstroom"
        assert (other.followed.show_ladder and lekstroom) == bool(other.ladder)
        assert other.decided_by


def may_resist(own: Assessment) -> bool:
    """Tell whether the tool asks the caller to find out whether it is resistance."""
    agrees, resists = (own.answers.get(id_) for id_ in ("client_agrees", "resistance"))
    is_open = resists == "unknown" or agrees in ("no", "unknown")
    return own.verdict is Verdict.CONSULT and is_open


def kept_numbers(own: Assessment) -> list[str]:
    """Return the numbers for forced care that the tool gave."""
    forced = (c for c in own.contacts if c.purpose is Purpose.FORCED_CARE)
    return [str(contact.service.phone) for contact in forced]


def test_choosing_112_gives_112(
    triage: Triage, moment: datetime, endings: list[dict[str, str]]
) -> None:
    """Whatever the tool made of it: who thinks it is an emergency gets the one number."""
    for own, other in overridden(triage, moment, endings):
        is_emergency = other.followed.verdict is Verdict.EMERGENCY
        numbers = [str(contact.service.phone) for contact in other.contacts]
        assert is_emergency == (["112"] == numbers[:1])
        assert not is_emergency or set(numbers[1:]) <= set(kept_numbers(own))


# -- side by side -----------------------------------------------------------------------------


def both_verdicts(lines: list[Line], other: Assessment) -> None:
    """Check that the tool's verdict, the choice and the reason stand under one another."""
    assert other.override is not None
    texts = [line.text for line in lines]
    own = triage_labels.verdict_text(other.verdict, other.sector)
    chosen = triage_labels.verdict_text(other.override.outcome.verdict, other.sector)
    (at,) = (n for n, text in enumerate(texts) if text.startswith("u wijkt af en kiest: "))
    assert lines[at].role is Role.WARNING
    assert texts[at].startswith(f"u wijkt af en kiest: {chosen}")
    assert f"Reden: {REASON}." == texts[at + 1]
    assert 1 == sum(text in (title(other), f"Uitkomst: {own}.") for text in texts[:at])


def test_the_result_shows_both(
    triage: Triage, moment: datetime, endings: list[dict[str, str]]
) -> None:
    """The tool's verdict is the title, the choice is pointed out, the numbers come after it."""
    for _, other in overridden(triage, moment, endings):
        lines = list(verdict_lines(other))
        assert title(other) == lines[0].text
        assert "; UW KEUZE: " in lines[0].text
        assert Role.TITLE is lines[0].role
        both_verdicts(lines, other)
        at = next(n for n, line in enumerate(lines) if line.text.startswith("Reden: "))
        numbers = [n for n, line in enumerate(lines) if line.role is Role.NUMBER]
        assert all(n > at for n in numbers)


def test_both_reports_show_both(
    triage: Triage, moment: datetime, endings: list[dict[str, str]]
) -> None:
    """The record has the verdict, the choice and the reason; the caller says so on the phone."""
    for _, other in overridden(triage, moment, endings):
        assert other.override is not None
        own = triage_labels.verdict_text(other.verdict, other.sector)
        chosen = triage_labels.verdict_text(other.override.outcome.verdict, other.sector)
        texts = [line.text for line in report_lines(other, "soep")]
        at = texts.index(f"Uitkomst: {own}.")
        (choice,) = (n for n, text in enumerate(texts) if text.startswith("Eigen keuze: "))
        assert at < choice
        assert texts[choice].startswith(f"Eigen keuze: {chosen}, ")
        assert texts[choice + 1] == f"Reden: {REASON}."
        text = plain(report_lines(other, "soep"))
        for contact in other.contacts:
            assert f"- Te bellen: {contact.service.name}, " in text
        said = plain(report_lines(other, "sbar"))
        assert f"wijzen op {own.lower()}; daar wijk ik van af. Reden: {REASON}." in said


def test_json_holds_both(triage: Triage, moment: datetime, endings: list[dict[str, str]]) -> None:
    """A program gets the tool's verdict, the choice and the reason; contacts follow the choice."""
    for own, other in overridden(triage, moment, endings):
        assert other.override is not None
        chosen = other.override.outcome
        document = json.loads(json.dumps(triage_json(other, ())))
        plain_document = triage_json(own, ())
        assert plain_document["override"] is None
        for key in ("verdict", "outcome", "headline", "criteria", "answers", "open_points"):
            assert plain_document[key] == document[key]
        assert {
            "outcome": chosen.id,
            "verdict": chosen.verdict,
            "headline": sentence(chosen.request),
            "request": chosen.request,
            "reason": REASON,
        } == document["override"]
        phones = [c.service.phone for c in other.contacts]
        assert [str(p) if p else None for p in phones] == [c["phone"] for c in document["contacts"]]


def test_what_is_left_on_the_screen_is_the_choice(
    triage: Triage, moment: datetime, endings: list[dict[str, str]]
) -> None:
    """The last lines repeat the outcome that is followed, with its numbers."""
    for _, other in overridden(triage, moment, endings):
        lines = list(closing_lines(other))
        assert title(other) == lines[1].text
        shown = [line.phone for line in lines if line.phone]
        called = [c.service.phone for c in other.contacts if c.service.phone]
        named = {now.service.phone for now in other.now if now.service}
        assert called == [phone for phone in shown if phone in called or phone not in named]


# -- in the interview -------------------------------------------------------------------------


class Caller:
    """Gives these replies to what the interview asks, whatever it is."""

    def __init__(self, *replies: str | Navigation) -> None:
        """Keep the replies."""
        self.replies = list(replies)
        self.asked: list[str] = []
        self.refused: list[str] = []

    def ask_key(
        self,
        message: str,
        why: str,  # noqa: ARG002 - the form of a Prompter
        keys: Sequence[Key],
        *,
        current: str | None = None,  # noqa: ARG002
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Press the key."""
        self.asked.append(message)
        if CLOSE in keys and not self.replies:
            return CLOSE.value
        return {key.key: key.value for key in keys}[str(self.replies.pop(0))]

    def ask_text(
        self,
        message: str,
        why: str,  # noqa: ARG002
        keys: Sequence[Key],
        *,
        check: Check,
        current: str = "",  # noqa: ARG002
        note: str = "",  # noqa: ARG002
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Type texts until one is accepted."""
        self.asked.append(message)
        while (verdict := check(text := str(self.replies.pop(0)))) is not True:
            self.refused.append(str(verdict))
        key = key_typed(text, keys)
        return text if key is None else key.value

    def ask_from_list(
        self,
        message: str,
        why: str,  # noqa: ARG002
        search: OptionSearch,
        *,
        current: tuple[str, str] | None = None,  # noqa: ARG002
        can_go_back: bool,  # noqa: ARG002
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Choose by value."""
        self.asked.append(message)
        reply = self.replies.pop(0)
        assert reply in [Navigation.BACK, *(value for value, _ in search.exact(""))]
        return reply


def held(triage: Triage, moment: datetime, caller: Caller) -> tuple[Assessment, str]:
    """Hold the rest of an interview of which the verdict is certain; give what was shown."""
    shown: list[Line] = []
    around = InterviewContext(
        prompter=caller,
        show=shown.extend,
        keep=lambda _: None,
        options=InterviewOptions(moment, report="soep"),
    )
    assessment = Interview(triage, Session(triage, REGISTER), around).run()
    assert not caller.replies
    return assessment, plain(shown)


def key_of(triage: Triage, outcome: str) -> str:
    """Return the key of an outcome in the list of other ones."""
    ids = [other.id for other in triage.alternatives(REGISTER)]
    return str(ids.index(outcome) + 1)


def test_deviating_takes_a_key_and_a_reason(triage: Triage, moment: datetime) -> None:
    """``a``, the outcome, the reason: all of the result follows, and the tool's verdict stays."""
    caller = Caller("a", key_of(triage, "forced_care_wzd"), REASON, "k")
    assessment, shown = held(triage, moment, caller)

    assert assessment.override == Override(triage.content.outcomes["forced_care_wzd"], REASON)
    assert Verdict.REGISTER is assessment.verdict
    assert [Purpose.FORCED_CARE, Purpose.CRISIS] == [c.purpose for c in assessment.contacts]
    assert shown.count(f"Reden: {REASON}.") == 2  # on the screen, and in the report
    assert shown.rpartition("GEDWONGEN ZORG")[2].count("020 523 54 33") == 1


def test_a_reason_is_required(triage: Triage, moment: datetime) -> None:
    """Enter alone is not enough, nor are spaces; a BSN is refused here as well."""
    caller = Caller("a", "1", "", "   ", "BSN 123456782", REASON, "k")
    assessment, shown = held(triage, moment, caller)

    assert 3 == len(caller.refused)
    assert "BSN" in caller.refused[2]
    assert assessment.override is not None
    assert REASON == assessment.override.reason
    assert "123456782" not in shown


@pytest.mark.parametrize("replies", [("a", "t", "k"), ("a", "1", "t", "k"), ("k",)])
def test_going_back_is_not_deviating(
    replies: tuple[str, ...], triage: Triage, moment: datetime
) -> None:
    """``t`` at the outcomes or at the reason leaves the tool's outcome as it is."""
    assessment, shown = held(triage, moment, Caller(*replies))

    assert assessment.override is None
    assert "wijkt af" not in shown
    assert 2 == shown.count("AANMELDEN  V&V")  # not once more for having looked, and at the end


def test_a_new_choice_replaces_the_old_one(triage: Triage, moment: datetime) -> None:
    """Deviating twice keeps the last choice with its own reason."""
    caller = Caller("a", "1", "eerst dit", "a", key_of(triage, "vv_not_crisis"), REASON, "k")
    assessment, shown = held(triage, moment, caller)

    assert assessment.followed.id == "vv_not_crisis"
    assert "eerst dit" not in shown.rpartition("SOEP")[2]


# -- when the answers change ------------------------------------------------------------------


def deviating(triage: Triage, outcome: str) -> Session:
    """Return a session at its end, with another outcome chosen."""
    session = Session(triage, {})
    while question := session.next_question():
        session.give(question.id, REGISTER[question.id])
    session.override = Override(triage.content.outcomes[outcome], REASON)
    return session


def test_a_choice_lapses_with_the_outcome_it_was_made_against(triage: Triage) -> None:
    """Whoever disagreed with "register" has not yet disagreed with "no crisis"."""
    session = deviating(triage, "vv_not_crisis")
    session.give("danger", "no")

    assert triage.walk(session.answers).outcome_id == "vv_not_crisis"
    assert session.override is None


def test_a_choice_outlives_what_changes_nothing(triage: Triage) -> None:
    """Preparing the call, or an answer that leads to the same outcome, leaves it standing."""
    session = deviating(triage, "vv_consult")
    session.give("what_changed", "partner gevallen")
    session.give("region", "GM0363")

    assert session.override is not None
    assert REASON == session.override.reason


def test_a_choice_stands_again_with_its_outcome(triage: Triage) -> None:
    """Going back changes nothing yet; another answer does, and the old one undoes that."""
    session = deviating(triage, "vv_consult")
    chosen = session.override
    assert "home_care" == session.back()
    assert chosen == session.override
    session.give("home_care", "solves")
    assert session.override is None
    session.give("home_care", "not_enough")
    assert chosen == session.override


def test_a_choice_that_lapses_is_named(triage: Triage, moment: datetime) -> None:
    """When the outcome changes, it says so, and that the choice went with it; and if it is back."""
    caller = Caller("a", key_of(triage, "vv_consult"), REASON)
    caller.replies += ["o", "danger", "n", "o", "danger", "j", "k"]
    assessment, shown = held(triage, moment, caller)

    gone = (
        "Let op: De eerdere uitkomst geldt niet meer.\n"
        "Let op: Uw afwijking (Overleggen) vervalt, want die hoorde bij die uitkomst.\n"
    )
    back = (
        "Let op: De eerdere uitkomst geldt niet meer.\n"
        "Let op: Uw afwijking (Overleggen) geldt weer.\n"
    )
    assert 1 == shown.count(gone)
    assert 1 == shown.count(back)
    assert "wijkt af" not in shown.partition(gone)[2].partition(back)[0]
    assert assessment.override is not None


def test_a_choice_that_stands_is_not_named(triage: Triage, moment: datetime) -> None:
    """Looking back, or preparing the call, says nothing of outcomes that are as they were."""
    caller = Caller(
        "a",
        key_of(triage, "vv_consult"),
        REASON,
        "o",
        Navigation.BACK,
        "v",
        "1",
        "partner",
        "k",
        "k",
    )
    _, shown = held(triage, moment, caller)

    assert "niet meer" not in shown
    assert "vervalt" not in shown


def test_an_outcome_that_no_longer_holds_is_named(triage: Triage, moment: datetime) -> None:
    """Without a choice of one's own it is said as well; once, however many questions follow."""
    caller = Caller("o", "sector", "3", "n", "k")
    assessment, shown = held(triage, moment, caller)

    assert Verdict.GGZ_CRISIS is assessment.verdict
    assert 1 == shown.count("Let op: De eerdere uitkomst geldt niet meer.\n")
    assert "afwijking" not in shown


def test_a_choice_can_be_withdrawn(triage: Triage, moment: datetime) -> None:
    """``0`` among the outcomes is to deviate no longer; without a choice there is no such key."""
    caller = Caller("a", "1", REASON, "a", "0", "k")
    assessment, shown = held(triage, moment, caller)

    assert assessment.override is None
    assert "vervalt" not in shown
    with pytest.raises(KeyError):
        held(triage, moment, Caller("a", "0", "k"))


# -- on the command line ----------------------------------------------------------------------

LINE = ["triage", "--moment", "2026-11-22T21:30"]
LINE += [f"--antwoord={id_}={value}" for id_, value in REGISTER.items()]
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def crisis(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command without settings, with complete answers: exit code, stdout and stderr."""
    monkeypatch.setattr(
        "crisiszorg_cli.cli.settings.config_path", lambda: Path("geen-instellingen")
    )

    def run(*more: str) -> tuple[int, str, str]:
        code = cli.run([*LINE, *more])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def test_options_deviate_as_the_key_does(crisis: Command) -> None:
    """``--afwijken`` with ``--reden``: text and JSON show both, and call whom the choice calls."""
    choice = ("--afwijken", "forced_care_wzd", "--reden", REASON)
    code, text, error = crisis(*choice, "--rapport", "sbar")
    assert (0, "") == (code, error)
    assert text.startswith("AANMELDEN; UW KEUZE: GEDWONGEN ZORG\n")
    assert "\nLet op: U wijkt af en kiest: Gedwongen zorg" in text
    assert 1 == text.count(f"\nReden: {REASON}.\n")
    assert f"daar wijk ik van af. Reden: {REASON}." in text
    assert 2 == text.count("AANMELDEN; UW KEUZE: GEDWONGEN ZORG\n")
    assert ["020 523 54 33", "020 262 81 12"] == re.findall(r"^0[\d ]+$", text, re.MULTILINE)[:2]

    code, text, error = crisis(*choice, "--json")
    document = json.loads(text)
    assert (0, "", "register") == (code, error, document["verdict"])
    assert ("forced_care", REASON) == (
        document["override"]["verdict"],
        document["override"]["reason"],
    )


@pytest.mark.parametrize(
    ("options", "message", "tip"),
    [
        (("--afwijken", "vv_consult"), "Bij afwijken horen een uitkomst en een reden", "--reden"),
        (("--reden", REASON), "Bij afwijken horen een uitkomst en een reden", "--afwijken"),
        (("--afwijken", "vv_consult", "--reden", "  "), "Bij afwijken horen", "--reden"),
        (
            ("--afwijken", "gz_register", "--reden", REASON),
            "'gz_register' is hier geen",
            "vv_consult",
        ),
        (
            ("--afwijken", "vv_register", "--reden", REASON),
            "'vv_register' is hier geen",
            "vv_consult",
        ),
    ],
)
def test_half_a_deviation_is_a_mistake(
    options: tuple[str, ...], message: str, tip: str, crisis: Command
) -> None:
    """No reason, no outcome, or an outcome that is none here: nothing is shown as a result."""
    code, text, error = crisis(*options)

    assert (2, "") == (code, text)
    assert message in error
    assert tip in error
