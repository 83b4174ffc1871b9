"""Keeps a number of the user's own that was asked for: in their overlay, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from crisiszorg_cli.content.overlay_file import OverlayFile
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.directory.own_numbers import Entered
from crisiszorg_cli.interview.number_form import NumberForm
from crisiszorg_cli.interview.prompter import Prompter
from crisiszorg_cli.render.layout import Line, Role
from crisiszorg_cli.render.own_number import saved_lines


def ask_and_save(  # noqa: PLR0913 - what is asked, how, and about what
    prompter: Prompter,
    show: Callable[[Iterable[Line]], None],
    store: Store,
    today: date,
    *,
    entered: Entered,
    confirm: bool = False,
) -> bool:
    """Ask for a number and keep it; tell whether it was kept.

    ``confirm`` as in ``NumberForm.ask``. Raises InputError where the overlay cannot be read or
    written; then nothing has changed.
    """
    file = OverlayFile(store)
    form = NumberForm(prompter, show, file.directory, today)
    chosen = form.ask(entered, file.alike, confirm=confirm)
    if chosen is None:
        show([Line(Role.NOTE, "Niet opgeslagen.")])
        return False
    file.put(chosen.number, chosen.instead_of)
    show(saved_lines(str(file.path)))
    return True
