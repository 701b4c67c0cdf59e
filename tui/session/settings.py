"""Settings of the user, kept in one TOML file in the user's configuration folder."""

from pathlib import Path

import msgspec
import platformdirs

_FILE = "settings.toml"


class Settings(msgspec.Struct, kw_only=True):
    """The settings, with their defaults."""

    theme: str = ""
    """Name of a theme; empty for one that fits the terminal."""


def config_folder() -> Path:
    """The folder of settings, keys and themes; it need not exist."""
    return platformdirs.user_config_path("postil")


def load_settings() -> tuple[Settings, str]:
    """The settings, and one line if the file could not be used."""
    path = config_folder() / _FILE
    if not path.exists():
        return Settings(), ""
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Settings), ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        return Settings(), f"{path}: your settings cannot be used: {' '.join(str(error).split())}"


def save_theme(name: str) -> str:
    """Keep a theme for the next time; other lines of the file stay. One line if it could not be kept."""
    path = config_folder() / _FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if not line.replace(" ", "").startswith("theme=")]
        path.write_text("\n".join([f'theme = "{name}"', *kept]) + "\n", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return f"{path}: the theme could not be kept: {error}"
    return ""
