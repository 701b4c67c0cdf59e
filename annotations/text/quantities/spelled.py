"""Figures in words: numbers, fractions, proportions, verbs that multiply, and numbers without a value."""

import math
import re
from collections.abc import Iterator
from typing import Final

from annotations.text.folding import loose
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.around import NO_NOUN, counted
from annotations.text.quantities.figures import PER, Figure
from annotations.text.quantities.lookalikes import is_name
from annotations.text.quantities.measures import LETTER, NONE, TIMES, Context, behind, half_behind, unit_behind, worded
from annotations.text.quantities.tables.units import Unit
from annotations.text.quantities.values import TOO_LARGE, VAGUE

_FRACTIONS: dict[str, int] = {
    word: number
    for number, spellings in (
        (2, "half halves halbe"),
        (3, "third thirds drittel tiers tercio tercios tercera_parte terceras_partes"),
        (4, "quarter quarters fourth fourths viertel quart quarts cuarto cuartos cuarta_parte cuartas_partes"),
        (5, "fifth fifths fünftel cinquième cinquièmes quinto quintos quinta_parte quintas_partes"),
        (6, "sixth sixths sechstel sixième sixièmes sexta_parte"),
        (7, "seventh sevenths siebtel"),
        (8, "eighth eighths achtel huitième huitièmes octavo octavos octava_parte"),
        (9, "ninth ninths neuntel"),
        (10, "tenth tenths zehntel dixième dixièmes décimo décimos décima_parte"),
        (20, "twentieth twentieths zwanzigstel vingtième"),
        (100, "hundredth hundredths hundertstel centième centièmes"),
        (1000, "thousandth thousandths tausendstel millième millièmes"),
    )
    for word in spellings.replace("_", "\u00a0").split(" ")
}
_FRACTIONS |= {loose(word): number for word, number in _FRACTIONS.items() if "è" in word}
_NUMBERS: Final = words.NUMBERS | {
    word: number
    for number, spellings in (
        (1, "a an ein eine einer un une uno una la"),
        (2, "zwei deux dos"),
        (3, "drei trois tres"),
        (4, "vier quatre cuatro"),
        (5, "fünf cinq cinco"),
        (6, "sechs seis"),
        (7, "sieben sept siete"),
        (8, "acht huit ocho"),
        (9, "neun neuf nueve"),
        (10, "zehn dix diez"),
        (20, "twenty zwanzig vingt veinte"),
        (100, "hundred hundert cent cien"),
    )
    for word in spellings.split()
}
"""Numbers of the parts and the whole of a fraction and of a proportion, in all languages."""

_SMALL: Final = "|".join(
    sorted((word for word, number in _NUMBERS.items() if 0 < number <= 10 and len(word) > 2), key=len, reverse=True)
)
_ROUND: Final = "|".join(word for word, number in _NUMBERS.items() if number in {20, 100})
_FRACTION: Final = lazy(
    rf"(?<![^\W_])(?P<over>an?|un|la|{_SMALL})(?P<join>[ -])"
    rf"(?P<under>{'|'.join(sorted(_FRACTIONS, key=len, reverse=True)).replace(chr(160), '[ ]')})(?![^\W_])",
)
_HALF_OF: Final = lazy(
    r"(?<![^\W_])(?P<before>[^\W\d_]+[ ])?(?:half(?![ ](?:of[ ])?the[ ](?:story|battle|fun|picture|truth))(?=[ ](?:of|the|its|their|all|that|what|as|his|her|our|those|these)(?![^\W_]))|hälfte|moitié|mitad)(?![^\W_])",
)
_PARTED: Final = frozenset(
    "first second latter other last next third fourth final top bottom ersten zweiten erste zweite première seconde deuxième primera segunda à a in en".split()
)
"""Words before a half that is a part of a period or of a game, or that is no share."""
_AND_PART: Final = lazy(
    rf"[ ](?:and|et|und|y)[ ](?P<over>an?|un|{_SMALL})[ -](?P<under>{'|'.join(sorted(filter(str.isalpha, _FRACTIONS), key=len, reverse=True))})(?![^\W_])"
)
_VERBS: Final = {
    "doubled": 2.0, "doubling": 2.0, "doubles": 2.0, "tripled": 3.0, "tripling": 3.0, "triples": 3.0, "trebled": 3.0, "quadrupled": 4.0, "quintupled": 5.0,
    "halved": 0.5, "halving": 0.5, "verdoppelt": 2.0, "verdreifacht": 3.0, "halbiert": 0.5, "doublé": 2.0, "triplé": 3.0, "duplicó": 2.0, "triplicó": 3.0,
}  # fmt: skip
_VERB: Final = lazy(
    rf"(?<![^\W_])(?:(?P<verb>{'|'.join(_VERBS)})|(?P<fold>{'|'.join(list(words.NUMBERS)[2:21])})-?fold|(?P<twice>twice|thrice)(?= as| the| its| that))(?![^\W_])",
)
_VAGUE: Final = lazy(
    r"(?<![^\W_])(?<!\d )(?<!\d)(?:(?:a few|several|many|multi|some)[ -](?:dozen|hundred|thousand|million|billion|trillion)s?(?: (?:dozen|thousand|million|billion)s?)?"
    r"|(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions))?|(?:low|mid|high|double|single|triple)(?:-| )(?:single-|double-|triple-)?digits?)(?![^\W_])",
)
_NAMED: Final = lazy(r"[ ](?:[a-z]+[ ])?(?:[A-Z][A-Za-z]*[ ]){0,2}([A-Za-z][a-z]{2,}s)\b(?!['’])")
"""What a number counts, with a name in front: *four FA Cup finals*."""

