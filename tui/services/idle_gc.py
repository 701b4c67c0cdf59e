"""Runs full garbage collections only while the user is away.

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

AWAY: Final = 10.0
"""Seconds without a key after which a full collection is run, once.

A shorter pause is often the one before the next key, which would wait for the end of the collection.
"""

_NEVER: Final = 1 << 30


class IdleCollector:
    """Runs full garbage collections only while the user is away."""

    def __init__(self, reader: "ServiceHost") -> None:
        self._reader = reader
        self._began = time.monotonic()
        self._done = False
        """Whether a full collection has been run since the last key."""
        self._before = gc.get_threshold()

    def start(self) -> None:
        """Enable cheap collections of young objects, and leave the current objects, which stay, out of all others."""
        gc.freeze()
        gc.set_threshold(*self._before[:2], _NEVER)
        gc.enable()
        self._reader.set_interval(EVERY, self.look)

    def stop(self) -> None:
        """Restore the thresholds of Python."""
        gc.set_threshold(*self._before)

    def look(self) -> None:
        """Run a full collection if no key was pressed for long, and none was run since the last one."""
        if time.monotonic() - max(self._began, self._reader.program.keyboard.pressed_at) < AWAY:
            self._done = False
        elif not self._done:
            gc.collect()
            self._done = True
