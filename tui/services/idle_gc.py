"""Runs full garbage collections only while the user is idle.

A full collection visits every object. Python starts one after a number of allocations, often during a key, and with a
large source or ten thousand passages that key takes a tenth of a second longer.
"""

import gc
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tui.services.host import ServiceHost

EVERY: Final = 1.0
"""Seconds between two looks whether it is time."""

IDLE: Final = 1.0
"""Seconds without a key after which what is new is looked at; it stays out of later rounds."""

AWAY: Final = 10.0
"""Seconds without a key after which everything is looked at, once."""

_ROUNDS: Final = 10
"""Rounds through younger objects after which there may be something to be found."""

_NEVER: Final = 1 << 30


class IdleCollector:
    """Runs full garbage collections only while the user is idle."""

    def __init__(self, reader: "ServiceHost") -> None:
        self._reader = reader
        self._began = time.monotonic()
        self._all_done = False
        self._before = gc.get_threshold()

    def start(self) -> None:
        """Collect again what is young, which costs little; what is there by now need not be looked at in each round."""
        gc.freeze()
        gc.set_threshold(*self._before[:2], _NEVER)
        gc.enable()
        self._reader.set_interval(EVERY, self.look)

    def stop(self) -> None:
        """Leave it to Python again."""
        gc.set_threshold(*self._before)

    def look(self) -> None:
        """Do a round if no key was pressed for a while."""
        idle = time.monotonic() - max(self._began, self._reader.program.keyboard.pressed_at)
        if idle < IDLE:
            self._all_done = False
        elif idle >= AWAY and not self._all_done:
            # What was put aside may have become garbage since: a screen that was looked at for a while and left.
            gc.unfreeze()
            self._round()
            self._all_done = True
        elif gc.get_count()[2] >= _ROUNDS:
            self._round()

    def _round(self) -> None:
        gc.collect()
        gc.freeze()
