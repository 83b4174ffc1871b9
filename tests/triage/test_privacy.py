"""Who the client is stays out: no prompt asks for it, no text keeps it, no traceback shows it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, example, given, strategies as st

from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.errors import InputError
from crisiszorg_cli.interview.context import InterviewContext, InterviewOptions
from crisiszorg_cli.interview.dialogue import Interview
from crisiszorg_cli.interview.plain_prompts import PlainPrompts
from crisiszorg_cli.interview.prompter import Check, Key, Navigation, OptionSearch
from crisiszorg_cli.interview.screen_prompts import ScreenPrompts
from crisiszorg_cli.model.content import Content, QuestionKind
from crisiszorg_cli.triage.answers import MAX_TEXT, parse_text
from crisiszorg_cli.triage.engine import Triage
from crisiszorg_cli.triage.privacy import contains_bsn, looks_like
from crisiszorg_cli.triage.session import Session
from tests.effort import THOROUGH, each
from tests.interview.keyboard import pieces, pressing
from tests.terminal.terminal import CHECKOUT, environment

BSN = "123456782"
PHONE, DATE, MAIL = "een telefoonnummer", "een geboortedatum", "een e-mailadres"


# -- a valid BSN ------------------------------------------------------------------------------


def passes(digits: str) -> bool:
    """The elfproef, written once more: weights nine to two, and minus one for the last."""
    return int(digits) > 0 and weighed(digits) % 11 == int(digits[-1])


def weighed(digits: str) -> int:
    """Return the sum of the first eight digits, each times its weight."""
    return sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=False))


NINE_DIGITS = st.integers(0, 10**9 - 1).map("{:09}".format)
VALID = NINE_DIGITS.map(lambda digits: digits[:8] + str(weighed(digits) % 11)).filter(
    lambda digits: len(digits) == 9 and passes(digits)
)
GROUPED = st.sampled_from(
    (
        "{}{}{}{}{}{}{}{}{}",
        "{}{}{} {}{}{} {}{}{}",
        "{}{}{}{}.{}{}.{}{}{}",
        "{}{}{}-{}{}{}-{}{}{}",
        "{}{}{}{} {}{} {}{}{}",
        "{}{}{}  {}{}{}  {}{}{}",
        "{} {} {} {} {} {} {} {} {}",
        "{}{}{}\N{NO-BREAK SPACE}{}{}{}\N{NO-BREAK SPACE}{}{}{}",
        "{}{}{}\N{EN DASH}{}{}{}\N{EN DASH}{}{}{}",
        "{}{}{}{}{}\N{ZERO WIDTH SPACE}{}{}{}{}",
        "{}{}{}{}\x00{}{}\t{}{}{}",
        "{}{}{}    {}{}{}    {}{}{}",
        "{}{}{}" + " " * 40 + "{}{}{}\n\n\n{}{}{}",
        "{}{}{}_{}{}{}_{}{}{}",
        "{}{}{}/{}{}{}/{}{}{}",
        "{}{}{},{}{}{},{}{}{}",
        "{}{}{}, {}{}{}; {}{}{}",
        "{}{}{}:{}{}{}:{}{}{}",
        "({}{}{}) ({}{}{}) ({}{}{})",
        "{}{}{}+{}{}{}+{}{}{}",
        "{}…{}…{}…{}…{}…{}…{}…{}…{}",
        "{}{} · {}{} | {}{} – {}{}{}",
    )
)
AROUND = st.sampled_from(
    ("{}", "BSN {}", "bsn:{}.", "mevrouw ({}), 84 jaar", "kamer 853 {}", "{} 12", "x{}x", "1-{}-2")
)


@given(digits=VALID, grouped=GROUPED, around=AROUND)
@example(BSN, "{}{}{} {}{}{} {}{}{}", "kamer 853 {}")
def test_every_valid_bsn_is_found(digits: str, grouped: str, around: str) -> None:
    """However it is written, and whatever stands around it."""
    assert contains_bsn(around.format(grouped.format(*digits)))


ZEROS = "0\u0660\u06f0\u0966\uff10\U0001d7ce"  # where the ten digits of a script begin


@given(digits=VALID, grouped=GROUPED, zeros=st.lists(st.sampled_from(ZEROS), min_size=9))
@example(BSN, "{}{}{}{}{}{}{}{}{}", ["\u0660"] * 9)
def test_digits_of_any_script_are_digits(digits: str, grouped: str, zeros: list[str]) -> None:
    """Arabic, Indian, fullwidth, mathematical, mixed; and those in circles or raised."""
    written = [chr(ord(zero) + int(digit)) for zero, digit in zip(zeros, digits, strict=False)]
    assert contains_bsn(grouped.format(*written))
    assert contains_bsn("".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in digits))
    assert contains_bsn("".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in digits))


@given(
    digits=VALID.filter(lambda digits: digits[0] == "0"),
    around=AROUND.filter(lambda text: "1" not in text),
)
def test_eight_digits_are_a_bsn_without_its_zero(digits: str, around: str) -> None:
    """If they are one number and no date; with anything between them they can be anything."""
    day, month, year = digits[1:3], digits[3:5], digits[5:]
    assume(not re.fullmatch(r"\d{4}(19|20)\d\d|(19|20)\d{6}", digits[1:]))

    assert contains_bsn(around.format(digits[1:]))
    assert not contains_bsn(f"kamer {day} {month} {year}")


def dates() -> Iterator[date]:
    """Return every date that a text in a triage may hold."""
    day = date(1925, 1, 1)
    while day.year <= 2027:
        yield day
        day += timedelta(days=1)


FORMS = [
    *("{d:02}-{m:02}-{y}", "{d}-{m}-{y}", "{d:02}/{m:02}/{y}", "{d}/{m}/{y}"),
    *("{d:02}.{m:02}.{y}", "{d}.{m}.{y}", "{d:02} {m:02} {y}", "{d} {m} {y}"),
    *("{d:02}{m:02}{y}", "{y}{m:02}{d:02}", "{y}-{m:02}-{d:02}", "{y}/{m:02}/{d:02}"),
    *("{y}.{m:02}.{d:02}", "{d:02}-{m:02}-{s:02}", "{d}-{m}-'{s:02}", "{d}{m:02}{s:02}"),
    *("{d:02}-{m:02}-{y} 21:30", "{d}-{m}-{y} 9:30", "{d:02}/{m:02}/{y}, 2 keer"),
    *("{y}-{m:02}-{d:02}T09:30:00", "3 keer sinds {d:02}-{m:02}-{y}. 4 dagen"),
    *("2x {d}-{m}-{y} 3x", "{d:02}-{m:02}-{y} - 1 val", "1 {d:02}-{m:02}-{y} 2"),
]
STEP = 5


@pytest.mark.thorough
@pytest.mark.parametrize(("number", "form"), each(12, list(enumerate(FORMS))))
def test_no_date_is_a_bsn(number: int, form: str) -> None:
    """Every date from 1925 to 2027 passes, in every usual form, also with numbers around it.

    Each form has a fifth of the dates, and each date a fifth of the forms.
    """
    days = islice(dates(), number % STEP, None, STEP)
    written = [form.format(d=day.day, m=day.month, y=day.year, s=day.year % 100) for day in days]

    for at in range(0, len(written), 50):
        text = " en ".join(written[at : at + 50])
        assert not contains_bsn(f"geb. {text}"), text


@given(digits=NINE_DIGITS.filter(lambda digits: not passes(digits)), grouped=GROUPED)
def test_nine_other_digits_are_no_bsn(digits: str, grouped: str) -> None:
    """A number that fails the elfproef is let through: it is somebody's file number, perhaps."""
    assert not contains_bsn(grouped.format(*digits))


