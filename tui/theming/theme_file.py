"""Themes: TOML files of named colours.

A theme has *base* colours, from which Textual derives its own, and *tokens*, which are postil's: ``claim`` for the letter
of a claim, ``claim-tint`` for the background of its passage. Style sheets use a token as ``$postil-claim``, painting code
calls ``ThemeFile.colour``. Text on a background uses the text colour of that background: ``tint-text`` on every tint,
``selection-text`` on the selection.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import msgspec
import platformdirs

from annotations.errors import PostilError, UsageError
from annotations.text.lazy_regex import lazy

DEFAULT: Final = "ink"
"""Default theme of terminals with more than sixteen colours."""

LIGHT: Final = "paper"
"""The same where the background of the terminal is light."""

SIXTEEN: Final = {True: "terminal", False: "terminal-light"}
"""Themes of the terminal's own colours, by whether its background is dark."""

BASES: Final = (
    *("primary", "secondary", "accent", "foreground", "background", "surface", "panel"),
    *("success", "warning", "error", "boost"),
)
"""Names of Textual's base colours."""

TAG_COLOURS: Final = ("claim", "figure", "opinion", "tag1", "tag2", "tag3", "tag4", "tag5", "tag6")
"""Colours of tags; each has a ``-tint`` for backgrounds."""

LINK_COLOURS: Final = ("supports", "contradicts", "restates", "cites", "qualifies")
"""One colour for each built-in link type."""

TOKENS: Final = (
    *("text", "muted", "faint", "heading", "quote", "code", "link", "rule", "gutter"),
    *("cursor", "cursor-text", "cursor-row", "selection", "selection-text", "match", "match-text"),
    *("status", "status-text", "tint-text"),
    *TAG_COLOURS,
    *(f"{tag}-tint" for tag in TAG_COLOURS),
    *LINK_COLOURS,
)
"""Names of postil's tokens; style sheets write ``$postil-`` before them."""

_ANSI: Final = frozenset(
    f"ansi_{bright}{name}"
    for bright in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
) | {"ansi_default"}
_HEX: Final = lazy(r"#[0-9a-fA-F]{6}")
_NAME: Final = lazy(r"[a-z0-9][a-z0-9-]{0,39}")
_SIZE_LIMIT: Final = 65_536


class ThemeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One theme as in its file, with missing colours from a built-in one."""

    name: str
    """Name for ``--theme`` and the settings: small letters, digits, hyphens."""
    title: str
    """Name in the list of themes."""
    dark: bool
    """Whether text is lighter than its background."""
    base: dict[str, str]
    """Value of each of `BASES`: all ``#rrggbb`` or all ``ansi_…``."""
    tokens: dict[str, str]
    """Value of each of `TOKENS`, of the same form."""
    palette: dict[str, Annotated[int, msgspec.Meta(ge=16, le=255)]] = {}
    """Number of any of these colours where the terminal has 256."""

    @property
    def ansi(self) -> bool:
        """Whether the theme uses only the terminal's sixteen colours."""
        return self.base["background"] in _ANSI

    def colour(self, token: str) -> str:
        """Return the value of a token in Rich's notation: ``#e8c547``, ``yellow``, ``default``."""
        return self.tokens[token].removeprefix("ansi_")


def themes(report: Callable[[str], object], folder: Path | None = None) -> dict[str, ThemeFile]:
    """Return the built-in themes and the user's, by name; a user's theme replaces a built-in one of the same name.

    The user's are in `folder`, by default ``themes`` in the user's configuration folder. Invalid ones are left out, and
    `report` is called with one line about each.
    """
    found = {theme.name: theme for theme in map(_read_built_in, sorted(_built_in().glob("*.toml")))}
    built_in = dict(found)
    own = folder or _own()
    try:
        paths = sorted(own.glob("*.toml"))
    except OSError as error:
        report(f"{own}: your themes cannot be listed ({error.strerror}); using the built-in themes")
        return found
    for path in paths:
        try:
            theme = read_theme(path, built_in)
        except PostilError as error:
            report(str(error))
        else:
            found[theme.name] = theme
    return found


