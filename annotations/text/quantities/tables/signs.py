"""Signs and units beside numbers that are written wide or in another script: ％, ٪, ＄, ｋｇ."""

from string import ascii_letters
from typing import Final

from annotations.text.lazy_regex import lazy

_ALIKE: Final = {
    "%": "％﹪٪",
    "‰": "؉",
    "‱": "؊",
    "$": "＄﹩",
    "£": "￡",
    "¥": "￥",
    "₩": "￦",
    "¢": "￠",
    "+": "＋",
    "-": "－",
    "<": "＜",
    ">": "＞",
    "≤": "≦",
    "≥": "≧",
    "/": "／",
    "(": "（",
    ")": "）",
}
_LETTERS: Final = {0xFEE0 + ord(letter): letter for letter in ascii_letters}
_PLAIN: Final = {ord(other): sign for sign, others in _ALIKE.items() for other in others} | _LETTERS
_OTHER: Final = lazy(f"[{''.join(map(chr, _PLAIN))}]")
_POINT: Final = lazy("(?<=[０-９])[，．](?=[０-９])|(?<=[０-９%])[～〜](?=[０-９])")
_POINTS: Final = {"，": ",", "．": ".", "～": "–", "〜": "–"}


def plain(text: str) -> str:
    """Return a text of the same length with the usual signs and letters; commas and points are signs of a number only between its digits."""
    if text.isascii():
        return text
    if _OTHER.search(text):
        text = text.translate(_PLAIN)
    return _POINT.sub(lambda found: _POINTS[found[0]], text) if _POINT.search(text) else text
