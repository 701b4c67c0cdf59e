"""Pairs of passages that are worth a look, the likeliest to be related first, each with its reason in words.

Nothing here becomes a link. Two passages are proposed if they are of different sources, if no link
joins them or what restates them, if nobody rejected the pair as its words are now, and if one of these
says that they are about the same thing:

- *figures*: they share rare words, and values of the same unit that are equal or that differ;
- *opposites*: they share rare words, and one denies what the other says, or one says the opposite;
- *words*: much of what they are about is the same.

Precision comes before recall: what two passages share must make up a part of both (`LEAST`), and no
passage is proposed more than `OFTEN` times in a row of pairs, so that a wrong guess is not made ten times.
What is shared weighs by how rare it is, and by how many words it is: two rare words are often a coincidence,
five ordinary ones seldom.
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
from annotations.review.similarity.index import AROUND, Pieces
from annotations.review.similarity.lexicon import AXES, NEGATION, PHRASES, SCOPE, stem
from annotations.text.folding import fold

LEAST: Final = 0.08
"""How much of what two passages are about they have to share, from 0 to 1."""

WORTH: Final = 0.26
"""The score from which on a pair is proposed at all: what is below is as often wrong as right."""

OFTEN: Final = 3
"""How often one passage is proposed."""

_RARE: Final = 40
"""Passages that have a sign, above which it brings no pair about, though it counts where others do."""

_TRIED: Final = 6
"""Pairs that are compared closely for each that is wanted, those that share most."""

_LITTLE: Final = 0.6
"""What the score of a pair counts that shares one word in the passages themselves and the rest around them, or that
says opposites of which nothing says that they are about the same thing but a name."""

_ASKING: Final = 0.5
"""What the score of a pair counts of which one is a question: that says nothing which another could deny."""

_CLEAR: Final = 4.0
"""What the score of a pair counts of which one says that something ends that goes on for the other."""

_DENIED: Final = 2.0
"""What the score of a pair counts of which one denies in another way what the other says."""

_WORDS = re.compile(rf"{'|'.join(PHRASES)}|[^\W\d_]+(?:[-'][^\W\d_]+)*")
_CLAUSES = re.compile(r"[.;:!?,]\s|[—–]|\s-\s|\n")
_ASKS = re.compile(r"\?\W*$")


class Look(NamedTuple):
    """A pair worth a look."""

    one: str
    """Id of the annotation; the earlier one by source and place."""
    other: str
    kind: str
    """The kind of link that is suggested: ``restates``, ``supports`` or ``contradicts``.

    What restates another passage counts as one origin with it, so that this is suggested only where the words are
    largely the same: a figure that two sources share may well have been found by both.
    """
    reason: str
    """Why, in words: *same metric, 40 % and 47 %*."""
    score: float


def queue(graph: Graph, pieces: Pieces[str], rejections: Iterable[Rejection] = (), *, most: int = 500) -> list[Look]:
    """The pairs worth a look, the likeliest first; at most so many.

    ``pieces`` holds the passages of the graph by their ids, with the sentence they stand in as their context. Those
    that it does not hold are not proposed.
    """
    settled = Settled(graph, rejections)
    weights = _Weights(pieces)
    pairs = [pair for pair in _pairs(graph, pieces, weights, _TRIED * most) if not settled.holds(*pair)]
    looks = (_look(graph, pieces, weights, one, other) for one, other in pairs)
    found = [look for look in looks if look is not None and look.score >= WORTH]
    found.sort(key=lambda look: (-look.score, graph.order[look.one], graph.order[look.other]))
    return list(_varied(found, most))


class _Weights(dict[str, float]):
    """What signs weigh, looked up once each."""

    def __init__(self, pieces: Pieces[str]) -> None:
        self._pieces = pieces
        self.rarest = log((1 + len(pieces)) / 2) or 1.0
        """What a word weighs that two passages have and no other one."""

    def __missing__(self, sign: str) -> float:
        self[sign] = weight = self._pieces.weight(sign)
        return weight

    def sum(self, signs: Iterable[str]) -> float:
        """What some signs weigh together."""
        return sum(self[sign] for sign in signs)

    def of(self, features: Features) -> float:
        """What all that a passage is about weighs."""
        return self.sum(features.signs) + AROUND * self.sum(features.around)


class Settled:
    """The pairs of a graph that need no look any more."""

    def __init__(self, graph: Graph, rejections: Iterable[Rejection]) -> None:
        self._annotations = graph.annotations
        self._firsts = {one: cluster[0] for cluster in graph.clusters() for one in cluster}
        self._linked = {self._clusters(link.source, link.target) for link in graph.links}
        self._rejected = {frozenset((said.one, said.other)) for said in rejections if holds(said, graph.annotations)}

    def holds(self, one: str, other: str) -> bool:
        """Whether two passages restate each other, are linked or rejected, or one of them is gone.

        What restates a passage is linked as that one is.
        """
        if one not in self._annotations or other not in self._annotations:
            return True
        pair = self._clusters(one, other)
        return len(pair) == 1 or pair in self._linked or frozenset((one, other)) in self._rejected

    def _clusters(self, one: str, other: str) -> frozenset[str]:
        """The clusters of two passages, by their first ones."""
        return frozenset((self._firsts.get(one, one), self._firsts.get(other, other)))


def _pairs(graph: Graph, pieces: Pieces[str], weights: _Weights, most: int) -> list[tuple[str, str]]:
    """The passages of different sources that share most that is rare, in the order of the board; at most so many."""
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


def _look(graph: Graph, pieces: Pieces[str], weights: _Weights, one: str, other: str) -> Look | None:
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
        return Look(one, other, "contradicts", f"same metric, {compared[DIFFERENT]}", score)
    telling = [sign for sign in own if weights[sign] and not everyday(sign)]
    words = any(not a.signs[sign][0].isupper() or not b.signs[sign][0].isupper() for sign in telling)
    if telling and (opposite := _opposite(*texts, telling)):
        reason, factor = opposite
        return Look(one, other, "contradicts", reason, score * (factor or (1.0 if words else _LITTLE)))
    agrees = "restates" if likeness(a, b) >= LARGELY else "supports"
    if SAME in compared and about:
        return Look(one, other, agrees, f"same figure, {compared[SAME]}", score * 1.5)
    if words and len(about) > 1:
        # Names alone say whom passages speak of, and make no claim; one word alone says little.
        return Look(one, other, agrees, pieces.reason(a, b), score if len(telling) > 1 else score * _LITTLE)
    return None


def _parts(compounds: Iterable[str]) -> set[str]:
    """The signs of the words of compounds: who shares *short-term* shares one word and not three."""
    return {f"w:{stem(part)}" for compound in compounds if "-" in compound for part in fold(compound).split("-")}


class _Stand(NamedTuple):
    """On which side of a pair of opposites a passage stands."""

    side: bool
    word: str
    denied: bool


def _opposite(one: str, other: str, shared: Iterable[str]) -> tuple[str, float] | None:
    """How one passage denies the other, in words, and what that counts, 0 if it is not clear; None if it does not."""
    ones, others = _stands(one), _stands(other)
    for axis, a in ones.items():
        b = others.get(axis)
        if b is None or a.side == b.side or all(sign[2:] in AXES[axis][0] | AXES[axis][1] for sign in shared):
            continue  # Or they differ, and there is nothing that they differ about.
        said = " / ".join(f"not {stand.word}" if stand.denied else stand.word for stand in (a, b))
        negated = a.denied != b.denied
        factor = _CLEAR if axis == 0 else _DENIED if negated else 0.0
        return f"{'negated' if negated else 'opposite'}: {said}", factor
    return None


def _stands(text: str) -> dict[int, _Stand]:
    """The sides that a passage takes, by the index of the pair; one that speaks of both sides takes none."""
    taken: dict[int, list[_Stand]] = {}
    for clause in _CLAUSES.split(text):  # *No price, and locked* denies no lock.
        words = _WORDS.findall(fold(clause))
        for place, word in enumerate(words):
            stemmed = stem(word)
            for axis, (yes, no) in enumerate(AXES):
                if (stemmed in yes or stemmed in no) and not word.endswith("ly"):
                    denied = bool(NEGATION.search(" ".join(words[max(0, place - SCOPE) : place])))
                    taken.setdefault(axis, []).append(_Stand((stemmed in yes) != denied, word, denied))
    stands = {axis: all_[0] for axis, all_ in taken.items() if len({stand.side for stand in all_}) == 1}
    if 0 not in stands or stands[0].side:
        return stands
    over = stands[0].word
    return {
        axis: stand._replace(side=not stand.side, word=f"{stand.word} ({over})") if axis else stand
        for axis, stand in stands.items()
    }


def _varied(looks: Iterable[Look], most: int) -> Iterator[Look]:
    """The pairs in their order, without those whose passages were proposed often already."""
    proposed: Counter[str] = Counter()
    given = 0
    for look in looks:
        if given < most and max(proposed[look.one], proposed[look.other]) < OFTEN:
            proposed.update((look.one, look.other))
            given += 1
            yield look
