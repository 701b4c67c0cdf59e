"""Background work on the event loop, in slices short enough that no key waits."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from time import monotonic
from typing import Any, Final, Protocol, TypeVar, cast

T = TypeVar("T")

SLICE: Final = 0.006
"""Seconds of work between two checks for input."""

SHOW_EVERY: Final = 0.1
"""Seconds between two updates of a progress display."""


class WorkerHost(Protocol):
    """Runs workers; each widget and screen of Textual does."""

    def run_worker(self, work: Any, *, group: str, description: str, exclusive: bool) -> object:
        """Run work between the keys; if ``exclusive``, it ends other work of its group."""


class PaintedHost(Protocol):
    """Is shown in frames; each widget and screen of Textual is."""

    def call_after_refresh(self, callback: Callable[[], object], /) -> bool:
        """Call a function after the next frame, or soon if nothing is to be painted. Returns False if it never will."""


def begin(
    node: WorkerHost, work: Callable[..., Awaitable[None]], *given: object, group: str = "default", alone: bool = True
) -> None:
    """Run `work` in a worker of `node`; if `alone`, cancel the other workers of `group`."""
    # The worker gets the function, not its coroutine: Python warns of a coroutine that is cancelled before it starts.
    call: Any = partial(work, *given)  # Textual's types do not allow a partial of a coroutine function.
    # Without a description Textual makes one of all that is given, which may be the records of a whole library.
    node.run_worker(call, group=group, description=getattr(work, "__qualname__", group), exclusive=alone)


async def after_frame(node: PaintedHost) -> None:
    """Wait until the frame with the last changes is sent, such as a typed letter that work was begun for."""
    sent = asyncio.Event()
    if node.call_after_refresh(sent.set):
        await sent.wait()


async def in_own_thread(work: Callable[[Callable[[], bool]], T]) -> T:
    """Return what `work` returns in a thread of its own, or raise what it raises; the program may end before the thread does.

    `work` is given a function that tells whether the caller was cancelled: the result is dropped then.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def settle(found: T | None, error: BaseException | None) -> None:
        if result.done():
            return
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(cast("T", found))

    def run() -> None:
        found, error = None, None
        try:
            found = work(result.cancelled)
        except BaseException as raised:  # noqa: BLE001 - raised again in the thread of the caller
            error = raised
        with suppress(RuntimeError):  # The program has ended.
            loop.call_soon_threadsafe(settle, found, error)

    Thread(target=run, name="postil-asking", daemon=True).start()
    return await result


async def look_at_keys() -> None:
    """Yield to the event loop, so that waiting input is handled."""
    await asyncio.sleep(0.001)


class Cancel:
    """Tells work between the keys whether to stop."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Stop the work when it next checks `cancelled`."""
        self.cancelled = True


class Slices:
    """Divides work into slices: check `over` after each step, and await `next` if it is true."""

    def __init__(self) -> None:
        self._until = monotonic() + SLICE

    @property
    def over(self) -> bool:
        """Whether the slice has used its time."""
        return monotonic() > self._until

    async def next(self) -> None:
        """Handle waiting input, then start another slice."""
        await look_at_keys()
        self._until = monotonic() + SLICE
