"""Numbers in digits: where they are, and their values in the notations of different countries."""

import math
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.tables.numerals import ADDED
from annotations.text.quantities.values import TOO_LARGE

FRACTIONS: Final = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
_PARTS: Final = "".join(FRACTIONS)
_BLANK: Final = r"[ \u00a0\u2009\u202f]"
"""Blanks inside a number: never the tab that separates the cells of a table."""

DIGIT: Final = lazy(rf"[\d{_PARTS}]")
NUMBER: Final = lazy(
    rf"""
    (?: (?P<mixed>\d{{1,4}})[ -][ ]?(?P<mixed_over>\d{{1,2}})[ ]?[/⁄][ ]?(?P<mixed_under>\d{{1,2}})(?![\d/])
      | (?P<over>\d{{1,3}}){_BLANK}?[/⁄]{_BLANK}?(?P<under>\d{{1,4}})(?![\d/,.]{0, 3}\d)
      | (?P<grouped>
          \d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?
        | \d{{1,3}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?
        | \d{{1,3}}(?:['’٬\u00a0\u2009\u202f\u200b\u2060]\d{{3}})+(?!\d)(?:[.,٫]\d+)?
        | \d{{1,3}}(?:[ ]\d{{3}}){{1,5}}(?![ ]?\d|[^\W_])(?:[.,]\d+)?
        | \d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)(?:\.\d+)?
        )
      | (?P<apart>\d{{1,3}}(?:[ ],[ ]\d{{3}})+(?!\d|[ ],[ ]\d)(?:[ ]\.[ ]\d+)?|\d{{1,3}}[ ]\.[ ]\d{{1,4}}(?!\d|[ ][.,][ ]\d|[ ][A-Z]))
      | (?P<plain>\d+(?:[.,٫]\d+)?)
    )?
    (?P<part>[ ]?[{_PARTS}])?
    """,
    re.VERBOSE,
)
_SIMPLE: Final = lazy(
    rf"\d++(?:\.\d{{1,2}}(?![\d{_PARTS}]|[ ][{_PARTS}])"
    rf"|(?![/⁄{_PARTS}]|[.,'’٬٫\u200b\u2060]\d|-[ ]?\d|[\u00a0\u2009\u202f][\d/⁄]|[ ][\d /⁄.,{_PARTS}]))"
)
"""Number that is the longest of what `NUMBER` matches: nothing behind it goes on with it."""

_POWER: Final = lazy(
    r"[eE](?P<e>[+-]?\d+)(?![^\W_])|(?:[ ]?[x×*·][ ]?(?P<base>10|2))(?:(?:\^|\*\*)[{(]?(?P<caret>[-−–+]?\d{1,9})[})]?"
    r"|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]+)|(?P<lost>[-−–]\d{1,3}))(?![^\W_])"
)
_OPENS_DOTTED: Final = frozenset(".^⁻⁺⁰¹⁴⁵⁶⁷⁸⁹")
_FACTOR: Final = lazy(r"\d{1,4}(?:[.,]\d{1,6})?")
_OPENS_POWER: Final = frozenset("eE x×*·")
_TIMES: Final = frozenset("x×*·")
_EXPONENTS: Final = {
    word: number for table in ADDED.values() for word, number in table.items() if 1 < number < 100 and word.isalpha()
}
_RAISING: Final = (
    r"[ ](?:hoch|to[ ]the[ ]power[ ]of|(?:à[ ]la[ ])?puissance|elevado[ ]a(?:[ ]la)?)[ ]"
    rf"(?P<minus>(?:minus|moins|menos)[ ])?(?P<power>[-−–]?\d{{1,3}}|{'|'.join(sorted(_EXPONENTS, key=len, reverse=True))})(?![^\W_]|[.,]\d)"
)
_IN_WORDS: Final = lazy(rf"(?:[ ](?:mal|times|fois|por)[ ]|[ ]?[x×*·][ ]?)(?P<base>10|2){_RAISING}", re.IGNORECASE)
_IN_WORDS_ALONE: Final = lazy(_RAISING, re.IGNORECASE)
"""Powers in words: *3 mal 10 hoch 8*, *10 to the power of 6*."""
_OPENS_IN_WORDS: Final = (" mal ", " times ", " fois ", " por ", " x ", " × ", " · ", " * ", "x", "×", "·", "*")
_OPENS_RAISING: Final = (" hoch ", " to the power ", " puissance ", " à la puissance ", " elevado a ")
"""Beginnings of what they find."""
_LONE: Final = lazy(
    r"(?:\^|\*\*)(?P<caret>[-−–+]?\d{1,9})(?![^\W_])|(?P<raised>[⁻⁺]?[⁰⁴-⁹][⁰¹²³⁴-⁹]*|[⁻⁺][⁰¹²³⁴-⁹]+|[¹²³][⁰¹²³⁴-⁹]+)"
)
_GLUED: Final = lazy(r"[ ]?[x×·][ ]?10(2?\d|1\d)(?![^\W_]|[.,]\d)")
"""Power of ten whose exponent is no longer raised, as texts from PDF files have it: 1.3 x 106."""

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")

