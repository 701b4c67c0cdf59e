"""Whether the background of the terminal is light: from COLORFGBG, or from its answer to a query (OSC 11)."""

from collections.abc import Mapping
from typing import Final

from annotations.text.lazy_regex import lazy

QUERY: Final = "\x1b]11;?\x07"
"""Asks the terminal for its background colour."""

_ANSWER: Final = lazy(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")

_LIGHT_COLOURS: Final = frozenset(("7", "9", "10", "11", "12", "13", "14", "15"))
"""Numbers of light colours among the sixteen, as vim takes COLORFGBG."""


def from_environment(environment: Mapping[str, str]) -> bool | None:
    """Return whether COLORFGBG names a light background; None if it names none."""
    _, separator, background = environment.get("COLORFGBG", "").rpartition(";")
    if not separator or not background.isdecimal():
        return None
    return background in _LIGHT_COLOURS


def from_answer(text: str) -> bool | None:
    """Return whether an answer to `QUERY` names a light colour; None if the text is no such answer."""
    match = _ANSWER.match(text)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / int("f" * len(part), 16) for part in match.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5
