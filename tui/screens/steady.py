"""A workaround: a screen that cannot be caught between two sizes.

Textual 8.2 answers each Resize of a screen with a layout, and each layout that changes the screen's
size with a Resize. When two different sizes are under way at once (a terminal that is resized while the
program starts, or whose size is not what its type says), they chase each other for ever, at full load.
"""

from textual import events
from textual.screen import Screen


class Steady:
    """Of several sizes under way only that of the terminal counts. Stands before the screen it is mixed into."""

    def on_resize(self: "Screen[object]", event: events.Resize) -> None:  # type: ignore[misc]
        """Leave a size alone that the terminal no longer has."""
        if event.size != self.app.size:
            event.stop()
            event.prevent_default()
