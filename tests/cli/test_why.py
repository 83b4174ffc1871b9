"""``--waarom``: the decision as a short proof, beside a result and beside a report."""

from __future__ import annotations

from tests.cli.conftest import Run

ANSWERS = ("--no-input", "--regio", "zhn", "--sector", "vv", "--antwoord", "life_danger=nee")
HOSPITAL = (*ANSWERS, "--antwoord", "hospital=ja")


def test_why(crisis: Run) -> None:
    """Only when it is asked for; after the report, which it goes with."""
    assert "Bewijs" not in crisis("triage", *HOSPITAL).out

    done = crisis("triage", *HOSPITAL, "--rapport", "sbar", "--waarom")
    assert done.code == 0
    report, _, proof = done.out.partition("Bewijs\n")
    assert "SBAR" in report
    assert proof.splitlines()[:3] == [
        "- Levensgevaar: nee. Dat gaat dus niet voor. [afspraken-ggz-anw; eigen lezing]",
        (
            "- Ziekenhuis nodig: ja. Dat gaat voor al het andere. [amsterdam-crisiszorg:87-88;"
            " afspraken-ggz-anw; eigen lezing]"
        ),
        "Dus: ziekenhuis.",
    ]


def test_one_empty_line_at_most(crisis: Run) -> None:
    """Nothing that was not asked for leaves a second one behind."""
    for more in ((), ("--waarom",), ("--rapport", "sbar"), ("--rapport", "sbar", "--waarom")):
        done = crisis("triage", *HOSPITAL, *more)
        assert (done.code, "\n\n\n" in done.out) == (0, False)
