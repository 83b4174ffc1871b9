"""Fills in the page of the card for the wall, and escapes all that is filled in.

The one place that knows the templating library; imported by ``crisis card`` alone.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from crisiszorg_cli.render.wall_card import WallCard
from crisiszorg_cli.visible_text import marked

TEMPLATE = "wall_card.html.jinja"


def wall_page(card: WallCard) -> str:
    """Return the card as one HTML page that needs nothing besides itself.

    What nobody sees in a name, such as a character that turns a number round, becomes a mark.
    """
    return marked(_template().render(card=card))


@cache
def _template() -> Template:
    pages = Environment(
        loader=PackageLoader("crisiszorg_cli", "render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return pages.get_template(TEMPLATE)
