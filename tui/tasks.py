"""Work between the keys: begun in one way everywhere, and done in slices, so that no key waits for it."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import Any, Final, Protocol

SLICE: Final = 0.006
"""Seconds of work before keys are looked at again."""

SHOW_EVERY: Final = 0.1
"""Seconds between two pictures of how far work is."""


class WorkerHost(Protocol):
    """Runs workers; each widget and screen of Textual does."""

    def run_worker(self, work: Any, *, group: str, exclusive: bool) -> object:
        """Run work between the keys; if ``exclusive``, it ends other work of its group."""


def begin(
    node: WorkerHost, work: Callable[..., Awaitable[None]], *given: object, group: str = "default", alone: bool = True
) -> None:
    """Have a worker of a node do work; alone, it ends what the group was at.

    The function is handed over and not its coroutine: one that is ended before it began would never be awaited,
    which Python warns of.
    """
    call: Any = partial(work, *given)  # Textual's types know no partial of a coroutine function.
    node.run_worker(call, group=group, exclusive=alone)


async def look_at_keys() -> None:
    """Let go of the program for a moment: what was typed meanwhile is taken."""
    await asyncio.sleep(0.001)


class Cancel:
    """Tells work that goes on between the keys whether to stop."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Have the work stop at its next look."""
        self.cancelled = True


class Slices:
    """Divides work: whoever does it asks after each step whether the slice is over, and then begins the next one."""

    def __init__(self) -> None:
        self._until = monotonic() + SLICE

    @property
    def over(self) -> bool:
        """Whether the keys have waited long enough."""
        return monotonic() > self._until

    async def next(self) -> None:
        """Have the keys looked at; then another slice begins."""
        await look_at_keys()
        self._until = monotonic() + SLICE
