"""Numbers without a value: *hundreds of*, *mehrere Hundert*, *des milliers*, *a six-figure sum*."""

from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.context import Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import unit_behind
from annotations.text.quantities.spelled.shares import worded_figure
from annotations.text.quantities.values import VAGUE

_DIGITS: Final = {
    word: number
    for number, spellings in (
        (2, "double two zwei deux dos"),
        (3, "triple three drei trois tres"),
        (4, "four vier quatre cuatro"),
        (5, "five fünf cinq cinco"),
        (6, "six sechs seis"),
        (7, "seven sieben sept siete"),
        (8, "eight acht huit ocho"),
        (9, "nine neun neuf nueve"),
    )
    for word in spellings.split()
}
_ANY: Final = "|".join(sorted(_DIGITS, key=len, reverse=True))
_VAGUE: Final = lazy(
    r"(?<![^\W_])(?<!\d )(?<!\d)(?:(?:a few|several|many|multi|some|countless|untold)[ -](?:dozen|hundred|thousand|million|billion|trillion)s?(?: (?:dozen|thousand|million|billion)s?)?"
    r"|(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions))?|(?:low|mid|high|double|single|triple)(?:-| )(?:single-|double-|triple-)?digits?"
    rf"|(?:(?:low|mid|high)[ -])?(?P<figures>{_ANY})-figures?(?: sums?| amounts?)?"
    rf"|(?:(?:niedrige|mittlere|hohe)[nrsm]?[ ])?(?P<stellen>{_ANY})stellige?[nrsm]?(?:[ ](?:[a-zäöüß]+)?(?:betrag|summe|bereich|höhe))?"
    rf"|à[ ](?P<chiffres>{_ANY})[ ]chiffres|de[ ](?P<cifras>{_ANY})[ ](?:cifras|dígitos)"
    r"|(?:mehrere|einige|viele|etliche|unzählige|ein paar)r?[ ](?:hunderte?|tausende?|zehntausende?|hunderttausende?|dutzende?|millionen|milliarden)(?:[ ](?:tausende?|millionen))?|(?:hunderte|tausende|zehntausende|hunderttausende|dutzende)n?(?![ ]vo[nm][ ]\d)"
    r"|(?:des|plusieurs|quelques|par)[ ](?:dizaines|centaines|milliers|millions|milliards)(?:[ ]de[ ](?:milliers|millions|milliards))?"
    r"|(?:varios|varias|muchos|muchas|algunos|algunas|unos|unas)[ ](?:cientos|miles|millones|centenares|decenas|docenas|millares)(?:[ ]de[ ](?:miles|millones))?|(?:millones|cientos|miles|centenares|decenas|docenas|millares)(?=[ ]de[ ])(?:[ ]de[ ](?:miles|millones))?"
    r")(?![^\W_])",
)
_SIZES: Final = {
    word: size
    for size, spellings in (
        (10.0, "ten tens dizaines decenas"),
        (12.0, "dozen dozens dutzend dutzende dutzenden docenas"),
        (1e2, "hundred hundreds hundert hunderte hunderten centaines cientos centenares"),
        (1e3, "thousand thousands tausend tausende tausenden milliers miles millares"),
        (1e4, "zehntausend zehntausende zehntausenden"),
        (1e5, "hunderttausend hunderttausende hunderttausenden"),
        (1e6, "million millions millionen millones"),
        (1e9, "billion billions milliarden milliards"),
        (1e12, "trillion trillions"),
    )
    for word in spellings.split()
}
_SCALES: Final = frozenset("dozen hundred thousand million billion trillion millionen dutzend hundert tausend".split())
"""Words that give no number without one of these before them."""
_OPENERS: Final = frozenset(
    "few several many multi some countless untold mehrere mehrerer einige einiger viele vieler etliche etlicher unzählige unzähliger paar".split()
)
_ALONE: Final = (_SIZES.keys() - _SCALES) | {
    *("digit", "digits", "figure", "figures", "chiffres", "cifras", "dígitos"),
}


def vague(context: Context) -> Iterator[Figure]:
    """Yield numbers without a value; their lower end is the size of their words."""
    if not may_be_vague(context):
        return
    for match in _VAGUE.finditer(context.lower):
        digits = match["figures"] or match["stellen"] or match["chiffres"] or match["cifras"]
        size = 10.0 ** (_DIGITS[digits] - 1) if digits else 1.0
        for word in () if digits else match[0].replace("-", " ").split():
            size *= _SIZES.get(word, 1.0)
        unit, end = unit_behind(context, match.end(), scaled=True, value=1.0)
        yield worded_figure(match.start(), end, size, size, unit, doubt=VAGUE, bound="~")


def may_be_vague(context: Context) -> bool:
    """Return whether a text may have a number without a value. Fast, with few false positives."""
    if not _ALONE.isdisjoint(context.words) or "stellig" in context.lower:
        return True
    return not (_SCALES.isdisjoint(context.words) or _OPENERS.isdisjoint(context.words))
