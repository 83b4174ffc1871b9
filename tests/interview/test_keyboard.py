"""The keyboard of the tests: what it keeps between prompts finds the same as the library."""

from __future__ import annotations

from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings  # noqa: TID253
from prompt_toolkit.key_binding.defaults import load_key_bindings  # noqa: TID253
from prompt_toolkit.key_binding.key_processor import KeyPressEvent  # noqa: TID253
from prompt_toolkit.keys import Keys  # noqa: TID253

from tests.interview.keyboard import made_once


def test_keys_are_bound_as_in_the_library() -> None:
    """The same bindings in the same order, those of any key before those of this key."""
    ours = KeyBindings()

    @ours.add(Keys.Any)
    @ours.add("j")
    @ours.add("escape", "j")
    def _(event: KeyPressEvent) -> None: ...

    merged = merge_key_bindings([load_key_bindings(), merge_key_bindings([ours])])
    keys = [("j",), (Keys.Escape,), (Keys.Escape, "j"), (Keys.ControlX,), (Keys.Enter,), ("é",)]
    asked = (merged.get_bindings_for_keys, merged.get_bindings_starting_with_keys)
    expected = [of(pressed) for pressed in keys for of in asked]

    with made_once():
        asked = (merged.get_bindings_for_keys, merged.get_bindings_starting_with_keys)
        assert expected == [of(pressed) for pressed in keys for of in asked]
    assert len(expected[0]) > 2
