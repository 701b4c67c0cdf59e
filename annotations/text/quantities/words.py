"""Numbers in words, in English, German, French and Spanish."""

import re
from functools import cache
from typing import Final

from annotations.text.lazy_regex import lazy

_ENGLISH: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_GERMAN: Final = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn "
    "neunzehn"
).split()
_FRENCH: Final = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_SPANISH: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()

NUMBERS: Final = {word: number for number, word in enumerate(_ENGLISH)} | {
    word: ten * 10 for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
"""English words whose values are added."""

_ADDED: Final = {
    "en": {**NUMBERS, "fourty": 40},
    "de": {
        **{word: number for number, word in enumerate(_GERMAN)},
        **{
            word: ten * 10
            for ten, word in enumerate("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), 2)
        },
        **dict.fromkeys(("ein", "eine", "einen", "einem", "einer"), 1),
    },
    "fr": {
        **{word: number for number, word in enumerate(_FRENCH)},
        **dict.fromkeys(("vingt", "vingts"), 20),
        **{
            word: ten * 10
            for ten, word in enumerate("trente quarante cinquante soixante septante huitante nonante".split(), 3)
        },
        "une": 1,
        "quatre-vingt": 80,
        "quatre-vingts": 80,
    },
    "es": {
        **{word: number for number, word in enumerate(_SPANISH)},
        **{
            word: ten * 10
            for ten, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), 3)
        },
        **{
            word: hundred * 100
            for hundred, word in enumerate(
                "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(),
                1,
            )
        },
        **dict.fromkeys(("un", "una", "veintiún"), 1),
        "veintiún": 21,
        "cien": 100,
        "doscientas": 200,
        "trescientas": 300,
    },
}
_LONG: Final = {
    "million": 1e6,
    "millionen": 1e6,
    "mio.": 1e6,
    "mio": 1e6,
    "milliarde": 1e9,
    "milliarden": 1e9,
    "mrd.": 1e9,
    "mrd": 1e9,
}
SCALES: Final = {
    "en": {
        "hundred": 1e2,
        "dozen": 12.0,
        "thousand": 1e3,
        "lakh": 1e5,
        "lakhs": 1e5,
        "crore": 1e7,
        "crores": 1e7,
        **dict.fromkeys(("million", "mln", "mn"), 1e6),
        **dict.fromkeys(("billion", "bn", "bln"), 1e9),
        **dict.fromkeys(("trillion", "tn", "trn"), 1e12),
        "quadrillion": 1e15,
    },
    "de": {
        **_LONG,
        "hundert": 1e2,
        "tausend": 1e3,
        "tsd.": 1e3,
        "tsd": 1e3,
        "billion": 1e12,
        "billionen": 1e12,
        "bio.": 1e12,
        "dutzend": 12.0,
    },
    "fr": {
        **dict.fromkeys(("cent", "cents"), 1e2),
        "mille": 1e3,
        **dict.fromkeys(("million", "millions"), 1e6),
        **dict.fromkeys(("milliard", "milliards", "mds", "md"), 1e9),
        **dict.fromkeys(("billion", "billions"), 1e12),
        "douzaine": 12.0,
    },
    "es": {
        "mil": 1e3,
        **dict.fromkeys(("millón", "millones", "mill."), 1e6),
        **dict.fromkeys(("billón", "billones"), 1e12),
        "docena": 12.0,
    },
}
"""Factors of words behind a number, by language."""

_OTHERS: Final = {
    **dict.fromkeys(("mila", "тысяч", "тысячи", "тыс.", "тыс"), 1e3),
    **dict.fromkeys(
        (
            "milhão",
            "milhões",
            "milione",
            "milioni",
            "миллион",
            "миллиона",
            "миллионов",
            "млн",
            "millions",
            "millionen",
            "mio",
        ),
        1e6,
    ),
    **dict.fromkeys(
        ("bilhão", "bilhões", "miliardo", "miliardi", "миллиард", "миллиарда", "миллиардов", "млрд", "mrd"), 1e9
    ),
}
_COMMON: Final = frozenset(
    "once elf cent cents mil un une una uno ein eine einen einem einer son md acht six dix sept neuf zero".split()
)
"""Words that are no numbers in a text of an unknown language."""

AND: Final = {"en": "and", "de": "und", "fr": "et", "es": "y", "": "and|und|et|y"}
_GERMAN_PART: Final = "|".join(sorted(_ADDED["de"], key=len, reverse=True))
_ALONE: Final = frozenset("hundert tausend mil mille dozen".split())
"""Words that multiply and are numbers without another number too."""

_GERMAN_WORD: Final = r"(?:\w+(?:hundert|tausend)\w*|\w+und(?:zwanzig|\w+[zß]ig))"


_WORD: Final = lazy(r"[^\W\d_]+")
_GERMAN_SIGN: Final = lazy(r"hundert|tausend|[zß]ig\b|fold\b|\d (?:in|out of) (?:every )?\d")


