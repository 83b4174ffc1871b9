"""What to do about a fault in a data file, where the finding itself does not say it."""

from __future__ import annotations

from collections.abc import Mapping

from crisiszorg_cli.errors import Problem

_KEYS = "Wat er hoort te staan, zegt de uitleg bovenaan het bestand."

TIPS: Mapping[str, str] = {
    "alias": "Schrijf het op elke plek uit.",
    "characters": "Plak tekst zonder opmaak; dan komt zo'n teken niet mee.",
    "citation": "Zoek de regels op in het document; hoeveel het er heeft, staat bij lines.",
    "condition": "Hoe een voorwaarde eruitziet, staat bovenaan criteria.yaml.",
    "coverage": "Overal en in elke sector moet er iemand te bellen zijn.",
    "dangling": "Controleer de spelling, of voeg het eerst toe.",
    "digits": "Schrijf het zoals 088 33 99 999.",
    "directive": "Haal die regel weg.",
    "display": "Schrijf in display hetzelfde nummer als in phone.",
    "documents": "Haal de regels met --- weg.",
    "due": "Zet {due} waar de datum komt, of haal due weg.",
    "duplicate": "Haal er één weg.",
    "duplicate-id": "Geef het een eigen id, of haal er één weg.",
    "duplicate-key": "Haal er één weg.",
    "emergency": "Geef een ander nummer een andere purpose.",
    "empty": "Vul in wat er hoort, of zet de vorige versie terug.",
    "expectedstep": "Schrijf het id van een stap, en de dag als hij die noemt.",
    "fact": "Welke feiten er zijn, staat in docs/facts.md.",
    "first-gate": "Levensgevaar gaat voor alles: zet de poort terug zoals hij was.",
    "headline": "Maak hem korter; de rest kan in een stap.",
    "hours": "Schrijf ze zoals Mo-Fr 09:00-17:00; PH off.",
    "key": "Een sleutel is het ene woord voor de dubbele punt.",
    "lines": "Tel de regels van de tekst waarin gelezen is.",
    "missing": "Het programma kan niet zonder: zet het terug.",
    "missing-key": f"Voeg het toe. {_KEYS}",
    "missing-source": "Noem het document en de regels.",
    "mixed-purpose": "Geef het nummer bij beide diensten dezelfde purpose.",
    "moment": "Schrijf een dag en tijd die bestaan, zoals 2026-11-22 03:10.",
    "national": "Alleen Nederland is van kind national.",
    "never-open": "Wat na een puntkomma staat, vervangt wat er eerder voor die dag stond.",
    "no-way-in": "Geef phone of page.",
    "not-used": "Waarom, zegt crisis check zonder --json.",
    "options": "Maak er kind choice van, of haal options weg.",
    "overlap": "Noem elke regio en sector bij één van beide.",
    "page": "Neem het adres over uit de adresbalk.",
    "phone": "Met netnummer en nul vooraan, zoals 0883399999.",
    "postcodes": "Alleen de cijfers, zonder letters.",
    "region-kind": "V&V, GZ en GGZ gaan per zorgkantoorregio, jeugd per jeugdregio.",
    "review": "Kies na hoeveel maanden iemand het weer leest, zoals 6.",
    "said": "Voeg de zin toe, kort.",
    "scenario": "Is dit bedoeld, verander dan dit geval; anders zijn de gegevens fout.",
    "serves": "Welke regio's er zijn: crisis regions.",
    "shownadvice": "Schrijf het id van een uitweg, en de nummers van de zinnen.",
    "standing": "Is er wel een nummer, zet dat dan bij phone.",
    "tag": "Haal wat met ! begint weg; gewone tekst kan tussen aanhalingstekens.",
    "together": "Wat together doet, staat bovenaan criteria.yaml.",
    "too-deep": "Controleer de inspringing.",
    "too-large": "Zet hier het juiste bestand neer.",
    "too-many": "Verbeter eerst wat hierboven staat.",
    "type": _KEYS,
    "unknown-key": _KEYS,
    "unreachable": "Noem het waar het hoort, verander de voorwaarde, of haal het weg.",
    "unread": "Las iemand het wel, haal dan read weg; anders checked.",
    "unreadable": "Hier hoort een gewoon bestand met deze naam, dat u mag lezen.",
    "unused": "Laat er iets naar leiden, of haal het weg.",
    "unused-answer": "Haal dit antwoord weg, of geef wat op deze weg gevraagd wordt.",
}
"""By the code of the fault. The proofs have theirs beside what they prove."""


def with_tip(problem: Problem) -> Problem:
    """Return a fault with the next step, its own if it has one."""
    return problem if problem.tip else problem._replace(tip=TIPS.get(problem.code, ""))
