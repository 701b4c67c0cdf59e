"""Statistics counted in a thread of its own."""

from contextlib import suppress

from annotations.records.codebook.tree import TagTree
from annotations.review.graph import Records
from annotations.review.overview.statistics.report import Statistics
from annotations.text.sentences import sentences
from tui.tasks import Cancel


class Counting(Cancel):
    """Counts in a thread of its own, until it is cancelled."""

    made = 0
    """Number of tables that are made."""

    def run(self, records: Records, tags: TagTree) -> Statistics | None:
        """Return the statistics; None if they were cancelled."""
        for _ in sentences("A word. Another."):
            pass  # The patterns that end sentences, which take long to compile, are ready then.
        with suppress(_CancelledError):
            return Statistics(records, tags, self._go_on)
        return None

    def _go_on(self, made: int) -> None:
        self.made = made
        if self.cancelled:
            raise _CancelledError


class _CancelledError(Exception):
    """Nothing shows the statistics any more."""
