"""Signs that one passage contradicts another by its words: opposites, negations, all and none, a price and none."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from annotations.review.comparison.assertions import Assertions, Side
from annotations.review.comparison.conflict import NEGATED, OPPOSITE, PRICES, SHARES, Conflict
from annotations.review.comparison.quantifiers import apart
from annotations.review.similarity.common_words import everyday
from annotations.review.similarity.opposites import ENDS, FREE

_CLEAR: Final = {ENDS: 1.3}
"""Force of pairs of opposites; others have 1."""
_BOTH: Final = 0.35
"""Factor if one passage takes both sides: it may contrast them."""
_STATED: Final = (0.3, 0.7, 1.0)
"""Factors by the number of passages that state the opposite and do not use it as an attribute."""
_UNSURE: Final = 0.6
"""Factor if a passage only supposes."""
_NOT: Final = 1.25
"""Factor if one passage denies in so many words what the other says."""
_OPPOSED: Final = 0.85
"""Factor if it uses a word for the opposite: there may be other ways to differ."""
_PRICED: Final = 9.0
"""Force of a price and of none: what both are about is seldom repeated."""


def conflicts(one: Assertions, other: Assertions) -> Iterator[Conflict]:
    """Yield the signs that two passages contradict each other, by their words."""
    sure = (_UNSURE if one.hedged else 1.0) * (_UNSURE if other.hedged else 1.0)
    for axis in one.sides.keys() & other.sides.keys():
        for a, b, factor in _opposed(one.sides[axis], other.sides[axis]):
            negated = a.denied != b.denied
            words = f"{a.wording} / {b.wording}"
            force = _CLEAR.get(axis, 1.0) * factor * sure * _STATED[a.plain + b.plain] * (_NOT if negated else _OPPOSED)
            reason = f"{NEGATED if negated else OPPOSITE}: {words}"
            stated = a.plain + b.plain
            near = _near(one, other, a.clause, b.clause)
            yield Conflict(reason, force, (a.stem, b.stem), near, stated, concept=f"o:{axis}")
    for here, there, first in ((one, other, True), (other, one, False)):
        for stemmed in here.denied.keys() & there.asserted.keys():
            if stemmed in there.denied or stemmed in here.asserted:
                continue
            (no, at), (yes, where) = here.denied[stemmed], there.asserted[stemmed]
            words = f"{no} / {yes}" if first else f"{yes} / {no}"
            near = _near(one, other, at, where) if first else _near(one, other, where, at)
            yield Conflict(f"{NEGATED}: {words}", sure, (stemmed,), near, strict=everyday(f"w:{stemmed}"))
        if here.price and there.unpriced:
            words = f"{here.price} / {there.unpriced}" if first else f"{there.unpriced} / {here.price}"
            yield Conflict(f"{PRICES}: {words}", _PRICED, (), (frozenset(), frozenset()))
        for side in there.sides.get(FREE, ()) if here.price else ():
            if side.first:
                words = f"{here.price} / {side.wording}" if first else f"{side.wording} / {here.price}"
                near = frozenset[str](), there.clauses[side.clause]
                yield Conflict(f"{OPPOSITE}: {words}", sure * _OPPOSED, (), near, concept=f"o:{FREE}")
    yield from _shares(one, other, sure)


def _near(one: Assertions, other: Assertions, clause: int, counterpart: int) -> tuple[frozenset[str], frozenset[str]]:
    return one.clauses[clause], other.clauses[counterpart]


def _shares(one: Assertions, other: Assertions, sure: float) -> Iterator[Conflict]:
    """Yield what holds for all or most by one passage, and for few or none by the other."""
    for a, b in product(one.shares, other.shares):
        if apart(a, b):
            named = {a.head, b.head} - {""}
            headed = len(named) == 1 and named <= one.clauses[a.clause] & other.clauses[b.clause]
            force = sure * (_HEADED if headed else _SHARED) * (1.0 if a.sure and b.sure else _EXCEPTION)
            near = _near(one, other, a.clause, b.clause)
            yield Conflict(f"{SHARES}: {a.written} / {b.written}", force, (), near, strict=not headed)


_SHARED: Final = 0.8
"""Force of shares of things that are not called the same."""
_HEADED: Final = 1.8
"""Force if one names what the other gives a share of: *every house* and *no house*."""
_EXCEPTION: Final = 0.6
"""Factor if one of them only names an exception."""


def _opposed(ones: list[Side], others: list[Side]) -> Iterator[tuple[Side, Side, float]]:
    """Yield the sides that are opposed, and the factor of their force."""
    a, b = {side.first for side in ones}, {side.first for side in others}
    if len(a) == len(b) == 2 or a == b:
        return
    factor = 1.0 if len(a) == len(b) else _BOTH
    yield from ((x, y, factor) for x, y in product(ones, others) if x.first != y.first)
