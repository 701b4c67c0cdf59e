"""List of items of any number and height that draws only the visible ones."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from annotations.errors import PostilError
from tui.terminal.painted_widget import PaintedWidget
from tui.text.cells import cell_len, shorten, visible
from tui.text.wrap import wrap
from tui.theming import signs
from tui.theming.contrast import on_ground
from tui.theming.styles import Styles
from tui.widgets.mouse_selection import RIGHT, WHEEL_ROWS, MenuWanted

BAR: Final = signs.CURSOR.char
"""The cell before each row of the item under the cursor, which must be found without colours."""

T = TypeVar("T")

Line = list[tuple[str, Style]]
"""One row of an item: texts and their styles."""


class ItemList(PaintedWidget, Generic[T], can_focus=True):
    """Vertical list of items with a cursor."""

    class Chosen(Message):
        """Posted when an item is opened by Enter or a click."""

        def __init__(self, items: "ItemList[T]", index: int) -> None:
            super().__init__()
            self.items = items
            self._at, self._item = index, items.items[index]

        @property
        def index(self) -> int | None:
            """The index of the item by now; None if it is gone, since the list has changed."""
            at, now = self._at, self.items.items
            if at < len(now) and now[at] == self._item:
                return at
            return next((at for at, one in enumerate(now) if one == self._item), None)

    class Highlighted(Message):
        """Posted when the cursor moves to another item."""

        def __init__(self, items: "ItemList[T]", index: int) -> None:
            super().__init__()
            self.items = items
            self.index = index

    def __init__(self, styles: Styles, title: str, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, classes=classes)
        self.items: Sequence[T] = ()
        self.cursor = 0
        self.title = title
        self.nothing: Sequence[str] = ("nothing here",)
        """The lines of an empty list."""
        self.theme_styles = styles
        self.heads: list[Line] = []
        """Rows between the title and the items, as they were painted."""
        self._top = 0
        self._drawn: list[tuple[int, Line]] = []
        """Index of the item, in the items that were drawn, and line of each row below the title."""
        self._drawn_of: Sequence[T] = ()
        self._drawn_ahead: dict[tuple[int, int], list[Line]] = {}
        """Lines of items by index and width, drawn to find out how far to scroll, until they are painted."""
        self._laid: dict[tuple[object, ...], Strip] = {}
        """The painted rows by their texts, styles and width."""
        self._laid_before: dict[tuple[object, ...], Strip] = {}
        """The same of the frame before, in which most of them were, too."""

    # --- for the subclasses

    acts: ClassVar[bool] = False
    """Whether keys of the screen act on the item under the cursor, so that a click may be meant for them."""

    def draw(self, item: T, width: int) -> list[Line]:
        """Return the lines of an item, at least one, each at most `width` cells."""
        raise NotImplementedError

    def can_choose(self, index: int) -> bool:  # noqa: ARG002 - for subclasses
        """Return whether a click opens an item; it does nothing on a heading."""
        return True

    def empty_lines(self) -> Sequence[str]:
        """Return the lines to show if there are no items."""
        return self.nothing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """Return the rows of the title and all items, for a list with automatic height."""
        return 1 + max(len(self.items) * self.item_height, len(self._hints(max(4, width - 2))))

    def head(self, width: int, style: Style) -> Line:
        """Return the title row, at most `width` cells; `style` is that of a title."""
        return [(shorten(self.title, width), style)]

    def head_lines(self) -> list[Line]:
        """Return the rows between the title and the items, such as the heads of columns."""
        return []

    lit = True
    """Whether the item under the cursor is highlighted without focus."""

    item_height = 1
    """Rows of an item; an estimate if items differ in height."""

    uniform = False
    """Whether each item has `item_height` rows, so that none needs to be drawn to scroll."""

    # --- what is shown

    @property
    def selected(self) -> T | None:
        """The item under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def show(self, items: Sequence[T], cursor: int | None = None) -> None:
        """Replace the items. The cursor moves to `cursor`, or keeps its index if that is None."""
        self.items = items
        self.go(self.cursor if cursor is None else cursor, tell=False)

    def set_theme_styles(self, styles: Styles) -> None:
        """Apply the styles of another theme."""
        self.theme_styles = styles
        self.go(self.cursor, tell=False)

    def go(self, index: int, *, tell: bool = True) -> None:
        """Move the cursor to `index`, limited to the items; post `Highlighted` if `tell` and it moved."""
        before = self.cursor
        self.cursor = max(0, min(index, len(self.items) - 1))
        self.repaint()
        self._scroll_to_cursor()
        if tell and self.cursor != before:
            self.post_message(self.Highlighted(self, self.cursor))

    def repaint(self) -> None:
        """Paint the items in the next frame, as they will be then."""
        self._drawn_ahead.clear()
        super().repaint()

    def move(self, by: int) -> None:
        """Move the cursor by some items, as a key does: without `Highlighted`."""
        self.go(self.cursor + by, tell=False)

    @property
    def cursor_cell(self) -> tuple[int, int]:
        """Column and row of the terminal at which the item under the cursor begins."""
        row = next((y for y, (index, _) in enumerate(self._drawn) if index == self.cursor), 0)
        return self.region.x, self.region.y + len(self.heads) + row + 2

    def set_highlight(self, lit: bool) -> None:  # noqa: FBT001 - the state itself
        """Set whether the item under the cursor is highlighted without focus."""
        if lit != self.lit:
            self.lit = lit
            self.repaint()

    def choose(self) -> None:
        """Open the item under the cursor."""
        if self.items:
            self.post_message(self.Chosen(self, self.cursor))

    @property
    def page_size(self) -> int:
        """Number of items that a page key moves by."""
        return max(1, len({index for index, _ in self._drawn}) - 1)

    # --- drawing

    def fit(self) -> None:
        """Scroll to the cursor, without blank rows at the end that items above could fill."""
        self.heads = self.head_lines()
        self._top = min(self._top, self._last_top()) if self._top else 0
        self._scroll_to_cursor()

    def _room(self) -> int:
        return max(0, self.size.height - 1 - len(self.heads))

    def index_at(self, y: int) -> int | None:
        """Return the index that the item in row `y` of the last frame has by now; None if it is gone, or no item is there."""
        place, items, drawn = y - 1 - len(self.heads), self.items, self._drawn_of
        index = self._drawn[place][0] if 0 <= place < len(self._drawn) else len(drawn)
        if items is drawn or index >= len(drawn):
            return index if index < len(items) else None
        return next((at for at, one in enumerate(items) if one == drawn[index]), None)

    def _scroll_to_cursor(self) -> None:
        """Scroll as little as needed to show the whole item under the cursor."""
        if not self.size.height:
            self._top = 0  # Nothing is shown yet: the first size decides.
            return
        if self.uniform:
            room = max(1, self._room() // self.item_height)
            self._top = max(0, min(self._top, self.cursor), self.cursor - room + 1)
            return
        self._top = max(0, min(self._top, len(self.items) - 1))
        if self.cursor < self._top:
            self._top = self.cursor
            return
        room, first = self._room(), self.cursor
        if not room:
            return
        width = self._text_width
        used = len(self._lines(first, width)) if self.items else 0
        while first > self._top:
            used += len(self._lines(first - 1, width))
            if used > room:
                self._top = first
                return
            first -= 1

    @property
    def _text_width(self) -> int:
        return max(4, self.size.width - 2)

    def _draw_rows(self) -> None:
        self._drawn, self._drawn_of = [], self.items
        room, width = self._room(), self._text_width
        for index in range(self._top, len(self.items)):
            if len(self._drawn) >= room:
                break
            self._drawn += [(index, line) for line in self._lines(index, width)]

    def _lines(self, index: int, width: int) -> list[Line]:
        """Return the lines of an item; the error message if its record is no longer in the library."""
        found = self._drawn_ahead.get((index, width))
        if found is None:
            try:
                found = self.draw(self.items[index], width)
            except PostilError as error:
                found = [[(shorten(str(error), width), self.theme_styles.faint)]]
            self._drawn_ahead[index, width] = found
        return found

    def paint(self) -> list[Strip]:
        """Return the title, the heads and as many items as fit."""
        self.heads = self.head_lines()
        self._draw_rows()
        self._drawn_ahead.clear()
        self._laid_before, self._laid = self._laid, {}
        return [self._row(y) for y in range(self.size.height)]

    def _hints(self, width: int) -> list[str]:
        """Return `empty_lines` wrapped to `width`."""
        lines = [" ".join(visible(line).split()) for line in self.empty_lines()]
        return [line[start:end].rstrip() for line in lines for start, end in wrap(line, 0, len(line), width)]

    def _row(self, y: int) -> Strip:
        width = self._painted_for.width
        base = self.theme_styles.base
        if y == 0:
            style = base + (self.theme_styles.accent if self.has_focus else self.theme_styles.muted)
            return self._strip(self.head(width - 2, style), base, width)
        if y <= len(self.heads):
            return self._strip([(text, base + style) for text, style in self.heads[y - 1]], base, width)
        y -= len(self.heads)
        if not self.items:
            lines = self._hints(self._text_width)
            if y > len(lines):
                return Strip.blank(width, base)
            return self._strip([(lines[y - 1], base + self.theme_styles.muted)], base, width)
        if y > len(self._drawn):
            return Strip.blank(width, base)
        index, line = self._drawn[y - 1]
        if index != self.cursor or not (self.has_focus or self.lit):
            return self._plain_row(line, base, width)
        ground = base + (self.theme_styles.list_cursor if self.has_focus else self.theme_styles.list_row)
        # Text with its own background, such as a match, keeps it: its colour is chosen for that background.
        laid = [
            (text, base + style if style.bgcolor not in (None, base.bgcolor) else on_ground(base + style, ground))
            for text, style in line
        ]
        bar = self.theme_styles.accent if self.has_focus else self.theme_styles.muted
        return self._strip(laid, ground, width, Segment(BAR, on_ground(base + bar, ground)))

    def _plain_row(self, line: Line, base: Style, width: int) -> Strip:
        """Return the row of a line that is not under the cursor: that of the last frame if it had the same one."""
        key = (width, base, *line)
        found = self._laid_before.get(key)
        if found is None:
            found = self._strip([(text, base + style) for text, style in line], base, width)
        self._laid[key] = found
        return found

    def _strip(self, line: Line, ground: Style, width: int, lead: Segment | None = None) -> Strip:
        used = sum(cell_len(text) for text, _ in line)
        segments = [lead or Segment(" ", ground), *(Segment(visible(text), style) for text, style in line)]
        return Strip([*segments, Segment(" " * max(0, width - 1 - used), ground)], max(width, used + 1)).crop(0, width)

    # --- events

    def on_resize(self, _: events.Resize) -> None:
        """Repaint for the new size."""
        self.go(self.cursor, tell=False)

    def on_focus(self, _: events.Focus) -> None:
        """Show the focus."""
        self.repaint()

    def on_blur(self, _: events.Blur) -> None:
        """Show the loss of focus."""
        self.repaint()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the item of a right click, and ask for its menu."""
        if event.button == RIGHT and (index := self.index_at(event.y)) is not None:
            self.screen.set_focus(self)
            self.go(index)
            self.post_message(MenuWanted(event.screen_x, event.screen_y))

    def on_click(self, event: events.Click) -> None:
        """Open the clicked item; where keys act on items, the first click moves the cursor to it."""
        index = self.index_at(event.y)
        if event.button != RIGHT and index is not None and self.can_choose(index):
            here = index == self.cursor
            self.go(index)
            if here or not self.acts:
                self.choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._wheel(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._wheel(-WHEEL_ROWS)

    def _wheel(self, rows: int) -> None:
        """Scroll by at least some rows. Where Enter opens the item under the cursor, that stays on the screen."""
        step, passed = (1 if rows > 0 else -1), 0
        width, last, top = self._text_width, self._last_top(), self._top
        while passed < abs(rows) and 0 <= top + step <= last:
            passed += len(self._lines(top if step > 0 else top - 1, width))
            top += step
        if top == self._top:
            return
        self._top = top
        self._draw_rows()
        if self.has_focus or self.screen.is_modal:
            before, whole = self.cursor, [index for index, _ in self._drawn]
            self.move(max(whole[0], min(before, whole[-1])) - before)
            if self.cursor != before:
                self.post_message(self.Highlighted(self, self.cursor))
        self.repaint()

    def _last_top(self) -> int:
        """Return the first item that is shown when the last one is at the bottom."""
        room, top, width = self._room(), len(self.items), self._text_width
        while top and (room := room - len(self._lines(top - 1, width))) >= 0:
            top -= 1
        return max(0, min(top, len(self.items) - 1))


class PanelFilter:
    """Filter of a list beside the pages; the title row of the list shows it."""

    def __init__(self, fill: Callable[[], None]) -> None:
        """``fill`` shows the items that match the filter."""
        self._fill = fill
        self.text = ""
        """The filter; "" if all items are shown."""
        self.typing: Callable[[int], Sequence[tuple[str, str]]] | None = None
        """Returns the parts of the filter that is typed for a width; None if none is."""
        self.problem = ""
        """Error in the filter, in one line."""

    def narrow(self, typed: str) -> None:
        """Show the items that match a filter; all for ``""``."""
        if typed.strip() != self.text:  # Enter keeps what the last letter has found.
            self.set(typed.strip())
            self._fill()

    def set(self, text: str) -> None:
        """Take another filter, without its error."""
        self.text, self.problem = text, ""

    def head(self, title: str, matches: str, width: int, style: Style) -> Line | None:
        """Return the title with the filter and the number of matches; None if there is no filter."""
        if not self.text and self.typing is None:
            return None
        count = f"  {shorten(self.problem or matches, width // 2)}"
        room = width - cell_len(count)
        if self.typing is None:
            return [(shorten(f"{title} /{self.text}", room), style), (count, style)]
        kinds = {"cursor": Style(reverse=True), "hint": Style(italic=True)}
        line = [(text, style + kinds.get(kind, Style.null())) for text, kind in self.typing(room - 1)]
        return [*line, (count, style)]


NO_MATCHES: Final = ("No matches",)
"""The lines of a list that a filter leaves empty."""
