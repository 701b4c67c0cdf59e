"""Proposals which rows are perhaps of one metric though the words of their figures were not enough to join them.

Rows are compared with those that share words or a value with them. Two are proposed if each is the nearest one of the other
and nothing shows that they are different metrics.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nlargest
from itertools import islice
from math import isfinite
from typing import Final, NamedTuple

from annotations.review.ledger.closeness import CLOSE as WITHIN_A_TENTH
from annotations.review.ledger.closeness import by_distance, telling
from annotations.review.ledger.comparing import CLOSE, CONFLICT, CONVERTED, EQUAL, Verdict
from annotations.review.ledger.contrast import signs_of
from annotations.review.ledger.figures import Figure, Key
from annotations.review.ledger.grouping import Grouping
from annotations.review.ledger.pairs import compared
from annotations.review.ledger.rows import Row, evidence_of

ENOUGH: Final = 0.25
"""Score from which on two rows are proposed."""

_EQUAL: Final = 0.5
"""What an equal value adds, also after conversion."""

_ROUNDED: Final = 0.4
"""What a value adds that is compatible and within a tenth."""

_ALLOWED: Final = 0.1
"""What another compatible value adds, such as one that a bound allows."""

_DISTANCE: Final = 0.7
"""Weight of `by_distance`."""

_THINGS: Final = 0.1
"""What is added if both names have one noun."""

_NAME: Final = 0.2
"""What is added if two figures with one value have one name."""

_COUNTED: Final = 0.1
"""What is added if both count one thing."""

_EXCLUDED: Final = 0.1
"""What is taken away if figures with different values could not be of one metric."""

_ONE_SOURCE: Final = 0.3
"""What is taken away if one source has figures in both rows."""

_MOST: Final = 4
"""Rows with one value up to which they are compared though they share no word."""

_FAINT: Final = 0.05
"""Likeness of words below which it matters how many figures are likely to have a value by chance."""

_TRIED: Final = 6
"""Rows that are compared with one row, those with the most likely words first."""

_VALUES: Final = 4
"""Different values of a row that are compared."""

_LOOKED_AT: Final = 64
"""Figures of a row among which different values are looked for."""

_NAMED: Final = 3
"""Shared words that are named in a reason."""

_STEP: Final = 4


class Near(NamedTuple):
    """Two figures whose rows are perhaps of one metric."""

    one: Figure
    other: Figure
    score: float

    @property
    def turned(self) -> "Near":
        """The same, seen from the other row."""
        return Near(self.other, self.one, self.score)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the two figures."""
        return compared(self.one, self.other)

    @property
    def evidence(self) -> str:
        """Hash of the two figures and the words of their passages."""
        return evidence_of((each.key, each.quote) for each in (self.one, self.other))

    @property
    def reason(self) -> str:
        """Why the rows are proposed: what their values are to each other, and words that both have."""
        verdict = self.verdict
        if verdict.sign == CONFLICT:
            values = verdict.reason.rpartition(": ")[2]
        else:
            values = _WORDS.get(verdict.sign, verdict.reason)
        words = shared_words(self.one, self.other)
        return f"{values}; shared words: {', '.join(words)}" if words else values


_WORDS: Final = {EQUAL: "equal value", CLOSE: "compatible value", CONVERTED: "equal after conversion"}


def shared_words(one: Figure, other: Figure) -> list[str]:
    """Return the most telling words that two figures share, as the first one has them."""
    weights = {sign: weight * other.words[sign] for sign, weight in one.words.items() if sign in other.words}
    own = {sign for each in (one, other) for sign in signs_of(each.key.written)}
    found: dict[str, str] = {}
    for word in f"{one.name.label()} {' '.join(one.cell)} {one.sentence}".split():
        for sign in signs_of(word):
            if sign in weights and sign not in own:
                found.setdefault(sign, word.strip(_MARKS))
    ordered = sorted(found, key=lambda sign: -weights[sign])
    return list(islice(dict.fromkeys(found[sign] for sign in ordered), _NAMED))


_MARKS: Final = "\"'()[]{}.,:;!?·“”‘’«»„…"


_Candidate = tuple[float, tuple[int, int], Near]
"""Score below 0, so that the best sorts first, the numbers of two rows, and the proposal as it is seen from the first one."""

Candidates = Mapping[int, list[_Candidate]]
"""What is near to each row, by its number, the nearest first."""


