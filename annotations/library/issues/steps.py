"""Step of a search through the sources of a library."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Step(NamedTuple, Generic[T]):
    """What one step of a few milliseconds found."""

    found: Sequence[T]
    sources: int
    """Number of sources that are done."""
    share: float
    """Share of the next one that is done, from 0 to 1."""

    def of(self, sources: int) -> float:
        """Return the share of a number of sources that is done."""
        return (self.sources + self.share) / sources if sources else 1.0