@given(digits=NINE_DIGITS, before=st.sampled_from(("+31", "+31 ", "+31-", "0031 ", "+31 (0)", "0")))
def test_a_telephone_number_is_no_bsn(digits: str, before: str) -> None:
    """Nine digits after a prefix are a telephone number, that is pointed out but not refused."""
    subscriber = f"6{digits[1:]}"

    assert not contains_bsn(f"bel {before}{subscriber} na vijf")
    assert PHONE == looks_like(f"bel {before}{subscriber} na vijf")


@given(
    digits=st.integers(10**8, 10**9 - 1).map(str),
    form=st.sampled_from(
        (
            *("+31 {0} {1} {2} {3} {4}", "0031 {0} {1} {2} {3} {4}", "+31 (0){0} {1} {2} {3} {4}"),
            *("+31-{0}-{1}{2}{3}{4}", "+31 (0) {0} {1}{2}{3}{4}", "+31.{0}.{1}.{2}.{3}.{4}"),
            *("06-{1}{2}{3}{4}", "06 {1}{2}{3}{4}", "06/{1}{2}{3}{4}", "(06) {1}{2}{3}{4}"),
            *("06{1}{2}{3}{4}", "06 {1} {2} {3} {4}", "0{0}-{1}{2}{3}{4}", "0{0}{1} {2}{3}{4}"),
        )
    ),
)
def test_a_telephone_number_of_any_form_is_no_bsn(digits: str, form: str) -> None:
    """Whatever its groups, as long as it has its prefix."""
    pairs = [digits[0], *(digits[at : at + 2] for at in range(1, 9, 2))]
    if form.startswith("0{0}-"):
        pairs[0] = "6"

    assert not contains_bsn(f"bel {form.format(*pairs)}, na vijf")