_NOUN: Final = lazy(r"[ ](?:(?!und |oder |der |die |das |den |dem |bis )[a-zäöüß]+[ ]){0,2}[A-ZÄÖÜ][a-zäöüß]{2,}")
"""What German counts: a noun with a capital, behind its adjectives."""

_ABSTRACT: Final = frozenset(
    "thing way reason side half part kind type sort question aspect factor step choice cosa".split()
)
"""Nouns that a small number seldom measures: *two things*."""

_ANNOUNCING: Final = frozenset(
    "distinct main key major core primary basic fundamental broad important critical".split()
)
"""Adjectives of a number that announces a list: *three key risks*."""

_ARTICLES: Final = frozenset("un une una ein eine einen einem einer".split())
_MAY_JOIN: Final = lazy(r"[ ]?[-–—][ ]?\d|-?[ ](?:to|or|and|bis|à|a|y|et|und)[ ]")
_HALF: Final = lazy(
    r"(?<![^\W_])half(?:[ -]an?(?=[ ])|(?=[ -](?!years?|days?|quarters?|centur)))|(?<![^\W_])(?:ein )?halbe[srn]?(?=[ ])|(?<![^\W_])(?:une? )?demi(?=[- ])|(?<![^\W_])medi[oa](?=[ ])",
)
_IN: Final = lazy(
    rf"(?<![^\W_])(?<!\d[.,])(?:(?P<over>\d{{1,3}}|un|{_SMALL})[ ](?P<of>in|out of|sur|von|de)(?P<every>[ ](?:every|cada))?[ ](?P<under>\d{{1,4}}|{_SMALL}|{_ROUND})"
    rf"|(?P<each>jede[rsn]?)[ ](?P<ordinal>zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte)[nrs]?)"
    r"(?![\d.,]{0,3}\d|[^\W_]|-|[ ](?:years?|days?|months?|weeks?|hours?|minutes?|jahren?|tagen?|ans|jours|años|días|mal|prozent|millionen|uhr|euro|mil|por|%)(?![^\W_]))",
)
_OUT_OF: Final = lazy(r"(?:\d|une?|eine?r?|uno|one) (?:in|out of|sur|von|de) (?:every |cada )?\d")
_ORDINALS: Final = {
    word: number
    for number, word in enumerate("zweite dritte vierte fünfte sechste siebte achte neunte zehnte".split(), 2)
}
_UNDER: Final = frozenset(word for phrase in _FRACTIONS for word in phrase.split("\u00a0"))
_HALF_WORDS: Final = frozenset("half hälfte moitié mitad".split())
_MULTIPLIERS: Final = _VERBS | {"twice": 2.0, "thrice": 3.0}
_MULTIPLYING: Final = frozenset(_MULTIPLIERS)
_UNCOUNTED: Final = frozenset(
    "dozen dozens tens hundred hundreds thousand thousands million millions billion billions trillion trillions digit digits".split()
)
"""Every figure of the kind has one of these words."""

_OTHERS: Final = _UNDER | _HALF_WORDS | _MULTIPLYING | _ORDINALS.keys() | {"digit", "digits"}
_EACH: Final = lazy(r".*(?:\d|cents?|pence|dollars?|euros?|pounds?|¢)[ ]$")
"""What is before the article of a rate: *$4.15 a dozen*."""

_LONGEST: Final = 120
"""Code points of a text that may be one number in words."""

_LARGE: Final = frozenset((1e3, 1e6, 1e9, 1e12))
_AND: Final = lazy(r"[ -]+(?:and|und|et|y)[ -]+")
_SIZES: Final = {
    "dozen": 12.0,
    "ten": 10.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}