_SEPARATED: Final = lazy(r"[.,]\d")
"""What each number with a separator has: most texts need no search for the others."""

_COMMA: Final = lazy(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d|(?<![\d.,])\d+,\d{1,2}(?![\d.,]{0,3}\d)|(?<![\d.,])[1-9]\d{0,2}\.\d{3}\.\d{3}(?![\d.,]{0,3}\d)"
)
_POINT: Final = lazy(r"\d,\d{3}\.\d|(?<![\d.,A-Za-z])\d+\.\d{1,2}(?![\d.,]{0,3}\d)|\d,\d{3},\d{3}")
_STRONG: Final = lazy(
    r"(?<![\d.,])\d{1,3}\.\d{1,2}[ ]?(?:%|por ciento)|\$[ ]?\d[\d,]*\.\d\d(?!\d)|\d,\d{3},\d{3}|\d,\d{3}\.\d"
)
"""Numbers whose point can only separate decimals."""

_MEASURED: Final = lazy(r"\s?(?:[%€$£°]|[kcm]?m\b|kg\b|mill)")
"""What is behind a number with decimals rather than behind one number of a list."""
_LARGE: Final = lazy(r"[ ](?:mill|mrd|milliard|mio|euro|€|%|km)", re.IGNORECASE)
"""What is behind a whole number rather than behind a number and a name: *1 509 Millionen*."""

_PLAIN: Final = lazy(r"\d+")
POINTED: Final = frozenset({"en", "zh", "ja", "ko", "he", "hi", "th"})
"""Languages whose decimals follow a point; in others they follow a comma."""
_LARGEST: Final = 300
"""Digits of the largest number that can be calculated with."""


Comma = Callable[[], bool | None]
"""Gives the answer of `decimal_comma`, which few numbers need."""


class Number(NamedTuple):
    """Number in digits."""

    start: int
    end: int
    value: float
    step: float
    """Value of one unit in the last digit."""
    doubt: str
    """Other reading; `""` if there is none."""
    plain: bool
    """Whether it is digits only."""


def decimal_comma(text: str, language: str) -> bool | None:
    """Return whether a comma separates the decimals, by the language and the other numbers of the text; None if unknown."""
    separated = _SEPARATED.search(text) is not None
    if language:
        if language == "es" and separated and not _COMMA.search(text) and _STRONG.search(text):  # As in Mexico.
            return False
        if language in {"de", "fr", "es", "it", "pt", "nl", "pl", "ru"}:
            return True
        return (
            separated
            and not _POINT.search(text)
            and _COMMA.search(text) is not None
            and "," in text
            and bool(re.search(r"\d\.\d{3},\d", text))
        )
    if not separated:
        return None
    comma, point = _COMMA.search(text) is not None, _POINT.search(text) is not None
    return None if comma == point else comma


