"""Signs beside numbers that are written wide or in another script: ％, ٪, ＄."""

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
_PLAIN: Final = {ord(other): sign for sign, others in _ALIKE.items() for other in others}
_OTHER: Final = lazy(f"[{''.join(map(chr, _PLAIN))}]")
_POINT: Final = lazy("(?<=[０-９])[，．](?=[０-９])|(?<=[０-９%])[～〜](?=[０-９])")
_POINTS: Final = {"，": ",", "．": ".", "～": "–", "〜": "–"}


def plain(text: str) -> str:
    """Return a text of the same length with the usual signs; commas and points are signs of a number only between its digits."""
    if text.isascii():
        return text
    if _OTHER.search(text):
        text = text.translate(_PLAIN)
    return _POINT.sub(lambda found: _POINTS[found[0]], text) if _POINT.search(text) else text
