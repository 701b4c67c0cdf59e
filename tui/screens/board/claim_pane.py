"""The pane under the claims board: the claim under the cursor."""

from collections.abc import Callable, Iterable, Sequence

from tui.theming.styles import Styles
from tui.widgets.detail_pane import Detail, broken
from tui.widgets.item_list import Line


class ClaimPane(Detail):
    """Shows the beginning of its lines, and more of them as it is scrolled."""

    def __init__(self, styles: Styles, claim: Callable[[], Iterable[Line]]) -> None:
        """A pane for the lines about a claim, which are computed at each paint."""
        super().__init__(styles, id="about")
        self._claim = claim
        self._scrolled = 0
        """Rows that are scrolled away."""

    def tell(self) -> None:
        """Show the current lines."""
        self.show(lambda width: self._rows(width)[self._scrolled :])

    def restart(self) -> None:
        """Show the first row again."""
        self._scrolled = 0
        self.tell()

    @property
    def page_size(self) -> int:
        """Number of rows by which a page key scrolls."""
        return max(1, self.size.height - 2)

    def scroll(self, by: int) -> None:
        """Scroll by some rows."""
        rows = len(self._rows(max(4, self.size.width - 2)))
        self._scrolled = max(0, min(self._scrolled + by, rows - self.page_size))
        self.tell()

    def _rows(self, width: int) -> Sequence[Line]:
        """All rows, broken to a width."""
        return [row for line in self._claim() for row in (broken(line, width) if line else [[]])]