def has_decimals(text: str) -> bool:
    """Return whether a text has a number whose comma can only separate decimals: 2,5."""
    return _SEPARATED.search(text) is not None and _COMMA.search(text) is not None


def number_at(text: str, start: int, *, comma: Comma, named: bool) -> Number | None:
    """Return the number that starts at a digit; None if there is no number.

    `named` excludes blanks between thousands, because a number in a name is followed by another: *Llama 4 405B*.
    """
    if simple := _SIMPLE.match(text, start):
        return _plain(text, start, simple[0], simple.end(), "", comma)
    match = NUMBER.match(text, start)
    if match is None or match.end() == start:
        return None
    end, doubt = match.end(), ""
    if match["mixed"] or match["over"]:
        over, under = (
            int(match[name]) for name in (("mixed_over", "mixed_under") if match["mixed"] else ("over", "under"))
        )
        if not under or (match["mixed"] and over >= under):
            plain = _PLAIN.match(text, start)
            return None if plain is None else _plain(text, start, plain[0], plain.end(), "", comma)
        value = (int(match["mixed"]) if match["mixed"] else 0) + over / under
        return Number(start, end, value, 1 / under, doubt, plain=False)
    if match["apart"]:  # As in texts whose words and signs are parted by blanks: 4 . 8 %.
        return _plain(text, start, match["apart"].replace(" ", "").replace(",", ""), end, "", _point)
    written = match["grouped"] or match["plain"] or ""
    if (
        named
        and match["grouped"]
        and written.count(" ") == 1
        and not written.endswith(" 000")
        and not _LARGE.match(text, end)
    ):
        written = written.split(" ")[0]
        return _plain(text, start, written, start + len(written), "", comma)
    if match["plain"] and "," in written and not match["part"]:
        return _with_comma(text, start, written, comma)
    return _plain(text, start, written, end, match["part"] or "", comma)


def _point() -> bool:
    return False


def _decimal() -> bool:
    return True


def _with_comma(text: str, start: int, written: str, comma: Comma) -> Number:
    """Return a number with one comma, or only its first part if the comma separates two numbers."""
    whole, _, rest = written.partition(",")
    end = start + len(written)
    listed = text[end : end + 2].startswith(",") and text[end + 1 : end + 2].isdigit()
    listed = listed or (text[start - 1 : start] == "," and text[start - 2 : start - 1].isdigit())
    if listed or (comma() is False and not _MEASURED.match(text, end)):
        return _plain(text, start, whole, start + len(whole), "", comma)
    if rest == "000" and whole != "0":
        return _plain(text, start, written, end, "", _point)
    doubt = "" if comma() or len(rest) != 3 else "thousands"
    found = _plain(text, start, written, end, "", _decimal)
    return found._replace(doubt=doubt)


