"""Signs that one passage contradicts another by its figures and dates."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import floor, isfinite, log10
from typing import Final, NamedTuple

from annotations.review.comparison import forces
from annotations.review.comparison.conflict import DATES, METRIC, Conflict
from annotations.review.comparison.figures import DIFFERENT, SAME, compare_figures
from annotations.review.similarity.features import is_money, kind
from annotations.review.similarity.lexicon import STOP, stem
from annotations.review.similarity.opposites import EVENTS, STARTS
from annotations.text.folding import fold
from annotations.text.quantities import Day, Quantity, Value

_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_MOST: Final = 30
"""Maximum number of figures of one passage that are compared: a passage may be a table."""

_NEAR: Final = 50
"""Code points around a figure in which the words tell what it is about."""

_ALIKE: Final = 2.5
"""Quotient up to which two figures are likely to be meant for the same."""
_MILLION: Final = 1e6
"""Number from which a number without a currency may be an amount of money."""
_FAR: Final = 10.0
"""Quotient from which two figures are hardly meant for the same."""
_LARGE: Final = 1000
"""Number from which two counts of things with different names may be of the same things."""
_PEOPLE: Final = 20
"""Such a number for counts of people."""
_PERSON = re.compile(
    r"(?:er|or|ist|(?<!m)[ae]nt|(?:oy|in|st|d|g|u)ee|ian|man|men|people|person|guest|adult|child|children)$"
)
"""Ends of words for people."""
_EXACT: Final = 1.02
"""Quotient up to which two counts are the same, one of them rounded."""
_COUNTED: Final = frozenset({"", "count"})
_SMALL: Final = 100
"""Number below which two counts may be equal by chance."""


class Figure(NamedTuple):
    """Figure or date with the stems of the words near it."""

    value: Value
    near: frozenset[str]
    events: frozenset[int]
    """Kinds of events that these words name."""

    @property
    def keys(self) -> Iterator[tuple[str, int]]:
        """What other figures may be of the same thing have too: a kind of event, or the size of an amount or number."""
        value = self.value
        if isinstance(value, Day):
            yield from (("event", event) for event in self.events)
        elif (money := is_money(value)) or value.counted:
            size = abs(sum(value.base) / 2)
            if isfinite(size) and (size >= _PEOPLE or (money and size > 0)):
                kind = "money" if money else "count"
                yield from ((kind, floor(log10(size) * 2) + more) for more in (0, 1))


class Agreement(NamedTuple):
    """Figure or date that two passages have in common."""

    words: str
    exactness: float
    """Less than 1 if it may be equal by chance, more if that is not likely."""
    near: frozenset[str]
    """Stems of words that both have near it."""


def figures(text: str, values: Sequence[Value], vague: Sequence[Day] = ()) -> tuple[Figure, ...]:
    """Return the values of a text with what is near them, `_MOST` at most; a `vague` date replaces a value within it."""
    found = []
    exact = [value for value in values if not any(day.start < value.end and value.start < day.end for day in vague)]
    for value in (*exact, *vague)[:_MOST]:
        before, after = _whole_words(text, value)
        stems = {stem(word): word for word in _WORDS.findall(f"{before} {after}")}
        events = frozenset(EVENTS[stemmed] for stemmed in stems if stemmed in EVENTS)
        if isinstance(value, Day) and (_NOT_UNTIL.search(before) or _STARTING.search(_clause(text, value))):
            events |= {STARTS}
        near = {stemmed for stemmed, word in stems.items() if word not in STOP}
        differs = _is_difference(fold(value.written).split()) or after.split()[:1] in _BY
        differs = differs or (isinstance(value, Quantity) and _share(value) > 0 and after.split()[:1] in _AS)
        if isinstance(value, Day) or not (differs or (value.dimension == "time" and after.split()[:1] in _MOMENT)):
            found.append(Figure(value, frozenset(near), events))
    return tuple(found)


_STARTING: Final = re.compile(
    r"\b(?:first|in(?:to)? (?:service|operation|use|force|production)|on the market|came to|arrived|running)\b"
)
"""Words of a clause that make its date that of a start: *went into service in May*, *took in its first ship*."""
_NOT_UNTIL: Final = re.compile(
    r"(?:\b(?:not|no|nobody|none|never|only|empty|idle|closed|unused|waited|waiting)\b|n't\b)"
    r".*\b(?:until|before)\W+(?:the\W+)?$"
)
"""Words before a date that make it the date of a start: *not open until*, *empty until*."""


def _clause(text: str, value: Value) -> str:
    """Return the sentence of a value up to the end of its clause, folded."""
    before = _SENTENCES.split(text[max(0, value.start - _LONG) : value.start])[-1]
    after = _CLAUSES.split(text[value.end : value.end + _LONG])[0]
    return fold(f"{before} {after}")


_SENTENCES: Final = re.compile(r"[;:.!?]\s")
_CLAUSES: Final = re.compile(r"[,;:.!?]\s")
_LONG: Final = 200
"""Maximum number of code points of a sentence that are read on each side of a value."""


def _whole_words(text: str, value: Value) -> tuple[str, str]:
    """Return the words before and behind a value, folded, without a part of a word at the ends."""
    first, last = value.start - _NEAR, value.end + _NEAR
    before, after = text[max(0, first) : value.start], text[value.end : last]
    if first > 0:
        before = before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0]
    return fold(before), fold(after)


def _is_difference(words: list[str]) -> bool:
    """Return whether the words of a figure make it a difference: *40 more*, but not *more than 40*, which is a bound."""
    return not _MORE.isdisjoint(words) and "than" not in words


_MORE: Final = frozenset({"fewer", "more", "less"})
_BY: Final = [["fewer"], ["more"], ["less"], ["higher"], ["lower"], ["better"], ["worse"]]
"""Words behind a figure that make it a difference."""
_AS: Final = [["as"], ["again"]]
"""Words behind a share that make it a comparison: *half as big*."""
_MOMENT: Final = [[word] for word in "after ago before earlier later old".split()]
"""Words behind a length of time that make it a moment or an age."""


def other_figures(ones: tuple[Figure, ...], others: tuple[Figure, ...]) -> Iterator[Conflict]:
    """Yield the figures of two passages that differ, and their dates if none of them agree."""
    for one, other in product(ones, others):
        a, b = one.value, other.value
        if isinstance(a, Quantity) and isinstance(b, Quantity) and (force := _force(a, b)):
            reason = f"{METRIC}, {compare_figures(a, b).words}"
            yield Conflict(reason, force, (), (one.near, other.near), strict=True, concept=_concept(a, b))
    yield from _other_dates(ones, others)


def _other_dates(ones: tuple[Figure, ...], others: tuple[Figure, ...]) -> Iterator[Conflict]:
    dated = [
        (one, other, compare_figures(one.value, other.value))
        for one, other in product(ones, others)
        if isinstance(one.value, Day) and isinstance(other.value, Day)
    ]
    if any(found.verdict != DIFFERENT for *_, found in dated):
        return
    for one, other, found in dated:
        force = forces.DATED if _within_a_year(one.value, other.value) else forces.DATED * forces.YEARS_APART
        for event in one.events & other.events:
            yield Conflict(f"{DATES}, {found.words}", force, (), (one.near, other.near), concept=f"e:{event}")


def same_figures(ones: tuple[Figure, ...], others: tuple[Figure, ...]) -> Iterator[Agreement]:
    """Yield the figures and dates that two passages have in common."""
    for one, other in product(ones, others):
        found = compare_figures(one.value, other.value)
        if found.verdict == SAME or _renamed(one.value, other.value):
            yield Agreement(found.words, _exactness(one.value, other.value), one.near & other.near)


def _exactness(one: Value, other: Value) -> float:
    """Return how unlikely it is that two figures are equal by chance: *eighteen* may be of anything, *11.4 km* hardly."""
    if isinstance(one, Day) or isinstance(other, Day):
        return 1.0
    small = one.dimension in _COUNTED and one.low < _SMALL
    if small and (one.unit != other.unit or 0 < one.low < 1):
        return forces.CHANCE
    if _renamed(one, other):
        return forces.ROUND
    if one.dimension == "time" or (small and one.low % 5 == 0):
        return forces.ROUND
    digits = f"{one.low / (one.scale or 1):.9g}".replace(".", "").strip("0")
    return forces.EXACTLY if one.unit and len(digits) > 2 else 1.0


def _renamed(one: Value, other: Value) -> bool:
    """Return whether two counts are equal whose things have different names: *220 people* and *220 passengers*."""
    if isinstance(one, Day) or isinstance(other, Day) or one.doubt or other.doubt:
        return False
    return one.counted and other.counted and one.unit != other.unit and one.low == other.low >= _SMALL


def _concept(one: Quantity, other: Quantity) -> str:
    """Return the sign of the kind of two figures that differ, `""` if many things are measured so."""
    if one.counted:
        return "k:count" if one.low >= _LARGE else ""
    found = kind(one) if one.unit == other.unit or is_money(one) else ""
    return f"k:{found}" if found and found != "share" else ""


def _force(one: Quantity, other: Quantity) -> float:
    """Return how much it says that two figures differ; 0 if they do not, or are not comparable."""
    if rates := _rates(one, other):
        return forces.RENAMED * forces.MEASURED if _RATED < rates < _FAR else 0.0
    quotient = _quotient(one, other)
    if not (one.percent and other.percent) and (here := _share(one)) and (there := _share(other)):
        return forces.LOOSE["percent"] if abs(here - there) >= _APART else 0.0
    if is_money(one) != is_money(other):
        bare = _is_bare(other if is_money(one) else one) and not (one.doubt or other.doubt)
        return forces.BARE if bare and _EXACT < quotient < _FAR else 0.0
    if _is_rounded(one, other):
        return 0.0
    if one.counted and other.counted and one.unit != other.unit:
        people = _is_people(one) and _is_people(other)
        if one.doubt or other.doubt or _rated(one) != _rated(other) or not _EXACT < quotient < _ALIKE:
            return 0.0
        least = min(one.low, other.low)
        return forces.PEOPLE if people and least >= _PEOPLE else forces.RENAMED if least >= _LARGE else 0.0
    if not (one.unit or other.unit or one.dimension or other.dimension or one.percent or other.percent):
        # Large numbers of what has no known name: the words near them tell whether it is the same.
        alike = _EXACT < quotient < _ALIKE and min(one.low, other.low) >= _LARGE
        return forces.RENAMED if alike and not (one.doubt or other.doubt) else 0.0
    if not (one.unit and other.unit) or compare_figures(one, other).verdict != DIFFERENT:
        return 0.0
    kind = "percent" if one.percent else one.dimension
    force = forces.LOOSE.get(kind, forces.MEASURED)
    if one.percent:
        return force
    return force * (forces.LIKELY if quotient < _ALIKE else forces.HARDLY if quotient > _FAR else 1.0)


def _rated(value: Quantity) -> str:
    """Return the length of time that a rate is for, `""` if it is none."""
    return value.unit.partition("/")[2]


def _rates(one: Quantity, other: Quantity) -> float:
    """Return how many times an amount of money is another one, per year; 0 unless both are for other lengths of time."""
    (money, _, time), (same, _, length) = one.unit.partition("/"), other.unit.partition("/")
    if time == length or money != same or not is_money(one) or not {time, length} <= _A_YEAR.keys():
        return 0.0
    low, high = sorted((one.low * _A_YEAR[time], other.low * _A_YEAR[length]))
    return high / low if low > 0 and isfinite(high) else 0.0


_A_YEAR: Final = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}
"""How often a year has each length of time."""
_RATED: Final = 1.3
"""Quotient from which such amounts differ: by the year a thing is often cheaper."""


def _share(value: Quantity) -> float:
    """Return what share of all a figure is: 0.4 for *40 %*, 0.7 for *seven in ten patients*; 0 if it is none."""
    found = value.low / 100 if value.percent else value.low if value.dimension in _SHARES else 0.0
    return found if 0 < found < 1 and not (value.doubt or value.period) else 0.0


_SHARES: Final = frozenset({"", "share", "ratio", "count"})
_APART: Final = 0.05
"""Minimum difference of two shares that are written in different ways."""


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    """Return whether two counts differ by no more than what the rounder one leaves open: *3.1 million* and *three million*."""
    exact = one.counted and other.counted and {one.bound, other.bound} <= {"=", "~"}
    return exact and abs(one.low - other.low) <= max(one.precision, other.precision) / 2


def _is_bare(value: Quantity) -> bool:
    """Return whether a number may be an amount of money whose currency is left out: *beyond a billion*."""
    return not (value.unit or value.dimension or value.percent) and value.low >= _MILLION


def _is_people(value: Quantity) -> bool:
    return value.counted and _PERSON.search(value.unit) is not None


def _quotient(one: Quantity, other: Quantity) -> float:
    """Return how many times the greater figure is the smaller one."""
    a, b = sorted(abs(sum(each.base) / 2) for each in (one, other))
    return b / a if a and isfinite(b) else _FAR + 1


def _within_a_year(one: Value, other: Value) -> bool:
    years = [value.year for value in (one, other) if isinstance(value, Day) and value.year]
    return len(years) < 2 or abs(years[0] - years[1]) <= 1
