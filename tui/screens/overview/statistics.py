"""Statistics: tables of counts, one at a time; Enter lists what a number counts."""

import asyncio
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import ClassVar, Final

from textual import on

from annotations.errors import PostilError
from annotations.export.overview.statistics import words_of
from annotations.library import Library
from annotations.review.overview.statistics.report import NAMES, Statistics
from annotations.review.overview.statistics.tables import BAR, Cell, Line, Table
from annotations.search.text_cache import Texts
from annotations.text.canonical import bare
from annotations.text.folding import fold
from annotations.text.plurals import count_noun
from annotations.text.spelling import seek
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.screens.overview.count_list import CountList
from tui.screens.overview.counted import CountedScreen
from tui.screens.overview.counting import Counting
from tui.screens.overview.empty import NO_SOURCES, nothing_yet
from tui.screens.overview.save import save_search
from tui.screens.reading.page_controller import read_elsewhere
from tui.session.overview.records import place_passages
from tui.session.overview.statistics_view import StatisticsView
from tui.tasks import SHOW_EVERY, Slices, begin
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import Line as Drawn

AT_ONCE: Final = 500
"""Passages and sources up to which the tables are made before the screen is shown."""

MAKING: Final = ("counting…",)

BAR_LEGEND: Final = f"{signs.NONE.char} read, not tagged; blank: not read"

TABS: Final = ("Passages", "Tags together", "Links", "Agreement", "Coverage", "Figures")
"""Short names of the tables."""

NOTHING: Final = {
    "passages": NO_SOURCES,
    "cooccurrence": (
        "No two tags together yet",
        "",
        "They count on one passage, on overlapping ones or in one sentence.",
        "{tag.pick} on a passage adds another tag.",
    ),
    "links": ("No links yet", "", "{link.take} on a passage starts a link."),
    "agreement": (
        "No source supports or contradicts another yet",
        "",
        "{link.take} on a passage starts a link; {link.take} on one of another source ends it.",
    ),
    "coverage": NO_SOURCES,
    "figures": ("No figures yet", "", "{tag.figure} tags the number under the cursor."),
}
"""Lines for empty tables; a command in braces is replaced by its key."""


Words = dict[tuple[str | int, ...], tuple[str, str]]
"""Folded words of lines by their heads, with and without accents."""