def _plain(text: str, start: int, written: str, end: int, part: str, comma: Comma) -> Number:
    """Return a number in digits with its fraction and its power of ten."""
    follower = text[end : end + 1]
    if follower in _OPENS_DOTTED and (follower != "." or text.startswith(".10", end)):
        dotted = _dotted(text, start, written, end)
        if dotted is not None:
            return dotted
    digits, doubt = _unified(written, comma)
    if len(digits) > _LARGEST or (
        digits and not digits.isascii() and len({ord(one) // 128 for one in digits if one != "."}) > 1
    ):
        return Number(
            start,
            end,
            math.inf,
            0.0,
            TOO_LARGE if len(digits) > _LARGEST else "digits of several scripts",
            plain=False,
        )
    value, step = float(digits or "0"), 10.0 ** -min(len(digits.partition(".")[2]), _LARGEST)
    if part:
        value, step = value + FRACTIONS[part.strip()], 0.25
    raised = follower in _OPENS_POWER and (follower != " " or text[end + 1 : end + 2] in _TIMES)
    if raised and (power := _POWER.match(text, end)):
        exponent = _exponent(power["e"] or power["caret"] or power["raised"] or power["lost"])
        base = float(power["base"] or 10)
    elif digits in {"10", "2"} and (power := _LONE.match(text, end)):
        exponent, base = _exponent(power["caret"] or power["raised"]), float(digits)
        value = step = 1.0
    elif text.startswith(_OPENS_RAISING, end) and digits in {"10", "2"} and (power := _IN_WORDS_ALONE.match(text, end)):
        exponent, base = _in_words(power), float(digits)
        value = step = 1.0
    elif text.startswith(_OPENS_IN_WORDS, end) and (power := _IN_WORDS.match(text, end)):
        exponent, base = _in_words(power), float(power["base"])
    elif raised and 1 <= value < 10 and (power := _GLUED.match(text, end)) and int(power[1]) > 1:
        exponent, base, doubt = int(power[1]), 10.0, f"power {power[1]}"
    else:
        return Number(start, end, value, step, doubt, plain=written.isdigit() and not part)
    size = abs(exponent) * math.log10(base) + len(digits)
    if size > _LARGEST:
        return Number(start, power.end(), math.inf, 0.0, TOO_LARGE, plain=False)
    return Number(start, power.end(), value * base**exponent, step * base**exponent, doubt, plain=False)


def _dotted(text: str, start: int, written: str, end: int) -> Number | None:
    """Return a number with a power of ten behind a point that multiplies, as in French: *5.10⁻³*, *2,5.10^6*; None if it is none."""
    whole, ten = (written[:-3], end) if written.endswith(".10") else (written, end + 3)
    power = _LONE.match(text, ten) if ten == end or text.startswith(".10", end) else None
    if power is None or not _FACTOR.fullmatch(whole):
        return None
    exponent = _exponent(power["caret"] or power["raised"])
    if abs(exponent) + len(whole) > _LARGEST:
        return None
    size, step = 10.0**exponent, 10.0 ** -len(whole.replace(",", ".").partition(".")[2])
    return Number(start, power.end(), float(whole.replace(",", ".")) * size, step * size, "", plain=False)


def power_behind(text: str, end: int) -> tuple[int, int] | None:
    """Return the exponent in words that follows a number in words at `end`, and its end: *ten to the power of six*."""
    found = _IN_WORDS_ALONE.match(text, end) if text.startswith(_OPENS_RAISING, end) else None
    return None if found is None else (_in_words(found), found.end())


def _in_words(power: re.Match[str]) -> int:
    """Return the exponent of a power in words."""
    written = power["power"].lower()
    exponent = _EXPONENTS[written] if written in _EXPONENTS else _exponent(written)
    return -exponent if power["minus"] else exponent


def _exponent(written: str) -> int:
    digits = written.translate(_RAISED)
    return int(digits) if len(digits) < 6 else 99999


def _unified(written: str, comma: Comma) -> tuple[str, str]:
    """Return the digits with a decimal point, and the doubt about a separator that may group or divide."""
    if not written or written.isdigit():
        return written, ""
    if "٫" in written:  # It never parts thousands.
        return re.sub(r"[^\d.]", "", written.replace("٫", ".")), ""
    separators = [one for one in written if not one.isdigit()]
    last = separators[-1]
    if any(one not in ".," for one in separators):
        whole = re.sub(r"[^\d.,]", "", written)
        return whole.replace(",", "."), ""
    if len(set(separators)) == 2:
        return written.replace("," if last == "." else ".", "").replace(",", "."), ""
    if len(separators) > 1:
        return written.replace(last, ""), ""
    grouping = len(written.partition(last)[2]) == 3 and not written.startswith("0")
    if last == ",":
        if grouping and (not comma() or written.endswith(",000")):  # Decimals are seldom only zeros.
            return written.replace(",", ""), ""
        return written.replace(",", "."), ""
    if not grouping:
        return written, ""
    if comma():
        return written.replace(".", ""), ""
    unclear = len(written) < 8 and (comma() is None or (not comma() and written.endswith("0")))
    return written, "thousands" if unclear else ""
