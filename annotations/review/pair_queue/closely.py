"""Close comparison of two passages."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log, sqrt
from typing import Final

from annotations.review.comparison.assertions import Assertions, assertions
from annotations.review.comparison.conflict import NEGATED, Conflict
from annotations.review.comparison.contradiction import conflicts
from annotations.review.comparison.other_figures import Figure, figures, other_figures, same_figures
from annotations.review.graph import Graph
from annotations.review.pair_queue import scoring
from annotations.review.pair_queue.bearing import BEARING, Sign, weighed
from annotations.review.pair_queue.candidate import SAME_DATE, SAME_FIGURE, CandidatePair
from annotations.review.similarity.common_words import everyday
from annotations.review.similarity.features import LARGELY, Features, likeness
from annotations.review.similarity.index import AROUND, SimilarityIndex
from annotations.review.similarity.lexicon import PRICE, stem
from annotations.review.similarity.vague_dates import WORDS, vague_dates
from annotations.text.folding import fold
from annotations.text.quantities import Day

_PRICED: Final = f"w:{PRICE}"


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
        self._figures: dict[str, tuple[Figure, ...]] = {}
        self._totals: dict[str, tuple[float, float]] = {}

    def asserted(self, one: str) -> Assertions:
        """Return what a passage asserts, read once."""
        if one not in self._asserted:
            self._asserted[one] = assertions(self._texts[one].exact, self._pieces.features(one))
        return self._asserted[one]

    def figures(self, one: str) -> tuple[Figure, ...]:
        """Return the figures and dates of a passage with what is near them, read once."""
        if one not in self._figures:
            text, known = self._texts[one].exact, self._pieces.features(one)
            vague = () if WORDS.isdisjoint(known.words) else tuple(vague_dates(text, known.values))
            self._figures[one] = figures(text, known.values, vague)
        return self._figures[one]

    def totals(self, one: str) -> tuple[float, float]:
        """Return the sums of the weights and of the rarities of the features of a passage."""
        if one not in self._totals:
            features = self._pieces.features(one)
            self._totals[one] = self.weights.of(features), self.rarities.sum(features.signs)
        return self._totals[one]

    def compare(self, one: str, other: str) -> CandidatePair | None:
        """Return the relation of two passages; None if there is none to propose."""
        a, b = self._pieces.features(one), self._pieces.features(other)
        both, own = _shared(a, b)
        sure = scoring.ASKING if self.asserted(one).asks or self.asserted(other).asks else 1.0
        against = self.sign(one, other)
        if against is not None and (score := sure * weighed(against.force, against.bearing)) >= scoring.WORTH_AGAINST:
            return CandidatePair(one, other, "contradicts", against.reason, score)
        near = (a.signs.keys() | a.around.keys()) & (b.signs.keys() | b.around.keys()) - both
        weight = self.weights.sum(own - _named(own)) + AROUND * self.weights.sum(near)
        share = weight / sqrt(self.totals(one)[0] * self.totals(other)[0] or 1)
        if share < scoring.LEAST:
            return None
        score = sure * share * sqrt(weight / self.rarest * max(1, len(own)))
        pair = self._agreement(one, other, own, near, score)
        return pair if pair is not None and pair.score >= scoring.WORTH else None

    def _agreement(self, one: str, other: str, own: set[str], near: set[str], score: float) -> CandidatePair | None:
        a, b = self._pieces.features(one), self._pieces.features(other)
        about = [sign for sign in (*own, *near) if sign[0] in "wn" and self.weights[sign] and not everyday(sign)]
        telling = [sign for sign in own if self.weights[sign] and not everyday(sign)]
        worded = any(not a.signs[sign][0].isupper() or not b.signs[sign][0].isupper() for sign in telling)
        agrees = "restates" if likeness(a, b) >= LARGELY else "supports"
        same = list(same_figures(self.figures(one), self.figures(other))) if a.values and b.values else []
        if same and (about or max(found.exactness for found in same) > 1):
            exactness, words = max(
                (found.exactness * (1.0 if self._tells(found.near) else scoring.ELSEWHERE), found.words)
                for found in same
            )
            dates = all(isinstance(value, Day) for value in (*a.values, *b.values))
            reason = f"{SAME_DATE if dates else SAME_FIGURE}, {words}"
            return CandidatePair(one, other, agrees, reason, score * scoring.EQUAL * exactness)
        if worded and len(about) > 1:
            # Shared names alone make no claim, and one shared word says little.
            factor = 1.0 if len(telling) > 1 and self._places(one, telling) > 1 else scoring.LITTLE
            return CandidatePair(one, other, agrees, self._pieces.reason(a, b), score * factor)
        return None

    def _places(self, one: str, signs: Iterable[str]) -> int:
        """Return in how many places of a passage some signs are: *town hall* is in one."""
        stems = {stemmed for sign in signs for stemmed in map(stem, sign[2:].split())}
        marked = [stem(word) in stems for word in fold(self._texts[one].exact).split()]
        return sum(here and not before for before, here in pairwise((False, *marked)))

    def sign(self, one: str, other: str) -> Sign | None:
        """Return the strongest sign that two passages contradict each other, if any."""
        a, b = self.asserted(one), self.asserted(other)
        found = list(conflicts(a, b))
        if (here := self.figures(one)) and (there := self.figures(other)):
            found += other_figures(here, there)
        if not found:
            return None
        own = _shared(self._pieces.features(one), self._pieces.features(other))[1]
        subject = {sign for sign in own if sign[0] in "wn"}
        shared = self.rarities.sum(subject)
        whole = shared / (sqrt(self.totals(one)[1] * self.totals(other)[1]) or 1.0) * sqrt(shared / self.rarest)
        tells = {sign for sign in subject if not everyday(sign) or sign == _PRICED}
        shares = all("k:share" in self._pieces.features(each).concepts for each in (one, other))
        names = [frozenset(map(stem, sign[2:].split())) for sign in subject if sign[0] == "n" and "-" not in sign]
        best: tuple[float, str] = (0.0, "")
        for conflict in found:
            both = conflict.near[0] & conflict.near[1]
            if not conflict.stated and not any(name <= both for name in names):
                continue
            telling = any(sign[2:] not in conflict.used for sign in tells)
            score = self._subject(conflict, whole)
            if all(sign[2:] in conflict.used for sign in subject):
                score *= scoring.ALONE
            if not telling:
                score *= scoring.UNTOLD
            if conflict.concept:
                about = scoring.CONCEPT * self.rarities[conflict.concept] / self.rarest
                score += about * (1.0 if telling or shares else scoring.UNSAID)
            best = max(best, (conflict.force * score, conflict.reason))
        return Sign(best[1], best[0], self._bearing(one, other, subject)) if best[1] else None

    def _bearing(self, one: str, other: str, shared: Iterable[str]) -> dict[str, float]:
        """Return what bears on a sign that two passages contradict each other, given the words that they share."""
        a, b = self._pieces.features(one), self._pieces.features(other)
        names = (sign for sign in shared if a.signs[sign][0].isupper() and b.signs[sign][0].isupper())
        found = {sign: 1.0 for sign in a.concepts if sign in BEARING and sign in b.concepts}
        found["names"] = sum(self.rarities[sign] for sign in names if sign[0] == "w") / self.rarest
        return found

    def _subject(self, conflict: Conflict, whole: float) -> float:
        """Return how much two passages have in common, given this for all their words, and around the sides of a conflict."""
        here, there = conflict.near
        both = here & there - set(conflict.stems)
        local = self._sum(both)
        spread = sqrt(self._sum(here) * self._sum(there)) or 1.0 if local else 1.0
        score = whole + scoring.NEAR * local / spread * sqrt(local / self.rarest)
        if local and (self._tells(both) or (conflict.reason.startswith(NEGATED) and not conflict.strict)):
            return score
        return score * (scoring.STRICT if conflict.strict else scoring.ELSEWHERE if here else 1.0)

    def _tells(self, stems: Iterable[str]) -> bool:
        """Return whether some stems say what a clause is about: one of them is not common."""
        return any(self.rarities[f"w:{stemmed}"] >= scoring.TELLING * self.rarest for stemmed in stems)

    def _sum(self, stems: Iterable[str]) -> float:
        return sum(self.rarities[f"w:{stemmed}"] for stemmed in stems)


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


def _shared(a: Features, b: Features) -> tuple[set[str], set[str]]:
    """Return the signs that two passages share, and those of them that are not part of another."""
    both = a.signs.keys() & b.signs.keys()
    return both, both - _parts(a.signs[sign] for sign in both if sign[0] == "n")


def _named(signs: Iterable[str]) -> set[str]:
    """Return the signs of the words of names: *North Quay* is one thing in common, not three."""
    return {f"w:{stem(part)}" for sign in signs if sign[0] == "n" for part in sign[2:].split()}


def _parts(compounds: Iterable[str]) -> set[str]:
    """Return the signs of the parts of compounds: passages that share *short-term* share one word, not three."""
    return {f"w:{stem(part)}" for compound in compounds if "-" in compound for part in fold(compound).split("-")}