class StatisticsScreen(Overlay[str | None]):
    """Returns the passage to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "statistics"

    def __init__(
        self,
        styles: Styles,
        library: Library,
        texts: Texts,
        view: StatisticsView,
        stay: Callable[[], None],
        typed: str = "",
    ) -> None:
        """Show the statistics of a library as they were left; `stay` is called after sources were read."""
        super().__init__(styles)
        self._library = library
        self._texts = texts
        self._view = view
        self._stay = stay
        self._statistics: Statistics | None = None
        self._progress = ""
        self._words: Words = {}
        self._sorted: tuple[Table, str, list[Line]] | None = None
        """The table that was sorted last, by which column, and its lines in that order."""
        self._list = CountList(styles, library, view, TABS)
        self.body = self._records = RecordList[Line](
            self,
            self._list,
            open_=self._open,
            describe=self._describe,
            narrow=self._arrange,
            placeholder="words of a source or a tag",
            identity=attrgetter("heads"),
            frame="board",
            typed=typed,
        )
        self._records.nothing = MAKING

    def renew(self) -> None:
        """Count again."""
        if self._library.passage_count + self._library.source_count <= AT_ONCE:
            self._take(Statistics(self._library.records(), self._library.tag_tree), {})
        else:
            begin(self, self._make)

    async def _make(self) -> None:
        """Count in another thread, and show how far it is; leaving the screen ends it."""
        await place_passages(self._library)
        records, counting = self._library.records(), Counting()
        work = asyncio.ensure_future(asyncio.to_thread(counting.run, records, self._library.tag_tree))
        try:
            while not (await asyncio.wait((work,), timeout=SHOW_EVERY))[0]:
                self._records.nothing = (f"{MAKING[0]} {counting.made} of {len(NAMES)} tables",)
        finally:
            counting.cancel()
        if (statistics := work.result()) is not None:
            self._take(statistics, await self._words_of(statistics))

    async def _words_of(self, statistics: Statistics) -> Words:
        """Return the words of all lines about one source, for the filter; made in slices between the keys."""
        words: Words = {}
        slices = Slices()
        for line in (line for table in statistics.tables.values() for line in table.lines):
            if line.key and line.heads not in words and self._library.has_source(line.key):
                words[line.heads] = self._folded(line)
                if slices.over:
                    await slices.next()
        return words

    def _take(self, statistics: Statistics, words: Words) -> None:
        if self.gone:
            return
        self._statistics, self._words = statistics, words
        self._show()
        begin(self, self._complete, statistics, group="sentences")

    async def _complete(self, statistics: Statistics) -> None:
        """Read the sources for the tags in one sentence, in slices between the keys."""
        wanted, slices = await asyncio.to_thread(statistics.together.wanted), Slices()
        shown = asyncio.get_running_loop().time()
        for place, source in enumerate(wanted):
            for _ in statistics.together.steps(source, await self._text(source, slices)):
                if slices.over:
                    await slices.next()
            if slices.over:
                await slices.next()
            if asyncio.get_running_loop().time() > shown + SHOW_EVERY:
                shown = asyncio.get_running_loop().time()
                self._progress = f"read {place + 1:,} of {len(wanted):,}"
                self._stay()
                self._entitle()
        self._progress = ""
        await asyncio.to_thread(statistics.renew)
        self._stay()
        if not self.gone:
            self._show()

    async def _text(self, source: str, slices: Slices) -> str | None:
        """Return the text of a source, read in slices; None if it cannot be read."""
        library, texts = self._library, self._texts
        if library.is_missing(source):
            return None
        try:
            if texts.get(source) is None:
                await read_elsewhere(library, source)
            for _ in texts.read(source):
                if slices.over:
                    await slices.next()
        except PostilError:
            return None
        text = texts.get(source)
        return text.text if text is not None else None

    # --- what is shown

    def _show(self) -> None:
        """Show the chosen table."""
        assert self._statistics is not None  # noqa: S101 - counted before
        table = self._statistics.tables[self._view.table]
        self._list.take(table, NAMES.index(table.name))
        self._arrange()

    def _arrange(self) -> None:
        """Show the lines that fit the filter, in the chosen order."""
        table = self._list.table
        if table is None:
            return
        sought = seek(self._records.typed)
        lines = self._in_order(table)
        for word in sought:
            lines = [line for line in lines if word.within(*(self._words.get(line.heads) or self._know(line)))]
        totals = [] if table.totals is None or sought or not table.lines else [table.totals]
        self._records.nothing = nothing_yet(self._library, NOTHING[table.name], self.keys)
        self._records.show([*totals, *lines], "")
        self._entitle()

    def _in_order(self, table: Table) -> Sequence[Line]:
        """Return all lines of a table in the chosen order, which is kept while it is filtered."""
        sort = self._view.sort
        if not sort:
            return table.lines
        if self._sorted is None or self._sorted[0] is not table or self._sorted[1] != sort:
            lines = sorted(table.lines, key=lambda line: _weight(line.cells.get(sort)), reverse=True)
            self._sorted = table, sort, lines
        return self._sorted[2]

    def _know(self, line: Line) -> tuple[str, str]:
        """Return the folded words of a line, and keep them until the next count."""
        known = self._words[line.heads] = self._folded(line)
        return known

    def _folded(self, line: Line) -> tuple[str, str]:
        folded = fold(self._list.sought(line))
        return folded, bare(folded)

    def _entitle(self) -> None:
        table = self._list.table
        if table is None:
            return
        sorted_ = next((column.label for column in table.columns if column.key == self._view.sort), "")
        parts = (
            f"{table.title} · {NAMES.index(table.name) + 1} of {len(NAMES)}",
            f"by {sorted_}" if sorted_ else "",
            self._records.typed.strip(),
            self._progress if table.name == "cooccurrence" else "",
        )
        self._records.retitle(" · ".join(part for part in parts if part))

    def _describe(self, item: Line, _: int) -> Sequence[Drawn]:
        """What the number under the cursor counts, and what the table counts."""
        styles, table, cell = self.theme_styles, self._list.table, self._list.cell
        if table is None or cell is None:
            return ()
        column, value = cell
        ids = value.ids if value is not None else ()
        noun = "link" if table.counted == "links" else "passage"
        count = count_noun(len(ids), noun) if ids else words_of(value, column, item).strip() or f"no {noun}s"
        about = f"{table.about} {BAR_LEGEND}" if column.kind == BAR else table.about
        label = "" if column.label == f"{noun}s" else f" · {self._list.long_label(column)}"
        return [
            [(f"{self._list.words(item)}{label}: ", styles.accent), (count, styles.base)],
            [(about, styles.muted)],
        ]

    # --- keys

    def _open(self, line: Line) -> None:
        """List what the number under the cursor counts."""
        table, cell = self._list.table, self._list.cell
        if table is None or cell is None:
            return
        column, value = cell
        if value is None or not value.ids:
            self.say("nothing to list here")
            return
        title = f"{self._list.words(line)} · {column.label}"
        screen = CountedScreen(self.theme_styles, self._library, title, table.counted, value.ids)
        self.app.push_screen(screen, self._opened)

    def _opened(self, passage: str | None) -> None:
        if passage is not None:
            self.close(passage)

    @on(CountList.Turned)
    def _clicked(self, event: CountList.Turned) -> None:
        self._turn(event.tab - NAMES.index(self._view.table))

    def do_statistics_next(self, count: int | None) -> None:
        """Show the next table."""
        self._turn(count or 1)

    def do_statistics_previous(self, count: int | None) -> None:
        """Show the table before."""
        self._turn(-(count or 1))

    def do_statistics_table(self, number: int | None) -> None:
        """Show the table with a number."""
        if number is not None and number <= len(NAMES):
            self._turn(number - 1 - NAMES.index(self._view.table))
        else:
            self.say(f"there are {len(NAMES)} tables")

    def _turn(self, by: int) -> None:
        self._view.turn(by)
        if self._statistics is not None:
            self._show()
            self._list.go(0, tell=False)
            self._records.tell()

    def do_search_save(self, _: int | None) -> None:
        """Save the filter under a name."""
        typed, show = self._records.typed, self.app.push_screen
        save_search(self, show, self.theme_styles, self._library, typed, place="statistics")

    def do_board_left(self, count: int | None) -> None:
        """Move some columns left."""
        self._to_column(self._list.column - (count or 1))

    def do_board_right(self, count: int | None) -> None:
        """Move some columns right."""
        self._to_column(self._list.column + (count or 1))

    def do_board_first(self, _: int | None) -> None:
        """Go to the first column."""
        self._to_column(0)

    def do_board_last(self, _: int | None) -> None:
        """Go to the last column."""
        self._to_column(len(self._list.columns))

    def _to_column(self, column: int) -> None:
        self._list.go_to_column(column)
        self._records.tell()

    def do_board_sort(self, _: int | None) -> None:
        """Sort by the column under the cursor, greatest first; again: in the order of the sources."""
        if self._list.cell is not None:
            key = self._list.cell[0].key
            self._view.sort = "" if self._view.sort == key else key
            self._arrange()


def _weight(cell: Cell | None) -> float:
    """Return the sort key of a cell."""
    if cell is None:
        return -1.0
    return float(sum(cell.value)) if isinstance(cell.value, tuple) else float(cell.value)
