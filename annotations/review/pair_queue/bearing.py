"""What bears on whether a sign of a contradiction is one: the names and the kinds of figures that two passages share.

The weights are those of a logistic regression over pairs of sentences of texts in which all contradictions were marked,
with the strength of the sign as the first variable; `bench/contradictions.py` makes them again. Each is divided by the
weight of the strength, so that what bears on a sign multiplies its force.
"""

from collections.abc import Mapping
from math import exp
from typing import Final, NamedTuple

BEARING: Final[dict[str, float]] = {
    "names": 0.2,
    "k:date": 0.14,
    "k:money": 0.1,
    "k:share": 0.05,
    "k:count": 0.31,
}
"""Weight of each: the rarity of all names that they share, and a kind of figure that both give."""

STEEP: Final = 20.0
"""Force at which the logarithm of the strength grows steadily: strength is `log(1 + STEEP * force)`."""


class Sign(NamedTuple):
    """Sign that two passages contradict each other."""

    reason: str
    force: float
    bearing: Mapping[str, float]
    """What bears on it, by the names of `BEARING`."""


def weighed(force: float, bearing: Mapping[str, float]) -> float:
    """Return the force of a sign, given what bears on it."""
    factor = exp(sum(BEARING[name] * amount for name, amount in bearing.items()))
    return max(0.0, ((1 + STEEP * force) * factor - 1) / STEEP)
