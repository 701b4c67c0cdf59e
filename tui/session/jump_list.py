"""The places that were left by a jump, across sources."""

from collections.abc import Mapping
from typing import NamedTuple

MOST = 200
"""Jumps that are remembered."""


class Spot(NamedTuple):
    """A place in a source."""

    source: str
    offset: int


class Jumps:
    """A list of spots with a present in it, as a browser has it."""

    def __init__(self) -> None:
        self._back: list[Spot] = []
        self._forward: list[Spot] = []

    def leave(self, spot: Spot) -> None:
        """Remember where a jump begins; what lay ahead is forgotten."""
        if not self._back or self._back[-1] != spot:
            self._back.append(spot)
        del self._back[:-MOST]
        self._forward.clear()

    def back(self, here: Spot) -> Spot | None:
        """The spot before; here becomes the one ahead. None at the beginning."""
        return self._shift(self._back, self._forward, here)

    def forward(self, here: Spot) -> Spot | None:
        """The spot ahead; here becomes the one before. None at the end."""
        return self._shift(self._forward, self._back, here)

    def spots(self) -> list[Spot]:
        """All that are remembered."""
        return [*self._back, *self._forward]

    def carry(self, places: Mapping[Spot, Spot]) -> None:
        """Put spots in the place of others, as their text was changed."""
        self._back = [places.get(spot, spot) for spot in self._back]
        self._forward = [places.get(spot, spot) for spot in self._forward]

    @staticmethod
    def _shift(taken: list[Spot], given: list[Spot], here: Spot) -> Spot | None:
        while taken:
            spot = taken.pop()
            if spot != here:
                given.append(here)
                return spot
        return None
