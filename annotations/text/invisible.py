"""Characters that a reader does not see: soft hyphens, joiners, zero-width blanks, marks of direction.

They neither part a word nor make two words different.
"""

from typing import Final

from annotations.text.lazy_regex import lazy

CLASS: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""The characters, for a class of a regular expression."""
_INVISIBLE: Final = lazy(f"[{CLASS}]")
_RUN: Final = lazy(f"[{CLASS}]+")


def has_invisible(text: str) -> bool:
    """Return whether a text contains any."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def visible(text: str) -> str:
    """Return the text without them; unchanged if nothing else is in it."""
    return _RUN.sub("", text) or text if has_invisible(text) else text