def may_be_in(context: Context) -> bool:
    """Return whether a text may have a figure in words. Fast, with few false positives."""
    if words.triggers().isdisjoint(context.words) and _OTHERS.isdisjoint(context.words):
        return any(map(context.lower.__contains__, words.SIGNS)) or _OUT_OF.search(context.lower) is not None
    return True


def spelled(context: Context) -> Iterator[Figure]:
    """Yield the figures in words; small ones only with a unit, because *one* and *two* seldom count anything."""
    yield from _shares(context)
    yield from _halves(context)
    for start, end, number, step in _runs(context):
        figure = _figure(context, start, end, number, step)
        if figure is not None:
            yield figure


def _runs(context: Context) -> Iterator[tuple[int, int, float, float]]:
    """Yield the numbers in words, with their ends and the value of their last step: two if *and* parts them."""
    text, language = context.lower, context.language
    if alone := _alone(context):
        yield alone
        return
    for match in words.run(language).finditer(text):
        start = match.start()
        pieces = [(start, match.end())]
        if words.value_of(match[0], language) is None:
            cuts = [(start + cut.start(), start + cut.end()) for cut in _AND.finditer(match[0])]
            starts, ends = [start, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), match.end()]
            pieces = list(zip(starts, ends, strict=True))
        for begin, end in pieces:
            value = words.value_of(text[begin:end], language)
            if (
                value
                and not PER.search(text, max(0, begin - 5), begin)
                and not (text[begin : begin + 2] in {"a ", "an"} and _EACH.match(text, max(0, begin - 9), begin))
            ):
                yield begin, end, *value


def _alone(context: Context) -> tuple[int, int, float, float] | None:
    """Return the number that a text consists of, such as the cell of a table, in whatever language; None if it has more."""
    text = context.lower
    if len(text) > _LONGEST or not all(map(words.is_part, context.words)):
        return None
    bare = text.strip()
    for language in ("en", "de", "fr", "es"):
        if words.run(language).fullmatch(bare) and (value := words.value_of(bare, language)):
            start = text.index(bare)
            return start, start + len(bare), *value
    return None


def _figure(context: Context, start: int, end: int, number: float, step: float) -> Figure | None:
    """Return the figure of a number in words, or None if it counts nothing."""
    text, written = context.text, context.lower[start:end]
    single = " " not in written and "-" not in written
    if part := _AND_PART.match(context.lower, end):
        number, end, step = number + _NUMBERS[part["over"]] / _FRACTIONS[part["under"]], part.end(), 0.5
    lettered = LETTER.match(text, end) or text[end : end + 1].isdigit()
    scale, unit, last, doubt = (1.0, NONE, end, "") if lettered else behind(context, end, "")
    if half := half_behind(text, last):
        size = step if step >= 1000 and last == end else 1.0  # Half of a million: *un million et demi*.
        number, last, step = number + size / 2, half, size / 2
    if number == 1 and scale == 1 and last == end and context.lower[max(0, start - 4) : start] in {"the ", "any "}:
        return None
    if step in _LARGE and number % step == 0:  # Five thousand has a scale as 5 thousand has one.
        number, scale, step = number / step, scale * step, 1.0
    plain = scale == 1 and not unit.name
    alone = len(text) <= _LONGEST and text.strip() == text[start:end]
    weak = (
        not alone and plain and single and number < 10 and number % 1 == 0 and not _counts(context, start, end, number)
    )
    if single and text[start].isupper() and is_name(text, start):  # Claudia Tausend
        return None
    if (weak and not _MAY_JOIN.match(text, end)) or (written in _ARTICLES and scale == 1 and not alone):
        return None
    if unit.name in {"in", "ft"} and number == 1 and text[end : end + 1] == "-":
        return None
    doubt = doubt or (TOO_LARGE if math.isinf(number * scale) else "")
    return Figure(start, last, number, step, scale, unit, "", doubt, plain, worded=True, weak=weak)


def _counts(context: Context, start: int, end: int, number: float) -> bool:
    """Return whether a small number counts something: *nine miners*, *four times*; *one* and *the two* alone do not."""
    follows = context.lower[end : end + 9].lstrip(" -")
    if follows.startswith(("times", "fold")):
        return True
    if number < 2:
        return False
    noun, last = counted(context.text, end)
    if noun:
        return noun not in _ABSTRACT and _ANNOUNCING.isdisjoint(context.lower[end:last].split())
    if context.text[start].islower() and (name := _NAMED.match(context.text, end)):
        return name[1].lower() not in NO_NOUN
    return context.language == "de" and _NOUN.match(context.text, end) is not None


