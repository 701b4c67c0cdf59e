"""Passages ranked by similarity to a query passage.

An inverted index: for each sign, the pieces that have it. It is built once and updated piece by piece; the cost of a
ranking depends on how common the signs of the query are.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log, sqrt
from operator import itemgetter
from typing import Final, Generic, NamedTuple, TypeVar

from annotations.review.similarity.common_words import LITTLE, everyday
from annotations.review.similarity.features import WEIGHTS, Features, features
from annotations.review.similarity.lexicon import PRICE
from annotations.text.folding import fold
from annotations.text.quantities import Value

COMMON: Final = 0.2
"""Share of all pieces from which a sign has no weight."""

_FEW: Final = 20
"""Number of pieces up to which a sign is never too common."""

_MANY: Final = 400
"""Number of pieces up to which a sign counts in a ranking, however common it is."""

_MORE: Final = 1.7
"""Factor for everyday words in a ranking: it proposes nothing, and orders also those that share little else."""

_KINDS: Final = 2.0
"""Factor for the kinds of figures in a ranking: who asks about an amount looks for another one."""

_EVENTS: Final = 0.5
"""Factor for the kinds of events in a ranking: things begin and end everywhere."""

_FACTORS: Final = {"k": _KINDS, "e": _EVENTS}

_ALIKE: Final = 75
"""Minimum similarity, out of 100, of a word to a mistyped one."""

_REASONS: Final = 3

AROUND: Final = 0.35
"""Factor for a sign that is only in the context of one of the two pieces."""

BESIDE: Final = 0.2
"""Factor for a sign that is only beside the context of one of them: a text stays with its subject for some sentences."""

K = TypeVar("K", bound=Hashable)


class Match(NamedTuple, Generic[K]):
    """Ranked piece."""

    key: K
    score: float
    """0 if it shares nothing."""
    reason: str
    """Reason in words, *shares ‘open-weight’, April 8* or *both give a date*; `""` if it shares nothing that can be named."""


class SimilarityIndex(Generic[K]):
    """Index of pieces of text by subject: passages of a library, or sentences of its sources."""

    def __init__(self) -> None:
        self._features: dict[K, Features] = {}
        self._lengths: dict[K, float] = {}
        """Divisors of the scores of pieces: long pieces share more by chance."""
        self._signs: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._around: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._beside: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._words: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._vocabulary: list[str] = []
        """All words, sorted, to look up prefixes."""

    def __len__(self) -> int:
        return len(self._features)

    def __contains__(self, key: K) -> bool:
        return key in self._features

    def add(
        self, key: K, text: str, context: str = "", values: Sequence[Value] | None = None, beside: str = ""
    ) -> None:
        """Add a piece or replace the one with the same key; `context` is its sentence, `beside` the text before and after.

        `values` has its figures and dates if more is known of them than the words say.
        """
        self.remove(key)
        found = self._features[key] = features(text, context, values, beside)
        self._lengths[key] = sqrt(4 + len(found.signs))
        for sign in (*found.signs, *found.concepts):
            self._signs[sign][key] = None
        for sign in found.around:
            self._around[sign][key] = None
        for sign in found.beside:
            self._beside[sign][key] = None
        for word in found.words:
            if word not in self._words:
                insort(self._vocabulary, word)
            self._words[word][key] = None

    def remove(self, key: K) -> None:
        """Remove a piece, if present."""
        found = self._features.pop(key, None)
        if found is None:
            return
        del self._lengths[key]
        for sign in (*found.signs, *found.concepts):
            _drop(self._signs, sign, key)
        for sign in found.around:
            _drop(self._around, sign, key)
        for sign in found.beside:
            _drop(self._beside, sign, key)
        for word in found.words:
            if _drop(self._words, word, key):
                del self._vocabulary[bisect_left(self._vocabulary, word)]

    def features(self, key: K) -> Features:
        """Return the features of a piece."""
        return self._features[key]

    def sharing(self, sign: str) -> dict[K, None]:
        """Return the pieces that have a sign in themselves, not only in their context."""
        return self._signs.get(sign, {})

    def weight(self, sign: str) -> float:
        """Return the weight of a shared sign: larger for rare signs, 0 for common ones.

        An everyday word weighs little, because it is rare only if there are few pieces.
        """
        count = self._count(sign)
        return 0.0 if count > max(_FEW, COMMON * len(self._features)) else self.rarity(sign)

    def _counted(self, sign: str) -> float:
        """Return the weight of a sign in a ranking: among few pieces common signs and everyday words count a little."""
        count = self._count(sign)
        if count > _MANY:
            return 0.0 if sign[0] == "k" else self.weight(sign)
        rare = self._rare(sign, count + len(self._beside.get(sign, ())))
        return rare * (_FACTORS.get(sign[0]) or (_MORE if everyday(sign) else 1.0))

    def rarity(self, sign: str) -> float:
        """Return the weight that a sign has without regard to how common it is: small, but not 0, for common signs."""
        return self._rare(sign, self._count(sign))

    def _count(self, sign: str) -> int:
        return len(self._signs.get(sign, ())) + len(self._around.get(sign, ()))

    def _rare(self, sign: str, count: int) -> float:
        rare = WEIGHTS[sign[0]] * log(max((1 + len(self._features)) / max(count, 1), 1.0))
        return rare * LITTLE if everyday(sign) else rare

    def rank(
        self, query: Features, typed: str = "", *, most: int = 500, without: frozenset[K] = frozenset()
    ) -> list[Match[K]]:
        """Return at most `most` pieces that match `typed`, the most similar to `query` first, excluding `without`.

        Each typed word must start a word of the piece; if no word starts with it, the most similar words are used.
        Pieces that share nothing come last, those first that the text beside speaks for, then in the order in which they
        were added.
        """
        weights = {sign: self._counted(sign) for sign in (*query.signs, *query.around, *query.concepts)}
        scores, beside = self._shared(query, weights), self._near(query, weights)
        fitting = self._fitting(typed)
        for key in without:
            scores.pop(key, None)
        known, lengths = self._features, self._lengths
        found = [
            ((score + beside.get(key, 0.0)) / lengths[key], key)
            for key, score in scores.items()
            if fitting is None or key in fitting
        ]
        found.sort(key=_FIRST, reverse=True)
        matches = [Match(key, score, _reason(query, known[key], weights)) for score, key in found[:most]]
        if len(matches) == most:
            return matches
        near = sorted(beside, key=lambda key: -beside[key] / lengths[key])
        rest = (
            key
            for key in chain(near, (key for key in known if key not in beside))
            if key not in scores and key not in without and (fitting is None or key in fitting)
        )
        return matches + [Match(key, 0.0, "") for key, _ in zip(rest, range(most - len(matches)), strict=False)]

    def _shared(self, query: Features, weights: Mapping[str, float]) -> dict[K, float]:
        """Return the weight of what each piece that shares something with a query shares with it."""
        scores: defaultdict[K, float] = defaultdict(float)
        for sign, weight in weights.items():
            if weight:
                own = sign not in query.around
                for key in self._signs.get(sign, ()):
                    scores[key] += weight if own else weight * AROUND
                for key in self._around.get(sign, ()) if own else ():
                    scores[key] += weight * AROUND
        return scores

    def _near(self, query: Features, weights: Mapping[str, float]) -> dict[K, float]:
        """Return the weight of what is beside a query or a piece, and in the other one; words of many pieces do not count."""
        scores: defaultdict[K, float] = defaultdict(float)
        pairs = [(weights[sign], self._beside.get(sign, {})) for sign in (*query.signs, *query.concepts)]
        pairs += [(self._counted(sign), self._signs.get(sign, {})) for sign in query.beside]
        for weight, having in pairs:
            if weight and len(having) <= _MANY:
                for key in having:
                    scores[key] += weight * BESIDE
        return scores

    def reason(self, one: Features, other: Features) -> str:
        """Return what two pieces share, rarest first, in the spelling of the first."""
        return _reason(one, other, {sign: self.weight(sign) for sign in (*one.signs, *one.around)})

    def _fitting(self, typed: str) -> set[K] | None:
        """Return the pieces with all typed words, or None if nothing was typed."""
        fitting: set[K] | None = None
        for word in fold(typed).split():
            keys = {key for one in self._beginning(word) or _alike(word, self._vocabulary) for key in self._words[one]}
            fitting = keys if fitting is None else fitting & keys
        return fitting

    def _beginning(self, word: str) -> list[str]:
        first = bisect_left(self._vocabulary, word)
        return self._vocabulary[first : bisect_left(self._vocabulary, word + "\U0010ffff", first)]

    def __iter__(self) -> Iterator[K]:
        return iter(self._features)


def _reason(one: Features, other: Features, weights: Mapping[str, float]) -> str:
    """Return what two pieces share, given the weights of the signs of the first."""
    own, around = other.signs, other.around
    shared = [(sign not in own, -weights[sign], sign) for sign in one.signs if sign in own or sign in around]
    shared += [(True, -weights[sign], sign) for sign in one.around if sign in own or sign in around]
    written: list[str] = []
    priced = "k:money" in one.concepts and "k:money" in other.concepts  # Both may give amounts, and not the same one.
    for _, weight, sign in sorted(shared):
        if priced and sign == _PRICE:
            continue
        has = one.signs.get(sign) or one.around[sign]
        if weight and not any(_says(has, already) for already in written):
            # A longer word takes the place of the first of its parts.
            parts = [place for place, already in enumerate(written) if _says(already, has)]
            written.insert(parts[0] if parts else len(written), has)
            written = [word for place, word in enumerate(written) if place - 1 not in parts]
    quoted = [word if any(map(str.isdigit, word)) else f"‘{word}’" for word in written]
    if quoted:
        return f"shares {', '.join(quoted[:_REASONS])}"
    kinds = (
        sign for sign in (*_GIVING, *one.concepts) if sign[0] == "k" and sign in one.concepts and sign in other.concepts
    )
    kind = next(kinds, "")
    return kind and _GIVING.get(kind, f"both give a measure of {kind[2:]}")


_PRICE: Final = f"w:{PRICE}"
_GIVING: Final = {
    "k:date": "both give a date",
    "k:money": "both give an amount of money",
    "k:share": "both give a share",
    "k:count": "both give a number",
}
"""Reasons of pieces that share nothing but the kind of their figures; *both give a measure of energy* for those of a unit."""


def _drop(postings: defaultdict[str, dict[K, None]], sign: str, key: K) -> bool:
    """Remove a piece from a posting list; return whether the list is empty now."""
    del postings[sign][key]
    if not postings[sign]:
        del postings[sign]
        return True
    return False


def _says(word: str, already: str) -> bool:
    return _folded(word) in _folded(already)


_folded: Final = lru_cache(4096)(fold)
_FIRST: Final = itemgetter(0)


def _alike(word: str, vocabulary: list[str]) -> list[str]:
    """Return the words most similar to a word that starts none."""
    if len(word) < 4:
        return []
    from rapidfuzz import fuzz, process  # imported for mistyped words, not at start

    return [found for found, *_ in process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)]
