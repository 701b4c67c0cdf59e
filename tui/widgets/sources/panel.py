"""Panel of the sources: title, length, passages per tag, and share that was read."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.style import Style
from textual.geometry import Size
from textual.widget import Widget

from annotations.library import Library
from annotations.model import Source
from tui.text.cells import cell_len, shorten
from tui.text.titles import source_title
from tui.text.wrap import wrap
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import NO_MATCHES, ItemList, Line, PanelFilter
from tui.widgets.sources.items import ORDERS, FolderItem, Row, SourceItem, SourceItems, Sources

_BAR: Final = 5
"""Cells of the share that was read."""

_SHOWN: Final = ("credibility", "published", "author", "publisher", "kind")
"""Facts in the line below a source, the most telling first: the line may be cut."""

_PART: Final = 0.6
"""Part of the height that the list may take beside the outline, as in the style sheet."""


class SourcesPanel(ItemList[Row]):
    """Sources of a library."""

    def __init__(self, styles: Styles, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(styles, "Sources", id=id)
        self.filter = PanelFilter(self.fill)
        self.total = 0
        """Number of items without the filter."""
        self._library = library
        self._list = Sources(library)
        self._all = SourceItems(library, ())
        self.open_source = ""
        """Id of the source on the page."""
        self._noted: frozenset[str] = frozenset()
        """Ids of the sources that have a memo."""

    def update(self) -> None:
        """Show the current sources."""
        self._noted = self._library.about.noted("source")
        if self.items is self._all and self._list.current():
            self.repaint()
        else:
            self.fill()

    def prepare(self) -> Iterator[None]:
        """Make ready what a filter needs, one source a step."""
        return self._list.prepare()

    def fill(self) -> None:
        """Show the sources that match the filter; the cursor stays on its source or folder if that is shown."""
        chosen, before = self.selected, len(self.items)
        self._all = self._list.items(self.filter.text, self.open_source or self._library.opened_last())
        self.total, self.filter.problem = self._list.total, self._list.problem
        words = ORDERS[self._list.order] if self._list.order != "path" or not self._list.nested else ""
        self.title = f"Sources · {words}" if words else "Sources"
        self.show(self._all, self._place(chosen) if chosen is not None else None)
        if len(self._all) != before:
            self.refresh(layout=True)

    def _place(self, item: Row) -> int | None:
        if isinstance(item, FolderItem):
            return self._all.place(item.path)
        return self._all.place(item.source.id) if item.source is not None else None

    @property
    def matches(self) -> str:
        """The number of matching sources and files of all."""
        return f"{self._list.matching:,} of {self.total:,}"

    # --- order and folders

    def sort(self) -> str:
        """Use the next order, and return it in words."""
        names = [name for name in ORDERS if name != "path" or self._list.order == "path" or self._list.nested]
        self._list.sort(names[(names.index(self._list.order) + 1) % len(names)])
        self.fill()
        return ORDERS[self._list.order] or "by number"

    def toggle(self, path: str) -> None:
        """Fold or unfold a folder."""
        self._list.folded ^= {path}
        self.fill()

    def fold(self) -> None:
        """Fold the folder under the cursor, else the one that the cursor is in."""
        item = self.selected
        if not isinstance(item, FolderItem) or item.folded:
            if (parent := self._all.parent(self.cursor) if len(self._all) else -1) < 0:
                return
            self.go(parent, tell=False)
            item = self.selected
        if isinstance(item, FolderItem):
            self.toggle(item.path)

    def unfold(self) -> None:
        """Unfold the folder under the cursor."""
        item = self.selected
        if isinstance(item, FolderItem) and item.folded:
            self.toggle(item.path)

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold all folders."""
        chosen = self.selected
        self._list.folded = self._list.folders() if folded else set()
        self.fill()
        if isinstance(chosen, SourceItem) and chosen.source is not None:
            self.go(self._all.place(chosen.source.id), tell=False)

    @property
    def nested(self) -> bool:
        """Whether folders are listed."""
        return self._list.order == "path" and self._list.nested

    # --- what is shown

    def index_of(self, source_id: str) -> int:
        """Return the index of a source in the list, or of the folded folder that it is in; 0 if it is not there."""
        return self._all.place(source_id)

    def describe(self) -> str:
        """Return the file and the whole title of the item under the cursor in one line."""
        item = self.selected
        if isinstance(item, FolderItem):
            return f"{item.path}/ · {item.size:,} sources"
        if item is None:
            return ""
        title = item.source.title if item.source is not None else ""
        facts = self._facts(item.source) if item.source is not None else ""
        return " · ".join(part for part in (item.name, facts, title, item.reason) if part)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the title and all items."""
        least, each = super().get_content_height(container, viewport, width), self._rows_each(container.height)
        if each == 1:
            return least
        return max(least, 1 + sum(self._height(item, each) for item in self.items))

    def _rows_each(self, height: int) -> int:
        """Return the rows of a source without its facts: three if all fit, then two, else one."""
        room = int(height * (1 if self.screen.has_class("-low") else _PART)) - 1
        fitting = (2, 3) if len(self.items) * 2 <= room else ()
        return max(
            (rows for rows in fitting if sum(self._height(item, rows) for item in self.items) <= room), default=1
        )

    def _height(self, item: Row, rows: int) -> int:
        """Return the rows of an item, where a source without facts has ``rows``."""
        if isinstance(item, FolderItem):
            return 1
        return rows + (item.source is not None and bool(self._facts(item.source)))

    def head(self, width: int, style: Style) -> Line:
        """Return the title, or the filter and the number of matches."""
        return self.filter.head(self.title, self.matches, width, style) or super().head(width, style)

    def empty_lines(self) -> Sequence[str]:
        """Return the lines to show for a folder without sources."""
        if self.filter.text:
            return NO_MATCHES
        return ("no sources in this folder", "", "postil reads .md, .markdown", "and .txt files")

    def draw(self, item: Row, width: int) -> list[Line]:
        """Return a folder, or the number and title of a source; below them its progress, tag counts and length."""
        if isinstance(item, FolderItem):
            return [self._folder(item, width)]
        indent = _indent(item, width)
        each = self._rows_each(self.parent.size.height if isinstance(self.parent, Widget) else 0)
        width -= len(indent)
        lines = self._file(item, width) if item.source is None else self._source(item, item.source, width, each)
        return [[(indent, self.theme_styles.base), *line] for line in lines[: max(each, len(lines) if each > 1 else 1)]]

    def _folder(self, item: FolderItem, width: int) -> Line:
        styles, indent, count = self.theme_styles, _indent(item, width), f" {item.size:,}"
        name = shorten(
            f"{signs.FOLDED.char if item.folded else signs.UNFOLDED.char} {item.name}/",
            width - len(indent) - len(count),
        )
        gap = " " * max(0, width - len(indent) - cell_len(name) - len(count))
        return [(indent, styles.base), (name, styles.accent), (gap + count, styles.faint)]

    def _file(self, item: SourceItem, width: int) -> list[Line]:
        """Return the name of a file that cannot be read; below it the reason."""
        faint = self.theme_styles.faint
        return [[(f"   {shorten(text, width - 3)}", faint)] for text in (item.name, item.reason)]

    def _source(self, item: SourceItem, source: Source, width: int, rows: int) -> list[Line]:
        styles = self.theme_styles
        style = styles.bold if source.id == self.open_source else styles.base
        number, memo = (
            f"{source.number:>{max(2, len(str(self._library.source_count)))}} ",
            f" {signs.NOTE.char}" if source.id in self._noted else "",
        )
        lead, room = (number, styles.muted), width - len(number)
        if rows == 1:
            mark = signs.TROUBLE.char if item.reason else self._mark(source)
            title = source_title(self._library, source, room - 2 - len(memo))
            gap = " " * (room - 1 - cell_len(title) - len(memo))
            sign = (mark, styles.warning if item.reason else styles.muted)
            return [[lead, (title, style), (memo, styles.accent), (gap, styles.base), sign]]
        below = (
            [(f"   {shorten(item.reason, width - 3)}", styles.warning)] if item.reason else self._state(source, width)
        )
        title = source_title(self._library, source, (room if rows < 3 else 2 * room) - len(memo))
        (start, end), *rest = wrap(title, 0, len(title), room)
        head: Line = [lead, (title[start:end].rstrip(), style)]
        more: list[Line] = (
            [[(" " * len(number), styles.base), (shorten(title[rest[0][0] :], room - len(memo)), style)]]
            if rest
            else []
        )
        (more[-1] if more else head).append((memo, styles.accent))
        facts = self._facts(source)
        return [head, *more, below, *([[("   " + shorten(facts, width - 3), styles.muted)]] if facts else [])]

    def _facts(self, source: Source) -> str:
        """Return the facts of a source and the numbers of those that it is derived from, in one line."""
        there = [one for one in source.derived_from if self._library.has_source(one)]
        origins = f"from {', '.join(str(self._library.source(one).number) for one in there)}" if there else ""
        return " · ".join(filter(None, (*map(source.fact, _SHOWN), origins)))

    def _mark(self, source: Source) -> str:
        """Return a sign for the share that was read: nothing, a part, all."""
        share = self._library.read_share(source.id)
        return (signs.NOT_READ if not share else signs.PART_READ if share < 1 else signs.ALL_READ).char

    def _state(self, source: Source, width: int) -> Line:
        styles = self.theme_styles
        share = self._library.read_share(source.id)
        full = round(share * _BAR) if share < 1 else _BAR
        full = max(1, full) if share > 0 else 0
        line: Line = [
            ("   ", styles.base),
            (signs.PART_READ.char * full, styles.muted),
            (signs.NOT_READ.char * (_BAR - full), styles.faint),
        ]
        used = 3 + _BAR
        counts = self._library.counts(source.id)
        for tag in self._library.tags():
            text = f" {tag.letter}{counts.get(tag.name, 0)}"
            if counts.get(tag.name) and used + cell_len(text) <= width:
                line.append((text, styles.tag(tag.colour)))
                used += cell_len(text)
        words = f"{source.words:,}w" if source.words else ""
        if words and used + len(words) + 1 <= width:
            line.append((" " * (width - used - len(words)) + words, styles.faint))
        return line


def _indent(item: Row, width: int) -> str:
    return " " * min(item.depth, width // 4)
