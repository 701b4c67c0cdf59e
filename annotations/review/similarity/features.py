"""Features of a passage: its rare words, names, figures and dates, as signs that passages may share."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotations.review.similarity.lexicon import PRICE, STOP, stem
from annotations.review.similarity.opposites import AXES, EVENTS, HOMOGRAPHS, PHRASES
from annotations.text.folding import fold
from annotations.text.invisible import visible
from annotations.text.quantities import Day, Quantity, Value, read

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:of |the |de |von )?[A-Z][\w’'.-]*)+")
_NUMBER = re.compile(r"\d")
_MAY_COUNT = re.compile(
    r"[\d½¼¾]|\b(?:\w+ty|\w*teen|half|dozen|hundred|thousand|\w+illion|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?:year|month|week|day|hour|percent|quarter|times|dollar|euro|third|fifth|sixth|seventh|eighth|ninth|tenth)",
    re.IGNORECASE,
)
"""Quick test for figures, in digits or words."""

WEIGHTS: Final = {"w": 1.0, "n": 0.7, "f": 1.6, "d": 1.2, "o": 1.5, "e": 1.0, "k": 1.3}
"""Weights of words, names, figures, dates and concepts; names weigh less because their words count too."""


class Features(NamedTuple):
    """Features of a passage."""

    words: frozenset[str]
    """All its words, folded, to match typed ones."""
    signs: dict[str, str]
    """Signs with their spelling in this passage: `w:abandon` is *abandoned*."""
    around: dict[str, str]
    """Signs that occur only in the context."""
    concepts: tuple[str, ...]
    """Signs of the opposites and events that its words are about, and of the kinds of its figures: `o:3`, `e:0`, `k:date`."""
    values: tuple[Value, ...]
    """Figures and dates."""
    beside: frozenset[str] = frozenset()
    """Signs that occur only beside the context."""


def features(text: str, context: str = "", read_in: Sequence[Value] | None = None, beside: str = "") -> Features:
    """Return the features of a passage; of `context`, its sentence, and of the text `beside` it only the words count.

    `read_in` has its figures and dates if more is known of them than the words say, such as the heads of a table.
    """
    words: set[str] = set()
    shown = visible(text)
    concepts: set[str] = set()
    before = ""
    for match in _WORD.finditer(shown):
        folded = fold(match.group())
        words.update((folded, *folded.split("-")))
        if (phrase := PHRASES.get((before, folded))) is not None:
            concepts.update(_sides(stem(phrase[1])))
        before = folded
    signs = _words(shown)
    for match in _NAME.finditer(shown):
        name = match.group()
        signs.setdefault(f"n:{' '.join(fold(name).split())}", name)
        if short := _short(name):
            signs.setdefault(f"w:{stem(short)}", name)
    values = tuple(read_in if read_in is not None else read(text) if _MAY_COUNT.search(text) else ())
    for value in values:
        for sign in _value(value):
            signs[sign] = value.written
        if is_money(value):
            signs.setdefault(f"w:{PRICE}", value.written)
        if of := kind(value):
            concepts.add(f"k:{of}")
    if _ONE_IN.search(shown):
        concepts.add("k:share")
    around = {sign: written for sign, written in _words(visible(context)).items() if sign not in signs}
    for key in signs:
        if key[0] == "w":
            if fold(signs[key]) not in HOMOGRAPHS:
                concepts.update(_sides(key[2:]))
            if (event := EVENTS.get(key[2:])) is not None:
                concepts.add(f"e:{event}")
    more = frozenset(sign for sign in _words(visible(beside)) if sign not in signs and sign not in around)
    return Features(frozenset(words), signs, around, tuple(concepts), values, more)


def initials(text: str) -> Iterator[str]:
    """Yield the initials of the names in a text, folded: *hta* for the Harbour Transit Authority."""
    yield from filter(None, (_short(match.group()) for match in _NAME.finditer(text)))


def _short(name: str) -> str:
    short = "".join(filter(str.isupper, name))
    return fold(short) if len(short) > 2 else ""


LARGELY: Final = 0.6
"""Likeness from which two passages say something in largely the same words."""


def likeness(one: Features, other: Features) -> float:
    """Return the share of subject words that two passages have in common in any order, from 0 to 1.

    Numbers do not count, in digits or in words; two passages without any words are alike.
    """
    a, b = (
        {sign for sign, word in of.signs.items() if sign[0] == "w" and not _counts(word, of)} for of in (one, other)
    )
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _counts(word: str, of: Features) -> bool:
    """Return whether a word is the number of a figure or a percent sign in words: *forty percent*."""
    return word in {"percent", "cent"} or any(value.written.split()[:1] == [word] for value in of.values)


def _words(text: str) -> dict[str, str]:
    """Return the signs of the subject words of a text, including parts of compounds."""
    signs: dict[str, str] = {}
    for match in _WORD.finditer(text):
        written = match.group()
        folded = fold(written)
        if _NUMBER.match(folded):
            continue
        if folded not in STOP and len(folded) > 1 and not _contracted(folded):
            signs.setdefault(f"{'n' if '-' in folded else 'w'}:{stem(folded)}", written)
        if "-" in folded:
            for part in written.split("-"):
                if fold(part) not in STOP and len(part) > 2:
                    signs.setdefault(f"w:{stem(fold(part))}", part)
    return signs


def _contracted(word: str) -> bool:
    """Return whether a word is a contraction of words without a subject: *there's*, *don't*."""
    first, mark, end = word.partition("'")
    return bool(mark) and (first in STOP or end in _CONTRACTED)


_CONTRACTED: Final = frozenset({"t", "ve", "re", "ll", "d", "m"})


def _sides(stemmed: str) -> list[str]:
    return [f"o:{axis}" for axis, _ in AXES.get(stemmed, ())]


def is_money(value: Value) -> bool:
    """Return whether a figure is an amount of money."""
    return isinstance(value, Quantity) and (value.dimension == "money" or value.unit.partition("/")[0] in _MONEY)


def kind(value: Value) -> str:
    """Return what a date or figure tells, so that passages with other ones are found: `date`, `money`, `share`, `energy`."""
    if isinstance(value, Day):
        return "date"
    if value.doubt:
        return ""
    if is_money(value):
        return "money"
    if value.percent or (value.dimension in _SHARES and 0 < value.low < 1):
        return "share"
    if value.dimension in _COUNTS:
        return "count" if value.low >= _LARGE else ""
    return "" if value.dimension in _SHARES or value.dimension == "time" else value.dimension


_SHARES: Final = frozenset({"", "share", "ratio"})
_COUNTS: Final = frozenset({"", "count"})
_LARGE: Final = 100
"""Number from which things are counted that other sources may have counted too."""
_ONE_IN: Final = re.compile(r"\b[Oo]ne (?:\w+ )?in (?:two|three|four|five|six|seven|eight|nine|ten)\b")

_MONEY: Final = frozenset({"USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR"})


def _value(value: Value) -> list[str]:
    """Return the signs of a figure or date."""
    if isinstance(value, Day):
        if value.day:
            return [f"d:{value.month}-{value.day}"]
        if value.month:
            return [f"d:{value.year}.{value.month}"]
        return [f"d:{value.year}"]
    if value.doubt:
        return []  # It has two readings or none.
    measure = value.currency or (value.dimension if value.dimension not in {"", "count"} else "")
    return [f"f:{measure}{end:.6g}" for end in set(value.base)]