def _halves(context: Context) -> Iterator[Figure]:
    """Yield halves of a unit: *half a year*."""
    if words.HALVES.isdisjoint(context.words):
        return
    for match in _HALF.finditer(context.lower):
        unit, end = worded(context, match.end(), scaled=True)
        if unit.name:
            yield _worded(match.start(), end, 0.5, 0.25, unit)


def _shares(context: Context) -> Iterator[Figure]:
    """Yield fractions, proportions, multiplying verbs and vague numbers in words."""
    text, found = context.lower, context.words
    for match in _FRACTION.finditer(text) if not _UNDER.isdisjoint(found) else ():
        over, under = _NUMBERS[match["over"]], _FRACTIONS[match["under"].replace(" ", "\u00a0")]
        if _is_share(text, match, over, under):
            scale, unit, end, doubt = behind(context, match.end(), "")
            yield _worded(
                match.start(), end, over / under, 1 / under, unit, scale=scale, doubt=doubt, bare=not unit.name
            )
    for match in _HALF_OF.finditer(text) if not _HALF_WORDS.isdisjoint(found) else ():
        before = match["before"] or ""
        before = "" if before.strip() in {"die", "der", "la"} else before
        if before.strip() not in _PARTED:
            yield _worded(match.start() + len(before), match.end(), 0.5, 0.25, NONE, bare=True)
    yield from _proportions(text)
    for match in _VERB.finditer(text) if "fold" in text or not _MULTIPLYING.isdisjoint(found) else ():
        size = _MULTIPLIERS.get(match["verb"] or match["twice"]) or float(words.NUMBERS[match["fold"]])
        change = ("-" if size < 1 else "+") if match["verb"] else ""
        yield _worded(match.start(), match.end(), size, 1.0, TIMES, change=change)
    for match in _VAGUE.finditer(text) if not _UNCOUNTED.isdisjoint(found) else ():
        size = 1.0
        for word, factor in _SIZES.items():
            size *= factor if word in match[0] else 1.0
        unit, end = unit_behind(context, match.end(), scaled=True, value=1.0)
        yield _worded(match.start(), end, size, size, unit, doubt=VAGUE, bound="~")


def _worded(
    start: int,
    end: int,
    value: float,
    step: float,
    unit: Unit,
    *,
    scale: float = 1.0,
    doubt: str = "",
    bound: str = "",
    change: str = "",
    bare: bool = False,
    proportion: bool = False,
) -> Figure:
    """Return a figure in words."""
    return Figure(
        start,
        end,
        value,
        step,
        scale,
        unit,
        "",
        doubt,
        bare,
        worded=True,
        bound=bound,
        change=change,
        proportion=proportion,
    )


def _is_share(text: str, match: "re.Match[str]", over: int, under: int) -> bool:
    """Return whether words such as *a third* are a fraction rather than a place in an order or a thing."""
    article, word = match["over"], match["under"]
    of = text[match.end() : match.end() + 4].startswith((" of", " de", " der", " du", " d'", " d’", "-mil"))
    if article == "la":
        return "parte" in word
    if of or (over > 1 and (word.endswith(("s", "el", "be")) or match["join"] == "-")):
        return over > 1 or under > 2 or article == "one" or of
    if match["join"] == "-":
        return article not in {"a", "an"}
    return article in {"one", "un", "une", "ein"} and under > 2 and "cuarto" not in word and "quinto" not in word


def _proportions(text: str) -> Iterator[Figure]:
    """Yield proportions: *one in five*, *jeder fünfte*, *uno de cada cuatro*."""
    for match in _IN.finditer(text):
        if match["each"]:
            over, under = 1, _ORDINALS[match["ordinal"]]
        else:
            over, under = (_NUMBERS.get(match[name]) or int(match[name]) for name in ("over", "under"))
            of = match["of"]
            if not _is_proportion(of, match["every"], match["over"], match["under"]):
                continue
            if of == "in" and match["over"].isdigit() and over != 1:
                continue
        if 0 < over < under <= 1000:
            yield _worded(match.start(), match.end(), over / under, 1 / under, NONE, proportion=True)


def _is_proportion(of: str, every: str | None, over: str, under: str) -> bool:
    """Return whether the word between two numbers makes them a proportion in its language."""
    if of == "de":
        return every is not None and every.strip() == "cada"
    if of == "sur":
        return every is None
    if of == "von":
        return every is None and over.isdigit() == under.isdigit()
    return every is None or every.strip() == "every"
