"""Error boundary: an unexpected error costs the handler that raised it, not the program.

Textual ends the program on the first error in a handler, and stops the widget whose handler it was. All handlers, messages
and callbacks are run by one function of its own, `invoke`, so that is where errors are contained. Timers, workers and
layout report theirs to `App._handle_exception`. Written against Textual 8.2.8, to which the program is pinned.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from inspect import isawaitable
from typing import Any, Protocol

from textual import message_pump, screen
from textual._context import active_app

Invoke = Callable[..., Awaitable[Any]]


class Boundary(Protocol):
    """Contains the errors of one app."""

    def contain(self, error: Exception) -> bool:
        """Report an error and let the program go on. Returns False if it cannot go on."""

    def attempt(self, act: Callable[[], object]) -> bool:
        """Call `act` and contain its error. Returns False if it raised one."""


class Contained(Protocol):
    """An app whose errors are contained."""

    @property
    def boundary(self) -> Boundary:
        """Boundary that contains them."""


def contain_errors() -> None:
    """Make Textual contain the errors of handlers and callbacks, in the apps that have a `Boundary`."""
    for module in (message_pump, screen):
        module.invoke = _containing(module.invoke)  # type: ignore[attr-defined]


def _containing(invoke: Invoke) -> Invoke:
    if hasattr(invoke, "__wrapped__"):
        return invoke

    @wraps(invoke)
    async def contained(callback: Callable[..., Any], *given: object) -> Any:
        try:
            if given:
                return await invoke(callback, *given)
            # Textual would count the parameters of the function even if it gives it none, which takes as long as a row.
            result = callback()
            return await result if isawaitable(result) else result
        except Exception as error:
            boundary: Boundary | None = getattr(active_app.get(None), "boundary", None)
            if boundary is None or not boundary.contain(error):
                raise
            return None

    return contained
