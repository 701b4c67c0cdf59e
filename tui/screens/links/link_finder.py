"""Screen that searches for the other end of a link."""

import asyncio
import time
from collections.abc import Callable
from typing import ClassVar, Final, NamedTuple

from annotations.errors import UsageError
from annotations.library import Library, Span
from annotations.library.parts.wording import in_words
from annotations.search.suggesters import Words
from annotations.text.plurals import count_noun
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import ask_link_type
from tui.screens.base.typed_list import TypedList
from tui.session.similar_passages import Offer, Question, Rankings, Related, trouble_lines
from tui.tasks import Slices, begin, in_own_thread
from tui.text.cells import cell_len, shorten
from tui.text.titles import source_title
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.link_ends import heading, partners

RANK_EVERY = 0.25
"""Seconds between two rankings of the index so far."""

_PATIENCE: Final = 0.1
"""Seconds for which a suggester is waited for before passages are ranked by their words."""

_LEAST: Final = 10
"""Cells of the words of the start in a narrow title."""

_FRAME: Final = 20
"""Cells of a title and its frame without these words."""


class Wanted(NamedTuple):
    """Links that are to be made."""

    ends: tuple[str | Span, ...]
    kind: str
    flipped: bool
    """Whether they lead to the start of the pending link instead of from it."""


