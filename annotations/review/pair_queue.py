"""Pairs of passages that may be related, possible contradictions first, each with its reason in words.

No pair becomes a link here. Two passages are proposed if they are of different sources, if no link joins their
clusters, if the pair was not rejected with its present words, and if one of these reasons applies:

- *figures*: they share rare words, and values of the same unit that are equal or differ;
- *opposites*: they share rare words, and one negates the other or says the opposite;
- *words*: most of their subject is the same.

Precision comes before recall: shared words must be a minimum share of both passages (`LEAST`), and no passage is
proposed more than `CHECKPOINT_EVERY` times, so that a wrong guess is not repeated. The weight of what is shared depends on its
rarity and on the number of words: two rare words are often a coincidence, five ordinary ones seldom.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import combinations
from math import log, sqrt
from typing import Final, NamedTuple

from annotations.review.comparison.figures import DIFFERENT, SAME, compare_all
from annotations.review.graph import Graph
from annotations.review.judgements import Rejection, holds
from annotations.review.similarity.common_words import everyday
from annotations.review.similarity.features import LARGELY, Features, likeness
from annotations.review.similarity.index import AROUND, SimilarityIndex
from annotations.review.similarity.lexicon import AXES, NEGATION, PHRASES, SCOPE, stem
from annotations.text.folding import fold

LEAST: Final = 0.08
"""Minimum share of their subject that two passages have in common, from 0 to 1."""

WORTH: Final = 0.26
"""Minimum score of a proposed pair: below it, pairs are as often wrong as right."""

OFTEN: Final = 3
"""Maximum number of pairs in which one passage is proposed."""

_RARE: Final = 40
"""Maximum number of passages with a sign that creates pairs; commoner signs still add to their scores."""

_TRIED: Final = 6
"""Number of pairs compared closely per wanted pair: those that share most."""

_LITTLE: Final = 0.6
"""Factor for pairs whose passages share only one word themselves, or opposites that share only a name."""

_ASKING: Final = 0.5
"""Factor for pairs with a question, which asserts nothing that could be denied."""

_CLEAR: Final = 4.0
"""Factor for pairs in which something ends for one passage and continues for the other."""

_DENIED: Final = 2.0
"""Factor for pairs in which one passage negates the other in another way."""

_WORDS = re.compile(rf"{'|'.join(PHRASES)}|[^\W\d_]+(?:[-'][^\W\d_]+)*")
_CLAUSES = re.compile(r"[.;:!?,]\s|[—–]|\s-\s|\n")
_ASKS = re.compile(r"\?\W*$")


_EXPLAINED: Final = {
    "same metric": "They give different figures for what seems to be the same thing",
    "same figure": "They give the same figure",
    "negated": "One denies what the other says",
    "opposite": "One says the opposite of the other",
}
"""Reasons in plain words."""

_LIKELY: Final = ((1.0, "very likely related"), (0.5, "likely related"), (0.0, "perhaps related"))
"""Scores from which a pair is called so."""


class CandidatePair(NamedTuple):
    """Proposed pair of passages."""

    one: str
    """Id of the annotation that is earlier by source and place."""
    other: str
    kind: str
    """Suggested kind of link: `restates` if the words are largely the same, `supports` or `contradicts`."""
    reason: str
    """Reason in words: *same metric, 40 % and 47 %*."""
    score: float

    @property
    def explanation(self) -> str:
        """The reason in plain words: *One denies what the other says: open / not open*."""
        for head, sentence in _EXPLAINED.items():
            if self.reason.startswith((f"{head}, ", f"{head}: ")):
                return f"{sentence}: {self.reason[len(head) + 2 :]}"
        return f"They share rare words: {self.reason.removeprefix('shares ')}"

    @property
    def likely(self) -> str:
        """The score in plain words."""
        return next(word for least, word in _LIKELY if self.score >= least)


def queue(
    graph: Graph, pieces: SimilarityIndex[str], rejections: Iterable[Rejection] = (), *, most: int = 500
) -> list[CandidatePair]:
    """Return at most `most` pairs that may be related: possible contradictions first, each sort likeliest first.

    `pieces` contains passages of the graph by id, with their sentence as context. Passages that it does not contain are
    not proposed.
    """
    settled = Settled(graph, rejections)
    weights = _Weights(pieces)
    pairs = [pair for pair in _pairs(graph, pieces, weights, _TRIED * most) if not settled.holds(*pair)]
    looks = (_look(graph, pieces, weights, one, other) for one, other in pairs)
    found = [look for look in looks if look is not None and look.score >= WORTH]
    found.sort(key=lambda look: (-look.score, graph.order[look.one], graph.order[look.other]))
    return sorted(_varied(found, most), key=lambda look: look.kind != "contradicts")


class _Weights(dict[str, float]):
    """Weights of signs, computed once each."""

    def __init__(self, pieces: SimilarityIndex[str]) -> None:
        self._pieces = pieces
        self.rarest = log((1 + len(pieces)) / 2) or 1.0
        """Weight of a word that only two passages have."""

    def __missing__(self, sign: str) -> float:
        self[sign] = weight = self._pieces.weight(sign)
        return weight

    def sum(self, signs: Iterable[str]) -> float:
        """Return the total weight of some signs."""
        return sum(self[sign] for sign in signs)

    def of(self, features: Features) -> float:
        """Return the total weight of the features of a passage."""
        return self.sum(features.signs) + AROUND * self.sum(features.around)


class Settled:
    """Pairs of a graph that need no proposal."""

    def __init__(self, graph: Graph, rejections: Iterable[Rejection]) -> None:
        self._annotations = graph.annotations
        self._firsts = {one: cluster[0] for cluster in graph.clusters() for one in cluster}
        self._linked = {self._clusters(link.source, link.target) for link in graph.links}
        self._rejected = {frozenset((pair.one, pair.other)) for pair in rejections if holds(pair, graph.annotations)}

    def holds(self, one: str, other: str) -> bool:
        """Return whether two passages restate each other, are linked or rejected, or one of them is gone.

        A passage counts as linked if one that restates it is.
        """
        if one not in self._annotations or other not in self._annotations:
            return True
        pair = self._clusters(one, other)
        return len(pair) == 1 or pair in self._linked or frozenset((one, other)) in self._rejected

    def _clusters(self, one: str, other: str) -> frozenset[str]:
        """Return the clusters of two passages, named by their first passages."""
        return frozenset((self._firsts.get(one, one), self._firsts.get(other, other)))


def _pairs(graph: Graph, pieces: SimilarityIndex[str], weights: _Weights, most: int) -> list[tuple[str, str]]:
    """Return at most `most` pairs of passages of different sources, those first that share the most rare signs."""
    ids = [one for one in graph.in_order(graph.order) if one in pieces]
    sources = [graph.source(one) for one in ids]
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(ids):
        for sign in pieces.features(one).signs:
            sharing[sign].append(place)
    shared: defaultdict[int, float] = defaultdict(float)
    count = len(ids)
    for sign, places in sharing.items():
        if 1 < len(places) <= _RARE and (weight := weights[sign]):
            for first, second in combinations(places, 2):
                shared[first * count + second] += weight
    norms = [sqrt(weights.of(pieces.features(one)) or 1) for one in ids]
    found = []
    for pair, weight in shared.items():
        first, second = divmod(pair, count)
        if sources[first] != sources[second]:
            found.append((weight * sqrt(weight) / (norms[first] * norms[second]), -pair))
    return [(ids[(-pair) // count], ids[(-pair) % count]) for _, pair in nlargest(most, found)]


def _look(graph: Graph, pieces: SimilarityIndex[str], weights: _Weights, one: str, other: str) -> CandidatePair | None:
    a, b = pieces.features(one), pieces.features(other)
    both = a.signs.keys() & b.signs.keys()
    own = both - _parts(a.signs[sign] for sign in both if sign[0] == "n")
    near = (a.signs.keys() | a.around.keys()) & (b.signs.keys() | b.around.keys()) - both
    weight = weights.sum(own) + AROUND * weights.sum(near)
    share = weight / sqrt(weights.of(a) * weights.of(b) or 1)
    if share < LEAST:
        return None
    score = share * sqrt(weight / weights.rarest * max(1, len(own)))
    texts = graph.annotations[one].exact, graph.annotations[other].exact
    if any(map(_ASKS.search, texts)):
        score *= _ASKING
    about = [sign for sign in (*own, *near) if sign[0] in "wn" and weights[sign] and not everyday(sign)]
    compared = {comparison.verdict: comparison.words for comparison in compare_all(a.values, b.values)[::-1]}
    if DIFFERENT in compared and about:
        return CandidatePair(one, other, "contradicts", f"same metric, {compared[DIFFERENT]}", score)
    telling = [sign for sign in own if weights[sign] and not everyday(sign)]
    words = any(not a.signs[sign][0].isupper() or not b.signs[sign][0].isupper() for sign in telling)
    if telling and (opposite := _opposite(*texts, telling)):
        reason, factor = opposite
        return CandidatePair(one, other, "contradicts", reason, score * (factor or (1.0 if words else _LITTLE)))
    agrees = "restates" if likeness(a, b) >= LARGELY else "supports"
    if SAME in compared and about:
        return CandidatePair(one, other, agrees, f"same figure, {compared[SAME]}", score * 1.5)
    if words and len(about) > 1:
        # Shared names alone make no claim, and one shared word says little.
        return CandidatePair(one, other, agrees, pieces.reason(a, b), score if len(telling) > 1 else score * _LITTLE)
    return None


def _parts(compounds: Iterable[str]) -> set[str]:
    """Return the signs of the parts of compounds: passages that share *short-term* share one word, not three."""
    return {f"w:{stem(part)}" for compound in compounds if "-" in compound for part in fold(compound).split("-")}


class _Side(NamedTuple):
    """Side of a pair of opposites that a passage takes."""

    side: bool
    word: str
    denied: bool


def _opposite(one: str, other: str, shared: Iterable[str]) -> tuple[str, float] | None:
    """Return how one passage denies the other, in words, and its factor, 0 if unclear; None if it does not."""
    ones, others = _sides(one), _sides(other)
    for axis, a in ones.items():
        b = others.get(axis)
        if b is None or a.side == b.side or all(sign[2:] in AXES[axis][0] | AXES[axis][1] for sign in shared):
            continue  # The same side, or a difference without a shared subject.
        words = " / ".join(f"not {side.word}" if side.denied else side.word for side in (a, b))
        negated = a.denied != b.denied
        factor = _CLEAR if axis == 0 else _DENIED if negated else 0.0
        return f"{'negated' if negated else 'opposite'}: {words}", factor
    return None


def _sides(text: str) -> dict[int, _Side]:
    """Return the sides that a passage takes, by the index in `AXES`; a passage that takes both takes none."""
    taken: dict[int, list[_Side]] = {}
    for clause in _CLAUSES.split(text):  # In *no price, and locked* the negation does not apply to the lock.
        words = _WORDS.findall(fold(clause))
        for place, word in enumerate(words):
            stemmed = stem(word)
            for axis, (yes, no) in enumerate(AXES):
                if (stemmed in yes or stemmed in no) and not word.endswith("ly"):
                    denied = bool(NEGATION.search(" ".join(words[max(0, place - SCOPE) : place])))
                    taken.setdefault(axis, []).append(_Side((stemmed in yes) != denied, word, denied))
    sides = {axis: all_[0] for axis, all_ in taken.items() if len({one.side for one in all_}) == 1}
    if 0 not in sides or sides[0].side:
        return sides
    over = sides[0].word
    return {
        axis: one._replace(side=not one.side, word=f"{one.word} ({over})") if axis else one
        for axis, one in sides.items()
    }


def _varied(looks: Iterable[CandidatePair], most: int) -> Iterator[CandidatePair]:
    """Yield the pairs in order, without those whose passages were proposed `CHECKPOINT_EVERY` times."""
    proposed: Counter[str] = Counter()
    given = 0
    for look in looks:
        if given < most and max(proposed[look.one], proposed[look.other]) < OFTEN:
            proposed.update((look.one, look.other))
            given += 1
            yield look
