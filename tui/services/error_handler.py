"""Contains unexpected errors: the screens recover, and the user reads one line about each."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual._context import active_message_pump
from textual.app import App
from textual.widget import Widget
from textual.worker import WorkerFailed

from tui.error_report import Place, describe_error, place_of

if TYPE_CHECKING:
    from tui.screens.base.overlay import Overlay
    from tui.services.host import ServiceHost

_AGAIN_AFTER: Final = 5.0
"""Seconds without an error from a place after which one from there is reported to the user again."""


class ErrorHandler:
    """Contains the errors of one app, and reports each place in the code that raises them once."""

    def __init__(self, app: App[Any], reading: "ServiceHost", leaving: Callable[[], bool]) -> None:
        """Errors of an app and its reading screen; ``leaving`` returns whether the app is about to end."""
        self._app = app
        self._reading = reading
        self._leaving = leaving
        self._raised_at: dict[Place, float] = {}
        """When each place raised an error last, by `time.monotonic`."""

    def contain(self, error: Exception) -> bool:
        """Report an error and let the program go on. Returns False while the program is starting."""
        leaving = self._leaving()
        if not (self._reading.is_composed or leaving):
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
        line = "" if again else describe_error(error)
        if not leaving:  # Else it is recorded, but must not hold the end up.
            # Later: this may be the middle of a frame, and the report has to be painted.
            self._app.call_later(self._go_on, line)
        return True

    def _opening(self) -> "Overlay[Any] | None":
        """Return the overlay that the running code is mounting; None if there is none."""
        pump = active_message_pump.get(None)
        if not isinstance(pump, Widget) or pump.is_mounted:
            return None
        from tui.screens.base.overlay import Overlay

        return next((node for node in pump.ancestors_with_self if isinstance(node, Overlay)), None)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Call a function and contain its errors. Returns False if it raised one."""
        try:
            act()
        except Exception as error:
            if not self.contain(error):
                raise
            return False
        return True

    def _go_on(self, line: str) -> None:
        """Leave the program usable, and report the error in one line unless it is empty."""
        from tui.screens.base.overlay import Overlay

        top = self._app.screen_stack[-1]
        if isinstance(top, Overlay):
            top.recover()
        if line:
            self._reading.notifications.notify(line, "warning")
            if isinstance(top, Overlay):
                top.report(line)
