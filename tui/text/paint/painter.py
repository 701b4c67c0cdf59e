"""Painter of the rows of a page: the gutter, the text and its layers."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.segment import Segment

from annotations.documents.blocks import BOILERPLATE, Block, BlockKind, MarkKind
from annotations.documents.document import Document
from tui.text.cells import next_boundary, one_cell
from tui.text.links import WINDOW, addresses
from tui.text.paint.margin import STATUS_SIGNS, Margin, Placed
from tui.text.paint.row import Layer, paint_row
from tui.text.paint.syntax import words
from tui.text.rows import Row
from tui.theming import signs
from tui.theming.styles import Styles

WIDE_GUTTER = 5
"""Cells before the text: two letters, a link sign, a bar, a blank."""
NARROW_GUTTER = 3
"""Cells before the text on a narrow page: one letter, a bar, a blank."""
_GLYPHS: Final = {
    MarkKind.SUBSCRIPT: {ord(sign): low for sign, low in zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)},
    MarkKind.SUPERSCRIPT: {
        ord(sign): high for sign, high in zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True)
    },
}
"""What is drawn of text that is set low or high; what has no form of its own is drawn as it is."""


class Focus(NamedTuple):
    """Cursor, selection and matches of a page."""

    cursor: int = -1
    """Offset of the cursor; -1 hides it."""
    current: Placed | None = None
    selected: tuple[int, int] | None = None
    matches: Sequence[tuple[int, int]] = ()
    """Ranges of the search matches, in order."""
    differing: Sequence[tuple[int, int]] = ()
    """Ranges that differ from the passage on the other page."""


class Painter:
    """Paints rows of one document, for a width of the text and of the gutter in cells."""

    def __init__(self, document: Document, margin: Margin, styles: Styles, width: int, gutter: int) -> None:
        self._document = document
        self._margin = margin
        self._styles = styles
        self._width = width
        self._gutter = gutter

    def row(self, index: int, row: Row, focus: Focus) -> list[Segment]:
        """Return the segments of a row of block `index`: gutter and text, exactly gutter + width cells."""
        block = self._document.blocks[index]
        styles = self._styles
        ground = styles.base
        if row.fragments and any(f.start <= focus.cursor < max(f.end, f.start + 1) for f in row.fragments):
            ground += styles.cursor_row
        base = ground + styles.block(block.kind, block.level, quoted=block.quote > 0, aside=block.info == BOILERPLATE)
        if block.kind is BlockKind.ROW and block.table and index < block.table.first + block.table.head:
            base += styles.bold
        layers = [*self._block_layers(index, block, row), *self._layers(row, focus)]
        text = paint_row(self._document.text, row, self._width, (ground, base), layers, styles.role)
        return [*self._margin_cells(row), *text]

    def _block_layers(self, index: int, block: Block, row: Row) -> list[Layer]:
        """Return the layers that belong to the text, lowest first: marks, addresses, words of code."""
        if not row.fragments:
            return []
        styles, text = self._styles, self._document.text
        start, end = row.start, row.end
        if block.kind is BlockKind.DIAGRAM:
            return [Layer(f.start, f.end, styles.role(f.role)) for f in row.fragments if f.role]
        if block.kind is BlockKind.CODE:
            return [Layer(w.start, w.end, styles.code(w.role)) for w in words(self._document, index) if w.end > start]
        layers = [
            Layer(m.start, m.end, styles.mark(m.kind), glyphs=_GLYPHS.get(m.kind))
            for m in block.marks
            if m.start < end and m.end > start
        ]
        first, last = max(block.start, start - WINDOW // 4), min(block.end, end + WINDOW // 4)
        if any(sign in text[first:last] for sign in ("://", "www.", "mailto:")):
            found = addresses(text, first, last)
            layers += [Layer(link.start, link.end, styles.mark(MarkKind.LINK)) for link in found if link.end > start]
        return layers

    def _layers(self, row: Row, focus: Focus) -> list[Layer]:
        """Return the layers of the user, lowest first: passages, matches, selection, cursor."""
        if not row.fragments:
            return []
        styles = self._styles
        start, end = row.start, row.end
        layers = [
            Layer(passage.start, passage.end, styles.tint(self._margin.colour(passage)))
            for passage in self._margin.painted(start, end)
        ]
        first = bisect_left(focus.matches, start, key=lambda match: match[1])
        last = bisect_left(focus.matches, end, key=lambda match: match[0])
        layers += [Layer(*match, styles.match) for match in focus.matches[first:last]]
        layers += [Layer(*span, styles.match) for span in focus.differing]
        if focus.current is not None:
            layers.append(Layer(focus.current.start, focus.current.end, styles.current))
        if focus.selected is not None:
            layers.append(Layer(*focus.selected, styles.selection))
        if start <= focus.cursor <= end:
            after = next_boundary(self._document.text, focus.cursor, max(end, focus.cursor + 1))
            within = focus.selected is not None and focus.selected[0] <= focus.cursor < focus.selected[1]
            layers.append(Layer(focus.cursor, after, styles.cursor_selected if within else styles.cursor, blanks=True))
        return layers

    def _margin_cells(self, row: Row) -> list[Segment]:
        styles = self._styles
        if not row.fragments:
            return [Segment(" " * self._gutter, styles.base)]
        sign = self._margin.sign(row)
        room = 2 if self._gutter == WIDE_GUTTER else 1
        letters = list(sign.letters)
        cells = [Segment(one_cell(letter), styles.base + styles.tag(colour)) for letter, colour in letters[:room]]
        if len(letters) > room:
            cells[-1] = Segment(signs.MORE_TAGS.char, styles.base + styles.muted)
        cells.insert(0, Segment(" " * (room - len(cells)), styles.base))
        if self._gutter == WIDE_GUTTER:
            linked = sign.link and Segment(one_cell(sign.link.glyph), styles.base + styles.kind(sign.link))
            cells.append(linked or Segment(" ", styles.base))
        if sign.bar is None:
            return [*cells, Segment("  ", styles.base)]
        if sign.changed:
            changed = signs.UNRESOLVED[sign.changed].char
            return [*cells, Segment(changed, styles.base + styles.warning), Segment(" ", styles.base)]
        bar = styles.tag(sign.bar) if sign.bar else styles.muted
        return [
            *cells,
            Segment(STATUS_SIGNS.get(sign.status, signs.PASSAGE.char), styles.base + bar),
            Segment(" ", styles.base),
        ]
