"""Words around a number that belong to it: its bound, its rate, the direction of a change, what it counts."""

from annotations.text.quantities.around.bounds import BELOW_ZERO, COURSE, bound_before, bound_behind, is_period
from annotations.text.quantities.around.changes import direction
from annotations.text.quantities.around.nouns import NO_NOUN, counted
from annotations.text.quantities.around.rates import rate

__all__ = [
    "BELOW_ZERO",
    "COURSE",
    "NO_NOUN",
    "bound_before",
    "bound_behind",
    "counted",
    "direction",
    "is_period",
    "rate",
]