class Themes:
    """All themes, read on demand: at start only the active one."""

    def __init__(self, report: Callable[[str], object]) -> None:
        """`report` is called with one line about each invalid theme."""
        self._report = report
        self._known: dict[str, ThemeFile] = {}
        self._complete = False

    def get(self, name: str) -> ThemeFile | None:
        """Return a theme by its name, or None."""
        if name not in self._known and not self._complete:
            file = _built_in() / f"{name}.toml"
            if _NAME.fullmatch(name) and file.exists() and not _own().exists():
                self._known[name] = _read_built_in(file)
            else:
                self.all()
        return self._known.get(name)

    def find(self, wanted: str) -> str:
        """Return the name of the theme with this name or title, ignoring case; ``""`` if there is none."""
        if self.get(wanted) is not None:
            return wanted
        folded = wanted.strip().casefold()
        known = self.all().values()
        return next((one.name for one in known if folded in (one.name.casefold(), one.title.casefold())), "")

    def all(self) -> dict[str, ThemeFile]:
        """Return all themes by name."""
        if not self._complete:
            self._known = themes(self._report)
            self._complete = True
        return self._known


@cache
def _read_built_in(path: Path) -> ThemeFile:
    """Read a file of the program's own, which does not change while it runs."""
    return read_theme(path)


def read_theme(path: Path, built_in: Mapping[str, ThemeFile] | None = None) -> ThemeFile:
    """Read a theme file, with missing colours from the most similar theme of `built_in`.

    Raises UsageError if it is invalid, or incomplete without `built_in`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_SIZE_LIMIT + 1)
        if len(data) > _SIZE_LIMIT:
            raise _broken(path, "it is larger than 64 KiB")
        theme = msgspec.convert(tomllib.loads(data.decode()), ThemeFile)
    except OSError as error:
        raise _broken(path, error.strerror or "it cannot be read") from error
    except UnicodeDecodeError as error:
        raise _broken(path, "it is not UTF-8") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise _broken(path, str(error)) from error
    if not _NAME.fullmatch(theme.name):
        raise _broken(path, f"the name {theme.name!r} must consist of small letters, digits and hyphens")
    _check(path, "base", theme.base, BASES)
    _check(path, "tokens", theme.tokens, TOKENS)
    if unknown := next((name for name in theme.palette if name not in BASES + TOKENS), ""):
        raise _broken(path, f"[palette] has no colour named {unknown!r}")
    if built_in is not None:
        theme = _filled(theme, built_in)
    lacking = [name for name in BASES if name not in theme.base] + [n for n in TOKENS if n not in theme.tokens]
    if lacking:
        raise _broken(path, f"it lacks {', '.join(lacking)}")
    if len({value in _ANSI for value in (*theme.base.values(), *theme.tokens.values())}) > 1:
        raise _broken(path, "it mixes #rrggbb with ansi_ colours: use one form throughout")
    return theme


def choose(wanted: str, color_system: str | None, *, no_color: bool, light: bool = False) -> str:
    """Return the name of the theme to start with: `wanted`, else one that the terminal can show.

    `color_system` is Rich's name of the terminal's colours: ``truecolor``, ``256``, ``standard`` or None; `light` is
    whether its background is.
    """
    # With sixteen colours tints cannot be distinguished, and NO_COLOR forbids colours.
    if no_color:
        return SIXTEEN[True]
    if wanted:
        return wanted
    if color_system not in {"truecolor", "256"}:
        return SIXTEEN[not light]
    return LIGHT if light else DEFAULT


def _built_in() -> Path:
    """Return the folder of the built-in themes, beside this package."""
    return Path(__file__).resolve().parents[2] / "themes"


def _own() -> Path:
    """Return the folder of the user's themes, which may not exist."""
    return platformdirs.user_config_path("postil") / "themes"


def _filled(theme: ThemeFile, built_in: Mapping[str, ThemeFile]) -> ThemeFile:
    """Fill missing colours from the built-in theme of the same kind, so that text stays readable."""
    if any(value in _ANSI for value in (*theme.base.values(), *theme.tokens.values())):
        model = built_in[SIXTEEN[theme.dark]]
    else:
        model = built_in[DEFAULT if theme.dark else LIGHT]
    own = theme.base | theme.tokens
    borrowed = {name: number for name, number in model.palette.items() if name not in own}
    return msgspec.structs.replace(
        theme, base=model.base | theme.base, tokens=model.tokens | theme.tokens, palette=borrowed | theme.palette
    )


def _check(path: Path, section: str, given: Mapping[str, str], known: tuple[str, ...]) -> None:
    for name, value in given.items():
        if name not in known:
            raise _broken(path, f"[{section}] has no colour named {name!r}")
        if value not in _ANSI and not _HEX.fullmatch(value):
            raise _broken(path, f"{name} = {value!r} is neither #rrggbb nor a colour such as ansi_blue")


def _broken(path: Path, reason: str) -> UsageError:
    """Return the error for a theme file, in one line, with unprintable characters of the file escaped."""
    line = f"{path}: this theme cannot be used: {' '.join(reason.split())}"
    return UsageError("".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line))