class Proposals:
    """Pairs of rows, found in steps, less those that decisions make pointless."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        """Keys of the rows that are proposed by words, without any decision; these have numbers."""
        self._candidates: Candidates = {}
        self._mutual: dict[int, tuple[int, Near]] = {}
        """Proposals without any decision: the number of the other row, by that of each."""
        self._shown: dict[Key, Near] = {}
        """Proposals by the keys of the rows that they are seen from."""

    def __len__(self) -> int:
        return len(self._shown) // 2

    def of(self, row: Row) -> Near | None:
        """Return the proposal to merge a row, seen from it; None if there is none."""
        return self._shown.get(row.key)

    def take(self, rows: Sequence[Row], candidates: Candidates) -> None:
        """Take what `find_near` found for some rows."""
        self._keys, self._candidates = [row.key for row in rows], candidates
        self._mutual = {
            number: (other, near)
            for number, ((_, (_, other), near), *_) in candidates.items()
            if candidates[other][0][1][1] == number
        }

    def decide(
        self,
        row: Callable[[Key], Row | None],
        touched: AbstractSet[int],
        apart: AbstractSet[Key],
        rejected: Iterable[tuple[Key, Key]],
    ) -> None:
        """Apply decisions, at the cost of the rows that they concern; `row` returns that of a figure as it is now.

        `touched` are the numbers of the rows that others came in the place of. A figure in `apart` is not proposed. Nor is a
        pair of `rejected`, or anything else instead of it.
        """
        candidates = self._candidates
        of_row: defaultdict[Key, list[_Candidate]] = defaultdict(list)
        for number in touched:
            for candidate in candidates.get(number, ()):
                if (own := row(candidate[2].one.key)) is not None:
                    of_row[own.key].append(candidate)
                if (beyond := candidate[1][1]) not in touched and candidates[beyond][0][1][1] in touched:
                    of_row[self._keys[beyond]] = candidates[beyond]  # What was nearest to it is another row now.

        def possible(candidate: _Candidate) -> bool:
            numbers, near = candidate[1:]
            one, other = row(near.one.key), row(near.other.key)
            if one is None or other is None or one is other or near.one.key in apart or near.other.key in apart:
                return False
            return touched.isdisjoint(numbers) or not one.traits.excludes(other.traits)

        nearest = {key: next(filter(possible, sorted(found)), None) for key, found in of_row.items()}
        shown = {
            self._keys[number]: near
            for number, (other, near) in self._mutual.items()
            if number not in touched and other not in touched
        }
        for key, found in nearest.items():
            other = row(found[2].other.key) if found is not None else None
            if found is not None and other is not None:
                back = nearest.get(other.key, candidates[found[1][1]][0])
                if back is not None and row(back[2].other.key) is row(key):
                    shown[key], shown[other.key] = found[2], found[2].turned
        for pair in rejected:
            one, two = map(row, pair)
            shown_near = shown.get(one.key) if one is not None else None
            if one is not None and two is not None and shown_near is not None and row(shown_near.other.key) is two:
                del shown[one.key], shown[two.key]
        self._shown = shown


def find_near(rows: Sequence[Row], grouping: Grouping) -> Generator[None, None, Candidates]:
    """Find in steps what is near to each row; `rows` are those of the groups, without any decision."""
    search = _Search(rows, grouping)
    yield from search.steps()
    for found in search.found.values():
        found.sort()
    yield
    return search.found


class _Search:
    """Finds which rows are near to which, in steps."""

    def __init__(self, rows: Sequence[Row], grouping: Grouping) -> None:
        self._rows = rows
        self._grouping = grouping
        self._values: list[list[Figure]] = []
        """Figures of each row that differ in their values."""
        self._of_value: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        """Numbers of the rows that have a value, rounded, by family."""
        self._of_name: defaultdict[str, set[int]] = defaultdict(set)
        """Numbers of the rows that have a figure of a name."""
        self._tried: set[tuple[int, int]] = set()
        self.found: defaultdict[int, list[_Candidate]] = defaultdict(list)
        """Candidates of each row."""

    def steps(self) -> Iterator[None]:
        """Compare the rows, one in each step."""
        for number, row in enumerate(self._rows):
            figures = _different(row)
            self._values.append(figures)
            for value in {value for one in figures for value in _values(one)}:
                self._of_value[row.reference.family, value].append(number)
            for one in figures:
                self._of_name[_called(one)].add(number)
            if number % _STEP == _STEP - 1:
                yield
        for number in range(len(self._rows)):
            self._look(number)
            yield

    def _look(self, number: int) -> None:
        """Compare one row with those that are most likely near."""
        family = self._rows[number].reference.family
        words = self._grouping.alike(number)
        equal: set[int] = set()
        for value in {value for one in self._values[number] for value in _values(one)}:
            having = self._of_value[family, value]
            equal.update(having if len(having) <= _MOST else words.keys() & having)
            for named in (self._of_name[_called(one)] for one in self._values[number]):
                equal.update(one for one in having if one in named)
        equal.discard(number)
        likely = {other: words.get(other, 0.0) + (_EQUAL if other in equal else 0.0) for other in {*words, *equal}}
        for other in nlargest(_TRIED, likely, key=lambda one: (likely[one], -one)):
            pair = min(number, other), max(number, other)
            if pair in self._tried:
                continue
            self._tried.add(pair)
            near = self._compared(number, other, words.get(other, 0.0))
            if near is not None and near.score >= ENOUGH:
                self.found[number].append((-near.score, (number, other), near))
                self.found[other].append((-near.score, (other, number), near.turned))

    def _compared(self, number: int, other: int, words: float) -> Near | None:
        """Return two rows with the figures whose values are nearest; None if they cannot be of one metric."""
        one, two = self._rows[number], self._rows[other]
        if one.traits.excludes(two.traits) or not self._values[number] or not self._values[other]:
            return None
        score, first, second = max(
            ((self._likeness(a, b, words), a, b) for a in self._values[number] for b in self._values[other]),
            key=lambda found: found[0],
        )
        if len(one.traits.sources | two.traits.sources) == 1:
            equal = compared(first, second).sign in {EQUAL, CONVERTED}
            alike = words >= _FAINT or _one_name(first, second)
            return Near(first, second, words + score) if equal and alike else None
        shared = not one.traits.sources.isdisjoint(two.traits.sources)
        return Near(first, second, words + score - (_ONE_SOURCE if shared else 0.0))

    def _likeness(self, one: Figure, other: Figure, words: float) -> float:
        """Return what the values and the sorts of two figures add to the likeness of their words."""
        distance, sign = by_distance(one, other), compared(one, other).sign
        score = _DISTANCE * distance
        if words < _FAINT and not _one_name(one, other):
            telling = 1.0 / (1.0 + self._grouping.chance(one))
        else:
            having = max((len(self._of_value[one.family, value]) for value in _values(one)), default=0)
            telling = min(1.0, _MOST / max(1, having))
        if sign in {EQUAL, CONVERTED}:
            score += _EQUAL * telling
        elif sign == CLOSE:
            near = distance >= WITHIN_A_TENTH or one.quantity.base == other.quantity.base
            score += _ROUNDED * telling if near else _ALLOWED
        if one.sort.excludes(other.sort):
            score -= _EXCLUDED
        score += _THINGS if not one.sort.things.isdisjoint(other.sort.things) else 0.0
        score += _COUNTED if one.sort.heads and one.sort.heads == other.sort.heads else 0.0
        return score + (_NAME if sign in {EQUAL, CONVERTED} and _one_name(one, other) else 0.0)


def _one_name(one: Figure, other: Figure) -> bool:
    """Return whether two figures have one name, whose words may be too common to tell anything."""
    return _called(one) == _called(other) != ""


def _called(one: Figure) -> str:
    """Return the name of a figure, to compare it."""
    return f"{one.name.metric} · {one.name.whose}".lower() if one.name.metric else ""


def _different(row: Row) -> list[Figure]:
    """Return some figures of a row with different values, the reference first; none in doubt, for that is compared with nothing."""
    found: dict[tuple[object, ...], Figure] = {}
    for one in (row.reference, *row.figures[:_LOOKED_AT]):
        if not one.quantity.doubt:
            found.setdefault((one.quantity.base, one.quantity.unit, one.quantity.bound), one)
        if len(found) == _VALUES:
            break
    return list(found.values())


def _values(figure: Figure) -> list[str]:
    """Return the values that a figure may mean, rounded so that those which are near mostly are equal; none of a range."""
    low, high = figure.quantity.base
    return [f"{value:.1e}" for value in telling(figure) or (low,) if isfinite(value)] if low == high else []
