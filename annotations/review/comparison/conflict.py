"""A sign that two passages contradict each other, with its reason."""

from typing import NamedTuple

NEGATED, OPPOSITE, DATES, PRICES, SHARES, METRIC, RANKS = (
    "negated",
    "opposite",
    "other date",
    "price",
    "all or not",
    "same metric",
    "rank",
)
"""Heads of reasons."""


class Conflict(NamedTuple):
    """A sign that two passages contradict each other."""

    reason: str
    """*negated: abandons / not abandoning*."""
    force: float
    stems: tuple[str, ...]
    """Stems of the words that are opposed: they are no subject that both share, unless both use the same one."""
    near: tuple[frozenset[str], frozenset[str]]
    """Stems of the words around each side: its clause, or what is near a figure."""
    stated: int = 2
    """Number of passages that state the opposite and do not use it as an attribute."""
    strict: bool = False
    """Whether the words around both sides have to say that they are about the same."""
    concept: str = ""
    """Sign of what both are about, if it is a pair of opposites, an event or a kind of figure; else `""`."""
    heads: tuple[str, ...] = ()
    """Stems of what both give a share of: that it is the same thing is not enough to say that they are about the same."""

    @property
    def used(self) -> frozenset[str]:
        """Stems that make the conflict: that both passages have them does not show a common subject."""
        return frozenset((*self.stems, *self.heads))
