"""Units that have a half or an article instead of a number: *half a year*, *less than an hour*."""

from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.around import bound_before
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import worded
from annotations.text.quantities.spelled.shares import worded_figure
from annotations.text.quantities.tables import units
from annotations.text.quantities.tables.units import Unit

ARTICLES: Final = frozenset("un une una ein eine einen einem einer".split())
_HALF: Final = lazy(
    r"(?<![^\W_])half(?:[ -]an?(?=[ ])|(?=[ -](?!years?|days?|quarters?|centur)))|(?<![^\W_])(?:ein )?halbe[srn]?(?=[ ])|(?<![^\W_])(?:une? )?demi(?=[- ])|(?<![^\W_])medi[oa](?=[ ])",
)
_AND_HALF: Final = lazy(
    r"(?<![^\W_])(?:(?:an?[ ])(?P<unit>[a-z]+)[ ]and[ ]a[ ]half|(?:una?[ ])?(?P<unidad>[a-záéíóú]+)[ ]y[ ]medi[oa]|une?[ ](?P<unite>[a-zà-ÿ]+)[ ]et[ ]demie?)(?![^\W_])"
)
_AND_MORE: Final = lazy(
    r"(?<![^\W_])(?:an?|une?|eine?[nrm]?|una?)[ ](?P<unit>hour|heure|stunde|hora|minute|minuto|year|an|jahr|año|month|mois|monat|mes|week|woche|semaine|semana|day|tag|jour|día)"
    r"(?=,?[ ](?:(?:and|et|und|y)[ ])?\d{1,2}[ ](?:sec|sek|seg|min|hours?|heures?|stunden?|horas?|days?|jours?|tagen?|días?|weeks?|months?|mois|monate?n?|mes))"
)
_OR_TWO: Final = lazy(
    r"(?<![^\W_])(?P<one>an?|une?|eine?[nrms]?|una?)[ ](?P<unit>[^\W\d_]+)[ ](?:or|oder|ou|o)[ ](?:two|zwei|deux|dos)(?![^\W_])"
)
_TWO: Final = frozenset("two zwei deux dos".split())
_BOTH: Final = lazy(
    r"(?<![^\W_])(?:[Dd](?:ie|en|er)|[Dd]iese[rn]?|[SsDdMm]eine[rn]?|[IiUu]h?n?[rs]e?re?[rn]?|[IiMmVvBbAaZzFf](?:n|it|on|ei|us|u|ür|wischen))[ ](?P<both>beiden)(?=[ ](?:[a-zäöüß]+[ ]){0,2}[A-ZÄÖÜ][a-zäöüß]{2,})"
)
"""German for *the two*, with what it counts."""
_OFTEN: Final = lazy(
    r"(?<![^\W_])(?P<often>twice|thrice)(?=[ ](?:daily|weekly|monthly|yearly|annually|(?:an?|per|each|every)[ ](?:day|week|month|year|night|hour|season|decade|quarter)(?![^\W_])))"
)
_OFTEN_WORDS: Final = {"twice": 2.0, "thrice": 3.0}
HOW_OFTEN: Final = Unit("time", "count", 1.0)
"""Unit of how often something happens: *twice a day*."""
_HALF_BEHIND: Final = (" and a half", " y medi", " et demi")
_ROUND_SCALES: Final = {"million": 1e6, "millón": 1e6, "milliard": 1e9, "billón": 1e12}
_ROUND: Final = lazy(r"(?<![^\W_])(?:le|el)[ ](?P<scale>million|millón|milliard|billón)(?![^\W_])")
_FIRM: Final = frozenset("<>≤≥")
_COUPLES: Final = frozenset(("couple", "par"))
_COUPLE: Final = lazy(r"(?<![^\W_])(?:a[ ]couple[ ]of|un[ ]par[ ]de)(?=[ ])")
_SMALLER: Final = frozenset(
    "seconds sec sekunden secondes segundos minutes min mins minuten minutos hours heures stunden horas days jours tage tagen días weeks months mois monate monaten meses".split()
)
"""Units behind a single larger one."""
_A: Final = lazy(
    r"(?<![^\W_])(?:about|than|under|nearly|almost|around|roughly|approximately|least|most|to|as|of|quite|well|just|beyond|barely)[ ](?P<one>an?)[ ](?=[a-z])"
)
_ARTICLE: Final = frozenset(("a", "an"))
COMPARED: Final = lazy(
    r"[ ](?:ago|earlier|before|previously|later|in|-|zuvor|vorher|später|früher|danach|davor|plus tôt|plus tard|auparavant|antes|después|atrás)"
)
"""What is behind a time with which something is compared: *more than a year earlier*."""
_LONE: Final = ARTICLES | _ARTICLE
_BEFORE_ONE: Final = frozenset(
    "about than under nearly almost around roughly approximately least most quite barely moins plus près presque limité limitée plafonné dépasse begrenzt beschränkt limitado limitada supera exceed exceeds máximo maximum environ als über unter fast knapp rund etwa mindestens höchstens menos más casi".split()
)
"""Bounds before the article of a unit: *less than an hour*."""


