"""Outline: the headings of the source on the page, with the cursor on the current one."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rich.style import Style

from annotations.documents.document import Document
from annotations.text.folding import fold
from annotations.text.spelling import seek
from tui.text.cells import shorten
from tui.theming.styles import Styles
from tui.widgets.item_list import NO_MATCHES, ItemList, Line, PanelFilter

_INDENT = 2
"""Cells of indentation for each level of a heading."""


class OutlinePanel(ItemList[int]):
    """Headings of one document; an item is the index of a block."""

    def __init__(self, styles: Styles, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(styles, "Outline", id=id)
        self.filter = PanelFilter(self.fill)
        self.total = 0
        """Number of items without the filter."""
        self._document = Document()
        self._highest = 1
        self._words: dict[tuple[int, int], str] = {}
        """Shortened headings by block and width, since the list is repainted on every page."""

    def update(self, document: Document) -> None:
        """Show the headings of a document, which may be the current one with more text read."""
        headings = document.headings()
        other = document is not self._document
        if not other and len(headings) == self.total:
            return
        self._document = document
        self._words.clear()
        self._highest = document.highest
        self.total = len(headings)
        self.set_class(not headings, "-empty")
        if other:
            self.filter.set("")
            self.cursor = 0
        self.fill()

    def fill(self) -> None:
        """Show the headings that have all words of the filter."""
        headings, chosen = self._document.headings(), self.selected
        if not self.filter.text:
            self.show(headings, bisect_left(headings, chosen) if chosen is not None and self.cursor else None)
            return
        wanted = seek(self.filter.text)
        blocks = self._document.blocks
        texts = ((one, fold(self._document.slice(blocks[one].start, blocks[one].end))) for one in headings)
        found = [one for one, text in texts if all(word.within(text) for word in wanted)]
        self.show(found, bisect_left(found, chosen) if chosen is not None else None)

    def follow(self, offset: int) -> None:
        """Move the cursor to the last heading before `offset`, unless the list is focused."""
        if self.items and not self.has_focus:
            place = bisect_right(self.items, self._document.block_index(offset)) - 1
            if max(0, place) != self.cursor:
                self.go(place, tell=False)

    def offset_of(self, index: int) -> int:
        """Return the offset of the heading at an index of the list."""
        return self._document.blocks[self.items[index]].start

    def head(self, width: int, style: Style) -> Line:
        """Return the title, or the filter and the number of matches."""
        return self.filter.head(self.title, f"{len(self.items):,} of {self.total:,}", width, style) or super().head(
            width, style
        )

    def empty_lines(self) -> Sequence[str]:
        """Return the lines to show for a source without headings."""
        return NO_MATCHES if self.filter.text else ("no headings in this source",)

    def draw(self, item: int, width: int) -> list[Line]:
        """Return a heading, indented by its level."""
        block = self._document.blocks[item]
        indent = min(_INDENT * (block.level - self._highest), width // 2)
        words = self._words.get((item, width))
        if words is None:
            words = shorten(self._document.slice(block.start, min(block.end, block.start + 4 * width)), width - indent)
            self._words[item, width] = words
        style = self.theme_styles.base if block.level == self._highest else self.theme_styles.muted
        return [[(" " * indent + words, style)]]
