"""Driver of a sitting in a browser that survives a server which is gone.

Written against Textual 8.2.8, the pinned version: its driver writes to the pipe of the server without a guard, so that a
server that ends first, with a frame still to be written, would end the program by an error.
"""

from collections.abc import Callable
from typing import Any

from textual import messages
from textual.app import App
from textual.drivers.web_driver import WebDriver


class ServedDriver(WebDriver):
    """Ends the program in the usual way when its output is no longer read."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._send: Callable[[bytes], int] = self._write
        self._gone = False
        self._write = self._write_if_read  # type: ignore[assignment]  # Textual keeps a partial here

    def _write_if_read(self, data: bytes) -> int:
        """Write `data` and return its length in bytes. Drop it if the pipe is closed, and ask the app to exit once."""
        if not self._gone:
            try:
                return self._send(data)
            except BrokenPipeError:
                self._gone = True
                self._app.post_message(messages.ExitApp())
        return len(data)
