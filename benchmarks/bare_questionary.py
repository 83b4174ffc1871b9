"""The least that asks the same questions: questionary in a loop, answered with one key each."""
# ruff: noqa: INP001 - a folder of scripts, not a package

from __future__ import annotations

import sys

import questionary  # noqa: TID253 - it is all that this does

for text in sys.argv[1:]:
    questionary.confirm(text, auto_enter=True).unsafe_ask()
