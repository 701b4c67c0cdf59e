"""Signs that one passage contradicts another: opposites, negations, dates and prices."""

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from annotations.review.comparison.assertions import Assertions, Side
from annotations.review.comparison.figures import DIFFERENT, compare_figures
from annotations.review.similarity.lexicon import stem
from annotations.review.similarity.opposites import ENDS
from annotations.text.quantities import Day, Value

NEGATED, OPPOSITE, DATES, PRICES = "negated", "opposite", "other date", "price"
"""Heads of reasons."""

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


class Conflict(NamedTuple):
    """A sign that two passages contradict each other."""

    reason: str
    """*negated: abandons / not abandoning*."""
    force: float
    stems: tuple[str, ...]
    """Stems of the words that are opposed: they are no subject that both share, unless both use the same one."""
    clauses: tuple[int, int] = (-1, -1)
    """The clauses that they are in, -1 if unknown."""
    stated: int = 2
    """Number of passages that state the opposite and do not use it as an attribute."""


def conflicts(one: Assertions, other: Assertions) -> Iterator[Conflict]:
    """Yield the signs that two passages contradict each other, by their words."""
    sure = (_UNSURE if one.hedged else 1.0) * (_UNSURE if other.hedged else 1.0)
    for axis in one.sides.keys() & other.sides.keys():
        found = _opposed(one.sides[axis], other.sides[axis])
        if found is not None:
            a, b, factor = found
            negated = a.denied != b.denied
            words = " / ".join(f"not {side.word}" if side.denied else side.word for side in (a, b))
            force = _CLEAR.get(axis, 1.0) * factor * sure * _STATED[a.plain + b.plain] * (_NOT if negated else 1.0)
            reason = f"{NEGATED if negated else OPPOSITE}: {words}"
            stated = a.plain + b.plain
            yield Conflict(reason, force, (stem(a.word), stem(b.word)), (a.clause, b.clause), stated)
    for here, there, first in ((one, other, True), (other, one, False)):
        for stemmed in here.denied.keys() & there.asserted.keys():
            if stemmed in there.denied or stemmed in here.asserted:
                continue
            (no, at), (yes, where) = here.denied[stemmed], there.asserted[stemmed]
            words = f"not {no} / {yes}" if first else f"{yes} / not {no}"
            clauses = (at, where) if first else (where, at)
            yield Conflict(f"{NEGATED}: {words}", sure, (stemmed,), clauses)
        if here.price and there.unpriced:
            words = f"{here.price} / {there.unpriced}" if first else f"{there.unpriced} / {here.price}"
            yield Conflict(f"{PRICES}: {words}", 6.0, ())


def other_dates(one: tuple[Value, ...], other: tuple[Value, ...]) -> str:
    """Return the dates of two passages that differ, if none of them agree; else `""`."""
    days = [value for value in one if isinstance(value, Day)], [value for value in other if isinstance(value, Day)]
    compared = [compare_figures(a, b) for a, b in product(*days)]
    if compared and all(comparison.verdict == DIFFERENT for comparison in compared):
        return compared[0].words
    return ""


def _opposed(ones: list[Side], others: list[Side]) -> tuple[Side, Side, float] | None:
    """Return the first sides that are opposed, and the factor of their force."""
    a, b = {side.first for side in ones}, {side.first for side in others}
    if len(a) == len(b) == 2 or a == b:
        return None
    factor = 1.0 if len(a) == len(b) else _BOTH
    return next((x, y, factor) for x, y in product(ones, others) if x.first != y.first)
