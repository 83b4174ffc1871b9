"""The user's settings: a small TOML file in the user's config directory."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from crisiszorg_cli.errors import InputError
from crisiszorg_cli.nearest import did_you_mean

KEYS = ("region",)


@dataclass(frozen=True, slots=True)
class Config:
    """Settings; ``region`` is the place used when none is given."""

    region: str | None = None


def config_path() -> Path:
    """Give the file in which the settings live; it need not exist."""
    return Path(platformdirs.user_config_dir("crisiszorg-cli", appauthor=False)) / "config.toml"


def load_config(path: Path | None = None) -> Config:
    """Read the settings; no file means no settings.

    Raises InputError naming the file and the word that is wrong.
    """
    file = path or config_path()
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file}: kan de instellingen niet lezen ({error}).") from error
    for key, value in values.items():
        if key not in KEYS:
            tip = did_you_mean(key, KEYS) or f"Mogelijk: {', '.join(KEYS)}."
            raise InputError(f"{file}: onbekende instelling '{key}'.", tip)
        if not isinstance(value, str):
            raise InputError(f"{file}: '{key}' moet tekst tussen aanhalingstekens zijn.")
    return Config(region=values.get("region"))