class OfferList(ItemList[Offer]):
    """The offers, two rows each: the place with the reason, and the words."""

    item_height = 2

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "", id="hits")
        self._library = library
        self.marked: list[str | Span] = []
        """The ends that were marked, in the order in which they were."""
        self.linked: dict[str, str] = {}
        """Signs of the links that there are already, by the id of the linked passage."""
        self.nothing = ()

    def draw(self, item: Offer, width: int) -> list[Line]:
        """Mark, address, source and reason; the words."""
        styles = self.theme_styles
        mark = f"{signs.CHOSEN.char} " if item.end in self.marked else "  "
        if isinstance(item.end, str):
            where = heading(self._library, item.end, styles)
        else:
            source = self._library.source(item.source)
            where = [(f"{source.number} ", styles.muted), (source_title(self._library, source, 70), styles.muted)]
        joined = self.linked.get(item.end, "") if isinstance(item.end, str) else ""
        linked = f"linked {joined}" if joined else ""
        reason = shorten(" · ".join(filter(None, (linked, item.reason))), max(12, width * 2 // 3))
        room = width - cell_len(mark) - cell_len(reason) - 2
        line: Line = [(mark, styles.success)]
        for text, style in where:
            blank = " " * (len(text) - len(text.lstrip(" ")))
            shown = text if cell_len(text) <= room else blank + shorten(text, max(0, room - len(blank)))
            line.append((shown, style))
            room -= cell_len(shown)
        return [
            [*line, ("  ", styles.base), (reason, styles.accent)],
            [("  " + shorten(self._text(item), width - 2), styles.base)],
        ]

    def _text(self, item: Offer) -> str:
        return in_words(self._library, self._library.annotation(item.end)) if isinstance(item.end, str) else item.text


class PartnersScreen(Overlay[Wanted | None]):
    """Returns the links to make, or None after Esc."""

    CONTEXT: ClassVar[str] = "partners"
    ROWS: ClassVar[int] = 3

    def __init__(
        self,
        styles: Styles,
        library: Library,
        related: Related,
        end: str | Span,
        last_kind: str,
        stay: Callable[[], None],
        *,
        ask_type: bool = True,
    ) -> None:
        """Find passages that belong to an end; ``stay`` is called after sources were read.

        Without ``ask_type`` one passage is chosen, and no link type.
        """
        super().__init__(styles)
        self._asks_type = ask_type
        if not ask_type:
            self.context = "end"
        self._library = library
        self._related = related
        self._end = end
        self._last_kind = last_kind
        self._stay = stay
        self._progress = ""
        """How far the sources were indexed, for the title."""
        self._asking = ""
        """That the suggester has not answered yet, for the title."""
        self._indexed = False
        """Whether all passages are indexed."""
        self._asked: str | None = None
        """The typed text that the suggester was asked about last; None if what it answered is out of date."""
        self._rankings: Rankings | None = None
        """Its answer; None until it comes."""
        self._shown_for: str | None = None
        """The typed text whose offers are shown; None before the first ones are."""
        self._list = OfferList(styles, library)
        self.body = self._offers = TypedList[Offer](
            self, self._list, typed=lambda _: self._look(""), accept=self._accept, placeholder="search passages"
        )

    def open(self) -> None:
        """Show the indexed passages, and index the rest."""
        self._know_links()
        self.take_keys(self.focus_chain[0])
        begin(self, self._feed, group="feed")

    async def _feed(self) -> None:
        """Index the rest in slices between keys, and show the results so far."""
        slices, ranked = Slices(), 0.0
        for done, of in self._related.steps():
            self._indexed = done == of
            if slices.over:
                if time.monotonic() > ranked + RANK_EVERY:
                    self._look(
                        f" · scanned {done} of {count_noun(of, 'source')}" if done < of else " · scanning sentences"
                    )
                    ranked = time.monotonic()
                await slices.next()
        self._stay()
        self._look("")
        self._report_trouble()

    def renew(self) -> None:
        """Rank the offers again; close if the start of the link was deleted."""
        known = {one.id for one in self._library.all_annotations()}
        sources = {source.id for source in self._library.sources()}
        if self._end not in known if isinstance(self._end, str) else self._end.source_id not in sources:
            self.give_up("the start of the link was deleted")
            return
        self._list.marked = [end for end in self._list.marked if not isinstance(end, str) or end in known]
        self._know_links()
        self._asked = None  # What the suggester has answered is about passages that were changed.
        self._look(self._progress)

    def _know_links(self) -> None:
        linked: dict[str, str] = {}
        for one in partners(self._library, self._end) if isinstance(self._end, str) else ():
            linked[one.id] = linked.get(one.id, "") + one.glyph
        self._list.linked = linked

    @property
    def _typed(self) -> str:
        return " ".join(self._offers.text.split())

    def _look(self, progress: str) -> None:
        """Rank the passages; `progress` goes on with the title."""
        self._progress, typed = progress, self._typed
        if self._indexed and not self._related.is_quick and self._asked != typed:
            self._asked, self._rankings = typed, None
            begin(self, self._consult, self._related.question(self._end, typed), group="consult")
        begin(self, self._rank, typed, group="rank")

    async def _consult(self, question: Question[Rankings]) -> None:
        """Ask a suggester that may take its time; no answer comes if another letter was typed meanwhile."""
        related = self._related

        def ask(dropped: Callable[[], bool]) -> Rankings:
            return related.answer(lambda one: {} if dropped() else question(one))

        try:
            self._rankings = await in_own_thread(ask)
        except UsageError as error:
            related.fall_back(error)
            self._report_trouble()
        begin(self, self._rank, self._typed, group="rank")

    async def _rank(self, typed: str) -> None:
        """Show what is similar; by words while another suggester is asked or the passages are indexed."""
        related, rankings = self._related, None
        asking = ""
        if not related.is_quick:
            rankings = self._rankings if self._asked == typed else None
            if rankings is None and self._asked == typed:
                await asyncio.sleep(_PATIENCE)
                asking = f" · asking {related.name}…"
            rankings = related.question(self._end, typed)(Words()) if rankings is None else rankings
        found = related.passages(self._end, typed, rankings)
        self._asking = asking
        if self._kept is None or any(offer.end == self._kept for offer in found):
            self._show(found)
            await asyncio.sleep(0)
        self._show(found + related.untagged(self._end, typed))
        self._shown_for = typed
        if self.waiting:
            self._ask()
            self.go_on()

    def _report_trouble(self) -> None:
        """Say why the suggester of the settings is not used."""
        if self._related.trouble:
            self.caption.say(*trouble_lines(self._related))

    @property
    def _kept(self) -> str | Span | None:
        """The end that the cursor stays with: that under it, if it was moved or is asked about."""
        chosen = self._offers.selected if self._offers.moved or self.question.open else None
        return chosen.end if chosen is not None else None

    def _show(self, offers: list[Offer]) -> None:
        kept, ends = self._kept, [offer.end for offer in offers]
        self._list.nothing = () if self._progress or self._asking else ("No matches",)
        self._entitle()
        self._offers.show(offers, cursor=ends.index(kept) if kept in ends else 0)

    def _accept(self) -> None:
        """Ask about the offer under the cursor, once those for the typed text are shown."""
        if self._shown_for == self._typed or self._offers.moved:
            self._ask()
        else:
            self.waiting = True
            self._look(self._progress)  # Enter may have overtaken the message of the last letters.

    def _entitle(self) -> None:
        """Show the words of the start, the number of marked passages, and what is not finished yet in the title."""
        marked = f" · {len(self._list.marked)} marked" if self._list.marked else ""
        more = f"{marked}{self._progress}{self._asking}"
        words = shorten(self._related.words(self._end), max(_LEAST, min(40, self.size.width - cell_len(more) - _FRAME)))
        self._list.title = f"Link “{words}” to{more}"

    def _ask(self) -> None:
        """Ask for the type of the links to the marked items, or to the item under the cursor if none is marked."""
        chosen = self._offers.selected
        ends = tuple(self._list.marked) or ((chosen.end,) if chosen is not None else ())
        if not ends:
            return
        if not self._asks_type:
            self.close(Wanted((chosen.end,), "", flipped=False) if chosen is not None else None)
            return

        def link(kind: str, flipped: bool) -> None:  # noqa: FBT001 - as the question is answered
            self.close(Wanted(ends, kind, flipped))

        def question(flipped: bool) -> str:  # noqa: FBT001 - as above
            return "Link type (from it):" if flipped else "Link type:"

        ask_link_type(self, self._library, self._last_kind, question, link, "not linked · Esc leave")

    def do_partners_mark(self, _: int | None) -> None:
        """Mark the passage under the cursor, or remove its mark, and go to the next one."""
        offer = self._offers.selected
        if offer is None:
            return
        if offer.end in self._list.marked:
            self._list.marked.remove(offer.end)
        else:
            self._list.marked.append(offer.end)
        self._offers.move(1)
        self._entitle()
        self._list.repaint()

    def close(self, result: Wanted | None = None) -> None:
        """Close; the pages show the sources that were read meanwhile."""
        self._stay()
        super().close(result)
