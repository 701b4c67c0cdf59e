"""Measures how many marked contradictions the queue and the link finder propose, and fits the weights of `bearing.py`.

``python -m bench.contradictions`` prints, for each set of texts in ``bench/marked``, how many of its contradictions are
among the first 10, 30 and 90 pairs of the queue, and how often the finder has the other end among the first five
passages of its source. ``--fit`` prints the weights: those of all sets, and for each set those of the others with what
they find in it. ``--model FOLDER`` also asks the suggester ``semantic`` with a static embedding model.

Every sentence is a passage. A line of ``marks.txt`` is ``kind|sources|words|sources|words``: ``C`` for a
contradiction, ``A`` for an agreement, and words of the sentences at both ends; alternatives are separated by `` ; ``.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import exp, log, sqrt
from pathlib import Path
from typing import Final, NamedTuple

from annotations.model import Annotation, Passage, Source
from annotations.review.graph import Graph, Records
from annotations.review.pair_queue import bearing, queue
from annotations.review.pair_queue.closely import Closely
from annotations.review.similarity.index import Match, SimilarityIndex
from annotations.search.suggesters.semantic import Semantic
from annotations.search.suggesters.suggester import End, Passages
from annotations.text.sentences import nearby, sentences

SETS: Final = Path(__file__).parent / "marked"
_FIRST: Final = (10, 30, 90)
_NEAR: Final = 5
_WORDS: Final = 4
"""Minimum number of words of a sentence that is a passage."""
_TIED: Final = 500.0
"""How much the weights are held to 0, beside that of the strength."""
_MOMENT: Final = "2026-04-08T10:00:00.000Z"


class Mark(NamedTuple):
    """A marked pair: ids of the passages that may be its ends."""

    kind: str
    one: frozenset[str]
    other: frozenset[str]

    def joins(self, one: str, other: str) -> bool:
        """Return whether two passages are its ends."""
        return (one in self.one and other in self.other) or (other in self.one and one in self.other)


class Marked(NamedTuple):
    """A set of texts with its marks."""

    name: str
    graph: Graph
    pieces: SimilarityIndex[str]
    marks: tuple[Mark, ...]

    @property
    def contradictions(self) -> list[Mark]:
        """The marked contradictions."""
        return [mark for mark in self.marks if mark.kind == "C"]


def read(folder: Path) -> Marked:
    """Return a set of texts."""
    texts: dict[int, str] = {}
    for number, path in enumerate(sorted(folder.glob("[0-9]*.txt")), 1):
        texts[number] = path.read_text(encoding="utf-8")
    sources = [Source(id=f"s{n}", number=n, path=f"{n}.txt", length=len(text)) for n, text in texts.items()]
    passages: list[Passage] = []
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for number, text in texts.items():
        for place, (start, end) in enumerate(sentences(text)):
            if len(text[start:end].split()) >= _WORDS:
                one = _annotation(number, place, start, end, text)
                passages.append(Passage(one, start, end, "anchored"))
                pieces.add(one.id, one.exact, beside=nearby(text, start, end))
    marks = tuple(_marks(folder / "marks.txt", [passage.annotation for passage in passages]))
    return Marked(folder.name, Graph(Records(sources, passages, [])), pieces, marks)


def _annotation(number: int, place: int, start: int, end: int, text: str) -> Annotation:
    return Annotation(
        id=f"s{number}:{place}",
        source=f"s{number}",
        number=place + 1,
        fragments=((start, end),),
        exact=text[start:end],
        tags=("claim",),
        created=_MOMENT,
        modified=_MOMENT,
    )


def _marks(path: Path, passages: Sequence[Annotation]) -> Iterator[Mark]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            kind, *ends = line.split("|")
            one, other = (
                frozenset(
                    passage.id
                    for passage in passages
                    if passage.source[1:] in numbers.split(",")
                    and any(part.strip() in passage.exact for part in words.split(" ; "))
                )
                for numbers, words in (ends[:2], ends[2:])
            )
            if not (one and other):
                message = f"{path}: no sentence has these words: {line}"
                raise ValueError(message)
            yield Mark(kind, one, other)


Rank = Callable[[str], Sequence[Match[str]]]
"""Ranks all other passages for the passage with an id."""


def measured(texts: Marked, model: str = "") -> str:
    """Return a line with what is found; `model` is the folder of a model that is asked, too."""
    wanted, looks = texts.contradictions, queue(texts.graph, texts.pieces)
    found = (
        sum(any(mark.joins(look.one, look.other) for look in looks[:first]) for mark in wanted) for first in _FIRST
    )
    shown = "/".join(map(str, found))
    line = f"{texts.name:10} queue {shown:>9} of {len(wanted):3}, of {len(looks):4} pairs; finder {_share(texts, _by_words(texts)):4.0%}"
    return f"{line}, with the model {_share(texts, _by_meaning(texts, model)):4.0%}" if model else line


def _by_words(texts: Marked) -> Rank:
    return lambda one: texts.pieces.rank(texts.pieces.features(one), without=frozenset({one}))


def _by_meaning(texts: Marked, model: str) -> Rank:
    suggester = Semantic()
    suggester.open(model)
    words = {one: texts.graph.annotations[one].exact for one in texts.graph.order}
    suggester.learn(words)
    passages = Passages(texts.pieces, words.__getitem__)
    return lambda one: suggester.neighbours(
        passages, End(words[one], texts.pieces.features(one)), without=frozenset({one})
    )


def _share(texts: Marked, rank: Rank) -> float:
    """Return for what share of the ends, in each source of the other end, this is among the first of that source."""
    near = []
    for mark in texts.contradictions:
        for here, there in ((mark.one, mark.other), (mark.other, mark.one)):
            for one in sorted(here):
                ranked = rank(one)
                for source in {texts.graph.source(other) for other in there}:
                    first = [match.key for match in ranked if texts.graph.source(match.key) == source][:_NEAR]
                    near.append(not there.isdisjoint(first))
    return sum(near) / len(near)


class Seen(NamedTuple):
    """A sign of a contradiction: its strength and what bears on it, and whether it is marked."""

    variables: tuple[float, ...]
    true: bool


def signs(texts: Marked) -> list[Seen]:
    """Return the signs of contradictions of all pairs of sentences of different sources."""
    closely, wanted, found = Closely(texts.graph, texts.pieces), texts.contradictions, []
    for one, other in combinations(texts.graph.in_order(texts.graph.order), 2):
        if texts.graph.source(one) != texts.graph.source(other) and (sign := closely.sign(one, other)):
            strength = log(1 + bearing.STEEP * sign.force)
            variables = (1.0, strength, *(sign.bearing.get(name, 0.0) for name in bearing.BEARING))
            found.append(Seen(variables, any(mark.joins(one, other) for mark in wanted)))
    return found


def fitted(of: Sequence[Seen]) -> dict[str, float]:
    """Return the weights that a logistic regression gives, divided by that of the strength."""
    count = len(of[0].variables)
    spread = [max(1e-9, _deviation([one.variables[place] for one in of])) if place else 1.0 for place in range(count)]
    rows = [([value / by for value, by in zip(one.variables, spread, strict=True)], float(one.true)) for one in of]
    weights = [-6.0] + [0.0] * (count - 1)
    tied = [1e-6, 1.0] + [_TIED] * (count - 2)
    for _ in range(25):
        slope = [tie * weight for tie, weight in zip(tied, weights, strict=True)]
        curve = [[tied[place] if place == across else 0.0 for across in range(count)] for place in range(count)]
        for row, true in rows:
            chance = 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, row, strict=True))))
            bend = chance * (1 - chance)
            for place, value in enumerate(row):
                if value:
                    slope[place] += (chance - true) * value
                    for across in range(count):
                        curve[place][across] += bend * value * row[across]
        steps = _solved(curve, slope)
        brake = min(1.0, 1 / max(map(abs, steps)))
        weights = [weight - brake * step for weight, step in zip(weights, steps, strict=True)]
    plain = [weight / by for weight, by in zip(weights, spread, strict=True)]
    return {name: round(weight / plain[1], 3) for name, weight in zip(bearing.BEARING, plain[2:], strict=True)}


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place, row in enumerate(rows):
        rows[place] = row = [value / row[place] for value in row]
        for other, against in enumerate(rows):
            if other != place and against[place]:
                rows[other] = [a - against[place] * b for a, b in zip(against, row, strict=True)]
    return [row[-1] for row in rows]


def main() -> None:
    """Measure, or fit, and print the results."""
    parser = ArgumentParser(prog="python -m bench.contradictions")
    parser.add_argument("--fit", action="store_true", help="print the weights and what they find")
    parser.add_argument("--model", default="", metavar="FOLDER", help="a static embedding model that model2vec reads")
    options = parser.parse_args()
    sets = [read(folder) for folder in sorted(SETS.iterdir())]
    if not options.fit:
        for texts in sets:
            print(measured(texts, options.model))
        return
    found = {texts.name: signs(texts) for texts in sets}
    for texts in sets:
        weights = fitted([sign for name, of in found.items() if name != texts.name for sign in of])
        bearing.BEARING.update(weights)
        print(f"{measured(texts)}; without it {weights}")
    print(f"all: {fitted([sign for of in found.values() for sign in of])}")


if __name__ == "__main__":
    main()