def may_be_lone(context: Context) -> bool:
    """Return whether a text may have a unit with a bound and an article. Fast, with few false positives."""
    if _LONE.isdisjoint(context.words):
        return False
    return not _BEFORE_ONE.isdisjoint(context.words) or _may_have_more(context)


def _may_have_more(context: Context) -> bool:
    """Return whether a text may have a single unit with smaller ones behind it: *an hour and 20 minutes*."""
    return not (_LONE.isdisjoint(context.words) or _SMALLER.isdisjoint(context.words))


def halves(context: Context) -> Iterator[Figure]:
    """Yield halves of a unit: *half a year*."""
    if words.HALVES.isdisjoint(context.words):
        return
    for match in _HALF.finditer(context.lower):
        unit, end = worded(context, match.end(), scaled=True)
        if unit.name:
            yield worded_figure(match.start(), end, 0.5, 0.25, unit)


def units_and_half(context: Context) -> Iterator[Figure]:
    """Yield single units with a half or smaller units behind them: *a litre and a half*, *hora y media*, *an hour and 20 minutes*."""
    for match in _AND_HALF.finditer(context.lower) if any(map(context.lower.__contains__, _HALF_BEHIND)) else ():
        unit = units.words(context.language).get(match["unit"] or match["unidad"] or match["unite"])
        if unit and unit.dimension not in {"share", "ratio"}:
            yield worded_figure(match.start(), match.end(), 1.5, 0.5, unit)
    for match in _AND_MORE.finditer(context.lower) if _may_have_more(context) else ():
        if unit := units.words(context.language).get(match["unit"]):
            yield worded_figure(match.start(), match.end(), 1.0, 1.0, unit)


def round_numbers(context: Context) -> Iterator[Figure]:
    """Yield a million with its article that a bound makes a number, and a couple of units: *dépassé le million*, *un par de meses*."""
    for match in _ROUND.finditer(context.lower) if not _ROUND_SCALES.keys().isdisjoint(context.words) else ():
        if bound_before(context.text, match.start("scale")).sign in _FIRM:
            unit, end = worded(context, match.end(), scaled=True)
            scale = _ROUND_SCALES[match["scale"]]
            yield worded_figure(match.start("scale"), end, 1.0, 1.0, unit, scale=scale)
    for match in _COUPLE.finditer(context.lower) if not _COUPLES.isdisjoint(context.words) else ():
        unit, end = worded(context, match.end(), scaled=True)
        if unit.dimension:
            yield worded_figure(match.start(), end, 2.0, 1.0, unit, bound="~")


def one_or_two(context: Context) -> Iterator[Figure]:
    """Yield one or two of a unit: *a day or two*; of anything in German, *den beiden Ländern*; and how often something happens."""
    for match in _OR_TWO.finditer(context.lower) if not _TWO.isdisjoint(context.words) else ():
        unit = units.words(context.language).get(match["unit"])
        more = worded(context, match.end(), scaled=False)[0]
        if unit and unit.dimension not in {"", "share", "ratio", "count"} and not more.name:
            yield worded_figure(match.start(), match.end(), 1.0, 1.0, unit)._replace(high=2.0)
    if context.language == "de" and "beiden" in context.words:
        for match in _BOTH.finditer(context.text):
            yield worded_figure(match.start("both"), match.end("both"), 2.0, 1.0, NONE)
    for match in _OFTEN.finditer(context.lower) if not _OFTEN_WORDS.keys().isdisjoint(context.words) else ():
        yield worded_figure(match.start(), match.end(), _OFTEN_WORDS[match["often"]], 1.0, HOW_OFTEN)


def lone_units(context: Context) -> Iterator[Figure]:
    """Yield single units with an English article and a bound: *about a mile*."""
    if context.language not in {"", "en"}:
        return
    for match in _A.finditer(context.lower) if not _ARTICLE.isdisjoint(context.words) else ():
        unit, end = worded(context, match.end() - 1, scaled=False)
        if (
            unit.name
            and not COMPARED.match(context.lower, end)
            and measures_one(context.text, match.start("one"), unit)
        ):
            yield worded_figure(match.start("one"), end, 1.0, 1.0, unit)


def measures_one(text: str, start: int, unit: Unit) -> bool:
    """Return whether an article before a unit is a number, because a bound is before it: *less than an hour*."""
    if not unit.dimension or unit.dimension in {"ratio", "share", "count"}:
        return False
    bound = bound_before(text, start)
    return bool(bound.sign) and bound.preposition == ""
