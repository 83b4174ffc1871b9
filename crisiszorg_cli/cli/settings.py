"""The user's settings: a small TOML file in the user's config directory."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from crisiszorg_cli import streams
from crisiszorg_cli.atomic_file import atomic_write
from crisiszorg_cli.did_you_mean import did_you_mean
from crisiszorg_cli.errors import CrisiszorgError, InputError, reason_of
from crisiszorg_cli.folders import config_folder
from crisiszorg_cli.guarded_file import AbsentError, UnreadableError, read_small

REPORTS = ("geen", "sbar", "soep")

_SWITCHES = ("plain", "draft")
_WORDS = {"ja": True, "aan": True, "true": True, "nee": False, "uit": False, "false": False}


class Config(NamedTuple):
    """Settings. ``region`` is a place to offer, never an answer; ``draft`` keeps drafts."""

    region: str | None = None
    plain: bool = False
    draft: bool = True
    report: str = "geen"


KEYS = Config._fields


def config_path() -> Path:
    """Return the file in which the settings live; it need not exist."""
    return config_folder() / "config.toml"


def usable_config() -> Config:
    """Read the settings; broken ones are said on stderr, and stop nothing."""
    try:
        return load_config()
    except CrisiszorgError as error:
        streams.write_error(f"Let op: instellingen genegeerd. {error.message} {error.tip}\n")
        return Config()


_IN_DUTCH = {
    "regio": "region",
    "eenvoudig": "plain",
    "concept": "draft",
    "rapport": "report",
    "verslag": "report",
}


def load_config(path: Path | None = None) -> Config:
    """Read the settings; no file means no settings.

    Raises InputError naming the file and the word that is wrong.
    """
    file = path or config_path()
    try:
        text = read_small(file).decode("utf-8-sig")  # Notepad adds a mark
        import tomllib  # noqa: PLC0415 - most people have no settings

        values = tomllib.loads(text)
    except AbsentError:
        return Config()
    except UnreadableError as error:
        raise _unreadable(file, str(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, "geen UTF-8") from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all limits too
        line = re.search(r"at line (\d+)", str(error))
        where = f", regel {line[1]}" if line else ""
        raise _unreadable(file, f"geen geldige TOML{where}") from error
    values = {key_meant(key): value for key, value in values.items()}
    for key, value in values.items():
        _check(f"{file}: ", key, value)
    return Config(**values)


def key_meant(key: str) -> str:
    """Return the key of a setting, which may be given by its Dutch word."""
    return _IN_DUTCH.get(key, key)


def _unreadable(file: Path, reason: str) -> InputError:
    return InputError(f"{file}: kan de instellingen niet lezen ({reason}).")


def _check(where: str, key: str, value: object) -> None:
    if key not in KEYS:
        tip = did_you_mean(key, KEYS) or f"Mogelijk: {', '.join(KEYS)}."
        raise InputError(f"{where}onbekende instelling '{key}'.", tip)
    if key in _SWITCHES and not isinstance(value, bool):
        raise InputError(f"{where}'{key}' is aan of uit (in het bestand: true of false).")
    if key in ("region", "report") and not isinstance(value, str):
        raise InputError(f"{where}'{key}' moet tekst tussen aanhalingstekens zijn.")
    if key == "report" and value not in REPORTS:
        raise InputError(f"{where}onbekend verslag '{value}'.", f"Kies uit: {', '.join(REPORTS)}.")


def parse_setting(key: str, text: str) -> str | bool | None:
    """Read the value of one setting as typed; nothing at all resets it to its default.

    Raises InputError on an unknown key or a value that the key does not allow.
    """
    word = text.strip()
    if not word and key in KEYS:
        return None
    value = _WORDS.get(word.casefold(), word) if key in _SWITCHES else word
    _check("", key, value)
    return value


def save_setting(key: str, value: str | bool | None, path: Path | None = None) -> Config:  # noqa: FBT001
    """Change one setting, keeping the others; the file is replaced whole.

    Raises InputError when the file has faults or cannot be written.
    """
    import tomli_w  # noqa: PLC0415 - only a change of settings needs it

    file = path or config_path()
    settings: dict[str, Any] = {**load_config(file)._asdict(), key: value}
    default = Config()._asdict()
    kept = {k: v for k, v in settings.items() if v is not None and v != default[k]}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(file, tomli_w.dumps(kept).encode())
    except OSError as error:
        reason = reason_of(error)
        raise InputError(f"{file}: kan de instellingen niet bewaren ({reason}).") from error
    return Config(**{**default, **kept})