def test_nothing_is_cut() -> None:
    """What is too long is refused: of ten digits a cut could leave the nine of a BSN."""
    text = "a" * (MAX_TEXT - 10)
    assert len(parse_text(f"{text} {BSN[:8]}")) == MAX_TEXT - 1
    with pytest.raises(InputError, match="Te lang: 501 tekens, en er passen er 500"):
        parse_text(f"{text} {BSN}1")


@given(
    digits=VALID,
    form=st.sampled_from(
        (
            *("1{}{}/8{} {}{}{} {}{}{}", "{}{}{}{} 1{}{}/9{} {}{}", "{}{},{} {}{}{} {}{}{}"),
            *("{}{} 3{}.{} {}{}{}{} {}", "1{}:{}{} {}{}{} {}{}{}", "071-{}{}{}{}{}{}{} {}{}"),
        )
    ),
)
def test_a_measurement_is_never_refused(digits: str, form: str) -> None:
    """A blood pressure, a decimal, a time, a telephone number: their digits are no BSN."""
    assert not contains_bsn(form.format(*digits))


@pytest.mark.parametrize("text", ["120/80 123 94", "120/80, 37,5 97", "12:34, 567 83"])
def test_digits_of_a_measurement_that_pass_are_pointed_out(text: str) -> None:
    """Some pass the elfproef by chance; who typed them knows whether they are a BSN."""
    number = next(n for n in range(100) if looks_like(f"{text} {n}") == "een BSN")
    assert not contains_bsn(f"{text} {number}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "84 jaar, partner gevallen",
        "12345678",
        f"{BSN}1",
        f"1{BSN}",
        "RR 160/90, pols 112, sat 94%, temp 38,5",
        "sinds 20-11-2026 2 keer gevallen",
        "000000000",
        "gebeld om 21:30, 22:15 en 23:05",
    ],
)
def test_no_bsn_in_ordinary_text(text: str) -> None:
    """Ages, measurements, times and longer numbers are none."""
    assert not contains_bsn(text)


