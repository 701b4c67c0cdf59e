"""The timeline: claims and other passages in the order of their dates, with what is in conflict."""

from collections.abc import Sequence
from operator import attrgetter
from typing import ClassVar, Final

from rich.style import Style

from annotations.export.overview.timeline import ORIGINS
from annotations.library import Library
from annotations.library.parts.wording import claim_in_words, in_words
from annotations.review.overview.timeline import Entry, Timeline, when
from annotations.text.folding import fold
from annotations.text.plurals import count_noun
from annotations.text.spelling import seek
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.screens.overview.empty import nothing_yet
from tui.screens.overview.save import save_search
from tui.session.board_state import BoardView
from tui.session.overview.records import make_board
from tui.tasks import Slices, begin
from tui.text.cells import cell_len, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.link_ends import heading

MAKING: Final = ("searching for dates…",)
EMPTY: Final = (
    "No dates yet",
    "",
    "A passage has the date in its words, else the one beside it, else that of its source.",
    "{select.grow} selects a sentence, {tag.claim} tags it; {source.facts} gives a source its date.",
)

_DATE: Final = 11
"""Cells of a date, with a blank."""


class TimelineList(ItemList[Entry]):
    """Entries, one row each: date, sign of a conflict, address, words."""

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "Timeline", id="entries")
        self._library = library

    def draw(self, item: Entry, width: int) -> list[Line]:
        """Date, conflict, address and words; the number of others in conflict behind them."""
        styles = self.theme_styles
        conflicts = len(item.others) + len(item.against)
        date = f"{when(item.day):<{_DATE}}"
        sign = signs.CONFLICTS.char if conflicts else signs.BESIDE.char if item.origin != "passage" else " "
        address = f"{self._library.address(item.dated[0])} "
        more = f" {signs.CONFLICTS.char}{conflicts}" if conflicts else ""
        room = width - cell_len(f"{date}{sign} {address}" + more)
        first = self._library.annotation(item.dated[0])
        words = in_words(self._library, first) if item.row is None else claim_in_words(self._library, item.row)
        strong = styles.warning if conflicts else styles.accent
        date_style = styles.muted if item.origin != "passage" else strong
        return [
            [
                (date, date_style), (f"{sign} ", styles.link("contradicts") if conflicts else styles.muted),
                (address, styles.muted), (shorten(words, room), Style.null() if item.row is not None else styles.muted),
                (more, styles.link("contradicts")),
            ]
        ]  # fmt: skip


class TimelineScreen(Overlay[str | None]):
    """Returns the passage to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "timeline"

    def __init__(self, styles: Styles, library: Library, view: BoardView, timeline: Timeline, typed: str = "") -> None:
        """Show the timeline of a library; what was read for it before is kept in `timeline`."""
        super().__init__(styles)
        self._library = library
        self._board = view
        self._timeline = timeline
        self._list = TimelineList(styles, library)
        self._entries: Sequence[tuple[Entry, str]] | None = None
        """The entries, each with what the filter searches; None until the dates have been looked for."""
        self.body = self._records = RecordList[Entry](
            self,
            self._list,
            open_=lambda entry: self.close(entry.dated[0]),
            describe=self._describe,
            narrow=self._arrange,
            placeholder="words, a date, conflict, claim",
            identity=attrgetter("members", "day"),
            typed=typed,
        )
        self._records.nothing = MAKING

    def renew(self) -> None:
        """Look for the dates again."""
        begin(self, self._make)

    async def _make(self) -> None:
        """Make a large board in another thread, and look for dates in slices between the keys."""
        if self._board.board is None:
            self._board.board = await make_board(self._library)
        self._board.board = board = self._library.board(self._board.board)
        slices = Slices()
        for _ in self._timeline.steps(board):
            if slices.over:
                await slices.next()
                if self._board.board is not board or self.gone:
                    return
        entries = []
        for entry in self._timeline.entries:
            entries.append((entry, self._text(entry)))
            if slices.over:
                await slices.next()
                if self._board.board is not board or self.gone:
                    return
        self._entries = entries
        self._records.nothing = nothing_yet(self._library, EMPTY, self.keys)
        self._arrange()

    def _arrange(self) -> None:
        """Show the entries that fit the filter."""
        if self._entries is None:
            return
        entries, sought = self._entries, seek(self._records.typed)
        found = [entry for entry, text in entries if all(word.within(text) for word in sought)]
        conflicts = sum(bool(one.others or one.against) for one in found)
        parts = (
            "Timeline",
            f"{len(found):,} of {len(entries):,}" if sought else f"{len(entries):,}",
            f"{conflicts:,} in conflict" if conflicts else "",
            f"{count_noun(self._timeline.undated, 'claim')} undated" if self._timeline.undated else "",
        )
        self._records.show(found, " · ".join(part for part in parts if part))

    def _text(self, entry: Entry) -> str:
        conflict = "conflict contested" if entry.others or entry.against else ""
        claim = "claim" if entry.row is not None else "passage"
        addresses = " ".join(map(self._library.address, entry.members))
        return fold(f"{when(entry.day)} {entry.day.written} {entry.words} {addresses} {conflict} {claim}")

    def _describe(self, item: Entry, _: int) -> Sequence[Line]:
        """The date as it is written, the passage in its source, and what is in conflict."""
        styles, library = self.theme_styles, self._library
        remark = ORIGINS[item.origin]
        lines: list[Line] = [
            [(item.day.written, styles.accent), (f" ({remark})" if remark else "", styles.muted)],
            heading(library, item.dated[0], styles),
            [(f"“{' '.join(library.annotation(item.dated[0]).exact[:1000].split())}”", styles.base)],
        ]
        for sign, reads, ids in (
            (signs.OTHER_DATE.char, "the same claim with another date", item.others),
            (signs.AGAINST.char, "contradicts", item.against),
        ):
            for one in ids:
                day = self._timeline.days.get(one)
                date = f" {when(day)}" if day is not None else ""
                words = " ".join(library.annotation(one).exact[:300].split())
                lines.append(
                    [
                        (f"{sign} {reads}: ", styles.link("contradicts")),
                        (f"{library.address(one)}{date} ", styles.muted),
                        (words, styles.base),
                    ]
                )
        return lines

    def do_search_save(self, _: int | None) -> None:
        """Save the filter under a name."""
        typed, show = self._records.typed, self.app.push_screen
        save_search(self, show, self.theme_styles, self._library, typed, place="timeline")

    def do_links_target(self, _: int | None) -> None:
        """Go to what is in conflict with the entry under the cursor."""
        entry = self._records.selected
        if entry is None:
            return
        if not (entry.others or entry.against):
            self.say("nothing is in conflict with it")
        else:
            self.close([*entry.others, *entry.against][0])
