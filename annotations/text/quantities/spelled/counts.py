"""Numbers in words: each with its unit, small ones only with what they count."""

import math
from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.around import NO_NOUN, bound_before, bound_behind, counted
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.digits import power_behind
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import LETTER, behind, half_behind, unit_behind
from annotations.text.quantities.spelled.lone import ARTICLES, COMPARED, measures_one
from annotations.text.quantities.spelled.shares import FRACTIONS, PARTS, SMALL
from annotations.text.quantities.tables.numerals import ADDED
from annotations.text.quantities.values import TOO_LARGE
from annotations.text.quantities.written.figures import is_of_rate
from annotations.text.quantities.written.lookalikes import is_name

_AND_PART: Final = lazy(
    rf"[ ](?:and|et|und|y)[ ](?P<over>an?|un|{SMALL})[ -](?P<under>{'|'.join(sorted(filter(str.isalpha, FRACTIONS), key=len, reverse=True))})(?![^\W_])"
)
_UNDER: Final = lazy(
    rf"[ -](?P<under>{'|'.join(word for word in FRACTIONS if word.isalpha() and word.endswith(('s', 'stel')))})(?![^\W_])"
)
_NAMED: Final = lazy(r"[ ](?:[a-z]+[ ])?(?:[A-Z][A-Za-z]*[ ]){0,2}([A-Za-z][a-z]{2,}s)\b(?!['’])")
"""What a number counts, with a name in front: *four FA Cup finals*."""
_NOUN: Final = lazy(r"[ ](?:(?!und |oder |der |die |das |den |dem |bis )[a-zäöüß]+[ ]){0,2}[A-ZÄÖÜ][a-zäöüß]{2,}")
"""What German counts: a noun with a capital, behind its adjectives."""
_PARTITIVE: Final = lazy(
    r"[ ](?:of[ ](?:the|its|their|his|her|our|those)[ ]|of[ ](?:them|which|whom|those|us)(?![^\W_])|von[ ](?=\d)|der[ ](?=[A-ZÄÖÜ\d]|[a-zäöüß]+[ ][A-ZÄÖÜ])|de[ ](?:los|las|sus)[ ]|des[ ](?=[a-z]))"
)
"""What a number takes a part of: *six of the sessions*."""
_LEAST: Final = ("at least ", "mindestens ", "wenigstens ", "au moins ", "al menos ", "por lo menos ", "como mínimo ")
_A_NOUN: Final = lazy(
    r"[ ](?!(?:more|less|other|another|part|partie|parte|teil|plus|más|autre|otr[ao]|weiter\w*)(?![^\W_]))([^\W\d_]{3,})(?![^\W_])",
    2,
)
"""What one counts where one of these bounds is before it."""
_OF_NOUN: Final = lazy(r"-([a-z]{3,})(?![^\W_]|-)")
_NO_COUNT: Final = frozenset(
    "way faced handed dimensional edged tone toned pronged fold off thirds fifths eighths legged sided piece tier track some".split()
)
"""What a small number with a hyphen describes rather than counts: *two-faced*."""
_SCALED: Final = lazy(
    r"(?<![^\W_])(?:magnitude|magnitud|stärke|fa[ck]tor|facteur|multipli[^\W\d_]{0,8}(?=[ ](?:by|par|por)[ ]))(?:[ ](?:of|de|von|by|par|por))?[ ]$",
    2,
)
"""What has a number without a unit: *a magnitude of five*."""
_OTHERS: Final = lazy(r"(?<![^\W_])(?:other|remaining|anderen|übrigen|restlichen|otros|otras)[ ]$", 2)
"""Words before a number of things named before: *the other four*."""
_MAY_JOIN: Final = lazy(
    r"[ ]?[-–—][ ]?\d|-to-(?=[^\W\d_])|-?[ ](?:to|or|oder|ou|o|and|bis|à|a|y|et|und)[ ]|,[ ][^\W_]+,?[ ](?:or|oder|ou|o)[ ]"
)
_JOINS_NUMBER: Final = lazy(
    r"(?:[ ]|(?<=ein)-[ ])(?:à|bis|a|ou|oder|o)[ ](?:deux|trois|quatre|(?:zwei|drei|vier)(?:tausend|hundert)?|dos|tres|cuatro|\d)(?![^\W_])"
)
_MAY_END: Final = lazy(r"[ -](?:to|or|oder|ou|o|bis|à|a)[ -]$")
_OF_DAY: Final = lazy(r"[ ]de[ ]la[ ](?:noche|mañana|tarde|madrugada)|[ ](?:en punto|y media)")
_EACH: Final = lazy(r".*(?:\d|cents?|pence|dollars?|euros?|pounds?|¢)[ ]$")
"""What is before the article of a rate: *$4.15 a dozen*."""
_BASES: Final = frozenset((2.0, 10.0))
_LONGEST: Final = 120
"""Code points of a text that may be one number in words."""
_LARGE: Final = frozenset((1e3, 1e6, 1e9, 1e12))
_WHOLES: Final = _LARGE | {12.0}
"""What a half behind it halves: *a million and a half*, *una docena y media*; a hundred and a half is 100.5."""

_AND: Final = lazy(r"[ -]+(?:and|und|et|y)[ -]+")


