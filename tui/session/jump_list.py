"""The places before each jump, across sources."""

from collections.abc import Mapping
from typing import NamedTuple

MOST = 200
"""Jumps that are remembered."""


class Spot(NamedTuple):
    """A place in a source."""

    source: str
    offset: int


class Jumps:
    """A list of spots with a current position, like the history of a browser."""

    def __init__(self) -> None:
        self._back: list[Spot] = []
        self._forward: list[Spot] = []

    def leave(self, spot: Spot) -> None:
        """Record the start of a jump, and drop the next spots."""
        if not self._back or self._back[-1] != spot:
            self._back.append(spot)
        del self._back[:-MOST]
        self._forward.clear()

    def back(self, here: Spot) -> Spot | None:
        """Return the previous spot, or None at the beginning; `here` becomes the next one."""
        return self._shift(self._back, self._forward, here)

    def forward(self, here: Spot) -> Spot | None:
        """Return the next spot, or None at the end; `here` becomes the previous one."""
        return self._shift(self._forward, self._back, here)

    def leads_back(self, here: Spot) -> bool:
        """Return whether `back` leads anywhere else."""
        return any(spot != here for spot in reversed(self._back))

    def leads_forward(self, here: Spot) -> bool:
        """Return whether `forward` leads anywhere else."""
        return any(spot != here for spot in reversed(self._forward))

    def spots(self) -> list[Spot]:
        """Return all spots."""
        return [*self._back, *self._forward]

    def carry(self, places: Mapping[Spot, Spot]) -> None:
        """Replace spots whose text was changed by their new ones."""
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
