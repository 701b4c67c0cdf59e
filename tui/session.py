"""What one sitting is about: which source is open, what is in hand, what was done last."""

from typing import NamedTuple

from annotations.errors import UsageError
from annotations.library import Library, Span
from tui.jumps import Jumps, Spot


class Held(NamedTuple):
    """One end of a link to be."""

    end: str | Span
    """An annotation by id, or a span that becomes one when the link is made."""
    spot: Spot
    label: str
    """Its address or source, and its first words."""


class Adjusting(NamedTuple):
    """A passage whose bounds are being moved."""

    annotation: str
    """Its id."""
    edge: str
    """Which of them: ``start`` or ``end``."""
    cursor: int
    """Where the cursor was before."""


class Session:
    """The state of a sitting that is no widget's own; none of it outlives the program."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.source = ""
        """Id of the source on the page; empty before one is open."""
        self.held: Held | None = None
        self.last_tag = ""
        self.last_kind = ""
        self.adjusting: Adjusting | None = None
        self.query = ""
        """What is looked for; empty if nothing is."""
        self.jumps = Jumps()
        self.marks: dict[str, Spot] = {}
        """Places to come back to, by the letters that were given to them."""
        self.drafts: dict[str, str] = {}
        """Notes that were begun and left with Esc, by annotation id or ``source:start:end``."""

    def check_held(self) -> None:
        """Let go of what is in hand if it was deleted meanwhile."""
        if self.held is not None and isinstance(self.held.end, str):
            try:
                self.library.annotation(self.held.end)
            except UsageError:
                self.held = None
