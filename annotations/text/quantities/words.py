"""Numbers in words: where they are in a text, and their values."""

import math
import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import Final

from annotations.text.quantities.tables.numerals import ADDED, COMMON, OTHERS, SCALES

AND: Final = {"en": "and", "de": "und", "fr": "et", "es": "y", "": "and|und|et|y"}
_JOINTS: Final = frozenset("and und et y a an".split())
_POINTS: Final = {"en": "point", "de": "komma", "fr": "virgule", "es": "coma|punto"}
HALVES: Final = frozenset("half halbe halben halber halbes demi medio media".split())
_ALONE: Final = frozenset("hundert tausend mil mille cent dozen".split())
"""Words that multiply and are numbers without another number too."""

_GERMAN_WORD: Final = (
    r"(?:\w+(?:hundert|tausend)\w*|\w+und(?:zwanzig|\w+(?:[zß]|ss)ig)|anderthalb|\w+(?:ein|und)halb|dreiviertel)"
)
_SPELLED: Final = (("ss", "ß"), ("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
"""Letters that stand for others where a keyboard does not have them."""

_POINT_WORDS: Final = frozenset("|".join(_POINTS.values()).split("|"))
_LONGEST: Final = 64
"""Letters of the longest German number in one word, 777,777."""

SIGNS: Final = ("hundert", "tausend", "zig", "ßig", "ssig", "halb", "viertel", "fold")
"""Every number in one word has one of these parts."""


@cache
def added(language: str) -> dict[str, int]:
    """Return the words of a language whose values are added; of an unknown one those that are words of one language."""
    if language:
        return ADDED.get(language, {})
    found: dict[str, int] = {}
    for words in (ADDED["es"], ADDED["fr"], ADDED["de"]):
        found |= {word: value for word, value in words.items() if word not in COMMON}
    return found | ADDED["en"]


@cache
def scales(language: str) -> dict[str, float]:
    """Return the factors of the words of a language that multiply."""
    own = SCALES.get(language, {})
    everywhere = {
        word: value for one in ("es", "fr", "de") for word, value in SCALES[one].items() if word not in COMMON
    }
    return everywhere | OTHERS | SCALES["en"] | own


@cache
def _scales() -> dict[str, float]:
    """Return the factors of all languages, those that are words in others too."""
    return scales("es") | scales("fr") | scales("")


@cache
def triggers() -> frozenset[str]:
    """Return the words that show that there is a number in words, other than German ones in one word."""
    found: set[str] = {
        "dozens",
        "tens",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
        "digit",
        "digits",
        "demie",
    }
    for language in ADDED:
        found |= ADDED[language].keys() | SCALES[language].keys()
    return frozenset(found | HALVES) - {"a", "un", "une", "una", "ein", "eine", "einen", "einem", "einer"}


def is_part(word: str) -> bool:
    """Return whether a word may be a part of a number in words."""
    return (
        word in _all()
        or word in HALVES
        or word in _JOINTS
        or word in _POINT_WORDS
        or word in _scales()
        or german(word) is not None
    )


@cache
def run(language: str) -> re.Pattern[str]:
    """Return the pattern of a run of number words."""
    factors = scales(language)
    multiplying = {word for word, value in factors.items() if word.isalpha() and len(word) > 3 and value != 12.0}
    first = (
        added(language).keys() | multiplying | {"dozen"} | ({"mil", "dutzend", "docena", "douzaine"} & factors.keys())
    )
    more = first if language else first | (COMMON & _all().keys()) - {"once", "elf"} | {"mil"}
    whole = f"{_GERMAN_WORD}(?![^\\W_])|" if language in {"de", ""} else ""
    join = rf"(?:[ \u00a0]{{1,2}}|-|[ -]{{1,2}}(?:{AND[language if language in AND else '']})[ -]{{1,2}})"
    large = "hundred|thousand|million|billion|trillion|dozen|lakh|crore"
    own = "milliarden?|millionen|dutzend|tausend|milliard|millón|billón|centenar|millar|docena|douzaine"
    lead = (
        rf"(?:half[ ](?:an?[ ])?|an?[ ](?=(?:{large}))|(?:(?:ein(?:e[nmrs]?)?[ ])?halbe[nrs]?[ ]|une?[ ]demi[- ]|medi[oa][ ])"
        rf"(?={large}|{own}))?"
    )
    point = rf"(?:[ ](?:{_POINTS.get(language) or '|'.join(_POINTS.values())})(?:[ ](?:{whole}{_any(more)}))+)?"
    return re.compile(
        rf"(?<![^\W_])(?:(?<![^\W_][-’'])|(?<=(?<![^\W_])d[’']))(?<!pour[ ])(?<!pour[ ]cent[ ]){lead}(?:{whole}{_any(first)})(?:{join}(?:{whole}{_any(more)}))*{point}",
    )


def _any(words: AbstractSet[str]) -> str:
    """Return the pattern of any of some words, by their first letters."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{one}(?:{'|'.join(rest)})" for one, rest in sorted(by_letter.items())) + ")(?![^\\W_])"


@cache
def _all() -> dict[str, int]:
    return ADDED["de"] | ADDED["fr"] | ADDED["es"] | ADDED["en"]


class _Sum:
    """Number that is made of words one by one."""

    def __init__(self) -> None:
        self.total = self.thousands = self.group = 0.0
        self.last = math.inf
        self.step = 1.0
        self.digits: str | None = None
        """Digits behind the point; None if there is no point."""

    def multiply(self, factor: float) -> bool:
        """Apply a word such as *hundred* or *million*; return whether it may be there."""
        self.settle()
        if factor <= 100:
            if self.group >= 100:
                return False
            self.group = (self.group or 1) * factor
        elif factor < 1e6:
            self.thousands = self.thousands + self.group * factor if self.group else (self.thousands or 1) * factor
            self.group = 0.0
        else:
            size = self.thousands + self.group
            if factor < self.last:
                self.total += (size or 1) * factor
            elif size:
                return False
            else:
                self.total *= factor
            self.last, self.thousands, self.group = factor, 0.0, 0.0
        self.step = factor * min(self.step, 1.0)
        return True

    def add(self, one: float, language: str, *, joined: bool) -> bool:
        """Apply a word such as *three* or *twenty*; return whether it may be there."""
        if self.digits is not None:
            self.digits += f"{one:.0f}"
            return True
        swapped = joined and language != "en" and 0 < self.group < 10 and 20 <= one < 100 and one % 10 == 0
        swapped = swapped or (joined and language in {"es", ""} and self.group == 10 and 5 < one < 10)
        if not swapped and not _fits(self.group, one, language):
            return False
        self.group, self.step = self.group + one, 1.0 if one % 1 == 0 else 0.5
        return True

    def settle(self) -> None:
        """End the digits behind a point."""
        if self.digits:
            self.group, self.step = self.group + float(f"0.{self.digits}"), 10.0 ** -len(self.digits)
        self.digits = None


@lru_cache(4096)
def value_of(written: str, language: str) -> tuple[float, float] | None:
    """Return the value of words such as *one hundred and twenty-five thousand*, and that of their last step; None if invalid.

    Words are added only in falling order: *one twenty two* is no number.
    """
    numbers, factors = added(language) if language else _all(), scales(language) if language else _scales()
    found = _Sum()
    half = counted = joined = False
    text = re.sub(r"quatre[- ]vingts?", "quatre-vingt", written)
    for word in re.split(r"[ \u00a0]+|(?<!quatre)-", text):
        if word in _JOINTS or not word:
            counted = counted or word in {"a", "an"}
            joined = joined or word in {"und", "y", "et"}
        elif word in HALVES:
            half = counted = True
        elif word in _POINT_WORDS:
            if found.digits is not None:
                return None
            found.digits = ""
        elif word in factors and word not in numbers:
            if not found.multiply(factors[word]):
                return None
        else:
            one = _number(word, numbers)
            if one is None or not found.add(one, language, joined=joined):
                return None
            counted, joined = True, False
    opener = written.split(maxsplit=1)[0]
    if opener not in _ALONE and (not counted or (opener in factors and opener not in numbers)):
        return None
    found.settle()
    result = found.total + found.thousands + found.group
    return ((result or 1) / 2 if half else result), found.step


def _number(word: str, numbers: dict[str, int]) -> float | None:
    """Return the value of one word, which may be a German number written as one."""
    one = numbers.get(word)
    return german(word) if one is None else one


def _fits(group: float, one: float, language: str) -> bool:
    """Return whether a number may follow the hundreds, tens and ones that are there."""
    if not group:
        return True
    if one < 10:
        # French has no words for 17, 18 and 19.
        return one > 0 and group % 10 == 0 and (group % 100 != 10 or (one > 6 and language in {"fr", ""}))
    if one < 100:
        return group % 100 == 0 or (language != "en" and one < 20 and group % 100 in {60, 80})
    return False


def german(word: str) -> float | None:
    """Return the value of a German number in one word, or None."""
    if (one := ADDED["de"].get(word)) is not None or len(word) > _LONGEST:
        return one
    if word == "dreiviertel":
        return 0.75
    if word.endswith(("derthalb", "einhalb", "undhalb")):
        whole = 1 if word in {"anderthalb", "eineinhalb"} else ADDED["de"].get(word[:-7])
        return None if whole is None else whole + 0.5
    for part, factor in (("tausend", 1000), ("hundert", 100)):
        left, found, right = word.partition(part)
        if found:
            more = german(left) if left else 1
            rest = german(right.removeprefix("und")) if right else 0
            return None if more is None or rest is None or rest >= factor else more * factor + rest
    left, found, right = word.partition("und")
    ones, tens = ADDED["de"].get(left), ADDED["de"].get(right)
    if found and ones is not None and tens is not None and 0 < ones < 10 <= tens:
        return ones + tens
    for plain, letter in _SPELLED:
        if plain in word:
            return german(word.replace(plain, letter))
    return None
