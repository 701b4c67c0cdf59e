"""Panel of the sources: title, length, passages per tag, and share that was read."""

from collections.abc import Sequence
from typing import NamedTuple, overload

from annotations.library import Library
from annotations.model import Source
from annotations.sources.scan import Entry
from tui.text.cells import cell_len, shorten
from tui.text.titles import source_title
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

_BAR = 5


class SourceItem(NamedTuple):
    """A source, or a file that cannot be read."""

    source: Source | None
    name: str
    reason: str = ""
    """Why the file cannot be read; empty if it can."""


class SourceItems(Sequence[SourceItem]):
    """Sequence of the sources and unreadable files of a library; items are created when they are accessed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sources = library.sources()
        self._refused: list[Entry] = [entry for entry in library.entries if not entry.readable]

    def __len__(self) -> int:
        return len(self._sources) + len(self._refused)

    @overload
    def __getitem__(self, index: int) -> SourceItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[SourceItem]: ...
    def __getitem__(self, index: int | slice) -> SourceItem | list[SourceItem]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        index += len(self) if index < 0 else 0
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index < len(self._sources):
            source = self._sources[index]
            return SourceItem(source, source.path, self._reason(source))
        entry = self._refused[index - len(self._sources)]
        return SourceItem(None, entry.name, entry.reason)

    def place(self, source_id: str) -> int:
        """Return the index of a source; 0 if it is not in the list."""
        return next((index for index, source in enumerate(self._sources) if source.id == source_id), 0)

    def _reason(self, source: Source) -> str:
        """Return a problem of the source, or that it repeats another one; ``""`` if there is none."""
        if self._library.is_missing(source.id):
            return "the file is gone"
        twin = self._library.twin(source.id)
        return f"same text as {twin.number}" if twin is not None else self._library.refusal(source.id)


class SourcesPanel(ItemList[SourceItem]):
    """Sources of a library."""

    item_height = 2

    def __init__(self, styles: Styles, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(styles, "Sources", id=id)
        self._library = library
        self._all = SourceItems(library)
        self.open_source = ""
        """Id of the source on the page."""

    def update(self) -> None:
        """Show the current sources."""
        items = self._all = SourceItems(self._library)
        other = len(items) != len(self.items)
        self.show(items)
        if other:
            self.refresh(layout=True)

    def index_of(self, source_id: str) -> int:
        """Return the index of a source in the list; 0 if it is not there."""
        return self._all.place(source_id)

    def describe(self) -> str:
        """Return the file and the whole title of the item under the cursor in one line."""
        item = self.selected
        if item is None:
            return ""
        title = item.source.title if item.source is not None else ""
        return " · ".join(part for part in (item.name, title, item.reason) if part)

    def empty_lines(self) -> Sequence[str]:
        """Return the lines to show for a folder without sources."""
        return ("no sources in this folder", "", "postil reads .md, .markdown", "and .txt files")

    def draw(self, item: SourceItem, width: int) -> list[Line]:
        """Return the number and title of a source; below them its progress, tag counts and length."""
        styles = self.theme_styles
        if item.source is None:
            name = shorten(item.name, width - 3)
            return [[("   " + name, styles.faint)], [("   " + shorten(item.reason, width - 3), styles.faint)]]
        source = item.source
        here = source.id == self.open_source
        number = f"{source.number:>2} "
        title = source_title(self._library, source, width - len(number))
        head: Line = [(number, styles.muted), (title, styles.bold if here else styles.base)]
        if item.reason:
            return [head, [("   " + shorten(item.reason, width - 3), styles.warning)]]
        return [head, self._state(source, width)]

    def _state(self, source: Source, width: int) -> Line:
        styles = self.theme_styles
        share = self._library.read_share(source.id)
        full = round(share * _BAR) if share < 1 else _BAR
        full = max(1, full) if share > 0 else 0
        line: Line = [("   ", styles.base), ("▪" * full, styles.muted), ("·" * (_BAR - full), styles.faint)]
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
