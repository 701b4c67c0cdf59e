"""Verdicts on all pairs of the figures of a row, in about linear time.

Each figure is compared with the reference. A figure that agrees with that can still contradict another one that does:
41 and 49 are both *over 40*. If it contradicts any, it contradicts the one that reaches least or begins last among those that
are measured alike, so it is compared with these only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import Final, NamedTuple

from annotations.review.ledger.about import opposed
from annotations.review.ledger.comparing import CLOSE, CONFLICT, CONVERTED, EQUAL, UNLIKE, Verdict, compare, reach
from annotations.review.ledger.figures import Figure, Key

WORST: Final = (CONFLICT, UNLIKE, CLOSE, CONVERTED, EQUAL)
"""Signs of figures, the one first that a row has if one of its figures has it."""

_STEP: Final = 16
"""Figures that are compared in one step."""

_SCALES: Final = 12
"""Ways to be measured that are looked at in one row; rarer ones are compared with the reference and with these."""

_LISTED: Final = 12
"""Other values that one figure is compared with in a list of reasons."""


class Pair(NamedTuple):
    """Two figures and the verdict on them."""

    one: Figure
    other: Figure
    verdict: Verdict


class Pairs:
    """The verdict that each figure of a row is shown with, and the figure that it is beside."""

    def __init__(self, figures: Sequence[Figure], reference: Figure) -> None:
        self._figures = figures
        self._reference = reference
        self.shown: dict[Key, Pair] = {}
        """The worst pair of each figure but the reference: beside that, else beside one that agrees with the reference."""
        self.size = 0.0
        """Greatest difference of two figures in conflict, as a share of the greater value."""

    def steps(self) -> Iterator[None]:
        """Compare the figures, some in each step."""
        shown, reference = self.shown, self._reference
        for place, one in enumerate(self._figures):
            if one is not reference:
                shown[one.key] = Pair(one, reference, compared(one, reference))
            if place % _STEP == _STEP - 1:
                yield
        agreeing = [one for one in self._figures if one is reference or shown[one.key].verdict.sign != CONFLICT]
        ends = _ends(agreeing)
        for place, one in enumerate(agreeing):
            if one is not reference:
                self._beside(one, ends)
            if len(ends) > 1 or place % _STEP == _STEP - 1:
                yield
        all_ends = _ends(self._figures)
        for place, one in enumerate(all_ends):
            for other in all_ends[:place]:
                self._measure(compared(one, other))
            yield
        for pair in shown.values():
            self._measure(pair.verdict)

    def _beside(self, one: Figure, others: Iterable[Figure]) -> None:
        """Show a figure in conflict with another one that does not contradict the reference."""
        for other in others:
            if other is not one and other is not self._reference:
                verdict = compared(one, other)
                if (verdict.sign == CONFLICT, verdict.size) > (
                    self.shown[one.key].verdict.sign == CONFLICT,
                    self.shown[one.key].verdict.size,
                ):
                    self.shown[one.key] = Pair(one, other, verdict)

    def _measure(self, verdict: Verdict) -> None:
        if verdict.sign == CONFLICT:
            self.size = max(self.size, verdict.size)


def compared(one: Figure, other: Figure) -> Verdict:
    """Return the verdict on two figures."""
    return compare(one.quantity, other.quantity, (one.period, other.period), opposed(one.about, other.about))


def beside(figure: Figure, figures: Iterable[Figure]) -> list[Pair]:
    """Return the pairs of one figure with others of a row, the worst first; equal others once, some at most."""
    values: dict[tuple[object, ...], Figure] = {}
    for other in figures:
        one = other.quantity
        if other is not figure and len(values) < _LISTED:
            values.setdefault(
                (one.base, one.unit, one.bound, one.change, one.doubt, other.period, other.about.basis), other
            )
    found = [Pair(figure, other, compared(figure, other)) for other in values.values()]
    return sorted(found, key=lambda pair: (WORST.index(pair.verdict.sign), -pair.verdict.size))


def _ends(figures: Sequence[Figure]) -> list[Figure]:
    """Return, for each way to be measured, the figure that reaches least and the one that begins last."""
    scales: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        one = figure.quantity
        measure = one.currency or one.dimension or one.unit
        rate, basis = one.unit.partition("/")[2], figure.about.basis
        scales[measure, rate, one.percent, one.change, bool(one.doubt), figure.period, basis].append(figure)
    found: dict[Key, Figure] = {}
    for scale in nlargest(_SCALES, scales.values(), key=len):
        least = min(scale, key=lambda one: (reach(one.quantity)[1], one.quantity.bound != "<"))
        last = max(scale, key=lambda one: (reach(one.quantity)[0], one.quantity.bound == ">"))
        found[least.key], found[last.key] = least, last
    return list(found.values())
