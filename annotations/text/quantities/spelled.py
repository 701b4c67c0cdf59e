"""Figures in words: numbers, fractions, proportions, verbs that multiply, and numbers without a value."""

import math
from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.figures import PER, Figure
from annotations.text.quantities.measures import LETTER, NONE, TIMES, Context, behind, unit_behind, worded
from annotations.text.quantities.values import TOO_LARGE, VAGUE

_FRACTIONS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6,
    "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100,
    "hundredths": 100, "hälfte": 2, "drittel": 3, "viertel": 4, "fünftel": 5, "zehntel": 10, "tiers": 3, "quarts": 4, "tercio": 3, "tercios": 3,
}  # fmt: skip
_FRACTION: Final = lazy(
    rf"(?<![^\W_])(?P<over>an?|one|two|three|four|five|six|seven|eight|nine|ein|zwei|drei|un|une|deux|trois|dos|tres)(?P<join>[ -])"
    rf"(?P<under>{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})(?![^\W_])",
    2,
)
_AND_PART: Final = lazy(
    r"(?:[ ]and[ ](?:(?P<over>an?|one|two|three)[ -])(?P<under>half|quarters?|thirds?)|[ ]y media?)(?![^\W_])", 2
)
_VERBS: Final = {
    "doubled": 2.0, "doubling": 2.0, "doubles": 2.0, "tripled": 3.0, "tripling": 3.0, "triples": 3.0, "trebled": 3.0, "quadrupled": 4.0, "quintupled": 5.0,
    "halved": 0.5, "halving": 0.5, "verdoppelt": 2.0, "verdreifacht": 3.0, "halbiert": 0.5, "doublé": 2.0, "triplé": 3.0, "duplicó": 2.0, "triplicó": 3.0,
}  # fmt: skip
_VERB: Final = lazy(
    rf"(?<![^\W_])(?:(?P<verb>{'|'.join(_VERBS)})|(?P<fold>{'|'.join(list(words.NUMBERS)[2:21])})-?fold|(?P<twice>twice|thrice)(?= as| the| its| that))(?![^\W_])",
    2,
)
_VAGUE: Final = lazy(
    r"(?<![^\W_])(?<!\d )(?<!\d)(?:(?:a few|several|many|multi|some)[ -](?:dozen|hundred|thousand|million|billion|trillion)s?(?: (?:dozen|thousand|million|billion)s?)?"
    r"|(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions))?|(?:low|mid|high|double|single|triple)(?:-| )(?:single-|double-|triple-)?digits?)(?![^\W_])",
    2,
)
_ARTICLES: Final = frozenset("un une una ein eine einen einem einer".split())
_MAY_JOIN: Final = lazy(r"[ ]?[-–—][ ]?\d|-?[ ](?:to|or|and|bis|à|a|y|et|und)[ ]")
_HALF: Final = lazy(
    r"(?<![^\W_])half[ -]an?(?=[ ])|(?<![^\W_])(?:ein )?halbe[srn]?(?=[ ])|(?<![^\W_])une? demi(?=-)|(?<![^\W_])medi[oa](?=[ ])",
    2,
)
_IN: Final = lazy(
    r"(?<![^\W_])(?<!\d[.,])(?P<over>\d{1,3}|one|two|three|four|five|six|seven|eight|nine)[ ](?:in|out of(?: every)?)(?P<every>[ ]every)?[ ](?P<under>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)(?![\d.,]{0,3}\d|[^\W_]|-|[ ](?:years?|days?|months?|weeks?|hours?|minutes?))",
    2,
)
_SIZES: Final = {
    "dozen": 12.0,
    "ten": 10.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}


