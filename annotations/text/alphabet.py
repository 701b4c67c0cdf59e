"""The order of names in lists: by the alphabet of a language, and as people count.

Letters with accents are beside those without, unless the language has them as letters of their own: Swedish ends with
å ä ö, Danish and Norwegian with æ ø å, Spanish has ñ behind n.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from annotations.text.canonical import bare, canonical

_OWN: Final[Mapping[str, str]] = {
    "sv": "z:åäö", "fi": "z:åäö", "da": "z:æøå", "nb": "z:æøå", "nn": "z:æøå", "no": "z:æøå", "is": "d:ð z:þæö",
    "et": "s:šž w:õäöü", "es": "n:ñ", "pl": "a:ą c:ć e:ę l:ł n:ń o:ó s:ś z:źż", "cs": "c:č r:ř s:š z:ž",
    "sk": "a:ä c:č o:ô s:š z:ž", "sl": "c:č s:š z:ž", "hr": "c:čć d:đ s:š z:ž", "tr": "c:ç g:ğ h:ı o:ö s:ş u:ü",
    "hu": "o:ö u:ü", "ro": "a:ăâ i:î s:ș t:ț", "lt": "c:č s:š z:ž",
}  # fmt: skip
"""Letters of their own behind others, by language."""

_BESIDE: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
"""Letters without an accent that other languages have beside these."""

_BEHIND: Final = "\U0010fff0"
"""Sorts behind every letter."""

_DIGITS: Final = re.compile(r"(\d+)")

Key = tuple[list[str | int], str]


def alphabetical(name: str, language: str | None = None) -> Key:
    """Return a key that sorts names by the alphabet of a language, whatever the case: ``2-x`` before ``10-x``.

    Without one it is that of the environment; `""` is the order of no language. Accents decide between names that are
    equal but for them.
    """
    letters = name.casefold() if name.isascii() else _spelled(name, _language() if language is None else language)
    parts: list[str | int] = [*_DIGITS.split(letters)]
    parts[1::2] = [int(str(digits)) for digits in parts[1::2]]
    return parts, name


def _spelled(name: str, language: str) -> str:
    own = _own(language)
    # A capital İ becomes two code points in lower case; the second is an accent.
    text = canonical(canonical(name).casefold())
    return bare(text.translate(own) if own else text).translate(_BESIDE)


@cache
def _own(language: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for group in _OWN.get(language, "").split():
        before, _, letters = group.partition(":")
        found |= {ord(letter): f"{before}{_BEHIND}{chr(97 + place)}" for place, letter in enumerate(letters)}
    return found


def has_own_letters() -> bool:
    """Return whether the language of the environment has letters of its own, so that its order is not that of none."""
    return bool(_own(_language()))


@cache
def _language() -> str:
    """Return the language by which the environment sorts, such as ``sv``; `""` if it names none."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_COLLATE", "LANG"))
    return next(filter(None, names), "").partition("_")[0].partition(".")[0].lower()