def numbers(context: Context) -> Iterator[Figure]:
    """Yield the figures of a text that are numbers in words."""
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
        opener, _, rest = match[0].partition(" ")
        if words.value_of(match[0], language) is not None:
            pass
        elif opener in ARTICLES and words.value_of(rest, language) is not None:  # un veinte por ciento
            pieces = [(match.end() - len(rest), match.end())]
        else:
            cuts = [(start + cut.start(), start + cut.end()) for cut in _AND.finditer(match[0])]
            starts, ends = [start, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), match.end()]
            pieces = list(zip(starts, ends, strict=True))
        for begin, end in pieces:
            value = words.value_of(text[begin:end], language)
            if (
                value
                and not is_of_rate(text, begin)
                and not (text[begin:end] == "ciento" and text.endswith("por ", 0, begin))
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
        size = step if step in _WHOLES else 1.0  # Half of a million: *a million and a half*.
        number, end, step = number + size * PARTS[part["over"]] / FRACTIONS[part["under"]], part.end(), size / 2
    elif under := _UNDER.match(context.lower, end):  # twenty-three hundredths
        divided = _divided(context, written, number, under["under"])
        number, end, step = (divided, under.end(), 1 / FRACTIONS[under["under"]]) if divided else (number, end, step)
    elif number in _BASES and (power := power_behind(context.lower, end)):
        number, end = number ** power[0], power[1]
        step, single = number, False
    lettered = LETTER.match(text, end) or text[end : end + 1].isdigit()
    scale, unit, last, doubt = (1.0, NONE, end, "") if lettered else behind(context, end, "")
    if half := half_behind(text, last):
        size = step if step in _WHOLES and last == end else 1.0
        number, last, step = number + size / 2, half, size / 2
        unit, last = (unit, last) if unit.name else unit_behind(context, last, scaled=True, value=number)
    if number == 1 and scale == 1 and last == end and context.lower[max(0, start - 4) : start] in {"the ", "any "}:
        return None
    if step in _LARGE and number % step == 0:  # Five thousand has a scale as 5 thousand has one.
        number, scale, step = number / step, scale * step, 1.0
    plain = scale == 1 and not unit.name
    alone = len(text) <= _LONGEST and text.strip() == text[start:end]
    opens = written in ARTICLES and _JOINS_NUMBER.match(context.lower, end) is not None  # un à deux
    weak = opens or (
        not alone and plain and single and number < 10 and number % 1 == 0 and not _counts(context, start, end, number)
    )
    if context.lower.endswith("las ", 0, start) and _OF_DAY.match(context.lower, end):
        return None
    if single and text[start].isupper() and is_name(text, start):  # Claudia Tausend
        return None
    if (
        written in ARTICLES
        and number * scale == 1
        and unit.name != "%"
        and not alone
        and not opens
        and (not measures_one(text, start, unit) or COMPARED.match(context.lower, last))
        and not _is_least(context, start, end)
    ):
        return None
    if weak and not (_MAY_JOIN.match(text, end) or _MAY_END.search(text, max(0, start - 6), start)):
        return None
    doubt = doubt or (TOO_LARGE if math.isinf(number * scale) else "")
    return Figure(start, last, number, step, scale, unit, "", doubt, plain, worded=True, weak=weak)


def _divided(context: Context, written: str, number: float, under: str) -> float:
    """Return the value of a number with the word of a fraction behind it: *twenty and three fifths*; 0 if it counts it."""
    size = FRACTIONS[under]
    whole, _, last = written.rpartition(" and ")
    over, rest = (words.value_of(part, context.language or "en") for part in (last, whole)) if whole else (None, None)
    if over and rest and over[0] < size:
        return rest[0] + over[0] / size
    return 0.0 if under == "quarters" else number / size


def _is_least(context: Context, start: int, end: int) -> bool:
    """Return whether a one is a least number of something: *at least one incident*, but not *at least one of them*."""
    if not context.lower.endswith(_LEAST, 0, start):
        return False
    noun = _A_NOUN.match(context.text, end)
    return noun is not None and noun[1].lower() not in NO_NOUN


def _counts(context: Context, start: int, end: int, number: float) -> bool:
    """Return whether a small number counts something: *nine miners*, *four times*; *one* and *the two* alone do not."""
    follows = context.lower[end : end + 9].lstrip(" -")
    if follows.startswith(("times", "fold")):
        return True
    text = context.text
    if number >= 2 and (of := _OF_NOUN.match(text, end)) and of[1] not in _NO_COUNT:  # a two-room office
        return context.lower[start:end] in ADDED["en"]
    bound = bound_before(text, start)
    if bound.negative:
        return True
    if number < 2:
        if number == 1:
            return _is_least(context, start, end)
        return (
            text[end : end + 1] != "-" and not context.lower.endswith("net ", 0, start) and counted(text, end)[0] != ""
        )
    if _PARTITIVE.match(text, end) or _SCALED.search(text, max(0, start - 20), start):
        return True
    if bound.sign or bound_behind(text, end)[0]:
        return True
    if _OTHERS.search(text, max(0, start - 16), start):
        return True
    if counted(context.text, end)[0]:
        return True
    if context.text[start].islower() and (name := _NAMED.match(context.text, end)):
        return name[1].lower() not in NO_NOUN
    return context.language == "de" and _NOUN.match(context.text, end) is not None
