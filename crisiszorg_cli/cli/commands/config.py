"""``crisis config``: the user's settings."""

from __future__ import annotations

from typing import Annotated

import typer

from crisiszorg_cli.cli.dutch import DutchCommand, command_app
from crisiszorg_cli.cli.named_places import one_place
from crisiszorg_cli.cli.settings import (
    config_path,
    key_meant,
    load_config,
    parse_setting,
    save_setting,
)
from crisiszorg_cli.content.store import Store
from crisiszorg_cli.render.provenance import config_lines
from crisiszorg_cli.render.show import show

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
    key = None if key is None else key_meant(key)
    if key is not None and value is not None:
        if key == "region" and value:
            one_place(Store().directory(), value)
        save_setting(key, parse_setting(key, value))
    elif key is not None:
        parse_setting(key, "")
    show(config_lines(load_config()._asdict(), str(config_path()), key))
