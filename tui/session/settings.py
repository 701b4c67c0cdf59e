"""Settings of the user, kept in one TOML file in the user's configuration folder."""

from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
import platformdirs

from annotations.errors import UsageError
from annotations.store.files import replace_file

_FILE: Final = "settings.toml"

WIDTHS: Final = range(40, 121, 4)
"""The widths that the column of text can have, in cells."""


class Suggest(msgspec.Struct, kw_only=True, frozen=True):
    """The table `[suggest]`: what proposes links."""

    use: str = ""
    """Name of a suggester; "" for `semantic` if a model is named, else `words`."""
    model: str = ""
    """Folder of the model of `semantic`."""


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    """The settings, with their defaults."""

    theme: str = ""
    """Name of a theme; "" for one that fits the terminal."""
    column_width: Annotated[int, msgspec.Meta(ge=WIDTHS[0], le=WIDTHS[-1])] = 84
    """Width of the column of text, in cells."""
    mouse: bool = True
    """Whether the program uses the mouse; else the terminal keeps it."""
    author: str = ""
    """Name for new records; "" for the login name. The environment variable POSTIL_AUTHOR goes before it."""
    language: Literal["", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru"] = ""
    """Language whose abbreviations end no sentence; "" to tell it from each text."""
    citation: Literal["plain", "markdown", "bibtex", "csl"] = "plain"
    """Style in which a passage is copied with its source."""
    suggest: Suggest = Suggest()


def config_folder() -> Path:
    """The folder of settings, keys and themes; it need not exist."""
    return platformdirs.user_config_path("postil")


def settings_file() -> Path:
    """The file of the settings; it need not exist."""
    return config_folder() / _FILE


def load_settings() -> tuple[Settings, str]:
    """The settings, and one line if the file could not be used."""
    path = settings_file()
    if not path.exists():
        return Settings(), ""
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings), ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        return Settings(), f"{path}: your settings cannot be used: {' '.join(str(error).split())}"


def save_setting(name: str, value: str | bool | int) -> None:  # noqa: FBT001 - the value of a setting
    """Keep a setting for the next time; comments and other lines of the file stay.

    Raises UsageError if the file cannot be read or written.
    """
    import tomlkit  # imported when a setting is changed, not at start
    from tomlkit.exceptions import TOMLKitError

    path = settings_file()
    try:
        given: Any = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        given[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path.resolve(), tomlkit.dumps(given).encode())
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise UsageError(f"{path}: the setting cannot be saved: {' '.join(str(error).split())}") from error
