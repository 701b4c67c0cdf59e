"""Close comparison of two passages."""

from collections.abc import Callable, Iterable, Iterator
from math import log, sqrt
from typing import Final

from annotations.review.comparison.assertions import Assertions, assertions
from annotations.review.comparison.contradiction import DATES, NEGATED, Conflict, conflicts, other_dates
from annotations.review.comparison.figures import DIFFERENT, SAME, compare_all
from annotations.review.graph import Graph
from annotations.review.pair_queue.candidate import METRIC, SAME_DATE, SAME_FIGURE, CandidatePair
from annotations.review.similarity.common_words import everyday
from annotations.review.similarity.features import LARGELY, Features, likeness
from annotations.review.similarity.index import AROUND, SimilarityIndex
from annotations.review.similarity.lexicon import PRICE, stem
from annotations.text.folding import fold
from annotations.text.quantities import Day, Quantity, Value

LEAST: Final = 0.08
"""Minimum share of their subject that two passages have in common, from 0 to 1."""

WORTH: Final = 0.26
"""Minimum score of a proposed pair: below it, pairs are as often wrong as right."""

WORTH_AGAINST: Final = 0.11
"""Minimum score of a contradiction."""

_LITTLE: Final = 0.6
"""Factor for pairs whose passages share only one word themselves, or opposites that share only a name."""

_ASKING: Final = 0.5
"""Factor for pairs with a question, which asserts nothing that could be denied."""

_ELSEWHERE: Final = 0.4
"""Factor for opposites in clauses that share nothing else."""

_TELLING: Final = 0.25
"""Share of the largest rarity from which a word that opposites share tells what they are about."""

_ALONE: Final = 0.3
"""Factor if the word that is denied is all that two passages share."""

_NAMED: Final = 1.3
"""Factor for contradictions of passages that share a name."""