# -- what looks like an identifier --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("bel zoon: 06-12345678", PHONE),
        ("0612345678", PHONE),
        ("06 12 34 56 78", PHONE),
        ("06 - 1234 5678", PHONE),
        ("06.12.34.56.78", PHONE),
        ("(071) 582 58 87", PHONE),
        ("0475/123456", PHONE),
        ("+31 6 12345678", PHONE),
        ("+31 (0)6 12345678", PHONE),
        ("0031612345678", PHONE),
        ("+32 475 12 34 56", PHONE),
        ("geb. 12-03-1941", DATE),
        ("12/3/1941", DATE),
        ("12.03.1941", DATE),
        ("12 3 1941", DATE),
        ("12-3-41", DATE),
        ("12-03-'41", DATE),
        ("1941-03-12", DATE),
        ("12 maart 1941", DATE),
        ("12 mrt. 1941", DATE),
        ("12 Maart '41", DATE),
        ("1 mei 1950", DATE),
        ("12031941", DATE),
        ("zoon@voorbeeld.nl", MAIL),
        ("Jan.Jansen+zorg@mail.voorbeeld.nl!", MAIL),
    ],
)
def test_identifiers_are_pointed_out(text: str, what: str) -> None:
    """Telephone numbers, dates of birth and e-mail addresses, as people write them."""
    assert what == looks_like(text)
    assert what == looks_like(f"zie dossier ({text}), sinds gisteren")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "84 jaar, partner gevallen",
        "sinds 3 weken achteruit, 2 x daags 500 mg",
        "RR 160/90, pols 112, sat 94%, temp 38,5",
        "gebeld om 21:30",
        "sinds 20 november, 4 dagen",
        "in 1941 geboren",
        "kamer 12-3",
        "decubitus graad 2 sinds 2025",
        "1-2 keer per nacht",
        "zorgprofiel 5, 24 uur toezicht",
        "a@b",
        "@thuis",
        "112",
        "0800 2000",
        "10.000 stappen",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Nobody is warned about what is not there."""
    assert looks_like(text) is None


@pytest.mark.thorough
@pytest.mark.parametrize("text", ["a", "1", "0", "1 ", "a@", "@.", "1...", "+", "(0)", "a-", "\n"])
def test_no_text_makes_it_slow(text: str) -> None:
    """A large paste is looked through in one go: in steps, and not in steps times steps."""
    size = 100_000 if THOROUGH else 10_000
    paste = text * (size // len(text))
    begin = process_time()

    assert not contains_bsn(paste)
    assert looks_like(paste) in (None, PHONE)
    assert process_time() - begin < size / 20_000


# -- the prompts --------------------------------------------------------------------------------

IDENTITY = re.compile(
    r"\b(\w*naam|namen|heet|\w*adres\w*|postcode|straat|huisnummer|\w*geboorte\w*|geboren|"
    r"\w*nummers?|bsn|polis\w*|telefoon\w*|e-?mail\w*|initialen|voorletters?)\b",
    re.IGNORECASE,
)


def test_no_question_asks_who_the_client_is(content: Content) -> None:
    """No question, reason or option speaks of a name, address, date of birth or number."""
    for question in content.questions.values():
        texts = (question.label, question.text, question.help, *(o.text for o in question.options))
        assert not [word for text in texts for word in IDENTITY.findall(text)], question.id


def test_the_home_is_asked_no_closer_than_the_gemeente(content: Content) -> None:
    """Where the client lives is a region or a gemeente, and nothing else can be chosen."""
    places = [q.id for q in content.questions.values() if q.kind is QuestionKind.PLACE]
    known = (*content.directory.regions, *content.directory.municipalities)

    assert ["region"] == places
    assert all(re.fullmatch(r"GM\d{4}|[a-z-]+|vianen-2015", id_) for id_ in known)


class Person:
    """Types these texts, presses ``j`` or ``n`` as told, and remembers what was asked."""

    def __init__(self, texts: Sequence[str], keys: Sequence[str]) -> None:
        """Keep the texts and the keys; the last of each is used for ever."""
        self.texts, self.keys = list(texts), list(keys)
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
        """Press a key for a warning; prepare one text, once; else choose the first of the keys."""
        again = message in self.asked
        self.asked.append(message)
        values = [key.value for key in keys]
        if message == "Verder?":
            return Navigation.DONE if again else "prepare"
        if "ggz_what_happened" in values:
            return Navigation.DONE if again else "ggz_what_happened"
        if "Toch laten staan?" not in message:
            return values[0]
        return {key.key: key.value for key in keys}[self.keys.pop(0)]

    def ask_text(
        self,
        message: str,
        why: str,  # noqa: ARG002
        keys: Sequence[Key],  # noqa: ARG002
        *,
        check: Check,
        current: str = "",  # noqa: ARG002
        note: str = "",  # noqa: ARG002
        reminder: str = "",  # noqa: ARG002
    ) -> str | Navigation:
        """Type the next text that is accepted."""
        self.asked.append(message)
        while (verdict := check(self.texts[0])) is not True:
            self.refused.append(str(verdict))
            self.texts.pop(0)
        return self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]

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
        """Choose the first."""
        self.asked.append(message)
        return search.exact("")[0][0]


GGZ = {
    "life_danger": "no",
    "region": "nl",
    "sector": "ggz",
    "hospital": "no",
    "resistance": "no",
    "ggz_profile": "no",
}


def told(triage: Triage, moment: datetime, person: Person) -> tuple[str, str]:
    """Prepare a call with one question to type at; give its answer, and all that was shown."""
    shown: list[str] = []
    around = InterviewContext(
        prompter=person,
        show=lambda lines: shown.extend(line.text for line in lines),
        keep=lambda _: None,
        options=InterviewOptions(moment, report="sbar"),
    )
    assessment = Interview(triage, Session(triage, GGZ), around).run()
    return assessment.answers["ggz_what_happened"], "\n".join(shown)


def test_a_bsn_is_refused_with_the_reason(triage: Triage, moment: datetime) -> None:
    """The text is not taken, the person reads why, and nothing of it is shown or kept."""
    person = Person([f"psychose, BSN {BSN}", "psychose"], [])
    answer, shown = told(triage, moment, person)

    assert "psychose" == answer
    assert BSN not in shown
    assert ["Een BSN hoort hier niet: haal het weg."] == (person.refused)


@pytest.mark.parametrize(
    ("text", "what"),
    [("bel 06-12345678", PHONE), ("geb. 12-03-1941", DATE), ("mail a@b.nl", MAIL)],
)
def test_an_identifier_can_be_typed_anew(
    text: str, what: str, triage: Triage, moment: datetime
) -> None:
    """A warning says what it looks like; ``n`` gives the line again, ``j`` lets it stand."""
    again = Person([text, "psychose"], ["n"])
    assert "psychose" == told(triage, moment, again)[0]
    assert any(f"Dit lijkt op {what}." in message for message in again.asked)

    standing = Person([text, "psychose"], ["j"])
    assert text == told(triage, moment, standing)[0]


def check_of(triage: Triage, moment: datetime) -> Check:
    """Return the check that the interview has the prompt do."""
    checks: list[Check] = []

    class Noting(Person):
        def ask_text(
            self,
            message: str,
            why: str,
            keys: Sequence[Key],
            *,
            check: Check,
            current: str = "",  # noqa: ARG002
            note: str = "",  # noqa: ARG002
            reminder: str = "",  # noqa: ARG002
        ) -> str | Navigation:
            checks.append(check)
            return super().ask_text(message, why, keys, check=check)

    told(triage, moment, Noting(["psychose"], []))
    return checks[0]


def type_full(keys: str, check: Check) -> str:
    """Type keys at the prompt of the full mode."""
    with pressing(*pieces(keys)):
        return str(ScreenPrompts().ask_text("Wat is er?", "", [], check=check))


def test_the_full_mode_does_not_let_a_bsn_through(triage: Triage, moment: datetime) -> None:
    """Enter does nothing while the number stands there; without it, the text is taken."""
    check = check_of(triage, moment)

    backspaces = "\x7f" * len(f" {BSN}")

    assert "psychose" == type_full(f"psychose {BSN}\r{backspaces}\r", check)


def test_the_simple_mode_does_not_let_a_bsn_through(
    triage: Triage,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The reason is written, and the line is asked again."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"psychose {BSN}\npsychose\n"))
    check = check_of(triage, moment)

    assert "psychose" == PlainPrompts().ask_text("Wat is er?", "", [], check=check)
    assert "Een BSN hoort hier niet: haal het weg." in capsys.readouterr().out


# -- without questions --------------------------------------------------------------------------

REGISTER = (
    *("triage", "--regio", "amsterdam", "--sector", "vv"),
    *(f"--antwoord={id_}=nee" for id_ in ("life_danger", "hospital", "resistance", "acute_change")),
)


@pytest.mark.parametrize("more", [(), ("--json",), ("--rapport", "soep")], ids=" ".join)
@pytest.mark.parametrize(
    "given_",
    [
        ("--antwoord", f"what_changed=BSN {BSN}"),
        ("--antwoord", f"what_changed=bsn:{BSN[:3]}.{BSN[3:6]}.{BSN[6:]}"),
        ("--antwoorden", "-"),
        ("--afwijken", "vv_consult", "--reden", f"zie {BSN}"),
    ],
)
def test_a_bsn_in_an_option_or_file_is_refused(
    given_: tuple[str, ...],
    more: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is shown as a result, and the message gives the reason but not the number."""
    stdin = io.TextIOWrapper(io.BytesIO(f"what_changed: BSN {BSN}\n".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    monkeypatch.setattr(
        "crisiszorg_cli.cli.settings.config_path", lambda: Path("geen-instellingen")
    )

    assert 2 == cli.run([*REGISTER, *given_, *more])
    done = capsys.readouterr()
    assert "" == done.out
    assert "geldig BSN" in done.err
    assert BSN not in re.sub(r"\D", "", done.err)


# -- tracebacks ---------------------------------------------------------------------------------

SECRETS = ("geheimvaneenander", "houten", "gm0321", "twijfelgeval")
ANSWERS = {
    "region": "houten",
    "sector": "vv",
    "life_danger": "nee",
    "hospital": "nee",
    "resistance": "nee",
    "acute_change": "ja",
    "danger": "nee",
    "wlz_indication": "ja",
    "what_changed": "geheimvaneenander",
}
OVERRIDE = ("--afwijken", "vv_register", "--reden", "twijfelgeval", "--rapport", "soep")
CRASH = """
import sys
from unittest.mock import patch
from crisiszorg_cli.cli import app as cli
from crisiszorg_cli import streams as output

def broken(*arguments, **options):
    answers = arguments, options
    raise RuntimeError("kapot")

with patch({target!r}, broken), patch.object(output, "is_interactive", lambda: {interactive}):
    sys.argv[1:] = ["triage", *{arguments!r}]
    cli.main()
"""


def crash(
    home: Path, target: str, arguments: Sequence[str], *, interactive: bool = False, typed: str = ""
) -> str:
    """Run a triage in which a function is broken; give what the program says of it."""
    code = CRASH.format(target=target, arguments=list(arguments), interactive=interactive)
    done = subprocess.run(
        (sys.executable, "-c", code),
        cwd=CHECKOUT,
        env=environment(home),
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 3 == done.returncode, done.stderr
    return done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("target", "more"),
    each(
        5,
        [
            ("crisiszorg_cli.cli.given_answers.parse_value", ()),
            ("crisiszorg_cli.triage.engine.Triage.walk", ()),
            ("crisiszorg_cli.triage.engine.Triage.assess", ()),
            ("crisiszorg_cli.triage.assess._due_date", ()),
            ("crisiszorg_cli.triage.walk.evaluate", ()),
            ("crisiszorg_cli.directory.services.contacts_for", ()),
            ("crisiszorg_cli.triage.counterfactual.would_change", ()),
            ("crisiszorg_cli.wording.triage.answer_text", ()),
            ("crisiszorg_cli.render.handover._soep", ()),
            ("crisiszorg_cli.render.as_json.triage_json", ("--json",)),
        ],
    ),
)
def test_a_crash_shows_no_answer(target: str, more: tuple[str, ...], tmp_path: Path) -> None:
    """A bug in a triage is reported with lines of code, not with what was answered."""
    given_ = (f"--antwoord={id_}={value}" for id_, value in ANSWERS.items())
    shown = crash(tmp_path, target, (*given_, *OVERRIDE, *more))

    assert "Fout in het programma (" in shown
    assert not [secret for secret in SECRETS if secret in shown.casefold()]


def test_a_crash_in_an_interview_shows_no_answer(tmp_path: Path) -> None:
    """The same while questions are asked: what was typed is nowhere in the report of the bug."""
    typed = "n\nn\nhouten\n1\nn\nj\nn\nj\nj\nv\nj\n1\ngeheimvaneenander\nk\nk\n"
    arguments = ("--eenvoudig", "--geen-concept", "--rapport", "soep")
    target = "crisiszorg_cli.render.result.answers_lines"
    shown = crash(tmp_path, target, arguments, interactive=True, typed=typed)

    assert "Fout in het programma (" in shown
    assert not [secret for secret in SECRETS if secret in shown.casefold()]


def test_answers_are_in_no_name(triage: Triage, moment: datetime) -> None:
    """What holds the answers during an interview does not print them when it is named."""
    session = Session(triage, {**GGZ, "ggz_what_happened": "geheim"})
    around = InterviewContext(
        Person([], []), lambda _: None, lambda _: None, InterviewOptions(moment)
    )

    for holder in (triage, session, around, Interview(triage, session, around)):
        assert "geheim" not in repr(holder)


def test_every_kind_is_named() -> None:
    """One warning names all that looks like an identifier, each kind once."""
    text = "jan@voorbeeld.nl, geb. 12-03-1940 of 13-03-1940, 0612345678"
    assert looks_like(text) == "een e-mailadres, een geboortedatum en een telefoonnummer"


@pytest.mark.parametrize("between", ["\u02bc", "\u02c8", "\u0640", "\u00ba", "\u3164", "\u00bd"])
def test_a_letter_without_case_is_a_separator(between: str) -> None:
    """Some show as an apostrophe, an ordinal mark or nothing at all."""
    assert contains_bsn(f"111{between}222{between}333")
