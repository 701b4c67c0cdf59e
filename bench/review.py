"""Measures the review: the board, the link finder and the queue, in milliseconds, each with a lower bound.

``python -m bench.review`` prints a table. The lower bound is one plain loop over the passages and links, or over the
passages that share a feature.
"""

import random
import time
from collections.abc import Callable, Iterator
from typing import Final

from annotations.model import Annotation, Link, Passage, Source
from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Disputes
from annotations.review.graph import Graph, Records
from annotations.review.pair_queue import queue
from annotations.review.similarity.index import SimilarityIndex

SIZES: Final = ((5, 100), (200, 5_000), (200, 20_000))
"""Sources and passages."""

_KINDS: Final = ("restates", "restates", "supports", "contradicts", "cites", "qualifies")
_MOMENT: Final = "2026-04-08T10:00:00.000Z"
_COLUMNS: Final = (46, 12, 12)


def main() -> None:
    """Measure and print the results."""
    print(_line("", "ms", "floor"))
    for sources, passages in SIZES:
        library = _library(sources, passages)
        print(f"\n{sources} sources, {passages:,} passages, {len(library[2]):,} links")
        _measure(*library)


def _measure(sources: list[Source], passages: list[Passage], links: list[Link]) -> None:
    def floor() -> object:
        return {one.annotation.id: one.annotation.source for one in passages}, [(a.source, a.target) for a in links]

    print(_line("board from scratch", _ms(lambda: Board(Records(sources, passages, links))), _ms(floor)))
    board = Board(Records(sources, passages, links))
    print(_line("all verdicts with their reasons", _ms(lambda: [row.explanation for row in board.rows], 1), _ms(floor)))
    print(_line("disputes from scratch", _ms(lambda: Disputes(board.graph, board.origins)), _ms(floor)))
    every = board.disputes.all("weight")
    print(_line(f"their sides and order ({len(every)})", _ms(lambda: board.disputes.all("weight")), 0.0))
    turns = _turns(sources, passages, links)
    print(_line("board and disputes, one link changed", _ms(lambda: board.refresh(next(turns))), _ms(floor)))
    started = time.perf_counter()
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for before, one, after in zip(passages[-1:] + passages, passages, passages[1:] + passages, strict=False):
        beside = f"{before.annotation.exact} {after.annotation.exact}"
        pieces.add(one.annotation.id, one.annotation.exact, beside=beside)
    built = (time.perf_counter() - started) * 1000
    print(_line("index from scratch", built, _ms(lambda: [one.annotation.exact.lower().split() for one in passages])))
    text = passages[7].annotation.exact
    print(_line("index, one passage changed", _ms(lambda: pieces.add("s1:7", text)), 0.0))
    hand = pieces.features(passages[3].annotation.id)

    def sharing() -> object:
        return {key for sign in hand.signs if pieces.weight(sign) for key in pieces.sharing(sign)}

    print(_line("rank for one passage", _ms(lambda: pieces.rank(hand)), _ms(sharing)))
    print(_line("… with two letters typed", _ms(lambda: pieces.rank(hand, text[:2])), _ms(sharing)))
    print(_line("… with a word typed wrongly", _ms(lambda: pieces.rank(hand, "wroong")), _ms(sharing)))
    graph = Graph(Records(sources, passages, links))
    print(_line("queue from scratch", _ms(lambda: queue(graph, pieces), 1), _ms(floor)))


def _turns(sources: list[Source], passages: list[Passage], links: list[Link]) -> Iterator[Records]:
    """Yield the records with one more contradiction, and again without it."""
    ends = passages[0].annotation.id, passages[1].annotation.id
    more = [*links, Link(id="more", source=ends[0], target=ends[1], kind="contradicts", created=_MOMENT)]
    while True:
        yield Records(sources, passages, more)
        yield Records(sources, passages, links)


def _library(count: int, passages: int) -> tuple[list[Source], list[Passage], list[Link]]:
    """Create a pseudo-random library, always the same: one link per two passages, words of natural frequency."""
    chance = random.Random(20260408)
    sources = [
        Source(id=f"s{number}", number=number, path=f"{number}.txt", length=10_000, read=((0, 10_000),))
        for number in range(1, count + 1)
    ]
    vocabulary = ["".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(4, 10))) for _ in range(8_000)]
    likely = [1 / place for place in range(1, len(vocabulary) + 1)]
    made = [_passage(chance, number, count, vocabulary, likely) for number in range(passages)]
    links = []
    for number in range(passages // 2):
        one, other = chance.choice(made).annotation, chance.choice(made).annotation
        links.append(Link(id=f"l{number}", source=one.id, target=other.id, kind=chance.choice(_KINDS), created=_MOMENT))
    return sources, made, links


def _passage(chance: random.Random, number: int, count: int, vocabulary: list[str], likely: list[float]) -> Passage:
    words = chance.choices(vocabulary, likely, k=chance.randint(8, 24))
    if number % 3 == 0:
        words.insert(3, f"{chance.randint(2, 99)}%")
    made = Annotation(
        id=f"s{number % count + 1}:{number}",
        source=f"s{number % count + 1}",
        number=number,
        fragments=((number, number + 5),),
        exact=" ".join(words),
        tags=("claim",),
        created=_MOMENT,
        modified=_MOMENT,
    )
    return Passage(made, number, number + 5, "anchored")


def _ms(what: Callable[[], object], times: int = 5) -> float:
    """Return the milliseconds of the fastest of some runs."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        what()
        best = min(best, time.perf_counter() - started)
    return best * 1000


def _line(*cells: str | float) -> str:
    written = [cell if isinstance(cell, str) else f"{cell:,.2f}" for cell in cells]
    return written[0].ljust(_COLUMNS[0]) + "".join(c.rjust(w) for c, w in zip(written[1:], _COLUMNS[1:], strict=True))


if __name__ == "__main__":
    main()
