"""Which place is meant, asked of a person: of several, of what comes near, or of none yet."""

from __future__ import annotations

from crisiszorg_cli import streams
from crisiszorg_cli.cli.named_places import choice_text, unknown_error, what_comes_near
from crisiszorg_cli.directory.lookup import Query, places_of
from crisiszorg_cli.directory.search import place_label
from crisiszorg_cli.directory.services import place_by_id
from crisiszorg_cli.interview.launch import apart, ask_once
from crisiszorg_cli.interview.place_search import place_search
from crisiszorg_cli.interview.prompter import Key
from crisiszorg_cli.model.contacts import Directory, Municipality, Place, Region, Service
from crisiszorg_cli.wording.contacts import LIFE_DANGER

NONE = ""
_WHERE = "Waar woont de cliënt? (postcode of plaats)"
_WHY = "Het gaat om waar de cliënt woont, niet om waar u werkt. Elders in het land: typ elders."


def ask_where(directory: Directory, *, plain: bool) -> Place:
    """Ask where the client lives. Raises LeftError and KeyboardInterrupt as ``launch.apart``."""
    streams.write(f"{LIFE_DANGER}\n")
    search = place_search(directory)
    chosen = apart(
        lambda way: way.prompter.ask_from_list(_WHERE, _WHY, search, can_go_back=False),
        plain=plain,
    )
    place = place_by_id(directory, str(chosen))
    assert place is not None  # noqa: S101 - the list has places only
    return place


def choose_place(directory: Directory, query: Query) -> Place | None:
    """Let a person choose the place that a name stands for, of several or of what comes near.

    None where nothing of it is meant. Raises NotFoundError where nothing comes near, and as
    ``ask_which``.
    """
    places = places_of(directory, query)
    if not places and not what_comes_near(directory, query):
        raise unknown_error(directory, query.text)
    streams.write(f"{LIFE_DANGER}\n")  # which is asked after this
    chosen = ask_which(directory, places, query)
    return chosen if isinstance(chosen, (Region, Municipality)) else None


def ask_which(
    directory: Directory, places: tuple[Place, ...], query: Query
) -> Place | Service | None:
    """Let the person choose with one key what the word means, or what comes near it.

    None where nothing comes near, or nothing of it is meant. Raises KeyboardInterrupt or
    LeftError when they leave.
    """
    word = query.text
    labels = {place.id: (place_label(directory, place, word), place) for place in places}
    offered = labels or what_comes_near(directory, query)
    if not offered:
        return None
    keys = [Key(str(n), label, id_) for n, (id_, (label, _)) in enumerate(offered.items(), start=1)]
    question = f"{choice_text(word)} Welke?"
    if not places:
        keys.append(Key("n", "geen van deze", NONE))
        question = f"'{word}' staat niet in de gegevens. Bedoelt u:"
    chosen = ask_once(question, keys)
    return offered[chosen][1] if chosen != NONE else None
