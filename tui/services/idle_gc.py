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
"""Seconds between two checks for idle time."""

IDLE: Final = 1.0
"""Seconds without a key after which new objects are collected; later rounds leave them out."""

AWAY: Final = 10.0
"""Seconds without a key after which all objects are collected, once."""

_ROUNDS: Final = 10
"""Rounds through younger objects after which a full round may find something."""

_NEVER: Final = 1 << 30


class IdleCollector:
    """Runs full garbage collections only while the user is idle."""

    def __init__(self, reader: "ServiceHost") -> None:
        self._reader = reader
        self._began = time.monotonic()
        self._all_done = False
        self._before = gc.get_threshold()

    def start(self) -> None:
        """Enable cheap collections of young objects, and leave the current objects out of all rounds."""
        gc.freeze()
        gc.set_threshold(*self._before[:2], _NEVER)
        gc.enable()
        self._reader.set_interval(EVERY, self.look)

    def stop(self) -> None:
        """Restore the thresholds of Python."""
        gc.set_threshold(*self._before)

    def look(self) -> None:
        """Run a round if no key was pressed for a while."""
        idle = time.monotonic() - max(self._began, self._reader.program.keyboard.pressed_at)
        if idle < IDLE:
            self._all_done = False
        elif idle >= AWAY and not self._all_done:
            # Frozen objects may have become garbage since, such as a screen that was closed.
            gc.unfreeze()
            self._round()
            self._all_done = True
        elif gc.get_count()[2] >= _ROUNDS:
            self._round()

    def _round(self) -> None:
        gc.collect()
        gc.freeze()
