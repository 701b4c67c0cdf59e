"""Figures of a text: numbers with their sign, currency, scale and unit.

`$15 billion`, `187%`, `1,000`, `72B` and `20-30%` are figures. Numbers that count, name or date something are not:
those of lists and references, years, days, times, ordinals, versions, and parts of names (`GPT-4`, `Q3`).
"""

import re
from collections.abc import Iterator

from annotations.text.lazy_regex import lazy

_APART = r"\u3040-\u30ff\u3400-\u9fff⁰-₉¹²³"
"""Characters that may touch a number without belonging to it: scripts without blanks, raised and lowered digits."""

_LETTER = rf"[^\W\d_¼½¾{_APART}]"
_REST = rf"[^\W{_APART}]"
"""Continuation of a word: a letter, a digit or an underscore."""

_BLANK = r"[ \u00a0\u2009\u202f]"
"""Blanks inside a figure: never the tab that separates the cells of a table."""

_CODE = r"(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|CAD|AUD|SEK|NOK|DKK)"
_CURRENCY = rf"(?:(?:\b(?:US|CA|AU|HK|NZ|[ACRS]))?\$|[€£¥₹₩₽]|\b{_CODE}){_BLANK}?"
_SCALE = r"(?:(?:hundred|thousand|million|billion|trillion|bn|mln|mn|trn|tn)\b|[万億亿萬兆])"
_UNIT = rf"""
    (?:percent(?:age{_BLANK}points?)?|per{_BLANK}cent|pp|bps|basis{_BLANK}points?
    |dollars?|euros?|pounds?|yen|yuan|{_CODE}|[KMGTP]?i?B|[kKMGTP]?bit|[kMGT]?Hz|[kMGT]?Wh?|[kcmµ]?m|[km]?g
    |[mnµ]?s|tons?|tonnes?|miles?|years?|months?|weeks?|days?|hours?|minutes?|seconds?)(?!{_REST})
"""
_NUMBER = r"""
    (?>\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+(?:[.,/]\d+)?[¼½¾]?
    |(?<!\w)\.\d+|[¼½¾])
"""
_MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b"
)

_WORD = rf"{_REST}*(?:-{_REST}+|(?<=\d)\.\d+)*(?:://\S+)?"

# Lookalikes of figures match whole, so that no part of them is a figure. The frequent ones come first, for speed.
_TOKEN = lazy(
    rf"""
      \s+
    | (?![A-Z]){_LETTER}{_WORD}
    | \[\d+(?:[-–,]{_BLANK}?\d+)*\]                                              # a reference
    | (?:\d{{4}}-\d\d-\d\d|\d{{1,2}}([./])\d{{1,2}}\1\d{{2,4}}|\d{{1,2}}:\d\d(?::\d\d)?)(?!{_REST})
    | {_MONTH}\.?{_BLANK}\d{{1,2}}(?:st|nd|rd|th)?(?:,?{_BLANK}(?:19|20)\d\d)?   # a day
      (?!{_REST}|[.,]\d|{_BLANK}?(?:%|{_SCALE}|{_UNIT}))
    | \d{{1,2}}(?:st|nd|rd|th)?{_BLANK}{_MONTH}
    | (?:\d+\.){{2,}}\d+(?![\d,])                                                # a version
    | \d{{3}}0s\b                                                                # a decade
    | (?P<figure>
        (?:(?<![\w)\]])[-−–+±])?
        (?P<currency>{_CURRENCY}[-−–]?)?
        (?P<number>{_NUMBER})
        (?P<to>[-–—][$€£]?{_NUMBER})?
        (?P<unit>
          {_BLANK}?[%‰€£¥]
        | (?:(?:{_BLANK}?{_SCALE}|[kKmMbBtTx×](?!{_REST}))(?:[円元]|(?:{_BLANK}|-)?{_UNIT})?|[円元]|(?:{_BLANK}|-)?{_UNIT})
        )?
        (?!{_REST})
      )
    | {_LETTER}{_WORD}
    | \d{_REST}*
""",
    re.VERBOSE,
)


_DIGIT = lazy(r"[\d¼½¾]")
_YEAR = lazy(r"(?:19|20)\d\d(?:[-–—/](?:19|20)?\d\d)?")
_ITEM = lazy(r"\d{1,2}")
_LIST_OPENS = lazy(r"|.?[\n\t(]|[:;.!?,]\s", re.DOTALL)


def figures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the figures of a range of text in order, as half-open ranges in code points.

    The range should start at a possible start of a word, such as the start of a block.
    """
    if not _DIGIT.search(text, start, end):
        return
    for match in _TOKEN.finditer(text, start, end):
        if match["figure"] and not (_is_year(match) or _numbers_item(match)):
            yield match.span("figure")


def _is_year(match: re.Match[str]) -> bool:
    """Return whether a match is a bare year, or a span of years as in 2019–2023 and 2019/20."""
    return _YEAR.fullmatch(match["figure"]) is not None


def _numbers_item(match: re.Match[str]) -> bool:
    """Return whether a match is the bare number of a list item, on its own line or inline: `2)`, `(2)`, `2.`."""
    text, (start, end) = match.string, match.span("figure")
    closer = text[end : end + 1]
    if not _ITEM.fullmatch(match["figure"]) or closer not in {".", ")"} or text[end + 1 : end + 2].strip():
        return False
    if closer == ")":  # It closes no bracket, or one that contains only the number.
        before = text[max(0, start - 200) : start]
        return before.endswith("(") or before.rfind("(") <= before.rfind(")")
    return end + 1 < len(text) and _LIST_OPENS.fullmatch(text[max(0, start - 2) : start]) is not None
