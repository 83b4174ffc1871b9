"""``crisis config``: the user's settings."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from crisiszorg_cli.config import config_path, load_config, parse_setting, save_setting
from crisiszorg_cli.named_places import one_place
from crisiszorg_cli.render.text import config_lines
from crisiszorg_cli.show import show
from crisiszorg_cli.store import Store
from crisiszorg_cli.usage import DutchCommand, command_app

app = command_app()


@app.command(cls=DutchCommand)
def config(
    key: Annotated[
        str | None, typer.Argument(metavar="[SLEUTEL]", help="region, plain, draft of report.")
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[WAARDE]", help="Leeg maakt de instelling ongedaan.")
    ] = None,
) -> None:
    """Toon of wijzig uw instellingen."""
    if key is not None and value is not None:
        if key == "region" and value:
            one_place(Store().directory(), value)
        save_setting(key, parse_setting(key, value))
    elif key is not None:
        parse_setting(key, "")
    show(config_lines(asdict(load_config()), str(config_path()), key))