@cache
def added(language: str) -> dict[str, int]:
    """Return the words of a language whose values are added; of an unknown one those that are words of one language."""
    if language:
        return _ADDED.get(language, {}) if language in _ADDED else {}
    found: dict[str, int] = {}
    for words in (_ADDED["es"], _ADDED["fr"], _ADDED["de"]):
        found |= {word: value for word, value in words.items() if word not in _COMMON}
    return found | _ADDED["en"]


@cache
def scales(language: str) -> dict[str, float]:
    """Return the factors of the words of a language that multiply."""
    own = SCALES.get(language, {})
    everywhere = {
        word: value for one in ("es", "fr", "de") for word, value in SCALES[one].items() if word not in _COMMON
    }
    found = everywhere | _OTHERS | SCALES["en"] | own
    if language in {"de", "fr", "es"}:
        return found | own
    return found


@cache
def _triggers() -> frozenset[str]:
    """Return the words without which there is no number in words, other than German ones in one word."""
    found = set(
        "half halves sixth sixths seventh eighth fifth fifths fourth fourths tenth tenths hundredth hälfte drittel viertel fünftel tiers quarts tercio tercios quarter quarters third thirds twice thrice doubled doubling doubles tripled tripling triples trebled quadrupled quintupled halved halving dozens "
        "tens hundreds thousands millions billions trillions digit digits verdoppelt verdreifacht halbiert doublé triplé duplicó triplicó halbe halben halber halbes demi media medio".split()
    )
    for language in _ADDED:
        found |= _ADDED[language].keys() | SCALES[language].keys()
    return frozenset(found - {"a", "un", "une", "una", "ein", "eine", "einen", "einem", "einer"})


def may_be_in(text: str) -> bool:
    """Return whether a text may have a number in words. Fast, with few false positives."""
    lower = text.lower()
    return not _triggers().isdisjoint(_WORD.findall(lower)) or _GERMAN_SIGN.search(lower) is not None


@cache
def run(language: str) -> re.Pattern[str]:
    """Return the pattern of a run of number words."""
    multiplying = {
        word for word, value in scales(language).items() if word.isalpha() and len(word) > 3 and value != 12.0
    }
    words = added(language).keys() | multiplying | {"dozen", "quatre-vingt"}
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    one = "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items())) + ")(?![^\\W_])"
    if language == "de":
        one = f"(?:{_GERMAN_WORD}(?![^\\W_])|{one})"
    join = rf"(?:[ \u00a0]{{1,2}}|-|[ ]{{1,2}}(?:{AND[language if language in AND else '']})[ ]{{1,2}})"
    lead = r"(?:half[ ](?:an?[ ])?|an?[ ](?=(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)))?"
    return re.compile(rf"(?<![^\W_])(?<![^\W_][-’'])(?:{lead}{one}(?:{join}{one})*)", re.IGNORECASE)


def value_of(written: str, language: str) -> tuple[float, float] | None:
    """Return the value of words such as *one hundred and twenty-five thousand*, and that of their last step; None if invalid.

    Words are added only in falling order: *one twenty two* is no number.
    """
    numbers, factors = added(language), scales(language)
    total = group = step = 0.0
    last = 0.0
    half = counted = False
    text = re.sub(r"quatre[- ]vingts?", "quatre-vingt", written.lower())
    joined = {"and", "und", "et", "y", "a", "an"}
    for word in re.split(r"[ \u00a0]+|(?<!quatre)-", text):
        if word in joined or not word:
            counted = counted or word in {"a", "an"}
            continue
        if word == "half":
            half = counted = True
        elif word in factors and (word not in numbers):
            scale = factors[word]
            if scale <= 100:
                if group >= 100:
                    return None
                group = (group or 1) * scale
                step = scale
            elif not last or scale < last:
                total, group, last, step = total + (group or 1) * scale, 0.0, scale, scale
            else:
                total, group, last, step = (total + group) * scale, 0.0, scale, scale
        else:
            one = numbers.get(word)
            if one is None and (one := german(word)) is None:
                return None
            if not _fits(group, one, language):
                return None
            group, step, counted = group + one, 1.0, True
    if not counted and written.lower().split()[0] not in _ALONE:
        return None
    result = total + group
    if half:
        result = (result or 1) / 2
    return result, step or 1.0


def _fits(group: float, one: float, language: str) -> bool:
    """Return whether a number may follow the hundreds, tens and ones that are there."""
    if not group:
        return True
    if one < 10:
        return one > 0 and group % 10 == 0 and group % 100 != 10
    if one < 100:
        return group % 100 == 0 or (language != "en" and one < 20 and group % 100 in {60, 80})
    return False


def german(word: str) -> int | None:
    """Return the value of a German number in one word, or None."""
    if word in _ADDED["de"]:
        return _ADDED["de"][word]
    for part, factor in (("tausend", 1000), ("hundert", 100)):
        left, found, right = word.partition(part)
        if found:
            one = german(left) if left else 1
            other = german(right.removeprefix("und")) if right else 0
            return None if one is None or other is None else one * factor + other
    left, found, right = word.partition("und")
    ones, tens = _ADDED["de"].get(left), _ADDED["de"].get(right)
    if found and ones is not None and tens is not None and 0 < ones < 10 <= tens:
        return ones + tens
    return None
