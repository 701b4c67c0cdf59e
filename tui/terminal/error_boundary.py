"""Error boundary: an unexpected error costs the handler that raised it, not the program.

Textual ends the program on the first error in a handler, and stops the widget whose handler it was. All handlers, messages
and callbacks are run by one function of its own, `invoke`, so that is where errors are contained. Timers, workers and
layout report theirs to `App._handle_exception`. Written against Textual 8.2.8, to which the program is pinned.
"""

import time
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from textual import message_pump, screen
from textual._context import active_app, active_message_pump
from textual.widget import Widget
from textual.worker import WorkerFailed

from tui.error_report import Place, place_of, told

if TYPE_CHECKING:
    from tui.app import Postil
    from tui.screens.base.overlay import Overlay

_AGAIN_AFTER: Final = 5.0
"""Seconds without an error from a place after which one from there is reported to the user again."""

Invoke = Callable[..., Awaitable[Any]]


def contain_errors() -> None:
    """Have Textual contain the errors of handlers and callbacks, in the apps that have a `Boundary`."""
    for module in (message_pump, screen):
        module.invoke = _containing(module.invoke)  # type: ignore[attr-defined]


def _containing(invoke: Invoke) -> Invoke:
    if hasattr(invoke, "__wrapped__"):
        return invoke

    @wraps(invoke)
    async def contained(callback: Callable[..., Any], *given: object) -> Any:
        try:
            return await invoke(callback, *given)
        except Exception as error:
            boundary: Boundary | None = getattr(active_app.get(None), "boundary", None)
            if boundary is None or not boundary.contain(error):
                raise
            return None

    return contained


class Boundary:
    """Contains the errors of one app, and reports each place in the code that raises them once."""

    def __init__(self, app: "Postil") -> None:
        self._app = app
        self._raised_at: dict[Place, float] = {}
        """When each place raised an error last, by `time.monotonic`."""

    def contain(self, error: Exception) -> bool:
        """Report an error and let the program go on. Returns False if there is nothing to go on with: it is starting."""
        app = self._app
        if not (app.reading.is_composed or app.leaving):
            return False
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        opening = self._opening()
        if opening is not None:
            if opening.failed:
                return True  # It follows from the first error.
            opening.failed = True
        place, now = place_of(error), time.monotonic()
        again = place in self._raised_at and now < self._raised_at[place] + _AGAIN_AFTER
        self._raised_at[place] = now
        line = "" if again else told(error)
        if not app.leaving:  # Else it is recorded, but must not hold the end up.
            # Later: this may be the middle of a frame, and what is reported has to be painted.
            app.call_later(self._go_on, line)
        return True

    def _opening(self) -> "Overlay[Any] | None":
        """The screen that is being made by what is running; None if it is there already."""
        from tui.screens.base.overlay import Overlay

        pump = active_message_pump.get(None)
        if not isinstance(pump, Widget) or pump.is_mounted:
            return None
        return next((node for node in pump.ancestors_with_self if isinstance(node, Overlay)), None)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something, containing its errors. Returns whether it was done."""
        try:
            act()
        except Exception as error:
            if not self.contain(error):
                raise
            return False
        return True

    def _go_on(self, line: str) -> None:
        """Leave the program usable, and report what happened in one line unless it is empty."""
        from tui.screens.base.overlay import Overlay

        app = self._app
        top = app.screen_stack[-1]
        if isinstance(top, Overlay):
            top.recover()
        if line:
            app.reading.say(line, "warning")
            if isinstance(top, Overlay):
                top.report(line)
