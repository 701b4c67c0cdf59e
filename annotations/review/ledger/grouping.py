"""Proposals which figures are of one metric, from the words around them.

Each figure joins the group whose figures share the most telling words with it, or begins one. Figures of different
families or periods are never grouped, nor two different ones of one sentence.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import log, sqrt
from typing import Final

from annotations.review.ledger.about import agree, key_of
from annotations.review.ledger.closeness import by_distance, digits, moved, telling
from annotations.review.ledger.comparing import nested
from annotations.review.ledger.contrast import Sort
from annotations.review.ledger.figures import Figure
from annotations.review.similarity.lexicon import stem
from annotations.text.folding import fold

ENOUGH: Final = 0.40
"""Likeness from which a figure joins a group."""

_SAME_SOURCE: Final = 0.75
"""Likeness that is needed if the group already has another value of the source."""

_LINKED: Final = 0.5
"""What a link between two passages adds to the likeness of their figures."""

_NAMED: Final = 10.0
"""What the metric that a person set adds, if it is that of a figure in a group: more than words do."""

_EQUAL: Final = 0.46
"""What an equal value of another source adds, if nothing else is likely to have it by chance."""

_VALUES: Final = {"share": 9}
"""Values of one digit less than two that figures of a family may have, about; of other families `_MOST_VALUES`."""

_MOST_VALUES: Final = 54

_SHARED: Final = 3
"""Groups with an equal value up to which that tells something where no word is shared."""

_SMALL: Final = 100
"""Number below which equal counts tell nothing."""

_COMMON: Final = 0.2
"""Share of all figures from which a word has no weight in a large library."""

_FEW: Final = 40
"""Number of figures up to which a word is never too common."""

_OTHERS: Final = 0.15
"""What is taken away if figures are of others."""

_CALLED: Final = 0.15
"""What is added for equal values if all words of one name are in the other one: *AI tools contribution*, *AI contribution*."""

_WORDS: Final = 2
"""Fewest words that two names share for that."""

_READ: Final = 64
"""Figures of a group whose words are compared with those of other groups."""

_MOST_GROUPS: Final = 200
"""Groups up to which a word that they have tells something."""

_STEP: Final = 4
"""Figures that are grouped in one step."""


class Grouping:
    """Groups of figures, found in steps."""

    def __init__(self, figures: Sequence[Figure], linked: Collection[frozenset[str]]) -> None:
        """Group figures in their order; `linked` has the pairs of annotations that links join."""
        self._figures = figures
        self._links: defaultdict[str, set[str]] = defaultdict(set)
        for pair in linked:
            if len(pair) == 2:
                one, other = pair
                self._links[one].add(other)
                self._links[other].add(one)
        self.groups: list[list[int]] = []
        """Indexes of the figures of each group, in order."""
        self._known: list[_Known] = []
        self._sums: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        """By family and word: the sum of the weights of the word in each group."""
        self._of_passage: defaultdict[str, list[int]] = defaultdict(list)
        """Groups of the figures of each passage."""
        self._of_metric: defaultdict[str, list[int]] = defaultdict(list)
        """Groups of the figures with the same metric, as a person set it."""
        self._of_value: defaultdict[tuple[str, float], dict[int, str]] = defaultdict(dict)
        """Groups of the figures with a telling value, each with the source of the first one."""
        self._sizes = Counter(figure.family for figure in figures)
        self._in_row: defaultdict[tuple[str, str], set[float]] = defaultdict(set)
        """By source and head: the telling values of a row of a table."""

    def steps(self) -> Iterator[None]:
        """Group the figures, a few in each step."""
        figures = self._figures
        counts: Counter[str] = Counter()
        for index, figure in enumerate(figures):
            counts.update(figure.words.keys())
            if figure.cell[0]:
                self._in_row[figure.source, figure.cell[0]] |= telling(figure)
            if index % _STEP == _STEP - 1:
                yield
        most = max(_FEW, int(len(figures) * _COMMON))
        total = len(figures) + 1
        rarity = {word: log(total / count) + 0.3 for word, count in counts.items() if count <= most}
        for index, figure in enumerate(figures):
            self._take(index, figure, _vector(figure, rarity))
            if index % _STEP == _STEP - 1:
                yield

    def chance(self, figure: Figure) -> float:
        """Return about how many figures have the value of a figure by chance."""
        values: float = _VALUES.get(figure.family, _MOST_VALUES) * 10.0 ** (digits(figure.quantity.low) - 1)
        return self._sizes[figure.family] / values

    def alike(self, group: int) -> dict[int, float]:
        """Return the mean likeness, by words, of the figures of a group with those of other groups; not of words that many have."""
        members = self.groups[group]
        family = _family(self._figures, members)
        totals: defaultdict[int, float] = defaultdict(float)
        for word in {word for index in members[:_READ] for word in self._figures[index].words}:
            sums = self._sums.get((family, word), {})
            if (own := sums.get(group)) is not None and len(sums) <= _MOST_GROUPS:
                for other, value in sums.items():
                    totals[other] += own * value
        totals.pop(group, None)
        return {other: total / (len(members) * len(self.groups[other])) for other, total in totals.items()}

    def _take(self, index: int, figure: Figure, vector: dict[str, float]) -> None:
        """Put a figure into the group that is most like it, or into a new one."""
        family = figure.family
        totals: defaultdict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for group, value in self._sums[family, word].items():
                totals[group] += weight * value
        linked: set[int] = set()
        """Groups that have a figure of a linked passage."""
        for passage in self._links.get(figure.key.passage, ()):
            for group in self._of_passage[passage]:
                if _family(self._figures, self.groups[group]) == family:
                    totals[group] += _LINKED
                    linked.add(group)
        named = key_of(figure.about)
        for group in self._of_metric[named[0]] if named[0] else ():
            totals[group] += _NAMED
        values = telling(figure)
        alike = {group: source for value in values for group, source in self._of_value[family, value].items()}
        if alike:
            equal = _EQUAL / (1.0 + self.chance(figure)) / len(alike)
            for group, source in alike.items():
                if group in totals or (source != figure.source and len(alike) <= _SHARED):
                    totals[group] += equal * len(self.groups[group])
        group = self._best(figure, totals, linked)
        if group < 0:
            group = len(self.groups)
            self.groups.append([])
            self._known.append(_Known(figure))
        self.groups[group].append(index)
        self._known[group].add(index, figure)
        for word, weight in vector.items():
            sums = self._sums[family, word]
            sums[group] = sums.get(group, 0.0) + weight
        self._of_passage[figure.key.passage].append(group)
        if named[0]:
            self._of_metric[named[0]].append(group)
        for value in values:
            self._of_value[family, value].setdefault(group, figure.source)

    def _best(self, figure: Figure, totals: dict[int, float], linked: set[int]) -> int:
        """Return the index of the group that a figure joins; -1 for a new one."""
        scores = [
            (
                total / len(self.groups[group]) + self._known[group].bonus(figure),
                -group,
            )
            for group, total in totals.items()
        ]
        for score, group in sorted(one for one in scores if one[0] >= ENOUGH)[::-1]:
            if self._fits(figure, -group, score, linked=-group in linked):
                return -group
        return -1

    def _fits(self, figure: Figure, group: int, score: float, *, linked: bool) -> bool:
        """Return whether a figure can be of the metric of a group, at the cost of what is of its source in it."""
        known = self._known[group]
        if not all(nested(figure.period, period) for period in known.periods):
            return False
        if not all(agree(key_of(figure.about), key_of(self._figures[other].about)) for other in known.named):
            return False
        own = key_of(figure.about)[0]
        if own and any(key_of(self._figures[one].about)[0] == own for one in known.named):
            return True
        equal = not telling(figure).isdisjoint(known.telling) and not _counts_others(figure, known.first)
        if any(figure.sort.opposes(one) if equal else figure.sort.excludes(one) for one in known.sorts):
            return False
        if moved(figure) != known.moved:
            return False
        if not (equal or linked or known.shares_things(figure)):
            return False
        if not (equal or linked) and by_distance(figure, known.first) < 0 and _elsewhere(figure, known.first):
            return False
        if not equal and self._has_beside(figure, known):
            return False
        if any(figure.cell) and not all(_one_row(figure, self._figures[other]) for other in known.cells.values()):
            return False
        for other in known.by_source.get(figure.source, ()):
            one = self._figures[other]
            if figure.quantity.base == one.quantity.base or not telling(figure).isdisjoint(telling(one)):
                continue
            if figure.sentence == one.sentence or score < _SAME_SOURCE:
                return False
        return True

    def _has_beside(self, figure: Figure, known: "_Known") -> bool:
        """Return whether another cell of a table row has the value of what is to be joined with one of its cells."""
        row = self._in_row.get((figure.source, figure.cell[0]), set())
        rows = (self._in_row.get((source, cell[0]), set()) for source, cell in known.cells)
        return not known.telling.isdisjoint(row) or any(not telling(figure).isdisjoint(one) for one in rows)


class _Known:
    """What is known of the figures of a group."""

    def __init__(self, first: Figure) -> None:
        self.first = first
        self.periods: set[str] = set()
        self.sorts: list[Sort] = []
        """What its figures are, each once."""
        self.telling: set[float] = set()
        self.moved = False
        """Whether they are changes from one value to another."""
        self.cells: dict[tuple[str, tuple[str, str]], int] = {}
        """Index of a figure for each source and heads of row and column of a table."""
        self.by_source: defaultdict[str, list[int]] = defaultdict(list)
        self.named: list[int] = []
        """Indexes of figures whose metric or subject a person set, one for each."""
        self._names: set[tuple[str, str]] = set()

    def add(self, index: int, figure: Figure) -> None:
        """Take in one more figure."""
        self.periods.add(figure.period)
        if not self.by_source:
            self.moved = moved(figure)
        if figure.sort not in self.sorts:
            self.sorts.append(figure.sort)
        self.telling |= telling(figure)
        if figure.about.given and (names := key_of(figure.about)) not in self._names:
            self._names.add(names)
            self.named.append(index)
        if any(figure.cell):
            self.cells.setdefault((figure.source, figure.cell), index)
        self.by_source[figure.source].append(index)

    def shares_things(self, figure: Figure) -> bool:
        """Return whether what a figure is of is beside the first figure, or what that is of beside it."""
        return _share(figure.sort.things, self.first.sort.things, figure, self.first)

    def bonus(self, figure: Figure) -> float:
        """Return what speaks for a figure, or against it, beside words: how near the values are, and whose they are."""
        own = _share(figure.sort.whose, self.first.sort.whose, figure, self.first)
        return by_distance(figure, self.first) - (0.0 if own else _OTHERS) + _by_name(figure, self.first)


def _share(ones: frozenset[str], others: frozenset[str], one: Figure, other: Figure) -> bool:
    """Return whether some words of one figure are beside another one, or the other way round, or either has none."""
    return not (ones and others) or not (ones.isdisjoint(other.words.keys()) and others.isdisjoint(one.words.keys()))


def _elsewhere(one: Figure, other: Figure) -> bool:
    """Return whether one of two figures was found within something that is not beside the other."""
    ones, others = one.sort.within, other.sort.within
    return not (ones <= other.words.keys() and others <= one.words.keys())


def _family(figures: Sequence[Figure], group: Sequence[int]) -> str:
    """Return the family of the figures of a group."""
    return figures[group[0]].family


def _vector(figure: Figure, rarity: dict[str, float]) -> dict[str, float]:
    """Return the weights of the words of a figure, with the length 1."""
    found = {word: weight * rarity[word] for word, weight in figure.words.items() if word in rarity}
    length = sqrt(sum(value * value for value in found.values()))
    return {word: value / length for word, value in found.items()} if length else {}


def _one_row(one: Figure, other: Figure) -> bool:
    """Return whether two cells of tables can be about one thing: their rows share a word, in one source all words."""
    if one.source == other.source:
        return one.cell == other.cell
    rows = ({stem(fold(word)) for word in each.cell[0].split()} for each in (one, other))
    return not next(rows).isdisjoint(next(rows))


def _counts_others(one: Figure, other: Figure) -> bool:
    """Return whether two figures count different things by a small number, which many have: *eleven crews*, *eleven pages*."""
    ones, others = one.sort.heads, other.sort.heads
    return bool(ones) and bool(others) and ones.isdisjoint(others) and one.quantity.base[1] < _SMALL


def _by_name(one: Figure, other: Figure) -> float:
    """Return what two names add to the likeness of figures with one value."""
    ones, others = one.sort.called, other.sort.called
    shared, fewest = len(ones & others), min(len(ones), len(others))
    same = one.quantity.base == other.quantity.base
    return _CALLED if same and shared == fewest >= _WORDS else 0.0