def spelled(context: Context) -> Iterator[Figure]:
    """Yield the figures in words; small ones only with a unit, because *one* and *two* seldom count anything."""
    text = context.text
    yield from _shares(context)
    yield from _halves(context)
    for match in words.run(context.language).finditer(text):
        value = words.value_of(match[0], context.language)
        if value is None or PER.search(text, max(0, match.start() - 5), match.start()):
            continue
        number, step = value
        end = match.end()
        if part := _AND_PART.match(text, end):
            over = {"two": 2, "three": 3}.get((part["over"] or "").lower(), 1)
            number, end = number + over / _FRACTIONS[(part["under"] or "half").lower()], part.end()
        lettered = LETTER.match(text, end) or text[end : end + 1].isdigit()
        scale, unit, last, doubt = (1.0, NONE, end, "") if lettered else behind(context, end, "")
        if (
            scale == 1
            and last == end
            and text[max(0, match.start() - 4) : match.start()].lower() in {"the ", "any "}
            and number == 1
        ):
            continue
        plain = scale == 1 and not unit.name
        follows = text[end : end + 9].lower().lstrip(" -")
        weak = plain and number < 10 and not follows.startswith(("times", "fold"))
        if weak and not _MAY_JOIN.match(text, end):
            continue
        if match[0].lower() in _ARTICLES and scale == 1:
            continue
        if unit.name in {"in", "ft"} and number == 1 and text[end : end + 1] == "-":
            continue
        size = max(step, 1.0) if number % 1 == 0 else 0.5
        doubt = doubt or (TOO_LARGE if math.isinf(number * scale) else "")
        yield Figure(
            match.start(),
            last,
            number,
            size / 2 if "half" in match[0].lower() else size,
            scale,
            unit,
            "",
            doubt,
            plain,
            worded=True,
            weak=weak,
        )


def _halves(context: Context) -> Iterator[Figure]:
    """Yield halves of a unit: *half a year*."""
    for match in _HALF.finditer(context.text):
        unit, end = worded(context, match.end(), scaled=True)
        if unit.name:
            yield Figure(match.start(), end, 0.5, 0.25, 1.0, unit, "", "", bare=False, worded=True)


def _shares(context: Context) -> Iterator[Figure]:
    """Yield fractions, proportions, multiplying verbs and vague numbers in words."""
    text = context.text
    numbers = {
        **words.NUMBERS,
        "a": 1,
        "an": 1,
        "ein": 1,
        "zwei": 2,
        "drei": 3,
        "un": 1,
        "une": 1,
        "deux": 2,
        "trois": 3,
        "dos": 2,
        "tres": 3,
        "hundred": 100,
    }
    for match in _FRACTION.finditer(text):
        over, under = numbers[match["over"].lower()], _FRACTIONS[match["under"].lower()]
        of = text[match.end() : match.end() + 4].lower().startswith((" of", " de", " der", "-mil"))
        if over == 1 and under == 2 and not of and match["over"].lower() != "one":
            continue
        if (
            (match["join"] == "-" and over > 0 and match["over"].lower() not in {"a", "an"})
            or of
            or (over > 1 and match["under"].lower().endswith("s"))
            or (match["over"].lower() in {"one", "un", "une", "ein"} and under > 2)
        ):
            scale, unit, end, doubt = behind(context, match.end(), "")
            yield Figure(
                match.start(), end, over / under, 1 / under, scale, unit, "", doubt, not unit.name, worded=True
            )
    for match in _IN.finditer(text):
        over, under = (numbers.get(match[name].lower()) or int(match[name]) for name in ("over", "under"))
        if 0 < over < under and under <= 1000 and not (match["over"].isdigit() and " in " in match[0] and over != 1):
            yield Figure(
                match.start(),
                match.end(),
                over / under,
                1 / under,
                1.0,
                NONE,
                "",
                "",
                bare=False,
                worded=True,
                proportion=True,
            )
    for match in _VERB.finditer(text):
        verb = (match["verb"] or "").lower()
        size = (
            _VERBS.get(verb)
            or {"twice": 2.0, "thrice": 3.0}.get((match["twice"] or "").lower())
            or float(words.NUMBERS[(match["fold"] or "two").lower()])
        )
        change = ("-" if size < 1 else "+") if verb else ""
        yield Figure(match.start(), match.end(), size, 1.0, 1.0, TIMES, "", "", bare=False, worded=True, change=change)
    for match in _VAGUE.finditer(text):
        size = 1.0
        for word, factor in _SIZES.items():
            size *= factor if word in match[0].lower() else 1.0
        unit, end = unit_behind(context, match.end(), scaled=True, value=1.0)
        yield Figure(match.start(), end, size, size, 1.0, unit, "", VAGUE, bare=False, worded=True, bound="~")