class Closely:
    """Compares passages of a graph two by two."""

    def __init__(self, graph: Graph, pieces: SimilarityIndex[str]) -> None:
        self._texts = graph.annotations
        self._pieces = pieces
        self.weights = _Table(pieces.weight)
        self.rarities = _Table(pieces.rarity)
        self.rarest = log((1 + len(pieces)) / 2) or 1.0
        """Weight of a word that only two passages have."""
        self._asserted: dict[str, Assertions] = {}
        self._totals: dict[str, tuple[float, float]] = {}

    def asserted(self, one: str) -> Assertions:
        """Return what a passage asserts, read once."""
        if one not in self._asserted:
            self._asserted[one] = assertions(self._texts[one].exact, self._pieces.features(one))
        return self._asserted[one]

    def totals(self, one: str) -> tuple[float, float]:
        """Return the sums of the weights and of the rarities of the features of a passage."""
        if one not in self._totals:
            features = self._pieces.features(one)
            self._totals[one] = self.weights.of(features), self.rarities.sum(features.signs)
        return self._totals[one]

    def compare(self, one: str, other: str) -> CandidatePair | None:
        """Return the relation of two passages; None if there is none to propose."""
        a, b = self._pieces.features(one), self._pieces.features(other)
        both = a.signs.keys() & b.signs.keys()
        own = both - _parts(a.signs[sign] for sign in both if sign[0] == "n")
        sure = _ASKING if self.asserted(one).asks or self.asserted(other).asks else 1.0
        against = self._contradiction(one, other, own)
        if against is not None and against.score * sure >= WORTH_AGAINST:
            return against._replace(score=against.score * sure)
        near = (a.signs.keys() | a.around.keys()) & (b.signs.keys() | b.around.keys()) - both
        weight = self.weights.sum(own) + AROUND * self.weights.sum(near)
        share = weight / sqrt(self.totals(one)[0] * self.totals(other)[0] or 1)
        if share < LEAST:
            return None
        score = sure * share * sqrt(weight / self.rarest * max(1, len(own)))
        look = self._agreement(one, other, own, near, score)
        return look if look is not None and look.score >= WORTH else None

    def _agreement(self, one: str, other: str, own: set[str], near: set[str], score: float) -> CandidatePair | None:
        a, b = self._pieces.features(one), self._pieces.features(other)
        about = [sign for sign in (*own, *near) if sign[0] in "wn" and self.weights[sign] and not everyday(sign)]
        telling = [sign for sign in own if self.weights[sign] and not everyday(sign)]
        words = any(not a.signs[sign][0].isupper() or not b.signs[sign][0].isupper() for sign in telling)
        agrees = "restates" if likeness(a, b) >= LARGELY else "supports"
        same = [found for found in compare_all(a.values, b.values) if found.verdict == SAME]
        if same and about:
            dates = all(isinstance(value, Day) for value in (*a.values, *b.values))
            reason = f"{SAME_DATE if dates else SAME_FIGURE}, {same[0].words}"
            return CandidatePair(one, other, agrees, reason, score * 1.5)
        if words and len(about) > 1:
            # Shared names alone make no claim, and one shared word says little.
            factor = 1.0 if len(telling) > 1 else _LITTLE
            return CandidatePair(one, other, agrees, self._pieces.reason(a, b), score * factor)
        return None

    def _contradiction(self, one: str, other: str, own: set[str]) -> CandidatePair | None:
        """Return the strongest contradiction of two passages, if any."""
        a, b = self.asserted(one), self.asserted(other)
        subject = {sign for sign in own if sign[0] in "wn"}
        if all(everyday(sign) and sign != f"w:{PRICE}" for sign in subject):
            return None
        best: tuple[float, str] = (0.0, "")
        shared = self.rarities.sum(subject)
        norm = sqrt(self.totals(one)[1] * self.totals(other)[1]) or 1.0
        names = [frozenset(map(stem, sign[2:].split())) for sign in subject if sign[0] == "n" and "-" not in sign]
        for conflict in self._conflicts(one, other):
            x, y = conflict.clauses
            local, spread = 0.0, 1.0
            if x >= 0:
                here, there = a.clauses[x], b.clauses[y]
                local = self._sum(here & there - set(conflict.stems))
                if not conflict.stated and not any(name <= here & there for name in names):
                    continue
                spread = sqrt(self._sum(here) * self._sum(there)) or 1.0
            score = shared / norm * sqrt(shared / self.rarest) + local / spread * sqrt(local / self.rarest)
            if x >= 0 and not (local and (conflict.reason.startswith(NEGATED) or self._tells(here & there))):
                score *= _ELSEWHERE
            if subject <= {f"w:{stemmed}" for stemmed in conflict.stems}:
                score *= _ALONE
            best = max(best, (conflict.force * score * (_NAMED if names else 1.0), conflict.reason))
        return CandidatePair(one, other, "contradicts", best[1], best[0]) if best[1] else None

    def _tells(self, stems: Iterable[str]) -> bool:
        """Return whether some stems say what a clause is about: one of them is not common."""
        return any(self.rarities[f"w:{stemmed}"] >= _TELLING * self.rarest for stemmed in stems)

    def _sum(self, stems: Iterable[str]) -> float:
        return sum(self.rarities[f"w:{stemmed}"] for stemmed in stems)

    def _conflicts(self, one: str, other: str) -> Iterator[Conflict]:
        yield from conflicts(self.asserted(one), self.asserted(other))
        a, b = self._pieces.features(one), self._pieces.features(other)
        if not a.values or not b.values:
            return
        if words := other_dates(a.values, b.values):
            same = self.asserted(one).events & self.asserted(other).events
            if same:
                yield Conflict(f"{DATES}, {words}", 2.0, ())
        for found in compare_all(_measured(a.values), _measured(b.values)):
            if found.verdict == DIFFERENT:
                yield Conflict(f"{METRIC}, {found.words}", 1.0, ())
                break


def _measured(values: Iterable[Value]) -> list[Value]:
    """Return the figures with a unit: bare numbers may count anything."""
    return [value for value in values if isinstance(value, Quantity) and value.unit]


class _Table(dict[str, float]):
    """Weights of signs, computed once each."""

    def __init__(self, weigh: Callable[[str], float]) -> None:
        self._weigh = weigh

    def __missing__(self, sign: str) -> float:
        self[sign] = weight = self._weigh(sign)
        return weight

    def sum(self, signs: Iterable[str]) -> float:
        """Return the total weight of some signs."""
        return sum(self[sign] for sign in signs)

    def of(self, features: Features) -> float:
        """Return the total weight of the features of a passage."""
        return self.sum(features.signs) + AROUND * self.sum(features.around)


def _parts(compounds: Iterable[str]) -> set[str]:
    """Return the signs of the parts of compounds: passages that share *short-term* share one word, not three."""
    return {f"w:{stem(part)}" for compound in compounds if "-" in compound for part in fold(compound).split("-")}
