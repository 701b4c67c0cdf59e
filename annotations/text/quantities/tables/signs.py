"""Signs and units beside numbers that are written wide or in another script: ％, ٪, ＄, ｋｇ."""

import re
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
_RAISED: Final = lazy(
    r"(?<![\w.,·])(?P<whole>\d{1,3})·(?P<part>\d{1,4})(?![\d·^⁰¹²³⁴-⁹⁻⁺]|[.,]\d|[ ]?(?:[x×*]|\*\*)[ ]?\d)"
)
"""Number with the raised point of medical journals, *8·7 per cent*; in a product of powers the point multiplies: *3·10⁶*."""


def plain(text: str) -> str:
    """Return a text of the same length with the usual signs and letters; commas and points are signs of a number only between its digits."""
    if text.isascii():
        return text
    if _OTHER.search(text):
        text = text.translate(_PLAIN)
    if "·" in text:
        text = _RAISED.sub(_with_point, text)
    return _POINT.sub(lambda found: _POINTS[found[0]], text) if _POINT.search(text) else text


def _with_point(found: re.Match[str]) -> str:
    """Return a number with a raised point as it is usually written, with a sign that parts no thousands if its point might."""
    mark = "٫" if len(found["part"]) == 3 and found["whole"] != "0" else "."
    return f"{found['whole']}{mark}{found['part']}"
