"""Pairs of passages that are worth a close comparison."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest
from itertools import combinations, product
from math import sqrt
from typing import Final

from annotations.review.comparison.assertions import may_oppose
from annotations.review.comparison.conflict import PRICES, RANKS
from annotations.review.graph import Graph
from annotations.review.pair_queue.closely import Closely
from annotations.review.similarity.index import SimilarityIndex
from annotations.review.similarity.vague_dates import WORDS

_RARE: Final = 40
"""Maximum number of passages with a sign that creates pairs; commoner signs still add to their scores."""

_FACING: Final = 1_500
"""Maximum number of pairs by one pair of opposites that are compared."""


def candidates(graph: Graph, pieces: SimilarityIndex[str], closely: Closely, most: int) -> list[tuple[str, str]]:
    """Return at most `most` pairs of passages of different sources, those first that share the most rare signs."""
    weights = closely.weights
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
    norms = [sqrt(closely.totals(one)[0] or 1) for one in ids]
    found: list[tuple[float, int]] = []
    for pair, weight in shared.items():
        first, second = divmod(pair, count)
        if sources[first] != sources[second]:
            found.append((weight * sqrt(weight) / (norms[first] * norms[second]), -pair))
    chosen = dict.fromkeys(-pair for _, pair in nlargest(most, found))
    chosen.update(dict.fromkeys(_opposed(ids, sources, pieces, closely)))
    chosen.update(dict.fromkeys(_measured(ids, sources, pieces, closely)))
    return [(ids[pair // count], ids[pair % count]) for pair in chosen]


def _opposed(ids: list[str], sources: list[str], pieces: SimilarityIndex[str], closely: Closely) -> Iterator[int]:
    """Yield pairs of passages that take opposed sides, as indexes: they may share no rare word.

    A pair of opposites, and a word that is denied, that is too common is passed over.
    """
    yes: defaultdict[int | str, list[int]] = defaultdict(list)
    no: defaultdict[int | str, list[int]] = defaultdict(list)
    for place, one in enumerate(ids):
        if not may_oppose(pieces.features(one)):
            continue
        assertions = closely.asserted(one)
        for axis, sides in assertions.sides.items():
            for side in {side.first for side in sides}:
                (yes if side else no)[axis].append(place)
        for stemmed in assertions.denied:
            no[stemmed].append(place)
        if assertions.price:
            yes[PRICES].append(place)
        if assertions.unpriced:
            no[PRICES].append(place)
        if assertions.ranks:
            yes[RANKS].append(place)
            no[RANKS].append(place)
    places = {one: place for place, one in enumerate(ids)}
    count = len(ids)
    for key, against in no.items():
        pros = yes[key]
        if isinstance(key, str) and key not in {PRICES, RANKS}:
            sharing = pieces.sharing(f"w:{key}")
            pros = [places[one] for one in sharing if one in places] if len(sharing) <= _FACING else []
        if len(pros) * len(against) <= _FACING:
            for first, second in product(pros, against):
                if sources[first] != sources[second]:
                    yield min(first, second) * count + max(first, second)


def _measured(ids: list[str], sources: list[str], pieces: SimilarityIndex[str], closely: Closely) -> Iterator[int]:
    """Yield pairs of passages with a date of one kind of event, or with an amount or a number of one size, as indexes."""
    alike: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    known = {one: place for place, one in enumerate(ids)}
    measured = {one for sign in _MEASURED for one in pieces.sharing(sign) if one in known}
    measured.update(one for one in ids if not WORDS.isdisjoint(pieces.features(one).words))
    for one in sorted(measured, key=known.__getitem__):
        place = known[one]
        for key in {key for figure in closely.figures(one) for key in figure.keys}:
            alike[key].append(place)
    count = len(ids)
    for places in alike.values():
        if len(places) <= _RARE:
            for first, second in combinations(places, 2):
                if sources[first] != sources[second]:
                    yield first * count + second


_MEASURED: Final = ("k:date", "k:money", "k:count")
