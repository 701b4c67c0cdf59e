"""Screen that searches all sources, notes and tags, with the hits below the query, best first."""

import time
from collections.abc import Callable
from typing import ClassVar

from annotations.library import Library
from annotations.library.parts.figure_tags import figure_tags
from annotations.library.parts.wording import around_figure
from annotations.search.document_search import numbered
from annotations.search.library_search import Everywhere, Hit
from annotations.search.query import Query, query_of
from annotations.search.text_cache import Texts
from annotations.text.plurals import count_noun
from tui.screens.base.overlay import Overlay
from tui.screens.base.typed_list import TypedList
from tui.screens.overview.save import save_search
from tui.screens.reading.page_controller import read_elsewhere
from tui.tasks import SHOW_EVERY, Slices, after_frame, begin
from tui.text.cells import cell_len, ending, shorten, visible
from tui.text.titles import source_title
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

Opened = tuple[Query, Hit]
"""A query, and the hit that was opened."""


class HitList(ItemList[Hit]):
    """Hits, two rows each: the place, and the words with their context."""

    HINTS: ClassVar[tuple[str, ...]] = (
        "Words of one paragraph, a passage, its note or its tags",
        "",
        '"two words" beside each other · -word without it',
        "tag:claim · status:open · note:word",
        "source:3 or source:part-of-its-name · author:name · kind:comment",
        "tag:one|other either of them · since:7d made or changed",
        "published:>2026-01 · credibility:>=B · by:who-annotated",
        "is:orphan ambiguous moved linked noted tagged",
    )
    item_height = 2

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "Search syntax", id="hits")
        self._library = library
        self._tags = {tag.name: tag for tag in library.tags()}
        self.nothing = self.HINTS

    def draw(self, item: Hit, width: int) -> list[Line]:
        """The place of a hit, and its words."""
        return [self._place(item, width), self._words(item, width)]

    def _memo(self, item: Hit, width: int) -> Line:
        """The subject of a memo."""
        about, key = item.memo
        if about == "source":
            source = self._library.source(key)
            subject = f"source {source.number} · {source.title or source.path}"
        else:
            subject = f"the {about} {key}".rstrip()
        return [("memo ", self.theme_styles.accent), (shorten(f"on {subject}", width - 7), self.theme_styles.muted)]

    def _place(self, item: Hit, width: int) -> Line:
        if item.memo[0]:
            return self._memo(item, width)
        styles = self.theme_styles
        source = self._library.source(item.source)
        line: Line = []
        address = self._library.address(item.annotation) if item.annotation else str(source.number)
        line.append((f"{address} ", styles.accent))
        if item.annotation:
            for name in self._library.annotation(item.annotation).tags:
                if tag := self._tags.get(name):
                    line.append((tag.letter, styles.tag(tag.colour)))
        alone = item.heading in ("", source.title or source.path)
        used = sum(cell_len(text) for text, _ in line)
        title = source_title(self._library, source, max(12, width - used - 2 if alone else width // 2 - 8))
        trail = title if alone else f"{title} › {item.heading}"
        if item.start < 0:
            trail = f"{trail} · {'no location' if item.annotation else source.path}"
        gap = " " if item.annotation else ""
        return [*line, (gap + shorten(trail, width - used - 2), styles.muted)]

    def _words(self, item: Hit, width: int) -> Line:
        styles = self.theme_styles
        line: Line = [(f"  {signs.NOTE.char} " if item.note else "  ", styles.accent)]
        room = width - cell_len(line[0][0])
        before = ending(item.before, max(room // 3, room - 2 - cell_len(visible(item.found + item.after[:20]))))
        parts = [(before, styles.base), (item.found, styles.match), (item.after, styles.base)]
        if item.annotation and not item.note:
            around = around_figure(self._library.annotation(item.annotation), figure_tags(self._library))
            parts += [(f" · {around}", styles.muted)] if around else []
        for text, style in parts:
            safe = visible(" ".join(text.replace("\t", " ").split("\n")))
            shown = safe if cell_len(safe) <= room else shorten(safe, room - 1)
            # `shorten` strips the leading blank, which separates two words here.
            blank = " " if shown != safe and safe.startswith(" ") and room > 2 else ""
            line.append((blank + shown, style))
            room -= cell_len(blank + shown)
            if room <= 0 or shown != safe:
                break
        return line


class SearchScreen(Overlay[Opened | None]):
    """Returns the hit that was opened, or None after Esc."""

    CONTEXT: ClassVar[str] = "search"

    def __init__(
        self,
        styles: Styles,
        library: Library,
        texts: Texts,
        typed: str,
        keep: Callable[[str], None],
        stay: Callable[[], None],
    ) -> None:
        """Search a library; `keep` is called with the typed text, `stay` after sources were read."""
        super().__init__(styles)
        self._library = library
        self._texts = texts
        self._keep = keep
        self._stay = stay
        self._query = Query()
        self._list = HitList(styles, library)
        self._asked: str | None = None
        """The text of the last search; None before the first one."""
        self.body = self._hits = TypedList[Hit](
            self,
            self._list,
            typed=self._typed,
            accept=self._accept,
            placeholder="find in all sources, notes and tags",
            text=typed,
        )

    def open(self) -> None:
        """Show the hits for the last query, which the next letter replaces."""
        super().open()
        self._hits.select_text()

    def _typed(self, text: str) -> None:
        self._asked = text
        self._keep(text)
        self.say_keys()
        self._query = query_of(self._library, text)
        begin(self, self._search, self._query)

    def renew(self) -> None:
        """Search again: hits may have been deleted."""
        if not self.gone:
            begin(self, self._search, self._query)

    async def _search(self, query: Query) -> None:
        """Search in slices between the keys."""
        await after_frame(self)  # The typed letter is shown before anything is searched.
        search = Everywhere(self._library, self._texts, query)
        # Hits are shown when all are found, or in a moment.
        steps, more, shown, slices = search.steps(), True, time.monotonic(), Slices()
        self._list.nothing = HitList.HINTS if query.empty else ("",)
        while more:
            step = next(steps, None)
            more = step is not None
            if step:
                await read_elsewhere(self._library, step)
            elif more and not slices.over:
                continue
            # The sources on the pages stay in the cache.
            if not more or time.monotonic() > shown + SHOW_EVERY:
                self._stay()
                self._show(search, query, more=more)
                shown = time.monotonic()
            await slices.next()
        if self.waiting:
            self._choose()
            self.go_on()

    def _show(self, search: Everywhere, query: Query, *, more: bool) -> None:
        chosen = self._hits.selected if self._hits.moved else None
        if not more and not query.empty and not search.hits:
            self._list.nothing = ("No matches", "", *HitList.HINTS)
        parts = []
        if not query.empty:
            parts.append(f"{numbered(search.count)} found")
        if more and query.in_texts:
            parts.append(f"searched {search.searched} of {count_noun(len(search.sources), 'source')}")
        if search.unreadable:
            others = f" and {len(search.unreadable) - 1} more" if len(search.unreadable) > 1 else ""
            parts.append(f"{search.unreadable[0]}{others} cannot be read")
        self._list.title = " · ".join(parts) or "Search syntax"
        hits = search.hits
        if more and chosen is not None and chosen not in hits:
            self._list.repaint()  # The hit under the cursor is still to come: all are searched again.
        else:
            self._hits.show(hits, cursor=hits.index(chosen) if chosen in hits else 0)
        if query.problem:
            self.say(query.problem)

    def do_search_save(self, _: int | None) -> None:
        """Save the search under a name."""
        save_search(self, self.app.push_screen, self.theme_styles, self._library, self._hits.text)

    def _accept(self) -> None:
        """Open the hit under the cursor, once it is known which is the best."""
        if self._hits.text != self._asked:
            self._typed(self._hits.text)  # Enter overtook the message of the last letters.
        if any(not worker.is_finished for worker in self.workers if worker.node is self) and not self._hits.moved:
            # The best hit is not known before everything has been searched.
            self.waiting = True
        else:
            self._choose()

    def _choose(self) -> None:
        if (hit := self._hits.selected) is not None:
            self.close((self._query, hit))
