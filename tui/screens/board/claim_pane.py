"""The pane under the claims board: what there is to say of the claim under the cursor, or the keys in its place."""

from collections.abc import Callable, Iterable, Sequence

from tui.keys.list_steps import step
from tui.screens.board.keys import KEYS, SIGNS_TOLD
from tui.theming.styles import Styles
from tui.widgets.detail_pane import Detail, broken
from tui.widgets.item_list import Line


class ClaimPane(Detail):
    """Shows the beginning of its lines, and more of them as it is scrolled."""

    def __init__(self, styles: Styles, claim: Callable[[], Iterable[Line]]) -> None:
        """A pane for the lines about a claim, which are asked for whenever it is painted."""
        super().__init__(styles, id="about")
        self._claim = claim
        self._scrolled = 0
        """Rows that are scrolled away."""
        self._helping = False
        """Whether the keys are shown."""

    def tell(self) -> None:
        """Show what there is to say by now."""
        self.show(lambda width: self._rows(width)[self._scrolled :])

    def restart(self, *, helping: bool) -> None:
        """Begin with the first row again, that of the keys if one wants help."""
        self._helping, self._scrolled = helping, 0
        self.tell()

    def scroll(self, token: str) -> None:
        """Scroll, if that is what a key does."""
        page = max(1, self.size.height - 2)
        if by := step(token, page):
            rows = len(self._rows(max(4, self.size.width - 2)))
            self._scrolled = max(0, min(self._scrolled + by, rows - page))
            self.tell()

    def _rows(self, width: int) -> Sequence[Line]:
        """All rows, broken to a width."""
        lines = self._keys() if self._helping else self._claim()
        return [row for line in lines for row in (broken(line, width) if line else [[]])]

    def _keys(self) -> Iterable[Line]:
        styles = self.theme_styles
        for key, label, told in KEYS:
            yield [(f"{key:<9}", styles.bold), (told or label, styles.base)]
        yield []
        yield [(SIGNS_TOLD, styles.muted)]
