"""Signs that one passage contradicts another by its words: opposites, negations, all and none, prices, ranks."""

from collections.abc import Iterator
from itertools import product

from annotations.review.comparison import forces
from annotations.review.comparison.assertions import Assertions, Side
from annotations.review.comparison.conflict import NEGATED, OPPOSITE, PRICES, RANKS, SHARES, Conflict
from annotations.review.comparison.quantifiers import apart
from annotations.review.similarity.common_words import everyday
from annotations.review.similarity.opposites import FREE


def conflicts(one: Assertions, other: Assertions) -> Iterator[Conflict]:
    """Yield the signs that two passages contradict each other, by their words."""
    sure = (forces.UNSURE if one.hedged else 1.0) * (forces.UNSURE if other.hedged else 1.0)
    for axis in one.sides.keys() & other.sides.keys():
        for a, b, factor in _opposed(one.sides[axis], other.sides[axis]):
            negated = a.denied != b.denied
            words = f"{a.wording} / {b.wording}"
            reason = f"{NEGATED if negated else OPPOSITE}: {words}"
            stated = a.plain + b.plain
            force = forces.OPPOSITES.get(axis, 1.0) * (forces.NOT if negated else forces.OPPOSED)
            force *= factor * sure * forces.STATED[stated]
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
            yield Conflict(f"{PRICES}: {words}", forces.PRICED, (), (frozenset(), frozenset()))
        for side in there.sides.get(FREE, ()) if here.price else ():
            if side.first:
                words = f"{here.price} / {side.wording}" if first else f"{side.wording} / {here.price}"
                near = frozenset[str](), there.clauses[side.clause]
                yield Conflict(f"{OPPOSITE}: {words}", sure * forces.OPPOSED, (), near, concept=f"o:{FREE}")
    for (claimed, clause), (against, counterpart) in product(one.ranks, other.ranks):
        near = _near(one, other, clause, counterpart)
        yield Conflict(f"{RANKS}: {claimed} / {against}", sure * forces.RANKED, (), near)
    yield from _shares(one, other, sure)


def _near(one: Assertions, other: Assertions, clause: int, counterpart: int) -> tuple[frozenset[str], frozenset[str]]:
    return one.clauses[clause], other.clauses[counterpart]


def _shares(one: Assertions, other: Assertions, sure: float) -> Iterator[Conflict]:
    """Yield what holds for all or most by one passage, and for few or none by the other."""
    for a, b in product(one.shares, other.shares):
        if apart(a, b):
            named = {a.head, b.head} - {""}
            headed = len(named) == 1 and named <= one.clauses[a.clause] & other.clauses[b.clause]
            force = sure * (forces.HEADED if headed else forces.SHARED)
            force *= 1.0 if a.sure and b.sure else forces.EXCEPTION
            near = _near(one, other, a.clause, b.clause)
            heads = tuple(named) if headed else ()
            yield Conflict(f"{SHARES}: {a.written} / {b.written}", force, (), near, strict=not headed, heads=heads)


def _opposed(ones: list[Side], others: list[Side]) -> Iterator[tuple[Side, Side, float]]:
    """Yield the sides that are opposed, and the factor of their force."""
    a, b = {side.first for side in ones}, {side.first for side in others}
    if len(a) == len(b) == 2 or a == b:
        return
    factor = 1.0 if len(a) == len(b) else forces.BOTH_SIDES
    yield from ((x, y, factor) for x, y in product(ones, others) if x.first != y.first)
