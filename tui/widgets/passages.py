"""Panel of the passages of the source on the page, with their links and notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, overload

from msgspec import Struct
from rich.style import Style

from annotations.errors import UsageError
from annotations.library import Library, Passage
from annotations.library.parts.wording import in_words
from annotations.model import Annotation, Link, Tag, status_name
from annotations.text.folding import fold
from annotations.text.spelling import phrase
from tui.text.cells import cell_len, shorten, visible
from tui.text.paint.margin import STATUS_SIGNS
from tui.text.wrap import wrap
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import NO_MATCHES, ItemList, Line, PanelFilter
from tui.widgets.link_ends import UNKNOWN

NONE_YET: Final = (
    "none in this source yet",
    "",
    "{select.grow}  select the sentence",
    "{tag.claim}  tag it as a claim",
    "{tag.figure}  figure,  {tag.opinion}  opinion",
)
"""Lines of a source without passages; a command in braces is replaced by its key."""

QUOTE_ROWS = 3
"""Most rows of a quote that are shown."""


class PassageItem(Struct, frozen=True):
    """A passage, or one of its links."""

    passage: Passage
    link: Link | None = None


class PassageItems(Sequence[PassageItem]):
    """Sequence of passages, each followed by its links; items are created when they are accessed."""

    # A source may have ten thousand passages, and the sequence is rebuilt with each change.

    def __init__(self, library: Library, passages: Sequence[Passage]) -> None:
        self._passages = passages
        linked = library.linked()
        self._linked = [i for i, passage in enumerate(passages) if passage.annotation.id in linked]
        """Indexes of the passages that have links."""
        self._links = [library.links(passages[i].annotation.id) for i in self._linked]
        self._before = [0, *accumulate(map(len, self._links))]
        """Number of links before those of each passage with links, then of all links."""
        heads = zip(self._linked, self._before, strict=False)
        self._heads = [index + before for index, before in heads]
        """Indexes of the passages with links among all items."""

    def __len__(self) -> int:
        return len(self._passages) + self._before[-1]

    @overload
    def __getitem__(self, index: int) -> PassageItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[PassageItem]: ...
    def __getitem__(self, index: int | slice) -> PassageItem | list[PassageItem]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        index += len(self) if index < 0 else 0
        if not 0 <= index < len(self):
            raise IndexError(index)
        above = bisect_right(self._heads, index) - 1
        if above < 0:
            return PassageItem(self._passages[index])
        link = index - self._heads[above] - 1
        if link < len(self._links[above]):
            return PassageItem(self._passages[self._linked[above]], self._links[above][link] if link >= 0 else None)
        return PassageItem(self._passages[index - self._before[above + 1]])

    @cached_property
    def _indexes(self) -> dict[str, int]:
        """Index of each passage by its id."""
        return {passage.annotation.id: i for i, passage in enumerate(self._passages)}

    def place(self, annotation_id: str, link_id: str = "") -> int:
        """Return the index of a passage or of one of its links; -1 if it is not in the list."""
        at = self._indexes.get(annotation_id, -1)
        above = bisect_left(self._linked, at)
        head = at + self._before[above]
        if at < 0 or not link_id:
            return head if at >= 0 else -1
        own = self._links[above] if above < len(self._linked) and self._linked[above] == at else ()
        return next((head + 1 + i for i, link in enumerate(own) if link.id == link_id), -1)


class PassagesPanel(ItemList[PassageItem]):
    """Passages of one source."""

    def __init__(self, styles: Styles, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(styles, "Passages", id=id)
        self.filter = PanelFilter(self.fill)
        self.total = 0
        """Number of items without the filter."""
        self._library = library
        self._source = ""
        self._all = PassageItems(library, ())
        self._shown = 0
        """Number of passages that are shown."""

    def update(self, source_id: str) -> None:
        """Show the current passages of a source; the cursor stays on its passage if that still exists."""
        if source_id != self._source:
            self._source = source_id
            self.filter.set("")
        self.fill()

    def fill(self) -> None:
        """Show the passages that match the filter, which is a query as for a search in all sources."""
        chosen = self.selected
        passages: Sequence[Passage] = self._library.passages(self._source) if self._source else ()
        self.total = len(passages)
        self.title = f"Passages · {len(passages):,} · by place" if passages else "Passages"
        if self.filter.text:
            passages = self._matching(passages)
        self._shown = len(passages)
        self._all = PassageItems(self._library, passages)
        cursor = self.cursor
        if chosen is not None:
            same = self._all.place(chosen.passage.annotation.id, chosen.link.id if chosen.link else "")
            cursor = same if same >= 0 else min(cursor, max(0, len(self._all) - 1))
        self.show(self._all, cursor)

    @property
    def matches(self) -> str:
        """The number of matching passages of all."""
        return f"{self._shown:,} of {self.total:,}"

    def _matching(self, passages: Sequence[Passage]) -> list[Passage]:
        from annotations.search.query import query_of

        query = query_of(self._library, self.filter.text)
        self.filter.problem = query.problem
        wanted, unwanted = [*map(phrase, query.terms)], [*map(phrase, query.without)]
        source = self._library.source(self._source)
        if query.problem or not query.takes_source(source):
            return []
        found = []
        for passage in passages:
            one = passage.annotation
            text = fold(f"{source.number}:{one.number} {' '.join(one.tags)} {one.status} {one.exact} {one.note}")
            if all(word.within(text) for word in wanted) and not any(word.within(text) for word in unwanted):
                found.append(passage)
        return list(filter(query.passage_test(self._library), found))

    def point_at(self, annotation_id: str) -> None:
        """Move the cursor to a passage."""
        place = self._all.place(annotation_id)
        if place >= 0 and place != self.cursor:
            self.go(place, tell=False)

    def head(self, width: int, style: Style) -> Line:
        """Return the title, or the filter and the number of matches."""
        return self.filter.head(self.title, self.matches, width, style) or super().head(width, style)

    def empty_lines(self) -> Sequence[str]:
        """Return the lines to show for a source without passages."""
        if not self._source:
            return ()
        if self.filter.text:
            return NO_MATCHES
        return self.nothing

    def draw(self, item: PassageItem, width: int) -> list[Line]:
        """Return the address, tag letters and quote of a passage, or a link with its linked passage."""
        if item.link is not None:
            return self._link_lines(item.passage.annotation, item.link, width)
        styles = self.theme_styles
        annotation = item.passage.annotation
        address = self._library.address(annotation.id)
        head: Line = [(address + " ", styles.muted)]
        for tag in self._tags(annotation):
            head.append((tag.letter, styles.tag(tag.colour)))
        sign = STATUS_SIGNS.get(annotation.status, "")
        head += [(sign, styles.warning), (" " if annotation.tags or sign else "", styles.base)]
        indent = sum(cell_len(text) for text, _ in head)
        rows = self._quote_rows(in_words(self._library, annotation), width, indent)
        lines: list[Line] = [[*head, (rows[0], styles.base)]]
        lines += [[("  " + row, styles.base)] for row in rows[1:]]
        if item.passage.anchoring != "anchored":
            gone = self._library.is_missing(annotation.source)
            state = "its source is gone" if gone else _ANCHORING.get(item.passage.state, "")
            lines.append([("  " + shorten(state, width - 2), styles.warning)])
        if sign:
            lines.append([(f"  {sign} {status_name(annotation.status)}", styles.muted)])
        if annotation.note:
            lines.append(
                [(f"  {signs.NOTE.char} ", styles.accent), (shorten(annotation.note, width - 4), styles.muted)]
            )
        return lines

    def _quote_rows(self, quote: str, width: int, indent: int) -> list[str]:
        text = visible(" ".join(quote[:600].split()))
        first = wrap(text, 0, len(text), max(8, width - indent))[0][1]
        rows = [text[:first].rstrip()]
        rest = text[first:]
        if rest:
            bounds = wrap(rest, 0, len(rest), max(8, width - 2))
            rows += [rest[start:end].rstrip() for start, end in bounds[: QUOTE_ROWS - 1]]
            if len(bounds) > QUOTE_ROWS - 1 or len(quote) > 600:
                rows[-1] = shorten(rows[-1] + " …", width - 3) if not rows[-1].endswith("…") else rows[-1]
        return rows

    def _link_lines(self, annotation: Annotation, link: Link, width: int) -> list[Line]:
        lines = [self._link_line(annotation, link, width)]
        if link.note:
            lines.append(
                [
                    (f"     {signs.NOTE.char} ", self.theme_styles.accent),
                    (shorten(link.note, width - 7), self.theme_styles.muted),
                ]
            )
        return lines

    def _link_line(self, annotation: Annotation, link: Link, width: int) -> Line:
        styles = self.theme_styles
        outward = link.source == annotation.id
        kind = self._library.kinds().get(link.kind)
        glyph = kind.glyph if kind else UNKNOWN
        direction = "" if outward or (kind and kind.symmetric) else "from "
        try:
            other = self._library.annotation(link.target if outward else link.source)
            address, words = self._library.address(other.id), in_words(self._library, other)
        except UsageError:
            address, words = "?", "the other end is missing"
        lead = f"{direction}{address} "
        room = max(0, width - 5 - len(lead))
        parts: list[tuple[str, Style]] = [("   ", styles.base), (glyph + " ", styles.kind(kind))]
        return [*parts, (lead, styles.muted), (shorten(words, room), styles.muted)]

    def _tags(self, annotation: Annotation) -> Iterator[Tag]:
        known = {tag.name: tag for tag in self._library.tags()}
        return (known[name] for name in annotation.tags if name in known)


_ANCHORING = {
    "moved": "moved: the source was edited around it",
    "figure": f"{signs.UNRESOLVED['figure'].char} FIGURE CHANGED: {signs.UNRESOLVED['figure'].meaning}",
    "edited": f"{signs.UNRESOLVED['edited'].char} edited: {signs.UNRESOLVED['edited'].meaning}",
    "ambiguous": "ambiguous: its place is not certain",
    "orphan": "orphan: no longer found in the source",
}
