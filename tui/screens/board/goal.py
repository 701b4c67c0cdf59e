"""Where the board and its screens lead to."""

from typing import NamedTuple

from annotations.review.disputes.sides import Pair


class Goal(NamedTuple):
    """What to open on the page: a passage, a source without one, or two passages side by side."""

    annotation: str = ""
    source: str = ""
    pairs: tuple[Pair, ...] = ()
    """Pairs of passages to go through; empty if no two are compared."""
    at: int = 0
    """Index of the pair to begin with."""


def beside(pairs: tuple[Pair, ...], one: str, other: str) -> Goal:
    """Return the goal that shows two passages side by side, and then the other ones of some pairs."""
    found = next((place for place, pair in enumerate(pairs) if set(pair) == {one, other}), None)
    return Goal(pairs=((one, other), *pairs)) if found is None else Goal(pairs=pairs, at=found)
