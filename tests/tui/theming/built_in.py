"""The built-in themes, and files of others."""

from functools import cache
from pathlib import Path

from tui.theming.palette import fitted
from tui.theming.theme_file import SIXTEEN, ThemeFile, read_theme

FOLDER = Path(__file__).parents[3] / "themes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def theme(name: str, depth: str = "truecolor") -> ThemeFile:
    """A built-in theme as a terminal with that number of colours gets it."""
    return fitted(read_theme(FOLDER / f"{name}.toml"), depth, lambda dark: theme(SIXTEEN[dark]))


def write(folder: Path, name: str, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
