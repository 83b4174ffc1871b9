"""``crisis explain``: the glossary."""

from __future__ import annotations

from typing import Annotated

import typer

from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.options import DataFolder, Moment, parse_moment
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.glossary import find_terms, suggest_terms
from crisiszorg_cli.errors import NotFoundError
from crisiszorg_cli.render.provenance import term_lines, terms_lines
from crisiszorg_cli.render.show import show

app = command_app()


@app.command(cls=DutchCommand)
def explain(
    term: Annotated[
        list[str] | None, typer.Argument(metavar="[TERM]", help="Een begrip, zoals dossierhouder.")
    ] = None,
    data: DataFolder = None,
    moment: Moment = None,
) -> None:
    """Leg een begrip uit, met bron. Zonder TERM: alle begrippen."""
    content = Store(data).content()
    if not term:
        show(terms_lines(content))
        return
    word = " ".join(term)
    found = find_terms(content, word)
    if not found:
        near = ", ".join(suggest_terms(content, word))
        tip = f"Bedoelde u: {near}?" if near else "Alle begrippen: crisis explain"
        raise NotFoundError(f"Geen begrip '{word}' in de gegevens.", tip)
    now = parse_moment(moment)
    for item in found:
        show(term_lines(content, item, now))
