"""Passages ranked by what they share with one in hand.

An inverted index: for each sign, which pieces have it. It is built once and kept up to date piece by
piece; what a ranking costs goes with how common the signs of the one in hand are.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from math import log, sqrt
from operator import itemgetter
from typing import Final, Generic, NamedTuple, TypeVar

from annotations.review.similarity.common_words import LITTLE, everyday
from annotations.review.similarity.features import WEIGHTS, Features, features
from annotations.text.folding import fold

COMMON: Final = 0.2
"""The share of all pieces from which on a sign says nothing."""

_FEW: Final = 20
"""Pieces below which no sign is too common."""

_ALIKE: Final = 75
"""How alike of 100 a word must be to one that was typed wrongly."""

_REASONS: Final = 3

AROUND: Final = 0.35
"""What a sign counts if it stands only around one of the two pieces."""

K = TypeVar("K", bound=Hashable)


class Match(NamedTuple, Generic[K]):
    """A piece that is offered."""

    key: K
    score: float
    """0 if it shares nothing."""
    reason: str
    """In words, *shares ‘open-weight’, April 8*; empty if it shares nothing."""


class Pieces(Generic[K]):
    """Stretches of text by what they are about: the passages of a library, or the sentences of its sources."""

    def __init__(self) -> None:
        self._features: dict[K, Features] = {}
        self._lengths: dict[K, float] = {}
        """What the scores of pieces are divided by: much is shared with what says much."""
        self._signs: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._around: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._words: defaultdict[str, dict[K, None]] = defaultdict(dict)
        self._vocabulary: list[str] = []
        """All words, in order, for those that begin alike."""

    def __len__(self) -> int:
        return len(self._features)

    def __contains__(self, key: K) -> bool:
        return key in self._features

    def add(self, key: K, text: str, context: str = "") -> None:
        """Take in a piece, in the place of one with the same key; ``context`` is the text around it."""
        self.remove(key)
        found = self._features[key] = features(text, context)
        self._lengths[key] = sqrt(4 + len(found.signs))
        for sign in found.signs:
            self._signs[sign][key] = None
        for sign in found.around:
            self._around[sign][key] = None
        for word in found.words:
            if word not in self._words:
                insort(self._vocabulary, word)
            self._words[word][key] = None

    def remove(self, key: K) -> None:
        """Forget a piece, if it is known."""
        found = self._features.pop(key, None)
        if found is None:
            return
        del self._lengths[key]
        for sign in found.signs:
            _drop(self._signs, sign, key)
        for sign in found.around:
            _drop(self._around, sign, key)
        for word in found.words:
            if _drop(self._words, word, key):
                del self._vocabulary[bisect_left(self._vocabulary, word)]

    def features(self, key: K) -> Features:
        """What a piece is about."""
        return self._features[key]

    def sharing(self, sign: str) -> dict[K, None]:
        """The pieces that have a sign, not only around them."""
        return self._signs.get(sign, {})

    def weight(self, sign: str) -> float:
        """What it says that two pieces share a sign: the more, the rarer it is; 0 if it is common.

        An everyday word says little where it is rare only because there are few pieces.
        """
        count = len(self._signs.get(sign, ())) + len(self._around.get(sign, ()))
        if count > max(_FEW, COMMON * len(self._features)):
            return 0.0
        rare = WEIGHTS[sign[0]] * log((1 + len(self._features)) / max(count, 1))
        return rare * LITTLE if everyday(sign) else rare

    def rank(
        self, hand: Features, typed: str = "", *, most: int = 500, without: frozenset[K] = frozenset()
    ) -> list[Match[K]]:
        """The pieces that fit what was typed, those first that share most with the one in hand.

        Each word that was typed has to begin a word of the piece; if no word of any piece begins so, those most
        like it are taken. Pieces that share nothing come last, in the order in which they were added. At most so
        many are given, those ``without`` left out.
        """
        scores: defaultdict[K, float] = defaultdict(float)
        weights = {sign: self.weight(sign) for sign in (*hand.signs, *hand.around)}
        for sign, weight in weights.items():
            if weight:
                own = sign in hand.signs
                for key in self._signs.get(sign, ()):
                    scores[key] += weight if own else weight * AROUND
                for key in self._around.get(sign, ()) if own else ():
                    scores[key] += weight * AROUND
        fitting = self._fitting(typed)
        for key in without:
            scores.pop(key, None)
        known, lengths = self._features, self._lengths
        found = [(score / lengths[key], key) for key, score in scores.items() if fitting is None or key in fitting]
        found.sort(key=_FIRST, reverse=True)
        matches = [Match(key, score, _reason(hand, known[key], weights)) for score, key in found[:most]]
        rest = (
            key for key in known if key not in scores and key not in without and (fitting is None or key in fitting)
        )
        return matches + [Match(key, 0.0, "") for key, _ in zip(rest, range(most - len(matches)), strict=False)]

    def reason(self, one: Features, other: Features) -> str:
        """What two pieces share, the rarest first, as the first of them writes it."""
        return _reason(one, other, {sign: self.weight(sign) for sign in (*one.signs, *one.around)})

    def _fitting(self, typed: str) -> set[K] | None:
        """The pieces with all words that were typed; None if nothing was."""
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
    """What two pieces share, where it is known what the signs of the first one weigh."""
    own, around = other.signs, other.around
    shared = [(sign not in own, -weights[sign], sign) for sign in one.signs if sign in own or sign in around]
    shared += [(True, -weights[sign], sign) for sign in one.around if sign in own or sign in around]
    written: list[str] = []
    for _, weight, sign in sorted(shared):
        has = one.signs.get(sign) or one.around[sign]
        if weight and not any(_says(has, already) for already in written):
            # A longer one stands where the first of its parts stood.
            parts = [place for place, already in enumerate(written) if _says(already, has)]
            written.insert(parts[0] if parts else len(written), has)
            written = [word for place, word in enumerate(written) if place - 1 not in parts]
    said = [word if any(map(str.isdigit, word)) else f"‘{word}’" for word in written]
    return f"shares {', '.join(said[:_REASONS])}" if said else ""


def _drop(postings: defaultdict[str, dict[K, None]], sign: str, key: K) -> bool:
    """Take a piece out of a list; whether it was the last one."""
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
    """The words most like one that nothing begins with."""
    if len(word) < 4:
        return []
    from rapidfuzz import fuzz, process  # where something was typed wrongly, not at start

    return [found for found, *_ in process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)]
